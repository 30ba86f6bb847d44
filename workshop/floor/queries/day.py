"""The day sheet and the day's entries as frozen lines, in a constant number of statements."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import or_, select

from workshop.floor.queries.standing import no_reversal
from workshop.floor.rows import OutputRow
from workshop.floor.rules.sheet import exact_amount
from workshop.people.rows import WorkerRow
from workshop.prices.rows import OperationRow, ProductRow
from workshop.store.database import db, fetch_all

Day = date  # inside a class that has a field `date`, the name no longer means the type


class OperationChoice(NamedTuple):
    """An operation that can be chosen on a day."""

    id: int
    code: str
    name: str
    unit: str
    product: str


class Entry(NamedTuple):
    """An entry of the day. Quantities 1/1000, price 1/10000 yuan; `state` is `""`, `reversed` or `reversal`."""

    id: str
    date: date
    worker_id: int
    worker_no: str
    worker: str
    operation_id: int
    operation: str
    unit: str
    good: int
    defect_own: int
    defect_other: int
    band: str
    price: int | None
    pay_on: Day
    reverses: str | None
    reason: str
    recorded_at: datetime
    recorded_by: str
    state: str = ""

    @property
    def paid(self) -> int:
        """What is paid: good and the defects of others (3.1)."""
        return self.good + self.defect_other

    @property
    def value(self) -> int:
        """Exact, in 1/10,000,000 yuan, before tiers and multipliers; nothing without a price."""
        return exact_amount(self.paid, self.price or 0)


class Person(NamedTuple):
    """Someone in work; `letters` holds the first letters of every reading of each character, for the filter on the page."""

    id: int
    worker_no: str
    name: str
    letters: str


@dataclass(frozen=True)
class CrewLine:
    """A worker on the day sheet with what is recorded for the operation already; `before`: in the crew of the last time."""

    id: int
    worker_no: str
    name: str
    letters: str
    before: bool
    entries: tuple[Entry, ...]

    @property
    def recorded(self) -> int:
        """The good quantity that stands."""
        return sum(entry.good for entry in self.entries)

    @property
    def value(self) -> int:
        """The exact value that stands."""
        return sum(entry.value for entry in self.entries)


def list_operation_choices(workshop_id: int, on: date) -> list[OperationChoice]:
    """The operations that are not withdrawn on a day, by product and order of work."""
    row = OperationRow
    query = select(row.id, row.code, row.name, row.unit, ProductRow.name).join(
        ProductRow, (ProductRow.workshop_id == row.workshop_id) & (ProductRow.id == row.product_id)
    )
    mine = (row.workshop_id == workshop_id, or_(row.withdrawn_on.is_(None), row.withdrawn_on > on))
    return [
        OperationChoice(*line) for line in db.session.execute(query.where(*mine).order_by(ProductRow.code, row.seq))
    ]


_PEOPLE = """
SELECT id, worker_no, name, initials FROM worker
WHERE workshop_id = :w AND hire_date <= :last AND (leave_date IS NULL OR leave_date >= :first) ORDER BY worker_no"""


def list_people(workshop_id: int, first: date, last: date) -> list[Person]:
    """Everybody employed on some day of the span, by number."""
    found = fetch_all(_PEOPLE, w=workshop_id, first=first, last=last)
    return [Person(key, number, name, _letters(readings)) for key, number, name, readings in found]


@lru_cache(20_000)
def _letters(readings: str) -> str:
    """`chan/dan/shan li` is `cds l`."""
    return " ".join("".join(sorted({r[0] for r in character.split("/") if r})) for character in readings.split(" "))


def list_crew(workshop_id: int, on: date, operation_id: int) -> list[CrewLine]:
    """Everybody in work on the day: first those who did this operation the last time, then the others, each by number."""
    standing: dict[int, list[Entry]] = {}
    for entry in list_entries(workshop_id, on, operation_id=operation_id):
        if not entry.state:
            standing.setdefault(entry.worker_id, []).append(entry)
    before = _last_crew(workshop_id, on, operation_id)
    lines = [
        CrewLine(*person, before=person.id in before, entries=tuple(standing.get(person.id, ())))
        for person in list_people(workshop_id, on, on)
    ]
    return sorted(lines, key=lambda line: not line.before)


def _last_crew(workshop_id: int, on: date, operation_id: int) -> set[int]:
    """Who did the operation on the last day before this one on which anybody did it."""
    row = OutputRow
    mine = (row.workshop_id == workshop_id, row.operation_id == operation_id, no_reversal(row))
    last = db.session.scalar(select(row.date).where(*mine, row.date < on).order_by(row.date.desc()).limit(1))
    if last is None:
        return set()
    return set(db.session.scalars(select(row.worker_id).where(*mine, row.date == last)))


def list_entries(
    workshop_id: int, on: date, operation_id: int | None = None, worker_id: int | None = None
) -> list[Entry]:
    """The day's output as it was written: an entry that was reversed stands beside its reversal."""
    row = OutputRow
    mine = [row.workshop_id == workshop_id, row.date == on]
    if operation_id is not None:
        mine.append(row.operation_id == operation_id)
    if worker_id is not None:
        mine.append(row.worker_id == worker_id)
    return _entries(mine)


def find_entry(workshop_id: int, entry_id: str) -> Entry | None:
    """One entry; its state tells whether it was reversed."""
    found = _entries(
        [OutputRow.workshop_id == workshop_id, or_(OutputRow.id == entry_id, OutputRow.reverses == entry_id)]
    )
    return next((entry for entry in found if entry.id == entry_id), None)


def _entries(mine: Sequence[Any]) -> list[Entry]:
    row = OutputRow
    columns = (
        row.id,
        row.date,
        row.worker_id,
        WorkerRow.worker_no,
        WorkerRow.name,
        row.operation_id,
        OperationRow.name,
    )
    more = (row.good, row.defect_own, row.defect_other, row.band, row.price, row.pay_on, row.reverses, row.reason)
    query = (
        select(*columns, OperationRow.unit, *more, row.recorded_at, row.recorded_by)
        .join(WorkerRow, (WorkerRow.workshop_id == row.workshop_id) & (WorkerRow.id == row.worker_id))
        .join(OperationRow, (OperationRow.workshop_id == row.workshop_id) & (OperationRow.id == row.operation_id))
    )
    ordered = query.where(*mine).order_by(WorkerRow.worker_no, OperationRow.code, row.recorded_at, row.id)
    found = [Entry._make((*line, "")) for line in db.session.execute(ordered)]
    undone = {entry.reverses for entry in found}
    return [entry._replace(state=_state(entry, undone)) for entry in found]


def _state(entry: Entry, undone: set[str | None]) -> str:
    return "reversal" if entry.reverses else "reversed" if entry.id in undone else ""
