"""The facts of a run, in a constant number of reads whatever the number of workers."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, NamedTuple

from workshop.kernel.dated import value_on
from workshop.pay.queries.days import Attendance, load_attendance, load_minutes_before, load_worked_days
from workshop.pay.queries.groups import load_hours, load_pieces, load_teams
from workshop.pay.queries.law import load_bases, load_law
from workshop.pay.queries.offsets import load_offsets
from workshop.pay.queries.owed import Source, load_owed, load_tax_before
from workshop.pay.queries.people import Person, load_people
from workshop.pay.queries.scope import Scope, find_date, special_days
from workshop.pay.queries.takehome import load_closed_orders, load_takehome
from workshop.pay.rules.facts import Allowance, HourGroup, Operation, ShopFacts, WorkerFacts
from workshop.pay.rules.law import shop_facts

_OPERATIONS = "SELECT id, code, name, unit FROM operation WHERE workshop_id = :w"

_ALLOWANCES = """
SELECT worker_id, name, kind, amount_fen, counts, taxable, valid_from, valid_to FROM allowance
WHERE workshop_id = :w AND (valid_from IS NULL OR valid_from <= :last) AND (valid_to IS NULL OR valid_to >= :first)
  AND NOT EXISTS (SELECT 1 FROM agreed_reversal v
    WHERE v.workshop_id = allowance.workshop_id AND v.kind = 'allowance' AND v.source_id = allowance.id) {only}
ORDER BY name, kind, amount_fen, valid_from, id"""


class RunWorker(NamedTuple):
    """One worker of a run: his key, his facts, and the advances and deductions that join his slip."""

    worker_id: int
    facts: WorkerFacts
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class RunFacts:
    """What holds for everyone, and everyone."""

    shop: ShopFacts
    workers: tuple[RunWorker, ...]


def load_run_facts(scope: Scope, leave_out: frozenset[int] = frozenset()) -> RunFacts:
    """The facts of everyone whose pay falls into the period, but those in `leave_out`."""
    shop = load_shop(scope)
    parts = _load_parts(scope, special_days(shop.calendar, scope.period))
    people = (person for person in load_people(scope) if person.id not in leave_out)
    workers = (_worker(person, scope, parts) for person in people)
    return RunFacts(shop, tuple(worker for worker in workers if _concerned(worker.facts, scope)))


def load_shop(scope: Scope) -> ShopFacts:
    """Law and settings that hold in the period, and the operations."""
    operations = {key: Operation(code, name, unit) for key, code, name, unit in scope.fetch(_OPERATIONS)}
    return shop_facts(load_law(scope.workshop_id), scope.period, operations)


def _concerned(facts: WorkerFacts, scope: Scope) -> bool:
    """Employed in the period, or with work or debts that fall into it."""
    employed = facts.leave_date is None or facts.leave_date >= scope.period.first
    return employed or bool(facts.pieces or facts.teams or facts.hours or facts.takehome or facts.owed or facts.offsets)


def _load_parts(scope: Scope, special: list[Any]) -> dict[str, Any]:
    pieces, changed = load_pieces(scope, special)
    teams, hours = load_teams(scope, special), load_hours(scope, special)
    groups = [g for kind in (pieces, teams, hours) for mine in kind.values() for g in mine]
    owed, sources = load_owed(scope)
    return {
        "pieces": pieces,
        "teams": teams,
        "hours": hours,
        "takehome": load_takehome(scope),
        "closed_orders": load_closed_orders(scope),
        "attendance": load_attendance(scope, (g.on for g in groups if g.late and g.on)),
        "worked": load_worked_days(scope, changed),
        "minutes_before": load_minutes_before(scope),
        "allowances": _load_allowances(scope),
        "owed": owed,
        "sources": sources,
        "offsets": load_offsets(scope),
        "tax_before": load_tax_before(scope),
        "bases": load_bases(scope),
    }


def _load_allowances(scope: Scope) -> dict[int | None, list[Allowance]]:
    items: dict[int | None, list[Allowance]] = defaultdict(list)
    someone = next(iter(scope.worker_ids or ()), 0)  # what is for everyone is for whoever is asked for
    found = scope.fetch(_ALLOWANCES, "COALESCE(worker_id, :someone)", someone=someone)
    for worker, name, kind, amount, counts, taxable, since, until in found:
        days = (find_date(since), find_date(until))
        items[worker].append(Allowance(name, kind, amount, bool(counts), bool(taxable), *days, worker is None))
    return items


_NONE = Attendance()


def _worker(person: Person, scope: Scope, parts: dict[str, Any]) -> RunWorker:
    key, terms = person.id, person.terms
    attendance = parts["attendance"].get(key, _NONE)
    half = bool(scope.period.half)
    base, kinds = parts["bases"].get(key, (None, ()))
    facts = WorkerFacts(
        worker=person.worker_no,
        system=terms.hours_system,  # type: ignore[arg-type]
        hire_date=person.hire_date,
        leave_date=person.leave_date,
        labour_contract=person.labour_contract,
        monthly=terms.monthly_fen,
        daily=terms.daily_fen,
        hourly=terms.hourly_fen,
        attendance=attendance.statuses,
        clocked=attendance.clocked if half else {},
        worked=frozenset(parts["worked"].get(key, ())),
        minutes_before=parts["minutes_before"].get(key, {}),
        pieces=tuple(parts["pieces"].get(key, ())),
        teams=tuple(parts["teams"].get(key, ())),
        hours=tuple(_with_rate(group, person) for group in parts["hours"].get(key, ())),
        takehome=tuple(parts["takehome"].get(key, ())),
        closed_orders=tuple(parts["closed_orders"].get(key, ())),
        allowances=(*parts["allowances"].get(None, ()), *parts["allowances"].get(key, ())),
        owed=(*parts["owed"].get(key, ()), *parts["offsets"].owed.get(key, ())),
        offsets=tuple(parts["offsets"].lines.get(key, ())),
        social_base=base,
        social_kinds=kinds,
        tax_before=parts["tax_before"].get(key, WorkerFacts.tax_before),
        overtime_minutes=attendance.overtime,
        has_id=person.has_id,
        has_bank=person.has_bank,
    )
    return RunWorker(key, facts, (*parts["sources"].get(key, ()), *parts["offsets"].sources.get(key, ())))


def _with_rate(group: HourGroup, person: Person) -> HourGroup:
    """A row without rate takes the worker's of that day (5.1)."""
    if group.rate is not None or group.on is None:
        return group
    dated = value_on(person.dated_terms, group.on)
    return group._replace(rate=dated.value.hourly_fen if dated else None)
