"""Bank files: each bank's columns as data, one writer for each ending; the same facts give the same bytes for ever.

Policy: forms R13 (columns and fixed codes of the banks' own templates), labour-law 11.2. An amount is a real value of two
decimals: a cell that only shows two would shift the total.
"""

import csv
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

import xlsxwriter

from workshop.kernel.money import plain_yuan

Value = str | Decimal
_MADE = datetime(2000, 1, 1)  # a workbook carries the day it was made; a file fetched again must be the same
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}


@dataclass(frozen=True)
class FileLine:
    """One payment: whole card number, amount in fen."""

    number: int
    card: str
    holder_name: str
    amount: int
    bank_name: str
    phone: str


@dataclass(frozen=True)
class Payer:
    """Who pays; everything empty where the shape does not ask for it."""

    bank_name: str = ""
    account_name: str = ""
    account: str = ""
    province: str = ""
    city: str = ""
    branch_code: str = ""


@dataclass(frozen=True)
class FileFacts:
    """What a file is written from."""

    payer: Payer
    usage: str
    remark: str
    lines: tuple[FileLine, ...]


@dataclass(frozen=True)
class Shape:
    """How a bank wants its file: (heading, source) of each column.

    A source is `line.x`, `payer.x`, `facts.x` or a fixed word after `=`; `payer.x=word` falls back on the word. Without
    `headings` the file begins with the first payment. `own_name`: the bank reads the file only under its default name.
    """

    code: str
    ending: str
    columns: tuple[tuple[str, str], ...]
    needs_payer: bool = False
    headings: bool = True
    separator: str = ","
    encoding: str = "utf-8-sig"
    own_name: bool = False


_GENERAL = (
    ("序号", "line.number"),
    ("收款账号", "line.card"),
    ("户名", "line.holder_name"),
    ("金额", "line.amount"),
    ("开户行", "line.bank_name"),
    ("用途", "facts.usage"),
    ("备注", "facts.remark"),
    ("手机", "line.phone"),
)
_ICBC = (
    ("付款账号开户行", "payer.bank_name"),
    ("付款账号", "payer.account"),
    ("付款账号名称", "payer.account_name"),
    ("收款账号开户行", "line.bank_name"),
    ("省份名", "payer.province"),
    ("城市名", "payer.city"),
    ("收款账号", "line.card"),
    ("收款账号名称", "line.holder_name"),
    ("金额", "line.amount"),
    ("汇款用途", "facts.usage"),
    ("备注", "facts.remark"),
    ("短信通知手机号码", "line.phone"),
)
_BOC = (
    ("付款行联行号", "payer.branch_code=41995"),
    ("付款账号", "payer.account"),
    ("收款行", "=1"),
    ("收款行编号", "=21"),
    ("收款账号", "line.card"),
    ("收款人姓名", "line.holder_name"),
    ("金额", "line.amount"),
    ("用途", "=ev"),
)
SHAPES: dict[str, Shape] = {
    shape.code: shape
    for shape in (
        Shape("csv", "csv", _GENERAL),
        Shape("xlsx", "xlsx", _GENERAL),
        Shape("icbc", "xlsx", _ICBC, needs_payer=True),
        Shape(
            *("boc", "txt", _BOC),
            needs_payer=True,
            headings=False,
            separator="|",
            encoding="gb18030",
            own_name=True,
        ),
    )
}
MEDIA_TYPES = {
    "csv": "text/csv",
    "txt": "text/plain",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def write_bank_file(shape: Shape, facts: FileFacts) -> bytes:
    """The file's bytes."""
    rows = [[_value(source, facts, line) for _, source in shape.columns] for line in facts.lines]
    headings = [heading for heading, _ in shape.columns]
    return _write_xlsx(headings, rows) if shape.ending == "xlsx" else _write_text(shape, headings, rows)


def _value(source: str, facts: FileFacts, line: FileLine) -> Value:
    place, _, fixed = source.partition("=")
    if not place:
        return fixed
    owner, _, name = place.partition(".")
    value = getattr({"line": line, "payer": facts.payer, "facts": facts}[owner], name)
    if name == "amount":
        return Decimal(value).scaleb(-2)
    return str(value) or fixed


def _write_text(shape: Shape, headings: Sequence[str], rows: Sequence[Sequence[Value]]) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=shape.separator, lineterminator="\r\n")
    if shape.headings:
        writer.writerow(headings)
    writer.writerows([[_plain(value) for value in row] for row in rows])
    return stream.getvalue().encode(shape.encoding)


def _plain(value: Value) -> str:
    return plain_yuan(int(value.scaleb(2))) if isinstance(value, Decimal) else value


def _write_xlsx(headings: Sequence[str], rows: Sequence[Sequence[Value]]) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, _OPTIONS)
    book.set_properties({"created": _MADE})
    sheet = book.add_worksheet("Sheet1")
    text, yuan = book.add_format({"num_format": "@"}), book.add_format({"num_format": "0.00"})
    for at, heading in enumerate(headings):
        sheet.write_string(0, at, heading, text)
        sheet.set_column(at, at, 24 if "账号" in heading else 14)
    for down, row in enumerate(rows, 1):
        for at, value in enumerate(row):
            if isinstance(value, Decimal):
                sheet.write_number(down, at, value, yuan)
            else:
                sheet.write_string(down, at, value, text)
    book.close()
    return _stored(buffer.getvalue())


def _stored(archive: bytes) -> bytes:
    """The same workbook uncompressed and undated: compressors differ between machines, the bytes of a bank file may not."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as packed, zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as plain:
        for name in packed.namelist():
            plain.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), packed.read(name))
    return buffer.getvalue()
