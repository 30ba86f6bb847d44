"""The month's drawing: days to bars."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

WIDTH, HEIGHT = 20, 120


@dataclass(frozen=True)
class Day:
    """One day of the month: `value` in fen (piece work at normal prices, not yet a pay sum), `people` who were counted."""

    on: date
    value: int
    people: int
    rest: bool


@dataclass(frozen=True)
class Bar:
    """A bar of the month's chart, in units of the drawing."""

    x: int
    y: int
    height: int
    rest: bool
    label: str
    title: str


def build_bars(days: Sequence[Day]) -> list[Bar]:
    """One bar a day; the tallest fills the height; a day without work keeps its place."""
    most = max((day.value for day in days), default=0) or 1
    bars = []
    for index, day in enumerate(days):
        height = -(-day.value * HEIGHT // most)
        title = f"{day.on.month}月{day.on.day}日:{day.people} 人,计件约 {day.value // 100} 元"
        bars.append(Bar(index * WIDTH, HEIGHT - height, height, day.rest, str(day.on.day), title))
    return bars
