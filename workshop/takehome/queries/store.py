"""The store room: what came in of each batch and material, what went out, what lies there."""

from datetime import date
from typing import NamedTuple

from workshop.floor.queries.moments import to_day
from workshop.store.database import fetch_all
from workshop.takehome.queries.balances import Only, load_balances
from workshop.takehome.rules.balance import Balance, add_balances

_RECEIVED = """
SELECT r.batch_id, b.number, c.client, b.arrived_on, r.name, r.unit, SUM(r.quantity)
FROM batch_receipt r JOIN batch b ON b.workshop_id = r.workshop_id AND b.id = r.batch_id
JOIN client_order c ON c.workshop_id = b.workshop_id AND c.id = b.client_order_id
WHERE r.workshop_id = :w {only} GROUP BY r.batch_id, b.number, c.client, b.arrived_on, r.name, r.unit
ORDER BY b.arrived_on, b.number, r.name, r.unit"""
_BATCH = "SELECT id FROM batch WHERE workshop_id = :w AND id = :batch"
_BATCHES = """
SELECT b.id, b.number, c.client, b.arrived_on FROM batch b
JOIN client_order c ON c.workshop_id = b.workshop_id AND c.id = b.client_order_id WHERE b.workshop_id = :w"""


class StoreLine(NamedTuple):
    """A material of a batch, in 1/1000 of its unit: `received` of the client, `balance` of what went out, `on_shelf` what lies here."""

    batch_id: int
    batch_no: str
    client: str
    arrived_on: date
    name: str
    unit: str
    received: int
    balance: Balance

    @property
    def on_shelf(self) -> int:
        """Received less handed out, and what came back; below zero: more was handed out than is written down as received."""
        return self.received - self.balance.issued + self.balance.returned


def find_batch(workshop_id: int, batch_id: int) -> int | None:
    """The batch, if it is of this workshop."""
    found = fetch_all(_BATCH, w=workshop_id, batch=batch_id)
    return found[0][0] if found else None


def load_store(workshop_id: int, batch_id: int | None = None) -> list[StoreLine]:
    """Every material of every batch, or of one: what was received, and what was handed out without having been received."""
    values = {} if batch_id is None else {"batch": batch_id}
    only = "" if batch_id is None else "AND r.batch_id = :batch"
    received = {
        (batch, name, unit): int(quantity)
        for batch, _, _, _, name, unit, quantity in fetch_all(_RECEIVED.format(only=only), w=workshop_id, **values)
    }
    out: dict[tuple[int, str, str], list[Balance]] = {key: [] for key in received}
    for line in load_balances(workshop_id, Only(batch_id=batch_id)):
        if line.batch_id is not None:
            out.setdefault((line.batch_id, line.name, line.unit), []).append(line.balance)
    heads = {key: (number, client, to_day(day)) for key, number, client, day in fetch_all(_BATCHES, w=workshop_id)}
    lines = [
        StoreLine(batch, *heads[batch], name, unit, received.get((batch, name, unit), 0), add_balances(balances))
        for (batch, name, unit), balances in out.items()
    ]
    return sorted(lines, key=lambda line: (line.arrived_on, line.batch_no, line.name, line.unit))


def load_shelf(workshop_id: int, batch_id: int) -> dict[tuple[str, str], int]:
    """(name, unit) → what lies in the store room of a batch."""
    return {(line.name, line.unit): line.on_shelf for line in load_store(workshop_id, batch_id)}
