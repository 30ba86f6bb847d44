"""A paper's data to a file, whatever kind of data they are, with the mark that stands on every page."""

from collections.abc import Iterator

from workshop.kernel.faults import Fault
from workshop.papers.form import FormPaper
from workshop.papers.kind import Paper
from workshop.papers.listing import ListBook
from workshop.papers.lists.slips import SlipBook
from workshop.papers.setting.form_print import list_form_faults, print_form
from workshop.papers.setting.form_sheet import write_form
from workshop.papers.setting.mark import UNMARKED, Mark
from workshop.papers.setting.printing import (
    Printed,
    list_glyph_faults,
    list_slip_faults,
    print_book,
    print_list,
    print_slips,
)
from workshop.papers.setting.workbook import write_list, write_lists, write_slips


def print_paper(paper: Paper, first_page_only: bool = False, mark: Mark = UNMARKED) -> Printed:
    """The paper as PDF."""
    if isinstance(paper, FormPaper):
        return print_form(paper, first_page_only, mark)
    if isinstance(paper, ListBook):
        return print_book(paper, first_page_only, mark)
    if isinstance(paper, SlipBook):
        return print_slips(paper, first_page_only, mark)
    return print_list(paper, first_page_only, mark)


def write_paper(paper: Paper, mark: Mark = UNMARKED) -> bytes:
    """The paper as a workbook."""
    if isinstance(paper, FormPaper):
        return write_form(paper, mark)
    if isinstance(paper, ListBook):
        return write_lists(paper, mark)
    return write_slips(paper, mark) if isinstance(paper, SlipBook) else write_list(paper, mark)


def list_faults(paper: Paper) -> Iterator[Fault]:
    """What a reader must be told before the paper is handed out: characters that no font has."""
    if isinstance(paper, FormPaper):
        yield from list_form_faults(paper)
    elif isinstance(paper, ListBook):
        yield from (fault for one in paper.lists for fault in list_glyph_faults(one))
    else:
        yield from list_slip_faults(paper) if isinstance(paper, SlipBook) else list_glyph_faults(paper)
