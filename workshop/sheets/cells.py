"""A workbook as values: cells as typed and as Excel shows them, merged ranges, hidden rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

Value = str | int | float | bool | date | None


class Cell(NamedTuple):
    """`value` as typed (text, number, date, truth), `text` as Excel shows it, `formula` without its equals sign or ''.

    A formula's `value` is the result the file carries, None when it carries none.
    """

    value: Value
    text: str
    formula: str = ""

    @property
    def is_number(self) -> bool:
        """Typed as a number (or computed as one), not as text or as a date."""
        return isinstance(self.value, int | float) and not isinstance(self.value, bool)

    @property
    def shown(self) -> str:
        """The text without white space around it."""
        return self.text.strip()


EMPTY = Cell(None, "")
Span = tuple[int, int, int, int]  # first row, first column, last row, last column, all included, from 1


def letter(column: int) -> str:
    """The letter of a column: 1 is A, 27 is AA."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def column_number(letters: str) -> int:
    """The number of a column: A is 1, AA is 27."""
    number = 0
    for ch in letters:
        number = number * 26 + ord(ch) - 64
    return number


@dataclass(frozen=True)
class Sheet:
    """`rows` maps row number to column number to cell, as Excel counts; only cells that hold something are there."""

    name: str
    rows: Mapping[int, Mapping[int, Cell]]
    merged: tuple[Span, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    visible: bool = True
    widths: Mapping[int, float] = field(default_factory=dict)

    def cell(self, row: int, column: int) -> Cell:
        """What stands in a cell itself; EMPTY for nothing."""
        return self.rows.get(row, {}).get(column, EMPTY)

    def covering(self, row: int, column: int) -> Cell:
        """The cell, or the first cell of the merged range that covers it."""
        own = self.cell(row, column)
        if own is not EMPTY or not self.merged:
            return own
        if row not in self._anchors:
            self._anchors[row] = self._anchors_of(row)
        anchor = self._anchors[row].get(column)
        return self.cell(*anchor) if anchor else EMPTY

    @cached_property
    def _anchors(self) -> dict[int, dict[int, tuple[int, int]]]:
        """By row, for each column that a merged range covers, where the range begins; filled as rows are asked for."""
        return {}

    def _anchors_of(self, row: int) -> dict[int, tuple[int, int]]:
        """Merged ranges do not overlap in a true file; where they do, the first that covers a column stands."""
        anchors: dict[int, tuple[int, int]] = {}
        for top, left, _, right in self._spans_at.get(row, ()):
            if left not in anchors:
                anchors |= dict.fromkeys(range(left, min(right, self.last_column) + 1), (top, left))
        return anchors

    @cached_property
    def _spans_at(self) -> Mapping[int, list[Span]]:
        """Merged ranges by the rows they cover, no further than the last row that holds something."""
        spans: dict[int, list[Span]] = {}
        for span in self.merged:
            for row in range(span[0], min(span[2], self.last_row) + 1):
                spans.setdefault(row, []).append(span)
        return spans

    @cached_property
    def last_row(self) -> int:
        """The last row that holds something, 0 for an empty sheet."""
        return max(self.rows, default=0)

    @cached_property
    def last_column(self) -> int:
        """The last column that holds something, 0 for an empty sheet."""
        return max((max(cells, default=0) for cells in self.rows.values()), default=0)


@dataclass(frozen=True)
class Workbook:
    """Every sheet of a file in its order; `name` is the file's."""

    name: str
    sheets: tuple[Sheet, ...]

    def sheet(self, name: str) -> Sheet:
        """The sheet of a name; raises KeyError."""
        for sheet in self.sheets:
            if sheet.name == name:
                return sheet
        raise KeyError(name)
