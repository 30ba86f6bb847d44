"""A worker's month: what pay has made of it or would make of it today, and the days under it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from workshop.kernel.calendar import CalendarMissing
from workshop.kernel.dated import Dated, value_on
from workshop.kernel.periods import Period
from workshop.mine.rules.days import WorkDay, build_work_days
from workshop.pay.queries.facts import RunFacts, load_run_facts
from workshop.pay.queries.groups import load_hours, load_pieces, load_teams
from workshop.pay.queries.runs import get_run_by_id
from workshop.pay.queries.scope import Scope, as_date, find_date
from workshop.pay.queries.slips import SlipView, list_worker_slips
from workshop.pay.rules.days import build_shop_days, build_worker_days
from workshop.pay.rules.facts import HourGroup, ShopFacts, TakehomeGroup, WorkerFacts
from workshop.pay.rules.outlook import slip_so_far
from workshop.pay.rules.results import PayLine
from workshop.people.queries import load_terms
from workshop.people.rules.terms import Terms

_RETURNS = """
SELECT r.inspected_on, o.operation_id, o.price, MIN(o.price_from), SUM(COALESCE(s.pieces, r.good + r.defect_other))
FROM takehome_return r JOIN takehome_order o ON o.workshop_id = r.workshop_id AND o.id = r.order_id
LEFT JOIN takehome_return_share s ON s.workshop_id = r.workshop_id AND s.return_id = r.id
WHERE r.workshop_id = :w AND r.pay_on BETWEEN :first AND :last {only}
GROUP BY r.inspected_on, o.operation_id, o.price"""


@dataclass(frozen=True)
class EarnedLine:
    """A line of the month in fen; units as `pay.rules.results.PayLine`; `times` is double the multiplier of its band."""

    kind: str
    operation_id: int | None
    name: str
    unit: str
    quantity: int
    price: int
    times: int
    band: str
    amount: int
    sentence: str


@dataclass(frozen=True)
class EarnedPart:
    """A period of the month: the whole of it, or for part-time work a half. `fen` is what its lines come to.

    `closed`: pay has locked it, nothing changes any more. `upto` None: nothing is recorded in it yet.
    """

    period: Period
    lines: tuple[EarnedLine, ...]
    fen: int
    closed: bool
    upto: date | None
    days: tuple[WorkDay, ...]
    missing: str = ""


@dataclass(frozen=True)
class EarnedMonth:
    """A worker's month; `topup` is not in it before a run has computed it."""

    month: Period
    parts: tuple[EarnedPart, ...]

    @property
    def fen(self) -> int:
        """What the month comes to so far."""
        return sum(part.fen for part in self.parts)

    @property
    def lines(self) -> tuple[EarnedLine, ...]:
        """The lines of all its parts."""
        return tuple(line for part in self.parts for line in part.lines)

    @property
    def days(self) -> tuple[WorkDay, ...]:
        """The days of all its parts, in order; late work of earlier months comes first."""
        return tuple(sorted((day for part in self.parts for day in part.days), key=lambda day: day.on))

    @property
    def halves(self) -> int:
        """Half days attended."""
        return sum(day.attended for day in self.days)

    @property
    def closed(self) -> bool:
        """Whether pay has locked all of it."""
        return bool(self.parts) and all(part.closed for part in self.parts)

    def on(self, day: date) -> WorkDay:
        """One day of it, an empty one where nothing was put down."""
        return next((one for one in self.days if one.on == day), WorkDay(day, (), 0, ""))


@dataclass(frozen=True)
class OwnDay:
    """A day and its month; `later`: some of it is paid with the pay of a later time."""

    day: WorkDay
    month: EarnedMonth
    later: bool


def load_month(workshop_id: int, worker_id: int, month: Period, today: date) -> EarnedMonth:
    """A worker's calendar month. Locked pay is shown as it was locked, all else as it would be computed today."""
    terms = load_terms(workshop_id, worker_id).get(worker_id, ())
    slips = {slip.head.period: slip for slip in list_worker_slips(workshop_id, worker_id, month.code, month.code)}
    parts = []
    for period in _periods(month, terms):
        scope = Scope(workshop_id, period, (worker_id,))
        facts = load_run_facts(scope)
        if facts.workers:
            parts.append(_part(scope, facts, terms, slips.get(period.code), today))
    return EarnedMonth(month, tuple(parts))


def load_day(workshop_id: int, worker_id: int, on: date, today: date) -> OwnDay:
    """One day with its month. Work put down after its month was locked is paid later, and stands with its day all the same."""
    month = load_month(workshop_id, worker_id, Period.of(on), today)
    day = month.on(on)
    closed = any(part.closed for part in month.parts if on in part.period)
    later = load_month(workshop_id, worker_id, Period.of(on).next, today).on(on).lines if closed else ()
    return OwnDay(replace(day, lines=(*day.lines, *later)), month, bool(later))


def _periods(month: Period, terms: tuple[Dated[Terms], ...]) -> list[Period]:
    """As pay takes people in (1.9): part-time work by halves, all other by months, as the terms say on the last day."""
    halves = [replace(month, half=1), replace(month, half=2)]
    return [period for period in (month, *halves) if _part_time(terms, period.last) == bool(period.half)]


def _part_time(terms: tuple[Dated[Terms], ...], on: date) -> bool:
    found = value_on(terms, on) or (terms[0] if terms else None)
    return found is not None and found.value.hours_system == "part_time"


def _part(
    scope: Scope, facts: RunFacts, terms: tuple[Dated[Terms], ...], stored: SlipView | None, today: date
) -> EarnedPart:
    worker, shop = _by_day(scope, facts.workers[0].facts, terms), facts.shop
    closed = stored if stored is not None and get_run_by_id(scope.workshop_id, stored.head.run_id).closed else None
    try:
        shop_days = build_shop_days(shop)
        days = build_work_days(worker, shop, build_worker_days(worker, shop_days), _load_returns(scope))
    except CalendarMissing as missing:
        return EarnedPart(scope.period, (), 0, False, None, (), str(missing))
    days = tuple(day for day in days if day.on <= today)
    if closed:
        return EarnedPart(scope.period, _stored(closed, shop), closed.head.gross, True, scope.period.last, days)
    upto = scope.period.last if scope.period.last < today else _latest(scope.period, days)
    if upto is None and days:
        upto = scope.period.first  # nothing yet but late work
    if upto is None:
        return EarnedPart(scope.period, (), 0, False, None, days)
    slip = slip_so_far(facts.workers[0].facts, shop, shop_days, upto)
    lines = tuple(line for line in slip.lines if line.kind != "minimum")
    told = tuple(_told(line, shop) for line in lines)
    return EarnedPart(scope.period, told, slip.gross - slip.topup, False, upto, days)


def _latest(period: Period, days: Iterable[WorkDay]) -> date | None:
    return max((day.on for day in days if day.on in period), default=None)


def _told(line: PayLine, shop: ShopFacts) -> EarnedLine:
    """A line as the rules give it, with the name of what it is for."""
    operation = None if isinstance(line.subject, str) else shop.operations[line.subject]
    return EarnedLine(
        kind=line.kind,
        operation_id=None if isinstance(line.subject, str) else line.subject,
        name=operation.name if operation else str(line.subject),
        unit=operation.unit if operation else "",
        quantity=line.quantity,
        price=line.price,
        times=line.twice,
        band=line.band,
        amount=line.amount,
        sentence=line.sentence,
    )


def _stored(slip: SlipView, shop: ShopFacts) -> tuple[EarnedLine, ...]:
    units = {key: operation.unit for key, operation in shop.operations.items()}
    return tuple(
        EarnedLine(
            kind=line.kind,
            operation_id=line.operation_id,
            name=line.name,
            unit=units.get(line.operation_id or 0, ""),
            quantity=line.quantity,
            price=line.price,
            times=line.twice,
            band=line.band,
            amount=line.amount,
            sentence=line.sentence,
        )
        for line in slip.lines
    )


def _by_day(scope: Scope, worker: WorkerFacts, terms: tuple[Dated[Terms], ...]) -> WorkerFacts:
    """The same facts with every group told apart by its day."""
    [worker_id] = scope.worker_ids or (0,)
    every = list(scope.period.days())
    return replace(
        worker,
        pieces=tuple(load_pieces(scope, every).groups[worker_id]),
        teams=tuple(load_teams(scope, every)[worker_id]),
        hours=tuple(_rated(group, terms) for group in load_hours(scope, every)[worker_id]),
    )


def _rated(group: HourGroup, terms: tuple[Dated[Terms], ...]) -> HourGroup:
    """A row without rate takes the worker's of that day (5.1)."""
    found = value_on(terms, group.on) if group.rate is None and group.on else None
    return group._replace(rate=found.value.hourly_fen) if found else group


def _load_returns(scope: Scope) -> dict[date, tuple[TakehomeGroup, ...]]:
    """What came back from home, by the day of its inspection."""
    found: dict[date, tuple[TakehomeGroup, ...]] = {}
    for on, operation, price, since, quantity in scope.fetch(_RETURNS, "COALESCE(s.worker_id, o.worker_id)"):
        group = TakehomeGroup(operation, price, int(quantity), find_date(since))
        found[as_date(on)] = (*found.get(as_date(on), ()), group)
    return found
