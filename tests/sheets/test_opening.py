"""Files as they are uploaded: told apart by content, read without a library's guesses."""

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
import python_calamine
import xlwt

from tests.sheets.makers import make_book, make_xlsx, sample, sample_bytes
from workshop.kernel.faults import Refused
from workshop.sheets.opening import open_workbook

SAMPLE_NAMES = [
    "a-roster.xlsx", "b-daily-output.xlsx", "c-attendance.xlsx", "d-price-list.xlsx", "e-takehome-ledger.xlsx", "f-roster.xls",
]  # fmt: skip


@pytest.mark.parametrize("name", SAMPLE_NAMES)
def test_every_value_is_the_one_that_calamine_reads(name):
    oracle = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(sample_bytes(name)))
    for sheet in sample(name).sheets:
        rows = oracle.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False) if sheet.rows else []
        for row, values in enumerate(rows, 1):
            for column, value in enumerate(values, 1):
                cell = sheet.cell(row, column)
                assert cell.formula or (cell.value if cell.value is not None else "") == value


def test_the_end_of_the_name_does_not_matter():
    content = make_xlsx(("a", [["姓名"]]))
    assert open_workbook(content, "名册.xls").sheets[0].cell(1, 1).text == "姓名"


def test_a_workbook_by_openpyxl_is_read_too():
    book = openpyxl.Workbook()
    page = book.active
    page.append(["姓名", datetime(2026, 3, 5), 12, "=80+45", "=SUM(C1:C1)", True])
    page["A2"] = "王\n丽"
    page.row_dimensions[2].hidden = True
    page.merge_cells("A3:B3")
    buffer = io.BytesIO()
    book.save(buffer)
    sheet = open_workbook(buffer.getvalue(), "x.xlsx").sheets[0]
    assert [sheet.cell(1, n).value for n in (1, 2, 3, 4)] == ["姓名", date(2026, 3, 5), 12, 125]
    assert sheet.cell(1, 5).formula == "SUM(C1:C1)"
    assert sheet.cell(2, 1).text == "王\n丽"
    assert sheet.hidden_rows == {2}
    assert sheet.merged == ((3, 1, 3, 2),)


def test_a_number_under_a_format_of_days_is_a_number_where_it_is_no_day():
    cell = make_book(("a", [[("n", 20260305, "yyyy-mm-dd"), ("n", 46086, "yyyy-mm-dd")]])).sheets[0].cell
    assert (cell(1, 1).value, cell(1, 1).text) == (20260305, "20260305")
    assert (cell(1, 2).value, cell(1, 2).text) == (date(2026, 3, 5), "2026-03-05")


def test_a_formula_has_its_result_and_its_text():
    content = make_xlsx(("a", [[("f", "=40*2", 80), ("f", "=LEFT(B9)", "空")]]))
    cell = open_workbook(changed(content, "<v>空</v>".encode(), b"<v></v>"), "a.xlsx").sheets[0].cell
    assert cell(1, 1)[:] == (80, "80", "40*2")
    assert cell(1, 2)[:] == ("", "", "LEFT(B9)")


def test_what_lies_in_a_merged_range_is_not_lost():
    content = changed(
        make_xlsx(("a", [["甲", "乙"]])),
        b"</sheetData>",
        b'</sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells>',
    )
    assert open_workbook(content, "a.xlsx").sheets[0].cell(1, 2).text == "乙"


def test_the_strict_form_is_refused_in_words():
    content = changed(
        make_xlsx(("a", [["姓名"]])),
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    )
    with pytest.raises(Refused, match="Strict"):
        open_workbook(content, "a.xlsx")


def changed(content: bytes, old: bytes, new: bytes) -> bytes:
    """A workbook with a text of its first sheet changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            target.writestr(name, part.replace(old, new) if name == "xl/worksheets/sheet1.xml" else part)
    return buffer.getvalue()


def test_a_merged_range_covers_its_cells():
    sheet = make_book(("a", [["产品", ""], ["手套", "甲"], ["", "乙"]]), merged=["A2:A3"]).sheets[0]
    assert sheet.covering(3, 1).text == "手套"
    assert sheet.cell(3, 1).text == ""


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "gb18030", "utf-16"])
def test_a_csv_is_read_in_the_encodings_of_excel(encoding):
    sheet = open_workbook("姓名,编号\n陈䶮,006\n".encode(encoding), "名册.csv").sheets[0]
    assert (sheet.name, sheet.cell(2, 1).text, sheet.cell(2, 2).text) == ("名册", "陈䶮", "006")


def test_a_csv_may_be_cut_by_tabs():
    assert open_workbook("姓名\t编号\n李强\t1\n".encode(), "a.txt").sheets[0].cell(2, 2).text == "1"


def test_a_csv_with_a_nul_is_refused_in_words():
    with pytest.raises(Refused, match="控制字符"):
        open_workbook("姓名,编号\n李\0强,1".encode(), "a.csv")


def test_an_old_xls_by_another_writer_is_read():
    old = xlwt.Workbook(encoding="utf-8")
    page = old.add_sheet("表")
    page.write(0, 0, "长" * 9000)  # runs over into a second record
    for row in range(1, 400):
        page.write(row, 0, f"第{row}行{'字' * (row % 50)}")
        page.write(row, 1, row / 4)
    page.write(400, 0, True)
    page.write(400, 1, xlwt.Formula("1+1"))
    page.write_merge(401, 402, 0, 1, "合")
    buffer = io.BytesIO()
    old.save(buffer)
    sheet = open_workbook(buffer.getvalue(), "a.xls").sheets[0]
    assert sheet.cell(1, 1).text == "长" * 9000
    assert [sheet.cell(row + 1, 1).text for row in (1, 399)] == ["第1行字", "第399行" + "字" * 49]
    assert [sheet.cell(row + 1, 2).value for row in range(1, 400)] == [row / 4 for row in range(1, 400)]
    assert sheet.cell(401, 2).formula
    assert sheet.merged == ((402, 1, 403, 2),)


@pytest.mark.parametrize("cut", [600, 3000, 9000])
def test_a_damaged_xls_is_refused_in_words(cut):
    content = sample_bytes("f-roster.xls")
    with pytest.raises(Refused):
        open_workbook(content[:cut], "a.xls")


def test_hidden_sheets_say_so():
    book = openpyxl.Workbook()
    book.create_sheet("字典").sheet_state = "hidden"
    buffer = io.BytesIO()
    book.save(buffer)
    assert [sheet.visible for sheet in open_workbook(buffer.getvalue(), "a.xlsx").sheets] == [True, False]
