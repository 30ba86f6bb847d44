"""Days of everybody's work as the inspectors' checks read them: attendance, pieces, hours and team work, with the days of recording."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from workshop.claims.rules.inspecting.facts import Day, WorkKey
from workshop.claims.rules.months import month_of
from workshop.pay.queries.scope import as_date
from workshop.store.database import fetch_all

_ATTENDANCE = """
SELECT worker_id, date, version, status, clock_in, clock_out, recorded_at, import_id FROM attendance
WHERE workshop_id = :w AND date BETWEEN :first AND :last ORDER BY worker_id, date, version"""

_AHEAD = timedelta(hours=8)  # of UTC

# Prices are 1/100 fen and quantities 1/1000.
_OUTPUT = """
SELECT o.worker_id, o.date, SUM(o.good + o.defect_own + o.defect_other),
  SUM((o.good + o.defect_own + o.defect_other) * COALESCE(p.std_seconds, 0)),
  SUM(CASE WHEN p.std_seconds IS NULL THEN o.good + o.defect_own + o.defect_other ELSE 0 END),
  SUM((o.good + o.defect_other) * COALESCE(o.price, 0)),
  MIN(CASE WHEN o.import_id IS NULL AND o.reverses IS NULL THEN o.recorded_at END)
FROM output o JOIN operation p ON p.workshop_id = o.workshop_id AND p.id = o.operation_id
WHERE o.workshop_id = :w AND o.date BETWEEN :first AND :last
GROUP BY o.worker_id, o.date"""

_HOURS = """
SELECT worker_id, date, SUM(minutes) FROM hours
WHERE workshop_id = :w AND date BETWEEN :first AND :last GROUP BY worker_id, date"""

_TEAMS = """
SELECT DISTINCT s.worker_id, t.date FROM team_output t
JOIN team_share s ON s.workshop_id = t.workshop_id AND s.team_output_id = t.id
WHERE t.workshop_id = :w AND t.date BETWEEN :first AND :last AND t.reverses IS NULL AND NOT EXISTS (
  SELECT 1 FROM team_output r WHERE r.workshop_id = t.workshop_id AND r.reverses = t.id)"""

# A day while it is read, in the order of the fields of Day.
_DAY, STATUS, CAME, WENT, MARKED, NOTED, SECONDS, FEN, PIECES, HOURS, TEAM = range(len(Day._fields))
Told = dict[WorkKey, dict[int, list[Any]]]


def load_days(workshop_id: int, first: date, last: date) -> Mapping[WorkKey, tuple[Day, ...]]:
    """By worker and month the days on which anything is written, in four statements."""
    span: dict[str, Any] = {"w": workshop_id, "first": first, "last": last}
    told: Told = {}
    _read_attendance(told, fetch_all(_ATTENDANCE, **span))
    for worker, on, pieces, seconds, untimed, price, recorded in fetch_all(_OUTPUT, **span):
        if pieces > 0:
            day = _at(told, worker, on)
            day[SECONDS] = None if untimed else int(seconds) // 1000
            day[FEN], day[PIECES] = int(price) // 100_000, int(pieces)
            day[NOTED] = civil_day(recorded) if recorded is not None else None
    for worker, on, minutes in fetch_all(_HOURS, **span):
        if minutes > 0:
            _at(told, worker, on)[HOURS] = int(minutes)
    for worker, on in fetch_all(_TEAMS, **span):
        _at(told, worker, on)[TEAM] = True
    return _by_month(told)


def _at(told: Told, worker: int, on: Any) -> list[Any]:
    month, number = _place(on)
    days = told.get((worker, month))
    if days is None:
        days = told[worker, month] = {}
    day = days.get(number)
    if day is None:
        day = days[number] = [number, "", None, None, None, None, 0, 0, 0, 0, False]
    return day


@lru_cache(4096)
def _place(on: Any) -> tuple[int, int]:
    """The month and the day in it."""
    day = as_date(on)
    return month_of(day), day.day


def _read_attendance(told: Told, rows: list[tuple[Any, ...]]) -> None:
    """The last version says how it was, the first when somebody wrote of the day."""
    for worker, on, version, status, came, went, recorded, import_id in rows:
        day = _at(told, worker, on)
        day[STATUS], day[CAME], day[WENT] = status, came, went
        if version == 1:
            day[MARKED] = None if import_id is not None else civil_day(recorded)


def _by_month(told: Told) -> Mapping[WorkKey, tuple[Day, ...]]:
    found: dict[WorkKey, tuple[Day, ...]] = {}
    for key in sorted(told):
        days = [Day._make(told[key][number]) for number in sorted(told[key])]
        kept = [day if day.status else day._replace(marked=None) for day in days if day.status or day.worked]
        if kept:
            found[key] = tuple(kept)
    return found


def civil_day(recorded: Any) -> int:
    """The day in China on which something was recorded (UTC), as an ordinal; text from SQLite."""
    return _day_of_hour(recorded[:13]) if isinstance(recorded, str) else (recorded + _AHEAD).toordinal()


@lru_cache(16384)
def _day_of_hour(hour: str) -> int:
    return (datetime.fromisoformat(hour) + _AHEAD).toordinal()
