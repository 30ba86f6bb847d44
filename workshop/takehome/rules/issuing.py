"""What can be wrong with an order as it is issued, and with material handed out later."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from workshop.floor.rules.checks import Checks, Trouble
from workshop.floor.rules.entries import FloorFacts
from workshop.kernel.idno import age_on
from workshop.kernel.quantities import format_quantity, is_measured
from workshop.kernel.text import fold, has_forbidden
from workshop.takehome.rules.bulk import MOST_MATERIAL, MOST_PRICE, WHOLE, between, renamed
from workshop.takehome.rules.entries import MOST_BAG, NewIssue, NewMaterial, NewMember, check_id, check_signature
from workshop.takehome.rules.load import Limit, Load, over_limit, pace_unknown
from workshop.takehome.rules.relation import Relation

MOST_MEMBERS = 20
MOST_MATERIALS = 20
MOST_WEIGHT = 10_000
LEAST_AGE, GROWN_AGE = 16, 18
_NO_LOAD = Load(0, 0)


@dataclass(frozen=True)
class IssueFacts:
    """What an issue is judged by, beside the floor's facts.

    `price`: that of the price list, None: there is none. `bag_order`: number of the open order that has the bag. `taken`: the
    order number is used. `households`: household of each person who has one. `batch_known`: the batch is there, `shelf`: what
    of it lies in the store room by (name, unit). `same_day`: names of others of the household who took the same operation home
    that day, without sharing. `load`: what is out with this order in it.
    """

    floor: FloorFacts
    relation: Relation
    price: int | None = None
    bag_order: str = ""
    taken: bool = False
    households: Mapping[int, int] = field(default_factory=dict)
    batch_known: bool = True
    shelf: Mapping[tuple[str, str], int] | None = None
    same_day: tuple[str, ...] = ()
    limit: Limit | None = None
    load: Load = _NO_LOAD


def find_issue_troubles(order: NewIssue, facts: IssueFacts) -> Iterator[Trouble | None]:
    """Everything that stands in the way of an order."""
    checks = Checks(facts.floor)
    yield check_id(order.id)
    yield renamed(checks.person(order.worker_id, order.issued_on), "issued_on")
    yield checks.operation(order.operation_id, order.issued_on)
    yield from _numbers(order, facts)
    yield from _price(order, facts)
    yield from _pieces(order, checks)
    yield from check_materials(order.materials)
    yield from _people(order, facts, checks)
    if not facts.batch_known:
        yield Trouble("batch_id", "", "batch_unknown", "没有这个批次", "请先登记批次和来料")
    yield over_limit(facts.limit, facts.load) if facts.limit and facts.limit.blocks else None
    for signature in order.signatures:
        yield check_signature(signature)


def find_issue_warnings(order: NewIssue, facts: IssueFacts) -> Iterator[Trouble | None]:
    """What is told and stops nothing."""
    for worker_id in people_of(order):
        yield _young(worker_id, order.issued_on, facts.floor)
    if facts.relation.contradicts:
        message = f"{facts.relation.reason},两者不一致,按{facts.relation.chinese}计税和计酬"
        yield Trouble("worker_id", "", "relation_contradicts", message, "请在工人资料里核对合同和工时制度")
    if facts.same_day:
        others = "、".join(facts.same_day)
        message = f"同一户的 {others} 当天也领了同样的活,可能是一户的活分在几个人名下"
        yield Trouble("worker_id", others, "split_delivery", message, "一起做的请登记成一张单,写明分成")
    yield over_limit(facts.limit, facts.load) if facts.limit and not facts.limit.blocks else None
    yield pace_unknown(facts.limit, facts.load)
    yield from _short(order, facts)


def people_of(order: NewIssue) -> tuple[int, ...]:
    """The holder and those he shares with."""
    return tuple(dict.fromkeys([order.worker_id, *(member.worker_id for member in order.members)]))


def _numbers(order: NewIssue, facts: IssueFacts) -> Iterator[Trouble | None]:
    number = order.order_no
    if number and (not number.strip() or len(number) > 32 or has_forbidden(number)):
        yield Trouble("order_no", number[:32], "order_no_unusable", "单号应是 1 到 32 个字", "请改短,或留空由程序编号")
    if facts.taken:
        yield Trouble("order_no", number, "order_conflict", "这个单号已经用过", "请换一个单号,或留空由程序编号")
    if order.bag_no is not None and not 1 <= order.bag_no <= MOST_BAG:
        yield Trouble("bag_no", str(order.bag_no), "bag_unusable", f"袋号应是 1 到 {MOST_BAG} 的整数", "请看袋上的号码")
    if facts.bag_order:
        message = f"这个袋还在外面,装着 {facts.bag_order} 的活"
        yield Trouble("bag_no", str(order.bag_no), "bag_in_use", message, "请换一个袋,或先把那张单结掉")
    if order.due_on is not None and order.due_on < order.issued_on:
        yield Trouble("due_on", str(order.due_on), "due_before_issue", "应交日期早于领料日期", "请核对日期")
    if len(order.note) > 200 or has_forbidden(order.note):
        yield Trouble("note", order.note[:20], "note_unusable", "备注最多 200 个字", "请改短一些")


def _price(order: NewIssue, facts: IssueFacts) -> Iterator[Trouble | None]:
    if order.price is None and facts.price is None:
        operation = facts.floor.operations.get(order.operation_id)
        name = operation.name if operation else ""
        message = f"{order.issued_on} 没有这道工序的单价,没有单价不能发活"
        yield Trouble("price", name, "price_missing", message, "请先在「工序单价」录入,或在单上写明单价")
    if order.price is not None and not 0 < order.price <= MOST_PRICE:
        yield Trouble("price", str(order.price), "price_unbelievable", "单价应大于 0、不超过 1 万元", "请核对单价")
    if order.most is not None and order.most < 0:
        yield Trouble("most", str(order.most), "most_negative", "赔偿上限不能是负数", "不约定就留空,按本单加工费封顶")


def _pieces(order: NewIssue, checks: Checks) -> Iterator[Trouble | None]:
    if order.quantity is not None:
        yield checks.amount("quantity", order.quantity, order.operation_id)
    if not order.quantity and not any(material.issued for material in order.materials):
        yield Trouble("quantity", "0", "quantity_nothing", "没有写领了多少料,也没有写应交多少件", "请至少填一样")


def check_materials(
    materials: Iterable[NewMaterial], known: Iterable[tuple[str, str]] = ()
) -> Iterator[Trouble | None]:
    """Each material's own figures, and that none is named twice; `known` are those that the order has already."""
    materials = list(materials)
    names = [fold(name + unit) for name, unit in known] + [fold(m.name + m.unit) for m in materials]
    if len(set(names)) < len(names):
        yield Trouble("materials", "", "material_twice", "同一种物料写了两次", "同一种料请合成一行,补料请用「补料」")
    if len(names) > MOST_MATERIALS:
        yield Trouble("materials", "", "material_unusable", f"一张单最多 {MOST_MATERIALS} 种物料", "请分成几张单")
    for material in materials:
        yield from _material(material)


def _material(one: NewMaterial) -> Iterator[Trouble | None]:
    if not one.name.strip() or len(one.name) > 80 or len(one.unit) > 8 or has_forbidden(one.name + one.unit):
        yield Trouble(
            "material", one.name[:20], "material_unusable", "物料名称应是 1 到 80 个字,单位最多 8 个字", "请改正"
        )
    if one.issued % 1000 and one.unit and not is_measured(one.unit):
        shown = format_quantity(one.issued)
        yield Trouble("material_issued", shown, "quantity_not_whole", f"按{one.unit}计数,只能填整数", "请填整数")
    yield between("material_issued", one.issued, MOST_MATERIAL, "领料数量")
    yield between("material_per_piece", one.per_piece, MOST_PRICE, "单耗")
    yield between("loss_allowance", one.loss_allowance, WHOLE, "损耗率")
    yield between("material_price", one.price, MOST_PRICE, "物料单价")


def _people(order: NewIssue, facts: IssueFacts, checks: Checks) -> Iterator[Trouble | None]:
    for worker_id in people_of(order):
        if worker_id != order.worker_id:
            yield renamed(checks.person(worker_id, order.issued_on), "members")
        yield _too_young(worker_id, order.issued_on, facts.floor)
    if order.members:
        yield from _members(order.members, order.worker_id, facts)


def _members(members: tuple[NewMember, ...], holder: int, facts: IssueFacts) -> Iterator[Trouble | None]:
    ids = [member.worker_id for member in members]
    if len(set(ids)) < len(ids) or len(ids) > MOST_MEMBERS:
        yield Trouble("members", "", "member_twice", "同一个人在分成里出现了两次,或人太多", "每人只写一次")
    if holder not in ids:
        yield Trouble("members", "", "holder_missing", "领料人自己不在分成里", "请把领料人也写进去,写明他的份数")
    if any(not 1 <= member.weight <= MOST_WEIGHT for member in members):
        yield Trouble("members", "", "weight_unusable", f"份数应是 1 到 {MOST_WEIGHT} 的整数", "例如两人平分就各写 1")
    homes = {facts.households.get(worker_id) for worker_id in ids}
    if len(ids) > 1 and (len(homes) > 1 or None in homes):
        message = "分成的人不在同一户"
        yield Trouble("members", "", "member_other_household", message, "只有一户人家可以合一张单,请核对户编号或分开发")


def _too_young(worker_id: int, on: date, floor: FloorFacts) -> Trouble | None:
    """Nobody under sixteen works, at home neither (劳动法 art. 15); who may be so young is not guessed."""
    worker = floor.workers.get(worker_id)
    if worker is None:
        return None
    if worker.birth_date is None:
        message = "没有出生日期,不知道满没满 16 周岁"
        return Trouble(
            "worker_id", worker.name, "birth_date_missing", message, "请先在工人资料里补录身份证号或出生日期"
        )
    if age_on(worker.birth_date, on) < LEAST_AGE:
        message = f"{on} 还没满 16 周岁,不能领活"
        return Trouble("worker_id", worker.name, "under_16", message, "未满 16 岁不得用工;出生日期录错了请先改正")
    return None


def _young(worker_id: int, on: date, floor: FloorFacts) -> Trouble | None:
    worker = floor.workers.get(worker_id)
    if worker is None or worker.birth_date is None or not LEAST_AGE <= age_on(worker.birth_date, on) < GROWN_AGE:
        return None
    message = "未满 18 周岁,是未成年工"
    return Trouble(
        "worker_id", worker.name, "young", message, "不要安排有毒有害的活,并办理未成年工登记和体检(劳动法第 64、65 条)"
    )


def _short(order: NewIssue, facts: IssueFacts) -> Iterator[Trouble | None]:
    if facts.shelf is None:
        return
    for material in order.materials:
        there = facts.shelf.get((material.name, material.unit), 0)
        if material.issued > there:
            message = f"这一批的{material.name}库房只有 {format_quantity(there)}{material.unit}"
            yield Trouble("materials", material.name, "store_short", message, "请核对来料登记和发料数量")
