"""The facts that entries are judged by, in a constant number of statements."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from sqlalchemy import bindparam, select

from workshop.floor.rows import AttendanceRow, LockedRow
from workshop.floor.rules.entries import FloorFacts, OperationFacts, WorkerFacts
from workshop.people.queries import load_calendar
from workshop.people.rows import WorkerRow, WorkerTermsRow
from workshop.prices.rows import OperationRow
from workshop.store.database import db

# Made once: every recording begins with these.
_terms, _worker, _operation, _day, _lock = WorkerTermsRow, WorkerRow, OperationRow, AttendanceRow, LockedRow
_TERMS = (
    select(_terms.worker_id, _terms.valid_from, _terms.grade, _terms.hourly_fen)
    .where(_terms.workshop_id == bindparam("w"))
    .order_by(_terms.worker_id, _terms.valid_from)
)
_PEOPLE = select(
    _worker.id, _worker.worker_no, _worker.name, _worker.hire_date, _worker.leave_date, _worker.birth_date
).where(_worker.workshop_id == bindparam("w"))
_OPERATIONS = select(_operation.id, _operation.code, _operation.name, _operation.unit, _operation.withdrawn_on).where(
    _operation.workshop_id == bindparam("w")
)
_STATUSES = (
    select(_day.worker_id, _day.date, _day.status)
    .where(_day.workshop_id == bindparam("w"), _day.date >= bindparam("first"), _day.date <= bindparam("last"))
    .order_by(_day.version)
)
_LOCKED = select(_lock.worker_id, _lock.locked_to).where(_lock.workshop_id == bindparam("w"))


def load_floor_facts(workshop_id: int, on: date, days: Iterable[date]) -> FloorFacts:
    """Everything that decides about entries on `days`; `on` is today."""
    return FloorFacts(
        on=on,
        workers=_workers(workshop_id),
        operations=_operations(workshop_id),
        calendar=load_calendar(workshop_id),
        make_up=_make_up(workshop_id, set(days)),
        locked=locked_days(workshop_id),
    )


def _workers(workshop_id: int) -> dict[int, WorkerFacts]:
    ordered = db.session.execute(_TERMS, {"w": workshop_id})
    by_worker = {
        worker_id: tuple((row.valid_from, row.grade, row.hourly_fen) for row in rows)
        for worker_id, rows in groupby(ordered, key=lambda row: row.worker_id)
    }
    found = db.session.execute(_PEOPLE, {"w": workshop_id})
    return {
        key: WorkerFacts(number, name, hired, left, born, by_worker.get(key, ()))
        for key, number, name, hired, left, born in found
    }


def _operations(workshop_id: int) -> dict[int, OperationFacts]:
    found = db.session.execute(_OPERATIONS, {"w": workshop_id})
    return {operation_id: OperationFacts(*rest) for operation_id, *rest in found}


def _make_up(workshop_id: int, days: set[date]) -> frozenset[tuple[int, date]]:
    if not days:
        return frozenset()
    found = db.session.execute(_STATUSES, {"w": workshop_id, "first": min(days), "last": max(days)})
    last = {(worker, on): status for worker, on, status in found}
    return frozenset(key for key, status in last.items() if status == "补班")


def locked_days(workshop_id: int) -> dict[int, date]:
    """The last locked day of each worker who has one."""
    return dict(db.session.execute(_LOCKED, {"w": workshop_id}).all())
