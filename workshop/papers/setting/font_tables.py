"""Which glyph a font has for a character, and how wide: read from the file's own tables, small and at once.

fontTools opens the file; its `cmap` would make a name for each of 65,000 glyphs, so the two tables are read here (OpenType
specification, `cmap` format 12 and `hmtx`).
"""

import struct
import sys
from array import array
from functools import cache

from fontTools.ttLib import TTFont

_CODES = 0x110000


class Glyphs:
    """The characters of one font; `glyphs` maps a code to a glyph number, 0 for none."""

    def __init__(self, file: str, index: int) -> None:
        with TTFont(file, fontNumber=index, lazy=True) as font:
            reader = font.reader
            self.scale = struct.unpack(">H", reader["head"][18:20])[0]
            self.glyphs = _read_cmap(reader["cmap"]) or _compile(font)
            self.widths = _read_widths(reader["hmtx"], struct.unpack(">H", reader["hhea"][34:36])[0])

    def __contains__(self, char: str) -> bool:
        return self.glyph(char) != 0

    def glyph(self, char: str) -> int:
        """The number of the glyph, 0 if the font has none."""
        code = ord(char)
        return self.glyphs[code] if code < len(self.glyphs) else 0

    def advance(self, char: str) -> int:
        """Width of a character that the font has, in 1/1000 em; all glyphs beyond the table are as wide as its last."""
        glyph = self.glyph(char)
        return self.widths[min(glyph, len(self.widths) - 1)] * 1000 // self.scale


@cache
def load_glyphs(file: str, index: int) -> Glyphs:
    """The glyphs of a font file, read once."""
    return Glyphs(file, index)


def _read_cmap(table: bytes) -> array | None:
    """The full-Unicode subtable as an array by code; None if the font has none of format 12."""
    for at in range(struct.unpack(">H", table[2:4])[0]):
        platform, encoding, offset = struct.unpack(">HHL", table[4 + 8 * at : 12 + 8 * at])
        if (platform, encoding) in ((3, 10), (0, 4), (0, 6)) and table[offset : offset + 2] == b"\x00\x0c":
            return _read_groups(table, offset)
    return None


def _read_groups(table: bytes, offset: int) -> array:
    count = struct.unpack(">L", table[offset + 12 : offset + 16])[0]
    groups = list(struct.iter_unpack(">LLL", table[offset + 16 : offset + 16 + 12 * count]))
    glyphs = array("H", bytes(2 * (max((end for _, end, _ in groups), default=0) + 1)))
    for start, end, first in groups:
        if end < _CODES:
            glyphs[start : end + 1] = array("H", range(first, first + end - start + 1))
    return glyphs


def _compile(font: TTFont) -> array:
    """As `_read_cmap` for fonts that have only older subtables."""
    best = font.getBestCmap() or {}
    glyphs = array("H", bytes(2 * (max(best, default=0) + 1)))
    for code, name in best.items():
        glyphs[code] = font.getGlyphID(name)
    return glyphs


def _read_widths(table: bytes, count: int) -> array:
    widths = array("H", table[: 4 * count])
    if sys.byteorder == "little":
        widths.byteswap()
    return widths[::2]
