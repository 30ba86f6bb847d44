"""Facts of attendance sheets: rows in force, work without a row, hours of those paid by the hour, days of those who work at home."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from workshop.floor.queries.attendance import Day, current_days
from workshop.floor.queries.month import worked_days
from workshop.floor.rules.grid import HALVES
from workshop.kernel.calendar import Calendar, CalendarMissing
from workshop.kernel.periods import Period
from workshop.papers.listing import PaperHead
from workshop.papers.lists.attendance_sheet import AT_HOME, AttendanceFacts, hours_text
from workshop.papers.queries.claimed import Claimed
from workshop.papers.queries.heads import build_head
from workshop.papers.queries.home_days import load_home_days
from workshop.pay.queries.scope import as_date
from workshop.people.queries import Workshop, list_workers, load_calendar
from workshop.people.queries.roster import WorkerLine
from workshop.store.database import fetch_all

BY_HOUR, TAKING_HOME = "part_time", "contract"
_BANDS = ("normal", "rest_day", "holiday")
_MINUTES = """
SELECT worker_id, date, SUM(minutes) FROM hours
WHERE workshop_id = :w AND date BETWEEN :first AND :last GROUP BY worker_id, date HAVING SUM(minutes) <> 0"""


@dataclass(frozen=True)
class MonthSheet:
    """A month: head, workers by number, days of rest, and whether some marks come from the piece record alone."""

    head: PaperHead
    workers: list[AttendanceFacts]
    rest_days: frozenset[date]
    from_pieces: bool


@dataclass(frozen=True)
class _Reads:
    """What was read of a span, by worker."""

    rows: dict[int, dict[date, Day]]
    worked: dict[int, frozenset[date]]
    minutes: dict[int, dict[date, int]]
    at_home: dict[int, frozenset[date]]
    calendar: Calendar


def load_attendance_sheet(
    shop: Workshop, period: Period
) -> tuple[PaperHead, list[AttendanceFacts], frozenset[date], bool]:
    """One month: head, workers by number, days of rest, and whether some marks come from the piece record alone."""
    [month] = load_attendance_months(shop, (period,))
    return month.head, month.workers, month.rest_days, month.from_pieces


def load_attendance_months(
    shop: Workshop, periods: Sequence[Period], claimed: Claimed | None = None
) -> list[MonthSheet]:
    """Several months, of everybody employed in each, or of a claim's people in their months; read all at once."""
    reads = _read(shop, periods[0].first, periods[-1].last)
    lines = list_workers(shop.id, periods[-1].last, who="all")
    return [_month(shop, period, lines, reads, claimed) for period in periods]


def _read(shop: Workshop, first: date, last: date) -> _Reads:
    rows: dict[int, dict[date, Day]] = defaultdict(dict)
    for (worker_id, on), day in current_days(shop.id, (first, last)).items():
        if day.status:
            rows[worker_id][on] = day
    minutes: dict[int, dict[date, int]] = defaultdict(dict)
    for worker_id, on, worked in fetch_all(_MINUTES, w=shop.id, first=first, last=last):
        minutes[worker_id][as_date(on)] = int(worked)
    days, at_home = worked_days(shop.id, first, last), load_home_days(shop, first, last)
    return _Reads(rows, days, minutes, at_home, load_calendar(shop.id))


def _month(
    shop: Workshop, period: Period, lines: Sequence[WorkerLine], reads: _Reads, claimed: Claimed | None
) -> MonthSheet:
    workers, from_pieces = [], False
    for line in lines:
        facts, alone = _facts(line, period, reads)
        if claimed.holds(line.id, period) if claimed else _is_there(line, period) and _belongs(line, facts):
            workers.append(facts)
            from_pieces = from_pieces or alone
    rest = frozenset(on for on in period.days() if _band(reads.calendar, on) != "normal")
    head = claimed.head(shop, period) if claimed else build_head(shop, period)
    return MonthSheet(head, workers, rest, from_pieces)


def _is_there(line: WorkerLine, period: Period) -> bool:
    return line.hire_date <= period.last and not line.has_left(period.first)


def _belongs(line: WorkerLine, facts: AttendanceFacts) -> bool:
    """Who works at home stands on the sheet of a month in which there was anything to do."""
    return line.hours_system != TAKING_HOME or bool(facts.days)


def _band(calendar: Calendar, on: date) -> str:
    """A year whose statutory days nobody has entered shows only the weekly rest."""
    try:
        return calendar.band(on)
    except CalendarMissing:
        return "rest_day" if calendar.is_rest(on) else "normal"


def _facts(line: WorkerLine, period: Period, reads: _Reads) -> tuple[AttendanceFacts, bool]:
    """A worker's month, and whether work without a row counts as a day in it (pay rules 4.6); hour workers show hours."""
    rows = {on: day for on, day in reads.rows.get(line.id, {}).items() if on in period}
    hours = {on: minutes for on, minutes in reads.minutes.get(line.id, {}).items() if on in period}
    alone = {on for on in reads.worked.get(line.id, frozenset()) if on in period and on not in rows}
    days = {on: day.status for on, day in rows.items()} | dict.fromkeys(alone, "出勤")
    halves = sum(HALVES.get(status, 0) for status in days.values())
    if line.hours_system == BY_HOUR:
        days |= {on: hours_text(minutes) for on, minutes in hours.items()}
    if line.hours_system == TAKING_HOME:
        days = {on: AT_HOME for on in reads.at_home.get(line.id, frozenset()) if on in period} | days
    over = dict.fromkeys(_BANDS, 0)
    for on, day in rows.items():
        over[_band(reads.calendar, on)] += day.overtime_minutes or 0
    facts = AttendanceFacts(
        number=line.worker_no,
        name=line.name,
        post=line.post,
        days=days,
        half_days=halves,
        minutes=sum(hours.values()) if line.hours_system == BY_HOUR else sum(map(_clocked, rows.values())),
        overtime=(over["normal"], over["rest_day"], over["holiday"]),
    )
    return facts, bool(alone)


def _clocked(day: Day) -> int:
    """Minutes between coming and going; a shift past midnight ends on the next day."""
    if day.clock_in is None or day.clock_out is None:
        return 0
    return (day.clock_out - day.clock_in) % (24 * 60)
