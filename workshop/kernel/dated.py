"""Dated values: a value holds from the day it starts until the next one starts; an end is an entry, never a deletion."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Dated(Generic[T]):
    """`value` from `valid_from` on. `checked_on` is the day a person last compared it with `source`; None: not checked."""

    valid_from: date
    value: T
    source: str = ""
    checked_on: date | None = None


def in_order(values: Iterable[Dated[T]]) -> tuple[Dated[T], ...]:
    """Sorted by start day, as `value_on` wants them."""
    return tuple(sorted(values, key=lambda v: v.valid_from))


def value_on(values: Sequence[Dated[T]], on: date) -> Dated[T] | None:
    """The value in force on a day, None before the first; `values` are in order of their start."""
    index = bisect_right(values, on, key=lambda v: v.valid_from)
    return values[index - 1] if index else None
