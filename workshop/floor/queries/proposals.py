"""Reads of what workers handed in by phone, in a constant number of statements."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, NamedTuple

from workshop.floor.queries.moments import to_day, to_moment
from workshop.floor.rules.proposals import OpenProposal
from workshop.floor.rules.usual import DAYS, compute_usual
from workshop.store.database import fetch_all

BACK = timedelta(days=90)  # how far back ten days of an operation are looked for
_OPEN = (
    "SELECT u.id, u.worker_id, w.worker_no, w.name, u.operation_id, o.name, p.name, o.unit, u.date, u.good, u.defect_own,"
    " b.lot, t.bundle, u.proposed_at FROM open_proposal x"
    " JOIN proposal u ON u.workshop_id = x.workshop_id AND u.id = x.proposal_id"
    " JOIN worker w ON w.workshop_id = u.workshop_id AND w.id = u.worker_id"
    " JOIN operation o ON o.workshop_id = u.workshop_id AND o.id = u.operation_id"
    " JOIN product p ON p.workshop_id = u.workshop_id AND p.id = o.product_id"
    " LEFT JOIN ticket t ON t.workshop_id = u.workshop_id AND t.id = u.ticket_id"
    " LEFT JOIN ticket_batch b ON b.workshop_id = t.workshop_id AND b.id = t.batch_id"
    " WHERE x.workshop_id = :w ORDER BY u.date, w.worker_no, u.proposed_at, u.id LIMIT :most"
)
MOST = 1000


class Decided(NamedTuple):
    """A proposal that somebody decided about."""

    worker: str
    operation: str
    unit: str
    on: date
    good: int
    approved: bool
    reason: str
    at: Any
    by: str


def list_open_proposals(workshop_id: int) -> list[OpenProposal]:
    """What waits for a supervisor, each with the worker's usual and with what is recorded or waits for the same work."""
    found = [_proposal(row) for row in fetch_all(_OPEN, w=workshop_id, most=MOST)]
    if not found:
        return []
    days = _days_of_open(workshop_id, min(one.on for one in found) - BACK)
    handed_in: dict[Any, int] = defaultdict(int)
    for one in found:
        handed_in[one.key] += one.good
    return [
        replace(
            one,
            usual=_usual(days.get(one.key[:2], {}), one.on),
            recorded=days.get(one.key[:2], {}).get(one.on, (0, 0))[0],
            elsewhere=days.get(one.key[:2], {}).get(one.on, (0, 0))[1],
            handed_in=handed_in[one.key],
        )
        for one in found
    ]


def count_open_proposals(workshop_id: int) -> int:
    """How many wait."""
    return int(fetch_all("SELECT COUNT(*) FROM open_proposal WHERE workshop_id = :w", w=workshop_id)[0][0])


def list_decided(workshop_id: int) -> list[Decided]:
    """The latest thirty decisions, the newest first."""
    found = fetch_all(
        "SELECT w.name, o.name, o.unit, u.date, u.good, d.approved, d.reason, d.at, d.by FROM proposal_decision d"
        " JOIN proposal u ON u.workshop_id = d.workshop_id AND u.id = d.proposal_id"
        " JOIN worker w ON w.workshop_id = u.workshop_id AND w.id = u.worker_id"
        " JOIN operation o ON o.workshop_id = u.workshop_id AND o.id = u.operation_id"
        " WHERE d.workshop_id = :w ORDER BY d.at DESC, u.id DESC LIMIT 30",
        w=workshop_id,
    )
    return [
        Decided(worker, operation, unit, to_day(on), good, approved, reason, to_moment(at), by)
        for worker, operation, unit, on, good, approved, reason, at, by in found
    ]


def sum_of_day(workshop_id: int, worker_id: int, operation_id: int, on: date) -> int:
    """What is recorded and what waits for a worker, an operation and a day."""
    ((recorded, waiting),) = fetch_all(
        "SELECT (SELECT COALESCE(SUM(good), 0) FROM output WHERE workshop_id = :w AND worker_id = :worker"
        " AND operation_id = :operation AND date = :on), (SELECT COALESCE(SUM(u.good), 0) FROM open_proposal x"
        " JOIN proposal u ON u.workshop_id = x.workshop_id AND u.id = x.proposal_id WHERE x.workshop_id = :w"
        " AND u.worker_id = :worker AND u.operation_id = :operation AND u.date = :on)",
        w=workshop_id,
        worker=worker_id,
        operation=operation_id,
        on=on.isoformat(),
    )
    return int(recorded) + int(waiting)


def list_recent_operations(workshop_id: int, worker_id: int, since: date) -> list[int]:
    """The operations of a worker since a day, the latest first."""
    found = fetch_all(
        "SELECT operation_id, MAX(date), MAX(recorded_at) FROM output WHERE workshop_id = :w AND worker_id = :worker AND date >= :since"
        " GROUP BY operation_id ORDER BY 2 DESC, 3 DESC",
        w=workshop_id,
        worker=worker_id,
        since=since.isoformat(),
    )
    return [operation for operation, _, _ in found]


def standard_seconds(workshop_id: int, operation_id: int) -> int | None:
    """The standard time of an operation, where it has one."""
    found = fetch_all(
        "SELECT std_seconds FROM operation WHERE workshop_id = :w AND id = :o", w=workshop_id, o=operation_id
    )
    return found[0][0] if found else None


def _days_of_open(workshop_id: int, since: date) -> dict[tuple[int, int], dict[date, tuple[int, int]]]:
    """(worker, operation) → day → good, and how much of it came in by another way than by phone; for what something waits for."""
    found = fetch_all(
        "SELECT q.worker_id, q.operation_id, q.date, SUM(q.good), SUM(CASE WHEN EXISTS (SELECT 1 FROM proposal h"
        " WHERE h.workshop_id = q.workshop_id AND h.id = COALESCE(q.reverses, q.id)) THEN 0 ELSE q.good END)"
        " FROM output q JOIN (SELECT DISTINCT u.worker_id, u.operation_id"
        " FROM open_proposal x JOIN proposal u ON u.workshop_id = x.workshop_id AND u.id = x.proposal_id"
        " WHERE x.workshop_id = :w) k ON k.worker_id = q.worker_id AND k.operation_id = q.operation_id"
        " WHERE q.workshop_id = :w AND q.date >= :since GROUP BY q.worker_id, q.operation_id, q.date",
        w=workshop_id,
        since=since.isoformat(),
    )
    days: dict[tuple[int, int], dict[date, tuple[int, int]]] = defaultdict(dict)
    for worker, operation, on, good, elsewhere in found:
        days[worker, operation][to_day(on)] = int(good), int(elsewhere)
    return days


def _usual(days: dict[date, tuple[int, int]], on: date) -> int | None:
    before = sorted((day for day, (good, _) in days.items() if day < on and good), reverse=True)[:DAYS]
    return compute_usual([days[day][0] for day in before])


def _proposal(row: tuple[Any, ...]) -> OpenProposal:
    key, worker_id, worker_no, worker, operation_id, operation, product, unit, day, good, defect, lot, bundle, at = row
    ticket = "" if bundle is None else (f"{lot} 第 {bundle} 扎" if lot else f"第 {bundle} 扎")
    on, proposed_at = to_day(day), to_moment(at)
    return OpenProposal(
        key, worker_id, worker_no, worker, operation_id, operation, product, unit, on, good, defect, ticket, proposed_at
    )
