"""Who may be in a run, and how each of them is paid."""

from datetime import date
from typing import Any, NamedTuple

from workshop.kernel.dated import Dated, value_on
from workshop.kernel.periods import Period
from workshop.pay.queries.scope import Scope, as_date, find_date
from workshop.people.queries import load_terms
from workshop.people.rules.terms import Terms

_PEOPLE = """
SELECT id, worker_no, name, hire_date, leave_date, id_no_index IS NOT NULL
FROM worker WHERE workshop_id = :w AND hire_date <= :last {only} ORDER BY worker_no"""

_CONTRACTS = """
SELECT worker_id, kind FROM contract
WHERE workshop_id = :w AND (valid_from IS NULL OR valid_from <= :last) {only}
ORDER BY CASE WHEN valid_from IS NULL THEN 0 ELSE 1 END, valid_from, id"""

_CARDS = "SELECT DISTINCT worker_id FROM bank_account WHERE workshop_id = :w AND valid_from <= :last {only}"


class Person(NamedTuple):
    """A worker as pay sees him; `terms` are those in force on the period's last day, or on his own."""

    id: int
    worker_no: str
    name: str
    hire_date: date
    leave_date: date | None
    has_id: bool
    has_bank: bool
    labour_contract: bool
    terms: Terms
    dated_terms: tuple[Dated[Terms], ...]


def load_people(scope: Scope) -> list[Person]:
    """Workers hired by the period's end whose system belongs in it: part-time in halves, all others in months (1.9)."""
    contracts = dict(scope.fetch(_CONTRACTS))
    cards = {worker for (worker,) in scope.fetch(_CARDS)}
    terms = _terms(scope)
    people = [
        _person(row, scope.period, contracts.get(row[0], ""), row[0] in cards, terms.get(row[0], ()))
        for row in scope.fetch(_PEOPLE, "id")
    ]
    return [person for person in people if (person.terms.hours_system == "part_time") == bool(scope.period.half)]


def _terms(scope: Scope) -> dict[int, tuple[Dated[Terms], ...]]:
    one = scope.worker_ids[0] if scope.worker_ids is not None and len(scope.worker_ids) == 1 else None
    return load_terms(scope.workshop_id, one)


def _person(
    row: tuple[Any, ...], period: Period, contract: str, has_bank: bool, dated: tuple[Dated[Terms], ...]
) -> Person:
    worker_id, worker_no, name, hired, left, has_id = row
    leave_date = find_date(left)
    on = period.last if leave_date is None else min(period.last, leave_date)
    found = value_on(dated, on) or (dated[0] if dated else None)
    terms = found.value if found else Terms("standard")
    facts = (bool(has_id), has_bank, contract == "劳动合同", terms, dated)
    return Person(worker_id, worker_no, name, as_date(hired), leave_date, *facts)
