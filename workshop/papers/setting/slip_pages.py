"""Pages of slips 工资条: four, three or two to an A4 page with lines to cut along at the same places on every page, or one to an A5.

A pile is cut in one go: each page is divided into equal slots. As many slots are taken as nearly all slips fit; a longer slip
takes two or more of them, one longer than a page goes on in a continuation.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil

from workshop.papers.lists.slips import Slip, SlipBook, SlipLine
from workshop.papers.setting.drawing import Drawing
from workshop.papers.setting.mark import UNMARKED, Mark
from workshop.papers.setting.page_line import LINE_PX, tell_page
from workshop.papers.setting.slip_text import (
    EDGE_MM,
    GAP_MM,
    SIGN_MM,
    WIDE_MM,
    Face,
    SlipText,
    draw_slip,
    set_slip,
    slip_mm,
)
from workshop.papers.setting.stamps import CODE_EDGE_MM, CODE_MM, make_stamps

TOP_MM = 4.0
# The table of the last slip ends above the code in the corner; beside the code is room for its line to sign on.
FOOT_MM = CODE_EDGE_MM + CODE_MM + 1.8 - SIGN_MM - GAP_MM
HEIGHTS_MM = {"A4": 297.0, "A5": 148.0}  # an A5 page lies
DIVISIONS = {"A4": (4, 3, 2), "A5": ()}
FACES = {"A4": Face(9, 3.7), "A5": Face(12, 5.0)}  # px; 12 px is 9 pt 小五
NEARLY_ALL = 90  # of a hundred slips fit a slot

Part = tuple[Slip, SlipText]


@dataclass(frozen=True)
class Slots:
    """How a page is divided."""

    high_mm: float
    count: int

    @property
    def room_mm(self) -> float:
        """Height that slips have on a page."""
        return self.high_mm - TOP_MM - FOOT_MM

    @property
    def each_mm(self) -> float:
        """Height of a slot."""
        return self.room_mm / self.count

    def needed(self, text: SlipText) -> int:
        """How many slots a slip takes."""
        return max(1, ceil(slip_mm(text) / self.each_mm - 1e-9))


def slip_size(book: SlipBook) -> tuple[float, float]:
    """Width and height of the pages in mm."""
    return WIDE_MM, HEIGHTS_MM[book.page]


def lay_out_slips(book: SlipBook, first_page_only: bool = False, mark: Mark = UNMARKED) -> tuple[list[Drawing], int]:
    """The pages, and how many there are; a slip is never divided by a page, `first_page_only` draws only the first."""
    whole = Slots(HEIGHTS_MM[book.page], 1)
    parts = [part for slip in book.slips for part in _in_parts(slip, whole.room_mm, FACES[book.page])]
    slots = _choose(book.page, whole, [text for _, text in parts])
    pages = list(_packed(parts, slots))
    wanted = pages[:1] if first_page_only else pages
    drawings = [_draw_page(page, slots, number, len(pages), book, mark) for number, page in enumerate(wanted, 1)]
    return drawings, len(pages)


def _choose(page: str, whole: Slots, texts: Sequence[SlipText]) -> Slots:
    """The most slots in which nearly all slips fit."""
    for count in DIVISIONS[page]:
        slots = Slots(whole.high_mm, count)
        if sum(slots.needed(text) == 1 for text in texts) * 100 >= NEARLY_ALL * len(texts):
            return slots
    return whole


def _in_parts(slip: Slip, room_mm: float, face: Face) -> Iterator[Part]:
    """A slip of very many lines as a slip and its continuations; the sums stand on the last."""
    earnings, deductions, part = slip.earnings, slip.deductions, 1
    while slip_mm(set_slip(rest := _last(slip, earnings, deductions, part), face)) > room_mm and (
        earnings or deductions
    ):
        shown = _begun(_last(slip, earnings, deductions, part), part, room_mm, face)
        yield shown, set_slip(shown, face)
        earnings, deductions = earnings[len(shown.earnings) :], deductions[len(shown.deductions) :]
        part += 1
    yield rest, set_slip(rest, face)


def _last(slip: Slip, earnings: tuple[SlipLine, ...], deductions: tuple[SlipLine, ...], part: int) -> Slip:
    return replace(slip, earnings=earnings, deductions=deductions, title=_title(slip, part))


def _begun(slip: Slip, part: int, room_mm: float, face: Face) -> Slip:
    """A slip with as many of its lines as have room, at least one."""
    fits, too_many = 1, len(slip.earnings) + len(slip.deductions) + 1

    def with_lines(count: int) -> Slip:
        kept = slip.deductions[: max(0, count - len(slip.earnings))]
        note = (f"转下一张(第 {part} 张)",)
        return replace(slip, earnings=slip.earnings[:count], deductions=kept, sums=note, remarks=())

    while too_many - fits > 1:
        middle = (fits + too_many) // 2
        if slip_mm(set_slip(with_lines(middle), face)) <= room_mm:
            fits = middle
        else:
            too_many = middle
    return with_lines(fits)


def _title(slip: Slip, part: int) -> str:
    return slip.title + (f"(续 {part})" if part > 1 else "")


def _packed(parts: Sequence[Part], slots: Slots) -> Iterator[list[Part]]:
    page: list[Part] = []
    used = 0
    for slip, text in parts:
        needed = min(slots.needed(text), slots.count)
        if page and used + needed > slots.count:
            yield page
            page, used = [], 0
        page.append((slip, text))
        used += needed
    if page:
        yield page


def _draw_page(page: Sequence[Part], slots: Slots, number: int, count: int, book: SlipBook, mark: Mark) -> Drawing:
    drawing, used = Drawing(), 0
    for slip, text in page:
        draw_slip(slip, text, drawing, TOP_MM + used * slots.each_mm)
        used += min(slots.needed(text), slots.count)
        if used < slots.count:
            drawing.cut(0, TOP_MM + used * slots.each_mm, WIDE_MM)
    room = WIDE_MM - 2 * EDGE_MM - CODE_MM - 2
    drawing.line(
        tell_page((book.head.reference,), mark.line, (number, count), room), EDGE_MM, slots.high_mm - 8, LINE_PX, 4
    )
    code = (WIDE_MM - EDGE_MM - CODE_MM, slots.high_mm - CODE_EDGE_MM - CODE_MM)
    drawing.stamps += make_stamps(mark, slip_size(book), *code)
    return drawing
