"""Visits 走访 of the liaison, with what was done of what they promised."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from workshop.desk.rows import VisitRow, VisitStepRow
from workshop.kernel.faults import NotFound
from workshop.people.rows import HouseholdRow, WorkerRow
from workshop.store.database import db


@dataclass(frozen=True)
class Done:
    """What was done after a visit; `done`: nothing is left of what was promised."""

    done_on: date
    text: str
    done: bool
    by: str


@dataclass(frozen=True)
class Visit:
    """A visit to a worker or a household; `why` and `way` are words of `rules.visits`."""

    id: int
    visited_on: date
    visitor: str
    way: str
    why: str
    found: str
    promised: str
    due: date | None
    matter_id: int | None
    worker_id: int | None
    worker_no: str
    name: str
    household_no: str
    at: datetime
    by: str
    steps: tuple[Done, ...]

    @property
    def open(self) -> bool:
        """Whether something promised is not done yet."""
        return bool(self.promised) and not any(step.done for step in self.steps)

    def late(self, on: date) -> bool:
        """Whether what was promised is over its day."""
        return self.open and self.due is not None and self.due < on


def list_visits(workshop_id: int, *, matter_id: int | None = None, visit_id: int | None = None) -> list[Visit]:
    """Every visit, or those of one matter: what is promised and not done first, then the latest first."""
    row, who, home = VisitRow, WorkerRow, HouseholdRow
    columns = (row.id, row.visited_on, row.visitor, row.way, row.why, row.found, row.promised, row.due, row.matter_id)
    query: Any = select(*columns, row.worker_id, who.worker_no, who.name, home.household_no, row.at, row.by)
    query = query.outerjoin(who, (who.workshop_id == row.workshop_id) & (who.id == row.worker_id))
    query = query.outerjoin(home, (home.workshop_id == row.workshop_id) & (home.id == row.household_id))
    mine = [row.workshop_id == workshop_id]
    mine += [row.matter_id == matter_id] if matter_id is not None else []
    mine += [row.id == visit_id] if visit_id is not None else []
    rows = db.session.execute(query.where(*mine).order_by(row.visited_on.desc(), row.id.desc())).all()
    steps = _steps(workshop_id)
    found = [Visit(*(*_filled(values), tuple(steps[values[0]]))) for values in rows]
    return sorted(found, key=lambda one: not one.open)


def get_visit(workshop_id: int, visit_id: int) -> Visit:
    """One visit. Raises NotFound."""
    for visit in list_visits(workshop_id, visit_id=visit_id):
        return visit
    raise NotFound(f"visit {visit_id}")


def _filled(values: Any) -> tuple[Any, ...]:
    return (*values[:10], values[10] or "", values[11] or "", values[12] or "", *values[13:])


def _steps(workshop_id: int) -> dict[int, list[Done]]:
    row = VisitStepRow
    query = select(row.visit_id, row.done_on, row.text, row.done, row.by).where(row.workshop_id == workshop_id)
    found: dict[int, list[Done]] = defaultdict(list)
    for visit, *told in db.session.execute(query.order_by(row.visit_id, row.seq)):
        found[visit].append(Done(*told))
    return found
