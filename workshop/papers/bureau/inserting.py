"""Rows put into a sheet: what stands below moves down with its heights, merged cells and formulas; new rows look like the last."""

from copy import copy

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from workshop.papers.bureau.formulas import move_formula


def insert_rows(sheet: Worksheet, last: int, more: int) -> None:
    """`more` rows behind row `last`, each looking like it."""
    if more <= 0:
        return
    _move_cells(sheet, last, more)
    _move_heights(sheet, last, more)
    _move_merged(sheet, last, more)
    _move_print(sheet, last, more)
    _copy_row(sheet, last, more)


def _move_cells(sheet: Worksheet, last: int, more: int) -> None:
    """Every cell below, and every formula that looks below or over the rows."""
    cells: dict[tuple[int, int], Cell | MergedCell] = {}
    for (row, column), cell in sheet._cells.items():
        if getattr(cell, "data_type", "") == "f":
            cell.value = move_formula(str(cell.value), last, more)
        if row > last:
            cell.row = row + more
        cells[cell.row, column] = cell
    sheet._cells = cells
    for one in sheet.data_validations.dataValidation:
        for span in one.sqref.ranges:
            _move_span(span, last, more)


def _move_heights(sheet: Worksheet, last: int, more: int) -> None:
    below = {at: kept for at, kept in sheet.row_dimensions.items() if at > last}
    for at in below:
        del sheet.row_dimensions[at]
    for at, kept in below.items():
        kept.index = at + more
        sheet.row_dimensions[at + more] = kept
    for one in sheet.row_breaks.brk:
        one.id += more if one.id > last else 0


def _move_span(span: CellRange, last: int, more: int) -> None:
    if span.min_row > last:
        span.shift(row_shift=more)
    elif span.max_row > last:
        span.expand(down=more)


def _move_merged(sheet: Worksheet, last: int, more: int) -> None:
    for span in sheet.merged_cells.ranges:
        _move_span(span, last, more)


def _move_print(sheet: Worksheet, last: int, more: int) -> None:
    """The printed area takes the new rows in."""
    areas = []
    for area in (sheet.print_area or "").split(","):
        reference = area.rpartition("!")[2].replace("$", "")
        if not reference:
            continue
        left, top, right, bottom = range_boundaries(reference)
        top, bottom = (at + more if at > last - is_end else at for at, is_end in ((top, False), (bottom, True)))
        areas.append(f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}")
    if areas:
        sheet.print_area = areas


def _copy_row(sheet: Worksheet, last: int, more: int) -> None:
    """Borders, type and merged cells of the last row for each new one; its height too."""
    pattern = [(column, cell) for (row, column), cell in sheet._cells.items() if row == last]
    spans = [span for span in sheet.merged_cells.ranges if span.min_row == span.max_row == last]
    height = sheet.row_dimensions[last].height
    for row in range(last + 1, last + more + 1):
        for column, cell in pattern:
            sheet.cell(row, column)._style = copy(cell._style)
        for span in spans:
            sheet.merge_cells(None, row, span.min_col, row, span.max_col)
        if height is not None:
            sheet.row_dimensions[row].height = height
