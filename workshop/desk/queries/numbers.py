"""Numbers of matters, and whose account a worker's is."""

from datetime import date

from sqlalchemy import func, select

from workshop.desk.rows import MatterRow
from workshop.store.database import db, fetch_all


def next_number(workshop_id: int, on: date) -> str:
    """SX-2026-0003: counted by workshop and year. Only inside a transaction is it nobody else's."""
    head = f"SX-{on.year}-"
    mine = (MatterRow.workshop_id == workshop_id, MatterRow.number.like(f"{head}%"))
    taken = db.session.scalar(select(func.max(MatterRow.number)).where(*mine))
    return f"{head}{int(taken.removeprefix(head)) + 1 if taken else 1:04}"


def is_own(workshop_id: int, worker_id: int, account_id: int | None) -> bool:
    """Whether a worker's account is this worker's."""
    found = fetch_all("SELECT worker_id, workshop_id FROM account WHERE id = :id", id=account_id)
    return found == [(worker_id, workshop_id)]
