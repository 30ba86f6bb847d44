"""Days of everybody's work as the inspectors' checks read them: attendance, pieces, hours and team work, with the days of recording."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from workshop.claims.rules.inspecting.facts import Day, WorkKey
from workshop.claims.rules.months import month_of
from workshop.pay.queries.scope import as_date
from workshop.store.database import fetch_all

_ATTENDANCE = """
SELECT worker_id, date, status, clock_in, clock_out, recorded_at, import_id FROM attendance
WHERE workshop_id = :w AND date BETWEEN :first AND :last ORDER BY worker_id, date, version"""

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

Told = dict[tuple[int, date], dict[str, Any]]


def load_days(workshop_id: int, first: date, last: date) -> Mapping[WorkKey, tuple[Day, ...]]:
    """By worker and month the days on which anything is written, in four statements."""
    span: dict[str, Any] = {"w": workshop_id, "first": first, "last": last}
    told: Told = defaultdict(dict)
    _read_attendance(told, fetch_all(_ATTENDANCE, **span))
    for worker, on, pieces, seconds, untimed, price, recorded in fetch_all(_OUTPUT, **span):
        if pieces > 0:
            timed = None if untimed else int(seconds) // 1000
            noted = civil_day(recorded) if recorded is not None else None
            made = {"pieces": int(pieces), "seconds": timed, "fen": int(price) // 100_000, "noted": noted}
            told[worker, as_date(on)] |= made
    for worker, on, minutes in fetch_all(_HOURS, **span):
        if minutes > 0:
            told[worker, as_date(on)]["hours"] = int(minutes)
    for worker, on in fetch_all(_TEAMS, **span):
        told[worker, as_date(on)]["team"] = True
    return _by_month(told)


def _read_attendance(told: Told, rows: list[tuple[Any, ...]]) -> None:
    """The last version says how it was, the first when somebody wrote of the day."""
    for worker, on, status, came, went, recorded, import_id in rows:
        day = told[worker, as_date(on)]
        first = None if import_id is not None else civil_day(recorded)
        day |= {"status": status, "came": came, "went": went, "marked": day.get("marked", first)}


def _by_month(told: Told) -> Mapping[WorkKey, tuple[Day, ...]]:
    found: dict[WorkKey, list[Day]] = defaultdict(list)
    for (worker, on), facts in sorted(told.items()):
        day = Day(on.day, **facts)
        if day.status or day.worked:
            found[worker, month_of(on)].append(day if day.status else day._replace(marked=None))
    return {key: tuple(days) for key, days in found.items()}


@lru_cache(4096)
def civil_day(recorded: Any) -> int:
    """The day in China on which something was recorded (UTC), as an ordinal; text from SQLite."""
    moment = recorded if isinstance(recorded, datetime) else datetime.fromisoformat(recorded)
    return (moment + timedelta(hours=8)).toordinal()
