"""The month so far: what is earned, where the minimum wage leads, whose hours run over; nothing is written."""

from datetime import date

import pytest

from tests.conftest import BOSS, NOW, W001
from tests.pay.people import a_shop, a_worker, pieces, present
from tests.pay.stage import MARCH, Stage, a_new_worker, at, count_statements
from workshop.floor.actions import NewHours, record_hours
from workshop.pay.pages import outlook as page
from workshop.pay.queries.outlook import load_month_so_far
from workshop.pay.rules.days import build_shop_days
from workshop.pay.rules.facts import HourGroup
from workshop.pay.rules.outlook import look_ahead
from workshop.people.actions import add_workers
from workshop.store.database import fetch_all


@pytest.fixture
def stage(app, monkeypatch) -> Stage:
    monkeypatch.setattr(page, "civil_today", lambda: at(14))
    return Stage()


def look(worker, upto: date, shop=None):
    shop = shop or a_shop(monthly=208_000)
    return look_ahead(worker, shop, build_shop_days(shop), upto)


def until(day: int):
    return present(a_shop(), only=lambda on: on <= at(day))


def test_the_minimum_so_far_is_that_of_the_paid_days_so_far():
    worker = a_worker(attendance=until(14), worked=frozenset(until(14)), pieces=(pieces(500, 10_000),))
    seen = look(worker, at(14))
    assert (seen.counted, seen.required) == (50_000, 96_000)  # 12 of 26 days of 2,080
    assert seen.gap == 46_000


def test_at_the_same_pace_the_month_comes_to_the_same_share():
    worker = a_worker(attendance=until(14), worked=frozenset(until(14)), pieces=(pieces(500, 10_000),))
    ahead = look(worker, at(14)).ahead
    assert (ahead.counted, ahead.required) == (108_333, 208_000)
    assert ahead.topup == 99_667


def test_days_that_are_still_to_come_are_nobodys_absence():
    worker = a_worker(monthly=300_000, attendance=until(14))
    seen = look(worker, at(14))
    assert seen.earned == 138_462  # 12 of 26 due days
    assert seen.ahead.topup == 0


def test_a_leaver_is_not_carried_beyond_his_last_day():
    worker = a_worker(leave_date=at(7), attendance=until(7), pieces=(pieces(700, 10_000),))
    seen = look(worker, at(14))
    assert (seen.ahead.counted, seen.ahead.required) == (70_000, 48_000)


def test_contract_workers_have_no_minimum_wage():
    seen = look(a_worker("contract"), at(14))
    assert (seen.required, seen.ahead, seen.concern) == (None, None, 0)


def test_hours_of_a_week_are_counted_with_the_days_before_the_half():
    from workshop.kernel.periods import Period

    shop = a_shop(Period(2026, 4, 1))  # the first of April is a Wednesday
    hours = tuple(HourGroup("清洁", 1900, "", date(2026, 4, day), 480) for day in (1, 2))
    worker = a_worker("part_time", hours=hours, minutes_before={date(2026, 3, 30): 300, date(2026, 3, 31): 300})
    seen = look_ahead(worker, shop, build_shop_days(shop), date(2026, 4, 2))
    assert seen.this_week == 1560
    assert seen.over_week
    assert seen.concern == 3


def test_who_needs_a_look_comes_first(stage):
    stage.attend("001", [on for on in MARCH.days() if on.weekday() != 6 and on <= at(14)])
    for on in (on for on in MARCH.days() if on.weekday() != 6 and on <= at(14)):
        stage.output("001", on, 600, today=at(14))
    stage.attend("002", [at(2)])
    stage.output("002", at(2), 10, today=at(14))
    found = load_month_so_far(W001, at(14))
    assert found.upto == at(14)
    assert found.people[0].name == "陈小梅"
    wang = next(person for person in found.people if person.name == "王桂香")
    assert (wang.outlook.earned, wang.outlook.concern) == (144_000, 0)
    assert found.topups == found.people[0].outlook.ahead.topup > 0


def test_a_week_over_the_limit_stands_above_a_topup(stage):
    hours = [NewHours(f"h{n}", at(n), stage.workers["003"], "清洁", 480, None, "") for n in (9, 10, 11, 12)]
    record_hours(BOSS, NOW, W001, hours, on=at(14))
    found = load_month_so_far(W001, at(14))
    assert found.people[0].name == "赵大山"
    assert found.people[0].outlook.week == (at(9), 1920)


def test_the_page_shows_it_and_writes_nothing(stage, sign_in):
    chen = sign_in("chen")
    assert "还没有产量" in chen.get("/w/W001/pay/so-far").text
    stage.attend("001", [at(2)])
    stage.output("001", at(2), 600, today=at(14))
    before = fetch_all("SELECT COUNT(*) FROM audit_leaf")
    text = chen.get("/w/W001/pay/so-far").text
    assert "记到 2026-03-02" in text
    assert "120.00" in text
    assert fetch_all("SELECT COUNT(*) FROM audit_leaf") == before
    assert fetch_all("SELECT COUNT(*) FROM slip") == [(0,)]


def test_a_year_without_calendar_says_so(stage, sign_in, monkeypatch):
    monkeypatch.setattr(page, "civil_today", lambda: date(2031, 3, 5))
    stage.output("001", date(2031, 3, 3), 600, today=date(2031, 3, 5))
    assert "2031" in sign_in("chen").get("/w/W001/pay/so-far").text


def test_the_page_asks_the_same_number_of_questions_however_many_workers(stage, sign_in):
    chen = sign_in("chen")
    stage.output("001", at(2), 600, today=at(14))
    few = count_statements(lambda: chen.get("/w/W001/pay/so-far"))
    stage.workers |= add_workers(
        BOSS, NOW, W001, [a_new_worker(f"1{n:02}", "周师傅", "standard", "劳动合同") for n in range(30)]
    )
    for n in range(30):
        stage.output(f"1{n:02}", at(2), 10, today=at(14))
    assert count_statements(lambda: chen.get("/w/W001/pay/so-far")) == few
