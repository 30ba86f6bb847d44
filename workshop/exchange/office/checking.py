"""Checking an office's sheet: every row before any is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from workshop.exchange.office.sort import Judged, Sort
from workshop.kernel.faults import Fault, Refused
from workshop.sheets.cells import Workbook, column_number
from workshop.sheets.kinds import KINDS, guess_kind
from workshop.sheets.layout import Layout
from workshop.sheets.reading import Reading


@dataclass(frozen=True)
class Checked:
    """A sheet with every row checked. `rows` would be written, `existing` are there already; faults in Excel's order."""

    sort: Sort
    workbook: Workbook
    layouts: tuple[Layout, ...]
    reading: Reading[Any]
    judged: Judged

    @property
    def rows(self) -> tuple[Any, ...]:
        """What is written when it is confirmed."""
        return self.judged.rows

    @property
    def read(self) -> list[Any]:
        """Everything that was read, in the order of the sheet: what is new and what is there already."""
        order = {layout.sheet: at for at, layout in enumerate(self.layouts)}
        both = (*self.judged.rows, *self.judged.existing)
        return sorted(both, key=lambda line: (order[line.sheet], line.row, column_number(getattr(line, "column", "A"))))

    @property
    def faults(self) -> list[Fault]:
        """What was refused or is to be looked at; a row that the rooms refused is not warned of as well."""
        refused = {(fault.place, fault.row, fault.column) for fault in self.judged.faults}
        order = {sheet.name: at for at, sheet in enumerate(self.workbook.sheets)}
        kept = [f for f in self.reading.faults if (f.place, f.row, f.column) not in refused or f.outcome == "refused"]
        found = [*kept, *self.judged.faults]
        return sorted(found, key=lambda f: (order.get(f.place, 0), f.row, column_number(f.column or "A")))

    @property
    def refused(self) -> list[Fault]:
        """What keeps rows or cells from being read."""
        return [fault for fault in self.faults if fault.outcome == "refused"]

    @property
    def for_mending(self) -> Reading[Any]:
        """The reading with the faults of the rooms among its own, as the workbook to mend wants it."""
        return Reading(self.reading.rows, tuple(self.faults), self.reading.carried)


def choose_sort(sorts: Mapping[str, Sort], workbook: Workbook, kind: str = "") -> Sort:
    """The sort that is named, else the one that the headings suggest. Raises Refused."""
    found = kind or guess_kind(workbook)
    if not found:
        raise Refused("认不出这是哪一种表", f"请选择:{'、'.join(KINDS.values())}", "kind")
    return sorts[found]


def find_layouts(sort: Sort, workbook: Workbook, known: Any) -> tuple[Layout, ...]:
    """Where the tables stand. Raises Refused where no sheet has the headings."""
    layouts = sort.recognise(workbook, known)
    if not layouts:
        what = KINDS[sort.kind]
        raise Refused(
            f"没有找到{what}的标题行", "请核对是不是这种表;标题行应写明姓名、工序、单价等每一列是什么", "kind"
        )
    return layouts


def check_sheet(sort: Sort, shop: int, on: date, workbook: Workbook, layouts: Sequence[Layout], known: Any) -> Checked:
    """Reads the sheets and lets the rooms judge what was read; nothing is written. `on` is today."""
    layouts = tuple(layouts)
    for layout in layouts:
        if layout.problems and not any(layout.columns.values()):
            raise Refused(f"工作表「{layout.sheet}」的列都没有认出来", "请为每一列选择它是什么")
    reading = sort.read(workbook, layouts, known)
    judged = sort.judge(shop, on, reading.rows, {layout.sheet: layout for layout in layouts})
    return Checked(sort, workbook, layouts, reading, judged)
