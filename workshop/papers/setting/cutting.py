"""Rows to pages: heights are known, so the pages are cut before anything is drawn."""

from collections.abc import Collection, Sequence

FEWEST_ON_LAST = 3  # the page that is sealed should not carry a single row


def cut_rows(
    heights: Sequence[float], full_mm: float, last_mm: float, follow: Collection[int] = ()
) -> list[tuple[int, int]]:
    """Ranges of rows, one per page: each within `full_mm`, the last, which also carries the foot, within `last_mm`.

    Always at least one page. A row higher than a page has a page to itself. Rows that `follow` the one before them, as a
    subtotal does, do not begin a page.
    """
    pages, start, used = [], 0, 0.0
    for at, height in enumerate(heights):
        if used + height > full_mm and at > start:
            cut = _with_leader(at, start, follow)
            pages.append((start, cut))
            start, used = cut, sum(heights[cut:at])
        used += height
    if used <= last_mm or start == len(heights):
        return [*pages, (start, len(heights))]
    first = _first_on_last(heights, start, last_mm)
    leader = _with_leader(first, start, follow)
    first = leader if sum(heights[leader:]) <= last_mm else first
    return [*pages, (start, first), (first, len(heights))]


def _with_leader(at: int, start: int, follow: Collection[int]) -> int:
    """Where the page begins if the row must not be parted from the one before; as it is where nothing else were left."""
    cut = at
    while cut in follow and cut > start:
        cut -= 1
    return cut if cut > start else at


def _first_on_last(heights: Sequence[float], start: int, last_mm: float) -> int:
    """The row with which the last page begins when the rows and the foot do not fit one page."""
    first, used = len(heights), 0.0
    while first - 1 > start and len(heights) - first < FEWEST_ON_LAST and used + heights[first - 1] <= last_mm:
        first -= 1
        used += heights[first]
    return first
