"""Working days 工作日 of offices, which are not those of a workshop: Monday to Friday, and what the State Council moves each year.

By the yearly notices of its General Office (国办发明电〔2023〕7号, 〔2024〕12号, 〔2025〕7号), as the press printed them; only what is
not a plain weekday, weekend or statutory day stands here. No person has put the day of a check to them, so whoever counts with
them says which days it was that moved.
"""

from collections.abc import Collection, Mapping
from datetime import date

from workshop.kernel.calendar import Calendar

_WEEKEND = frozenset({5, 6})
# Year: weekdays off 休, weekend days that are worked 班.
ARRANGED: Mapping[int, tuple[str, str]] = {
    2024: (
        "2-13 2-14 2-15 2-16 4-5 5-2 5-3 9-16 10-4 10-7",
        "2-4 2-18 4-7 4-28 5-11 9-14 9-29 10-12",
    ),
    2025: ("2-3 2-4 5-5 6-2 10-7 10-8", "1-26 2-8 4-27 9-28 10-11"),
    2026: ("1-2 2-20 2-23 4-6 5-4 5-5 10-5 10-6 10-7", "1-4 2-14 2-28 5-9 9-20 10-10"),
}


def arranged_days(year: int) -> dict[date, bool]:
    """The moved days of a year: True is off, False is worked; none of a year that is not known."""
    written = zip((True, False), ARRANGED.get(year, ("", "")), strict=True)
    return {date(year, *map(int, day.split("-"))): off for off, days in written for day in days.split()}


def office_calendar(statutory: Mapping[date, str], years: Collection[int], entered: Mapping[date, bool]) -> Calendar:
    """The calendar of offices. `entered` are days that hold for all workshops; they come before ours.

    A year counts as known when its statutory days were entered and its moved days are here or were entered.
    """
    told = {day.year for day in entered}
    shifts = {day: off for year in years for day, off in arranged_days(year).items()}
    known = frozenset(year for year in years if year in ARRANGED or year in told)
    return Calendar(statutory, known, _WEEKEND, {**shifts, **entered})
