"""Take-home work of the demonstration: a client's order in three batches, a bag a month for each household; the last are still out."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from workshop.kernel.periods import Period
from workshop.prices.queries import operation_ids
from workshop.store.audit import Actor
from workshop.store.database import fetch_all
from workshop.takehome.actions import (
    NewBatch,
    NewClientOrder,
    NewDelivery,
    NewIssue,
    NewMaterial,
    NewReceived,
    OrderRef,
    add_batch,
    add_client_order,
    close_order,
    issue_order,
    receive_return,
)

HOUSEHOLDS = ("G002", "G012", "G028")
MONTHS = 3
DUE, FIRST_BACK, LAST_BACK = (timedelta(days=days) for days in (20, 8, 17))


class Home(NamedTuple):
    """Where the work is done and who writes it down."""

    actor: Actor
    now: datetime
    workshop_id: int


def fill_homework(home: Home, workers: dict[str, int], first: date, last: date) -> None:
    """Orders from `first` on, deliveries up to `last`."""
    operation = operation_ids(home.workshop_id)["HOM-01"]
    client_order = _take_a_clients_order(home, operation, first)
    start = Period.of(first)
    for month in range(1, MONTHS + 1):
        if start.first <= last:
            _send_out(home, workers, operation, client_order, start, last, month)
        start = start.next


def _take_a_clients_order(home: Home, operation: int, first: date) -> int:
    ((product,),) = fetch_all(
        "SELECT product_id FROM operation WHERE workshop_id = :w AND id = :o", w=home.workshop_id, o=operation
    )
    order = NewClientOrder(
        number="KH-001",
        client="山城劳保用品(演示)",
        product_id=product,
        operations=(operation,),
        quantity=9_000_000,
        price=7_200,
        due_on=first + timedelta(days=120),
        other_costs_fen=60_000,
    )
    return add_client_order(*home, order, on=first)


def _send_out(
    home: Home, workers: dict[str, int], operation: int, client_order: int, start: Period, last: date, month: int
) -> None:
    yarn = NewReceived("绣线", "米", 160_000)
    batch = add_batch(*home, NewBatch(client_order, f"KH-001-{month}", start.first, 3_000_000, (yarn,)), on=start.first)
    for place, no in enumerate(HOUSEHOLDS):
        issued = start.first + timedelta(days=1 + place)
        if issued <= last:
            order = _issue(home, workers[no], operation, batch, issued, (month - 1) * len(HOUSEHOLDS) + place + 1)
            _bring_back(home, order, issued, 380_000 + 9_000 * place, last, over=month < MONTHS)


def _issue(home: Home, worker_id: int, operation: int, batch: int, issued: date, bag: int) -> int:
    yarn = NewMaterial("绣线", "米", 50_000, per_piece=600, loss_allowance=300, price=380_000)
    order = NewIssue(
        worker_id,
        operation,
        issued,
        (yarn,),
        800_000,
        issued + DUE,
        bag_no=bag,
        batch_id=batch,
        order_no=f"WF{bag:03d}",
    )
    return issue_order(*home, order, on=issued).order_id


def _bring_back(home: Home, order_id: int, issued: date, good: int, last: date, over: bool) -> None:
    """Two deliveries; of an order that is over also the closing."""
    ref = OrderRef(order_id=order_id)
    for day in (issued + FIRST_BACK, issued + LAST_BACK):
        if day <= last:
            receive_return(*home, NewDelivery(ref, day, good, defect_own=3_000, inspected_on=day), on=day)
    if over:
        close_order(*home, order_id, issued + LAST_BACK, on=last)
