"""Cells of one row to lines of text in half-widths, so that a page is text over a grid and not a thousand boxes."""

from collections.abc import Sequence
from dataclasses import dataclass

from workshop.papers.setting.fitting import is_off_raster, lead, text_units, wrap


@dataclass(frozen=True)
class Cell:
    """`start` and `width` in half-widths from the row's left edge."""

    text: str
    start: int
    width: int
    align: str


@dataclass(frozen=True)
class Stray:
    """A piece of text set apart: `start` in half-widths, `line` counted from the top of its row's lines."""

    text: str
    start: int
    line: int


def cell_lines(cells: Sequence[Cell]) -> int:
    """Lines of the tallest cell."""
    return max((len(wrap(cell.text, cell.width)) for cell in cells if cell.text), default=1)


def raster_row(cells: Sequence[Cell], lines: int) -> tuple[list[str], list[Stray]]:
    """A row as text lines, left to right: one line if all cells have one, else 2 × lines − 1 at half the pitch.

    At half the pitch a cell of any number of lines stands in the middle of the row. Strays leave a gap in the line.
    """
    buffers, ends, strays = [""] * (2 * lines - 1), [0] * (2 * lines - 1), []
    for cell in cells:
        if not cell.text:
            continue
        wrapped = wrap(cell.text, cell.width)
        for turn, text in enumerate(wrapped):
            line = lines - len(wrapped) + 2 * turn
            units = text_units(text)
            begin = cell.start + lead(cell.width - units, cell.align)
            if is_off_raster(text):
                strays.append(Stray(text, begin, line))
                continue
            buffers[line] += " " * (begin - ends[line]) + text
            ends[line] = begin + units
    return buffers, strays
