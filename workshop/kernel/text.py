"""Text at the border: folding for matching, and the characters that no field takes."""

import re

_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " "}
_DOTS = str.maketrans("•．・‧∙", "·····")
# Control characters, lone surrogates, noncharacters: no field takes them.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def to_half_width(text: str) -> str:
    """Full-width ASCII and the ideographic space to their half-width forms; everything else as it is."""
    return text if text.isascii() else text.translate(_HALF_WIDTH)


def fold(text: str) -> str:
    """The key by which headings, marks and codes are matched: half-width, no white space, case folded."""
    return "".join(to_half_width(text).split()).casefold()


def clean_name(text: str) -> str:
    """A person's name as it is stored: no spaces inside, one middle dot; rare characters stay as they are."""
    return "".join(text.split()).translate(_DOTS)


def has_forbidden(text: str) -> bool:
    """NUL, control characters and lone surrogates cannot be stored or printed."""
    return bool(_FORBIDDEN.search(text))
