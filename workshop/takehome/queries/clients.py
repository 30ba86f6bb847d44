"""Client orders and batches, with what each leaves: as planned before it is accepted, and as it stands."""

from datetime import date
from typing import Any, NamedTuple

from workshop.floor.queries.moments import to_day
from workshop.kernel.money import format_yuan, round_half_up
from workshop.prices.queries import load_price_book
from workshop.store.database import fetch_all
from workshop.takehome.queries.balances import PIECES
from workshop.takehome.queries.history import load_losses, rates_by
from workshop.takehome.rules.clients import Margin, MarginFacts, NewClientOrder, compute_margin

_ORDERS = """
SELECT c.id, c.number, c.client, c.product_id, p.name, c.quantity, c.price, c.other_costs_fen, c.due_on, c.note, c.voided_on,
       c.void_reason, c.recorded_at, c.recorded_by
FROM client_order c JOIN product p ON p.workshop_id = c.workshop_id AND p.id = c.product_id
WHERE c.workshop_id = :w {only} ORDER BY c.recorded_at DESC, c.number"""

_OPERATIONS = """
SELECT l.client_order_id, l.operation_id, o.name FROM client_order_operation l
JOIN operation o ON o.workshop_id = l.workshop_id AND o.id = l.operation_id WHERE l.workshop_id = :w ORDER BY o.seq, o.code"""

_BATCHES = "SELECT id, client_order_id, number, arrived_on, quantity FROM batch WHERE workshop_id = :w ORDER BY arrived_on, number"

# What orders of a client's batches have come to: pieces and their price, as it was fixed on each.
_DONE = f"""
SELECT t.client_order_id, COUNT(*), SUM(CASE WHEN o.closed_on IS NULL THEN 1 ELSE 0 END),
       COALESCE(SUM(r.good), 0), COALESCE(SUM((COALESCE(r.good, 0) + COALESCE(r.other, 0)) * o.price), 0)
FROM takehome_order o JOIN batch_order b ON b.workshop_id = o.workshop_id AND b.order_id = o.id
JOIN batch t ON t.workshop_id = b.workshop_id AND t.id = b.batch_id
LEFT JOIN ({PIECES}) r ON r.order_id = o.id
WHERE o.workshop_id = :w AND o.voided_on IS NULL GROUP BY t.client_order_id"""


class BatchLine(NamedTuple):
    """A batch of a client's order."""

    id: int
    client_order_id: int
    number: str
    arrived_on: date
    quantity: int


class Actual(NamedTuple):
    """What a client's order has come to: `good` pieces over all its operations, wages and the loss borne in fen."""

    orders: int
    open: int
    good: int
    wages: int
    loss: int
    sentence: str


class ClientOrderLine(NamedTuple):
    """A client's order with its margin as planned, and what it has come to so far."""

    id: int
    number: str
    client: str
    product_id: int
    product: str
    quantity: int
    price: int
    other_costs_fen: int
    due_on: date | None
    note: str
    voided_on: date | None
    void_reason: str
    operations: tuple[tuple[int, str], ...]
    batches: tuple[BatchLine, ...]
    planned: Margin
    actual: Actual


def list_client_orders(workshop_id: int, on: date, client_order_id: int | None = None) -> list[ClientOrderLine]:
    """Client orders, the newest first; a constant number of statements. Prices are those of `on`."""
    values = {} if client_order_id is None else {"id": client_order_id}
    rows = fetch_all(_ORDERS.format(only="AND c.id = :id" if values else ""), w=workshop_id, **values)
    operations: dict[int, list[tuple[int, str]]] = {}
    for order, operation, name in fetch_all(_OPERATIONS, w=workshop_id):
        operations.setdefault(order, []).append((operation, name))
    batches: dict[int, list[BatchLine]] = {}
    for key, order, number, day, quantity in fetch_all(_BATCHES, w=workshop_id):
        batches.setdefault(order, []).append(BatchLine(key, order, number, to_day(day), quantity))
    done = {key: rest for key, *rest in fetch_all(_DONE, w=workshop_id)}
    losses = load_losses(workshop_id)
    rates = rates_by(losses, lambda loss: loss.operation_id)
    book = load_price_book(workshop_id)
    lines = []
    for row in rows:
        mine = tuple(operations.get(row[0], ()))
        wages = [(name, book.find(key, "", on)) for key, name in mine]
        known = [rate.borne_per_piece for key, _ in mine if (rate := rates.get(key)) is not None]
        loss = max(0, sum(each or 0 for each in known)) if known else None
        facts = MarginFacts(row[5], row[6], tuple((n, p.rate if p else None) for n, p in wages), loss, row[7])
        own = tuple(batches.get(row[0], ()))
        borne = sum(one.borne for one in losses if one.batch_id in {batch.id for batch in own})
        lines.append(_line(row, mine, own, compute_margin(facts), _actual(done.get(row[0]), borne)))
    return lines


def find_client_order(workshop_id: int, client_order_id: int, on: date) -> ClientOrderLine | None:
    """One client's order."""
    found = list_client_orders(workshop_id, on, client_order_id)
    return found[0] if found else None


def plan_margin(workshop_id: int, order: NewClientOrder, on: date) -> Margin:
    """The margin of an order before it is accepted: nothing is written down."""
    names: dict[Any, Any] = dict(fetch_all("SELECT id, name FROM operation WHERE workshop_id = :w", w=workshop_id))  # type: ignore[arg-type]
    book = load_price_book(workshop_id)
    rates = rates_by(load_losses(workshop_id), lambda loss: loss.operation_id)
    wages = tuple(
        (names.get(key, ""), price.rate if (price := book.find(key, "", on)) else None) for key in order.operations
    )
    known = [rate.borne_per_piece for key in order.operations if (rate := rates.get(key)) is not None]
    loss = max(0, sum(each or 0 for each in known)) if known else None
    return compute_margin(MarginFacts(order.quantity, order.price, wages, loss, order.other_costs_fen))


def _line(
    row: tuple[Any, ...],
    operations: tuple[tuple[int, str], ...],
    batches: tuple[BatchLine, ...],
    planned: Margin,
    actual: Actual,
) -> ClientOrderLine:
    head = (*row[:8], to_day(row[8]), row[9], to_day(row[10]), row[11])
    return ClientOrderLine._make((*head, operations, batches, planned, actual))


def _actual(done: list[Any] | None, borne: int) -> Actual:
    if done is None:
        return Actual(0, 0, 0, 0, 0, "还没有发单")
    orders, still_open, good, earned = (int(each or 0) for each in done)
    wages = round_half_up(earned, 100_000)
    told = f"发了 {orders} 张单,{still_open} 张还在外;工钱 {format_yuan(wages)} 元,车间承担损耗 {format_yuan(borne)} 元"
    return Actual(orders, still_open, good, wages, borne, told)
