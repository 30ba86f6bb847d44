"""Filled shapes that are drawn on many pages: made once, as PDF operators, and painted under whatever else stands there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from workshop.papers.setting.measures import MM_PER_PX

Step = tuple[str, Sequence[float]]  # m, l, c, h as PDF has them, and re: a rectangle


@dataclass(frozen=True)
class Stamp:
    """A shape at a place of the page: `scale` mm a unit; `flipped` where its units count upwards; `shade` 0 black to 1."""

    outline: bytes
    left: float
    top: float
    scale: float
    shade: float = 0.0
    flipped: bool = False

    def paint(self, stream: Any) -> None:
        """Onto a page of WeasyPrint's, which counts in CSS pixels downwards."""
        scale = self.scale / MM_PER_PX
        with stream.stacked():
            stream.set_color_rgb(self.shade, self.shade, self.shade)
            down = -scale if self.flipped else scale
            stream.transform(a=scale, d=down, e=self.left / MM_PER_PX, f=self.top / MM_PER_PX)
            stream.stream.append(self.outline)
            stream.fill()


def make_outline(steps: Iterable[Step]) -> bytes:
    """A shape from its steps."""
    return b"\n".join(" ".join((*(f"{side:g}" for side in sides), what)).encode() for what, sides in steps)


def paint_stamps(stamps: Sequence[Stamp], stream: Any, scale: float) -> None:
    """All stamps of a page, before anything else is painted on it."""
    with stream.stacked():
        stream.transform(a=scale, d=scale)
        for stamp in stamps:
            stamp.paint(stream)
