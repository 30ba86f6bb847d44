"""Orders and returns as files bring them, many at once, and what can be wrong with them.

Units: pieces and material in 1/1000 of their unit; prices and material per piece in 1/10000; `loss_allowance` in 1/10000.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from workshop.floor.rules.checks import Checks, Trouble
from workshop.floor.rules.entries import EntryFault, FloorFacts
from workshop.kernel.idno import age_on
from workshop.kernel.text import has_forbidden

WHOLE = 10_000
MOST_PRICE = 100_000_000  # ten thousand yuan a piece is a typing error
MOST_MATERIAL = 10_000_000_000


class NewOrder(NamedTuple):
    """An order taken home 外发单. `price` None: that of the issue date (5.5); `closed_on` set: the order is over 结单."""

    order_no: str
    worker_id: int
    operation_id: int
    issued_on: date
    due_on: date | None = None
    price: int | None = None
    material: str = ""
    material_issued: int = 0
    material_per_piece: int | None = None
    loss_allowance: int = 0
    material_price: int | None = None
    closed_on: date | None = None


class NewReturn(NamedTuple):
    """Pieces or material brought back 交货; `inspected_on` None: not yet inspected, so not yet paid."""

    order_id: int
    returned_on: date
    inspected_on: date | None
    good: int
    defect_own: int
    defect_other: int
    material_returned: int = 0


class OrderFacts(NamedTuple):
    """What a return is judged by; `issued` is the material given out."""

    order_no: str
    worker_id: int
    operation_id: int
    issued_on: date
    closed_on: date | None
    issued: int


@dataclass(frozen=True)
class TakehomeFacts:
    """The floor's facts and the orders by id."""

    floor: FloorFacts
    orders: Mapping[int, OrderFacts] = field(default_factory=dict)


def find_order_faults(rows: Sequence[NewOrder], facts: TakehomeFacts) -> list[EntryFault]:
    """What is wrong with orders."""
    checks = Checks(facts.floor)
    return [
        EntryFault(index, *trouble)
        for index, row in enumerate(rows)
        for trouble in (*_order(row, checks), *_order_days(row, facts.floor.on))
        if trouble is not None
    ]


def _order(row: NewOrder, checks: Checks) -> Iterator[Trouble | None]:
    if not row.order_no.strip() or len(row.order_no) > 32 or has_forbidden(row.order_no):
        yield Trouble("order_no", row.order_no[:32], "order_no_unusable", "单号应是 1 到 32 个字", "请填单号")
    if len(row.material) > 80 or has_forbidden(row.material):
        yield Trouble("material", row.material[:20], "material_unusable", "物料名称最多 80 个字", "请改短一些")
    yield renamed(checks.person(row.worker_id, row.issued_on), "issued_on")
    yield _child(row, checks.facts)
    yield checks.operation(row.operation_id, row.issued_on)
    yield between("material_issued", row.material_issued, MOST_MATERIAL, "领料数量")
    yield between("material_per_piece", row.material_per_piece, MOST_PRICE, "单耗")
    yield between("material_price", row.material_price, MOST_PRICE, "物料单价")
    yield between("loss_allowance", row.loss_allowance, WHOLE, "损耗率")
    if row.price is not None and not 0 < row.price <= MOST_PRICE:
        yield Trouble("price", str(row.price), "price_unbelievable", "单价应大于 0、不超过 1 万元", "请核对单价")


def _child(row: NewOrder, floor: FloorFacts) -> Trouble | None:
    worker = floor.workers.get(row.worker_id)
    if worker is None or worker.birth_date is None or age_on(worker.birth_date, row.issued_on) >= 16:
        return None
    message = f"{row.issued_on} 还没满 16 周岁,不能领活"
    return Trouble("worker_id", worker.name, "under_16", message, "未满 16 岁不得用工;出生日期录错了请先改正")


def _order_days(row: NewOrder, today: date) -> Iterator[Trouble | None]:
    if row.due_on is not None and row.due_on < row.issued_on:
        yield Trouble("due_on", str(row.due_on), "due_before_issue", "应交日期早于领料日期", "请核对日期")
    yield check_day("closed_on", row.closed_on, row.issued_on, today, "结单日期", "领料日期")


def renamed(trouble: Trouble | None, name: str) -> Trouble | None:
    """A trouble of the day under the name that the day has here."""
    return trouble._replace(field=name) if trouble is not None and trouble.field == "date" else trouble


def between(name: str, value: int | None, most: int, what: str) -> Trouble | None:
    """A figure that is neither negative nor beyond belief; None is none."""
    if value is None or 0 <= value <= most:
        return None
    return Trouble(name, str(value), f"{name}_unbelievable", f"{what}不能是负数,也不能大得不像真的", f"请核对{what}")


def check_day(name: str, on: date | None, since: date, today: date, what: str, start: str) -> Trouble | None:
    """A day not before another one and not in the future; None is none."""
    if on is None:
        return None
    if on > today:
        return Trouble(name, str(on), "date_future", f"{what}还没到", "请核对日期")
    if on < since:
        return Trouble(name, str(on), f"{name}_too_early", f"{what}早于{start} {since}", "请核对日期")
    return None


def find_return_faults(rows: Sequence[NewReturn], facts: TakehomeFacts) -> list[EntryFault]:
    """What is wrong with returns."""
    checks = Checks(facts.floor)
    return [
        EntryFault(index, *trouble)
        for index, row in enumerate(rows)
        for trouble in _return(row, facts, checks)
        if trouble is not None
    ]


def _return(row: NewReturn, facts: TakehomeFacts, checks: Checks) -> Iterator[Trouble | None]:
    order = facts.orders.get(row.order_id)
    if order is None:
        yield Trouble("order_id", "", "order_unknown", "没有这张外发单", "请先登记领料")
        return
    today = facts.floor.on
    yield check_day("returned_on", row.returned_on, order.issued_on, today, "交货日期", f"{order.order_no} 的领料日期")
    yield check_day("inspected_on", row.inspected_on, row.returned_on, today, "验收日期", "交货日期")
    for name in ("good", "defect_own", "defect_other"):
        yield checks.amount(name, getattr(row, name), order.operation_id)
    yield between("material_returned", row.material_returned, max(order.issued, 0), "退料(不能多过领料)")
    if not any(row[3:]):
        yield Trouble("good", "0", "quantity_nothing", "没有交货也没有退料", "没有东西交回就不用记")
    yield from _too_late(row, order, facts.floor)


def _too_late(row: NewReturn, order: OrderFacts, floor: FloorFacts) -> Iterator[Trouble | None]:
    last = row.inspected_on or row.returned_on
    if order.closed_on is not None and last > order.closed_on:
        message = f"{order.order_no} 已在 {order.closed_on} 结单"
        yield Trouble(
            "inspected_on" if row.inspected_on else "returned_on",
            str(last),
            "order_closed",
            message,
            "请核对日期或单号",
        )
    locked_to = floor.locked.get(order.worker_id)
    if locked_to is not None and row.inspected_on is not None and row.inspected_on <= locked_to:
        message = f"这一天的工资已经锁定到 {locked_to}"
        yield Trouble("inspected_on", str(row.inspected_on), "day_locked", message, "请填锁定之后的验收日期,计入下一期")


def closing_in_locked_pay(closed_on: date | None, locked_to: date | None) -> Trouble | None:
    """A closing within locked pay: its loss could not be in any slip."""
    if closed_on is None or locked_to is None or closed_on > locked_to:
        return None
    message = f"领料人的工资已经锁定到 {locked_to},结单日期不能在里面"
    return Trouble(
        "closed_on", str(closed_on), "day_locked", message, f"请填 {locked_to} 之后的结单日期,损耗计入下一期"
    )


def spare(rows: Sequence[Any], known: Mapping[tuple[Any, ...], int]) -> tuple[list[tuple[int, Any]], list[int]]:
    """(rows to write with their index, indexes of rows that are there already), counting equal rows one by one.

    A file of returns has no numbers of its own: sent twice it must not pay twice.
    """
    left = dict(known)
    new, there = [], []
    for index, row in enumerate(rows):
        if left.get(tuple(row), 0):
            left[tuple(row)] -= 1
            there.append(index)
        else:
            new.append((index, row))
    return new, there
