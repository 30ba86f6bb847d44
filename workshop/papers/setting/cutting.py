"""Rows to pages: heights are known, so the pages are cut before anything is drawn."""

from collections.abc import Sequence

FEWEST_ON_LAST = 3  # the page that is sealed should not carry a single row


def cut_rows(heights: Sequence[float], full_mm: float, last_mm: float) -> list[tuple[int, int]]:
    """Ranges of rows, one per page: each within `full_mm`, the last, which also carries the foot, within `last_mm`.

    Always at least one page. A row higher than a page has a page to itself.
    """
    pages, start, used = [], 0, 0.0
    for at, height in enumerate(heights):
        if used + height > full_mm and at > start:
            pages.append((start, at))
            start, used = at, 0.0
        used += height
    if used <= last_mm or start == len(heights):
        return [*pages, (start, len(heights))]
    first = _first_on_last(heights, start, last_mm)
    return [*pages, (start, first), (first, len(heights))]


def _first_on_last(heights: Sequence[float], start: int, last_mm: float) -> int:
    """The row with which the last page begins when the rows and the foot do not fit one page."""
    first, used = len(heights), 0.0
    while first - 1 > start and len(heights) - first < FEWEST_ON_LAST and used + heights[first - 1] <= last_mm:
        first -= 1
        used += heights[first]
    return first
