"""The bank's return file 回盘文件: one row per payment with what became of it, under whatever headings the bank uses."""

import re
from dataclasses import dataclass

from workshop.kernel.faults import Fault, Refused
from workshop.kernel.money import BadNumber, parse_yuan
from workshop.kernel.text import clean_name, fold
from workshop.sheets.cells import Cell, Sheet
from workshop.sheets.headings import find_heading, first_data_row, lettered
from workshop.sheets.identity import is_damaged
from workshop.sheets.layout import Field, Layout
from workshop.sheets.numbers import plain
from workshop.sheets.opening import open_workbook
from workshop.sheets.table import split_rows

_PAYER = "付款|转出|手续费|余额"
FIELDS = (
    Field("status", "处理结果", "状态|结果|成功标志|处理标志|是否成功", "原因|说明|描述|信息|备注", required=True),
    Field("reason", "失败原因", "原因|说明|描述|信息|附言|错误|备注"),
    Field(
        "name", "户名", "户名|姓名|(?:账号|账户|帐户|帐号)名称|收款人(?:名称|全称)?$|收款方(?:名称)?$", f"{_PAYER}|开户"
    ),
    Field("card", "收款账号", "账号|帐号|卡号|账户|帐户", f"{_PAYER}|开户|行$"),
    Field("amount", "金额", "金额|实发|发放额", f"{_PAYER}|大写|合计"),
)
_NEED = frozenset({"status"})
_FAILED = re.compile("失败|退回|退票|退汇|拒绝|未成功|不成功|错误|无效|未入账|未到账|撤销")
_PENDING = re.compile("处理中|待|未知|审核|受理|部分")
_PAID = re.compile("成功|已?入账|已?到账|已付|已发|已处理|完成|^正常")
_SEPARATORS = re.compile(r"[\s\-‐–—－]")
_MASKED = re.compile(r"[0-9]*[*＊xX•]+([0-9]{2,6})")


@dataclass(frozen=True)
class ReturnedRow:
    """A row as Excel counts it; `card` whole or empty, `tail` the digits a masked card shows last; amount in fen."""

    place: str
    row: int
    card: str
    tail: str
    name: str
    amount: int | None
    paid: bool
    reason: str


@dataclass(frozen=True)
class Returned:
    """Rows read and what could not be read."""

    rows: tuple[ReturnedRow, ...]
    faults: tuple[Fault, ...]


class _Unreadable(Exception):
    def __init__(self, key: str, reason: str, message: str, mend: str) -> None:
        super().__init__(message)
        self.key, self.reason, self.message, self.mend = key, reason, message, mend


def read_returns(content: bytes, name: str) -> Returned:
    """The rows of the first sheet that has a column of results. Raises Refused for a file that is none or has no such sheet."""
    workbook = open_workbook(content, name)
    for sheet in workbook.sheets:
        if sheet.visible and (layout := _recognise(sheet)):
            return _read(sheet, layout)
    mend = "请从网银下载这一批的处理结果(有收款账号、户名、金额、处理结果),不要改动表头"
    raise Refused("文件里没有找到「处理结果」和「收款账号」这两列", mend, "file")


def _recognise(sheet: Sheet) -> Layout | None:
    heading = find_heading(sheet, FIELDS, _NEED)
    if not heading or not {"card", "name"} & set(heading.columns.values()):
        return None
    columns, headings = lettered(heading)
    first = first_data_row(sheet, heading.last)
    return Layout("returns", sheet.name, heading.first, heading.last, first, columns, headings)


def _read(sheet: Sheet, layout: Layout) -> Returned:
    rows: list[ReturnedRow] = []
    faults: list[Fault] = []
    for number in split_rows(sheet, layout).data:
        try:
            rows.append(_read_row(sheet, layout, number))
        except _Unreadable as found:
            cell, column = _cell(sheet, layout, number, found.key), layout.letter_of(found.key)
            faults.append(Fault(sheet.name, number, column, cell.shown, found.reason, found.message, found.mend))
    return Returned(tuple(rows), tuple(faults))


def _cell(sheet: Sheet, layout: Layout, row: int, key: str) -> Cell:
    return sheet.cell(row, layout.number_of(key))


def _read_row(sheet: Sheet, layout: Layout, row: int) -> ReturnedRow:
    cells = {field.key: _cell(sheet, layout, row, field.key) for field in FIELDS}
    card, tail = _read_card(cells["card"])
    name = clean_name(cells["name"].text)
    if not (card or tail or name):
        raise _Unreadable("card", "who_missing", "没有写是谁", "请补上收款账号或户名")
    paid = _read_status(cells["status"])
    reason = "" if paid else (cells["reason"].shown or cells["status"].shown)[:200]
    return ReturnedRow(sheet.name, row, card, tail, name, _read_amount(cells["amount"]), paid, reason)


def _read_card(cell: Cell) -> tuple[str, str]:
    text = _SEPARATORS.sub("", plain(cell))
    if not text:
        return "", ""
    if masked := _MASKED.fullmatch(text):
        return "", masked[1][-4:]
    if is_damaged(cell, 10**15):
        message = "卡号被 Excel 当成数字,末尾几位已经丢失"
        raise _Unreadable("card", "card_damaged", message, "请用网银下载的原始文件,不要用 Excel 另存")
    if not (text.isascii() and text.isdigit()):
        raise _Unreadable("card", "card_characters", "账号只能是数字", "请用网银下载的原始文件")
    return text, ""


def _read_amount(cell: Cell) -> int | None:
    text = plain(cell).lstrip("¥￥").removesuffix("元").replace(",", "")
    if not text:
        return None
    try:
        return parse_yuan(text)
    except BadNumber as error:
        raise _Unreadable("amount", "amount_unreadable", "金额不是数字", "请用网银下载的原始文件") from error


def _read_status(cell: Cell) -> bool:
    text = fold(cell.text)
    if _FAILED.search(text):
        return False
    if _PENDING.search(text):
        raise _Unreadable("status", "status_pending", "银行还没有处理完", "请等银行处理完再下载一次,重新导入")
    if _PAID.search(text):
        return True
    raise _Unreadable("status", "status_unknown", "认不出的处理结果", "请在这一格填「成功」或「失败」后重新导入")
