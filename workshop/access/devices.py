"""Tablets: enrolled by a code that a manager shows, known by a token of their own, revocable.

A revoked tablet may still upload what it holds: work that was done is never lost because a tablet was.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update

from workshop.access.rows import DeviceRow, EnrolmentRow
from workshop.access.sessions import hash_token
from workshop.kernel.faults import NotFound, Refused
from workshop.store.audit import Actor
from workshop.store.database import change_rows, db
from workshop.store.ids import new_id
from workshop.store.scope import across_workshops
from workshop.store.transaction import transaction

CODE_LIFE = timedelta(minutes=10)
TOUCH_EVERY = timedelta(minutes=1)


@dataclass(frozen=True)
class Device:
    """A tablet as requests and lists see it."""

    id: int
    workshop_id: int
    name: str
    enrolled_at: datetime
    enrolled_by: str
    revoked_at: datetime | None
    seen_at: datetime | None

    @property
    def actor(self) -> Actor:
        """Who acts when a tablet uploads: the tablet; the person is in each event."""
        return Actor(None, f"平板 {self.name}", "device")


_COLUMNS = tuple(getattr(DeviceRow, name) for name in Device.__dataclass_fields__)


def make_enrolment(actor: Actor, now: datetime, workshop_id: int) -> str:
    """A fresh code for one tablet, good for ten minutes."""
    code = secrets.token_urlsafe(12)
    values = {"code_hash": hash_token(code), "workshop_id": workshop_id, "made_at": now, "made_by": actor.name}
    with transaction(actor, now) as tx:
        tx.insert(EnrolmentRow, [values])
        tx.tell("enrolment.make", "enrolment", {}, workshop_id)
    return code


@across_workshops("an enrolment's code says which workshop")
def enrol_device(code: str, name: str, now: datetime) -> tuple[Device, str]:
    """The tablet and its token. Raises Refused for a code that is unknown, used or too old."""
    row, token = EnrolmentRow, secrets.token_urlsafe(32)
    name = name.strip()[:40] or "平板"
    fresh = (row.code_hash == hash_token(code), row.used_at.is_(None), row.made_at > now - CODE_LIFE)
    with transaction(Actor(None, "平板登记", "device"), now) as tx:
        found = db.session.execute(select(row.workshop_id, row.made_by).where(*fresh)).one_or_none()
        # Of two that come at the same moment one changes the row.
        if found is None or not change_rows(update(row).where(*fresh).values(used_at=now)):
            raise Refused("这个登记码用过了或超过 10 分钟", "请在电脑上重新生成一个二维码")
        device = Device(new_id(), found.workshop_id, name, now, found.made_by, None, now)
        tx.insert(DeviceRow, [vars(device) | {"token_hash": hash_token(token)}])
        tx.tell("device.enrol", f"device/{device.id}", {"name": name}, device.workshop_id)
    return device, token


@across_workshops("a tablet's token says which workshop")
def find_device(token: str) -> Device | None:
    """The tablet of a token, revoked or not."""
    row = db.session.execute(select(*_COLUMNS).where(DeviceRow.token_hash == hash_token(token))).one_or_none()
    return Device(*row) if row else None


def list_devices(workshop_id: int) -> list[Device]:
    """Every tablet of a workshop, the newest first."""
    query = select(*_COLUMNS).where(DeviceRow.workshop_id == workshop_id).order_by(DeviceRow.enrolled_at.desc())
    return [Device(*row) for row in db.session.execute(query)]


def revoke_device(actor: Actor, now: datetime, workshop_id: int, device_id: int) -> None:
    """From now on it reads nothing; what it holds it may still send."""
    mine = (DeviceRow.workshop_id == workshop_id, DeviceRow.id == device_id)
    with transaction(actor, now) as tx:
        if not change_rows(update(DeviceRow).where(*mine).values(revoked_at=now)):
            raise NotFound
        tx.tell("device.revoke", f"device/{device_id}", {}, workshop_id)


def touch_device(device: Device, now: datetime) -> None:
    """Moves `seen_at` forward; called inside a transaction that writes anyway."""
    if device.seen_at is None or now - device.seen_at > TOUCH_EVERY:
        with transaction(device.actor, now):
            db.session.execute(update(DeviceRow).where(DeviceRow.id == device.id).values(seen_at=now))
