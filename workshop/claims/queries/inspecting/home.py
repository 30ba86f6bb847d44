"""Orders taken home as the inspectors' checks read them: what is due, what the material allows, what came back."""

from collections import defaultdict
from datetime import date, datetime
from typing import Any

from workshop.claims.rules.inspecting.facts import OrderFacts, ReturnFacts
from workshop.pay.queries.scope import as_date
from workshop.store.database import fetch_all

# Orders that were out at any time of the span.
_OUT = """o.workshop_id = :w AND o.issued_on <= :last AND o.voided_on IS NULL AND (o.closed_on IS NULL OR o.closed_on >= :first)"""

_ORDERS = f"""
SELECT o.id, o.order_no, o.worker_id, o.operation_id, p.name, o.issued_on, o.quantity, p.std_seconds,
  (SELECT COUNT(*) FROM takehome_member m WHERE m.workshop_id = o.workshop_id AND m.order_id = o.id)
FROM takehome_order o JOIN operation p ON p.workshop_id = o.workshop_id AND p.id = o.operation_id
WHERE {_OUT} ORDER BY o.order_no"""

_MATERIALS = f"""
SELECT m.order_id, m.per_piece, COALESCE(SUM(s.quantity), 0)
FROM takehome_material m JOIN takehome_order o ON o.workshop_id = m.workshop_id AND o.id = m.order_id
LEFT JOIN takehome_supply s ON s.workshop_id = m.workshop_id AND s.material_id = m.id
WHERE {_OUT} GROUP BY m.order_id, m.id, m.per_piece"""

_RETURNS = f"""
SELECT r.order_id, r.returned_on, r.good + r.defect_own + r.defect_other, r.inspected_on, r.recorded_at, r.import_id, r.inspects
FROM takehome_return r JOIN takehome_order o ON o.workshop_id = r.workshop_id AND o.id = r.order_id
WHERE {_OUT} AND r.reverses IS NULL AND NOT EXISTS (
  SELECT 1 FROM takehome_return u WHERE u.workshop_id = r.workshop_id AND u.reverses = r.id)
ORDER BY r.returned_on, r.id"""


def load_orders(workshop_id: int, first: date, last: date) -> tuple[OrderFacts, ...]:
    """In three statements."""
    span: dict[str, Any] = {"w": workshop_id, "first": first, "last": last}
    able, returns = _able(fetch_all(_MATERIALS, **span)), _returns(fetch_all(_RETURNS, **span))
    return tuple(
        OrderFacts(
            key,
            number,
            worker,
            operation,
            name,
            as_date(issued),
            quantity,
            able.get(key),
            key in able,
            seconds,
            max(1, members),
            returns.get(key, ()),
        )
        for key, number, worker, operation, name, issued, quantity, seconds, members in fetch_all(_ORDERS, **span)
    )


def _able(rows: list[tuple[Any, ...]]) -> dict[int, int | None]:
    """By order with material the pieces (1/1000) that the scarcest of it allows; None where nobody wrote how much a piece takes."""
    found: dict[int, int | None] = {}
    for order, per_piece, supplied in rows:
        pieces = int(supplied) * 10_000 // per_piece if per_piece else None
        before = found.get(order)
        found[order] = pieces if before is None else before if pieces is None else min(before, pieces)
    return found


def _returns(rows: list[tuple[Any, ...]]) -> dict[int, tuple[ReturnFacts, ...]]:
    found: dict[int, list[ReturnFacts]] = defaultdict(list)
    for order, on, pieces, inspected, recorded, import_id, inspects in rows:
        typed = import_id is None and inspects is None  # an inspection is recorded at leisure
        at = _minutes(recorded) if typed else None
        found[order].append(ReturnFacts(as_date(on), int(pieces), inspected is not None, at))
    return {order: tuple(mine) for order, mine in found.items()}


def _minutes(recorded: Any) -> int:
    moment = recorded if isinstance(recorded, datetime) else datetime.fromisoformat(recorded)
    return moment.hour * 60 + moment.minute
