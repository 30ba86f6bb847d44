"""What the installed fonts can print, and how wide: the columns of a list stand on these widths.

The body font has half-width glyphs of 0.5 em for Latin letters and full-width ones of 1 em for Chinese; not every
character keeps to that (– is 0.536 em, é 0.554 em), so the widths come from the font and not from a Unicode table.
"""

import subprocess
from functools import cache

from fontTools.ttLib import TTFont

BODY_FAMILY = "Noto Sans Mono CJK SC"
RARE_FAMILIES = ("HanaMinA", "HanaMinB")  # 生僻字: CJK extensions A to F
TITLE_FAMILY = "Noto Serif CJK SC"
GETA = "〓"  # the printer's old mark for a sort that is not in the case

# Full-width in the body font and found in every Chinese text; no font file is opened for them.
_COMMON = frozenset("、。〈〉《》「」【】\u3000“”‘’…·×÷√◐○△▲●□■◎☆①②③④⑤⑥⑦⑧⑨⑩〓")


@cache
def find_font(family: str) -> tuple[str, int] | None:
    """File and index inside it of an installed family; None if the machine does not have it."""
    found = _fontconfig("fc-match", "-f", "%{file}\t%{index}\t%{family}\n", family).split("\t")
    return (found[0], int(found[1])) if len(found) == 3 and family in found[2].strip().split(",") else None


def _fontconfig(*command: str) -> str:
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=20, check=False).stdout
    except (OSError, subprocess.TimeoutExpired):
        return ""


@cache
def _advances(file: str, index: int) -> dict[str, int]:
    """Every character a font has → its advance in 1/1000 em."""
    with TTFont(file, fontNumber=index, lazy=True) as font:
        widths, scale = font["hmtx"].metrics, font["head"].unitsPerEm
        return {chr(code): widths[name][0] * 1000 // scale for code, name in (font.getBestCmap() or {}).items()}


def _family_advances(family: str) -> dict[str, int]:
    found = find_font(family)
    return _advances(*found) if found else {}


@cache
def char_units(char: str) -> int | None:
    """Width in half-widths: 0, 1 or 2; None for a character that does not fit the columns' raster.

    Such a character (proportional in its font, or only in a font of another script) is set in a cell of its own.
    """
    if " " <= char <= "~":
        return 1
    if "\u4e00" <= char <= "\u9fa5" or "\uff01" <= char <= "\uff5e" or char in _COMMON:
        return 2
    advance = _family_advances(BODY_FAMILY).get(char)
    if advance is not None:
        return {0: 0, 500: 1, 1000: 2}.get(advance)
    return 2 if any(_family_advances(family).get(char) == 1000 for family in RARE_FAMILIES) else None


@cache
def is_printable(char: str) -> bool:
    """Whether any installed font has a glyph for the character."""
    if char_units(char) is not None:
        return True
    named = (_family_advances(family) for family in (BODY_FAMILY, *RARE_FAMILIES))
    return any(char in advances for advances in named) or any(char in _advances(*font) for font in _every_font())


@cache
def _every_font() -> tuple[tuple[str, int], ...]:
    lines = _fontconfig("fc-list", "-f", "%{file}\t%{index}\n").splitlines()
    return tuple(sorted({(file, int(index) & 0xFFFF) for file, index in (line.split("\t") for line in lines)}))


def list_missing(text: str) -> tuple[str, ...]:
    """The characters of a text that no installed font has, each once, in order."""
    return tuple(dict.fromkeys(char for char in text if not is_printable(char)))
