"""The rows of a table told apart: data, totals, and all that is neither data nor fault."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from workshop.kernel.text import fold
from workshop.sheets.cells import Cell, Sheet
from workshop.sheets.layout import Layout

_TOTAL = re.compile(
    r"(?:本页|本日|当日|本月|全月|本周|本组|各组|全部|全厂|车间|总)?(?:人数)?(?:小计|合计|总计|共计|累计|总数)"
)
_NOTE = re.compile(
    r"(?:注|说明|备注|附注|图例|填表说明|附)(?:[:：.、\d]|$)"
    r"|.{0,8}(?:制表|审核|复核|审批|批准|负责|签字|签名|盖章|填报|登记|统计|考勤员|主任|经办|核对|填表|制单|记账|会计|组长|单位)[^:]{0,6}:"
)
_LABELS = 2  # a total is called so in one of the first cells of its row


@dataclass(frozen=True)
class Table:
    """`data` and `totals` are row numbers from above."""

    data: tuple[int, ...]
    totals: tuple[int, ...]


def split_rows(sheet: Sheet, layout: Layout, single: Callable[[int, Cell], bool] = lambda column, cell: False) -> Table:
    """Sorts the rows below the heading. A row of one cell is a note unless `single` takes it as data."""
    data, totals = [], []
    for row in sorted(sheet.rows):
        if row < layout.first_row:
            continue
        filled = [(column, cell) for column, cell in sorted(sheet.rows[row].items()) if cell.shown or cell.formula]
        if not filled or is_note(filled) or is_heading_again(layout, filled):
            continue
        if is_total(filled):
            totals.append(row)
        elif len(filled) > 1 or single(*filled[0]):
            data.append(row)
    return Table(tuple(data), tuple(totals))


def is_total(filled: list[tuple[int, Cell]]) -> bool:
    """小计, 合计 and their like: at the head of one of the first cells, or alone in any."""
    texts = [fold(cell.text) if isinstance(cell.value, str) else "" for _, cell in filled]
    return any("计" in text or "总数" in text for text in texts) and (
        any(_TOTAL.match(text) for text in texts[:_LABELS]) or any(_TOTAL.fullmatch(text.rstrip(":")) for text in texts)
    )


def is_note(filled: list[tuple[int, Cell]]) -> bool:
    """Signatures, notes, legends: said by the first cell."""
    first = filled[0][1]
    return isinstance(first.value, str) and bool(_NOTE.match(fold(first.text)))


def is_heading_again(layout: Layout, filled: list[tuple[int, Cell]]) -> bool:
    """The headings repeated on the next page."""
    column, cell = filled[0]
    if fold(cell.text) not in layout.heading_at.get(column, ""):
        return False
    same = sum(1 for column, cell in filled if fold(cell.text) and fold(cell.text) in layout.heading_at.get(column, ""))
    return same >= 2 and same == len(filled)


def total_differs(table: Table, row: int, shown: Mapping[int, int], typed: int) -> bool:
    """Whether a typed total is neither the sum since the last total row nor the sum of everything above it.

    `shown` maps data rows to what they add.
    """
    before = max((total for total in table.totals if total < row), default=0)
    above = [number for number in table.data if number < row]
    everything = sum(shown.get(number, 0) for number in above)
    since = sum(shown.get(number, 0) for number in above if number > before)
    return typed not in (everything, since)
