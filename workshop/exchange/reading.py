"""Texts of an exchange file into its lines: headings found, every cell read, every fault named. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from workshop.exchange.kinds import Wrong
from workshop.exchange.spec import Column, Spec
from workshop.exchange.specs import BY_NAME
from workshop.exchange.tables import Folder, Table
from workshop.kernel.faults import Fault
from workshop.kernel.text import fold, has_forbidden
from workshop.sheets.cells import letter

MOST_SHOWN = 60  # characters of a value that a fault repeats


@dataclass(frozen=True)
class Part:
    """What was read of one file. `headings` are as they stand in it, by column; `spoilt` holds the keys of refused rows.

    `unread`: the file is there and could not be read at all; what leans on it is not to blame.
    """

    spec: Spec
    place: str = ""
    lines: tuple[Any, ...] = ()
    headings: Mapping[str, str] = field(default_factory=dict)
    spoilt: frozenset[str] = frozenset()
    unread: bool = False

    def fault(self, line: Any, column: str, reason: str, message: str, mend: str) -> Fault:
        """A fault of a line that could be read, as far as it goes."""
        value = getattr(line, column) if column else None
        shown = "" if value in (None, "", ()) else self.spec.by_name[column].kind.write(value)
        where = self.headings.get(column, column)
        return Fault(self.place, line.row, where, shorten(shown), reason, message, mend)


def shorten(text: str) -> str:
    """A value as a fault repeats it."""
    return text if len(text) <= MOST_SHOWN else text[:MOST_SHOWN] + "…"


def read_folder(folder: Folder) -> tuple[dict[str, Part], list[Fault]]:
    """Every file of a folder by name (an absent one is empty), and the faults of the single cells."""
    parts = {name: Part(spec, name, unread=name in folder.unread) for name, spec in BY_NAME.items()}
    faults = list(folder.faults)
    for table in folder.tables:
        parts[table.name], found = read_table(table)
        faults += found
    return parts, faults


def read_table(table: Table) -> tuple[Part, list[Fault]]:
    """The lines of one file and the faults of its cells; a row with a fault is no line."""
    spec = BY_NAME[table.name]
    if not table.records:
        fault = Fault(table.place, 1, "", "", "heading_missing", "文件是空的,连标题行也没有", "请写上标题行或删去文件")
        return Part(spec, table.place, unread=True), [fault]
    head, columns, faults = _find_headings(spec, table)
    if faults:
        return Part(spec, table.place, unread=True), faults
    reader = _Reader(spec, table, head, columns)
    lines = tuple(line for row, cells in table.records[1:] if (line := reader.read(row, cells)) is not None)
    return Part(spec, table.place, lines, head, frozenset(reader.spoilt)), reader.faults


def _find_headings(spec: Spec, table: Table) -> tuple[dict[str, str], dict[str, int], list[Fault]]:
    """Column name → heading as written, column name → index, and what is wrong with the headings."""
    row, cells = table.records[0]
    head: dict[str, str] = {}
    columns: dict[str, int] = {}
    faults: list[Fault] = []
    for index, text in enumerate(cells):
        name = spec.headings.get(fold(text))
        if not fold(text):
            continue
        if name is None or name in columns:
            reason = "heading_twice" if name else "heading_unknown"
            message = "标题重复" if name else "不认识的标题"
            mend = f"请删去这一列,或改成:{'、'.join(spec.by_name)}"
            faults.append(Fault(table.place, row, letter(index + 1), shorten(text), reason, message, mend))
        else:
            head[name], columns[name] = text.strip(), index
    absent = [column for column in spec.columns if column.wanted and column.name not in columns]
    for column in absent if columns else spec.columns[:1]:
        title = f"{column.name} {column.headings[0]}"
        mend = "请在标题行补上这一列(英文或中文标题都可以)"
        faults.append(Fault(table.place, row, "", "", "heading_missing", f"缺少「{title}」这一列", mend))
    return head, columns, faults


class _Reader:
    """Reads row after row; texts that come again are read once."""

    def __init__(self, spec: Spec, table: Table, head: Mapping[str, str], columns: Mapping[str, int]) -> None:
        self.spec, self.place, self.head = spec, table.place, head
        self.faults: list[Fault] = []
        self.spoilt: set[str] = set()
        self.width = max(columns.values()) + 1
        self.unnamed = sorted(set(range(self.width)) - set(columns.values()))
        self.key = columns.get(spec.key[0], -1) if spec.key else -1
        self.readers = [self._reader_of(column, columns.get(column.name, -1)) for column in spec.columns]

    def _reader_of(self, column: Column, index: int) -> tuple[int, Column, dict[str, Any], Callable[[str], Any]]:
        return index, column, {"": column.empty} if not column.wanted else {}, column.kind.parse

    def read(self, row: int, cells: Sequence[str]) -> Any:
        """The line of a row, None where a cell of it cannot be read."""
        if len(cells) < self.width:
            cells = [*cells, *[""] * (self.width - len(cells))]
        before = len(self.faults)
        values = [row]
        for index, column, seen, parse in self.readers:
            text = cells[index] if index >= 0 else ""
            try:
                values.append(seen[text])
            except KeyError:
                values.append(self._read_new(row, column, text, seen, parse))
        self._check_outside(row, cells)
        if len(self.faults) == before:
            return self.spec.line._make(values)
        if self.key >= 0:
            self.spoilt.add(cells[self.key].strip())
        return None

    def _read_new(self, row: int, column: Column, text: str, seen: dict[str, Any], parse: Callable[[str], Any]) -> Any:
        try:
            if has_forbidden(text):
                raise Wrong("text_characters", "含有不能保存的控制字符", "请删去后重新输入")
            if not text.strip():
                return self._read_empty(column)
            seen[text] = parse(text)
            return seen[text]
        except Wrong as wrong:
            self._refuse(row, column.name, text, wrong)
            return None

    def _read_empty(self, column: Column) -> Any:
        if column.wanted:
            raise Wrong("value_missing", "没有填写", "请补上")
        return column.empty

    def _refuse(self, row: int, name: str, text: str, wrong: Wrong) -> None:
        shown = "".join(ch if ch.isprintable() else "�" for ch in shorten(text.strip()))
        where = self.head.get(name, name)
        self.faults.append(Fault(self.place, row, where, shown, wrong.reason, wrong.message, wrong.mend))

    def _check_outside(self, row: int, cells: Sequence[str]) -> None:
        """A cell without heading is no column of the file: silently left out, it would be lost."""
        outside = [*self.unnamed, *range(self.width, len(cells))]
        for index in outside:
            if cells[index].strip():
                message, mend = "这一格上面没有标题", "请删去这一格,或在标题行写上标题"
                value = shorten(cells[index].strip())
                self.faults.append(Fault(self.place, row, letter(index + 1), value, "cell_outside", message, mend))
