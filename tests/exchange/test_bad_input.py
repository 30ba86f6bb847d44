"""The bad-input corpus through every text and number of a folder: stored exactly, or refused by name. Never an error, never slow."""

import time
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.exchange.stage import BASE, NOW, bring_in, faults_of, write_folder
from workshop.exchange.actions import export_folder
from workshop.floor.rows import HoursRow, OutputRow
from workshop.people.queries import find_workshop
from workshop.people.rows import WorkerRow
from workshop.store.audit import COMMAND_LINE
from workshop.store.database import db

HOURS = "entry_id,date,worker_no,activity,minutes,rate_yuan,band\n"
TEXTS = {
    "emoji": "王😀丽",
    "rare": "𠮷𤭢䶮",
    "uyghur": "阿依古丽·买买提",
    "html": "<script>alert(1)</script>",
    "jinja": "{{7*7}}",
    "sql": "'; DROP TABLE worker; --",
    "formula": "=1+1",
    "command": "=cmd|'/c calc'!A0",
    "at": "@SUM(A1)",
    "combining": "e\u0301a\u0308",
    "right_to_left": "\u202eabc",
    "zero_width": "王\u200b丽",
    "path": "../../etc/passwd",
    "nul": "王\0丽",
    "bell": "王\x07丽",
    "delete": "王\x7f丽",
    "noncharacter": "王\uffff丽",
    "newline": '"王\n丽"',
    "spaces": "  王丽  ",
    "long": "长" * 5000,
    "very_long": "长" * 200_000,
    "null_word": "NULL",
}


def stored(column: object, key: object) -> list[str]:
    shop = find_workshop("W009")
    return [] if shop is None else list(db.session.scalars(select(column).where(key)))


@pytest.mark.parametrize("what", TEXTS)
def test_a_name_is_stored_exactly_or_refused_by_name(app, tmp_path, what):
    people = BASE["workers"].replace("刘磊", TEXTS[what])
    faults = faults_of(write_folder(tmp_path / "f", workers=people))
    assert {fault.place for fault in faults} <= {"workers.csv"}
    assert {fault.column for fault in faults} <= {"name", ""}
    assert all(fault.message and fault.mend for fault in faults)
    assert stored(WorkerRow.name, WorkerRow.worker_no == "A1") == ([] if faults else [TEXTS[what]])


@pytest.mark.parametrize("what", TEXTS)
def test_a_free_text_is_stored_exactly_or_refused_by_name(app, tmp_path, what):
    faults = faults_of(write_folder(tmp_path / "f", hours=HOURS + f"H1,2026-03-02,A2,{TEXTS[what]},60,,\n"))
    assert {fault.place for fault in faults} <= {"hours.csv"}
    assert stored(HoursRow.activity, HoursRow.id == "H1") == ([] if faults else [TEXTS[what]])


@pytest.mark.parametrize("what", ["emoji", "rare", "html", "formula", "right_to_left"])
def test_what_was_stored_goes_out_and_comes_in_again(app, tmp_path, what):
    bring_in(write_folder(tmp_path / "f", hours=HOURS + f"H1,2026-03-02,A2,{TEXTS[what]},60,,\n"))
    for target in (tmp_path / "out", tmp_path / "out.xlsx"):
        export_folder(COMMAND_LINE, NOW, find_workshop("W009"), target)
        assert bring_in(target).counts["hours"].existing == 1


NUMBERS = {
    "１２": 12_000,
    "12": 12_000,
    "12.000": 12_000,
    "007": 7_000,
    "-5": None,
    "1e9": None,
    "1e2000000": None,
    "NaN": None,
    "Infinity": None,
    "0x10": None,
    "1_000": None,
    "+5": None,
    "5 双": None,
    "٣": None,
    "9" * 5000: None,
    "0." + "0" * 3000 + "1": None,
    "--5": None,
    "=5": None,
    "5\0": None,
}


@pytest.mark.parametrize("text", NUMBERS, ids=lambda text: text[:12].replace("\0", "NUL"))
def test_a_quantity_is_read_exactly_or_refused(app, tmp_path, text):
    started = time.process_time()
    entries = BASE["entries"].replace("763", text)
    faults = faults_of(write_folder(tmp_path / "f", entries=entries))
    assert time.process_time() - started < 2
    if NUMBERS[text] is None:
        assert [(fault.place, fault.row, fault.column) for fault in faults] == [("entries.csv", 2, "good")]
    else:
        assert stored(OutputRow.good, OutputRow.id == "E1") == [NUMBERS[text]]


IDS = {
    "990100198210109284": True,
    "９９０１００１９８２１０１０９２８４": True,
    "990100 19821010 9284": True,
    "990100198210109285": False,
    "990100821010928": False,
    "9901001982101092": False,
    "99010019821010928X": False,
    "9.90100198210109E+17": False,
    "990100198213109281": False,
    "99010019821010928四": False,
    "'990100198210109284": False,
}


@pytest.mark.parametrize("text", IDS)
def test_an_identity_number_is_the_number_or_is_refused(app, tmp_path, text):
    faults = faults_of(write_folder(tmp_path / "f", workers=BASE["workers"].replace("990100198210109284", text)))
    assert bool(faults) != IDS[text]
    assert all((fault.place, fault.row, fault.column) == ("workers.csv", 2, "id_no") for fault in faults)


def test_bytes_that_are_no_utf_8_are_named_with_their_row(app, tmp_path):
    folder = write_folder(tmp_path / "f")
    (folder / "workers.csv").write_bytes(BASE["workers"].encode("gb18030"))
    faults = [fault for fault in faults_of(folder) if fault.place == "workers.csv"]
    assert [(fault.reason, fault.row) for fault in faults] == [("file_encoding", 2)]


def test_a_file_of_another_kind_is_refused_in_a_sentence(app, tmp_path):
    folder = write_folder(tmp_path / "f")
    (folder / "entries.csv").write_bytes(b"PK\x03\x04" + bytes(range(256)) * 40)
    assert {fault.reason for fault in faults_of(folder) if fault.place == "entries.csv"} == {"file_encoding"}


def test_a_quote_that_never_closes_is_named(app, tmp_path):
    folder = write_folder(tmp_path / "f", entries=BASE["entries"] + 'E3,"2026-03-02,A1,GLV-01,5,0,0,\n')
    assert [fault.reason for fault in faults_of(folder)] == ["file_broken"]


def test_a_directory_in_the_place_of_a_file_is_no_file(app, tmp_path):
    folder = write_folder(tmp_path / "f", entries="")
    Path(folder / "entries.csv").mkdir()
    assert "entries" not in bring_in(folder).counts
