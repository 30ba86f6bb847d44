"""What the installed fonts can print, and how wide: the columns of a list stand on these widths.

The body font has half-width glyphs of 0.5 em for Latin letters and full-width ones of 1 em for Chinese; not every
character keeps to that (– is 0.536 em, é 0.554 em), so the widths come from the font and not from a Unicode table.
"""

import subprocess
from functools import cache

from workshop.papers.setting.font_tables import Glyphs, load_glyphs

BODY_FAMILY = "Noto Sans Mono CJK SC"
RARE_FAMILIES = ("HanaMinA", "HanaMinB")  # 生僻字: CJK extensions A to F
TITLE_FAMILY, TITLE_WEIGHT = "Noto Serif CJK SC", "bold"
GETA = "〓"  # the printer's old mark for a sort that is not in the case

# Full-width in the body font and found in every Chinese text; no font file is opened for them.
_COMMON = frozenset("、。〈〉《》「」【】\u3000“”‘’…·×÷√◐○△▲●□■◎☆①②③④⑤⑥⑦⑧⑨⑩〓")


@cache
def find_font(family: str, weight: str = "regular") -> tuple[str, int] | None:
    """File and index inside it of an installed family; None if the machine does not have it."""
    pattern = f"{family}:weight={weight}"
    found = _fontconfig("fc-match", "-f", "%{file}\t%{index}\t%{family}\n", pattern).split("\t")
    return (found[0], int(found[1])) if len(found) == 3 and family in found[2].strip().split(",") else None


def _fontconfig(*command: str) -> str:
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=20, check=False).stdout
    except (OSError, subprocess.TimeoutExpired):
        return ""


def _glyphs_of(family: str) -> Glyphs | None:
    found = find_font(family)
    return load_glyphs(*found) if found else None


@cache
def char_units(char: str) -> int | None:
    """Width in half-widths: 0, 1 or 2; None for a character that does not fit the columns' raster.

    Such a character (proportional in its font, or only in a font of another script) is set in a cell of its own.
    """
    if " " <= char <= "~":
        return 1
    if "\u4e00" <= char <= "\u9fa5" or "\uff01" <= char <= "\uff5e" or char in _COMMON:
        return 2
    body = _glyphs_of(BODY_FAMILY)
    if body and char in body:
        return {0: 0, 500: 1, 1000: 2}.get(body.advance(char))
    rare = map(_glyphs_of, RARE_FAMILIES)
    return 2 if any(font and char in font and font.advance(char) == 1000 for font in rare) else None


@cache
def is_printable(char: str) -> bool:
    """Whether any installed font has a glyph for the character."""
    if char_units(char) is not None:
        return True
    named = map(_glyphs_of, (BODY_FAMILY, *RARE_FAMILIES))
    return any(font and char in font for font in named) or any(char in load_glyphs(*font) for font in _every_font())


@cache
def _every_font() -> tuple[tuple[str, int], ...]:
    lines = _fontconfig("fc-list", "-f", "%{file}\t%{index}\n").splitlines()
    return tuple(sorted({(file, int(index) & 0xFFFF) for file, index in (line.split("\t") for line in lines)}))


def list_missing(text: str) -> tuple[str, ...]:
    """The characters of a text that no installed font has, each once, in order."""
    return tuple(dict.fromkeys(char for char in text if not is_printable(char)))
