"""Take-home pay 外发 and the loss of an order's material (pay rules 5.5)."""

from datetime import date
from itertools import groupby

from workshop.kernel.money import format_price, round_half_up
from workshop.kernel.quantities import format_quantity
from workshop.pay.rules.facts import ClosedOrder, Operation, Owed, ShopFacts, WorkerFacts
from workshop.pay.rules.piece import QUANTITY_TIMES_PRICE
from workshop.pay.rules.results import PayLine
from workshop.pay.rules.sentences import price_text, quantity_text, since_text, yuan
from workshop.takehome.rules.loss import excess_of, loss_amount, paid_sum

_EXACT = 10_000 * 10_000  # by which an excess is finer than 1/1000 of the unit


def takehome_lines(worker: WorkerFacts, shop: ShopFacts) -> list[PayLine]:
    """Inspected returns, one line per (operation, price), in the normal band."""
    sums: dict[tuple[int | str, int], list[int]] = {}
    since: dict[tuple[int | str, int], date] = {}
    for group in worker.takehome:
        if group.price is not None:
            key = (group.operation, group.price)
            total = sums.setdefault(key, [0, 0])
            total[0] += group.quantity
            total[1] += group.late
            if group.price_from:
                since[key] = min(group.price_from, since.get(key, group.price_from))
    order = sorted(sums, key=lambda key: (shop.operations[key[0]].code, key[1]))
    return [
        _line(*key, quantity, late, since.get(key), shop.operations[key[0]])
        for key in order
        for quantity, late in [sums[key]]
        if quantity
    ]


def _line(
    subject: int | str, price: int, quantity: int, late: int, since: date | None, operation: Operation
) -> PayLine:
    amount = round_half_up(quantity * price, QUANTITY_TIMES_PRICE)
    sentence = (
        f"外发{operation.name} {quantity_text(quantity, operation.unit)} × {price_text(price)} 元"
        f" = {yuan(amount)} 元{since_text(since)}"
    ) + (f"(含补录 {quantity_text(late, operation.unit)})" if late else "")
    return PayLine("takehome", "5.5", subject, quantity, price, "normal", 2, amount, True, sentence, late)


def order_losses(worker: WorkerFacts) -> list[Owed]:
    """The losses of the orders closed in the period, a line for each material, in the order of closing."""
    orders = sorted(worker.closed_orders, key=lambda order: order.order_no)
    losses = [
        loss
        for _, materials in groupby(orders, key=lambda order: order.order_no)
        for loss in _order_losses(list(materials), worker)
    ]
    return sorted((loss for loss in losses if loss.amount), key=lambda loss: (loss.on, loss.name))


def _order_losses(materials: list[ClosedOrder], worker: WorkerFacts) -> list[Owed]:
    """A contractor owes no more for an order, all its materials together, than the order says; the rest is nobody's debt."""
    left = most_owed(materials[0]) if worker.system == "contract" else None
    losses = []
    for one in materials:
        amount = loss_amount(excess_material(one), one.material_price)
        if left is not None:
            amount = min(amount, left)
            left -= amount
        losses.append(Owed("loss", _loss_name(one), one.closed_on, amount))
    return losses


def _loss_name(order: ClosedOrder) -> str:
    shown = format_quantity(round_half_up(excess_material(order), _EXACT))
    return f"外发单 {order.order_no} 超耗{order.material} {shown} × {format_price(order.material_price)} 元"


def excess_material(order: ClosedOrder) -> int:
    """Material that is neither returned nor allowed for, in 1/1000 of its unit × 10**8; not below zero."""
    return excess_of(order.issued, order.returned, order.pieces, order.per_piece, order.allowance)


def most_owed(order: ClosedOrder) -> int:
    """What a contractor owes at most for an order (7.5)."""
    return paid_sum(order.paid, order.price) if order.most is None else order.most
