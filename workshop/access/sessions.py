"""Sessions as rows on the server: the browser holds a random token, the table its hash."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from flask_login import UserMixin
from sqlalchemy import bindparam, select, update

from workshop.access.rows import AccountRow, SessionRow
from workshop.store.audit import Actor
from workshop.store.database import db
from workshop.store.scope import across_workshops
from workshop.store.transaction import transaction

LIFE = timedelta(hours=12)
TOUCH_EVERY = timedelta(minutes=5)


@dataclass(frozen=True)
class Account(UserMixin):
    """The account that a request is made with, as frozen facts; `token` names its session."""

    id: int
    name: str
    role: str
    workshop_id: int | None
    county_code: str | None
    worker_id: int | None
    token: str
    seen_at: datetime

    def get_id(self) -> str:
        """What Flask-Login keeps in the signed cookie: the session's token, not the account."""
        return self.token

    @property
    def actor(self) -> Actor:
        """Who acts, for actions and audit leaves."""
        return Actor(self.id, self.name, self.role)


def hash_token(token: str) -> str:
    """What the table keeps of a token."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def find_account(token: str, now: datetime) -> Account | None:
    """The account of a live session; None when it ended, is too old, or its account was disabled."""
    with across_workshops("whose session it is says which workshop"):
        row = db.session.execute(_live(), {"hash": hash_token(token), "since": now - LIFE}).one_or_none()
    if row is None:
        return None
    return Account(row.id, row.name, row.role, row.workshop_id, row.county_code, row.worker_id, token, row.seen_at)


@cache
def _live() -> Any:
    """Asked for by every page, so it is put together once, of the bare tables: eight times as quick."""
    account, session = AccountRow.__table__, SessionRow.__table__
    of, at = account.c, session.c
    query = select(of.id, of.name, of.role, of.workshop_id, of.county_code, of.worker_id, at.seen_at)
    live = (at.ended_at.is_(None), of.disabled_at.is_(None), at.seen_at > bindparam("since"))
    return query.join(session, at.account_id == of.id).where(at.token_hash == bindparam("hash"), *live)


def open_session(account: AccountRow, now: datetime) -> str:
    """Signs an account in; answers the token for the browser."""
    token = secrets.token_urlsafe(32)
    with transaction(Actor(account.id, account.name, account.role), now) as tx:
        row = {"token_hash": hash_token(token), "account_id": account.id, "created_at": now, "seen_at": now}
        tx.insert(SessionRow, [row])
        tx.tell("session.open", f"account/{account.id}")
    return token


def touch_session(account: Account, now: datetime) -> None:
    """Moves `seen_at` forward now and then, so that reading does not write at every page."""
    if now - account.seen_at > TOUCH_EVERY:
        with across_workshops("an overseer's session is no workshop's"), transaction(account.actor, now):
            mine = SessionRow.token_hash == hash_token(account.token)
            db.session.execute(update(SessionRow).where(mine).values(seen_at=now))


@across_workshops("an overseer's session is no workshop's")
def end_sessions(actor: Actor, now: datetime, account_id: int, token: str = "") -> None:
    """Ends one session of an account, or all of them."""
    ended = update(SessionRow).where(SessionRow.account_id == account_id, SessionRow.ended_at.is_(None))
    if token:
        ended = ended.where(SessionRow.token_hash == hash_token(token))
    with transaction(actor, now) as tx:
        db.session.execute(ended.values(ended_at=now))
        tx.tell("session.end", f"account/{account_id}", {"all": not token})
