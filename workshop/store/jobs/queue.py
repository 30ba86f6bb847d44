"""The bell: huey over SQLite in a file of its own beside the database, or over what WORKSHOP_QUEUE_URL names.

(nothing)          embedded: queue.db beside the database
redis://...        Redis (needs the Python package redis)
inline:            no queue: a job is carried out where it is asked for (command line, tests)

A bell that cannot be rung or heard stops nobody: the worker looks at the table itself every few seconds.
"""

import hashlib
import pickle
import sqlite3
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import current_app

from workshop.kernel.faults import Refused
from workshop.store.jobs.files import job_folder
from workshop.store.keys import Keys

if TYPE_CHECKING:  # huey loads every database's library that is there: a second for those who queue nothing
    from huey import Huey
    from huey.serializer import SignedSerializer

INLINE = "inline:"
WAIT_SECONDS, TELL_SECONDS = 3.0, 60.0  # for a Redis that does not answer; between two lines about it
MOST_STRANGE = 1000
_STRANGE = (ValueError, KeyError, TypeError, AttributeError, EOFError, ImportError, pickle.UnpicklingError)
_told: dict[str, float] = {}


def is_inline() -> bool:
    """Whether jobs are carried out where they are asked for."""
    return current_app.config.get("QUEUE_URL", "") == INLINE


def open_queue() -> "Huey":
    """The queue of this application, opened anew; whoever opens it closes it by `storage.close()`."""
    keys: Keys = current_app.extensions["workshop-keys"]
    return _make_queue(current_app.config.get("QUEUE_URL", ""), keys)


def ring(queue: "Huey", workshop_id: int, job_id: int) -> None:
    """Tells the worker that a job waits; call it when the job is committed. A queue that is out of order is told to the log."""
    try:
        queue.enqueue(queue.ring.s(workshop_id, job_id))
    except _outages() as error:
        _tell(error)
    finally:
        close_queue(queue)


def take(queue: "Huey") -> tuple[int, int] | None:
    """The next (workshop, job) that was rung for, None where there is none or the queue is out of order.

    What somebody else put there, unsigned or of other keys, is thrown away.
    """
    for _ in range(MOST_STRANGE):
        try:
            task = queue.dequeue()
            return (int(task.args[0]), int(task.args[1])) if task is not None else None
        except _outages() as error:
            _tell(error)
            return None
        except _STRANGE as error:
            _tell(error)
    return None


def close_queue(queue: "Huey") -> None:
    """Gives back the file or the connections."""
    queue.storage.close()
    if (pool := getattr(queue.storage, "pool", None)) is not None:
        pool.disconnect()


def _outages() -> tuple[type[Exception], ...]:
    """What a queue raises that is out of order, whichever it is."""
    redis: Any = sys.modules.get("redis")
    return (OSError, sqlite3.Error, *((redis.RedisError,) if redis else ()))


def _tell(error: Exception) -> None:
    """To the log now and then, by its kind alone: its words may hold an address with a password."""
    name, at = type(error).__name__, time.monotonic()
    if at - _told.get(name, -TELL_SECONDS) >= TELL_SECONDS:
        _told[name] = at
        print(f"打印队列不通({name});任务不会丢,稍后照样会做", file=sys.stderr)


def queue_file() -> Path | None:
    """The file of the embedded queue; None where the queue is elsewhere."""
    return job_folder().parent / "queue.db" if not current_app.config.get("QUEUE_URL", "") else None


def _make_queue(url: str, keys: Keys) -> "Huey":
    from huey import Huey
    from huey.serializer import SignedSerializer
    from huey.storage import SqliteStorage

    # What is read from the queue is unpickled: it is signed, so that only this installation can have written it.
    serializer = SignedSerializer(secret=keys.signing.hex(), salt="jobs")
    if not url:
        folder = job_folder()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # A rollback journal: the SQLite of the standard library may be one whose WAL two writers can damage.
        settings = {"filename": str(folder.parent / "queue.db"), "journal_mode": "truncate", "fsync": True}
        queue = Huey("workshop", results=False, serializer=serializer, storage_class=SqliteStorage, **settings)
    elif url.startswith(("redis://", "rediss://")):
        queue = _redis(url, serializer, hashlib.sha256(b"queue" + keys.signing).hexdigest()[:12])
    else:
        raise Refused(f"WORKSHOP_QUEUE_URL「{url}」不认识", "应为空(内置队列)、redis://… 或 inline:")
    queue.ring = queue.task(name="job")(_rung)
    return queue


def _redis(url: str, serializer: "SignedSerializer", mark: str) -> "Huey":
    """Over Redis; `mark` keeps installations apart that share one."""
    try:
        from redis import ConnectionPool
    except ImportError as error:
        raise Refused("用 Redis 队列要先装 Python 的 redis 包", "请运行 .venv/bin/pip install redis") from error
    from huey import RedisHuey

    waits = {"socket_connect_timeout": WAIT_SECONDS, "socket_timeout": WAIT_SECONDS}
    try:
        pool = ConnectionPool.from_url(url, **waits)
    except ValueError as error:
        raise Refused("WORKSHOP_QUEUE_URL 的 Redis 地址写错了", "例如 redis://127.0.0.1:6379/0") from error
    settings = {"serializer": serializer, "connection_pool": pool, "blocking": False}
    return RedisHuey(f"workshop{mark}", results=False, **settings)


def _rung(workshop_id: int, job_id: int) -> None:
    """What a bell says; the worker reads its arguments and never calls it."""
