"""When a benefit can be claimed 申领时间, in what parts it is paid 分期, and how sums are rounded."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from workshop.claims.rules.conditions import BOTH, Condition, ConditionKind
from workshop.claims.rules.kinds import Choice, Day, Flag, Many, MonthDay, Table, Text, Whole, said
from workshop.claims.rules.months import add_months, first_day, last_day, month_of
from workshop.claims.rules.results import Amount, Finding, InstalmentResult
from workshop.claims.rules.scales import RATIO
from workshop.claims.rules.stated import Stated, StatedKind
from workshop.claims.rules.windows import recognised_since
from workshop.kernel.money import format_yuan, round_half_up

if TYPE_CHECKING:
    from workshop.claims.rules.look import Look

CALENDARS = {
    "随时": "常年受理",
    "每月": "服务月的次月 day 日前(有起日的写 from_day)",
    "每季度": "季度结束后 days 天内",
    "每半年": "半年结束后 days 天内",
    "每年": "每年 from 至 to;一年受理几次的写 spans",
    "分批": "windows 里写明的各批",
    "固定窗口": "windows 里写明的日期",
    "入职后": "到岗后 months 个月内",
    "期满后": "服务期间结束后 months 个月内",
    "认定后": "车间第一次认定后 months 个月内",
    "未写": "原文没有写",
}
KINDS_SAID = {
    "每月": "按月申领",
    "每季度": "按季度申领",
    "每半年": "按半年申领",
    "入职后": "到岗后若干个月内申领",
    "期满后": "服务期满后若干个月内申领",
    "认定后": "认定后若干个月内申领",
}
LATE = {"视为放弃": "过期不再受理", "可补报": "过期可以补报", "未写": "原文没有写,过期时待定"}


@dataclass(frozen=True, kw_only=True)
class Opening:
    """一段受理日期。"""

    from_: date = said(Day(), "第一天")
    to: date = said(Day(), "最后一天")


@dataclass(frozen=True, kw_only=True)
class EveryYear:
    """每年的一段受理日期;to 早于 from 的到下一年。"""

    from_: tuple[int, int] = said(MonthDay(), "每年从")
    to: tuple[int, int] = said(MonthDay(), "每年到")

    def of_year(self, year: int) -> tuple[date, date]:
        """First and last day of the span that begins in a year; a 29th of February is the last day of that month."""
        return _on(year, self.from_), _on(year + (self.to < self.from_), self.to)


def _on(year: int, month_day: tuple[int, int]) -> date:
    month, day = month_day
    return date(year, month, min(day, monthrange(year, month)[1]))


@dataclass(frozen=True, kw_only=True)
class ClaimCalendar:
    """什么时候可以申领。"""

    kind: str = said(Choice(CALENDARS, "申领时间"), ";".join(f"{k}={v}" for k, v in CALENDARS.items()))
    day: int | None = said(Whole(1, 31), "每月几日前;原文没有写就不写,受理时间待定", None)
    days: int | None = said(Whole(1, 366), "几天内;原文没有写就不写,受理时间待定", None)
    months: int | None = said(Whole(1, 60), "几个月内;原文没有写就不写,受理时间待定", None)
    from_: tuple[int, int] | None = said(MonthDay(), "每年从", None)
    to: tuple[int, int] | None = said(MonthDay(), "每年到", None)
    spans: tuple[EveryYear, ...] = said(Many(Table(EveryYear)), "每年受理几次的,每次的起止,例如 4 月和 10 月", ())
    from_day: int | None = said(Whole(1, 31), "每月几日起(每月 10 日至 20 日写 from_day = 10、day = 20)", None)
    windows: tuple[Opening, ...] = said(Many(Table(Opening)), "受理日期", ())
    late: str = said(Choice(LATE, "逾期办法"), ";".join(f"{k}={v}" for k, v in LATE.items()), "未写")
    online: str = said(Text(), "网上办理的平台", "")
    prefilled: bool = said(Flag(), "true:政府预先算好名单,单位只核对", False)
    where: str = said(Text(), "受理地点", "")
    clause: str = said(Text(), "原文出处或原话", "")

    def complaint(self) -> str:
        """Dates where dates are needed."""
        if self.kind == "每年" and bool(self.spans) == bool(self.from_ and self.to):
            return '每年要写 from 和 to,例如 from = "03-01", to = "04-30";一年几次的不写 from、to,写 spans'
        if (self.spans and self.kind != "每年") or (self.from_day and self.kind != "每月"):
            return "spans 只用在每年,from_day 只用在每月"
        if self.from_day and self.day and self.from_day > self.day:
            return "from_day 不能晚于 day"
        if any(w.to < w.from_ for w in self.windows):
            return "windows 的 to 不能早于 from"
        return "要写 windows" if self.kind in ("分批", "固定窗口") and not self.windows else ""

    def openings(self, look: "Look") -> list[tuple[date, date]]:
        """First and last days of the windows that belong to the service asked about, in order."""
        end, on = look.period[1], look.asked.on
        figure = self._figure()
        if figure is None:
            return []
        if self.kind in ("分批", "固定窗口"):
            return sorted((w.from_, w.to) for w in self.windows)
        if self.kind == "每月":
            following = month_of(end) + 1
            first, last = first_day(following), last_day(following)
            return [(first.replace(day=min(self.from_day or 1, last.day)), first.replace(day=min(figure, last.day)))]
        if self.kind in ("每季度", "每半年"):
            size = 3 if self.kind == "每季度" else 6
            start = first_day((month_of(end) // size + 1) * size)
            return [(start, start + timedelta(days=figure - 1))]
        if self.kind == "每年":
            spans = self.spans or (EveryYear(from_=self.from_ or (1, 1), to=self.to or (12, 31)),)
            years = range(on.year - any(one.to < one.from_ for one in spans), on.year + 2)
            return sorted(one.of_year(year) for year in years for one in spans)
        if self.kind == "认定后":
            since = recognised_since(look)
            return [(since, add_months(since, figure))] if since else []
        if self.kind == "期满后":
            return [(end + timedelta(days=1), add_months(end, figure))]
        if self.kind == "入职后" and look.has_person and look.person.facts.hired:
            return [(look.person.facts.hired, add_months(look.person.facts.hired, figure))]
        return []

    def closes(self, look: "Look") -> date | None:
        """The last day of the window that is open on the day of the claim, or of the next one; None where none is known."""
        return next((last for _, last in self.openings(look) if last >= look.asked.on), None)

    def _figure(self) -> int | None:
        """The day, days or months that this kind needs, None where the paper does not show it; 0: it needs none."""
        if self.kind in ("每季度", "每半年"):
            return self.days
        if self.kind in ("入职后", "期满后", "认定后"):
            return self.months
        return self.day if self.kind == "每月" else 0

    def judge(self, look: "Look") -> Finding:
        """Whether the day of the claim lies in a window, and when the next one closes."""
        on = look.asked.on
        if self.kind == "随时":
            return Finding("met", "常年受理", self.clause, "申领时间")
        if self.kind == "未写":
            return Finding("undecided", "原文没有写申领时间", self.clause, "申领时间")
        if self._figure() is None:
            return Finding("undecided", f"{KINDS_SAID[self.kind]},原文没有写到哪一天截止", self.clause, "申领时间")
        if self.kind == "入职后" and not look.has_person:
            return Finding("met", f"每人到岗后 {self.months} 个月内,按人看", self.clause, "申领时间")
        openings = self.openings(look)
        for first, last in openings:
            if first <= on <= last:
                left = (last - on).days
                return Finding("met", f"正在受理,{first} 至 {last},还剩 {left} 天", self.clause, "申领时间")
        ahead = [o for o in openings if o[0] > on]
        if ahead:
            return Finding("not_met", f"{ahead[0][0]} 开始受理,到 {ahead[0][1]} 截止", self.clause, "申领时间")
        if not openings:
            return Finding("undecided", CALENDARS[self.kind], self.clause, "申领时间")
        text = f"已于 {openings[-1][1]} 截止,{LATE[self.late]}"
        answer = {"视为放弃": "not_met", "可补报": "met", "未写": "undecided"}[self.late]
        return Finding(answer, text, self.clause, "申领时间")  # type: ignore[arg-type]


AFTER = {
    "认定": "车间认定之日",
    "投产": "车间投产之日",
    "批准": "申领批准之日",
    "申领": "申领之日",
    "期末": "服务期间最后一天",
    "首期": "第一期付款之日",
}


@dataclass(frozen=True, kw_only=True)
class Instalment:
    """分期付的一期。各期比例加起来应是 100%。"""

    share: Stated = said(StatedKind(RATIO), '占总额的比例,"50%"')
    after: str = said(Choice(AFTER, "起点"), ";".join(f"{k}={v}" for k, v in AFTER.items()))
    after_months: int = said(Whole(0, 240), "起点之后满几个月", 0)
    within_days: int | None = said(Whole(0, 366), "再过几天以内付", None)
    condition: Condition | None = said(ConditionKind(BOTH), "付这一期还要满足的条件", None)
    clause: str = said(Text(), "原文出处或原话", "")

    def judge(self, look: "Look", part: Amount, own: str) -> InstalmentResult:
        """Whether this part of the benefit `own` can be paid on the day of the claim."""
        share = self.share.at(look, look.asked.last).text
        start = self._start(look, own)
        if start is None:
            return InstalmentResult(
                share, part, None, Finding("undecided", f"{AFTER[self.after]}没有登记", self.clause, "分期")
            )
        ready = add_months(start, self.after_months)
        due = ready + timedelta(days=self.within_days) if self.within_days is not None else None
        when = f"{AFTER[self.after]} {start}" + (
            f"起满 {self.after_months} 个月即 {ready}" if self.after_months else ""
        )
        if look.asked.on < ready:
            return InstalmentResult(share, part, due, Finding("not_met", f"{when},还没有到", self.clause, "分期"))
        if self.condition is not None:
            found = self.condition.ask(look)
            if found.answer != "met":
                return InstalmentResult(
                    share, part, due, Finding(found.answer, f"{when};{found.sentence}", self.clause, "分期")
                )
        return InstalmentResult(
            share, part, due, Finding("met", when + (f",{due} 前付" if due else ""), self.clause, "分期")
        )

    def _start(self, look: "Look", own: str) -> date | None:
        shop = look.roll.shop
        known = {"投产": shop.started, "申领": look.asked.on, "期末": look.period[1], "认定": recognised_since(look)}
        if self.after not in ("批准", "首期"):
            return known.get(self.after)
        first, last = look.period
        mine = [a for a in shop.approvals if a.scheme == own and a.first <= last and a.last >= first]
        days = [a.approved if self.after == "批准" else a.first_paid for a in mine]
        return min((day for day in days if day is not None), default=None)


def split(total: Amount, instalments: tuple[Instalment, ...], look: "Look", own: str) -> tuple[InstalmentResult, ...]:
    """The parts of a sum of the benefit `own`; the last takes what rounding leaves."""
    found: list[InstalmentResult] = []
    left_low, left_high = total.low, total.high
    for index, one in enumerate(instalments):
        share = one.share.at(look, look.asked.last).value
        low, high = left_low, left_high
        if share is None:
            low, high = 0, None
        elif index < len(instalments) - 1:
            low = round_half_up(total.low * share, RATIO.factor)
            high = None if total.high is None else round_half_up(total.high * share, RATIO.factor)
        left_low, left_high = left_low - low, None if left_high is None or high is None else left_high - high
        text = f"{format_yuan(total.low)} 元 × {one.share.at(look, look.asked.last).text} = {format_yuan(low)} 元"
        found.append(one.judge(look, Amount(low, high, text), own))
    return tuple(found)


ROUND_TO = {"分": 1, "角": 10, "元": 100, "十元": 1000, "百元": 10_000, "千元": 100_000, "万元": 1_000_000}


@dataclass(frozen=True, kw_only=True)
class Rounding:
    """取整:到哪一位,怎样取。"""

    to: str = said(Choice(ROUND_TO, "单位"), "分、角、元、十元、百元", "分")
    way: str = said(Choice(("四舍五入", "舍去", "进一"), "取整办法"), "办法", "四舍五入")

    def apply(self, amount: Amount) -> Amount:
        """The sum rounded."""
        low, high = self._round(amount.low), None if amount.high is None else self._round(amount.high)
        if (low, high) == (amount.low, amount.high):
            return amount
        return Amount(low, high, f"{amount.sentence},{self.way}到{self.to} {format_yuan(low)} 元", amount.months)

    def _round(self, fen: int) -> int:
        unit = ROUND_TO[self.to]
        if self.way == "四舍五入":
            return round_half_up(fen, unit) * unit
        return (fen // unit if self.way == "舍去" else -(-fen // unit)) * unit
