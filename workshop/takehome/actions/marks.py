"""Signatures and photos put beside what was recorded; limits of how much work lies at a home."""

import base64
from datetime import date, datetime
from typing import Any, NamedTuple

from workshop.access.photos import fit_within
from workshop.kernel.faults import NotFound
from workshop.store.audit import Actor
from workshop.store.database import fetch_all
from workshop.store.ids import new_id
from workshop.store.transaction import transaction
from workshop.store.vault import seal
from workshop.takehome.actions.recording import NONE, begin, sign
from workshop.takehome.rows import TakehomeLimitRow, TakehomeMarkRow
from workshop.takehome.rules.entries import NewSignature, check_signature, refuse, settle

PHOTO_SIDE = 1024
_PLACES = {
    "order": "SELECT id FROM takehome_order WHERE workshop_id = :w AND id = :id",
    "closing": "SELECT id FROM takehome_order WHERE workshop_id = :w AND id = :id AND closed_on IS NOT NULL",
    "supply": "SELECT order_id FROM takehome_supply WHERE workshop_id = :w AND id = :id",
    "return": "SELECT order_id FROM takehome_return WHERE workshop_id = :w AND id = :id",
}


class NewLimit(NamedTuple):
    """How much work may be at home from a day on: of a person, a household, or (both None) of each person.

    `pieces` in 1/1000, `days` of work at the usual pace; both None: no limit any more. `blocks`: refused instead of warned about.
    """

    valid_from: date
    worker_id: int | None = None
    household_id: int | None = None
    pieces: int | None = None
    days: int | None = None
    blocks: bool = False


def add_signature(
    actor: Actor, now: datetime, workshop_id: int, subject: str, subject_id: int, signature: NewSignature
) -> int:
    """A signature that came later, on an order, supply, return or closing; answers its key. Raises NotFound, RefusedTakehome."""
    with transaction(actor, now) as tx:
        to = begin(tx, actor, now, workshop_id, None)
        order_id = _order_of(workshop_id, subject, subject_id)
        settle([check_signature(signature)], NONE)
        row = sign(to, order_id, subject, subject_id, signature)
        tx.insert(TakehomeMarkRow, [row])
        told = {"subject": subject, "side": signature.side, "way": signature.way}
        tx.tell("takehome.sign", f"takehome_order/{order_id}", told, workshop_id)
    return int(row["id"])


def add_photo(actor: Actor, now: datetime, workshop_id: int, subject: str, subject_id: int, content: bytes) -> int:
    """A photo of the material or the pieces, made small and sealed; answers its key. Raises NotFound, Refused."""
    image = base64.b64encode(fit_within(content, PHOTO_SIDE)).decode()
    with transaction(actor, now) as tx:
        order_id, key = _order_of(workshop_id, subject, subject_id), new_id()
        row: dict[str, Any] = {
            "workshop_id": workshop_id,
            "id": key,
            "order_id": order_id,
            "subject": subject,
            "subject_id": subject_id,
            "side": "workshop",
            "way": "photo",
            "image": seal(image, "takehome_mark", "image", workshop_id, key),
            "at": now,
            "by": actor.name,
        }
        tx.insert(TakehomeMarkRow, [row])
        tx.tell("takehome.photo", f"takehome_order/{order_id}", {"subject": subject}, workshop_id)
    return key


def _order_of(workshop_id: int, subject: str, subject_id: int) -> int:
    found = fetch_all(_PLACES[subject], w=workshop_id, id=subject_id) if subject in _PLACES else []
    if not found:
        raise NotFound
    return int(found[0][0])


def set_limit(actor: Actor, now: datetime, workshop_id: int, limit: NewLimit) -> int:
    """Sets how much work may be at home from a day on; earlier limits stay on record. Raises RefusedTakehome."""
    with transaction(actor, now) as tx:
        _check_limit(workshop_id, limit)
        key = new_id()
        stamp = {"workshop_id": workshop_id, "id": key, "recorded_at": now, "recorded_by": actor.name}
        tx.insert(TakehomeLimitRow, [stamp | limit._asdict()])
        tx.tell("takehome.limit", f"takehome_limit/{key}", limit._asdict(), workshop_id)
    return key


def _check_limit(workshop_id: int, limit: NewLimit) -> None:
    if limit.worker_id is not None and limit.household_id is not None:
        raise refuse("worker_id", "", "limit_unusable", "限额要么定给人,要么定给户", "请只选一个")
    if (limit.pieces is not None and limit.pieces <= 0) or (limit.days is not None and not 0 < limit.days <= 366):
        raise refuse("pieces", "", "limit_unusable", "限额应大于 0,天数不超过 366", "不限就留空")
    for table, key in (("worker", limit.worker_id), ("household", limit.household_id)):
        sql = f"SELECT 1 FROM {table} WHERE workshop_id = :w AND id = :id"
        if key is not None and not fetch_all(sql, w=workshop_id, id=key):
            raise NotFound
