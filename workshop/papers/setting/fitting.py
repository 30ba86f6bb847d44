"""Text into cells: cleaned, measured in half-widths, broken into lines, padded. Nothing is ever cut off."""

import re
import unicodedata
from functools import lru_cache

from workshop.papers.setting.glyphs import GETA, char_units, is_printable

_TOKENS = re.compile(r"[!-}]+~?|.", re.DOTALL)  # words of Latin letters and figures; a range may break behind its ~
_NUMBER = re.compile(r"-?[\d,]+(?:\.(\d+))?")
_RIGHT_TO_LEFT = frozenset(("R", "AL", "AN"))
_NOT_AT_START = frozenset("·、。…》」】\uff0c\uff1a\uff1b\uff01\uff1f\uff09")


@lru_cache(maxsize=20_000)
def printable(text: str) -> str:
    """A value as it can stand in a cell: white space and controls as one space, a missing character as 〓."""
    if text.isascii() and text.isprintable():
        return text
    kept = "".join(" " if unicodedata.category(ch) in _UNSEEN else ch if is_printable(ch) else GETA for ch in text)
    return " ".join(kept.split(" ")).strip()


# Controls, format characters (bidi overrides, joiners), lone surrogates, separators.
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp", "Zs"))


@lru_cache(maxsize=20_000)
def text_units(text: str) -> int:
    """Width in half-widths; a character off the raster counts as full."""
    if text.isascii():
        return len(text)
    return sum(2 if (units := char_units(char)) is None else units for char in text)


@lru_cache(maxsize=20_000)
def is_off_raster(text: str) -> bool:
    """Whether a text must be set apart so that the columns after it stay where they are."""
    if text.isascii():
        return False
    return any(char_units(ch) is None or unicodedata.bidirectional(ch) in _RIGHT_TO_LEFT for ch in text)


@lru_cache(maxsize=20_000)
def wrap(text: str, width: int) -> tuple[str, ...]:
    """Lines of at most `width` half-widths: written breaks first, then between words, then anywhere."""
    return tuple(line for part in text.split("\n") for line in _wrap_line(part, max(width, 2)))


def _wrap_line(text: str, width: int) -> list[str]:
    if text_units(text) <= width:
        return [text]
    lines: list[str] = []
    line: list[str] = []
    for token in _pieces(text, width):
        if line and text_units("".join(line)) + text_units(token) > width:
            carried = [line.pop()] if token in _NOT_AT_START and len(line) > 1 else []
            lines.append("".join(line).rstrip())
            line = carried
        if line or token != " ":
            line.append(token)
    rest = "".join(line).rstrip()
    return [*lines, rest] if rest else lines


def _pieces(text: str, width: int) -> list[str]:
    """Words and single Chinese characters; a word longer than the cell in parts that fit."""
    words = _TOKENS.findall(text)
    return [word[at : at + width] for word in words for at in range(0, len(word), width)]


def count_decimals(text: str) -> int:
    """Figures behind the point of a number; 0 for a whole one and for words."""
    found = _NUMBER.fullmatch(text)
    return len(found[1] or "") if found else 0


def pad_decimals(text: str, most: int) -> str:
    """A number with blanks in place of the decimals that others below it have, so that points stand under points."""
    found = _NUMBER.fullmatch(text)
    if not found:
        return text
    missing = most - len(found[1] or "")
    return text + " " * (missing + (not found[1]) if missing > 0 else 0)


def lead(gap: int, align: str) -> int:
    """Half-widths before a text that leaves `gap` of its cell: `left`, `right` or `center`."""
    return 0 if gap <= 0 or align == "left" else gap if align == "right" else gap // 2
