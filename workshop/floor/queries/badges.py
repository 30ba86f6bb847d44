"""People as their badges name them: name and number, nothing else."""

from dataclasses import dataclass
from datetime import date

from workshop.access.badges import newest_issue, newest_issues
from workshop.floor.queries.moments import to_day
from workshop.store.database import fetch_all


@dataclass(frozen=True)
class Badge:
    """A worker as a badge 工牌 shows him; `valid` on the day asked about; `issue` is that of the badge that holds.

    `left_on` his last day, None while nobody has written one down.
    """

    worker_id: int
    worker_no: str
    name: str
    valid: bool
    issue: int = 0
    left_on: date | None = None


def find_badge(workshop_id: int, worker_id: int, on: date) -> Badge | None:
    """One worker's badge."""
    found = fetch_all(
        "SELECT id, worker_no, name, hire_date, leave_date FROM worker WHERE workshop_id = :w AND id = :id",
        w=workshop_id,
        id=worker_id,
    )
    if not found:
        return None
    key, no, name, first, last = found[0]
    left_on = to_day(last) if last is not None else None
    return Badge(key, no, name, _valid(first, last, on), newest_issue(workshop_id, worker_id), left_on)


def list_badges(workshop_id: int, on: date) -> list[Badge]:
    """The badges of everybody employed on a day, by number."""
    found = fetch_all(
        "SELECT id, worker_no, name FROM worker WHERE workshop_id = :w AND hire_date <= :on"
        " AND (leave_date IS NULL OR leave_date >= :on) ORDER BY worker_no",
        w=workshop_id,
        on=on.isoformat(),
    )
    issues = newest_issues(workshop_id)
    return [Badge(key, no, name, True, issues.get(key, 0)) for key, no, name in found]


def _valid(first: object, last: object, on: date) -> bool:
    return to_day(first) <= on and (last is None or on <= to_day(last))
