"""Workers as the inspectors' checks read them: cards, categories, contracts, what was put down of them."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from workshop.claims.rules.inspecting.facts import CardFacts, CategoryFacts, ContractFacts, WorkerFacts
from workshop.claims.rules.registered import Entry, build_spans
from workshop.pay.queries.scope import as_date, find_date
from workshop.people.queries import load_terms
from workshop.store.database import fetch_all

_PEOPLE = """
SELECT p.id, p.worker_no, p.name, p.sex, p.birth_date, p.id_no_index, p.phone, p.address, COALESCE(h.household_no, ''),
  p.post, p.hire_date, p.leave_date
FROM worker p LEFT JOIN household h ON h.workshop_id = p.workshop_id AND h.id = p.household_id
WHERE p.workshop_id = :w ORDER BY p.worker_no"""

_CARDS = """
SELECT worker_id, card_index, card_tail, holder_name, valid_from FROM bank_account
WHERE workshop_id = :w ORDER BY worker_id, valid_from, id"""

_CATEGORIES = """
SELECT worker_id, category, valid_from, holds, source, checked_on FROM worker_category
WHERE workshop_id = :w ORDER BY worker_id, valid_from"""

_CONTRACTS = "SELECT worker_id, kind, valid_from, valid_to FROM contract WHERE workshop_id = :w ORDER BY valid_from, id"

_PUT_DOWN = """
SELECT f.worker_id, f.kind, f.name, f.valid_from, f.valid_to, f.holds, f.source FROM claim_fact f
WHERE f.workshop_id = :w AND f.kind IN ('身份', '参保') AND f.worker_id IS NOT NULL AND f.reverses IS NULL AND NOT EXISTS (
  SELECT 1 FROM claim_fact r WHERE r.workshop_id = f.workshop_id AND r.reverses = f.id) ORDER BY f.id"""

_TRAINEES = """
SELECT DISTINCT f.worker_id FROM claim_training f
WHERE f.workshop_id = :w AND f.first <= :last AND f.last >= :first AND f.reverses IS NULL AND NOT EXISTS (
  SELECT 1 FROM claim_training r WHERE r.workshop_id = f.workshop_id AND r.reverses = f.id)"""

Times = dict[int, tuple[tuple[str, date | None, date | None], ...]]


def load_workers(workshop_id: int, first: date, last: date) -> Mapping[int, WorkerFacts]:
    """Everybody the workshop ever had, by id; terms as they were at the end of the span."""
    cards: dict[int, list[CardFacts]] = defaultdict(list)
    for worker, index, tail, holder, since in fetch_all(_CARDS, w=workshop_id):
        cards[worker].append(CardFacts(bytes(index).hex(), tail, holder, as_date(since)))
    categories: dict[int, list[CategoryFacts]] = defaultdict(list)
    for worker, name, since, holds, source, checked in fetch_all(_CATEGORIES, w=workshop_id):
        categories[worker].append(CategoryFacts(name, as_date(since), bool(holds), source, find_date(checked)))
    contracts: dict[int, list[ContractFacts]] = defaultdict(list)
    for worker, kind, since, until in fetch_all(_CONTRACTS, w=workshop_id):
        contracts[worker].append(ContractFacts(kind, find_date(since), find_date(until)))
    statuses, insured = _put_down(workshop_id)
    trainees = {worker for (worker,) in fetch_all(_TRAINEES, w=workshop_id, first=first, last=last)}
    hours = _hours(workshop_id, last)
    return {
        row[0]: _worker(
            row,
            trainee=row[0] in trainees,
            cards=tuple(cards.get(row[0], ())),
            categories=tuple(categories.get(row[0], ())),
            contracts=tuple(contracts.get(row[0], ())),
            statuses=statuses.get(row[0], ()),
            insured=insured.get(row[0], ()),
            **hours.get(row[0], {}),
        )
        for row in fetch_all(_PEOPLE, w=workshop_id)
    }


def name_workers(workshop_id: int) -> Mapping[int, str]:
    """`00012 王桂香` by id."""
    found = fetch_all("SELECT id, worker_no, name FROM worker WHERE workshop_id = :w", w=workshop_id)
    return {worker: f"{number} {name}" for worker, number, name in found}


def count_workers(workshop_id: int) -> int:
    """How many people the workshop ever had."""
    return int(fetch_all("SELECT COUNT(*) FROM worker WHERE workshop_id = :w", w=workshop_id)[0][0])


def _worker(row: tuple[Any, ...], **more: Any) -> WorkerFacts:
    key, number, name, sex, born, index, phone, address, household, post, hired, left = row
    return WorkerFacts(
        key,
        number,
        name,
        sex,
        find_date(born),
        person=key_text(index),
        phone=phone,
        address=address,
        household=household,
        post=post,
        hired=as_date(hired),
        left=find_date(left),
        **more,
    )


def key_text(index: Any) -> str:
    """A blind index as the checks compare it; empty where there is none."""
    return "" if index is None else bytes(index).hex()


def _hours(workshop_id: int, last: date) -> dict[int, dict[str, Any]]:
    """By worker the system of hours at the end, and whether any pay was ever by time."""
    found = {}
    for worker, terms in load_terms(workshop_id).items():
        mine = [one.value for one in terms if one.valid_from <= last]
        timed = any(one.monthly_fen or one.daily_fen or one.hourly_fen for one in mine)
        found[worker] = {"hours_system": mine[-1].hours_system if mine else "standard", "timed": timed}
    return found


def _put_down(workshop_id: int) -> tuple[Times, Times]:
    """By worker every 身份 and every 参保 with the days it held."""
    entries: dict[tuple[str, int], list[Entry]] = defaultdict(list)
    for worker, kind, name, since, until, holds, source in fetch_all(_PUT_DOWN, w=workshop_id):
        days = (as_date(since), find_date(until), bool(holds))
        entries[kind, worker].append(Entry(worker, kind, name, *days, None, None, "", source))
    found: dict[str, Times] = {"身份": {}, "参保": {}}
    for (kind, worker), mine in entries.items():
        spans = (one for spans in build_spans(mine).values() for one in spans)
        found[kind][worker] = tuple((one.name, one.first, one.last) for one in spans)
    return found["身份"], found["参保"]
