"""Taking what is owed from what is left, and carrying the rest to the next run (pay rules 7.7)."""

from collections.abc import Iterable

from workshop.pay.rules.facts import Owed
from workshop.pay.rules.results import Deduction
from workshop.pay.rules.sentences import yuan

CARRIES = frozenset({"advance", "loss", "other"})


def in_order(owed: Iterable[Owed]) -> list[Owed]:
    """Sums given back first, then balances of the run before, then by date: the oldest first."""
    return sorted(owed, key=lambda o: (o.amount > 0, not o.carried, o.on, o.name, o.amount))


def take(owed: Iterable[Owed], limit: int, rule: str) -> tuple[list[Deduction], list[Owed]]:
    """Takes each sum in order as far as `limit` reaches; what is left over in a step that carries becomes a balance."""
    deductions, balances = [], []
    for one in in_order(owed):
        taken = min(one.amount, max(0, limit))
        limit -= taken
        rest = one.amount - taken if one.step in CARRIES else 0
        deductions.append(Deduction(one.step, rule, one.name, one.amount, taken, rest, _sentence(one, taken, rest)))
        if rest:
            balances.append(one._replace(amount=rest, carried=True))
    return deductions, balances


def _sentence(owed: Owed, taken: int, rest: int) -> str:
    start = f"上期结转:{owed.name}" if owed.carried else owed.name
    if taken == owed.amount:
        return f"{start} = {yuan(taken)} 元"
    end = f",结转下期 {yuan(rest)} 元" if rest else ""
    return f"{start} 应扣 {yuan(owed.amount)} 元,本期扣 {yuan(taken)} 元{end}"
