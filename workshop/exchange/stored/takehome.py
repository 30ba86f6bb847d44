"""Orders taken home and what came back."""

from typing import Any

from sqlalchemy import select

from workshop.exchange.spec import Spec
from workshop.exchange.stored.scope import Scope
from workshop.people.rows import WorkerRow
from workshop.prices.rows import OperationRow
from workshop.store.database import db
from workshop.takehome.rows import TakehomeOrderRow, TakehomeReturnRow


def load_orders(spec: Spec, scope: Scope) -> list[Any]:
    """Orders; a price that came from the price list (it has its day) is left empty, as it was."""
    row = TakehomeOrderRow
    worker = (WorkerRow.workshop_id == row.workshop_id) & (WorkerRow.id == row.worker_id)
    operation = (OperationRow.workshop_id == row.workshop_id) & (OperationRow.id == row.operation_id)
    head = (row.order_no, WorkerRow.worker_no, OperationRow.code, row.issued_on, row.due_on, row.price, row.price_from)
    material = (row.material, row.material_issued, row.material_per_piece, row.loss_allowance, row.material_price)
    query = select(*head, *material, row.closed_on).join(WorkerRow, worker).join(OperationRow, operation)
    found = db.session.execute(query.where(row.workshop_id == scope.shop.id).order_by(row.order_no))
    return [
        spec.line(0, *order[:5], None if listed_from else price, *rest)
        for order in found
        for price, listed_from, *rest in [order[5:]]
    ]


def load_returns(spec: Spec, scope: Scope) -> list[Any]:
    """What was brought back, order by order."""
    row, order = TakehomeReturnRow, TakehomeOrderRow
    same = (order.workshop_id == row.workshop_id) & (order.id == row.order_id)
    counted = (row.good, row.defect_own, row.defect_other, row.material_returned)
    query = select(order.order_no, row.returned_on, row.inspected_on, *counted).join(order, same)
    ordered = query.where(row.workshop_id == scope.shop.id).order_by(order.order_no, row.returned_on, row.id)
    return [spec.line(0, *found) for found in db.session.execute(ordered)]
