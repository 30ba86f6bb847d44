"""The entries under a line of a slip: what a click on an amount shows (pay rules 1.7, 8.7)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from workshop.kernel.dated import Dated
from workshop.kernel.money import format_yuan
from workshop.kernel.periods import Period
from workshop.pay.queries.days import load_attendance
from workshop.pay.queries.facts import load_shop
from workshop.pay.queries.groups import load_paid_before
from workshop.pay.queries.provenance import NOTHING_KNOWN, Provenance, load_provenance, to_moment
from workshop.pay.queries.scope import Scope, as_date, find_date
from workshop.pay.queries.slips import Line, SlipHead
from workshop.pay.rules.bands import resolve_band
from workshop.pay.rules.exact import exact_yuan
from workshop.pay.rules.facts import PieceGroup, ShopFacts, System, WorkerFacts
from workshop.pay.rules.piece import sum_pieces
from workshop.pay.rules.tiers import slabs_on
from workshop.people.queries import load_terms
from workshop.people.rules.terms import Terms
from workshop.prices.queries import load_tiers

_OUTPUT = """
SELECT id, date, reverses, reason, recorded_at, recorded_by, import_id, price, price_from,
       good, defect_own, defect_other, band, price_grade, defect_charge
FROM output WHERE workshop_id = :w AND pay_on BETWEEN :first AND :last AND operation_id = :operation {only}
ORDER BY date, recorded_at, id"""

_TEAM = """
SELECT t.id, t.date, t.reverses, t.reason, t.recorded_at, t.recorded_by, t.import_id, t.price, t.price_from,
       t.quantity, t.amount, s.share, t.band
FROM team_output t JOIN team_share s ON s.workshop_id = t.workshop_id AND s.team_output_id = t.id
WHERE t.workshop_id = :w AND t.pay_on BETWEEN :first AND :last AND t.operation_id = :operation {only}
ORDER BY t.date, t.recorded_at, t.id"""

_HOURS = """
SELECT id, date, reverses, reason, recorded_at, recorded_by, import_id, rate, NULL, minutes, band FROM hours
WHERE workshop_id = :w AND pay_on BETWEEN :first AND :last AND activity = :activity {only} ORDER BY date, recorded_at, id"""

_TAKEHOME = """
SELECT r.id, r.inspected_on, r.reverses, r.reason, r.recorded_at, r.recorded_by, r.import_id, o.price, o.price_from,
       r.entry_id, o.order_no, r.returned_on, r.good, r.defect_own, r.defect_other,
       COALESCE(s.pieces, r.good + r.defect_other)
FROM takehome_return r JOIN takehome_order o ON o.workshop_id = r.workshop_id AND o.id = r.order_id
LEFT JOIN takehome_return_share s ON s.workshop_id = r.workshop_id AND s.return_id = r.id
WHERE r.workshop_id = :w AND r.pay_on BETWEEN :first AND :last AND o.operation_id = :operation AND o.price = :price
  {only} ORDER BY r.inspected_on, r.id"""

PIECE_PARTS = 200_000  # 1/1000 units × 1/10000 yuan × doubled multiplier, in fen


@dataclass(frozen=True)
class Entry:
    """One record under a line. `quantity` in the line's own measure; quantities of `good` and defects in 1/1000 units.

    `reverses` is the entry that it takes back, `known` where it came from and what took it back; `note` says what else.
    """

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
    recorded_at: datetime | None = None
    price_from: date | None = None
    reverses: str | None = None
    import_id: int | None = None
    known: Provenance = NOTHING_KNOWN


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


def _entry(row: Sequence[Any], scope: Scope, quantity: int, note: str = "", **counts: Any) -> Entry:
    """An entry of the columns that every read begins with."""
    key, day, reverses, reason, at, by, import_id, price, since = row[:9]
    on = as_date(day)
    return Entry(
        id=str(key),
        on=on,
        quantity=quantity,
        price=price,
        late=on < scope.period.first,
        note=",".join(part for part in (note, reason) if part),
        recorded_by=by,
        recorded_at=to_moment(at),
        price_from=find_date(since),
        reverses=reverses,
        import_id=import_id,
        **{"good": None, "defect_own": 0, "defect_other": 0} | counts,
    )


def _days(entries: list[Entry], line: Line, denominator: int, parts: dict[date, int] | None = None) -> list[Day]:
    """By day; one of whose entries nothing went into the line stays only where its own price is the line's."""
    by_day: dict[date, list[Entry]] = {}
    for entry in entries:
        by_day.setdefault(entry.on, []).append(entry)
    days = []
    for on, mine in sorted(by_day.items()):
        quantity = sum(entry.quantity for entry in mine) if parts is None else parts.get(on, 0)
        if quantity or parts is None or any(entry.price == line.price for entry in mine):
            exact = exact_yuan(quantity * line.price * line.twice, denominator)
            days.append(Day(on, quantity, exact, tuple(mine)))
    return days


def _with_provenance(scope: Scope, kind: str, entries: list[Entry]) -> list[Entry]:
    known = load_provenance(scope.workshop_id, kind, [(entry.id, entry.import_id) for entry in entries])
    return [replace(entry, known=known[entry.id]) for entry in entries]


def _piece_days(scope: Scope, line: Line) -> list[Day]:
    operation = line.operation_id or 0
    rows = scope.fetch(_OUTPUT, operation=operation)
    shop, worker = load_shop(scope), _worker(scope, [as_date(row[1]) for row in rows])
    sets = load_tiers(scope.workshop_id).get(operation, {})
    paid = load_paid_before(scope, {as_date(row[1]) for row in rows}, [operation]) if sets else {}
    before = {on: good for (_, _, on), good in paid.items()}
    entries, groups = [], []
    for row in rows:
        on, price, since = as_date(row[1]), row[7], find_date(row[8])
        good, own, other, band, grade, charge = row[9:]
        if resolve_band(band, on, worker.attendance, shop.calendar) == line.band:
            slabs = () if grade else slabs_on(sets, on)
            done = before.get(on, 0) if slabs else 0
            groups.append(PieceGroup(operation, price, charge, band, on, good, own, other, since, slabs, done))
            counts = {"good": good, "defect_own": own, "defect_other": other}
            entries.append(_entry(row, scope, good + other, f"{grade}单价" if grade else "", **counts))
    return _days(_with_provenance(scope, "output", entries), line, PIECE_PARTS, _parts(groups, worker, shop, line))


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
    for row in rows:
        price, (quantity, amount, share, band) = row[7], row[9:]
        if price == line.price and resolve_band(band, as_date(row[1]), worker.attendance, calendar) == line.band:
            entries.append(_entry(row, scope, share or 0, f"全组 {format_yuan(amount or 0)} 元", good=quantity))
    return _days(_with_provenance(scope, "team", entries), replace(line, price=1), 2)


def _hour_days(scope: Scope, line: Line) -> list[Day]:
    rows = scope.fetch(_HOURS, activity=line.name)
    calendar, worker = load_shop(scope).calendar, _worker(scope, [as_date(row[1]) for row in rows])
    own = _own_rates(scope) if any(row[7] is None for row in rows) else ()
    entries = []
    for row in rows:
        on, (minutes, band) = as_date(row[1]), row[9:]
        rate, since = (row[7], None) if row[7] is not None else _rate_on(own, on)
        if rate == line.price and resolve_band(band, on, worker.attendance, calendar) == line.band:
            note = "本人时薪" if row[7] is None else ""
            entries.append(replace(_entry(row, scope, minutes, note), price=rate, price_from=since))
    return _days(_with_provenance(scope, "hours", entries), line, 120)


def _own_rates(scope: Scope) -> tuple[Dated[Terms], ...]:
    [worker_id] = scope.worker_ids or (0,)
    return load_terms(scope.workshop_id, worker_id).get(worker_id, ())


def _rate_on(terms: tuple[Dated[Terms], ...], on: date) -> tuple[int | None, date | None]:
    """The worker's own rate of a day and the day from which it holds (5.1)."""
    started = [dated for dated in terms if dated.valid_from <= on]
    return (started[-1].value.hourly_fen, started[-1].valid_from) if started else (None, None)


def _takehome_days(scope: Scope, line: Line) -> list[Day]:
    """Returns; of an order that a household shares the worker's own part is what went into the line."""
    who = "COALESCE(s.worker_id, o.worker_id)"
    rows = scope.fetch(_TAKEHOME, who, operation=line.operation_id, price=line.price)
    events = {row[0]: row[9] for row in rows}
    known = load_provenance(scope.workshop_id, "takehome", [(row[0], row[6]) for row in rows], events)
    entries = []
    for row in rows:
        order_no, back, good, own, other, part = row[10:]
        counts = {"good": good, "defect_own": own, "defect_other": other}
        note = f"外发单 {order_no},{as_date(back)} 交货" + ("" if part == good + other else ",按全家约定的分成")
        entries.append(replace(_entry(row, scope, part, note, **counts), known=known[row[0]]))
    return _days(entries, line, PIECE_PARTS)
