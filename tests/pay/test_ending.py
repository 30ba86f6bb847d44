"""What was agreed is ended, taken back or given its agreement; locked pay keeps what it used."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.conftest import BOSS, NOW, TODAY, W001, W002
from tests.pay.stage import CHEN, MARCH, ZHANG, Stage, at
from workshop.kernel.faults import NotFound, Refused
from workshop.pay.actions import (
    Agreement,
    NewAdvance,
    NewAllowance,
    NewDeduction,
    add_advances,
    add_allowances,
    add_deductions,
    approve_run,
    compute_run,
    end_allowance,
    lock_run,
    record_agreement,
    reverse_agreed,
)
from workshop.pay.queries.agreed import Wish, list_allowances, list_owed, list_unagreed
from workshop.pay.queries.runs import list_problems
from workshop.pay.queries.slips import get_slip
from workshop.store.database import db
from workshop.store.rows import AuditLeafRow

SIGNED = Agreement("住宿协议第 3 条:每月 50 元", "王桂香", date(2026, 3, 1))


@pytest.fixture
def stage(app) -> Stage:
    stage = Stage()
    stage.work_a_month()
    return stage


def advance(stage: Stage, amount: int = 20_000) -> int:
    add_advances(BOSS, NOW, W001, [NewAdvance(stage.workers["001"], at(5), amount, "看病")])
    return list_owed(W001, "advance", Wish())[0][0].id


def deduct(stage: Stage, kind: str, number: str = "001", **agreed) -> int:
    add_deductions(BOSS, NOW, W001, [NewDeduction(stage.workers[number], at(5), 5_000, kind, **agreed)])
    return list_owed(W001, "deduction", Wish())[0][0].id


def allow(stage: Stage, kind: str = "month") -> int:
    add_allowances(BOSS, NOW, W001, [NewAllowance(stage.workers["001"], "岗位津贴", kind, 26_000, True, True, at(1))])
    return list_allowances(W001, Wish())[0][0].id


def lock() -> None:
    compute_run(CHEN, NOW, W001, MARCH)
    approve_run(ZHANG, NOW, W001, MARCH)
    lock_run(CHEN, NOW, W001, MARCH)


def of(stage: Stage, number: str = "001"):
    return get_slip(W001, "2026-03", stage.workers[number])


def test_a_reversed_advance_is_taken_from_nobody_and_stays_in_the_list(stage):
    key = advance(stage)
    reverse_agreed(CHEN, NOW, W001, "advance", key, "重复登记")
    compute_run(CHEN, NOW, W001, MARCH)
    assert of(stage).head.advance == 0
    [line], counted = list_owed(W001, "advance", Wish())
    assert (line.reversal, counted.lines) == ("重复登记", 1)


def test_an_advance_of_an_open_run_is_taken_back_and_the_run_computed_again(stage):
    key = advance(stage)
    compute_run(CHEN, NOW, W001, MARCH)
    reverse_agreed(CHEN, NOW, W001, "advance", key, "没有借")
    with pytest.raises(Refused, match="有了变动"):
        approve_run(ZHANG, NOW, W001, MARCH)
    compute_run(CHEN, NOW, W001, MARCH)
    assert of(stage).head.advance == 0


@pytest.mark.parametrize("kind", ["advance", "deduction", "allowance"])
def test_what_locked_pay_has_used_is_not_taken_back(stage, kind):
    keys = {"advance": advance(stage), "deduction": deduct(stage, "餐费"), "allowance": allow(stage)}
    lock()
    with pytest.raises(Refused, match="已经算进锁定的工资"):
        reverse_agreed(CHEN, NOW, W001, kind, keys[kind], "试")


def test_an_allowance_never_paid_is_taken_back_after_other_pay_was_locked(stage):
    lock()
    add_allowances(BOSS, NOW, W001, [NewAllowance(None, "高温津贴", "month", 100, False, True, at(1, 4))])
    [line], _ = list_allowances(W001, Wish())
    reverse_agreed(CHEN, NOW, W001, "allowance", line.id, "写错了")
    assert list_allowances(W001, Wish())[0][0].reversal == "写错了"


def test_a_reversed_allowance_is_not_paid(stage):
    key = allow(stage)
    compute_run(CHEN, NOW, W001, MARCH)
    assert of(stage).head.gross == 312_000 + 26_000
    reverse_agreed(CHEN, NOW, W001, "allowance", key, "记错人")
    compute_run(CHEN, NOW, W001, MARCH)
    assert of(stage).head.gross == 312_000


def test_nothing_is_taken_back_twice_or_without_a_reason_or_from_next_door(stage):
    key = advance(stage)
    with pytest.raises(Refused, match="撤销要写原因"):
        reverse_agreed(CHEN, NOW, W001, "advance", key, "")
    with pytest.raises(NotFound):
        reverse_agreed(CHEN, NOW, W002, "advance", key, "试")
    reverse_agreed(CHEN, NOW, W001, "advance", key, "重复")
    with pytest.raises(Refused, match="已经撤销过"):
        reverse_agreed(CHEN, NOW, W001, "advance", key, "再来")


def test_a_reversal_is_told_with_its_reason(stage):
    reverse_agreed(CHEN, NOW, W001, "advance", advance(stage), "重复登记")
    leaf = db.session.scalars(select(AuditLeafRow).order_by(AuditLeafRow.id.desc())).first()
    assert (leaf.action, "重复登记" in leaf.detail) == ("reverse.advance", True)


def test_an_ended_allowance_is_paid_for_its_last_day_and_no_longer(stage):
    key = allow(stage)
    end_allowance(CHEN, NOW, W001, key, at(15))
    compute_run(CHEN, NOW, W001, MARCH)
    [line] = [line for line in of(stage).lines if line.kind == "allowance"]
    assert "12 / 26 天" in line.sentence
    assert line.amount == 12_000


@pytest.mark.parametrize(
    ("kind", "last", "sentence"), [("month", date(2026, 2, 28), "早于开始日期"), ("once", at(31), "没有结束日期")]
)
def test_an_end_that_cannot_be_is_refused(stage, kind, last, sentence):
    with pytest.raises(Refused, match=sentence):
        end_allowance(CHEN, NOW, W001, allow(stage, kind), last)


def problems(stage: Stage) -> list[str]:
    run = compute_run(CHEN, NOW, W001, MARCH)
    return [p.sentence for p in list_problems(W001, run.id) if p.kind == "agreement"]


def test_a_deduction_of_lodging_or_meals_without_agreement_is_seen(stage):
    deduct(stage, "住宿")
    deduct(stage, "餐费")
    assert problems(stage) == ["住宿 2026-03-05等 2 笔扣款没有协议"]


def test_with_its_agreement_it_is_not_nor_are_insurance_and_court_sums(stage):
    deduct(stage, "住宿", agreement="协议", agreed_by="王桂香", agreed_on=at(1))
    deduct(stage, "社保个人")
    deduct(stage, "司法")
    assert problems(stage) == []


def test_an_agreement_is_added_to_all_that_have_none_and_never_overwritten(stage):
    deduct(stage, "住宿", agreement="旧协议", agreed_by="王桂香", agreed_on=at(1))
    deduct(stage, "餐费", "002")
    deduct(stage, "住宿", "002")
    ids = list_unagreed(W001, Wish())
    assert record_agreement(CHEN, NOW, W001, ids, SIGNED, TODAY) == 2
    lines, _ = list_owed(W001, "deduction", Wish())
    assert sorted(line.agreement for line in lines) == ["住宿协议第 3 条:每月 50 元"] * 2 + ["旧协议"]
    assert problems(stage) == []
    with pytest.raises(Refused, match="没有要补记协议"):
        record_agreement(CHEN, NOW, W001, ids, SIGNED, TODAY)


def test_an_agreement_of_a_day_to_come_is_none(stage):
    key = deduct(stage, "餐费")
    with pytest.raises(Refused, match="还没有到"):
        record_agreement(CHEN, NOW, W001, (key,), SIGNED, date(2026, 2, 1))


def test_lists_are_found_by_month_state_and_name_a_page_at_a_time(stage):
    rows = [NewAdvance(stage.workers["002"], at(3, month), 100) for month in (1, 2, 3) for _ in range(20)]
    add_advances(BOSS, NOW, W001, rows)
    advance(stage)
    lines, counted = list_owed(W001, "advance", Wish())
    assert (len(lines), counted.lines, counted.amount) == (50, 61, 26_000)
    assert len(list_owed(W001, "advance", Wish(page=2))[0]) == 11
    assert list_owed(W001, "advance", Wish(month="2026-02"))[1].lines == 20
    assert list_owed(W001, "advance", Wish(wish="王桂香"))[1].lines == 1
    compute_run(CHEN, NOW, W001, MARCH)
    assert (
        list_owed(W001, "advance", Wish(state="open"))[1].lines,
        list_owed(W001, "advance", Wish(state="used"))[1].lines,
    ) == (0, 61)


def test_what_was_taken_back_is_not_written_out(stage, tmp_path):
    from workshop.exchange.actions import export_folder
    from workshop.people.queries import find_workshop

    allow(stage)
    kept = advance(stage)
    advance(stage, 1_000)
    [wrong] = [line.id for line in list_owed(W001, "advance", Wish())[0] if line.id != kept]
    reverse_agreed(CHEN, NOW, W001, "advance", wrong, "重复")
    counts = export_folder(BOSS, NOW, find_workshop("W001"), tmp_path / "out")
    assert (counts["advances"], counts["allowances"]) == (1, 1)
