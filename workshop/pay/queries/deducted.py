"""Where a deduction of a slip comes from: what was written down, what earlier slips took of it, the tax year (pay rules 7)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from workshop.kernel.money import format_price
from workshop.kernel.periods import Period
from workshop.pay.queries.provenance import to_moment
from workshop.pay.queries.scope import Scope, as_date, find_date
from workshop.pay.queries.slips import DeductionLine, SlipHead
from workshop.pay.rules.facts import NO_TAX_BEFORE, TaxBefore, TaxTable
from workshop.pay.rules.tax_months import TaxedSlip, TaxMonth, build_tax_months
from workshop.store.database import fetch_all

_ADVANCES = """
SELECT 'advance', a.id, a.date, a.amount_fen, '借支', a.reason, NULL, NULL, i.file_name FROM slip_source j
JOIN advance a ON a.workshop_id = j.workshop_id AND a.id = j.source_id
LEFT JOIN import i ON i.workshop_id = a.workshop_id AND i.id = a.import_id
WHERE j.workshop_id = :w AND j.kind = 'advance' AND j.slip_id = :slip ORDER BY a.date, a.id"""

_DEDUCTIONS = """
SELECT 'deduction', a.id, a.date, a.amount_fen, a.kind, a.agreement, a.agreed_by, a.agreed_on, i.file_name
FROM slip_source j JOIN deduction a ON a.workshop_id = j.workshop_id AND a.id = j.source_id
LEFT JOIN import i ON i.workshop_id = a.workshop_id AND i.id = a.import_id
WHERE j.workshop_id = :w AND j.kind = 'deduction' AND j.slip_id = :slip ORDER BY a.date, a.id"""

_HISTORY = """
SELECT s.period, d.position, d.owed, d.taken, d.carried, d.sentence, r.state FROM slip_deduction d
JOIN slip s ON s.workshop_id = d.workshop_id AND s.id = d.slip_id
JOIN pay_run r ON r.workshop_id = s.workshop_id AND r.id = s.run_id
WHERE d.workshop_id = :w AND s.worker_id = :worker AND d.step = :step AND d.name = :name ORDER BY s.period, d.position"""

_OFFSETS = """
SELECT a.period, a.name, a.taken_back, a.put, a.reason, a.at, a.by FROM slip_source j
JOIN slip_offset a ON a.workshop_id = j.workshop_id AND a.id = j.source_id
WHERE j.workshop_id = :w AND j.kind = 'offset' AND j.slip_id = :slip ORDER BY a.period, a.position, a.id"""

_BALANCES = """
SELECT step, name, date, amount FROM slip_balance WHERE workshop_id = :w AND slip_id = :slip ORDER BY position"""

_DEFECTS = """
SELECT e.id, e.date, o.name, o.unit, e.defect_own, e.defect_charge, e.reverses, e.reason, e.recorded_at, e.recorded_by
FROM output e JOIN operation o ON o.workshop_id = e.workshop_id AND o.id = e.operation_id
WHERE e.workshop_id = :w AND e.pay_on BETWEEN :first AND :last AND e.defect_own <> 0 AND e.defect_charge IS NOT NULL {only}
ORDER BY e.date, e.recorded_at, e.id"""

_YEAR = """
SELECT period, taxed, tax FROM slip
WHERE workshop_id = :w AND worker_id = :worker AND period >= :january AND period <= :code AND NOT labour_service
ORDER BY period"""

_PRIOR = """
SELECT income_fen, months, tax_withheld_fen FROM prior_months
WHERE workshop_id = :w AND worker_id = :worker AND year = :year"""


@dataclass(frozen=True)
class SourceLine:
    """An advance or deduction as it was written down; `note` is its reason or its agreement."""

    kind: str
    id: int
    on: date
    amount: int
    what: str
    note: str
    agreed_by: str
    agreed_on: date | None
    file: str


@dataclass(frozen=True)
class HistoryLine:
    """What a slip took of a sum and what it carried on; `state` is that of its run."""

    period: str
    position: int
    owed: int
    taken: int
    carried: int
    sentence: str
    state: str

    @property
    def title(self) -> str:
        """The period in Chinese."""
        return Period.parse(self.period).chinese


@dataclass(frozen=True)
class JoinedOffset:
    """A correction of an earlier slip: what stood there, what stands in its place, in fen; who, when, why."""

    period: str
    name: str
    taken_back: int
    put: int
    reason: str
    at: datetime
    by: str


@dataclass(frozen=True)
class BalanceLine:
    """A sum that goes on to the next slip, with every slip that had to do with it."""

    step: str
    name: str
    on: date
    amount: int
    history: tuple[HistoryLine, ...]


@dataclass(frozen=True)
class DefectLine:
    """An entry with defects of the worker's own making that are charged: quantity 1/1000, charge 1/10000 yuan."""

    id: str
    on: date
    operation: str
    unit: str
    quantity: int
    charge: int
    reverses: str | None
    reason: str
    recorded_by: str


def list_sources(workshop_id: int, head: SlipHead, step: str) -> list[SourceLine]:
    """What joined this slip in a step: advances, or deductions of that step's kinds."""
    sql = _ADVANCES if step == "advance" else _DEDUCTIONS
    kinds = {"social": {"社保个人"}, "court": {"司法"}}
    lines = [_source(row) for row in fetch_all(sql, w=workshop_id, slip=head.id)]
    if step in kinds:
        return [line for line in lines if line.what in kinds[step]]
    return [line for line in lines if step == "advance" or line.what not in {"社保个人", "司法"}]


def _source(row: tuple[Any, ...]) -> SourceLine:
    kind, key, on, amount, what, note, agreed_by, agreed_on, file = row
    return SourceLine(
        kind, key, as_date(on), amount, what, note or "", agreed_by or "", find_date(agreed_on), file or ""
    )


def list_joined_offsets(workshop_id: int, head: SlipHead) -> list[JoinedOffset]:
    """The offsets that this slip carries out."""
    rows = fetch_all(_OFFSETS, w=workshop_id, slip=head.id)
    values: list[list[Any]] = [[*row[:5], to_moment(row[5]), row[6]] for row in rows]
    return [JoinedOffset(*one) for one in values]


def list_history(workshop_id: int, worker_id: int, step: str, name: str) -> list[HistoryLine]:
    """Every slip that took something of a sum of this name, the oldest first: carried sums keep their name (7.7)."""
    return [HistoryLine(*row) for row in fetch_all(_HISTORY, w=workshop_id, worker=worker_id, step=step, name=name)]


def list_balances(workshop_id: int, head: SlipHead) -> list[BalanceLine]:
    """What this slip carries to the next, each with its history."""
    return [
        BalanceLine(step, name, as_date(on), amount, tuple(list_history(workshop_id, head.worker_id, step, name)))
        for step, name, on, amount in fetch_all(_BALANCES, w=workshop_id, slip=head.id)
    ]


def list_defects(workshop_id: int, head: SlipHead, line: DeductionLine) -> list[DefectLine]:
    """The entries under a loss by own defects (3.2): those of its operation and charge."""
    scope = Scope(workshop_id, Period.parse(head.period), (head.worker_id,))
    found = []
    for key, on, name, unit, quantity, charge, reverses, reason, _, by in scope.fetch(_DEFECTS, "e.worker_id"):
        if line.name.startswith(f"{name}次品") and line.name.endswith(f"× {format_price(charge)} 元"):
            found.append(DefectLine(key, as_date(on), name, unit, quantity, charge, reverses, reason, by))
    return found


def list_tax_months(workshop_id: int, head: SlipHead, table: TaxTable) -> tuple[TaxBefore, list[TaxMonth]]:
    """(what was typed in for the months before, each slip of the year up to this one)."""
    year, worker = head.period[:4], head.worker_id
    typed = fetch_all(_PRIOR, w=workshop_id, worker=worker, year=int(year))
    prior = TaxBefore(*typed[0]) if typed else NO_TAX_BEFORE
    rows = fetch_all(_YEAR, w=workshop_id, worker=worker, january=f"{year}-01", code=head.period)
    return prior, build_tax_months(prior, [TaxedSlip(*row) for row in rows], table)
