"""Papers as Excel workbooks: the same data as the PDF, numbers as numbers, numbers of persons and cards as text.

No cell is a formula: what a user typed goes in as a string, whatever it begins with.
"""

import io
import re
from collections.abc import Sequence

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from workshop.kernel.text import has_forbidden
from workshop.papers.columns import EXCEL_FORMATS, Column, Value
from workshop.papers.listing import COUNTED, ListBook, ListPaper
from workshop.papers.lists.slips import Slip, SlipBook, SlipLine
from workshop.papers.setting.fitting import text_units
from workshop.papers.setting.mark import UNMARKED, Mark

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
_FONT = {"font_name": "宋体", "font_size": 10, "valign": "vcenter"}
_GRID = {**_FONT, "border": 1, "text_wrap": True}
_SLIP_WIDTHS = (10, 14, 70, 14)
_LONGEST_NAME, _A3 = 31, 8
_UNIT, _AIR = 6.67 / 7, 0.9  # a half-width of 10 pt in Excel's own unit of width, and the air of a cell
_PX_PER_MM, _LINE_PX = 96 / 25.4, 17
_A4_MM, _A3_MM, _MARGIN_MM = (297.0, 210.0), (420.0, 297.0), 10.2
_THUMB_MM, _SEAL_MM, _SIGN_UNITS = 12.0, 42.0, 14
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")


class Book:
    """A workbook with its formats; what is written goes to the sheet that was added last."""

    def __init__(self, name: str, landscape: bool, mark: Mark = UNMARKED) -> None:
        self.buffer, self.mark = io.BytesIO(), mark
        self.workbook = xlsxwriter.Workbook(self.buffer, _OPTIONS)
        self.formats: dict[tuple[tuple[str, object], ...], Format] = {}
        self.add(name, landscape)

    def add(self, name: str, landscape: bool) -> None:
        """A sheet, set up to be printed on A4: one page wide, numbered; a watermark is a word in its name and its head."""
        after = f"({self.mark.watermark})" if self.mark.watermark else ""
        called = _NOT_IN_NAMES.sub(" ", name)[: _LONGEST_NAME - len(after)] + after
        self.sheet: Worksheet = self.workbook.add_worksheet(called)
        self.sheet.set_paper(9)
        if landscape:
            self.sheet.set_landscape()
        self.sheet.set_margins(left=0.4, right=0.4, top=0.4, bottom=0.6)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_footer(f"&L{plain_words(self.mark.line) or '&A'}&R第 &P 页 共 &N 页")
        if after:
            self.sheet.set_header(f"&C&20{plain_words(self.mark.watermark)}")

    def format(self, **settings: object) -> Format:
        """A cell format, made once."""
        key = tuple(sorted(settings.items()))
        if key not in self.formats:
            self.formats[key] = self.workbook.add_format(settings)
        return self.formats[key]

    def text(self, row: int, column: int, text: str, **settings: object) -> None:
        """A string, never a formula, a link or a number."""
        self.sheet.write_string(row, column, storable(text), self.format(**{**_FONT, **settings}))

    def close(self) -> bytes:
        """The workbook's bytes."""
        self.workbook.close()
        return self.buffer.getvalue()


def plain_words(text: str) -> str:
    """Words in a head or foot, where `&` begins an order and at most 255 characters stand in all."""
    return text[:120].replace("&", "\uff06")


def storable(text: str) -> str:
    """Controls and lone surrogates would spoil the file."""
    return "".join("〓" if has_forbidden(char) else char for char in text)


def write_list(paper: ListPaper, mark: Mark = UNMARKED) -> bytes:
    """A list as a workbook: A4 as the paper lies, headings repeated on every page, 合计 at the end."""
    wanted = paper.sheet or paper
    book = Book(wanted.title, wanted.landscape, mark)
    _write_sheet(book, wanted)
    return book.close()


def write_lists(bound: ListBook, mark: Mark = UNMARKED) -> bytes:
    """Lists bound together as one workbook, a sheet each, named by its month."""
    book: Book | None = None
    for paper in bound.lists:
        wanted = paper.sheet or paper
        if book is None:
            book = Book(wanted.head.period.chinese, wanted.landscape, mark)
        else:
            book.add(wanted.head.period.chinese, wanted.landscape)
        _write_sheet(book, wanted)
    return book.close() if book else b""


def _write_sheet(book: Book, paper: ListPaper) -> None:
    last = max((at for at, column in enumerate(paper.columns) if column.printed), default=len(paper.columns) - 1)
    widths = _widths(paper)
    scale = _scale(paper, widths[: last + 1])
    if paper.on_a3:
        book.sheet.set_paper(_A3)
    book.sheet.merge_range(0, 0, 0, last, "", book.format(**_FONT))
    book.text(0, 0, paper.title, bold=True, font_size=18, align="center")
    head = 1 + bool(paper.subtitle)
    if paper.subtitle:
        book.sheet.merge_range(1, 0, 1, last, "", book.format(**_FONT))
        book.text(1, 0, paper.subtitle, align="center")
    book.text(head, 0, "    ".join(" ".join(field.split()) for field in paper.fields))
    top = _write_headings(book, paper.columns, head + 1, widths)
    thumbed = any(column.thumb and column.printed for column in paper.columns)
    for at, row in enumerate(paper.rows):
        _write_row(book, top + at, paper.columns, row.values, bold=row.stands_out)
        least = _THUMB_MM / scale if thumbed and row.kind in COUNTED else paper.row_mm
        high = max(least * _PX_PER_MM, _lines(paper.columns, row.values, widths) * _LINE_PX)
        book.sheet.set_row_pixels(top + at, round(high))
    foot = top + len(paper.rows)
    if paper.sums:
        _write_row(book, foot, paper.columns, paper.totals, bold=True)
        book.text(foot, 0, "合计", **{**_GRID, "bold": True})
        foot += 1
    foot = _write_foot(book, paper, foot)
    book.sheet.print_area(0, 0, foot, last)
    book.sheet.repeat_rows(0, top - 1)
    book.sheet.freeze_panes(top, 0)


def _widths(paper: ListPaper) -> list[int]:
    """Half-widths of each column: as wide as what stands in it, words no wider than on paper; a hand has room to sign."""
    rows = [*(row.values for row in paper.rows), paper.totals]
    return [_width(column, [column.show(row[at]) for row in rows]) for at, column in enumerate(paper.columns)]


def _width(column: Column, texts: Sequence[str]) -> int:
    heading = max(map(text_units, column.title.split("\n")))
    if column.kind == "sign":
        return max(heading, _SIGN_UNITS)
    widest = max(map(text_units, texts), default=0)
    return max(heading, min(widest, max(column.most, column.least)) if column.kind == "text" else widest)


def _scale(paper: ListPaper, widths: Sequence[int]) -> float:
    """By how much a sheet is made smaller to be one page wide: what a hand needs must be as much larger before."""
    wide = sum((width * _UNIT + _AIR) * 7 + 5 for width in widths) / _PX_PER_MM
    page = (_A3_MM if paper.on_a3 else _A4_MM)[not paper.landscape] - 2 * _MARGIN_MM
    return min(1.0, page / wide)


def _lines(columns: Sequence[Column], values: Sequence[Value], widths: Sequence[int]) -> int:
    """Lines of a row's tallest cell."""
    shown = zip(columns, values, widths, strict=True)
    return max(-(-text_units(column.show(value)) // max(width, 1)) for column, value, width in shown) or 1


def _write_headings(book: Book, columns: Sequence[Column], top: int, widths: Sequence[int]) -> int:
    """Group names and titles from a row on; returns the row below them."""
    grouped = any(column.group for column in columns)
    settings = {**_GRID, "bold": True, "align": "center"}
    for at, column in enumerate(columns):
        if grouped and not column.group:
            book.sheet.merge_range(top, at, top + 1, at, "", book.format(**settings))
        book.text(top + bool(column.group), at, column.title.replace("\n", ""), **settings)
        book.sheet.set_column(at, at, widths[at] * _UNIT + _AIR)
    start = 0
    for at in range(1, len(columns) + 1):
        if at == len(columns) or columns[at].group != columns[start].group:
            if columns[start].group:
                _write_group(book, top, (start, at - 1), columns[start].group, settings)
            start = at
    titles = zip((text_units(column.title.replace("\n", "")) for column in columns), widths, strict=True)
    tallest = max(-(-units // max(width, 1)) for units, width in titles)
    book.sheet.set_row_pixels(top + grouped, tallest * _LINE_PX + 6)
    return top + 1 + grouped


def _write_group(book: Book, row: int, span: tuple[int, int], name: str, settings: dict[str, object]) -> None:
    first, last = span
    if last > first:
        book.sheet.merge_range(row, first, row, last, "", book.format(**settings))
    book.text(row, first, name, **settings)


def _write_row(book: Book, row: int, columns: Sequence[Column], values: Sequence[Value], bold: bool = False) -> None:
    for at, (column, value) in enumerate(zip(columns, values, strict=True)):
        settings = {**_GRID, "align": column.align, "bold": bold}
        cell = column.excel(value)
        if cell is None:
            book.sheet.write_blank(row, at, None, book.format(**settings))
        elif isinstance(cell, str):
            book.text(row, at, cell, **{**settings, "num_format": "@"})
        else:
            book.sheet.write_number(
                row, at, cell, book.format(**{**settings, "num_format": EXCEL_FORMATS[column.kind]})
            )


def _write_foot(book: Book, paper: ListPaper, row: int) -> int:
    """Words, cross-foot lines, notes, hands with room above them for a seal; returns the last row."""
    lines = [line for line in (paper.words, *paper.check_lines, *paper.notes) if line]
    hands = [f"{name}:____________" for name in paper.signatures] + ([paper.seal] if paper.seal else [])
    for at, line in enumerate(lines):
        book.text(row + at, 0, line)
    last = row + len(lines)
    book.sheet.set_row_pixels(last, round(_SEAL_MM * _PX_PER_MM) if paper.seal else 32)
    book.text(last, 0, "      ".join(hands))
    return last


def write_slips(book: SlipBook, mark: Mark = UNMARKED) -> bytes:
    """Slips as one sheet, each under its own head, each line with its sentence."""
    sheet = Book(book.title, False, mark)
    for at, width in enumerate(_SLIP_WIDTHS):
        sheet.sheet.set_column(at, at, width)
    row = 0
    for slip in book.slips:
        row = _write_slip(sheet, slip, row) + 1
    return sheet.close()


def _write_slip(book: Book, slip: Slip, row: int) -> int:
    book.text(row, 0, slip.title, bold=True, font_size=12)
    book.text(row + 1, 0, "  ".join(slip.who))
    book.text(row + 2, 0, "  ".join(slip.when))
    row += 3
    lines = [("应发", line) for line in slip.earnings] + [("扣款", line) for line in slip.deductions]
    sums = ("应发合计", slip.gross_fen), ("扣款合计", slip.deducted_fen), ("实发金额", slip.net_fen)
    for kind, line in [*lines, *((name, SlipLine("", fen)) for name, fen in sums)]:
        _write_slip_line(book, slip, row, kind, line)
        row += 1
    book.text(row, 0, "  ".join(slip.remarks))
    return row + 1


def _write_slip_line(book: Book, slip: Slip, row: int, kind: str, line: SlipLine) -> None:
    book.text(row, 0, slip.number, **{**_GRID, "num_format": "@"})
    book.text(row, 1, kind, **_GRID)
    book.text(row, 2, line.sentence, **_GRID)
    amount = Column("amount", "", "yuan")
    money = book.format(**{**_GRID, "num_format": EXCEL_FORMATS["yuan"], "align": "right"})
    book.sheet.write_number(row, 3, amount.excel(line.fen), money)
