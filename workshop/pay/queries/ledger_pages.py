"""The ledger as people look at it: with what is known of the money, by worker and year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from workshop.kernel.masking import mask_tail
from workshop.pay.queries.ledger import LedgerRow, list_ledger
from workshop.pay.queries.scope import find_date
from workshop.pay.rules.ledger import average_month
from workshop.pay.rules.payments import KINDS
from workshop.store.database import fetch_all

# The latest word on every slip's way to its money; a way that failed or was given up is none.
_PAYMENTS = """
SELECT l.slip_id, b.kind, b.number, l.card_tail, l.bank_name, t.outcome, t.paid_on, t.paid_by FROM live_payment v
JOIN payment_line l ON l.workshop_id = v.workshop_id AND l.id = v.line_id
JOIN payment_batch b ON b.workshop_id = l.workshop_id AND b.id = l.batch_id
JOIN wage_ledger g ON g.workshop_id = l.workshop_id AND g.slip_id = l.slip_id
LEFT JOIN payment_settlement t ON t.workshop_id = l.workshop_id AND t.line_id = l.id AND t.seq = (
  SELECT MAX(u.seq) FROM payment_settlement u WHERE u.workshop_id = l.workshop_id AND u.line_id = l.id)
WHERE v.workshop_id = :w AND g.period >= :first AND g.period <= :last{only}"""

_YEARS = """
SELECT g.worker_id, substr(g.period, 1, 4), substr(g.period, 1, 7), SUM(g.gross), SUM(g.net) FROM wage_ledger g
WHERE g.workshop_id = :w GROUP BY g.worker_id, substr(g.period, 1, 4), substr(g.period, 1, 7)"""


@dataclass(frozen=True)
class Paid:
    """How a slip's money goes: `kind` bank, cash, declared; `settled` when it has arrived; `paid_on` that day."""

    kind: str
    number: int
    card_tail: str
    bank_name: str
    settled: bool
    paid_on: date | None
    paid_by: str

    @property
    def words(self) -> str:
        """银行代发 第 1 批 ****0014."""
        card = f" {self.bank_name}{mask_tail('000' + self.card_tail)}" if self.card_tail else ""
        return f"{KINDS[self.kind]} 第 {self.number} 批{card}"


@dataclass(frozen=True)
class LedgerEntry:
    """A row of the ledger with its payment, None while nothing is known of it."""

    row: LedgerRow
    paid: Paid | None

    @property
    def paid_on(self) -> date | None:
        """支付日期: the day the money arrived, else the day the run was marked as paid; None: not paid yet."""
        if self.paid is not None and self.paid.settled:
            return self.paid.paid_on
        return _civil(self.row.paid_at) if self.row.paid_at else None

    @property
    def proof(self) -> str:
        """银行代发工资凭证或签字: the batch, or nothing, so that the worker signs."""
        return self.paid.words if self.paid and self.paid.settled else ""


@dataclass(frozen=True)
class WorkerYear:
    """A worker's year in the ledger; fen."""

    year: str
    months: int
    gross: int
    net: int


@dataclass(frozen=True)
class WorkerLedger:
    """All years of a worker, the latest first, and the average of the last twelve months with pay."""

    years: tuple[WorkerYear, ...]
    average: int
    average_of: int

    @property
    def gross(self) -> int:
        """Everything ever paid, fen."""
        return sum(year.gross for year in self.years)


NO_LEDGER = WorkerLedger((), 0, 0)


def list_entries(workshop_id: int, first: str = "", last: str = "~", worker_id: int | None = None) -> list[LedgerEntry]:
    """Rows as `list_ledger` gives them, with their payments: two reads."""
    only = "" if worker_id is None else " AND g.worker_id = :worker"
    names: dict[str, object] = {"w": workshop_id, "first": first, "last": f"{last}~"}
    names |= {} if worker_id is None else {"worker": worker_id}
    paid = {row[0]: _paid(*row[1:]) for row in fetch_all(_PAYMENTS.format(only=only), **names)}
    rows = list_ledger(workshop_id, first, last, worker_id)
    return [LedgerEntry(row, paid.get(row.slip_id)) for row in rows]


def _civil(moment: datetime) -> date:
    return (moment + timedelta(hours=8)).date()


def _paid(
    kind: str, number: int, card_tail: str, bank: str, outcome: str | None, paid_on: object, paid_by: str | None
) -> Paid:
    return Paid(kind, number, card_tail, bank, outcome == "paid", find_date(paid_on), paid_by or "")


def load_worker_ledgers(workshop_id: int) -> dict[int, WorkerLedger]:
    """Worker → his years: one read for the whole workshop."""
    months: dict[int, dict[str, list[tuple[str, int, int]]]] = {}
    for worker, year, month, gross, net in fetch_all(_YEARS, w=workshop_id):
        months.setdefault(worker, {}).setdefault(year, []).append((month, int(gross), int(net)))
    return {worker: _ledger(years) for worker, years in months.items()}


def _ledger(years: dict[str, list[tuple[str, int, int]]]) -> WorkerLedger:
    lines = [
        WorkerYear(year, len(months), sum(gross for _, gross, _ in months), sum(net for *_, net in months))
        for year, months in sorted(years.items(), reverse=True)
    ]
    everything = [(month, gross) for months in years.values() for month, gross, _ in months]
    return WorkerLedger(tuple(lines), *average_month(everything))


def by_year(entries: Iterable[LedgerEntry]) -> list[tuple[int, list[LedgerEntry]]]:
    """(year, its entries) the latest first, the months of a year in order."""
    years: dict[int, list[LedgerEntry]] = {}
    for entry in entries:
        years.setdefault(entry.row.span.year, []).append(entry)
    return sorted(years.items(), reverse=True)
