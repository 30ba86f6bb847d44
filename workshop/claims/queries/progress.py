"""One worker's way to every benefit of the place; nobody else is assessed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from workshop.claims.kept import keep_answer
from workshop.claims.queries.evaluation import find_kept_facts
from workshop.claims.queries.facts import ClaimFacts, load_facts
from workshop.claims.rules.assess import assess
from workshop.claims.rules.facts import Asked, PersonFacts
from workshop.claims.rules.ledger import Roll
from workshop.claims.rules.programme import Programme
from workshop.claims.rules.progress import ProgressLine, build_progress, in_order
from workshop.claims.shelf import list_papers
from workshop.kernel.faults import NotFound
from workshop.people.queries import Workshop, find_workshop_by_id, worker_ids


@dataclass(frozen=True)
class WorkerProgress:
    """A worker with his lines, the nearest first; `open` tells that pay of the time is not locked."""

    worker_id: int
    worker_no: str
    name: str
    asked: Asked
    lines: tuple[ProgressLine, ...]
    open: bool


def this_year(today: date) -> Asked:
    """The whole year that runs, claimed on the first day after it."""
    return Asked(date(today.year, 1, 1), date(today.year, 12, 31), date(today.year + 1, 1, 1))


def load_progress(workshop_id: int, worker_id: int, today: date, asked: Asked | None = None) -> WorkerProgress:
    """How far a worker is with every programme of the place in the year that runs, or in another time. Raises NotFound.

    Where everybody's facts are read already and nothing was written since, this takes two statements; else only he is read.
    """
    place = find_workshop_by_id(workshop_id)
    if place is None:
        raise NotFound(f"workshop {workshop_id}")
    asked = asked or this_year(today)
    facts = find_kept_facts(place, asked.on) or _load_own(place, worker_id, asked.on)
    person = next((one for one in facts.people if one.id == worker_id), None)
    if person is None:
        raise NotFound(f"worker {worker_id}")
    first, last = (day.year * 12 + day.month - 1 for day in (asked.first, asked.last))
    open_ = any(worker == worker_id and first <= month <= last for worker, month in facts.open)
    lines = assess_one(facts, person, list_papers(facts.shop.region), asked)
    return WorkerProgress(worker_id, facts.worker_no[worker_id], person.name, asked, lines, open_)


def _load_own(place: Workshop, worker_id: int, on: date) -> ClaimFacts:
    return keep_answer(f"worker {worker_id}", place.id, Asked(on, on, on), lambda: load_facts(place, on, worker_id))


def assess_one(
    facts: ClaimFacts, person: PersonFacts, programmes: Sequence[Programme], asked: Asked
) -> tuple[ProgressLine, ...]:
    """One person over programmes; of the others only those of his household are looked at, for what they received."""
    home = [one for one in facts.people if one.household and one.household == person.household and one.id != person.id]
    roll = Roll(facts.shop, [person, *home])
    lines = [build_progress(p, assess(p, asked, roll, facts.county), person.id) for p in programmes]
    return in_order(tuple(line for of_paper in lines for line in of_paper))


def find_worker_id(place: Workshop, worker_no: str) -> int:
    """By his number. Raises NotFound."""
    found = worker_ids(place.id).get(worker_no)
    if found is None:
        raise NotFound(f"worker {worker_no}")
    return found
