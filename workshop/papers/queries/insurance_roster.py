"""Facts of the insurance roster: whose insurance the employer pays, month by month, beside what is claimed for it."""

from collections.abc import Collection, Sequence

from workshop.claims.queries.registers import Registers, load_registers
from workshop.claims.rules.months import last_day, month_of
from workshop.kernel.periods import Period
from workshop.papers.documents.insurance_form import Insured
from workshop.papers.listing import PaperHead
from workshop.papers.lists.insurance_roster import KINDS, InsuredFacts
from workshop.papers.lists.roster_facts import RosterFacts
from workshop.papers.queries.claimed import Claimed
from workshop.papers.queries.insured import Cover, Insurances, load_insurances
from workshop.papers.queries.roster import Whole, load_people
from workshop.people.queries import Workshop
from workshop.people.queries.roster import WorkerLine

Covers = dict[int, tuple[Cover, ...]]  # month → those of the three insurances that were in force


def load_insured(
    shop: Workshop, period: Period, whole: Whole, claimed: Claimed | None = None, until: Period | None = None
) -> tuple[PaperHead, list[InsuredFacts]]:
    """Head and people by number: those for whom pension, health or unemployment insurance is paid, or a claim's people."""
    registers = load_registers(shop.id)
    insurances = load_insurances(shop, registers)
    months = range(month_of(period.first), month_of((until or period).first) + 1)

    def wanted(line: WorkerLine) -> bool:
        there = line.hire_date <= (until or period).last and not line.has_left(period.first)
        return there and bool(_covers(insurances, line.id, line.worker_no, months))

    head, people = load_people(shop, until or period, whole, claimed, wanted)
    return head, [_insured(one, insurances, registers, months, claimed) for one in people]


def load_paid(shop: Workshop, claimed: Claimed) -> tuple[Insured, ...]:
    """By kind the claim's people who were insured, their months and what the employer paid, as the roster has them.

    Where nobody has put down any insurance of theirs, that is not known rather than nothing.
    """
    insurances = load_insurances(shop, load_registers(shop.id))
    covers = [
        _covers(insurances, one.worker_id, one.worker_no, claimed.months_of(one.worker_id))
        for one in claimed.claim.people
    ]
    if not any(covers):
        return tuple(Insured(kind, None, None, None) for kind in KINDS)
    return tuple(_paid_for(kind, covers) for kind in KINDS)


def _paid_for(kind: str, people: Sequence[Covers]) -> Insured:
    months = [sum(cover.kind == kind for month in covers.values() for cover in month) for covers in people]
    sums = [_paid(covers, kind) for covers in people]
    known = [fen for fen in sums if fen is not None]
    return Insured(kind, sum(map(bool, months)), sum(months), sum(known) if len(known) == len(sums) else None)


def _insured(
    person: RosterFacts,
    insurances: Insurances,
    registers: Registers,
    months: Collection[int],
    claimed: Claimed | None,
) -> InsuredFacts:
    wanted = claimed.months_of(person.worker_id) if claimed else months
    covers = _covers(insurances, person.worker_id, person.worker_no, wanted)
    bases = [cover.base_fen for month in sorted(covers) for cover in covers[month] if cover.base_fen]
    mine = claimed.people[person.worker_id] if claimed else None
    return InsuredFacts(
        person=person,
        months=_span(wanted if mine and mine.months else covers),
        base_fen=bases[-1] if bases else None,
        paid=(_paid(covers, KINDS[0]), _paid(covers, KINDS[1]), _paid(covers, KINDS[2])),
        standard=claimed.claim.facts.get("standard", "") if claimed else "",
        fen=mine.fen if mine else None,
        had=_had(person.worker_id, registers, claimed),
    )


def _covers(insurances: Insurances, worker_id: int, worker_no: str, months: Collection[int]) -> Covers:
    found = {}
    for month in months:
        covers = insurances.on(worker_id, worker_no, last_day(month)) or ()
        if mine := tuple(cover for cover in covers if cover.kind in KINDS):
            found[month] = mine
    return found


def _paid(covers: Covers, kind: str) -> int | None:
    """What the employer paid for a kind in all months; 0 where it was not in force, None where a sum is not known."""
    sums = [cover.fen for month in covers.values() for cover in month if cover.kind == kind]
    known = [fen for fen in sums if fen is not None]
    return sum(known) if len(known) == len(sums) else None


def _span(months: Collection[int]) -> str:
    if not months:
        return ""
    first, last = (f"{last_day(month):%Y.%m}" for month in (min(months), max(months)))
    return first if first == last else f"{first}~{last}"


def _had(worker_id: int, registers: Registers, claimed: Claimed | None) -> int | None:
    """Months of the same subsidy that were recorded as received before; None where nothing was recorded."""
    if claimed is None:
        return None
    scheme = f"{claimed.claim.programme_id}/{claimed.claim.benefit}"
    received = registers.receipts.get(worker_id, ())
    mine = [one.months for one in received if one.scheme in (scheme, claimed.claim.title)]
    return sum(mine) if mine else None
