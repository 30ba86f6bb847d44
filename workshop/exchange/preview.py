"""Good rows and faults side by side, as the page shows them: a page of rows, filters, totals. Numbers of people are masked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from workshop.exchange.columns import MASKS
from workshop.exchange.office import Checked, Shown
from workshop.kernel.faults import Fault
from workshop.takehome.files import CloseLine, OrderLine, ReturnLine

PAGE = 200
MOST_FAULTS = 500
_TITLES: dict[type, str] = {OrderLine: "领料", ReturnLine: "交货和退料", CloseLine: "结单"}
ONLY = {"": "全部", "good": "可以导入", "refused": "要改正", "warned": "提醒"}


@dataclass(frozen=True)
class Line:
    """A row that was read; `existing`: it is recorded already and is not written again."""

    sheet: str
    row: int
    cells: tuple[str, ...]
    existing: bool


@dataclass(frozen=True)
class Group:
    """Rows with the same columns: a ledger has orders, returns and closings."""

    title: str
    columns: tuple[Shown, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Preview:
    """What is on the page, and the counts of the whole."""

    groups: tuple[Group, ...]
    faults: tuple[Fault, ...]
    sheets: tuple[str, ...]
    new: int
    existing: int
    refused: int
    warned: int
    shown: int
    page: int
    pages: int
    more_faults: int


def build_preview(checked: Checked, sheet: str = "", only: str = "", page: int = 1) -> Preview:
    """One page of what was checked, of one sheet if it is named, only the rows or faults that are wanted."""
    lines = [line for line in checked.read if sheet in ("", line.sheet)] if only in ("", "good") else []
    faults = [f for f in checked.faults if sheet in ("", f.place) and only in ("", f.outcome)]
    pages = max(1, -(-len(lines) // PAGE))
    page = min(max(page, 1), pages)
    refused = len(checked.refused)
    return Preview(
        groups=_groups(checked, lines[(page - 1) * PAGE : page * PAGE]),
        faults=tuple(faults[:MOST_FAULTS]),
        sheets=tuple(layout.sheet for layout in checked.layouts),
        new=len(checked.rows),
        existing=len(checked.judged.existing),
        refused=refused,
        warned=len(checked.faults) - refused,
        shown=len(lines),
        page=page,
        pages=pages,
        more_faults=max(0, len(faults) - MOST_FAULTS),
    )


def _groups(checked: Checked, lines: Sequence[Any]) -> tuple[Group, ...]:
    existing = {id(line) for line in checked.judged.existing}
    groups: dict[tuple[str, tuple[Shown, ...]], list[Line]] = {}
    for line in lines:
        columns = checked.sort.columns(line)
        shown = checked.sort.show(line)
        cells = tuple(_masked(column.key, shown[column.key]) for column in columns)
        groups.setdefault((_TITLES.get(type(line), ""), columns), []).append(
            Line(line.sheet, line.row, cells, id(line) in existing)
        )
    return tuple(Group(*head, tuple(rows)) for head, rows in groups.items())


def _masked(key: str, value: str) -> str:
    return MASKS[key](value) if key in MASKS else value
