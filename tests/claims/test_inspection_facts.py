"""What the inspectors' checks are told out of the books: pay and where it went, prices, work at home, what the paper asks."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from tests.claims.stage import look, paper
from tests.conftest import NOW, W001
from tests.pay.paying import give_cards, lock
from tests.pay.stage import CHEN, MARCH, Stage, at
from tests.takehome.stage import ISSUED, bring, inspect, issue, set_the_home_stage
from workshop.claims.files.reading import read_file
from workshop.claims.queries.inspecting.loading import load_inspection
from workshop.claims.queries.inspecting.others import Others
from workshop.claims.queries.inspection import list_of_months
from workshop.claims.rules.asked import group_questions, name_places, place_mark, question_mark, rank
from workshop.claims.rules.claiming.asked import list_shares, monthly_shares, read_asked
from workshop.claims.rules.inspecting.asking import CHECKS
from workshop.claims.rules.inspecting.claim_facts import Limit
from workshop.claims.rules.inspecting.facts import InspectionFacts
from workshop.claims.rules.inspecting.questions import Question, Ref
from workshop.claims.values import Claim
from workshop.demo.filling import PROGRAMMES
from workshop.pay.actions import pay_by_bank, pay_in_cash, settle_batch
from workshop.people.queries import find_workshop_by_id
from workshop.prices.actions import NewPrice, set_prices

MONTH = 2026 * 12 + 2  # March, as pay's stage has it
LATER = datetime(2026, 5, 20, 4)
MAY = date(2026, 5, 20)


def facts(on: date = MAY) -> InspectionFacts:
    return load_inspection(find_workshop_by_id(W001), MONTH - 1, MONTH, on, Others())


def asked(check: str) -> list[Question]:
    found = (one.question for one in list_of_months(W001, MONTH, MONTH, MAY))
    return [one for one in found if one.check == check]


@pytest.fixture
def stage(app):
    made = Stage()
    made.work_a_month()
    give_cards(made, "001")
    return made


@pytest.fixture
def run(stage):
    return lock(MARCH)


def pay_of(stage, number: str):
    return facts().pay[stage.workers[number], MONTH]


def test_locked_pay_without_a_payment_has_no_proof(stage, run):
    pay = pay_of(stage, "001")
    assert (pay.unpaid, pay.paid, pay.cash, pay.paid_on) == (pay.net, 0, 0, None)
    [question] = asked("no_proof")
    assert stage.workers["001"] in question.workers


def test_what_the_bank_and_the_hand_paid_is_proven_and_told_apart(stage, run):
    for pay in (pay_by_bank, pay_in_cash):
        batch = pay(CHEN, NOW, W001, run.id, *(["csv"] if pay is pay_by_bank else []), at(2, 4)).batch
        settle_batch(CHEN, NOW, W001, batch.id, at(3, 4))
    bank, cash = pay_of(stage, "001"), pay_of(stage, "002")
    assert (bank.unpaid, bank.paid, bank.cash, bank.names, bank.paid_on) == (0, bank.net, 0, ("王桂香",), at(3, 4))
    assert (cash.unpaid, cash.cash, cash.names) == (0, cash.net, ())
    assert asked("no_proof") == []


def test_sheet_ledger_and_payments_of_a_month_agree(stage, run):
    assert asked("lists_differ") == []
    places = {one.place for one in facts().tallies}
    assert places == {"工资表", "工资台账"}


def test_a_day_of_work_without_attendance_counts_for_the_slip_alone(stage):
    stage.output("001", at(29), 10)
    lock(MARCH)
    assert asked("slip_days_differ") == []
    assert pay_of(stage, "001").halves == sum(2 for day in facts().work[stage.workers["001"], MONTH] if day.status)


def test_a_month_knows_when_it_was_locked(stage, run):
    assert facts().runs[MONTH].locked_on == date(2026, 3, 31)


def test_a_price_put_down_after_the_lock_for_its_month_is_asked_about(stage, run):
    set_prices(CHEN, LATER, W001, [NewPrice("GLV-02", at(1), "", 2500, None)])
    [question] = asked("price_after_lock")
    assert "从 0.2 元 改成 0.25 元" in question.sentence


def test_a_price_for_the_days_to_come_is_not(stage, run):
    set_prices(CHEN, LATER, W001, [NewPrice("GLV-02", at(1, 6), "", 2500, None)])
    assert asked("price_after_lock") == []


def test_days_have_pieces_clock_and_the_day_of_writing(stage):
    day = next(one for one in facts().work[stage.workers["001"], MONTH] if one.day == 2)
    assert (day.status, day.came, day.went, day.pieces, day.seconds) == ("出勤", 480, 720, 600_000, 27_000)
    assert date.fromordinal(day.marked) == date.fromordinal(day.noted) == NOW.date()


def test_an_order_knows_what_its_material_allows_and_what_came_back(app):
    set_the_home_stage()
    order = issue()
    bring(order, 40)
    waiting = bring(order, 30, inspected_on=None)
    [found] = facts().orders
    assert (found.issued_on, found.able, found.material, found.members) == (ISSUED, 100_000, True, 1)
    assert [(one.pieces, one.inspected) for one in found.returns] == [(40_000, True), (30_000, False)]
    inspect(waiting.id, 28, 2)
    assert [(one.pieces, one.inspected) for one in facts().orders[0].returns] == [(40_000, True), (30_000, True)]


# What the paper asks.


def a_claim(benefit: str, version: str = "演示版") -> Claim:
    days = (date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 1))
    words = ("yanshi", "办法", "", version, benefit, "劳动者", *days, "draft", 0, "", (), "", "陈会计")
    return Claim(1, "SL-2026-0001", *words, NOW, {})


def test_thresholds_and_categories_of_a_paper_reach_the_checks():
    programme = read_file(PROGRAMMES / "yanshi.toml").programme
    found = read_asked(programme, a_claim("稳岗补贴"))
    assert set(found.limits) == {Limit("months", 3), Limit("total", 600_000)}
    assert (found.fund, found.contract, found.recognised) == ("就业补助资金", False, False)
    assert found.categories >= {"脱贫户", "边缘易致贫户"}


def test_ages_insurances_contracts_and_recognition_of_a_paper_reach_the_checks():
    asks = """person = { all = [
      { is = "年龄", from = 16, men_to = 59, women_to = 54 },
      { is = "保险", kinds = ["工伤"], at_least = 1 },
      { is = "合同", any_of = ["劳动合同"] } ] }
    workshop = { is = "认定状态", any_of = ["认定"] }
    amount = { is = "每人每月", yuan = 200 }"""
    reading = paper(asks)
    assert reading.programme is not None, [str(one) for one in reading.faults]
    found = read_asked(reading.programme, a_claim("补贴", "现行"))
    assert (found.youngest, dict(found.oldest), found.insurances) == (16, {"男": 59, "女": 54}, ("工伤",))
    assert (found.contract, found.recognised) == (True, True)


def test_of_a_paper_that_is_gone_nothing_is_asked():
    found = read_asked(None, a_claim("稳岗补贴"))
    assert (found.limits, found.contract, found.recognised, found.fund) == ((), False, False, "")


def test_a_share_is_told_month_by_month():
    asks = """workshop = { is = "占比", who = { is = "人员类别", any_of = ["脱贫户"] }, at_least = "50%" }
    person = { is = "累计月数", at_least = 1 }
    amount = { is = "每人每月", yuan = 200 }"""
    reading = paper(asks)
    assert reading.programme is not None, [str(one) for one in reading.faults]
    benefit = reading.programme.versions[0].benefits[0]
    people = [
        {"name": "甲", "hired": date(2021, 1, 1), "categories": ["脱贫户"]},
        {"name": "乙", "hired": date(2022, 3, 1), "categories": ["一般户"]},
        {"name": "丙", "hired": date(2022, 3, 1), "categories": ["一般户"]},
    ]
    view = look(people, {"staff_complete": True}, **{"from": date(2022, 1, 1), "to": date(2022, 4, 30)})
    [share] = monthly_shares(benefit)
    found = [(one.month % 12 + 1, one.part, one.whole, one.asked) for one in list_shares(share, view.about(None))]
    assert found == [(1, 1, 1, 5000), (2, 1, 1, 5000), (3, 1, 3, 5000), (4, 1, 3, 5000)]


# The order in which questions are read.

ONE = Question("shared_card", Ref("worker", "7"), f"在 {place_mark(2, 'SL-2026-0003')} 申领", "", ("x",), (), (7, 8))


def test_a_place_is_named_only_to_whoever_has_its_name():
    assert name_places(ONE, {}).sentence == "在 另一个车间 申领"
    assert name_places(ONE, {2: "柳树湾车间"}).sentence == "在 柳树湾车间 SL-2026-0003 申领"


@pytest.mark.parametrize(
    "change", [{"workers": (7, 9)}, {"months": (3,)}, {"figures": ("y",)}, {"check": "card_owner"}]
)
def test_other_people_months_figures_are_another_question(change):
    assert question_mark(replace(ONE, **change)) != question_mark(ONE)


def test_words_alone_make_no_other_question():
    assert question_mark(replace(ONE, sentence="另外的话", usual="也是")) == question_mark(ONE)


def test_the_worst_check_is_read_first():
    milder = replace(ONE, check="typed_at_once")
    child = replace(ONE, check="too_young")
    found = group_questions([milder, ONE, child], lambda one: one)
    assert [group.check.code for group in found] == ["too_young", "shared_card", "typed_at_once"]


def test_every_check_has_its_place():
    assert all(rank(one) >= 0 for one in CHECKS.values())
