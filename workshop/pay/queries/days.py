"""The days of a period by worker: attendance in force, and on which days there is work."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from workshop.pay.queries.scope import Scope, as_date

_ATTENDANCE = """
SELECT worker_id, date, version, status, clock_in, clock_out, overtime_minutes
FROM attendance WHERE workshop_id = :w AND date BETWEEN :since AND :last {only}"""

# Read off an index alone: true for those whose entries all stand and are paid by their own day.
_WORKED = """
SELECT worker_id, pay_on FROM output WHERE workshop_id = :w AND {paid} {only}
GROUP BY pay_on, worker_id"""

_WORKED_BY_CHANGED = """
SELECT worker_id, date FROM output WHERE workshop_id = :w AND {paid} AND date >= :first {only}
GROUP BY worker_id, date HAVING SUM(good) <> 0 OR SUM(defect_own) <> 0 OR SUM(defect_other) <> 0"""

_WORKED_BY_HOUR = """
SELECT worker_id, date FROM hours WHERE workshop_id = :w AND {paid} AND date >= :first {only}
GROUP BY worker_id, date HAVING SUM(minutes) <> 0"""

_WORKED_IN_TEAMS = """
SELECT s.worker_id, t.date FROM team_output t
JOIN team_share s ON s.workshop_id = t.workshop_id AND s.team_output_id = t.id
WHERE t.workshop_id = :w AND t.pay_on BETWEEN :first AND :last AND t.date >= :first {only}
GROUP BY s.worker_id, t.date HAVING SUM(t.quantity) <> 0"""

_MINUTES = """
SELECT worker_id, date, SUM(minutes) FROM hours
WHERE workshop_id = :w AND date >= :since AND date < :first {only} GROUP BY worker_id, date"""


@dataclass
class Attendance:
    """A worker's rows in force: by day status, clock times and overtime minutes, those of the period together."""

    statuses: dict[date, str] = field(default_factory=dict)
    clocked: dict[date, tuple[int, int]] = field(default_factory=dict)
    extra: dict[date, int] = field(default_factory=dict)
    overtime: int = 0

    def put(self, on: date, status: str, clock_in: int | None, clock_out: int | None, overtime: int | None) -> None:
        """The first version of a day; an empty status says nothing."""
        if not status:
            return
        self.statuses[on] = status
        if clock_in is not None and clock_out is not None:
            self.clocked[on] = (clock_in, clock_out)
        if overtime:
            self.extra[on] = overtime

    def replace(self, on: date, status: str, *values: int | None) -> None:
        """A later version in the place of the one before; an empty status leaves nothing."""
        for kept in (self.statuses, self.clocked, self.extra):
            kept.pop(on, None)  # type: ignore[attr-defined]
        if status:
            self.put(on, status, *values)


def load_attendance(scope: Scope, late_days: Iterable[date]) -> dict[int, Attendance]:
    """The highest version of each day, from the first day of late work on; an empty status was taken back."""
    since = min([scope.period.first, *late_days])
    found: dict[int, Attendance] = defaultdict(Attendance)
    later, clocked = [], bool(scope.period.half)
    for row in scope.fetch(_ATTENDANCE, since=since):
        worker, day, version, status, clock_in, clock_out, overtime = row
        if version > 1:
            later.append(row)
        elif clocked or overtime:
            found[worker].put(as_date(day), status, clock_in, clock_out, overtime)
        elif status:
            found[worker].statuses[as_date(day)] = (
                status  # most days say no more, and only part-timers' clocks are read
            )
    for worker, day, _, *values in sorted(later, key=lambda row: row[2]):
        found[worker].replace(as_date(day), *values)
    for mine in found.values():
        if mine.extra:
            mine.overtime = sum(minutes for on, minutes in mine.extra.items() if on >= scope.period.first)
    return found


def load_worked_days(scope: Scope, changed: Collection[int]) -> dict[int, set[date]]:
    """Days of the period with piece, team or hourly entries that are not wholly reversed (4.6).

    `changed` are the workers of whom the entries must be asked one by one (`groups.Pieces`).
    """
    days: dict[int, set[date]] = defaultdict(set)
    for worker, on in scope.fetch(_WORKED):
        if worker not in changed:
            days[worker].add(as_date(on))
    reads = [(scope, _WORKED_BY_HOUR, "worker_id"), (scope, _WORKED_IN_TEAMS, "s.worker_id")]
    if changed:
        reads.append((replace(scope, worker_ids=tuple(sorted(changed))), _WORKED_BY_CHANGED, "worker_id"))
    for who, sql, worker_id in reads:
        for worker, on in who.fetch(sql, worker_id):
            days[worker].add(as_date(on))
    return days


def load_minutes_before(scope: Scope) -> dict[int, dict[date, int]]:
    """Hourly minutes in the first week (from Monday) before the period begins, for the 24 hours of 6.4."""
    first = scope.period.first
    since = first - timedelta(days=first.weekday())
    found: dict[int, dict[date, int]] = defaultdict(dict)
    if scope.period.half and since < first:
        for worker, on, minutes in scope.fetch(_MINUTES, since=since):
            found[worker][as_date(on)] = int(minutes)
    return found
