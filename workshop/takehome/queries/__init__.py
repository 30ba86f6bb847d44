"""Reads of take-home work."""

from workshop.takehome.queries.balances import MaterialLine, Only, load_balances
from workshop.takehome.queries.bulk import count_returns, load_orders, order_ids, stored_orders
from workshop.takehome.queries.state import find_order_id

__all__ = [
    "MaterialLine",
    "Only",
    "count_returns",
    "find_order_id",
    "load_balances",
    "load_orders",
    "order_ids",
    "stored_orders",
]
