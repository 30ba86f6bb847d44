"""The days of a worker's period: due, attended, paid (pay rules 4.5, 4.6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from workshop.kernel.dated import value_on
from workshop.pay.rules.bands import band_of
from workshop.pay.rules.facts import (
    ANNUAL,
    HALF,
    MAKE_UP,
    PRESENT,
    PUBLIC,
    REST,
    SICK,
    UNPUNCTUAL,
    MinimumWage,
    ShopFacts,
    WorkerFacts,
)

WORKED = "worked"  # no row, but a piece, team or hourly entry (4.6)
_ATTENDED_HALVES = {PRESENT: 2, UNPUNCTUAL: 2, MAKE_UP: 2, WORKED: 2, HALF: 1}
_PAID_LEAVE = frozenset({ANNUAL, PUBLIC})
_KEEPS_FULL_ATTENDANCE = frozenset({PRESENT, MAKE_UP, ANNUAL, PUBLIC, WORKED})


class WorkerDay(NamedTuple):
    """A day of the period for one worker. `attended` counts halves; `paid` and `required` count tenths of a day.

    `paid` is 4.6; `required` adds the 0.8 of a sick day for the minimum wage (6.3). Both are 0 outside due and employed
    days. `full`: the day does not break full attendance (6.1).
    """

    on: date
    band: str
    due: bool
    inside: bool
    attended: int
    paid: int
    required: int
    full: bool
    minimum: MinimumWage | None


class ShopDay(dict[tuple[str, bool], WorkerDay]):
    """A day of the period for everyone: what it is for a worker by (status, inside the employment), worked out when asked.

    A few dozen outcomes serve a run however many the workers. `minimum` is None where none is in force.
    """

    def __init__(self, on: date, shop: ShopFacts) -> None:
        """Raises CalendarMissing."""
        super().__init__()
        self.on, self.calendar = on, shop.calendar
        self.rest, self.statutory = shop.calendar.is_rest(on), shop.calendar.is_statutory(on)
        dated = value_on(shop.minimums, on)
        self.minimum = dated.value if dated else None

    def __missing__(self, key: tuple[str, bool]) -> WorkerDay:
        self[key] = made = _worker_day(*key, self)
        return made


@dataclass(frozen=True)
class WorkerDays:
    """The worker's days in order, with the counts that most rules want; `attended` in halves."""

    days: tuple[WorkerDay, ...]
    due: int
    employed_due: int
    attended: int

    @property
    def paid_halves(self) -> int:
        """Paid days (4.6) in halves."""
        return sum(day.paid for day in self.days) // 5

    def due_within(self, valid_from: date | None, valid_to: date | None) -> int:
        """Due days inside both the employment and a validity."""
        return sum(1 for day in self.days if day.due and day.inside and _valid(day.on, valid_from, valid_to))

    def attended_within(self, valid_from: date | None, valid_to: date | None) -> int:
        """Attended half days inside a validity."""
        if valid_from is None and valid_to is None:
            return self.attended
        return sum(day.attended for day in self.days if _valid(day.on, valid_from, valid_to))


def _valid(on: date, valid_from: date | None, valid_to: date | None) -> bool:
    return (valid_from is None or valid_from <= on) and (valid_to is None or on <= valid_to)


def build_shop_days(shop: ShopFacts) -> tuple[ShopDay, ...]:
    """The days of the period as the workshop's calendar has them. Raises CalendarMissing."""
    return tuple(ShopDay(on, shop) for on in shop.period.days())


def build_worker_days(worker: WorkerFacts, days: Iterable[ShopDay]) -> WorkerDays:
    """What each day of the period was for one worker."""
    status, worked, employed = worker.attendance.get, worker.worked, worker.employed
    built = tuple(
        [day[status(on := day.on) or (WORKED if on in worked else ""), employed(on)] for day in days],
    )
    due = [day.inside for day in built if day.due]
    return WorkerDays(built, len(due), sum(due), sum([day.attended for day in built]))


def _worker_day(status: str, inside: bool, day: ShopDay) -> WorkerDay:
    """A status that is not known is an absence."""
    on, rest, statutory = day.on, day.rest, day.statutory
    due = is_due(status, rest, statutory)
    attended = _ATTENDED_HALVES.get(status, 0) if inside else 0
    paid = (10 if statutory or status in _PAID_LEAVE else attended * 5) if due and inside else 0
    required = 8 if status == SICK and due and inside and not statutory else paid
    full = inside and (statutory or status in _KEEPS_FULL_ATTENDANCE)
    band = band_of(on, status, day.calendar) if rest or statutory else "normal"
    return WorkerDay(on, band, due, inside, attended, paid, required, full, day.minimum)


def is_due(status: str | None, rest: bool, statutory: bool) -> bool:
    """A due day 应出勤 (4.5): 补班 always, a statutory day whatever its row says, else no rest day and not marked 休息."""
    if rest:
        return status == MAKE_UP
    return statutory or status != REST
