"""An order as it would stand without one of its returns, and what may still be taken back."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from workshop.floor.rules.checks import Trouble
from workshop.kernel.quantities import format_quantity
from workshop.takehome.rules.balance import PER_PIECE_SCALE, Pieces
from workshop.takehome.rules.returning import SCALE, Brought, OrderState


def without(order: OrderState, brought: Brought) -> OrderState:
    """The order as if this had not come back."""
    pieces = order.pieces
    if brought.inspected_on is None:
        less = pieces._replace(waiting=pieces.waiting - brought.back)
    else:
        less = Pieces(
            pieces.good - brought.good,
            pieces.own - brought.defect_own,
            pieces.other - brought.defect_other,
            pieces.waiting,
            pieces.rework - brought.rework,
        )
    materials = tuple(
        material._replace(returned=material.returned - brought.materials.get(material.position, 0))
        for material in order.materials
    )
    return replace(order, pieces=less, materials=materials)


def is_settled(order: OrderState, locked: Mapping[int, date]) -> bool:
    """The order was closed in pay that is locked: its loss stands on a slip for good."""
    last = locked.get(order.worker_id)
    return order.closed_on is not None and last is not None and order.closed_on <= last


def check_reversal(order: OrderState, settled: bool) -> Trouble | None:
    """A return of a closed order is reversed only after the closing is, as long as that can be."""
    if order.closed_on is None or settled:
        return None
    message = f"{order.order_no} 已在 {order.closed_on} 结单"
    return Trouble("order", order.order_no, "order_closed", message, "请先撤销结单,改好后再结")


def check_supply_back(order: OrderState, position: int, quantity: int) -> Trouble | None:
    """What was handed out cannot be less than what came back of it, and what is in the pieces that came back."""
    [material] = [one for one in order.materials if one.position == position]
    left = material.issued - quantity
    used = order.pieces.back * (material.per_piece or 0)
    if left < material.returned or used * SCALE > (left - material.returned) * PER_PIECE_SCALE * (
        SCALE + material.allowance
    ):
        message = f"去掉以后只领了 {format_quantity(left)}{material.unit},不够已经交回的货和料"
        return Trouble("materials", material.name, "over_issued", message, "请先核对交货,或补记一笔正确的领料")
    return None
