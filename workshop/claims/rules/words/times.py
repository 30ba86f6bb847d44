"""Words about service: months, runs of months, days, hours, since when, still there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from workshop.claims.rules.between import BetweenOrWithin
from workshop.claims.rules.bounds import Bounded
from workshop.claims.rules.conditions import Condition, condition
from workshop.claims.rules.counting import MonthTest, one_of
from workshop.claims.rules.kinds import Choice, Flag, Many, Table, said
from workshop.claims.rules.months import full_months, month_of, period_text
from workshop.claims.rules.places import PlaceKind, lies_in
from workshop.claims.rules.results import Answer, Finding
from workshop.claims.rules.scales import DAYS, HOURS, MONTHS, Scale
from workshop.claims.rules.spans import Spread, spread
from workshop.claims.rules.windows import Window, WindowKind, recognised_since
from workshop.claims.rules.wordlists import MODES, PRODUCTIONS

if TYPE_CHECKING:
    from workshop.claims.rules.look import Look

BENEFIT_TIME = Window(kind="本项期间")


@dataclass(frozen=True, kw_only=True, eq=False)
class OverMonths(Bounded):
    """A figure over the months of a window."""

    window: Window = said(WindowKind(), "看哪一段期间,不写是本项期间", BENEFIT_TIME)
    month: MonthTest | None = said(Table(MonthTest), "一个月怎样算;不写用 benefit 或 version 里的 month", None)

    def spreads(self, look: "Look") -> tuple[list[Spread], str]:
        """Every stretch of months that may be taken: by window and by employer."""
        test = self.month or look.test
        periods, why = self.window.resolve(look)
        return [
            spread(look, test, first, last, stream)
            for first, last in periods
            for stream in look.person.streams(test.employer)
        ], why

    def best(self, look: "Look", what: str, figures: Sequence[tuple[int, int | None]], period: str) -> Finding:
        """Compares the best of several stretches: the highest low, the highest high."""
        low = max(figure[0] for figure in figures)
        high = None if any(f[1] is None for f in figures) else max(f[1] or 0 for f in figures)
        return self.compare(look, f"{period}{what}", low, high, self._day(look))

    def _day(self, look: "Look") -> date:
        periods, _ = self.window.resolve(look)
        return min(periods[-1][1], look.asked.on) if periods else look.asked.last


@condition("累计月数")
@dataclass(frozen=True, kw_only=True, eq=False)
class MonthsInAll(OverMonths):
    """期间里算数的月份一共几个,可以不连着。"""

    SCALE: ClassVar[Scale] = MONTHS
    EXAMPLE: ClassVar[str] = '{ is = "累计月数", at_least = 6, window = "上一自然年" }'

    def judge(self, look: "Look") -> Finding:
        spreads, why = self.spreads(look)
        if not spreads:
            return Finding("undecided", why)
        return self.best(look, "累计", [(s.sure, s.sure + s.open) for s in spreads], shown(spreads))


@condition("连续月数")
@dataclass(frozen=True, kw_only=True, eq=False)
class MonthsInARun(OverMonths):
    """期间里算数的月份最长连着几个;until_end = true 时要连到期间最后一个月。"""

    SCALE: ClassVar[Scale] = MONTHS
    EXAMPLE: ClassVar[str] = '{ is = "连续月数", at_least = 3, window = { kind = "某日以来", from = 2025-01-01 } }'
    until_end: bool = said(Flag(), "true:要连到期间的最后一个月(现在还在做)", False)

    def judge(self, look: "Look") -> Finding:
        spreads, why = self.spreads(look)
        if not spreads:
            return Finding("undecided", why)
        figures = [s.run(self.until_end) for s in spreads]
        return self.best(look, "连续到期末" if self.until_end else "最长连续", figures, shown(spreads))


@condition("累计天数")
@dataclass(frozen=True, kw_only=True, eq=False)
class DaysInAll(OverMonths):
    """期间里算数的月份一共出勤几天(半天算半天)。"""

    SCALE: ClassVar[Scale] = DAYS
    EXAMPLE: ClassVar[str] = '{ is = "累计天数", at_least = 30, window = "自然年" }'

    def judge(self, look: "Look") -> Finding:
        spreads, why = self.spreads(look)
        if not spreads:
            return Finding("undecided", why)
        return self.best(look, "出勤", [s.total("half_days") for s in spreads], shown(spreads))


@condition("累计工时")
@dataclass(frozen=True, kw_only=True, eq=False)
class HoursInAll(OverMonths):
    """期间里算数的月份一共几小时。"""

    SCALE: ClassVar[Scale] = HOURS
    EXAMPLE: ClassVar[str] = '{ is = "累计工时", at_least = 240 }'

    def judge(self, look: "Look") -> Finding:
        spreads, why = self.spreads(look)
        if not spreads:
            return Finding("undecided", why)
        return self.best(look, "工时", [s.total("minutes") for s in spreads], shown(spreads))


SINCE = {
    "入职": "到岗那天起",
    "合同": "第一份合同起始日起",
    "认定": "到岗和车间认定两个日子里晚的那天起",
}


@condition("在职满月")
@dataclass(frozen=True, kw_only=True, eq=False)
class ServiceMonths(Bounded):
    """从到岗(或合同)那天到申领日前一天(或离职日),按日子对日子满几个月;1月15日到7月14日是满6个月。"""

    SCALE: ClassVar[Scale] = MONTHS
    EXAMPLE: ClassVar[str] = '{ is = "在职满月", at_least = 3 }'
    since: str = said(Choice(SINCE, "起点"), ";".join(f"{k}={v}" for k, v in SINCE.items()), "入职")

    def judge(self, look: "Look") -> Finding:
        facts = look.person.facts
        start = facts.hired
        if self.since == "合同":
            start = min((c.first for c in facts.contracts or () if c.first and not c.employer), default=None)
        if self.since == "认定":
            since = recognised_since(look)
            start = max(start, since) if start and since else None
        if start is None:
            return self.compare(look, f"{self.since}的日子", None, None)
        end = look.asked.on - timedelta(days=1)
        end = min(end, facts.left) if facts.left else end
        months = full_months(start, end) if end >= start else 0
        return self.compare(look, f"{start} 至 {end} 满", months, months)


@condition("入职日期")
@dataclass(frozen=True, kw_only=True, eq=False)
class HiredBetween(BetweenOrWithin):
    """到岗日期在 from 至 to 之间(两头都含),用来认新招用的人。"""

    EXAMPLE: ClassVar[str] = '{ is = "入职日期", from = 2020-01-01, to = 2020-12-31 }'
    EVENT: ClassVar[str] = "到岗"
    window: Window | None = said(WindowKind(), "或者:在这段期间里到岗", None)

    def day(self, look: "Look") -> date | None:
        """The day of hiring."""
        return look.person.facts.hired


@condition("在岗")
@dataclass(frozen=True, kw_only=True, eq=False)
class OnTheJob(Condition):
    """那一天在册:已到岗、没有离职。"""

    EXAMPLE: ClassVar[str] = '{ is = "在岗", when = "申领日" }'
    when: str = said(Choice(("申领日", "期末", "期初"), "时点"), "哪一天", "申领日")

    def judge(self, look: "Look") -> Finding:
        on = {"申领日": look.asked.on, "期末": look.period[1], "期初": look.period[0]}[self.when]
        found = look.person.on_roster(on)
        answer: Answer = "undecided" if found is None else "met" if found else "not_met"
        left = look.person.facts.left
        text = (
            "到岗日期没有登记"
            if found is None
            else "在岗"
            if found
            else f"{left} 离开"
            if left and left < on
            else "还没有到岗"
        )
        return Finding(answer, f"{self.when} {on} {text}")


@condition("用工方式")
@dataclass(frozen=True, kw_only=True, eq=False)
class WorkMode(OverMonths):
    """期间里用工方式(或生产方式)是其中一种的月份:默认所有计入的月份都是;也可以写界限,例如 at_least = 6。"""

    SCALE: ClassVar[Scale] = MONTHS
    EXAMPLE: ClassVar[str] = '{ is = "用工方式", any_of = ["居家"] }'
    any_of: tuple[str, ...] = said(Many(Choice((*MODES, *PRODUCTIONS), "用工方式")), "其中任一种")

    def complaint(self) -> str:
        """Bounds are free here."""
        return ""

    def judge(self, look: "Look") -> Finding:
        spreads, why = self.spreads(look)
        if not spreads:
            return Finding("undecided", why)
        months = [m for m in spreads[0].entries() if look.month is None or m.month == look.month]
        known = [{m.mode, m.production} - {None} for m in months]
        yes = sum(bool(k & set(self.any_of)) for k in known)
        unclear = sum(not k for k in known)
        if any(getattr(self, name) is not None for name in ("at_least", "more_than", "at_most", "less_than")):
            return self.compare(look, f"{'、'.join(self.any_of)}的月份", yes, yes + unclear)
        if not months or (unclear and yes + unclear == len(months)):
            return Finding("undecided", f"用工方式没有登记,要求{'、'.join(self.any_of)}")
        modes = "、".join(sorted({m.mode or m.production or "没有登记" for m in months}))
        return Finding("met" if yes == len(months) else "not_met", f"用工方式 {modes},要求{'、'.join(self.any_of)}")


@condition("务工地点")
@dataclass(frozen=True, kw_only=True, eq=False)
class WorkedAt(OverMonths):
    """在其中一个地方务工的月份:默认所有计入的月份都是;也可以写界限,例如 at_least = 3(只数在那里的月份)。"""

    SCALE: ClassVar[Scale] = MONTHS
    EXAMPLE: ClassVar[str] = '{ is = "务工地点", any_of = ["县外"] }'
    any_of: tuple[str, ...] = said(Many(PlaceKind()), "其中任一地方")

    def complaint(self) -> str:
        """Bounds are free here."""
        return ""

    def judge(self, look: "Look") -> Finding:
        spreads, why = self.spreads(look)
        months = [m for s in spreads for m in s.entries() if look.month is None or m.month == look.month]
        own = look.roll.shop.region
        answers = [
            one_of(lies_in(m.region or ("" if m.employer else own), place, look.base) for place in self.any_of)
            for m in months
        ]
        asked = "、".join(self.any_of)
        if spreads and any(
            getattr(self, name) is not None for name in ("at_least", "more_than", "at_most", "less_than")
        ):
            return self.compare(
                look, f"在{asked}务工的月份", answers.count(True), answers.count(True) + answers.count(None)
            )
        if not answers or (None in answers and False not in answers):
            return Finding("undecided", why or f"务工地点没有登记,要求{asked}")
        places = "、".join(sorted({m.region or own or "没有登记" for m in months}))
        return Finding("not_met" if False in answers else "met", f"务工地点 {places},要求{asked}")


def shown(spreads: list[Spread]) -> str:
    """The time that stretches cover, for a sentence."""
    first, last = spreads[0].first, spreads[-1].last
    return period_text(first, last) if month_of(first) <= month_of(last) else ""
