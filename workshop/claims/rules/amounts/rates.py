"""Amounts as a part of something: of costs borne, of pay, of insurance paid."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from workshop.claims.rules.amounts.base import (
    EITHER,
    HOUSEHOLD,
    PERSON,
    WORKSHOP,
    AmountRule,
    Heads,
    amount,
    unknown,
    yuan,
)
from workshop.claims.rules.amounts.persons import OverMonthsAmount
from workshop.claims.rules.amounts.yearly import SINCE_HIRE, Years, rate_of_year
from workshop.claims.rules.kinds import Choice, Many, Table, Text, said
from workshop.claims.rules.months import month_of
from workshop.claims.rules.results import Amount
from workshop.claims.rules.scales import MONEY, MONTHS, RATIO
from workshop.claims.rules.stated import Stated, StatedKind, exactly, number_text
from workshop.claims.rules.windows import Window, WindowKind, recognised_since
from workshop.claims.rules.wordlists import COSTS, INSURANCES
from workshop.kernel.money import round_half_up

if TYPE_CHECKING:
    from workshop.claims.rules.look import Look

SINCE = {"投产": "车间投产那个月", "认定": "车间认定那个月", "期间": "本项期间的第一个月"}


@amount("费用比例", WORKSHOP)
@dataclass(frozen=True, kw_only=True, eq=False)
class ShareOfCosts(AmountRule):
    """期间里这些费用(有凭证的)的几成;逐年变化的写 schedule(五免五减半:前五年 100%,后五年 50%,以后没有)。"""

    EXAMPLE: ClassVar[str] = (
        '{ is = "费用比例", kinds = ["租金"], since = "投产",'
        ' schedule = [{ years = 5, percent = "100%" }, { years = 5, percent = "50%" }] }'
    )
    kinds: tuple[str, ...] = said(Many(Choice(COSTS, "费用")), "哪些费用")
    percent: Stated | None = said(StatedKind(RATIO), "比例;有 schedule 时不写", None)
    schedule: tuple[Years, ...] = said(Many(Table(Years)), "逐年的比例", ())
    since: str = said(Choice(SINCE, "起点"), ";".join(f"{k}={v}" for k, v in SINCE.items()), "投产")
    window: Window = said(WindowKind(), "看哪一段期间的费用", Window(kind="本项期间"))
    most_months: Stated | None = said(StatedKind(MONTHS), "从起点起最多几个月", None)

    def complaint(self) -> str:
        """Either one percentage or a schedule."""
        return "" if bool(self.percent) != bool(self.schedule) else "percent 和 schedule 写一个"

    def compute(self, look: "Look", heads: Heads) -> Amount:
        costs, (periods, why) = look.roll.shop.costs, self.window.resolve(look)
        name = "、".join(self.kinds)
        if costs is None or not periods:
            return unknown(why or f"{name}的凭证没有登记")
        first, last = month_of(periods[0][0]), month_of(periods[-1][1])
        by_rate: dict[int, int] = {}
        for cost in costs:
            if cost.kind in self.kinds and first <= cost.month <= last:
                rate = self._rate(look, cost.month)
                if rate is None:
                    return unknown(f"{name}的比例或起点还没有登记")
                by_rate[rate] = by_rate.get(rate, 0) + cost.fen
        sums = {rate: round_half_up(fen * rate, RATIO.factor) for rate, fen in by_rate.items()}
        parts = [f"{yuan(fen)} × {number_text(rate, RATIO)}" for rate, fen in sorted(by_rate.items(), reverse=True)]
        total = sum(sums.values())
        return Amount(total, total, f"{name} {' + '.join(parts) or '0 元'} = {yuan(total)}")

    def _rate(self, look: "Look", month: int) -> int | None:
        if not self.schedule and self.most_months is None:
            assert self.percent is not None
            return self.percent.at(look, look.asked.last).value
        start = self._start(look)
        if start is None:
            return None
        if self.most_months is not None:
            most = self.most_months.at(look, look.asked.last).value
            if most is None or month - month_of(start) >= most:
                return None if most is None else 0
        always = (Years(years=50, percent=self.percent or exactly(0, RATIO)),)
        return rate_of_year(look, self.schedule or always, start, month)

    def _start(self, look: "Look") -> date | None:
        if self.since == "认定":
            return recognised_since(look)
        return look.roll.shop.started if self.since == "投产" else look.period[0]


@amount("据实", EITHER)
@dataclass(frozen=True, kw_only=True, eq=False)
class AsEntered(AmountRule):
    """按人登记的一个数字(交通费、培训费、体检费……)的几成;上限写在 caps 里。about = 车间 时是车间的数字。"""

    EXAMPLE: ClassVar[str] = '{ is = "据实", name = "交通费", percent = "100%" }'
    name: str = said(Text(), "数字的名称,单位是元")
    percent: Stated = said(StatedKind(RATIO), "几成", exactly(RATIO.factor, RATIO))
    about: str = said(Choice(("人", "户", "车间"), "对象"), "谁的数字", "人")

    @property
    def scope(self) -> str:
        return {"人": PERSON, "户": HOUSEHOLD, "车间": WORKSHOP}[self.about]

    def figures(self) -> tuple[tuple[str, str], ...]:
        return ((self.about, self.name),)

    def compute(self, look: "Look", heads: Heads) -> Amount:
        if self.about == "车间":
            figures = look.roll.shop.figures
        else:
            figures = look.person.facts.figures if self.about == "人" else look.person.facts.household_figures
        first, last = look.period
        entered = [
            f
            for f in figures.get(self.name, ())
            if (not f.first or f.first >= first) and (not f.last or f.last <= last)
        ]
        rate = self.percent.at(look, look.asked.last).value
        if not entered or rate is None:
            return unknown(f"{self.name}没有登记")
        fen = sum(round_half_up(f.value, 10) for f in entered)
        sum_ = round_half_up(fen * rate, RATIO.factor)
        return Amount(sum_, sum_, f"{self.name} {yuan(fen)} × {number_text(rate, RATIO)} = {yuan(sum_)}")


@amount("工资比例", PERSON)
@dataclass(frozen=True, kw_only=True, eq=False)
class ShareOfPay(OverMonthsAmount):
    """算数月份的应发工资(加工费)的几成。"""

    EXAMPLE: ClassVar[str] = '{ is = "工资比例", percent = "10%" }'
    percent: Stated = said(StatedKind(RATIO), "比例")

    def compute(self, look: "Look", heads: Heads) -> Amount:
        found, rate = self.best(look), self.percent.at(look, look.asked.last).value
        if found is None or rate is None:
            return unknown("比例或月数不明")
        low, high = found.total("pay_fen")
        sums = [None if fen is None else round_half_up(fen * rate, RATIO.factor) for fen in (low, high)]
        text = f"工资 {yuan(low)} × {number_text(rate, RATIO)} = {yuan(sums[0] or 0)}"
        return Amount(sums[0] or 0, sums[1], text, found.counted())


@amount("保险费比例", PERSON)
@dataclass(frozen=True, kw_only=True, eq=False)
class ShareOfInsurance(OverMonthsAmount):
    """算数月份里单位实际缴的这些保险费的几成(社保补贴、意外险补贴);every_month 的上限写在 most_a_month。"""

    EXAMPLE: ClassVar[str] = (
        '{ is = "保险费比例", kinds = ["养老", "医疗", "失业"], percent = "100%", most_months = 36 }'
    )
    kinds: tuple[str, ...] = said(Many(Choice(INSURANCES, "险种")), "险种")
    percent: Stated | None = said(StatedKind(RATIO), "比例;有 schedule 时不写", None)
    schedule: tuple[Years, ...] = said(Many(Table(Years)), SINCE_HIRE, ())
    most_a_month: Stated | None = said(StatedKind(MONEY), "每人每月最多几元", None)
    most_months: Stated | None = said(StatedKind(MONTHS), "最多几个月", None)

    def complaint(self) -> str:
        """Either one percentage or a schedule."""
        return "" if bool(self.percent) != bool(self.schedule) else "percent 和 schedule 写一个"

    def compute(self, look: "Look", heads: Heads) -> Amount:
        found = self.best(look)
        limit = self.most_months.at(look, look.asked.last).value if self.most_months else 10**6
        most = self.most_a_month.at(look, look.asked.last).value if self.most_a_month else 10**12
        if found is None or limit is None or most is None:
            return unknown("月数或上限不明")
        total, paid_months, clear, rates = 0, [], found.open == 0, set()
        for month in found.counted()[:limit]:
            rate = self._rate(look, month)
            if rate is None:
                return unknown("比例或到岗日期不明")
            rates.add(rate)
            fen, known = self._paid(found.stream.months.get(month))
            clear = clear and known
            if fen:
                total += min(round_half_up(fen * rate, RATIO.factor), most)
                paid_months.append(month)
        shares = "、".join(number_text(rate, RATIO) for rate in sorted(rates, reverse=True))
        text = f"{len(paid_months)} 个月{'、'.join(self.kinds)}单位缴费的 {shares or '0%'},共 {yuan(total)}"
        return Amount(total, total if clear else None, text, tuple(paid_months))

    def _rate(self, look: "Look", month: int) -> int | None:
        if self.percent is not None:
            return self.percent.at(look, look.asked.last).value
        hired = look.person.facts.hired
        return None if hired is None else rate_of_year(look, self.schedule, hired, month)

    def _paid(self, entry: object) -> tuple[int, bool]:
        insurance = getattr(entry, "insurance", None)
        if insurance is None:
            return 0, entry is None
        sums = [insurance[kind] for kind in self.kinds if kind in insurance]
        return sum(s or 0 for s in sums), None not in sums
