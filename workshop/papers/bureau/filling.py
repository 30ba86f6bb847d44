"""A blank workbook filled by name: values in their places, a row for each line; styles, widths and print set-up stay."""

import io
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from workshop.kernel.faults import Fault, Refused
from workshop.papers.bureau.inserting import insert_rows
from workshop.papers.bureau.names import Named, find_names
from workshop.papers.bureau.opening import open_template
from workshop.papers.bureau.values import Cell, Filled
from workshop.papers.layouts.shapes import Shape
from workshop.papers.setting.mark import UNMARKED, Mark
from workshop.papers.setting.workbook import plain_words, storable

MOST_LINES, MOST_SHEETS, MOST_CELLS = 5_000, 500, 400_000
_GENERAL, _TEXT = "General", "@"
_LONGEST_NAME = 31


def fill_template(
    content: bytes, file: str, shape: Shape, filled: tuple[Filled, ...], mark: Mark = UNMARKED
) -> tuple[bytes, list[Fault]]:
    """The workbook with everything that its names ask for, and warnings. Raises Refused for a template that cannot be filled."""
    book = open_template(content)
    named = find_names(book, shape, file)
    sheet = book[named.sheet]
    check_size(filled, len(sheet._cells))
    sheets = [sheet, *(_copy(book, sheet) for _ in filled[1:])]
    for one, to in zip(filled, sheets, strict=True):
        _fill(to, named, one)
        _mark(to, mark)
        if len(filled) > 1:
            to.title = one.title[:_LONGEST_NAME]
    _forget_names(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue(), [*named.faults, *_unfilled(named, filled, file)]


def check_size(filled: tuple[Filled, ...], cells: int = 0) -> None:
    """Raises Refused for more than one workbook should hold; `cells` of each sheet."""
    lines = sum(len(one.rows) for one in filled)
    if lines > MOST_LINES or len(filled) > MOST_SHEETS or len(filled) * cells > MOST_CELLS:
        raise Refused(f"按局里的表样一次最多填 {MOST_LINES} 行、{MOST_SHEETS} 张", "请分开打印,或用系统的 Excel")


def _unfilled(named: Named, filled: tuple[Filled, ...], file: str) -> list[Fault]:
    """Names of columns that the county's layout leaves out: their cells stay empty."""
    there = {name for one in filled for row in one.rows for name in row} | {
        name for one in filled for name in one.singles
    }
    missing = [name for name in (*named.columns, *named.singles) if name not in there]
    if not any(one.rows for one in filled):
        missing = [name for name in missing if name not in named.columns]
    told = "这一栏没有选进表里,格子空着"
    mend = "请在表样文件的 columns 里加上,或删去这个名字"
    return [Fault(file, 0, "名字", name, "template_column", told, mend, "warned") for name in missing]


def _copy(book: Workbook, sheet: Worksheet) -> Worksheet:
    """One more of the same; what openpyxl does not copy of the print set-up too."""
    made = book.copy_worksheet(sheet)
    made.print_title_rows, made.print_title_cols = sheet.print_title_rows, sheet.print_title_cols
    if sheet.print_area:
        made.print_area = [area.rpartition("!")[2].replace("$", "") for area in sheet.print_area.split(",")]
    for name in ("oddFooter", "oddHeader"):
        for part in ("left", "center", "right"):
            getattr(getattr(made, name), part).text = getattr(getattr(sheet, name), part).text
    return made


def _fill(sheet: Worksheet, named: Named, filled: Filled) -> None:
    more = max(0, len(filled.rows) - (named.last - named.first + 1)) if named.columns else 0
    insert_rows(sheet, named.last, more)
    for name, (row, column) in named.singles.items():
        at = row + more if named.columns and row > named.last else row
        _put(sheet, at, column, filled.singles.get(name), filled.formats.get(name, ""))
    for turn, values in enumerate(filled.rows):
        for name, column in named.columns.items():
            _put(sheet, named.first + turn, column, values.get(name), filled.formats.get(name, ""))


def _put(sheet: Worksheet, row: int, column: int, value: Cell, code: str) -> None:
    """A number as a number, all else as text: never a formula, whatever it begins with."""
    at = sheet.cell(*_corner(sheet, row, column))
    if value is None:
        at.value = None
    elif isinstance(value, Decimal):
        at.value = value
        if at.number_format in (_GENERAL, _TEXT):
            at.number_format = code or _GENERAL
    else:
        at.value, at.number_format = storable(value), _TEXT
        at.data_type = "s"


def _corner(sheet: Worksheet, row: int, column: int) -> tuple[int, int]:
    """A merged range takes its value in its upper left cell."""
    for span in sheet.merged_cells.ranges:
        if span.min_row <= row <= span.max_row and span.min_col <= column <= span.max_col:
            return span.min_row, span.min_col
    return row, column


def _mark(sheet: Worksheet, mark: Mark) -> None:
    """Number and check value at the foot beside what the office has there; the watermark's word in the head."""
    foot, head = sheet.oddFooter.left, sheet.oddHeader.center
    if mark.line:
        foot.text = " ".join(filter(None, (plain_words(mark.line), foot.text)))
    if mark.watermark:
        head.text = " ".join(filter(None, (plain_words(mark.watermark), head.text)))


def _forget_names(book: Workbook) -> None:
    """What was filled needs no names any more; those that lead elsewhere do not go out."""
    for name in list(book.defined_names):
        del book.defined_names[name]
    for sheet in book.worksheets:
        for name in list(sheet.defined_names):
            del sheet.defined_names[name]
