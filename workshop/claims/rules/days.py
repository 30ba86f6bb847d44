"""On which day a question about a state is asked; a paper that does not say leaves all readings open."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from workshop.claims.rules.conditions import Condition
from workshop.claims.rules.kinds import Choice, Day, said
from workshop.claims.rules.months import first_day, last_day, month_of
from workshop.claims.rules.results import Answer

if TYPE_CHECKING:
    from workshop.claims.rules.ledger import Stream
    from workshop.claims.rules.look import Look

UNSAID = "原文未写"
WHEN = {
    UNSAID: "(不写就是这个)数人头时按数的那一天;别处计入的每个月都是才满足,都不是才不满足,有的是有的不是就待定",
    "申领日": "申领那一天",
    "期初": "期间的第一天",
    "期末": "期间的最后一天",
    "期内每月": "计入的每个月(按月末)都是",
    "期内任一月": "计入的月份里有一个月是",
    "入职日": "到岗那一天",
    "固定日": "day 写的那一天",
}


@dataclass(frozen=True, kw_only=True, eq=False)
class OnDays(Condition):
    """A condition about a state that may change by date."""

    when: str = said(Choice(WHEN, "时点"), ";".join(f"{k}={v}" for k, v in WHEN.items()), UNSAID)
    day: date | None = said(Day(), "when 是固定日时写", None)

    def complaint(self) -> str:
        """A fixed day must be named."""
        return "when 是固定日时要写 day" if self.when == "固定日" and self.day is None else ""

    def over_days(self, look: "Look", holds: Callable[[date], bool | None]) -> tuple[Answer, str]:
        """The answer for the days of `when`, and how those days are called."""
        days, name = self._days(look)
        if not days:
            return "undecided", "入职日(没有登记)"
        answers = [holds(day) for day in days]
        if self.when == "期内任一月" and look.month is None:
            return ("met" if True in answers else "undecided" if None in answers else "not_met"), name
        if False not in answers and None not in answers:
            return "met", name
        if self.when == UNSAID and True in answers and False in answers:
            return "undecided", f"{name}有的月份是、有的月份不是(原文没有写按哪天)"
        return ("not_met" if False in answers else "undecided"), name

    def _days(self, look: "Look") -> tuple[list[date], str]:
        if self.when == "固定日" and self.day:
            return [self.day], str(self.day)
        if self.when == "入职日":
            hired = look.person.facts.hired
            return ([hired] if hired else []), "入职日"
        if look.month is not None:
            return [last_day(look.month)], "当月"
        if look.day is not None and self.when == UNSAID:
            return [look.day], str(look.day)
        if self.when in ("申领日", "期初", "期末"):
            return [{"申领日": look.asked.on, "期初": look.period[0], "期末": look.period[1]}[self.when]], self.when
        return counted_days(look), "期内"


def counted_days(look: "Look") -> list[date]:
    """The last day of every month that counts in the benefit's time, or of all its months when none counts."""
    first, last = look.period
    months = range(month_of(first), month_of(last) + 1)
    if not look.has_person:
        return [last_day(month) for month in months]
    stream = look.person.streams(look.test.employer)[0]
    key = ("days", look.test, first, last)
    kept = look.person.flags.get(key)
    if kept is None:
        flags = look.test.flags(look, months.start, months.stop - 1, stream)
        counted = [
            m for m, flag in zip(months, flags, strict=True) if flag or (flag is None and _worked(look, m, stream))
        ]
        kept = [last_day(month) for month in counted or months]
        look.person.flags[key] = kept
    return kept


def _worked(look: "Look", month: int, stream: "Stream") -> bool:
    """Whether there was any work in a month of which nobody knows whether it counts."""
    entry = stream.months.get(month)
    if entry is None:
        return False
    left = look.person.facts.left
    return bool(entry.pay_fen or entry.half_days or entry.pay_fen is None) and (
        left is None or first_day(month) <= left
    )
