"""A blank workbook to start from: every name that a paper knows in its place, to be dressed as the office's own form."""

import io

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from workshop.papers.bureau.values import LIST, TOTAL, column_name, list_names, list_row_names
from workshop.papers.layouts.shapes import Shape

_WIDTHS = {"code": 22, "mark": 5}
SHEET, PREPARED = "表样", 5
_HEAD, _FIRST = 4, 5
_THIN = Side(style="thin")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)


def write_starter(title: str, shape: Shape) -> bytes:
    """A workbook with named cells for this paper: a list with five prepared rows, or the fields of a form."""
    book = Workbook()
    sheet: Worksheet = book.active
    sheet.title = SHEET
    sheet.page_setup.paperSize, sheet.page_setup.orientation = 9, "landscape" if shape.columns else "portrait"
    sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage = 0, True
    (_write_list if shape.columns else _write_fields)(book, sheet, title, shape)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _name(book: Workbook, name: str, row: int, column: int, to: str = "") -> None:
    place = f"'{SHEET}'!${get_column_letter(column)}${row}" + (f":{to}" if to else "")
    book.defined_names[name] = DefinedName(name, attr_text=place)


def _write_list(book: Workbook, sheet: Worksheet, title: str, shape: Shape) -> None:
    columns = [column for column in shape.columns if column.printed]
    sheet.cell(1, 1, title).font = Font(size=18, bold=True)
    _name(book, "标题", 1, 1)
    in_row = list_row_names(shape)
    for turn, name in enumerate(name for name in ("单位名称", "期间", "日期") if name not in in_row):
        sheet.cell(2, 1 + 3 * turn, f"{name}:")
        _name(book, name, 2, 2 + 3 * turn)
    for at, column in enumerate(columns, 1):
        name = column_name(column, shape.words)
        sheet.cell(_HEAD, at, column.title.replace("\n", "")).alignment = _MIDDLE
        sheet.column_dimensions[get_column_letter(at)].width = _WIDTHS.get(column.kind, 12)
        for row in range(_HEAD, _FIRST + PREPARED + 1):
            sheet.cell(row, at).border = _BOX
        if name in in_row:
            _name(book, name, _FIRST, at)
        if column.total:
            _name(book, TOTAL + name, _FIRST + PREPARED, at)
    last = _FIRST + PREPARED - 1
    _name(book, LIST, _FIRST, 1, f"${get_column_letter(len(columns))}${last}")
    sheet.cell(last + 1, 1, "合计")
    below = [name for name in ("人数", "金额合计", "金额大写", "车间电话", "编号") if name not in in_row]
    for turn, name in enumerate(below):
        sheet.cell(last + 3 + turn, 1, f"{name}:")
        _name(book, name, last + 3 + turn, 2)
    sheet.print_title_rows = f"1:{_HEAD}"


def _write_fields(book: Workbook, sheet: Worksheet, title: str, shape: Shape) -> None:
    sheet.cell(1, 1, title).font = Font(size=18, bold=True)
    _name(book, "标题", 1, 1)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 60
    known = {told: name for name, told in list_names(shape).items()}
    for row, word in enumerate(shape.words, 3):
        sheet.cell(row, 1, word).border = _BOX
        sheet.cell(row, 2).border = _BOX
        sheet.cell(row, 2).alignment = Alignment(wrap_text=True, vertical="center")
        if word in known:
            _name(book, known[word], row, 2)
    _name(book, "编号", len(shape.words) + 4, 2)
    sheet.cell(len(shape.words) + 4, 1, "编号")
