"""What people do with papers: have one made with whole numbers, which is put on the record."""

from datetime import datetime

from workshop.papers.kinds import Asked, Kind, Made, make_file
from workshop.people.actions import unmask_many
from workshop.people.queries import worker_ids
from workshop.store.audit import Actor


def issue_copy(actor: Actor, now: datetime, kind: Kind, asked: Asked, ending: str) -> Made:
    """A paper for the file, with the whole numbers that its form asks for.

    Who had it made, and for which paper, is told with the numbers that were read (trust 4). Raises Refused for those who
    may not see whole numbers, and where there is nothing to print.
    """
    reason = f"打印 {asked.period.chinese}{kind.name}"
    everyone = list(worker_ids(asked.shop.id).values())
    numbers = {field: unmask_many(actor, now, asked.shop.id, field, everyone, reason) for field in kind.whole}
    return make_file(kind, asked, ending, numbers)
