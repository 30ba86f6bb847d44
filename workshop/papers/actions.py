"""What people do with papers: have one made for the file, with whole numbers and on the record."""

from datetime import datetime

from workshop.claims.queries.claims import get_claim
from workshop.kernel.faults import Fault, Refused
from workshop.papers.home_papers import find_holder
from workshop.papers.issue.issuing import issue_paper
from workshop.papers.issue.printing import print_issued
from workshop.papers.issue.values import IssuedPaper
from workshop.papers.kind import Asked, Kind, Made, Numbers, Paper
from workshop.papers.kinds import make_draft
from workshop.papers.layouts.building import Built, build_laid_out
from workshop.papers.making import list_faults
from workshop.pay.actions.ledger import read_ledger_numbers
from workshop.pay.queries.ledger import list_ledger
from workshop.pay.queries.runs import find_run
from workshop.people.actions import unmask_many
from workshop.people.queries import worker_ids
from workshop.store.audit import Actor
from workshop.store.transaction import transaction


class Unprintable(Refused):
    """Characters on a paper that no font has: its reader is to know before it is handed out; `faults` names each."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("有字印不出来", "请看下面的清单,再决定要不要打印")
        self.faults = faults


def issue_copy(
    actor: Actor,
    now: datetime,
    kind: Kind,
    asked: Asked,
    ending: str,
    why: str = "",
    *,
    accept: bool = True,
    address: str = "",
) -> Made:
    """A paper for the file, with the whole numbers that its form asks for: issued, or a draft while its pay may still change.

    Numbers, data and issue are of one moment: all of it or nothing goes on the record. Who had it made, and for which paper,
    is told with the numbers that were read (trust 4). Raises Refused for those who may not see whole numbers, and where there
    is nothing to print; Unprintable for characters without a font unless they are accepted. `address`: where its code leads.
    """
    reason = f"打印 {asked.span}{kind.name}" + (f":{why}" if why else "")
    with transaction(actor, now):
        built = build_for_file(actor, now, kind, asked, reason)
        if not accept:
            _check_glyphs(built.paper)
        issued = issue_built(actor, now, kind, asked, built) if is_final(kind, asked) else None
    if issued is None:
        return make_draft(kind, asked, ending, built.paper)
    return print_issued(actor, now, issued, ending, address=address)


def build_for_file(actor: Actor, now: datetime, kind: Kind, asked: Asked, reason: str) -> Built:
    """A paper with the whole numbers that its form asks for; that they were read goes on the record."""
    return build_laid_out(kind, asked, _read_numbers(actor, now, kind, asked, reason))


def issue_built(actor: Actor, now: datetime, kind: Kind, asked: Asked, built: Built) -> IssuedPaper:
    """Issues a paper in as many copies as its layout asks."""
    return issue_paper(actor, now, asked.shop, kind, asked, built.paper, copies=built.copies)


def is_final(kind: Kind, asked: Asked) -> bool:
    """Whether what the paper says will stay: a paper of a claim once it is checked, one of a run once the run is locked."""
    if asked.claim_id is not None:
        return bool(get_claim(asked.shop.id, asked.claim_id).sha256)
    if not kind.of_run or kind.of_ledger:
        return True
    run = find_run(asked.shop.id, asked.period.code, asked.part)
    return run is not None and run.closed


def _check_glyphs(paper: Paper) -> None:
    if faults := tuple(list_faults(paper)):
        raise Unprintable(faults)


def _read_numbers(actor: Actor, now: datetime, kind: Kind, asked: Asked, reason: str) -> Numbers:
    if kind.of_ledger:
        rows = list_ledger(asked.shop.id, asked.period.code, (asked.until or asked.period).code, asked.worker_id)
        return read_ledger_numbers(actor, now, asked.shop.id, [row.slip_id for row in rows], reason)
    whose = _list_people(asked)
    return {field: unmask_many(actor, now, asked.shop.id, field, whose, reason) for field in kind.whole}


def _list_people(asked: Asked) -> list[int]:
    """Whose numbers stand on the paper: one's, the holder's of an order, a claim's people, or everyone's."""
    if asked.claim_id is not None:
        return [person.worker_id for person in get_claim(asked.shop.id, asked.claim_id).people]
    if asked.order_id is not None:
        return [find_holder(asked.shop, asked.order_id)]
    return [asked.worker_id] if asked.worker_id is not None else list(worker_ids(asked.shop.id).values())
