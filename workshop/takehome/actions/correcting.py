"""Corrections: nothing that was recorded is edited. A return, a supply, a whole order is taken back with a reason."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import aliased

from workshop.floor.rules.entries import EntryFault
from workshop.kernel.faults import NotFound
from workshop.kernel.money import format_yuan
from workshop.kernel.reasons import require_reason
from workshop.store.audit import Actor, digest_rows
from workshop.store.database import db
from workshop.store.ids import new_entry_id, new_id
from workshop.store.transaction import transaction
from workshop.takehome.actions.issuing import check_open
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
from workshop.takehome.actions.returning import read_delivery, return_warnings, write_return
from workshop.takehome.queries.closing import count_standing, load_closing
from workshop.takehome.queries.state import load_state
from workshop.takehome.rows import TakehomeMaterialRow, TakehomeOrderRow, TakehomeSupplyRow
from workshop.takehome.rules.correcting import check_reversal, check_supply_back, is_settled, without
from workshop.takehome.rules.entries import NewDelivery, check_signature, refuse, settle
from workshop.takehome.rules.loss import Closing
from workshop.takehome.rules.returning import OrderState, find_return_troubles

ONCE = "请刷新页面看现在的记录"


def reverse_return(
    actor: Actor, now: datetime, workshop_id: int, return_id: int, reason: str, id: str = "", on: date | None = None
) -> Done:
    """Takes a return back; one that locked pay has used is taken off in the next open period. Raises NotFound, RefusedTakehome."""
    with transaction(actor, now) as tx:
        to = begin(tx, actor, now, workshop_id, on)
        content = _content("return", return_id, reason)
        if done := find_done(to, "takehome_return", id, content):
            return done
        found = _standing_return(workshop_id, return_id)
        order, floor = load_state(workshop_id, found["order_id"]), to.floor()
        settled = is_settled(order, floor.locked)
        settle([check_reversal(order, settled)], NONE)
        before = _closing(to, order, settled)
        entry_id = own_id(id)
        key = mirror_return(to, found, require_reason(reason, "撤销"), floor, entry_id, content)
        told = {"return": return_id, "reversal": key, "reason": reason.strip()}
        tx.tell("takehome.reverse", f"takehome_order/{order.order_id}", told, workshop_id)
        warnings = _settled_warnings(to, order, before)
    return Done(key, entry_id, order.order_id, False, warnings)


def correct_return(
    actor: Actor,
    now: datetime,
    workshop_id: int,
    return_id: int,
    delivery: NewDelivery,
    reason: str,
    on: date | None = None,
    accept: frozenset[str] = NONE,
) -> Done:
    """Takes a return back and records it anew, both or neither; `delivery.order` may be another one (the wrong bag).

    What locked pay has used goes forward to the next open period by itself (8.3). Raises NotFound, RefusedTakehome.
    """
    accept |= {"day_locked"}
    with transaction(actor, now) as tx:
        to = begin(tx, actor, now, workshop_id, on, accept)
        content = hash_content(delivery)
        if done := find_done(to, "takehome_return", delivery.id, content):
            return done
        reason, found = require_reason(reason, "更正"), _standing_return(workshop_id, return_id)
        old, floor = load_state(workshop_id, found["order_id"]), to.floor()
        settled = is_settled(old, floor.locked)
        target = require_order(to, delivery.order, delivery.returned_on)
        same = target == old.order_id
        order = without(old, brought_by(workshop_id, found)) if same else load_state(workshop_id, target)
        brought = read_delivery(delivery)
        troubles = [check_reversal(old, settled), *find_return_troubles(brought, order, floor, settled and same)]
        warnings = settle([*troubles, *map(check_signature, delivery.signatures)], accept)
        before = _closing(to, old, settled)
        mirror_return(to, found, reason, floor)
        own = {"entry_id": own_id(delivery.id), "content_hash": content, "reason": reason}
        done = write_return(to, order, brought, floor, own)
        insert_signatures(to, order.order_id, "return", done.id, delivery.signatures)
        told = {"return": return_id, "new": done.id, "reason": reason}
        tx.tell("takehome.correct", f"takehome_order/{old.order_id}", told, workshop_id)
        warnings += [*return_warnings(to, brought, order), *_settled_warnings(to, old, before)]
    return done._replace(warnings=tuple(warnings))


def _content(kind: str, key: int, reason: str) -> str:
    return digest_rows([["reverse", kind, key, reason.strip()]])


def _standing_return(workshop_id: int, return_id: int) -> dict[str, Any]:
    found = get_return(workshop_id, return_id)
    if found is None:
        raise NotFound
    if found["reverses"] is not None:
        message = "撤销的记录本身不能再撤销"
        raise refuse("return", "", "is_reversal", message, "要恢复原来的数量,请重新登记交货")
    if found["reversed_by"] is not None:
        raise refuse("return", "", "reversed_already", "这一条已经撤销或验收过了", ONCE)
    return found


def _closing(to: Writing, order: OrderState, settled: bool) -> Closing | None:
    return load_closing(to.workshop_id, order.order_id, order.closed_on) if settled and order.closed_on else None


def _settled_warnings(to: Writing, order: OrderState, before: Closing | None) -> tuple[EntryFault, ...]:
    """The loss of the order is in locked pay: what it would be now differs by a sum that a person settles."""
    if before is None or order.closed_on is None:
        return ()
    after = load_closing(to.workshop_id, order.order_id, order.closed_on)
    difference = after.owed - before.owed
    if not difference:
        return ()
    what = f"少赔了 {format_yuan(difference)} 元" if difference > 0 else f"多赔了 {format_yuan(-difference)} 元"
    message = f"{order.order_no} 的超耗已经算进锁定的工资,按改后的数{what}"
    return (
        EntryFault(0, "order", order.order_no, "loss_settled", message, "请在「借支、扣款、津贴」里补记一笔,写明单号"),
    )


def reverse_supply(
    actor: Actor, now: datetime, workshop_id: int, supply_id: int, reason: str, id: str = "", on: date | None = None
) -> Done:
    """Takes material handed out back: it was written down wrongly. Raises NotFound, RefusedTakehome."""
    with transaction(actor, now) as tx:
        to = begin(tx, actor, now, workshop_id, on)
        content = _content("supply", supply_id, reason)
        if done := find_done(to, "takehome_supply", id, content):
            return done
        found = _standing_supply(workshop_id, supply_id)
        order = load_state(workshop_id, found["order_id"])
        settle([*check_open(order), check_supply_back(order, found.pop("position"), found["quantity"])], NONE)
        entry_id = own_id(id)
        [key] = _mirror_supplies(to, [found], require_reason(reason, "撤销"), entry_id, content)
        told = {"supply": supply_id, "reversal": key, "reason": reason.strip()}
        tx.tell("takehome.reverse_supply", f"takehome_order/{order.order_id}", told, workshop_id)
    return Done(key, entry_id, order.order_id)


def _standing_supply(workshop_id: int, supply_id: int) -> dict[str, Any]:
    row, undo, material = TakehomeSupplyRow, aliased(TakehomeSupplyRow), TakehomeMaterialRow
    gone = select(undo.id).where(undo.workshop_id == workshop_id, undo.reverses == row.id).exists()
    same = (material.workshop_id == row.workshop_id) & (material.id == row.material_id)
    query = select(row.__table__, material.position, gone.label("gone")).join(material, same)
    found = db.session.execute(query.where(row.workshop_id == workshop_id, row.id == supply_id)).mappings().first()
    if found is None:
        raise NotFound
    line = dict(found)
    if line.pop("gone") or line["reverses"] is not None:
        raise refuse("supply", "", "reversed_already", "这一笔领料已经撤销过了", ONCE)
    return line


def _mirror_supplies(to: Writing, rows: list[dict[str, Any]], reason: str, entry_id: str, content: str) -> list[int]:
    own = {"entry_id": entry_id, "content_hash": content, "reason": reason, "import_id": None}
    made = [
        row | to.stamp() | own | {"id": new_id(), "quantity": -row["quantity"], "reverses": row["id"]} for row in rows
    ]
    to.tx.insert(TakehomeSupplyRow, made)
    return [row["id"] for row in made]


def void_order(
    actor: Actor, now: datetime, workshop_id: int, order_id: int, reason: str, on: date | None = None
) -> None:
    """Voids an order that was issued wrongly, as long as nothing has come back; its material is in the store again."""
    with transaction(actor, now) as tx:
        to = begin(tx, actor, now, workshop_id, on)
        reason = require_reason(reason, "作废")
        order = get_state(workshop_id, order_id)
        settle(check_open(order), NONE)
        if count_standing(workshop_id, order_id):
            message = "这张外发单已经有交货,不能作废"
            raise refuse("order", order.order_no, "has_returns", message, "请先撤销交货,或照常结单")
        _mirror_supplies(to, _supplies(workshop_id, order_id), reason, new_entry_id(), "")
        row = TakehomeOrderRow
        mine = (row.workshop_id == workshop_id, row.id == order_id)
        db.session.execute(update(row).where(*mine).values(voided_on=to.today, void_reason=reason))
        tx.tell("takehome.void", f"takehome_order/{order_id}", {"order": order.order_no, "reason": reason}, workshop_id)


def get_state(workshop_id: int, order_id: int) -> OrderState:
    """An order as it stands; raises NotFound."""
    row = TakehomeOrderRow
    if db.session.scalar(select(row.id).where(row.workshop_id == workshop_id, row.id == order_id)) is None:
        raise NotFound
    return load_state(workshop_id, order_id)


def _supplies(workshop_id: int, order_id: int) -> list[dict[str, Any]]:
    """What was handed out for an order and not taken back."""
    row, undo = TakehomeSupplyRow, aliased(TakehomeSupplyRow)
    gone = select(undo.id).where(undo.workshop_id == workshop_id, undo.reverses == row.id)
    mine = (row.workshop_id == workshop_id, row.order_id == order_id, row.reverses.is_(None), ~gone.exists())
    return [dict(line) for line in db.session.execute(select(row.__table__).where(*mine)).mappings()]
