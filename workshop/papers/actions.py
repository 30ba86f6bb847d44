"""What people do with papers: have one made with whole numbers, which is put on the record."""

from datetime import datetime

from workshop.papers.home_papers import find_holder
from workshop.papers.kind import Asked, Kind, Made, Numbers
from workshop.papers.kinds import make_file
from workshop.pay.actions.ledger import read_ledger_numbers
from workshop.pay.queries.ledger import list_ledger
from workshop.people.actions import unmask_many
from workshop.people.queries import worker_ids
from workshop.store.audit import Actor


def issue_copy(actor: Actor, now: datetime, kind: Kind, asked: Asked, ending: str, why: str = "") -> Made:
    """A paper for the file, with the whole numbers that its form asks for.

    Who had it made, and for which paper, is told with the numbers that were read (trust 4). Raises Refused for those who
    may not see whole numbers, and where there is nothing to print.
    """
    reason = f"打印 {asked.span}{kind.name}" + (f":{why}" if why else "")
    return make_file(kind, asked, ending, _read_numbers(actor, now, kind, asked, reason))


def _read_numbers(actor: Actor, now: datetime, kind: Kind, asked: Asked, reason: str) -> Numbers:
    if kind.of_ledger:
        rows = list_ledger(asked.shop.id, asked.period.code, (asked.until or asked.period).code, asked.worker_id)
        return read_ledger_numbers(actor, now, asked.shop.id, [row.slip_id for row in rows], reason)
    whose = _list_people(asked)
    return {field: unmask_many(actor, now, asked.shop.id, field, whose, reason) for field in kind.whole}


def _list_people(asked: Asked) -> list[int]:
    """Whose numbers stand on the paper: one's, the holder's of an order, or everyone's."""
    if asked.order_id is not None:
        return [find_holder(asked.shop, asked.order_id)]
    return [asked.worker_id] if asked.worker_id is not None else list(worker_ids(asked.shop.id).values())
