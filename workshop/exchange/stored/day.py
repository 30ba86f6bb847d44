"""Entries and attendance: what stands, reversals and what they reverse left out."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, select

from workshop.exchange.spec import Spec
from workshop.exchange.stored.scope import Scope
from workshop.floor.queries.standing import no_reversal
from workshop.floor.rows import AttendanceRow, HoursRow, OutputRow, TeamOutputRow, TeamShareRow
from workshop.people.rows import WorkerRow
from workshop.prices.rows import OperationRow
from workshop.store.database import db

CHUNK = 10_000  # values bound in one statement


def load_entries(spec: Spec, scope: Scope) -> list[Any]:
    """Output."""
    row = OutputRow
    codes, numbers = _operation_codes(scope), _worker_numbers(scope)
    columns = (row.id, row.date, row.worker_id, row.operation_id, row.good, row.defect_own, row.defect_other, row.band)
    found = _standing(scope, row, select(*columns))
    return [spec.line(0, key, day, numbers[who], codes[what], *rest) for key, day, who, what, *rest in found]


def load_team_entries(spec: Spec, scope: Scope) -> list[Any]:
    """Team output, without its members."""
    row = TeamOutputRow
    codes = _operation_codes(scope)
    found = _standing(scope, row, select(row.id, row.date, row.operation_id, row.quantity, row.split, row.band))
    return [spec.line(0, key, day, codes[what], *rest) for key, day, what, *rest in found]


def load_team_members(spec: Spec, scope: Scope) -> list[Any]:
    """The members of team output that stands."""
    numbers = _worker_numbers(scope)
    teams = [key for (key,) in _standing(scope, TeamOutputRow, select(TeamOutputRow.id))]
    row = TeamShareRow
    query = select(row.team_output_id, row.worker_id, row.minutes, row.weight).where(row.workshop_id == scope.shop.id)
    found = _in_chunks(query.order_by(row.team_output_id, row.worker_id), row.team_output_id, teams)
    return [spec.line(0, key, numbers[who], *rest) for key, who, *rest in found]


def load_hours(spec: Spec, scope: Scope) -> list[Any]:
    """Minutes paid by the hour."""
    row = HoursRow
    numbers = _worker_numbers(scope)
    columns = (row.id, row.date, row.worker_id, row.activity, row.minutes, row.rate, row.band)
    found = _standing(scope, row, select(*columns))
    return [spec.line(0, key, day, numbers[who], *rest) for key, day, who, *rest in found]


def load_attendance(spec: Spec, scope: Scope) -> list[Any]:
    """One row a worker and day: the last version, unless it takes the day back."""
    row = AttendanceRow
    numbers = _worker_numbers(scope)
    columns = (row.worker_id, row.date, row.status, row.clock_in, row.clock_out, row.overtime_minutes)
    query = select(*columns).where(row.workshop_id == scope.shop.id, row.date.between(scope.first, scope.last))
    last = {(found[1], numbers[found[0]]): found for found in db.session.execute(query.order_by(row.version))}
    return [spec.line(0, key[1], *last[key][1:]) for key in sorted(last) if last[key][2]]


def _standing(scope: Scope, row: Any, query: Select[Any]) -> list[Any]:
    """Rows that are neither reversals nor reversed; with `ids` those that have them, reversed or not."""
    query = query.where(row.workshop_id == scope.shop.id, no_reversal(row)).order_by(row.date, row.id)
    if scope.ids is not None:
        return _in_chunks(query, row.id, sorted(scope.ids))
    undone = select(row.reverses).where(row.workshop_id == scope.shop.id, row.reverses.is_not(None))
    return list(db.session.execute(query.where(row.id.not_in(undone))))


def _in_chunks(query: Select[Any], column: Any, keys: list[str]) -> list[Any]:
    starts: Iterable[int] = range(0, len(keys), CHUNK)
    return [found for at in starts for found in db.session.execute(query.where(column.in_(keys[at : at + CHUNK])))]


def _operation_codes(scope: Scope) -> dict[int, str]:
    query = select(OperationRow.id, OperationRow.code).where(OperationRow.workshop_id == scope.shop.id)
    return dict(db.session.execute(query).all())  # type: ignore[arg-type]


def _worker_numbers(scope: Scope) -> dict[int, str]:
    query = select(WorkerRow.id, WorkerRow.worker_no).where(WorkerRow.workshop_id == scope.shop.id)
    return dict(db.session.execute(query).all())  # type: ignore[arg-type]
