"""What a column of an exchange file holds: how its text is read and written. Pure.

Values are in the units of pay rules 1: fen, 1/10000 yuan, 1/1000 of a unit, minutes. An empty cell never comes here.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from workshop.kernel.calendar import BANDS, parse_weekly_rest
from workshop.kernel.idno import REASONS as ID_REASONS
from workshop.kernel.idno import BadIdNumber, parse_idno
from workshop.kernel.money import BadNumber, parse_scaled, plain_yuan
from workshop.kernel.quantities import MOST, format_quantity
from workshop.kernel.shares import SPLITS
from workshop.kernel.text import fold, has_forbidden, to_half_width
from workshop.people.rules.words import CATEGORIES

MOST_FEN = 10_000_000_00  # ten million yuan in one cell is a typing error
MOST_PRICE = 1_000_000_0000
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(?::00)?", re.ASCII)
_WHOLE = re.compile(r"[0-9]{1,9}")
_LOST_DIGITS = re.compile(r"[0-9](?:\.[0-9]+)?e\+?[0-9]{1,3}")


class Wrong(ValueError):
    """A text that is not what its column holds: a short code, a sentence, and how to mend it."""

    def __init__(self, reason: str, message: str, mend: str) -> None:
        super().__init__(message)
        self.reason, self.message, self.mend = reason, message, mend


class Kind(NamedTuple):
    """`parse` raises Wrong; `write` gives the text that `parse` reads back as the same value."""

    parse: Callable[[str], Any]
    write: Callable[[Any], str] = str


def text_of(most: int) -> Kind:
    """Text kept exactly as it is written, in one line, without white space around it."""

    def parse(text: str) -> str:
        if has_forbidden(text) or any(ch in text for ch in "\r\n\t\u2028\u2029"):
            raise Wrong("text_characters", "含有不能保存的控制字符或换行", "请删去后重新输入")
        if text != text.strip():
            raise Wrong("text_spaces", "前后有空格", "请删去前后的空格")
        if len(text) > most:
            raise Wrong("text_too_long", f"太长,最多 {most} 个字", "请缩短")
        return text

    return Kind(parse)


def clean_text_of(most: int, clean: Callable[[str], str], what: str) -> Kind:
    """Text that is already as it would be stored: a name without spaces inside, a half-width number."""
    plain = text_of(most).parse

    def parse(text: str) -> str:
        if clean(plain(text)) != text:
            raise Wrong(
                "text_not_clean", f"{what}里有空格、全角字符或不统一的间隔号", f"请写成「{clean(text)[:most]}」"
            )
        return text

    return Kind(parse)


def one_of(choices: Mapping[str, Any]) -> Kind:
    """One of a few words, each standing for a value; the first word of a value is the one that is written."""
    folded = {fold(word): value for word, value in choices.items()}
    words = {value: word for word, value in reversed(list(choices.items()))}
    shown = "、".join(dict.fromkeys(words.values()))

    def parse(text: str) -> Any:
        try:
            return folded[fold(text)]
        except KeyError:
            raise Wrong("word_unknown", "不是这一列可以填的词", f"可以填:{shown}") from None

    return Kind(parse, words.__getitem__)


def scaled(decimals: int, what: str, most: int, write: Callable[[int], str], above_zero: bool = False) -> Kind:
    """A decimal number as an integer of 10**-`decimals`, never negative."""

    def parse(text: str) -> int:
        try:
            value = parse_scaled(text, decimals, what)
        except BadNumber as error:
            raise Wrong("number_unreadable", str(error), "请只填数字") from error
        if value < 0:
            raise Wrong("number_negative", f"{what}不能是负数", "请核对后改正")
        if value > most:
            raise Wrong("number_too_large", f"{what}大得不像真的", "请核对后改正")
        if above_zero and not value:
            raise Wrong("number_is_zero", f"{what}不能是 0", "请填实际的数,没有就留空或删去这一行")
        return value

    return Kind(parse, write)


def decimal_text(decimals: int, trim: bool = False) -> Callable[[int], str]:
    """Writes an integer of 10**-`decimals` as text, with all decimals or with trailing zeros dropped."""

    def write(value: int) -> str:
        whole, fraction = divmod(value, 10**decimals)
        digits = f"{fraction:0{decimals}d}"
        digits = digits.rstrip("0") if trim else digits
        return f"{whole}.{digits}" if digits else str(whole)

    return write


def whole(least: int, most: int, what: str) -> Kind:
    """A whole number."""

    def parse(text: str) -> int:
        if not _WHOLE.fullmatch(number := to_half_width(text).strip()):
            raise Wrong("number_unreadable", f"{what}应是整数", "请只填数字")
        if not least <= int(number) <= most:
            raise Wrong("number_out_of_range", f"{what}应在 {least} 到 {most} 之间", "请核对后改正")
        return int(number)

    return Kind(parse)


def _parse_day(text: str) -> date:
    match = _DAY.fullmatch(to_half_width(text).strip())
    if not match:
        raise Wrong("date_unreadable", "不是日期", "请写成 2026-03-05 这样")
    try:
        found = date(*map(int, match.groups()))
    except ValueError:
        raise Wrong("date_invalid", "没有这一天", "请核对年月日") from None
    if not 1900 <= found.year < 2200:
        raise Wrong("date_invalid", "年份不像真的", "请核对年月日")
    return found


def _parse_clock(text: str) -> int:
    match = _CLOCK.fullmatch(to_half_width(text).strip())
    if not match:
        raise Wrong("time_unreadable", "不是时间", "请写成 07:55 这样")
    return int(match[1]) * 60 + int(match[2])


def _parse_idno(text: str) -> str:
    if _LOST_DIGITS.fullmatch(fold(text)):
        raise Wrong("id_damaged", *ID_REASONS["id_damaged"])
    try:
        return parse_idno(text).number
    except BadIdNumber as error:
        raise Wrong(error.reason, *ID_REASONS[error.reason]) from error


def _parse_card(text: str) -> str:
    number = fold(text)
    if _LOST_DIGITS.fullmatch(number):
        raise Wrong("card_damaged", "卡号被 Excel 当成数字,末尾几位已经丢失", "请把这一列设为文本格式后重新输入")
    if not (number.isascii() and number.isdigit() and 8 <= len(number) <= 30):
        raise Wrong("card_characters", "卡号应是 8 到 30 位数字", "请对照银行卡重新输入")
    return number


def _parse_phone(text: str) -> str:
    number = fold(text).replace("-", "")
    if not (number.isascii() and number.isdigit() and len(number) == 11):
        raise Wrong("phone_length", "手机号应是 11 位数字", "请核对手机号")
    return number


def _parse_county(text: str) -> str:
    code = to_half_width(text).strip()
    if not (code.isascii() and code.isdigit() and len(code) == 6):
        raise Wrong("county_code", "县区代码应是 6 位数字", "请填民政部公布的行政区划代码")
    return code


def _parse_rest(text: str) -> str:
    try:
        parse_weekly_rest(text)
    except ValueError:
        raise Wrong("weekly_rest", "不认识的休息日", "请填 日、六日,或留空") from None
    return text


def _parse_categories(text: str) -> tuple[str, ...]:
    found = tuple(part.strip() for part in text.split("、"))
    unknown = [part for part in found if part not in CATEGORIES]
    if unknown:
        shown = "、".join(CATEGORIES)
        raise Wrong("category_unknown", f"不认识的人员类别「{unknown[0][:20]}」", f"可以填:{shown};几个之间用顿号")
    if len(set(found)) < len(found):
        raise Wrong("category_twice", "同一个类别写了两次", "请删去重复的")
    return tuple(sorted(found, key=CATEGORIES.index))  # the order says nothing


DAY = Kind(_parse_day, date.isoformat)
CLOCK = Kind(_parse_clock, lambda minutes: f"{minutes // 60:02d}:{minutes % 60:02d}")
YUAN = scaled(2, "金额", MOST_FEN, plain_yuan)
SUM = scaled(2, "金额", MOST_FEN, plain_yuan, above_zero=True)
RATE = scaled(4, "单价", MOST_PRICE, decimal_text(4), above_zero=True)
PRICE = scaled(4, "单价", MOST_PRICE, decimal_text(4))
QUANTITY = scaled(3, "数量", MOST, lambda value: format_quantity(value).replace(",", ""))
MATERIAL = scaled(3, "物料数量", MOST * 10, lambda value: format_quantity(value).replace(",", ""))
PER_PIECE = scaled(4, "单耗", MOST_PRICE, decimal_text(4, trim=True))
WEIGHT = scaled(2, "系数", 100_00, decimal_text(2), above_zero=True)
SHARE = scaled(4, "损耗率", 9_999, decimal_text(4, trim=True))
MINUTES = whole(1, 24 * 60, "分钟")
OVERTIME = whole(0, 24 * 60, "加班分钟")
IDNO = Kind(_parse_idno)
CARD = Kind(_parse_card)
PHONE = Kind(_parse_phone)
COUNTY = Kind(_parse_county)
WEEKLY_REST = Kind(_parse_rest)
CATEGORY = Kind(_parse_categories, "、".join)
BAND = one_of({band: band for band in BANDS} | {chinese: band for band, chinese in BANDS.items()})
SPLIT = one_of({split: split for split in SPLITS} | {chinese: split for split, chinese in SPLITS.items()})
YES_NO = one_of({"是": True, "否": False})
