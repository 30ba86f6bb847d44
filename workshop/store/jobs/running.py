"""Carrying out a job, in the worker's child or where it was asked for: the same function."""

import hashlib
import json
import sys
import time
import traceback
from datetime import UTC, datetime
from platform import node
from typing import Any

from sqlalchemy import select, update

from workshop.kernel.faults import NotFound, Refused
from workshop.store.audit import Actor
from workshop.store.database import change_rows, db, writing
from workshop.store.ids import new_id
from workshop.store.jobs.files import remove_file, write_file
from workshop.store.jobs.kinds import find_run
from workshop.store.jobs.limits import lift_memory
from workshop.store.jobs.queries import get_job
from workshop.store.jobs.rows import JobFileRow, JobRow
from workshop.store.jobs.values import Job
from workshop.store.scope import within_one
from workshop.store.transaction import transaction

PAUSE_SECONDS = 0.5  # how often progress is written down and a cancel is looked for
TOO_MUCH_MEMORY = "这份材料太大,内存不够用,没有做成。请少选几个月或几个人,分几次打印"
BROKEN = "程序出了问题,没有做成,什么也没有改。请再试一次;还不行,把时间告诉管理员"
PROGRAM = Actor(None, "打印程序", "command")


class Cancelled(Exception):
    """Somebody asked the job to stop."""


class TakenAway(Exception):
    """The job is no longer this run's: what it made does not count."""


def now() -> datetime:
    """This moment, naive UTC."""
    return datetime.now(UTC).replace(tzinfo=None)


class Running:
    """A job while it is carried out: what was asked, and where its run says how far it is and leaves what it made."""

    def __init__(self, job: Job) -> None:
        self.job, self.actor, self.notes = job, job.actor, list(job.notes)
        self._files: list[dict[str, Any]] = []
        self._looked = 0.0

    def tick(self, done: int, total: int | None = None) -> None:
        """So many parts are done. Raises Cancelled when somebody asked to stop: between parts nothing is half done."""
        total = self.job.total if total is None else total
        if writing.get() or (time.monotonic() - self._looked < PAUSE_SECONDS and done != total):
            return  # inside a transaction there is no pause: it is carried out whole or not at all
        self._looked = time.monotonic()
        stop = select(JobRow.stop_asked_at).where(*_mine(self.job))
        db.session.rollback()  # a read of now, not of when the last one began
        if db.session.scalar(stop) is not None:
            raise Cancelled
        with transaction(PROGRAM, now()):
            db.session.execute(update(JobRow).where(*_held(self.job)).values(done=done, total=total))

    def keep(self, name: str, content: bytes, media_type: str) -> None:
        """Leaves a file; it counts from the moment the job is done."""
        key = new_id()
        write_file(self.job.workshop_id, key, content)
        told = {"size": len(content), "sha256": hashlib.sha256(content).hexdigest(), "removed_at": None}
        place = {"workshop_id": self.job.workshop_id, "id": key, "job_id": self.job.id}
        self._files.append(place | {"name": name[-200:], "media_type": media_type} | told)

    def note(self, sentence: str) -> None:
        """What whoever asked must be told beside the result; once."""
        if sentence not in self.notes:
            self.notes.append(sentence)

    def finish(self) -> None:
        """Done, with its files, in one transaction (a run may have opened it, to issue papers with it). Raises TakenAway."""
        at = now()
        with transaction(self.actor, at) as tx:
            ended = {"state": "done", "ended_at": at, "message": "", "notes": json.dumps(self.notes[:200])}
            if not change_rows(update(JobRow).where(*_held(self.job)).values(**ended)):
                raise TakenAway
            tx.insert(JobFileRow, self._files)
            hashes = {file["name"]: file["sha256"] for file in self._files}
            tx.tell("job.done", f"job/{self.job.id}", {"kind": self.job.kind, "files": hashes}, self.job.workshop_id)

    def drop_files(self) -> None:
        """Nothing of what was left stays."""
        for file in self._files:
            remove_file(file["id"])


def run_job(workshop_id: int, job_id: int) -> None:
    """Carries out a waiting job; one that is not waiting (any more) is left alone. It ends done, failed or cancelled."""
    if not _begin(workshop_id, job_id):
        return
    running = Running(get_job(workshop_id, job_id))
    try:
        with within_one(workshop_id):
            find_run(running.job.kind)(running)
        if get_job(workshop_id, job_id).state == "running":
            running.finish()
    except Cancelled:
        _end(running, "cancelled", "已按要求停下,没有留下文件")
    except TakenAway:
        running.drop_files()
    except (Refused, NotFound) as refused:
        _end(running, "failed", str(refused))
    except MemoryError:
        lift_memory()
        _end(running, "failed", TOO_MUCH_MEMORY)
    except Exception:
        traceback.print_exc(file=sys.stderr)
        _end(running, "failed", BROKEN)


def _begin(workshop_id: int, job_id: int) -> bool:
    """Whether this run is the one that has the job now."""
    waiting = update(JobRow).where(JobRow.workshop_id == workshop_id, JobRow.id == job_id, JobRow.state == "queued")
    taken = {"state": "running", "attempts": JobRow.attempts + 1, "runner": node()[:100], "started_at": now()}
    with transaction(PROGRAM, now()):
        return change_rows(waiting.values(**taken, done=0)) == 1


def _end(running: Running, state: str, message: str) -> None:
    running.drop_files()
    end_job(running.job, state, message)


def end_job(job: Job, state: str, message: str) -> None:
    """A job that brought nothing: why, in a sentence, and on the record."""
    at = now()
    with transaction(job.actor, at) as tx:
        if change_rows(update(JobRow).where(*_held(job)).values(state=state, ended_at=at, message=message)):
            tx.tell(f"job.{state}", f"job/{job.id}", {"kind": job.kind, "message": message}, job.workshop_id)


def _mine(job: Job) -> tuple[Any, ...]:
    return JobRow.workshop_id == job.workshop_id, JobRow.id == job.id


def _held(job: Job) -> tuple[Any, ...]:
    """Still the run that began it: a job that was given out again has another number of attempts."""
    return (*_mine(job), JobRow.state == "running", JobRow.attempts == job.attempts)
