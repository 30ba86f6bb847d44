"""What a connection to PostgreSQL is set to, so that both databases keep the same promises.

Loaded only where the database is one: the embedded SQLite needs nothing of it.
"""

from decimal import Decimal
from typing import Any

from psycopg.adapt import Loader
from sqlalchemy import Connection, Engine, event

from workshop.store.database import writing
from workshop.store.row_security import SETTING, Roles
from workshop.store.scope import EVERY, OWNER, scope

WRITER = 20260316  # the advisory lock of whoever writes
_READING = "set_config('transaction_read_only', 'on', true)"
_SAVEPOINTS = ("SAVEPOINT", "RELEASE", "ROLLBACK")  # a way out of a failed statement must stay one
_SCOPE = f"set_config('{SETTING}', %s, true), set_config('role', %s, true)"


def prepare(engine: Engine, writer_wait_seconds: float) -> None:
    """Sets up every connection; a writer waits for its place at most `writer_wait_seconds`."""
    wait = f"set_config('lock_timeout', '{int(writer_wait_seconds * 1000)}', true), pg_advisory_xact_lock({WRITER})"

    def on_begin(connection: Connection) -> None:
        """One statement says all: how the transaction works, whose rows it may meet. A writer's may find the place taken."""
        connection.info["scope"] = scope.get()
        if writing.get():
            connection.exec_driver_sql(f"SELECT {wait}, {_SCOPE}", _scope_of(connection)).close()
        else:
            _say(connection, f"SELECT {_READING}, {_SCOPE}")

    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", on_begin)
    event.listen(engine, "rollback_savepoint", _forget_scope)
    event.listen(engine, "before_cursor_execute", hold_to_scope)


def hold_to_scope(
    connection: Connection, cursor: Any, statement: str, parameters: Any, context: Any, executemany: bool
) -> None:
    """A scope that changed within the transaction holds from its next statement on; nothing is sent as long as none comes."""
    if connection.info["scope"] == scope.get() or statement.startswith(_SAVEPOINTS):
        return
    _say(connection, f"SELECT {_SCOPE}")
    connection.info["scope"] = scope.get()


def _say(connection: Connection, statement: str) -> None:
    """To the driver itself: it belongs to the statement that comes, and whoever counts statements counts that one."""
    connection.connection.cursor().execute(statement, _scope_of(connection))


def _scope_of(connection: Connection) -> tuple[str, str]:
    """What is said and the role that is taken."""
    roles: Roles = connection.info["roles"]
    said = scope.get()
    if said == OWNER:
        return EVERY, "none"
    return said, roles.every if said == EVERY else roles.one


def _forget_scope(connection: Connection, name: str, context: None) -> None:
    """A savepoint takes back the settings that were made after it."""
    connection.info["scope"] = None


def _on_connect(connection: Any, record: Any) -> None:
    connection.adapters.register_loader("numeric", _WholeNumber)
    record.info["roles"] = Roles.of(connection.info.user)


class _WholeNumber(Loader):
    """A sum over bigint is numeric here: as everywhere in the house, whole numbers stay integers."""

    def load(self, value: Any) -> int | Decimal:
        text = bytes(value).decode()
        return Decimal(text) if "." in text else int(text)
