"""Calendar months as whole numbers (year × 12 + month − 1), and the arithmetic of service by date."""

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

_CODE = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")


def month_of(on: date) -> int:
    """The number of the month that a day falls into."""
    return on.year * 12 + on.month - 1


def parse_month(text: str) -> int | None:
    """`2022-03` as a month number, None for anything else."""
    match = _CODE.fullmatch(text)
    return int(match[1]) * 12 + int(match[2]) - 1 if match else None


@lru_cache(2400)
def first_day(month: int) -> date:
    """The first day of a month."""
    return date(month // 12, month % 12 + 1, 1)


@lru_cache(2400)
def last_day(month: int) -> date:
    """The last day of a month."""
    return date(month // 12, month % 12 + 1, monthrange(month // 12, month % 12 + 1)[1])


@lru_cache(2400)
def month_text(month: int) -> str:
    """`2022年3月`."""
    return f"{month // 12}年{month % 12 + 1}月"


def add_months(on: date, months: int) -> date:
    """The same day `months` later, or the last day of a month that is too short for it."""
    target = month_of(on) + months
    return date(target // 12, target % 12 + 1, min(on.day, last_day(target).day))


def full_months(start: date, end: date) -> int:
    """Complete months from `start` to `end`, both days worked: 2023-01-01 to 2023-06-30 is 6."""
    after = end + timedelta(days=1)
    months = month_of(after) - month_of(start)
    return max(0, months - (add_months(start, months) > after))


@lru_cache(512)
def period_text(first: date, last: date) -> str:
    """`2022年`, `2022年1月至6月` or the two days."""
    if first.day != 1 or last != last_day(month_of(last)):
        return f"{first}至{last}"
    if first.year == last.year:
        if (first.month, last.month) == (1, 12):
            return f"{first.year}年"
        return month_text(month_of(first)) + (f"至{last.month}月" if first.month != last.month else "")
    return f"{month_text(month_of(first))}至{month_text(month_of(last))}"
