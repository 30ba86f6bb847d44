"""Orders taken home and what came back: what stands, reversals and what they reverse left out.

A file knows one material of an order, the first.
"""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from workshop.exchange.spec import Spec
from workshop.exchange.stored.scope import Scope
from workshop.people.rows import WorkerRow
from workshop.prices.rows import OperationRow
from workshop.store.database import db, fetch_all
from workshop.takehome.queries.bulk import issued_sum, returned_sum, with_first_material
from workshop.takehome.rows import TakehomeMaterialRow, TakehomeOrderRow, TakehomeReturnRow


def load_orders(spec: Spec, scope: Scope) -> list[Any]:
    """Orders; a price that came from the price list (it has its day) is left empty, as it was."""
    row = TakehomeOrderRow
    worker = (WorkerRow.workshop_id == row.workshop_id) & (WorkerRow.id == row.worker_id)
    operation = (OperationRow.workshop_id == row.workshop_id) & (OperationRow.id == row.operation_id)
    head = (row.order_no, WorkerRow.worker_no, OperationRow.code, row.issued_on, row.due_on, row.price, row.price_from)
    first = TakehomeMaterialRow
    named = (func.coalesce(first.name, ""), issued_sum(), first.per_piece, func.coalesce(first.loss_allowance, 0))
    query = with_first_material(select(*head, *named, first.price, row.closed_on))
    query = query.join(WorkerRow, worker).join(OperationRow, operation)
    mine = (row.workshop_id == scope.shop.id, row.voided_on.is_(None))
    found = db.session.execute(query.where(*mine).order_by(row.order_no))
    return [
        spec.line(0, *order[:5], None if listed_from else price, *rest)
        for order in found
        for price, listed_from, *rest in [order[5:]]
    ]


def load_returns(spec: Spec, scope: Scope) -> list[Any]:
    """What was brought back, order by order."""
    row, order = TakehomeReturnRow, TakehomeOrderRow
    same = (order.workshop_id == row.workshop_id) & (order.id == row.order_id)
    undo = aliased(TakehomeReturnRow)
    gone = select(undo.id).where(undo.workshop_id == row.workshop_id, undo.reverses == row.id)
    counted = (row.good, row.defect_own, row.defect_other, returned_sum())
    query = select(order.order_no, row.returned_on, row.inspected_on, *counted).join(order, same)
    query = query.where(row.workshop_id == scope.shop.id, row.reverses.is_(None), ~gone.exists())
    ordered = query.order_by(order.order_no, row.returned_on, row.id)
    return [spec.line(0, *found) for found in db.session.execute(ordered)]


_MORE = """
SELECT o.order_no, (SELECT COUNT(*) FROM takehome_material m WHERE m.workshop_id = o.workshop_id AND m.order_id = o.id) - 1,
       (SELECT COUNT(*) FROM takehome_member m WHERE m.workshop_id = o.workshop_id AND m.order_id = o.id), o.most,
       (SELECT SUM(r.rework) FROM takehome_return r WHERE r.workshop_id = o.workshop_id AND r.order_id = o.id)
FROM takehome_order o WHERE o.workshop_id = :w AND o.voided_on IS NULL ORDER BY o.order_no"""


def list_unsaid(workshop_id: int) -> list[str]:
    """What the files cannot say of take-home orders, a sentence for each order: it must not be lost in silence."""
    told = []
    for number, materials, members, most, rework in fetch_all(_MORE, w=workshop_id):
        parts = [
            f"另外 {materials} 种物料" if materials > 0 else "",
            f"{members} 人的分成" if members else "",
            "约定的赔偿上限" if most is not None else "",
            "返工件数" if rework else "",
        ]
        if any(parts):
            told.append(f"外发单 {number} 的{'、'.join(part for part in parts if part)}交换文件里写不下")
    return told
