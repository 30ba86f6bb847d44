"""On which days somebody who works at home came for work or brought it back: marks on the attendance sheet, never days of work."""

from collections import defaultdict
from datetime import date

from workshop.pay.queries.scope import as_date
from workshop.people.queries import Workshop
from workshop.store.database import fetch_all

_STANDS = """r.reverses IS NULL AND o.voided_on IS NULL AND NOT EXISTS (
  SELECT 1 FROM takehome_return u WHERE u.workshop_id = r.workshop_id AND u.reverses = r.id)"""
_OF_ORDER = "JOIN takehome_order o ON o.workshop_id = r.workshop_id AND o.id = r.order_id"
_DAYS = f"""
SELECT worker_id, issued_on FROM takehome_order
WHERE workshop_id = :w AND issued_on BETWEEN :first AND :last AND voided_on IS NULL
UNION SELECT o.worker_id, r.returned_on FROM takehome_return r {_OF_ORDER}
WHERE r.workshop_id = :w AND r.returned_on BETWEEN :first AND :last AND {_STANDS}
UNION SELECT s.worker_id, r.returned_on FROM takehome_return_share s
JOIN takehome_return r ON r.workshop_id = s.workshop_id AND r.id = s.return_id {_OF_ORDER}
WHERE s.workshop_id = :w AND r.returned_on BETWEEN :first AND :last AND {_STANDS}"""


def load_home_days(shop: Workshop, first: date, last: date) -> dict[int, frozenset[date]]:
    """By worker the days from first to last on which he took material or brought back pieces, alone or with the household."""
    found: dict[int, set[date]] = defaultdict(set)
    for worker, on in fetch_all(_DAYS, w=shop.id, first=first, last=last):
        found[worker].add(as_date(on))
    return {worker: frozenset(days) for worker, days in found.items()}
