"""A year drawn as twelve months of marked days."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from workshop.kernel.calendar import Calendar

MARKS = {
    "holiday": "法定节假日",
    "rest": "休息日",
    "shifted_rest": "调休放假",
    "shifted_work": "调休上班",
    "work": "上班",
}


@dataclass(frozen=True)
class Day:
    """A day of the drawing: `mark` is a key of MARKS, `title` what it says when pointed at."""

    on: date
    mark: str
    title: str


@dataclass(frozen=True)
class Month:
    """A month as rows of weeks from Monday; None where a day belongs to another month."""

    number: int
    weeks: tuple[tuple[Day | None, ...], ...]
    due_days: int


def build_year(book: Calendar, year: int) -> tuple[Month, ...]:
    """The twelve months. In a year without statutory days those are simply not marked."""
    return tuple(_month(book, year, number) for number in range(1, 13))


def _month(book: Calendar, year: int, number: int) -> Month:
    first, length = monthrange(year, number)
    days = [_day(book, date(year, number, day + 1)) for day in range(length)]
    cells: list[Day | None] = [None] * first + days  # type: ignore[assignment]
    cells += [None] * (-len(cells) % 7)
    weeks = tuple(tuple(cells[start : start + 7]) for start in range(0, len(cells), 7))
    return Month(number, weeks, sum(not book.is_rest(day.on) for day in days))


def _day(book: Calendar, on: date) -> Day:
    if on in book.statutory:
        return Day(on, "holiday", f"{on} {book.statutory[on]},法定节假日")
    mark = "rest" if book.is_rest(on) else "work"
    if on in book.shifts:
        mark = f"shifted_{mark}"
    return Day(on, mark, f"{on} {MARKS[mark]}")
