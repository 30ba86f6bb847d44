"""The settlement of an order: its materials over all returns, and what stands in the way of closing it."""

from datetime import date

from workshop.floor.queries.moments import to_day
from workshop.kernel.faults import NotFound
from workshop.store.database import fetch_all
from workshop.takehome.queries.balances import Only, load_balances, pieces_of
from workshop.takehome.queries.state import load_relation
from workshop.takehome.rules.loss import Closing, MaterialUse, compute_closing, paid_sum

_ORDER = f"""
SELECT o.price, o.most, o.relation, o.worker_id, o.issued_on, COALESCE(r.good, 0) + COALESCE(r.other, 0)
FROM takehome_order o LEFT JOIN ({pieces_of("AND order_id = :order")}) r ON r.order_id = o.id WHERE o.workshop_id = :w AND o.id = :order"""

_STANDING = """
SELECT COUNT(*), COALESCE(SUM(CASE WHEN inspected_on IS NULL THEN 1 ELSE 0 END), 0), MAX(returned_on), MAX(inspected_on)
FROM takehome_return r WHERE r.workshop_id = :w AND r.order_id = :order AND r.reverses IS NULL
  AND NOT EXISTS (SELECT 1 FROM takehome_return u WHERE u.workshop_id = r.workshop_id AND u.reverses = r.id)"""

_HANDED = (
    "SELECT MAX(supplied_on) FROM takehome_supply WHERE workshop_id = :w AND order_id = :order AND reverses IS NULL"
)


def load_closing(workshop_id: int, order_id: int, closed_on: date) -> Closing:
    """What closing the order on a day comes to, as it stands now. Raises NotFound."""
    found = fetch_all(_ORDER, w=workshop_id, order=order_id)
    if not found:
        raise NotFound
    [(price, most, relation, worker_id, issued_on, paid)] = found
    relation = relation or load_relation(workshop_id, worker_id, to_day(issued_on)).kind  # an order out of a file
    lines = load_balances(workshop_id, Only(order_ids=(order_id,)))
    uses = tuple(
        MaterialUse(
            line.name,
            line.unit,
            line.balance.issued,
            line.balance.returned,
            line.pieces.back,
            line.per_piece,
            line.loss_allowance,
            line.price,
        )
        for line in lines
    )
    return compute_closing(order_id, closed_on, uses, paid_sum(int(paid), price or 0), most, relation == "contract")


def count_standing(workshop_id: int, order_id: int) -> int:
    """Returns of an order that were not taken back."""
    return int(fetch_all(_STANDING, w=workshop_id, order=order_id)[0][0])


def closing_facts(workshop_id: int, order_id: int) -> tuple[int, date | None]:
    """(deliveries that wait for their inspection, the last day on which anything was handed out, brought or inspected)."""
    [(_, waiting, *days)] = fetch_all(_STANDING, w=workshop_id, order=order_id)
    [(handed,)] = fetch_all(_HANDED, w=workshop_id, order=order_id)
    return int(waiting), max((to_day(day) for day in (*days, handed) if day is not None), default=None)
