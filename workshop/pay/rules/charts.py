"""How net pay spreads over the workers of a run, as bars."""

from collections.abc import Sequence
from typing import NamedTuple

STEPS = (50_000, 100_000, 200_000, 500_000, 1_000_000)  # fen: widths that read well
MOST_BARS = 12
WIDTH, HEIGHT, GAP = 480, 72, 3


class Bar(NamedTuple):
    """A bar with its place in the drawing; `low` to `high` fen, `workers` in it."""

    low: int
    high: int
    workers: int
    x: int
    y: int
    width: int
    height: int


def build_histogram(sums: Sequence[int]) -> list[Bar]:
    """At most a dozen bars of equal, round width; none for fewer than five people: that would show one person's pay."""
    if len(sums) < 5:
        return []
    top = max(sums)
    step = next((s for s in STEPS if top // s < MOST_BARS), max(1, -(-top // MOST_BARS)))
    counts = [0] * (top // step + 1)
    for amount in sums:
        counts[max(0, amount) // step] += 1
    width, most = WIDTH // len(counts), max(counts)
    heights = [-(-count * HEIGHT // most) for count in counts]
    return [
        Bar(n * step, (n + 1) * step, count, n * width, HEIGHT - high, width - GAP, high)
        for n, (count, high) in enumerate(zip(counts, heights, strict=True))
    ]
