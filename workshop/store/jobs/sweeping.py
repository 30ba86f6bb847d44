"""The daily sweep: files of jobs go when their time is over, on the record; so does what no job knows of."""

import time
from datetime import datetime

from sqlalchemy import select, update

from workshop.store.audit import Actor
from workshop.store.database import db
from workshop.store.jobs.files import job_folder, remove_file
from workshop.store.jobs.rows import JobFileRow, JobRow
from workshop.store.jobs.values import KEPT
from workshop.store.transaction import transaction

_DAY_SECONDS = 86_400


def sweep_jobs(actor: Actor, now: datetime) -> int:
    """Removes the files of jobs that ended more than 90 days ago; answers how many."""
    joined = (JobRow.workshop_id == JobFileRow.workshop_id) & (JobRow.id == JobFileRow.job_id)
    wanted = select(JobFileRow.workshop_id, JobFileRow.id, JobFileRow.job_id, JobFileRow.sha256).join(JobRow, joined)
    old = db.session.execute(wanted.where(JobFileRow.removed_at.is_(None), JobRow.ended_at < now - KEPT)).all()
    for shop, key, job_id, sha256 in old:
        with transaction(actor, now) as tx:
            mine = (JobFileRow.workshop_id == shop, JobFileRow.id == key)
            db.session.execute(update(JobFileRow).where(*mine).values(removed_at=now))
            tx.tell("job.sweep", f"job/{job_id}", {"sha256": sha256}, shop)
        remove_file(key)
    _remove_strays()
    return len(old)


def _remove_strays() -> None:
    """Drafts and files of jobs that died before they were done, a day old and more."""
    folder = job_folder()
    known = {str(key) for key in db.session.scalars(select(JobFileRow.id).where(JobFileRow.removed_at.is_(None)))}
    for file in folder.iterdir() if folder.exists() else ():
        stray = file.name.lstrip(".").split(".")[0].isdigit() and file.name not in known
        if stray and time.time() - file.stat().st_mtime > _DAY_SECONDS:
            file.unlink(missing_ok=True)
