"""Days that locked pay has used: what is recorded for them later is paid in the next open period (8.3)."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import update

from workshop.floor.queries.facts import locked_days
from workshop.floor.rows import LockedRow
from workshop.store.audit import Actor
from workshop.store.database import db
from workshop.store.transaction import transaction


def lock_days(actor: Actor, now: datetime, workshop_id: int, worker_ids: Iterable[int], locked_to: date) -> None:
    """Marks the workers' days up to `locked_to` as paid; a later mark is never moved back."""
    with transaction(actor, now) as tx:
        before = locked_days(workshop_id)
        workers = set(worker_ids)
        new = [
            {"workshop_id": workshop_id, "worker_id": w, "locked_to": locked_to} for w in sorted(workers - set(before))
        ]
        tx.insert(LockedRow, new)
        moved = [w for w in sorted(workers & set(before)) if before[w] < locked_to]
        if moved:
            mine = (LockedRow.workshop_id == workshop_id, LockedRow.worker_id.in_(moved))
            db.session.execute(update(LockedRow).where(*mine).values(locked_to=locked_to))
        tx.tell("days.lock", f"day/{locked_to}", {"workers": len(workers)}, workshop_id)
