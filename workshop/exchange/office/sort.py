"""What each sort of office sheet must be able to do, and what checking one comes to."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from workshop.kernel.faults import Fault
from workshop.sheets.cells import Workbook
from workshop.sheets.layout import Field, Layout
from workshop.sheets.reading import Reading
from workshop.store.audit import Actor


@dataclass(frozen=True)
class Judged:
    """`rows` would be written, `existing` are recorded already; `faults` name the rest of what was read."""

    rows: tuple[Any, ...]
    existing: tuple[Any, ...] = ()
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class Writing:
    """Who writes what was checked, when, and out of which import; `on` is today."""

    actor: Actor
    now: datetime
    on: date
    shop: int
    import_id: int


@dataclass(frozen=True)
class Shown:
    """A column of the preview: the field's name in the files, its Chinese heading, whether it is a number."""

    key: str
    heading: str
    number: bool = False


@dataclass(frozen=True)
class Sort:
    """A sort of sheet. `fixed` names what the file says once for all rows: key → (Chinese, pattern, example)."""

    kind: str
    load_known: Callable[[int], Any]
    fields: Callable[[Any], Sequence[Field]]
    recognise: Callable[[Workbook, Any], tuple[Layout, ...]]
    read: Callable[[Workbook, Sequence[Layout], Any], Reading[Any]]
    judge: Callable[[int, date, Sequence[Any], Mapping[str, Layout]], Judged]
    write: Callable[[Writing, Sequence[Any]], list[str]]
    undo: Callable[[Writing], int]
    columns: Callable[[Any], tuple[Shown, ...]]
    show: Callable[[Any], dict[str, str]]
    fixed: Mapping[str, tuple[str, str, str]]


DAY_FIXED = {"date": ("日期", r"\d{4}-\d{2}-\d{2}", "2026-03-05")}


def fault_at(line: Any, column: str, value: str, reason: str, message: str, mend: str) -> Fault:
    """A fault at a cell of the row that a line was read from."""
    return Fault(line.sheet, line.row, column, value, reason, message, mend)


def text_of(value: Any) -> str:
    """A value of a row as the files show it; nothing for None."""
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)
