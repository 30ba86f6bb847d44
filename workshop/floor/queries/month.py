"""The month's attendance: a grid of people and days, in a constant number of statements."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, func, select

from workshop.floor.queries.attendance import Day, current_days
from workshop.floor.queries.day import Person, list_people
from workshop.floor.rows import AttendanceRow, HoursRow, OutputRow, TeamOutputRow, TeamShareRow
from workshop.floor.rules.grid import GridDay, GridLine, build_grid_days, build_grid_line
from workshop.kernel.periods import Period
from workshop.people.queries import load_calendar
from workshop.people.rows import WorkerRow
from workshop.store.database import db


@dataclass(frozen=True)
class MonthGrid:
    """A month: its days, and a line for each person."""

    days: tuple[GridDay, ...]
    lines: tuple[GridLine, ...]


class DayLine(NamedTuple):
    """A person on one day: the status that stands (empty: none), and whether there is work recorded."""

    person: Person
    status: str
    worked: bool


class Version(NamedTuple):
    """One version of a worker's day."""

    version: int
    status: str
    clock_in: int | None
    clock_out: int | None
    overtime_minutes: int | None
    reason: str
    recorded_at: datetime
    recorded_by: str


def load_month(workshop_id: int, period: Period, today: date) -> MonthGrid:
    """The grid of a month; days after today are empty."""
    days = build_grid_days(period, load_calendar(workshop_id), today)
    statuses: dict[int, dict[date, str]] = {}
    for (worker_id, on), day in current_days(workshop_id, (period.first, period.last)).items():
        statuses.setdefault(worker_id, {})[on] = day.status
    worked = worked_days(workshop_id, period.first, period.last)
    spans = _employment(workshop_id)
    lines = tuple(
        build_grid_line(person, days, spans[person.id], statuses.get(person.id, {}), worked.get(person.id, frozenset()))
        for person in list_people(workshop_id, period.first, period.last)
    )
    return MonthGrid(days, lines)


def _employment(workshop_id: int) -> dict[int, tuple[date, date | None]]:
    row = WorkerRow
    found = db.session.execute(select(row.id, row.hire_date, row.leave_date).where(row.workshop_id == workshop_id))
    return {worker_id: (hired, left) for worker_id, hired, left in found}


def worked_days(workshop_id: int, first: date, last: date) -> dict[int, frozenset[date]]:
    """Worker → days with output, a team's share or hours that are not wholly reversed."""
    found: dict[int, set[date]] = {}
    for query in (_output_days(), _team_days(), _hours_days()):
        for worker_id, on in db.session.execute(query, {"workshop": workshop_id, "first": first, "last": last}):
            found.setdefault(worker_id, set()).add(on)
    return {worker_id: frozenset(days) for worker_id, days in found.items()}


def _within(row: Any) -> tuple[Any, ...]:
    span = row.date.between(bindparam("first"), bindparam("last"))
    return (row.workshop_id == bindparam("workshop"), span)


def _output_days() -> Any:
    row = OutputRow
    made = func.sum(row.good + row.defect_own + row.defect_other)
    return select(row.worker_id, row.date).where(*_within(row)).group_by(row.worker_id, row.date).having(made != 0)


def _team_days() -> Any:
    row, share = TeamOutputRow, TeamShareRow
    joined = (share.workshop_id == row.workshop_id) & (share.team_output_id == row.id)
    query = select(share.worker_id, row.date).join(row, joined).where(*_within(row))
    return query.group_by(share.worker_id, row.date).having(func.sum(row.quantity) != 0)


def _hours_days() -> Any:
    row = HoursRow
    query = select(row.worker_id, row.date).where(*_within(row))
    return query.group_by(row.worker_id, row.date).having(func.sum(row.minutes) != 0)


def list_day(workshop_id: int, on: date) -> list[DayLine]:
    """Everybody employed on a day."""
    current = current_days(workshop_id, {on})
    worked = worked_days(workshop_id, on, on)
    none = Day(0, "", None, None, None)
    return [
        DayLine(person, current.get((person.id, on), none).status, person.id in worked)
        for person in list_people(workshop_id, on, on)
    ]


def list_versions(workshop_id: int, worker_id: int, on: date) -> list[Version]:
    """How a worker's day came to be what it is, the latest last."""
    row = AttendanceRow
    columns = [getattr(row, name) for name in Version._fields]
    mine = (row.workshop_id == workshop_id, row.worker_id == worker_id, row.date == on)
    return [Version(*line) for line in db.session.execute(select(*columns).where(*mine).order_by(row.version))]
