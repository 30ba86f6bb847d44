"""The end of an order: closed with its loss, opened again as long as no locked pay has used it."""

from datetime import date, datetime

from sqlalchemy import select, update

from workshop.floor.queries.facts import locked_days
from workshop.kernel.reasons import require_reason
from workshop.store.audit import Actor
from workshop.store.database import db
from workshop.store.transaction import transaction
from workshop.takehome.actions.correcting import get_state
from workshop.takehome.actions.recording import NONE, begin, insert_signatures
from workshop.takehome.queries.closing import closing_facts, load_closing
from workshop.takehome.queries.state import open_bag
from workshop.takehome.rows import TakehomeOrderRow
from workshop.takehome.rules.closing import find_closing_troubles, find_reopening_troubles
from workshop.takehome.rules.entries import NewSignature, check_signature, settle
from workshop.takehome.rules.loss import Closing


def close_order(
    actor: Actor,
    now: datetime,
    workshop_id: int,
    order_id: int,
    closed_on: date,
    on: date | None = None,
    signatures: tuple[NewSignature, ...] = (),
) -> Closing:
    """Closes an order on a day and answers its settlement; the loss is deducted in the period of that day (5.5).

    Closing it again on the same day changes nothing. Raises NotFound, RefusedTakehome.
    """
    with transaction(actor, now) as tx:
        to = begin(tx, actor, now, workshop_id, on)
        order = get_state(workshop_id, order_id)
        if order.closed_on == closed_on:
            return load_closing(workshop_id, order_id, closed_on)
        waiting, last = closing_facts(workshop_id, order_id)
        locked_to = locked_days(workshop_id).get(order.worker_id)
        troubles = [*find_closing_troubles(order, closed_on, to.today, waiting, last, locked_to)]
        settle([*troubles, *map(check_signature, signatures)], NONE)
        _set_closed(workshop_id, order_id, closed_on)
        insert_signatures(to, order_id, "closing", order_id, signatures)
        closing = load_closing(workshop_id, order_id, closed_on)
        told = {"order": order.order_no, "closed_on": closed_on, "loss": closing.total, "owed": closing.owed}
        tx.tell("takehome.close", f"takehome_order/{order_id}", told, workshop_id)
    return closing


def reopen_order(
    actor: Actor, now: datetime, workshop_id: int, order_id: int, reason: str, on: date | None = None
) -> None:
    """Takes the closing back, with a reason. Raises NotFound, RefusedTakehome."""
    with transaction(actor, now) as tx:
        reason = require_reason(reason, "撤销结单")
        order = get_state(workshop_id, order_id)
        row = TakehomeOrderRow
        bag = db.session.scalar(select(row.bag_no).where(row.workshop_id == workshop_id, row.id == order_id))
        locked_to = locked_days(workshop_id).get(order.worker_id)
        busy = open_bag(workshop_id, bag) if order.closed_on is not None else ""
        settle(find_reopening_troubles(order, locked_to, busy), NONE)
        _set_closed(workshop_id, order_id, None)
        told = {"order": order.order_no, "closed_on": order.closed_on, "reason": reason}
        tx.tell("takehome.reopen", f"takehome_order/{order_id}", told, workshop_id)


def _set_closed(workshop_id: int, order_id: int, closed_on: date | None) -> None:
    row = TakehomeOrderRow
    mine = (row.workshop_id == workshop_id, row.id == order_id)
    db.session.execute(update(row).where(*mine).values(closed_on=closed_on))
