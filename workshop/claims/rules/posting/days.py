"""How long a notice hangs: the last day by the programme's rule, and whether a day of rest counts.

Both days count, as offices count them (a notice of seven days from the 14th ends with the 20th). By working days a day of rest or
a feast does not count, a Saturday that is worked does; the day it goes up counts only if it is a working day itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from workshop.kernel.calendar import WEEKDAYS, Calendar, CalendarMissing

MOST_DAYS = 366
_ONE = timedelta(days=1)


@dataclass(frozen=True)
class Count:
    """The first day that counts and the last one, which counts whole; `last` None: a calendar is missing, `sentence` says which."""

    first: date
    last: date | None
    sentence: str


def count_days(put_up: date, days: int, working_days: bool, offices: Calendar) -> Count:
    """The time of a notice that goes up on a day. `offices` is the calendar of offices, asked only for working days."""
    if working_days:
        try:
            return _count_working(put_up, days, offices)
        except CalendarMissing as missing:
            lacks = f"{missing.year} 年的放假和调休没有登记,算不出 {days} 个工作日到哪天;请照村里定的日子填最后一天"
            return Count(put_up, None, lacks)
    last = put_up + (days - 1) * _ONE
    rests = "最后一天是周末,照样算" if last.weekday() > 4 else "周末和节假日也算"
    return Count(put_up, last, f"公示 {days} 天,{day_words(put_up)}算第 1 天,到{day_words(last)}满;{rests}")


def is_working(on: date, offices: Calendar) -> bool:
    """Whether offices work. Raises CalendarMissing."""
    return not (offices.is_statutory(on) or offices.is_rest(on))


def _count_working(put_up: date, days: int, offices: Calendar) -> Count:
    counted: list[date] = []
    skipped: list[date] = []
    on = put_up
    while len(counted) < days:
        (counted if is_working(on, offices) else skipped).append(on)
        on += _ONE
    first, last = counted[0], counted[-1]
    rests = f"休息日和节假日不算({_list(skipped)})" if skipped else "中间没有休息日"
    worked = [day for day in counted if day.weekday() > 4]
    moved = f";{_list(worked)}调休上班,算" if worked else ""
    sentence = f"公示 {days} 个工作日,{day_words(first)}算第 1 天,到{day_words(last)}满;{rests}{moved}"
    return Count(first, last, sentence)


def _list(days: Sequence[date]) -> str:
    """Days with those that follow each other drawn together: `3月7日至8日、3月14日`."""
    spans: list[list[date]] = []
    for day in days:
        if spans and day == spans[-1][-1] + _ONE:
            spans[-1].append(day)
        else:
            spans.append([day])
    return "、".join(_span(span[0], span[-1]) for span in spans)


def _span(first: date, last: date) -> str:
    if first == last:
        return f"{first.month}月{first.day}日"
    until = f"{last.day}日" if first.month == last.month else f"{last.month}月{last.day}日"
    return f"{first.month}月{first.day}日至{until}"


def day_words(on: date) -> str:
    """`3月8日(周日)`; a notice is read in its own year."""
    return f"{on.month}月{on.day}日(周{WEEKDAYS[on.weekday()]})"
