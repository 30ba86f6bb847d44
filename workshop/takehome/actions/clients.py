"""What clients order, and the batches in which their material comes."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import aliased

from workshop.kernel.faults import NotFound
from workshop.kernel.reasons import require_reason
from workshop.store.audit import Actor
from workshop.store.database import db, fetch_all
from workshop.store.ids import new_entry_id, new_id
from workshop.store.transaction import transaction
from workshop.takehome.actions.recording import NONE, Done, Writing, begin, find_done, hash_content, own_id
from workshop.takehome.queries.store import find_batch
from workshop.takehome.rows import BatchReceiptRow, BatchRow, ClientOrderOperationRow, ClientOrderRow
from workshop.takehome.rules.bulk import check_day
from workshop.takehome.rules.clients import (
    NewBatch,
    NewClientOrder,
    NewReceipt,
    NewReceived,
    check_received,
    find_batch_troubles,
    find_client_order_troubles,
)
from workshop.takehome.rules.entries import refuse, settle


def add_client_order(
    actor: Actor, now: datetime, workshop_id: int, order: NewClientOrder, on: date | None = None
) -> int:
    """Writes down a client's order; answers its key. Raises RefusedTakehome."""
    with transaction(actor, now) as tx:
        to = begin(tx, actor, now, workshop_id, on)
        taken = _taken(workshop_id, "client_order", order.number)
        settle(find_client_order_troubles(order, taken, _made_here(workshop_id, order)), NONE)
        key = new_id()
        kept = ("product_id", "quantity", "price", "due_on", "other_costs_fen", "note")
        values = to.stamp() | {name: getattr(order, name) for name in kept} | {"id": key, "voided_on": None}
        names = {"number": order.number.strip(), "client": order.client.strip(), "void_reason": ""}
        tx.insert(ClientOrderRow, [values | names])
        link = {"workshop_id": workshop_id, "client_order_id": key}
        tx.insert(ClientOrderOperationRow, [link | {"operation_id": operation} for operation in order.operations])
        tx.tell("client_order.add", f"client_order/{key}", {"number": order.number, "price": order.price}, workshop_id)
    return key


def _taken(workshop_id: int, table: str, number: str) -> bool:
    sql = f"SELECT 1 FROM {table} WHERE workshop_id = :w AND number = :number"
    return bool(fetch_all(sql, w=workshop_id, number=number.strip()))


def _made_here(workshop_id: int, order: NewClientOrder) -> bool:
    """The product is there, and the operations are its own."""
    sql = "SELECT COUNT(*) FROM operation WHERE workshop_id = :w AND product_id = :p AND id IN :ids"
    [(count,)] = fetch_all(sql, w=workshop_id, p=order.product_id, ids=list(order.operations))
    return int(count) == len(set(order.operations))


def void_client_order(
    actor: Actor, now: datetime, workshop_id: int, client_order_id: int, reason: str, on: date | None = None
) -> None:
    """Voids a client's order with a reason. Raises NotFound, and RefusedTakehome once it has batches."""
    with transaction(actor, now) as tx:
        to = begin(tx, actor, now, workshop_id, on)
        reason, row = require_reason(reason, "作废"), ClientOrderRow
        mine = (row.workshop_id == workshop_id, row.id == client_order_id)
        found = db.session.execute(select(row.number, row.voided_on).where(*mine)).first()
        if found is None:
            raise NotFound
        sql = "SELECT 1 FROM batch WHERE workshop_id = :w AND client_order_id = :id"
        if found.voided_on is not None or fetch_all(sql, w=workshop_id, id=client_order_id):
            message = "这张客户订单已经作废,或已有来料批次"
            raise refuse("client_order", found.number, "client_order_used", message, "有批次的订单不能作废")
        db.session.execute(update(row).where(*mine).values(voided_on=to.today, void_reason=reason))
        tx.tell("client_order.void", f"client_order/{client_order_id}", {"reason": reason}, workshop_id)


def add_batch(actor: Actor, now: datetime, workshop_id: int, batch: NewBatch, on: date | None = None) -> int:
    """Writes down a batch and the material that came with it; answers its key. Raises RefusedTakehome."""
    with transaction(actor, now) as tx:
        to = begin(tx, actor, now, workshop_id, on)
        sql = "SELECT 1 FROM client_order WHERE workshop_id = :w AND id = :id AND voided_on IS NULL"
        known = bool(fetch_all(sql, w=workshop_id, id=batch.client_order_id))
        settle(find_batch_troubles(batch, _taken(workshop_id, "batch", batch.number), known, to.today), NONE)
        key = new_id()
        kept = ("client_order_id", "arrived_on", "quantity")
        own = {"id": key, "number": batch.number.strip()}
        tx.insert(BatchRow, [to.stamp() | {name: getattr(batch, name) for name in kept} | own])
        rows = [_receipt(to, key, batch.arrived_on, one, new_entry_id(), "") for one in batch.materials]
        tx.insert(BatchReceiptRow, rows)
        tx.tell("batch.add", f"batch/{key}", {"number": batch.number, "materials": len(rows)}, workshop_id)
    return key


def _receipt(
    to: Writing, batch_id: int, received_on: date, one: NewReceived, entry_id: str, content: str
) -> dict[str, Any]:
    return to.stamp() | {
        "id": new_id(),
        "entry_id": entry_id,
        "content_hash": content,
        "batch_id": batch_id,
        "received_on": received_on,
        "name": one.name.strip(),
        "unit": one.unit.strip(),
        "quantity": one.quantity,
        "reverses": None,
        "reason": "",
    }


def receive_material(
    actor: Actor, now: datetime, workshop_id: int, receipt: NewReceipt, on: date | None = None
) -> Done:
    """Material of a batch comes into the store room; `Done.order_id` is the batch here. Raises RefusedTakehome."""
    with transaction(actor, now) as tx:
        to = begin(tx, actor, now, workshop_id, on)
        content = hash_content(receipt)
        if done := find_done(to, "batch_receipt", receipt.id, content, "batch_id"):
            return done
        if find_batch(workshop_id, receipt.batch_id) is None:
            raise refuse("batch_id", "", "batch_unknown", "没有这个批次", "请先登记批次")
        day = check_day("received_on", receipt.received_on, date.min, to.today, "来料日期", "")
        settle([day, check_received(receipt.material)], NONE)
        row = _receipt(to, receipt.batch_id, receipt.received_on, receipt.material, own_id(receipt.id), content)
        tx.insert(BatchReceiptRow, [row])
        tx.tell("batch.receive", f"batch/{receipt.batch_id}", {"receipt": row["id"]}, workshop_id)
    return Done(row["id"], row["entry_id"], receipt.batch_id)


def reverse_receipt(actor: Actor, now: datetime, workshop_id: int, receipt_id: int, reason: str) -> Done:
    """Takes a receipt back that was written down wrongly. Raises NotFound, RefusedTakehome."""
    with transaction(actor, now) as tx:
        to = begin(tx, actor, now, workshop_id, None)
        row, undo = BatchReceiptRow, aliased(BatchReceiptRow)
        reason = require_reason(reason, "撤销")
        gone = select(undo.id).where(undo.workshop_id == workshop_id, undo.reverses == row.id).exists()
        query = select(row.__table__, gone.label("gone")).where(row.workshop_id == workshop_id, row.id == receipt_id)
        found = db.session.execute(query).mappings().first()
        if found is None:
            raise NotFound
        line = dict(found)
        if line.pop("gone") or line["reverses"] is not None:
            raise refuse("receipt", "", "reversed_already", "这一笔来料已经撤销过了", "请刷新页面看现在的记录")
        own = {"id": new_id(), "entry_id": new_entry_id(), "content_hash": "", "quantity": -line["quantity"]}
        made = line | to.stamp() | own | {"reverses": receipt_id, "reason": reason}
        tx.insert(row, [made])
        tx.tell(
            "batch.reverse_receipt", f"batch/{line['batch_id']}", {"receipt": receipt_id, "reason": reason}, workshop_id
        )
    return Done(made["id"], made["entry_id"], line["batch_id"])
