"""Shapes of the room's drawings in whole numbers; the templates only place them."""

from collections.abc import Sequence
from typing import NamedTuple

from workshop.claims.rules.looking_back import Series
from workshop.claims.rules.months import month_text
from workshop.claims.rules.scales import RATIO
from workshop.claims.rules.stated import number_text

STEP, HEIGHT, FOOT, HEAD = 50, 110, 16, 14


class Bar(NamedTuple):
    """A month: its place, height, class by the answer, the figure in words, and the height of the bound (None: open)."""

    x: int
    y: int
    height: int
    kind: str
    words: str
    label: str
    bound: int | None


class MonthChart(NamedTuple):
    """A figure by month with its bound."""

    title: str
    width: int
    height: int
    base: int
    bars: tuple[Bar, ...]
    words: str
    bound: str


def draw_series(series: Series) -> MonthChart:
    """Bars by month, as high as what is certain, and a line for the bound of each month."""
    values = [v for p in series.points for v in (p.low, p.asked) if v is not None]
    most = max([*values, 1])
    bars = []
    for at, point in enumerate(series.points):
        height = (point.low or 0) * HEIGHT // most
        said = "没有登记齐" if point.low is None else number_text(_shown(series, point.low), series.scale)
        bound = None if point.asked is None else HEAD + HEIGHT - point.asked * HEIGHT // most
        label = f"{point.month % 12 + 1}月"
        kind = {"met": "good", "not_met": "short"}.get(point.answer, "open")
        bars.append(Bar(at * STEP, HEAD + HEIGHT - height, height, kind, said, label, bound))
    told = [f"{month_text(p.month)} {bar.words}" for p, bar in zip(series.points, bars, strict=True)]
    asked = series.points[-1].asked
    bound_words = "" if asked is None else number_text(asked, series.scale)
    size = (max(1, len(bars)) * STEP, HEAD + HEIGHT + FOOT, HEAD + HEIGHT)
    return MonthChart(series.title, *size, tuple(bars), "、".join(told), bound_words)


def _shown(series: Series, value: int) -> int:
    """A share to a tenth of a percent: the drawing has no room for more."""
    step = RATIO.factor // 1000
    return value // step * step if series.scale is RATIO else value


class Curve(NamedTuple):
    """A line over weeks: points of the polyline, the height of the line to compare with, the highest figure."""

    width: int
    height: int
    points: str
    dots: tuple[tuple[int, int, str], ...]
    median: int | None
    most: int


def draw_curve(values: Sequence[tuple[str, int | None]], median: int | None) -> Curve:
    """Figures by week (label, minutes a day; None: no day of work) against a median, in a frame 100 high."""
    most = max([value for _, value in values if value is not None] + [median or 0, 1])
    dots = tuple(
        (at * STEP + STEP // 2, HEAD + HEIGHT - value * HEIGHT // most, label)
        for at, (label, value) in enumerate(values)
        if value is not None
    )
    line = None if median is None else HEAD + HEIGHT - median * HEIGHT // most
    points = " ".join(f"{x},{y}" for x, y, _ in dots)
    return Curve(max(1, len(values)) * STEP, HEAD + HEIGHT + FOOT, points, dots, line, most)
