"""Σ slips = wage sheet = money out = ledger (pay rules 8.4)."""

from collections.abc import Sequence
from dataclasses import dataclass

from workshop.kernel.money import format_yuan


@dataclass(frozen=True)
class Sum:
    """One of the four: how many people, gross and net in fen; None where it does not know that figure."""

    name: str
    count: int | None
    gross: int | None
    net: int

    def __str__(self) -> str:
        people = "" if self.count is None else f" {self.count} 人"
        gross = "" if self.gross is None else f"应发 {format_yuan(self.gross)} 元、"
        return f"{self.name}{people}{(gross and ' ' + gross) or ' '}实发 {format_yuan(self.net)} 元"


def list_unequal(sums: Sequence[Sum]) -> list[str]:
    """A sentence for each sum that differs from the first in a figure that both know; none when all are equal."""
    first = sums[0]
    return [f"{first},{other},两者不相等" for other in sums[1:] if not _equal(first, other)]


def _equal(one: Sum, other: Sum) -> bool:
    figures = ((one.count, other.count), (one.gross, other.gross), (one.net, other.net))
    return all(mine == theirs for mine, theirs in figures if mine is not None and theirs is not None)
