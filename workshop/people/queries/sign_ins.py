"""Accounts of a workshop's people, for the manager."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from workshop.access.rows import AccountRow, SessionRow
from workshop.kernel.faults import NotFound
from workshop.people.rows import WorkerRow
from workshop.store.database import db


@dataclass(frozen=True)
class SignIn:
    """An account; `worker_no` for one that belongs to a worker, `seen_at` the last time it was used."""

    id: int
    login: str
    name: str
    role: str
    disabled_at: datetime | None
    worker_id: int | None
    worker_no: str | None
    seen_at: datetime | None


def list_sign_ins(workshop_id: int) -> list[SignIn]:
    """The accounts of a workshop, those in use first, by role and name."""
    row = AccountRow
    last = select(func.max(SessionRow.seen_at)).where(SessionRow.account_id == row.id).scalar_subquery()
    own = (WorkerRow.workshop_id == row.workshop_id) & (WorkerRow.id == row.worker_id)
    columns = (row.id, row.login, row.name, row.role, row.disabled_at, row.worker_id, WorkerRow.worker_no, last)
    query = select(*columns).outerjoin(WorkerRow, own).where(row.workshop_id == workshop_id)
    ordered = query.order_by(row.disabled_at.is_not(None), row.role, row.login)
    return [SignIn(*values) for values in db.session.execute(ordered)]


def get_sign_in(workshop_id: int, account_id: int) -> SignIn:
    """One account of this workshop. Raises NotFound."""
    for account in list_sign_ins(workshop_id):
        if account.id == account_id:
            return account
    raise NotFound(f"account {account_id}")
