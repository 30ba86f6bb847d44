"""Tries that are counted, so that guessing and flooding from a phone without an account come to an end.

A try is written down as failed before it is judged: two that come at the same moment cannot both be the last one allowed.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import delete, func, insert, select, update

from workshop.access.rows import LoginAttemptRow
from workshop.kernel.faults import Refused
from workshop.store.audit import Actor
from workshop.store.database import db
from workshop.store.ids import new_id
from workshop.store.transaction import transaction

SCAN = Actor(None, "扫码", "scan")


@dataclass(frozen=True)
class Limit:
    """At most so many tries `within` a time: of one `subject` (whatever is tried), of one `address`, or of `both` together."""

    counts: Literal["subject", "address", "both"]
    most: int
    within: timedelta
    failed_only: bool
    message: str
    mend: str


def open_try(subject: str, address: str, now: datetime, limits: Sequence[Limit]) -> int:
    """Writes a try down as failed and answers its id. Raises Refused beyond a limit; such a try is not written down."""
    keys = key_of(subject), key_of(address)
    with transaction(SCAN, now):
        for limit in limits:
            if _count(limit, keys, now) >= limit.most:
                raise Refused(limit.message, limit.mend, "good")
        return write_try(*keys, now)


def write_try(login_key: str, address_key: str, now: datetime) -> int:
    """Writes a try down as failed, inside the transaction that judged whether there may be one more; answers its id."""
    try_id = new_id()
    values = {"id": try_id, "login_key": login_key, "address_key": address_key, "at": now, "succeeded": False}
    db.session.execute(insert(LoginAttemptRow), [values])
    return try_id


def settle_try(try_id: int, now: datetime) -> None:
    """The try was right."""
    with transaction(SCAN, now):
        db.session.execute(update(LoginAttemptRow).where(LoginAttemptRow.id == try_id).values(succeeded=True))


def forget_tries(subject: str) -> None:
    """Forgets what failed for a subject, inside the transaction of whoever has looked the person in the face."""
    row = LoginAttemptRow
    db.session.execute(delete(row).where(row.login_key == key_of(subject), ~row.succeeded))


def _count(limit: Limit, keys: tuple[str, str], now: datetime) -> int:
    row = LoginAttemptRow
    asked = [row.at > now - limit.within]
    if limit.counts != "address":
        asked.append(row.login_key == keys[0])
    if limit.counts != "subject":
        asked.append(row.address_key == keys[1])
    if limit.failed_only:
        asked.append(~row.succeeded)
    return db.session.scalar(select(func.count()).where(*asked)) or 0


def key_of(text: str) -> str:
    """What stands for an account or an address in the list of tries: whoever reads it learns neither."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
