"""Money: integers of fen 分, prices in integers of 1/10000 yuan; no float anywhere (pay rules 1.1, 1.2, 1.5)."""

import re

from workshop.kernel.text import to_half_width

_DECIMAL = re.compile(r"(-?)([0-9]{1,9})(?:\.([0-9]{1,9}))?")
PRICE_SCALE = 10_000
FEN_IN_PRICE = 100  # one fen is a hundred units of price


class BadNumber(ValueError):
    """A text that is not the number asked for; the message is a Chinese sentence."""


def round_half_up(numerator: int, denominator: int) -> int:
    """`numerator / denominator` to the nearest integer, halves away from zero (pay rules 1.5). `denominator` > 0."""
    if numerator < 0:
        return -round_half_up(-numerator, denominator)
    return (2 * numerator + denominator) // (2 * denominator)


def parse_scaled(text: str, decimals: int, what: str) -> int:
    """A decimal text as an integer of 10**-`decimals`, full-width digits too; refuses exponents, plus signs and words."""
    match = _DECIMAL.fullmatch(to_half_width(text).strip())
    if not match:
        raise BadNumber(f"{what}应是数字,例如 12.5")
    sign, whole, fraction = match[1], match[2], match[3] or ""
    if len(fraction.rstrip("0")) > decimals:
        raise BadNumber(f"{what}最多 {decimals} 位小数")
    value = int(whole) * 10**decimals + int(fraction[:decimals].ljust(decimals, "0") or 0)
    return -value if sign else value


def parse_yuan(text: str) -> int:
    """Yuan with up to two decimals as fen."""
    return parse_scaled(text, 2, "金额")


def parse_price(text: str) -> int:
    """Yuan with up to four decimals as 1/10000 yuan: a piece price 单价, a defect charge or a material price."""
    return parse_scaled(text, 4, "单价")


def format_yuan(fen: int) -> str:
    """Fen as yuan with two decimals and thousands commas: 123456 is `1,234.56`."""
    if fen < 0:
        return "-" + format_yuan(-fen)
    whole, rest = divmod(fen, 100)
    return f"{whole:,}.{rest:02d}"


def plain_yuan(fen: int) -> str:
    """Fen as yuan with two decimals and no commas, as files carry it."""
    return format_yuan(fen).replace(",", "")


def format_price(price: int) -> str:
    """1/10000 yuan as yuan, at least two decimals, trailing zeros dropped below the fen: 768 is `0.0768`, 8000 `0.80`."""
    whole, fraction = divmod(abs(price), PRICE_SCALE)
    digits = f"{fraction:04d}"
    return f"{'-' if price < 0 else ''}{whole:,}.{digits[:2]}{digits[2:].rstrip('0')}"
