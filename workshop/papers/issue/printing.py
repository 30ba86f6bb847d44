"""Printing what was issued: the data of then, never those of now; every print is put down, and each after the first says so."""

from datetime import datetime

from flask import current_app, has_request_context, request

from workshop.papers.issue.filing import sign_file
from workshop.papers.issue.issuing import get_keys, read_issued, record_event
from workshop.papers.issue.queries import get_issued
from workshop.papers.issue.values import IssuedPaper
from workshop.papers.kind import PDF, TYPES, XLSX, Made
from workshop.papers.making import list_faults, print_paper, write_paper
from workshop.papers.marking import tell_again, tell_watermark
from workshop.papers.setting.mark import LAYOUT, Mark
from workshop.store.audit import Actor
from workshop.store.transaction import transaction

PATH = "/v/"


def print_issued(
    actor: Actor, now: datetime, issued: IssuedPaper, ending: str = PDF, *, copies: int | None = None, address: str = ""
) -> Made:
    """An issued paper as PDF or workbook, from the data as they were issued.

    The first PDF is the original, of as many `copies` as were issued; each later one says 补打 第 n 次 with the moment. A paper
    not in force says so across every page. `address`: where its code leads, else what this installation is called.
    Raises Refused where the stored data are not what was issued.
    """
    paper = read_issued(issued)
    if ending == XLSX:
        _put_down(actor, now, issued, "workbook", None, 0)
        content = write_paper(paper, make_mark(issued, 0, now, address))
        return Made(content, _called(issued, ending), TYPES[XLSX], 0, ())
    ordinal = _put_down(actor, now, issued, "print", copies, issued.copies)
    printed = print_paper(paper, False, make_mark(issued, ordinal, now, address))
    content = sign_file(get_keys().paper_key, printed.pdf, issued.code)
    return Made(content, _called(issued, ending), TYPES[PDF], printed.pages, tuple(list_faults(paper)))


def make_mark(issued: IssuedPaper, ordinal: int, now: datetime, address: str = "") -> Mark:
    """What stands on every page of an issued paper: number, check value, the code, and which print it is."""
    again = tell_again(ordinal, now)
    changed = "" if issued.layout == LAYOUT else f"版式 {LAYOUT}(签发时 {issued.layout})"
    line = " ".join(filter(None, (issued.number, f"校验 {issued.check}", again, changed, _ended(issued))))
    across = tell_watermark(
        issued.workshop_id, "" if issued.state == "valid" else issued.state_words.removeprefix("已")
    )
    where = address or find_address()
    return Mark(line, where + PATH if where else "", issued.code, across)


def find_address() -> str:
    """The address under which phones reach this installation: as it is set, else as the browser that asks reaches it."""
    known = str(current_app.config.get("PUBLIC_ADDRESS", ""))
    return known or (request.host_url.rstrip("/") if has_request_context() else "")


def _ended(issued: IssuedPaper) -> str:
    if issued.state == "superseded":
        return f"已被 {issued.successor} 代替"
    return "已作废" if issued.state == "void" else ""


def _called(issued: IssuedPaper, ending: str) -> str:
    span = "" if issued.title.startswith(issued.facts.span) else issued.facts.span
    return f"{issued.facts.unit}{span}{issued.title} {issued.number}.{ending}".replace("/", "")


def _put_down(actor: Actor, now: datetime, issued: IssuedPaper, what: str, copies: int | None, first: int) -> int:
    """Records the print; answers which one it is, 0 for the first."""
    with transaction(actor, now) as tx:
        ordinal = get_issued(issued.workshop_id, issued.id).prints if what == "print" else None
        made = copies or (first if ordinal == 0 else 1)
        record_event(tx, issued, what, ordinal=ordinal, copies=made)
        told = {"number": issued.number, "ordinal": ordinal, "copies": made, "whole": issued.whole}
        tx.tell(f"paper.{what}", f"paper/{issued.id}", told, issued.workshop_id)
    return ordinal or 0
