"""What is the same on every page, made once: the code of an issued paper, and the watermark."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import segno
from fontTools.pens.recordingPen import RecordingPen
from fontTools.ttLib import TTFont
from segno.consts import MODE_ALPHANUMERIC, MODE_BYTE

from workshop.papers.setting.font_tables import load_glyphs
from workshop.papers.setting.glyphs import TITLE_FAMILY, TITLE_WEIGHT, find_font
from workshop.papers.setting.mark import Mark
from workshop.papers.setting.outlines import Stamp, Step, make_outline
from workshop.papers.setting.qr import dark_runs

CODE_MM, CODE_EDGE_MM = 20.0, 4.2  # most printers leave 4.2 mm of the edge white
FAINT = 0.9  # the watermark: figures over it stay easy to read
LETTERS_HIGH = 740.0  # of a Chinese character above the line, about
WATERMARK_SHARE = 0.55  # of the page's shorter side


def make_stamps(mark: Mark, size: tuple[float, float], left: float, top: float) -> list[Stamp]:
    """What a mark puts on a page of so many mm, with its code at a place; the watermark first, under everything."""
    made = (make_watermark(mark.watermark, size), make_code_stamp(mark, left, top))
    return [stamp for stamp in made if stamp]


def make_code_stamp(mark: Mark, left: float, top: float) -> Stamp | None:
    """The code of a mark, its dark squares 20 mm wide; None where the mark has none."""
    if not mark.letters:
        return None
    outline, modules = _code(mark.address, mark.letters)
    return Stamp(outline, left, top, CODE_MM / modules)


def make_watermark(text: str, size: tuple[float, float]) -> Stamp | None:
    """A word across the middle of a page of so many mm; None for no word, and where the title's font is not installed."""
    found = _letters(text) if text else None
    if found is None:
        return None
    outline, wide, high = found
    scale = min(size) * WATERMARK_SHARE / max(wide, 1)
    left, base = (size[0] - wide * scale) / 2, (size[1] + high * scale) / 2
    return Stamp(outline, left, base, scale, FAINT, flipped=True)


@lru_cache(64)
def _code(address: str, letters: str) -> tuple[bytes, int]:
    """Level M: still read with a seventh of it dirty. The address keeps its small letters, the rest is set as alphanumeric."""
    parts: Any = [*([(address, MODE_BYTE)] if address else []), (letters, MODE_ALPHANUMERIC)]
    matrix = segno.make(parts, error="m", micro=False, boost_error=False).matrix
    steps = (("re", (x, y, length, 1.02)) for y, row in enumerate(matrix) for x, length in dark_runs(row))
    return make_outline(steps), len(matrix)


def count_modules(mark: Mark) -> int:
    """Squares along a side of a mark's code."""
    return _code(mark.address, mark.letters)[1]


@lru_cache(16)
def _letters(text: str) -> tuple[bytes, float, float] | None:
    """A word as one outline, its width and the height of its letters, in thousandths of an em."""
    place = find_font(TITLE_FAMILY, TITLE_WEIGHT)
    if place is None:
        return None
    known, across = load_glyphs(*place), 0.0
    steps: list[Step] = []
    with TTFont(place[0], fontNumber=place[1], lazy=True) as font:
        if "CFF " not in font:
            return None
        # By number, not by name: the names of all 65,000 glyphs would cost half a second and 60 MB.
        shapes = font["CFF "].cff.topDictIndex[0].CharStrings.charStringsIndex
        for char in text:
            pen = RecordingPen()
            shapes[known.glyph(char)].draw(pen)
            steps += _steps(pen, across, 1000 / known.scale)
            across += known.advance(char)
    return make_outline(steps), across, LETTERS_HIGH


def _steps(pen: RecordingPen, across: float, unit: float) -> Iterator[Step]:
    marks = {"moveTo": "m", "lineTo": "l", "curveTo": "c", "closePath": "h", "endPath": "h"}
    for what, points in pen.value:
        yield marks[what], tuple(side for x, y in points for side in (x * unit + across, y * unit))
