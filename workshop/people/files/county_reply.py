"""The county's reply to a list of names and identity numbers: recognised, read, with faults."""

import re
from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from workshop.kernel.idno import BadIdNumber, IdNumber, lengthen, parse_idno
from workshop.kernel.text import fold
from workshop.people.files.words import read_category
from workshop.people.rules.replies import MONITORED, Reply
from workshop.sheets.cells import EMPTY, Cell, Sheet, Workbook
from workshop.sheets.dates import find_date, parse_date
from workshop.sheets.headings import find_heading, first_data_row, lettered
from workshop.sheets.identity import read_idno, read_name
from workshop.sheets.known import KnownWorker
from workshop.sheets.layout import Field, Layout, missing, sheet_of
from workshop.sheets.numbers import NOTHING, plain
from workshop.sheets.reading import Reading, RowCheck, make_fault
from workshop.sheets.reasons import Unreadable
from workshop.sheets.table import split_rows

KIND = "county_reply"
FIELDS = (
    Field("id_no", "身份证号", "身份证|公民身份|证件号", required=True),
    Field("name", "姓名", "姓名", "户主", required=True),
    Field("risen", "是否脱贫", "脱贫", "年份|年度|时间|类别|类型", required=True),
    Field("monitored", "是否监测", "监测", "类别|类型|时间|日期", required=True),
    Field("kind", "类别", "类别|类型|种类"),
    Field("household_no", "户编号", "户编号|户编码|户号"),
    Field("included_on", "纳入时间", "纳入(?:时间|日期|年月)|(?:识别|认定)(?:时间|日期)"),
    Field("note", "备注", "备注|说明"),
)
OLD_DIGITS = 15
_NEED = frozenset({"name", "id_no", "risen", "monitored"})
_YES = frozenset({"是", "√", "有", "y", "yes", "1", "属于", "在册"})
_NO = frozenset({"否", "×", "x", "不是", "无", "n", "no", "0", "不属于", "非"})
_YEAR = re.compile(r"((?:19|20)\d{2})年?")
_MONTH = re.compile(r"((?:19|20)\d{2})[年.\-/](\d{1,2})月?")


@dataclass(frozen=True)
class ReplyKnown:
    """Finds the worker of an identity number; None: nobody here has it."""

    find: Callable[[str], KnownWorker | None] = lambda number: None


@dataclass(frozen=True)
class ReplyLine:
    """A row of the reply about one worker."""

    sheet: str
    row: int
    worker: KnownWorker
    reply: Reply


def recognise(workbook: Workbook, known: ReplyKnown | None = None) -> tuple[Layout, ...]:
    """A layout for each visible sheet with the headings; `fixed["date"]` is the day of the reply."""
    return tuple(layout for sheet in workbook.sheets if sheet.visible and (layout := _recognise(sheet)))


def _recognise(sheet: Sheet) -> Layout | None:
    heading = find_heading(sheet, FIELDS, _NEED)
    if not heading:
        return None
    columns, headings = lettered(heading)
    first = first_data_row(sheet, heading.last)
    fixed = {"date": _replied_on(sheet)}
    problems = missing(columns, FIELDS)
    return Layout(KIND, sheet.name, heading.first, heading.last, first, columns, headings, fixed, problems)


def _replied_on(sheet: Sheet) -> str:
    """The day behind 回复日期 or 比对时间, wherever it stands; the day the list was made is another."""
    for cells in sheet.rows.values():
        for cell in cells.values():
            text = fold(cell.text)
            match = re.search(r"(?:回复|比对|核对|反馈)(?:日期|时间)", text)
            if match and (day := find_date(text[match.end() :])):
                return day.isoformat()
    return ""


def read(workbook: Workbook, layouts: Sequence[Layout], known: ReplyKnown | None = None) -> Reading[ReplyLine]:
    """The rows of all sheets, and what is wrong with them; the first of two about one person stays."""
    known, lines, faults = known or ReplyKnown(), [], []
    seen: set[str] = set()
    for layout in layouts:
        if not layout.fixed.get("date"):
            faults.append(make_fault(layout.sheet, 0, "", "", "date_missing"))
            continue
        sheet, replied_on = sheet_of(layout, workbook.sheets), date.fromisoformat(layout.fixed["date"])
        for row in split_rows(sheet, layout).data:
            check = RowCheck(sheet, layout, row)
            line = _line(check, known, replied_on, seen) if _says_something(check) else None
            faults += check.faults
            if line is not None and not check.refusals:
                lines.append(line)
    return Reading(tuple(lines), tuple(faults))


def _says_something(check: RowCheck) -> bool:
    return any(check.cell(key).shown for key in ("name", "id_no", "risen", "monitored"))


def _line(check: RowCheck, known: ReplyKnown, replied_on: date, seen: set[str]) -> ReplyLine | None:
    idno, name = check.read("id_no", _idno), check.read("name", read_name)
    reply = _reply(check, replied_on)
    if idno is None:
        if not check.refusals:
            check.refuse("id_no", "reply_without_id")
        return None
    worker = known.find(idno.number)
    if worker is None:
        check.refuse("id_no", "reply_about_nobody")
        return None
    if name is not None and fold(name) != fold(worker.name):
        check.refuse("name", "reply_name_differs")
    if len(fold(plain(check.cell("id_no")))) == OLD_DIGITS:
        check.warn("id_no", "reply_old_number")
    if idno.number in seen:
        check.refuse("id_no", "reply_twice")
    seen.add(idno.number)
    return ReplyLine(check.sheet.name, check.row, worker, reply)


def _idno(cell: Cell) -> IdNumber | None:
    """As everywhere, and an old number by the new one: the list asked about people who are known, and their names are compared."""
    try:
        return read_idno(cell)
    except Unreadable as unreadable:
        if unreadable.reason != "id_15_digits":
            raise
        try:
            return parse_idno(lengthen(plain(cell)))
        except BadIdNumber:  # no day of birth in it: told as it was written
            raise unreadable from None


def _reply(check: RowCheck, replied_on: date) -> Reply:
    risen, monitored = check.read("risen", _yes_or_no), check.read("monitored", _yes_or_no)
    kinds = tuple(filter(None, (check.read("kind", read_category, EMPTY) or "").split("、")))
    included = check.read("included_on", _included)
    if risen is None and monitored is None and not check.refusals:
        check.refuse("risen", "reply_says_nothing")
    if monitored and not MONITORED & set(kinds):
        check.refuse("kind" if check.layout.letter_of("kind") else "monitored", "reply_kind_missing")
    if monitored is False and MONITORED & set(kinds):
        check.refuse("kind", "reply_kind_differs")
    if (risen or monitored) and included is None and not check.refusals:
        check.warn("included_on", "reply_day_missing")
    if included and included > replied_on:
        check.refuse("included_on", "reply_day_late")
    household, note = fold_text(check.cell("household_no")), check.cell("note").text.strip()[:200]
    plain = tuple(kind for kind in kinds if kind != "一般户")
    return Reply(replied_on, risen, monitored, plain, household[:32], included, note)


def fold_text(cell: Cell) -> str:
    """A number that is text, without spaces."""
    return "".join(cell.text.split()).lstrip("'‘")


def _yes_or_no(cell: Cell) -> bool | None:
    word = fold(cell.text)
    if word in _YES:
        return True
    if word in _NO:
        return False
    if word in NOTHING:
        return None
    raise Unreadable("reply_yes_or_no")


def _included(cell: Cell) -> date | None:
    """A day; of a month or year its last day: nobody is to be in sooner than is certain."""
    word = fold(cell.text)
    if word in NOTHING:
        return None
    if match := _YEAR.fullmatch(word):
        return date(int(match[1]), 12, 31)
    if (match := _MONTH.fullmatch(word)) and 1 <= int(match[2]) <= 12:
        return date(int(match[1]), int(match[2]), monthrange(int(match[1]), int(match[2]))[1])
    return parse_date(cell)


__all__ = ["FIELDS", "KIND", "ReplyKnown", "ReplyLine", "read", "recognise"]
