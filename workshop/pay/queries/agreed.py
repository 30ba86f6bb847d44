"""What is agreed before a run, as lines: minimum wages, allowances, advances with what is still open, deductions."""

from dataclasses import dataclass
from datetime import date

from workshop.pay.queries.scope import as_date, find_date
from workshop.store.database import fetch_all

_ADVANCES = """
SELECT a.date, w.worker_no, w.name, a.amount_fen, a.reason, s.period FROM advance a
JOIN worker w ON w.workshop_id = a.workshop_id AND w.id = a.worker_id
LEFT JOIN slip_source j ON j.workshop_id = a.workshop_id AND j.kind = 'advance' AND j.source_id = a.id
LEFT JOIN slip s ON s.workshop_id = j.workshop_id AND s.id = j.slip_id
WHERE a.workshop_id = :w AND a.date >= :since ORDER BY a.date DESC, w.worker_no, a.id"""

_DEDUCTIONS = """
SELECT a.date, w.worker_no, w.name, a.amount_fen, a.kind, s.period FROM deduction a
JOIN worker w ON w.workshop_id = a.workshop_id AND w.id = a.worker_id
LEFT JOIN slip_source j ON j.workshop_id = a.workshop_id AND j.kind = 'deduction' AND j.source_id = a.id
LEFT JOIN slip s ON s.workshop_id = j.workshop_id AND s.id = j.slip_id
WHERE a.workshop_id = :w AND a.date >= :since ORDER BY a.date DESC, w.worker_no, a.id"""

_ALLOWANCES = """
SELECT a.name, a.kind, a.amount_fen, a.counts, a.taxable, a.valid_from, a.valid_to, w.worker_no, w.name
FROM allowance a LEFT JOIN worker w ON w.workshop_id = a.workshop_id AND w.id = a.worker_id
WHERE a.workshop_id = :w ORDER BY a.name, w.worker_no, a.id"""

_MINIMUMS = """
SELECT valid_from, monthly_fen, hourly_fen, source, checked_on FROM minimum_wage
WHERE county_code = :county ORDER BY valid_from DESC"""


@dataclass(frozen=True)
class OwedLine:
    """An advance or deduction; `what` is its reason or kind, `period` the slip that it has joined, None: none yet."""

    on: date
    worker_no: str
    name: str
    amount: int
    what: str
    period: str | None


@dataclass(frozen=True)
class AllowanceLine:
    """An allowance item; `worker_no` empty: for everyone."""

    item: str
    kind: str
    amount: int
    counts: bool
    taxable: bool
    valid_from: date | None
    valid_to: date | None
    worker_no: str
    name: str


@dataclass(frozen=True)
class MinimumLine:
    """A minimum wage of the county; `checked_on` None: nobody has compared it with the published figure."""

    valid_from: date
    monthly: int
    hourly: int
    source: str
    checked_on: date | None


def list_advances(workshop_id: int, since: date) -> list[OwedLine]:
    """Advances from a day on, the latest first."""
    return [OwedLine(as_date(on), *rest) for on, *rest in fetch_all(_ADVANCES, w=workshop_id, since=since)]


def list_deductions(workshop_id: int, since: date) -> list[OwedLine]:
    """Deductions from a day on, the latest first."""
    return [OwedLine(as_date(on), *rest) for on, *rest in fetch_all(_DEDUCTIONS, w=workshop_id, since=since)]


def list_allowances(workshop_id: int) -> list[AllowanceLine]:
    """Every allowance item."""
    return [
        AllowanceLine(item, kind, amount, bool(c), bool(t), find_date(since), find_date(until), no or "", name or "")
        for item, kind, amount, c, t, since, until, no, name in fetch_all(_ALLOWANCES, w=workshop_id)
    ]


def list_minimums(county_code: str) -> list[MinimumLine]:
    """The minimum wages of a county, the latest first."""
    rows = fetch_all(_MINIMUMS, county=county_code)
    return [MinimumLine(as_date(on), m, h, source, find_date(checked)) for on, m, h, source, checked in rows]
