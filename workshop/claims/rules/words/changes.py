"""Words about how the number of people changed over a time: more than before, or lost."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from workshop.claims.rules.bounds import Bounded
from workshop.claims.rules.conditions import PERSON, WORKSHOP, Condition, ConditionKind, condition
from workshop.claims.rules.kinds import said
from workshop.claims.rules.results import Finding
from workshop.claims.rules.scales import PEOPLE, RATIO, Scale
from workshop.claims.rules.windows import Window, WindowKind
from workshop.claims.rules.words.shares import HeadCount
from workshop.kernel.money import round_half_up

if TYPE_CHECKING:
    from workshop.claims.rules.look import Look

_ON_A_DAY = HeadCount()


@dataclass(frozen=True, slots=True)
class Change:
    """How many there were on the day before a time and on its last day, each from (sure) and to (with the undecided)."""

    before: date
    end: date
    were: tuple[int, int]
    are: tuple[int, int]

    def more(self) -> tuple[int, int]:
        """How many more there are; below 0: fewer."""
        return self.are[0] - self.were[1], self.are[1] - self.were[0]

    def told(self) -> str:
        """`2023-12-31 10 人,2024-12-31 13 人`."""
        return f"{self.before} {_people(self.were)},{self.end} {_people(self.are)}"


def _people(count: tuple[int, int]) -> str:
    return f"{count[0]} 人" if count[0] == count[1] else f"{count[0]} 至 {count[1]} 人"


def count_change(look: "Look", window: Window, who: Condition | None) -> tuple[Change | None, str]:
    """The change over a window, or None with the reason."""
    periods, why = window.resolve(look)
    if not periods:
        return None, why
    if not look.roll.shop.staff_complete:
        return None, "全部用工没有登记齐"
    before, end = periods[0][0] - timedelta(days=1), min(periods[-1][1], look.asked.on)
    return Change(before, end, _count(look, before, who), _count(look, end, who)), ""


def _count(look: "Look", on: date, who: Condition | None) -> tuple[int, int]:
    answers = [answer for _, answer in _ON_A_DAY.group(look.on_day(on), on, who)]
    return answers.count("met"), answers.count("met") + answers.count("undecided")


@dataclass(frozen=True, kw_only=True, eq=False)
class OverChange(Bounded):
    """A figure about how the number of people changed."""

    who: Condition | None = said(ConditionKind(PERSON), "算哪些人:一个关于人的条件;不写是所有人", None)
    window: Window = said(WindowKind(), "从这段期间的前一天,到最后一天", Window(kind="本项期间"))

    def inner(self) -> tuple[Condition, ...]:
        return () if self.who is None else (self.who,)


@condition("净增人数", WORKSHOP)
@dataclass(frozen=True, kw_only=True, eq=False)
class NetIncrease(OverChange):
    """期间最后一天在岗的人比期间前一天多几个(比上年末净增用工:window 写 自然年);少了是负数。"""

    SCALE: ClassVar[Scale] = PEOPLE
    EXAMPLE: ClassVar[str] = '{ is = "净增人数", at_least = 3, window = "自然年" }'

    def judge(self, look: "Look") -> Finding:
        change, why = count_change(look, self.window, self.who)
        if change is None:
            return self.compare(look, f"净增人数({why})", None, None)
        return self.compare(look, f"{change.told()},净增", *change.more())


@condition("减员比例", WORKSHOP)
@dataclass(frozen=True, kw_only=True, eq=False)
class Shrinkage(OverChange):
    """期间里减少的人占期间前一天人数的比例(裁员率);没有减少是 0。文件按失业登记人数算裁员率的,用登记数字。"""

    SCALE: ClassVar[Scale] = RATIO
    EXAMPLE: ClassVar[str] = '{ is = "减员比例", at_most = "5.5%", window = "上一自然年" }'

    def judge(self, look: "Look") -> Finding:
        change, why = count_change(look, self.window, self.who)
        if change is None or not change.were[0]:
            return Finding("undecided", f"减员比例算不出:{why or f'{change.before} 没有人' if change else why}")
        low, high = (_lost(were, are) for were, are in zip(change.were, reversed(change.are), strict=True))
        return self.compare(look, f"{change.told()},减少", low, high)


def _lost(were: int, are: int) -> int:
    return round_half_up(max(0, were - are) * RATIO.factor, were)
