"""Operations and their prices."""

from typing import Any

from sqlalchemy import select

from workshop.exchange.spec import Spec
from workshop.exchange.stored.scope import Scope
from workshop.prices.rows import OperationRow, PriceRow, ProductRow, TierRow
from workshop.store.database import db


def load_operations(spec: Spec, scope: Scope) -> list[Any]:
    """Every operation, withdrawn ones too: entries still name them."""
    row, made = OperationRow, ProductRow
    same = (made.workshop_id == row.workshop_id) & (made.id == row.product_id)
    columns = (row.code, made.code, made.name, row.seq, row.name, row.unit, row.std_seconds)
    query = select(*columns).join(made, same).where(row.workshop_id == scope.shop.id)
    return [spec.line(0, *found) for found in db.session.execute(query.order_by(row.code))]


def load_rates(spec: Spec, scope: Scope) -> list[Any]:
    """Prices by operation, day and grade; of several versions the last."""
    row = PriceRow
    columns = (OperationRow.code, row.valid_from, row.grade, row.rate, row.defect_charge)
    query = select(*columns).join(OperationRow, _operation_of(row)).where(row.workshop_id == scope.shop.id)
    last = {tuple(found[:3]): spec.line(0, *found) for found in db.session.execute(query.order_by(row.version))}
    return [last[key] for key in sorted(last)]


def load_tiers(spec: Spec, scope: Scope) -> list[Any]:
    """Marginal slabs."""
    row = TierRow
    query = select(OperationRow.code, row.valid_from, row.above, row.rate).join(OperationRow, _operation_of(row))
    ordered = query.where(row.workshop_id == scope.shop.id).order_by(OperationRow.code, row.valid_from, row.above)
    return [spec.line(0, *found) for found in db.session.execute(ordered)]


def _operation_of(row: Any) -> Any:
    return (OperationRow.workshop_id == row.workshop_id) & (OperationRow.id == row.operation_id)
