"""A worker's days as the rules of pay see them: what was made, at what price, what it comes to before the one rounding of its line.

A line of a slip is rounded once over its period (pay rules 1.5). A day therefore shows its exact sum, so that the days of a line
add up to the line to the fen.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from workshop.kernel.money import round_half_up
from workshop.pay.rules.days import WorkerDay, WorkerDays
from workshop.pay.rules.exact import exact_yuan
from workshop.pay.rules.facts import ShopFacts, TakehomeGroup, WorkerFacts
from workshop.pay.rules.piece import piece_lines, unpriced
from workshop.pay.rules.results import PayLine
from workshop.pay.rules.takehome import takehome_lines
from workshop.pay.rules.teams import team_lines
from workshop.pay.rules.timepay import daily_lines, hourly_lines

# quantity × price × doubled multiplier is in fen when it is divided by these.
PARTS = {"piece": 200_000, "takehome": 200_000, "hourly": 120, "daily": 4}
TEAM_PARTS = 2  # shares are fen already


@dataclass(frozen=True)
class WorkLine:
    """One thing done on a day. Units as `pay.rules.results.PayLine`; `price` None: nobody has set one yet.

    `exact` is in fen. `operation_id` None for time pay; `times` is double the multiplier of the day's band.
    """

    kind: str
    operation_id: int | None
    name: str
    unit: str
    quantity: int
    price: int | None
    times: int
    band: str
    exact: Fraction

    @property
    def key(self) -> tuple[str, str, int | None, str]:
        """Lines of several days with the same key are one line of the slip (1.6)."""
        return self.kind, str(self.operation_id or self.name), self.price, self.band

    @property
    def yuan(self) -> str:
        """The exact sum in yuan."""
        return exact_yuan(self.exact.numerator, self.exact.denominator)


@dataclass(frozen=True)
class WorkDay:
    """A day with work or attendance; `attended` in half days, `status` as it was put down, empty for none."""

    on: date
    lines: tuple[WorkLine, ...]
    attended: int
    status: str

    @property
    def exact(self) -> Fraction:
        """What the day comes to, fen."""
        return sum((line.exact for line in self.lines), Fraction(0))

    @property
    def fen(self) -> int:
        """What the day comes to, to the fen."""
        return to_fen(self.exact)

    @property
    def pieces(self) -> tuple[tuple[int, str], ...]:
        """How many of what: (1/1000 units, unit), those of one unit together."""
        counts: dict[str, int] = {}
        for line in self.lines:
            if line.kind in ("piece", "takehome"):
                counts[line.unit] = counts.get(line.unit, 0) + line.quantity
        return tuple((quantity, unit) for unit, quantity in counts.items())


def to_fen(exact: Fraction) -> int:
    """The one rounding (1.5)."""
    return round_half_up(exact.numerator, exact.denominator)


def build_work_days(
    worker: WorkerFacts, shop: ShopFacts, days: WorkerDays, returns: Mapping[date, tuple[TakehomeGroup, ...]]
) -> tuple[WorkDay, ...]:
    """The worker's days in order; every group of `worker` names its day. Days of late work lie before the period."""
    known = {day.on: day for day in days.days}
    worked = {group.on for group in worker.pieces if group.on} | {group.on for group in worker.teams if group.on}
    worked |= {group.on for group in worker.hours if group.on} | set(returns)
    seen = {on for on, day in known.items() if day.attended or on in worker.attendance}
    return tuple(_day(on, worker, shop, days, known.get(on), returns.get(on, ())) for on in sorted(worked | seen))


def _day(
    on: date,
    worker: WorkerFacts,
    shop: ShopFacts,
    days: WorkerDays,
    known: WorkerDay | None,
    returns: tuple[TakehomeGroup, ...],
) -> WorkDay:
    alone = replace(
        worker,
        pieces=tuple(group for group in worker.pieces if group.on == on),
        teams=tuple(group for group in worker.teams if group.on == on),
        hours=tuple(group for group in worker.hours if group.on == on),
        takehome=returns,
    )
    one = replace(days, days=(known,) if known else ())
    found = [*piece_lines(alone, shop), *team_lines(alone, shop), *hourly_lines(alone, shop)]
    found += [*daily_lines(alone, one), *takehome_lines(alone, shop)]
    lines = (*(_line(line, shop) for line in found), *_open(alone, shop))
    return WorkDay(on, lines, known.attended if known else 0, worker.attendance.get(on, ""))


def _line(line: PayLine, shop: ShopFacts) -> WorkLine:
    price = 1 if line.kind == "team" else line.price
    parts = TEAM_PARTS if line.kind == "team" else PARTS[line.kind]
    exact = Fraction(line.quantity * price * line.twice, parts)
    if line.kind in ("hourly", "daily"):
        return WorkLine(line.kind, None, str(line.subject), "", line.quantity, line.price, line.twice, line.band, exact)
    operation = shop.operations[line.subject]
    facts = (line.kind, int(line.subject), operation.name, operation.unit)
    return WorkLine(*facts, line.quantity, line.price, line.twice, line.band, exact)


def _open(worker: WorkerFacts, shop: ShopFacts) -> tuple[WorkLine, ...]:
    """Work that has no price yet: it is shown, and comes to nothing (2.5)."""
    return tuple(
        WorkLine("piece", int(group.operation), what.name, what.unit, made, None, 2, group.band, Fraction(0))
        for group in unpriced(worker)
        for what, made in [(shop.operations[group.operation], group.good + group.defect_other)]
    )
