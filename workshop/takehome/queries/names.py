"""Who and what the pages of the room name: households with their members, people, batches to choose from."""

from datetime import date
from typing import NamedTuple

from workshop.floor.queries.moments import to_day
from workshop.store.database import fetch_all

_PEOPLE = """
SELECT w.id, w.worker_no, w.name, w.household_id, h.household_no, w.birth_date FROM worker w
LEFT JOIN household h ON h.workshop_id = w.workshop_id AND h.id = w.household_id
WHERE w.workshop_id = :w AND w.hire_date <= :day AND (w.leave_date IS NULL OR w.leave_date >= :day) ORDER BY w.worker_no"""

_ALL_PEOPLE = "SELECT id, worker_no, name, household_id FROM worker WHERE workshop_id = :w ORDER BY worker_no"
_HOUSEHOLDS = "SELECT id, household_no, head_name FROM household WHERE workshop_id = :w ORDER BY household_no"

_BATCHES = """
SELECT b.id, b.number, c.client, p.name FROM batch b
JOIN client_order c ON c.workshop_id = b.workshop_id AND c.id = b.client_order_id
JOIN product p ON p.workshop_id = c.workshop_id AND p.id = c.product_id
WHERE b.workshop_id = :w AND c.voided_on IS NULL ORDER BY b.arrived_on DESC, b.number"""


class PersonPick(NamedTuple):
    """Somebody who may take work home on a day."""

    id: int
    worker_no: str
    name: str
    household_id: int | None
    household_no: str
    birth_date: date | None


class Household(NamedTuple):
    """A household with (id, number, name) of its members, also of those who have left."""

    id: int
    household_no: str
    head_name: str
    members: tuple[tuple[int, str, str], ...]

    @property
    def title(self) -> str:
        """`301 户 李秀英`: the number, and the head or the first member."""
        name = self.head_name or (self.members[0][2] if self.members else "")
        return f"{self.household_no} 户 {name}".strip()


class BatchPick(NamedTuple):
    """A batch in a list to choose from."""

    id: int
    number: str
    client: str
    product: str


def list_people(workshop_id: int, on: date) -> list[PersonPick]:
    """Everybody employed on a day, by number."""
    found = fetch_all(_PEOPLE, w=workshop_id, day=on)
    return [PersonPick._make((*row[:4], row[4] or "", to_day(row[5]) if row[5] else None)) for row in found]


def load_names(workshop_id: int) -> tuple[dict[int, str], dict[int, Household]]:
    """(worker → number and name, household → household), everybody ever here; two statements."""
    people: dict[int, str] = {}
    members: dict[int, list[tuple[int, str, str]]] = {}
    for key, number, name, home in fetch_all(_ALL_PEOPLE, w=workshop_id):
        people[key] = f"{number} {name}"
        if home is not None:
            members.setdefault(home, []).append((key, number, name))
    homes = {
        key: Household(key, number, head, tuple(members.get(key, ())))
        for key, number, head in fetch_all(_HOUSEHOLDS, w=workshop_id)
    }
    return people, homes


def list_batches(workshop_id: int) -> list[BatchPick]:
    """Batches of client orders that stand, the newest first."""
    return [BatchPick(*row) for row in fetch_all(_BATCHES, w=workshop_id)]
