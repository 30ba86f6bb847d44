"""A page as it will be drawn: blocks of text at places in millimetres, and the paths of one grid."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from workshop.papers.setting.fitting import is_off_raster, text_units
from workshop.papers.setting.measures import MM_PER_PX
from workshop.papers.setting.outlines import Stamp
from workshop.papers.setting.raster import Cell, Stray, raster_row

LINE_PITCH = 1.22  # line spacing inside a cell, in type sizes
THIN_MM, THICK_MM, DASHED_MM, RULE_MM = 0.12, 0.35, 0.15, 0.2
DASH_MM = (1.6, 1.2)
GREY = 0.93
TITLE_SPACING = 0.12  # between the characters of a title, in type sizes


@dataclass(frozen=True)
class Block:
    """Lines of text `pitch_mm` apart; `face` is `body` or `title`, a title is centred on the page."""

    left: float
    top: float
    pitch_mm: float
    px: float
    text: str
    face: str = "body"

    @property
    def set_text(self) -> str:
        """The text as it is set: two spaces are one full-width space, which halves the glyphs of a sparse row."""
        return self.text.replace("  ", "\u3000")

    @property
    def style(self) -> str:
        """Where and how large, as CSS: numbers only."""
        return f"left:{self.left:.3f}mm;top:{self.top:.3f}mm;font-size:{self.px:g}px;line-height:{self.pitch_mm:.4f}mm"


Stroke = tuple[float, float, float, float]  # from x, y by dx, dy; of a rectangle: width and height


@dataclass
class Drawing:
    """One page under construction, in millimetres; afterwards it is rendered and not changed any more."""

    blocks: list[Block] = field(default_factory=list)
    thin: list[Stroke] = field(default_factory=list)
    frames: list[Stroke] = field(default_factory=list)
    dashed: list[Stroke] = field(default_factory=list)
    tints: list[Stroke] = field(default_factory=list)
    solids: list[Stroke] = field(default_factory=list)
    stamps: list[Stamp] = field(default_factory=list)

    def level(self, left: float, top: float, width: float) -> None:
        """A thin level line."""
        self.thin.append((left, top, width, 0))

    def upright(self, left: float, top: float, height: float) -> None:
        """A thin upright line."""
        self.thin.append((left, top, 0, height))

    def frame(self, left: float, top: float, width: float, height: float) -> None:
        """A thick frame round a table."""
        self.frames.append((left, top, width, height))

    def tint(self, left: float, top: float, width: float, height: float) -> None:
        """A grey ground."""
        self.tints.append((left, top, width, height))

    def solid(self, left: float, top: float, width: float, height: float) -> None:
        """A black rectangle, as codes are made of."""
        self.solids.append((left, top, width, height))

    def cut(self, left: float, top: float, width: float) -> None:
        """A dashed level line to cut along."""
        self.dashed.append((left, top, width, 0))

    def cut_down(self, left: float, top: float, height: float) -> None:
        """A dashed upright line to cut along."""
        self.dashed.append((left, top, 0, height))

    def row(self, cells: Sequence[Cell], lines: int, place: "Place") -> None:
        """Cells of a row, in the middle of the place's height."""
        buffers, strays = raster_row(cells, lines)
        pitch = place.height if lines == 1 else place.px * MM_PER_PX * LINE_PITCH / 2
        top = place.top + (place.height - pitch * len(buffers)) / 2
        if any(buffers):
            self.blocks.append(Block(place.left, top, pitch, place.px, "\n".join(buffers)))
        self.strays(strays, place.left, top, pitch, place.px)

    def strays(self, strays: Sequence[Stray], left: float, top: float, pitch: float, px: float) -> None:
        """Texts set apart from a row whose lines begin at `left` and `top`."""
        for stray in strays:
            begin = left + stray.start * px / 2 * MM_PER_PX
            self.blocks.append(Block(begin, top + stray.line * pitch, pitch, px, stray.text))

    def line(self, text: str, left: float, top: float, px: float, pitch: float | None = None) -> float:
        """One line of text; returns where it ends, in millimetres."""
        self.blocks.append(Block(left, top, pitch or px * MM_PER_PX * 1.4, px, text))
        return left + text_units(text) * px / 2 * MM_PER_PX


@dataclass(frozen=True)
class Place:
    """Where a row of cells goes: left edge of its first text and upper edge in mm, height in mm, type in px."""

    left: float
    top: float
    height: float
    px: float


def units_in(width_mm: float, px: float) -> int:
    """Half-widths of a type size that a width takes."""
    return int(width_mm / (px / 2 * MM_PER_PX))


def spread_line(texts: Sequence[str], units: int) -> str | None:
    """Texts over one line: first to the left, last to the right, even gaps; None if they do not fit."""
    free = units - sum(map(text_units, texts))
    gaps = len(texts) - 1
    if (gaps and free < 2 * gaps) or free < 0 or any(map(is_off_raster, texts)):
        return None
    if not gaps:
        return texts[0] if texts else ""
    out = texts[0]
    for turn, text in enumerate(texts[1:], 1):
        out += " " * (free * turn // gaps - free * (turn - 1) // gaps) + text
    return out


def lines_path(strokes: Sequence[Stroke]) -> str:
    """Lines as the path of an SVG."""
    return "".join(f"M{x:.3f} {y:.3f}l{dx:.3f} {dy:.3f}" for x, y, dx, dy in strokes)


def boxes_path(strokes: Sequence[Stroke]) -> str:
    """Rectangles as the path of an SVG."""
    return "".join(f"M{x:.3f} {y:.3f}h{dx:.3f}v{dy:.3f}h{-dx:.3f}z" for x, y, dx, dy in strokes)
