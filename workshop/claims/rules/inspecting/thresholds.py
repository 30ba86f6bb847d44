"""Checks of thresholds of pay and days: more people a hair above one than chance puts there."""

from collections.abc import Iterator, Mapping
from typing import TypeVar

from workshop.claims.rules.inspecting.checks import check
from workshop.claims.rules.inspecting.claim_facts import ClaimFacts, Limit
from workshop.claims.rules.inspecting.claimed import claimed_months
from workshop.claims.rules.inspecting.facts import InspectionFacts, WorkKey
from workshop.claims.rules.inspecting.limits import (
    NEAR_BANDS,
    NEAR_HALVES,
    NEAR_PEOPLE,
    NEAR_SHARE,
    NEAR_TIMES,
    NEAR_WHOLE,
    PRESENT,
)
from workshop.claims.rules.inspecting.questions import Question
from workshop.claims.rules.inspecting.refs import claim_ref, names, worker_ref
from workshop.kernel.money import format_yuan

Key = TypeVar("Key")
MEASURES = {"total": "合计工资", "average": "月均工资"}


def halves(facts: InspectionFacts, key: WorkKey) -> int:
    """Half days at work in a month."""
    return sum(1 if day.status == "半天" else 2 for day in facts.work.get(key, ()) if day.status in PRESENT)


@check("just_over_pay", "刚好够工资门槛的人多", (8,), (18,), "工资合计 6,000 元起补,好几个人都是 6,0xx 元")
def find_just_over_pay(facts: InspectionFacts) -> Iterator[Question]:
    """Several people a hair above a threshold of pay, few after them."""
    if facts.claim is None:
        return
    for limit in facts.claim.limits:
        if limit.measure in MEASURES and limit.least > 0:
            pay = {who: _pay(facts, limit, who, months) for who, months in claimed_months(facts).items()}
            band = limit.least * NEAR_SHARE // 100
            if near := _crowded(pay, limit.least, band):
                what = f"{MEASURES[limit.measure]}门槛 {format_yuan(limit.least)} 元"
                yield _many(facts, facts.claim, "just_over_pay", what, near, f"超出不到 {NEAR_SHARE}%")


@check("just_over_days", "刚好够天数门槛的人多", (8,), (18,), "每月做满 15 天才算,好几个人每月都是 15 天")
def find_just_over_days(facts: InspectionFacts) -> Iterator[Question]:
    """Several people whose months just have the days that make a month count, few with some more."""
    if facts.claim is None:
        return
    fullest = max((halves(facts, key) for key in facts.work), default=0)
    for limit in facts.claim.limits:
        if limit.measure == "days" and 0 < limit.least * 100 < NEAR_WHOLE * fullest:
            of_months = {
                (who, month): halves(facts, (who, month))
                for who, months in claimed_months(facts).items()
                for month in months
            }
            near = _crowded(of_months, limit.least, NEAR_HALVES)
            people = {key[0]: value for key, value in near.items()}
            if len(people) >= NEAR_PEOPLE:
                what = f"每月 {limit.least / 2:g} 天的门槛"
                yield _many(facts, facts.claim, "just_over_days", what, people, f"共 {len(near)} 个月只到这个天数")


def _pay(facts: InspectionFacts, limit: Limit, worker: int, months: tuple[int, ...]) -> int:
    slips = [slip.gross for month in months if (slip := facts.pay.get((worker, month)))]
    return sum(slips) if limit.measure == "total" else sum(slips) // max(len(slips), 1)


def _crowded(values: Mapping[Key, int], least: int, band: int) -> dict[Key, int]:
    """Who lies within `band` above the threshold, where they are far more than those in each of the next bands."""
    near = {key: value for key, value in values.items() if least <= value <= least + band}
    width = band + 1
    after = sum(least + width <= value < least + width * (1 + NEAR_BANDS) for value in values.values())
    crowd = len(near) >= NEAR_PEOPLE and len(near) * NEAR_BANDS >= NEAR_TIMES * after
    return near if crowd else {}


def _many(
    facts: InspectionFacts, claim: ClaimFacts, code: str, what: str, near: Mapping[int, int], how: str
) -> Question:
    ids = tuple(sorted(near))
    people = [facts.workers[one] for one in ids]
    sentence = f"{what},有 {len(ids)} 人刚好够到({how}):{names(people)};再高一些的反而很少"
    refs = (claim_ref(claim.claim.id), *(worker_ref(one) for one in ids[:5]))
    figures = (what, *(item for one in ids for item in (one, near[one])))
    usual = "工资和天数有高有低,不会都停在门槛上;请看原始的考勤和产量"
    return Question(code, refs[0], sentence, usual, figures, refs, ids)
