"""Nothing is fitted to where a table stands: the office files moved about, and read backwards, say the same."""

import dataclasses
import io
from collections import Counter

import openpyxl
import pytest

from tests.sheets.makers import mended, sample, sample_bytes, sample_operations, sample_workers
from workshop.floor.files import attendance, output
from workshop.kernel.idno import check_character
from workshop.people import files as rosters
from workshop.prices import files as prices
from workshop.sheets.cells import Workbook
from workshop.sheets.mending import build_mending
from workshop.sheets.opening import open_workbook
from workshop.takehome import files as takehome

ROOMS = {
    "a-roster.xlsx": (rosters, lambda: None),
    "b-daily-output.xlsx": (output, lambda: output.OutputKnown(sample_workers(), sample_operations())),
    "c-attendance.xlsx": (attendance, lambda: attendance.AttendanceKnown(sample_workers())),
    "d-price-list.xlsx": (prices, lambda: prices.PricesKnown(sample_operations())),
    "e-takehome-ledger.xlsx": (takehome, lambda: takehome.TakehomeKnown(sample_workers(), sample_operations())),
}


def moved(name: str, down: int, place) -> Workbook:
    """The file with its rows moved down and its columns put where `place(column, last)` says."""
    source, target = openpyxl.load_workbook(io.BytesIO(sample_bytes(name))), openpyxl.Workbook()
    target.remove(target.active)
    for old in source:
        page = target.create_sheet(old.title)
        for cell in (cell for row in old.iter_rows() for cell in row if cell.value is not None):
            new = page.cell(cell.row + down, place(cell.column, old.max_column), cell.value)
            new.number_format = cell.number_format
        for span in old.merged_cells.ranges:
            ends = [place(column, old.max_column) for column in (span.min_col, span.max_col)]
            page.cell(span.min_row + down, min(ends), old.cell(span.min_row, span.min_col).value)
            rows = {"start_row": span.min_row + down, "end_row": span.max_row + down}
            page.merge_cells(**rows, start_column=min(ends), end_column=max(ends))
        for row, kept in old.row_dimensions.items():
            page.row_dimensions[row + down].hidden = kept.hidden
    buffer = io.BytesIO()
    target.save(buffer)
    return open_workbook(buffer.getvalue(), name)


def told(name: str, book: Workbook, down: int = 0) -> tuple[Counter, Counter]:
    """What is read, without columns and with the rows where they were."""
    room, known = ROOMS[name]
    reading = room.read(book, room.recognise(book, known()), known())
    rows: Counter = Counter()
    for line in reading.rows:
        values = dataclasses.asdict(line) | {"row": line.row - down, "column": ""}
        rows[str(sorted(values.items(), key=str))] += 1
    return rows, Counter((f.place, f.row - down, f.value, f.outcome, f.reason) for f in reading.faults)


@pytest.mark.parametrize("name", ROOMS)
def test_a_table_may_stand_anywhere(name):
    assert told(name, moved(name, 4, lambda column, last: column + 3), 4) == told(name, sample(name))


@pytest.mark.parametrize("name", [name for name in ROOMS if name[0] != "c"])  # days run forwards
def test_the_columns_may_stand_in_another_order(name):
    assert told(name, moved(name, 0, lambda column, last: last + 1 - column)) == told(name, sample(name))


@pytest.mark.parametrize("name", ROOMS)
def test_the_faulty_rows_of_every_file_can_be_sent_again(name):
    room, known = ROOMS[name]
    book, facts = sample(name), known()
    layouts = room.recognise(book, facts)
    again = mended(build_mending(book, layouts, room.read(book, layouts, facts)))
    assert room.recognise(again, facts)
    assert room.read(again, room.recognise(again, facts), facts).refused


def test_a_sheet_refused_as_a_whole_comes_back_whole_and_is_read_once_its_day_is_mended():
    book, facts = sample("b-daily-output.xlsx"), ROOMS["b-daily-output.xlsx"][1]()
    layouts = output.recognise(book, facts)
    content = build_mending(book, layouts, output.read(book, layouts, facts))
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    workbook["3.6"]["A2"] = "日期：2026年3月6日"
    buffer = io.BytesIO()
    workbook.save(buffer)
    again = mended(buffer.getvalue())
    reading = output.read(again, output.recognise(again, facts), facts)
    assert {line.on.isoformat() for line in reading.rows} == {"2026-03-06"}
    assert len({line.worker.no for line in reading.rows}) == 36


def test_mended_rows_are_read_and_nothing_else_with_them():
    book = sample("a-roster.xlsx")
    layouts = rosters.recognise(book)
    first_reading = rosters.read(book, layouts)
    workbook = openpyxl.load_workbook(io.BytesIO(build_mending(book, layouts, first_reading)))
    page = workbook.active
    first = "99010019920519191"  # the damaged number of 张林, looked up in the original and typed again as text
    page["D6"] = first + check_character(first)
    buffer = io.BytesIO()
    workbook.save(buffer)
    again = mended(buffer.getvalue())
    recorded = rosters.RosterKnown(has_id={line.id_no for line in first_reading.rows}.__contains__)
    (line,) = rosters.read(again, rosters.recognise(again), recorded).rows
    assert (line.row, line.name, line.id_no[:17], line.worker_no) == (6, "张林", first, "006")
