"""Workbooks hold what the paper prints: the same rows, exact numbers, no formula from a user's text."""

import io
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tests.papers.cast import HEAD, slip, wage
from tests.papers.document_cast import claim_form
from workshop.papers.listing import ListPaper
from workshop.papers.lists.slips import build_slips
from workshop.papers.lists.wage_sheet import build_wage_sheet
from workshop.papers.making import write_paper
from workshop.papers.setting.workbook import write_list, write_slips

TOP = 5  # title, fields, two rows of headings


@pytest.fixture
def paper() -> ListPaper:
    return build_wage_sheet(HEAD, [wage(), wage("李秀英", "A00002", piece_fen=1_234_533, overtime_fen=7)])


def opened(content: bytes) -> Worksheet:
    """The sheet as openpyxl reads it."""
    return load_workbook(io.BytesIO(content)).active


def test_every_row_and_the_totals_are_those_of_the_paper(paper: ListPaper) -> None:
    sheet = opened(write_list(paper))
    expected = [row.values for row in paper.rows] + [("合计", *paper.totals[1:])]
    for line, values in enumerate(expected):
        read = [sheet.cell(TOP + line, at + 1).value for at in range(len(paper.columns))]
        told = [column.excel(value) for column, value in zip(paper.columns, values, strict=True)]
        assert [Decimal(str(cell)) if isinstance(cell, int | float) else cell for cell in read] == told


def test_numbers_of_persons_and_telephones_are_text(paper: ListPaper) -> None:
    sheet = opened(write_list(paper))
    keys = [column.key for column in paper.columns]
    for key in ("idno", "card", "phone"):
        cell = sheet.cell(TOP, keys.index(key) + 1)
        assert (cell.data_type, cell.number_format) == ("s", "@")


def test_amounts_have_no_more_than_two_decimals(paper: ListPaper) -> None:
    sheet = opened(write_list(paper))
    at = [column.key for column in paper.columns].index("piece") + 1
    assert str(sheet.cell(TOP + 1, at).value) == "12345.33"
    assert sheet.cell(TOP + 1, at).data_type == "n"


@pytest.mark.parametrize("text", ["=1+1", "+86", "-5", "@SUM(A1)", '=HYPERLINK("http://x")', "http://x", "0012"])
def test_a_user_text_never_becomes_a_formula_number_or_link(text: str) -> None:
    sheet = opened(write_list(build_wage_sheet(HEAD, [wage(text, note=text)])))
    cell = sheet.cell(TOP, 2)
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_it_prints_on_a4_with_headings_on_every_page(paper: ListPaper) -> None:
    sheet = opened(write_list(paper))
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
    assert sheet.print_title_rows == "$1:$4"
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)


def test_the_ledger_columns_of_the_law_are_in_the_workbook(paper: ListPaper) -> None:
    sheet = opened(write_list(paper))
    titles = {sheet.cell(row, at).value for row in (3, 4) for at in range(1, 30)}
    assert {"联系电话", "工作时间(天)", "身份证号码", "实发金额"} <= titles


def test_slips_keep_every_sentence_and_sum() -> None:
    sheet = opened(write_slips(build_slips(HEAD, [slip(), slip("李秀英", "A00002", lines=2)])))
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    net = [row[3] for row in rows if row[1] == "实发金额"]
    assert net == [419.07, 858.14]
    assert sum(1 for row in rows if row[2] and "单价 2026-03-16 起" in row[2]) == 3


def test_a_printed_workbook_is_what_the_paper_shows_with_room_for_a_thumb(paper: ListPaper) -> None:
    sheet = opened(write_list(paper))
    shown = sum(column.printed for column in paper.columns)
    assert sheet.print_area.endswith(f"{get_column_letter(shown)}${sheet.max_row}")
    assert sheet.row_dimensions[TOP].height >= 12 * 72 / 25.4


def test_columns_are_as_wide_as_what_stands_in_them(paper: ListPaper) -> None:
    sheet = opened(write_list(paper))
    wide = {
        column.key: sheet.column_dimensions[get_column_letter(at)].width for at, column in enumerate(paper.columns, 1)
    }
    assert 18 <= wide["idno"] <= 19
    assert wide["overtime"] < 6


def test_an_office_has_room_for_its_seal_in_a_workbook_too() -> None:
    sheet = opened(write_paper(claim_form()))
    sealed = [cell.row for row in sheet.iter_rows() for cell in row if "(公章)" in str(cell.value)]
    assert min(sheet.row_dimensions[row].height for row in sealed) >= 42 * 72 / 25.4
