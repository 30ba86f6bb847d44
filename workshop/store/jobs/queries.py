"""Reads of jobs."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select

from workshop.kernel.faults import NotFound
from workshop.store.audit import Actor
from workshop.store.database import db
from workshop.store.jobs.rows import JobFileRow, JobRow
from workshop.store.jobs.values import Job, JobFile

_JOB = JobRow.__table__.c
_FILE = JobFileRow.__table__.c


def list_jobs(workshop_id: int, most: int = 100) -> list[Job]:
    """The latest jobs of a workshop with their files, the newest first."""
    wanted = select(*_JOB).where(_JOB.workshop_id == workshop_id).order_by(_JOB.asked_at.desc(), _JOB.id.desc())
    return _with_files(workshop_id, db.session.execute(wanted.limit(most)).all())


def get_job(workshop_id: int, job_id: int) -> Job:
    """One job with its files. Raises NotFound."""
    found = _with_files(workshop_id, db.session.execute(_one(workshop_id, job_id)).all())
    if not found:
        raise NotFound(f"job {job_id}")
    return found[0]


def get_file(workshop_id: int, file_id: int) -> JobFile:
    """One file of a job. Raises NotFound."""
    wanted = select(*_FILE).where(_FILE.workshop_id == workshop_id, _FILE.id == file_id)
    found = db.session.execute(wanted).first()
    if found is None:
        raise NotFound(f"job_file {file_id}")
    return JobFile(*found)


def list_waiting(states: Sequence[str] = ("queued",)) -> list[tuple[int, int]]:
    """(workshop, job) of every workshop that wait in these states, in the order of asking."""
    wanted = select(_JOB.workshop_id, _JOB.id).where(_JOB.state.in_(states)).order_by(_JOB.asked_at, _JOB.id)
    return [(shop, job) for shop, job in db.session.execute(wanted)]


def count_open(workshop_id: int) -> int:
    """How many jobs of a workshop wait or run."""
    return len(db.session.execute(select(_JOB.id).where(_JOB.workshop_id == workshop_id, _open())).all())


def _open() -> Any:
    return _JOB.state.in_(("queued", "running"))


def _one(workshop_id: int, job_id: int) -> Any:
    return select(*_JOB).where(_JOB.workshop_id == workshop_id, _JOB.id == job_id)


def _with_files(workshop_id: int, rows: Iterable[Any]) -> list[Job]:
    rows = list(rows)
    wanted = select(*_FILE).where(_FILE.workshop_id == workshop_id, _FILE.job_id.in_([row.id for row in rows]))
    files: dict[int, list[JobFile]] = {}
    for found in db.session.execute(wanted.order_by(_FILE.id)) if rows else ():
        files.setdefault(found.job_id, []).append(JobFile(*found))
    return [_job(row, tuple(files.get(row.id, ()))) for row in rows]


def _job(row: Any, files: tuple[JobFile, ...]) -> Job:
    return Job(
        workshop_id=row.workshop_id,
        id=row.id,
        kind=row.kind,
        title=row.title,
        asked=json.loads(row.asked),
        state=row.state,
        done=row.done,
        total=row.total,
        actor=Actor(row.asked_by_id, row.asked_by, row.asked_by_role),
        asked_at=row.asked_at,
        attempts=row.attempts,
        started_at=row.started_at,
        ended_at=row.ended_at,
        stop_asked_at=row.stop_asked_at,
        message=row.message,
        notes=tuple(json.loads(row.notes)),
        files=files,
    )
