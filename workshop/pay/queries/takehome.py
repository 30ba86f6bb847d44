"""Take-home work of a period: returns by their pay day, orders closed in it (5.5)."""

from collections import defaultdict

from workshop.pay.queries.scope import Scope, as_date, find_date
from workshop.pay.rules.facts import ClosedOrder, TakehomeGroup

# A household that shares an order is paid by the stored shares of each return; everyone else is paid the whole return.
_RETURNS = """
SELECT COALESCE(s.worker_id, o.worker_id), o.operation_id, o.price, MIN(o.price_from),
       SUM(COALESCE(s.pieces, r.good + r.defect_other)),
       SUM(CASE WHEN r.inspected_on < :first THEN COALESCE(s.pieces, r.good + r.defect_other) ELSE 0 END)
FROM takehome_return r JOIN takehome_order o ON o.workshop_id = r.workshop_id AND o.id = r.order_id
LEFT JOIN takehome_return_share s ON s.workshop_id = r.workshop_id AND s.return_id = r.id
WHERE r.workshop_id = :w AND r.pay_on BETWEEN :first AND :last {only}
GROUP BY COALESCE(s.worker_id, o.worker_id), o.operation_id, o.price"""

# One row a material; what an order's loss may be at most is shared by its materials.
_CLOSED = """
SELECT o.worker_id, o.order_no, o.closed_on,
       COALESCE((SELECT SUM(u.quantity) FROM takehome_supply u
                 WHERE u.workshop_id = m.workshop_id AND u.material_id = m.id), 0),
       COALESCE((SELECT SUM(x.quantity) FROM takehome_return_material x
                 WHERE x.workshop_id = m.workshop_id AND x.material_id = m.id), 0),
       COALESCE(SUM(r.good + r.defect_own + r.defect_other), 0), m.per_piece, m.loss_allowance, m.price, o.price,
       COALESCE(SUM(CASE WHEN r.inspected_on IS NOT NULL THEN r.good + r.defect_other ELSE 0 END), 0), m.name, o.most
FROM takehome_order o
JOIN takehome_material m ON m.workshop_id = o.workshop_id AND m.order_id = o.id
LEFT JOIN takehome_return r ON r.workshop_id = o.workshop_id AND r.order_id = o.id
WHERE o.workshop_id = :w AND o.closed_on BETWEEN :first AND :last
  AND m.per_piece IS NOT NULL AND m.price IS NOT NULL {only}
GROUP BY o.worker_id, o.id, o.order_no, o.closed_on, o.price, o.most, m.workshop_id, m.id, m.position, m.per_piece,
         m.loss_allowance, m.price, m.name
ORDER BY o.closed_on, o.order_no, m.position"""


def load_takehome(scope: Scope) -> dict[int, list[TakehomeGroup]]:
    """Inspected returns by worker, each member of a household with his share."""
    groups: dict[int, list[TakehomeGroup]] = defaultdict(list)
    found = scope.fetch(_RETURNS, "COALESCE(s.worker_id, o.worker_id)")
    for worker, operation, price, since, quantity, late in found:
        groups[worker].append(TakehomeGroup(operation, price, int(quantity), find_date(since), int(late)))
    return groups


def load_closed_orders(scope: Scope) -> dict[int, list[ClosedOrder]]:
    """Materials of orders closed in the period, over all their returns; the loss is the holder's."""
    orders: dict[int, list[ClosedOrder]] = defaultdict(list)
    for worker, no, closed, issued, back, pieces, per_piece, *rest in scope.fetch(_CLOSED, "o.worker_id"):
        allowance, material_price, price, paid, name, most = rest
        orders[worker].append(
            ClosedOrder(
                order_no=no,
                closed_on=as_date(closed),
                issued=int(issued),
                returned=int(back),
                pieces=int(pieces),
                per_piece=per_piece,
                allowance=allowance,
                material_price=material_price,
                price=price or 0,
                paid=int(paid),
                material=name or "物料",
                most=most,
            )
        )
    return orders
