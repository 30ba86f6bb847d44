"""What of a claim is asked about and what just not: each check at its limit and one beyond it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.claims.small_books import (
    HEADS,
    MARCH,
    ON,
    books,
    claim,
    claimed,
    day,
    order,
    paid,
    sentences,
    with_days,
    with_pay,
    with_worker,
)
from workshop.claims.rules.inspecting.asking import ask_questions
from workshop.claims.rules.inspecting.claim_facts import ClaimedFacts, Limit, ShareMonth, WrittenFacts
from workshop.claims.rules.inspecting.facts import CategoryFacts, ContractFacts, Day, InspectionFacts, ReturnFacts
from workshop.claims.rules.inspecting.questions import Question

FACTS = claimed()
EVERYBODY = tuple(range(HEADS))
HALF_YEAR = tuple(range(MARCH - 5, MARCH + 1))


def before(month: int = MARCH, **more: object) -> InspectionFacts:
    """March stands in another claim."""
    facts: dict = {"scheme": "county_7/带动奖补", "fund": "衔接资金", "workshop": "另一个车间", "payee": "workshop"}
    other = ClaimedFacts(0, 0, "", months=(month,), **(facts | more))
    return replace(FACTS, claimed=(other,))


def own(number: int) -> InspectionFacts:
    """March stands in a claim of this workshop; the one that is looked at is the seventh."""
    return replace(FACTS, claimed=(ClaimedFacts(0, number, "", "county_7/带动奖补", "", "", (MARCH,)),))


def category(*entries: CategoryFacts) -> InspectionFacts:
    return with_worker(FACTS, 0, categories=entries)


def entry(since: date = date(2021, 1, 1), holds: bool = True, **more: object) -> CategoryFacts:
    return CategoryFacts("脱贫户", since, holds, "县名册", ON)._replace(**more)


def monitored(days: int) -> InspectionFacts:
    facts = claimed(categories=frozenset({"边缘易致贫户", "脱贫户"}))
    return with_worker(facts, 0, categories=(entry(name="边缘易致贫户", checked_on=ON - timedelta(days)),))


def contract(last: date) -> InspectionFacts:
    return with_worker(FACTS, 0, contracts=(ContractFacts("劳动合同", None, last),))


def insured(first: date) -> InspectionFacts:
    return with_worker(claimed(insurances=("意外险",), people=(0,)), 0, insured=(("意外险", first, None),))


def absent(**more: object) -> InspectionFacts:
    """Not there in March, but for what came back from home."""
    return replace(with_days(FACTS, 0, []), **more)


def born(on: date, youngest: int | None = None) -> InspectionFacts:
    return with_worker(claimed(youngest=youngest, oldest={"女": 60}), 0, born=on)


def recognised(first: date) -> InspectionFacts:
    return replace(FACTS, states=(("认定", first, None),))


def share(part: int) -> InspectionFacts:
    return claimed(shares=(ShareMonth(MARCH, "占比", part, 30, 3000),))


def pays(*fen: int) -> InspectionFacts:
    """Everybody claims, some with so much in March, the others far above; a threshold of a thousand."""
    facts = claimed(people=EVERYBODY, limits=(Limit("total", 1000),))
    return with_pay(facts, *(paid(key, fen[key] if key < len(fen) else 9000 + key) for key in EVERYBODY))


def averages(*fen: int) -> InspectionFacts:
    """Some claim two months with so much together; a threshold of a thousand a month."""
    facts = claimed(months=(MARCH - 1, MARCH), people=tuple(range(len(fen))), limits=(Limit("average", 1000),))
    for key, whole in enumerate(fen):
        facts = with_pay(facts, paid(key, whole - 900, MARCH - 1), paid(key, 900))
    return facts


def months_of(*halves: int, full: int = 52, least: int = 30) -> InspectionFacts:
    """Some claim with so many half days in March, the others came on more; a threshold of fifteen days."""
    facts = claimed(people=tuple(range(len(halves))), limits=(Limit("days", least),))
    for key in EVERYBODY:
        count = halves[key] if key < len(halves) else full
        days = [day(key, n) for n in range(1, count // 2 + 1)]
        facts = with_days(facts, key, days + [day(key, 31, status="半天")] * (count % 2))
    return facts


def rising(
    last: int, usual: int = 1000, others: int = 1000, months: int = 3, least: int = 3001, days: int = 12
) -> InspectionFacts:
    """A thousand a month and a last one that differs, for him and for the others; a threshold of the whole."""
    span = tuple(range(MARCH - months + 1, MARCH + 1))
    facts = claimed(months=span, people=EVERYBODY, limits=(Limit("total", least),))
    for key in EVERYBODY:
        for month in span:
            mine = usual if key == 0 else 1000
            fen = (last if key == 0 else others) if month == MARCH else mine
            facts = with_pay(facts, paid(key, fen, month))
            many = days if (key, month) == (0, MARCH) else 12
            facts = with_days(facts, key, [day(key, n) for n in range(1, many + 1)], month)
    return facts


def thin(halves: int, asked: int = 2) -> InspectionFacts:
    facts = claimed(months=(MARCH - 1, MARCH), limits=(Limit("months", asked),))
    days = [day(0, n) for n in range(1, halves // 2 + 1)] + [day(0, 31, status="半天")] * (halves % 2)
    return with_days(facts, 0, days)


CASES: dict[str, list[tuple[InspectionFacts, InspectionFacts]]] = {
    "claimed_twice": [
        (before(MARCH - 1), before()),
        (before(scheme="county_7/稳岗补助", fund=""), before(fund="")),
        (own(7), own(6)),
        (
            before(written=WrittenFacts("赵氏", "女", date(1980, 1, 10), "other")),
            before(written=WrittenFacts("某氏", "", None, "id0")),
        ),
    ],
    "fund_stacked": [
        (before(scheme="x/y", payee="worker"), before(scheme="x/y")),
        (before(scheme="x/y", fund="就业补助资金"), before(scheme="x/y", payee="")),
        (before(), before(scheme="county_7/稳岗补助")),
    ],
    "category_source": [
        (category(entry()), category(entry(source=" 自述 "))),
        (category(entry(checked_on=None), entry(date(2022, 1, 1))), category(entry(checked_on=None))),
        (
            category(entry(source=""), entry(date(2022, 1, 1))),
            category(entry(), entry(date(2022, 1, 1), False), entry(date(2023, 1, 1), source="")),
        ),
    ],
    "category_stale": [
        (monitored(184), monitored(185)),
        (category(entry(checked_on=ON - timedelta(366))), category(entry(checked_on=ON - timedelta(367)))),
    ],
    "category_late": [
        (category(entry(date(2025, 3, 31))), category(entry(date(2025, 4, 1)))),
        (category(entry(), entry(date(2025, 3, 2), False)), category(entry(), entry(date(2025, 3, 1), False))),
    ],
    "month_no_contract": [(contract(date(2025, 3, 1)), contract(date(2025, 2, 28)))],
    "month_no_work": [
        (
            absent(orders=(order(worker=0),)),
            absent(orders=(order(worker=0, returns=(ReturnFacts(date(2025, 4, 1), 1),)),)),
        ),
        (with_days(FACTS, 0, [day(0, 3)]), with_days(FACTS, 0, [Day(3, "事假")])),
        (with_pay(absent(), paid(0, 9, taken_home=1)), absent()),
    ],
    "month_no_pay": [(with_pay(FACTS, paid(0, 1)), with_pay(FACTS, paid(0, 0)))],
    "month_not_insured": [(insured(date(2025, 3, 31)), insured(date(2025, 4, 1)))],
    "wrong_age": [
        (born(date(1964, 3, 2)), born(date(1964, 3, 1))),
        (born(date(2007, 3, 31), 18), born(date(2007, 4, 1), 18)),
        (born(date(2009, 3, 31)), born(date(2009, 4, 1))),
    ],
    "not_recognised": [(recognised(date(2025, 3, 31)), recognised(date(2025, 4, 1)))],
    "share_low": [(share(9), share(8))],
    "just_over_pay": [
        (averages(2000, 2020, 2042), averages(2000, 2020, 2040)),
        (pays(1000, 1010), pays(1000, 1010, 1020)),
        (pays(1000, 1010, 1021), pays(1000, 1010, 1020)),
        (pays(999, 1010, 1020), pays(1000, 1010, 1020)),
        (pays(1000, 1010, 1020, 1021, 1040, 1060, 1080, 1104), pays(1000, 1010, 1020, 1021, 1040, 1060, 1104, 1105)),
    ],
    "just_over_days": [
        (months_of(32, 33, 32, full=40, least=32), months_of(32, 33, 32, full=41, least=32)),
        (months_of(30, 31), months_of(30, 31, 30)),
        (months_of(30, 31, 32), months_of(30, 31, 31)),
        (months_of(30, 31, 30, full=37), months_of(30, 31, 30, full=38)),
    ],
    "topped_up": [
        (rising(1599), rising(1600)),
        (rising(1600, others=1300), rising(1600, others=1299)),
        (rising(1600, months=2, least=2001), rising(1600, least=3600)),
        (rising(1600, least=3000), rising(1600, least=3001)),
        (rising(1600, least=3601), rising(1600, least=3600)),
        (rising(1600, days=13), rising(1600, days=12)),
    ],
    "thin_month": [(thin(7), thin(6)), (thin(6, 3), thin(1)), (thin(0), thin(1))],
}
PAIRS = [(code, quiet, asked) for code, pairs in CASES.items() for quiet, asked in pairs]


def test_the_small_books_and_their_claim_raise_no_question():
    assert [question.sentence for question in ask_questions(FACTS)] == []


@pytest.mark.parametrize(("code", "quiet", "asked"), PAIRS, ids=[code for code, *_ in PAIRS])
def test_at_its_limit_a_check_is_quiet_and_beyond_it_asks(code: str, quiet: InspectionFacts, asked: InspectionFacts):
    assert sentences(quiet, code) == []
    assert sentences(asked, code)
    assert code not in {one.check for one in ask_questions(asked, without=(code,))}


def test_a_lump_claims_for_the_months_of_employment_alone():
    lump = claim(months=HALF_YEAR)
    people = tuple(replace(one, months=()) for one in lump.claim.people)
    facts = replace(books(), claim=replace(lump, claim=replace(lump.claim, people=people)))
    for key in (0, 1, 2, 3):
        facts = with_worker(facts, key, hired=date(2025, 3, 1))
    assert not sentences(facts, "month_no_work")
    earlier = with_days(facts, 4, [day(4, 3)], MARCH - 1)
    assert sentences(with_worker(earlier, 0, hired=date(2025, 2, 28)), "month_no_work")
    left = with_worker(with_days(earlier, 0, [day(0, 3)], MARCH - 1), 0, hired=date(2025, 2, 1), left=date(2025, 2, 9))
    assert not sentences(with_days(left, 0, []), "month_no_work")
    assert sentences(with_days(left, 0, [], MARCH - 1), "month_no_work")


def test_the_category_of_another_person_says_nothing():
    facts = with_worker(FACTS, 1, categories=(entry(name="低保"),))
    people = tuple(
        replace(one, category="低保" if one.worker_id == 1 else one.category) for one in facts.claim.claim.people
    )
    facts = replace(facts, claim=replace(facts.claim, claim=replace(facts.claim.claim, people=people)))
    assert not sentences(facts, "category_late")
    assert "2025-04-01 起登记" in sentences(category(entry(date(2025, 4, 1))), "category_late")[0]


def test_a_workshop_that_was_struck_off_is_told_so():
    gone = replace(FACTS, states=(("认定", None, date(2025, 2, 1)), ("清理", date(2025, 2, 1), None)))
    assert "有清理的记录" in sentences(gone, "not_recognised")[0]
    assert "清理" not in sentences(recognised(date(2025, 4, 1)), "not_recognised")[0]


def without_source(*people: int) -> list[Question]:
    """What is asked of the sources where some people's categories came without one."""
    facts = claimed(people=EVERYBODY)
    for key in EVERYBODY:
        facts = with_worker(facts, key, categories=(entry(source="" if key in people else "县名册"),))
    return [one for one in ask_questions(facts) if one.check == "category_source"]


def test_two_without_a_source_are_two_questions_and_a_whole_import_is_one():
    assert [one.workers for one in without_source(0, 1)] == [(0,), (1,)]
    [together] = without_source(*EVERYBODY)
    assert together.workers == EVERYBODY
    assert together.sentence.startswith(f"{HEADS} 个人员类别没有来源")
    assert len(together.evidence) == HEADS


def test_others_without_a_source_are_another_question_under_the_same_head():
    [three], [four] = without_source(0, 1, 2), without_source(0, 1, 2, 3)
    assert three.key != four.key
    assert three.subject == four.subject
