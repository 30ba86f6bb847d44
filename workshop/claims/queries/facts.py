"""Everything the rules of claims ask of a workshop, its people and its county, in a fixed number of statements."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from workshop.claims.queries.approvals import load_approvals
from workshop.claims.queries.months import load_book
from workshop.claims.queries.recognition import load_tracks
from workshop.claims.queries.registers import Registers, load_county, load_registers
from workshop.claims.rules.bookmonths import Book
from workshop.claims.rules.facts import ContractFacts, CountyFacts, PersonFacts, Span, WorkshopFacts
from workshop.claims.rules.gathering import Known, build_person, build_shop, share_households
from workshop.claims.rules.months import first_day, last_day
from workshop.claims.rules.recognising import merge_states, run_in_season
from workshop.claims.rules.registered import Entry, build_spans
from workshop.kernel.calendar import Calendar
from workshop.pay.queries.scope import as_date, find_date
from workshop.people.queries import Workshop, load_calendar, load_terms
from workshop.store.database import fetch_all

_PEOPLE = """
SELECT p.id, p.worker_no, p.name, p.sex, p.birth_date, p.hire_date, p.leave_date, COALESCE(h.household_no, '')
FROM worker p LEFT JOIN household h ON h.workshop_id = p.workshop_id AND h.id = p.household_id
WHERE p.workshop_id = :w ORDER BY p.worker_no"""

_CATEGORIES = """
SELECT worker_id, category, valid_from, holds, source FROM worker_category WHERE workshop_id = :w ORDER BY recorded_at"""

_CONTRACTS = """
SELECT worker_id, kind, valid_from, valid_to FROM contract WHERE workshop_id = :w ORDER BY valid_from, id"""


@dataclass(frozen=True)
class ClaimFacts:
    """What an assessment is told, and what its reader must know beside it.

    `worker_no` by id; `open` holds (worker, month) whose figures may still change because pay is not locked.
    """

    shop: WorkshopFacts
    people: tuple[PersonFacts, ...]
    county: CountyFacts
    worker_no: Mapping[int, str]
    open: frozenset[tuple[int, int]]


def load_facts(place: Workshop, on: date, of: int | None = None) -> ClaimFacts:
    """All months of everybody the workshop ever had; what has no dates is as it stands on a day.

    With `of`, a worker, only he and his household are among the people; the workshop and the numbers are the same.
    """
    rows = fetch_all(_PEOPLE, w=place.id)
    wanted = rows if of is None else _of_home(rows, of)
    days = [(row[0], as_date(row[5]), find_date(row[6])) for row in rows]
    book = load_book(place.id, days, load_terms(place.id), () if of is None else [row[0] for row in wanted] or [of])
    registers = load_registers(place.id)
    known = Known(share_households(registers.entries, {row[0]: row[7] for row in rows}), on)
    shop = _shop(place, known, registers, book, load_calendar(place.id))
    categories, contracts = _categories(place.id), _contracts(place.id)
    people = tuple(_person(row, known, registers, book, categories, contracts) for row in wanted)
    numbers = {row[0]: row[1] for row in rows}
    return ClaimFacts(shop, people, load_county(place.county_code), numbers, book.open)


def _of_home(rows: list[tuple[Any, ...]], worker: int) -> list[tuple[Any, ...]]:
    homes = {row[7] for row in rows if row[0] == worker} - {""}
    return [row for row in rows if row[0] == worker or row[7] in homes]


def _person(
    row: tuple[Any, ...],
    known: Known,
    registers: Registers,
    book: Book,
    categories: Mapping[int, tuple[Span, ...]],
    contracts: Mapping[int, tuple[ContractFacts, ...]],
) -> PersonFacts:
    worker, _, name, sex, born, hired, left, household = row
    return build_person(
        known,
        worker,
        household,
        {
            "name": name,
            "sex": sex,
            "born": find_date(born),
            "hired": as_date(hired),
            "left": find_date(left),
            "categories": categories.get(worker),
            "contracts": contracts.get(worker),
            "disability": registers.disabilities.get(worker),
        },
        registers.trainings.get(worker, ()),
        registers.receipts.get(worker, ()),
        (*book.months.get(worker, ()), *registers.months.get(worker, ())),
    )


def _shop(place: Workshop, known: Known, registers: Registers, book: Book, calendar: Calendar) -> WorkshopFacts:
    covered = {}
    if book.first is not None and book.last is not None:
        covered = {"books_from": first_day(book.first), "books_to": last_day(book.last)}
    named = {"id": place.id, "name": place.name, "region": place.county_code, **covered}
    shop = build_shop(known, named, registers.costs, registers.receipts.get(None, ()), calendar)
    states = merge_states(shop.states, load_tracks(place.id).values())
    months = run_in_season(shop.months, states, known.on)
    return replace(shop, states=states, months=months, approvals=load_approvals(place.id))


def _categories(workshop_id: int) -> dict[int, tuple[Span, ...]]:
    """Worker → the times of his categories; nobody has looked at those who are not in it."""
    entries: dict[int, list[Entry]] = defaultdict(list)
    for worker, name, since, holds, source in fetch_all(_CATEGORIES, w=workshop_id):
        days = (as_date(since), None, bool(holds))
        entries[worker].append(Entry(worker, "人员类别", name, *days, None, None, "", source))
    return {
        worker: tuple(span for spans in build_spans(mine).values() for span in spans)
        for worker, mine in entries.items()
    }


def _contracts(workshop_id: int) -> dict[int, tuple[ContractFacts, ...]]:
    """Worker → his contracts; nothing is known of those who are not in it."""
    found: dict[int, list[ContractFacts]] = defaultdict(list)
    for worker, kind, first, last in fetch_all(_CONTRACTS, w=workshop_id):
        found[worker].append(ContractFacts(kind, find_date(first), find_date(last)))
    return {worker: tuple(mine) for worker, mine in found.items()}
