"""The attendance grid: what each square shows, decided on the day's row and on whether there is work."""

from collections.abc import Mapping, Set
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from workshop.floor.rules.checks import STATUSES
from workshop.kernel.calendar import WEEKDAYS, Calendar, CalendarMissing
from workshop.kernel.periods import Period

HALVES = {"出勤": 2, "迟到": 2, "补班": 2, "半天": 1}  # attended half days (4.6)
# The key that sets a status in the grid: the digit, or the letter of its pinyin.
KEYS = {
    "出勤": "1C",
    "半天": "2H",
    "休息": "3X",
    "补班": "4U",
    "事假": "5S",
    "病假": "6B",
    "年假": "7N",
    "公假": "8G",
    "旷工": "9K",
    "迟到": "0D",
}
WORK_WITHOUT_ROW = "件"
NO_WORK = "°"


class GridDay(NamedTuple):
    """A column: `kind` is 节 (statutory), 休 (rest), 班 (a rest day of the week that is worked) or empty."""

    on: date
    weekday: str
    kind: str
    future: bool


class Square(NamedTuple):
    """`look` is a class of the style sheet; `mark` is what stands in the square, with its meaning in shape and not colour."""

    look: str
    mark: str


class GridLine(NamedTuple):
    """A person's month: squares in the order of days; `halves` are attended half days."""

    person: Any
    squares: tuple[Square, ...]
    halves: int
    exceptions: int
    open_questions: int


def build_grid_days(period: Period, calendar: Calendar, today: date) -> tuple[GridDay, ...]:
    """The month's columns; a year whose statutory days nobody has entered shows none."""
    return tuple(GridDay(on, WEEKDAYS[on.weekday()], _kind(on, calendar), on > today) for on in period.days())


def _kind(on: date, calendar: Calendar) -> str:
    try:
        statutory = calendar.is_statutory(on)
    except CalendarMissing:
        statutory = False
    rest = calendar.is_rest(on)
    return "节" if statutory else "休" if rest else "班" if on.weekday() in calendar.weekly_rest else ""


def build_grid_line(
    person: Any,
    days: tuple[GridDay, ...],
    employment: tuple[date, date | None],
    statuses: Mapping[date, str],
    worked: Set[date],
) -> GridLine:
    """One person's squares. Attendance without work is marked only for those who have any piece or hourly work at all."""
    hired, left = employment
    by_piece, say = bool(worked), statuses.get
    squares = tuple(
        [
            build_square(
                say(on, ""), not future and hired <= on and (left is None or on <= left), on in worked, by_piece
            )
            for on, _, _, future in days
        ]
    )
    halves = sum([HALVES.get(status, 0) for status in statuses.values()])
    exceptions = sum([1 for status in statuses.values() if status and status != "出勤"])
    return GridLine(
        person, squares, halves, exceptions, sum([1 for look, _ in squares if look in ("hand", "idle", "out hand")])
    )


@cache  # a few dozen different ones fill a month of everybody's
def build_square(status: str, open_day: bool, worked: bool, by_piece: bool) -> Square:
    """A square: the status's mark; 件 for work without a row; ° beside a mark for attendance without work.

    `open_day`: the worker is in work on it and it has come.
    """
    if not open_day:
        return Square("out hand", STATUSES[status]) if status in STATUSES else Square("out", "")
    if not status:
        return Square("hand", WORK_WITHOUT_ROW) if worked else Square("", "")
    mark = STATUSES.get(status, status)
    if worked and status not in HALVES:
        return Square("hand", mark + WORK_WITHOUT_ROW)
    if by_piece and not worked and status in HALVES:
        return Square("idle", mark + NO_WORK)
    return Square("" if status == "出勤" else "x", mark)
