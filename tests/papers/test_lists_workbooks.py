"""Every list as a workbook: the figures of the paper, exact and no finer than shown; numbers of persons as text; no formula."""

import io
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from openpyxl import Workbook, load_workbook
from xlsxwriter.worksheet import Worksheet

from tests.papers.cast import HEAD
from tests.papers.list_cast import LISTS, earner, person
from workshop.kernel.periods import Period
from workshop.papers.listing import ListBook, ListPaper
from workshop.papers.lists.roster import build_roster
from workshop.papers.lists.wage_sheet import build_wage_sheet
from workshop.papers.setting.workbook import write_list, write_lists

SHOWN = {"yuan": 2, "price": 4, "quantity": 3, "hours": 2, "days": 1, "count": 0}  # decimals at most (policy: R13)
FORMULA = '=HYPERLINK("http://x","点")'


def opened(content: bytes) -> Workbook:
    """As another program reads it."""
    return load_workbook(io.BytesIO(content))


def rows_of(paper: ListPaper, content: bytes) -> Iterator[list[object]]:
    """The cells of the rows, without headings and sums."""
    sheet = opened(content).active
    top = 5 if any(column.group for column in paper.columns) else 4
    for at in range(len(paper.rows)):
        yield [sheet.cell(top + at, place + 1) for place in range(len(paper.columns))]


@pytest.mark.parametrize("code", LISTS)
def test_a_workbook_has_the_figures_of_the_paper_and_no_finer_ones(code: str) -> None:
    paper = LISTS[code](3).sheet or LISTS[code](3)
    for row, cells in zip(paper.rows, rows_of(paper, write_list(paper)), strict=True):
        for column, value, cell in zip(paper.columns, row.values, cells, strict=True):
            told = column.excel(value)
            if isinstance(told, Decimal):
                read = Decimal(str(cell.value))
                assert (read, cell.data_type) == (told, "n"), column.key
                assert -read.as_tuple().exponent <= SHOWN[column.kind]
            elif told:
                assert (cell.value, cell.data_type) == (told, "s"), column.key
            else:
                assert not cell.value


@pytest.mark.parametrize("code", LISTS)
def test_numbers_of_persons_cards_and_telephones_are_text(code: str) -> None:
    paper = LISTS[code](2).sheet or LISTS[code](2)
    for cells in rows_of(paper, write_list(paper)):
        for column, cell in zip(paper.columns, cells, strict=True):
            if column.kind == "code" and cell.value:
                assert (cell.data_type, cell.number_format) == ("s", "@")


@pytest.mark.parametrize("code", LISTS)
def test_a_workbook_prints_one_page_wide_with_headings_and_numbers_of_pages(code: str) -> None:
    paper = LISTS[code](2)
    sheet = opened(write_list(paper)).active
    wanted = paper.sheet or paper
    assert sheet.page_setup.orientation == ("landscape" if wanted.landscape else "portrait")
    assert (sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage) == (0, True)
    assert sheet.print_title_rows == f"$1:${4 if any(column.group for column in wanted.columns) else 3}"
    assert "&P" in sheet.oddFooter.right.text


def formulas_in(content: bytes) -> list[str]:
    """Cells that a spreadsheet would compute, or follow as a link."""
    cells = (cell for row in opened(content).active.iter_rows() for cell in row)
    return [str(cell.value) for cell in cells if cell.data_type == "f" or cell.hyperlink]


def hostile() -> ListPaper:
    """A roster and its head of nothing but formulas."""
    known = dict.fromkeys(("name", "address", "householder", "post", "insured", "note", "idno", "phone"), FORMULA)
    return build_roster(replace(HEAD, unit=FORMULA, phone=FORMULA, reference=FORMULA), [person(**known)])


def test_nothing_that_was_typed_becomes_a_formula() -> None:
    assert formulas_in(write_list(hostile())) == []


def test_a_writer_that_takes_strings_as_they_look_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        Worksheet, "write_string", lambda sheet, row, at, text, form: sheet.write_formula(row, at, text, form)
    )
    assert FORMULA in formulas_in(write_list(hostile()))


def test_a_book_of_months_has_a_sheet_for_each_named_by_its_month() -> None:
    april = replace(HEAD, period=Period(2026, 4))
    lists = tuple(build_wage_sheet(head, [earner(at) for at in range(2)]) for head in (HEAD, april))
    book = opened(write_lists(ListBook("wage-sheet", "两个月", HEAD, lists)))
    assert book.sheetnames == ["2026年3月", "2026年4月"]
    assert [sheet.cell(1, 1).value for sheet in book] == [paper.title for paper in lists]


def test_the_data_sheet_goes_into_the_workbook_in_place_of_the_printed_one() -> None:
    sheet = opened(write_list(LISTS["roster-guangdong"](1))).active
    titles = [cell.value for cell in sheet[3]]
    assert (len(titles), titles[3], titles[21]) == (23, "民族", "合同终止原因")
