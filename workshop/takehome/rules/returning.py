"""What can be wrong with pieces and material that come back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from workshop.floor.rules.checks import Checks, Trouble
from workshop.floor.rules.entries import FloorFacts
from workshop.kernel.quantities import format_quantity, is_measured
from workshop.takehome.rules.balance import PER_PIECE_SCALE, Pieces
from workshop.takehome.rules.bulk import check_day

SCALE = 10_000


class MaterialState(NamedTuple):
    """A material of the order before the return: in 1/1000 of its unit, `per_piece` and `allowance` in 1/10000."""

    position: int
    name: str
    unit: str
    issued: int
    returned: int
    per_piece: int | None
    allowance: int


@dataclass(frozen=True)
class OrderState:
    """An order as it stands; `people` are the holder and those who share it."""

    order_id: int
    order_no: str
    worker_id: int
    holder: str
    operation_id: int
    issued_on: date
    closed_on: date | None
    voided_on: date | None
    price: int | None
    quantity: int | None
    pieces: Pieces
    materials: tuple[MaterialState, ...]
    people: tuple[int, ...]


@dataclass(frozen=True)
class Brought:
    """What came back, whatever it was recorded by."""

    returned_on: date
    inspected_on: date | None
    good: int
    defect_own: int
    defect_other: int
    rework: int
    materials: Mapping[int, int] = field(default_factory=dict)
    worker_id: int | None = None

    @property
    def back(self) -> int:
        """Pieces that stay."""
        return self.good + self.defect_own + self.defect_other


def find_return_troubles(
    brought: Brought, order: OrderState, floor: FloorFacts, settled: bool = False
) -> Iterator[Trouble | None]:
    """Everything that stands in the way of a return. `settled`: it corrects one of an order that locked pay has closed."""
    if order.voided_on is not None:
        yield Trouble("order", order.order_no, "order_voided", "这张外发单已经作废", "请核对单号或袋号")
        return
    yield from _order(brought, order, settled)
    today, no = floor.on, order.order_no
    issued = f"{no} 的领料日期"
    yield check_day("returned_on", brought.returned_on, order.issued_on, today, "交货日期", issued)
    yield check_day("inspected_on", brought.inspected_on, brought.returned_on, today, "验收日期", "交货日期")
    checks = Checks(floor)
    for name in ("good", "defect_own", "defect_other", "rework"):
        yield checks.amount(name, getattr(brought, name), order.operation_id)
    if brought.rework and brought.inspected_on is None:
        yield Trouble(
            "rework", "", "rework_uninspected", "还没验收,不知道哪些要返工", "请先填验收日期,或只记交了多少件"
        )
    if not (brought.back or brought.rework or any(brought.materials.values())):
        yield Trouble("good", "0", "quantity_nothing", "没有交货也没有退料", "没有东西交回就不用记")
    yield from _materials(brought, order)
    yield over_issued(brought, order)
    yield _locked(brought, order, floor)


def _order(brought: Brought, order: OrderState, settled: bool) -> Iterator[Trouble | None]:
    if order.closed_on is not None and not settled:
        message = f"这张外发单已在 {order.closed_on} 结单"
        yield Trouble("order", order.order_no, "order_closed", message, "请核对袋号;确实还有货,请先撤销结单")
    if order.price is None and brought.inspected_on is not None:
        message = "这张外发单没有单价,验收了也算不出加工费"
        yield Trouble("order", order.order_no, "price_missing", message, "请作废后按写明的单价重新发单,或先只记交货")
    if brought.worker_id is not None and brought.worker_id not in order.people:
        message = f"{order.order_no} 是{order.holder}领的,没有约定和这个人分,不能把一次交货记在几个人名下"
        mend = "请记在领料人名下;一家人一起做的,发单时要写明分成"
        yield Trouble("worker_id", "", "split_unagreed", message, mend)


def _materials(brought: Brought, order: OrderState) -> Iterator[Trouble | None]:
    known = {material.position: material for material in order.materials}
    for position, quantity in brought.materials.items():
        material = known.get(position)
        if material is None:
            yield Trouble("materials", str(position), "material_unknown", "这张单没有这种物料", "请核对退的是什么料")
            continue
        if quantity % 1000 and material.unit and not is_measured(material.unit):
            message = f"按{material.unit}计数,只能填整数"
            yield Trouble("materials", format_quantity(quantity), "quantity_not_whole", message, "请填整数")
        if not 0 <= quantity <= max(0, material.issued - material.returned):
            left = format_quantity(material.issued - material.returned)
            message = f"退的{material.name}不能是负数,也不能多过还在外面的 {left}{material.unit}"
            yield Trouble(
                "materials", format_quantity(quantity), "material_returned_unbelievable", message, "请核对退料数量"
            )


def over_issued(brought: Brought, order: OrderState) -> Trouble | None:
    """More pieces than the material that was handed out can give, its loss allowance included; without material: than were due."""
    after = order.pieces.back + brought.back
    for material in order.materials:
        left = material.issued - material.returned - brought.materials.get(material.position, 0)
        if (
            material.per_piece
            and brought.back
            and after * material.per_piece * SCALE > left * PER_PIECE_SCALE * (SCALE + material.allowance)
        ):
            most = format_quantity(max(0, left * PER_PIECE_SCALE // material.per_piece) // 1000 * 1000)
            message = f"连这次共交 {format_quantity(after)} 件,领走的{material.name}只够做 {most} 件"
            return _over(message)
    measured = any(material.per_piece for material in order.materials)
    if not measured and brought.back and order.quantity is not None and after > order.quantity:
        return _over(f"连这次共交 {format_quantity(after)} 件,这张单只发了 {format_quantity(order.quantity)} 件的活")
    return None


def _over(message: str) -> Trouble:
    return Trouble("good", "", "over_issued", message, "请核对数量和袋号,是不是混进了别的单;核实无误由负责人放行")


def _locked(brought: Brought, order: OrderState, floor: FloorFacts) -> Trouble | None:
    last = max((floor.locked[one] for one in order.people if one in floor.locked), default=None)
    if brought.inspected_on is None or last is None or brought.inspected_on > last:
        return None
    message = f"{brought.inspected_on} 的工资已经锁定到 {last}"
    return Trouble(
        "inspected_on", str(brought.inspected_on), "day_locked", message, "放行后按补录计入下一期,或填之后的验收日期"
    )


def find_return_warnings(brought: Brought, order: OrderState, same_day: tuple[str, ...]) -> Iterator[Trouble | None]:
    """What is told and stops nothing. `same_day`: others of the household who brought the same work that day on orders of their own."""
    after = order.pieces.back + brought.back
    for material in order.materials:
        left = material.issued - material.returned - brought.materials.get(material.position, 0)
        if material.per_piece and brought.back and after * material.per_piece > left * PER_PIECE_SCALE:
            message = f"交回的比领走的{material.name}按单耗能做的还多"
            yield Trouble("good", "", "more_than_material", message, "请核对单耗和发料数量")
            break
    if same_day:
        others = "、".join(same_day)
        message = f"同一户的 {others} 当天也交了同样的活,可能是一次交货分在几个人名下"
        yield Trouble("worker_id", others, "split_delivery", message, "补贴核查会问:请写明各人实际做了多少")
