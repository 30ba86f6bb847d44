"""What can be relied on when something recorded was wrong: nothing is edited, the sums come right, a reason stays."""

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from tests.conftest import BOSS, NOW, W001, W002
from tests.floor.stage import (
    DAY,
    LI,
    SEW,
    UNPRICED,
    WANG,
    ZHAO,
    add,
    all_rows,
    price,
    set_the_stage,
)
from workshop.floor.actions import (
    NewAttendance,
    NewHours,
    NewOutput,
    NewShare,
    NewTeamOutput,
    correct_output,
    lock_days,
    record_attendance,
    record_hours,
    record_output,
    record_team_output,
    reprice_unpriced,
    reverse_hours,
    reverse_import,
    reverse_output,
    reverse_team_output,
)
from workshop.floor.rows import AttendanceRow, HoursRow, OutputRow, TeamOutputRow, TeamShareRow
from workshop.kernel.faults import NotFound, Refused
from workshop.people.rows import ImportRow
from workshop.prices.rows import PriceRow
from workshop.store.database import db
from workshop.store.transaction import transaction

MARCH_10 = date(2026, 3, 10)
FACTS = ("date", "worker_id", "operation_id", "band", "price", "price_grade", "price_from", "defect_charge", "pay_on")


@pytest.fixture(autouse=True)
def _stage(app):
    set_the_stage()


def record(entry_id="E1", on=DAY, who=WANG, operation_id=SEW, good=37_000, own=2_000, **more) -> None:
    record_output(BOSS, NOW, W001, [NewOutput(entry_id, on, who, operation_id, good, own, 0)], **more)


def sums() -> tuple[int, int]:
    rows = all_rows(OutputRow)
    return sum(row["good"] for row in rows), sum(row["defect_own"] for row in rows)


def test_a_reversal_has_the_same_facts_and_takes_every_quantity_back():
    record()
    reverse_output(BOSS, NOW, W001, "E1", "记错人了")
    first, second = all_rows(OutputRow)
    assert sums() == (0, 0)
    assert [first[name] for name in FACTS] == [second[name] for name in FACTS]
    assert (second["reverses"], second["reason"]) == ("E1", "记错人了")


def test_an_entry_is_reversed_once():
    record()
    reverse_output(BOSS, NOW, W001, "E1", "数错了")
    with pytest.raises(Refused, match="已经撤销过"):
        reverse_output(BOSS, NOW, W001, "E1", "数错了")
    assert sums() == (0, 0)


@pytest.mark.sqlite
def test_the_unique_key_is_what_keeps_a_second_reversal_out(app):
    """The twin: without the key the second reversal would be written, so it is the key that protects."""
    record()
    with transaction(BOSS, NOW):
        definition = db.session.scalar(text("SELECT sql FROM sqlite_master WHERE name = 'output'"))
    assert "UNIQUE (workshop_id, reverses)" in definition
    open_one = definition.replace("UNIQUE (workshop_id, reverses)", "CHECK (1)").replace(
        "uq_output_workshop_id", "ck_x"
    )
    with transaction(BOSS, NOW):
        db.session.execute(text("DROP TABLE output"))
        db.session.execute(text(open_one))
    record()
    for _ in range(2):
        reverse_output(BOSS, NOW, W001, "E1", "数错了")
    assert sums() == (-37_000, -2_000)


def test_a_reversal_is_not_reversed():
    record()
    reversal = reverse_output(BOSS, NOW, W001, "E1", "数错了")
    with pytest.raises(Refused, match="不能再撤销"):
        reverse_output(BOSS, NOW, W001, reversal, "又对了")


@pytest.mark.parametrize("reason", ["", "  ", "x" * 201, "a\x00b"])
def test_a_reversal_needs_a_reason_that_can_be_read(reason):
    record()
    with pytest.raises(Refused) as refused:
        reverse_output(BOSS, NOW, W001, "E1", reason)
    assert refused.value.field == "reason"


def test_an_entry_of_another_workshop_is_not_found():
    record()
    with pytest.raises(NotFound):
        reverse_output(BOSS, NOW, W002, "E1", "数错了")


def test_a_correction_is_a_reversal_and_a_new_entry():
    record()
    correct_output(BOSS, NOW, W001, "E1", (38_000, 0, 1_000), "少数了一双")
    assert sums() == (38_000, 0)
    assert [row["reason"] for row in all_rows(OutputRow)] == ["", "少数了一双", "少数了一双"]


def test_a_correction_that_cannot_be_leaves_the_entry_as_it_was():
    record()
    with pytest.raises(Refused):
        correct_output(BOSS, NOW, W001, "E1", (45_500, 0, 0), "少数了半双")
    assert sums() == (37_000, 2_000)
    assert len(all_rows(OutputRow)) == 1


def test_a_correction_to_nothing_is_a_reversal_alone():
    record()
    correct_output(BOSS, NOW, W001, "E1", (0, 0, 0), "没做")
    assert len(all_rows(OutputRow)) == 2


def test_a_correction_keeps_the_price_of_the_work_date():
    record(on=MARCH_10)
    correct_output(BOSS, NOW, W001, "E1", (40_000, 0, 0), "少数了")
    assert {row["price"] for row in all_rows(OutputRow)} == {768}


def test_what_is_corrected_after_the_lock_is_paid_in_the_open_period():
    record(on=MARCH_10)
    lock_days(BOSS, NOW, W001, [WANG], date(2026, 3, 15))
    correct_output(BOSS, NOW, W001, "E1", (40_000, 0, 0), "少数了")
    assert [row["pay_on"] for row in all_rows(OutputRow)] == [MARCH_10, date(2026, 3, 16), date(2026, 3, 16)]
    assert {row["date"] for row in all_rows(OutputRow)} == {MARCH_10}


def test_recorded_rows_cannot_be_changed_or_deleted():
    record()
    for verb in ("UPDATE output SET good = 1", "DELETE FROM output"):
        with pytest.raises(DatabaseError, match="append-only"), transaction(BOSS, NOW):
            db.session.execute(text(verb))


def test_entries_without_a_price_take_the_one_that_came_later():
    record("no", operation_id=UNPRICED)
    record("still", operation_id=UNPRICED, on=date(2026, 3, 2))
    add(PriceRow, price(UNPRICED, 900, since=MARCH_10))
    assert reprice_unpriced(BOSS, NOW, W001, "补上单价") == 1
    standing = {row["id"]: row["price"] for row in all_rows(OutputRow)[2:]}
    assert sorted(standing.values(), key=str) == [900, None]
    assert sums() == (74_000, 4_000)
    assert reprice_unpriced(BOSS, NOW, W001, "补上单价") == 0


def test_a_team_is_reversed_with_all_its_shares():
    members = (NewShare(WANG), NewShare(LI), NewShare(ZHAO))
    record_team_output(BOSS, NOW, W001, [NewTeamOutput("T1", DAY, SEW, 1_000_000, "equal", "", members)])
    reverse_team_output(BOSS, NOW, W001, "T1", "不是这个组")
    by_worker: dict[int, int] = {}
    for share in all_rows(TeamShareRow):
        by_worker[share["worker_id"]] = by_worker.get(share["worker_id"], 0) + share["share"]
    assert by_worker == {WANG: 0, LI: 0, ZHAO: 0}
    assert sum(row["amount"] for row in all_rows(TeamOutputRow)) == 0


def test_hours_are_reversed():
    record_hours(BOSS, NOW, W001, [NewHours("H1", DAY, ZHAO, "打包", 240)])
    reverse_hours(BOSS, NOW, W001, "H1", "记错人了")
    assert [row["minutes"] for row in all_rows(HoursRow)] == [240, -240]


class TestImports:
    """A whole import taken back."""

    @pytest.fixture(autouse=True)
    def _import(self, _stage):
        new = {"workshop_id": W001, "id": 7, "kind": "entries", "file_name": "a.csv", "sha256": "0" * 64}
        add(ImportRow, new | {"at": NOW, "by": "陈会计", "rows_read": 1, "rows_refused": 0})
        record("E1", import_id=7)
        record("E2", import_id=7)
        record("own")
        record_attendance(BOSS, NOW, W001, [NewAttendance(WANG, DAY, "出勤")], import_id=7)
        record_hours(BOSS, NOW, W001, [NewHours("H1", DAY, ZHAO, "打包", 240)], import_id=7)

    def test_everything_of_it_that_stands_goes_and_the_rest_stays(self):
        reverse_output(BOSS, NOW, W001, "E1", "数错了")
        assert reverse_import(BOSS, NOW, W001, 7) == 3
        assert sums() == (37_000, 2_000)
        assert [row["status"] for row in all_rows(AttendanceRow)] == ["出勤", ""]

    def test_twice_is_once(self):
        reverse_import(BOSS, NOW, W001, 7)
        assert reverse_import(BOSS, NOW, W001, 7) == 0

    def test_what_locked_pay_has_used_stays(self):
        lock_days(BOSS, NOW, W001, [WANG], date(2026, 3, 31))
        with pytest.raises(Refused, match="锁定"):
            reverse_import(BOSS, NOW, W001, 7)
        assert sums() == (111_000, 6_000)

    def test_the_same_file_again_after_that_says_what_it_leaves_out(self):
        reverse_import(BOSS, NOW, W001, 7)
        again = record_output(BOSS, NOW, W001, [NewOutput("E1", DAY, WANG, SEW, 37_000, 2_000, 0)])
        assert (again.ids, [w.reason for w in again.warnings]) == ((), ["id_reversed"])
