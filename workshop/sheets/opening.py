"""Opens what an office uploads: .xlsx, .xls and .csv, told apart by their content and not by their name."""

import codecs
import csv
import io

from workshop.kernel.faults import Refused
from workshop.kernel.text import has_forbidden
from workshop.sheets import limits
from workshop.sheets.cells import Cell, Sheet, Workbook
from workshop.sheets.ole import MAGIC
from workshop.sheets.xls import read_xls
from workshop.sheets.xlsx import read_xlsx

_ENCODINGS = ("utf-8-sig", "gb18030")


def open_workbook(content: bytes, name: str) -> Workbook:
    """A file as a workbook. Raises Refused, in a sentence for the one who uploaded it, before anything harmful is unpacked."""
    if len(content) > limits.MOST_UPLOAD:
        raise limits.too_large(f"超过 {limits.MOST_UPLOAD // limits.MEGABYTE} MB")
    if len(content) < 1024 and not content.strip(b"\0 \r\n\t"):
        raise Refused("文件是空的", "请重新选择文件")
    if content.startswith(b"PK"):
        return read_xlsx(content, name)
    if content.startswith(MAGIC):
        return read_xls(content, name)
    if name.lower().endswith((".csv", ".txt")):
        return read_csv(content, name)
    raise Refused("这不是 Excel 文件,也不是 CSV 文件", "请用 Excel 或 WPS 打开,另存为 .xlsx 后再上传")


def read_csv(content: bytes, name: str) -> Workbook:
    """A .csv as a workbook of one sheet, named as the file without its ending; every cell is text."""
    if len(content) > limits.MOST_TEXT_FILE:
        raise limits.too_large(f"CSV 文件超过 {limits.MOST_TEXT_FILE // limits.MEGABYTE} MB")
    text = _decode(content)
    rows: dict[int, dict[int, Cell]] = {}
    budget = limits.Budget()
    try:
        for number, values in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)), 1):
            for value in values:
                budget.spend(value)
            cells = {column: Cell(value, value) for column, value in enumerate(values, 1) if value}
            if cells:
                rows[number] = cells
    except csv.Error as error:
        raise limits.broken("CSV 文件的格式不对") from error
    return Workbook(name, (Sheet(name.rpartition("/")[2].rpartition(".")[0] or name, rows),))


def _decode(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decode_as(content, "utf-16")
    for encoding in _ENCODINGS[:-1]:
        try:
            return _readable(content.decode(encoding))
        except UnicodeDecodeError:
            continue
    return _decode_as(content, _ENCODINGS[-1])


def _decode_as(content: bytes, encoding: str) -> str:
    try:
        return _readable(content.decode(encoding))
    except UnicodeDecodeError as error:
        raise Refused("CSV 文件的文字编码认不出来", "请用 Excel 打开,另存为 .xlsx 后再上传") from error


def _readable(text: str) -> str:
    if has_forbidden(text):
        raise Refused("文件里有不能显示的控制字符", "请用 Excel 打开,另存为 .xlsx 后再上传")
    return text


def _delimiter(text: str) -> str:
    head = text[:4000]
    return max(",\t;", key=head.count)
