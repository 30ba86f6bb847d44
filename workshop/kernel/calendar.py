"""The three calendars of a workshop: statutory days (300 %), rest days (200 % when worked), shifted days (pay rules 4.2).

The State Council's own shifts hold only where the workshop's calendar has them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Literal

Band = Literal["normal", "overtime", "rest_day", "holiday"]
BANDS: dict[str, str] = {"normal": "平时", "overtime": "延时", "rest_day": "休息日", "holiday": "法定节假日"}

WEEKDAYS = "一二三四五六日"


class CalendarMissing(LookupError):
    """The statutory calendar of a year has not been entered; guessing one would pay people wrongly."""

    def __init__(self, year: int) -> None:
        super().__init__(f"法定节假日表里没有 {year} 年。请在「设置 → 法定节假日」录入国务院公布的 {year} 年安排")
        self.year = year


def parse_weekly_rest(text: str) -> frozenset[int]:
    """`日`, `六日` or nothing as weekday numbers (Monday is 0). Raises ValueError."""
    days = frozenset(WEEKDAYS.index(ch) for ch in text.replace("天", "日"))
    if len(days) > 6:
        raise ValueError("一周不能全是休息日")
    return days


@dataclass(frozen=True)
class Calendar:
    """`statutory` maps each statutory day to its name, `years` says for which years the table is complete.

    `weekly_rest` holds weekday numbers (Monday is 0); `shifts` maps a day to True (a rest day 休) or False (a working day 班).
    """

    statutory: Mapping[date, str]
    years: frozenset[int]
    weekly_rest: frozenset[int] = frozenset()
    shifts: Mapping[date, bool] = field(default_factory=lambda: MappingProxyType({}))

    def is_statutory(self, on: date) -> bool:
        """A statutory day; raises CalendarMissing for a year nobody has entered."""
        if on.year not in self.years:
            raise CalendarMissing(on.year)
        return on in self.statutory

    def is_rest(self, on: date) -> bool:
        """A rest day of the workshop: its shifts first, then its weekly rest days."""
        return self.shifts.get(on, on.weekday() in self.weekly_rest)

    def band(self, on: date) -> Band:
        """The band of an entry on which nobody wrote one: holiday, else rest_day, else normal."""
        return "holiday" if self.is_statutory(on) else "rest_day" if self.is_rest(on) else "normal"
