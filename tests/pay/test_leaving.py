"""Who leaves is paid at once; the month's run leaves him out."""

from datetime import date

import pytest

from tests.conftest import BOSS, NOW, W001
from tests.pay.stage import CHEN, MARCH, ZHANG, Stage, a_new_worker, at
from workshop.kernel.faults import NotFound, Refused
from workshop.kernel.periods import Period
from workshop.pay.actions import (
    NewAdvance,
    add_advances,
    approve_run,
    compute_leaving,
    compute_run,
    lock_run,
    put_back,
)
from workshop.pay.queries.runs import list_problems, list_runs
from workshop.pay.queries.slips import get_slip, list_slips
from workshop.pay.queries.stored import check_run
from workshop.people.actions import add_workers
from workshop.takehome.actions import NewOrder, NewReturn, issue_orders, record_returns

FEBRUARY = Period(2026, 2)


@pytest.fixture
def stage(app) -> Stage:
    """005 and 006 worked the first days of March and left on the 10th; 007 is a part-timer who left on the 12th."""
    stage = Stage()
    rows = [
        a_new_worker("005", "孙大姐", "standard", "劳动合同", hire_date=at(2), leave_date=at(10)),
        a_new_worker("006", "钱大姐", "standard", "劳动合同", hire_date=at(2), leave_date=at(10)),
        a_new_worker("007", "吴师傅", "part_time", "非全日制", hire_date=at(2), leave_date=at(12), hourly_fen=2000),
    ]
    stage.workers |= add_workers(BOSS, NOW, W001, rows)
    for number in ("001", "005", "006"):
        stage.attend(number, [at(day) for day in range(2, 8)])
        for day in range(2, 8):
            stage.output(number, at(day), 700)
    return stage


def leave(stage, *numbers, on=date(2026, 3, 10), period=MARCH):
    return compute_leaving(CHEN, NOW, W001, period, [stage.workers[number] for number in numbers], on)


def lock(period=MARCH):
    approve_run(ZHANG, NOW, W001, period)
    return lock_run(CHEN, NOW, W001, period)


def paid(run) -> list[str]:
    return [head.worker_no for head in list_slips(W001, run.id)]


def test_a_leaver_is_paid_before_the_month_ends(stage):
    run = leave(stage, "005")
    assert (paid(run), run.title, run.gross >= 700 * 6 * 20) == (["005"], "2026年3月(离职结算)", True)
    assert check_run(W001, lock().id) == []


def test_the_months_run_leaves_him_out_and_is_called_by_its_month(stage):
    leave(stage, "005")
    lock()
    run = compute_run(CHEN, NOW, W001, MARCH)
    assert (paid(run), run.title) == (["001", "002", "004", "006"], "2026年3月")
    assert check_run(W001, lock().id) == []
    assert sum(one.workers for one in list_runs(W001)) == 5


def test_several_leave_together_or_one_after_the_other(stage):
    leave(stage, "005")
    assert paid(leave(stage, "006")) == ["005", "006"]


def test_a_second_leaver_has_a_run_of_his_own_after_the_first_is_locked(stage):
    leave(stage, "005")
    lock()
    run = leave(stage, "006")
    assert (paid(run), run.part, run.title) == (["006"], 2, "2026年3月(离职结算)")
    lock()
    assert compute_run(CHEN, NOW, W001, MARCH).title == "2026年3月"


def test_a_part_timer_leaves_in_his_half(stage):
    first = Period(2026, 3, 1)
    assert paid(leave(stage, "007", on=at(12), period=first)) == ["007"]
    with pytest.raises(NotFound):
        leave(stage, "007", on=at(12))


def test_an_open_run_of_leavers_becomes_the_months_when_the_month_is_computed(stage):
    leave(stage, "005")
    run = compute_run(CHEN, NOW, W001, MARCH)
    assert (paid(run), run.part, run.title) == (["001", "002", "004", "005", "006"], 1, "2026年3月")


def test_a_leaver_who_is_in_the_open_run_of_the_month_stays_there(stage):
    compute_run(CHEN, NOW, W001, MARCH)
    with pytest.raises(Refused, match="就在里面"):
        leave(stage, "005")


@pytest.mark.parametrize(
    ("number", "on", "sentence"),
    [("001", at(10), "没有离职日期"), ("005", at(9), "还没到")],
)
def test_only_who_has_left_is_paid_off(stage, number, on, sentence):
    with pytest.raises(Refused, match=sentence):
        leave(stage, number, on=on)


def test_nobody_is_paid_off_twice(stage):
    leave(stage, "005")
    lock()
    with pytest.raises(Refused, match="已有工资条"):
        leave(stage, "005")


def test_earlier_work_that_is_not_paid_comes_first(stage):
    stage.workers |= add_workers(
        BOSS, NOW, W001, [a_new_worker("008", "郑大姐", "standard", "劳动合同", leave_date=at(10))]
    )
    stage.output("008", date(2026, 2, 12), 50)
    with pytest.raises(Refused, match="2026-02-12 起还有没发的工资"):
        leave(stage, "008")
    compute_run(CHEN, NOW, W001, FEBRUARY)
    lock(FEBRUARY)
    assert paid(leave(stage, "008")) == ["008"]


def test_another_worker_is_not_put_into_a_run_of_leavers(stage):
    leave(stage, "005")
    with pytest.raises(Refused, match="不在这次离职结算里"):
        put_back(CHEN, NOW, W001, MARCH, stage.workers["001"])


def test_what_a_leaver_still_owes_is_shown_and_does_not_vanish(stage):
    add_advances(BOSS, NOW, W001, [NewAdvance(stage.workers["005"], at(3), 200_000, "看病")])
    run = leave(stage, "005")
    head = get_slip(W001, "2026-03", stage.workers["005"]).head
    assert (head.net, head.carried) == (0, 200_000 - head.gross)
    [problem] = [p for p in list_problems(W001, run.id) if p.kind == "owing"]
    assert "还欠" in problem.sentence
    assert "借支 2026-03-03 看病" in problem.sentence
    lock()
    april = compute_run(CHEN, NOW, W001, Period(2026, 4))
    assert get_slip(W001, "2026-04", stage.workers["005"]).head.carried == head.carried
    assert "owing" in {p.kind for p in list_problems(W001, april.id)}


def test_work_found_after_the_last_pay_is_paid_in_the_next_month(stage):
    leave(stage, "005")
    lock()
    stage.output("005", at(9), 30, today=at(11))
    compute_run(CHEN, NOW, W001, Period(2026, 4))
    [line] = get_slip(W001, "2026-04", stage.workers["005"]).lines[:1]
    assert (line.kind, line.late) == ("piece", 30_000)


def test_take_home_work_that_is_not_paid_comes_first_too(stage):
    rows = [a_new_worker("009", "冯大姐", "contract", "承揽", leave_date=at(10))]
    stage.workers |= add_workers(BOSS, NOW, W001, rows)
    order = NewOrder("D9", stage.workers["009"], stage.operations["HOM-01"], date(2026, 2, 2), material_issued=0)
    [order_id] = issue_orders(BOSS, NOW, W001, [order], on=at(10)).values()
    back = NewReturn(order_id, date(2026, 2, 9), date(2026, 2, 9), 100_000, 0, 0)
    record_returns(BOSS, NOW, W001, [back], on=at(10))
    with pytest.raises(Refused, match="2026-02-09 起还有没发的工资"):
        leave(stage, "009")
