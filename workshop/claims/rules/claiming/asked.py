"""What the paper of a claim asks, as the inspectors' checks are told it: thresholds, ages, contracts, insurances, categories. Pure."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from workshop.claims.rules.conditions import All, Condition
from workshop.claims.rules.counting import MonthTest
from workshop.claims.rules.inspecting.claim_facts import ClaimFacts, Limit, ShareMonth
from workshop.claims.rules.look import Look
from workshop.claims.rules.months import month_of
from workshop.claims.rules.programme import Benefit, Programme, Version
from workshop.claims.rules.scales import RATIO
from workshop.claims.rules.stated import Dated, Exactly, Stated
from workshop.claims.rules.wordlists import CATEGORY_GROUPS
from workshop.claims.rules.words.contracts import Contract, Insurance
from workshop.claims.rules.words.people import Age, Category
from workshop.claims.rules.words.shares import Share
from workshop.claims.rules.words.states import State
from workshop.claims.rules.words.times import MonthsInAll, MonthsInARun
from workshop.claims.rules.words.wages import AveragePay, PayInAll
from workshop.claims.values import Claim


def read_asked(programme: Programme | None, claim: Claim, shares: tuple[ShareMonth, ...] = ()) -> ClaimFacts:
    """What the version and benefit of the claim ask of everybody; of a paper that is not on the shelf nothing is known.

    What is asked only in one of several ways is left out: the checks ask about what holds for all.
    """
    found = find_benefit(programme, claim)
    if found is None:
        return ClaimFacts(claim, contract=False, recognised=False)
    version, benefit = found
    fund, asked = benefit.fund or version.fund, list(_all(benefit.person))
    ages = [one for one in asked if isinstance(one, Age)]
    month = benefit.month or version.month
    return ClaimFacts(
        claim,
        fund.source if fund else "",
        tuple(_limits(asked, month, claim.last)),
        shares,
        max((one.from_ for one in ages if one.from_ is not None), default=None),
        _oldest(ages),
        any(isinstance(one, Contract) for one in asked) or bool(month and month.contract),
        _insurances(asked, month),
        any(isinstance(one, State) for one in _all(benefit.workshop)),
        _categories(asked),
    )


def find_benefit(programme: Programme | None, claim: Claim) -> tuple[Version, Benefit] | None:
    """The version and benefit that a claim was made under."""
    versions = programme.versions if programme else ()
    return next(
        ((v, b) for v in versions if v.name == claim.version for b in v.benefits if b.name == claim.benefit), None
    )


def monthly_shares(benefit: Benefit) -> list[Share]:
    """The shares that are asked of the workshop, each to be looked at in every month."""
    asked = [one for one in _all(benefit.workshop) if isinstance(one, Share) and isinstance(one.at_least, Exactly)]
    return [replace(one, at="期内每月") for one in asked]


def list_shares(share: Share, look: Look) -> Iterator[ShareMonth]:
    """Each month of a share that can be told for certain."""
    asked = _value(share.at_least, look.asked.last)
    for view, on in share.moments(look):
        found = share.share_on(view, on)
        if asked is not None and found is not None and on is not None and found[0] == found[1]:
            yield ShareMonth(month_of(on), share.id or "占比", *found[2:], asked * 10_000 // RATIO.factor)


def _all(condition: Condition | None) -> Iterator[Condition]:
    """What must hold of everybody: a condition and the parts of those that ask for all of their parts."""
    if condition is None:
        return
    yield condition
    if isinstance(condition, All):
        for part in condition.all:
            yield from _all(part)


def _limits(asked: list[Condition], month: MonthTest | None, on: date) -> Iterator[Limit]:
    for one in asked:
        least = _value(getattr(one, "at_least", None), on)
        if least is None:
            continue
        if isinstance(one, PayInAll):
            yield Limit("total", least)
        elif isinstance(one, AveragePay):
            yield Limit("average", least)
        elif isinstance(one, MonthsInAll | MonthsInARun):
            yield Limit("months", least)
    if month is not None and (days := _value(month.days, on)) is not None:
        yield Limit("days", days)


def _value(stated: object, on: date) -> int | None:
    """A figure that stands in the file itself; what the county sets is asked of its office."""
    if isinstance(stated, Dated):
        begun: list[Stated] = [one for start, one in stated.steps if start <= on]
        return _value(begun[-1], on) if begun else None
    return stated.figure.value if isinstance(stated, Exactly) else None


def _oldest(ages: list[Age]) -> dict[str, int]:
    found: dict[str, int] = {}
    for age in ages:
        for sex, most in (("男", age.men_to), ("女", age.women_to)):
            limit = most if most is not None else age.to
            if limit is not None:
                found[sex] = min(limit, found.get(sex, limit))
    return found


def _insurances(asked: list[Condition], month: MonthTest | None) -> tuple[str, ...]:
    named = [kind for one in asked if isinstance(one, Insurance) and one.need == "全部" for kind in one.kinds]
    return tuple(dict.fromkeys((*named, *(month.insured if month else ()))))


def _categories(asked: list[Condition]) -> frozenset[str]:
    """The categories of the first test of them, groups by their members; empty where there is none."""
    tests = [one for one in asked if isinstance(one, Category)]
    words = (*tests[0].any_of, *tests[0].others) if tests else ()
    return frozenset(name for word in words for name in CATEGORY_GROUPS.get(word, (word,)))
