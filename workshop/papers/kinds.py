"""This room's kinds put into the registry; a kind by its code, and a paper of it as PDF or workbook."""

from workshop.kernel.faults import Refused
from workshop.papers.documents.kinds import CONTRACT, DOCUMENT_KINDS
from workshop.papers.form import FormPaper
from workshop.papers.kind import PDF, TYPES, XLSX, Asked, Kind, Made, Numbers, Paper
from workshop.papers.layouts.building import build_paper
from workshop.papers.lists.kinds import HOME_LIST_KINDS, LIST_KINDS
from workshop.papers.making import print_paper, write_paper
from workshop.papers.marking import mark_draft
from workshop.papers.registry import KINDS, install_kinds

# Whoever reads the registry from here finds this room's papers in it.
__all__ = ["KINDS", "get_kind", "install_kinds", "make_draft", "make_file"]
install_kinds(*LIST_KINDS, *HOME_LIST_KINDS, CONTRACT, *DOCUMENT_KINDS)


def get_kind(code: str) -> Kind:
    """The kind of this code. Raises Refused with those there are."""
    if code not in KINDS:
        raise Refused(
            f"没有「{code}」这种表", f"可以打印:{'、'.join(f'{kind.code}({kind.name})' for kind in KINDS.values())}"
        )
    return KINDS[code]


def make_file(kind: Kind, asked: Asked, ending: str, numbers: Numbers, first_page_only: bool = False) -> Made:
    """The paper as PDF or workbook, both from the same data; not issued, and every page says so."""
    return make_draft(kind, asked, ending, build_paper(kind, asked, numbers), first_page_only)


def make_draft(kind: Kind, asked: Asked, ending: str, paper: Paper, first_page_only: bool = False) -> Made:
    """As `make_file`, of data that are built already."""
    name, mark = f"{asked.shop.name}{_called(kind, asked, paper)}.{ending}", mark_draft(asked.shop.id)
    if ending == XLSX:
        return Made(write_paper(paper, mark), name, TYPES[XLSX], 0, ())
    printed = print_paper(paper, first_page_only, mark)
    return Made(printed.pdf, name, TYPES[PDF], printed.pages, printed.faults)


def _called(kind: Kind, asked: Asked, paper: Paper) -> str:
    """What a file is called behind its workshop: papers of take-home work say whose they are, a claim's of which months."""
    if isinstance(paper, FormPaper):
        return f"{paper.reference} {paper.title}".strip()
    if kind.of_home or asked.claim_id is not None:
        return paper.title
    return f"{asked.span}{kind.name}" + (f"(补发{asked.part - 1})" if asked.part > 1 else "")
