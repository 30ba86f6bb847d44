"""Amounts for the workshop as a whole: lumps, months, tiers by headcount, grade by headcount, machines."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from workshop.claims.rules.amounts.base import EITHER, WORKSHOP, AmountRule, Heads, amount, unknown, yuan
from workshop.claims.rules.amounts.figures import AREA, POSTS, figure_of
from workshop.claims.rules.amounts.persons import FlatAmount, Step, step_of
from workshop.claims.rules.kinds import Choice, Flag, Many, Named, Table, Text, Whole, said
from workshop.claims.rules.months import month_of
from workshop.claims.rules.results import Amount
from workshop.claims.rules.scales import MONEY, MONTHS, PLAIN
from workshop.claims.rules.stated import Stated, StatedKind
from workshop.claims.rules.windows import Window, WindowKind
from workshop.claims.rules.wordlists import MACHINES
from workshop.claims.rules.words.states import GRADE_YEARS, graded_year
from workshop.kernel.money import round_half_up
from workshop.kernel.quantities import format_quantity

if TYPE_CHECKING:
    from workshop.claims.rules.look import Look


@amount("一次性", WORKSHOP)
@dataclass(frozen=True, kw_only=True, eq=False)
class Lump(FlatAmount):
    """给车间一次性多少元(整笔)。"""

    EXAMPLE: ClassVar[str] = '{ is = "一次性", yuan = 20000 }'

    def compute(self, look: "Look", heads: Heads) -> Amount:
        fen, text = self.stated(look)
        return unknown(text) if fen is None else Amount(fen, fen, f"一次性 {text}")


@amount("车间每月", WORKSHOP)
@dataclass(frozen=True, kw_only=True, eq=False)
class ByRunningMonth(FlatAmount):
    """给车间每月多少元 × 期间里运行的月份,最多几个月。"""

    EXAMPLE: ClassVar[str] = '{ is = "车间每月", yuan = 2000, most_months = 6 }'
    window: Window = said(WindowKind(), "看哪一段期间", Window(kind="本项期间"))
    most_months: Stated | None = said(StatedKind(MONTHS), "最多几个月", None)

    def compute(self, look: "Look", heads: Heads) -> Amount:
        (fen, text), (periods, why) = self.stated(look), self.window.resolve(look)
        most = self.most_months.at(look, look.asked.last).value if self.most_months else 10**6
        if fen is None or most is None or not periods:
            return unknown(why or (text if fen is None else "最多几个月没有看到"))
        months = range(month_of(periods[0][0]), month_of(periods[-1][1]) + 1)
        flags = [look.roll.running(month) for month in months]
        low, high = (min(most, n) for n in (flags.count(True), flags.count(True) + flags.count(None)))
        return Amount(low * fen, high * fen, f"{low} 个月 × {yuan(fen)} = {yuan(low * fen)}")


HOW = {
    "整笔": "这一档的钱是整笔的",
    "每人": "这一档的钱是每人的,所有人都按这一档",
    "分段": "每一档只用于这一档里的人(超额累进)",
    "每月": "这一档的钱是每月的,乘期间里运行的月份(最多 most_months)",
    "超出每人": "低于最低一档没有;超过最低一档 from 的部分每人按所在档",
}


@amount("按人数分档", WORKSHOP)
@dataclass(frozen=True, kw_only=True, eq=False)
class ByHeads(AmountRule):
    """按符合 person 条件的人数分档;人数还不能定而两头不在一档时,金额待定。"""

    EXAMPLE: ClassVar[str] = '{ is = "按人数分档", steps = [{ from = 5, yuan = 10000 }, { from = 10, yuan = 30000 }] }'
    steps_: tuple[Step, ...] = said(Many(Table(Step)), "各档,从低到高")
    how: str = said(Choice(HOW, "办法"), ";".join(f"{k}={v}" for k, v in HOW.items()), "整笔")
    most_months: int = said(Whole(1, 120), "how 是每月时,最多几个月", 120)

    def complaint(self) -> str:
        """Steps go up."""
        starts = [s.from_ for s in self.steps_]
        return "" if starts == sorted(set(starts)) else "steps 的 from 应从低到高,不重复"

    def steps(self) -> tuple[int, ...]:
        return tuple(s.from_ for s in self.steps_)

    def compute(self, look: "Look", heads: Heads) -> Amount:
        look.hit(self, heads.low if heads.low == heads.high else None)
        sums = [self._sum(look, n) for n in (heads.low, heads.high)]
        if self.how == "每月" and None not in sums:
            return self._by_month(look, heads, sums[0] or 0, sums[1] or 0)
        if None in sums:
            return unknown("这一档的金额没有看到")
        low, high = sums[0] or 0, sums[1] or 0
        shown = f"{heads.low} 人" if heads.low == heads.high else f"{heads.low} 至 {heads.high} 人"
        return Amount(
            low, high, f"{shown},{self._tier(heads.low)} {yuan(low)}" + (f" 至 {yuan(high)}" if high != low else "")
        )

    def _tier(self, number: int) -> str:
        reached = [s.from_ for s in self.steps_ if s.from_ <= number]
        return f"{reached[-1]} 人及以上的一档" if reached else "不到最低一档"

    def _sum(self, look: "Look", number: int) -> int | None:
        fen = step_of(self.steps_, look, number)
        if fen is None or self.how in ("整笔", "每月"):
            return fen
        if self.how == "每人":
            return fen * number
        if self.how == "超出每人":
            return fen * max(0, number - self.steps_[0].from_)
        return self._by_parts(look, number)

    def _by_month(self, look: "Look", heads: Heads, low: int, high: int) -> Amount:
        flags = [look.roll.running(m) for m in range(month_of(look.period[0]), month_of(look.period[1]) + 1)]
        sure, may = (min(self.most_months, n) for n in (flags.count(True), flags.count(True) + flags.count(None)))
        text = f"{heads.low} 人,{self._tier(heads.low)} {yuan(low)} × {sure} 个月 = {yuan(low * sure)}"
        return Amount(low * sure, high * may, text)

    def _by_parts(self, look: "Look", number: int) -> int | None:
        total, ends = 0, [s.from_ for s in self.steps_[1:]] + [10**9]
        for step, end in zip(self.steps_, ends, strict=True):
            rate = step.yuan.at(look, look.asked.last).value
            if rate is None:
                return None
            total += rate * max(0, min(number, end - 1) - max(0, step.from_ - 1))
        return total


@amount("等级人数表", WORKSHOP)
@dataclass(frozen=True, kw_only=True, eq=False)
class ByGradeAndHeads(AmountRule):
    """年度评估等级 × 符合条件的人数:heads 是各档从几人起,grades 是每个等级在各档的元数;表里没有的等级、不到最低档都是 0。"""

    EXAMPLE: ClassVar[str] = (
        '{ is = "等级人数表", heads = [10, 20, 40], grades = { "优秀" = [40000, 70000, 100000], "合格" = [20000, 30000, 60000] } }'
    )
    heads: tuple[int, ...] = said(Many(Whole(0)), "各档从几人(含)起,从低到高")
    grades: dict[str, tuple[Stated, ...]] = said(Named(Many(StatedKind(MONEY))), "等级 = [各档元数];等级名要加引号")
    year: str = said(Choice(GRADE_YEARS, "年份"), ";".join(f"{k}={v}" for k, v in GRADE_YEARS.items()), "期间")

    def complaint(self) -> str:
        """As many sums as tiers, tiers going up."""
        if list(self.heads) != sorted(set(self.heads)):
            return "heads 应从低到高,不重复"
        short = [name for name, row in self.grades.items() if len(row) != len(self.heads)]
        return f"等级「{'」「'.join(short)}」的金额个数和 heads 不一样" if short else ""

    def steps(self) -> tuple[int, ...]:
        return self.heads

    def compute(self, look: "Look", heads: Heads) -> Amount:
        look.hit(self, heads.low if heads.low == heads.high else None)
        year = graded_year(self.year, look)
        grade = look.roll.shop.grades.get(year)
        if grade is None:
            best = [self._cell(look, name, heads.high) for name in self.grades]
            return Amount(0, None if None in best else max(b or 0 for b in best), f"{year} 年的评估等级没有登记")
        low, high = self._cell(look, grade, heads.low), self._cell(look, grade, heads.high)
        if low is None or high is None:
            return unknown("这一格的金额没有看到")
        shown = f"{heads.low} 人" if heads.low == heads.high else f"{heads.low} 至 {heads.high} 人"
        tier = max((n for n in self.heads if n <= heads.low), default=0)
        what = f"{tier} 人及以上的一档" if tier else "不到最低一档"
        return Amount(
            low, high, f"{year} 年评估{grade},{shown},{what}:{yuan(low)}" + (f" 至 {yuan(high)}" if high != low else "")
        )

    def _cell(self, look: "Look", grade: str, number: int) -> int | None:
        tier = sum(start <= number for start in self.heads)
        row = self.grades.get(grade)
        return 0 if not tier or row is None else row[tier - 1].at(look, look.asked.last).value


@amount("每单位", WORKSHOP)
@dataclass(frozen=True, kw_only=True, eq=False)
class PerUnit(FlatAmount):
    """每平方米、每个岗位、每课时……多少元 × 数量:name 写 面积、岗位数,或一个由人登记的数字的名称;最多算 most。

    each_month = true 时再乘期间里运行的月份(每平方米每月)。
    """

    EXAMPLE: ClassVar[str] = '{ is = "每单位", name = "面积", yuan = 10, most = 500 }'
    name: str = said(Text(), "面积、岗位数,或登记数字的名称")
    most: Stated | None = said(StatedKind(PLAIN), "最多算多少", None)
    each_month: bool = said(Flag(), "true:每月,乘期间里运行的月份", False)
    most_months: Stated | None = said(StatedKind(MONTHS), "each_month 时最多几个月", None)

    def figures(self) -> tuple[tuple[str, str], ...]:
        return () if self.name in (AREA, POSTS) else (("车间", self.name),)

    def compute(self, look: "Look", heads: Heads) -> Amount:
        fen, text = self.stated(look)
        units = figure_of(self.name, look)
        most = self.most.at(look, look.asked.last).value if self.most else 10**12
        if fen is None or units is None or most is None:
            return unknown(text if fen is None else f"{self.name}没有登记")
        units = min(units, most)
        shown = f"{self.name} {format_quantity(units)} × {yuan(fen)}"
        if not self.each_month:
            total = round_half_up(units * fen, 1000)
            return Amount(total, total, f"{shown} = {yuan(total)}")
        limit = self.most_months.at(look, look.asked.last).value if self.most_months else 10**6
        if limit is None:
            return unknown("最多几个月没有看到")
        months = range(month_of(look.period[0]), month_of(look.period[1]) + 1)
        low, high = (min(limit, n) for n in count_running(look, months))
        sums = [round_half_up(units * fen * n, 1000) for n in (low, high)]
        return Amount(sums[0], sums[1], f"{shown} × {low} 个月 = {yuan(sums[0])}")


def count_running(look: "Look", months: range) -> tuple[int, int]:
    """How many of the months the workshop ran: surely, and at the most."""
    flags = [look.roll.running(month) for month in months]
    return flags.count(True), flags.count(True) + flags.count(None)


@amount("每台设备", WORKSHOP)
@dataclass(frozen=True, kw_only=True, eq=False)
class PerMachine(FlatAmount):
    """每台设备多少元,可以只算其中几种、只算期间里买的。"""

    EXAMPLE: ClassVar[str] = '{ is = "每台设备", kinds = ["缝纫机"], yuan = 500, most = 20 }'
    kinds: tuple[str, ...] = said(Many(Choice(MACHINES, "设备")), "只算这些设备;不写是全部", ())
    bought_in: Window | None = said(WindowKind(), "只算在这段期间里买的", None)
    most: int | None = said(Whole(1), "最多几台", None)

    def compute(self, look: "Look", heads: Heads) -> Amount:
        (fen, text), machines = self.stated(look), look.roll.shop.machines
        if fen is None or machines is None:
            return unknown(text if fen is None else "设备没有登记")
        chosen = [m for m in machines if not self.kinds or m.kind in self.kinds]
        if self.bought_in is not None:
            periods, why = self.bought_in.resolve(look)
            if not periods or any(m.bought_on is None for m in chosen):
                return unknown(why or "购买日期没有登记")
            chosen = [m for m in chosen if m.bought_on and periods[0][0] <= m.bought_on <= periods[-1][1]]
        number = min(sum(m.count for m in chosen), self.most or 10**9)
        return Amount(number * fen, number * fen, f"{number} 台 × {yuan(fen)} = {yuan(number * fen)}")


@amount("每人合计", WORKSHOP)
@dataclass(frozen=True, kw_only=True, eq=False)
class PerHead(FlatAmount):
    """符合条件的人数 × 每人多少元,整笔给车间(不分到人名下);at_least_heads 不到就没有;每满几人一份写 per_heads。"""

    EXAMPLE: ClassVar[str] = '{ is = "每人合计", yuan = 1000, at_least_heads = 3 }'
    at_least_heads: int = said(Whole(0), "至少几人,不到就没有(要么全有要么全无)", 0)
    per_heads: int = said(Whole(1, 1000), "每满几人一份(每带动 5 人奖 1 万元写 5),不足的不算", 1)

    def compute(self, look: "Look", heads: Heads) -> Amount:
        fen, text = self.stated(look)
        if fen is None:
            return unknown(text)
        low, high = (n // self.per_heads * fen if n >= self.at_least_heads else 0 for n in (heads.low, heads.high))
        units = f"每 {self.per_heads} 人一份,{heads.low // self.per_heads} 份" if self.per_heads > 1 else ""
        return Amount(low, high, f"{heads.low} 人{',' + units if units else ''} × {yuan(fen)} = {yuan(low)}")


@amount("未见", EITHER)
@dataclass(frozen=True, kw_only=True, eq=False)
class NotSeen(AmountRule):
    """原文的金额没有看到:够条件的人也待定,不是零。"""

    EXAMPLE: ClassVar[str] = '{ is = "未见" }'

    def compute(self, look: "Look", heads: Heads) -> Amount:
        return unknown("原文金额没有看到")
