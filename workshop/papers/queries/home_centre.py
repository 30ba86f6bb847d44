"""Whose papers of take-home work a month has: people, and batches of clients' orders."""

from typing import NamedTuple

from workshop.kernel.periods import Period
from workshop.store.database import fetch_all

_PEOPLE = """
SELECT w.id, w.worker_no, w.name FROM worker w
WHERE w.workshop_id = :w AND w.id IN (
  SELECT o.worker_id FROM takehome_order o WHERE o.workshop_id = :w AND o.voided_on IS NULL
    AND (o.issued_on BETWEEN :first AND :last OR o.closed_on BETWEEN :first AND :last)
  UNION SELECT o.worker_id FROM takehome_return r
    JOIN takehome_order o ON o.workshop_id = r.workshop_id AND o.id = r.order_id WHERE r.workshop_id = :w
    AND (r.returned_on BETWEEN :first AND :last OR r.pay_on BETWEEN :first AND :last)
  UNION SELECT s.worker_id FROM takehome_return_share s
    JOIN takehome_return r ON r.workshop_id = s.workshop_id AND r.id = s.return_id WHERE s.workshop_id = :w
    AND r.pay_on BETWEEN :first AND :last)
ORDER BY w.worker_no"""

_BATCHES = """
SELECT b.id, b.number, c.client FROM batch b
JOIN client_order c ON c.workshop_id = b.workshop_id AND c.id = b.client_order_id
WHERE b.workshop_id = :w AND EXISTS (SELECT 1 FROM batch_order x
  JOIN takehome_order o ON o.workshop_id = x.workshop_id AND o.id = x.order_id AND o.voided_on IS NULL
  WHERE x.workshop_id = b.workshop_id AND x.batch_id = b.id AND o.issued_on <= :last
    AND (o.closed_on IS NULL OR o.closed_on >= :first))
ORDER BY b.arrived_on DESC, b.number"""


class HomeChoice(NamedTuple):
    """A person or batch to choose: key and what the list says."""

    id: int
    text: str


def list_home_choices(workshop_id: int, month: Period) -> tuple[list[HomeChoice], list[HomeChoice]]:
    """(people by number, batches that were out) of a month."""
    days = {"w": workshop_id, "first": month.first, "last": month.last}
    people = [HomeChoice(key, f"{name} {number}") for key, number, name in fetch_all(_PEOPLE, **days)]
    batches = [HomeChoice(key, f"{number} {client}") for key, number, client in fetch_all(_BATCHES, **days)]
    return people, batches
