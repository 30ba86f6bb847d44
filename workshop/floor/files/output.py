"""A day's output 产量 as offices keep it: one sheet a day, workers down, operations 工序 across."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from workshop.floor.files.titles import Said, day_above, day_named, find_time_fault, fix_time, year_said
from workshop.floor.files.who import WHO, find_worker
from workshop.kernel.faults import Fault
from workshop.kernel.text import fold
from workshop.sheets.cells import Cell, Sheet, Workbook, column_number, letter
from workshop.sheets.headings import Heading, find_heading, first_data_row, lettered, lines_of
from workshop.sheets.known import KnownOperation, KnownWorker, Operations, Workers
from workshop.sheets.layout import Field, Layout, missing, sheet_of
from workshop.sheets.numbers import UNITS, is_nothing, parse_count, same_unit, shown_number
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
from workshop.sheets.table import Table, split_rows

KIND = "output"
OPERATION = "op:"  # a column's field is this and the operation's code
UNKNOWN = "op:?"  # a column of numbers whose heading is no known operation
FIELDS = (*WHO, Field("total", "合计", r"^(?:本日|当日|日)?(?:合计|小计|总计|总数|共计|总产量)"))
_NO_OPERATION = re.compile(
    "序号|备注|签[字名]|确认|班组|组别|组长|机台|机号|工时|小时|时间|出勤|考勤|单价|工价|金额|工资|次品|不良|返工|错误|"
    "日期|岗位|工种|性别|年龄|电话|手机|身份证|产品|款号|天气|说明|车间|上班|下班|^no"
)
_IN_BRACKETS = re.compile(r"[(\[【]([^)\]】]+)[)\]】]")


@dataclass(frozen=True)
class OutputKnown:
    """The workers and operations in the database."""

    workers: Workers
    operations: Operations


@dataclass(frozen=True)
class OutputLine:
    """One cell of the matrix: `good` pieces in 1/1000 of the operation's unit."""

    sheet: str
    row: int
    column: str
    on: date
    worker: KnownWorker
    operation: KnownOperation
    good: int


def fields(known: OutputKnown) -> tuple[Field, ...]:
    """What a column of this house may hold: the fields above and every operation."""
    operations = (
        Field(OPERATION + op.code, f"{op.product} {op.name}", rf"^{re.escape(fold(op.name))}$")
        for op in known.operations.operations
    )
    return (*FIELDS, *operations)


def recognise(workbook: Workbook, known: OutputKnown) -> tuple[Layout, ...]:
    """A layout for each visible sheet with names down and operations across; `fixed["date"]` is its day."""
    found = (_recognise(sheet, workbook.name, known) for sheet in workbook.sheets if sheet.visible)
    return tuple(layout for layout in found if layout)


def _recognise(sheet: Sheet, file_name: str, known: OutputKnown) -> Layout | None:
    heading = find_heading(sheet, FIELDS, frozenset({"name"}))
    if not heading:
        return None
    heading = _with_second_line(sheet, heading, known.operations)
    first = first_data_row(sheet, heading.last)
    columns, headings = lettered(heading)
    columns |= _operations_across(sheet, heading, first, known.operations)
    if not any(key and key.startswith(OPERATION) for key in columns.values()):
        return None
    fixed = _fixed_day(sheet, heading.first, file_name)
    problems = missing(columns, FIELDS) + (() if fixed["date"] else ("没有找到日期",))
    return Layout(KIND, sheet.name, heading.first, heading.last, first, columns, headings, fixed, problems)


def _with_second_line(sheet: Sheet, heading: Heading, operations: Operations) -> Heading:
    """The operations may stand in a line below the one with the names."""
    for row in (heading.last + 1, heading.last + 2):
        below = [cell for cell in sheet.rows.get(row, {}).values() if isinstance(cell.value, str)]
        if sum(bool(operations.named(_bare(fold(cell.text)))) for cell in below) >= 2:
            columns = range(1, sheet.last_column + 1)
            texts = {column: "".join(lines_of(sheet, column, heading.first, row)) for column in columns}
            return replace(heading, last=row, texts={column: text for column, text in texts.items() if text})
    return heading


def _operations_across(sheet: Sheet, heading: Heading, first: int, operations: Operations) -> dict[str, str]:
    """Letters of columns to operation fields. A name that several products have goes to the product of the others."""
    free = [column for column in heading.texts if column not in heading.columns]
    lines = {column: lines_of(sheet, column, heading.first, heading.last) for column in free}
    found = {column: _candidates(texts, operations) for column, texts in lines.items()}
    titles = fold("".join(cell.text for row, cells in sheet.rows.items() if row < first for cell in cells.values()))
    votes = Counter(same[0].product for same in found.values() if len(same) == 1)
    votes.update(
        product for same in found.values() for product in {op.product for op in same} if fold(product) in titles
    )
    across = {}
    for column, same in found.items():
        best = max((votes[op.product] for op in same), default=0)
        chosen = [op for op in same if votes[op.product] == best]
        if len(chosen) == 1:
            across[letter(column)] = OPERATION + chosen[0].code
        elif not _NO_OPERATION.search("".join(lines[column])) and _holds_numbers(sheet, column, first):
            across[letter(column)] = UNKNOWN
    return across


def _bare(text: str) -> str:
    return _IN_BRACKETS.sub("", text)


def _candidates(lines: list[str], operations: Operations) -> list[KnownOperation]:
    """Operations of a heading: by its lowest line that names one; narrowed by a product that another line names."""
    for text in (*reversed(lines), "".join(lines)):
        if same := operations.named(text) or operations.named(_bare(text)):
            of_product = [op for op in same if fold(op.product) in lines]
            return of_product or same
    return []


def _holds_numbers(sheet: Sheet, column: int, first: int) -> bool:
    cells = (cells[column] for row, cells in sheet.rows.items() if row >= first and column in cells)
    return any(shown_number(cell) and not cell.formula for cell in cells)


def _fixed_day(sheet: Sheet, before: int, file_name: str) -> dict[str, str]:
    """The day of the sheet: above its table, else as its name and the file's say it."""
    named, above = day_named(sheet.name), day_above(sheet, before)
    if above is None:
        year = named.year or year_said(sheet, before, file_name)
        return {"date": _iso(Said(year, named.month, named.day))}
    return fix_time("date", _iso(above), above, named)


def _iso(said: Said) -> str:
    if not (said.year and said.month and said.day):
        return ""
    try:
        return date(said.year, said.month, said.day).isoformat()
    except ValueError:
        return ""


def read(workbook: Workbook, layouts: Sequence[Layout], known: OutputKnown) -> Reading[OutputLine]:
    """The quantities of all sheets and what is wrong with cells, rows and whole sheets."""
    lines: list[OutputLine] = []
    faults: list[Fault] = []
    for layout in layouts:
        sheet = sheet_of(layout, workbook.sheets)
        if fault := find_time_fault(layout, "date"):
            faults.append(fault)
        else:
            _SheetReader(sheet, layout, known, lines, faults).take()
    return Reading(tuple(lines), tuple(faults))


class _SheetReader:
    def __init__(
        self, sheet: Sheet, layout: Layout, known: OutputKnown, lines: list[OutputLine], faults: list[Fault]
    ) -> None:
        self.sheet, self.layout, self.known, self.lines, self.faults = sheet, layout, known, lines, faults
        self.on = date.fromisoformat(layout.fixed["date"])
        codes = {op.code: op for op in known.operations.operations}
        across = {column_number(at): key for at, key in layout.columns.items() if key and key.startswith(OPERATION)}
        self.operations = {column: codes.get(key.removeprefix(OPERATION)) for column, key in sorted(across.items())}
        self.other_units = {column for column, op in self.operations.items() if op and self._unit_differs(column, op)}

    def take(self) -> None:
        """All rows of the sheet, then its totals."""
        table = split_rows(self.sheet, self.layout)
        for row in table.data:
            self._take_row(RowCheck(self.sheet, self.layout, row))
        self._check_totals(table)

    def _take_row(self, check: RowCheck) -> None:
        cells = {column: cell for column in self.operations if (cell := self.sheet.cell(check.row, column)).shown}
        nameless = not check.cell("name").shown and not check.cell("worker_no").shown
        if nameless and all(is_nothing(cell) for cell in cells.values()):
            return
        worker = find_worker(check, self.known.workers)
        if worker is None:
            self.faults += check.faults
            return
        self.faults += hidden_warning(self.sheet, check.row)
        for column, cell in cells.items():
            self._take_cell(check.row, column, cell, worker)

    def _take_cell(self, row: int, column: int, cell: Cell, worker: KnownWorker) -> None:
        if is_nothing(cell):
            return
        try:
            operation, good = self._count(column, cell)
        except Unreadable as unreadable:
            fault = make_fault(self.sheet.name, row, letter(column), cell.text, unreadable.reason)
            self.faults.append(note_hidden(self.sheet, fault))
            return
        if good:
            self.lines.append(OutputLine(self.sheet.name, row, letter(column), self.on, worker, operation, good))

    def _count(self, column: int, cell: Cell) -> tuple[KnownOperation, int]:
        operation = self.operations[column]
        if operation is None:
            raise Unreadable("unknown_operation")
        if column in self.other_units:
            raise Unreadable("unit_differs")
        return operation, parse_count(cell, operation.unit)

    def _unit_differs(self, column: int, operation: KnownOperation) -> bool:
        """The heading, or a line of units below it, counts in another unit than the operation."""
        rows = range(self.layout.header_first, self.layout.first_row)
        texts = lines_of(self.sheet, column, rows[0], rows[-1])
        units = [unit.strip("()") for text in texts for unit in (*_IN_BRACKETS.findall(text), text)]
        return any(unit in UNITS and not same_unit(unit, operation.unit) for unit in units)

    def _check_totals(self, table: Table) -> None:
        shown = {
            column: {row: shown_number(self.sheet.cell(row, column)) for row in table.data}
            for column in self.operations
        }
        if total := self.layout.number_of("total"):
            shown[total] = {row: sum(added[row] for added in shown.values()) for row in table.data}
            for row in table.data:
                cell = self.sheet.cell(row, total)
                typed = typed_number(cell, UNITS)
                if typed is not None and typed != shown[total][row]:
                    place = (row, letter(total), cell.text)
                    self.faults.append(make_fault(self.sheet.name, *place, "total_differs", "warned"))
        for row in table.totals:
            self.faults += check_total_row(self.sheet, table, row, shown, UNITS)
