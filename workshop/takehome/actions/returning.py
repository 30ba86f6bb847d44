"""Work comes back: a delivery, inspected at once or later."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from workshop.floor.actions.recording import pay_day
from workshop.floor.rules.checks import Trouble
from workshop.floor.rules.entries import EntryFault, FloorFacts
from workshop.store.audit import Actor
from workshop.store.database import db
from workshop.store.ids import new_id
from workshop.store.transaction import transaction
from workshop.takehome.actions.mirroring import brought_by, get_return, mirror_return
from workshop.takehome.actions.recording import (
    NONE,
    Done,
    Writing,
    begin,
    find_done,
    hash_content,
    insert_signatures,
    own_id,
    require_order,
)
from workshop.takehome.actions.shares import PLAIN_RETURN, insert_shares
from workshop.takehome.queries.state import load_state, material_ids, same_day_names
from workshop.takehome.rows import TakehomeReturnMaterialRow, TakehomeReturnRow
from workshop.takehome.rules.correcting import without
from workshop.takehome.rules.entries import NewDelivery, NewInspection, check_signature, refuse, settle, warn
from workshop.takehome.rules.returning import Brought, OrderState, find_return_troubles, find_return_warnings


def receive_return(
    actor: Actor,
    now: datetime,
    workshop_id: int,
    delivery: NewDelivery,
    on: date | None = None,
    accept: frozenset[str] = NONE,
) -> Done:
    """Records what was brought back; inspected where it says so, else it waits and is not paid. Raises RefusedTakehome."""
    with transaction(actor, now) as tx:
        to = begin(tx, actor, now, workshop_id, on, accept)
        content = hash_content(delivery)
        if done := find_done(to, "takehome_return", delivery.id, content):
            return done
        order = load_state(workshop_id, require_order(to, delivery.order, delivery.returned_on))
        brought, floor = read_delivery(delivery), to.floor()
        troubles = [*find_return_troubles(brought, order, floor), *map(check_signature, delivery.signatures)]
        warnings = settle(troubles, accept)
        own = {"entry_id": own_id(delivery.id), "content_hash": content}
        done = write_return(to, order, brought, floor, own)
        insert_signatures(to, order.order_id, "return", done.id, delivery.signatures)
        tx.tell("takehome.receive", f"takehome_order/{order.order_id}", _told(done, brought, warnings), workshop_id)
        warnings += return_warnings(to, brought, order)
    return done._replace(warnings=tuple(warnings))


def read_delivery(delivery: NewDelivery) -> Brought:
    """A delivery as the rules judge it."""
    return Brought(
        returned_on=delivery.returned_on,
        inspected_on=delivery.inspected_on,
        good=delivery.good,
        defect_own=delivery.defect_own,
        defect_other=delivery.defect_other,
        rework=delivery.rework,
        materials=dict(delivery.materials),
        worker_id=delivery.worker_id,
    )


def _told(done: Done, brought: Brought, warnings: list[EntryFault]) -> dict[str, Any]:
    counted = {"good": brought.good, "own": brought.defect_own, "other": brought.defect_other, "rework": brought.rework}
    return {"return": done.id, "accepted": sorted({fault.reason for fault in warnings})} | counted


def write_return(to: Writing, order: OrderState, brought: Brought, floor: FloorFacts, own: dict[str, Any]) -> Done:
    """Writes a return that was judged, the material with it, and the shares of those who share the order."""
    locked = max((floor.locked[one] for one in order.people if one in floor.locked), default=None)
    value = (
        PLAIN_RETURN
        | to.stamp()
        | {
            "id": new_id(),
            "order_id": order.order_id,
            "returned_on": brought.returned_on,
            "inspected_on": brought.inspected_on,
            "pay_on": pay_day(brought.inspected_on, locked) if brought.inspected_on else None,
            "good": brought.good,
            "defect_own": brought.defect_own,
            "defect_other": brought.defect_other,
            "rework": brought.rework,
            "import_id": None,
        }
        | own
    )
    to.tx.insert(TakehomeReturnRow, [value])
    keys = material_ids(to.workshop_id, order.order_id)
    back = {"workshop_id": to.workshop_id, "return_id": value["id"]}
    rows = [
        back | {"material_id": keys[place], "quantity": count} for place, count in brought.materials.items() if count
    ]
    to.tx.insert(TakehomeReturnMaterialRow, rows)
    insert_shares(to.tx, to.workshop_id, [value])
    return Done(value["id"], value["entry_id"], order.order_id)


def return_warnings(to: Writing, brought: Brought, order: OrderState) -> list[EntryFault]:
    """What is told of a return that was recorded; `order` as it stood before."""
    where = (to.workshop_id, order.worker_id, order.operation_id, brought.returned_on, order.people)
    others = same_day_names(*where, returned=True)
    return [warn(one) for one in find_return_warnings(brought, order, others) if one is not None]


def inspect_return(
    actor: Actor,
    now: datetime,
    workshop_id: int,
    inspection: NewInspection,
    on: date | None = None,
    accept: frozenset[str] = NONE,
) -> Done:
    """Inspects a delivery that waits: it is reversed, and what was found stands in its place. Raises RefusedTakehome."""
    with transaction(actor, now) as tx:
        to = begin(tx, actor, now, workshop_id, on, accept)
        content = hash_content(inspection)
        if done := find_done(to, "takehome_return", inspection.id, content):
            return done
        delivery = _waiting(to, inspection)
        before = brought_by(workshop_id, delivery)
        brought = read_inspection(inspection, before)
        order, floor = without(load_state(workshop_id, delivery["order_id"]), before), to.floor()
        troubles = [*find_return_troubles(brought, order, floor), *map(check_signature, inspection.signatures)]
        warnings = settle(troubles, accept)
        mirror_return(to, delivery, "验收", floor)
        own = {"entry_id": own_id(inspection.id), "content_hash": content, "inspects": delivery["id"]}
        done = write_return(to, order, brought, floor, own)
        insert_signatures(to, order.order_id, "return", done.id, inspection.signatures)
        tx.tell("takehome.inspect", f"takehome_order/{order.order_id}", _told(done, brought, warnings), workshop_id)
        warnings += return_warnings(to, brought, order)
    return done._replace(warnings=tuple(warnings))


def read_inspection(inspection: NewInspection, delivered: Brought) -> Brought:
    """What was found, with the day and, where nothing else is said, the material of the delivery."""
    materials = delivered.materials if inspection.materials is None else dict(inspection.materials)
    counted = (inspection.good, inspection.defect_own, inspection.defect_other, inspection.rework)
    return Brought(delivered.returned_on, inspection.inspected_on, *counted, materials)


def _waiting(to: Writing, inspection: NewInspection) -> dict[str, Any]:
    """The delivery that is meant; raises RefusedTakehome for one that is not there, taken back or inspected already."""
    key = inspection.return_id
    if key is None and inspection.delivery_id:
        row = TakehomeReturnRow
        mine = (row.workshop_id == to.workshop_id, row.entry_id == inspection.delivery_id)
        key = db.session.scalar(select(row.id).where(*mine))
    found = get_return(to.workshop_id, key) if key is not None else None
    if found is None:
        raise refuse("return", "", "return_unknown", "没有这一次交货", "请先登记交货")
    trouble = _not_waiting(found)
    if trouble:
        raise refuse(*trouble)
    return found


def _not_waiting(found: dict[str, Any]) -> Trouble | None:
    if found["inspected_by"] is not None or found["inspected_on"] is not None:
        return Trouble("return", "", "already_inspected", "这一次交货已经验收过", "验收错了请用「更正」,写明原因")
    if found["reversed_by"] is not None or found["reverses"] is not None:
        return Trouble("return", "", "return_reversed", "这一次交货已经撤销", "请重新登记交货")
    return None
