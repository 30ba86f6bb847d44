"""Telling workers: choices, what there is to tell, sending it, and the record of every try."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from datetime import date, datetime

from sqlalchemy.exc import IntegrityError

from workshop.desk.queries.messages import FRESH, Message, known_messages, list_messages, list_to_tell
from workshop.desk.rows import MessageChoiceRow, MessageRow, MessageTryRow
from workshop.desk.rules.messages import KINDS, OUTBOUND, STRIP, Choice, is_open, write_outbound
from workshop.desk.senders import NotSent, Sender
from workshop.kernel.faults import NotFound, Refused
from workshop.people.queries import Workshop, get_worker
from workshop.store.audit import Actor
from workshop.store.ids import new_id
from workshop.store.transaction import transaction

MOST_DOWN = 3  # times on end: the gateway is down, and hundreds of time-outs help nobody
EVERY = 100_000


def choose_channels(
    actor: Actor, now: datetime, workshop_id: int, worker_id: int, choice: Choice, way: str = "office"
) -> None:
    """How a worker wants to be told from now on; `way` is `phone` when he says it himself. Raises NotFound."""
    get_worker(workshop_id, worker_id)
    row = {"channels": ",".join(sorted(choice.channels)), "with_amount": choice.with_amount, "way": way}
    key = {"workshop_id": workshop_id, "id": new_id(), "worker_id": worker_id}
    with transaction(actor, now) as tx:
        tx.insert(MessageChoiceRow, [key | row | {"at": now, "by": actor.name, "by_id": actor.account_id}])
        tx.tell("message.choose", f"worker/{worker_id}", row, workshop_id)


def prepare_messages(actor: Actor, now: datetime, workshop_id: int, kind: str, on: date) -> int:
    """Writes down whom to tell of one kind; how many are new. What was written down before is not written again."""
    if kind not in KINDS:
        raise NotFound
    by = {"workshop_id": workshop_id, "kind": kind, "on": on, "at": now, "by": actor.name, "by_id": actor.account_id}
    with transaction(actor, now) as tx:
        known = known_messages(workshop_id, kind)
        fresh = {(one.worker_id, one.subject): one for one in list_to_tell(workshop_id, kind, on)}
        rows = [
            by | {"id": new_id(), "worker_id": who, "subject": subject, "about": json.dumps(asdict(one.about))}
            for (who, subject), one in fresh.items()
            if (who, subject) not in known
        ]
        tx.insert(MessageRow, rows)
        tx.tell("message.prepare", f"message/{kind}", {"on": on.isoformat(), "new": len(rows)}, workshop_id)
    return len(rows)


def list_open(workshop_id: int, now: datetime, channels: Iterable[str]) -> list[tuple[Message, str]]:
    """(message, channel) still to be told by these channels, as each worker chose, the oldest first."""
    wanted = tuple(channels)
    found = reversed(list_messages(workshop_id, since=now - FRESH, size=EVERY))
    return [
        (message, channel)
        for message in found
        for channel in wanted
        if channel in message.choice.channels and is_open(message.steps.get(channel, ()), now)
    ]


def send_messages(
    actor: Actor,
    clock: Callable[[], datetime],
    shop: Workshop,
    senders: dict[str, Sender],
    pause: Callable[[int, int], None] = lambda done, total: None,
) -> Counter[str]:
    """Sends what is open by the channels that are set up; how many were sent, failed and are left. `pause` before each may end it.

    Each is written down as begun, in a transaction of its own, before the gateway is asked: whoever comes second finds the place taken,
    and a try that broke off is asked again under the same key. A gateway that fails three times on end is asked no more for now.
    """
    todo = list_open(shop.id, clock(), [channel for channel in OUTBOUND if channel in senders])
    count: Counter[str] = Counter(left=len(todo))
    down = 0
    for done, (message, channel) in enumerate(todo):
        pause(done, len(todo))
        outcome = _send_one(actor, clock(), shop, message, channel, senders[channel])
        down = down + 1 if outcome == "down" else 0
        count["failed" if outcome == "down" else outcome] += 1
        count["left"] -= 1
        if down >= MOST_DOWN:
            break
    return count


def _send_one(actor: Actor, now: datetime, shop: Workshop, message: Message, channel: str, sender: Sender) -> str:
    """What became of it: sent, failed, elsewhere (another one took it), down (the gateway did not take it)."""
    seq = len(message.steps.get(channel, ())) + 1
    try:
        text = write_outbound(shop.name, message.kind, message.about, message.choice)
        _write(actor, now, shop.id, [(message.id, channel, seq, "begun", text, "", "")])
    except IntegrityError:
        return "elsewhere"
    except Refused as refused:
        _write(actor, now, shop.id, [(message.id, channel, seq, "begun", "", "", "")])
        _write(actor, now, shop.id, [(message.id, channel, seq + 1, "failed", "", "", str(refused)[:200])])
        return "failed"
    outcome, reference, reason = "failed", "", "花名册里没有电话"
    try:
        if message.phone:
            outcome, reference, reason = "sent", sender.send(f"{shop.id}-{message.id}", message.phone, text), ""
    except NotSent as error:
        reason = str(error)
    _write(actor, now, shop.id, [(message.id, channel, seq + 1, outcome, text, reference, reason[:200])])
    return "down" if message.phone and outcome == "failed" else outcome


def record_strips(actor: Actor, now: datetime, workshop_id: int, messages: Sequence[Message]) -> None:
    """That the strips of these messages were printed, with their words."""
    steps = [(one.id, STRIP, len(one.steps.get(STRIP, ())) + 1, "printed", one.text, "", "") for one in messages]
    _write(actor, now, workshop_id, steps)


def _write(
    actor: Actor, now: datetime, workshop_id: int, steps: list[tuple[int, str, int, str, str, str, str]]
) -> None:
    names = ("message_id", "channel", "seq", "outcome", "text", "reference", "reason")
    key = {"workshop_id": workshop_id, "at": now, "by": actor.name}
    with transaction(actor, now) as tx:
        tx.insert(MessageTryRow, [key | {"id": new_id()} | dict(zip(names, step, strict=True)) for step in steps])
        outcomes = Counter(step[3] for step in steps)
        subject = f"message/{steps[0][0]}" if len(steps) == 1 else f"message/{len(steps)}"
        tx.tell("message.tell", subject, {"channel": steps[0][1], **outcomes}, workshop_id)
