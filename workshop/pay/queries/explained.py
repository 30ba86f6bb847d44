"""A slip worked out once more for one worker, with every day of the period: what lines without entries are explained by.

A locked slip is read with the attendance that stood at its lock; where today's facts would give another sum the page says so.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from workshop.kernel.calendar import CalendarMissing
from workshop.kernel.periods import Period
from workshop.pay.queries.facts import load_run_facts
from workshop.pay.queries.provenance import to_moment
from workshop.pay.queries.runs import Run
from workshop.pay.queries.scope import Scope, as_date
from workshop.pay.queries.slips import SlipHead
from workshop.pay.rules.days import WorkerDay, WorkerDays, build_shop_days, build_worker_days
from workshop.pay.rules.facts import ShopFacts, WorkerFacts
from workshop.pay.rules.results import Slip
from workshop.pay.rules.slip import compute_slip

_ATTENDANCE = """
SELECT a.date, a.version, a.status, a.clock_in, a.clock_out, a.reason, a.recorded_at, a.recorded_by, i.file_name
FROM attendance a LEFT JOIN import i ON i.workshop_id = a.workshop_id AND i.id = a.import_id
WHERE a.workshop_id = :w AND a.date BETWEEN :first AND :last {only} ORDER BY a.date, a.version"""


@dataclass(frozen=True)
class Mark:
    """A version of a day's attendance; times in minutes of the day, an empty status took the day back."""

    version: int
    status: str
    clock_in: int | None
    clock_out: int | None
    reason: str
    at: datetime
    by: str
    file: str
    after_lock: bool

    @property
    def times(self) -> str:
        """`8:00–18:00`, nothing where it was not clocked."""
        if self.clock_in is None or self.clock_out is None:
            return ""
        return "–".join(f"{minutes // 60}:{minutes % 60:02d}" for minutes in (self.clock_in, self.clock_out))


@dataclass(frozen=True)
class Explained:
    """Facts and days as the rules see them; `marks` by day every version, `slip` what would be computed of it."""

    worker: WorkerFacts
    shop: ShopFacts
    days: WorkerDays
    slip: Slip
    marks: dict[date, tuple[Mark, ...]]

    def mark(self, day: WorkerDay) -> Mark | None:
        """The version in force on a day at the lock."""
        standing = [mark for mark in self.marks.get(day.on, ()) if not mark.after_lock]
        return standing[-1] if standing and standing[-1].status else None


def find_explained(workshop_id: int, head: SlipHead, run: Run) -> Explained | None:
    """The slip's facts and days; None where they cannot be had any more (a calendar that is gone, other terms)."""
    scope = Scope(workshop_id, Period.parse(head.period), (head.worker_id,))
    facts = load_run_facts(scope)
    if not facts.workers:
        return None
    marks = _load_marks(scope, run.locked_at)
    worker = replace(facts.workers[0].facts, attendance=_as_then(facts.workers[0].facts, marks, scope.period))
    try:
        days = build_shop_days(facts.shop)
    except CalendarMissing:
        return None
    slip = compute_slip(worker, facts.shop, days)
    return Explained(worker, facts.shop, build_worker_days(worker, days), slip, marks)


def _load_marks(scope: Scope, locked_at: datetime | None) -> dict[date, tuple[Mark, ...]]:
    found: dict[date, tuple[Mark, ...]] = {}
    for day, version, status, clock_in, clock_out, reason, at, by, file in scope.fetch(_ATTENDANCE, "a.worker_id"):
        moment = to_moment(at)
        mark = Mark(
            version, status, clock_in, clock_out, reason, moment, by, file or "", bool(locked_at and moment > locked_at)
        )
        found[as_date(day)] = (*found.get(as_date(day), ()), mark)
    return found


def _as_then(worker: WorkerFacts, marks: dict[date, tuple[Mark, ...]], period: Period) -> dict[date, str]:
    """Attendance before the period as it is now (late work), inside it as it stood at the lock."""
    statuses = {on: status for on, status in worker.attendance.items() if on not in period}
    for on, versions in marks.items():
        standing = [mark for mark in versions if not mark.after_lock]
        if standing and standing[-1].status:
            statuses[on] = standing[-1].status
    return statuses
