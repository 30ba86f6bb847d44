"""What comes too late for locked pay: it goes forward or is refused with its mend, and never vanishes."""

from datetime import date

import pytest

from tests.conftest import BOSS, NOW, W001
from tests.pay.stage import CHEN, MARCH, ZHANG, Stage, at
from workshop.floor.actions import RefusedRows
from workshop.kernel.faults import Refused
from workshop.kernel.periods import Period
from workshop.pay.actions import (
    NewAllowance,
    NewMinimumWage,
    add_allowances,
    approve_run,
    compute_run,
    lock_run,
    put_back,
    set_minimum_wages,
    take_out,
)
from workshop.pay.queries.runs import list_problems
from workshop.pay.queries.slips import get_slip
from workshop.pay.queries.stored import check_run
from workshop.takehome.actions import NewOrder, issue_orders

APRIL = Period(2026, 4)


@pytest.fixture
def stage(app) -> Stage:
    stage = Stage()
    stage.work_a_month()
    return stage


def lock(period=MARCH):
    compute_run(CHEN, NOW, W001, period)
    approve_run(ZHANG, NOW, W001, period)
    return lock_run(CHEN, NOW, W001, period)


def once(worker, on) -> list[NewAllowance]:
    return [NewAllowance(worker, "慰问金", "once", 5_000, False, True, on)]


def test_a_single_sum_dated_into_locked_pay_is_refused_with_the_day_it_can_have(stage):
    lock()
    for worker in (stage.workers["001"], None):
        with pytest.raises(Refused, match="2026-03-31 以后的日期"):
            add_allowances(BOSS, NOW, W001, once(worker, at(20)))
    add_allowances(BOSS, NOW, W001, once(stage.workers["001"], at(1, 4)))
    compute_run(CHEN, NOW, W001, APRIL)
    assert "慰问金" in [line.name for line in get_slip(W001, "2026-04", stage.workers["001"]).lines]


def test_a_single_sum_of_somebody_whose_pay_is_open_is_taken(stage):
    lock()
    assert add_allowances(BOSS, NOW, W001, once(stage.workers["003"], at(20))) == 1


def an_order(stage, number, closed) -> NewOrder:
    keys = (stage.workers["004"], stage.operations["HOM-01"], at(2))
    return NewOrder(number, *keys, material="布", material_issued=100_000, closed_on=closed)


def test_an_order_is_not_closed_into_locked_pay(stage):
    issue_orders(BOSS, NOW, W001, [an_order(stage, "D2", None)], on=at(31))
    lock()
    for row in (an_order(stage, "D2", at(30)), an_order(stage, "D3", at(30))):
        with pytest.raises(RefusedRows, match="之后的结单日期"):
            issue_orders(BOSS, NOW, W001, [row], on=at(3, 4))
    assert issue_orders(BOSS, NOW, W001, [an_order(stage, "D2", at(2, 4))], on=at(3, 4))


def test_an_order_that_was_closed_in_time_may_be_sent_again(stage):
    issue_orders(BOSS, NOW, W001, [an_order(stage, "D2", at(30))], on=at(31))
    lock()
    assert issue_orders(BOSS, NOW, W001, [an_order(stage, "D2", at(30))], on=at(3, 4))


def test_a_minimum_wage_changed_after_computing_must_be_seen_before_it_is_approved(stage):
    compute_run(CHEN, NOW, W001, MARCH)
    set_minimum_wages(BOSS, NOW, [NewMinimumWage("990100", date(2026, 3, 1), 400_000, 2500, "县府发〔2026〕1号")])
    with pytest.raises(Refused, match="重新计算"):
        approve_run(ZHANG, NOW, W001, MARCH)
    compute_run(CHEN, NOW, W001, MARCH)
    assert get_slip(W001, "2026-03", stage.workers["001"]).head.topup == 400_000 - 600 * 26 * 20


def test_a_minimum_wage_changed_after_the_lock_changes_nothing_there(stage):
    run = lock()
    set_minimum_wages(BOSS, NOW, [NewMinimumWage("990100", date(2026, 3, 1), 400_000, 2500, "县府发〔2026〕1号")])
    assert check_run(W001, run.id) == []
    with pytest.raises(Refused, match="已锁定"):
        compute_run(CHEN, NOW, W001, MARCH)


def test_whom_an_earlier_run_left_out_holds_the_next_until_he_is_paid(stage):
    compute_run(CHEN, NOW, W001, MARCH)
    take_out(CHEN, NOW, W001, MARCH, stage.workers["001"], "产量有争议")
    approve_run(ZHANG, NOW, W001, MARCH)
    lock_run(CHEN, NOW, W001, MARCH)
    run = compute_run(CHEN, NOW, W001, APRIL)
    [problem] = [p for p in list_problems(W001, run.id) if p.holds]
    assert (problem.worker_no, problem.kind, problem.subject) == ("001", "earlier", "2026-03")
    assert "产量有争议" in problem.sentence
    with pytest.raises(Refused, match="必须处理"):
        approve_run(ZHANG, NOW, W001, APRIL)
    lock()
    put_back(CHEN, NOW, W001, APRIL, stage.workers["001"])
    assert [p for p in list_problems(W001, run.id) if p.holds] == []


def test_a_problem_that_arose_after_computing_is_seen_before_the_lock(stage):
    """Somebody is left out of March after April was computed: April's lock must not overtake him."""
    run_march = compute_run(CHEN, NOW, W001, MARCH)
    compute_run(CHEN, NOW, W001, APRIL)
    approve_run(ZHANG, NOW, W001, APRIL)
    take_out(CHEN, NOW, W001, MARCH, stage.workers["002"], "产量有争议")
    approve_run(ZHANG, NOW, W001, MARCH)
    lock_run(CHEN, NOW, W001, MARCH)
    with pytest.raises(Refused, match="重新计算"):
        lock_run(CHEN, NOW, W001, APRIL)
    assert run_march.workers == 3


def test_work_without_attendance_is_asked_about_and_names_its_day(stage):
    stage.output("004", at(12), 10)
    run = compute_run(CHEN, NOW, W001, MARCH)
    [problem] = [p for p in list_problems(W001, run.id) if p.kind == "attendance"]
    assert (problem.worker_no, problem.severity, problem.subject) == ("004", "warning", "2026-03-12")
