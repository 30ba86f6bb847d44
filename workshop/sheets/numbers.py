"""Numbers as people type them: full-width, with commas, with a unit behind, as a sum; and the marks that mean nothing."""

import re

from workshop.kernel.money import parse_scaled
from workshop.kernel.quantities import MOST, QUANTITY_SCALE, is_measured
from workshop.kernel.text import fold
from workshop.sheets.cells import Cell
from workshop.sheets.reasons import Unreadable

NOTHING = frozenset({"", "—", "——", "–", "-", "--", "―", "─", "/", "\\", "休", "请假", "休息", "无"})
_TERM = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,9})(?:\.[0-9]{1,9})?"
_SUM = re.compile(rf"(-?)({_TERM}(?:\+{_TERM})*)=?(\D*)")
UNITS = frozenset("双件条个只袋盒斤克米套打包箱卷张片根支副块筐把顶对本朵枚串台瓶罐桶") | {
    "kg",
    "g",
    "m",
    "公斤",
    "千克",
    "pcs",
}
_SAME_UNIT = {"公斤": "kg", "千克": "kg", "克": "g", "米": "m", "pcs": "个"}
HOUR_UNITS = frozenset({"小时", "h", "时", "工时"})


def same_unit(one: str, other: str) -> bool:
    """公斤 and kg are the same unit, 双 and 只 are not."""
    one, other = fold(one), fold(other)
    return _SAME_UNIT.get(one, one) == _SAME_UNIT.get(other, other)


def plain(cell: Cell) -> str:
    """A cell as folded text: a number with all its digits, text without spaces and without a leading apostrophe."""
    return fold(cell.text).lstrip("'‘’`")


def is_nothing(cell: Cell) -> bool:
    """Empty, a stroke, zero, or a word for not having worked."""
    text = plain(cell)
    return text in NOTHING or (not text.strip("0.") and text.count(".") < 2)


def parse_number(cell: Cell, decimals: int = 3, units: frozenset[str] = UNITS) -> tuple[int, str]:
    """A number as an integer of 10**-`decimals`, and the unit written behind it ('' for none). Raises Unreadable."""
    if isinstance(cell.value, bool):
        raise Unreadable("number_unreadable")
    match = _SUM.fullmatch(plain(cell))
    if not match or (match[3] and match[3] not in units):
        raise Unreadable("number_unreadable")
    if match[1] and "+" in match[2]:
        raise Unreadable("number_unreadable")
    try:
        total = sum(parse_scaled(term.replace(",", ""), decimals, "数") for term in match[2].split("+"))
    except ValueError as error:
        raise Unreadable("number_unreadable") from error
    return (-total if match[1] else total), match[3]


def parse_count(cell: Cell, unit: str) -> int:
    """A quantity in 1/1000 of an operation's unit. Raises Unreadable: also negative, fractional or in another unit."""
    value, written = parse_number(cell)
    if written and not same_unit(written, unit):
        raise Unreadable("unit_differs")
    if value < 0:
        raise Unreadable("number_negative")
    if value > MOST:
        raise Unreadable("number_too_large")
    if value % QUANTITY_SCALE and not is_measured(unit):
        raise Unreadable("unit_is_counted")
    return value


def shown_number(cell: Cell) -> int:
    """What a cell adds to a total, in thousandths: its number however it is written, 0 for anything else."""
    try:
        return 0 if is_nothing(cell) else parse_number(cell)[0]
    except Unreadable:
        return 0
