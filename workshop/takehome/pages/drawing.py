"""Shapes of the room's drawings in whole numbers; the templates only place them."""

from collections.abc import Sequence
from typing import NamedTuple

from workshop.takehome.rules import Balance

WIDTH = 1000
# class of the drawing, word, part of a balance
PARTS = (
    ("good", "合格品里", "in_good"),
    ("own", "次品(自己做坏)", "in_own"),
    ("other", "次品(料的问题)", "in_other"),
    ("waiting", "待验收", "waiting"),
    ("back", "退料", "returned"),
    ("lost", "损耗", "lost"),
    ("home", "还在家", "at_home"),
)


class Segment(NamedTuple):
    """A piece of a bar of 1000 units; `amount` in the unit of what is drawn."""

    kind: str
    word: str
    amount: int
    x: int
    width: int


def lay_out(parts: Sequence[tuple[str, str, int]], whole: int = 0) -> tuple[Segment, ...]:
    """The parts side by side; together they fill the bar or, where `whole` is more, their share of it. Negative ones have no width."""
    sum_of = max(whole, sum(max(0, amount) for _, _, amount in parts))
    segments, reached = [], 0
    for kind, word, amount in parts:
        start = reached * WIDTH // sum_of if sum_of else 0
        reached += max(0, amount)
        end = reached * WIDTH // sum_of if sum_of else 0
        segments.append(Segment(kind, word, amount, start, end - start))
    return tuple(segments)


def balance_parts(balance: Balance) -> tuple[Segment, ...]:
    """Where the material is, as a bar; its amounts add up to what was issued."""
    return lay_out([(kind, word, getattr(balance, name)) for kind, word, name in PARTS], balance.issued)


def money_parts(
    wages: int, loss: int, other: int, left: int | None, whole: int, left_word: str = "还剩"
) -> tuple[Segment, ...]:
    """Where a price goes: wages, loss, other costs, and what is left of it, in fen."""
    parts = [("wages", "工钱", wages), ("lost", "损耗", loss), ("costs", "其他", other)]
    return lay_out([*parts, ("left", left_word, left)] if left is not None else parts, whole)


class RateBar(NamedTuple):
    """A loss rate against its allowance, both in 1/10000, as widths of a bar of 1000 units."""

    width: int
    mark: int
    over: bool


def rate_bar(rate: int, allowance: int, most: int) -> RateBar:
    """`most`: the highest rate or allowance of the list, which fills the bar."""
    most = max(most, 1)
    return RateBar(max(0, rate) * WIDTH // most, min(allowance * WIDTH // most, WIDTH - 6), rate > allowance)
