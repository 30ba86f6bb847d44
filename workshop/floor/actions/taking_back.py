"""A tablet's `reverse`: takes back what an event became, wherever that is by now."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import select

from workshop.floor.actions.recording import reversed_ids
from workshop.floor.actions.reversal import reverse_hours, reverse_output, reverse_team_output
from workshop.floor.queries.inbox import latest_states
from workshop.floor.rows import HoursRow, JudgementRow, OutputRow, TeamOutputRow
from workshop.floor.rules.events import BadEvent, Event, read_reverse
from workshop.store.audit import Actor
from workshop.store.database import db
from workshop.store.transaction import transaction

REVERSE: dict[Any, Callable[[Actor, datetime, int, str, str], str]] = {
    OutputRow: reverse_output,
    TeamOutputRow: reverse_team_output,
    HoursRow: reverse_hours,
}
# Rooms above the floor put theirs here when the program starts: (actor, now, workshop, event id, reason) -> did it know the
# event, and is it taken back now (or was before). What cannot be taken back raises Refused.
TAKERS_BACK: list[Callable[[Actor, datetime, int, str, str], bool]] = []


def take_back(actor: Actor, now: datetime, workshop_id: int, event: Event) -> bool:
    """True when it is taken back (or was before); False while the event it means has not arrived or is not judged.

    Raises BadEvent, Refused. An event that waits in quarantine is discarded.
    """
    target, reason = read_reverse(event)
    for row, reverse in REVERSE.items():
        if db.session.scalar(select(row.id).where(row.workshop_id == workshop_id, row.id == target)):
            if target not in reversed_ids(row, workshop_id, [target]):
                reverse(actor, now, workshop_id, target, reason)
            return True
    if any(take(actor, now, workshop_id, target, reason) for take in TAKERS_BACK):
        return True
    judged = latest_states(workshop_id, [target]).get(target)
    return judged is not None and _discard(actor, now, workshop_id, target, judged, reason)


def _discard(
    actor: Actor, now: datetime, workshop_id: int, target: str, judged: tuple[int, str, str], reason: str
) -> bool:
    version, state, _ = judged
    if state == "applied":
        raise BadEvent("not_reversible", "这一条不能撤销,请在考勤页更正")
    if state != "discarded":
        told = {"workshop_id": workshop_id, "event_id": target, "version": version + 1, "state": "discarded"}
        with transaction(actor, now) as tx:
            tx.insert(JudgementRow, [told | {"code": "reversed", "reason": reason, "at": now, "by": actor.name}])
    return True
