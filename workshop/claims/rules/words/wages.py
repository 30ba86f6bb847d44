"""Words about pay: sums, averages, each month, paid in full."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from workshop.claims.rules.conditions import condition
from workshop.claims.rules.kinds import Choice, Flag, Whole, said
from workshop.claims.rules.months import month_of, month_text
from workshop.claims.rules.results import Answer, Finding
from workshop.claims.rules.scales import YUAN, Scale
from workshop.claims.rules.spans import Spread
from workshop.claims.rules.words.times import OverMonths, shown
from workshop.kernel.money import format_yuan, round_half_up

if TYPE_CHECKING:
    from workshop.claims.rules.look import Look


@condition("工资合计")
@dataclass(frozen=True, kw_only=True, eq=False)
class PayInAll(OverMonths):
    """期间里算数的月份应发工资(含居家加工费)一共多少元。"""

    SCALE: ClassVar[Scale] = YUAN
    EXAMPLE: ClassVar[str] = '{ is = "工资合计", at_least = 6000, window = "上一自然年" }'

    def judge(self, look: "Look") -> Finding:
        spreads, why = self.spreads(look)
        if not spreads:
            return Finding("undecided", why)
        return self.best(look, "工资合计", [s.total("pay_fen") for s in spreads], shown(spreads))


@condition("月均工资")
@dataclass(frozen=True, kw_only=True, eq=False)
class AveragePay(OverMonths):
    """工资合计除以月数。divide_by 说除以什么:在岗月数(算数的月份)、期间月数,或写几个月用 months。"""

    SCALE: ClassVar[Scale] = YUAN
    EXAMPLE: ClassVar[str] = '{ is = "月均工资", at_least = 1000, divide_by = "在岗月数" }'
    divide_by: str = said(Choice(("在岗月数", "期间月数", "固定月数"), "除数"), "除以什么", "在岗月数")
    months: int = said(Whole(1, 120), "固定月数时写", 12)

    def judge(self, look: "Look") -> Finding:
        spreads, why = self.spreads(look)
        if not spreads:
            return Finding("undecided", why)
        return self.best(look, "月均工资", [self._average(s) for s in spreads], shown(spreads))

    def _average(self, found: Spread) -> tuple[int, int | None]:
        low, high = found.total("pay_fen")
        if self.divide_by == "在岗月数":
            if high is None:
                return 0, None
            return (round_half_up(low, found.sure),) * 2 if found.sure else (0, 0)
        months = self.months if self.divide_by == "固定月数" else max(1, len(found.flags))
        return round_half_up(low, months), None if high is None else round_half_up(high, months)


@condition("每月工资")
@dataclass(frozen=True, kw_only=True, eq=False)
class PayEachMonth(OverMonths):
    """计入的每个月应发工资都合要求;差的月份会写出来。整月没有工资的月份本来就不计入。"""

    SCALE: ClassVar[Scale] = YUAN
    EXAMPLE: ClassVar[str] = '{ is = "每月工资", at_least = { standard = "最低月工资" } }'

    def judge(self, look: "Look") -> Finding:
        spreads, why = self.spreads(look)
        if not spreads:
            return Finding("undecided", why)
        found = spreads[0]
        judged = [self._month(look, found, day) for day in found.days_of()]
        if not judged:
            return Finding("undecided" if found.open else "not_met", f"{shown(spreads)}没有计入的月份")
        bad = next((f for f in judged if f.answer == "not_met"), None)
        open_ = next((f for f in judged if f.answer == "undecided"), None)
        exact = tuple({name for f in judged for name in f.exact})
        if bad or open_:
            worst = bad or open_
            assert worst is not None
            return Finding(worst.answer, worst.sentence, shortfall=worst.shortfall, exact=exact)
        if found.open:
            return Finding("undecided", f"{shown(spreads)}有 {found.open} 个月没有登记", exact=exact)
        return Finding("met", f"计入的 {len(judged)} 个月都合要求,最少的是{self._least(look, found)}", exact=exact)

    def _month(self, look: "Look", found: Spread, day: date) -> Finding:
        month = month_of(day)
        entry = found.stream.months.get(month)
        pay = entry.pay_fen if entry else 0
        return self.compare(look, f"{month_text(month)}工资", pay, pay, day)

    def _least(self, look: "Look", found: Spread) -> str:
        def pay(day: date) -> int:
            entry = found.stream.months.get(month_of(day))
            return entry.pay_fen or 0 if entry else 0

        return self._month(look, found, min(found.days_of(), key=pay)).sentence


@condition("时均工资")
@dataclass(frozen=True, kw_only=True, eq=False)
class HourlyPay(OverMonths):
    """工资合计除以工时,每小时多少元。"""

    SCALE: ClassVar[Scale] = YUAN
    EXAMPLE: ClassVar[str] = '{ is = "时均工资", at_least = { standard = "最低小时工资" } }'

    def judge(self, look: "Look") -> Finding:
        spreads, why = self.spreads(look)
        if not spreads:
            return Finding("undecided", why)
        pay, minutes = spreads[0].total("pay_fen"), spreads[0].total("minutes")
        if None in (pay[1], minutes[1]) or not minutes[0]:
            return self.compare(look, "工时或工资", None, None, self._day(look))
        hourly = round_half_up(pay[0] * 60, minutes[0])
        return self.compare(look, f"{shown(spreads)}每小时", hourly, hourly, self._day(look))


@condition("工资发清")
@dataclass(frozen=True, kw_only=True, eq=False)
class PaidInFull(OverMonths):
    """计入的每个月,已发放的(有凭证)不少于应发的。allow_deductions = true 时,发过就算。"""

    SCALE: ClassVar[Scale] = YUAN
    EXAMPLE: ClassVar[str] = '{ is = "工资发清" }'
    allow_deductions: bool = said(Flag(), "true:扣税扣款后实发也算发清", True)

    def complaint(self) -> str:
        """Bounds mean nothing here."""
        return ""

    def judge(self, look: "Look") -> Finding:
        spreads, why = self.spreads(look)
        if not spreads:
            return Finding("undecided", why)
        unclear, unpaid = 0, []
        for entry in spreads[0].entries():
            if entry.pay_fen is None or entry.paid_fen is None:
                unclear += 1
            elif entry.paid_fen < (min(1, entry.pay_fen) if self.allow_deductions else entry.pay_fen):
                unpaid.append(
                    f"{month_text(entry.month)}应发 {format_yuan(entry.pay_fen)} 元已发 {format_yuan(entry.paid_fen)} 元"
                )
        answer: Answer = "not_met" if unpaid else "undecided" if unclear else "met"
        text = ";".join(unpaid[:3]) or (f"有 {unclear} 个月没有发放凭证" if unclear else "各月工资都已发放")
        return Finding(answer, f"{text},要求工资发清")
