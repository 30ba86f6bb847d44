"""A day that lies between two: what conditions about one day of a person or a workshop share."""

from abc import abstractmethod
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from workshop.claims.rules.conditions import Condition
from workshop.claims.rules.kinds import Day, said
from workshop.claims.rules.results import Finding
from workshop.claims.rules.windows import Window

if TYPE_CHECKING:
    from workshop.claims.rules.look import Look


@dataclass(frozen=True, kw_only=True, eq=False)
class Between(Condition):
    """From a day to a day, both included; one end may be open."""

    EVENT: ClassVar[str]  # what happened that day, as the finding says it
    from_: date | None = said(Day(), "最早(含)", None)
    to: date | None = said(Day(), "最晚(含)", None)

    @abstractmethod
    def day(self, look: "Look") -> date | None:
        """The day, None where it is not known or there is none."""

    def without_day(self, look: "Look", asked: str) -> Finding:
        """What is found where there is no day: nobody wrote it down."""
        return Finding("undecided", f"{self.EVENT}日期没有登记,要求{asked}")

    def ends(self, look: "Look") -> tuple[date | None, date | None] | Finding:
        """First and last day, or why they are not known."""
        return self.from_, self.to

    def complaint(self) -> str:
        """One end at least."""
        return "" if self.from_ or self.to else "要写 from 或 to"

    def thresholds(self) -> tuple[str, ...]:
        return tuple(name for name in ("from_", "to") if getattr(self, name))

    def judge(self, look: "Look") -> Finding:
        ends = self.ends(look)
        if isinstance(ends, Finding):
            return ends
        (first, last), day = ends, self.day(look)
        asked = f"{first or '不限'} 至 {last or '不限'}"
        if day is None:
            return self.without_day(look, asked)
        fits = (first is None or day >= first) and (last is None or day <= last)
        exact = tuple(name for name in ("from_", "to") if getattr(self, name) == day)
        return Finding("met" if fits else "not_met", f"{day} {self.EVENT},要求{asked}", exact=exact)


@dataclass(frozen=True, kw_only=True, eq=False)
class BetweenOrWithin(Between):
    """The same, or within a window."""

    window: Window | None = None

    def ends(self, look: "Look") -> tuple[date | None, date | None] | Finding:
        """Those of the window, where one is named."""
        if not self.window:
            return super().ends(look)
        periods, why = self.window.resolve(look)
        return (periods[0][0], periods[-1][1]) if periods else Finding("undecided", why)

    def complaint(self) -> str:
        """One end at least, or a window."""
        return "" if self.from_ or self.to or self.window else "要写 from、to 或 window"
