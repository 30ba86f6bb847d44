"""Reads of the inbox: what waits for judgement, what waits for a person."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from workshop.floor.queries.moments import to_day, to_moment
from workshop.floor.rules.events import Event
from workshop.store.database import fetch_all

LATEST = (
    " LEFT JOIN judgement j ON j.workshop_id = i.workshop_id AND j.event_id = i.id AND j.version = (SELECT MAX(l.version)"
    " FROM judgement l WHERE l.workshop_id = i.workshop_id AND l.event_id = i.id)"
)


@dataclass(frozen=True)
class Waiting:
    """An event that waits for a person: what was typed, by whom, on which tablet, and why it was not applied."""

    id: str
    kind: str
    on: date | None
    device: str
    by: str
    body: dict[str, Any]
    code: str
    reason: str
    received_at: datetime


def list_unjudged(workshop_id: int, most: int) -> list[Event]:
    """Events that no one has judged yet, in the order in which each tablet made them."""
    found = fetch_all(
        "SELECT i.id, i.seq, i.kind, i.date, i.at, i.by, i.version, i.body, i.content_hash FROM pending p"
        " JOIN inbox i ON i.workshop_id = p.workshop_id AND i.id = p.event_id WHERE p.workshop_id = :w"
        " ORDER BY i.received_at, i.device_id, i.device_epoch, i.seq LIMIT :most",
        w=workshop_id,
        most=most,
    )
    return [_event(row) for row in found]


def get_event(workshop_id: int, event_id: str) -> Event | None:
    """One event as it came."""
    found = fetch_all(
        "SELECT id, seq, kind, date, at, by, version, body, content_hash FROM inbox WHERE workshop_id = :w AND id = :id",
        w=workshop_id,
        id=event_id,
    )
    return _event(found[0]) if found else None


def list_waiting(workshop_id: int, most: int = 500) -> list[Waiting]:
    """待处理: quarantined events, and those that wait for another event, the oldest first."""
    found = fetch_all(
        "SELECT i.id, i.kind, i.date, COALESCE(d.name, ''), COALESCE(a.name, ''), i.body, COALESCE(j.code, 'waits'),"
        " COALESCE(j.reason, '在等它前面的那一条传上来、处理好'), i.received_at FROM inbox i"
        + LATEST
        + " LEFT JOIN device d ON d.id = i.device_id LEFT JOIN account a ON a.id = i.by AND a.workshop_id = i.workshop_id"
        " WHERE i.workshop_id = :w AND i.id IN (SELECT event_id FROM pending WHERE workshop_id = :w UNION"
        " SELECT event_id FROM judgement WHERE workshop_id = :w AND state = 'quarantined')"
        " AND (j.state IS NULL OR j.state = 'quarantined') ORDER BY i.received_at, i.seq LIMIT :most",
        w=workshop_id,
        most=most,
    )
    return [
        Waiting(e, kind, to_day(on), device, by, json.loads(body), code, why, to_moment(at))
        for e, kind, on, device, by, body, code, why, at in found
    ]


def latest_states(workshop_id: int, event_ids: list[str]) -> dict[str, tuple[int, str, str]]:
    """Event id → (version, state, reason) of the judgement that holds."""
    if not event_ids:
        return {}
    found = fetch_all(
        "SELECT i.id, j.version, j.state, j.reason FROM inbox i"
        + LATEST
        + " WHERE i.workshop_id = :w AND i.id IN :ids AND j.version > 0",
        w=workshop_id,
        ids=event_ids,
    )
    return {e: (version, state, reason) for e, version, state, reason in found}


def list_conflicts(workshop_id: int) -> list[tuple[str, dict[str, Any], dict[str, Any], datetime]]:
    """(event id, what came first, what came later, when) for ids that came with two contents."""
    found = fetch_all(
        "SELECT c.event_id, i.body, c.body, c.received_at FROM conflict c"
        " JOIN inbox i ON i.workshop_id = c.workshop_id AND i.id = c.event_id"
        " WHERE c.workshop_id = :w ORDER BY c.received_at DESC LIMIT 200",
        w=workshop_id,
    )
    return [(event_id, json.loads(first), json.loads(later), to_moment(at)) for event_id, first, later, at in found]


def _event(row: tuple[Any, ...]) -> Event:
    event_id, seq, kind, on, at, by, version, body, content_hash = row
    return Event(event_id, seq, kind, to_day(on), at, by, version, json.loads(body), content_hash)
