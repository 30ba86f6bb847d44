"""What came into the store room, receipt by receipt."""

from datetime import date, datetime
from typing import NamedTuple

from workshop.floor.queries.moments import to_day, to_moment
from workshop.store.database import fetch_all

_RECEIPTS = """
SELECT r.id, r.batch_id, r.received_on, r.name, r.unit, r.quantity, r.reverses,
       (SELECT u.id FROM batch_receipt u WHERE u.workshop_id = r.workshop_id AND u.reverses = r.id),
       r.reason, r.recorded_at, r.recorded_by
FROM batch_receipt r JOIN batch b ON b.workshop_id = r.workshop_id AND b.id = r.batch_id
WHERE r.workshop_id = :w AND b.client_order_id = :order ORDER BY r.received_on, r.recorded_at, r.id"""


class ReceiptLine(NamedTuple):
    """Material that came in, or a receipt taken back (`reverses`, negative), in 1/1000 of its unit."""

    id: int
    batch_id: int
    received_on: date
    name: str
    unit: str
    quantity: int
    reverses: int | None
    reversed_by: int | None
    reason: str
    recorded_at: datetime
    recorded_by: str


def list_receipts(workshop_id: int, client_order_id: int) -> list[ReceiptLine]:
    """Receipts of all batches of a client's order, in their order."""
    found = fetch_all(_RECEIPTS, w=workshop_id, order=client_order_id)
    return [ReceiptLine._make((*row[:2], to_day(row[2]), *row[3:9], to_moment(row[9]), row[10])) for row in found]
