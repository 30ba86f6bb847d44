"""The schema of a database brought to the program's version, and the check that its keys are the right ones."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy import Connection, inspect, select, text

from workshop.store.database import db, writing
from workshop.store.keys import KeyTrouble
from workshop.store.row_security import Unprotected, find_gaps, make_roles, protect
from workshop.store.rows import MetaRow
from workshop.store.scope import as_owner
from workshop.store.settings import ROOT


class SchemaTrouble(Exception):
    """A newer program made the database, a migration left rows without their parents, or nothing keeps workshops apart."""


def prepare_database(seed: Callable[[], None]) -> None:
    """Creates or migrates the tables, compares the key file, and calls `seed` once, on a new database.

    Raises KeyTrouble or SchemaTrouble.
    """
    with _writable(), as_owner():
        fresh = not inspect(db.engine).has_table("alembic_version")
        migrate()
        _protect_rows()
        _check_keys()
    if fresh:
        seed()


def migrate(revision: str = "head") -> None:
    """Brings the schema to a revision; foreign keys rest meanwhile, because SQLite rebuilds tables, and are checked after."""
    config = _config()
    scripts = ScriptDirectory.from_config(config)
    with as_owner(), db.engine.connect() as connection:
        current = _current(connection)
        if current == scripts.get_current_head() and revision == "head":
            return
        if current is not None and current not in {script.revision for script in scripts.walk_revisions()}:
            raise SchemaTrouble("这个数据库是更新的程序建的,这个版本打不开。请用原来的程序打开,或从备份恢复")
        with _without_foreign_keys(connection):
            config.attributes["connection"] = connection
            _upgrade(config, revision, connection)


def _upgrade(config: Config, revision: str, connection: Connection) -> None:
    postgresql = connection.dialect.name == "postgresql"
    try:
        if postgresql:
            make_roles(connection)  # who may not is told before anything is done
        command.upgrade(config, revision)
        if postgresql:
            protect(connection)  # the tables that came just now
    except Unprotected as trouble:
        raise SchemaTrouble(str(trouble)) from trouble
    connection.commit()


def _protect_rows() -> None:
    """PostgreSQL: what a restored or copied database lacks is made at the start; a program does not run unprotected in silence."""
    if db.engine.dialect.name != "postgresql":
        return
    with db.engine.connect() as connection:
        try:
            if find_gaps(connection):
                protect(connection)
                connection.commit()
        except Unprotected as trouble:
            raise SchemaTrouble(str(trouble)) from trouble
        if gaps := find_gaps(connection):
            raise SchemaTrouble(f"{gaps[0]},程序没有启动。请运行 workshop doctor 看怎样补上")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    return config


def _current(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.scalar(text("SELECT version_num FROM alembic_version"))


@contextmanager
def _writable() -> Iterator[None]:
    token = writing.set(True)
    try:
        yield
    finally:
        db.session.rollback()
        writing.reset(token)


@contextmanager
def _without_foreign_keys(connection: Connection) -> Iterator[None]:
    """SQLite only: the pragma does nothing inside a transaction, so it goes to the driver before one begins."""
    connection.rollback()
    if connection.dialect.name != "sqlite":
        yield
        return
    driver: Any = connection.connection.dbapi_connection
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
        if orphans := driver.execute("PRAGMA foreign_key_check").fetchall():
            raise SchemaTrouble(
                f"迁移后有 {len(orphans)} 行找不到上级记录,第一处在表 {orphans[0][0]}。请从备份恢复并联系维护者"
            )
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


def _check_keys() -> None:
    ours = current_app.extensions["workshop-keys"].fingerprint
    theirs = db.session.scalar(select(MetaRow.value).where(MetaRow.name == "keys"))
    if theirs is None:
        db.session.add_all([MetaRow(name="keys", value=ours), MetaRow(name="epoch", value=secrets.token_hex(16))])
        db.session.commit()
    elif theirs != ours:
        raise KeyTrouble("这台机器的密钥文件不是这个数据库的。请把建库时的密钥文件放回原处(设置 WORKSHOP_KEY_FILE)")
