"""The faulty rows of a reading as a workbook: mended in Excel, it is sent again and read by the same reader."""

import io
import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime

import xlsxwriter
from xlsxwriter.exceptions import OverlappingRange
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from workshop.kernel.faults import Fault
from workshop.kernel.text import fold
from workshop.sheets.cells import EMPTY, Cell, Sheet, Workbook, column_number, letter
from workshop.sheets.layout import Layout, sheet_of
from workshop.sheets.reading import Reading

EXPLANATION = "错误说明"
CELLWISE = ("op:", "day:")  # columns whose cells are read one by one: a good one must not be sent twice
_WIDTH, _EXPLAINED_WIDTH = 14, 60


def build_mending(workbook: Workbook, layouts: Sequence[Layout], reading: Reading) -> bytes:
    """An .xlsx with the headings of the original and the rows that were refused, each with what to mend.

    A sheet refused as a whole comes back whole. Texts are written as texts, never as formulas.
    """
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_urls": False}) as book:
        styles = _Styles(book)
        for layout in layouts:
            faults = [fault for fault in reading.refused if fault.place == layout.sheet]
            if faults:
                page = _Page(sheet_of(layout, workbook.sheets), layout, faults, reading)
                page.write(book.add_worksheet(_title(layout.sheet)), styles)
        if not book.worksheets():
            book.add_worksheet("没有错误")
    return buffer.getvalue()


class _Styles:
    """Formats by what a cell is and whether it is faulty; texts are 文本, so that a retyped number keeps its digits."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._formats = {
            (kind, faulty): book.add_format({"num_format": code} | ({"bg_color": "#FFC7CE"} if faulty else {}))
            for kind, code in (("text", "@"), ("number", "General"), ("day", "yyyy-mm-dd"))
            for faulty in (False, True)
        }
        self.heading = book.add_format({"bold": True, "text_wrap": True, "align": "center", "valign": "vcenter"})
        self.explanation = book.add_format({"text_wrap": True, "font_color": "#9C0006", "num_format": "@"})

    def of(self, kind: str, faulty: bool) -> Format:
        """The format of a cell."""
        return self._formats[kind, faulty]


class _Page:
    """One sheet of the workbook to mend."""

    def __init__(self, sheet: Sheet, layout: Layout, faults: list[Fault], reading: Reading) -> None:
        self.sheet, self.layout, self.reading = sheet, layout, reading
        self.whole = any(fault.row < layout.first_row for fault in faults)
        self.by_row: dict[int, list[Fault]] = {}
        for fault in faults:
            self.by_row.setdefault(fault.row, []).append(fault)
        self.dropped = {number for number in range(1, sheet.last_column + 1) if self._is_explanation(number)}
        self.last = max((n for n in range(1, sheet.last_column + 1) if n not in self.dropped), default=1)

    def _is_explanation(self, number: int) -> bool:
        return EXPLANATION in self.layout.headings.get(letter(number), "") or (
            self.layout.columns.get(letter(number)) == "total"
        )

    def write(self, page: Worksheet, styles: _Styles) -> None:
        """Headings as they were, then the rows, then what is wrong with each."""
        page.set_column(0, self.last - 1, _WIDTH)
        page.set_column(self.last, self.last, _EXPLAINED_WIDTH)
        self._write_heading(page, styles)
        rows = [row for row in sorted(self.sheet.rows) if row >= self.layout.first_row]
        wanted = rows if self.whole else [row for row in rows if row in self.by_row]
        for target, row in enumerate(wanted, self.layout.first_row):
            self._write_row(page, target, row, styles)
        page.freeze_panes(self.layout.first_row - 1, 0)

    def _write_heading(self, page: Worksheet, styles: _Styles) -> None:
        for row in range(1, self.layout.first_row):
            for number, cell in self.sheet.rows.get(row, {}).items():
                if not self._is_explanation(number) or row < self.layout.header_first:
                    _write(page, row, number, cell, styles, False)
            for fault in self.by_row.get(row, ()):
                cell = self.sheet.cell(row, column_number(fault.column))
                _write(page, row, column_number(fault.column), cell, styles, True)
        for top, left, bottom, right in self.sheet.merged:
            if bottom < self.layout.first_row and not self.dropped & set(range(left, right + 1)):
                cell = self.sheet.cell(top, left)
                with suppress(OverlappingRange):
                    page.merge_range(top - 1, left - 1, bottom - 1, right - 1, cell.text, styles.heading)
                if not isinstance(cell.value, str):
                    _write(page, top, left, cell, styles, False)
        page.write_string(self.layout.header_first - 1, self.last, EXPLANATION, styles.heading)
        above = [fault for row in range(self.layout.first_row) for fault in self.by_row.get(row, ())]
        if above:
            page.write_string(self.layout.header_last, self.last, _explain(above), styles.explanation)

    def _write_row(self, page: Worksheet, target: int, row: int, styles: _Styles) -> None:
        faults = self.by_row.get(row, [])
        faulty = {column_number(fault.column) for fault in faults}
        cellwise = not self.whole and all(self._is_cellwise(number) for number in faulty)
        for number in range(1, self.last + 1):
            sent_already = cellwise and self._is_cellwise(number) and number not in faulty
            if number not in self.dropped and not sent_already:
                _write(page, target, number, self._cell(row, number), styles, number in faulty)
        if faults:
            page.write_string(target - 1, self.last, _explain(faults), styles.explanation)

    def _is_cellwise(self, number: int) -> bool:
        return (self.layout.columns.get(letter(number)) or "").startswith(CELLWISE)

    def _cell(self, row: int, number: int) -> Cell:
        """The cell; where it leans on rows above that are not sent along, what it means."""
        cell = self.sheet.cell(row, number)
        meant = self.reading.carried.get((self.sheet.name, row, letter(number)))
        leans = meant is not None and (not cell.shown or (len(fold(cell.text)) <= 2 and not cell.is_number))
        return Cell(meant, meant) if leans and meant else cell


def _title(name: str) -> str:
    """A sheet's name as Excel allows it: 31 characters, none of them []:*?/\\ and no apostrophe at the ends."""
    return re.sub(r"[\[\]:*?/\\]", "_", name)[:31].strip("'") or "Sheet1"


def _explain(faults: Sequence[Fault]) -> str:
    return "；".join(
        f"{fault.column + ' 列:' if fault.column else ''}{fault.message}。{fault.mend}" for fault in faults
    )


def _write(page: Worksheet, row: int, number: int, cell: Cell, styles: _Styles, faulty: bool) -> None:
    """A cell as it was typed: a number stays a number, a day a day, all else is text."""
    at = (row - 1, number - 1)
    value = cell.value
    if isinstance(value, date | datetime):
        page.write_datetime(*at, value, styles.of("day", faulty))
    elif cell.is_number and _is_plain(cell):
        page.write_number(*at, float(value), styles.of("number", faulty))  # type: ignore[arg-type]
    elif cell.text:
        page.write_string(*at, cell.text, styles.of("text", faulty))
    elif faulty or cell is not EMPTY:
        page.write_blank(*at, None, styles.of("text", faulty))


def _is_plain(cell: Cell) -> bool:
    """A number that reads the same without its format; 006 and 9.9E+17 become the text that was shown."""
    text = cell.text
    return text.lstrip("-").replace(".", "", 1).isdigit() and not (text.startswith("0") and text[1:2].isdigit())


__all__ = ["EXPLANATION", "build_mending"]
