"""Pay periods (pay rules 1.9): a calendar month `2026-03`, or for part-time workers its halves `2026-03-H1`, `2026-03-H2`."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_CODE = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])(?:-H([12]))?")


class BadPeriod(ValueError):
    """A text that is no pay period."""


@dataclass(frozen=True, order=True)
class Period:
    """`half` is 0 for the month, 1 for the 1st to the 15th, 2 for the rest."""

    year: int
    month: int
    half: int = 0

    @classmethod
    def parse(cls, code: str) -> "Period":
        """`2026-03` or `2026-03-H1`; raises BadPeriod."""
        match = _CODE.fullmatch(code)
        if not match:
            raise BadPeriod(f"「{code}」不是工资期间,应写成 2026-03 或 2026-03-H1")
        return cls(int(match[1]), int(match[2]), int(match[3] or 0))

    @classmethod
    def of(cls, on: date, halves: bool = False) -> "Period":
        """The period that a day falls into."""
        return cls(on.year, on.month, (1 if on.day <= 15 else 2) if halves else 0)

    @property
    def code(self) -> str:
        """`2026-03` or `2026-03-H1`."""
        return f"{self.year}-{self.month:02d}" + (f"-H{self.half}" if self.half else "")

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.year, self.month, 16 if self.half == 2 else 1)

    @property
    def last(self) -> date:
        """The last day."""
        return date(self.year, self.month, 15 if self.half == 1 else monthrange(self.year, self.month)[1])

    @property
    def next(self) -> "Period":
        """The period after this one, of the same length."""
        if self.half == 1:
            return Period(self.year, self.month, 2)
        on = date(self.year, self.month, monthrange(self.year, self.month)[1]) + timedelta(days=1)
        return Period.of(on, halves=bool(self.half))

    @property
    def chinese(self) -> str:
        """`2026年3月`, `2026年3月上半月`."""
        return f"{self.year}年{self.month}月" + ("", "上半月", "下半月")[self.half]

    def days(self) -> Iterator[date]:
        """Every day, first to last."""
        return days_between(self.first, self.last)

    def __contains__(self, on: date) -> bool:
        return self.first <= on <= self.last


def days_between(first: date, last: date) -> Iterator[date]:
    """Every day from first to last, both included."""
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)
