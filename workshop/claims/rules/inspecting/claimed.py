"""Checks of what was claimed before: the same person and month twice, in one scheme or out of one fund."""

from collections.abc import Iterator

from workshop.claims.rules.inspecting.checks import check
from workshop.claims.rules.inspecting.claim_facts import ClaimedFacts, ClaimFacts
from workshop.claims.rules.inspecting.facts import InspectionFacts
from workshop.claims.rules.inspecting.identity import how_same
from workshop.claims.rules.inspecting.questions import Question
from workshop.claims.rules.inspecting.refs import months_text, of_claimed
from workshop.claims.rules.months import month_of

Overlap = tuple[ClaimedFacts, str, tuple[int, ...]]


def claimed_months(facts: InspectionFacts) -> dict[int, tuple[int, ...]]:
    """Worker → the months claimed for him; in a lump those of the service in which he was employed. Nothing without a claim."""
    if facts.claim is None:
        return {}
    claim = facts.claim.claim
    service = range(month_of(claim.first), month_of(claim.last) + 1)
    return {one.worker_id: one.months or _employed(facts, one.worker_id, service) for one in claim.people}


def _employed(facts: InspectionFacts, worker: int, service: range) -> tuple[int, ...]:
    mine = facts.workers[worker]
    until = month_of(mine.left) if mine.left else service.stop
    return tuple(month for month in service if month_of(mine.hired) <= month <= until)


@check("claimed_twice", "同一个月申领两次", (1,), (15,), "一人在几个车间、用几种写法各领一份;大数据比对出 1,039 条")
def find_claimed_twice(facts: InspectionFacts) -> Iterator[Question]:
    """Months of a person that stand in another claim of the same benefit, here or elsewhere, however he is written there."""
    for claim, other, how, months in _overlaps(facts):
        if other.scheme == claim.scheme:
            sentence = f"{facts.who(other.worker)} 的{months_text(months)}已在{_where(other)}申领过这项补贴({how})"
            figures = (other.workshop, other.number, how)
            yield of_claimed(
                "claimed_twice",
                other.worker,
                claim.claim.id,
                sentence,
                "一人一月一项补贴只领一次",
                *figures,
                months=months,
            )


@check("fund_stacked", "同一资金重叠", (1,), (23,), "同一笔资金对同一个人、同一段时间给了两次")
def find_fund_stacked(facts: InspectionFacts) -> Iterator[Question]:
    """Months of a person that another benefit out of the same fund pays to the same side."""
    for claim, other, how, months in _overlaps(facts):
        sides = {other.payee, claim.claim.payee} - {""}
        if other.scheme != claim.scheme and claim.fund and other.fund == claim.fund and len(sides) < 2:
            name = other.scheme.rpartition("/")[2]
            sentence = (
                f"{facts.who(other.worker)} 的{months_text(months)}在{_where(other)}已用{claim.fund}领「{name}」({how})"
            )
            figures = (other.workshop, other.number, other.scheme, claim.fund)
            yield of_claimed(
                "fund_stacked",
                other.worker,
                claim.claim.id,
                sentence,
                "同一资金同一时间只支持一次,办法另有规定的除外",
                *figures,
                months=months,
            )


def _overlaps(facts: InspectionFacts) -> Iterator[tuple[ClaimFacts, *Overlap]]:
    if facts.claim is None:
        return
    mine = claimed_months(facts)
    for other in facts.claimed:
        months = tuple(sorted(set(mine.get(other.worker, ())) & set(other.months)))
        how = how_same(other.written, facts.workers[other.worker]) if other.written else "身份证号相同"
        if months and how and (other.workshop or not other.claim or other.claim != facts.claim.claim.id):
            yield facts.claim, other, how, months


def _where(other: ClaimedFacts) -> str:
    number = f" {other.number}" if other.number else ""
    return f"{other.workshop or '本车间'}{number}"
