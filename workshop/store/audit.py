"""Audit leaves: a salted, length-prefixed commitment to what was done, so that a person can be erased and the proof kept."""

import hashlib
import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from workshop.store.ids import new_id


@dataclass(frozen=True)
class Actor:
    """Who acts. `account_id` is None for the command line and for the program itself."""

    account_id: int | None
    name: str
    role: str


COMMAND_LINE = Actor(None, "命令行", "command")


def commit_to(salt: bytes, parts: Iterable[bytes]) -> bytes:
    """SHA-256 over the salt and the length-prefixed parts: no two lists of parts give the same bytes."""
    digest = hashlib.sha256(salt)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.digest()


def commit_to_leaf(
    salt: bytes,
    workshop_id: int,
    at: datetime,
    actor_id: int | None,
    actor_name: str,
    action: str,
    subject: str,
    detail: str,
) -> bytes:
    """The commitment of a leaf: every column of it but its key."""
    covered = (str(workshop_id), at.isoformat(), str(actor_id), actor_name, action, subject, detail)
    return commit_to(salt, (part.encode() for part in covered))


def digest_rows(rows: Iterable[object]) -> str:
    """SHA-256 of rows as canonical JSON lines, for a leaf that covers many rows at once."""
    digest = hashlib.sha256()
    for row in rows:
        digest.update(json.dumps(row, ensure_ascii=False, sort_keys=True, default=str).encode() + b"\n")
    return digest.hexdigest()


def make_leaf(
    actor: Actor, now: datetime, workshop_id: int, action: str, subject: str, detail: dict[str, Any]
) -> dict[str, Any]:
    """The values of one row of `audit_leaf`."""
    salt = secrets.token_bytes(16)
    text = json.dumps(detail, ensure_ascii=False, sort_keys=True, default=str)
    return {
        "id": new_id(),
        "workshop_id": workshop_id,
        "at": now,
        "actor_id": actor.account_id,
        "actor_name": actor.name,
        "action": action,
        "subject": subject,
        "detail": text,
        "salt": salt,
        "commitment": commit_to_leaf(salt, workshop_id, now, actor.account_id, actor.name, action, subject, text),
    }
