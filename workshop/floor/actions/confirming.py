"""每日对工: a worker's word on the count of a day."""

from datetime import date, datetime, timedelta

from sqlalchemy import func, select

from workshop.floor.rows import ConfirmationRow
from workshop.floor.rules.entries import FloorFacts
from workshop.floor.rules.events import BadEvent, Event, read_confirmation
from workshop.kernel.faults import Refused
from workshop.kernel.text import has_forbidden
from workshop.store.audit import Actor
from workshop.store.database import db
from workshop.store.transaction import transaction

OWN_WORD = Actor(None, "本人(手机 PIN)", "scan")


def confirm_day(actor: Actor, now: datetime, workshop_id: int, event: Event, facts: FloorFacts) -> None:
    """Keeps the word; a second one on the same day is a new version. Raises BadEvent."""
    worker_id, on, agrees, note = read_confirmation(event)
    if worker_id not in facts.workers:
        raise BadEvent("worker_unknown", "花名册里没有这个人。请先在「工人」里登记")
    record_confirmation(actor, now, workshop_id, worker_id, on, agrees, note)


def record_confirmation(
    actor: Actor, now: datetime, workshop_id: int, worker_id: int, on: date, agrees: bool, note: str
) -> None:
    """Keeps a worker's word on a day as its next version. The worker must be one of the workshop."""
    row = ConfirmationRow
    mine = (row.workshop_id == workshop_id, row.worker_id == worker_id, row.date == on)
    with transaction(actor, now) as tx:
        before = db.session.scalar(select(func.max(row.version)).where(*mine)) or 0
        values = {"workshop_id": workshop_id, "worker_id": worker_id, "date": on, "version": before + 1}
        tx.insert(row, [values | {"agrees": agrees, "note": note, "at": now, "by": actor.name}])
        tx.tell("day.confirm", f"worker/{worker_id}", {"date": on, "agrees": agrees}, workshop_id)


def confirm_own_day(
    now: datetime, workshop_id: int, worker_id: int, on: date, agrees: bool, note: str, today: date
) -> None:
    """A worker's own word by phone, for today or yesterday; who says that it is wrong says what. Raises Refused."""
    note = note.strip()
    if not today - timedelta(days=1) <= on <= today:
        raise Refused("只能对今天和昨天的数", "更早的请找班组长", "on")
    if not agrees and not note:
        raise Refused("请写哪里不对", "例如:缝合少记 20 双", "note")
    if len(note) > 200 or has_forbidden(note):
        raise Refused("说明最多 200 个字,不能有控制字符", "请改短一些", "note")
    record_confirmation(OWN_WORD, now, workshop_id, worker_id, on, agrees, note)
