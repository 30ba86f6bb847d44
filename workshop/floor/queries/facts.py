"""The facts that entries are judged by, in a constant number of statements."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from sqlalchemy import select

from workshop.floor.rows import AttendanceRow, LockedRow
from workshop.floor.rules.entries import FloorFacts, OperationFacts, WorkerFacts
from workshop.people.queries import load_calendar
from workshop.people.rows import WorkerRow, WorkerTermsRow
from workshop.prices.rows import OperationRow
from workshop.store.database import db


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
    terms = select(
        WorkerTermsRow.worker_id, WorkerTermsRow.valid_from, WorkerTermsRow.grade, WorkerTermsRow.hourly_fen
    ).where(WorkerTermsRow.workshop_id == workshop_id)
    ordered = db.session.execute(terms.order_by(WorkerTermsRow.worker_id, WorkerTermsRow.valid_from))
    by_worker = {
        worker_id: tuple((row.valid_from, row.grade, row.hourly_fen) for row in rows)
        for worker_id, rows in groupby(ordered, key=lambda row: row.worker_id)
    }
    row = WorkerRow
    people = select(row.id, row.worker_no, row.name, row.hire_date, row.leave_date, row.birth_date)
    found = db.session.execute(people.where(row.workshop_id == workshop_id))
    return {
        key: WorkerFacts(number, name, hired, left, born, by_worker.get(key, ()))
        for key, number, name, hired, left, born in found
    }


def _operations(workshop_id: int) -> dict[int, OperationFacts]:
    row = OperationRow
    query = select(row.id, row.code, row.name, row.unit, row.withdrawn_on).where(row.workshop_id == workshop_id)
    return {operation_id: OperationFacts(*rest) for operation_id, *rest in db.session.execute(query)}


def _make_up(workshop_id: int, days: set[date]) -> frozenset[tuple[int, date]]:
    if not days:
        return frozenset()
    row = AttendanceRow
    query = select(row.worker_id, row.date, row.status).where(
        row.workshop_id == workshop_id, row.date >= min(days), row.date <= max(days)
    )
    last = {(worker, on): status for worker, on, status in db.session.execute(query.order_by(row.version))}
    return frozenset(key for key, status in last.items() if status == "补班")


def locked_days(workshop_id: int) -> dict[int, date]:
    """The last locked day of each worker who has one."""
    query = select(LockedRow.worker_id, LockedRow.locked_to).where(LockedRow.workshop_id == workshop_id)
    return dict(db.session.execute(query).all())
