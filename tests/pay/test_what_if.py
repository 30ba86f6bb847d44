"""What a change would do: exactly what computing with the change gives, and not one byte of the database is other afterwards."""

import hashlib
from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from tests.conftest import BOSS, NOW, W001
from tests.pay.stage import CHEN, MARCH, ZHANG, Stage, a_new_worker, at, count_statements
from workshop.floor.actions import NewShare, NewTeamOutput, record_team_output
from workshop.pay.actions import (
    NewAdvance,
    NewDeduction,
    NewMinimumWage,
    add_advances,
    add_deductions,
    approve_run,
    compute_run,
    lock_run,
    set_minimum_wages,
)
from workshop.pay.pages import what_if as page
from workshop.pay.queries.slips import list_slips
from workshop.pay.queries.what_if import compute_what_if
from workshop.pay.rules.what_if import GuaranteeChange, MinimumChange, PriceChange
from workshop.people.actions import add_workers
from workshop.prices.actions import NewPrice, NewTier, set_prices, set_tiers
from workshop.store.database import db, fetch_all


@pytest.fixture
def stage(app, monkeypatch) -> Stage:
    monkeypatch.setattr(page, "civil_today", lambda: date(2026, 4, 2))
    stage = Stage()
    stage.work_a_month()
    return stage


def content() -> str:
    """A hash over every row of every table."""
    digest = hashlib.sha256()
    for table in sorted(db.metadata.tables):
        digest.update(repr((table, sorted(map(repr, fetch_all(f'SELECT * FROM "{table}"'))))).encode())
    return digest.hexdigest()


def by_no(found, number):
    return next(effect for effect in found.effects if effect.worker_no == number)


def lock():
    compute_run(CHEN, NOW, W001, MARCH)
    approve_run(ZHANG, NOW, W001, MARCH)
    lock_run(CHEN, NOW, W001, MARCH)


def sewing(stage, rate=2500, since=date(2026, 3, 1), grade=""):
    return PriceChange(stage.operations["GLV-02"], rate, since, grade)


def test_another_price_pays_every_piece_at_it(stage):
    found = compute_what_if(W001, MARCH, sewing(stage))
    wang = by_no(found, "001")
    assert (wang.before.gross, wang.after.gross) == (312_000, 390_000)
    assert not by_no(found, "004").touched


def test_from_a_day_on_only_later_work_takes_it(stage):
    wang = by_no(compute_what_if(W001, MARCH, sewing(stage, since=at(16))), "001")
    assert wang.after.gross - wang.before.gross == 14 * 600 * 5  # fourteen days of 600 pieces, five hundredths more


def test_a_grade_keeps_its_own_price_and_can_be_asked_for(stage):
    assert not by_no(compute_what_if(W001, MARCH, sewing(stage)), "002").touched
    found = compute_what_if(W001, MARCH, sewing(stage, 2000, grade="学徒"))
    assert by_no(found, "002").after.gross > by_no(found, "002").before.gross
    assert not by_no(found, "001").touched


def test_a_later_row_of_the_price_table_stays_above_an_earlier_change(stage):
    set_prices(BOSS, NOW, W001, [NewPrice("GLV-02", at(10), "", 3000, None)])
    stage.output("001", at(12), 100)
    only = compute_what_if(W001, MARCH, sewing(stage, since=at(2)))
    wang = by_no(only, "001")
    assert wang.after.gross - wang.before.gross == 26 * 600 * 5


def test_the_price_of_a_team_is_split_anew_to_the_fen(stage):
    members = tuple(NewShare(stage.workers[no], None, None) for no in ("001", "002"))
    row = NewTeamOutput("t1", at(3), stage.operations["GLV-02"], 1_001_000, "equal", "", members)
    record_team_output(BOSS, NOW, W001, [row], on=at(31))
    found = compute_what_if(W001, MARCH, sewing(stage, 2001))
    chen = by_no(found, "002")
    assert chen.after.gross - chen.before.gross == 5  # 200.20 becomes 200.30 for both


def test_tiers_hold_above_another_first_price(stage):
    set_tiers(BOSS, NOW, W001, [NewTier("GLV-02", date(2026, 1, 1), 500_000, 2500)])
    wang = by_no(compute_what_if(W001, MARCH, sewing(stage, 2100)), "001")
    assert wang.after.gross - wang.before.gross == 26 * 500


def test_a_take_home_price_counts_from_the_day_of_issue(stage):
    change = PriceChange(stage.operations["HOM-01"], 5000, at(1))
    assert by_no(compute_what_if(W001, MARCH, change), "004").after.gross == 50_000
    later = PriceChange(stage.operations["HOM-01"], 5000, at(3))
    assert not by_no(compute_what_if(W001, MARCH, later), "004").touched


def test_another_minimum_wage_gives_what_computing_with_it_gives(stage):
    guess = compute_what_if(W001, MARCH, MinimumChange(at(1), 350_000, 3000))
    set_minimum_wages(BOSS, NOW, [NewMinimumWage("990100", at(1), 350_000, 3000)])
    run = compute_run(CHEN, NOW, W001, MARCH)
    stored = {slip.worker_no: (slip.gross, slip.topup, slip.net) for slip in list_slips(W001, run.id)}
    assert {effect.worker_no: tuple(effect.after) for effect in guess.effects} == stored
    assert guess.sum("after").topup > 0


def test_a_guarantee_tops_up_piece_work(stage):
    found = compute_what_if(W001, MARCH, GuaranteeChange(20_000))
    wang = by_no(found, "001")
    assert wang.after.gross == 26 * 20_000
    assert found.touched[0].change >= found.touched[-1].change


def test_a_locked_month_is_computed_as_its_slips_stand(stage):
    add_advances(BOSS, NOW, W001, [NewAdvance(stage.workers["001"], at(5), 20_000, "看病")])
    add_deductions(BOSS, NOW, W001, [NewDeduction(stage.workers["001"], at(6), 3_000, "社保个人")])
    stage.output("001", at(3), 0, defect_own=30_000)
    lock()
    add_advances(BOSS, NOW, W001, [NewAdvance(stage.workers["001"], at(7), 50_000, "后来写下")])
    found = compute_what_if(W001, MARCH, sewing(stage))
    stored = {slip.worker_no: (slip.gross, slip.topup, slip.net) for slip in list_slips(W001, _run())}
    assert {effect.worker_no: tuple(effect.before) for effect in found.effects} == stored
    assert (found.state, found.drifted) == ("已锁定", 0)
    assert by_no(found, "001").change == 78_000


def _run() -> int:
    return fetch_all("SELECT id FROM pay_run")[0][0]


def test_the_same_value_changes_nothing(stage):
    assert compute_what_if(W001, MARCH, sewing(stage, 2000)).touched == ()


def test_not_one_row_is_other_afterwards(stage, sign_in):
    lock()
    chen = sign_in("chen")
    before = content()
    address = f"/w/W001/pay/what-if?period=2026-03&kind=price&operation={stage.operations['GLV-02']}&price=0.25&grade="
    text_of_page = chen.get(address).text
    assert "+780.00" in text_of_page
    compute_what_if(W001, MARCH, GuaranteeChange(20_000))
    after = content()
    assert before == after


def test_the_connection_of_a_what_if_refuses_to_write(stage):
    compute_what_if(W001, MARCH, GuaranteeChange(20_000))
    with pytest.raises(DatabaseError, match=r"read-?only"):
        db.session.execute(text("UPDATE worker SET name = 'x'"))
    db.session.rollback()


def test_the_check_itself_sees_a_change(stage):
    before = content()
    set_minimum_wages(BOSS, NOW, [NewMinimumWage("990100", at(1), 350_000, 3000)])
    assert content() != before


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("kind=price&operation=5&price=0.2", "没有这道工序"),
        ("kind=price&operation=x&price=0.2", "算一算"),
        ("kind=minimum&monthly=&hourly=20", "请填写月最低工资"),
        ("kind=guarantee&guarantee=abc", "应是数字"),
        ("kind=guarantee&guarantee=-5", "请填写每个出勤日保底"),
        ("kind=guarantee&guarantee=5&period=2027-01", "还没有开始"),
        ("kind=guarantee&guarantee=5&period=春天", "不是工资期间"),
        ("kind=nothing", "算一算"),
        ("kind=guarantee&guarantee=5&since=2026-02-31", "不是日期"),
    ],
)
def test_a_wrong_value_is_told_and_nothing_breaks(stage, sign_in, asked, sentence):
    answer = sign_in("chen").get(
        f"/w/W001/pay/what-if?period=2026-03&{asked}" if "period" not in asked else f"/w/W001/pay/what-if?{asked}"
    )
    assert answer.status_code == 200
    assert sentence in answer.text


def test_overseers_may_ask_and_strangers_may_not(stage, sign_in):
    assert sign_in("sun").get("/w/W001/pay/what-if").status_code == 200
    assert sign_in("zhou").get("/w/W001/pay/what-if").status_code == 403
    assert sign_in("zhao").get("/w/W001/pay/what-if").status_code == 404


def test_it_asks_the_same_number_of_questions_however_many_workers(stage):
    few = count_statements(lambda: compute_what_if(W001, MARCH, sewing(stage)))
    people = [a_new_worker(f"1{n:02}", "周师傅", "standard", "劳动合同") for n in range(20)]
    stage.workers |= add_workers(BOSS, NOW, W001, people)
    for n in range(20):
        stage.output(f"1{n:02}", at(2), 10)
    assert count_statements(lambda: compute_what_if(W001, MARCH, sewing(stage))) == few
