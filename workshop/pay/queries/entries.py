"""The entries under a line of a slip: what a click on an amount shows (pay rules 1.7, 8.7)."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from workshop.kernel.dated import Dated
from workshop.kernel.money import format_yuan
from workshop.kernel.periods import Period
from workshop.pay.queries.days import load_attendance
from workshop.pay.queries.facts import load_shop
from workshop.pay.queries.scope import Scope, as_date
from workshop.pay.queries.slips import Line, SlipHead
from workshop.pay.rules.bands import resolve_band
from workshop.pay.rules.facts import PieceGroup, ShopFacts, System, WorkerFacts
from workshop.pay.rules.piece import sum_pieces
from workshop.pay.rules.tiers import slabs_on
from workshop.people.queries import load_terms
from workshop.people.rules.terms import Terms
from workshop.prices.queries import load_tiers

_OUTPUT = """
SELECT id, date, good, defect_own, defect_other, band, price, price_grade <> '', reverses, reason, recorded_by, defect_charge
FROM output WHERE workshop_id = :w AND pay_on BETWEEN :first AND :last AND operation_id = :operation {only}
ORDER BY date, recorded_at, id"""

_TEAM = """
SELECT t.id, t.date, t.quantity, t.amount, s.share, t.band, t.price, t.reverses, t.reason, t.recorded_by
FROM team_output t JOIN team_share s ON s.workshop_id = t.workshop_id AND s.team_output_id = t.id
WHERE t.workshop_id = :w AND t.pay_on BETWEEN :first AND :last AND t.operation_id = :operation {only}
ORDER BY t.date, t.recorded_at, t.id"""

_HOURS = """
SELECT id, date, minutes, rate, band, reverses, reason, recorded_by FROM hours
WHERE workshop_id = :w AND pay_on BETWEEN :first AND :last AND activity = :activity {only} ORDER BY date, recorded_at, id"""

_TAKEHOME = """
SELECT o.order_no, r.returned_on, r.inspected_on, r.good, r.defect_own, r.defect_other, r.recorded_by
FROM takehome_return r JOIN takehome_order o ON o.workshop_id = r.workshop_id AND o.id = r.order_id
WHERE r.workshop_id = :w AND r.inspected_on BETWEEN :first AND :last AND o.operation_id = :operation AND o.price = :price
  {only} ORDER BY r.inspected_on, r.id"""


@dataclass(frozen=True)
class Entry:
    """One record under a line. `quantity` in the line's own measure; quantities of `good` and defects in 1/1000 units."""

    id: str
    on: date
    good: int | None
    defect_own: int
    defect_other: int
    quantity: int
    price: int | None
    late: bool
    note: str
    recorded_by: str


@dataclass(frozen=True)
class Day:
    """A day under a line: what of it went into the line, exact before the line's one rounding."""

    on: date
    quantity: int
    exact: str
    entries: tuple[Entry, ...]


def list_days(workshop_id: int, head: SlipHead, line: Line) -> list[Day]:
    """The days under a line with their entries; none for lines that do not come from entries."""
    scope = Scope(workshop_id, Period.parse(head.period), (head.worker_id,))
    readers = {"piece": _piece_days, "team": _team_days, "hourly": _hour_days, "takehome": _takehome_days}
    return readers[line.kind](scope, line) if line.kind in readers else []


def exact_yuan(numerator: int, denominator: int) -> str:
    """A sum that is not rounded yet, in yuan: two decimals, and further ones while they are not zero."""
    scaled, rest = divmod(abs(numerator) * 10**8, denominator)
    assert rest == 0, "exact sums have at most ten decimals of a yuan"
    fen, tail = divmod(scaled, 10**8)
    sign = "-" if numerator < 0 else ""
    return sign + format_yuan(fen) + f"{tail:08d}".rstrip("0")


def _days(entries: list[Entry], line: Line, denominator: int, parts: dict[date, int] | None = None) -> list[Day]:
    by_day: dict[date, list[Entry]] = {}
    for entry in entries:
        by_day.setdefault(entry.on, []).append(entry)
    days = []
    for on, mine in sorted(by_day.items()):
        quantity = sum(entry.quantity for entry in mine) if parts is None else parts.get(on, 0)
        if quantity or parts is None:
            exact = exact_yuan(quantity * line.price * line.twice, denominator)
            days.append(Day(on, quantity, exact, tuple(mine)))
    return days


def _note(reverses: str | None, reason: str) -> str:
    return ("冲销" + (f":{reason}" if reason else "")) if reverses else reason


def _piece_days(scope: Scope, line: Line) -> list[Day]:
    operation = line.operation_id or 0
    rows = scope.fetch(_OUTPUT, operation=operation)
    shop, worker = load_shop(scope), _worker(scope, [as_date(row[1]) for row in rows])
    sets = load_tiers(scope.workshop_id).get(operation, {})
    entries, groups = [], []
    for key, day, good, own, other, band, price, graded, reverses, reason, by, charge in rows:
        on = as_date(day)
        if resolve_band(band, on, worker.attendance, shop.calendar) == line.band:
            slabs = () if graded else slabs_on(sets, on)
            groups.append(PieceGroup(operation, price, charge, band, on, good, own, other, None, slabs))
            late = on < scope.period.first
            entries.append(Entry(key, on, good, own, other, good + other, price, late, _note(reverses, reason), by))
    return _days(entries, line, 200_000, _parts(groups, worker, shop, line))


def _parts(groups: list[PieceGroup], worker: WorkerFacts, shop: ShopFacts, line: Line) -> dict[date, int]:
    """By day how much went into the line: the rules themselves say, so slabs are told apart here too."""
    found: dict[date, int] = {}
    for on in {group.on for group in groups if group.on}:
        one_day = replace(worker, pieces=tuple(group for group in groups if group.on == on))
        total = sum_pieces(one_day, shop).get((line.operation_id or 0, line.price, line.band))
        found[on] = total.quantity if total else 0
    return found


def _worker(scope: Scope, days: list[date]) -> WorkerFacts:
    [worker_id] = scope.worker_ids or (0,)
    terms: tuple[Dated[Terms], ...] = load_terms(scope.workshop_id, worker_id).get(worker_id, ())
    system: System = terms[-1].value.hours_system if terms else "standard"  # type: ignore[assignment]
    attendance = load_attendance(scope, days).get(worker_id)
    return WorkerFacts("", system, date.min, attendance=attendance.statuses if attendance else {})


def _team_days(scope: Scope, line: Line) -> list[Day]:
    rows = scope.fetch(_TEAM, "s.worker_id", operation=line.operation_id)
    calendar, worker = load_shop(scope).calendar, _worker(scope, [as_date(row[1]) for row in rows])
    entries = []
    for key, day, quantity, amount, share, band, price, reverses, reason, by in rows:
        on = as_date(day)
        if price == line.price and resolve_band(band, on, worker.attendance, calendar) == line.band:
            whole = f"全组 {format_yuan(amount or 0)} 元"
            note = ",".join(part for part in (whole, _note(reverses, reason)) if part)
            late = on < scope.period.first
            entries.append(Entry(key, on, quantity, 0, 0, share or 0, price, late, note, by))
    return _days(entries, replace(line, price=1), 2)


def _hour_days(scope: Scope, line: Line) -> list[Day]:
    rows = scope.fetch(_HOURS, activity=line.name)
    calendar, worker = load_shop(scope).calendar, _worker(scope, [as_date(row[1]) for row in rows])
    entries = []
    for key, day, minutes, rate, band, reverses, reason, by in rows:
        on = as_date(day)
        of_rate = rate is None or rate == line.price
        if of_rate and resolve_band(band, on, worker.attendance, calendar) == line.band:
            late = on < scope.period.first
            entries.append(Entry(key, on, None, 0, 0, minutes, rate, late, _note(reverses, reason), by))
    return [replace(day, exact="") for day in _days(entries, line, 1)]


def _takehome_days(scope: Scope, line: Line) -> list[Day]:
    rows: list[tuple[Any, ...]] = scope.fetch(_TAKEHOME, "o.worker_id", operation=line.operation_id, price=line.price)
    entries = [
        Entry(no, as_date(inspected), good, own, other, good + other, line.price, False, f"{back} 交货", by)
        for no, back, inspected, good, own, other, by in rows
    ]
    return _days(entries, line, 200_000)
