"""The rows of one page as one block of text, four lines of raster to a plain row, in the order of reading."""

from itertools import groupby

from workshop.papers.setting.drawing import Block, Drawing, Place
from workshop.papers.setting.raster import Cell, raster_row

STEPS = 4  # of raster in a row of one or two lines; a third line and each further one take two more


def row_steps(lines: int) -> int:
    """Raster steps of a row whose tallest cell has so many lines."""
    return max(STEPS, 2 * lines)


Raster = tuple[int, list[str]]  # steps of a row, and its lines, one per step
MIDDLE, FEW = STEPS // 2 - 1, 2


class RowRaster:
    """Gathers rows from `place.top` downwards; `place.height` is the height of a plain row."""

    def __init__(self, drawing: Drawing, place: Place) -> None:
        self.drawing, self.place = drawing, place
        self.step = place.height / STEPS
        self.rows: list[Raster] = []
        self.steps = 0

    @property
    def bottom(self) -> float:
        """Where the rows so far end, in mm."""
        return self.place.top + self.steps * self.step

    def add(self, cells: list[Cell], lines: int) -> None:
        """One more row under the last."""
        buffers, strays = raster_row(cells, lines)
        steps = row_steps(lines)
        before = steps // 2 - lines
        top = self.bottom + (before + 0.5) * self.step
        self.rows.append((steps, [""] * before + buffers + [""] * (steps - before - len(buffers))))
        self.drawing.strays(strays, self.place.left, top, self.step, self.place.px)
        self.steps += steps

    def finish(self) -> None:
        """Draws what was gathered: runs of plain rows with a line per row, the others on the raster."""
        top = self.place.top
        for plain, rows in _runs(self.rows):
            self._draw(plain, rows, top)
            top += sum(steps for steps, _ in rows) * self.step

    def _draw(self, plain: bool, rows: list[Raster], top: float) -> None:
        if plain:
            text, pitch = "\n".join(lines[MIDDLE] for _, lines in rows), self.place.height
        else:
            text = "\n".join("\n".join(lines) for _, lines in rows).rstrip("\n")
            pitch, top = self.step, top + self.step / 2
        self.drawing.blocks.append(Block(self.place.left, top, pitch, self.place.px, text))


def _is_plain(row: Raster) -> bool:
    steps, lines = row
    return steps == STEPS and not any(lines[:MIDDLE] + lines[MIDDLE + 1 :])


def _runs(rows: list[Raster]) -> list[tuple[bool, list[Raster]]]:
    """Neighbours of one sort; a plain row or two between others stay with them, a block of their own would cost more."""
    runs: list[tuple[bool, list[Raster]]] = []
    for plain, group in groupby(rows, _is_plain):
        run = list(group)
        if runs and (len(run) <= FEW if plain else not runs[-1][0]):
            runs[-1][1].extend(run)
        else:
            runs.append((plain, run))
    return runs
