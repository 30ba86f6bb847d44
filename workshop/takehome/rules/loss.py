"""The loss of a closed order (pay rules 5.5), and what of it is owed at most (7.5)."""

from datetime import date
from typing import NamedTuple

from workshop.kernel.money import format_price, format_yuan, round_half_up
from workshop.kernel.quantities import QUANTITY_SCALE, format_quantity

_SCALE = 10_000  # of material per piece, of the loss allowance
_EXACT = _SCALE * _SCALE  # by which an excess is finer than 1/1000 of the unit
_TO_FEN = QUANTITY_SCALE * 100  # quantity × price to fen


class MaterialUse(NamedTuple):
    """One material over all returns of an order; `pieces` are good and all defects, in 1/1000."""

    name: str
    unit: str
    issued: int
    returned: int
    pieces: int
    per_piece: int | None
    allowance: int
    price: int | None


class MaterialLoss(NamedTuple):
    """What is missing of one material: `lost` in all, `excess` above the allowance (1/1000 of the unit), its price and sum."""

    name: str
    unit: str
    lost: int
    excess: int
    price: int
    amount: int
    sentence: str


class Closing(NamedTuple):
    """The settlement of an order 结单: each material's loss, the limit of the order in fen, and what is owed of it."""

    order_id: int
    closed_on: date
    losses: tuple[MaterialLoss, ...]
    total: int
    most: int
    owed: int
    contract: bool
    sentence: str


def excess_of(issued: int, returned: int, pieces: int, per_piece: int, allowance: int) -> int:
    """Material neither returned nor allowed for, in 1/1000 of its unit × 10**8; not below zero (5.5)."""
    return max(0, (issued - returned) * _EXACT - pieces * per_piece * (_SCALE + allowance))


def loss_amount(excess: int, price: int) -> int:
    """An excess of `excess_of` at a price, in fen, rounded once."""
    return round_half_up(excess * price, _EXACT * _TO_FEN)


def paid_sum(paid: int, price: int) -> int:
    """What an order's paid pieces earn, in fen."""
    return round_half_up(paid * price, _TO_FEN)


def compute_losses(uses: tuple[MaterialUse, ...]) -> tuple[MaterialLoss, ...]:
    """Each measured material's loss; those without material per piece have none."""
    return tuple(_loss(use, use.per_piece) for use in uses if use.per_piece is not None)


def _loss(use: MaterialUse, per_piece: int) -> MaterialLoss:
    excess = excess_of(use.issued, use.returned, use.pieces, per_piece, use.allowance)
    lost = use.issued - use.returned - round_half_up(use.pieces * per_piece, _SCALE)
    amount = loss_amount(excess, use.price or 0)
    shown = round_half_up(excess, _EXACT)
    return MaterialLoss(
        use.name, use.unit, lost, shown, use.price or 0, amount, _sentence(use, per_piece, shown, amount)
    )


def _sentence(use: MaterialUse, per_piece: int, excess: int, amount: int) -> str:
    allowed = f" × (1 + {use.allowance / 100:g}%)" if use.allowance else ""
    head = (
        f"{use.name or '物料'}:领 {format_quantity(use.issued)}{use.unit}"
        f" − 退 {format_quantity(use.returned)} − {format_quantity(use.pieces)} × {format_price(per_piece)}{allowed}"
    )
    if not excess and not amount:
        return f"{head},没有超耗"
    if use.price is None:
        return f"{head} = 超耗 {format_quantity(excess)}{use.unit},没有写物料单价,不算赔偿"
    return (
        f"{head} = 超耗 {format_quantity(excess)}{use.unit} × {format_price(use.price)} 元 = {format_yuan(amount)} 元"
    )


def compute_closing(
    order_id: int, closed_on: date, uses: tuple[MaterialUse, ...], earned: int, most: int | None, contract: bool
) -> Closing:
    """The settlement; `earned` fen of the order's paid pieces, `most` fen that the order says, None: what it earned (7.5)."""
    losses = compute_losses(uses)
    total, limit = sum(loss.amount for loss in losses), earned if most is None else most
    owed = min(total, limit) if contract else total
    return Closing(order_id, closed_on, losses, total, limit, owed, contract, _told(total, limit, owed, contract))


def _told(total: int, limit: int, owed: int, contract: bool) -> str:
    if not total:
        return "没有超耗,不用赔"
    if not contract:
        return f"超耗 {format_yuan(total)} 元,从工资扣,不超过当月应发的 20%,也不低于最低工资"
    if owed < total:
        return f"超耗 {format_yuan(total)} 元,这张单最多赔 {format_yuan(limit)} 元,只赔 {format_yuan(owed)} 元"
    return f"超耗要赔 {format_yuan(owed)} 元"
