"""Numbers of matters and of their rows, and whose account a worker's is."""

from datetime import date
from typing import Any

from sqlalchemy import func, select

from workshop.desk.rows import MatterRow, VisitStepRow
from workshop.store.database import db, fetch_all


def next_number(workshop_id: int, on: date) -> str:
    """SX-2026-0003: counted by workshop and year. Only inside a transaction is it nobody else's."""
    head = f"SX-{on.year}-"
    mine = (MatterRow.workshop_id == workshop_id, MatterRow.number.like(f"{head}%"))
    taken = db.session.scalar(select(func.max(MatterRow.number)).where(*mine))
    return f"{head}{int(taken.removeprefix(head)) + 1 if taken else 1:04}"


def is_own(workshop_id: int, worker_id: int | None, account_id: int | None) -> bool:
    """Whether a worker's account is this worker's."""
    found = fetch_all("SELECT worker_id, workshop_id FROM account WHERE id = :id", id=account_id)
    return found == [(worker_id, workshop_id)]


def last_seq(row: Any, workshop_id: int, matter_id: int) -> int:
    """The number of the last row of a matter in a table of its steps; 0: none yet."""
    mine = (row.workshop_id == workshop_id, row.matter_id == matter_id)
    return db.session.scalar(select(func.max(row.seq)).where(*mine)) or 0


def find_row(workshop_id: int, matter_id: int) -> bool:
    """Whether the desk has a row of this matter: an objection that nobody has touched has none."""
    row = MatterRow
    return db.session.scalar(select(row.id).where(row.workshop_id == workshop_id, row.id == matter_id)) is not None


def last_visit_step(workshop_id: int, visit_id: int) -> int:
    """The number of the last step of a visit; 0: none yet."""
    row = VisitStepRow
    mine = (row.workshop_id == workshop_id, row.visit_id == visit_id)
    return db.session.scalar(select(func.max(row.seq)).where(*mine)) or 0
