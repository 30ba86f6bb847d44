"""Reads of bundle tickets: what they say, and what became of them."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from workshop.floor.queries.moments import to_moment
from workshop.floor.rules.tickets import Ticket
from workshop.store.database import fetch_all

_TICKETS = (
    "SELECT t.id, t.batch_id, b.lot, t.bundle, t.operation_id, o.name, p.name, o.unit, t.quantity, v.at, v.reason,"
    " u.turn, u.proposed_at, w.name, d.approved,"
    " EXISTS (SELECT 1 FROM output r WHERE r.workshop_id = t.workshop_id AND r.reverses = u.id)"
    " FROM ticket t JOIN ticket_batch b ON b.workshop_id = t.workshop_id AND b.id = t.batch_id"
    " JOIN operation o ON o.workshop_id = t.workshop_id AND o.id = t.operation_id"
    " JOIN product p ON p.workshop_id = t.workshop_id AND p.id = o.product_id"
    " LEFT JOIN void_ticket v ON v.workshop_id = t.workshop_id AND v.ticket_id = t.id"
    " LEFT JOIN proposal u ON u.workshop_id = t.workshop_id AND u.ticket_id = t.id AND u.turn = (SELECT MAX(l.turn)"
    " FROM proposal l WHERE l.workshop_id = t.workshop_id AND l.ticket_id = t.id)"
    " LEFT JOIN proposal_decision d ON d.workshop_id = t.workshop_id AND d.proposal_id = u.id"
    " LEFT JOIN worker w ON w.workshop_id = t.workshop_id AND w.id = u.worker_id WHERE t.workshop_id = :w"
)


@dataclass(frozen=True)
class Batch:
    """A batch of tickets with what became of them; `operations` by name."""

    id: int
    lot: str
    quantity: int
    bundle_size: int
    made_at: datetime
    made_by: str
    printed_at: datetime | None
    tickets: int
    used: int
    void: int
    operations: tuple[str, ...]


def find_ticket(workshop_id: int, ticket_id: int) -> Ticket | None:
    """One ticket as it stands."""
    found = fetch_all(_TICKETS + " AND t.id = :id", w=workshop_id, id=ticket_id)
    return _ticket(found[0]) if found else None


def list_tickets(workshop_id: int, batch_id: int) -> list[Ticket]:
    """The tickets of a batch, bundle by bundle, in the order of the work."""
    found = fetch_all(_TICKETS + " AND t.batch_id = :b ORDER BY t.bundle, o.seq, o.code", w=workshop_id, b=batch_id)
    return [_ticket(row) for row in found]


def list_batches(workshop_id: int, most: int = 50, batch_id: int | None = None) -> list[Batch]:
    """The batches, the newest first."""
    found = fetch_all(
        "SELECT b.id, b.lot, b.quantity, b.bundle_size, b.made_at, b.made_by, b.printed_at,"
        " (SELECT COUNT(*) FROM ticket t WHERE t.workshop_id = b.workshop_id AND t.batch_id = b.id),"
        " (SELECT COUNT(DISTINCT u.ticket_id) FROM ticket t JOIN proposal u ON u.workshop_id = t.workshop_id AND u.ticket_id = t.id"
        " LEFT JOIN proposal_decision d ON d.workshop_id = u.workshop_id AND d.proposal_id = u.id"
        " WHERE t.workshop_id = b.workshop_id AND t.batch_id = b.id AND (d.approved IS NULL OR d.approved)),"
        " (SELECT COUNT(*) FROM ticket t JOIN void_ticket v ON v.workshop_id = t.workshop_id AND v.ticket_id = t.id"
        " WHERE t.workshop_id = b.workshop_id AND t.batch_id = b.id)"
        f" FROM ticket_batch b WHERE b.workshop_id = :w{' AND b.id = :b' if batch_id else ''}"
        " ORDER BY b.made_at DESC, b.id DESC LIMIT :most",
        w=workshop_id,
        most=most,
        **({"b": batch_id} if batch_id else {}),
    )
    names = _operations(workshop_id, [row[0] for row in found])
    return [_batch(row, names.get(row[0], ())) for row in found]


def _batch(row: tuple[Any, ...], operations: tuple[str, ...]) -> Batch:
    key, lot, quantity, size, made, by, printed, tickets, used, void = row
    made_at, printed_at = to_moment(made), to_moment(printed)
    return Batch(key, lot, quantity, size, made_at, by, printed_at, tickets, used, void, operations)


def _operations(workshop_id: int, batch_ids: list[int]) -> dict[int, tuple[str, ...]]:
    if not batch_ids:
        return {}
    found = fetch_all(
        "SELECT DISTINCT t.batch_id, o.seq, o.name FROM ticket t JOIN operation o ON o.workshop_id = t.workshop_id"
        " AND o.id = t.operation_id WHERE t.workshop_id = :w AND t.batch_id IN :ids ORDER BY o.seq, o.name",
        w=workshop_id,
        ids=batch_ids,
    )
    names: dict[int, tuple[str, ...]] = {}
    for batch, _, name in found:
        names[batch] = (*names.get(batch, ()), name)
    return names


def _ticket(row: tuple[Any, ...]) -> Ticket:
    *facts, void_at, reason, turn, used_at, worker, approved, is_reversed = row
    ticket = Ticket(*facts)
    gone = approved is not None and (not approved or bool(is_reversed))
    if void_at:
        return replace(ticket, state="void", at=to_moment(void_at), reason=reason)
    if turn is None or gone:
        return replace(ticket, turn=(turn or 0) + 1)
    state = "counted" if approved else "handed_in"
    return replace(ticket, state=state, at=to_moment(used_at), worker=worker, turn=turn)
