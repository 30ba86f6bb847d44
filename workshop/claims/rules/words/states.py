"""Words about recognition, titles, yearly grades and the costs a workshop bore."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from workshop.claims.rules.between import BetweenOrWithin
from workshop.claims.rules.bounds import Bounded
from workshop.claims.rules.conditions import WORKSHOP, Condition, condition
from workshop.claims.rules.facts import Span
from workshop.claims.rules.kinds import Choice, Day, Many, Text, Whole, said
from workshop.claims.rules.months import add_months, last_day, month_of
from workshop.claims.rules.results import Finding
from workshop.claims.rules.scales import MONEY, Scale
from workshop.claims.rules.windows import Window, WindowKind, recognised_since
from workshop.claims.rules.wordlists import COSTS, RUNNING_STATES, STATES, TITLES

if TYPE_CHECKING:
    from workshop.claims.rules.look import Look

STATE_WHEN = {
    "申领日": "申领那一天",
    "期末": "期间最后一天",
    "期初": "期间第一天",
    "期内每月": "期间里每个月的月末",
    "期内任一月": "期间里有一个月",
    "近若干月": "申领日以前的 months 个月里有过(取消后两年内不再认定:写在 not 里)",
    "固定日": "day 写的那一天(老办法时已经认定的)",
}
GRADE_YEARS = {"期间": "期间最后一天的那一年", "上一年": "申领日的上一年", "申领年": "申领日的那一年"}
TITLE_WHEN = {"现有": "申领日还有", "曾有": "以前有过或现在有"}


@condition("认定状态", WORKSHOP)
@dataclass(frozen=True, kw_only=True, eq=False)
class State(Condition):
    """认定的状态是其中一种。正常运行一般写 ["认定", "恢复", "季节停产", "示范"];还在监测期的加「监测待处置」。"""

    EXAMPLE: ClassVar[str] = '{ is = "认定状态", any_of = ["认定", "恢复"], when = "申领日" }'
    any_of: tuple[str, ...] = said(Many(Choice(STATES, "认定状态")), "其中任一种", ("认定", "恢复", "季节停产", "示范"))
    when: str = said(Choice(STATE_WHEN, "时点"), ";".join(f"{k}={v}" for k, v in STATE_WHEN.items()), "申领日")
    day: date | None = said(Day(), "哪一天,when 是固定日时写", None)
    months: int = said(Whole(1, 240), "几个月,when 是近若干月时用", 12)

    def complaint(self) -> str:
        """A fixed day is written."""
        return "" if (self.when == "固定日") == (self.day is not None) else "when 是固定日时要写 day,别的不写"

    def judge(self, look: "Look") -> Finding:
        states, asked = look.roll.shop.states, "、".join(self.any_of)
        if states is None:
            return Finding("undecided", f"认定情况没有登记,要求{asked}")
        if self.when == "近若干月":
            return self._lately(look, states)
        days = self._days(look)
        fits = [any(s.name in self.any_of and s.holds(on) for s in states) for on in days]
        good = any(fits) if self.when == "期内任一月" else all(fits)
        shown = _named(states, days[-1]) or "没有认定"
        on = f"{self.day} " if self.day else self.when
        return Finding("met" if good else "not_met", f"{on}{shown},要求{asked}")

    def _lately(self, look: "Look", states: tuple[Span, ...]) -> Finding:
        since = add_months(look.asked.on, -self.months)
        had = [s for s in states if s.name in self.any_of and _touches(s, since, look.asked.on)]
        told = "、".join(s.name + (f"({s.first} 起)" if s.first else "") for s in had) or "没有"
        return Finding("met" if had else "not_met", f"近 {self.months} 个月:{told},要求{'、'.join(self.any_of)}")

    def _days(self, look: "Look") -> list[date]:
        first, last = look.period
        if self.day is not None:
            return [self.day]
        if self.when in ("申领日", "期末", "期初"):
            return [{"申领日": look.asked.on, "期末": last, "期初": first}[self.when]]
        return [min(last_day(m), last) for m in range(month_of(first), month_of(last) + 1)]


@condition("认定日期", WORKSHOP)
@dataclass(frozen=True, kw_only=True, eq=False)
class RecognisedBetween(BetweenOrWithin):
    """车间第一次认定的日期在 from 至 to 之间(两头都含):新办法以后认定的、当年新认定的。"""

    EXAMPLE: ClassVar[str] = '{ is = "认定日期", from = 2023-01-01 }'
    EVENT: ClassVar[str] = "认定"
    window: Window | None = said(WindowKind(), "或者:在这段期间里认定", None)

    def day(self, look: "Look") -> date | None:
        """Since when it has been recognised."""
        return recognised_since(look)

    def without_day(self, look: "Look", asked: str) -> Finding:
        """Never recognised, where its states are known."""
        states = look.roll.shop.states
        if states is None or any(s.name in RUNNING_STATES for s in states):
            return Finding("undecided", f"认定情况没有登记,要求{asked}认定")
        return Finding("not_met", f"没有认定过,要求{asked}认定")


@condition("称号", WORKSHOP)
@dataclass(frozen=True, kw_only=True, eq=False)
class Title(Condition):
    """有(或有过)其中一个称号;「以前认定过别的称号不得」写在 not 里。names 可以写任意名称。"""

    EXAMPLE: ClassVar[str] = '{ not = { is = "称号", any_of = ["乡村就业车间"], when = "曾有" } }'
    any_of: tuple[str, ...] = said(Many(Choice(TITLES, "称号")), "其中任一个", ())
    names: tuple[str, ...] = said(Many(Text()), "表里没有的称号,照原文写", ())
    when: str = said(Choice(TITLE_WHEN, "时点"), ";".join(f"{k}={v}" for k, v in TITLE_WHEN.items()), "现有")

    def complaint(self) -> str:
        """At least one name."""
        return "" if self.any_of or self.names else "要写 any_of 或 names"

    def judge(self, look: "Look") -> Finding:
        titles, asked = look.roll.shop.titles, (*self.any_of, *self.names)
        if titles is None:
            return Finding("undecided", f"称号没有登记:{'、'.join(asked)}")
        on = look.asked.on
        had = [
            t
            for t in titles
            if t.name in asked and (self.when == "曾有" or t.holds(on)) and (not t.first or t.first <= on)
        ]
        if had:
            return Finding("met", f"{self.when}称号 {'、'.join(t.name for t in had)}")
        return Finding("not_met", f"没有称号 {'、'.join(asked)}")


@condition("年度等级", WORKSHOP)
@dataclass(frozen=True, kw_only=True, eq=False)
class Grade(Condition):
    """年度评估的等级是其中一个。等级名照文件写。"""

    EXAMPLE: ClassVar[str] = '{ is = "年度等级", any_of = ["优秀", "良好", "合格"] }'
    any_of: tuple[str, ...] = said(Many(Text()), "其中任一等级")
    year: str = said(Choice(GRADE_YEARS, "年份"), ";".join(f"{k}={v}" for k, v in GRADE_YEARS.items()), "期间")

    def judge(self, look: "Look") -> Finding:
        year, asked = graded_year(self.year, look), "、".join(self.any_of)
        found = look.roll.shop.grades.get(year)
        if found is None:
            return Finding("undecided", f"{year} 年的评估等级没有登记,要求{asked}")
        return Finding("met" if found in self.any_of else "not_met", f"{year} 年评估{found},要求{asked}")


@condition("费用", WORKSHOP)
@dataclass(frozen=True, kw_only=True, eq=False)
class Costs(Bounded):
    """期间里这些费用(有凭证的)一共多少元。"""

    SCALE: ClassVar[Scale] = MONEY
    EXAMPLE: ClassVar[str] = '{ is = "费用", kinds = ["设备"], at_least = 100000, window = "历来" }'
    kinds: tuple[str, ...] = said(Many(Choice(COSTS, "费用")), "哪些费用")
    window: Window = said(WindowKind(), "看哪一段期间", Window(kind="本项期间"))

    def judge(self, look: "Look") -> Finding:
        costs = look.roll.shop.costs
        periods, why = self.window.resolve(look)
        if not periods:
            return Finding("undecided", why)
        if costs is None:
            return self.compare(look, "、".join(self.kinds), None, None)
        first, last = month_of(periods[0][0]), month_of(periods[-1][1])
        fen = sum(c.fen for c in costs if c.kind in self.kinds and first <= c.month <= last)
        return self.compare(look, "、".join(self.kinds), fen, fen)


def _touches(span: Span, first: date, last: date) -> bool:
    return (span.first is None or span.first <= last) and (span.last is None or span.last >= first)


def graded_year(which: str, look: "Look") -> int:
    """The year that a yearly grade is looked up for."""
    return {"期间": look.period[1].year, "上一年": look.asked.on.year - 1, "申领年": look.asked.on.year}[which]


def _named(states: tuple[Span, ...], on: date) -> str:
    held = [s for s in states if s.holds(on)]
    return "、".join(s.name + (f"({s.first} 起)" if s.first else "") for s in held)
