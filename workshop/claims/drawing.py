"""Shapes of the room's drawings in whole numbers; the templates only place them."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from workshop.claims.rules.looking_back import Series
from workshop.claims.rules.months import first_day, month_of, month_text
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


class Dot(NamedTuple):
    """A week of a curve; `label` empty where there is no room for it, `words` the figure at both ends."""

    x: int
    y: int
    week: str
    value: int
    label: str
    words: str


class Curve(NamedTuple):
    """A line over weeks: points of the polyline, its dots, the height and figure of the line to compare with."""

    width: int
    height: int
    base: int
    points: str
    dots: tuple[Dot, ...]
    median: int | None
    median_value: int | None


CURVE_WIDTH, EDGE, LABELS = 640, 24, 10


def draw_curve(values: Sequence[tuple[str, int | None]], median: int | None) -> Curve:
    """Figures by week (label, figure; None: no day of work) against a median, in a frame of one width however long it lasts."""
    known = [(at, label, value) for at, (label, value) in enumerate(values) if value is not None]
    most = max([value for _, _, value in known] + [median or 0, 1])
    span, every = max(1, len(values) - 1), -(-len(values) // LABELS)
    dots = []
    for count, (at, label, value) in enumerate(known):
        x = EDGE + at * (CURVE_WIDTH - 2 * EDGE) // span
        words = str(value) if count in (0, len(known) - 1) else ""
        dots.append(Dot(x, _high(value, most), label, value, label if at % every == 0 else "", words))
    points = " ".join(f"{dot.x},{dot.y}" for dot in dots)
    line = None if median is None else _high(median, most)
    return Curve(CURVE_WIDTH, HEAD + HEIGHT + FOOT, HEAD + HEIGHT, points, tuple(dots), line, median)


def _high(value: int, most: int) -> int:
    return HEAD + HEIGHT - value * HEIGHT // most


STRETCH_WIDTH = 336


class Stretch(NamedTuple):
    """Days as a line from left to right: where each month begins with its label, and where today is."""

    first: date
    last: date
    width: int
    months: tuple[tuple[int, str], ...]
    today: int

    def place(self, first: date, last: date) -> tuple[int, int]:
        """Left end and width of some days, cut to what is shown; never less than two."""
        left = _place(self, max(first, self.first))
        return left, max(2, _place(self, min(last, self.last) + timedelta(days=1)) - left)


def draw_stretch(first: date, last: date, today: date) -> Stretch:
    """The line that windows of time are drawn on."""
    bare = Stretch(first, last, STRETCH_WIDTH, (), 0)
    months = tuple((_place(bare, first_day(m)), f"{m % 12 + 1}月") for m in range(month_of(first), month_of(last) + 1))
    return bare._replace(months=months, today=_place(bare, today))


def _place(stretch: Stretch, on: date) -> int:
    return (on - stretch.first).days * stretch.width // ((stretch.last - stretch.first).days + 1)
