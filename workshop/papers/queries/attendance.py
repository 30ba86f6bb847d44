"""Facts of the attendance sheet: rows in force, work without a row, hours of those who are paid by the hour."""

from collections import defaultdict
from datetime import date

from workshop.floor.queries.attendance import Day, current_days
from workshop.floor.queries.day import list_people
from workshop.floor.queries.month import worked_days
from workshop.floor.rules.grid import HALVES
from workshop.kernel.calendar import Calendar, CalendarMissing
from workshop.kernel.periods import Period
from workshop.papers.listing import PaperHead
from workshop.papers.lists.attendance_sheet import AttendanceFacts, hours_text
from workshop.papers.queries.heads import build_head
from workshop.pay.queries.scope import as_date
from workshop.people.queries import Workshop, list_workers, load_calendar
from workshop.people.queries.roster import WorkerLine
from workshop.store.database import fetch_all

BY_HOUR, TAKING_HOME = "part_time", "contract"
_BANDS = ("normal", "rest_day", "holiday")
_MINUTES = """
SELECT worker_id, date, SUM(minutes) FROM hours
WHERE workshop_id = :w AND date BETWEEN :first AND :last GROUP BY worker_id, date HAVING SUM(minutes) <> 0"""

Minutes = dict[int, dict[date, int]]


def load_attendance_sheet(
    shop: Workshop, period: Period
) -> tuple[PaperHead, list[AttendanceFacts], frozenset[date], bool]:
    """Head, workers by number, days of rest, and whether some marks come from the piece record alone."""
    calendar = load_calendar(shop.id)
    rows: dict[int, dict[date, Day]] = defaultdict(dict)
    for (worker_id, on), day in current_days(shop.id, (period.first, period.last)).items():
        if day.status:
            rows[worker_id][on] = day
    worked, minutes = worked_days(shop.id, period.first, period.last), _minutes(shop.id, period)
    lines = {line.id: line for line in list_workers(shop.id, period.last, who="all")}
    workers, from_pieces = [], False
    for person in list_people(shop.id, period.first, period.last):
        mine, line = rows.get(person.id, {}), lines[person.id]
        alone = {on for on in worked.get(person.id, frozenset()) if on not in mine}
        if line.hours_system == TAKING_HOME and not mine and not alone:
            continue
        from_pieces = from_pieces or bool(alone)
        workers.append(_facts(line, mine, alone, minutes.get(person.id, {}), calendar))
    rest = frozenset(on for on in period.days() if _band(calendar, on) != "normal")
    return build_head(shop, period), workers, rest, from_pieces


def _minutes(workshop_id: int, period: Period) -> Minutes:
    found: Minutes = defaultdict(dict)
    for worker_id, on, minutes in fetch_all(_MINUTES, w=workshop_id, first=period.first, last=period.last):
        found[worker_id][as_date(on)] = int(minutes)
    return found


def _band(calendar: Calendar, on: date) -> str:
    """A year whose statutory days nobody has entered shows only the weekly rest."""
    try:
        return calendar.band(on)
    except CalendarMissing:
        return "rest_day" if calendar.is_rest(on) else "normal"


def _facts(
    line: WorkerLine, rows: dict[date, Day], alone: set[date], hours: dict[date, int], calendar: Calendar
) -> AttendanceFacts:
    """Work without a row counts as a day (pay rules 4.6); of an hour worker the sheet shows the hours."""
    days = {on: day.status for on, day in rows.items()} | dict.fromkeys(alone, "出勤")
    halves = sum(HALVES.get(status, 0) for status in days.values())
    if line.hours_system == BY_HOUR:
        days |= {on: hours_text(minutes) for on, minutes in hours.items()}
    over = dict.fromkeys(_BANDS, 0)
    for on, day in rows.items():
        over[_band(calendar, on)] += day.overtime_minutes or 0
    return AttendanceFacts(
        number=line.worker_no,
        name=line.name,
        post=line.post,
        days=days,
        half_days=halves,
        minutes=sum(hours.values()) if line.hours_system == BY_HOUR else sum(map(_clocked, rows.values())),
        overtime=(over["normal"], over["rest_day"], over["holiday"]),
    )


def _clocked(day: Day) -> int:
    """Minutes between coming and going; a shift past midnight ends on the next day."""
    if day.clock_in is None or day.clock_out is None:
        return 0
    return (day.clock_out - day.clock_in) % (24 * 60)
