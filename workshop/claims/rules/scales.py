"""Scales: how a figure of a threshold is written in a file, kept as a whole number, and read out in a sentence."""

import re
from dataclasses import dataclass
from fractions import Fraction

from workshop.claims.rules.kinds import to_thousandths
from workshop.kernel.money import format_yuan, round_half_up
from workshop.kernel.quantities import format_quantity

_RATIO = re.compile(r"(\d+(?:\.\d+)?)%|(\d+)/([1-9]\d*)")


@dataclass(frozen=True)
class Scale:
    """`factor` small units make the unit that is written: 100 fen a yuan, 2 half days a day."""

    unit: str
    factor: int
    verb: str  # what closes a gap: 再做 … 即满
    title: str

    def read(self, raw: object) -> int | None:
        """A raw number in small units, None where it does not fit."""
        value = to_thousandths(raw, 3)
        if value is None or value < 0 or value * self.factor % 1000:
            return None
        return value * self.factor // 1000

    def text(self, value: int) -> str:
        """`6 个月`, `6,000.00 元`."""
        if self.factor == 100:
            return f"{format_yuan(value)} 元"
        if self.factor == 1:
            return f"{value:,} {self.unit}"
        return f"{format_quantity(value * 1000 // self.factor)} {self.unit}"

    def gap(self, value: int) -> str:
        """`再做 1 个月即满`."""
        return f"{self.verb} {self.text(value)}即满"


MONTHS = Scale("个月", 1, "再做", "整数,几个月")
DAYS = Scale("天", 2, "再做", "天数,可以有半天")
HOURS = Scale("小时", 60, "再做", "小时数")
YUAN = Scale("元", 100, "再挣", "金额,元,最多两位小数")
MONEY = Scale("元", 100, "再有", "金额,元,最多两位小数")
PEOPLE = Scale("人", 1, "再有", "整数,几人")
HOUSEHOLDS = Scale("户", 1, "再有", "整数,几户")
AREA = Scale("㎡", 1000, "再有", "平方米")
COUNT = Scale("个", 1, "再有", "整数")
PLAIN = Scale("", 1000, "再有", "数字,最多三位小数")
RATIO = Scale("", 1_000_000_000, "再有", '比例,写成 "20%" 或 "1/3"')


def read_ratio(raw: object) -> Fraction | None:
    """`"20%"` or `"1/3"`, None for anything else."""
    match = _RATIO.fullmatch(raw) if isinstance(raw, str) else None
    if not match:
        return None
    return Fraction(match[1]) / 100 if match[1] else Fraction(int(match[2]), int(match[3]))


def ratio_text(ratio: Fraction) -> str:
    """`20%`; thirds and the like as they are."""
    percent = ratio * 100
    return f"{percent.numerator}%" if percent.denominator == 1 else _two_places(percent)


def _two_places(percent: Fraction) -> str:
    hundredths = round_half_up(percent.numerator * 100, percent.denominator)
    return f"{hundredths // 100}.{hundredths % 100:02d}".rstrip("0") + "%"
