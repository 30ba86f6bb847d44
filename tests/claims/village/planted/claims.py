"""What is wrong about a claim: claimed twice, categories, months that nothing covers, ages, recognition, shares."""

from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

from tests.claims.village.planted.case import Case, case, claimed, plants, with_days, with_pay, with_worker
from workshop.claims.rules.inspecting.claim_facts import ClaimedFacts, ClaimFacts, ShareMonth, WrittenFacts
from workshop.claims.rules.inspecting.facts import CategoryFacts, InspectionFacts
from workshop.claims.rules.months import first_day, last_day

Person = tuple[int, tuple[int, ...]]


def somebody(facts: InspectionFacts, dice: Random) -> Person | None:
    """One of the claim, with his months."""
    people = [one for one in claimed(facts) if one[1]]
    return dice.choice(people) if people else None


def with_claim(facts: InspectionFacts, **more: Any) -> InspectionFacts:
    """The claim asks something else."""
    assert facts.claim is not None
    return replace(facts, claim=replace(facts.claim, **more))


def _claim(facts: InspectionFacts) -> ClaimFacts:
    assert facts.claim is not None
    return facts.claim


@plants("claimed_twice")
def twice(facts: InspectionFacts, dice: Random) -> Case | None:
    """In another workshop under his number, his old number or another spelling; or here in a claim of before."""
    one = somebody(facts, dice)
    if one is None:
        return None
    worker, claim = facts.workers[one[0]], _claim(facts)
    months = tuple(dice.sample(one[1], dice.randrange(1, len(one[1]) + 1)))
    how = dice.randrange(4)
    written = None
    if how == 1 and worker.old:
        written = WrittenFacts("某某", "", None, "", worker.old)
    elif how == 2 and worker.born:
        facts = with_worker(facts, worker.id, person="")
        written = WrittenFacts(f"{worker.name[0]} {worker.name[1:]}", worker.sex, worker.born, "another", "")
    elif how == 3 and worker.born and len(worker.name) == 3:
        written = WrittenFacts(worker.name[:2] + "芗", worker.sex, worker.born, "", "")
    where = "" if written is None and dice.random() < 0.4 else "另一个车间"
    other = ClaimedFacts(
        worker.id, 4, "SL-2025-0004" if not where else "", claim.scheme, "", where, months, "", written
    )
    return case(replace(facts, claimed=(*facts.claimed, other)), (worker.id,), months)


@plants("fund_stacked")
def one_fund(facts: InspectionFacts, dice: Random) -> Case | None:
    """The same money under another name."""
    one = somebody(facts, dice)
    if one is None:
        return None
    claim = _claim(facts)
    months = tuple(dice.sample(one[1], dice.randrange(1, len(one[1]) + 1)))
    payee = dice.choice(("", claim.claim.payee))
    where = dice.choice(("", "另一个车间"))
    other = ClaimedFacts(one[0], 4, "SL-2025-0004", "county_2024_3/带动奖补", claim.fund, where, months, payee)
    return case(replace(facts, claimed=(*facts.claimed, other)), (one[0],), months)


def _category(facts: InspectionFacts, worker: int, **more: Any) -> InspectionFacts:
    entry = facts.workers[worker].categories[0]
    return with_worker(facts, worker, categories=(entry._replace(**more),))


@plants("category_source")
def her_own_word(facts: InspectionFacts, dice: Random) -> Case | None:
    """Nobody looked it up."""
    one = somebody(facts, dice)
    if one is None:
        return None
    lack = dice.choice(
        ({"source": ""}, {"source": "自述"}, {"checked_on": None}, {"source": " 本人自报 ", "checked_on": None})
    )
    return case(_category(facts, one[0], **lack), (one[0],))


@plants("category_stale")
def years_ago(facts: InspectionFacts, dice: Random) -> Case | None:
    """The list is of the year before last."""
    one = somebody(facts, dice)
    if one is None:
        return None
    name = facts.workers[one[0]].categories[0].name
    days = dice.randrange(370, 900) if name in ("脱贫户", "低保", "易地搬迁", "残疾") else dice.randrange(190, 700)
    return case(_category(facts, one[0], checked_on=facts.on - timedelta(days)), (one[0],))


@plants("category_late")
def not_yet(facts: InspectionFacts, dice: Random) -> Case | None:
    """Taken in after the first months claimed, or out before the last."""
    one = somebody(facts, dice)
    if one is None:
        return None
    if dice.random() < 0.6:
        since = first_day(min(one[1]) + 1) + timedelta(dice.randrange(40))
        return case(_category(facts, one[0], since=since), (one[0],), (min(one[1]),))
    entry = facts.workers[one[0]].categories[0]._replace(since=first_day(min(one[1]) - 20))
    out = CategoryFacts(entry.name, first_day(max(one[1])) - timedelta(dice.randrange(20)), False, "乡镇核查", None)
    return case(with_worker(facts, one[0], categories=(entry, out)), (one[0],), (max(one[1]),))


@plants("month_no_contract")
def without_contract(facts: InspectionFacts, dice: Random) -> Case | None:
    """None at all, or one that ended before."""
    one = somebody(facts, dice)
    if one is None:
        return None
    old = facts.workers[one[0]].contracts[0]._replace(last=first_day(max(one[1])) - timedelta(dice.randrange(1, 200)))
    contracts = () if dice.random() < 0.4 else (old,)
    return case(with_worker(facts, one[0], contracts=contracts), (one[0],), (max(one[1]),))


@plants("month_no_work")
def never_there(facts: InspectionFacts, dice: Random) -> Case | None:
    """Paid and claimed, on no attendance."""
    people = [one for one in claimed(facts) if one[1] and any((one[0], month) in facts.work for month in one[1])]
    if not people:
        return None
    worker, months = dice.choice(people)
    month = dice.choice([one for one in months if (worker, one) in facts.work])
    return case(with_days(facts, (worker, month), ()), (worker,), (month,))


@plants("month_no_pay")
def no_wages(facts: InspectionFacts, dice: Random) -> Case | None:
    """Claimed for a month in which she got nothing."""
    one = somebody(facts, dice)
    if one is None:
        return None
    month = dice.choice(one[1])
    return case(with_pay(facts, (one[0], month), None), (one[0],), (month,))


@plants("month_not_insured")
def insured_for_a_day(facts: InspectionFacts, dice: Random) -> Case | None:
    """Insured until the claim's first month, or never."""
    one = somebody(facts, dice)
    if one is None:
        return None
    until = first_day(max(one[1])) - timedelta(dice.randrange(1, 150))
    insured = () if dice.random() < 0.4 else (("意外险", first_day(min(one[1]) - 12), until),)
    return case(
        with_claim(with_worker(facts, one[0], insured=insured), insurances=("意外险",)), (one[0],), (max(one[1]),)
    )


@plants("wrong_age")
def too_old(facts: InspectionFacts, dice: Random) -> Case | None:
    """Past the age of the paper, or short of it."""
    one = somebody(facts, dice)
    if one is None:
        return None
    worker = facts.workers[one[0]]
    if dice.random() < 0.7:
        born = first_day(max(one[1])).replace(year=first_day(max(one[1])).year - 61) - timedelta(
            dice.randrange(1, 2000)
        )
        return case(with_claim(with_worker(facts, one[0], born=born), oldest={worker.sex: 60}), (one[0],), one[1])
    first = last_day(min(one[1]))
    born = first.replace(year=first.year - 18, day=1) + timedelta(dice.randrange(32, 600))
    return case(with_claim(with_worker(facts, one[0], born=born), youngest=18), (one[0],), one[1])


@plants("not_recognised")
def before_the_plate(facts: InspectionFacts, dice: Random) -> Case | None:
    """Recognised after the first months claimed, or struck off before the last."""
    months = sorted({month for _, mine in claimed(facts) for month in mine})
    if len(months) < 2:
        return None
    if dice.random() < 0.6:
        at = dice.randrange(1, len(months))
        return case(replace(facts, states=(("认定", first_day(months[at]), None),)), (), months[:at])
    struck = first_day(months[-1]) - timedelta(1)
    return case(replace(facts, states=(("认定", None, struck), ("清理", struck, None))), (), months[-1:])


@plants("share_low")
def only_on_the_day(facts: InspectionFacts, dice: Random) -> Case | None:
    """The share is reached when the claim is made, not before; by a head at the least."""
    months = sorted({month for _, mine in claimed(facts) for month in mine})
    if len(months) < 2:
        return None
    heads = dice.randrange(9, 60)
    asked = dice.choice((3000, 3333, 5000))
    part = -(-asked * heads // 10_000)
    low = set(dice.sample(months[:-1], dice.randrange(1, len(months))))
    shares = tuple(ShareMonth(month, "脱贫人口占比", part - (month in low), heads, asked) for month in months)
    return case(with_claim(facts, shares=shares), (), low)
