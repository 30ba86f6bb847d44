"""The register of work at home 领料交货登记 (form L11): what went out and came back, in its order, with the running fee."""

from datetime import date
from typing import NamedTuple

from workshop.kernel.money import round_half_up
from workshop.takehome.queries.balances import Only
from workshop.takehome.queries.orders import OrderLine, list_orders
from workshop.takehome.queries.returns import ReturnLine, list_returns

_TO_FEN = 100_000


class RegisterLine(NamedTuple):
    """A line of the register: an issue (`back` None) or what came back on one day; `fee` fen of it, `running` fen so far.

    Fees are of the order as a whole and for reading: the slip adds up a period's pieces and rounds once (pay rules 1.5).
    """

    on: date
    order: OrderLine
    back: ReturnLine | None
    fee: int
    running: int


def load_register(
    workshop_id: int, first: date, last: date, worker_id: int | None = None, batch_id: int | None = None
) -> list[RegisterLine]:
    """Issues and returns of a stretch of days, of everyone, a person or a batch, by person and day; what was taken back is left
    out. A constant number of statements."""
    only = Only(worker_id=worker_id, batch_id=batch_id)
    orders = {order.id: order for order in list_orders(workshop_id, last, "all", only, limit=1_000_000)}
    found: list[tuple[OrderLine, ReturnLine | None, date]] = [
        (order, None, order.issued_on)
        for order in orders.values()
        if order.voided_on is None and first <= order.issued_on <= last
    ]
    returns = list_returns(workshop_id, first, last, worker_id=worker_id, standing=True)
    found += [(orders[back.order_id], back, back.returned_on) for back in returns if back.order_id in orders]
    found.sort(
        key=lambda one: (one[0].worker_no, one[2], one[1] is not None, one[0].order_no, one[1].id if one[1] else 0)
    )
    return _with_running(found)


def _with_running(found: list[tuple[OrderLine, ReturnLine | None, date]]) -> list[RegisterLine]:
    exact: dict[int, int] = {}
    lines = []
    for order, back, on in found:
        earned = back.paid * (order.price or 0) if back else 0
        exact[order.worker_id] = exact.get(order.worker_id, 0) + earned
        running = round_half_up(exact[order.worker_id], _TO_FEN)
        lines.append(RegisterLine(on, order, back, round_half_up(earned, _TO_FEN), running))
    return lines
