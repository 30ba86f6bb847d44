"""Amounts made of amounts: the first case that holds, the lesser, the greater, the sum."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from workshop.claims.rules.amounts.base import EITHER, PERSON, AmountKind, AmountRule, Heads, amount, unknown, yuan
from workshop.claims.rules.conditions import BOTH, Condition, ConditionKind
from workshop.claims.rules.kinds import Many, Table, said
from workshop.claims.rules.results import NOTHING, Amount

if TYPE_CHECKING:
    from workshop.claims.rules.look import Look


def _scope(parts: Iterable[AmountRule]) -> str:
    return next((p.scope for p in parts if p.scope != EITHER), PERSON)


def _mixed(parts: Iterable[AmountRule]) -> str:
    scopes = {p.scope for p in parts} - {EITHER}
    return "" if len(scopes) < 2 else "里面的金额要么都按人,要么都按车间,不能混"


@dataclass(frozen=True, kw_only=True)
class Case:
    """一种情形:满足 when 就用这个金额。"""

    when: Condition = said(ConditionKind(BOTH), "条件(金额按人就问人,按车间就问车间)")
    amount: AmountRule = said(AmountKind(), "金额")


@amount("按条件", EITHER)
@dataclass(frozen=True, kw_only=True, eq=False)
class ByCase(AmountRule):
    """从上往下第一个满足的情形定金额(户收入不同、类型不同、脱贫与非脱贫不同);都不满足用 otherwise,没有 otherwise 是 0。"""

    EXAMPLE: ClassVar[str] = (
        '{ is = "按条件", cases = [{ when = { is = "登记数字", about = "户", name = "户人均收入", unit = "元", at_least = 10000 },'
        ' amount = { is = "每人一次", yuan = 500 } }], otherwise = { is = "每人一次", yuan = 1000 } }'
    )
    cases: tuple[Case, ...] = said(Many(Table(Case)), "各种情形,从上往下看")
    otherwise: Any = said(AmountKind(), "都不满足时", None)

    @property
    def scope(self) -> str:
        return _scope(self.inner())

    def inner(self) -> Iterable[AmountRule]:
        return (*(c.amount for c in self.cases), *((self.otherwise,) if self.otherwise else ()))

    def conditions(self) -> Iterable[Condition]:
        return [c.when for c in self.cases]

    def complaint(self) -> str:
        """One scope."""
        return _mixed(self.inner())

    def compute(self, look: "Look", heads: Heads) -> Amount:
        possible: list[Amount] = []
        open_: list[str] = []
        for case in self.cases:
            found = case.when.ask(look)
            if found.answer == "not_met":
                continue
            possible.append(case.amount.compute(look, heads))
            if found.answer == "met":
                return _between(possible, found.sentence, open_)
            open_.append(found.sentence)
        possible.append(self.otherwise.compute(look, heads) if self.otherwise else NOTHING)
        return _between(possible, "其他情形", open_)


def _between(possible: list[Amount], why: str, open_: list[str]) -> Amount:
    if len(possible) == 1:
        return Amount(possible[0].low, possible[0].high, f"{why}:{possible[0].sentence}", possible[0].months)
    highs = [p.high for p in possible]
    high = None if None in highs else max(h or 0 for h in highs)
    return Amount(min(p.low for p in possible), high, _said_between(possible, open_))


def _said_between(possible: list[Amount], open_: list[str]) -> str:
    return "情形还不能定(" + ";".join(open_) + "):" + " 或 ".join(p.sentence for p in possible)


@dataclass(frozen=True, kw_only=True, eq=False)
class OfSeveral(AmountRule):
    """Amounts together."""

    of: tuple[AmountRule, ...] = said(Many(AmountKind()), "几个金额")

    @property
    def scope(self) -> str:
        return _scope(self.of)

    def inner(self) -> Iterable[AmountRule]:
        return self.of

    def complaint(self) -> str:
        """One scope."""
        return _mixed(self.of)

    def parts(self, look: "Look", heads: Heads) -> tuple[list[Amount], str]:
        """The sums, and how they are read out."""
        found = [rule.compute(look, heads) for rule in self.of]
        return found, ";".join(f.sentence for f in found)


@amount("取低", EITHER)
@dataclass(frozen=True, kw_only=True, eq=False)
class Least(OfSeveral):
    """几个金额里最低的。"""

    EXAMPLE: ClassVar[str] = (
        '{ is = "取低", of = [{ is = "费用比例", kinds = ["租金"], percent = "50%" }, { is = "一次性", yuan = 10000 }] }'
    )

    def compute(self, look: "Look", heads: Heads) -> Amount:
        found, text = self.parts(look, heads)
        highs = [f.high for f in found if f.high is not None]
        low = min(f.low for f in found)
        if not highs:
            return unknown(text)
        return Amount(low, min(highs), f"取低:{text},得 {yuan(low)}", _months(found))


@amount("取高", EITHER)
@dataclass(frozen=True, kw_only=True, eq=False)
class Greatest(OfSeveral):
    """几个金额里最高的(就高不重复)。"""

    EXAMPLE: ClassVar[str] = '{ is = "取高", of = [{ is = "每人一次", yuan = 500 }, { is = "每人每月", yuan = 100 }] }'

    def compute(self, look: "Look", heads: Heads) -> Amount:
        found, text = self.parts(look, heads)
        low = max(f.low for f in found)
        high = None if any(f.high is None for f in found) else max(f.high or 0 for f in found)
        return Amount(low, high, f"取高:{text},得 {yuan(low)}", _months(found))


@amount("合计", EITHER)
@dataclass(frozen=True, kw_only=True, eq=False)
class Total(OfSeveral):
    """几个金额加起来。"""

    EXAMPLE: ClassVar[str] = '{ is = "合计", of = [{ is = "每人一次", yuan = 500 }, { is = "每人每月", yuan = 200 }] }'

    def compute(self, look: "Look", heads: Heads) -> Amount:
        found, text = self.parts(look, heads)
        low = sum(f.low for f in found)
        high = None if any(f.high is None for f in found) else sum(f.high or 0 for f in found)
        return Amount(low, high, f"{text},合计 {yuan(low)}", _months(found))


def _months(found: list[Amount]) -> tuple[int, ...]:
    return tuple(sorted({m for f in found for m in f.months}))
