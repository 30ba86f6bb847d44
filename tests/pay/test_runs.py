"""A run from computing to the lock: what a person can rely on."""

import pytest
from sqlalchemy import select, text

from tests.conftest import BOSS, NOW, W001
from tests.databases import drop_trigger
from tests.pay.stage import CHEN, DAYS, MARCH, ZHANG, Stage, a_new_worker, at, count_statements
from workshop.floor.actions import reverse_output
from workshop.kernel.faults import NotFound, Refused
from workshop.kernel.periods import Period
from workshop.pay.actions import (
    NewAdvance,
    NewDeduction,
    add_advances,
    add_deductions,
    approve_run,
    compute_run,
    lock_run,
    put_back,
    record_payment,
    return_run,
    take_out,
)
from workshop.pay.queries.runs import find_run, list_absences, list_problems
from workshop.pay.queries.slips import get_slip, list_slips, load_slips
from workshop.pay.queries.stored import check_run
from workshop.pay.rows import RunInputsRow
from workshop.people.actions import add_workers
from workshop.store.database import db
from workshop.store.rows import AuditLeafRow
from workshop.store.transaction import transaction

APRIL = Period(2026, 4)
WANG_MONTH = 600 * 26 * 20  # fen: 600 pieces a day at 0.20 yuan


@pytest.fixture
def stage(app) -> Stage:
    stage = Stage()
    stage.work_a_month()
    return stage


def run_march(actor=CHEN):
    return compute_run(actor, NOW, W001, MARCH)


def lock_march():
    run_march()
    approve_run(ZHANG, NOW, W001, MARCH)
    return lock_run(CHEN, NOW, W001, MARCH)


def slip(stage, number, period="2026-03"):
    return get_slip(W001, period, stage.workers[number])


def test_a_run_pays_everyone_of_the_month_but_part_timers(stage):
    run = run_march()
    paid = {head.worker_no: head.gross for head in list_slips(W001, run.id)}
    assert paid == {"001": WANG_MONTH, "002": 600 * 26 * 15, "004": 1000 * 46}
    assert (run.workers, run.gross, run.state) == (3, sum(paid.values()), "computed")


def test_part_timers_are_paid_by_the_half_month(stage):
    run = compute_run(CHEN, NOW, W001, Period.parse("2026-03-H1"))
    [head] = list_slips(W001, run.id)
    assert (head.worker_no, head.gross, head.topup) == ("003", 15360, 960)


def test_computing_twice_gives_the_same_bytes(stage):
    first = run_march().sha256
    assert run_march(ZHANG).sha256 == first


def test_a_line_says_how_it_came_about(stage):
    run_march()
    assert slip(stage, "001").lines[0].sentence == "缝合 15,600 双 × 0.20 元 = 3,120.00 元(单价 2026-01-01 起)"


def test_who_computed_does_not_approve(stage):
    run_march(CHEN)
    with pytest.raises(Refused, match="不能自己审核"):
        approve_run(CHEN, NOW, W001, MARCH)
    assert approve_run(ZHANG, NOW, W001, MARCH).approved_by == "张主任"


def test_who_mended_one_slip_does_not_approve_either(stage):
    run_march(CHEN)
    put_back(ZHANG, NOW, W001, MARCH, stage.workers["001"])
    for actor in (CHEN, ZHANG):
        with pytest.raises(Refused, match="不能自己审核"):
            approve_run(actor, NOW, W001, MARCH)


def test_the_command_line_approves_for_nobody(stage):
    run_march()
    with pytest.raises(Refused, match="不能自己审核"):
        approve_run(type(CHEN)(None, "命令行", "command"), NOW, W001, MARCH)


def test_a_run_is_not_locked_before_it_is_approved(stage):
    run_march()
    with pytest.raises(Refused, match="不能锁定"):
        lock_run(CHEN, NOW, W001, MARCH)


def test_what_changed_after_computing_must_be_seen_before_it_is_approved_or_locked(stage):
    run_march()
    stage.output("001", at(30), 10)
    with pytest.raises(Refused, match="有了变动"):
        approve_run(ZHANG, NOW, W001, MARCH)
    run_march()
    approve_run(ZHANG, NOW, W001, MARCH)
    stage.output("001", at(30), 10)
    with pytest.raises(Refused, match="有了变动"):
        lock_run(CHEN, NOW, W001, MARCH)


def test_work_without_a_price_holds_the_approval_and_names_the_worker(stage):
    db.session.rollback()
    stage.output("001", at(30), 10, operation="GLV-02", today=at(31))
    _unprice()
    run = run_march()
    [blocking] = [p for p in list_problems(W001, run.id) if p.severity == "blocking"]
    assert (blocking.worker_no, blocking.kind) == ("001", "price")
    with pytest.raises(Refused, match="必须处理的问题"):
        approve_run(ZHANG, NOW, W001, MARCH)


def _unprice() -> None:
    """An entry as it stands when there was no price on its day."""
    with transaction(BOSS, NOW):
        drop_trigger("output_no_update")
        db.session.execute(text("UPDATE output SET price = NULL WHERE good = 10000"))


def test_a_missing_minimum_wage_holds_the_approval(stage):
    with transaction(BOSS, NOW):
        db.session.execute(text("DELETE FROM minimum_wage"))
    run = run_march()
    assert {p.kind for p in list_problems(W001, run.id) if p.severity == "blocking"} == {"minimum_wage"}


def test_a_lock_keeps_the_inputs_and_every_byte(stage):
    run = lock_march()
    assert check_run(W001, run.id) == []
    inputs = dict(db.session.execute(select(RunInputsRow.source, RunInputsRow.count)).all())
    assert inputs == {"output": 52, "attendance": 52, "takehome_return": 1}


@pytest.mark.parametrize(
    "tamper",
    [
        "UPDATE slip_line SET amount = amount + 1",
        "UPDATE slip SET net = net + 1",
        "DELETE FROM slip_line",
        "DELETE FROM slip",
        "UPDATE pay_run SET net = 0",
        "UPDATE pay_run SET state = 'computed'",
        "DELETE FROM pay_run",
        "DELETE FROM run_inputs",
        "INSERT INTO slip_line SELECT workshop_id, slip_id, 99, kind, rule, operation_id, code, name, quantity, price, band,"
        " twice, amount, counts, taxable, late, sentence FROM slip_line LIMIT 1",
    ],
)
def test_nothing_in_a_locked_run_changes(stage, tamper):
    lock_march()
    with pytest.raises(Exception, match="never changes"), transaction(BOSS, NOW):
        db.session.execute(text(tamper))


def test_without_its_trigger_a_changed_amount_is_found_by_the_fingerprint(stage):
    run = lock_march()
    with transaction(BOSS, NOW):
        drop_trigger("slip_line_frozen_update")
        db.session.execute(text("UPDATE slip_line SET amount = amount + 1 WHERE kind = 'takehome'"))
    assert len(check_run(W001, run.id)) == 2


def test_a_locked_run_is_neither_computed_nor_opened_again(stage):
    lock_march()
    with pytest.raises(Refused, match="已锁定"):
        run_march()
    with pytest.raises(Refused, match="已锁定"):
        take_out(CHEN, NOW, W001, MARCH, stage.workers["001"], "核对")
    with pytest.raises(Refused, match="不能退回"):
        return_run(CHEN, NOW, W001, MARCH, "再看看")


def test_an_approval_can_be_returned_with_a_reason(stage):
    run_march()
    approve_run(ZHANG, NOW, W001, MARCH)
    with pytest.raises(Refused, match="原因"):
        return_run(ZHANG, NOW, W001, MARCH, " ")
    assert return_run(ZHANG, NOW, W001, MARCH, "少了一人").state == "computed"
    assert find_run(W001, "2026-03").approved_by is None


@pytest.mark.parametrize("reason", ["长" * 201, "少了\x07一人"])
def test_a_reason_that_no_table_holds_is_refused(stage, reason):
    run_march()
    with pytest.raises(Refused, match="最多 200 个字"):
        take_out(CHEN, NOW, W001, MARCH, stage.workers["001"], reason)
    approve_run(ZHANG, NOW, W001, MARCH)
    with pytest.raises(Refused, match="最多 200 个字"):
        return_run(ZHANG, NOW, W001, MARCH, reason)


def test_an_approved_run_is_not_computed_behind_the_approvers_back(stage):
    run_march()
    approve_run(ZHANG, NOW, W001, MARCH)
    with pytest.raises(Refused, match="退回"):
        run_march()


def test_late_work_is_paid_in_the_next_open_period_with_its_own_price(stage):
    lock_march()
    stage.output("001", at(20), 50, today=at(2, 4))
    compute_run(CHEN, NOW, W001, APRIL)
    [line] = slip(stage, "001", "2026-04").lines[:1]
    assert (line.quantity, line.late, line.price) == (50_000, 50_000, 2000)
    assert "含补录 50 双" in line.sentence


def test_a_correction_of_locked_work_comes_back_in_the_next_period(stage):
    entry = stage.output("001", at(30), 100)
    before = lock_march()
    reverse_output(BOSS, NOW, W001, entry, "数错")
    compute_run(CHEN, NOW, W001, APRIL)
    assert slip(stage, "001", "2026-04").lines[0].amount == -2000
    assert check_run(W001, before.id) == []


def test_a_worker_taken_out_is_mended_and_put_back_without_the_others(stage):
    whole = run_march()
    wang = stage.workers["001"]
    run = take_out(CHEN, NOW, W001, MARCH, wang, "产量有争议")
    assert (run.workers, run.gross) == (2, whole.gross - WANG_MONTH)
    assert [a.reason for a in list_absences(W001, run.id)] == ["产量有争议"]
    others = {head.worker_no: head.id for head in list_slips(W001, run.id)}
    run = put_back(CHEN, NOW, W001, MARCH, wang)
    assert run.sha256 == whole.sha256
    assert others.items() <= {head.worker_no: head.id for head in list_slips(W001, run.id)}.items()


def test_taking_out_needs_a_reason_and_a_worker(stage):
    run_march()
    with pytest.raises(Refused, match="原因"):
        take_out(CHEN, NOW, W001, MARCH, stage.workers["001"], "")
    with pytest.raises(NotFound):
        take_out(CHEN, NOW, W001, MARCH, 5, "核对")


def test_who_stays_out_is_paid_by_a_supplement_after_the_lock(stage):
    run_march()
    take_out(CHEN, NOW, W001, MARCH, stage.workers["001"], "产量有争议")
    approve_run(ZHANG, NOW, W001, MARCH)
    lock_run(CHEN, NOW, W001, MARCH)
    supplement = run_march()
    assert (supplement.part, supplement.workers, supplement.gross) == (2, 1, WANG_MONTH)
    approve_run(ZHANG, NOW, W001, MARCH)
    assert check_run(W001, lock_run(CHEN, NOW, W001, MARCH).id) == []


def test_a_locked_run_is_marked_as_paid_once(stage):
    lock_march()
    assert record_payment(CHEN, NOW, W001, MARCH).state == "paid"
    with pytest.raises(Refused, match="不能登记发放"):
        record_payment(CHEN, NOW, W001, MARCH)


def test_an_advance_is_repaid_once_and_the_rest_is_carried(stage):
    add_advances(BOSS, NOW, W001, [NewAdvance(stage.workers["004"], at(5), 50_000, "看病")])
    lock_march()
    march = slip(stage, "004").head
    assert (march.advance, march.carried, march.net) == (46_000, 4_000, 0)
    for _ in range(2):
        compute_run(CHEN, NOW, W001, APRIL)
    april = slip(stage, "004", "2026-04")
    assert (april.head.carried, len(april.deductions)) == (4_000, 1)
    assert april.deductions[0].sentence.startswith("上期结转:借支 2026-03-05 看病")


def test_an_advance_goes_to_the_earlier_period_even_when_the_later_was_computed_first(stage):
    add_advances(BOSS, NOW, W001, [NewAdvance(stage.workers["004"], at(5), 20_000)])
    compute_run(CHEN, NOW, W001, APRIL)
    assert slip(stage, "004", "2026-04").head.carried == 20_000
    run_march()
    assert slip(stage, "004").head.advance == 20_000
    with pytest.raises(Refused, match="有了变动"):
        approve_run(ZHANG, NOW, W001, APRIL)
    compute_run(CHEN, NOW, W001, APRIL)
    assert slip(stage, "004", "2026-04").head.carried == 0


def test_periods_are_locked_in_their_order(stage):
    run_march()
    compute_run(CHEN, NOW, W001, APRIL)
    approve_run(ZHANG, NOW, W001, APRIL)
    with pytest.raises(Refused, match="2026年3月的工资还没有锁定"):
        lock_run(CHEN, NOW, W001, APRIL)


def test_an_advance_of_a_later_day_waits(stage):
    add_advances(BOSS, NOW, W001, [NewAdvance(stage.workers["004"], at(2, 4), 50_000)])
    run_march()
    assert slip(stage, "004").head.advance == 0


def test_a_deduction_written_down_after_the_lock_joins_the_next_slip(stage):
    lock_march()
    rows = [NewDeduction(stage.workers["001"], at(20), 3000, "餐费")]
    add_deductions(BOSS, NOW, W001, rows)
    compute_run(CHEN, NOW, W001, APRIL)
    assert [d.owed for d in slip(stage, "001", "2026-04").deductions] == [3000]


def test_a_deduction_of_a_month_that_was_never_run_stays_there(stage):
    add_deductions(BOSS, NOW, W001, [NewDeduction(stage.workers["001"], at(20, 2), 3000, "餐费")])
    run_march()
    assert slip(stage, "001").deductions == ()


def test_tax_is_withheld_over_the_year_across_runs(stage):
    for on in DAYS:
        stage.output("001", on, 2000)
    lock_march()
    assert slip(stage, "001").head.tax == (600 + 2000) * 26 * 20 * 3 // 100 - 15000
    compute_run(CHEN, NOW, W001, APRIL)
    assert slip(stage, "001", "2026-04").head.tax == 0


def test_every_step_leaves_its_audit_leaf(stage):
    lock_march()
    actions = set(db.session.scalars(select(AuditLeafRow.action)))
    assert {"compute.run", "approve.run", "lock.run", "days.lock"} <= actions


def test_the_sum_of_the_slips_is_the_run(stage):
    run = run_march()
    slips = load_slips(W001, run.id)
    assert sum(s.head.net for s in slips) == run.net
    assert all(sum(line.amount for line in s.lines) == s.head.gross for s in slips)


def test_the_number_of_statements_does_not_grow_with_the_workers(stage):
    run_march()
    few = count_statements(run_march)
    more = [a_new_worker(f"1{n:02}", "周师傅", "standard", "劳动合同") for n in range(40)]
    stage.workers |= add_workers(BOSS, NOW, W001, more)
    for n in range(40):
        stage.output(f"1{n:02}", at(2), 10)
    assert count_statements(run_march) == few


def test_another_workshop_sees_nothing_of_a_run(stage):
    run = run_march()
    assert list_slips(2, run.id) == []
    with pytest.raises(NotFound):
        get_slip(2, "2026-03", stage.workers["001"])


def test_a_period_that_was_never_computed_is_not_found(app):
    with pytest.raises(NotFound, match="还没有计算"):
        approve_run(ZHANG, NOW, W001, Period(2026, 2))
