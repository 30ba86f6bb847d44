"""Caps 上限: per person, household, workshop, month; on sums, months and people; a part of actual costs; a budget."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop.claims.rules.facts import ReceivedFacts
from workshop.claims.rules.kinds import Choice, Many, Table, Text, Whole, said
from workshop.claims.rules.months import add_months, full_months, month_of
from workshop.claims.rules.results import Amount
from workshop.claims.rules.scales import MONEY, MONTHS, PEOPLE, RATIO
from workshop.claims.rules.stated import Stated, StatedKind, number_text
from workshop.claims.rules.wordlists import COSTS
from workshop.kernel.money import format_yuan, round_half_up

if TYPE_CHECKING:
    from workshop.claims.rules.look import Look

PER = {
    "人": "每人最多(yuan 元数、months 月数或 times 次数)",
    "户": "每户最多(yuan 元数,或 people 人数)",
    "车间": "每个车间最多(yuan 元数、people 人数或 times 次数)",
    "人月": "每人每月最多 yuan 元",
    "车间月": "每个车间每月最多 yuan 元(乘期间的月数)",
    "实际费用": "不超过 kinds 这些费用实际发生额的 percent",
    "总额": "资金总额(剩余)yuan 元,超过时待定,不自己分配",
}
WITHIN = {"本次": "只看这一次申领", "当年": "加上同一年已经领的", "历来": "加上历来已经领的"}


@dataclass(frozen=True, kw_only=True)
class Retirement:
    """离退休不远的人可以领到退休:第一次领时距退休不足 within_years 年的,月数上限延长到退休。"""

    within_years: int = said(Whole(1, 20), "距退休不足几年", 5)
    men: int = said(Whole(50, 70), "男退休年龄", 60)
    women: int = said(Whole(45, 70), "女退休年龄", 50)


@dataclass(frozen=True, kw_only=True)
class Cap:
    """一条上限。按写的先后依次用。"""

    per: str = said(Choice(PER, "上限"), ";".join(f"{k}={v}" for k, v in PER.items()))
    yuan: Stated | None = said(StatedKind(MONEY), "最多几元", None)
    months: Stated | None = said(StatedKind(MONTHS), "最多几个月", None)
    people: Stated | None = said(StatedKind(PEOPLE), "最多几人", None)
    times: int | None = said(Whole(1, 50), "最多几次(年年领的最多几年)", None)
    percent: Stated | None = said(StatedKind(RATIO), "实际费用的几成", None)
    kinds: tuple[str, ...] = said(Many(Choice(COSTS, "费用")), "哪些费用", ())
    within: str = said(Choice(WITHIN, "范围"), ";".join(f"{k}={v}" for k, v in WITHIN.items()), "本次")
    retirement: Retirement | None = said(Table(Retirement), "月数上限可以延长到退休", None)
    clause: str = said(Text(), "原文出处或原话", "")

    def complaint(self) -> str:
        """Each kind of cap has its figure."""
        needs = {
            "人": self.yuan or self.months or self.times,
            "户": self.yuan or self.people,
            "车间": self.yuan or self.people or self.times,
            "人月": self.yuan,
            "车间月": self.yuan,
            "总额": self.yuan,
            "实际费用": self.percent and self.kinds,
        }
        return "" if needs[self.per] else f"「{self.per}」要写:{PER[self.per]}"

    def months_left(self, look: "Look", received: tuple[ReceivedFacts, ...]) -> int | None:
        """How many months a person may still be paid for; None: the cap is not about months or its figure is unknown."""
        if self.per != "人" or self.months is None:
            return None
        most = self.months.at(look, look.asked.last).value
        if most is None:
            return None
        return max(
            0, max(most, self._to_retirement(look, received)) - sum(r.months for r in self.counted(look, received))
        )

    def _to_retirement(self, look: "Look", received: tuple[ReceivedFacts, ...]) -> int:
        born = look.person.facts.born
        if self.retirement is None or born is None:
            return 0
        since = min([r.first for r in received] + [look.period[0]])
        end = add_months(born, 12 * (self.retirement.men if look.person.facts.sex == "男" else self.retirement.women))
        months = full_months(since, end) if end > since else 0
        return months if months <= 12 * self.retirement.within_years else 0

    def counted(self, look: "Look", received: tuple[ReceivedFacts, ...]) -> list[ReceivedFacts]:
        """What was received before and counts towards the cap."""
        if self.within == "本次":
            return []
        year = look.period[1].year
        return [r for r in received if self.within == "历来" or r.first.year <= year <= r.last.year]


def capped(amount: Amount, most: int, text: str) -> Amount:
    """A sum cut to a cap, with the cut in its sentence."""
    if amount.high is not None and amount.high <= most:
        return amount
    low, high = min(amount.low, most), most if amount.high is None else min(amount.high, most)
    return Amount(low, high, f"{amount.sentence};{text},按 {format_yuan(low)} 元", amount.months)


def cap_person(cap: Cap, look: "Look", amount: Amount, received: tuple[ReceivedFacts, ...]) -> Amount:
    """A person's sum under a cap per person or per month."""
    if cap.per == "人" and cap.times is not None and len(cap.counted(look, received)) >= cap.times:
        return Amount(0, 0, f"{amount.sentence};已领过 {cap.times} 次,不再有")
    if cap.per not in ("人", "人月") or cap.yuan is None:
        return amount
    figure = cap.yuan.at(look, look.asked.last)
    if figure.value is None:
        return Amount(0, amount.high, f"{amount.sentence};上限{figure.text}", amount.months)
    if cap.per == "人月":
        most = figure.value * len(amount.months)
        return capped(amount, most, f"每人每月不超过 {figure.text}")
    before = sum(r.fen for r in cap.counted(look, received))
    had = f",已领 {format_yuan(before)} 元" if before else ""
    return capped(amount, max(0, figure.value - before), f"每人不超过 {figure.text}{had}")


def cap_total(cap: Cap, look: "Look", amount: Amount, own: str) -> tuple[Amount, str]:
    """The workshop's sum under a cap, with the sentence of the cut."""
    if cap.per == "实际费用":
        return _cap_costs(cap, look, amount)
    received = tuple(r for r in look.roll.shop.received or () if r.scheme == own)
    received = tuple(cap.counted(look, received))
    if cap.per == "车间" and cap.times is not None and len(received) >= cap.times:
        return Amount(0, 0, amount.sentence), f"每个车间最多 {cap.times} 次,已领过"
    if cap.per not in ("车间", "车间月", "总额") or cap.yuan is None:
        return amount, ""
    figure = cap.yuan.at(look, look.asked.last)
    if figure.value is None:
        return Amount(0, amount.high, amount.sentence), f"上限{figure.text}"
    most = max(0, figure.value - sum(r.fen for r in received))
    if cap.per == "车间月":
        months = month_of(look.period[1]) - month_of(look.period[0]) + 1
        most = figure.value * months
    if amount.high is not None and amount.high <= most:
        return amount, ""
    if cap.per == "总额":
        return Amount(0, amount.high, amount.sentence), f"资金总额只有 {figure.text},怎样分由县里定"
    text = f"每个车间{'每月' if cap.per == '车间月' else ''}不超过 {figure.text}" + (
        f",已领 {format_yuan(sum(r.fen for r in received))} 元" if received else ""
    )
    return capped(amount, most, text), text


def _cap_costs(cap: Cap, look: "Look", amount: Amount) -> tuple[Amount, str]:
    costs = look.roll.shop.costs
    rate = cap.percent.at(look, look.asked.last).value if cap.percent else None
    if costs is None or rate is None:
        return Amount(0, amount.high, amount.sentence), "实际费用没有登记,上限算不出"
    first, last = month_of(look.period[0]), month_of(look.period[1])
    fen = sum(c.fen for c in costs if c.kind in cap.kinds and first <= c.month <= last)
    most = round_half_up(fen * rate, RATIO.factor)
    text = f"不超过实际{'、'.join(cap.kinds)} {format_yuan(fen)} 元的 {number_text(rate, RATIO)}"
    cut = capped(amount, most, text)
    return cut, "" if cut is amount else text
