"""Pages painted straight onto WeasyPrint's PDF page: the glyphs and places that its own layout would give, without boxes.

The first page of a paper goes through HTML and brings the fonts in. Every following page whose characters are all in those
fonts is painted here, at a twentieth of the cost; any other goes through HTML too. Tests compare both, glyph by glyph.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from os.path import getsize
from typing import Any

from workshop.papers.setting.drawing import (
    DASH_MM,
    DASHED_MM,
    GREY,
    THICK_MM,
    THIN_MM,
    TITLE_SPACING,
    Block,
    Drawing,
    Stroke,
)
from workshop.papers.setting.font_tables import Glyphs, load_glyphs
from workshop.papers.setting.glyphs import BODY_FAMILY, TITLE_FAMILY, TITLE_WEIGHT, find_font
from workshop.papers.setting.measures import MM_PER_PX

FACES = {"body": (BODY_FAMILY, "regular"), "title": (TITLE_FAMILY, TITLE_WEIGHT)}


class Hexes(dict[str, str]):
    """Character → its glyph as a PDF string writes it; the font is told of each glyph when it is first wanted."""

    def __init__(self, font: Any, glyphs: Glyphs) -> None:
        super().__init__()
        self.font, self.glyphs = font, glyphs

    def __missing__(self, char: str) -> str:
        glyph = self.glyphs.glyph(char)
        self.font.to_unicode.setdefault(glyph, char)
        self.font.widths.setdefault(glyph, self.glyphs.advance(char))
        self[char] = f"{glyph:04x}"
        return self[char]


@dataclass(frozen=True)
class Face:
    """A font that is in the document already: WeasyPrint's record of it, and the glyphs of its file."""

    font: Any
    glyphs: Glyphs
    hexes: Hexes

    def baseline(self, px: float, pitch: float) -> float:
        """From the top of a line `pitch` high to the baseline: the font stands in the line's middle, as CSS has it."""
        return (pitch + (self.font.ascent + self.font.descent) * px / 1000) / 2


class Painter:
    """Paints drawings with the fonts of a document; `fonts` fills while WeasyPrint paints the first page."""

    def __init__(self, fonts: Mapping[Any, Any], width_mm: float) -> None:
        self.fonts, self.width = fonts, width_mm / MM_PER_PX

    @cached_property
    def faces(self) -> dict[str, Face]:
        """The faces that can be painted with: those whose file is known to be the very one that was embedded."""
        return {name: face for name in FACES if (face := self._find_face(*FACES[name]))}

    def _find_face(self, family: str, weight: str) -> Face | None:
        place = find_font(family, weight)
        if place is None:
            return None
        file, index = place
        for font in self.fonts.values():
            if font.family == family and font.index == index and len(font.file_content) == getsize(file):
                glyphs = load_glyphs(file, index)
                return Face(font, glyphs, Hexes(font, glyphs))
        return None

    def can_paint(self, drawing: Drawing) -> bool:
        """Whether every character of a page is in the faces at hand."""
        wanted: dict[str, set[str]] = {}
        for block in drawing.blocks:
            wanted.setdefault(block.face, {"\u3000"}).update(block.text)
        return all(
            (face := self.faces.get(name)) and all(char in face.glyphs for char in chars - {"\n"})
            for name, chars in wanted.items()
        )

    def paint(self, drawing: Drawing, stream: Any, scale: float) -> None:
        """The page: grounds, lines, frames, cuts, then the text in the order of reading."""
        with stream.stacked():
            stream.transform(a=scale, d=scale)
            _paint_lines(drawing, stream)
            for block in drawing.blocks:
                self._paint_block(block, stream)

    def _paint_block(self, block: Block, stream: Any) -> None:
        face, lines = self.faces[block.face], block.set_text.split("\n")
        pitch = block.pitch_mm / MM_PER_PX
        left, base = block.left / MM_PER_PX, block.top / MM_PER_PX + face.baseline(block.px, pitch)
        spacing = TITLE_SPACING * 1000 if block.face == "title" else 0
        if block.face == "title":
            left += (self.width - _title_width(face, lines[0], block.px)) / 2
        for turn, line in enumerate(lines):
            if line and not line.isspace():
                _paint_line(face, block.px, line, (left, base + turn * pitch), spacing, stream)


def _title_width(face: Face, text: str, px: float) -> float:
    return sum(face.glyphs.advance(char) / 1000 + TITLE_SPACING for char in text) * px


def _paint_line(face: Face, px: float, text: str, at: tuple[float, float], spacing: float, stream: Any) -> None:
    gap = f">{-spacing:g}<" if spacing else ""
    glyphs = gap.join(map(face.hexes.__getitem__, text))
    stream.begin_text()
    stream.set_text_matrix(1, 0, 0, -1, *at)
    stream.set_font_size(face.font.hash, px)
    stream.show_text(f"<{glyphs}>")
    stream.end_text()


def _paint_lines(drawing: Drawing, stream: Any) -> None:
    unit = 1 / MM_PER_PX
    for boxes, shade in ((drawing.tints, GREY), (drawing.solids, 0)):
        if boxes:
            _fill(boxes, shade, stream)
    for strokes, width_mm, dash in ((drawing.thin, THIN_MM, ()), (drawing.dashed, DASHED_MM, DASH_MM)):
        if strokes:
            _stroke(strokes, width_mm * unit, [part * unit for part in dash], stream)
    if drawing.frames:
        with stream.stacked():
            stream.set_line_width(THICK_MM * unit)
            for box in drawing.frames:
                stream.rectangle(*(side * unit for side in box))
            stream.stroke()


def _fill(boxes: list[Stroke], shade: float, stream: Any) -> None:
    with stream.stacked():
        stream.set_color_rgb(shade, shade, shade)
        for box in boxes:
            stream.rectangle(*(side / MM_PER_PX for side in box))
        stream.fill()


def _stroke(strokes: list[Stroke], width: float, dash: list[float], stream: Any) -> None:
    unit = 1 / MM_PER_PX
    with stream.stacked():
        stream.set_line_width(width)
        if dash:
            stream.set_dash(dash, 0)
        for x, y, dx, dy in strokes:
            stream.move_to(x * unit, y * unit)
            stream.line_to((x + dx) * unit, (y + dy) * unit)
        stream.stroke()
