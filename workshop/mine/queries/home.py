"""A worker's take-home work as his phone shows it."""

from dataclasses import dataclass
from datetime import date

from workshop.takehome.queries.balances import Only
from workshop.takehome.queries.orders import OrderLine, list_orders

MOST_ORDERS = 60


@dataclass(frozen=True)
class OwnHome:
    """Orders, those that are open first; `out` what still lies at home, by unit."""

    orders: tuple[OrderLine, ...]
    out: tuple[tuple[int, str], ...]


def load_home(workshop_id: int, worker_id: int, on: date) -> OwnHome:
    """The latest orders of one worker: two statements."""
    found = list_orders(workshop_id, on, "all", Only(worker_id=worker_id), MOST_ORDERS)
    orders = sorted((one for one in found if one.state != "voided"), key=lambda one: one.state != "open")
    out: dict[str, int] = {}
    for order in orders:
        if order.state == "open":
            out[order.unit] = out.get(order.unit, 0) + order.outstanding
    return OwnHome(tuple(orders), tuple((quantity, unit) for unit, quantity in out.items()))
