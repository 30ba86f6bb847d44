"""`transaction()`: the only commit. One at a time, in the order of asking; an inner one joins the outer one."""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import cache
from typing import Any

from flask import current_app
from sqlalchemy import Insert, insert
from sqlalchemy.exc import IntegrityError, OperationalError

from workshop.store.audit import Actor, make_leaf
from workshop.store.database import db, writing
from workshop.store.rows import AuditLeafRow, FormNonceRow


class Busy(Exception):
    """The writer's place did not come free in time; nothing was written."""


class DoneAlready(Exception):
    """This very form was carried out before; nothing was written again."""


class FifoLock:
    """A lock that is handed over in the order of asking, so that nobody waits for ever behind quicker ones."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._held = False

    def acquire(self, timeout: float) -> None:
        """Waits for the lock at most `timeout` seconds; raises Busy."""
        turn = threading.Event()
        with self._guard:
            if not self._held:
                self._held = True
                return
            self._waiting.append(turn)
        if turn.wait(timeout):
            return
        with self._guard:
            if not turn.is_set():
                self._waiting.remove(turn)
                raise Busy

    def release(self) -> None:
        """Hands the lock to the one who has waited longest."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._held = False


class Transaction:
    """What an action holds while it writes. `tell` records what it did; `insert` adds many rows in one statement."""

    def __init__(self, actor: Actor, now: datetime) -> None:
        self.actor, self.now = actor, now
        self._leaves: list[dict[str, Any]] = []

    def tell(self, action: str, subject: str, detail: dict[str, Any] | None = None, workshop_id: int = 0) -> None:
        """Adds an audit leaf; it is written with the rest or not at all."""
        self._leaves.append(make_leaf(self.actor, self.now, workshop_id, action, subject, detail or {}))

    def insert(self, row: Any, values: list[dict[str, Any]]) -> None:
        """Adds rows of one table, `executemany`."""
        if values:
            db.session.execute(_insert_into(row), values)

    def insert_tuples(self, row: Any, names: tuple[str, ...], values: list[tuple[Any, ...]]) -> None:
        """As `insert`, for tens of thousands of rows: tuples in the order of `names`, as the driver takes them (no dates)."""
        if values:
            connection = db.session.connection()
            mark = "?" if connection.dialect.paramstyle == "qmark" else "%s"
            columns = ", ".join(map(connection.dialect.identifier_preparer.quote, names))
            marks = ", ".join([mark] * len(names))
            connection.exec_driver_sql(f"INSERT INTO {row.__tablename__} ({columns}) VALUES ({marks})", values)

    def _write_leaves(self) -> None:
        self.insert(AuditLeafRow, self._leaves)


@cache
def _insert_into(row: Any) -> Insert:
    return insert(row.__table__)


_lock = FifoLock()
_current: ContextVar[Transaction | None] = ContextVar("transaction", default=None)
nonce: ContextVar[str] = ContextVar("nonce", default="")


@contextmanager
def transaction(actor: Actor, now: datetime) -> Iterator[Transaction]:
    """Everything inside is written together or not at all.

    `now` is naive UTC. Raises Busy after `writer_wait_seconds`, DoneAlready for a form sent twice. An outermost transaction ends
    the session's read first, so what is decided inside is decided on what the writer sees.
    """
    outer = _current.get()
    if outer is not None:
        yield outer
        return
    _lock.acquire(current_app.config["WRITER_WAIT_SECONDS"])
    db.session.rollback()
    tokens = writing.set(True), _current.set(Transaction(actor, now))
    try:
        yield from _committed(_current.get())
    finally:
        db.session.rollback()
        writing.reset(tokens[0])
        _current.reset(tokens[1])
        _lock.release()


def _committed(current: Transaction | None) -> Iterator[Transaction]:
    assert current is not None
    try:
        _spend_nonce(current)
        yield current
        db.session.flush()
        current._write_leaves()
        db.session.commit()
    except OperationalError as error:
        if "locked" in str(error.orig) or "lock timeout" in str(error.orig):  # SQLite's words, PostgreSQL's words
            raise Busy from error
        raise


def _spend_nonce(current: Transaction) -> None:
    if not nonce.get():
        return
    try:
        current.insert(FormNonceRow, [{"nonce": nonce.get(), "at": current.now}])
    except IntegrityError as error:
        raise DoneAlready from error
    nonce.set("")  # a request may hold several transactions; the first one spends it
