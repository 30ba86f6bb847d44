"""A workshop of today for phones, boards and words on a day: the stage's people, and helpers that hand counts in."""

from datetime import date, datetime, timedelta

from flask.testing import FlaskClient

from tests.conftest import BOSS, NOW, W001
from tests.floor.stage import SEW, WANG
from workshop.access.codes import Code, make_code
from workshop.access.guard import civil_today, utc_now
from workshop.access.worker_pins import set_worker_pin
from workshop.floor.actions import NewOutput, record_output
from workshop.floor.actions.proposing import Handed, propose_by_badge, propose_by_ticket
from workshop.floor.actions.tickets import make_tickets
from workshop.floor.queries.tickets import list_tickets
from workshop.floor.rules.tickets import Ticket
from workshop.store.ids import new_entry_id

PIN = "2580"


def badge(worker_id: int = WANG) -> str:
    """The address that a worker's badge opens."""
    return f"/s/{make_code('badge', W001, worker_id)}"


def ticket(ticket_id: int) -> str:
    """The address that a ticket opens."""
    return f"/s/{make_code('ticket', W001, ticket_id)}"


def make(quantity: int = 100, size: int = 50, operations: tuple[int, ...] = (SEW,), lot: str = "A3") -> list[Ticket]:
    """Tickets of a lot."""
    batch = make_tickets(BOSS, NOW, W001, lot, operations, quantity * 1000, size * 1000)
    return list_tickets(W001, batch)


def hand_in(
    good: int, worker_id: int = WANG, operation: int = SEW, now: datetime | None = None, **more: object
) -> Handed:
    """A count by badge, from an address of its own so that no limit is met by chance."""
    today = civil_today()
    code = Code("badge", W001, worker_id)
    address = str(more.pop("address", f"10.0.0.{worker_id % 250}"))
    return propose_by_badge(now or utc_now(), code, address, operation, (good * 1000, 0), more.pop("on", today), today)  # type: ignore[arg-type]


def hand_in_ticket(one: Ticket, worker: int | str = WANG, defects: int = 0) -> Handed:
    """A bundle."""
    today = civil_today()
    code = Code("ticket", W001, one.id)
    return propose_by_ticket(utc_now(), code, "10.0.1.1", worker, defects * 1000, today, today)


def made_before(good: int, days: int = 10, worker_id: int = WANG, operation: int = SEW) -> None:
    """The same count on each of the last days before today."""
    today = civil_today()
    entries = [
        NewOutput(new_entry_id(), today - timedelta(days=back), worker_id, operation, good * 1000, 0, 0)
        for back in range(1, days + 1)
    ]
    record_output(BOSS, utc_now(), W001, entries, on=today)


def made(good: int, on: date, worker_id: int = WANG, operation: int = SEW) -> str:
    """One entry of a day."""
    entry = NewOutput(new_entry_id(), on, worker_id, operation, good * 1000, 0, 0)
    record_output(BOSS, utc_now(), W001, [entry], on=civil_today())
    return entry.id


def with_pin(client: FlaskClient, worker_id: int = WANG) -> FlaskClient:
    """A phone on which the worker has typed the right digits."""
    set_worker_pin(BOSS, utc_now(), W001, worker_id, PIN)
    assert client.post(f"{badge(worker_id)}/day", data={"pin": PIN}).status_code == 302
    return client
