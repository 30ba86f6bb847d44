"""What can be relied on when an exchange folder is imported."""

import re

import pytest
from sqlalchemy import func, select

from tests.exchange.stage import BASE, NOW, bring_in, faults_of, with_row, write_folder
from workshop.exchange.actions import export_folder
from workshop.exchange.actions import folder as folder_action
from workshop.exchange.reading import read_folder
from workshop.exchange.tables import open_folder
from workshop.floor.rows import AttendanceRow, OutputRow
from workshop.kernel.faults import Refused
from workshop.people.queries import find_workshop
from workshop.people.rows import ImportRow, WorkerRow, WorkshopRow
from workshop.prices.rows import PriceRow
from workshop.store.audit import COMMAND_LINE
from workshop.store.database import db
from workshop.store.rows import AuditLeafRow

TABLES = (WorkshopRow, WorkerRow, PriceRow, OutputRow, AttendanceRow, ImportRow, AuditLeafRow)


def counts() -> list[int]:
    return [db.session.scalar(select(func.count()).select_from(row)) for row in TABLES]


def test_a_folder_comes_in_and_says_how_many_rows(app, tmp_path):
    done = bring_in(write_folder(tmp_path / "f"))
    assert {name: count.new for name, count in done.counts.items()} == {
        "workshops": 1, "workers": 2, "operations": 2, "rates": 2, "entries": 2, "attendance": 1,
    }  # fmt: skip


def test_the_price_is_fixed_on_the_entry(app, tmp_path):
    bring_in(write_folder(tmp_path / "f"))
    shop = find_workshop("W009").id
    rows = db.session.execute(
        select(OutputRow.id, OutputRow.price, OutputRow.band).where(OutputRow.workshop_id == shop)
    )
    assert {tuple(row) for row in rows} == {("E1", 2300, ""), ("E2", 15000, "overtime")}


def test_the_same_folder_again_changes_nothing(app, tmp_path):
    folder = write_folder(tmp_path / "f")
    bring_in(folder)
    before = counts()
    again = bring_in(folder)
    assert all(count.new == 0 and count.existing == count.read for count in again.counts.values())
    assert counts() == before


def test_one_fault_and_nothing_at_all_is_written(app, tmp_path):
    before = counts()
    assert faults_of(write_folder(tmp_path / "f", entries=with_row("entries", "E3,2026-03-02,A1,GLV-01,-5,0,0,")))
    assert counts() == before


def test_without_the_refusal_a_faulty_folder_would_be_half_written(app, tmp_path, monkeypatch):
    """The twin of the test above: with the faults unheard, the other rows come in and the faulty one is lost."""
    before = counts()
    monkeypatch.setattr(folder_action, "read_folder", lambda folder: (read_folder(folder)[0], []))
    bring_in(write_folder(tmp_path / "f", entries=with_row("entries", "E3,2026-03-02,A1,GLV-01,-5,0,0,")))
    assert counts() != before


def test_what_fails_while_writing_takes_everything_back(app, tmp_path, monkeypatch):
    before = counts()

    def broken(*args: object) -> None:
        raise Refused("磁盘坏了")

    monkeypatch.setattr("workshop.exchange.actions.writing._write_agreed", broken)
    with pytest.raises(Refused):
        bring_in(write_folder(tmp_path / "f"))
    assert counts() == before


def test_chinese_headings_work_as_well(app, tmp_path):
    text = "编号,日期,工号,工序编号,合格,次品,非本人次品,时段\nE1,2026-03-02,A1,GLV-01,763,2,1,\n"
    assert bring_in(write_folder(tmp_path / "f", entries=text)).counts["entries"].new == 1


def test_a_byte_order_mark_and_quoted_cells_are_read(app, tmp_path):
    folder = write_folder(tmp_path / "f")
    (folder / "entries.csv").write_text("\ufeff" + BASE["entries"].replace("E1,", '"E1",'), encoding="utf-8")
    assert bring_in(folder).counts["entries"].new == 2


def test_an_absent_file_is_nothing_to_import(app, tmp_path):
    assert "entries" not in bring_in(write_folder(tmp_path / "f", entries="")).counts


def test_operations_go_to_every_workshop_of_the_folder(app, tmp_path):
    shops = BASE["workshops"] + "W010,柳树湾车间,柳树湾村,990100,六日\n"
    bring_in(write_folder(tmp_path / "f", workshops=shops))
    for code in ("W009", "W010"):
        shop = find_workshop(code).id
        assert db.session.scalar(select(func.count()).select_from(PriceRow).where(PriceRow.workshop_id == shop)) == 2


def test_without_workshops_the_one_that_is_named_is_meant(app, tmp_path):
    people = BASE["workers"].replace("W009", "W002")
    bring_in(write_folder(tmp_path / "f", workshops="", workers=people), only="W002")
    assert db.session.scalar(select(func.count()).select_from(WorkerRow).where(WorkerRow.workshop_id == 2)) == 2
    assert not db.session.scalar(select(func.count()).select_from(PriceRow).where(PriceRow.workshop_id == 1))


def test_a_number_that_two_workshops_have_is_not_guessed(app, tmp_path):
    for code in ("W001", "W002"):
        people = BASE["workers"].replace("W009", code)
        bring_in(write_folder(tmp_path / code, workshops="", workers=people, entries="", attendance=""), only=code)
    nothing = dict.fromkeys(("workshops", "workers", "operations", "rates", "attendance"), "")
    [fault, _] = faults_of(write_folder(tmp_path / "f", **nothing))
    assert (fault.reason, fault.column) == ("ambiguous_worker", "worker_no")


def test_earlier_months_belong_to_the_year_of_the_earliest_entry(app, tmp_path):
    prior = "worker_no,cumulative_income_yuan,cumulative_months,tax_withheld_yuan\nA1,6983.49,2,0.00\n"
    entries = BASE["entries"].replace("2026-03-02", "2025-12-01")
    bring_in(write_folder(tmp_path / "f", prior_months=prior, entries=entries, rates=_from_2025()))
    from workshop.pay.rows import PriorMonthsRow

    assert db.session.execute(select(PriorMonthsRow.year, PriorMonthsRow.income_fen)).one() == (2025, 698349)


def _from_2025() -> str:
    return BASE["rates"].replace("2026-01-01", "2025-01-01")


def test_an_entry_without_a_price_comes_in_and_is_named(app, tmp_path):
    done = bring_in(write_folder(tmp_path / "f", rates=BASE["rates"].replace("COR-01,2026-01", "COR-01,2026-05")))
    [warning] = [fault for fault in done.warnings if fault.reason == "price_missing"]
    assert (warning.place, warning.row, warning.outcome) == ("entries.csv", 3, "warned")


def test_an_attendance_on_a_rest_day_lets_the_normal_band_stand(app, tmp_path):
    entries = with_row("entries", "E3,2026-03-08,A1,GLV-01,5,0,0,normal")
    assert [fault.reason for fault in faults_of(write_folder(tmp_path / "f", entries=entries))] == ["band_contradicts"]
    attendance = with_row("attendance", "A1,2026-03-08,补班,,,")
    assert not faults_of(write_folder(tmp_path / "g", entries=entries, attendance=attendance))


def test_a_shifted_day_of_the_folder_decides_about_bands(app, tmp_path):
    entries = with_row("entries", "E3,2026-03-09,A1,GLV-01,5,0,0,rest_day")
    calendar = "workshop_code,date,day\n,2026-03-09,休\nW009,2026-03-15,班\n"
    assert not faults_of(write_folder(tmp_path / "f", entries=entries, calendar=calendar))


def test_a_workbook_of_sheets_is_as_good_as_a_folder(app, tmp_path):
    bring_in(write_folder(tmp_path / "f"))
    shop = find_workshop("W009")
    export_folder(COMMAND_LINE, NOW, shop, tmp_path / "out.xlsx")
    again = bring_in(tmp_path / "out.xlsx")
    assert all(count.new == 0 for count in again.counts.values())
    assert {name: count.read for name, count in again.counts.items()}["entries"] == 2


def test_an_export_with_whole_numbers_is_on_the_record(app, tmp_path):
    bring_in(write_folder(tmp_path / "f"))
    export_folder(COMMAND_LINE, NOW, find_workshop("W009"), tmp_path / "out")
    assert db.session.scalar(select(AuditLeafRow.action).order_by(AuditLeafRow.id.desc())) == "export.folder"


def test_a_folder_with_nothing_to_read_says_so(app, tmp_path):
    with pytest.raises(Refused, match="没有交换文件"):
        bring_in(tmp_path)


@pytest.mark.parametrize("name", ["plain50", "w50"])
def test_the_generated_folder_comes_in_and_goes_out_the_same(app, shared, tmp_path, name):
    from sqlalchemy import delete

    from workshop.access.rows import AccountRow
    from workshop.store.transaction import transaction

    with transaction(COMMAND_LINE, NOW):  # W001 of the cast is another workshop than that of the folder
        db.session.execute(delete(AccountRow))
        db.session.execute(delete(WorkshopRow))
    source = shared / "workload" / name
    bring_in(source)
    shops = [line.workshop_code for line in lines_of(source)["workshops"]]
    out = {}
    for code in shops:
        export_folder(COMMAND_LINE, NOW, find_workshop(code), tmp_path / code)
        for file, lines in lines_of(tmp_path / code).items():
            out.setdefault(file, set()).update(line[1:] for line in lines)
    want = {file: {line[1:] for line in lines} for file, lines in lines_of(source).items()}
    assert out == want


def lines_of(folder):
    parts, faults = read_folder(open_folder(folder))
    assert not faults
    return {name: part.lines for name, part in parts.items() if part.lines}


def test_a_refused_folder_names_file_row_column_value_reason_and_mend(app, tmp_path):
    [fault] = faults_of(write_folder(tmp_path / "f", entries=with_row("entries", "E3,2026-03-02,A1,GLV-01,-5,0,0,")))
    assert (fault.place, fault.row, fault.column, fault.value) == ("entries.csv", 4, "good", "-5")
    assert re.fullmatch(r"entries\.csv 第 4 行 good:「-5」 .+。.+", str(fault))
