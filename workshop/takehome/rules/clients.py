"""What clients order: what can be wrong with it, and what is left of its price."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from workshop.floor.rules.checks import Trouble
from workshop.kernel.money import format_yuan, round_half_up
from workshop.kernel.quantities import MOST, format_quantity, is_measured
from workshop.kernel.text import has_forbidden
from workshop.takehome.rules.bulk import MOST_MATERIAL, MOST_PRICE

_TO_FEN = 100_000  # 1/1000 pieces × 1/10000 yuan, in fen
MOST_FEN = 10_000_000_00


class NewClientOrder(NamedTuple):
    """An order of a client 客户订单: `price` in 1/10000 yuan a piece, `quantity` in 1/1000, the operations each piece goes through."""

    number: str
    client: str
    product_id: int
    operations: tuple[int, ...]
    quantity: int
    price: int
    due_on: date | None = None
    other_costs_fen: int = 0
    note: str = ""


class NewReceived(NamedTuple):
    """Material that came with a batch, in 1/1000 of its unit."""

    name: str
    unit: str
    quantity: int


class NewBatch(NamedTuple):
    """A batch 批次 of a client's order, with what came of it."""

    client_order_id: int
    number: str
    arrived_on: date
    quantity: int
    materials: tuple[NewReceived, ...] = ()


class NewReceipt(NamedTuple):
    """More material for a batch 来料."""

    batch_id: int
    received_on: date
    material: NewReceived
    id: str = ""


class MarginFacts(NamedTuple):
    """What a margin is worked out from: `wages` by operation in 1/10000 yuan a piece, None: no price; `loss` likewise a piece."""

    quantity: int
    price: int
    wages: tuple[tuple[str, int | None], ...]
    loss: int | None
    other_costs_fen: int


class Margin(NamedTuple):
    """In fen; `margin` None where a price is missing: a missing figure is never zero."""

    revenue: int
    wages: int
    loss: int
    other: int
    margin: int | None
    sentence: str


def compute_margin(facts: MarginFacts) -> Margin:
    """Price − wages − loss − other costs for all pieces."""
    revenue = round_half_up(facts.quantity * facts.price, _TO_FEN)
    wages = sum(round_half_up(facts.quantity * (price or 0), _TO_FEN) for _, price in facts.wages)
    loss = round_half_up(facts.quantity * (facts.loss or 0), _TO_FEN)
    missing = [name for name, price in facts.wages if price is None]
    left = None if missing else revenue - wages - loss - facts.other_costs_fen
    sums = (revenue, wages, loss, facts.other_costs_fen)
    return Margin(*sums, left, _told(sums, left, missing, facts.loss is None))


def _told(sums: tuple[int, int, int, int], left: int | None, missing: list[str], unknown: bool) -> str:
    if left is None:
        return f"{'、'.join(missing)}还没有单价,算不出毛利"
    revenue, wages, loss, other = map(format_yuan, sums)
    told = f"货款 {revenue} − 工钱 {wages} − 损耗 {loss} − 其他 {other} = 毛利 {format_yuan(left)} 元"
    return told + (";还没有结过单,损耗按 0 估算" if unknown else "")


def find_client_order_troubles(order: NewClientOrder, taken: bool, known: bool) -> Iterator[Trouble | None]:
    """`taken`: the number is used; `known`: product and operations are there."""
    yield from _number(order.number, "客户订单号", taken)
    if not order.client.strip() or len(order.client) > 80 or has_forbidden(order.client):
        yield Trouble("client", order.client[:20], "client_unusable", "客户名称应是 1 到 80 个字", "请填客户名称")
    if not known or not order.operations or len(set(order.operations)) < len(order.operations):
        yield Trouble("operations", "", "operation_unknown", "产品或工序不对", "请从「工序单价」里选,每道工序选一次")
    if not 0 < order.quantity <= MOST * 10:
        yield Trouble("quantity", format_quantity(order.quantity), "quantity_too_big", "数量应大于 0", "请核对数量")
    if not 0 < order.price <= MOST_PRICE:
        yield Trouble(
            "price", str(order.price), "price_unbelievable", "单价应大于 0、不超过 1 万元", "请核对客户的单价"
        )
    if not 0 <= order.other_costs_fen <= MOST_FEN:
        shown = format_yuan(order.other_costs_fen)
        yield Trouble("other_costs_fen", shown, "costs_unbelievable", "其他费用不能是负数,也不能大得不像真的", "请核对")
    if len(order.note) > 200 or has_forbidden(order.note):
        yield Trouble("note", order.note[:20], "note_unusable", "备注最多 200 个字", "请改短一些")


def find_batch_troubles(batch: NewBatch, taken: bool, known: bool, today: date) -> Iterator[Trouble | None]:
    """`taken`: the number is used; `known`: the client's order is there and not voided."""
    yield from _number(batch.number, "批次号", taken)
    if not known:
        yield Trouble("client_order_id", "", "client_order_unknown", "没有这张客户订单,或已作废", "请先登记客户订单")
    if batch.arrived_on > today:
        yield Trouble("arrived_on", str(batch.arrived_on), "date_future", "来料日期还没到", "请核对日期")
    if not 0 < batch.quantity <= MOST * 10:
        yield Trouble("quantity", format_quantity(batch.quantity), "quantity_too_big", "数量应大于 0", "请核对数量")
    for material in batch.materials:
        yield check_received(material)


def check_received(one: NewReceived) -> Trouble | None:
    """Name, unit and quantity of material that came in."""
    if not one.name.strip() or len(one.name) > 80 or len(one.unit) > 8 or has_forbidden(one.name + one.unit):
        message = "物料名称应是 1 到 80 个字,单位最多 8 个字"
        return Trouble("material", one.name[:20], "material_unusable", message, "请改正")
    if not 0 < one.quantity <= MOST_MATERIAL or (one.quantity % 1000 and one.unit and not is_measured(one.unit)):
        shown = format_quantity(one.quantity)
        return Trouble(
            "material", shown, "material_issued_unbelievable", "来料数量不对", "请核对数量;论个的料只能填整数"
        )
    return None


def _number(number: str, what: str, taken: bool) -> Iterator[Trouble | None]:
    if not number.strip() or len(number) > 32 or has_forbidden(number):
        yield Trouble("number", number[:32], "number_unusable", f"{what}应是 1 到 32 个字", f"请填{what}")
    if taken:
        yield Trouble("number", number, "number_taken", f"这个{what}已经用过", "请核对,或换一个号")
