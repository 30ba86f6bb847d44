"""The line at the foot of a page: which paper it is, how far it may be relied on, which page of how many."""

from collections.abc import Sequence

from workshop.papers.setting.drawing import spread_line, units_in
from workshop.papers.setting.fitting import printable

LINE_PX = 9.0


def tell_page(words: Sequence[str], mark: str, page: tuple[int, int], width_mm: float) -> str:
    """Words, mark, page x of y over one line; what does not fit is left out, the words first, the mark and the page never."""
    last = f"第 {page[0]} 页 共 {page[1]} 页"
    kept = [printable(word) for word in words if word]
    while True:
        line = spread_line([*kept, *([mark] if mark else []), last], units_in(width_mm, LINE_PX))
        if line is not None or not kept:
            return line or f"{mark}  {last}".strip()
        kept.pop(0)
