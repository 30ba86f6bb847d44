"""Bundle tickets 菲票: made in batches by the office, printed, and void when they are lost or wrong."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from workshop.floor.actions.recording import civil_day
from workshop.floor.queries.facts import load_floor_facts
from workshop.floor.queries.tickets import find_ticket
from workshop.floor.rows import TicketBatchRow, TicketRow, VoidTicketRow
from workshop.floor.rules.tickets import divide
from workshop.kernel.faults import NotFound, Refused
from workshop.kernel.quantities import QUANTITY_SCALE, is_measured
from workshop.kernel.reasons import require_reason
from workshop.kernel.text import has_forbidden
from workshop.store.audit import Actor
from workshop.store.database import db
from workshop.store.ids import new_id
from workshop.store.transaction import transaction


def make_tickets(
    actor: Actor,
    now: datetime,
    workshop_id: int,
    lot: str,
    operation_ids: Sequence[int],
    quantity: int,
    bundle_size: int,
) -> int:
    """Makes the tickets of a lot, for each bundle one of every operation; answers the batch. Quantities 1/1000. Raises Refused."""
    lot = lot.strip()
    if len(lot) > 40 or has_forbidden(lot):
        raise Refused("批号最多 40 个字,不能有控制字符", "请改短一些", "lot")
    _check_operations(workshop_id, now, operation_ids, (quantity, bundle_size))
    bundles = divide(quantity, bundle_size, len(operation_ids))
    batch = {"workshop_id": workshop_id, "id": new_id(), "lot": lot, "quantity": quantity, "bundle_size": bundle_size}
    tickets = [
        {"id": new_id(), "bundle": bundle, "operation_id": operation, "quantity": size}
        for bundle, size in enumerate(bundles, 1)
        for operation in operation_ids
    ]
    with transaction(actor, now) as tx:
        tx.insert(TicketBatchRow, [batch | {"made_at": now, "made_by": actor.name, "printed_at": None}])
        tx.insert(TicketRow, [ticket | {"workshop_id": workshop_id, "batch_id": batch["id"]} for ticket in tickets])
        told = {"lot": lot, "tickets": len(tickets), "quantity": quantity}
        tx.tell("tickets.make", f"tickets/{batch['id']}", told, workshop_id)
    return int(batch["id"])  # type: ignore[call-overload]


def _check_operations(workshop_id: int, now: datetime, operation_ids: Sequence[int], amounts: tuple[int, int]) -> None:
    on = civil_day(now, None)
    known = load_floor_facts(workshop_id, on, ()).operations
    if not operation_ids or len(set(operation_ids)) < len(operation_ids):
        raise Refused("没有选工序", "请选这批货要做的工序", "operation")
    for operation_id in operation_ids:
        operation = known.get(operation_id)
        if operation is None or (operation.withdrawn_on and operation.withdrawn_on <= on):
            raise Refused("有一道工序不存在或已停用", "请重新选择工序", "operation")
        if any(amount % QUANTITY_SCALE for amount in amounts) and not is_measured(operation.unit):
            raise Refused(f"{operation.name}按{operation.unit}计数", "总数和每扎数请填整数", "bundle_size")


def void_ticket(actor: Actor, now: datetime, workshop_id: int, ticket_id: int, reason: str) -> None:
    """The ticket does not count any more; one that has been handed in is rejected or reversed instead. Raises Refused, NotFound."""
    reason = require_reason(reason, "作废")
    try:
        with transaction(actor, now) as tx:
            ticket = find_ticket(workshop_id, ticket_id)
            if ticket is None:
                raise NotFound
            if ticket.state in ("handed_in", "counted"):
                raise Refused("这张菲票已经交过数", "请先在「待确认」退回,或在当天明细撤销那一条", "reason")
            void = {"workshop_id": workshop_id, "ticket_id": ticket_id, "reason": reason}
            tx.insert(VoidTicketRow, [void | {"at": now, "by": actor.name}])
            tx.tell("ticket.void", f"ticket/{ticket_id}", {"reason": reason}, workshop_id)
    except IntegrityError as error:
        raise Refused("这张菲票已经作废过了") from error


def mark_printed(actor: Actor, now: datetime, workshop_id: int, batch_id: int) -> None:
    """Notes that the tickets were printed; the first time stays. Raises NotFound."""
    row = TicketBatchRow
    mine = (row.workshop_id == workshop_id, row.id == batch_id)
    with transaction(actor, now) as tx:
        if db.session.scalar(select(row.id).where(*mine)) is None:
            raise NotFound
        db.session.execute(update(row).where(*mine, row.printed_at.is_(None)).values(printed_at=now))
        tx.tell("tickets.print", f"tickets/{batch_id}", {}, workshop_id)
