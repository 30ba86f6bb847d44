"""What a person types or pastes as lines: insurance bases and tax brackets. A line that cannot be read is named."""

import re

from workshop.kernel.money import BadNumber, parse_scaled, parse_yuan
from workshop.kernel.text import to_half_width
from workshop.pay.rules.lawchecks import Brackets

_BREAK = re.compile(r"[\s,;、|]+")
NO_END = "以上"


def parse_percent(text: str) -> int:
    """A rate in per cent with up to two decimals as 1/10000; `8` and `8%` are 800."""
    return parse_scaled(text.strip().removesuffix("%").removesuffix("%"), 2, "费率")


def parse_whole(text: str) -> int:
    """A whole number of per cent; `20` and `20%` are 20."""
    words = to_half_width(text).strip().removesuffix("%")
    if not words.isascii() or not words.isdigit():
        raise BadNumber(f"「{text.strip()}」应是整数,例如 20")
    return int(words)


def parse_bases(text: str) -> dict[str, int]:
    """Lines such as `A001 3500` as fen by worker number. Raises ValueError with a Chinese sentence that names the line."""
    bases: dict[str, int] = {}
    for number, words in _lines(text):
        if len(words) != 2:
            raise ValueError(f"第 {number} 行「{' '.join(words)[:30]}」看不懂,每行写工号和缴费基数,例如 A001 3500")
        worker_no, amount = words
        if worker_no in bases:
            raise ValueError(f"第 {number} 行:工号 {worker_no} 写了两次")
        bases[worker_no] = _money(number, amount)
    return bases


def parse_brackets(text: str) -> Brackets:
    """Lines such as `36000 3 0`, the last `以上 45 181920`: up to, per cent, quick deduction, in yuan."""
    brackets = []
    for number, words in _lines(text):
        if len(words) != 3:
            raise ValueError(
                f"第 {number} 行「{' '.join(words)[:30]}」看不懂,每行写上限、税率、速算扣除数,例如 36000 3 0"
            )
        up_to, percent, quick = words
        try:
            rate = parse_whole(percent)
        except BadNumber as error:
            raise ValueError(f"第 {number} 行的税率:{error}") from error
        end = None if up_to == NO_END else _money(number, up_to)
        brackets.append((end, rate, _money(number, quick)))
    return tuple(brackets)


def show_brackets(brackets: Brackets) -> str:
    """The lines that `parse_brackets` reads."""
    return "\n".join(
        f"{NO_END if up_to is None else up_to // 100} {percent} {quick // 100}" for up_to, percent, quick in brackets
    )


def _lines(text: str) -> list[tuple[int, list[str]]]:
    lines = ((number, to_half_width(line).strip()) for number, line in enumerate(text.splitlines(), 1))
    return [(number, _BREAK.split(line)) for number, line in lines if line]


def _money(number: int, text: str) -> int:
    try:
        fen = parse_yuan(text)
    except BadNumber as error:
        raise ValueError(f"第 {number} 行「{text}」:{error}") from error
    if fen < 0:
        raise ValueError(f"第 {number} 行「{text}」是负数")
    return fen
