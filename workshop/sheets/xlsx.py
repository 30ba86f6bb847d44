"""Reads .xlsx with openpyxl: sheets as sparse cells with number formats, formulas, merged ranges and hidden rows.

A sheet is read row by row with openpyxl's parser of sheets and not as its whole worksheet, for which a merged range or
a link over A1:XFD1048576 is a rectangle to fill, a result and its formula are two readings, and a number too large for
its date format is lost.
"""

import io
import re
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from xml.etree.ElementTree import Element, iterparse

from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.cell_style import CellStyleList
from openpyxl.styles.numbers import NumberFormatList
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet._reader import FORMULA_TAG, MERGE_TAG, ROW_TAG, WorkSheetParser
from openpyxl.worksheet.merge import MergeCells
from openpyxl.xml.constants import ARC_STYLE, SHEET_MAIN_NS
from openpyxl.xml.functions import fromstring

from workshop.kernel.faults import Refused
from workshop.sheets import limits
from workshop.sheets.cells import Cell, Sheet, Span, Workbook
from workshop.sheets.guard import Measured, open_zip
from workshop.sheets.shown import day_text, number_cell, number_text, style_code

_ESCAPE = re.compile(r"_x(000[9AD]|005F)_", re.IGNORECASE)
_PLAIN_SUM = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9})?(?:\+[0-9]{1,9}(?:\.[0-9]{1,9})?){0,50}")
_MOST_ROWS = 1_048_576
_ROOT = f"{{{SHEET_MAIN_NS}}}worksheet"


def read_xlsx(content: bytes, name: str) -> Workbook:
    """Every sheet of a .xlsx; raises Refused for a file that is broken, hostile or too large."""
    try:
        with open_zip(content) as archive:
            return Workbook(name, tuple(_sheets(content, Measured(archive))))
    except Refused:
        raise
    except Exception as error:  # whatever a damaged file makes openpyxl stumble over
        raise limits.broken() from error


def _sheets(content: bytes, parts: Measured) -> Iterator[Sheet]:
    """The worksheets in their order. Of openpyxl's steps those that sheets need; pictures, charts, links stay closed."""
    reader = ExcelReader(io.BytesIO(content), read_only=True, keep_links=False)
    reader.archive = parts
    reader.read_manifest()
    reader.read_strings()
    reader.read_workbook()
    if len(reader.parser.sheets) > limits.MOST_SHEETS:
        raise limits.too_large(f"工作表超过 {limits.MOST_SHEETS} 张")
    formats, budget = _formats(parts), limits.Budget()
    paths = {path.lower(): path for path in parts.namelist()}
    for entry, relation in reader.parser.find_sheets():
        path = paths.pop(relation.target.lower(), None)  # no two sheets are the same part
        if path and relation.Type.endswith("/worksheet"):
            with parts.open(path) as part:
                cells = _Cells(part, reader.shared_strings, data_only=True)
                from_1904 = reader.wb.epoch == CALENDAR_MAC_1904
                yield _SheetReader(cells, formats, from_1904, budget).sheet(entry.name, entry.state == "visible")


def _formats(parts: Measured) -> list[str]:
    """The number format of each cell style; `day` for those that show a day."""
    if ARC_STYLE not in parts.namelist():
        return []
    tree = fromstring(parts.read(ARC_STYLE))
    numbers, styles = (tree.find(f"{{{SHEET_MAIN_NS}}}{tag}") for tag in ("numFmts", "cellXfs"))
    listed = NumberFormatList.from_tree(numbers).numFmt if numbers is not None else ()
    codes = {number.numFmtId: number.formatCode for number in listed}
    return (
        [style_code(style.numFmtId or 0, codes) for style in CellStyleList.from_tree(styles).xf]
        if styles is not None
        else []
    )


class _Cells(WorkSheetParser):
    """openpyxl's parser of cells; it gives the result of a formula or the formula, this one gives both."""

    def parse_cell(self, element: Element) -> dict[str, Any]:
        """A cell as row, column, value, data_type and style_id, with its formula where there is one."""
        formula = element.findtext(FORMULA_TAG)
        return super().parse_cell(element) | ({} if formula is None else {"formula": formula or "shared"})


class _SheetReader:
    """Collects one sheet from the rows that openpyxl reads."""

    def __init__(self, cells: _Cells, formats: list[str], from_1904: bool, budget: limits.Budget) -> None:
        self.cells, self.formats, self.from_1904, self.budget = cells, formats, from_1904, budget
        self.rows: dict[int, dict[int, Cell]] = {}
        self.spans: list[Span] = []

    def sheet(self, name: str, visible: bool) -> Sheet:
        """The whole sheet."""
        element = None
        for _, element in iterparse(self.cells.source):
            if element.tag == ROW_TAG:
                self._keep(self.cells.parse_row(element)[1])
                element.clear()
            elif element.tag == MERGE_TAG:
                self._merge(element)
        if element is None or element.tag != _ROOT:
            raise limits.broken("这个文件不是通常的 .xlsx(可能是「Strict Open XML」)")
        limits.check_spans(self.spans, max(self.rows, default=0))
        dimensions = self.cells.row_dimensions.items()
        hidden = frozenset(int(row) for row, kept in dimensions if kept.get("hidden") in ("1", "true"))
        return Sheet(name, self.rows, tuple(self.spans), hidden, visible)

    def _keep(self, found: list[dict[str, Any]]) -> None:
        for each in found:
            cell = self._cell(each)
            if cell is not None:
                if not 1 <= each["row"] <= _MOST_ROWS:
                    raise limits.broken()
                self.budget.spend(cell.text)
                self.rows.setdefault(each["row"], {})[each["column"]] = cell

    def _cell(self, found: dict[str, Any]) -> Cell | None:
        value, formula = found["value"], found.get("formula", "")
        if isinstance(value, str):
            text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), value) if "_x" in value else value
            return Cell(text, text, formula) if text or formula else None
        if value is None:
            return _without_result(formula, found["data_type"]) if formula else None
        if isinstance(value, bool):
            return Cell(value, "TRUE" if value else "FALSE", formula)
        if isinstance(value, int | float):
            style = found["style_id"]
            code = self.formats[style] if 0 <= style < len(self.formats) else "General"
            return number_cell(float(value), code, self.from_1904, formula)
        return _day_cell(value, formula)

    def _merge(self, element: Element) -> None:
        if len(element) + len(self.spans) > limits.MOST_SPANS:
            raise limits.too_large("合并单元格太多")
        for span in MergeCells.from_tree(element).mergeCell:
            self.spans.append((span.min_row, span.min_col, span.max_row, span.max_col))


def _day_cell(value: object, formula: str) -> Cell:
    """A day that the file writes as a day and not as a serial number."""
    if isinstance(value, datetime) and value.time() == time.min:
        value = value.date()
    return Cell(value, day_text(value), formula) if isinstance(value, date) else Cell(str(value), str(value), formula)


def _without_result(formula: str, kind: str) -> Cell:
    """A formula whose result is an empty text, or that no program has computed yet: a plain sum is then its sum."""
    if kind in ("str", "inlineStr"):
        return Cell("", "", formula)
    if _PLAIN_SUM.fullmatch(formula):
        total = float(sum(Decimal(term) for term in formula.split("+")))
        return Cell(total, number_text(total), formula)
    return Cell(None, "=" + formula, formula)
