"""Facts of the wage sheet and the piece detail: slips of a run with the people they belong to."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from workshop.kernel.calendar import BANDS
from workshop.kernel.periods import Period
from workshop.papers.listing import PaperHead
from workshop.papers.lists.wage_facts import PieceFacts, WageFacts
from workshop.papers.queries.claimed import Claimed
from workshop.papers.queries.heads import build_claim_head, build_head, get_run
from workshop.pay.queries.runs import list_runs
from workshop.pay.queries.slips import Line, SlipView, load_slips, load_slips_between
from workshop.people.queries import Workshop, list_workers
from workshop.people.queries.roster import WorkerLine
from workshop.store.database import fetch_all

PIECES = frozenset({"piece", "team", "takehome"})
TIMES = frozenset({"hourly", "daily", "monthly"})
Made = Mapping[int, tuple[str, str, str]]  # operation → product, operation, unit

_MADE = """
SELECT o.id, p.name, o.name, o.unit FROM operation o
JOIN product p ON p.workshop_id = o.workshop_id AND p.id = o.product_id WHERE o.workshop_id = :w"""
_TAILS = "SELECT id, id_no_tail FROM worker WHERE workshop_id = :w"


def load_wages(
    shop: Workshop,
    period: Period,
    part: int = 1,
    idnos: Mapping[int, str] | None = None,
    phones: Mapping[int, str] | None = None,
) -> tuple[PaperHead, list[WageFacts]]:
    """Head and workers of a run, by number; without `idnos` and `phones` only what may be shown without a reason."""
    run = get_run(shop, period, part)
    known = _known(shop, period.last, idnos, phones)
    return build_head(shop, period, run), [_wage(slip, known) for slip in load_slips(shop.id, run.id)]


def load_claim_wages(
    shop: Workshop,
    claimed: Claimed,
    idnos: Mapping[int, str] | None = None,
    phones: Mapping[int, str] | None = None,
) -> list[tuple[PaperHead, list[WageFacts]]]:
    """Of each period of a claim the slips of its people, by number; categories are those that were claimed.

    A half month is a period of its own. Always the same number of reads, however long the claim.
    """
    known = _known(shop, claimed.claim.last, idnos, phones)
    first, last = Period.of(claimed.claim.first), Period.of(claimed.claim.last)
    runs = {run.id: run for run in list_runs(shop.id)}
    found: dict[Period, list[SlipView]] = defaultdict(list)
    for slip in load_slips_between(shop.id, first.code, last.code):
        if claimed.holds(slip.head.worker_id, period := Period.parse(slip.head.period)):
            found[period].append(slip)
    months = []
    for period in sorted(found):
        of = {slip.head.run_id: runs[slip.head.run_id] for slip in found[period]}
        head = build_claim_head(shop, claimed, period, list(of.values()))
        months.append((head, [_claimed_as(_wage(slip, known), claimed) for slip in found[period]]))
    return months


def _claimed_as(worker: WageFacts, claimed: Claimed) -> WageFacts:
    return replace(worker, category=claimed.people[worker.worker_id].category or worker.category)


class _Known(NamedTuple):
    """What a sheet prints of people and operations; of a number that was not handed in its last digits."""

    people: dict[int, WorkerLine]
    made: Made
    idno: Callable[[int], str]
    phone: Callable[[int], str]


def _known(shop: Workshop, on: date, idnos: Mapping[int, str] | None, phones: Mapping[int, str] | None) -> _Known:
    people = {person.id: person for person in list_workers(shop.id, on, who="all")}
    made = {key: (product, name, unit) for key, product, name, unit in fetch_all(_MADE, w=shop.id)}
    tails = dict(fetch_all(_TAILS, w=shop.id)) if idnos is None else {}
    return _Known(
        people,
        made,
        lambda worker: _masked(tails.get(worker, "")) if idnos is None else idnos.get(worker, ""),
        lambda worker: people[worker].phone_masked if phones is None else phones.get(worker, ""),
    )


def _masked(tail: str) -> str:
    return "*" * 14 + tail if tail else ""


def _wage(slip: SlipView, known: _Known) -> WageFacts:
    head, person = slip.head, known.people[slip.head.worker_id]
    social = sum(line.taken for line in slip.deductions if line.step == "social")
    piece, timed = _sum(slip, PIECES, plain=True), _sum(slip, TIMES, plain=True)
    worked_over = _sum(slip, PIECES | TIMES, plain=False)
    return WageFacts(
        number=head.worker_no,
        name=head.name,
        idno=known.idno(person.id),
        category="、".join(person.categories),
        post=person.post,
        phone=known.phone(person.id),
        card_tail=person.card_tail,
        half_days=head.attended_halves,
        pieces=tuple(_piece(line, known.made) for line in slip.lines if line.kind in PIECES),
        piece_fen=piece,
        hour_minutes=sum(line.quantity for line in slip.lines if line.kind == "hourly" and line.band == "normal"),
        time_fen=timed,
        overtime_fen=worked_over,
        extra_fen=sum(line.amount for line in slip.lines if line.kind not in PIECES | TIMES),
        gross_fen=head.gross,
        social_fen=social,
        tax_fen=head.tax,
        other_fen=head.loss + head.advance + head.other - social,
        net_fen=head.net,
        note="含补录" if any(line.late for line in slip.lines) else "",
        worker_id=person.id,
        home_fen=sum(line.amount for line in slip.lines if line.kind == "takehome"),
        loss_fen=head.loss,
    )


def _sum(slip: SlipView, kinds: frozenset[str], plain: bool) -> int:
    """Fen of lines of these kinds in the normal band, or in the others."""
    return sum(line.amount for line in slip.lines if line.kind in kinds and (line.band == "normal") is plain)


def _piece(line: Line, made: Made) -> PieceFacts:
    product, operation, unit = made.get(line.operation_id or 0, ("", line.name, ""))
    times = f"×{line.twice / 2:g}" if line.twice != 2 else ""
    band = "" if line.band == "normal" else f"{BANDS[line.band]}{times}"
    quantity = None if line.kind == "team" else line.quantity
    return PieceFacts(product, operation, unit, line.price, quantity, line.amount, band, line.kind == "takehome")
