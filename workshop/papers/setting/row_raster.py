"""The rows of one page as one block of text, four lines of raster to a plain row, in the order of reading."""

from itertools import groupby

from workshop.papers.setting.drawing import Block, Drawing, Place
from workshop.papers.setting.raster import Cell, raster_row

STEPS = 4  # of raster in a row of one or two lines; a third line and each further one take two more
THUMB_STEPS = 6  # in a row that has room for a thumb-print: three lines


def row_steps(lines: int, least: int = STEPS) -> int:
    """Raster steps of a row whose tallest cell has so many lines."""
    return max(least, 2 * lines)


Raster = tuple[int, list[str]]  # steps of a row, and its lines, one per step
FEW = 2


class RowRaster:
    """Gathers rows from `place.top` downwards; `place.height` is the height of a plain row of so many `steps`."""

    def __init__(self, drawing: Drawing, place: Place, steps: int = STEPS) -> None:
        self.drawing, self.place, self.plain_steps = drawing, place, steps
        self.step = place.height / steps
        self.rows: list[Raster] = []
        self.steps = 0

    @property
    def bottom(self) -> float:
        """Where the rows so far end, in mm."""
        return self.place.top + self.steps * self.step

    def add(self, cells: list[Cell], lines: int, steps: int = 0) -> None:
        """One more row under the last, of so many steps or of as many as a plain one or its lines need."""
        buffers, strays = raster_row(cells, lines)
        steps = steps or row_steps(lines, self.plain_steps)
        before = steps // 2 - lines
        top = self.bottom + (before + 0.5) * self.step
        self.rows.append((steps, [""] * before + buffers + [""] * (steps - before - len(buffers))))
        self.drawing.strays(strays, self.place.left, top, self.step, self.place.px)
        self.steps += steps

    def finish(self) -> None:
        """Draws what was gathered: runs of plain rows with a line per row, the others on the raster."""
        top = self.place.top
        for plain, rows in _runs(self.rows, self.plain_steps):
            self._draw(plain, rows, top)
            top += sum(steps for steps, _ in rows) * self.step

    def _draw(self, plain: bool, rows: list[Raster], top: float) -> None:
        if plain:
            text, pitch = "\n".join(lines[self.plain_steps // 2 - 1] for _, lines in rows), self.place.height
        else:
            text = "\n".join("\n".join(lines) for _, lines in rows).rstrip("\n")
            pitch, top = self.step, top + self.step / 2
        self.drawing.blocks.append(Block(self.place.left, top, pitch, self.place.px, text))


def _is_plain(row: Raster, plain_steps: int) -> bool:
    steps, lines = row
    middle = plain_steps // 2 - 1
    return steps == plain_steps and not any(lines[:middle] + lines[middle + 1 :])


def _runs(rows: list[Raster], plain_steps: int) -> list[tuple[bool, list[Raster]]]:
    """Neighbours of one sort; a plain row or two between others stay with them, a block of their own would cost more."""
    runs: list[tuple[bool, list[Raster]]] = []
    for plain, group in groupby(rows, lambda row: _is_plain(row, plain_steps)):
        run = list(group)
        if runs and (len(run) <= FEW if plain else not runs[-1][0]):
            runs[-1][1].extend(run)
        else:
            runs.append((plain, run))
    return runs
