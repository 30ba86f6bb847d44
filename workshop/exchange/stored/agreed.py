"""What is agreed or ordered beside the work: minimum wages, advances, deductions, earlier months, allowances."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import exists, select

from workshop.exchange.spec import Spec
from workshop.exchange.stored.scope import Scope
from workshop.pay.rows import AdvanceRow, AgreedReversalRow, AllowanceRow, DeductionRow, MinimumWageRow, PriorMonthsRow
from workshop.people.rows import WorkerRow
from workshop.store.database import db


def load_minimum_wages(spec: Spec, scope: Scope) -> list[Any]:
    """Those of the workshop's county."""
    return load_all_minimum_wages(spec, {scope.shop.county_code})


def load_all_minimum_wages(spec: Spec, counties: Collection[str]) -> list[Any]:
    """Those of some counties."""
    row = MinimumWageRow
    query = select(row.county_code, row.valid_from, row.monthly_fen, row.hourly_fen)
    ordered = query.where(row.county_code.in_(counties)).order_by(row.county_code, row.valid_from)
    return [spec.line(0, *line) for line in db.session.execute(ordered)]


def load_advances(spec: Spec, scope: Scope) -> list[Any]:
    """Advances by day."""
    row = AdvanceRow
    return _of_workers(spec, scope, row, row.date, row.amount_fen, row.reason)


def load_deductions(spec: Spec, scope: Scope) -> list[Any]:
    """Deductions by day."""
    row = DeductionRow
    return _of_workers(spec, scope, row, row.date, row.amount_fen, row.kind)


def load_prior_months(spec: Spec, scope: Scope) -> list[Any]:
    """Earlier months of a tax year; the file has no year, so of several the latest is meant."""
    row = PriorMonthsRow
    query = select(WorkerRow.worker_no, row.year, row.income_fen, row.months, row.tax_withheld_fen)
    query = query.join(WorkerRow, _worker_of(row)).where(row.workshop_id == scope.shop.id)
    if scope.year:
        query = query.where(row.year == scope.year)
    found = db.session.execute(query.order_by(row.year))
    last = {number: spec.line(0, number, *rest) for number, _, *rest in found}
    return [last[number] for number in sorted(last)]


def load_allowances(spec: Spec, scope: Scope) -> list[Any]:
    """Allowances; one without worker is for everyone."""
    row = AllowanceRow
    columns = (row.name, row.kind, row.amount_fen, row.counts, row.taxable, row.valid_from, row.valid_to)
    query = select(WorkerRow.worker_no, *columns).outerjoin(WorkerRow, _worker_of(row))
    query = query.where(row.workshop_id == scope.shop.id, _stands(row))
    found = db.session.execute(query.order_by(row.name, WorkerRow.worker_no))
    return [spec.line(0, number or "", *rest) for number, *rest in found]


def _of_workers(spec: Spec, scope: Scope, row: Any, *columns: Any) -> list[Any]:
    query = select(WorkerRow.worker_no, *columns).join(WorkerRow, _worker_of(row))
    query = query.where(row.workshop_id == scope.shop.id, _stands(row))
    found = db.session.execute(query.order_by(row.date, WorkerRow.worker_no))
    return [spec.line(0, *line) for line in found]


def _stands(row: Any) -> Any:
    """Nobody has taken it back."""
    taken = AgreedReversalRow
    mine = (taken.workshop_id == row.workshop_id, taken.kind == row.__tablename__, taken.source_id == row.id)
    return ~exists().where(*mine)


def _worker_of(row: Any) -> Any:
    return (WorkerRow.workshop_id == row.workshop_id) & (WorkerRow.id == row.worker_id)
