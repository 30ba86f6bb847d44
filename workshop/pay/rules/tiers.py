"""Tiers 阶梯: marginal slabs on a worker's good quantity of one operation on one day (pay rules 2.4)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from workshop.pay.rules.facts import PieceGroup, Slabs


class Slice(NamedTuple):
    """A quantity at one slab's price; `tiered` above the first slab."""

    price: int
    quantity: int
    tiered: bool


def slabs_on(sets: Mapping[date, Slabs], on: date) -> Slabs:
    """The latest set of slabs that has started; none before the first."""
    started = [start for start in sets if start <= on]
    return sets[max(started)] if started else ()


def slab_quantities(before: int, after: int, slabs: Slabs) -> list[int]:
    """How much of what lies between two totals of a day falls below the first slab and into each slab.

    A total that shrinks (a reversal) gives negative quantities, so what was paid is taken back slab by slab.
    """
    edges = [above for above, _ in slabs]
    lows, highs = [None, *edges], [*edges, None]
    return [_part(after, low, high) - _part(before, low, high) for low, high in zip(lows, highs, strict=True)]


def _part(total: int, low: int | None, high: int | None) -> int:
    inside = total if high is None else min(total, high)
    return inside if low is None else max(inside - low, 0)


def slice_days(groups: Iterable[PieceGroup]) -> Iterator[tuple[PieceGroup, Slice]]:
    """Cuts the good quantity of normal-band groups with slabs, day by day; the order of the groups means nothing."""
    groups = list(groups)
    done: dict[tuple[object, object], int] = {}
    for group in groups:
        done[group.operation, group.on] = max(group.before, done.get((group.operation, group.on), 0))
    # Should a day carry two first prices, the lower fills the first slab first.
    for group in sorted(groups, key=lambda g: (str(g.operation), g.on, g.price, g.slabs)):  # type: ignore[arg-type,return-value]
        day = (group.operation, group.on)
        before = done[day]
        done[day] = after = before + group.good
        prices = [group.price or 0, *(price for _, price in group.slabs)]
        for place, quantity in enumerate(slab_quantities(before, after, group.slabs)):
            if quantity:
                yield group, Slice(prices[place], quantity, place > 0)
