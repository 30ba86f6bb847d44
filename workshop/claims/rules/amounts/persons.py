"""Amounts by person: once, a year, a month, a day, by tiers of months, a household."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from workshop.claims.rules.amounts.base import HOUSEHOLD, PERSON, AmountRule, Heads, amount, unknown, yuan
from workshop.claims.rules.amounts.yearly import SINCE_HIRE, Years, rate_of_year
from workshop.claims.rules.counting import MonthTest
from workshop.claims.rules.kinds import Choice, Flag, Many, Table, Whole, said
from workshop.claims.rules.months import first_day, last_day, month_of
from workshop.claims.rules.results import Amount
from workshop.claims.rules.scales import DAYS, MONEY, MONTHS, RATIO
from workshop.claims.rules.spans import Spread, spread
from workshop.claims.rules.stated import Stated, StatedKind
from workshop.claims.rules.windows import Window, WindowKind
from workshop.kernel.money import round_half_up

if TYPE_CHECKING:
    from workshop.claims.rules.look import Look

BENEFIT_TIME = Window(kind="本项期间")


@dataclass(frozen=True, kw_only=True, eq=False)
class FlatAmount(AmountRule):
    """A stated sum."""

    yuan: Stated = said(StatedKind(MONEY), "多少元")

    def stated(self, look: "Look") -> tuple[int | None, str]:
        """The sum on the last day of the benefit's time."""
        figure = self.yuan.at(look, min(look.period[1], look.asked.on))
        return figure.value, figure.text


@amount("每人一次", PERSON)
@dataclass(frozen=True, kw_only=True, eq=False)
class Once(FlatAmount):
    """每人一次性多少元,一辈子一次(领过的由 exclusions 排除)。"""

    EXAMPLE: ClassVar[str] = '{ is = "每人一次", yuan = 2000 }'

    def compute(self, look: "Look", heads: Heads) -> Amount:
        fen, text = self.stated(look)
        return unknown(text) if fen is None else Amount(fen, fen, f"每人一次 {text}")


@dataclass(frozen=True, kw_only=True, eq=False)
class OverMonthsAmount(AmountRule):
    """A sum that depends on the months that count."""

    window: Window = said(WindowKind(), "看哪一段期间,不写是本项期间", BENEFIT_TIME)
    month: MonthTest | None = said(Table(MonthTest), "一个月怎样算;不写用 benefit 或 version 里的 month", None)

    def best(self, look: "Look") -> Spread | None:
        """The stretch with the most months, without months that an exclusion takes away."""
        test = self.month or look.test
        periods, _ = self.window.resolve(look)
        found = [spread(look, test, a, b, stream) for a, b in periods for stream in look.person.streams(test.employer)]
        if not found:
            return None
        best = max(found, key=lambda s: (s.sure, s.open))
        if look.excluded or look.limit is not None:
            best = Spread(look, best.first, best.last, _left(look, best), best.stream)
        return best


def _left(look: "Look", found: Spread) -> list[bool | None]:
    """The flags without excluded months, cut off where the cap on months is reached."""
    start, flags = month_of(found.first), list(found.flags)
    left = 10**6 if look.limit is None else look.limit
    for index, flag in enumerate(flags):
        if start + index in look.excluded or (flag is not False and left <= 0):
            flags[index] = False
        elif flag is not False:
            left -= 1
    return flags


@amount("每人每年", PERSON)
@dataclass(frozen=True, kw_only=True, eq=False)
class Yearly(OverMonthsAmount, FlatAmount):
    """每人每年多少元;prorate = true 时按算数的月份折算(月数 ÷ 12)。"""

    EXAMPLE: ClassVar[str] = '{ is = "每人每年", yuan = 6000, prorate = true }'
    prorate: bool = said(Flag(), "true:按月数 ÷ 12 折算", False)

    def compute(self, look: "Look", heads: Heads) -> Amount:
        fen, text = self.stated(look)
        if fen is None:
            return unknown(text)
        if not self.prorate:
            return Amount(fen, fen, f"每人每年 {text}")
        found = self.best(look)
        if found is None:
            return unknown("月数不明")
        low, high = (round_half_up(fen * min(12, n), 12) for n in (found.sure, found.sure + found.open))
        return Amount(low, high, f"{text} × {min(12, found.sure)} ÷ 12 = {yuan(low)}", found.counted())


PART = {
    "整月": "不折算",
    "按天": "到岗、离职的那个月,按在册天数占当月天数折算",
    "半月": "到岗、离职的那个月,在册满 15 天算一个月,不满算半个月",
}


@amount("每人每月", PERSON)
@dataclass(frozen=True, kw_only=True, eq=False)
class Monthly(OverMonthsAmount, FlatAmount):
    """每人每月多少元 × 算数的月份;最多、最少几个月;每满几个月一份写 per_months(一季度 3、半年 6)。"""

    EXAMPLE: ClassVar[str] = '{ is = "每人每月", yuan = 1000, most_months = 6 }'
    most_months: Stated | None = said(StatedKind(MONTHS), "最多几个月", None)
    fixed_months: Stated | None = said(
        StatedKind(MONTHS), "够条件就按这么多个月发,不看实际(「200 元/月 × 6 个月」)", None
    )
    per_months: int = said(Whole(1, 60), "每满几个月发一份", 1)
    skip_months: int = said(Whole(0, 60), "前几个算数的月份不发(试用期),从后面一个月起发", 0)
    schedule: tuple[Years, ...] = said(Many(Table(Years)), SINCE_HIRE, ())
    part: str = said(Choice(PART, "折算办法"), ";".join(f"{k}={v}" for k, v in PART.items()), "整月")

    def complaint(self) -> str:
        """Parts of a month are of single months."""
        alone = self.per_months == 1 and self.fixed_months is None
        whole = self.part == "整月" and not self.schedule
        return "" if whole or alone else "写 part 折算或 schedule 时不写 per_months、fixed_months"

    def compute(self, look: "Look", heads: Heads) -> Amount:
        if self.fixed_months is not None:
            return self._fixed(look)
        found = self.best(look)
        if found is None:
            return unknown("月数不明")
        most = self.most_months.at(look, look.asked.last).value if self.most_months else 10**6
        if most is None:
            return unknown("最多几个月没有看到")
        months = found.counted()[self.skip_months :][: most if self.per_months == 1 else None]
        if self.per_months > 1:
            units = min(len(months), most) // self.per_months
            months = months[: units * self.per_months]
        return self._sum(look, months, min(found.open, most - len(months)) if self.per_months == 1 else found.open)

    def _fixed(self, look: "Look") -> Amount:
        fen, text = self.stated(look)
        months = self.fixed_months.at(look, look.asked.last).value if self.fixed_months else None
        if fen is None or months is None:
            return unknown(text if fen is None else "月数没有看到")
        return Amount(fen * months, fen * months, f"{months} 个月 × {yuan(fen)} = {yuan(fen * months)}")

    def _sum(self, look: "Look", months: tuple[int, ...], open_: int) -> Amount:
        rates = [self.yuan.at(look, last_day(m)).value for m in months[:: self.per_months]]
        if self.schedule:
            rates = [self._of_year(look, month, rate) for month, rate in zip(months, rates, strict=True)]
        if None in rates:
            return unknown("有的月份标准没有看到" + ("或到岗日期不明" if self.schedule else ""))
        if self.part != "整月":
            rates = [self._part(look, m, rate or 0) for m, rate in zip(months, rates, strict=True)]
        fen = sum(r or 0 for r in rates)
        unit = "个月" if self.per_months == 1 else f"个 {self.per_months} 个月"
        parts = [f"{len(list(run))} {unit} × {yuan(rate or 0)}" for rate, run in groupby(rates)]
        more = max((r or 0 for r in rates), default=self.yuan.at(look, look.asked.last).value or 0)
        high = fen + open_ * more // self.per_months
        sentence = f"{' + '.join(parts) or '0 个月'} = {yuan(fen)}" + (f",另有 {open_} 个月没有登记" if open_ else "")
        return Amount(fen, high, sentence, months)

    def _of_year(self, look: "Look", month: int, fen: int | None) -> int | None:
        hired = look.person.facts.hired
        rate = None if hired is None else rate_of_year(look, self.schedule, hired, month)
        return None if rate is None or fen is None else round_half_up(fen * rate, RATIO.factor)

    def _part(self, look: "Look", month: int, fen: int) -> int:
        """What is due for a month in which a person came or left."""
        person, first, last = look.person.facts, first_day(month), last_day(month)
        here = min(last, person.left or last) - max(first, person.hired or first)
        days, whole = here.days + 1, (last - first).days + 1
        if days >= whole or days <= 0:
            return fen
        if self.part == "半月":
            return fen if days >= 15 else round_half_up(fen, 2)
        return round_half_up(fen * days, whole)


DAYS_OF = {"出勤": "算数月份的出勤天数", "培训": "期间里培训的天数"}


@amount("每人每天", PERSON)
@dataclass(frozen=True, kw_only=True, eq=False)
class Daily(OverMonthsAmount, FlatAmount):
    """每人每天多少元 × 出勤(或培训)天数,最多几天。"""

    EXAMPLE: ClassVar[str] = '{ is = "每人每天", yuan = 30, of = "培训", most_days = 10 }'
    of: str = said(Choice(DAYS_OF, "天数"), ";".join(f"{k}={v}" for k, v in DAYS_OF.items()), "出勤")
    most_days: Stated | None = said(StatedKind(DAYS), "最多几天", None)

    def compute(self, look: "Look", heads: Heads) -> Amount:
        fen, text = self.stated(look)
        low, high = self._days(look)
        most = self.most_days.at(look, look.asked.last).value if self.most_days else None
        if fen is None or low is None:
            return unknown(text if fen is None else "天数没有登记")
        if most is not None:
            low, high = min(low, most), most if high is None else min(high, most)
        sums = [None if n is None else round_half_up(fen * n, 2) for n in (low, high)]
        return Amount(sums[0] or 0, sums[1], f"{DAYS.text(low)} × {yuan(fen)} = {yuan(sums[0] or 0)}")

    def _days(self, look: "Look") -> tuple[int | None, int | None]:
        if self.of == "出勤":
            found = self.best(look)
            return (None, None) if found is None else found.total("half_days")
        trainings, (first, last) = look.person.facts.trainings, look.period
        if trainings is None:
            return None, None
        days = [t.half_days for t in trainings if not t.mentor and t.first <= last and t.last >= first]
        return sum(d or 0 for d in days), None if None in days else sum(d or 0 for d in days)


@dataclass(frozen=True, kw_only=True)
class Step:
    """分档的一档:从几(含)起,多少元。"""

    from_: int = said(Whole(0), "从几个(含)起")
    yuan: Stated = said(StatedKind(MONEY), "多少元")


@amount("按月数分档", PERSON)
@dataclass(frozen=True, kw_only=True, eq=False)
class ByMonths(OverMonthsAmount):
    """按算数的月份分档,取够得着的最高一档;「以下不含」就是下一档的 from。"""

    EXAMPLE: ClassVar[str] = (
        '{ is = "按月数分档", steps = [{ from = 3, yuan = 300 }, { from = 6, yuan = 700 }, { from = 12, yuan = 1500 }] }'
    )
    steps_: tuple[Step, ...] = said(Many(Table(Step)), "各档,从低到高")
    run: str = said(Choice(("累计", "连续"), "算法"), "月数累计还是连续", "累计")

    def complaint(self) -> str:
        """Steps go up."""
        starts = [s.from_ for s in self.steps_]
        return "" if starts == sorted(set(starts)) else "steps 的 from 应从低到高,不重复"

    def steps(self) -> tuple[int, ...]:
        return tuple(s.from_ for s in self.steps_)

    def compute(self, look: "Look", heads: Heads) -> Amount:
        found = self.best(look)
        if found is None:
            return unknown("月数不明")
        low, high = found.run(False) if self.run == "连续" else (found.sure, found.sure + found.open)
        look.hit(self, low if low == high else None)
        fens = [step_of(self.steps_, look, n) for n in (low, high)]
        if None in fens:
            return unknown("这一档的金额没有看到")
        step = max((s.from_ for s in self.steps_ if s.from_ <= low), default=0)
        text = (
            f"{self.run} {low} 个月,满 {step} 个月的一档 {yuan(fens[0] or 0)}"
            if step
            else f"{self.run} {low} 个月,不到最低一档"
        )
        return Amount(fens[0] or 0, fens[1], text, found.counted())


@amount("每户", HOUSEHOLD)
@dataclass(frozen=True, kw_only=True, eq=False)
class PerHousehold(FlatAmount):
    """有符合条件的人的每一户多少元,一户一份。"""

    EXAMPLE: ClassVar[str] = '{ is = "每户", yuan = 5000 }'

    def compute(self, look: "Look", heads: Heads) -> Amount:
        fen, text = self.stated(look)
        return unknown(text) if fen is None else Amount(fen, fen, f"每户 {text}")


def step_of(steps: Iterable[Step], look: "Look", number: int) -> int | None:
    """The sum of the highest step reached, 0 below the lowest, None where it was not seen."""
    reached = [s for s in steps if s.from_ <= number]
    return reached[-1].yuan.at(look, look.asked.last).value if reached else 0
