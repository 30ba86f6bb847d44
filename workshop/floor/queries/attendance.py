"""Attendance in force: the highest version of each day."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from sqlalchemy import select

from workshop.floor.rows import AttendanceRow
from workshop.floor.rules.limits import NO_REASON
from workshop.store.database import db


class Day(NamedTuple):
    """A worker's day as it stands; an empty status was taken back. Times are minutes of the day."""

    version: int
    status: str
    clock_in: int | None
    clock_out: int | None
    overtime_minutes: int | None


def current_days(workshop_id: int, days: Iterable[date]) -> dict[tuple[int, date], Day]:
    """(worker, day) → the version in force, for the whole span of `days`; days that were taken back are among them."""
    span = sorted(set(days))
    if not span:
        return {}
    row = AttendanceRow
    columns = (row.worker_id, row.date, row.version, row.status, row.clock_in, row.clock_out, row.overtime_minutes)
    query = select(*columns).where(row.workshop_id == workshop_id, row.date >= span[0], row.date <= span[-1])
    found = db.session.execute(query.order_by(row.version))
    return {(worker_id, on): Day(*rest) for worker_id, on, *rest in found}


def list_silent_days(workshop_id: int, days: Iterable[date]) -> frozenset[tuple[int, date, str]]:
    """(worker, day, status) of the versions in force that no reason was written for."""
    span = sorted(set(days))
    if not span:
        return frozenset()
    row = AttendanceRow
    query = select(row.worker_id, row.date, row.status, row.reason).where(
        row.workshop_id == workshop_id, row.date >= span[0], row.date <= span[-1]
    )
    last = {
        (worker, on): (status, reason) for worker, on, status, reason in db.session.execute(query.order_by(row.version))
    }
    return frozenset((*key, status) for key, (status, reason) in last.items() if reason in NO_REASON)
