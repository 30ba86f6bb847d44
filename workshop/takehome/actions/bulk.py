"""Orders and returns out of files, many at once: an order with its one material, a return as it was inspected."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import update

from workshop.floor.actions import EntryFault, Recorded, RefusedRows
from workshop.floor.actions.recording import civil_day
from workshop.floor.queries.facts import load_floor_facts
from workshop.floor.rules.entries import FloorFacts
from workshop.prices.queries import load_price_book
from workshop.prices.rules import PriceBook
from workshop.store.audit import Actor, digest_rows
from workshop.store.database import db
from workshop.store.ids import new_id
from workshop.store.transaction import Transaction, transaction
from workshop.takehome.actions.shares import PLAIN_RETURN, insert_shares
from workshop.takehome.queries.bulk import count_returns, first_materials, load_orders, stored_orders
from workshop.takehome.rows import (
    TakehomeMaterialRow,
    TakehomeOrderRow,
    TakehomeReturnMaterialRow,
    TakehomeReturnRow,
    TakehomeSupplyRow,
)
from workshop.takehome.rules.bulk import (
    NewOrder,
    NewReturn,
    TakehomeFacts,
    closing_in_locked_pay,
    find_order_faults,
    find_return_faults,
    spare,
)

_OF_ORDER = ("order_no", "worker_id", "operation_id", "issued_on", "due_on", "price", "closed_on")
_MATERIAL = slice(6, 11)  # of NewOrder: material, issued, per piece, allowance, price
_NO_MATERIAL = ("", 0, None, 0, None)
# What an order out of a file says nothing of.
_PLAIN_ORDER: dict[str, Any] = {
    "bag_no": None,
    "quantity": None,
    "most": None,
    "relation": "",
    "relation_reason": "",
    "note": "",
    "voided_on": None,
    "void_reason": "",
}


def issue_orders(
    actor: Actor,
    now: datetime,
    workshop_id: int,
    rows: Sequence[NewOrder],
    import_id: int | None = None,
    on: date | None = None,
) -> dict[str, int]:
    """Issues orders with the price of the issue date where none is written (5.5); answers order number → id.

    An order with the same facts stays as it is; one that is only newly closed is closed. Raises RefusedRows.
    """
    with transaction(actor, now) as tx:
        floor = load_floor_facts(workshop_id, civil_day(now, on), ())
        faults = find_order_faults(rows, TakehomeFacts(floor)) + _numbers_twice(rows)
        if faults:
            raise RefusedRows(sorted(faults))
        known = stored_orders(workshop_id, (row.order_no for row in rows))
        _refuse_changed(rows, known)
        already = {number for number, line in known.items() if line["closed_on"] is not None}
        book = load_price_book(workshop_id)
        stamp = _stamp(actor, now, workshop_id, import_id)
        fresh = [row for row in rows if row.order_no not in known]
        _refuse_locked([row for row in rows if row.closed_on and row.order_no not in already], floor, rows)
        new = [_build(row, floor, book, stamp) for row in fresh]
        _insert(tx, fresh, new)
        _close(workshop_id, [row for row in rows if row.order_no in known], known)
        _tell(tx, "takehome.issue", rows, import_id, workshop_id)
        ids = {number: line["id"] for number, line in known.items()}
    return ids | {line["order_no"]: line["id"] for line in new}


def _stamp(actor: Actor, now: datetime, workshop_id: int, import_id: int | None) -> dict[str, Any]:
    common = {"workshop_id": workshop_id, "recorded_at": now, "recorded_by": actor.name, "import_id": import_id}
    return common | {"content_hash": ""}


def _refuse_locked(closing: Sequence[NewOrder], floor: FloorFacts, rows: Sequence[NewOrder]) -> None:
    """An order is not closed within locked pay: its loss would be in no slip."""
    faults = []
    for row in closing:
        trouble = closing_in_locked_pay(row.closed_on, floor.locked.get(row.worker_id))
        if trouble:
            faults.append(EntryFault(rows.index(row), *trouble))
    if faults:
        raise RefusedRows(faults)


def _numbers_twice(rows: Sequence[NewOrder]) -> list[EntryFault]:
    seen: set[str] = set()
    faults = []
    for index, row in enumerate(rows):
        if row.order_no in seen:
            faults.append(
                EntryFault(index, "order_no", row.order_no, "order_twice", "同一个单号出现了两次", "请换一个单号")
            )
        seen.add(row.order_no)
    return faults


def _refuse_changed(rows: Sequence[NewOrder], known: dict[str, dict[str, Any]]) -> None:
    faults = [
        EntryFault(index, "order_no", row.order_no, "order_conflict", "这个单号已经有一张不一样的外发单", "请核对单号")
        for index, row in enumerate(rows)
        if row.order_no in known and not _same(row, known[row.order_no])
    ]
    if faults:
        raise RefusedRows(faults)


def _same(row: NewOrder, line: dict[str, Any]) -> bool:
    """Equal but for the closing, which may come later, and for a price that was left to the price list."""
    wanted = row._asdict()
    if line["closed_on"] is None:
        del wanted["closed_on"]
    if row.price is None and line["price_from"] is not None:
        del wanted["price"]
    return all(line[name] == value for name, value in wanted.items())


def _build(row: NewOrder, floor: FloorFacts, book: PriceBook, stamp: dict[str, Any]) -> dict[str, Any]:
    order_id = new_id()
    own = {"id": order_id, "entry_id": str(order_id), "price_from": None}
    values = stamp | own | {name: getattr(row, name) for name in _OF_ORDER}
    if row.price is None:
        grade = floor.workers[row.worker_id].terms_on(row.issued_on)[0]
        found = book.find(row.operation_id, grade, row.issued_on)
        if found is not None:
            values |= {"price": found.rate, "price_from": found.valid_from}
    return values


def _insert(tx: Transaction, rows: Sequence[NewOrder], orders: Sequence[dict[str, Any]]) -> None:
    """The orders, the material of each that names one, and what of it was handed out."""
    tx.insert(TakehomeOrderRow, [_PLAIN_ORDER | order for order in orders])
    materials, supplies = [], []
    for row, order in zip(rows, orders, strict=True):
        if row[_MATERIAL] != _NO_MATERIAL:
            material = _material(row, order)
            materials.append(material)
            supplies += [_supply(row, order, material)] if row.material_issued else []
    tx.insert(TakehomeMaterialRow, materials)
    tx.insert(TakehomeSupplyRow, supplies)


def _material(row: NewOrder, order: dict[str, Any]) -> dict[str, Any]:
    keys = {"workshop_id": order["workshop_id"], "id": new_id(), "order_id": order["id"], "position": 1, "unit": ""}
    return keys | {
        "name": row.material,
        "per_piece": row.material_per_piece,
        "loss_allowance": row.loss_allowance,
        "price": row.material_price,
    }


def _supply(row: NewOrder, order: dict[str, Any], material: dict[str, Any]) -> dict[str, Any]:
    kept = ("workshop_id", "entry_id", "recorded_at", "recorded_by", "import_id", "content_hash")
    return {name: order[name] for name in kept} | {
        "id": new_id(),
        "order_id": order["id"],
        "material_id": material["id"],
        "supplied_on": row.issued_on,
        "quantity": row.material_issued,
        "reverses": None,
        "reason": "",
    }


def _close(workshop_id: int, rows: Sequence[NewOrder], known: dict[str, dict[str, Any]]) -> None:
    order = TakehomeOrderRow
    for row in rows:
        line = known[row.order_no]
        if row.closed_on is not None and line["closed_on"] is None:
            mine = (order.workshop_id == workshop_id, order.id == line["id"])
            db.session.execute(update(order).where(*mine).values(closed_on=row.closed_on))


def record_returns(
    actor: Actor,
    now: datetime,
    workshop_id: int,
    rows: Sequence[NewReturn],
    import_id: int | None = None,
    on: date | None = None,
) -> Recorded:
    """Records what was brought back. Rows of an import that are there already are `existing` by their index, as text.

    Raises RefusedRows; then nothing is recorded.
    """
    with transaction(actor, now) as tx:
        known = count_returns(workshop_id, rows) if import_id is not None else {}
        new, there = spare(rows, known)
        floor = load_floor_facts(workshop_id, civil_day(now, on), ())
        entries = [row for _, row in new]
        faults = find_return_faults(entries, TakehomeFacts(floor, load_orders(workshop_id)))
        if faults:
            raise RefusedRows([fault._replace(row=new[fault.row][0]) for fault in faults])
        stamp = _stamp(actor, now, workshop_id, import_id)
        values = [_return(row, stamp) for row in entries]
        tx.insert(TakehomeReturnRow, values)
        _insert_material(tx, workshop_id, entries, values)
        insert_shares(tx, workshop_id, values)
        _tell(tx, "takehome.return", entries, import_id, workshop_id)
    warnings = tuple(_there_already(index) for index in there)
    return Recorded(tuple(str(value["id"]) for value in values), frozenset(map(str, there)), warnings)


def _return(row: NewReturn, stamp: dict[str, Any]) -> dict[str, Any]:
    """A return out of a file is inspected on an open day, so it is paid by that day."""
    key = new_id()
    counted = {name: value for name, value in row._asdict().items() if name != "material_returned"}
    own = {"id": key, "entry_id": str(key), "pay_on": row.inspected_on}
    return PLAIN_RETURN | stamp | counted | own


def _insert_material(
    tx: Transaction, workshop_id: int, entries: Sequence[NewReturn], values: Sequence[dict[str, Any]]
) -> None:
    """What came back of each order's first material."""
    if not any(row.material_returned for row in entries):
        return
    first = first_materials(workshop_id)
    back = [
        {
            "workshop_id": workshop_id,
            "return_id": value["id"],
            "material_id": first[row.order_id],
            "quantity": row.material_returned,
        }
        for row, value in zip(entries, values, strict=True)
        if row.material_returned
    ]
    tx.insert(TakehomeReturnMaterialRow, back)


def _there_already(index: int) -> EntryFault:
    return EntryFault(index, "", "", "return_existing", "这一行以前记过,没有再记", "确实又交了一次,请逐条登记")


def _tell(tx: Transaction, action: str, rows: Sequence[Any], import_id: int | None, workshop_id: int) -> None:
    if rows:
        subject = f"import/{import_id}" if import_id else f"takehome/{len(rows)}"
        tx.tell(action, subject, {"rows": len(rows), "digest": digest_rows(rows)}, workshop_id)
