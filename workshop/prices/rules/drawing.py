"""The price of an operation over time as a flight of steps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

WIDTH, HEIGHT, MARGIN = 420, 90, 28


@dataclass(frozen=True)
class Step:
    """A price from a day on: where its line begins and ends, how high it lies."""

    x: float
    end: float
    y: float
    rate: int
    valid_from: date


@dataclass(frozen=True)
class Steps:
    """The drawing: steps in order of time and where today lies."""

    steps: tuple[Step, ...]
    today: float
    width: int = WIDTH
    height: int = HEIGHT + 2 * MARGIN

    @property
    def path(self) -> str:
        """The line of an SVG path."""
        return " ".join(f"{'M' if n == 0 else 'L'}{s.x:.1f} {s.y:.1f} H{s.end:.1f}" for n, s in enumerate(self.steps))


def build_steps(prices: Sequence[tuple[date, int]], on: date) -> Steps | None:
    """Steps of (start day, rate) up to a month after the last of them or `on`; None where there is nothing to compare."""
    ordered = sorted(prices)
    if len(ordered) < 2:
        return None
    first, last = ordered[0][0], max(ordered[-1][0], on) + timedelta(days=31)
    highest, lowest = max(rate for _, rate in ordered), min(rate for _, rate in ordered)

    def across(day: date) -> float:
        return MARGIN + (WIDTH - 2 * MARGIN) * ((day - first).days / (last - first).days)

    def down(rate: int) -> float:
        return MARGIN + HEIGHT * (0.5 if highest == lowest else (highest - rate) / (highest - lowest))

    ends = [start for start, _ in ordered[1:]] + [last]
    steps = [
        Step(across(start), across(end), down(rate), rate, start)
        for (start, rate), end in zip(ordered, ends, strict=True)
    ]
    return Steps(tuple(steps), across(max(on, first)))
