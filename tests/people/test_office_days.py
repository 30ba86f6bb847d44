"""The days that the State Council moved: the calendar of offices says of every day what the printed notices say."""

from datetime import date, timedelta

import pytest

from workshop.people.office_days import office_calendar
from workshop.people.seed import FEASTS, statutory_days

# Each notice as it was printed: stretches off from day to day, and weekend days that are worked.
NOTICES = {
    2024: (
        "1-1:1-1 2-10:2-17 4-4:4-6 5-1:5-5 6-10:6-10 9-15:9-17 10-1:10-7",
        "2-4 2-18 4-7 4-28 5-11 9-14 9-29 10-12",
    ),
    2025: ("1-1:1-1 1-28:2-4 4-4:4-6 5-1:5-5 5-31:6-2 10-1:10-8", "1-26 2-8 4-27 9-28 10-11"),
    2026: ("1-1:1-3 2-15:2-23 4-4:4-6 5-1:5-5 6-19:6-21 9-25:9-27 10-1:10-7", "1-4 2-14 2-28 5-9 9-20 10-10"),
}


def day(year: int, text: str) -> date:
    """`2-17` of a year."""
    return date(year, *map(int, text.split("-")))


def days_off(year: int) -> set[date]:
    """Every day off of a year by its notice: the stretches, and weekends that are not worked."""
    stretches, worked = NOTICES[year]
    every = [date(year, 1, 1) + timedelta(at) for at in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)]
    ranges = [tuple(day(year, end) for end in stretch.split(":")) for stretch in stretches.split()]
    stretched = {on for on in every if any(first <= on <= last for first, last in ranges)}
    return stretched | {on for on in every if on.weekday() > 4} - {day(year, text) for text in worked.split()}


@pytest.mark.parametrize("year", NOTICES)
def test_every_day_of_the_year_is_what_the_notice_says(year: int) -> None:
    calendar = office_calendar(statutory_days(year), {year}, {})
    every = [date(year, 1, 1) + timedelta(at) for at in range(365 + (year % 4 == 0))]
    assert {on for on in every if calendar.is_statutory(on) or calendar.is_rest(on)} == days_off(year)


def test_the_days_paid_threefold_are_thirteen_from_2025_on_and_eleven_before() -> None:
    assert {year: len(statutory_days(year)) for year in FEASTS} == {2024: 11, 2025: 13, 2026: 13}
