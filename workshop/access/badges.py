"""Badges 工牌 that were lost and replaced: codes of an earlier issue open nothing any more."""

from datetime import datetime

from sqlalchemy import func, select

from workshop.access.rows import BadgeReplacementRow
from workshop.store.audit import Actor
from workshop.store.database import db
from workshop.store.transaction import transaction


def newest_issue(workshop_id: int, worker_id: int) -> int:
    """Which issue of a worker's badge holds; 0 is the first."""
    row = BadgeReplacementRow
    mine = (row.workshop_id == workshop_id, row.worker_id == worker_id)
    return db.session.scalar(select(func.max(row.issue)).where(*mine)) or 0


def newest_issues(workshop_id: int) -> dict[int, int]:
    """Worker → issue of those who have had more than one badge."""
    row = BadgeReplacementRow
    query = select(row.worker_id, func.max(row.issue)).where(row.workshop_id == workshop_id).group_by(row.worker_id)
    return dict(db.session.execute(query).all())


def replace_badge(actor: Actor, now: datetime, workshop_id: int, worker_id: int) -> int:
    """The old badge is lost: answers the issue that holds from now on. The worker must be one of the workshop."""
    with transaction(actor, now) as tx:
        issue = newest_issue(workshop_id, worker_id) + 1
        row = {"workshop_id": workshop_id, "worker_id": worker_id, "issue": issue, "at": now, "by": actor.name[:64]}
        tx.insert(BadgeReplacementRow, [row])
        tx.tell("badge.replace", f"worker/{worker_id}", {"issue": issue}, workshop_id)
    return issue
