"""The migrations make the very tables that the program works with, and lose nothing on the way."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy import text

from tests.conftest import BOSS, NOW
from workshop.app import create_app
from workshop.store.database import Base, db, fetch_all
from workshop.store.keys import KeyTrouble
from workshop.store.rows import APPEND_ONLY
from workshop.store.schema import SchemaTrouble, migrate
from workshop.store.scope import as_owner
from workshop.store.settings import Settings
from workshop.store.transaction import transaction


def test_the_migrations_make_the_tables_of_the_program(app: Flask):
    with db.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_tables_to_which_rows_are_only_added_refuse_the_rest(app: Flask):
    names = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }
    triggers = {name for (name,) in fetch_all(names[db.engine.dialect.name])}
    assert APPEND_ONLY
    assert {f"{table}_no_{verb}" for table in APPEND_ONLY for verb in ("update", "delete")} - triggers == set()


def test_no_pay_data_vanish_with_their_parent(app: Flask):
    cascading = [
        table.name for table in Base.metadata.tables.values() for key in table.foreign_key_constraints if key.ondelete
    ]
    assert cascading == []


def test_starting_again_keeps_every_row(app: Flask, tmp_path: Path):
    before = fetch_all("SELECT COUNT(*) FROM account")
    again = create_app(Settings(database_url=app.config["SQLALCHEMY_DATABASE_URI"], key_file=tmp_path / "keys.json"))
    with again.app_context():
        assert fetch_all("SELECT COUNT(*) FROM account") == before


@pytest.mark.sqlite
def test_a_migration_that_leaves_orphans_is_refused(app: Flask):
    from workshop.store import schema

    with transaction(BOSS, NOW):
        db.session.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    with db.engine.connect() as connection:
        driver = connection.connection.dbapi_connection
        driver.execute("PRAGMA query_only=OFF")
        driver.execute("PRAGMA foreign_keys=OFF")
        driver.execute("INSERT INTO product (workshop_id, id, code, name) VALUES (99, 1, 'x', 'x')")
    with pytest.raises(schema.SchemaTrouble, match="product"), schema._without_foreign_keys(db.engine.connect()):
        pass


def test_the_keys_of_another_installation_are_refused(app: Flask, tmp_path: Path):
    with pytest.raises(KeyTrouble, match="密钥文件不是这个数据库的"):
        create_app(Settings(database_url=app.config["SQLALCHEMY_DATABASE_URI"], key_file=tmp_path / "other.json"))


def test_a_current_schema_is_left_alone(app: Flask):
    with as_owner():
        before = fetch_all("SELECT version_num FROM alembic_version")
        migrate()
        assert fetch_all("SELECT version_num FROM alembic_version") == before


def test_a_database_of_a_newer_program_is_left_alone_in_words(app, tmp_path):
    with as_owner(), transaction(BOSS, NOW):
        db.session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SchemaTrouble, match="更新的程序"):
        create_app(Settings(database_url=app.config["SQLALCHEMY_DATABASE_URI"], key_file=tmp_path / "keys.json"))
