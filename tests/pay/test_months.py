"""The groups of a month: what each still needs, and all that are due with one click."""

from datetime import date

import pytest
from sqlalchemy import text

from tests.conftest import BOSS, NOW, W001
from tests.pay.stage import CHEN, MARCH, ZHANG, Stage, a_new_worker, at, count_statements
from workshop.kernel.faults import Refused
from workshop.kernel.periods import Period
from workshop.pay.actions import approve_run, compute_due, compute_run, lock_run, take_out
from workshop.pay.queries.months import list_groups
from workshop.pay.queries.runs import list_runs
from workshop.pay.rules.months import Group, find_need, is_due
from workshop.people.actions import add_workers
from workshop.store.database import db
from workshop.store.transaction import transaction

FIRST, SECOND = Period(2026, 3, 1), Period(2026, 3, 2)


@pytest.fixture
def stage(app) -> Stage:
    stage = Stage()
    stage.work_a_month()
    return stage


def needs(on=date(2026, 4, 2)) -> list[str]:
    return [find_need(group, on).words for group in list_groups(W001, MARCH)]


def lock(period):
    approve_run(ZHANG, NOW, W001, period)
    return lock_run(CHEN, NOW, W001, period)


def test_a_month_shows_three_groups_with_their_people(stage):
    assert [(g.period.code, g.people) for g in list_groups(W001, MARCH)] == [
        ("2026-03", 3),
        ("2026-03-H1", 1),
        ("2026-03-H2", 1),
    ]


def test_all_that_are_due_are_computed_with_one_click_the_first_half_first(stage):
    runs = compute_due(CHEN, NOW, W001, MARCH, at(2, 4))
    assert [run.period for run in runs] == ["2026-03-H1", "2026-03-H2", "2026-03"]
    assert needs() == ["等另一位同事审核"] * 3


def test_in_the_middle_of_the_month_only_the_first_half_is_due(stage):
    assert [run.period for run in compute_due(CHEN, NOW, W001, MARCH, at(20))] == ["2026-03-H1"]
    assert needs(at(20))[0] == "3月31日结束后计算,现在可以先看"


def test_what_is_computed_is_not_computed_again_behind_somebodys_back(stage):
    compute_due(CHEN, NOW, W001, MARCH, at(2, 4))
    with pytest.raises(Refused, match="没有到期还没算的组"):
        compute_due(ZHANG, NOW, W001, MARCH, at(2, 4))
    assert {run.computed_by for run in list_runs(W001)} == {"陈会计"}


def test_the_second_half_waits_for_the_first(stage):
    with pytest.raises(Refused, match="请先计算上半月"):
        compute_run(CHEN, NOW, W001, SECOND)
    compute_run(CHEN, NOW, W001, FIRST)
    compute_run(CHEN, NOW, W001, SECOND)
    approve_run(ZHANG, NOW, W001, SECOND)
    with pytest.raises(Refused, match="2026年3月上半月的工资还没有锁定"):
        lock_run(CHEN, NOW, W001, SECOND)


def test_without_part_timers_in_the_first_half_the_second_stands_alone(app):
    stage = Stage()
    rows = [a_new_worker("009", "何师傅", "part_time", "非全日制", hire_date=at(20), hourly_fen=2000)]
    stage.workers |= add_workers(BOSS, NOW, W001, rows)
    with transaction(BOSS, NOW):
        db.session.execute(text("UPDATE worker SET leave_date = '2026-02-10' WHERE worker_no = '003'"))
    assert compute_run(CHEN, NOW, W001, SECOND).workers == 1
    assert needs()[1] == "没有要结算的人"


def test_each_step_says_the_next(stage):
    compute_run(CHEN, NOW, W001, MARCH)
    approve_run(ZHANG, NOW, W001, MARCH)
    assert needs()[0] == "等锁定"
    lock_run(CHEN, NOW, W001, MARCH)
    assert needs()[0] == "等发放"


def test_who_was_left_out_is_not_forgotten(stage):
    compute_run(CHEN, NOW, W001, MARCH)
    take_out(CHEN, NOW, W001, MARCH, stage.workers["001"], "核对")
    lock(MARCH)
    assert needs()[0] == "还有 1 人没发,处理好后补算"


@pytest.mark.parametrize(
    ("group", "on", "words"),
    [
        (Group(MARCH, 0), date(2026, 4, 2), "没有要结算的人"),
        (Group(SECOND, 2), date(2026, 3, 3), "3月16日开始"),
        (Group(MARCH, 2), date(2026, 3, 31), "等计算"),
        (Group(MARCH, 2, "computed", 1, holding=3), date(2026, 4, 2), "有 3 个必须处理的问题"),
        (Group(MARCH, 2, "approved", 1, objections=1), date(2026, 4, 2), "有 1 条异议等答复"),
        (Group(MARCH, 2, "paid", 1), date(2026, 4, 2), "已发放"),
        (Group(MARCH, 2, "locked", 1, leavers=True), date(2026, 4, 2), "等计算"),
    ],
)
def test_the_next_step_in_words(group, on, words):
    assert find_need(group, on).words == words


def test_a_group_is_due_from_its_last_day_on():
    assert [is_due(Group(FIRST, 1), at(day)) for day in (14, 15, 16)] == [False, True, True]
    assert not is_due(Group(FIRST, 0), at(20))


def test_the_number_of_reads_does_not_grow_with_the_workers(stage):
    db.session.rollback()
    few = count_statements(lambda: list_groups(W001, MARCH))
    more = [a_new_worker(f"1{n:02}", "周师傅", "standard", "劳动合同") for n in range(40)]
    add_workers(BOSS, NOW, W001, more)
    assert count_statements(lambda: list_groups(W001, MARCH)) == few
