"""Reads of the three calendars."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, or_, select

from workshop.kernel.calendar import Calendar, parse_weekly_rest
from workshop.kernel.faults import NotFound
from workshop.people.office_days import office_calendar
from workshop.people.rows import ShiftedDayRow, StatutoryDayRow, StatutoryYearRow, WorkshopRow
from workshop.store.database import db

# Made once: every decision about a day begins with these.
_WEEKLY_REST = select(WorkshopRow.weekly_rest).where(WorkshopRow.id == bindparam("w"))
_SHIFTS = (
    select(ShiftedDayRow.date, ShiftedDayRow.rest, ShiftedDayRow.workshop_id)
    .where(or_(ShiftedDayRow.workshop_id == 0, ShiftedDayRow.workshop_id == bindparam("w")))
    .order_by(ShiftedDayRow.workshop_id != 0, ShiftedDayRow.date)
)
_STATUTORY_DAYS = select(StatutoryDayRow.date, StatutoryDayRow.name).order_by(StatutoryDayRow.date)
_STATUTORY_YEARS = select(StatutoryYearRow.year, StatutoryYearRow.source, StatutoryYearRow.checked_on).order_by(
    StatutoryYearRow.year
)


@dataclass(frozen=True)
class StatutoryYear:
    """A year's statutory days, in order, with where they were read and when a person last compared them."""

    year: int
    days: tuple[tuple[date, str], ...]
    source: str
    checked_on: date | None


@dataclass(frozen=True)
class Shift:
    """A shifted day; `own` is false for one that holds for all workshops."""

    date: date
    rest: bool
    own: bool


def load_calendar(workshop_id: int) -> Calendar:
    """The calendar of a workshop: statutory days, its weekly rest, its shifts (its own row wins over that for all)."""
    weekly = db.session.scalar(_WEEKLY_REST, {"w": workshop_id})
    if weekly is None:
        raise NotFound(f"workshop {workshop_id}")
    years = list_statutory_years()
    statutory = {day: name for year in years for day, name in year.days}
    shifts = {shift.date: shift.rest for shift in list_shifts(workshop_id)}
    return Calendar(statutory, frozenset(year.year for year in years), parse_weekly_rest(weekly), shifts)


def load_office_calendar() -> Calendar:
    """The calendar of offices: what holds for all workshops, and the days that the State Council moves."""
    years = list_statutory_years()
    statutory = {day: name for year in years for day, name in year.days}
    entered = {shift.date: shift.rest for shift in list_shifts(0)}
    return office_calendar(statutory, [year.year for year in years], entered)


def list_shifts(workshop_id: int) -> list[Shift]:
    """The shifted days that hold for a workshop, by date."""
    found: dict[date, Shift] = {}
    for day, rest, owner in db.session.execute(_SHIFTS, {"w": workshop_id}):
        found[day] = Shift(day, rest, own=owner != 0)
    return [found[day] for day in sorted(found)]


def list_statutory_years() -> list[StatutoryYear]:
    """Every year that has been entered whole, in order."""
    days: dict[int, list[tuple[date, str]]] = {}
    for day, name in db.session.execute(_STATUTORY_DAYS):
        days.setdefault(day.year, []).append((day, name))
    years = db.session.execute(_STATUTORY_YEARS)
    return [StatutoryYear(year, tuple(days.get(year, ())), source, checked) for year, source, checked in years]
