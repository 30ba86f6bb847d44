"""An import is taken back whole, while nothing has used it."""

from datetime import date

import pytest
from sqlalchemy import func, select

from tests.conftest import BOSS
from tests.exchange.stage import NOW, TODAY, bring_in
from workshop.exchange.actions import import_sheet, undo_import
from workshop.exchange.office import SORTS, check_sheet, choose_sort, find_layouts
from workshop.floor.actions import NewAttendance, lock_days, record_attendance
from workshop.floor.rows import AttendanceRow, OutputRow
from workshop.kernel.faults import NotFound, Refused
from workshop.people.queries import find_workshop, worker_ids
from workshop.people.rows import ImportRow, WorkerRow
from workshop.prices.rows import PriceRow
from workshop.sheets.opening import open_workbook
from workshop.store.database import db
from workshop.takehome.actions import NewReturn, record_returns
from workshop.takehome.queries import order_ids
from workshop.takehome.rows import TakehomeOrderRow, TakehomeReturnRow


@pytest.fixture
def shop(app, shared):
    """The workshop that the real sheets lean on."""
    bring_in(shared / "real-input" / "known")
    return find_workshop("W010").id


def take(shared, shop: int, name: str):
    content = (shared / "real-input" / name).read_bytes()
    book = open_workbook(content, name)
    sort = choose_sort(SORTS, book)
    known = sort.load_known(shop)
    checked = check_sheet(sort, shop, TODAY, book, find_layouts(sort, book, known), known)
    return import_sheet(BOSS, NOW, TODAY, shop, checked, name, "")


def undo(shop: int, import_id: int) -> int:
    return undo_import(BOSS, NOW, TODAY, shop, import_id)


def count(row: object, shop: int) -> int:
    return db.session.scalar(select(func.count()).select_from(row).where(row.workshop_id == shop))


KINDS = {
    "a-roster.xlsx": (WorkerRow, 48),
    "d-price-list.xlsx": (PriceRow, 0),
    "e-takehome-ledger.xlsx": (TakehomeOrderRow, 0),
}


@pytest.mark.parametrize("name", KINDS)
def test_what_an_import_brought_goes_again(shared, shop, name):
    row, before = KINDS[name]
    done = take(shared, shop, name)
    assert count(row, shop) > before
    assert undo(shop, done.import_id) == done.rows
    assert count(row, shop) == before
    assert db.session.scalar(select(ImportRow.undone_by).where(ImportRow.id == done.import_id)) == BOSS.name


def test_output_is_reversed_not_erased(shared, shop):
    done = take(shared, shop, "b-daily-output.xlsx")
    undo(shop, done.import_id)
    assert count(OutputRow, shop) == 2 * done.rows
    assert db.session.scalar(select(func.sum(OutputRow.good)).where(OutputRow.workshop_id == shop)) == 0


def test_after_the_undo_the_sheet_can_come_in_anew(shared, shop):
    for name in ("b-daily-output.xlsx", "c-attendance.xlsx"):
        first = take(shared, shop, name)
        undo(shop, first.import_id)
        assert take(shared, shop, name).rows == first.rows


def test_an_import_is_taken_back_once(shared, shop):
    done = take(shared, shop, "d-price-list.xlsx")
    undo(shop, done.import_id)
    with pytest.raises(Refused, match="已经撤销"):
        undo(shop, done.import_id)


def test_another_workshop_does_not_reach_it(shared, shop):
    done = take(shared, shop, "d-price-list.xlsx")
    with pytest.raises(NotFound):
        undo(2, done.import_id)
    assert count(PriceRow, shop) == 39


def test_prices_that_entries_carry_stay(shared, shop):
    prices = take(shared, shop, "d-price-list.xlsx")
    take(shared, shop, "b-daily-output.xlsx")
    with pytest.raises(Refused, match="已经用在产量上"):
        undo(shop, prices.import_id)
    assert count(PriceRow, shop) == 39


def test_people_with_attendance_stay(shared, shop):
    people = take(shared, shop, "a-roster.xlsx")
    record_attendance(BOSS, NOW, shop, [NewAttendance(worker_ids(shop)["001"], date(2026, 3, 2), "出勤")], on=TODAY)
    with pytest.raises(Refused):
        undo(shop, people.import_id)
    assert count(WorkerRow, shop) == 48 + 30


def test_an_order_with_a_later_return_stays(shared, shop):
    ledger = take(shared, shop, "e-takehome-ledger.xlsx")
    order = order_ids(shop)["WF26-022"]
    record_returns(BOSS, NOW, shop, [NewReturn(order, date(2026, 6, 1), None, 1000, 0, 0)], on=TODAY)
    with pytest.raises(Refused, match="后来又有交货"):
        undo(shop, ledger.import_id)


def test_what_locked_pay_has_used_stays(shared, shop):
    output, ledger = take(shared, shop, "b-daily-output.xlsx"), take(shared, shop, "e-takehome-ledger.xlsx")
    attendance = take(shared, shop, "c-attendance.xlsx")
    lock_days(BOSS, NOW, shop, list(worker_ids(shop).values()), date(2026, 3, 31))
    for done in (output, ledger, attendance):
        with pytest.raises(Refused, match="锁定"):
            undo(shop, done.import_id)
    assert count(TakehomeReturnRow, shop) == 73
    assert count(AttendanceRow, shop) == 1242


def test_a_whole_folder_is_not_taken_back_at_one_stroke(shop):
    folder = db.session.scalar(select(ImportRow.id).where(ImportRow.workshop_id == shop))
    with pytest.raises(Refused, match="文件夹"):
        undo(shop, folder)
