"""每日对工: a worker's word on the count of a day."""

from datetime import datetime

from sqlalchemy import func, select

from workshop.floor.rows import ConfirmationRow
from workshop.floor.rules.entries import FloorFacts
from workshop.floor.rules.events import BadEvent, Event, read_confirmation
from workshop.store.audit import Actor
from workshop.store.database import db
from workshop.store.transaction import transaction


def confirm_day(actor: Actor, now: datetime, workshop_id: int, event: Event, facts: FloorFacts) -> None:
    """Keeps the word; a second one on the same day is a new version. Raises BadEvent."""
    worker_id, on, agrees, note = read_confirmation(event)
    if worker_id not in facts.workers:
        raise BadEvent("worker_unknown", "花名册里没有这个人。请先在「工人」里登记")
    row = ConfirmationRow
    mine = (row.workshop_id == workshop_id, row.worker_id == worker_id, row.date == on)
    with transaction(actor, now) as tx:
        before = db.session.scalar(select(func.max(row.version)).where(*mine)) or 0
        values = {"workshop_id": workshop_id, "worker_id": worker_id, "date": on, "version": before + 1}
        tx.insert(row, [values | {"agrees": agrees, "note": note, "at": now, "by": actor.name[:64]}])
        tx.tell("day.confirm", f"worker/{worker_id}", {"date": on, "agrees": agrees}, workshop_id)
