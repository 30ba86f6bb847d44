"""What a manager takes on himself: problems of judgement, and a workshop where one person does it all."""

import pytest
from sqlalchemy import select, text

from tests.conftest import BOSS, NOW, W001
from tests.pay.stage import CHEN, MARCH, ZHANG, Stage, at
from workshop.floor.actions import NewAttendance, record_attendance
from workshop.kernel.faults import Refused
from workshop.pay.actions import (
    Sight,
    acknowledge_problems,
    approve_run,
    compute_run,
    lock_run,
    return_run,
    set_four_eyes,
)
from workshop.pay.queries.runs import count_blocking, list_problems, list_returns
from workshop.store.audit import Actor
from workshop.store.database import db
from workshop.store.rows import AuditLeafRow
from workshop.store.transaction import transaction

REASON = "抢订单,本人书面同意,下月安排补休"


@pytest.fixture
def stage(app) -> Stage:
    stage = Stage()
    stage.work_a_month()
    return stage


def work_late(stage, hours: int, day: int = 2, number: str = "001") -> None:
    """Overtime of at most ten hours a day, from a day on."""
    parts = [min(10, hours - done) for done in range(0, hours, 10)]
    rows = [
        NewAttendance(stage.workers[number], at(day + n), "出勤", 480, 1200, part * 60) for n, part in enumerate(parts)
    ]
    record_attendance(BOSS, NOW, W001, rows, on=at(31), reason="补记加班")


def over(run) -> str:
    [sentence] = [p.sentence for p in list_problems(W001, run.id) if p.kind == "hours"]
    return sentence


def acknowledge(stage, sentence, actor=ZHANG, reason=REASON, kind="hours"):
    acknowledge_problems(actor, NOW, W001, MARCH, [Sight(stage.workers["001"], kind, sentence)], reason)


def test_hours_over_the_limit_stand_with_the_managers_reason(stage):
    work_late(stage, 40)
    run = compute_run(CHEN, NOW, W001, MARCH)
    with pytest.raises(Refused, match="必须处理"):
        approve_run(ZHANG, NOW, W001, MARCH)
    acknowledge(stage, over(run))
    approve_run(ZHANG, NOW, W001, MARCH)
    assert lock_run(CHEN, NOW, W001, MARCH).state == "locked"


def test_the_reason_is_shown_with_the_problem_and_told_to_the_record(stage):
    work_late(stage, 40)
    run = compute_run(CHEN, NOW, W001, MARCH)
    acknowledge(stage, over(run))
    [problem] = [p for p in list_problems(W001, run.id) if p.kind == "hours"]
    assert (problem.acknowledged.reason, problem.acknowledged.by, problem.holds) == (REASON, "张主任", False)
    [detail] = db.session.scalars(select(AuditLeafRow.detail).where(AuditLeafRow.action == "acknowledge.problem"))
    assert REASON in detail


def test_it_outlives_a_computation_with_the_same_figure_and_asks_again_with_another(stage):
    work_late(stage, 40)
    run = compute_run(CHEN, NOW, W001, MARCH)
    acknowledge(stage, over(run))
    assert count_blocking(W001, compute_run(CHEN, NOW, W001, MARCH).id) == 0
    work_late(stage, 5, day=9)
    assert count_blocking(W001, compute_run(CHEN, NOW, W001, MARCH).id) == 1


def test_it_holds_for_one_worker_alone(stage):
    work_late(stage, 40)
    work_late(stage, 40, number="002")
    run = compute_run(CHEN, NOW, W001, MARCH)
    acknowledge(stage, "本月加班 40.0 小时,超过 36 小时")
    assert count_blocking(W001, run.id) == 1


def test_nobody_signs_for_a_figure_that_is_not_known(stage):
    with transaction(BOSS, NOW):
        db.session.execute(text("DELETE FROM minimum_wage"))
    run = compute_run(CHEN, NOW, W001, MARCH)
    [problem] = [p for p in list_problems(W001, run.id) if p.worker_no == "001" and p.kind == "minimum_wage"]
    with pytest.raises(Refused, match="不能由谁担保"):
        acknowledge(stage, problem.sentence, kind="minimum_wage")


def test_only_a_manager_with_a_reason_and_for_what_is_there(stage):
    work_late(stage, 40)
    run = compute_run(CHEN, NOW, W001, MARCH)
    with pytest.raises(Refused, match="负责人"):
        acknowledge(stage, over(run), actor=CHEN)
    with pytest.raises(Refused, match="原因"):
        acknowledge(stage, over(run), reason=" ")
    with pytest.raises(Refused, match="刷新"):
        acknowledge(stage, "本月加班 99 小时")
    acknowledge(stage, over(run))
    with pytest.raises(Refused, match="已经处理过"):
        acknowledge(stage, over(run))


def test_a_manager_alone_approves_his_own_run_only_where_that_is_on_record(stage):
    compute_run(ZHANG, NOW, W001, MARCH)
    with pytest.raises(Refused, match="不能自己审核"):
        approve_run(ZHANG, NOW, W001, MARCH)
    set_four_eyes(ZHANG, NOW, W001, False, "本车间只有一名管理人员")
    assert approve_run(ZHANG, NOW, W001, MARCH).state == "approved"
    [detail] = db.session.scalars(select(AuditLeafRow.detail).where(AuditLeafRow.action == "approve.run"))
    assert "本车间只有一名管理人员" in detail


def test_the_accountant_and_the_command_line_never_approve_their_own(stage):
    set_four_eyes(ZHANG, NOW, W001, False, "本车间只有一名管理人员")
    compute_run(CHEN, NOW, W001, MARCH)
    for actor in (CHEN, Actor(None, "命令行", "command")):
        with pytest.raises(Refused, match="不能自己审核"):
            approve_run(actor, NOW, W001, MARCH)


def test_two_people_are_needed_again_when_the_manager_says_so(stage):
    set_four_eyes(ZHANG, NOW, W001, False, "本车间只有一名管理人员")
    with pytest.raises(Refused, match="已经是这样"):
        set_four_eyes(ZHANG, NOW, W001, False, "还是一人")
    set_four_eyes(ZHANG, NOW, W001, True, "来了会计")
    compute_run(ZHANG, NOW, W001, MARCH)
    with pytest.raises(Refused, match="不能自己审核"):
        approve_run(ZHANG, NOW, W001, MARCH)
    with pytest.raises(Refused, match="负责人"):
        set_four_eyes(CHEN, NOW, W001, False, "方便")


def test_a_returned_approval_keeps_its_reason(stage):
    run = compute_run(CHEN, NOW, W001, MARCH)
    approve_run(ZHANG, NOW, W001, MARCH)
    return_run(ZHANG, NOW, W001, MARCH, "少了一人")
    assert [(one.reason, one.by) for one in list_returns(W001, run.id)] == [("少了一人", "张主任")]
