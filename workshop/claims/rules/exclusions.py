"""Exclusions 不得重复: the same benefit twice, other schemes, the same fund, who claimed first."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from workshop.claims.rules.facts import ReceivedFacts
from workshop.claims.rules.kinds import Choice, Many, Text, Whole, said
from workshop.claims.rules.months import add_months, month_of
from workshop.claims.rules.paperlists import FUNDS
from workshop.claims.rules.results import Finding

if TYPE_CHECKING:
    from workshop.claims.rules.look import Look

WHAT = {
    "同一补贴": "同一个人(车间)这一项补贴",
    "其他补贴": "schemes 里写的别的补贴",
    "同一资金": "同一资金来源(funds)的任何补贴",
    "先到先得": "别的车间已经为这个人申领的这一项补贴",
}
SPAN = {
    "终身": "以前领过就不得再领",
    "同年": "期间所在的年份里领过就不得再领",
    "同期": "领过的服务期间和这次有重叠就不得再领",
    "同月": "领过的那些月份这次不算,其余照算",
    "年份": "years 这几年里领过就不得再领",
    "若干月": "领过的,从那次服务期间第一天起 months 个月里不得再领(三年内只享受一次写 36)",
}
EFFECT = {"不得": "领过就不得再领", "扣除": "领过的从这次的钱里扣掉,只给差额(就高不就低)"}
OF = {"人": "查这个人领过的", "户": "查同一户的人领过的(只查本车间的人)", "车间": "查车间领过的"}


@dataclass(frozen=True, kw_only=True)
class Exclusion:
    """一条不得重复的规定。"""

    what: str = said(Choice(WHAT, "排除"), ";".join(f"{k}={v}" for k, v in WHAT.items()))
    span: str = said(Choice(SPAN, "范围"), ";".join(f"{k}={v}" for k, v in SPAN.items()))
    schemes: tuple[str, ...] = said(Many(Text()), '别的补贴的名称;本系统的写 "文件id/补贴名"', ())
    funds: tuple[str, ...] = said(Many(Choice(FUNDS, "资金")), "资金来源", ())
    years: tuple[int, ...] = said(Many(Whole(2000, 2100)), "年份,[2021, 2024] 是 2021 至 2024", ())
    months: int = said(Whole(1, 240), "几个月,span 是若干月时用", 12)
    effect: str = said(Choice(EFFECT, "结果"), ";".join(f"{k}={v}" for k, v in EFFECT.items()), "不得")
    of: str = said(Choice(OF, "对象"), ";".join(f"{k}={v}" for k, v in OF.items()), "人")
    unrecorded: str = said(Choice(("视为没有", "待核"), "处理办法"), "没有核对过领取情况时", "视为没有")
    clause: str = said(Text(), "原文出处或原话", "")

    def complaint(self) -> str:
        """Names where names are needed."""
        if self.what == "其他补贴" and not self.schemes:
            return "其他补贴要写 schemes"
        if self.what == "同一资金" and not self.funds:
            return "同一资金要写 funds"
        if self.effect == "扣除" and (self.span == "同月" or self.what == "先到先得"):
            return "扣除不用在同月、先到先得"
        return "年份要写 years = [起年, 止年]" if self.span == "年份" and len(self.years) != 2 else ""

    def judge(self, look: "Look", own: str) -> tuple[Finding | None, frozenset[int]]:
        """None when nothing stands against it; otherwise the finding, or the months that fall away."""
        received = self._received(look)
        if self.effect == "扣除":
            return None, frozenset()
        if received is None:
            if self.unrecorded == "视为没有":
                return None, frozenset()
            return Finding("undecided", f"有没有领过{self._name(own)},还没有核对", self.clause, "不得重复"), frozenset()
        hits = [r for r in received if self._fits(r, own) and self._in_span(r, look.period)]
        if not hits:
            return None, frozenset()
        if self.span == "同月":
            return None, frozenset(m for r in hits for m in range(month_of(r.first), month_of(r.last) + 1))
        shown = "、".join(
            f"{r.scheme}({r.first} 至 {r.last}{' ' + r.workshop if r.workshop else ''})" for r in hits[:3]
        )
        said_so = SPAN[self.span].split("(")[0].replace("months", str(self.months))
        return Finding("not_met", f"已领过 {shown},{said_so}", self.clause, "不得重复"), frozenset()

    def deduction(self, look: "Look", own: str) -> int | None:
        """Fen received that is taken off this time; None: nobody has checked what was received."""
        if self.effect != "扣除":
            return 0
        received = self._received(look)
        if received is None:
            return 0 if self.unrecorded == "视为没有" else None
        return sum(r.fen for r in received if self._fits(r, own) and self._in_span(r, look.period))

    def _received(self, look: "Look") -> tuple[ReceivedFacts, ...] | None:
        if self.of == "车间" or not look.has_person:
            return look.roll.shop.received
        if self.of == "人" or not look.person.facts.household:
            return look.person.facts.received
        home = look.person.facts.household
        parts = [p.facts.received for p in look.roll.people if p.facts.household == home]
        return None if None in parts else tuple(r for part in parts for r in part or ())

    def _name(self, own: str) -> str:
        return {"其他补贴": "、".join(self.schemes), "同一资金": "、".join(self.funds)}.get(
            self.what, own.split("/")[-1]
        )

    def _fits(self, received: ReceivedFacts, own: str) -> bool:
        if self.what == "同一资金":
            return received.fund in self.funds
        if self.what == "其他补贴":
            return received.scheme in self.schemes or received.scheme.split("/")[-1] in self.schemes
        return received.scheme == own and (self.what == "同一补贴" or bool(received.workshop))

    def _in_span(self, received: ReceivedFacts, period: tuple[date, date]) -> bool:
        if self.span == "终身":
            return True
        if self.span == "年份":
            return received.first.year <= self.years[1] and received.last.year >= self.years[0]
        if self.span == "若干月":
            ours, theirs = add_months(period[0], self.months), add_months(received.first, self.months)
            return received.first < ours and period[0] < theirs
        if self.span == "同年":
            return received.first.year <= period[1].year and received.last.year >= period[0].year
        return received.first <= period[1] and received.last >= period[0]
