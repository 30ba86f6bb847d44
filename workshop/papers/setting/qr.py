"""A QR code as a path in millimetres: part of the page's own drawing, nothing is fetched or embedded."""

import re
from functools import lru_cache

import segno

from workshop.kernel.faults import Refused
from workshop.papers.setting.drawing import Block, Drawing
from workshop.papers.setting.fitting import printable, text_units, wrap
from workshop.papers.setting.measures import MM_PER_PX

SMALLEST_PX = 5
TWO_LINES = 0.62  # of the one line's size: two such lines take its height
QUIET = 4  # light squares round a code (ISO/IEC 18004)
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.\-\[\]:]{1,80}/?")


def read_address(text: str) -> str:
    """The address that phones open, without its last slash. Raises Refused for anything but scheme and host."""
    typed = text.strip()
    if not _ADDRESS.fullmatch(typed):
        raise Refused(f"「{typed[:40]}」不是手机能打开的地址", "请写成 http://192.168.1.10:8000 这样", "address")
    return typed.rstrip("/")


def draw_code(
    drawing: Drawing, text: str, left: float, top: float, size: float, mask: int | None = None, quiet: int = QUIET
) -> None:
    """A code of so many mm with its quiet zone; `quiet` 0: without, where there is white paper enough round it.

    Level M: still read with a seventh of it dirty. `mask` takes that pattern instead of comparing all eight, which for
    hundreds of codes takes most of the time.
    """
    rows = _rows(text, mask)
    square = size / (len(rows) + 2 * quiet)
    for y, runs in enumerate(rows, quiet):
        for x, length in runs:
            drawing.solid(left + (x + quiet) * square, top + y * square, length * square, square + 0.01)


@lru_cache(maxsize=4096)
def _rows(text: str, mask: int | None = None) -> tuple[tuple[tuple[int, int], ...], ...]:
    """Dark runs (start, length) of each row; a path of runs is a tenth of one of squares."""
    return tuple(tuple(dark_runs(row)) for row in segno.make(text, error="m", micro=False, mask=mask).matrix)


def dark_runs(row: bytearray) -> list[tuple[int, int]]:
    """(start, length) of the dark squares of a row."""
    runs, start = [], None
    for at, dark in enumerate([*row, 0]):
        if dark and start is None:
            start = at
        elif not dark and start is not None:
            runs.append((start, at - start))
            start = None
    return runs


def draw_fitted(drawing: Drawing, text: str, left: float, top: float, width: float, largest: float) -> None:
    """A text in the height of one line, as large as fits: in one line, or smaller in two; never cut off."""
    shown, slot = printable(text), largest * MM_PER_PX * 1.3
    for halves in range(int(largest * 2), 2 * SMALLEST_PX - 1, -1):
        px = halves / 2
        lines = wrap(shown, int(width / (px / 2 * MM_PER_PX)))
        if len(lines) == 1 or (len(lines) == 2 and px <= largest * TWO_LINES):
            drawing.blocks.append(Block(left, top, slot / len(lines), px, "\n".join(lines)))
            return
    px = width / (text_units(shown) / 2 * MM_PER_PX)
    drawing.blocks.append(Block(left, top, slot, int(px * 100) / 100, shown))
