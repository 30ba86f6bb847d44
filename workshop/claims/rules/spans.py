"""A stretch of months of one person with one employer: which count, the longest run, sums."""

from datetime import date
from typing import TYPE_CHECKING

from workshop.claims.rules.months import last_day, month_of

if TYPE_CHECKING:
    from workshop.claims.rules.facts import MonthFacts
    from workshop.claims.rules.ledger import Stream
    from workshop.claims.rules.look import CountsMonths, Look


class Spread:
    """`flags` by month from the first: True counts, False does not, None nobody knows."""

    __slots__ = ("_person", "_start", "first", "flags", "last", "open", "stream", "sure")

    def __init__(self, look: "Look", first: date, last: date, flags: list[bool | None], stream: "Stream") -> None:
        self.first, self.last, self.flags, self.stream = first, last, flags, stream
        self._start, self._person = month_of(first), look.person
        self.sure = flags.count(True)
        self.open = flags.count(None)

    def counted(self) -> tuple[int, ...]:
        """The months that surely count."""
        return tuple(self._start + i for i, flag in enumerate(self.flags) if flag)

    def entries(self) -> list["MonthFacts"]:
        """The entries of the months that count, or of all with an entry when none counts."""
        found = [self.stream.months[m] for m in self.counted() if m in self.stream.months]
        every = range(self._start, self._start + len(self.flags))
        return found or [self.stream.months[m] for m in every if m in self.stream.months]

    def run(self, until_end: bool) -> tuple[int, int]:
        """The longest run of months, at the least and at the most; or the run that reaches the last month."""
        return _run(self.flags, (True,), until_end), _run(self.flags, (True, None), until_end)

    def total(self, what: str) -> tuple[int, int | None]:
        """The sum of a figure over the months that count; unknown above where a month or its figure is unknown."""
        low, clear = 0, self.open == 0
        for month in self.counted():
            entry = self.stream.months.get(month)
            value = getattr(entry, what) if entry else None
            if value is None:
                clear = clear and entry is None and self._person.surely_absent(month, self.stream)
            else:
                low += value
        return low, low if clear else None

    def days_of(self) -> list[date]:
        """The last day of each month that counts."""
        return [last_day(month) for month in self.counted()]


def spread(look: "Look", test: "CountsMonths", first: date, last: date, stream: "Stream") -> Spread:
    """The stretch from one day to another; an empty one where the end lies before the beginning."""
    flags = test.flags(look, month_of(first), month_of(last), stream) if first <= last else []
    if look.month is not None and flags:
        start = month_of(first)
        flags = [flag if start + i == look.month else False for i, flag in enumerate(flags)]
    return Spread(look, first, last, flags, stream)


def _run(flags: list[bool | None], good: tuple[bool | None, ...], until_end: bool) -> int:
    longest = current = 0
    for flag in flags:
        current = current + 1 if flag in good else 0
        longest = max(longest, current)
    return current if until_end else longest
