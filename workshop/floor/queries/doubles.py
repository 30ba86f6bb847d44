"""Entries that look like the same work recorded twice, on two tablets or on a tablet and on paper."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from workshop.floor.queries.standing import NO_REVERSAL
from workshop.store.database import fetch_all


@dataclass(frozen=True)
class Side:
    """One of the two entries of a possible double."""

    id: str
    good: int
    where: str
    by: str


@dataclass(frozen=True)
class Double:
    """可能重复: the same worker, operation, day and band, recorded in two places; a person decides."""

    on: date
    worker_no: str
    worker: str
    operation: str
    unit: str
    first: Side
    second: Side


def list_doubles(workshop_id: int, since: date) -> list[Double]:
    """Pairs that nobody has decided about, the newest day first. One statement."""
    live = (
        "SELECT o.id, o.date, o.worker_id, o.operation_id, o.band, o.good, o.recorded_by, COALESCE(i.device_id, 0) AS device,"
        " COALESCE(d.name, '日报表') AS place FROM output o LEFT JOIN inbox i ON i.workshop_id = o.workshop_id AND i.id = o.id"
        f" LEFT JOIN device d ON d.id = i.device_id WHERE o.workshop_id = :w AND o.date >= :since AND {NO_REVERSAL}"
        " AND NOT EXISTS (SELECT 1 FROM output r WHERE r.workshop_id = o.workshop_id AND r.reverses = o.id)"
    )
    found = fetch_all(
        f"WITH live AS ({live}) SELECT a.date, w.worker_no, w.name, p.name, p.unit, a.id, a.good, a.place, a.recorded_by,"
        " b.id, b.good, b.place, b.recorded_by FROM live a JOIN live b ON b.worker_id = a.worker_id"
        " AND b.operation_id = a.operation_id AND b.date = a.date AND b.band = a.band AND b.id > a.id AND b.device <> a.device"
        " JOIN worker w ON w.workshop_id = :w AND w.id = a.worker_id"
        " JOIN operation p ON p.workshop_id = :w AND p.id = a.operation_id"
        " WHERE NOT EXISTS (SELECT 1 FROM cleared_double c WHERE c.workshop_id = :w AND c.first_id = a.id AND c.second_id = b.id)"
        " ORDER BY a.date DESC, w.worker_no LIMIT 200",
        w=workshop_id,
        since=since.isoformat(),
    )
    return [_double(row) for row in found]


def _double(row: tuple[Any, ...]) -> Double:
    on, worker_no, worker, operation, unit, *sides = row
    day = date.fromisoformat(str(on))
    return Double(day, worker_no, worker, operation, unit, Side(*sides[:4]), Side(*sides[4:]))
