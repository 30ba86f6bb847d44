"""The month's attendance: a grid of people and days, in a constant number of statements."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from operator import itemgetter
from typing import NamedTuple

from sqlalchemy import select

from workshop.floor.queries.attendance import Day, current_days
from workshop.floor.queries.day import Person, list_people
from workshop.floor.rows import AttendanceRow
from workshop.floor.rules.grid import GridDay, GridLine, build_grid_days, build_grid_line
from workshop.kernel.periods import Period
from workshop.people.queries import load_calendar
from workshop.store.database import as_date, db, fetch_all

_STATUSES = """
SELECT worker_id, date, status, version FROM attendance WHERE workshop_id = :w AND date BETWEEN :first AND :last"""

_WORKED = (
    """
SELECT worker_id, date FROM output WHERE workshop_id = :w AND date BETWEEN :first AND :last
GROUP BY worker_id, date HAVING SUM(good + defect_own + defect_other) <> 0""",
    """
SELECT s.worker_id, t.date FROM team_share s
JOIN team_output t ON t.workshop_id = s.workshop_id AND t.id = s.team_output_id
WHERE t.workshop_id = :w AND t.date BETWEEN :first AND :last
GROUP BY s.worker_id, t.date HAVING SUM(t.quantity) <> 0""",
    """
SELECT worker_id, date FROM hours WHERE workshop_id = :w AND date BETWEEN :first AND :last
GROUP BY worker_id, date HAVING SUM(minutes) <> 0""",
)


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
    statuses = _statuses(workshop_id, period)
    worked = worked_days(workshop_id, period.first, period.last)
    spans = _employment(workshop_id)
    lines = tuple(
        build_grid_line(person, days, spans[person.id], statuses.get(person.id, {}), worked.get(person.id, frozenset()))
        for person in list_people(workshop_id, period.first, period.last)
    )
    return MonthGrid(days, lines)


def _statuses(workshop_id: int, period: Period) -> dict[int, dict[date, str]]:
    """Worker → day → the status of the latest version: tens of rows for each person, so nothing else is read."""
    found: dict[int, dict[date, str]] = defaultdict(dict)
    later = []
    for row in fetch_all(_STATUSES, w=workshop_id, first=period.first, last=period.last):
        worker_id, on, status, version = row
        if version == 1:
            found[worker_id][as_date(on)] = status
        else:
            later.append(row)
    for worker_id, on, status, _ in sorted(later, key=itemgetter(3)):
        found[worker_id][as_date(on)] = status
    return found


def _employment(workshop_id: int) -> dict[int, tuple[date, date | None]]:
    found = fetch_all("SELECT id, hire_date, leave_date FROM worker WHERE workshop_id = :w", w=workshop_id)
    return {worker_id: (as_date(hired), as_date(left) if left else None) for worker_id, hired, left in found}


def worked_days(workshop_id: int, first: date, last: date) -> dict[int, frozenset[date]]:
    """Worker → days with output, a team's share or hours that are not wholly reversed."""
    found: dict[int, set[date]] = defaultdict(set)
    for sql in _WORKED:
        for worker_id, on in fetch_all(sql, w=workshop_id, first=first, last=last):
            found[worker_id].add(as_date(on))
    return {worker_id: frozenset(days) for worker_id, days in found.items()}


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
