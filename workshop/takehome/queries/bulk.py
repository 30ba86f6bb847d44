"""Orders and returns as files know them: with one material, the first."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from workshop.store.database import db
from workshop.takehome.rows import (
    TakehomeMaterialRow,
    TakehomeOrderRow,
    TakehomeReturnMaterialRow,
    TakehomeReturnRow,
    TakehomeSupplyRow,
)
from workshop.takehome.rules.bulk import NewReturn, OrderFacts


def order_ids(workshop_id: int) -> dict[str, int]:
    """Order number → id."""
    row = TakehomeOrderRow
    query = select(row.order_no, row.id).where(row.workshop_id == workshop_id)
    return dict(db.session.execute(query).all())


def load_orders(workshop_id: int) -> dict[int, OrderFacts]:
    """The orders of a workshop by id, as returns are judged by them; a voided one is closed on the day it was voided."""
    row = TakehomeOrderRow
    closed = func.coalesce(row.closed_on, row.voided_on)
    columns = (row.id, row.order_no, row.worker_id, row.operation_id, row.issued_on, closed, issued_sum())
    found = db.session.execute(with_first_material(select(*columns)).where(row.workshop_id == workshop_id))
    return {order_id: OrderFacts(*rest) for order_id, *rest in found}


def stored_orders(workshop_id: int, numbers: Iterable[str]) -> dict[str, dict[str, Any]]:
    """The orders with these numbers, by number: what a file says of them, their id and where their price comes from."""
    row, material = TakehomeOrderRow, TakehomeMaterialRow
    wanted = set(numbers)
    columns = (
        *(row.id, row.order_no, row.worker_id, row.operation_id, row.issued_on, row.due_on, row.price, row.price_from),
        row.closed_on,
        func.coalesce(material.name, "").label("material"),
        issued_sum().label("material_issued"),
        material.per_piece.label("material_per_piece"),
        func.coalesce(material.loss_allowance, 0).label("loss_allowance"),
        material.price.label("material_price"),
    )
    found = db.session.execute(with_first_material(select(*columns)).where(row.workshop_id == workshop_id)).mappings()
    return {line["order_no"]: dict(line) for line in found if line["order_no"] in wanted}


def with_first_material(query: Select[Any]) -> Select[Any]:
    """A query of orders joined with the first material of each, where it has any."""
    row, material = TakehomeOrderRow, TakehomeMaterialRow
    same = (material.workshop_id == row.workshop_id) & (material.order_id == row.id) & (material.position == 1)
    return query.select_from(row).outerjoin(material, same)


def issued_sum() -> ColumnElement[int]:
    """What was handed out of the material that a query stands on; 0 for none."""
    supply, material = TakehomeSupplyRow, TakehomeMaterialRow
    mine = (supply.workshop_id == material.workshop_id, supply.material_id == material.id)
    handed: ColumnElement[int] = func.coalesce(
        select(func.sum(supply.quantity)).where(*mine).correlate(material).scalar_subquery(), 0
    )
    return handed


def returned_sum() -> ColumnElement[int]:
    """What came back of the order's first material with the return that a query stands on; 0 for none."""
    row, back, material = TakehomeReturnRow, TakehomeReturnMaterialRow, TakehomeMaterialRow
    same = (material.workshop_id == back.workshop_id) & (material.id == back.material_id)
    mine = (back.workshop_id == row.workshop_id, back.return_id == row.id, material.position == 1)
    query = select(func.sum(back.quantity)).join(material, same).where(*mine)
    brought: ColumnElement[int] = func.coalesce(query.correlate(row).scalar_subquery(), 0)
    return brought


def count_returns(workshop_id: int, rows: Sequence[NewReturn]) -> Counter[tuple[Any, ...]]:
    """How often each content of a return was recorded, for the orders that `rows` name; one that was reversed was recorded too."""
    row = TakehomeReturnRow
    columns = (row.order_id, row.returned_on, row.inspected_on, row.good, row.defect_own, row.defect_other)
    orders = {line.order_id for line in rows}
    recorded = (row.workshop_id == workshop_id, row.reverses.is_(None))
    found = db.session.execute(select(*columns, returned_sum()).where(*recorded))
    return Counter(tuple(line) for line in found if line[0] in orders)


def first_materials(workshop_id: int) -> dict[int, int]:
    """Order → its first material."""
    row = TakehomeMaterialRow
    query = select(row.order_id, row.id).where(row.workshop_id == workshop_id, row.position == 1)
    return dict(db.session.execute(query).all())
