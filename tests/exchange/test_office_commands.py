"""The office's real sheets through the command line: exactly what a careful importer reads, exactly what it must say."""

import json

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from tests.exchange.stage import bring_in, read_csv
from workshop.exchange.commands import COMMANDS
from workshop.floor.rows import AttendanceRow, OutputRow
from workshop.people.queries import find_workshop
from workshop.people.rows import WorkerRow
from workshop.prices.rows import PriceRow
from workshop.store.database import db
from workshop.takehome.rows import TakehomeOrderRow, TakehomeReturnRow

SHEETS = {
    "a-roster.xlsx": {"rows": "a-roster.read.csv"},
    "b-daily-output.xlsx": {"rows": "b-daily-output.read.csv"},
    "c-attendance.xlsx": {"rows": "c-attendance.read.csv"},
    "d-price-list.xlsx": {"rows": "d-price-list.read.csv"},
    "e-takehome-ledger.xlsx": {
        "orders": "e-takehome-ledger.orders.read.csv",
        "returns": "e-takehome-ledger.returns.read.csv",
    },
    "f-roster.xls": {"rows": "f-roster.read.csv"},
}
FAULT = ("sheet", "row", "column", "value", "outcome", "reason")


@pytest.fixture
def office(app, shared):
    """The folder of real sheets, with what they lean on already in the database."""
    bring_in(shared / "real-input" / "known")
    return shared / "real-input"


def run(*arguments: object) -> tuple[int, str]:
    done = CliRunner().invoke(COMMANDS["import"], [str(argument) for argument in arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.stdout


@pytest.mark.parametrize("name", SHEETS)
def test_a_dry_run_reads_and_says_exactly_that(office, name):
    code, output = run(office / name, "--workshop", "W010", "--dry-run", "--json")
    document = json.loads(output)
    assert code == 1
    for part, file in SHEETS[name].items():
        wanted = read_csv(office / file)
        got = [{key: str(row[key]) for key in wanted[0]} for row in document[part]]
        assert sorted(map(str, got)) == sorted(map(str, wanted))
    wanted = read_csv(office / f"{name.partition('.')[0]}.faults.csv")
    got = [{key: str(fault[key]) for key in FAULT} for fault in document["faults"]]
    assert sorted(map(str, got)) == sorted(map(str, wanted))
    assert all(fault["message"] and fault["mend"] for fault in document["faults"])


def count(row: object) -> int:
    shop = find_workshop("W010").id
    return db.session.scalar(select(func.count()).select_from(row).where(row.workshop_id == shop))


def test_a_dry_run_writes_nothing(office):
    for name in SHEETS:
        run(office / name, "--workshop", "W010", "--dry-run")
    written = (WorkerRow, PriceRow, OutputRow, AttendanceRow, TakehomeOrderRow)
    assert [count(row) for row in written] == [48, 0, 0, 0, 0]


def test_good_rows_are_written_and_refused_rows_told(office):
    for name in SHEETS:
        code, output = run(office / name, "--workshop", "W010")
        assert code == 1
        assert "没有读入" in output
    written = (WorkerRow, PriceRow, OutputRow, AttendanceRow, TakehomeOrderRow, TakehomeReturnRow)
    assert [count(row) for row in written] == [48 + 60, 39, 252, 1242, 33, 73]


def test_the_same_sheet_again_is_recognised(office):
    for _ in range(2):
        _, output = run(office / "b-daily-output.xlsx", "--workshop", "W010")
    assert "其中已有 252" in output
    assert count(OutputRow) == 252


def test_the_workbook_of_faulty_rows_holds_these_and_no_others(office, tmp_path):
    run(office / "d-price-list.xlsx", "--workshop", "W010", "--faults", tmp_path / "mend.xlsx")
    _, output = run(tmp_path / "mend.xlsx", "--workshop", "W010", "--dry-run", "--json")
    again = json.loads(output)
    assert len(again["faults"]) == len(read_csv(office / "d-price-list.faults.csv"))
    assert again["rows"] == []


def test_a_sheet_needs_the_workshop_it_is_for(office):
    code, _ = run(office / "a-roster.xlsx")
    assert code == 2


def test_an_unknown_workshop_is_a_sentence(office):
    done = CliRunner().invoke(COMMANDS["import"], [str(office / "a-roster.xlsx"), "--workshop", "W999"])
    assert "没有编号为 W999 的车间。现有车间:W001" in str(done.exception)


def test_a_folder_with_faults_lists_them_and_leaves_with_one(app, tmp_path):
    from tests.exchange.stage import with_row, write_folder

    folder = write_folder(tmp_path / "f", entries=with_row("entries", "E3,2026-03-02,A1,GLV-01,-5,0,0,"))
    code, output = run(folder)
    assert code == 1
    assert "entries.csv 第 4 行 good:「-5」" in output
    assert "什么也没有写入" in output


def test_a_sheet_in_the_wrong_kind_is_refused_in_a_sentence(office):
    done = CliRunner().invoke(
        COMMANDS["import"], [str(office / "d-price-list.xlsx"), "--workshop", "W010", "--kind", "roster"]
    )
    assert "花名册" in str(done.exception)
