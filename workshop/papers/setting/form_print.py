"""A form to PDF: ordinary HTML that WeasyPrint sets, with page x of y; for papers of a few pages."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from workshop.kernel.faults import Fault
from workshop.papers.form import FormPaper, Grid, NewPage
from workshop.papers.setting.fitting import printable, text_units
from workshop.papers.setting.glyphs import list_missing
from workshop.papers.setting.late import render_flow, render_html
from workshop.papers.setting.mark import UNMARKED, Mark
from workshop.papers.setting.printing import Printed, glyph_fault
from workshop.papers.setting.stamps import CODE_EDGE_MM, CODE_MM, make_stamps
from workshop.papers.setting.typography import break_label, set_blanks, set_hand, set_lines, set_punctuation

# Size of the page and where its code stands (left, top), by look, in mm; the margins of the style sheets keep it free.
SHEETS = {
    "form": ((210.0, 297.0), (180.0, CODE_EDGE_MM)),
    "poster": ((210.0, 297.0), (180.0, CODE_EDGE_MM)),
    "board": ((420.0, 297.0), (420.0 - CODE_EDGE_MM - CODE_MM, 16.0)),
}
HAND_EMS = {
    "form": 40.1,
    "poster": 31.3,
    "board": 37.6,
}  # width of the text in its type: what parties beside each other share
_GAP_EMS = 1.2
FOOTS = {"form": 78, "poster": 76, "board": 170}  # half-widths that three quarters of a line hold


def print_form(paper: FormPaper, first_page_only: bool = False, mark: Mark = UNMARKED) -> Printed:
    """A form as PDF, each person's with pages counted by themselves. A preview lays out the first person's alone."""
    forms = split_forms(paper)
    shown = forms[:1] if first_page_only else forms
    size, code = SHEETS[paper.look]
    title, stamps = f"{paper.unit} {paper.title}", make_stamps(mark, size, *code)
    values = [_values(one, mark) for one in shown]
    pdf, pages = render_flow(paper.look, values, title, first_page_only, stamps)
    return Printed(pdf, pages, tuple(list_form_faults(paper)))


def build_form_html(paper: FormPaper, mark: Mark = UNMARKED) -> str:
    """The HTML that is set: for tests that look at the whole of it."""
    return render_html(paper.look, {**_values(paper, mark), "tight": False})


def _values(paper: FormPaper, mark: Mark) -> dict[str, Any]:
    def foot(title: str, reference: str) -> str:
        return set_foot(paper.unit, _clean(title), _clean(reference), FOOTS[paper.look])

    single = paper.look == "poster" and not any(isinstance(part, Grid) for part in paper.parts)

    def hand(text: str, parties: int) -> Markup:
        return set_hand(set_punctuation(_clean(text)), HAND_EMS[paper.look] / parties - _GAP_EMS)

    told = {"clean": _clean, "words": _set_words, "label": _set_label, "hand": hand, "foot": foot}
    return {"paper": paper, "mark": mark.line, "single": single, **told}


def set_foot(unit: str, title: str, reference: str, most: int) -> str:
    """The line under every page, at most so many half-widths: the reference whole, the title, the unit if there is room."""
    tail = f" · {reference}" if reference.strip() else ""
    words, room = f"{_clean(unit)} {title}".strip(), most - text_units(tail)
    if text_units(words) > room:
        words = title
    while text_units(words) > room and len(words) > 1:
        words = words.removesuffix("…")[:-1] + "…"
    return words + tail


def split_forms(paper: FormPaper) -> list[FormPaper]:
    """The forms that one paper holds, person after person: each begins with a new page of the paper's own title."""
    begins = [at for at, part in enumerate(paper.parts) if isinstance(part, NewPage) and part.title == paper.title]
    ends = [*begins, len(paper.parts)]
    forms = [replace(paper, parts=paper.parts[: ends[0]])]
    for begin, end in zip(begins, ends[1:], strict=True):
        head = paper.parts[begin]
        assert isinstance(head, NewPage)
        forms.append(replace(paper, number=head.number, reference=head.reference, parts=paper.parts[begin + 1 : end]))
    return forms


def _clean(text: str) -> str:
    """Lines stay lines; what no font has is shown as 〓."""
    return "\n".join(map(printable, text.split("\n")))


def _set_words(text: str) -> Markup:
    """A text as it stands on paper, escaped."""
    return set_lines(set_blanks(set_punctuation(_clean(text))))


def _set_label(text: str) -> Markup:
    """As `_set_words`, broken where a word begins if it is longer than its cell."""
    return set_lines(break_label(set_punctuation(_clean(text))))


def list_form_faults(paper: FormPaper) -> Iterator[Fault]:
    """A warning for every text with a character that the paper shows as 〓."""
    for place, text in paper.texts():
        if missing := list_missing(text.replace("\n", "")):
            yield glyph_fault(paper.title, 0, place, text[:40], missing)
