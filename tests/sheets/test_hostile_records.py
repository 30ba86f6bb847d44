"""Old workbooks are refused or opened quickly and cheaply, whatever they say of themselves (twins: xlrd by itself)."""

import io

import pytest
import xlrd

from tests.sheets import hostile_records as hostile
from tests.sheets.test_hostile_uploads import MOST_MEMORY, MOST_SECONDS, opened_by_a_child
from workshop.kernel.faults import Refused
from workshop.sheets import limits
from workshop.sheets.opening import open_workbook


def by_xlrd(content: bytes) -> xlrd.Book:
    return xlrd.open_workbook(file_contents=content, formatting_info=True, ragged_rows=True, logfile=io.StringIO())


@pytest.mark.parametrize("make", hostile.HOSTILE, ids=lambda make: make.__name__)
def test_it_is_refused_quickly_and_cheaply(make, tmp_path):
    seconds, memory, said = opened_by_a_child(hostile.packed(make()), tmp_path)
    assert said.startswith("refused: ")
    assert seconds <= MOST_SECONDS
    assert memory <= MOST_MEMORY


def test_a_directory_of_many_paths_is_refused_quickly_and_cheaply(tmp_path):
    seconds, memory, said = opened_by_a_child(hostile.directory_of_many_paths(), tmp_path)
    assert said.startswith("refused: ")
    assert seconds <= MOST_SECONDS
    assert memory <= MOST_MEMORY


def test_a_link_over_everything_costs_nothing(tmp_path):
    seconds, memory, said = opened_by_a_child(hostile.packed(hostile.link_over_everything()), tmp_path)
    assert said == "opened"
    assert seconds <= MOST_SECONDS
    assert memory <= MOST_MEMORY


def test_a_cell_in_the_farthest_corner_is_one_cell():
    (sheet,) = open_workbook(hostile.packed(hostile.stream(hostile.number(65_535, 255))), "a.xls").sheets
    assert {row: dict(cells) for row, cells in sheet.rows.items()} == {65_536: {256: sheet.cell(65_536, 256)}}


def test_what_is_made_here_is_otherwise_a_good_workbook():
    sheets = open_workbook(hostile.packed(hostile.stream(hostile.number(0, 0), hostile.number(2, 1))), "a.xls").sheets
    assert [(sheet.name, sheet.last_row, sheet.last_column) for sheet in sheets] == [("A", 1, 1), ("B", 3, 2)]


def test_by_itself_xlrd_reads_a_text_again_and_again():
    page = by_xlrd(hostile.text_that_goes_back(300)).sheet_by_index(0)
    assert page.cell_value(0, 0) == "a" * 8000  # the three hundredth text of a file of 8 KB


def test_by_itself_xlrd_enters_a_link_for_every_cell():
    page = by_xlrd(hostile.link_over_everything(1023)).sheet_by_index(0)
    assert len(page.hyperlink_map) == 1024 * 256


def test_by_itself_xlrd_reads_a_sheet_within_a_sheet():
    assert by_xlrd(hostile.one_sheet_twice()).nsheets == 2


def test_without_the_limit_rows_would_be_laid_out_to_their_farthest_cell(monkeypatch):
    monkeypatch.setattr(limits, "MOST_LAID_OUT", 10**12)
    assert open_workbook(hostile.packed(hostile.wide_rows(9_000)), "a.xls").sheets[0].last_row == 9_000


def test_rows_are_counted_with_the_empty_cells_before_them():
    with pytest.raises(Refused, match="范围太大"):
        open_workbook(hostile.packed(hostile.wide_rows(9_000)), "a.xls")
