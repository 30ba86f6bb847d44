"""What can be relied on when output is recorded."""

from datetime import date

import pytest

from tests.conftest import BOSS, NOW, W001, W002
from tests.floor.stage import (
    CHEN,
    DAY,
    HIRED,
    LI,
    SEW,
    UNPRICED,
    WANG,
    WEIGH,
    add,
    all_rows,
    operation,
    set_the_stage,
    terms,
    worker,
)
from workshop.floor.actions import NewAttendance, NewOutput, RefusedRows, lock_days, record_attendance, record_output
from workshop.floor.rows import OutputRow
from workshop.people.rows import WorkerRow, WorkerTermsRow
from workshop.prices.rows import OperationRow
from workshop.store.rows import AuditLeafRow

SUNDAY = date(2026, 3, 29)


@pytest.fixture(autouse=True)
def _stage(app):
    set_the_stage()


def entry(entry_id="E1", on=DAY, who=WANG, operation_id=SEW, good=37_000, own=0, other=0, band="") -> NewOutput:
    return NewOutput(entry_id, on, who, operation_id, good, own, other, band)


def record(*entries: NewOutput, **more):
    return record_output(BOSS, NOW, W001, entries, **more)


def reasons(*entries: NewOutput, **more) -> list[str]:
    with pytest.raises(RefusedRows) as refused:
        record(*entries, **more)
    return [fault.reason for fault in refused.value.faults]


def test_the_price_is_that_of_the_work_date():
    record(entry("old", on=date(2026, 3, 13)), entry("new", on=date(2026, 3, 16)))
    assert {row["id"]: row["price"] for row in all_rows(OutputRow)} == {"old": 768, "new": 800}


def test_an_old_price_of_the_grade_beats_a_newer_one_without():
    record(entry(who=CHEN))
    [row] = all_rows(OutputRow)
    assert (row["price"], row["price_grade"], row["price_from"]) == (500, "学徒", HIRED)


def test_the_grade_is_that_of_the_work_date():
    add(WorkerTermsRow, terms(CHEN, "", since=date(2026, 3, 20)))
    record(entry("before", on=date(2026, 3, 19), who=CHEN), entry("after", who=CHEN))
    assert {row["id"]: row["price"] for row in all_rows(OutputRow)} == {"before": 500, "after": 800}


def test_the_defect_charge_is_fixed_with_the_price():
    record(entry(on=date(2026, 3, 2), own=2000))
    assert all_rows(OutputRow)[0]["defect_charge"] == 200


def test_a_missing_price_is_recorded_and_warned_of():
    recorded = record(entry(operation_id=UNPRICED))
    assert [w.reason for w in recorded.warnings] == ["price_missing"]
    assert all_rows(OutputRow)[0]["price"] is None


def test_the_same_entry_twice_is_recorded_once():
    record(entry())
    again = record(entry(), entry("E2"))
    assert (again.ids, again.existing) == (("E2",), {"E1"})
    assert len(all_rows(OutputRow)) == 2


def test_the_same_id_with_another_content_is_refused():
    record(entry())
    assert reasons(entry(good=38_000)) == ["id_conflict"]


def test_the_same_id_twice_in_a_batch_must_be_the_same_entry():
    assert record(entry(), entry()).ids == ("E1",)
    assert reasons(entry("E2"), entry("E2", good=1000)) == ["id_conflict"]


def test_one_bad_row_keeps_the_whole_batch_out_and_is_named_by_its_place():
    with pytest.raises(RefusedRows) as refused:
        record(entry("a"), entry("b", good=-5000), entry("c"))
    assert [(f.row, f.field, f.value) for f in refused.value.faults] == [(1, "good", "-5")]
    assert all_rows(OutputRow) == []
    assert str(refused.value) == "第 2 条「-5」数量不能是负数。数错了请用「更正」"


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ({"who": 999}, "worker_unknown"),
        ({"operation_id": 999}, "operation_unknown"),
        ({"on": date(2026, 4, 1)}, "date_future"),
        ({"on": date(2026, 1, 4)}, "before_hire"),
        ({"good": 1_000_000_001}, "quantity_too_big"),
        ({"good": 45_500}, "quantity_not_whole"),
        ({"own": -1000}, "quantity_negative"),
        ({"good": 0}, "quantity_nothing"),
        ({"band": "night"}, "band_unknown"),
        ({"band": "holiday"}, "band_contradicts"),
        ({"band": "rest_day"}, "band_contradicts"),
        ({"on": SUNDAY, "band": "normal"}, "band_contradicts"),
        ({"on": SUNDAY, "band": "overtime"}, "band_contradicts"),
        ({"on": date(2026, 2, 17), "band": "rest_day"}, "band_contradicts"),
        ({"entry_id": ""}, "id_unusable"),
        ({"entry_id": "a b"}, "id_unusable"),
        ({"entry_id": "x" * 65}, "id_unusable"),
        ({"entry_id": "a\x00"}, "id_unusable"),
    ],
)
def test_what_cannot_be_is_refused_by_name(bad, reason):
    assert reason in reasons(entry(**bad))


def test_the_first_and_the_last_day_of_work_count():
    add(WorkerRow, worker(105, "短工", hired=DAY, left=DAY))
    assert record(entry("in", who=105)).ids == ("in",)
    assert reasons(entry("out", who=105, on=date(2026, 3, 31))) == ["after_leave"]


def test_a_withdrawn_operation_takes_no_more_output():
    add(OperationRow, operation(205, "旧款", withdrawn=DAY))
    assert record(entry("before", operation_id=205, on=date(2026, 3, 28))).ids == ("before",)
    assert reasons(entry("after", operation_id=205)) == ["operation_withdrawn"]


def test_weights_take_three_decimals():
    record(entry(operation_id=WEIGH, good=12_345))
    assert all_rows(OutputRow)[0]["good"] == 12_345


def test_a_rest_day_that_is_made_up_for_is_a_normal_day():
    assert reasons(entry(on=SUNDAY, band="normal")) == ["band_contradicts"]
    record_attendance(BOSS, NOW, W001, [NewAttendance(WANG, SUNDAY, "补班")])
    assert record(entry(on=SUNDAY, band="normal")).ids == ("E1",)


def test_make_up_days_of_the_same_import_are_believed():
    assert record(entry(on=SUNDAY, band="normal"), make_up=frozenset({(WANG, SUNDAY)})).ids == ("E1",)


def test_an_empty_band_stays_empty():
    record(entry(on=SUNDAY))
    assert all_rows(OutputRow)[0]["band"] == ""


def test_a_day_in_locked_pay_is_paid_on_the_first_open_day():
    lock_days(BOSS, NOW, W001, [WANG], date(2026, 3, 15))
    record(entry("late", on=date(2026, 3, 10)), entry("open"), entry("other", who=LI, on=date(2026, 3, 10)))
    paid = {row["id"]: row["pay_on"] for row in all_rows(OutputRow)}
    assert paid == {"late": date(2026, 3, 16), "open": DAY, "other": date(2026, 3, 10)}


def test_a_lock_never_moves_back():
    lock_days(BOSS, NOW, W001, [WANG], date(2026, 3, 15))
    lock_days(BOSS, NOW, W001, [WANG], date(2026, 2, 28))
    record(entry("late", on=date(2026, 3, 10)))
    assert all_rows(OutputRow)[0]["pay_on"] == date(2026, 3, 16)


def test_another_workshops_worker_is_unknown_here():
    add(WorkerRow, worker(900, "邻居") | {"workshop_id": W002})
    assert reasons(entry(who=900)) == ["worker_unknown"]


def test_a_child_at_work_is_recorded_and_warned_of():
    add(WorkerRow, worker(106, "小童", birth_date=date(2011, 1, 1)))
    assert "under_16" in [w.reason for w in record(entry(who=106)).warnings]


def test_the_leaf_covers_every_row():
    before = len(all_rows(AuditLeafRow))
    record(entry("a"), entry("b"), import_id=None)
    leaves = all_rows(AuditLeafRow)[before:]
    assert [leaf["action"] for leaf in leaves] == ["output.record"]
    assert '"rows": 2' in leaves[0]["detail"]
