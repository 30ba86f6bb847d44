"""The month so far: what would be paid if it ended on a day, and where that leads at the same pace (pay rules 6.3, 6.4)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from workshop.kernel.money import round_half_up
from workshop.pay.rules.days import ShopDay, build_worker_days
from workshop.pay.rules.facts import ShopFacts, WorkerFacts
from workshop.pay.rules.minimum import WEEK_LIMIT, minutes_worked
from workshop.pay.rules.results import Slip
from workshop.pay.rules.slip import compute_slip

_KINDS = frozenset({"price", "rate", "minimum_wage", "calendar"})  # what leaves the figures open


class Ahead(NamedTuple):
    """The minimum wage at the end of the period if things go on as they did: fen; `topup` is what would have to be added."""

    counted: int
    required: int

    @property
    def topup(self) -> int:
        """What the employer would have to add."""
        return max(0, self.required - self.counted)


class Outlook(NamedTuple):
    """One worker's period up to a day. Fen, half days, minutes; `required` None: no minimum wage applies.

    `week` is the fullest week's minutes with its Monday, `this_week` those of the week of the day, for part-time workers.
    `open` are problems that leave the figures unsure.
    """

    worker_no: str
    system: str
    earned: int
    attended: int
    due: int
    counted: int
    required: int | None
    ahead: Ahead | None
    minutes: int
    this_week: int
    week: tuple[date, int] | None
    open: tuple[str, ...]

    @property
    def gap(self) -> int:
        """What is missing to the minimum wage of the paid days so far."""
        return max(0, (self.required or 0) - self.counted)

    @property
    def over_week(self) -> bool:
        """More than 24 hours in a week (6.4)."""
        return self.week is not None and self.week[1] > WEEK_LIMIT

    @property
    def concern(self) -> int:
        """How soon somebody should look: 3 hours over the limit, 2 a top-up is likely, 1 the figures are unsure, 0 nothing."""
        if self.over_week:
            return 3
        if self.ahead is not None and self.ahead.topup:
            return 2
        return 1 if self.open else 0


def slip_so_far(worker: WorkerFacts, shop: ShopFacts, days: tuple[ShopDay, ...], upto: date) -> Slip:
    """The slip as if everybody's work ended on `upto`."""
    last = upto if worker.leave_date is None else min(worker.leave_date, upto)
    return compute_slip(replace(worker, leave_date=last), shop, days)


def look_ahead(worker: WorkerFacts, shop: ShopFacts, days: tuple[ShopDay, ...], upto: date) -> Outlook:
    """As if everybody's work ended on `upto`: the rules for leavers then give pay and minimum wage so far. Raises CalendarMissing."""
    last = upto if worker.leave_date is None else min(worker.leave_date, upto)
    slip = slip_so_far(worker, shop, days, upto)
    whole = [day for day in build_worker_days(worker, days).days if day.due and day.inside]
    test = slip.minimum
    weeks = _weeks(worker, shop, upto) if worker.system == "part_time" else {}
    monday = upto - timedelta(days=upto.weekday())
    worked = minutes_worked(worker, shop) if worker.system == "part_time" else {}
    return Outlook(
        worker_no=worker.worker,
        system=worker.system,
        earned=slip.gross - slip.topup,
        attended=slip.attended,
        due=len(whole),
        counted=test.counted if test else 0,
        required=test.required if test else None,
        ahead=_ahead(slip, worker, shop, sum(day.on <= last for day in whole), len(whole), upto),
        minutes=sum(worked.values()),
        this_week=weeks.get(monday, 0),
        week=max(weeks.items(), key=lambda week: week[1], default=None),
        open=tuple(problem.sentence for problem in slip.problems if problem.kind in _KINDS),
    )


def _ahead(slip: Slip, worker: WorkerFacts, shop: ShopFacts, past: int, whole: int, upto: date) -> Ahead | None:
    """Due days carry the pace of full-time work, the days of the half month that of part-time work."""
    test = slip.minimum
    if test is None:
        return None
    if worker.system == "part_time":
        past, whole = (upto - shop.period.first).days + 1, (shop.period.last - shop.period.first).days + 1
    if past <= 0:
        return None
    return Ahead(round_half_up(test.counted * whole, past), round_half_up(test.required * whole, past))


def _weeks(worker: WorkerFacts, shop: ShopFacts, upto: date) -> dict[date, int]:
    """Minutes by the Monday of their week, the days of the first week before the period with them."""
    monday = shop.period.first - timedelta(days=shop.period.first.weekday())
    before = {on: minutes for on, minutes in worker.minutes_before.items() if monday <= on < shop.period.first}
    inside = {on: minutes for on, minutes in minutes_worked(worker, shop).items() if shop.period.first <= on <= upto}
    weeks: dict[date, int] = {}
    for on, minutes in (before | inside).items():
        start = on - timedelta(days=on.weekday())
        weeks[start] = weeks.get(start, 0) + minutes
    return weeks
