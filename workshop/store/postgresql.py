"""What a connection to PostgreSQL is set to, so that both databases keep the same promises.

Loaded only where the database is one: the embedded SQLite needs nothing of it.
"""

from decimal import Decimal
from typing import Any

from psycopg.adapt import Loader
from sqlalchemy import Connection, Engine, event

from workshop.store.database import writing

WRITER = 20260316  # the advisory lock of whoever writes


def prepare(engine: Engine, writer_wait_seconds: float) -> None:
    """Sets up every connection; a writer waits for its place at most `writer_wait_seconds`."""
    milliseconds = int(writer_wait_seconds * 1000)

    def on_begin(connection: Connection) -> None:
        if not writing.get():
            connection.exec_driver_sql("SET TRANSACTION READ ONLY")
            return
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {milliseconds}")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITER})")

    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", on_begin)


def _on_connect(connection: Any, record: object) -> None:
    connection.adapters.register_loader("numeric", _WholeNumber)


class _WholeNumber(Loader):
    """A sum over bigint is numeric here: as everywhere in the house, whole numbers stay integers."""

    def load(self, value: Any) -> int | Decimal:
        text = bytes(value).decode()
        return Decimal(text) if "." in text else int(text)
