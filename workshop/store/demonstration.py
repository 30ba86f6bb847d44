"""Which workshops are the demonstration 演示: a fact of the database, written when it is filled; their papers say so."""

from collections.abc import Iterable
from datetime import datetime

from workshop.store.audit import Actor
from workshop.store.database import fetch_all
from workshop.store.rows import MetaRow
from workshop.store.transaction import transaction

_NAME = "demonstration/{}"


def mark_demonstration(actor: Actor, now: datetime, workshop_ids: Iterable[int]) -> None:
    """Says for ever that these workshops and all their people are invented."""
    marked = [one for one in workshop_ids if not is_demonstration(one)]
    with transaction(actor, now) as tx:
        tx.insert(MetaRow, [{"name": _NAME.format(one), "value": now.isoformat()} for one in marked])
        for one in marked:
            tx.tell("workshop.demonstration", f"workshop/{one}", {}, one)


def is_demonstration(workshop_id: int) -> bool:
    """Whether a workshop is invented."""
    return bool(fetch_all("SELECT 1 FROM meta WHERE name = :name", name=_NAME.format(workshop_id)))
