"""What a worker has had in advance or is to have taken from his pay, and how much of it is still open."""

from dataclasses import dataclass
from datetime import date

from workshop.kernel.periods import Period
from workshop.pay.queries.scope import as_date
from workshop.store.database import fetch_all

# A sum is settled by the locked slip that it has joined; in a slip that is still computed anew it stays open.
_SUMS = """
SELECT a.date, {kind}, a.amount_fen, {why}, (
  SELECT MAX(s.period) FROM slip_source j
  JOIN slip s ON s.workshop_id = j.workshop_id AND s.id = j.slip_id
  JOIN pay_run r ON r.workshop_id = s.workshop_id AND r.id = s.run_id AND r.state IN ('locked', 'paid')
  WHERE j.workshop_id = a.workshop_id AND j.kind = '{table}' AND j.source_id = a.id)
FROM {table} a WHERE a.workshop_id = :w AND a.worker_id = :worker AND NOT EXISTS (
  SELECT 1 FROM agreed_reversal v WHERE v.workshop_id = a.workshop_id AND v.kind = '{table}' AND v.source_id = a.id)"""
_ADVANCES = _SUMS.format(table="advance", kind="'借支'", why="a.reason")
_DEDUCTIONS = _SUMS.format(table="deduction", kind="a.kind", why="COALESCE(a.agreement, '')")

_CARRIED = """
SELECT b.name, b.date, b.amount, s.period FROM slip s
JOIN slip_balance b ON b.workshop_id = s.workshop_id AND b.slip_id = s.id
WHERE s.workshop_id = :w AND s.worker_id = :worker AND s.period = (
  SELECT MAX(e.period) FROM slip e JOIN pay_run r ON r.workshop_id = e.workshop_id AND r.id = e.run_id
  WHERE e.workshop_id = s.workshop_id AND e.worker_id = s.worker_id AND r.state IN ('locked', 'paid'))
ORDER BY b.position"""


@dataclass(frozen=True)
class OwedSum:
    """A sum in fen; `period` is the locked slip that took it, None: it is still open."""

    on: date
    what: str
    fen: int
    why: str
    period: Period | None


@dataclass(frozen=True)
class OwnDebts:
    """The sums, the latest first, and what the last slip carried on 结转."""

    sums: tuple[OwedSum, ...]
    carried: tuple[OwedSum, ...]

    @property
    def open(self) -> int:
        """What is still to be taken from pay, fen."""
        return sum(one.fen for one in self.sums if one.period is None) + sum(one.fen for one in self.carried)


def load_debts(workshop_id: int, worker_id: int) -> OwnDebts:
    """Advances, deductions and balances of one worker: three statements."""
    rows = [row for sql in (_ADVANCES, _DEDUCTIONS) for row in fetch_all(sql, w=workshop_id, worker=worker_id)]
    sums = [
        OwedSum(as_date(on), kind, fen, why, Period.parse(period) if period else None)
        for on, kind, fen, why, period in rows
    ]
    carried = fetch_all(_CARRIED, w=workshop_id, worker=worker_id)
    return OwnDebts(
        tuple(sorted(sums, key=lambda one: one.on, reverse=True)),
        tuple(OwedSum(as_date(on), name, fen, "", Period.parse(period)) for name, on, fen, period in carried),
    )
