"""Reminders: what is due soon, what is overdue, and how much of it is still at home."""

from datetime import date
from typing import NamedTuple

from workshop.takehome.queries.balances import ANY, Only
from workshop.takehome.queries.orders import OrderLine, list_orders

SOON = 3


class DueLine(NamedTuple):
    """An order to be reminded of; `days` until it is due, below zero: overdue since. `sentence` may be read out to the household."""

    order: OrderLine
    days: int
    sentence: str


def list_due(workshop_id: int, on: date, soon: int = SOON, only: Only = ANY) -> list[DueLine]:
    """Open orders due within `soon` days or overdue, the longest overdue first; those all of whose pieces are back wait only
    for their closing and are last."""
    lines = [
        DueLine(order, (order.due_on - on).days, _sentence(order, (order.due_on - on).days))
        for order in list_orders(workshop_id, on, "open", only, limit=100_000)
        if order.due_on is not None and (order.due_on - on).days <= soon
    ]
    return sorted(lines, key=lambda line: (line.order.due is not None and not line.order.outstanding, line.days))


def _sentence(order: OrderLine, days: int) -> str:
    when = f"已逾期 {-days} 天" if days < 0 else "今天应交" if days == 0 else f"还有 {days} 天应交"
    bag = f"{order.bag_no} 号袋," if order.bag_no else ""
    if order.due is not None and not order.outstanding:
        return f"{order.name} {bag}{order.operation}:货已交齐,等结单"
    left = f",还差 {order.outstanding // 1000:,} {order.unit}" if order.outstanding else ""
    return f"{order.name} {bag}{order.operation}:{when}{left}"
