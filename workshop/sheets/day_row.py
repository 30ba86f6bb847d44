"""A heading of days across: 1 to 31 as numbers, as text, or as real dates."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from workshop.kernel.text import fold
from workshop.sheets.cells import Cell, Sheet

_DAY = re.compile(r"(?:(\d{1,2})[.\-/月])?(\d{1,2})(?:日|号)?")
_FEWEST = 5
_FROM_THE_TOP = 40


@dataclass(frozen=True)
class DayRow:
    """`days` maps columns to days of the month; `months` holds the (year, month) that real dates name."""

    row: int
    days: Mapping[int, int]
    months: frozenset[tuple[int, int]]


def find_day_row(sheet: Sheet) -> DayRow | None:
    """The first row in which at least five days follow one another; None for no such row."""
    for row in sorted(sheet.rows)[:_FROM_THE_TOP]:
        days = {column: day for column, cell in sorted(sheet.rows[row].items()) if (day := day_of(cell))}
        run = _longest_run(days)
        if len(run) >= _FEWEST:
            real = [cell.value for column, cell in sheet.rows[row].items() if column in run]
            return DayRow(row, run, frozenset((day.year, day.month) for day in real if isinstance(day, date)))
    return None


def day_of(cell: Cell) -> int | None:
    """The day of the month that a heading names."""
    if isinstance(cell.value, date | datetime):
        return cell.value.day
    match = _DAY.fullmatch(fold(cell.text))
    return int(match[2]) if match and 1 <= int(match[2]) <= 31 else None


def _longest_run(days: dict[int, int]) -> dict[int, int]:
    """The longest stretch in which each day is the day before plus one (a new month may begin)."""
    best: dict[int, int] = {}
    run: dict[int, int] = {}
    last = None
    for column, day in days.items():
        run = {**run, column: day} if last is not None and day == last + 1 else {column: day}
        best = run if len(run) > len(best) else best
        last = day
    return best
