"""What a change would do: a period computed twice on the same facts, once with one figure replaced; nothing is written."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from workshop.kernel.calendar import CalendarMissing
from workshop.kernel.faults import Refused
from workshop.kernel.periods import Period
from workshop.kernel.shares import Member
from workshop.pay.queries.facts import RunFacts, RunWorker, load_run_facts
from workshop.pay.queries.runs import STATES, find_run
from workshop.pay.queries.scope import Scope, as_date, find_date
from workshop.pay.rules.days import build_shop_days
from workshop.pay.rules.facts import Owed, PieceGroup, TakehomeGroup
from workshop.pay.rules.slip import compute_slip
from workshop.pay.rules.tiers import slabs_on
from workshop.pay.rules.what_if import (
    Effect,
    GuaranteeChange,
    HomeWork,
    MinimumChange,
    OperationWork,
    PriceChange,
    PricedWork,
    Sums,
    TeamWork,
    change_price,
    change_shop,
    sums_of,
)
from workshop.prices.queries import load_tiers
from workshop.store.database import fetch_all

Change = PriceChange | MinimumChange | GuaranteeChange

_PIECES = """
SELECT w.worker_no, e.price, e.defect_charge, e.band, e.price_grade, e.date, MIN(e.price_from), SUM(e.good),
  SUM(e.defect_own), SUM(e.defect_other)
FROM output e JOIN worker w ON w.workshop_id = e.workshop_id AND w.id = e.worker_id
WHERE e.workshop_id = :w AND e.pay_on BETWEEN :first AND :last AND e.operation_id = :operation
GROUP BY w.worker_no, e.price, e.defect_charge, e.band, e.price_grade, e.date, e.price_from"""

_TEAMS = """
SELECT t.id, t.date, t.quantity, t.price, t.price_from, t.band, t.split, w.worker_no, s.minutes, s.weight
FROM team_output t JOIN team_share s ON s.workshop_id = t.workshop_id AND s.team_output_id = t.id
JOIN worker w ON w.workshop_id = s.workshop_id AND w.id = s.worker_id
WHERE t.workshop_id = :w AND t.pay_on BETWEEN :first AND :last AND t.operation_id = :operation ORDER BY t.id"""

_TAKEHOME = """
SELECT w.worker_no, o.issued_on, o.price, o.price_from, SUM(COALESCE(s.pieces, r.good + r.defect_other)),
  SUM(CASE WHEN r.inspected_on < :first THEN COALESCE(s.pieces, r.good + r.defect_other) ELSE 0 END)
FROM takehome_return r JOIN takehome_order o ON o.workshop_id = r.workshop_id AND o.id = r.order_id
LEFT JOIN takehome_return_share s ON s.workshop_id = r.workshop_id AND s.return_id = r.id
JOIN worker w ON w.workshop_id = o.workshop_id AND w.id = COALESCE(s.worker_id, o.worker_id)
WHERE r.workshop_id = :w AND r.pay_on BETWEEN :first AND :last AND o.operation_id = :operation
GROUP BY w.worker_no, o.id, o.issued_on, o.price, o.price_from"""

# What a locked slip owed: in a computing today it would be counted as settled.
_OWED_THEN = """
SELECT s.worker_id, d.position, d.step, d.name, d.owed, d.sentence FROM slip_deduction d
JOIN slip s ON s.workshop_id = d.workshop_id AND s.id = d.slip_id
WHERE d.workshop_id = :w AND s.period = :code AND d.rule <> '7.7' ORDER BY s.worker_id, d.position"""

_STORED = "SELECT worker_id, gross, topup, net FROM slip WHERE workshop_id = :w AND period = :code"
_OPERATIONS = """
SELECT o.id, o.code, p.name, o.name FROM operation o
JOIN product p ON p.workshop_id = o.workshop_id AND p.id = o.product_id WHERE o.workshop_id = :w ORDER BY o.code"""


@dataclass(frozen=True)
class WhatIf:
    """Everybody before and after, those with the largest change first. `state` of the period's run, empty: none.

    `drifted` counts locked slips that today's records would no longer give: their `before` is what today's records give.
    """

    period: Period
    state: str
    effects: tuple[Effect, ...]
    drifted: int

    @property
    def touched(self) -> tuple[Effect, ...]:
        """Those for whom anything would be otherwise."""
        return tuple(effect for effect in self.effects if effect.touched)

    def sum(self, which: str) -> Sums:
        """The sums of everybody, `before` or `after`."""
        sums: list[Sums] = [getattr(effect, which) for effect in self.effects]
        return Sums(*(sum(values) for values in zip(*sums, strict=True))) if sums else Sums(0, 0, 0)


def compute_what_if(workshop_id: int, period: Period, change: Change) -> WhatIf:
    """The period as it is and as it would be; a constant number of reads. Raises Refused without a calendar."""
    scope, run = Scope(workshop_id, period), find_run(workshop_id, period.code)
    facts = load_run_facts(scope)
    closed = run is not None and run.closed
    if closed:
        facts = _as_then(scope, facts)
    changed = _changed(scope, facts, change)
    names = dict(fetch_all("SELECT id, name FROM worker WHERE workshop_id = :w", w=workshop_id))
    before, after = _compute(facts), _compute(changed)
    effects = [
        Effect(one.worker_id, one.facts.worker, names.get(one.worker_id, ""), before[at], after[at])
        for at, one in enumerate(facts.workers)
    ]
    ordered = sorted(effects, key=lambda effect: (-abs(effect.change), not effect.touched, effect.worker_no))
    drifted = _count_drifted(scope, effects) if closed else 0
    return WhatIf(period, STATES[run.state] if run else "", tuple(ordered), drifted)


def _compute(facts: RunFacts) -> list[Sums]:
    try:
        days = build_shop_days(facts.shop)
    except CalendarMissing as missing:
        raise Refused(str(missing), "录入以后再试") from missing
    return [sums_of(compute_slip(one.facts, facts.shop, days)) for one in facts.workers]


def _changed(scope: Scope, facts: RunFacts, change: Change) -> RunFacts:
    if not isinstance(change, PriceChange):
        return replace(facts, shop=change_shop(facts.shop, change))
    work = _load_work(scope, facts, change.operation_id)
    workers = (one._replace(facts=change_price(one.facts, work, change)) for one in facts.workers)
    return replace(facts, workers=tuple(workers))


def _as_then(scope: Scope, facts: RunFacts) -> RunFacts:
    """A locked period's workers with the debts that their slips settled; losses of the period itself the rules find again."""
    owed: dict[int, list[Owed]] = defaultdict(list)
    for worker, position, step, name, amount, sentence in fetch_all(
        _OWED_THEN, w=scope.workshop_id, code=scope.period.code
    ):
        carried = sentence.startswith("上期结转")
        if (step == "tax" and amount >= 0) or (step == "loss" and not carried):
            continue
        owed[worker].append(Owed(step, name, scope.period.first + timedelta(days=position), amount, carried))
    present = {worker for (worker, *_) in fetch_all(_STORED, w=scope.workshop_id, code=scope.period.code)}
    workers = [_with_owed(one, tuple(owed[one.worker_id])) for one in facts.workers if one.worker_id in present]
    return replace(facts, workers=tuple(workers))


def _with_owed(one: RunWorker, owed: tuple[Owed, ...]) -> RunWorker:
    return one._replace(facts=replace(one.facts, owed=owed, social_base=None))


def _count_drifted(scope: Scope, effects: list[Effect]) -> int:
    stored = {row[0]: Sums(*row[1:]) for row in fetch_all(_STORED, w=scope.workshop_id, code=scope.period.code)}
    return sum(stored.get(effect.worker_id, effect.before) != effect.before for effect in effects)


def _load_work(scope: Scope, facts: RunFacts, operation: int) -> OperationWork:
    tiers = load_tiers(scope.workshop_id).get(operation, {})
    paid = {
        (one.facts.worker, group.on): group.before
        for one in facts.workers
        for group in one.facts.pieces
        if group.operation == operation and group.before
    }
    pieces: dict[str, list[PricedWork]] = defaultdict(list)
    for number, price, charge, band, grade, day, since, good, own, other in scope.fetch(_PIECES, operation=operation):
        on = as_date(day)
        slabs = slabs_on(tiers, on) if not grade and band in ("", "normal") else ()
        counts = (int(good), int(own), int(other))
        done, late = paid.get((number, on), 0), on < scope.period.first
        group = PieceGroup(operation, price, charge, band, on, *counts, find_date(since), slabs, done, late)
        pieces[number].append(PricedWork(grade, group))
    return OperationWork(pieces, _load_teams(scope, operation), _load_takehome(scope, operation))


def _load_teams(scope: Scope, operation: int) -> list[TeamWork]:
    entries: dict[str, tuple[Any, ...]] = {}
    members: dict[str, list[Member]] = defaultdict(list)
    for key, day, quantity, price, since, band, split, number, minutes, weight in scope.fetch(
        _TEAMS, operation=operation
    ):
        entries[key] = (as_date(day), quantity, price, find_date(since), band, split)
        members[key].append(Member(number, minutes, weight))
    whole: list[list[Any]] = [
        [*entry, tuple(members[key]), entry[0] < scope.period.first] for key, entry in entries.items()
    ]
    return [TeamWork(*one) for one in whole]


def _load_takehome(scope: Scope, operation: int) -> dict[str, list[HomeWork]]:
    found: dict[str, list[HomeWork]] = defaultdict(list)
    for number, issued, price, since, quantity, late in scope.fetch(_TAKEHOME, operation=operation):
        group = TakehomeGroup(operation, price, int(quantity), find_date(since), int(late))
        found[number].append(HomeWork(as_date(issued), find_date(since), group))
    return found


def list_choices(workshop_id: int) -> list[tuple[int, str]]:
    """(operation, `GLV-02 劳保手套 缝合`) for the form."""
    return [(key, f"{code} {product} {name}") for key, code, product, name in fetch_all(_OPERATIONS, w=workshop_id)]


def list_grades(workshop_id: int) -> list[str]:
    """The grades that have prices of their own."""
    sql = "SELECT DISTINCT grade FROM price WHERE workshop_id = :w AND grade <> '' ORDER BY grade"
    return [grade for (grade,) in fetch_all(sql, w=workshop_id)]
