"""Money out as frozen lines: batches, what became of each line, and who is not on any way to his money yet."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from workshop.kernel.faults import NotFound
from workshop.pay.queries.scope import find_date
from workshop.pay.queries.stored import columns
from workshop.pay.rows import PayerAccountRow, PaymentBatchRow
from workshop.pay.rules.payments import KINDS, OUTCOMES, SHAPES, Account, Payee
from workshop.store.database import db, fetch_all

_LATEST = """LEFT JOIN payment_settlement t ON t.workshop_id = l.workshop_id AND t.line_id = l.id AND t.seq = (
  SELECT MAX(u.seq) FROM payment_settlement u WHERE u.workshop_id = l.workshop_id AND u.line_id = l.id)"""

_LINES = f"""
SELECT l.id, l.batch_id, b.number, b.kind, l.slip_id, l.worker_id, l.worker_no, l.name, l.amount, l.account_id,
  l.holder_name, l.bank_name, l.card_tail, l.note, COALESCE(t.outcome, 'open'), COALESCE(t.reason, ''), t.paid_on,
  COALESCE(t.paid_by, ''), COALESCE(t.seq, 0), v.line_id IS NOT NULL
FROM payment_line l
JOIN payment_batch b ON b.workshop_id = l.workshop_id AND b.id = l.batch_id
LEFT JOIN live_payment v ON v.workshop_id = l.workshop_id AND v.line_id = l.id
{_LATEST}
WHERE b.workshop_id = :w AND b.run_id = :run ORDER BY b.number, l.position"""

_WAITING = """
SELECT s.id, s.worker_id, w.worker_no, w.name, s.net, w.phone FROM slip s
JOIN worker w ON w.workshop_id = s.workshop_id AND w.id = s.worker_id
WHERE s.workshop_id = :w AND s.run_id = :run AND s.net > 0 AND NOT EXISTS (
  SELECT 1 FROM live_payment v WHERE v.workshop_id = s.workshop_id AND v.slip_id = s.id)
ORDER BY w.worker_no"""

# The latest account by day, then by the moment it was written down: a mended one follows the one it mends.
_ACCOUNTS = """
SELECT b.worker_id, w.worker_no, w.name, b.id, b.holder_name, b.bank_name, b.card_tail, b.card_index FROM bank_account b
JOIN worker w ON w.workshop_id = b.workshop_id AND w.id = b.worker_id
WHERE b.workshop_id = :w AND b.valid_from <= :day ORDER BY b.valid_from, b.recorded_at, b.id"""


@dataclass(frozen=True)
class Batch:
    """A batch as it was made; `total` in fen."""

    id: int
    run_id: int
    number: int
    kind: str
    shape: str
    payer_id: int | None
    usage: str
    remark: str
    lines: int
    total: int
    file_name: str
    sha256: str
    made_on: date
    made_at: datetime
    made_by: str

    @property
    def title(self) -> str:
        """`第 1 批 银行代发(通用 CSV)`."""
        shape = f"({SHAPES[self.shape]})" if self.shape else ""
        return f"第 {self.number} 批 {KINDS[self.kind]}{shape}"


@dataclass(frozen=True)
class PaymentLine:
    """A line and what became of it; `live`: the slip's money is on this way and no other."""

    id: int
    batch_id: int
    number: int
    kind: str
    slip_id: int
    worker_id: int
    worker_no: str
    name: str
    amount: int
    account_id: int | None
    holder_name: str
    bank_name: str
    card_tail: str
    note: str
    outcome: str
    reason: str
    paid_on: date | None
    paid_by: str
    seq: int
    live: bool

    @property
    def open(self) -> bool:
        """Neither paid nor given up."""
        return self.outcome in ("open", "reversed")

    @property
    def outcome_words(self) -> str:
        """What became of it, in Chinese."""
        return OUTCOMES[self.outcome]


@dataclass(frozen=True)
class PayerLine:
    """The account that the workshop pays from, masked."""

    id: int
    valid_from: date
    shape: str
    bank_name: str
    account_name: str
    account_tail: str
    province: str
    city: str
    branch_code: str
    usage: str
    recorded_by: str


_BATCH = columns(PaymentBatchRow, tuple(Batch.__dataclass_fields__))
_PAYER = columns(PayerAccountRow, tuple(PayerLine.__dataclass_fields__))


def list_batches(workshop_id: int, run_id: int) -> list[Batch]:
    """The batches of a run, the latest first."""
    row = PaymentBatchRow
    query = select(*_BATCH).where(row.workshop_id == workshop_id, row.run_id == run_id)
    return [Batch(*values) for values in db.session.execute(query.order_by(row.number.desc()))]


def get_batch(workshop_id: int, batch_id: int) -> Batch:
    """A batch; raises NotFound."""
    row = PaymentBatchRow
    query = select(*_BATCH).where(row.workshop_id == workshop_id, row.id == batch_id)
    found = db.session.execute(query).one_or_none()
    if found is None:
        raise NotFound(f"payment batch {batch_id}")
    return Batch(*found)


def list_payment_lines(workshop_id: int, run_id: int) -> list[PaymentLine]:
    """Every line of a run's batches, also those that failed, by batch and place."""
    return [_line(values) for values in fetch_all(_LINES, w=workshop_id, run=run_id)]


def _line(values: tuple[Any, ...]) -> PaymentLine:
    *rest, paid_on, paid_by, seq, live = values
    columns_in_order: list[Any] = [*rest, find_date(paid_on), paid_by, seq, bool(live)]
    return PaymentLine(*columns_in_order)


def list_payees(workshop_id: int, run_id: int, on: date) -> list[Payee]:
    """Slips of a run whose money is on no way yet, with the account in force on a day; by worker number."""
    accounts = {row[0]: Account(*row[3:]) for row in _accounts(workshop_id, on)}
    waiting = [(*values, accounts.get(values[1])) for values in fetch_all(_WAITING, w=workshop_id, run=run_id)]
    return [Payee(*values) for values in waiting]


def load_owners(workshop_id: int, on: date) -> dict[bytes, list[tuple[int, str]]]:
    """Card → everybody of the workshop whose account in force it is."""
    latest = {row[0]: row for row in _accounts(workshop_id, on)}
    owners: dict[bytes, list[tuple[int, str]]] = {}
    for worker_id, number, name, *_, card_key in latest.values():
        owners.setdefault(card_key, []).append((worker_id, f"{number} {name}"))
    return owners


def _accounts(workshop_id: int, on: date) -> list[tuple[Any, ...]]:
    return [(*row[:-1], bytes(row[-1])) for row in fetch_all(_ACCOUNTS, w=workshop_id, day=on.isoformat())]


def list_payers(workshop_id: int) -> list[PayerLine]:
    """The accounts the workshop paid and pays from, the latest first."""
    row = PayerAccountRow
    order = (row.valid_from.desc(), row.recorded_at.desc(), row.id.desc())
    query = select(*_PAYER).where(row.workshop_id == workshop_id).order_by(*order)
    return [PayerLine(*values) for values in db.session.execute(query)]


def find_payer(workshop_id: int, on: date) -> PayerLine | None:
    """The account in force on a day."""
    return next((payer for payer in list_payers(workshop_id) if payer.valid_from <= on), None)


def suggest_shape(workshop_id: int, on: date) -> str:
    """The shape that the workshop's bank wants; the general one while no account is put down."""
    payer = find_payer(workshop_id, on)
    return payer.shape if payer else "csv"


def find_live_batch(workshop_id: int, run_id: int, shape: str) -> Batch | None:
    """The latest bank batch of a shape of which something is on its way or paid."""
    live = {line.batch_id for line in list_payment_lines(workshop_id, run_id) if line.live}
    return next(
        (batch for batch in list_batches(workshop_id, run_id) if batch.shape == shape and batch.id in live), None
    )
