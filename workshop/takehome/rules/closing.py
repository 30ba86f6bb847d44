"""What can stand in the way of closing an order, and of opening it again."""

from collections.abc import Iterator
from datetime import date

from workshop.floor.rules.checks import Trouble
from workshop.takehome.rules.bulk import check_day, closing_in_locked_pay
from workshop.takehome.rules.returning import OrderState


def find_closing_troubles(
    order: OrderState, closed_on: date, today: date, waiting: int, last: date | None, locked_to: date | None
) -> Iterator[Trouble | None]:
    """`waiting` deliveries are not inspected; `last` day anything happened; `locked_to` the holder's last locked day."""
    if order.voided_on is not None:
        yield Trouble("order", order.order_no, "order_voided", "这张外发单已经作废", "作废的单不用结")
    if order.closed_on is not None:
        yield Trouble("order", order.order_no, "closed_already", f"这张外发单已在 {order.closed_on} 结单", "不用再结")
    if waiting:
        message = f"还有 {waiting} 次交货没有验收"
        yield Trouble("order", order.order_no, "uninspected", message, "请先验收,再结单")
    since = max(order.issued_on, last or order.issued_on)
    yield check_day("closed_on", closed_on, since, today, "结单日期", "最后一次领料、交货或验收的日期")
    yield closing_in_locked_pay(closed_on, locked_to)


def find_reopening_troubles(order: OrderState, locked_to: date | None, bag_order: str) -> Iterator[Trouble | None]:
    """`bag_order`: number of the open order that has the bag now."""
    if order.closed_on is None:
        yield Trouble("order", order.order_no, "not_closed", "这张外发单没有结单", "不用撤销结单")
    elif locked_to is not None and order.closed_on <= locked_to:
        message = f"结单的损耗已经算进锁定到 {locked_to} 的工资"
        mend = "请用「更正」改交货,差额进入下一期;损耗的差额另补一笔"
        yield Trouble("order", order.order_no, "day_locked", message, mend)
    if bag_order:
        message = f"这张单的袋已经装了 {bag_order} 的活"
        yield Trouble("order", order.order_no, "bag_in_use", message, "请先结掉那张单,或换袋后另开新单")
