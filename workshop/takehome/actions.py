"""Issuing orders and receiving what comes back, many at once."""

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
from workshop.takehome.queries import count_returns, load_orders, stored_orders
from workshop.takehome.rows import TakehomeOrderRow, TakehomeReturnRow
from workshop.takehome.rules import (
    NewOrder,
    NewReturn,
    TakehomeFacts,
    find_order_faults,
    find_return_faults,
    spare,
)

__all__ = ["NewOrder", "NewReturn", "issue_orders", "record_returns"]


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
        book = load_price_book(workshop_id)
        stamp = {"workshop_id": workshop_id, "recorded_at": now, "recorded_by": actor.name[:64], "import_id": import_id}
        new = [_build(row, floor, book, stamp) for row in rows if row.order_no not in known]
        tx.insert(TakehomeOrderRow, new)
        _close(workshop_id, [row for row in rows if row.order_no in known], known)
        _tell(tx, "takehome.issue", rows, import_id, workshop_id)
        ids = {number: line["id"] for number, line in known.items()}
    return ids | {line["order_no"]: line["id"] for line in new}


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
    values = stamp | row._asdict() | {"id": new_id(), "price_from": None}
    if row.price is None:
        grade = floor.workers[row.worker_id].terms_on(row.issued_on)[0]
        found = book.find(row.operation_id, grade, row.issued_on)
        if found is not None:
            values |= {"price": found.rate, "price_from": found.valid_from}
    return values


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
        stamp = {"workshop_id": workshop_id, "recorded_at": now, "recorded_by": actor.name[:64], "import_id": import_id}
        values = [stamp | row._asdict() | {"id": new_id()} for row in entries]
        tx.insert(TakehomeReturnRow, values)
        _tell(tx, "takehome.return", entries, import_id, workshop_id)
    warnings = tuple(_there_already(index) for index in there)
    return Recorded(tuple(str(value["id"]) for value in values), frozenset(map(str, there)), warnings)


def _there_already(index: int) -> EntryFault:
    return EntryFault(index, "", "", "return_existing", "这一行以前记过,没有再记", "确实又交了一次,请逐条登记")


def _tell(tx: Transaction, action: str, rows: Sequence[Any], import_id: int | None, workshop_id: int) -> None:
    if rows:
        subject = f"import/{import_id}" if import_id else f"takehome/{len(rows)}"
        tx.tell(action, subject, {"rows": len(rows), "digest": digest_rows(rows)}, workshop_id)
