"""The small print of sums: edges of dates and figures, what is told beside the sum, and what nobody knows."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from tests.claims.stage import assessment, paper, pay, run
from tests.claims.test_inspection_facts import a_claim
from tests.claims.test_notice_rules import notice, photo
from tests.claims.test_recognition import WAYS
from workshop.claims.rules.amounts.base import PERSON, WORKSHOP
from workshop.claims.rules.claiming.asked import read_asked
from workshop.claims.rules.facts import Span
from workshop.claims.rules.inspecting.claim_facts import Limit
from workshop.claims.rules.months import add_months
from workshop.claims.rules.posting.doubts import list_doubts
from workshop.claims.rules.posting.standing import Listed, find_changes
from workshop.claims.rules.recognising import merge_states

SIX = {"months": ["2022-01..2022-06 20天 1000元"], "household": "H1"}
DECIDED, REMOVED = WAYS["recognised"], WAYS["removed"]
ANYBODY = 'person = { is = "累计月数", at_least = 1 }'
ONCE = f'amount = {{ is = "每人一次", yuan = 500 }}\n{ANYBODY}\n'
MONTHLY = f'amount = {{ is = "每人每月", yuan = 200 }}\n{ANYBODY}\n'


def bounds(found: Any) -> tuple[int, int | None]:
    return found.low, found.high


# ---- sums of a person


def test_a_sum_by_the_quarter_stops_at_the_most_months_though_more_were_worked():
    text = '{ is = "每人每月", yuan = 100, per_months = 3, most_months = 6 }'
    assert pay(text, {"months": ["2022-01..2022-11 900元"]}).fen == 200_00


def test_a_single_sum_is_the_one_in_force_on_the_last_day():
    text = '{ is = "每人一次", yuan = [{ from = 2020-01-01, value = 200 }, { from = 2022-05-01, value = 300 }] }'
    assert pay(text).fen == 300_00


def test_a_sum_in_force_only_after_the_claim_was_handed_in_is_not_that_of_the_claim():
    text = '{ is = "每人一次", yuan = [{ from = 2020-01-01, value = 200 }, { from = 2022-05-01, value = 300 }] }'
    assert pay(text, on=date(2022, 4, 30)).fen == 200_00


TRAINED = '{ is = "每人每天", yuan = 30, of = "培训" }'


def course(start: tuple[int, int], end: tuple[int, int], days: int | None = None, **more: Any) -> dict[str, Any]:
    found = {"kind": "岗前培训", "from": date(2022, *start), "to": date(2022, *end), **more}
    return found if days is None else found | {"days": days}


def test_days_of_training_are_those_of_the_time_and_not_those_of_who_taught():
    taught = course((5, 1), (5, 9), 9, mentor=True)
    before = {**course((5, 1), (5, 9), 7), "from": date(2021, 5, 1), "to": date(2021, 5, 9)}
    after = {**course((5, 1), (5, 9), 8), "from": date(2023, 5, 1), "to": date(2023, 5, 9)}
    trainings = [course((3, 1), (3, 5), 5), taught, before, after]
    assert pay(TRAINED, {"trainings": trainings}).fen == 150_00


def test_training_that_begins_or_ends_on_a_last_day_still_counts():
    over = [
        {**course((1, 1), (1, 1), 2), "from": date(2021, 12, 30)},
        {**course((12, 31), (12, 31), 3), "to": date(2023, 1, 2)},
    ]
    assert pay(TRAINED, {"trainings": over}).fen == 150_00


def test_training_whose_days_nobody_wrote_leaves_the_sum_open_above():
    trainings = [course((3, 1), (3, 5), 5), course((4, 1), (4, 5))]
    assert bounds(pay(TRAINED, {"trainings": trainings})) == (150_00, None)


def test_where_no_training_is_registered_that_is_said():
    assert pay(TRAINED).sentence.startswith("天数没有登记")


def test_a_part_of_pay_that_nobody_knows_is_at_least_nothing():
    assert bounds(pay('{ is = "工资比例", percent = "10%" }', {"months": ["2022-06 22天"]})) == (0, None)


def test_a_part_of_insurance_needs_the_day_from_which_it_counts():
    text = '{ is = "保险费比例", kinds = ["养老"], percent = "50%", window = "合同以来" }'
    assert pay(text, {"months": ["2022-01 900元 养老200"]}).fen is None


def test_from_the_first_day_of_the_contract_on():
    text = '{ is = "每人每月", yuan = 100, window = "合同以来" }'
    contracts = ["劳动合同 2022-03-01..2022-12-31", "劳动合同 2022-05-01..2022-12-31"]
    assert pay(text, {**SIX, "contracts": contracts}).fen == 400_00


# ---- sums of the workshop


def test_costs_that_nobody_had_are_nothing_in_words():
    found = pay('{ is = "费用比例", kinds = ["租金"], percent = "50%" }', workshop={"costs": []})
    assert (found.fen, found.sentence) == (0, "租金 0 元 = 0.00 元")


def test_a_tier_of_unknown_sum_is_unknown_however_many_there_are():
    text = '{ is = "按人数分档", how = "每人", steps = [{ from = 5, yuan = "未见" }] }'
    assert pay(text, {}, {}, 12).fen is None


def test_below_the_lowest_tier_no_grade_brings_anything():
    text = '{ is = "等级人数表", heads = [10], grades = { "优秀" = [40000] } }'
    assert bounds(pay(text, {}, {}, 5)) == (0, 0)
    assert bounds(pay(text, {}, {}, 10)) == (0, 40_000_00)


@pytest.mark.parametrize(
    ("bought", "yuan"),
    [((2021, 12, 31), 0), ((2022, 1, 1), 500), ((2022, 12, 31), 500), ((2023, 1, 1), 0)],
)
def test_machines_bought_on_the_first_and_the_last_day_count(bought: tuple[int, int, int], yuan: int):
    text = '{ is = "每台设备", yuan = 500, bought_in = "申领期间" }'
    machines = [{"kind": "缝纫机", "count": 1, "bought_on": date(*bought)}]
    assert pay(text, {}, {"machines": machines}).fen == yuan * 100


@pytest.mark.parametrize(
    ("inner", "scope"), [('{ is = "一次性", yuan = 9 }', WORKSHOP), ('{ is = "每人一次", yuan = 9 }', PERSON)]
)
def test_a_choice_goes_to_whom_its_parts_go(inner: str, scope: str):
    amount = f'{{ is = "取低", of = ["未见", {inner}] }}'
    [benefit] = paper(f"amount = {amount}\n{ANYBODY}").programme.versions[0].benefits
    assert benefit.amount.scope == scope


# ---- one benefit


def test_months_count_as_the_version_says_where_the_benefit_says_nothing():
    version = "\n[[versions]]\nname = '现行'\nfrom = 2020-01-01\nmonth = { days = 15 }\n"
    reading = paper(f"amount = {{ is = '每人每月', yuan = 100 }}\n{ANYBODY}", version=version)
    worked = {"months": ["2022-01..2022-02 20天 900元", "2022-03..2022-06 10天 900元"]}
    assert assessment(reading, [worked]).versions[0].benefits[0].people[0].amount.fen == 200_00


@pytest.mark.parametrize(
    ("books_to", "goes_on"), [(date(2022, 12, 30), True), (date(2022, 12, 31), False), (None, False)]
)
def test_a_time_beyond_the_books_is_unfinished(books_to: date | None, goes_on: bool):
    shop = {} if books_to is None else {"books_to": books_to}
    assert run(ONCE, [SIX], shop).unfinished is goes_on


def test_what_was_paid_for_another_time_is_not_taken_off_when_a_batch_is_computed_again():
    earlier = {**SIX, "received": ["paper/补贴 2021-01-01..2021-12-31 300元"]}
    assert run(f'{MONTHLY}recompute = "补差并追回"', [earlier]).people[0].amount.fen == 1200_00


@pytest.mark.parametrize(("paid", "word"), [(300, "补差 900.00 元"), (1500, "应追回 300.00 元")])
def test_what_is_paid_more_or_back_has_its_word(paid: int, word: str):
    person = {**SIX, "received": [f"paper/补贴 2022-01-01..2022-06-30 {paid}元"]}
    assert word in run(f'{MONTHLY}recompute = "补差并追回"', [person]).people[0].amount.sentence


def test_equal_sums_are_multiplied_before_ones_eyes_and_others_are_added():
    assert run(ONCE, [SIX, SIX]).amount.sentence == "2 人 × 500.00 元 = 1,000.00 元"
    other = {"months": ["2022-01 20天 1000元"]}
    assert run(MONTHLY, [SIX, other]).amount.sentence == "2 人合计 1,400.00 元"


def test_a_paper_of_the_workshop_is_asked_once_and_not_of_everybody():
    evidence = 'evidence = [{ name = "执照", any_of = [["营业执照"]] }, { name = "身份证", any_of = [["身份证"]], of = "每人" }]'
    found = run(ONCE + evidence, [{**SIX, "documents": {}}, SIX], {"documents": {}}).evidence
    assert ["每人" in one.sentence for one in found] == [False, True]


@pytest.mark.parametrize(("people", "told"), [(10, False), (12, True)])
def test_of_many_who_lack_a_paper_ten_are_named_and_the_rest_counted(people: int, told: bool):
    lacking = {**SIX, "documents": {"身份证": False}, "count": people}
    [found] = run(ONCE + 'evidence = [{ name = "身份证", any_of = [["身份证"]], of = "每人" }]', [lacking]).evidence
    assert (f"等 {people} 人" in found.sentence) is told


def test_a_benefit_from_the_day_of_hire_can_be_asked_of_the_workshop_too():
    found = run(f'{MONTHLY}window = {{ kind = "申领期间", after_hire = true }}', [{**SIX, "hired": date(2022, 3, 1)}])
    assert found.people[0].amount.fen == 800_00


# ---- caps


def test_a_sum_that_just_reaches_its_cap_is_not_told_as_cut():
    for yuan, cut in ((1200, False), (1199, True)):
        found = run(f'{MONTHLY}caps = [{{ per = "人", yuan = {yuan} }}]', [SIX]).people[0].amount
        assert ("不超过" in found.sentence) is cut


def test_a_cap_for_each_month_cuts_the_months_that_are_paid():
    found = run(f'{MONTHLY}caps = [{{ per = "人月", yuan = 150 }}]', [SIX]).people[0].amount
    assert (found.fen, "每人每月不超过" in found.sentence) == (900_00, True)


@pytest.mark.parametrize(("away", "yuan"), [(60, 1200), (61, 600)])
def test_five_years_before_retirement_are_five_years_to_the_month(away: int, yuan: int):
    """From 1 January 2022, when the time begins, so many months to the day of sixty."""
    cap = 'caps = [{ per = "人", months = 3, within = "历来", retirement = { within_years = 5, men = 60 } }]'
    person = {**SIX, "sex": "男", "born": add_months(date(2022, 1, 1), away - 60 * 12)}
    assert run(MONTHLY + cap, [person]).people[0].amount.fen == yuan * 100


# ---- instalments and calendars


def test_an_instalment_after_the_approval_counts_from_the_first_of_those_whose_day_is_known():
    parts = 'instalments = [{ share = "100%", after = "首期", within_days = 10 }]'
    approvals = [
        "paper/补贴 2022-01-01..2022-12-31 批准:2022-05-01",
        "paper/补贴 2022-01-01..2022-12-31 批准:2022-05-02 首期:2022-06-01",
    ]
    found = run(f'amount = {{ is = "一次性", yuan = 100 }}\n{parts}', [], {"approvals": approvals})
    assert found.instalments[0].due == date(2022, 6, 11)


# ---- recognition and notices


@pytest.mark.parametrize(
    ("last", "told"),
    [
        (date(2025, 1, 30), date(2025, 1, 30)),  # ended by hand before the county decided: stays as it was written
        (date(2025, 2, 1), date(2025, 1, 31)),  # reaches into what the steps say: up to the day before
        (None, date(2025, 1, 31)),
    ],
)
def test_what_was_written_by_hand_ends_the_day_before_the_county_decided(last: date | None, told: date):
    by_hand = (Span("监测待处置", date(2024, 1, 1), last),)
    assert Span("监测待处置", date(2024, 1, 1), told) in (merge_states(by_hand, [DECIDED]) or ())


@pytest.mark.parametrize(("first", "kept"), [(date(2025, 1, 31), True), (date(2025, 2, 1), False)])
def test_what_was_written_by_hand_from_the_day_of_the_decision_on_does_not_count(first: date, kept: bool):
    spans = merge_states((Span("监测待处置", first),), [DECIDED]) or ()
    assert (Span("监测待处置", first, date(2025, 1, 31)) in spans) is kept
    assert [span.first for span in spans if span.name == "监测待处置"].count(first) == kept


def test_of_two_kinds_that_were_removed_the_first_ends_what_was_written_by_hand():
    other = [replace(entry, on=add_months(entry.on, 1)) for entry in REMOVED]
    told = merge_states((Span("示范", date(2024, 6, 1)),), [other, REMOVED]) or ()
    assert [span.last for span in told if span.name == "示范"] == [date(2025, 11, 30)]


def test_more_people_and_more_money_for_others_are_both_told():
    posted, now = Listed({1: 600}, 600), Listed({1: 700, 3: 400}, 1100)
    assert find_changes(posted, now) == "多了 1 人、1 人的金额变多"


def test_a_list_checked_on_the_very_day_it_hung_is_not_doubted():
    early, late = datetime(2026, 3, 1, 16, 0), datetime(2026, 3, 2, 16, 0)  # midnight of the 2nd and of the 3rd
    assert [bool(list_doubts(notice(), made)) for made in (early, late)] == [False, True]


def test_a_camera_may_be_a_day_ahead_and_no_more():
    handed_in = datetime(2026, 3, 4, 0, 0)
    for ahead, told in ((timedelta(days=1), False), (timedelta(days=1, minutes=1), True)):
        shown = photo(taken=handed_in + timedelta(hours=8) + ahead, at=handed_in)
        assert ("比上传还晚" in "".join(list_doubts(notice(photos=(shown,))))) is told


# ---- what the checks of inspectors are told of a paper


def test_a_figure_that_changed_is_that_of_the_last_day_of_the_claim():
    steps = "[{ from = 2020-01-01, value = 3 }, { from = 2026-06-30, value = 4 }, { from = 2026-07-01, value = 5 }]"
    reading = paper(f'amount = {{ is = "每人一次", yuan = 5 }}\nperson = {{ is = "累计月数", at_least = {steps} }}')
    assert read_asked(reading.programme, a_claim("补贴", "现行")).limits == (Limit("months", 4),)


def test_a_figure_that_is_not_yet_in_force_is_none():
    reading = paper(
        'amount = { is = "每人一次", yuan = 5 }\n'
        'person = { is = "累计月数", at_least = [{ from = 2026-07-01, value = 5 }] }'
    )
    assert read_asked(reading.programme, a_claim("补贴", "现行")).limits == ()


def test_insurance_that_a_month_needs_is_asked_of_everybody():
    month = 'month = { counts = ["有工资"], insured = ["工伤"] }'
    found = read_asked(paper(f"{ONCE}{month}").programme, a_claim("补贴", "现行"))
    assert found.insurances == ("工伤",)
