"""A tablet's queue carried in as a file: the same events by the same door, as if the tablet had sent them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from workshop.access.devices import list_devices
from workshop.floor.actions.inbox import Source, receive_events
from workshop.floor.actions.judging import Verdict, judge_events
from workshop.floor.rules.events import MOST_EVENTS, read_envelope
from workshop.kernel.faults import Refused
from workshop.store.audit import Actor
from workshop.store.transaction import transaction


@dataclass(frozen=True)
class Carried:
    """How many events the file held, how many were new here, and how many of those wait for a person."""

    events: int
    fresh: int
    waiting: int


def carry_in(actor: Actor, now: datetime, workshop_id: int, queue: dict[str, Any], on: date) -> Carried:
    """Receives and judges everything in the file; what came before is recognised. Refused for a tablet of another workshop."""
    device = next((d for d in list_devices(workshop_id) if str(d.id) == str(queue.get("device"))), None)
    if device is None:
        raise Refused("这个文件来自别的车间的平板", "请到登记那台平板的车间上传", "file")
    source = Source(workshop_id, device.id, str(queue["device_epoch"])[:36])
    high = queue.get("high")
    high = high if isinstance(high, int) and 0 <= high < 2**53 else 0
    states: dict[str, str] = {}
    verdicts: dict[str, Verdict] = {}
    with transaction(actor, now) as tx:
        for batch in _in_batches(queue["events"]):
            states |= receive_events(actor, now, source, [read_envelope(one) for one in batch], high).states
            verdicts |= judge_events(actor, now, workshop_id, on)
        tx.tell("queue.carry_in", f"device/{device.id}", {"events": len(states)}, workshop_id)
    fresh = [event_id for event_id, state in states.items() if state == "received"]
    waiting = sum(event_id not in verdicts or verdicts[event_id].state != "applied" for event_id in fresh)
    return Carried(len(states), len(fresh), waiting)


def _in_batches(events: Sequence[Any]) -> list[Sequence[Any]]:
    return [events[start : start + MOST_EVENTS] for start in range(0, len(events), MOST_EVENTS)]
