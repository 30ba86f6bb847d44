"""People who are brought to a threshold."""

from dataclasses import replace
from random import Random

from tests.claims.village.planted.case import Case, case, claimed, paid_days, plants, with_days, with_pay
from tests.claims.village.planted.claims import with_claim
from workshop.claims.rules.inspecting.claim_facts import Limit
from workshop.claims.rules.inspecting.facts import Day, InspectionFacts
from workshop.claims.rules.inspecting.thresholds import halves
from workshop.claims.values import ClaimPerson


def _paid(facts: InspectionFacts) -> list[tuple[int, tuple[int, ...]]]:
    return [(one, months) for one, months in claimed(facts) if months and all((one, m) in facts.pay for m in months)]


@plants("just_over_pay")
def some_yuan_more(facts: InspectionFacts, dice: Random) -> Case | None:
    """Those who were short get what was lacking and a little more, in their last month."""
    people = _paid(facts)
    if len(people) < 6:
        return None
    measure, least = dice.choice((("total", 600_000), ("average", 150_000)))
    chosen = dice.sample(people, max(4, len(people) // 3))
    for worker, months in chosen:
        whole = least * (len(months) if measure == "average" else 1)
        for at, month in enumerate(months):
            part = whole // len(months) + (dice.randrange(whole // 80) if at == len(months) - 1 else 0)
            slip = facts.pay[worker, month]
            facts = with_pay(facts, (worker, month), replace(slip, gross=part + len(months), net=part))
    return case(with_claim(facts, limits=(Limit(measure, least),)), [one for one, _ in chosen])


@plants("just_over_days")
def fifteen_ticks(facts: InspectionFacts, dice: Random) -> Case | None:
    """A third of the people have months of fifteen days: what lacks is ticked, what is over is kept for a brother."""
    present = sorted(one for one, months in claimed(facts) if any((one, month) in facts.work for month in months))
    if facts.claim is None or len(present) < 6:
        return None
    chosen = dice.sample(present, max(4, len(present) // 3))
    for one, months in claimed(facts):
        for month in months:
            if one in chosen and (one, month) in facts.work:
                facts = with_days(facts, (one, month), _fifteen(dice, facts.work[one, month]))
    people = facts.claim.claim.people
    kept = [replace(one, months=_full(facts, one)) for one in people]
    claim = replace(facts.claim.claim, people=tuple(one for one in kept if one.months))
    return case(with_claim(facts, claim=claim, limits=(Limit("days", 30),)), chosen)


def _full(facts: InspectionFacts, one: ClaimPerson) -> tuple[int, ...]:
    return tuple(month for month in one.months if halves(facts, (one.worker_id, month)) >= 30)


def _fifteen(dice: Random, days: tuple[Day, ...]) -> list[Day]:
    there = [day._replace(status="出勤") for day in paid_days(days)][:15]
    free = sorted(set(range(1, 29)) - {day.day for day in there})
    added = [Day(day, "出勤") for day in dice.sample(free, max(0, 15 - len(there)))]
    half = [Day(free[-1], "半天")] if not added and dice.random() < 0.2 else []
    return sorted([*there, *added, *half], key=lambda day: day.day)


@plants("topped_up")
def at_the_last(facts: InspectionFacts, dice: Random) -> Case | None:
    """Some hundred yuan short; the last month's slip makes it up."""
    people = [one for one in _paid(facts) if len(one[1]) >= 3]
    if len(people) < 2:
        return None
    worker, months = dice.choice(people)
    usual = dice.randrange(70_000, 150_000)
    for month in months:
        slip = facts.pay[worker, month]
        gross = usual * dice.randrange(94, 107) // 100
        facts = with_pay(facts, (worker, month), replace(slip, gross=gross, taken_home=gross if slip.taken_home else 0))
    more = usual * dice.randrange(80, 160) // 100
    last = facts.pay[worker, months[-1]]
    facts = with_pay(facts, (worker, months[-1]), replace(last, gross=usual + more))
    days = {month: paid_days(facts.work.get((worker, month), ())) for month in months}
    shortest = min(len(there) for there in days.values())
    for month, there in days.items():
        facts = with_days(facts, (worker, month), there[: max(shortest, 1)])
    whole = sum(facts.pay[worker, month].gross for month in months)
    return case(
        with_claim(facts, limits=(Limit("total", whole - more // dice.randrange(3, 8)),)), (worker,), months[-1:]
    )


@plants("thin_month")
def the_sixth_month(facts: InspectionFacts, dice: Random) -> Case | None:
    """Months enough, the last of a day or two."""
    people = [
        one for one in _paid(facts) if len(one[1]) >= 3 and len(paid_days(facts.work.get((one[0], one[1][-1]), ()))) > 3
    ]
    if not people:
        return None
    worker, months = dice.choice(people)
    key = (worker, months[-1])
    days = dice.sample(paid_days(facts.work[key]), dice.randrange(1, 4))
    facts = with_days(facts, key, sorted(days))
    return case(with_claim(facts, limits=(Limit("months", len(months)),)), (worker,), months[-1:])
