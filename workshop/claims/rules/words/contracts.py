"""Words about contracts and insurance."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from workshop.claims.rules.bounds import Bounded
from workshop.claims.rules.conditions import condition
from workshop.claims.rules.days import counted_days
from workshop.claims.rules.facts import ContractFacts, MonthFacts
from workshop.claims.rules.kinds import Choice, Flag, Many, said
from workshop.claims.rules.months import first_day, full_months, month_of
from workshop.claims.rules.results import Answer, Finding
from workshop.claims.rules.scales import MONEY, MONTHS, Scale
from workshop.claims.rules.stated import Exactly, Stated, StatedKind
from workshop.claims.rules.wordlists import CONTRACT_KINDS, INSURANCES
from workshop.claims.rules.words.times import OverMonths, shown

if TYPE_CHECKING:
    from workshop.claims.rules.look import Look

COVERS = {
    "不问": "签过就算",
    "期内每月": "计入的每个月都有合同",
    "期内任一月": "计入的月份里有一个月有合同就行",
    "申领日": "申领那一天合同有效",
    "期末": "期间最后一天合同有效",
}
LONG = 1200  # an open-ended contract counts as a hundred years


@condition("合同")
@dataclass(frozen=True, kw_only=True, eq=False)
class Contract(Bounded):
    """有其中一种合同或协议;at_least 是合同期限至少几个月(无固定期限都够);covers 说合同要管到哪些日子。"""

    SCALE: ClassVar[Scale] = MONTHS
    EXAMPLE: ClassVar[str] = '{ is = "合同", any_of = ["劳动合同", "劳务协议"], at_least = 12, covers = "期内每月" }'
    any_of: tuple[str, ...] = said(Many(Choice(CONTRACT_KINDS, "合同类型")), "其中任一种")
    covers: str = said(Choice(COVERS, "覆盖办法"), ";".join(f"{k}={v}" for k, v in COVERS.items()), "不问")
    total_term: bool = said(Flag(), "true:几份合同的期限加起来算", False)

    def complaint(self) -> str:
        """The term may stay open."""
        return ""

    def judge(self, look: "Look") -> Finding:
        asked = "、".join(self.any_of)
        contracts = look.person.facts.contracts
        if contracts is None:
            return Finding("undecided", f"合同没有登记,要求{asked}")
        fitting = [c for c in contracts if c.kind in self.any_of and not c.employer]
        if not fitting:
            have = "、".join(sorted({c.kind for c in contracts})) or "没有合同"
            return Finding("not_met", f"{have},要求{asked}")
        if any(c.first is None for c in fitting):
            return Finding("undecided", f"{fitting[0].kind}的起止日期没有登记")
        covered = self._covered(look, fitting)
        term = self._term(fitting)
        name = fitting[0].kind
        if not self.thresholds() and not any((self.at_least, self.more_than, self.at_most, self.less_than)):
            return Finding(covered, f"{name} {_dates(fitting)}{self._cover_text(covered)}")
        found = self.compare(look, f"{name} {_dates(fitting)},期限", term, term)
        if covered == "met" or found.answer == "not_met":
            return found
        return Finding(covered, found.sentence + self._cover_text(covered), exact=found.exact)

    def _cover_text(self, covered: Answer) -> str:
        return "" if covered == "met" else f",没有管到{self.covers}的日子"

    def _term(self, contracts: list[ContractFacts]) -> int:
        terms = [LONG if c.last is None else full_months(c.first, c.last) for c in contracts if c.first]
        return sum(terms) if self.total_term else max(terms)

    def _covered(self, look: "Look", contracts: list[ContractFacts]) -> Answer:
        if self.covers == "不问":
            return "met"
        if self.covers in ("申领日", "期末"):
            day = look.asked.on if self.covers == "申领日" else look.period[1]
            return "met" if any(_valid(c, day, day) for c in contracts) else "not_met"
        held = [any(_valid(c, first_day(month_of(d)), d) for c in contracts) for d in counted_days(look)]
        fits = any(held) if self.covers == "期内任一月" else all(held)
        return "met" if fits else "not_met"


@condition("保险")
@dataclass(frozen=True, kw_only=True, eq=False)
class Insurance(OverMonths):
    """参保:要求的险种都参(need = 任一 时有一种就行)的月份,在计入的月份里至少几个月;each_month 要求计入的每个月都参。"""

    SCALE: ClassVar[Scale] = MONTHS
    EXAMPLE: ClassVar[str] = '{ is = "保险", kinds = ["意外险"], each_month = true, yuan_a_month = 15 }'
    kinds: tuple[str, ...] = said(Many(Choice(INSURANCES, "险种")), "险种")
    need: str = said(Choice(("全部", "任一"), "要求"), "险种要全部参还是任一", "全部")
    run: str = said(Choice(("累计", "连续"), "算法"), "月数累计还是连续", "累计")
    each_month: bool = said(Flag(), "true:计入的每个月都参保", False)
    still: bool = said(Flag(), "true:期间最后一个有记录的月还在参保", False)
    yuan_a_month: Stated | None = said(StatedKind(MONEY), "每人每月保费至少几元", None)

    def complaint(self) -> str:
        """Something must be asked."""
        bounds = self.at_least or self.more_than or self.at_most or self.less_than
        return "" if bounds or self.each_month or self.still else "要写 at_least、each_month 或 still"

    def thresholds(self) -> tuple[str, ...]:
        return (*super().thresholds(), *(("yuan_a_month",) if isinstance(self.yuan_a_month, Exactly) else ()))

    def judge(self, look: "Look") -> Finding:
        spreads, why = self.spreads(look)
        if not spreads:
            return Finding("undecided", why)
        entries = [m for m in spreads[0].entries() if look.month is None or m.month == look.month]
        asked_fen = self.yuan_a_month.at(look, look.asked.last).value if self.yuan_a_month else 0
        flags = [self._insured(m, asked_fen) for m in entries]
        exact = ("yuan_a_month",) if asked_fen and any(self._premium(m) == asked_fen for m in entries) else ()
        name = "、".join(self.kinds) + (f"每月 {MONEY.text(asked_fen)}以上" if asked_fen else "")
        answers = [self._bounds(look, flags, f"{shown(spreads)}{name}参保")]
        if self.each_month:
            answers.append(self._each(flags, name))
        if self.still:
            answers.append(_state(flags[-1] if flags else None, f"{name}最后一个月"))
        found = [a for a in answers if a is not None]
        worst = next(
            (a for a in found if a.answer == "not_met"), next((a for a in found if a.answer != "met"), found[0])
        )
        return Finding(
            worst.answer,
            worst.sentence,
            shortfall=worst.shortfall,
            exact=(*exact, *(e for a in found for e in a.exact)),
        )

    def _bounds(self, look: "Look", flags: list[bool | None], what: str) -> Finding | None:
        if not (self.at_least or self.more_than or self.at_most or self.less_than):
            return None
        low, high = flags.count(True), flags.count(True) + flags.count(None)
        if self.run == "连续":
            low, high = _run(flags, (True,)), _run(flags, (True, None))
        return self.compare(look, what, low, high)

    def _each(self, flags: list[bool | None], name: str) -> Finding:
        missing, open_ = flags.count(False), flags.count(None)
        if missing:
            return Finding("not_met", f"计入的 {len(flags)} 个月里有 {missing} 个月没有{name}")
        if open_ or not flags:
            return Finding("undecided", f"{name}有 {open_ or '全部'} 个月没有登记")
        return Finding("met", f"计入的 {len(flags)} 个月都有{name}")

    def _insured(self, month: MonthFacts, fen: int | None) -> bool | None:
        if month.insurance is None or fen is None:
            return None
        held = [kind in month.insurance for kind in self.kinds]
        if not (all(held) if self.need == "全部" else any(held)):
            return False
        if not fen:
            return True
        premium = self._premium(month)
        return None if premium is None else premium >= fen

    def _premium(self, month: MonthFacts) -> int | None:
        sums = [month.insurance.get(kind) for kind in self.kinds if kind in month.insurance] if month.insurance else []
        return None if not sums or None in sums else sum(s or 0 for s in sums)


def _run(flags: list[bool | None], good: tuple[bool | None, ...]) -> int:
    longest = current = 0
    for flag in flags:
        current = current + 1 if flag in good else 0
        longest = max(longest, current)
    return longest


def _state(flag: bool | None, what: str) -> Finding:
    if flag is None:
        return Finding("undecided", f"{what}是否参保没有登记")
    return Finding("met" if flag else "not_met", f"{what}{'还在' if flag else '没有'}参保")


def _valid(contract: ContractFacts, first: date, last: date) -> bool:
    return contract.first is not None and contract.first <= last and (contract.last is None or contract.last >= first)


def _dates(contracts: list[ContractFacts]) -> str:
    return "、".join(f"{c.first} 至 {c.last or '无固定期限'}" for c in contracts)
