"""Opens an office's blank workbook: measured before it is unpacked, rid of what reaches outside, in bounds that can be laid out."""

import io
from collections.abc import Iterator
from typing import IO, Literal
from xml.etree.ElementTree import Element, ParseError, fromstring, tostring

from openpyxl import Workbook
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils import column_index_from_string, range_boundaries
from openpyxl.utils.cell import coordinate_from_string

from workshop.kernel.faults import Refused
from workshop.papers.bureau.formulas import is_plain_formula
from workshop.sheets import limits
from workshop.sheets.guard import Measured, open_zip

MOST_BYTES, MOST_UNPACKED = 2 * limits.MEGABYTE, 12 * limits.MEGABYTE
MOST_ELEMENTS = 80_000  # of all parts: a whole sheet becomes objects
MOST_ROWS, MOST_COLUMNS, MOST_SPANS = 3_000, 200, 5_000
MOST_AREA = 300_000  # cells under merged ranges together
_OUTSIDE = {  # parts of a file that a blank form does not need
    "vbaProject": "带有宏",
    "externalLinks/": "连着别的文件",
    "pivot": "带有数据透视表",
    "embeddings/": "嵌着别的文件",
    "activeX": "带有控件",
    "ctrlProps": "带有控件",
    "connections.xml": "连着数据库或网页",
    "queryTables": "连着数据库或网页",
}
_LEFT = (
    "drawings/",
    "charts/",
    "chartsheets/",
    "comments",
    "persons/",
    "threadedComments",
    "docProps/custom",
    "customXml",
)
_DROPPED = frozenset(
    (
        *("hyperlinks", "drawing", "legacyDrawing", "legacyDrawingHF", "picture", "oleObjects", "controls"),
        *("tableParts", "extLst", "AlternateContent", "webPublishItems", "customSheetViews", "scenarios"),
    )
)
SAVE_AGAIN = "请用 Excel 或 WPS 另存一份普通的 .xlsx(只留格子和字)再放上来"


def open_template(content: bytes) -> Workbook:
    """The workbook with its styles, widths, print set-up and names. Raises Refused for what is broken, hostile or too large."""
    if len(content) > MOST_BYTES:
        raise limits.too_large(f"空白表超过 {MOST_BYTES // limits.MEGABYTE} MB")
    if not content.startswith(b"PK"):
        raise Refused("这不是 .xlsx 文件", SAVE_AGAIN, "file")
    try:
        with open_zip(content) as archive:
            _refuse_outside(archive.namelist())
            if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
                raise limits.too_large(f"解压后超过 {MOST_UNPACKED // limits.MEGABYTE} MB")
            parts = _Clean(archive)
            if sum(parts.elements.values()) > MOST_ELEMENTS:
                raise limits.too_large("空白表里的格子太多")
            book = _read(content, parts)
    except Refused:
        raise
    except Exception as error:  # whatever a damaged file makes openpyxl stumble over
        raise limits.broken() from error
    _check_formulas(book)
    return book


def _refuse_outside(names: list[str]) -> None:
    for name in names:
        for part, told in _OUTSIDE.items():
            if part.lower() in name.lower():
                raise Refused(f"表样{told}", SAVE_AGAIN, "file")


def _read(content: bytes, parts: "_Clean") -> Workbook:
    reader = ExcelReader(io.BytesIO(content), keep_links=False)
    reader.archive, reader.valid_files = parts, parts.namelist()
    reader.read()
    if not reader.wb.worksheets or len(reader.wb.worksheets) > limits.MOST_SHEETS:
        raise limits.broken("表样里没有工作表")
    return reader.wb


class _Clean(Measured):
    """The parts of an archive without pictures, links and controls; sheets without what points at those."""

    def namelist(self) -> list[str]:
        """The parts that may be asked for: relations of the book, none of a sheet."""
        kept = (name for name in super().namelist() if not any(part in name for part in _LEFT))
        return [name for name in kept if not name.endswith(".rels") or "/worksheets/" not in name]

    def open(self, name: str, mode: Literal["r"] = "r") -> IO[bytes]:
        """A part as a stream, of a sheet what is kept of it. Raises KeyError where there is none."""
        if name not in self.namelist():
            raise KeyError(name)
        if "/worksheets/" not in name:
            return super().open(name, mode)
        with super().open(name, mode) as part:
            return io.BytesIO(_clean_sheet(part.read()))

    def close(self) -> None:
        """The archive is closed by whoever opened it."""


def _clean_sheet(content: bytes) -> bytes:
    try:
        root = fromstring(content)
    except ParseError as error:
        raise limits.broken() from error
    for child in list(root):
        if _tag(child) in _DROPPED:
            root.remove(child)
        elif _tag(child) == "sheetData":
            _bound_rows(child)
        elif _tag(child) == "mergeCells":
            _check_merged(child)
    return tostring(root)


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _bound_rows(rows: Element) -> None:
    """Empty rows and cells far out are forgotten; what is written there is refused."""
    for row in list(rows):
        number = int(row.get("r") or 0)
        far = [cell for cell in row if _column(cell) > MOST_COLUMNS]
        if any(len(cell) for cell in (list(row) if number > MOST_ROWS else far)):
            raise limits.too_large(f"表样最多 {MOST_ROWS} 行、{MOST_COLUMNS} 列")
        if number > MOST_ROWS:
            rows.remove(row)
            continue
        for cell in far:
            row.remove(cell)


def _column(cell: Element) -> int:
    reference = cell.get("r")
    return column_index_from_string(coordinate_from_string(reference)[0]) if reference else 0


def _check_merged(merged: Element) -> None:
    area = 0
    for left, top, right, bottom in _spans(merged):
        area += (right - left + 1) * (bottom - top + 1)
        if bottom > MOST_ROWS or right > MOST_COLUMNS or area > MOST_AREA or len(merged) > MOST_SPANS:
            raise limits.too_large("合并单元格太多或太大")


def _spans(merged: Element) -> Iterator[tuple[int, int, int, int]]:
    for one in merged:
        bounds = range_boundaries(one.get("ref", ""))
        if None in bounds:
            raise limits.too_large("合并了整行或整列")
        yield bounds  # type: ignore[misc]


def _check_formulas(book: Workbook) -> None:
    """Sums of the form's own may stay; whatever could ask something outside, or another sheet, is refused by its cell."""
    for sheet in book.worksheets:
        for cell in list(sheet._cells.values()):
            if getattr(cell, "data_type", "") == "f" and not is_plain_formula(cell.value):
                raise Refused(
                    f"表样「{sheet.title}」{cell.coordinate} 的公式不能用",
                    "只能用加减乘除和 SUM、ROUND 这类公式",
                    "file",
                )
