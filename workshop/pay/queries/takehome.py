"""Take-home work of a period: returns inspected in it, orders closed in it (5.5)."""

from collections import defaultdict

from workshop.pay.queries.scope import Scope, as_date, find_date
from workshop.pay.rules.facts import ClosedOrder, TakehomeGroup

_RETURNS = """
SELECT o.worker_id, o.operation_id, o.price, MIN(o.price_from), SUM(r.good + r.defect_other)
FROM takehome_return r JOIN takehome_order o ON o.workshop_id = r.workshop_id AND o.id = r.order_id
WHERE r.workshop_id = :w AND r.inspected_on BETWEEN :first AND :last {only}
GROUP BY o.worker_id, o.operation_id, o.price"""

_CLOSED = """
SELECT o.worker_id, o.order_no, o.closed_on, o.material_issued, SUM(r.material_returned),
       SUM(r.good + r.defect_own + r.defect_other), o.material_per_piece, o.loss_allowance, o.material_price, o.price,
       SUM(CASE WHEN r.inspected_on IS NOT NULL THEN r.good + r.defect_other ELSE 0 END), o.material
FROM takehome_order o LEFT JOIN takehome_return r ON r.workshop_id = o.workshop_id AND r.order_id = o.id
WHERE o.workshop_id = :w AND o.closed_on BETWEEN :first AND :last
  AND o.material_per_piece IS NOT NULL AND o.material_price IS NOT NULL {only}
GROUP BY o.worker_id, o.id, o.order_no, o.closed_on, o.material_issued, o.material_per_piece, o.loss_allowance,
         o.material_price, o.price, o.material"""


def load_takehome(scope: Scope) -> dict[int, list[TakehomeGroup]]:
    """Inspected returns by worker."""
    groups: dict[int, list[TakehomeGroup]] = defaultdict(list)
    for worker, operation, price, since, quantity in scope.fetch(_RETURNS, "o.worker_id"):
        groups[worker].append(TakehomeGroup(operation, price, int(quantity), find_date(since)))
    return groups


def load_closed_orders(scope: Scope) -> dict[int, list[ClosedOrder]]:
    """Orders closed in the period, over all their returns."""
    orders: dict[int, list[ClosedOrder]] = defaultdict(list)
    for (
        worker,
        no,
        closed,
        issued,
        back,
        pieces,
        per_piece,
        allowance,
        material_price,
        price,
        paid,
        name,
    ) in scope.fetch(_CLOSED, "o.worker_id"):
        orders[worker].append(
            ClosedOrder(
                order_no=no,
                closed_on=as_date(closed),
                issued=issued,
                returned=int(back or 0),
                pieces=int(pieces or 0),
                per_piece=per_piece,
                allowance=allowance,
                material_price=material_price,
                price=price or 0,
                paid=int(paid or 0),
                material=name or "物料",
            )
        )
    return orders
