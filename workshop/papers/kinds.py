"""The papers there are: every kind by its code, and a paper of it as PDF or workbook."""

from workshop.kernel.faults import Refused
from workshop.papers.documents.kinds import CONTRACT, DOCUMENT_KINDS
from workshop.papers.form import FormPaper
from workshop.papers.kind import PDF, TYPES, XLSX, Asked, Kind, Made, Numbers, Paper
from workshop.papers.listing import ListBook
from workshop.papers.lists.kinds import HOME_LIST_KINDS, LIST_KINDS
from workshop.papers.lists.slips import SlipBook
from workshop.papers.setting.form_print import print_form
from workshop.papers.setting.form_sheet import write_form
from workshop.papers.setting.printing import Printed, print_book, print_list, print_slips
from workshop.papers.setting.workbook import write_list, write_lists, write_slips

KINDS = {kind.code: kind for kind in (*LIST_KINDS, *HOME_LIST_KINDS, CONTRACT, *DOCUMENT_KINDS)}


def get_kind(code: str) -> Kind:
    """The kind of this code. Raises Refused with those there are."""
    if code not in KINDS:
        raise Refused(
            f"没有「{code}」这种表", f"可以打印:{'、'.join(f'{kind.code}({kind.name})' for kind in KINDS.values())}"
        )
    return KINDS[code]


def make_file(kind: Kind, asked: Asked, ending: str, numbers: Numbers, first_page_only: bool = False) -> Made:
    """The paper as PDF or workbook; both come from the same data."""
    paper = kind.build(asked, numbers)
    name = f"{asked.shop.name}{_called(kind, asked, paper)}.{ending}"
    if ending == XLSX:
        return Made(_write(paper), name, TYPES[XLSX], 0, ())
    printed = _print(paper, first_page_only)
    return Made(printed.pdf, name, TYPES[PDF], printed.pages, printed.faults)


def _called(kind: Kind, asked: Asked, paper: Paper) -> str:
    """What a file is called behind its workshop: papers of take-home work say whose they are."""
    if isinstance(paper, FormPaper):
        return f"{paper.reference} {paper.title}".strip()
    if kind.of_home:
        return paper.title
    return f"{asked.span}{kind.name}" + (f"(补发{asked.part - 1})" if asked.part > 1 else "")


def _write(paper: Paper) -> bytes:
    if isinstance(paper, FormPaper):
        return write_form(paper)
    if isinstance(paper, ListBook):
        return write_lists(paper)
    return write_slips(paper) if isinstance(paper, SlipBook) else write_list(paper)


def _print(paper: Paper, first_page_only: bool) -> Printed:
    if isinstance(paper, FormPaper):
        return print_form(paper, first_page_only)
    if isinstance(paper, ListBook):
        return print_book(paper, first_page_only)
    return print_slips(paper, first_page_only) if isinstance(paper, SlipBook) else print_list(paper, first_page_only)
