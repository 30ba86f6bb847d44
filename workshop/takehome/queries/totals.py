"""How much is out, in one statement."""

from datetime import date
from typing import NamedTuple

from workshop.store.database import fetch_all

_TOTALS = """
SELECT COALESCE(SUM(CASE WHEN o.closed_on IS NULL AND o.voided_on IS NULL THEN 1 ELSE 0 END), 0),
       COALESCE(SUM(CASE WHEN o.closed_on IS NULL AND o.voided_on IS NULL AND o.due_on < :day THEN 1 ELSE 0 END), 0),
       COALESCE(SUM(CASE WHEN o.closed_on IS NOT NULL THEN 1 ELSE 0 END), 0),
       COALESCE(SUM(CASE WHEN o.voided_on IS NOT NULL THEN 1 ELSE 0 END), 0),
       COUNT(*),
       (SELECT COUNT(*) FROM takehome_return r WHERE r.workshop_id = :w AND r.inspected_on IS NULL AND r.reverses IS NULL
        AND NOT EXISTS (SELECT 1 FROM takehome_return u WHERE u.workshop_id = r.workshop_id AND u.reverses = r.id))
FROM takehome_order o WHERE o.workshop_id = :w"""


class Totals(NamedTuple):
    """Orders by state, and deliveries that wait for their inspection."""

    open: int
    overdue: int
    closed: int
    voided: int
    all: int
    waiting: int


def count_orders(workshop_id: int, on: date) -> Totals:
    """The figures over the room's lists."""
    return Totals._make(map(int, fetch_all(_TOTALS, w=workshop_id, day=on)[0]))
