"""Take-home pay 外发 and the loss of an order's material (pay rules 5.5)."""

from datetime import date

from workshop.kernel.money import format_price, round_half_up
from workshop.kernel.quantities import format_quantity
from workshop.pay.rules.facts import ClosedOrder, Operation, Owed, ShopFacts, WorkerFacts
from workshop.pay.rules.piece import QUANTITY_TIMES_PRICE
from workshop.pay.rules.results import PayLine
from workshop.pay.rules.sentences import price_text, quantity_text, since_text, yuan

_SCALE = 10_000  # of `per_piece`, of (1 + allowance)


def takehome_lines(worker: WorkerFacts, shop: ShopFacts) -> list[PayLine]:
    """Inspected returns, one line per (operation, price), in the normal band."""
    sums: dict[tuple[int | str, int], list[int]] = {}
    since: dict[tuple[int | str, int], date] = {}
    for group in worker.takehome:
        if group.price is not None:
            key = (group.operation, group.price)
            sums.setdefault(key, [0])[0] += group.quantity
            if group.price_from:
                since[key] = min(group.price_from, since.get(key, group.price_from))
    order = sorted(sums, key=lambda key: (shop.operations[key[0]].code, key[1]))
    return [_line(*key, sums[key][0], since.get(key), shop.operations[key[0]]) for key in order if sums[key][0]]


def _line(subject: int | str, price: int, quantity: int, since: date | None, operation: Operation) -> PayLine:
    amount = round_half_up(quantity * price, QUANTITY_TIMES_PRICE)
    sentence = (
        f"外发{operation.name} {quantity_text(quantity, operation.unit)} × {price_text(price)} 元"
        f" = {yuan(amount)} 元{since_text(since)}"
    )
    return PayLine("takehome", "5.5", subject, quantity, price, "normal", 2, amount, True, sentence)


def order_losses(worker: WorkerFacts) -> list[Owed]:
    """The losses of the orders closed in the period, in the order of closing."""
    losses = [_order_loss(order, worker) for order in worker.closed_orders]
    return sorted((loss for loss in losses if loss.amount), key=lambda loss: (loss.on, loss.name))


def _order_loss(order: ClosedOrder, worker: WorkerFacts) -> Owed:
    excess = excess_material(order)
    amount = round_half_up(excess * order.material_price, _SCALE * _SCALE * QUANTITY_TIMES_PRICE)
    shown = format_quantity(round_half_up(excess, _SCALE * _SCALE))
    name = f"外发单 {order.order_no} 超耗{order.material} {shown} × {format_price(order.material_price)} 元"
    if worker.system == "contract":  # a contractor owes no more than the order says; the rest is nobody's debt
        amount = min(amount, most_owed(order))
    return Owed("loss", name, order.closed_on, amount)


def excess_material(order: ClosedOrder) -> int:
    """Material that is neither returned nor allowed for, in 1/1000 of its unit × 10**8; not below zero."""
    allowed = order.pieces * order.per_piece * (_SCALE + order.allowance)
    return max(0, (order.issued - order.returned) * _SCALE * _SCALE - allowed)


def most_owed(order: ClosedOrder) -> int:
    """What a contractor owes at most for an order (7.5)."""
    paid = round_half_up(order.paid * order.price, QUANTITY_TIMES_PRICE)
    return paid if order.most is None else order.most
