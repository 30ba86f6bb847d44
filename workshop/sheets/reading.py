"""What a reader hands back: good rows and faults together; and how the faults of a row are gathered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from workshop.kernel.faults import Fault, Outcome
from workshop.sheets.cells import Cell, Sheet, column_number, letter
from workshop.sheets.layout import Layout
from workshop.sheets.numbers import parse_number
from workshop.sheets.reasons import REASONS, Unreadable
from workshop.sheets.table import Table, total_differs

R = TypeVar("R")
T = TypeVar("T")
_IN_HIDDEN_ROW = "(这一行在表里被隐藏)"


@dataclass(frozen=True)
class Reading(Generic[R]):
    """`rows` have been read, `faults` say what has not (refused) or what to look at (warned).

    `carried` holds, by sheet, row and column letter, what a cell that leans on the rows above it means (〃, merged).
    """

    rows: tuple[R, ...]
    faults: tuple[Fault, ...]
    carried: Mapping[tuple[str, int, str], str] = field(default_factory=dict)

    @property
    def refused(self) -> tuple[Fault, ...]:
        """The faults that kept something from being read."""
        return tuple(fault for fault in self.faults if fault.outcome == "refused")


def make_fault(sheet: str, row: int, column: str, value: str, reason: str, outcome: Outcome = "refused") -> Fault:
    """A fault with the sentences of its reason."""
    message, mend = REASONS[reason]
    return Fault(sheet, row, column, value.strip(), reason, message, mend, outcome)


class RowCheck:
    """Reads the cells of one row by field and gathers what is wrong with them."""

    def __init__(self, sheet: Sheet, layout: Layout, row: int) -> None:
        self.sheet, self.layout, self.row = sheet, layout, row
        self.refusals: list[Fault] = []
        self.warnings: list[Fault] = []

    def cell(self, key: str) -> Cell:
        """The cell of a field; empty where no column holds it."""
        return self.sheet.cell(self.row, self.layout.number_of(key))

    def read(self, key: str, reader: Callable[..., T], *more: object) -> T | None:
        """What `reader` makes of the cell; None, and a refusal, where it cannot be read."""
        try:
            return reader(self.cell(key), *more)
        except Unreadable as unreadable:
            self.refuse(key, unreadable.reason)
            return None

    def refuse(self, key: str, reason: str) -> None:
        """The row is not read, for this field's sake."""
        self.refusals.append(self._fault(key, reason, "refused"))

    def warn(self, key: str, reason: str) -> None:
        """The row is read all the same."""
        self.warnings.append(self._fault(key, reason, "warned"))

    def _fault(self, key: str, reason: str, outcome: Outcome) -> Fault:
        column = self.layout.letter_of(key)
        value = self.sheet.cell(self.row, column_number(column)).text
        return make_fault(self.sheet.name, self.row, column, value, reason, outcome)

    @property
    def faults(self) -> list[Fault]:
        """The refusals; without any, the warnings, among them that the row is hidden."""
        if self.refusals:
            return [note_hidden(self.sheet, fault) for fault in self.refusals]
        return [*self.warnings, *hidden_warning(self.sheet, self.row)]


def note_hidden(sheet: Sheet, fault: Fault) -> Fault:
    """A refusal in a hidden row says so: the person has to find the row."""
    return replace(fault, mend=fault.mend + _IN_HIDDEN_ROW) if fault.row in sheet.hidden_rows else fault


def hidden_warning(sheet: Sheet, row: int) -> list[Fault]:
    """The warning for a row that was read although it is hidden."""
    return [make_fault(sheet.name, row, "", "", "hidden_row", "warned")] if row in sheet.hidden_rows else []


def check_total_row(
    sheet: Sheet, table: Table, row: int, columns: Mapping[int, Mapping[int, int]], units: frozenset[str]
) -> list[Fault]:
    """Typed totals of one row against what the sheet shows: `columns` maps columns to what each data row adds (1/1000)."""
    faults = []
    for column, shown in columns.items():
        cell = sheet.cell(row, column)
        typed = typed_number(cell, units)
        if typed is not None and total_differs(table, row, shown, typed):
            faults.append(make_fault(sheet.name, row, letter(column), cell.text, "total_differs", "warned"))
    return faults


def typed_number(cell: Cell, units: frozenset[str]) -> int | None:
    """A number that a person typed, in thousandths; None for a formula, a word or nothing."""
    if cell.formula or not cell.shown:
        return None
    try:
        return parse_number(cell, 3, units)[0]
    except Unreadable:
        return None
