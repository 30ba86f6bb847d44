"""Sums before their one rounding, written so that the days of a line add up to it (pay rules 1.5, 1.7)."""

from workshop.kernel.money import format_yuan

_THIRDS = ("", "⅓", "⅔")
_MOST_DECIMALS = 10


def exact_yuan(numerator: int, denominator: int) -> str:
    """`numerator / denominator` fen in yuan: two decimals, further ones while they are not zero, thirds of the last as ⅓ or ⅔.

    Hours are sixtieths, so a third is all that can be left over: 20 minutes at 20.60 are `6.86⅔`.
    """
    value = abs(numerator)
    for extra in range(_MOST_DECIMALS - 1):
        parts, rest = divmod(value * 10**extra * 3, denominator)
        if rest == 0:
            whole, thirds = divmod(parts, 3)
            return ("-" if numerator < 0 else "") + _written(whole, extra) + _THIRDS[thirds]
    raise ValueError("a sum of pay has at most ten decimals of a yuan, and thirds")


def _written(whole: int, extra: int) -> str:
    fen, tail = divmod(whole, 10**extra)
    return format_yuan(fen) + (f"{tail:0{extra}d}" if extra else "")
