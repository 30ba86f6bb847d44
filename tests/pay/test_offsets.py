"""A locked slip is put right by an offset; the slip itself never changes."""

import pytest
from sqlalchemy import text

from tests.conftest import BOSS, NOW, W001
from tests.pay.people import a_shop, a_worker, amounts, present, slip_of
from tests.pay.stage import CHEN, MARCH, ZHANG, Stage, at
from workshop.kernel.faults import NotFound, Refused
from workshop.kernel.periods import Period
from workshop.pay.actions import (
    NewAdvance,
    NewAllowance,
    NewDeduction,
    Target,
    add_advances,
    add_allowances,
    add_deductions,
    approve_run,
    compute_run,
    lock_run,
    offset_slip,
    withdraw_offset,
)
from workshop.pay.queries.offsets import list_offsets
from workshop.pay.queries.slips import get_slip
from workshop.pay.queries.stored import check_run
from workshop.pay.rules.facts import Offset
from workshop.store.database import db
from workshop.store.transaction import transaction

APRIL = Period(2026, 4)


@pytest.fixture
def stage(app) -> Stage:
    stage = Stage()
    stage.work_a_month()
    wang = stage.workers["001"]
    add_allowances(BOSS, NOW, W001, [NewAllowance(wang, "全勤奖", "month", 20_000, False, True, at(1), at(31))])
    add_deductions(BOSS, NOW, W001, [NewDeduction(wang, at(20), 12_000, "餐费")])
    return stage


def lock(period=MARCH):
    compute_run(CHEN, NOW, W001, period)
    approve_run(ZHANG, NOW, W001, period)
    return lock_run(CHEN, NOW, W001, period)


def slip(stage, number="001", period="2026-03"):
    return get_slip(W001, period, stage.workers[number])


def offset(stage, target, put, number="001", period=MARCH, reason="名单抄错"):
    return offset_slip(CHEN, NOW, W001, period, stage.workers[number], target, put, reason)


def bonus(stage) -> Target:
    return Target("line", next(line.position for line in slip(stage).lines if line.name == "全勤奖"))


def meals(stage) -> Target:
    return Target("deduction", next(one.position for one in slip(stage).deductions if one.step == "other"))


def test_a_wrong_allowance_comes_back_as_a_named_pair_in_the_next_period(stage):
    run = lock()
    before = slip(stage)
    offset(stage, bonus(stage), 15_000)
    compute_run(CHEN, NOW, W001, APRIL)
    lines = [line for line in slip(stage, period="2026-04").lines if line.kind == "offset"]
    assert [(line.name, line.amount) for line in lines] == [
        ("冲正2026年3月全勤奖", -20_000),
        ("更正2026年3月全勤奖", 15_000),
    ]
    assert "名单抄错" in lines[0].sentence
    assert (slip(stage), check_run(W001, run.id)) == (before, [])


def test_the_pair_counts_and_is_taxed_as_the_line_it_corrects(stage):
    lock()
    offset(stage, bonus(stage), 0)
    compute_run(CHEN, NOW, W001, APRIL)
    [line] = [line for line in slip(stage, period="2026-04").lines if line.kind == "offset"]
    assert (line.counts, line.taxable) == (False, True)


def test_a_deduction_taken_twice_comes_back_in_its_own_step(stage):
    lock()
    offset(stage, meals(stage), 4_000)
    stage.output("001", at(2, 4), 600, today=at(3, 4))
    compute_run(CHEN, NOW, W001, APRIL)
    april = slip(stage, period="2026-04")
    assert [(one.step, one.taken) for one in april.deductions] == [("other", -8_000)]
    assert april.head.net == april.head.gross + 8_000


def test_what_is_owed_more_than_the_pay_is_carried_and_net_is_never_negative(stage):
    lock()
    offset(stage, bonus(stage), 0)
    offset(stage, Target("whole", name="多发的过节费"), -900_000)
    compute_run(CHEN, NOW, W001, APRIL)
    april = slip(stage, period="2026-04").head
    assert april.gross < 0
    assert (april.net, april.carried) == (0, -april.gross)


def test_an_offset_joins_one_slip_and_no_second(stage):
    lock()
    offset(stage, bonus(stage), 0)
    lock(APRIL)
    compute_run(CHEN, NOW, W001, Period(2026, 5))
    assert [line for line in slip(stage, period="2026-05").lines if line.kind == "offset"] == []


def test_the_same_line_is_not_offset_twice(stage):
    lock()
    offset(stage, bonus(stage), 15_000)
    with pytest.raises(Refused, match="已经冲正过"):
        offset(stage, bonus(stage), 10_000)
    offset(stage, Target("whole", name="高温补贴"), 5_000)
    with pytest.raises(Refused, match="已经冲正过"):
        offset(stage, Target("whole", name="高温补贴"), 5_000)


def test_an_offset_is_withdrawn_until_it_is_locked(stage):
    lock()
    key = offset(stage, bonus(stage), 15_000)
    withdraw_offset(CHEN, NOW, W001, MARCH, stage.workers["001"], key, "又弄错了")
    compute_run(CHEN, NOW, W001, APRIL)
    assert amounts_of(stage) == []
    key = offset(stage, bonus(stage), 10_000)
    lock(APRIL)
    with pytest.raises(Refused, match="已经随工资锁定"):
        withdraw_offset(CHEN, NOW, W001, MARCH, stage.workers["001"], key, "又弄错了")
    assert [one.final for one in list_offsets(W001, slip(stage).head.id)] == [True]


def amounts_of(stage) -> list[int]:
    return [line.amount for line in slip(stage, period="2026-04").lines if line.kind == "offset"]


def test_a_locked_offset_is_put_right_on_its_own_slip(stage):
    lock()
    offset(stage, bonus(stage), 15_000)
    lock(APRIL)
    wrong = next(line for line in slip(stage, period="2026-04").lines if line.name.startswith("更正"))
    offset(stage, Target("line", wrong.position), 20_000, period=APRIL)
    compute_run(CHEN, NOW, W001, Period(2026, 5))
    assert [x.amount for x in slip(stage, period="2026-05").lines if x.kind == "offset"] == [-15_000, 20_000]


def test_a_line_made_of_entries_is_mended_by_its_entries(stage):
    lock()
    with pytest.raises(Refused, match="冲销记错的记录再重录"):
        offset(stage, Target("line", 1), 0)


def test_tax_on_wages_puts_itself_right_and_is_not_offset(stage):
    for day in range(2, 8):
        stage.output("001", at(day), 6000)
    lock()
    tax = next(one for one in slip(stage).deductions if one.step == "tax")
    with pytest.raises(Refused, match="累计预扣"):
        offset(stage, Target("deduction", tax.position), 0)


def test_tax_on_labour_service_can_be_offset(stage):
    from workshop.takehome.actions import NewReturn, record_returns

    order = db.session.execute(text("SELECT id FROM takehome_order")).scalar()
    record_returns(BOSS, NOW, W001, [NewReturn(order, at(10), at(10), 1_000_000, 0, 0)], on=at(31))
    lock()
    li = slip(stage, "004")
    [tax] = [one for one in li.deductions if one.step == "tax"]
    assert tax.taken == 2400  # 920.00 − 800, 20 %
    offset(stage, Target("deduction", tax.position), 0, number="004")
    compute_run(CHEN, NOW, W001, APRIL)
    assert slip(stage, "004", "2026-04").head.net == 2400


@pytest.mark.parametrize(
    ("part", "position", "put", "reason", "sentence"),
    [
        ("deduction", 1, 12_000, "x", "和原来一样"),
        ("deduction", 1, -5, "x", "不能是负数"),
        ("deduction", 1, 0, " ", "冲正要写原因"),
        ("whole", 0, 500, "x", "写明补的是什么"),
        ("balance", 1, 500, "x", "还欠 0.00"),
        ("other", 1, 0, "x", "请选"),
    ],
)
def test_an_offset_that_says_nothing_is_refused(stage, part, position, put, reason, sentence):
    lock()
    with pytest.raises(Refused, match=sentence):
        offset(stage, Target(part, position), put, reason=reason)


def test_an_open_slip_is_mended_and_not_offset(stage):
    compute_run(CHEN, NOW, W001, MARCH)
    with pytest.raises(Refused, match="还没有锁定"):
        offset(stage, Target("whole", name="补贴"), 500)


def test_another_workshops_slip_is_not_found(stage):
    lock()
    with pytest.raises(NotFound):
        offset_slip(CHEN, NOW, 2, MARCH, stage.workers["001"], Target("whole", name="补贴"), 500, "x")


def test_a_balance_paid_back_in_cash_is_owed_no_more_and_pays_nobody(stage):
    add_advances(BOSS, NOW, W001, [NewAdvance(stage.workers["004"], at(5), 50_000, "看病")])
    lock()
    [owed] = [one for one in slip(stage, "004").deductions if one.carried]
    offset(stage, Target("balance", owed.position), owed.carried, number="004", reason="收到现金,收据 12 号")
    compute_run(CHEN, NOW, W001, APRIL)
    april = slip(stage, "004", "2026-04").head
    assert (april.net, april.carried, april.advance) == (0, 0, 0)


def test_offsets_are_never_edited(stage):
    lock()
    offset(stage, bonus(stage), 0)
    with pytest.raises(Exception, match="append-only"), transaction(CHEN, NOW):
        db.session.execute(text("UPDATE slip_offset SET put = 1"))


def test_an_offset_of_counted_pay_counts_towards_the_minimum():
    offsets = (Offset("2026-02", "保底补差", 10_000, 0, True, True, "算错"),)
    shop = a_shop()
    with_it, without = (slip_of(a_worker(offsets=o, attendance=present(shop)), shop) for o in (offsets, ()))
    assert with_it.topup == without.topup + 10_000
    assert amounts(with_it, "offset") == [-10_000]


def test_the_order_of_offsets_is_nothing():
    pair = [Offset("2026-02", name, 100, 50, False, True, "x") for name in ("乙", "甲")]
    first, second = (slip_of(a_worker(offsets=tuple(o))) for o in (pair, pair[::-1]))
    assert first == second
