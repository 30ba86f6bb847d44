"""How words stand on paper: full-width punctuation in Chinese, blanks of a known width, lines for a hand instead of underscores."""

import re
from functools import lru_cache

from markupsafe import Markup, escape

# A character of Chinese writing: ideographs, and the punctuation and brackets that go with them.
_HAN = r"\u3001-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff“”‘’…—·"
_MARKS = re.compile(rf"(?:(?<=[{_HAN}])[,:;!?]|[,;:](?=[{_HAN}]))[ ]?(?=\S|$)|(?<=[{_HAN}])[,:;!?]")
_HAS_HAN = re.compile(rf"[{_HAN}]")
_BLANKS = re.compile(r" {2,}")
_LINE = re.compile(r"_{2,}")
_WIDER = 0xFEE0  # from a half-width character to its full-width form
_EM_OF_LINE = 0.55  # of the line for a hand, for each underscore
_LEAST_EM, _MOST_EM = 4.0, 11.0


@lru_cache(maxsize=20_000)
def set_punctuation(text: str) -> str:
    """Commas, colons, semicolons and brackets beside Chinese characters in full width, as GB/T 15834 has them.

    Those between figures or Latin letters stay: `1,200.00`, `14:05`, `45.7%(21÷46)`. Brackets go by pairs.
    """
    if text.isascii():
        return text
    return _MARKS.sub(lambda found: _widen(found[0].rstrip(" ")), _set_brackets(text))


def _widen(char: str) -> str:
    return chr(ord(char) + _WIDER)


def _set_brackets(text: str) -> str:
    """Brackets with Chinese between them or right before them."""
    out, opened = list(text), []
    for at, char in enumerate(text):
        if char == "(":
            opened.append(at)
        elif char == ")" and opened:
            begin = opened.pop()
            if _HAS_HAN.search(text[max(0, begin - 1) : at]):
                out[begin], out[at] = _widen("("), _widen(")")
    return "".join(out)


def set_blanks(text: str) -> str:
    """Two blanks and more as full-width ones: as wide in every font, so that a hand finds the room that was left."""
    return _BLANKS.sub(lambda found: "\u3000" * (len(found[0]) // 2) + " " * (len(found[0]) % 2), text)


def set_lines(text: str) -> Markup:
    """Escaped text with a ruled line where underscores leave room for a hand."""
    return Markup(_LINE.sub(_line, str(escape(text))))


def set_hand(text: str, room: float) -> Markup:
    """A line to sign on: ruled as far as the room goes, in ems of its type, so that lines under each other end alike."""
    words = text.rstrip("_")
    if words == text or "__" in words:
        return set_lines(set_blanks(text))
    width = min(max(room - _ems(words), _LEAST_EM), _MOST_EM)
    return Markup(f"{escape(words)}{_ruled(width)}")


def _ems(text: str) -> float:
    return sum(1.0 if _HAS_HAN.match(char) else 0.56 for char in text)


def _line(found: re.Match[str]) -> str:
    return _ruled(len(found[0]) * _EM_OF_LINE)


def _ruled(ems: float) -> str:
    return f'<span class="line" style="width:{ems:.3g}em">\u200b</span>'


LABEL_CHARS = 8  # of the type of tables in the cell of a label
_WORDS_OF_LABELS = ("\uff08", "人数", "投保", "身份证", "账号", "同类", "劳动力", "电话", "和", "标准", "时间", "金额")


def break_label(text: str) -> str:
    """A label longer than a line in two of nearly one length, broken where a word begins rather than where the line is full."""
    if "\n" in text or not LABEL_CHARS < len(text) <= 2 * LABEL_CHARS:
        return text
    at = min(range(len(text) - LABEL_CHARS, LABEL_CHARS + 1), key=lambda at: _roughness(text, at))
    return f"{text[:at]}\n{text[at:]}"


def _roughness(text: str, at: int) -> int:
    """How much a break there displeases: lines of unequal length, and five times as much a word torn apart."""
    torn = 0 if text.startswith(_WORDS_OF_LABELS, at) else 5
    return abs(len(text) - 2 * at) + torn
