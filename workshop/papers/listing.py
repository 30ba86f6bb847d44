"""A list paper as data: everything that stands on it, sums and words made, nothing laid out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from workshop.kernel.periods import Period
from workshop.papers.columns import Column, Value

RowKind = Literal["line", "detail", "subtotal", "closing"]
COUNTED = ("line", "closing")
_COLUMN = re.compile(r"\{(\w+):([^{}]+)\}栏")


@dataclass(frozen=True)
class PaperHead:
    """What every paper says of itself. `paid_on` is the pay day 支付日期, None where it is written in by hand.

    `reference` says on every page how far the figures may be relied on: locked, with their check value, or not yet.
    """

    unit: str
    period: Period
    paid_on: date | None = None
    phone: str = ""
    reference: str = ""


@dataclass(frozen=True)
class ListRow:
    """One row, a value per column of the paper. A subtotal and the details of a closing row are printed and not counted.

    Subtotals and closing rows stand out.
    """

    values: tuple[Value, ...]
    kind: RowKind = "line"

    @property
    def stands_out(self) -> bool:
        """Whether it is a row of sums among rows."""
        return self.kind in ("subtotal", "closing")


@dataclass(frozen=True)
class ListPaper:
    """`fields` stand under the title, `checks` are the cross-foot lines (policy: R14), `signatures` the hands asked for.

    In a check `{key:title}栏` is a column: by its number as it stands on the paper, by its title where it is left out.
    `totals` has a value for each column, None where nothing is summed; `words` is the sum in Chinese words, if any.
    `row_mm` is the least height of a row, `largest_px` the largest type it is set in. `sheet` is what goes into a workbook
    where an office asks there for other columns than on paper (policy: R1). `subtitle` stands below the title, `on_a3`: on A3.
    """

    kind: str
    title: str
    head: PaperHead
    fields: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[ListRow, ...]
    totals: tuple[Value, ...]
    words: str = ""
    checks: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    signatures: tuple[str, ...] = ()
    seal: str = "单位(盖章)"
    numbered: bool = False
    row_mm: float = 7.2
    landscape: bool = True
    largest_px: float = 10.0
    sheet: "ListPaper | None" = None
    subtitle: str = ""
    on_a3: bool = False

    @property
    def sums(self) -> bool:
        """Whether the list ends with a row of totals."""
        return any(column.total for column in self.columns)

    @property
    def check_lines(self) -> tuple[str, ...]:
        """The cross-foot lines as they are printed."""
        shown = [column.key for column in self.columns if column.printed]
        places = {key: f"{number}栏" for number, key in enumerate(shown, 1)} if self.numbered else {}
        return tuple(_COLUMN.sub(lambda found: places.get(found[1], found[2]), line) for line in self.checks)


@dataclass(frozen=True)
class ListBook:
    """Lists of one kind bound together, one a month: pages are numbered through, a workbook has a sheet for each."""

    kind: str
    title: str
    head: PaperHead
    lists: tuple[ListPaper, ...]


def sum_rows(columns: tuple[Column, ...], rows: Iterable[ListRow]) -> tuple[Value, ...]:
    """Totals of the lines among the rows; a cell without a number adds nothing, with a word among them there is no sum."""
    lines = [row.values for row in rows if row.kind in COUNTED]
    return tuple(_sum(line[at] for line in lines) if column.total else None for at, column in enumerate(columns))


def _sum(values: Iterable[Value]) -> int | None:
    total = 0
    for value in values:
        if isinstance(value, str):
            return None
        total += value or 0
    return total


def chinese_day(on: date | None) -> str:
    """2026年3月1日; blanks for a hand if there is none."""
    return f"{on.year}年{on.month}月{on.day}日" if on else "      年    月    日"


def pay_fields(head: PaperHead) -> tuple[str, ...]:
    """The header that the law asks of a wage record (保障农民工工资支付条例 art. 15): who pays, for when, on which day."""
    period = f"支付周期:{chinese_day(head.period.first)}至{chinese_day(head.period.last)}"
    return (f"单位名称:{head.unit}", period, f"支付日期:{chinese_day(head.paid_on)}", "单位:元")
