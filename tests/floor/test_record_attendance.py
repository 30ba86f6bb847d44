"""What can be relied on when attendance is recorded."""

from datetime import date

import pytest

from tests.conftest import BOSS, NOW, W001
from tests.floor.stage import DAY, LI, WANG, add, all_rows, set_the_stage, worker
from workshop.floor.actions import NewAttendance, RefusedRows, record_attendance, record_full_attendance
from workshop.floor.queries.attendance import current_days
from workshop.floor.rows import AttendanceRow
from workshop.kernel.faults import Refused
from workshop.people.rows import WorkerRow


@pytest.fixture(autouse=True)
def _stage(app):
    set_the_stage()


def record(*rows: NewAttendance, **more):
    return record_attendance(BOSS, NOW, W001, rows, **more)


def standing() -> dict[int, str]:
    return {worker_id: day.status for (worker_id, _), day in current_days(W001, {DAY}).items() if day.status}


def test_a_change_is_a_new_version_with_its_reason():
    record(NewAttendance(WANG, DAY, "出勤", 480, 1080))
    record(NewAttendance(WANG, DAY, "半天", 480, 720), reason="下午请假")
    versions = [(row["version"], row["status"], row["reason"]) for row in all_rows(AttendanceRow)]
    assert versions == [(1, "出勤", ""), (2, "半天", "下午请假")]
    assert standing() == {WANG: "半天"}


def test_a_change_without_a_reason_changes_nothing():
    record(NewAttendance(WANG, DAY, "出勤"))
    with pytest.raises(Refused, match="原因") as refused:
        record(NewAttendance(WANG, DAY, "旷工"), NewAttendance(LI, DAY, "出勤"))
    assert refused.value.field == "reason"
    assert standing() == {WANG: "出勤"}


def test_the_same_row_again_is_no_new_version():
    record(NewAttendance(WANG, DAY, "出勤"))
    assert record(NewAttendance(WANG, DAY, "出勤")).existing == {f"{WANG}/{DAY}"}
    assert len(all_rows(AttendanceRow)) == 1


def test_an_empty_status_takes_the_day_back():
    record(NewAttendance(WANG, DAY, "出勤"))
    record(NewAttendance(WANG, DAY, ""), reason="那天没来")
    assert standing() == {}


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (NewAttendance(WANG, DAY, "来了"), "status_unknown"),
        (NewAttendance(999, DAY, "出勤"), "worker_unknown"),
        (NewAttendance(WANG, date(2026, 4, 1), "出勤"), "date_future"),
        (NewAttendance(WANG, date(2026, 1, 4), "出勤"), "before_hire"),
        (NewAttendance(WANG, DAY, "出勤", 1080, 480), "clock_order"),
        (NewAttendance(WANG, DAY, "出勤", 480, 1500), "minutes_impossible"),
        (NewAttendance(WANG, DAY, "出勤", None, None, -1), "minutes_impossible"),
    ],
)
def test_what_cannot_be_is_refused_by_name(bad, reason):
    with pytest.raises(RefusedRows) as refused:
        record(NewAttendance(LI, DAY, "出勤"), bad)
    assert [(f.row, f.reason) for f in refused.value.faults] == [(1, reason)]
    assert standing() == {}


def test_one_row_a_day():
    with pytest.raises(RefusedRows) as refused:
        record(NewAttendance(WANG, DAY, "出勤"), NewAttendance(WANG, DAY, "旷工"))
    assert [f.reason for f in refused.value.faults] == ["day_twice"]


def test_everybody_here_leaves_exceptions_and_those_not_employed_alone():
    add(WorkerRow, worker(105, "走了", left=date(2026, 3, 1)), worker(106, "没来", hired=date(2026, 3, 31)))
    record(NewAttendance(WANG, DAY, "病假"))
    assert record_full_attendance(BOSS, NOW, W001, DAY) == 3
    assert standing() == {WANG: "病假", LI: "出勤", 103: "出勤", 104: "出勤"}
    assert record_full_attendance(BOSS, NOW, W001, DAY) == 0


def test_everybody_here_is_not_for_tomorrow():
    with pytest.raises(Refused, match="还没到"):
        record_full_attendance(BOSS, NOW, W001, date(2026, 4, 1))
