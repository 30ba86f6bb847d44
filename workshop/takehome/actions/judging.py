"""Take-home events of tablets judged: each becomes an order, a delivery or a closing, or waits for a person with its reason."""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import select

from workshop.floor.actions.judging import JUDGES, Bench, Verdict, known_moment
from workshop.floor.actions.taking_back import TAKERS_BACK
from workshop.floor.queries.inbox import get_event, latest_states
from workshop.floor.queries.reference import PARTS
from workshop.floor.rules.events import BadEvent, Event, read_day
from workshop.kernel.faults import NotFound, Refused
from workshop.store.audit import Actor
from workshop.store.database import db
from workshop.takehome.actions.closing import close_order, reopen_order
from workshop.takehome.actions.correcting import reverse_return, void_order
from workshop.takehome.actions.issuing import issue_order
from workshop.takehome.actions.returning import receive_return
from workshop.takehome.queries.state import find_order_id
from workshop.takehome.queries.tablet import build_takehome
from workshop.takehome.rows import TakehomeOrderRow, TakehomeReturnRow
from workshop.takehome.rules.entries import ACCEPTABLE, OrderRef
from workshop.takehome.rules.events import read_delivery, read_issue, read_reference

CLOSE = "takehome_close"


class Waits(Exception):
    """The event builds on another one that is not settled yet."""


def install_takehome() -> None:
    """Makes tablets' take-home events known to the floor, which cannot know this room. Doing it twice changes nothing."""
    JUDGES.update({"takehome_issue": _one_by_one(_issue), "takehome_return": _one_by_one(_return)})
    JUDGES[CLOSE] = _one_by_one(_close)
    PARTS["takehome"] = build_takehome
    if take_back not in TAKERS_BACK:
        TAKERS_BACK.append(take_back)


def _one_by_one(record: Callable[[Bench, Event], None]) -> Callable[[Bench, Sequence[Event]], list[Verdict]]:
    """A judge: one event's refusal does not touch the next, which may be for the same bag."""
    return lambda bench, events: [_judge(record, bench, event) for event in events]


def _judge(record: Callable[[Bench, Event], None], bench: Bench, event: Event) -> Verdict:
    try:
        with db.session.begin_nested():
            record(bench, event)
    except Waits as waits:
        return Verdict(event.id, "waits", "", str(waits))
    except (BadEvent, Refused) as trouble:
        return Verdict(event.id, "quarantined", getattr(trouble, "code", "refused"), str(trouble))
    return Verdict(event.id, "applied")


def _accepted(bench: Bench) -> frozenset[str]:
    """What a person has looked at when he lets an event pass."""
    return ACCEPTABLE if bench.passed else frozenset()


def _issue(bench: Bench, event: Event) -> None:
    order = read_issue(event)
    bench.check_day(order.issued_on)
    args = {"on": bench.facts.on, "accept": _accepted(bench), "known_at": known_moment(event, bench.now)}
    issue_order(bench.actor(event), bench.now, bench.workshop_id, order, **args)  # type: ignore[arg-type]


def _return(bench: Bench, event: Event) -> None:
    delivery = read_delivery(event)
    bench.check_day(delivery.returned_on)
    _await_issue(bench, delivery.order.issue_id)
    actor = bench.actor(event)
    receive_return(actor, bench.now, bench.workshop_id, delivery, on=bench.facts.on, accept=_accepted(bench))


def _close(bench: Bench, event: Event) -> None:
    on, meant = read_day(event), read_reference(event)
    bench.check_day(on)
    _await_issue(bench, meant.issue_id)
    order_id = find_order_id(bench.workshop_id, meant, on)
    if order_id is None:
        raise BadEvent("order_unknown", "没有这张外发单,不能结单。请看袋上的号码,或先登记领料")
    close_order(bench.actor(event), bench.now, bench.workshop_id, order_id, on, on=bench.facts.on)


def _await_issue(bench: Bench, issue_id: str) -> None:
    """What came of the bag's issue, where the tablet made both: a return follows it, and cannot go before it."""
    if not issue_id or find_order_id(bench.workshop_id, OrderRef(issue_id=issue_id), bench.facts.on) is not None:
        return
    if get_event(bench.workshop_id, issue_id) is None:
        raise BadEvent("issue_missing", "这一袋的领料还没有传上来。等平板传完再放行,或作废后按袋号重新记录")
    _, state, _ = latest_states(bench.workshop_id, [issue_id]).get(issue_id, (0, "", ""))
    if state == "discarded":
        raise BadEvent("issue_discarded", "这一袋的领料已经作废。请核对是哪一袋,作废后重新记录")
    raise Waits("这一袋的领料还在待处理,处理好以后这一条自动记上")


def take_back(actor: Actor, now: datetime, workshop_id: int, target: str, reason: str) -> bool:
    """Takes back what a take-home event became: an order is voided, a return reversed, a closed order opened again.

    False for an event that became none of these. What was taken back before stays so. Raises Refused.
    """
    for find, undo in ((_standing_order, void_order), (_standing_return, reverse_return)):
        found = find(workshop_id, target)
        if found is not None:
            key, stands = found
            if stands:
                undo(actor, now, workshop_id, key, reason)
            return True
    return _open_again(actor, now, workshop_id, target, reason)


def _standing_order(workshop_id: int, target: str) -> tuple[int, bool] | None:
    row = TakehomeOrderRow
    mine = (row.workshop_id == workshop_id, row.entry_id == target)
    found = db.session.execute(select(row.id, row.voided_on).where(*mine)).one_or_none()
    return (found.id, found.voided_on is None) if found else None


def _standing_return(workshop_id: int, target: str) -> tuple[int, bool] | None:
    row = TakehomeReturnRow
    key = db.session.scalar(select(row.id).where(row.workshop_id == workshop_id, row.entry_id == target))
    if key is None:
        return None
    gone = select(row.id).where(row.workshop_id == workshop_id, row.reverses == key)
    return key, db.session.scalar(gone) is None


def _open_again(actor: Actor, now: datetime, workshop_id: int, target: str, reason: str) -> bool:
    """A closing is no row of its own: the event says which order it closed, and on which day."""
    event = get_event(workshop_id, target)
    _, state, _ = latest_states(workshop_id, [target]).get(target, (0, "", ""))
    if event is None or event.kind != CLOSE or state != "applied":
        return False
    on = read_day(event)
    order_id = find_order_id(workshop_id, read_reference(event), on)
    if order_id is None:
        raise NotFound
    row = TakehomeOrderRow
    mine = (row.workshop_id == workshop_id, row.id == order_id)
    if db.session.scalar(select(row.closed_on).where(*mine)) == on:
        reopen_order(actor, now, workshop_id, order_id, reason)
    return True
