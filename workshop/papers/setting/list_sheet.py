"""The measures of a list paper: type, columns, headings, row heights, and where its pages are cut. Millimetres."""

from dataclasses import dataclass
from functools import cached_property

from workshop.papers.columns import Column, Value
from workshop.papers.listing import ListPaper
from workshop.papers.setting.cutting import cut_rows
from workshop.papers.setting.drawing import LINE_PITCH, Place
from workshop.papers.setting.fitting import count_decimals, pad_decimals, printable
from workshop.papers.setting.foot import foot_mm
from workshop.papers.setting.measures import MM_PER_PX, Measure, measure_columns
from workshop.papers.setting.raster import Cell, cell_lines
from workshop.papers.setting.row_raster import STEPS, THUMB_STEPS, row_steps

A4_MM, A3_MM, EDGE_MM = (297.0, 210.0), (420.0, 297.0), 10.0
HEAD_MM = 26.0  # from the paper's upper edge to the table: title and header line, the code beside them
HANDS_MM, BOTTOM_MM = 7.0, 9.0
GROUP_MM, NUMBER_MM = 5.0, 3.8
RAGGED = ("price", "quantity", "hours", "days")
THUMB_MM = 12.0  # a thumb-print is 12 mm high or a little more; rows beside it must not be touched
THUMB_PX = 12.0  # the largest type in rows so high


@dataclass(frozen=True)
class ListSheet:
    """Found once for a list and used by all of its pages, measured from the page's upper left corner."""

    paper: ListPaper

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page."""
        wide, high = A3_MM if self.paper.on_a3 else A4_MM
        return (wide, high) if self.paper.landscape else (high, wide)

    @property
    def width(self) -> float:
        """Width between the margins."""
        return self.size[0] - 2 * EDGE_MM

    @cached_property
    def shown(self) -> list[int]:
        """Places of the columns that the paper shows."""
        return [at for at, column in enumerate(self.paper.columns) if column.printed]

    @cached_property
    def columns(self) -> list[Column]:
        """The columns that the paper shows."""
        return [self.paper.columns[at] for at in self.shown]

    @cached_property
    def first_sum(self) -> int:
        """The first column with a sum: the label of the sums stands before it."""
        return next((at for at, column in enumerate(self.columns) if column.total), len(self.columns))

    def texts(self, values: tuple[Value, ...]) -> tuple[str, ...]:
        """The cells of a row as they are printed, points under points."""
        texts, decimals = self._plain_texts(values), self.decimals
        if not any(decimals):
            return texts
        return tuple(pad_decimals(text, most) if most else text for text, most in zip(texts, decimals, strict=True))

    def _plain_texts(self, values: tuple[Value, ...]) -> tuple[str, ...]:
        columns = self.paper.columns
        return tuple(printable(columns[at].show(values[at])) for at in self.shown)

    @cached_property
    def decimals(self) -> tuple[int, ...]:
        """The most decimals in each column whose figures have now more, now fewer; 0 for all others."""
        kinds = [(at, column) for at, column in zip(self.shown, self.columns, strict=True)]
        return tuple(
            max((count_decimals(column.show(row.values[at])) for row in self.paper.rows), default=0)
            if column.kind in RAGGED
            else 0
            for at, column in kinds
        )

    @cached_property
    def rows(self) -> list[tuple[str, ...]]:
        """All rows as text."""
        return [self.texts(row.values) for row in self.paper.rows]

    @cached_property
    def measures(self) -> tuple[Measure, Measure]:
        """Type size and columns of the rows, and of the sums."""
        totals = self.texts(self.paper.totals)
        lines, largest = (THUMB_STEPS // 2, THUMB_PX) if self.thumbed else (1, self.paper.largest_px)
        return measure_columns(self.columns, self.rows, totals, self.width, max(largest, self.paper.largest_px), lines)

    @cached_property
    def thumbed(self) -> bool:
        """Whether thumb-prints go into its rows."""
        return any(column.thumb for column in self.columns)

    @property
    def plain(self) -> tuple[float, int]:
        """Height of a plain row in mm and in steps of the raster."""
        return (THUMB_MM, THUMB_STEPS) if self.thumbed else (self.paper.row_mm, STEPS)

    @property
    def measure(self) -> Measure:
        """Type size and column widths of rows and headings."""
        return self.measures[0]

    @cached_property
    def left(self) -> float:
        """Left edge of the grid: what the raster leaves over is shared by both sides."""
        return (self.size[0] - self.table_width) / 2

    @property
    def table_width(self) -> float:
        """Width of the grid."""
        return self.measure.starts[-1] * self.measure.unit_mm

    def edge(self, column: int) -> float:
        """Where a column's left grid line stands."""
        return self.left + self.measure.starts[column] * self.measure.unit_mm

    def cells(self, texts: tuple[str, ...], align: str = "") -> list[Cell]:
        """A row's texts in their columns."""
        starts, widths, columns = self.measure.starts, self.measure.widths, self.columns
        return [Cell(text, starts[at], widths[at], align or columns[at].align) for at, text in enumerate(texts) if text]

    def sum_cells(self, label: str, texts: tuple[str, ...]) -> list[Cell]:
        """A row of sums; its label takes the columns before the first sum."""
        sums = self.measures[1]
        cells = [
            Cell(text, sums.starts[at], sums.widths[at], self.columns[at].align)
            for at, text in enumerate(texts)
            if text
        ]
        return [Cell(label, 0, sums.starts[self.first_sum] - 1, "center"), *cells]

    def place(self, top: float, height: float, px: float = 0) -> Place:
        """A row's place: text begins half a half-width behind the grid line."""
        return Place(self.left + self.measure.unit_mm / 2, top, height, px or self.measure.px)

    def row_mm(self, at: int) -> float:
        """Height of a row: what a hand needs to sign, or what its tallest cell needs."""
        height, steps = self.plain
        return height * self.steps_of(at) / steps

    def steps_of(self, at: int) -> int:
        """Steps of a row; what is only detail or a subtotal is not signed."""
        least = STEPS if self.paper.rows[at].kind in ("detail", "subtotal") else self.plain[1]
        return row_steps(self.line_counts[at], least)

    @cached_property
    def line_counts(self) -> list[int]:
        """Lines of the tallest cell, row by row."""
        widths = self.measure.widths
        return [1 if all(map(_fits_plainly, row, widths)) else cell_lines(self.cells(row)) for row in self.rows]

    def titles(self, grouped: bool) -> tuple[str, ...]:
        """The titles that stand under a group's name, or those that do not; empty for the others."""
        return tuple(column.title if bool(column.group) is grouped else "" for column in self.columns)

    @cached_property
    def heading_lines(self) -> tuple[int, int]:
        """Lines of the tallest title under a group, and of the tallest without one."""
        return cell_lines(self.cells(self.titles(True))), cell_lines(self.cells(self.titles(False)))

    @cached_property
    def groups(self) -> list[tuple[int, int, str]]:
        """Neighbouring columns under one name: the first, the one behind the last, the name."""
        found, start = [], 0
        for at in range(1, len(self.columns) + 1):
            name = self.columns[start].group
            if at == len(self.columns) or self.columns[at].group != name:
                found += [(start, at, name)] if name else []
                start = at
        return found

    @cached_property
    def group_cells(self) -> list[Cell]:
        """The names of groups over their columns."""
        starts = self.measure.starts
        return [Cell(name, starts[at], starts[end] - starts[at] - 1, "center") for at, end, name in self.groups]

    @cached_property
    def tiers(self) -> tuple[float, float, float]:
        """Heights of the groups' names, of the titles below them, and of the column numbers."""
        under, alone = (lines * self.measure.px * MM_PER_PX * LINE_PITCH + 2 for lines in self.heading_lines)
        more = (cell_lines(self.group_cells) - 1) * self.measure.px * MM_PER_PX * LINE_PITCH if self.groups else 0.0
        groups = GROUP_MM + more if self.groups else 0.0
        return groups, max(under if groups else 0.0, alone - groups), NUMBER_MM if self.paper.numbered else 0.0

    @property
    def body_top(self) -> float:
        """Where the first row begins."""
        return HEAD_MM + sum(self.tiers)

    def cut(self) -> list[tuple[int, int]]:
        """The rows of each page; a single page needs no page sum."""
        heights = [self.row_mm(at) for at in range(len(self.rows))]
        room = self.size[1] - BOTTOM_MM - self.body_top
        sums, foot = self.paper.row_mm if self.paper.sums else 0.0, foot_mm(self.paper, self.table_width)
        if sum(heights) <= room - sums - foot:
            return [(0, len(heights))]
        follow = {at for at, row in enumerate(self.paper.rows) if row.kind in ("subtotal", "closing")}
        return cut_rows(heights, room - sums - HANDS_MM, room - 2 * sums - foot, follow)


def _fits_plainly(text: str, width: int) -> bool:
    return (len(text) <= width if text.isascii() else len(text) * 2 <= width) and "\n" not in text
