"""The rows of one page as one block of text, four lines of raster to a plain row, in the order of reading."""

from workshop.papers.drawing import Block, Drawing, Place
from workshop.papers.raster import Cell, raster_row

STEPS = 4  # of raster in a row of one or two lines; a third line and each further one take two more


def row_steps(lines: int) -> int:
    """Raster steps of a row whose tallest cell has so many lines."""
    return max(STEPS, 2 * lines)


class RowRaster:
    """Gathers rows from `place.top` downwards; `place.height` is the height of a plain row."""

    def __init__(self, drawing: Drawing, place: Place) -> None:
        self.drawing, self.place = drawing, place
        self.step = place.height / STEPS
        self.rows: list[tuple[int, list[str]]] = []
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
        """Draws what was gathered: a line per row if every row has but one, else the raster."""
        if not self.rows:
            return
        place, middle = self.place, STEPS // 2 - 1
        if all(steps == STEPS and not any(lines[:middle] + lines[middle + 1 :]) for steps, lines in self.rows):
            text, pitch, top = "\n".join(lines[middle] for _, lines in self.rows), place.height, place.top
        else:
            text = "\n".join("\n".join(lines) for _, lines in self.rows).rstrip("\n")
            pitch, top = self.step, place.top + self.step / 2
        self.drawing.blocks.append(Block(place.left, top, pitch, place.px, text))
