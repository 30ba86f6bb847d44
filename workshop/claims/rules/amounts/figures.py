"""Amounts by a figure of the workshop: tiers by what was invested, paid out or built, parts of another amount, growth, trainees."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from workshop.claims.rules.amounts.base import (
    EITHER,
    PERSON,
    WORKSHOP,
    AmountKind,
    AmountRule,
    Heads,
    amount,
    unknown,
    yuan,
)
from workshop.claims.rules.amounts.persons import FlatAmount
from workshop.claims.rules.conditions import PERSON as ABOUT_PERSON
from workshop.claims.rules.conditions import Condition, ConditionKind
from workshop.claims.rules.kinds import Choice, Flag, Many, Table, Text, Whole, said
from workshop.claims.rules.months import month_of
from workshop.claims.rules.results import Amount
from workshop.claims.rules.scales import MONEY, RATIO
from workshop.claims.rules.stated import Stated, StatedKind, number_text
from workshop.claims.rules.windows import Window, WindowKind
from workshop.claims.rules.wordlists import COSTS, TRAININGS
from workshop.claims.rules.words.changes import count_change
from workshop.claims.rules.words.shares import GroupPay
from workshop.claims.rules.words.states import Costs
from workshop.kernel.money import round_half_up
from workshop.kernel.quantities import format_quantity

if TYPE_CHECKING:
    from workshop.claims.rules.look import Look

PAY, COST, AREA, POSTS = "工资总额", "费用", "面积", "岗位数"
BENEFIT_TIME = Window(kind="本项期间")
HOW = {"整档": "整个数都按够得着的最高一档", "分段": "每一档只用于这一档里的部分(超额累进)"}


@dataclass(frozen=True, kw_only=True)
class FigureStep:
    """分档的一档:从多少(含)起,给一笔 yuan,或按这个数的几成 percent。"""

    from_: int = said(Whole(0), "从多少(含)起,写整数")
    yuan: Stated | None = said(StatedKind(MONEY), "这一档给多少元", None)
    percent: Stated | None = said(StatedKind(RATIO), "这一档按这个数的几成", None)

    def complaint(self) -> str:
        """One of the two."""
        return "" if (self.yuan is None) != (self.percent is None) else "每一档写 yuan 或 percent 中的一个"


@amount("按数额分档", WORKSHOP)
@dataclass(frozen=True, kw_only=True, eq=False)
class ByFigure(AmountRule):
    """按一个数额分档(发放的加工费、投资额、贷款额、面积……):每一档给一笔,或按这个数额的几成;不到最低一档是 0。"""

    EXAMPLE: ClassVar[str] = (
        '{ is = "按数额分档", name = "投资额", how = "分段",'
        ' steps = [{ from = 0, percent = "10%" }, { from = 500000, percent = "5%" }] }'
    )
    name: str = said(Text(), "工资总额、费用、面积、岗位数,或由人登记的数字的名称")
    kinds: tuple[str, ...] = said(Many(Choice(COSTS, "费用")), "name 是费用时,哪些费用", ())
    who: Condition | None = said(ConditionKind(ABOUT_PERSON), "name 是工资总额时,算哪些人;不写是所有人", None)
    window: Window = said(WindowKind(), "工资、费用看哪一段期间", BENEFIT_TIME)
    steps_: tuple[FigureStep, ...] = said(Many(Table(FigureStep)), "各档,从低到高")
    how: str = said(Choice(HOW, "办法"), ";".join(f"{k}={v}" for k, v in HOW.items()), "整档")

    def complaint(self) -> str:
        """Steps go up; parts are by percent."""
        starts = [s.from_ for s in self.steps_]
        if starts != sorted(set(starts)):
            return "steps 的 from 应从低到高,不重复"
        if (self.name == COST) != bool(self.kinds):
            return "name 是费用时要写 kinds(哪些费用),别的不写"
        return "分段的各档要写 percent" if self.how == "分段" and any(s.yuan for s in self.steps_) else ""

    def steps(self) -> tuple[int, ...]:
        return tuple(s.from_ for s in self.steps_ if s.from_)

    def figures(self) -> tuple[tuple[str, str], ...]:
        return () if self.name in (PAY, COST, AREA, POSTS) else (("车间", self.name),)

    def compute(self, look: "Look", heads: Heads) -> Amount:
        low, high = self._figure(look)
        if low is None:
            return unknown(f"{self.name}没有登记")
        look.hit(self, low // 1000 if low == high and low % 1000 == 0 else None)
        sums = [self._sum(look, n) for n in (low, low if high is None else high)]
        if None in sums:
            return unknown("这一档的数字没有看到")
        shown = f"{'、'.join(self.kinds) or self.name} {format_quantity(low)}"
        text = f"{shown},{self._tier(look, low)} {yuan(sums[0] or 0)}"
        return Amount(sums[0] or 0, None if high is None else sums[1], text)

    def _figure(self, look: "Look") -> tuple[int | None, int | None]:
        """From and to in 1/1000 of the unit; (None, None): not known."""
        if self.name in (PAY, COST):
            rule = GroupPay(who=self.who, at="期内", window=self.window) if self.name == PAY else None
            found = (rule or Costs(kinds=self.kinds, window=self.window)).judge(look).figure or (None, None)
            return tuple(None if fen is None else fen * 10 for fen in found)  # type: ignore[return-value]
        one = figure_of(self.name, look)
        return one, one

    def _reached(self, number: int) -> list[FigureStep]:
        return [s for s in self.steps_ if s.from_ * 1000 <= number]

    def _tier(self, look: "Look", number: int) -> str:
        reached = self._reached(number)
        if not reached:
            return "不到最低一档"
        if self.how == "分段":
            return "分段计算"
        percent = reached[-1].percent
        part = f"按 {percent.at(look, look.asked.last).text} " if percent else ""
        return f"{reached[-1].from_:,} 及以上的一档{part}"

    def _sum(self, look: "Look", number: int) -> int | None:
        """Fen for a figure in 1/1000."""
        reached = self._reached(number)
        if not reached:
            return 0
        if self.how == "整档" and reached[-1].yuan is not None:
            return reached[-1].yuan.at(look, look.asked.last).value
        parts = reached if self.how == "分段" else reached[-1:]
        starts = [s.from_ * 1000 for s in parts] if self.how == "分段" else [0]
        total = 0
        for step, start, end in zip(parts, starts, [*starts[1:], number], strict=True):
            rate = step.percent.at(look, look.asked.last).value if step.percent else 0
            if rate is None:
                return None
            total += (end - start) * rate
        return round_half_up(total, RATIO.factor * 10)


def figure_of(name: str, look: "Look") -> int | None:
    """The area, the posts or the latest registered number of the workshop in 1/1000; None: not known."""
    shop = look.roll.shop
    if name == AREA:
        return shop.area
    if name == POSTS:
        return None if shop.posts is None else shop.posts * 1000
    entered = shop.figures.get(name, ())
    return entered[-1].value if entered else None


@amount("折算", EITHER)
@dataclass(frozen=True, kw_only=True, eq=False)
class PartOf(AmountRule):
    """里面的金额按几成发(减半、第二年八成);score 是由人登记的百分数(考核得分 85 就按 85%)。"""

    EXAMPLE: ClassVar[str] = '{ is = "折算", percent = "50%", of = { is = "每人一次", yuan = 2000 } }'
    of: AmountRule = said(AmountKind(), "按几成发的金额")
    percent: Stated | None = said(StatedKind(RATIO), "几成", None)
    score: str = said(Text(), "由人登记的车间的百分数的名称", "")

    @property
    def scope(self) -> str:
        return self.of.scope

    def inner(self) -> tuple[AmountRule, ...]:
        return (self.of,)

    def complaint(self) -> str:
        """One of the two."""
        return "" if (self.percent is None) == bool(self.score) else "percent 和 score 写一个"

    def figures(self) -> tuple[tuple[str, str], ...]:
        return (("车间", self.score),) if self.score else ()

    def compute(self, look: "Look", heads: Heads) -> Amount:
        whole = self.of.compute(look, heads)
        if self.percent is not None:
            rate = self.percent.at(look, look.asked.last).value
        else:
            points = figure_of(self.score, look)
            rate = None if points is None else points * RATIO.factor // 100_000
        if rate is None:
            return unknown(f"{self.score or '比例'}没有登记")
        low, high = (
            None if fen is None else round_half_up(fen * rate, RATIO.factor) for fen in (whole.low, whole.high)
        )
        text = f"({whole.sentence})× {number_text(rate, RATIO)} = {yuan(low or 0)}"
        return Amount(low or 0, high, text, whole.months)


@amount("净增合计", WORKSHOP)
@dataclass(frozen=True, kw_only=True, eq=False)
class PerMore(FlatAmount):
    """比期间前一天净增的人数 × 每人多少元,整笔给车间;没有净增是 0。"""

    EXAMPLE: ClassVar[str] = '{ is = "净增合计", yuan = 1000, window = "自然年" }'
    who: Condition | None = said(ConditionKind(ABOUT_PERSON), "算哪些人;不写是所有人", None)
    window: Window = said(WindowKind(), "从这段期间的前一天,到最后一天", BENEFIT_TIME)

    def compute(self, look: "Look", heads: Heads) -> Amount:
        fen, text = self.stated(look)
        change, why = count_change(look, self.window, self.who)
        if fen is None or change is None:
            return unknown(text if fen is None else why)
        low, high = (max(0, number) * fen for number in change.more())
        return Amount(low, high, f"{change.told()},净增 {max(0, change.more()[0])} 人 × {yuan(fen)} = {yuan(low)}")


@amount("每带一人", PERSON)
@dataclass(frozen=True, kw_only=True, eq=False)
class PerTrainee(FlatAmount):
    """给带训的师傅:期间里每带一名学员多少元;each_month = true 时每人每月,按带训经过的月份算。"""

    EXAMPLE: ClassVar[str] = '{ is = "每带一人", kinds = ["学徒制"], yuan = 200, each_month = true, most = 3 }'
    kinds: tuple[str, ...] = said(Many(Choice(TRAININGS, "培训")), "哪些培训")
    each_month: bool = said(Flag(), "true:每人每月", False)
    most: int = said(Whole(1, 1000), "一名师傅同时最多算几名学员", 1000)
    most_months: int = said(Whole(1, 120), "each_month 时最多几个月", 120)

    def compute(self, look: "Look", heads: Heads) -> Amount:
        (fen, text), trainings = self.stated(look), look.person.facts.trainings
        if fen is None or trainings is None:
            return unknown(text if fen is None else "带训情况没有登记")
        first, last = look.period
        units, left = 0, self.most_months
        for one in sorted((t for t in trainings if t.mentor and t.kind in self.kinds), key=lambda t: t.first):
            if one.first > last or one.last < first:
                continue
            months = month_of(min(one.last, last)) - month_of(max(one.first, first)) + 1 if self.each_month else 1
            months = min(months, left) if self.each_month else 1
            units, left = units + min(one.trainees, self.most) * months, left - months
        what = "人月" if self.each_month else "人"
        return Amount(units * fen, units * fen, f"带训 {units} {what} × {yuan(fen)} = {yuan(units * fen)}")
