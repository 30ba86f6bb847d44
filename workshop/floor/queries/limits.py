"""The working time of a month, for everybody, in a constant number of statements."""

from collections import defaultdict
from datetime import date, timedelta

from workshop.floor.queries.day import list_people
from workshop.floor.queries.moments import to_day
from workshop.floor.rules.limits import LimitWarning, TimedDay, TimedMonth, find_warnings
from workshop.kernel.periods import Period
from workshop.people.queries import terms_on
from workshop.store.database import fetch_all

_ATTENDANCE = (
    "SELECT a.worker_id, a.date, a.status, a.reason, a.clock_in, a.clock_out, a.overtime_minutes FROM attendance a"
    " WHERE a.workshop_id = :w AND a.date BETWEEN :first AND :last AND a.version = (SELECT MAX(l.version) FROM attendance l"
    " WHERE l.workshop_id = a.workshop_id AND l.worker_id = a.worker_id AND l.date = a.date)"
)
_HOURS = (
    "SELECT worker_id, date, SUM(minutes), SUM(CASE WHEN band = 'overtime' THEN minutes ELSE 0 END) FROM hours"
    " WHERE workshop_id = :w AND date BETWEEN :first AND :last GROUP BY worker_id, date"
)


def list_limit_warnings(workshop_id: int, period: Period, today: date) -> list[LimitWarning]:
    """Every warning of the month, by worker number."""
    until = min(period.last, today)
    return [one for month in load_timed_month(workshop_id, period) for one in find_warnings(month, period, until)]


def load_timed_month(workshop_id: int, period: Period) -> list[TimedMonth]:
    """Everybody employed in the month with the days of its whole weeks."""
    first = period.first - timedelta(days=period.first.weekday())
    last = period.last + timedelta(days=6 - period.last.weekday())
    days = _days(workshop_id, first, last)
    systems = {worker: terms.hours_system for worker, terms in terms_on(workshop_id, period.last).items()}
    return [
        TimedMonth(who.id, who.worker_no, who.name, systems.get(who.id, ""), tuple(days.get(who.id, ())))
        for who in list_people(workshop_id, period.first, period.last)
    ]


def _days(workshop_id: int, first: date, last: date) -> dict[int, list[TimedDay]]:
    asked = {"w": workshop_id, "first": first.isoformat(), "last": last.isoformat()}
    paid = {(worker, to_day(on)): (minutes, over) for worker, on, minutes, over in fetch_all(_HOURS, **asked)}
    found: dict[tuple[int, date], TimedDay] = {
        key: TimedDay(key[1], minutes=minutes, overtime=over) for key, (minutes, over) in paid.items()
    }
    for worker, day, status, reason, came, went, overtime in fetch_all(_ATTENDANCE, **asked):
        on = to_day(day)
        by_clock = went - came if came is not None and went is not None else 0
        minutes, over = paid.get((worker, on), (by_clock, 0))
        # Overtime written on the sheet and overtime paid by the hour are the same hours, told twice.
        found[worker, on] = TimedDay(on, minutes, max(over, overtime or 0), status, reason)
    days: dict[int, list[TimedDay]] = defaultdict(list)
    for (worker, _), one in sorted(found.items()):
        days[worker].append(one)
    return days
