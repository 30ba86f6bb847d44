"""Taking a ledger of take-home work back: its orders and returns go, what it closed is open again."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, select, update

from workshop.floor.queries.facts import locked_days
from workshop.kernel.faults import Refused
from workshop.people.actions import mark_undone
from workshop.store.audit import Actor
from workshop.store.database import change_rows, db
from workshop.store.rows import AuditLeafRow
from workshop.store.transaction import transaction
from workshop.takehome.rows import (
    TakehomeMarkRow,
    TakehomeMaterialRow,
    TakehomeOrderRow,
    TakehomeReturnMaterialRow,
    TakehomeReturnRow,
    TakehomeReturnShareRow,
    TakehomeSupplyRow,
)

CLOSED = "takehome.close"  # the audit leaf that names the older orders which an import closed


def undo_takehome(actor: Actor, now: datetime, shop: int, import_id: int) -> int:
    """Answers how many orders and returns were taken back. Refused when locked pay or a later return has used one."""
    order, back = TakehomeOrderRow, TakehomeReturnRow
    with transaction(actor, now) as tx:
        mine = (order.workshop_id == shop, order.import_id == import_id)
        returned = (back.workshop_id == shop, back.import_id == import_id)
        reopened = _closed_by(shop, import_id)
        _refuse_later_returns(shop, import_id)
        _refuse_locked(shop, import_id, reopened)
        _refuse_marked(shop, import_id)
        _delete_parts(shop, import_id)
        count = change_rows(delete(back).where(*returned))
        count += change_rows(delete(order).where(*mine))
        if reopened:
            these = (order.workshop_id == shop, order.order_no.in_(reopened))
            db.session.execute(update(order).where(*these).values(closed_on=None))
        mark_undone(actor, now, shop, import_id)
        tx.tell("takehome.undo_import", f"import/{import_id}", {"count": count, "reopened": reopened}, shop)
    return count


def _closed_by(shop: int, import_id: int) -> list[str]:
    """Numbers of orders that were there before and that the import closed."""
    leaf = AuditLeafRow
    mine = (leaf.workshop_id == shop, leaf.subject == f"import/{import_id}", leaf.action == CLOSED)
    details = db.session.scalars(select(leaf.detail).where(*mine))
    return [number for detail in details for number in json.loads(detail)["orders"]]


def _refuse_later_returns(shop: int, import_id: int) -> None:
    order, back = TakehomeOrderRow, TakehomeReturnRow
    same = (order.workshop_id == back.workshop_id) & (order.id == back.order_id)
    later = select(order.order_no).join(back, same).where(order.workshop_id == shop, order.import_id == import_id)
    other = back.import_id.is_(None) | (back.import_id != import_id)
    if number := db.session.scalar(later.where(other).limit(1)):
        raise Refused(f"外发单 {number} 后来又有交货,这次导入不能整批撤销", "请逐张更正")


def _refuse_marked(shop: int, import_id: int) -> None:
    """What somebody signed or handed out more for stays."""
    order, mark, supply = TakehomeOrderRow, TakehomeMarkRow, TakehomeSupplyRow
    signed = select(mark.order_id).where(mark.workshop_id == shop)
    other = supply.import_id.is_(None) | (supply.import_id != import_id)
    handed = select(supply.order_id).where(supply.workshop_id == shop, other)
    mine = (order.workshop_id == shop, order.import_id == import_id, order.id.in_(signed.union(handed)))
    if number := db.session.scalar(select(order.order_no).where(*mine).limit(1)):
        raise Refused(f"外发单 {number} 后来有签字或补料,这次导入不能整批撤销", "请逐张更正")


def _delete_parts(shop: int, import_id: int) -> None:
    """The materials, supplies and shares that hang on the orders and returns of an import."""
    order, back = TakehomeOrderRow, TakehomeReturnRow
    orders = select(order.id).where(order.workshop_id == shop, order.import_id == import_id).scalar_subquery()
    returns = select(back.id).where(back.workshop_id == shop, back.import_id == import_id).scalar_subquery()
    of_return = (TakehomeReturnMaterialRow, TakehomeReturnShareRow)
    parts = [*((row, row.return_id.in_(returns)) for row in of_return)]
    parts += [(row, row.order_id.in_(orders)) for row in (TakehomeSupplyRow, TakehomeMaterialRow)]
    for row, mine in parts:
        db.session.execute(delete(row).where(row.workshop_id == shop, mine))


def _refuse_locked(shop: int, import_id: int, reopened: list[str]) -> None:
    """What was inspected or closed within locked pay has been paid."""
    order, back = TakehomeOrderRow, TakehomeReturnRow
    same = (order.workshop_id == back.workshop_id) & (order.id == back.order_id)
    returns = select(order.worker_id, back.inspected_on).join(back, same).where(back.import_id == import_id)
    closed = select(order.worker_id, order.closed_on)
    closed = closed.where((order.import_id == import_id) | order.order_no.in_(reopened))
    locked = locked_days(shop)
    for query in (returns, closed):
        _refuse_paid(db.session.execute(query.where(order.workshop_id == shop)), locked)


def _refuse_paid(found: Iterable[Any], locked: dict[int, date]) -> None:
    if any(on is not None and who in locked and on <= locked[who] for who, on in found):
        raise Refused("这批交货或结单已经算进锁定的工资,不能整批撤销", "请逐张更正,差额进入下一期")
