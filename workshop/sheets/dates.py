"""Days in all the ways that offices write them; nothing is guessed."""

import re
from datetime import date, datetime

from workshop.kernel.text import fold, to_half_width
from workshop.sheets.cells import Cell
from workshop.sheets.reasons import Unreadable
from workshop.sheets.shown import serial_day

_SEPARATOR = r"[.\-/、,。·_年]"
_TO_DAY = r"[.\-/、,。·_月]"
_FULL = re.compile(rf"(\d{{4}}){_SEPARATOR}(\d{{1,2}}){_TO_DAY}(\d{{1,2}})[日号]?(?:起|开始|起执行)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_NO_DAY = re.compile(rf"\d{{4}}(?:{_SEPARATOR}(?:\d{{1,2}}(?:[月份.\-/]+)?)?)?|(?:19|20)\d{{2}}(?:0[1-9]|1[0-2])")
_MONTH_DAY = re.compile(r"(\d{1,2})[.\-/、月](\d{1,2})[日号]?")
_SERIAL = re.compile(r"[2-7]\d{4}")
_TIME = re.compile(r"[\sT]+\d{1,2}:\d{2}(:\d{2})?(\.\d+)?\s*$")
_IN_TEXT = re.compile(r"(20\d{2})\s*[年.\-/、]\s*(\d{1,2})\s*[月.\-/、]\s*(\d{1,2})(?!\d)\s*[日号]?")
_COMPACT_IN_TEXT = re.compile(r"(?<!\d)(20\d{2})([01]\d)([0-3]\d)(?!\d)")

_DIGITS = {ch: i for i, ch in enumerate("〇一二三四五六七八九")} | {"○": 0, "零": 0, "o": 0, "0": 0, "◯": 0, "两": 2}
_NUMERAL = "〇○◯零o0一二三四五六七八九十廿卅"
_CHINESE = re.compile(rf"([{_NUMERAL}]{{4}})年(?:([{_NUMERAL}]{{1,3}})月(?:份|([{_NUMERAL}]{{1,4}})[日号])?)?")
_SERIALS = range(20_000, 80_000)  # 1954 to 2119

DITTO = frozenset({"〃", "″", '"', "''", "“", "”", "同上", "々", "〞", "‖"})


def parse_date(cell: Cell, year: int | None = None) -> date:
    """The day of a cell that is not empty; with `year`, also month and day alone. Raises Unreadable."""
    value = cell.value
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _from_number(float(value), year)
    return parse_date_text(cell.text, year)


def parse_date_text(text: str, year: int | None = None) -> date:
    """A day from text. Raises Unreadable with date_no_day, date_invalid or date_unreadable."""
    folded = _arabic(fold(_TIME.sub("", to_half_width(text).strip().lstrip("'‘’"))))
    if match := _FULL.fullmatch(folded) or _COMPACT.fullmatch(folded):
        return _day(*match.groups())
    if year and (match := _MONTH_DAY.fullmatch(folded)):
        return _day(year, *match.groups())
    if _SERIAL.fullmatch(folded) and int(folded) in _SERIALS:
        return _plain(serial_day(int(folded)))
    if _NO_DAY.fullmatch(folded):
        raise Unreadable("date_no_day")
    raise Unreadable("date_unreadable")


def find_date(text: str) -> date | None:
    """The first full date inside a longer text such as a title; None where there is none that exists."""
    plain = _arabic(to_half_width(text))
    for match in (*_IN_TEXT.finditer(plain), *_COMPACT_IN_TEXT.finditer(plain)):
        try:
            return _day(*match.groups())
        except Unreadable:
            continue
    return None


def _from_number(number: float, year: int | None) -> date:
    if not abs(number) < 1e9:
        raise Unreadable("date_unreadable")
    if number != int(number):
        return _from_fraction(number, year)
    if int(number) in _SERIALS:
        return _plain(serial_day(number))
    return parse_date_text(str(int(number)))


def _from_fraction(number: float, year: int | None) -> date:
    """3.1 typed as a number was 3.1 or 3.10: read only where one of the two is no day. 2025.9 names no day."""
    text = f"{number:.6g}"
    if _SERIALS[0] <= number < _SERIALS[-1]:
        return _plain(serial_day(number))
    if 1900 <= number < 2200:
        raise Unreadable("date_no_day")
    if not year or not _MONTH_DAY.fullmatch(text):
        raise Unreadable("date_unreadable")
    day = _day(year, *text.split("."))
    if len(text.split(".")[1]) == 1 and _exists(year, text + "0"):
        raise Unreadable("date_ambiguous")
    return day


def _exists(year: int, month_day: str) -> bool:
    try:
        return bool(_day(year, *month_day.split(".")))
    except Unreadable:
        return False


def _day(year: str | int, month: str | int, day: str | int) -> date:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError as error:
        raise Unreadable("date_invalid") from error
    if not 1900 <= found.year < 2200:
        raise Unreadable("date_invalid")
    return found


def _plain(day: date | None) -> date:
    if day is None:
        raise Unreadable("date_unreadable")
    return day.date() if isinstance(day, datetime) else day


def _arabic(text: str) -> str:
    """二〇二六年三月五日 as 2026年3月5日, wherever it stands in a text."""
    return _CHINESE.sub(_arabic_match, text) if "年" in text else text


def _arabic_match(match: re.Match[str]) -> str:
    year, month, day = match.groups()
    if any(ch not in _DIGITS for ch in year):
        return match[0]
    text = "".join(str(_DIGITS[ch]) for ch in year) + "年"
    if month:
        text += f"{_small(month)}月"
    return text + (f"{_small(day)}日" if day else "")


def _small(numeral: str) -> int:
    """一 to 九十九, also 廿一 and 卅."""
    numeral = numeral.replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = numeral.rpartition("十")
    if not ten:
        return int("".join(str(_DIGITS.get(ch, 0)) for ch in numeral))
    return (_DIGITS.get(tens[-1:], 0) if tens else 1) * 10 + (_DIGITS.get(ones[:1], 0) if ones else 0)
