"""The database handle and what every connection is set to.

Both databases keep one promise: a transaction that writes is alone, and what it decides is decided on what it sees; every other
one is read-only. SQLite: WAL, `synchronous=FULL`, foreign keys on, BEGIN IMMEDIATE; the library comes with `sqlcipher3` because
stock ones before 3.51.3 can corrupt a WAL with two writers. PostgreSQL: an advisory lock that ends with the transaction.
"""

from contextvars import ContextVar
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, cast

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, CursorResult, Engine, MetaData, UpdateBase, bindparam, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.orm import DeclarativeBase

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """What every table shares: the naming convention that migrations rely on."""

    metadata = MetaData(naming_convention=NAMING)


db = SQLAlchemy(model_class=Base, disable_autonaming=True)
Row: Any = db.Model
writing: ContextVar[bool] = ContextVar("writing", default=False)


def engine_options(url: str) -> dict[str, Any]:
    """What Flask-SQLAlchemy hands to `create_engine`; makes the folder of a SQLite file.

    A fault of the database is logged with its statement, never with what was to be stored: names and telephones are no log's business.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "postgresql":
        return {"pool_pre_ping": True, "hide_parameters": True}
    if parsed.get_backend_name() != "sqlite":
        raise ValueError(f"{parsed.get_backend_name()} is no database of ours: sqlite or postgresql")
    import sqlcipher3.dbapi2 as sqlite

    if parsed.database and parsed.database != ":memory:":
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    return {"module": sqlite, "hide_parameters": True, "connect_args": {"cached_statements": 500}}


def prepare_engine(engine: Engine, writer_wait_seconds: float = 20) -> None:
    """Sets up every connection; on PostgreSQL a writer waits for its place at most `writer_wait_seconds`."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _on_connect)
        event.listen(engine, "begin", _on_begin)
    else:
        from workshop.store.postgresql import prepare

        prepare(engine, writer_wait_seconds)


def _on_connect(connection: Any, record: object) -> None:
    connection.isolation_level = None  # transactions are begun by `_on_begin`, never by the driver
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=20000"):
        connection.execute(f"PRAGMA {pragma}")


def _on_begin(connection: Connection) -> None:
    write = writing.get()
    connection.exec_driver_sql(f"PRAGMA query_only={'OFF' if write else 'ON'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def fetch_all(sql: str, **values: Any) -> list[tuple[Any, ...]]:
    """Rows of a plain SQL read, as tuples. Lists are passed as `expanding` by writing `IN :name` (see `bind_lists`)."""
    result: Any = db.session.connection().execute(bind_lists(sql, values), values)
    rows: list[tuple[Any, ...]] = result.cursor.fetchall()  # as the driver has them: plain SQL has no types to turn to
    result.close()
    return rows


@cache
def as_date(value: Any) -> date:
    """A day as `fetch_all` gives it: text from SQLite, a date from PostgreSQL."""
    return value if isinstance(value, date) else date.fromisoformat(value)


def change_rows(change: UpdateBase) -> int:
    """Carries out an UPDATE or DELETE; answers how many rows it met."""
    result = cast("CursorResult[Any]", db.session.execute(change))  # the session promises less than it gives
    return int(result.rowcount)


def bind_lists(sql: str, values: dict[str, Any]) -> Any:
    """A text clause whose list and tuple values expand inside `IN :name`."""
    lists = tuple(name for name, value in values.items() if isinstance(value, list | tuple | set | frozenset))
    return _clause(sql, lists)


@lru_cache(1024)
def _clause(sql: str, lists: tuple[str, ...]) -> Any:
    """A statement is read once; making it anew each time costs more than most of them take."""
    clause = text(sql)
    return clause.bindparams(*(bindparam(name, expanding=True) for name in lists)) if lists else clause
