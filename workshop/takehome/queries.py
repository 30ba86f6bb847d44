"""Reads of take-home work."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select

from workshop.store.database import db
from workshop.takehome.rows import TakehomeOrderRow, TakehomeReturnRow
from workshop.takehome.rules import NewReturn, OrderFacts


def order_ids(workshop_id: int) -> dict[str, int]:
    """Order number → id."""
    row = TakehomeOrderRow
    query = select(row.order_no, row.id).where(row.workshop_id == workshop_id)
    return dict(db.session.execute(query).all())


def load_orders(workshop_id: int) -> dict[int, OrderFacts]:
    """The orders of a workshop by id, as returns are judged by them."""
    row = TakehomeOrderRow
    columns = (row.order_no, row.worker_id, row.operation_id, row.issued_on, row.closed_on, row.material_issued)
    found = db.session.execute(select(row.id, *columns).where(row.workshop_id == workshop_id))
    return {order_id: OrderFacts(*rest) for order_id, *rest in found}


def stored_orders(workshop_id: int, numbers: Iterable[str]) -> dict[str, dict[str, Any]]:
    """The orders with these numbers, whole."""
    row = TakehomeOrderRow
    wanted = set(numbers)
    found = db.session.execute(select(row.__table__).where(row.workshop_id == workshop_id)).mappings()
    return {line["order_no"]: dict(line) for line in found if line["order_no"] in wanted}


def count_returns(workshop_id: int, rows: Sequence[NewReturn]) -> Counter[tuple[Any, ...]]:
    """How often each content of a return is there already, for the orders that `rows` name."""
    row = TakehomeReturnRow
    columns = [getattr(row, name) for name in NewReturn._fields]
    orders = {line.order_id for line in rows}
    found = db.session.execute(select(*columns).where(row.workshop_id == workshop_id))
    return Counter(tuple(line) for line in found if line[0] in orders)
