"""The event inbox: receives first. The primary key decides what is new, never a look beforehand."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from workshop.floor.rows import ConflictRow, InboxRow, PendingRow
from workshop.floor.rules.events import Event
from workshop.store.audit import Actor
from workshop.store.database import db
from workshop.store.rows import UploadMarkRow
from workshop.store.transaction import Transaction, transaction

MOST_MISSING = 200


@dataclass(frozen=True)
class Source:
    """Which store of which tablet events come from."""

    workshop_id: int
    device_id: int
    device_epoch: str


@dataclass(frozen=True)
class Receipt:
    """What became of a batch: state by event id, and how far this store's counter has arrived."""

    states: dict[str, str]
    received_to: int
    backed_up_to: int
    missing: tuple[int, ...]


def receive_events(actor: Actor, now: datetime, source: Source, events: Sequence[Event], high: int = 0) -> Receipt:
    """Keeps every event, once. `high` is the highest counter the tablet has given out.

    States: `received` (new), `exists` (the same came before), `conflict` (its id came before with other content: kept aside).
    """
    with transaction(actor, now) as tx:
        fresh = _insert_ignoring(InboxRow, [_row(source, event, event.seq, now) for event in events])
        states = dict.fromkeys((event.id for event in events), "received")
        if fresh < len(events):
            states = _tell_apart(tx, source, events, now)
        pending = [event_id for event_id, state in states.items() if state == "received"]
        _insert_ignoring(
            PendingRow, [{"workshop_id": source.workshop_id, "event_id": event_id} for event_id in pending]
        )
        return Receipt(states, *_move_mark(source, high))


def _tell_apart(tx: Transaction, source: Source, events: Sequence[Event], now: datetime) -> dict[str, str]:
    """The state of each event where the key has refused some: what the table holds now decides."""
    kept = _kept(source, events)
    if cloned := [event for event in events if event.id not in kept]:
        # The counter was used for another event: a cloned tablet. The event is kept without it.
        _insert_ignoring(InboxRow, [_row(source, event, None, now) for event in cloned])
        kept |= _kept(source, cloned)
    states = {}
    for event in events:
        content, received_at = kept[event.id]
        if content != event.content_hash:
            states[event.id] = "conflict"
            _keep_aside(tx, source, event, now)
        else:
            states[event.id] = "received" if received_at == now else "exists"
    return states


def _row(source: Source, event: Event, seq: int | None, now: datetime) -> dict[str, Any]:
    return {
        **vars(source),
        **{name: getattr(event, name) for name in ("id", "kind", "date", "at", "by", "version", "content_hash")},
        "seq": seq,
        "body": json.dumps(event.body, sort_keys=True),
        "received_at": now,
    }


def _kept(source: Source, events: Sequence[Event]) -> dict[str, tuple[str, datetime]]:
    row = InboxRow
    mine = (row.workshop_id == source.workshop_id, row.id.in_([event.id for event in events]))
    return {
        key: (content, at)
        for key, content, at in db.session.execute(select(row.id, row.content_hash, row.received_at).where(*mine))
    }


def _insert_ignoring(row: Any, values: list[dict[str, Any]]) -> int:
    """INSERT … ON CONFLICT DO NOTHING, in the words of the database at hand; answers how many rows are new."""
    if not values:
        return 0
    dialect = postgresql if db.engine.dialect.name == "postgresql" else sqlite
    result: Any = db.session.execute(dialect.insert(row.__table__).on_conflict_do_nothing(), values)
    return int(result.rowcount)


def _keep_aside(tx: Transaction, source: Source, event: Event, now: datetime) -> None:
    aside = {"workshop_id": source.workshop_id, "event_id": event.id, "content_hash": event.content_hash}
    told = {"device_id": source.device_id, "body": json.dumps(event.body, sort_keys=True), "received_at": now}
    _insert_ignoring(ConflictRow, [aside | told])
    tx.tell("event.conflict", f"event/{event.id}", {"hash": event.content_hash}, source.workshop_id)


def _move_mark(source: Source, high: int) -> tuple[int, int, tuple[int, ...]]:
    """(received_to, backed_up_to, missing counters) after this batch."""
    row = UploadMarkRow
    mine = [getattr(row, name) == value for name, value in vars(source).items()]
    mark = db.session.execute(select(row.received_to, row.backed_up_to, row.high).where(*mine)).one_or_none()
    if mark is None:
        _insert_ignoring(row, [vars(source) | {"received_to": 0, "backed_up_to": 0, "high": 0}])
        mark = db.session.execute(select(row.received_to, row.backed_up_to, row.high).where(*mine)).one()
    here = [getattr(InboxRow, name) == value for name, value in vars(source).items()]
    beyond = select(InboxRow.seq).where(*here, InboxRow.seq > mark.received_to).order_by(InboxRow.seq)
    arrived = list(db.session.scalars(beyond))
    reached = mark.received_to
    for seq in arrived:
        if seq != reached + 1:
            break
        reached = seq
    highest = max(mark.high, high, *arrived, 0)
    db.session.execute(row.__table__.update().where(*mine).values(received_to=reached, high=highest))
    there = set(arrived)
    gaps = (seq for seq in range(reached + 1, (arrived[-1] if arrived else 0)) if seq not in there)
    return reached, mark.backed_up_to, tuple(seq for seq, _ in zip(gaps, range(MOST_MISSING), strict=False))


def list_lost(workshop_id: int, device_id: int, device_epoch: str) -> list[tuple[str, int, int]]:
    """(store, first, last) of counters that an earlier store of this tablet gave out and that never arrived."""
    row = UploadMarkRow
    earlier = (row.workshop_id == workshop_id, row.device_id == device_id, row.device_epoch != device_epoch)
    query = select(row.device_epoch, row.received_to, row.high).where(*earlier, row.high > row.received_to)
    return [(epoch, reached + 1, high) for epoch, reached, high in db.session.execute(query)]
