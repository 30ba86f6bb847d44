"""Text at the border: folding for matching, and the characters that no field takes."""

import re
import unicodedata

_SPACES = re.compile(r"\s+")
_DOTS = str.maketrans("•．・‧∙", "·····")
# Control characters, lone surrogates, noncharacters: no field takes them.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def to_half_width(text: str) -> str:
    """Full-width ASCII and the ideographic space to their half-width forms; everything else as it is."""
    return "".join(
        chr(ord(ch) - 0xFEE0) if "\uff01" <= ch <= "\uff5e" else " " if ch == "\u3000" else ch for ch in text
    )


def fold(text: str) -> str:
    """The key by which headings, marks and codes are matched: half-width, no white space, case folded."""
    return _SPACES.sub("", to_half_width(text)).casefold()


def clean_name(text: str) -> str:
    """A person's name as it is stored: no spaces inside, one middle dot; rare characters stay as they are."""
    return _SPACES.sub("", text.replace("\u3000", "")).translate(_DOTS)


def has_forbidden(text: str) -> bool:
    """NUL, control characters and lone surrogates cannot be stored or printed."""
    return bool(_FORBIDDEN.search(text))


def display_width(text: str) -> int:
    """Columns in a font of half and full widths (Unicode East Asian width; ambiguous counts as full)."""
    return sum(0 if unicodedata.combining(ch) else 2 if unicodedata.east_asian_width(ch) in "WFA" else 1 for ch in text)
