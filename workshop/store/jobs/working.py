"""The worker: takes jobs one at a time, each into a child process with limits; what a child cannot say any more, it says."""

import fcntl
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from platform import node

from flask import current_app
from sqlalchemy import update

from workshop.store.database import change_rows, db
from workshop.store.jobs.dozing import DAY_SECONDS
from workshop.store.jobs.files import job_folder
from workshop.store.jobs.limits import Ended, Limits, run_limited
from workshop.store.jobs.queries import get_job, list_waiting
from workshop.store.jobs.queue import open_queue, take
from workshop.store.jobs.rows import JobRow
from workshop.store.jobs.running import PROGRAM, end_job, now, run_job
from workshop.store.jobs.sweeping import sweep_jobs
from workshop.store.transaction import transaction

MOST_ATTEMPTS = 2
IDLE_SECONDS, SCAN_SECONDS = 0.3, 15.0
LOST = "做到一半时电脑关了或程序停了,试了两次都没有做成。请再打印一次"
_MEND = "请少选几个月或几个人,分几次打印"
Stopping = Callable[[], bool]


def work(limits: Limits, stopping: Stopping, rest_after: float | None = None) -> bool:
    """Carries out jobs until `stopping()`, or answers True when nothing came for `rest_after` seconds.

    A second worker on the same folder waits until the first is gone.
    """
    with _alone(stopping):
        if stopping():
            return False
        take_up_lost()
        sweep_jobs(PROGRAM, now())
        queue, busy, scanned, swept = open_queue(), time.monotonic(), 0.0, time.monotonic()
        while not stopping():
            if (rung := take(queue)) is not None:
                carry_out(*rung, limits, stopping)
                busy = time.monotonic()
            elif time.monotonic() - scanned > SCAN_SECONDS:
                scanned = time.monotonic()
                for missed in list_waiting():  # rung for in a queue that is no more
                    carry_out(*missed, limits, stopping)
            elif rest_after is not None and time.monotonic() - busy > rest_after:
                return True
            elif time.monotonic() - swept > DAY_SECONDS:
                sweep_jobs(PROGRAM, now())
                swept = time.monotonic()
            else:
                time.sleep(IDLE_SECONDS)
            db.session.remove()
        return False


def carry_out(workshop_id: int, job_id: int, limits: Limits, stopping: Stopping = lambda: False) -> None:
    """One job in a child; a child that died leaves a sentence, one that was stopped leaves the job waiting."""
    db.session.remove()
    db.engine.dispose()  # no connection may be shared with the child
    app = current_app._get_current_object()  # type: ignore[attr-defined]

    def child() -> None:
        with app.app_context():
            run_job(workshop_id, job_id)

    ended = run_limited(child, limits, stopping)
    if ended.stopped:
        _give_back(workshop_id, job_id)
    elif not ended.well:
        end_job(get_job(workshop_id, job_id), "failed", tell_end(ended, limits))


def tell_end(ended: Ended, limits: Limits) -> str:
    """Why a child that could not speak any more brought nothing, and what to do."""
    if ended.late:
        return f"做了 {limits.wall_seconds // 60} 分钟还没有做完,已停下。{_MEND}"
    if ended.signal == signal.SIGXCPU:
        return f"计算时间超过 {limits.cpu_seconds // 60} 分钟,已停下。{_MEND}"
    return f"打印程序中途停了(可能内存不够),没有做成,什么也没有改。{_MEND}"


def take_up_lost() -> int:
    """Jobs of this machine that a dead worker left running: once again, or told. Answers how many."""
    lost = [(shop, job) for shop, job in list_waiting(("running",)) if _is_ours(shop, job)]
    for shop, job_id in lost:
        job = get_job(shop, job_id)
        if job.attempts < MOST_ATTEMPTS and not job.stop_asked_at:
            _give_back(shop, job_id, counting=True)
        else:
            end_job(job, "cancelled" if job.stop_asked_at else "failed", "已按要求停下" if job.stop_asked_at else LOST)
    return len(lost)


def _is_ours(workshop_id: int, job_id: int) -> bool:
    runner = db.session.scalar(db.select(JobRow.runner).where(JobRow.workshop_id == workshop_id, JobRow.id == job_id))
    return runner == node()[:100]


def _give_back(workshop_id: int, job_id: int, counting: bool = False) -> None:
    mine = update(JobRow).where(JobRow.workshop_id == workshop_id, JobRow.id == job_id, JobRow.state == "running")
    attempts = JobRow.attempts if counting else JobRow.attempts - 1
    with transaction(PROGRAM, now()):
        change_rows(mine.values(state="queued", attempts=attempts, done=0))


@contextmanager
def _alone(stopping: Stopping) -> Iterator[None]:
    """Holds the lock that one worker has; children hold it too, so that a job that lives on keeps the next worker waiting."""
    folder = job_folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / "worker.lock").open("w") as lock:
        while not stopping():
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                time.sleep(IDLE_SECONDS)
        yield


def is_overdue(asked_at: datetime, at: datetime) -> bool:
    """Whether a waiting job waits longer than a worker that runs would let it."""
    return at - asked_at > timedelta(minutes=2)
