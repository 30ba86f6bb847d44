"""Numbers as Excel shows them: padded, plain, with an exponent, or as a day."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from math import isfinite

from workshop.sheets.cells import Cell

# Ids of the built-in formats that are days; 27-36 and 50-58 are the Chinese ones.
BUILT_IN_DAYS = frozenset({14, 15, 16, 17, 22, *range(27, 32), 36, *range(50, 55), 57, 58})
BUILT_IN_CODES = {0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 49: "@"}

_DAY = "day"
_LITERALS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')
_PADDED = re.compile(r'((?:"[^"]*"|\\.)*)(0+)((?:"[^"]*"|\\.)*)')
_EPOCH = date(1899, 12, 30)
_PLAIN_BELOW = 10**15  # Excel keeps fifteen digits
_PADDED_BELOW = 10**20


@lru_cache(maxsize=512)
def is_day_format(code: str) -> bool:
    """A number format with a year, month or day in it (times alone are no days)."""
    bare = _LITERALS.sub("", code.split(";")[0]).lower()
    return "general" not in bare and ("y" in bare or "d" in bare)


@lru_cache(maxsize=512)
def _padding(code: str) -> tuple[str, int, str] | None:
    match = _PADDED.fullmatch(code.split(";")[0])
    if not match:
        return None
    before, after = (re.sub(r'"|\\', "", part) for part in (match[1], match[3]))
    return before, len(match[2]), after


def number_text(value: float) -> str:
    """A number with up to fifteen digits, as the cell and the formula bar show it; 9.90100199205191E+17 beyond."""
    if not isfinite(value):
        return str(value)
    if abs(value) >= _PLAIN_BELOW:
        digits, exponent = f"{value:.14E}".split("E")
        return f"{digits.rstrip('0').rstrip('.')}E{exponent}"
    if value == int(value):
        return str(int(value))
    return format(Decimal(f"{value:.15g}"), "f")


def formatted(value: float, code: str) -> str:
    """A number under its format, where the format changes what a person reads: 6 under 000 is 006."""
    padding = _padding(code)
    if padding and 0 <= value < _PADDED_BELOW and value == int(value):
        before, width, after = padding
        whole = int(value) if value < _PLAIN_BELOW else int(Decimal(f"{value:.14E}"))
        return f"{before}{whole:0{width}d}{after}"
    return number_text(value)


def serial_day(serial: float, from_1904: bool = False) -> date | None:
    """The day of a serial number, with its time if it has one; None outside 1900 to 2199."""
    if not isfinite(serial) or not 1 <= serial < 110_000:
        return None
    days, fraction = divmod(serial, 1)
    day = _EPOCH + timedelta(days=int(days) + (1462 if from_1904 else 0))
    seconds = round(fraction * 86_400)
    return datetime(day.year, day.month, day.day) + timedelta(seconds=seconds) if seconds else day


def day_text(day: date) -> str:
    """A real date as text: 2026-03-05."""
    return day.strftime("%Y-%m-%d %H:%M") if isinstance(day, datetime) else day.isoformat()


def style_code(style: int, codes: Mapping[int, str]) -> str:
    """A number format id as its code, `day` for those that show a day."""
    code = codes.get(style)
    if style in BUILT_IN_DAYS and code is None:
        return _DAY
    code = code if code is not None else BUILT_IN_CODES.get(style, "General")
    return _DAY if is_day_format(code) else code


def number_cell(number: float, code: str, from_1904: bool, formula: str = "") -> Cell:
    """A number as the cell it is under its format: a real date, or a number with its text."""
    if code == _DAY and (day := serial_day(number, from_1904)):
        return Cell(day, day_text(day), formula)
    return Cell(number, formatted(number, code), formula)
