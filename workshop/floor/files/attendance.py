"""A month's attendance 考勤 as offices keep it: one sheet a month, workers down, days across."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from workshop.floor.files.titles import Said, find_time_fault, fix_time, month_above, month_named, year_said
from workshop.floor.files.who import WHO, find_worker
from workshop.kernel.faults import Fault
from workshop.kernel.money import round_half_up
from workshop.kernel.text import fold, to_half_width
from workshop.sheets.cells import Cell, Sheet, Workbook, column_number, letter
from workshop.sheets.day_row import DayRow, find_day_row
from workshop.sheets.headings import find_heading, first_data_row, lettered
from workshop.sheets.known import KnownWorker, Workers
from workshop.sheets.layout import Field, Layout, missing, sheet_of
from workshop.sheets.numbers import HOUR_UNITS, NOTHING, is_nothing, parse_number, plain
from workshop.sheets.reading import (
    Reading,
    RowCheck,
    check_total_row,
    hidden_warning,
    make_fault,
    note_hidden,
    typed_number,
)
from workshop.sheets.reasons import Unreadable
from workshop.sheets.table import split_rows

KIND = "attendance"
DAY = "day:"  # a column's field is this and the day of the month
FIELDS = (*WHO, Field("total", "出勤天数", r"出勤.{0,4}[天日工]|出勤合计|出勤数|总天数|^(?:合计|总计)(?:天数?|出勤)?"))
DAY_FIELDS = tuple(Field(f"{DAY}{day}", f"{day}日", rf"^{day}[日号]?$") for day in range(1, 32))
_DAYS = frozenset({"天", "日", "工", "个"})

STATUSES = ("出勤", "休息", "事假", "旷工", "半天", "病假", "年假", "公假", "迟到", "补班")
MARKS = {
    **dict.fromkeys("√✓✔v☑", "出勤"),
    **dict.fromkeys("○〇◯", "休息"),
    "△": "事假",
    **dict.fromkeys("×✕✗✘", "旷工"),
    **dict.fromkeys("◐◑", "半天"),
    "☆": "病假",
    "▲": "年假",
    "◎": "公假",
    "迟": "迟到",
    **{status: status for status in STATUSES},
}
_WORTH = {"出勤": 1000, "迟到": 1000, "补班": 1000, "半天": 500}  # attended days in thousandths (pay rules 4.6)
_STATUS = "|".join(STATUSES)
_SIGN = r"[^\w\s:=、,;。.()/]"
_LEGEND = re.compile(rf"({_SIGN})[=:]?({_STATUS})|(?<!\w)([^\W\d])=({_STATUS})")
_LEGEND_BEHIND = re.compile(rf"({_STATUS})[=:]?\(?({_SIGN})")
_WITH_OVERTIME = re.compile(r"(.+)\+([0-9]+(?:\.[0-9]+)?)(?:h|小时)?")
_FULL_DAY, _HALF_DAY, _MOST = 8_000, 4_000, 24_000  # hours in thousandths


@dataclass(frozen=True)
class AttendanceKnown:
    """The workers in the database."""

    workers: Workers


@dataclass(frozen=True)
class AttendanceLine:
    """One day of one worker; `overtime_minutes` None where none is written."""

    sheet: str
    row: int
    column: str
    worker: KnownWorker
    on: date
    status: str
    overtime_minutes: int | None


def recognise(workbook: Workbook, known: AttendanceKnown | None = None) -> tuple[Layout, ...]:
    """A layout for each visible sheet with names down and days across; `fixed["month"]` is its month, as 2026-03."""
    found = (_recognise(sheet, workbook.name) for sheet in workbook.sheets if sheet.visible)
    return tuple(layout for layout in found if layout)


def _recognise(sheet: Sheet, file_name: str) -> Layout | None:
    days, heading = find_day_row(sheet), find_heading(sheet, FIELDS, frozenset({"name"}))
    if not days or not heading:
        return None
    top, bottom = min(heading.first, days.row), max(heading.last, days.row)
    first = first_data_row(sheet, bottom)
    columns, headings = lettered(heading)
    columns |= {letter(column): f"{DAY}{day}" for column, day in days.days.items()}
    headings |= {letter(column): str(day) for column, day in days.days.items()}
    fixed = _fixed_month(sheet, top, file_name, days)
    problems = missing(columns, FIELDS) + (() if fixed["month"] else ("没有找到年份和月份",))
    return Layout(KIND, sheet.name, top, bottom, first, columns, headings, fixed, problems)


def _fixed_month(sheet: Sheet, before: int, file_name: str, days: DayRow) -> dict[str, str]:
    """The month of the sheet: above its table or its days, else as its name and the file's say it."""
    named, above = month_named(sheet.name), month_above(sheet, before)
    if above is None and len(days.months) == 1:
        (year, month), cell = next(iter(days.months)), sheet.cell(days.row, min(days.days))
        above = Said(year, month, None, days.row, letter(min(days.days)), cell.text)
    if above is None:
        in_file = month_named(file_name)
        said_year = named.year or year_said(sheet, before, file_name)
        said_month = named.month or in_file.month
        return {"month": f"{said_year}-{said_month:02d}" if said_year and said_month else ""}
    return fix_time("month", f"{above.year}-{above.month:02d}", above, named)


def legend_of(sheet: Sheet) -> dict[str, str]:
    """The marks with what the sheet's own legend says of them."""
    marks = dict(MARKS)
    for cells in sheet.rows.values():
        for cell in cells.values():
            if isinstance(cell.value, str) and len(cell.text) > 8 and any(status in cell.text for status in STATUSES):
                marks |= _legend_in(to_half_width(cell.text))
    return marks


def _legend_in(text: str) -> dict[str, str]:
    """√出勤 ○休息 迟=迟到, or the other way round: 出勤√ 休息○."""
    found = {fold(m[1] or m[3]): m[2] or m[4] for m in _LEGEND.finditer(text)}
    return found or {fold(m[2]): m[1] for m in _LEGEND_BEHIND.finditer(text)}


def read(workbook: Workbook, layouts: Sequence[Layout], known: AttendanceKnown) -> Reading[AttendanceLine]:
    """The days of all sheets and what is wrong with cells, rows and whole sheets."""
    lines: list[AttendanceLine] = []
    faults: list[Fault] = []
    for layout in layouts:
        sheet = sheet_of(layout, workbook.sheets)
        if fault := find_time_fault(layout, "month"):
            faults.append(fault)
        else:
            _SheetReader(sheet, layout, known, lines, faults).take()
    return Reading(tuple(lines), tuple(faults))


def read_mark(cell: Cell, marks: Mapping[str, str]) -> tuple[str, int | None] | None:
    """Status and overtime minutes of a cell, None for nothing. Raises Unreadable."""
    text = plain(cell)
    if text in marks:
        return marks[text], None
    if text in NOTHING or is_nothing(cell):
        return None
    match = _WITH_OVERTIME.fullmatch(text)
    if match and marks.get(match[1]) == "出勤":
        hours, _ = parse_number(Cell(match[2], match[2]))
        return "出勤", _minutes(hours)
    try:
        hours, _ = parse_number(cell, 3, HOUR_UNITS)
    except Unreadable as unreadable:
        raise Unreadable("mark_unknown") from unreadable
    return _hours(hours)


def _hours(hours: int) -> tuple[str, int | None]:
    """Hours in thousandths as a day: 8 and more 出勤 with the rest as overtime, 4 半天."""
    if hours < 0:
        raise Unreadable("number_negative")
    if hours > _MOST:
        raise Unreadable("hours_over_24")
    if hours == _HALF_DAY:
        return "半天", None
    if hours < _FULL_DAY:
        raise Unreadable("hours_between_half_and_full_day" if hours > _HALF_DAY else "hours_under_half_day")
    return "出勤", _minutes(hours - _FULL_DAY)


def _minutes(hours: int) -> int | None:
    if hours > _MOST - _FULL_DAY:
        raise Unreadable("hours_over_24")
    return round_half_up(hours * 60, 1000) or None


class _SheetReader:
    def __init__(
        self,
        sheet: Sheet,
        layout: Layout,
        known: AttendanceKnown,
        lines: list[AttendanceLine],
        faults: list[Fault],
    ) -> None:
        self.sheet, self.layout, self.known, self.lines, self.faults = sheet, layout, known, lines, faults
        self.year, self.month = (int(part) for part in layout.fixed["month"].split("-"))
        held = ((column_number(at), key) for at, key in layout.columns.items() if key and key.startswith(DAY))
        self.days = {column: int(key.removeprefix(DAY)) for column, key in sorted(held)}
        self.marks = legend_of(sheet)
        self.attended: dict[int, int] = {}

    def take(self) -> None:
        """All rows of the sheet, then its totals."""
        table = split_rows(self.sheet, self.layout)
        for row in table.data:
            self._take_row(RowCheck(self.sheet, self.layout, row))
        if total := self.layout.number_of("total"):
            for row in table.totals:
                self.faults += check_total_row(self.sheet, table, row, {total: self.attended}, _DAYS)

    def _take_row(self, check: RowCheck) -> None:
        cells = {column: cell for column in self.days if (cell := self.sheet.cell(check.row, column)).shown}
        if not cells and not check.cell("name").shown:
            return
        worker = find_worker(check, self.known.workers)
        if worker is None:
            self.faults += check.faults
            return
        self.faults += hidden_warning(self.sheet, check.row)
        for column, cell in cells.items():
            self._take_cell(check.row, column, cell, worker)
        self._check_days(check.row)

    def _take_cell(self, row: int, column: int, cell: Cell, worker: KnownWorker) -> None:
        try:
            marked = read_mark(cell, self.marks)
            if marked:
                status, overtime = marked
                self.attended[row] = self.attended.get(row, 0) + _WORTH.get(status, 0)
                on = self._day(column)
                self.lines.append(AttendanceLine(self.sheet.name, row, letter(column), worker, on, status, overtime))
        except Unreadable as unreadable:
            fault = make_fault(self.sheet.name, row, letter(column), cell.text, unreadable.reason)
            self.faults.append(note_hidden(self.sheet, fault))

    def _day(self, column: int) -> date:
        try:
            return date(self.year, self.month, self.days[column])
        except ValueError as error:
            raise Unreadable("date_invalid") from error

    def _check_days(self, row: int) -> None:
        """A typed number of days against the marks of the row."""
        column = self.layout.number_of("total")
        cell = self.sheet.cell(row, column)
        typed = typed_number(cell, _DAYS)
        if typed is not None and typed != self.attended.get(row, 0):
            place = (row, letter(column), cell.text)
            self.faults.append(make_fault(self.sheet.name, *place, "total_differs", "warned"))
