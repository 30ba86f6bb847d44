"""How wide each column is set, and in which size of type: as large as fits, by one rule for every list.

Type sizes are whole or half CSS pixels: only then is a half-width glyph a whole number of Pango units, and a line of
text one run.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from math import ceil

from workshop.papers.columns import Column
from workshop.papers.setting.fitting import text_units

MM_PER_PX = 25.4 / 96
SIZES = (14.0, 13.0, 12.0, 11.0, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0, 5.5, 5.0)  # px; 10 px is 7.5 pt 六号
NARROWED_FROM = 8.0  # from this size down words give way before figures do
SUMS_LEAST = 0.8  # of the rows' type: sums may be set a little smaller, not more
FEW_WRAPS, SMALLER_LEAST = 0.1, 0.9
ALWAYS_LONG = 60  # half-widths; a remark, no name
SIGN_LEAST_MM, SIGN_MOST_MM = 18.0, 30.0
MARK_GOOD = 4


@dataclass(frozen=True)
class Measure:
    """Type size in px; where the columns' texts begin and how wide they may be, in half-widths. Last start: the right edge."""

    px: float
    starts: tuple[int, ...]
    widths: tuple[int, ...]

    @classmethod
    def of(cls, px: float, widths: Sequence[int]) -> "Measure":
        """Columns side by side, each followed by one half-width of air."""
        return cls(px, (0, *accumulate(width + 1 for width in widths)), tuple(widths))

    @property
    def unit_mm(self) -> float:
        """Millimetres of one half-width."""
        return unit_of(self.px)

    def smaller(self, px: float) -> "Measure":
        """The same columns for a smaller type: right edges stay where they were to a half-width; most of the air is used."""
        ends = [
            int((start + width + 0.4) * self.px / px) for start, width in zip(self.starts, self.widths, strict=False)
        ]
        starts = [ceil((start - 0.4) * self.px / px) for start in self.starts]
        return Measure(px, tuple(starts), tuple(end - start for start, end in zip(starts, ends, strict=False)))


def unit_of(px: float) -> float:
    """Millimetres of a half-width in a type size."""
    return px / 2 * MM_PER_PX


@dataclass(frozen=True)
class Want:
    """What a column needs in half-widths: never under `least`, `wanted` without crowding, `summed` for its sums.

    `wraps` counts the cells of each width.
    """

    column: Column
    least: int
    wanted: int
    summed: int
    wraps: Counter[int]


Fit = tuple[Measure, Measure]


def measure_columns(
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    totals: Sequence[str],
    width_mm: float,
    largest_px: float = 10.0,
    lines: int = 1,
) -> Fit:
    """The largest type in which every column has its width, and the measure of the sums, which may be set smaller.

    A type up to a tenth smaller is taken where it keeps many rows to one line, or to as many `lines` as the rows are high
    anyway; with more than one, words give way before the type gets smaller. `rows` and `totals` are the cells as printed.
    Raises ValueError when even the smallest type has no room.
    """
    cells = zip(*rows, strict=True) if rows else ((),) * len(columns)
    wants = [_want(column, Counter(texts), total) for column, texts, total in zip(columns, cells, totals, strict=True)]
    wants = _tied(wants)
    tried = (fit for px in SIZES if px <= largest_px and (fit := _fit(wants, px, width_mm, lines)))
    best = next(tried, None)
    if best is None:
        raise ValueError(f"{len(columns)} columns do not fit {width_mm} mm")
    return _with_fewer_lines(wants, best, tried, lines, len(rows) * FEW_WRAPS)


def _with_fewer_lines(wants: Sequence[Want], best: Fit, smaller: Iterable[Fit], lines: int, few: float) -> Fit:
    """The best fit, or one up to a tenth smaller in which at most half as many cells are too high for their rows."""
    wrapped = _wrapped(wants, best, lines)
    for fit in smaller if wrapped > few else ():
        if fit[0].px < SMALLER_LEAST * best[0].px:
            break
        if _wrapped(wants, fit, lines) <= wrapped / 2:
            return fit
    return best


def _fit(wants: Sequence[Want], px: float, width_mm: float, lines: int) -> Fit | None:
    """The columns in one size of type; None if they or their sums do not fit."""
    room = int(width_mm / unit_of(px)) - len(wants)
    widths = [max(_signing(want, px), _share(want, px, width_mm)) for want in wants]
    if sum(widths) > room and (px <= NARROWED_FROM or lines > 1):
        widths = _narrowed(wants, widths, sum(widths) - room)
        if px > NARROWED_FROM and _too_high(wants, widths, lines):
            return None
    if sum(widths) > room:
        return None
    measure = Measure.of(px, _spread(wants, widths, room - sum(widths), px))
    sums = (measure.smaller(size) for size in SIZES if SUMS_LEAST * px <= size <= px)
    return next(((measure, smaller) for smaller in sums if _holds(smaller, wants)), None)


def _too_high(wants: Sequence[Want], widths: Sequence[int], lines: int) -> bool:
    """Whether some cell takes more than so many lines, unless it is one so long that it would in a type of any size."""
    most = (width * lines for width in widths)
    return any(want.wraps and width < max(want.wraps) <= ALWAYS_LONG for want, width in zip(wants, most, strict=True))


def _wrapped(wants: Sequence[Want], fit: Fit, lines: int) -> int:
    """Cells that take more than so many lines."""
    widths = zip(wants, fit[0].widths, strict=True)
    return sum(count for want, width in widths for size, count in want.wraps.items() if size > width * lines)


def _holds(measure: Measure, wants: Sequence[Want]) -> bool:
    return all(want.summed <= width for want, width in zip(wants, measure.widths, strict=True))


def _want(column: Column, cells: Counter[str], total: str) -> Want:
    heading = max(max(map(text_units, line.split()), default=0) for line in column.title.split("\n"))
    sizes: Counter[int] = Counter()
    for cell, count in cells.items():
        sizes[text_units(cell)] += count
    if column.kind == "text":
        wanted = max(heading, column.least, min(max(sizes, default=0), column.most))
        return Want(column, max(heading, column.least), wanted, 0, sizes)
    widest = max((text_units(part) for cell in cells for part in parts_of_range(cell)), default=0)
    wanted = max(heading, widest)
    return Want(
        column,
        least=wanted,
        wanted=wanted,
        summed=_sum_width([*cells, total]) if column.total else 0,
        wraps=sizes if any("~" in cell for cell in cells) else Counter(),
    )


def _tied(wants: Sequence[Want]) -> list[Want]:
    """Columns tied together take the width of the widest of them."""
    widest: dict[str, int] = {}
    for want in wants:
        widest[want.column.tied] = max(widest.get(want.column.tied, 0), want.wanted)
    return [
        replace(want, least=widest[want.column.tied], wanted=widest[want.column.tied]) if want.column.tied else want
        for want in wants
    ]


def parts_of_range(text: str) -> list[str]:
    """`0.0768~3.50` may stand on two lines, broken behind the ~."""
    low, tilde, high = text.partition("~")
    return [low + tilde, high] if tilde else [text]


def _sum_width(cells: Iterable[str]) -> int:
    """A page's sum may have decimals where the whole sum has none: the longest before the point and after it."""
    parts = [cell.partition(".") for cell in cells if cell.isascii()]
    whole = max((len(before) for before, _, _ in parts), default=0)
    return whole + max((len(point + after) for _, point, after in parts), default=0)


def _signing(want: Want, px: float) -> int:
    return max(want.wanted, ceil(SIGN_LEAST_MM / unit_of(px))) if want.column.kind == "sign" else want.wanted


def _share(want: Want, px: float, width_mm: float) -> int:
    """Half-widths of the share that a column was given, its air taken off."""
    return int(width_mm * want.column.share / 100 / unit_of(px)) - 1 if want.column.share else 0


def _spread(wants: Sequence[Want], widths: list[int], left: int, px: float) -> tuple[int, ...]:
    """The room that is left: first where it saves most second lines, then as air, so that the grid fills the page."""
    widths = list(widths)
    while left and (at := _most_crowded(wants, widths)) is not None:
        widths[at], left = widths[at] + 1, left - 1
    while step := _best_widening(wants, widths, left):
        at, width = step
        left -= width - widths[at]
        widths[at] = width
    tied = [at for at, want in enumerate(wants) if want.column.tied]
    while tied and left >= len(tied) and widths[tied[0]] < MARK_GOOD:
        left -= len(tied)
        for at in tied:
            widths[at] += 1
    for at in _turns(wants, widths, px, left)[: max(left, 0)]:
        widths[at] += 1
    return tuple(widths)


def _most_crowded(wants: Sequence[Want], widths: list[int]) -> int | None:
    """The column whose sum is widest for it, None if all sums have room."""
    crowded = [at for at, want in enumerate(wants) if want.summed > widths[at]]
    return max(crowded, key=lambda at: wants[at].summed / widths[at], default=None)


def _best_widening(wants: Sequence[Want], widths: list[int], left: int) -> tuple[int, int] | None:
    """The column and its new width that keep most rows to one line for each half-width spent."""
    best, most = None, 0.0
    for at, want in enumerate(wants):
        saved = 0
        for width in sorted(width for width in want.wraps if width > widths[at]):
            saved += want.wraps[width]
            if width - widths[at] <= left and saved / (width - widths[at]) > most:
                best, most = (at, width), saved / (width - widths[at])
    return best


def _turns(wants: Sequence[Want], widths: list[int], px: float, left: int) -> list[int]:
    """In which order columns get the rest: figures, words, the hand up to a good width, then all in turn."""
    kinds = [want.column.kind if not want.column.share else "mark" for want in wants]
    numbers = [at for at, want in enumerate(wants) if want.column.align == "right"]
    words = [at for at, kind in enumerate(kinds) if kind == "text"]
    signs = [at for at, kind in enumerate(kinds) if kind == "sign"]
    hands = [at for at in signs for _ in range(max(0, int(SIGN_MOST_MM / unit_of(px)) - widths[at]))]
    every = [at for at, kind in enumerate(kinds) if kind != "mark"] or list(range(len(wants)))
    return numbers + words + hands + every + (words or every) * (left + 1)


def _narrowed(wants: Sequence[Want], widths: list[int], over: int) -> list[int]:
    """Words narrowed in turn, the widest first, as far as they can be."""
    widths = list(widths)
    for _ in range(over):
        at = max(
            range(len(widths)), key=lambda at: 0 if wants[at].column.kind == "sign" else widths[at] - wants[at].least
        )
        widths[at] -= wants[at].column.kind != "sign" and widths[at] > wants[at].least
    return widths
