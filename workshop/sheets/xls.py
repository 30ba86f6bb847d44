"""Reads .xls (Excel 97 to 2003) with xlrd: sheets as sparse cells with formats, formulas, merged ranges, hidden rows."""

import io
from collections.abc import Iterator

import xlrd
from xlrd.sheet import Sheet as Page

from workshop.kernel.faults import Refused
from workshop.sheets import limits
from workshop.sheets.cells import Cell, Sheet, Workbook
from workshop.sheets.ole import workbook_stream
from workshop.sheets.records import Place, vetted_records
from workshop.sheets.shown import number_cell, style_code


def read_xls(content: bytes, name: str) -> Workbook:
    """Every sheet of an .xls; raises Refused for a file that is broken, hostile or too large."""
    try:
        records = vetted_records(workbook_stream(content))
        stream = bytes(records.stream)
        book = xlrd.open_workbook(file_contents=stream, logfile=io.StringIO(), formatting_info=True, ragged_rows=True)
        reader = _Reader(book)
        pages = zip(book.sheets(), records.formulas, strict=True)
        return Workbook(name, tuple(reader.sheet(page, formulas) for page, formulas in pages))
    except Refused:
        raise
    except Exception as error:  # whatever a damaged file makes xlrd stumble over
        raise limits.broken() from error


class _Reader:
    """Turns the sheets of one book into ours."""

    def __init__(self, book: xlrd.Book) -> None:
        # A format without a code is one of those that each country shows in its own way: known by its number.
        codes = {key: known.format_str for key, known in book.format_map.items() if known.format_str is not None}
        self.codes = [style_code(style.format_key, codes) for style in book.xf_list]
        self.from_1904 = book.datemode == 1
        self.budget = limits.Budget()

    def sheet(self, page: Page, formulas: set[Place]) -> Sheet:
        """One sheet; xlrd counts rows and columns from 0, and the end of a merged range is the cell behind it."""
        rows: dict[int, dict[int, Cell]] = {}
        for row, column, cell in self._cells(page, formulas):
            self.budget.spend(cell.text)
            rows.setdefault(row + 1, {})[column + 1] = cell
        spans = tuple((top + 1, left + 1, bottom, right) for top, bottom, left, right in page.merged_cells)
        limits.check_spans(spans, max(rows, default=0))
        hidden = frozenset(row + 1 for row, kept in page.rowinfo_map.items() if kept.hidden)
        return Sheet(page.name, rows, spans, hidden, page.visibility & 3 == 0)

    def _cells(self, page: Page, formulas: set[Place]) -> Iterator[tuple[int, int, Cell]]:
        for row in range(page.nrows):
            for column, (kind, value) in enumerate(zip(page.row_types(row), page.row_values(row), strict=True)):
                formula = "formula" if (row, column) in formulas else ""
                if kind not in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK) and (value != "" or formula):
                    yield row, column, self._cell(kind, value, self.codes[page.cell_xf_index(row, column)], formula)

    def _cell(self, kind: int, value: str | float, code: str, formula: str) -> Cell:
        if kind in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
            return number_cell(float(value), code, self.from_1904, formula)
        if kind == xlrd.XL_CELL_BOOLEAN:
            return Cell(bool(value), "TRUE" if value else "FALSE", formula)
        text = xlrd.error_text_from_code.get(value, "#N/A") if kind == xlrd.XL_CELL_ERROR else str(value)
        return Cell(text or None, text, formula)
