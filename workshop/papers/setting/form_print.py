"""A form to PDF: ordinary HTML that WeasyPrint sets, with page x of y; for papers of a few pages."""

from collections.abc import Iterator

from workshop.kernel.faults import Fault
from workshop.papers.form import FormPaper
from workshop.papers.setting.engine import render_flow
from workshop.papers.setting.fitting import printable
from workshop.papers.setting.glyphs import list_missing
from workshop.papers.setting.printing import Printed, glyph_fault


def print_form(paper: FormPaper, first_page_only: bool = False) -> Printed:
    """A form as PDF."""
    pdf, pages = render_flow("form", {"paper": paper, "clean": _clean}, f"{paper.unit} {paper.title}", first_page_only)
    return Printed(pdf, pages, tuple(_faults(paper)))


def _clean(text: str) -> str:
    """Lines stay lines; what no font has is shown as 〓."""
    return "\n".join(map(printable, text.split("\n")))


def _faults(paper: FormPaper) -> Iterator[Fault]:
    """A warning for every text with a character that the paper shows as 〓."""
    for place, text in paper.texts():
        if missing := list_missing(text.replace("\n", "")):
            yield glyph_fault(paper.title, 0, place, text[:40], missing)
