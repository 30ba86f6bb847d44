"""What was sent to a bank and is waited for, and which return files came in."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from workshop.pay.queries.stored import columns
from workshop.pay.rows import PaymentReturnRow
from workshop.pay.rules.returns import SentLine
from workshop.store.database import db, fetch_all

_SENT = """
SELECT l.id, l.batch_id, l.slip_id, l.holder_name, l.amount, a.card_index, l.card_tail, COALESCE(t.outcome, 'open'),
  v.line_id = l.id, v.line_id <> l.id
FROM payment_line l
JOIN payment_batch b ON b.workshop_id = l.workshop_id AND b.id = l.batch_id
JOIN bank_account a ON a.workshop_id = l.workshop_id AND a.id = l.account_id
LEFT JOIN live_payment v ON v.workshop_id = l.workshop_id AND v.slip_id = l.slip_id
LEFT JOIN payment_settlement t ON t.workshop_id = l.workshop_id AND t.line_id = l.id AND t.seq = (
  SELECT MAX(u.seq) FROM payment_settlement u WHERE u.workshop_id = l.workshop_id AND u.line_id = l.id)
WHERE b.workshop_id = :w AND b.kind = 'bank' {only} ORDER BY b.id, l.position"""


@dataclass(frozen=True)
class ReturnLine:
    """A return file that was taken in."""

    batch_id: int
    file_name: str
    sha256: str
    paid: int
    failed: int
    at: datetime
    by: str


_RETURN = columns(PaymentReturnRow, tuple(ReturnLine.__dataclass_fields__))


def list_sent(workshop_id: int, run_id: int | None = None) -> list[SentLine]:
    """Every line of the bank batches of a run, or of all runs."""
    only = "AND b.run_id = :run" if run_id is not None else ""
    names = {"w": workshop_id} | ({"run": run_id} if run_id is not None else {})
    found = []
    for *head, card_index, tail, outcome, live, elsewhere in fetch_all(_SENT.format(only=only), **names):
        values = [*head, bytes(card_index), tail, outcome, bool(live), bool(elsewhere)]
        found.append(SentLine(*values))
    return found


def find_return(workshop_id: int, batch_id: int, sha256: str) -> ReturnLine | None:
    """The same file, taken in before for this batch."""
    return next((line for line in list_returns(workshop_id, [batch_id]) if line.sha256 == sha256), None)


def list_returns(workshop_id: int, batch_ids: list[int]) -> list[ReturnLine]:
    """Return files of batches, in the order they came."""
    row = PaymentReturnRow
    query = select(*_RETURN).where(row.workshop_id == workshop_id, row.batch_id.in_(batch_ids)).order_by(row.at, row.id)
    return [ReturnLine(*values) for values in db.session.execute(query)]
