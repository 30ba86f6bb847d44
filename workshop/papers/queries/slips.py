"""Facts of the pay slips."""

from dataclasses import replace

from workshop.kernel.periods import Period
from workshop.papers.listing import PaperHead
from workshop.papers.lists.slips import SlipFacts, SlipLine
from workshop.papers.queries.heads import build_head, get_run
from workshop.papers.queries.own_pages import own_addresses
from workshop.pay.queries.runs import get_run_by_id
from workshop.pay.queries.slips import SlipView, list_worker_slips, load_slips
from workshop.people.queries import Workshop, list_workers
from workshop.people.queries.roster import WorkerLine
from workshop.store.database import fetch_all

_TAILS = "SELECT id, id_no_tail FROM worker WHERE workshop_id = :w"
_YEAR = """
SELECT worker_id, SUM(gross) FROM slip
WHERE workshop_id = :w AND period >= :first AND period <= :last GROUP BY worker_id"""


def load_slip_facts(
    shop: Workshop, period: Period, part: int = 1, worker_id: int | None = None
) -> tuple[PaperHead, list[SlipFacts]]:
    """Head and slips of a run, by number; of one worker his alone."""
    run = get_run(shop, period, part)
    people = {person.id: person for person in list_workers(shop.id, period.last, who="all")}
    tails = dict(fetch_all(_TAILS, w=shop.id))
    years = dict(fetch_all(_YEAR, w=shop.id, first=f"{period.year}-01", last=period.code))
    own, slips = own_addresses(shop.id), []
    for slip in load_slips(shop.id, run.id):
        key = slip.head.worker_id
        if worker_id in (None, key):
            facts = _slip(slip, people[key], tails[key], int(years[key]))
            slips.append(replace(facts, own_pages=own(key)))
    return build_head(shop, period, run), slips


def load_worker_slips(
    shop: Workshop, worker_id: int, first: Period, last: Period, open_too: bool = False
) -> list[tuple[PaperHead, SlipFacts]]:
    """One worker's locked slips from the first to the last period, each with the head of its run, in their order.

    `open_too`: those of open runs as well; their head says that they may change.
    """
    [(_, tail)] = fetch_all(_TAILS + " AND id = :worker", w=shop.id, worker=worker_id)
    found = []
    for slip in list_worker_slips(shop.id, worker_id, first.code, last.code):
        period, run = Period.parse(slip.head.period), get_run_by_id(shop.id, slip.head.run_id)
        if not run.closed and not open_too:
            continue
        people = {person.id: person for person in list_workers(shop.id, period.last, who="all")}
        years = dict(fetch_all(_YEAR, w=shop.id, first=f"{period.year}-01", last=period.code))
        found.append((build_head(shop, period, run), _slip(slip, people[worker_id], tail, int(years[worker_id]))))
    return found


def _slip(slip: SlipView, person: WorkerLine, idno_tail: str, year_fen: int) -> SlipFacts:
    head = slip.head
    told = any(line.kind == "minimum" for line in slip.lines)
    return SlipFacts(
        number=head.worker_no,
        name=head.name,
        idno_tail=idno_tail,
        category="、".join(person.categories),
        post=person.post,
        card_tail=person.card_tail,
        half_days=head.attended_halves,
        hour_minutes=sum(line.quantity for line in slip.lines if line.kind == "hourly"),
        earnings=tuple(SlipLine(line.sentence, line.amount) for line in slip.lines),
        deductions=tuple(SlipLine(line.sentence, line.taken) for line in slip.deductions if line.taken),
        gross_fen=head.gross,
        net_fen=head.net,
        year_fen=year_fen,
        carried=tuple(SlipLine(line.name, line.carried) for line in slip.deductions if line.carried),
        note="" if told else head.minimum_sentence,
    )
