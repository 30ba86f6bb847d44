"""A paper's data to a PDF, with the characters that no installed font has named."""

from collections.abc import Iterator
from dataclasses import dataclass

from workshop.kernel.faults import Fault
from workshop.papers.listing import ListBook, ListPaper
from workshop.papers.lists.slips import SlipBook
from workshop.papers.setting.glyphs import GETA, list_missing
from workshop.papers.setting.late import render_pdf
from workshop.papers.setting.list_pages import lay_out_list, lay_out_lists
from workshop.papers.setting.list_sheet import ListSheet
from workshop.papers.setting.mark import UNMARKED, Mark
from workshop.papers.setting.slip_pages import lay_out_slips, slip_size


@dataclass(frozen=True)
class Printed:
    """A PDF, how many pages the whole paper has, and what a reader must be told about it."""

    pdf: bytes
    pages: int
    faults: tuple[Fault, ...] = ()


def print_list(paper: ListPaper, first_page_only: bool = False, mark: Mark = UNMARKED) -> Printed:
    """A list as PDF; `first_page_only` is the quick preview."""
    drawings, pages = lay_out_list(paper, first_page_only, mark)
    pdf = render_pdf(drawings, ListSheet(paper).size, f"{paper.head.unit} {paper.title}")
    return Printed(pdf, pages, tuple(list_glyph_faults(paper)))


def print_book(book: ListBook, first_page_only: bool = False, mark: Mark = UNMARKED) -> Printed:
    """Lists bound together as one PDF."""
    drawings, pages = lay_out_lists(book.lists, first_page_only, mark)
    pdf = render_pdf(drawings, ListSheet(book.lists[0]).size, f"{book.head.unit} {book.title}")
    return Printed(pdf, pages, tuple(fault for paper in book.lists for fault in list_glyph_faults(paper)))


def print_slips(book: SlipBook, first_page_only: bool = False, mark: Mark = UNMARKED) -> Printed:
    """Slips as PDF, several a page."""
    drawings, pages = lay_out_slips(book, first_page_only, mark)
    pdf = render_pdf(drawings, slip_size(book), f"{book.head.unit} {book.title}")
    return Printed(pdf, pages, tuple(list_slip_faults(book)))


def list_slip_faults(book: SlipBook) -> Iterator[Fault]:
    """A warning for every slip with a character that the paper shows as 〓."""
    for ordinal, slip in enumerate(book.slips, 1):
        lines = (line.sentence for line in (*slip.earnings, *slip.deductions, *slip.carried))
        if missing := list_missing("".join((slip.title, *slip.who, *lines, *slip.remarks))):
            yield glyph_fault(book.title, ordinal, "姓名或工序", f"{slip.number} {slip.name}", missing)


def list_glyph_faults(paper: ListPaper) -> Iterator[Fault]:
    """A warning for every cell with a character that the paper shows as 〓."""
    for ordinal, row in enumerate(paper.rows, 1):
        for column, value in zip(paper.columns, row.values, strict=True):
            if isinstance(value, str) and column.printed and (missing := list_missing(value)):
                yield glyph_fault(paper.title, ordinal, column.title, value, missing)


def glyph_fault(place: str, row: int, column: str, value: str, missing: tuple[str, ...]) -> Fault:
    """Which characters are not in any font, and what to do about it."""
    named = "、".join(f"「{char}」(U+{ord(char):04X})" for char in missing)
    return Fault(
        place=place,
        row=row,
        column=column.replace("\n", ""),
        value=value,
        reason="no_glyph",
        message=f"电脑字库里没有{named},纸上印作 {GETA}",
        mend="请安装收有这个字的字体后重新打印,或在纸上用笔补写",
        outcome="warned",
    )
