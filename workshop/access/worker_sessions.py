"""Phones on which a worker has typed his digits, as rows on the server: the phone holds a random token, the table its hash.

They are short: a phone lies on a bench and goes through a family. Other digits, another badge and fifteen idle minutes end them.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update

from workshop.access.badges import newest_issue
from workshop.access.rows import WorkerSessionRow
from workshop.access.sessions import hash_token
from workshop.store.audit import Actor
from workshop.store.database import db
from workshop.store.ids import new_id
from workshop.store.scope import across_workshops
from workshop.store.transaction import transaction

IDLE = timedelta(minutes=15)
LONGEST = timedelta(hours=2)
TOUCH_EVERY = timedelta(minutes=1)
COOKIE_KEY = "own_phone"  # what Flask's session calls the token
ON_PHONE = Actor(None, "本人(手机 PIN)", "scan")


@dataclass(frozen=True)
class Phone:
    """Whose pages a phone shows."""

    workshop_id: int
    worker_id: int
    token: str
    seen_at: datetime


def open_worker_session(now: datetime, workshop_id: int, worker_id: int, issue: int) -> str:
    """The digits were right: answers the token for the phone. `issue` is the badge's."""
    token = secrets.token_urlsafe(24)
    values = {"workshop_id": workshop_id, "id": new_id(), "worker_id": worker_id, "token_hash": hash_token(token)}
    with transaction(ON_PHONE, now) as tx:
        tx.insert(WorkerSessionRow, [values | {"badge_issue": issue, "opened_at": now, "seen_at": now}])
        tx.tell("worker_session.open", f"worker/{worker_id}", {}, workshop_id)
    return token


@across_workshops("a phone's token says which workshop")
def find_phone(token: str, now: datetime) -> Phone | None:
    """The live session of a token; None when it ended, was idle too long or was opened with a badge that was replaced."""
    row = WorkerSessionRow
    live = (row.ended_at.is_(None), row.seen_at > now - IDLE, row.opened_at > now - LONGEST)
    query = select(row.workshop_id, row.worker_id, row.seen_at, row.badge_issue)
    found = db.session.execute(query.where(row.token_hash == hash_token(token), *live)).one_or_none()
    if found is None or found.badge_issue != newest_issue(found.workshop_id, found.worker_id):
        return None
    return Phone(found.workshop_id, found.worker_id, token, found.seen_at)


def touch_phone(phone: Phone, now: datetime) -> None:
    """Moves `seen_at` forward now and then, so that looking does not write at every page."""
    if now - phone.seen_at > TOUCH_EVERY:
        with transaction(ON_PHONE, now):
            mine = WorkerSessionRow.token_hash == hash_token(phone.token)
            db.session.execute(update(WorkerSessionRow).where(mine).values(seen_at=now))


@across_workshops("a phone is closed from a page that is nobody's")
def close_phone(phone: Phone, now: datetime) -> None:
    """The worker is done, or it was not he."""
    with transaction(ON_PHONE, now) as tx:
        mine = WorkerSessionRow.token_hash == hash_token(phone.token)
        db.session.execute(update(WorkerSessionRow).where(mine).values(ended_at=now))
        tx.tell("worker_session.end", f"worker/{phone.worker_id}", {}, phone.workshop_id)


def end_worker_sessions(now: datetime, workshop_id: int, worker_id: int) -> None:
    """Ends all of a worker's, inside the transaction of whoever asks."""
    row = WorkerSessionRow
    mine = (row.workshop_id == workshop_id, row.worker_id == worker_id, row.ended_at.is_(None))
    db.session.execute(update(row).where(*mine).values(ended_at=now))
