"""The bell: huey over SQLite in a file of its own beside the database, or over what WORKSHOP_QUEUE_URL names.

(nothing)          embedded: queue.db beside the database
redis://...        Redis (needs the Python package redis)
inline:            no queue: a job is carried out where it is asked for (command line, tests)
"""

from pathlib import Path

from flask import current_app
from huey import Huey
from huey.serializer import SignedSerializer
from huey.storage import SqliteStorage

from workshop.kernel.faults import Refused
from workshop.store.jobs.files import job_folder
from workshop.store.keys import Keys

INLINE = "inline:"


def is_inline() -> bool:
    """Whether jobs are carried out where they are asked for."""
    return current_app.config.get("QUEUE_URL", "") == INLINE


def open_queue() -> Huey:
    """The queue of this application, opened anew; whoever opens it closes it by `storage.close()`."""
    keys: Keys = current_app.extensions["workshop-keys"]
    return _make_queue(current_app.config.get("QUEUE_URL", ""), keys)


def ring(workshop_id: int, job_id: int) -> None:
    """Tells the worker that a job waits; call it when the job is committed."""
    queue = open_queue()
    queue.enqueue(queue.ring.s(workshop_id, job_id))
    queue.storage.close()


def take(queue: Huey) -> tuple[int, int] | None:
    """The next (workshop, job) that was rung for, None where there is none."""
    task = queue.dequeue()
    return (int(task.args[0]), int(task.args[1])) if task is not None else None


def queue_file() -> Path | None:
    """The file of the embedded queue; None where the queue is elsewhere."""
    return job_folder().parent / "queue.db" if not current_app.config.get("QUEUE_URL", "") else None


def _make_queue(url: str, keys: Keys) -> Huey:
    # What is read from the queue is unpickled: it is signed, so that only this installation can have written it.
    serializer = SignedSerializer(secret=keys.signing.hex(), salt="jobs")
    if not url:
        folder = job_folder()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # A rollback journal: the SQLite of the standard library may be one whose WAL two writers can damage.
        settings = {"filename": str(folder.parent / "queue.db"), "journal_mode": "truncate", "fsync": True}
        queue = Huey("workshop", results=False, serializer=serializer, storage_class=SqliteStorage, **settings)
    elif url.startswith(("redis://", "rediss://")):
        queue = _redis(url, serializer)
    else:
        raise Refused(f"WORKSHOP_QUEUE_URL「{url}」不认识", "应为空(内置队列)、redis://… 或 inline:")
    queue.ring = queue.task(name="job")(_rung)
    return queue


def _redis(url: str, serializer: SignedSerializer) -> Huey:
    try:
        from huey import RedisHuey

        return RedisHuey("workshop", results=False, serializer=serializer, url=url, blocking=False)
    except ImportError as error:
        raise Refused("用 Redis 队列要先装 Python 的 redis 包", "请运行 .venv/bin/pip install redis") from error


def _rung(workshop_id: int, job_id: int) -> None:
    """What a bell says; the worker reads its arguments and never calls it."""
