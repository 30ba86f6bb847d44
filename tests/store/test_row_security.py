"""PostgreSQL keeps workshops apart by itself: a statement of ours that forgets to ask for one meets no other's rows."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ProgrammingError

from tests.conftest import BOSS, NOW, ON_POSTGRESQL, W001, W002
from tests.databases import PostgresqlCluster
from tests.people.roster import a_worker, number_for
from tests.postgresql import execute, find_programs
from workshop.access.devices import enrol_device, make_enrolment
from workshop.access.roles import MANAGER, policy
from workshop.app import create_app
from workshop.doctor import examine
from workshop.people.actions import add_workers
from workshop.store.database import db, fetch_all
from workshop.store.ids import new_id
from workshop.store.row_security import OPEN, PARTICULAR, find_gaps, protect
from workshop.store.schema import SchemaTrouble
from workshop.store.scope import NOTHING, across_workshops, as_owner, scope, within_one
from workshop.store.settings import Settings
from workshop.store.transaction import transaction

if not ON_POSTGRESQL:
    pytest.skip("asks PostgreSQL itself: TEST_DATABASE=postgresql", allow_module_level=True)

CENTRAL = ("account", "audit_leaf", "device", "worker", "worker_terms")
NUMBER = {W001: number_for(date(1982, 10, 10)), W002: number_for(date(1990, 5, 5))}


@pytest.fixture
def both(app: Flask) -> Flask:
    """Somebody and a tablet in each of two workshops."""
    for shop in (W001, W002):
        add_workers(BOSS, NOW, shop, [a_worker(id_no=NUMBER[shop], birth_date=None)])
        enrol_device(make_enrolment(BOSS, NOW, shop), "一号", NOW)
    db.session.rollback()
    return app


class Over(Exception):
    """What was altered is taken back."""


@contextmanager
def altered(statement: str) -> Iterator[None]:
    """What the owner of the tables could do; inside, the transaction writes, and nothing of it stays."""
    with suppress(Over), transaction(BOSS, NOW):
        with as_owner():
            db.session.execute(text(statement))
        yield
        raise Over


def alter(statement: str) -> None:
    """The same for good."""
    with as_owner(), transaction(BOSS, NOW):
        db.session.execute(text(statement))


def shops_of(table: str) -> set[int]:
    """Whose rows a read without any condition meets."""
    return {shop for (shop,) in fetch_all(f"SELECT workshop_id FROM {table}") if shop}


@pytest.mark.parametrize("table", CENTRAL)
def test_a_read_without_a_condition_meets_one_workshop(both, table):
    with within_one(W001):
        assert shops_of(table) == {W001}


@pytest.mark.parametrize("table", CENTRAL)
def test_switched_off_it_would_meet_both(both, table):
    """The twin: it is the policy that keeps them apart, nothing else."""
    with altered(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY"), within_one(W001):
        assert shops_of(table) == {W001, W002}


def test_without_a_workshop_nothing_is_met(both):
    token = scope.set(NOTHING)
    try:
        assert [fetch_all(f"SELECT 1 FROM {table}") for table in (*CENTRAL, "workshop", "session", "pin")] == [[]] * 8
    finally:
        scope.reset(token)


def test_work_that_spans_workshops_meets_all(both):
    assert shops_of("worker") == {W001, W002}
    with within_one(W001), across_workshops("a test"):
        assert shops_of("worker") == {W001, W002}


def test_what_looks_further_is_narrow_again_in_the_same_transaction(both):
    with within_one(W001):
        with across_workshops("a test"):
            assert shops_of("worker") == {W001, W002}
        assert shops_of("worker") == {W001}


@pytest.fixture
def careless(both: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """A page that forgot to ask for its workshop."""

    @policy(MANAGER)
    def view(workshop_code: str) -> str:
        return " ".join(number for (number,) in fetch_all("SELECT workshop_id || '/' || worker_no FROM worker"))

    monkeypatch.setitem(both.view_functions, "people.workers", view)
    return both


def test_a_careless_page_shows_its_own_workshop(careless, sign_in):
    assert sign_in("zhang").get("/w/W001/workers").text == f"{W001}/001"
    assert sign_in("zhao").get("/w/W002/workers").text == f"{W002}/001"


def test_switched_off_a_careless_page_would_show_the_neighbour_s(careless, sign_in):
    alter("ALTER TABLE worker DISABLE ROW LEVEL SECURITY")
    assert f"{W002}/001" in sign_in("zhang").get("/w/W001/workers").text


def change_all(statement: str) -> int:
    with within_one(W001), transaction(BOSS, NOW):
        return db.session.execute(text(statement)).rowcount


@pytest.mark.parametrize("statement", ["UPDATE worker SET phone = 'x'", "DELETE FROM device"])
def test_a_change_without_a_condition_changes_one_workshop(both, statement):
    assert change_all(statement) == 1
    assert len(fetch_all("SELECT 1 FROM device") + fetch_all("SELECT 1 FROM worker WHERE phone <> 'x'")) in (2, 3)


@pytest.mark.parametrize("statement", ["UPDATE worker SET phone = 'x'", "DELETE FROM device"])
def test_switched_off_it_would_change_both(both, statement):
    off = "DISABLE ROW LEVEL SECURITY"
    with altered(f"ALTER TABLE worker {off}; ALTER TABLE device {off}"):
        assert change_all(statement) == 2


def test_a_row_of_another_workshop_is_not_stored(both):
    with pytest.raises(ProgrammingError, match="row-level security"), within_one(W001), transaction(BOSS, NOW):
        _put_household(W002)


def test_a_row_is_not_handed_to_another_workshop(both):
    with pytest.raises(ProgrammingError, match="row-level security"):
        change_all(f"UPDATE device SET workshop_id = {W002}")


def test_switched_off_it_would_be_stored(both):
    with altered("ALTER TABLE household DISABLE ROW LEVEL SECURITY"), within_one(W001):
        _put_household(W002)
        assert shops_of("household") == {W002}


def _put_household(shop: int) -> None:
    values = {"w": shop, "id": new_id(), "no": "H1"}
    columns = "workshop_id, id, household_no, head_name, address"
    db.session.execute(text(f"INSERT INTO household ({columns}) VALUES (:w, :id, :no, '', '')"), values)


def test_a_workshop_adds_to_the_record_of_the_installation_and_reads_of_it_what_is_no_account_s(both):
    with within_one(W001):
        with transaction(BOSS, NOW) as tx:
            tx.tell("session.open", "account/7")
            tx.tell("set.standard", "standard/990100")
        read = {subject for (subject,) in fetch_all("SELECT subject FROM audit_leaf WHERE workshop_id = 0")}
    assert "standard/990100" in read
    assert not [subject for subject in read if subject.startswith("account/")]
    assert ("account/7",) in fetch_all("SELECT subject FROM audit_leaf WHERE workshop_id = 0")


@pytest.mark.parametrize("across", [True, False])
@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE worker DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE worker NO FORCE ROW LEVEL SECURITY",
        "DROP POLICY one_workshop ON worker",
        "DROP TABLE worker",
        "TRUNCATE worker CASCADE",
        "ALTER TABLE worker DISABLE TRIGGER ALL",
        "DROP TRIGGER audit_leaf_no_update ON audit_leaf",
        "UPDATE alembic_version SET version_num = ''",
        "CREATE TABLE mine (id bigint)",
        "CREATE ROLE another",
    ],
)
def test_the_program_cannot_undo_its_protection(app, statement, across):
    narrow = across_workshops("a test") if across else within_one(W001)
    with pytest.raises(ProgrammingError, match=r"must be owner|permission denied"), narrow, transaction(BOSS, NOW):
        db.session.execute(text(statement))


def test_row_security_cannot_be_left_by_a_setting(both):
    with pytest.raises(ProgrammingError, match="row-level security"), within_one(W001):
        db.session.execute(text("SET LOCAL row_security = off"))
        fetch_all("SELECT 1 FROM worker")


@pytest.mark.parametrize(
    "escape", ["'; RESET ROLE; --", "x'); SET ROLE NONE; SELECT ('", "%s; RESET ROLE", "\\'; RESET ROLE"]
)
def test_a_value_is_never_a_statement(both, escape):
    with within_one(W001):
        assert fetch_all("SELECT :value", value=escape) == [(escape,)]
        assert fetch_all("SELECT 1 FROM worker WHERE name = :value", value=escape) == []
        assert fetch_all("SELECT current_user") == [("workshop_one",)]
        assert shops_of("worker") == {W001}


def test_two_statements_do_not_go_through_one_with_values(both):
    with pytest.raises(ProgrammingError, match="multiple commands"), within_one(W001):
        fetch_all("SELECT :value; RESET ROLE", value="x")


def test_a_savepoint_that_is_taken_back_leaves_the_scope_as_it_is(both):
    with within_one(W001), transaction(BOSS, NOW):
        with pytest.raises(ProgrammingError), db.session.begin_nested(), across_workshops("a test"):
            assert shops_of("worker") == {W001, W002}
            db.session.execute(text("SELECT no_such_column FROM worker"))
        assert shops_of("worker") == {W001}


def test_nothing_of_a_transaction_stays_on_its_connection(both):
    with db.engine.connect() as connection:
        connection.rollback()
        driver = connection.connection.driver_connection
        with driver.cursor() as cursor:
            cursor.execute("SELECT current_user, current_setting('workshop.scope', true)")
            user, said = cursor.fetchone()
        driver.rollback()
    assert (user, said or "") == ("workshop", "")


def test_every_table_with_a_workshop_is_held_to_it(app):
    found = {name: (rows, forced) for name, rows, forced in fetch_all(_TABLES)}
    theirs = {name for name, table in db.metadata.tables.items() if "workshop_id" in table.c} | set(PARTICULAR)
    assert {name for name, held in found.items() if held == (True, True)} == theirs
    assert {name for name, held in found.items() if held == (False, False)} == OPEN | {"alembic_version"}


_TABLES = """
SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class
WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"""


def test_a_view_asks_with_the_rights_of_who_looks(app):
    views = fetch_all(
        "SELECT relname, reloptions FROM pg_class WHERE relkind = 'v' AND relnamespace = 'public'::regnamespace"
    )
    assert [name for name, options in views if "security_invoker=true" not in (options or [])] == []


def start_again(app: Flask, tmp_path: Path) -> None:
    create_app(Settings(database_url=app.config["SQLALCHEMY_DATABASE_URI"], key_file=tmp_path / "keys.json"))


@pytest.mark.parametrize(
    "lost",
    [
        "DROP POLICY one_workshop ON worker",
        "ALTER TABLE slip DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE slip NO FORCE ROW LEVEL SECURITY",
        "REVOKE ALL ON output FROM workshop_one",
        "CREATE TABLE later (workshop_id bigint, id bigint)",
    ],
)
def test_what_is_lost_is_seen(app, lost):
    with altered(lost), as_owner():
        connection = db.session.connection()
        [gap] = find_gaps(connection)
        assert "没有按车间隔开" in gap
        protect(connection)
        assert find_gaps(connection) == []


def test_the_start_mends_what_is_lost(app, tmp_path):
    alter("DROP POLICY one_workshop ON worker")
    start_again(app, tmp_path)
    with within_one(W001):
        assert shops_of("worker") == set()
        assert shops_of("account") == {W001}


@pytest.fixture
def village(databases: PostgresqlCluster, tmp_path: Path) -> Settings:
    """A database whose owner is nobody special, as it should be: he may not make roles."""
    execute(databases.address, "DROP DATABASE IF EXISTS village WITH (FORCE)")
    for role in ("village", "village_one", "village_all", "village_may"):
        execute(databases.address, f"DROP ROLE IF EXISTS {role}")
    execute(databases.address, "CREATE ROLE village LOGIN")
    execute(databases.address, "CREATE DATABASE village OWNER village")
    url = make_url(databases.address.format(name="village")).set(username="village")
    return Settings(database_url=url.render_as_string(), key_file=tmp_path / "village.json", data_folder=str(tmp_path))


def test_who_may_not_make_roles_is_told_what_to_have_done_and_then_runs_protected(databases, village):
    with pytest.raises(SchemaTrouble, match='CREATE ROLE "village_one"') as told:
        create_app(village)
    assert any("village_one" in check.mend for check in examine(village) if check.what == "车间之间的隔离")
    for statement in str(told.value).partition("执行一次:")[2].split(";")[:-1]:
        execute(databases.address, statement)
    app = create_app(village)
    with app.app_context():
        with transaction(BOSS, NOW) as tx:
            tx.tell("x", "x", {}, W001)
        assert len(fetch_all("SELECT 1 FROM audit_leaf WHERE workshop_id > 0")) == 1
        with within_one(W002):
            assert fetch_all("SELECT 1 FROM audit_leaf WHERE workshop_id > 0") == []
        assert _as_owner_alone("SELECT COUNT(*) FROM audit_leaf") == 0
        assert _as_owner_alone("SET LOCAL workshop.scope = '*'; SELECT COUNT(*) FROM audit_leaf") > 0
        db.session.remove()
        db.engine.dispose()
    assert not [check for check in examine(village) if check.mend and check.what in ("数据库用户", "车间之间的隔离")]
    assert "COPY public.audit_leaf" in _dump(village)


def _as_owner_alone(statement: str) -> int:
    """What the owner of the tables meets who comes with another program."""
    driver = db.engine.raw_connection()
    try:
        with driver.cursor() as cursor:
            cursor.execute(statement)
            while cursor.nextset():
                pass
            return cursor.fetchone()[0]
    finally:
        driver.rollback()
        driver.close()


def _dump(village: Settings) -> str:
    """As the README has it."""
    url = make_url(village.database_url)
    command = [
        find_programs() / "pg_dump",
        "--enable-row-security",
        "-h",
        url.query["host"],
        "-U",
        "village",
        "village",
    ]
    environment = os.environ | {"PGOPTIONS": "-c workshop.scope=*"}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


def test_the_doctor_names_a_table_that_is_bare(app, tmp_path):
    alter("DROP POLICY one_workshop ON worker")
    settings = Settings(database_url=app.config["SQLALCHEMY_DATABASE_URI"], key_file=tmp_path / "keys.json")
    [found] = [check for check in examine(settings) if check.what == "车间之间的隔离"]
    assert (found.found, found.mend) == ("表 worker 没有按车间隔开", "请启动一次程序,缺的会补上")


def test_the_doctor_names_a_user_that_may_do_anything(app, tmp_path):
    settings = Settings(database_url=app.config["SQLALCHEMY_DATABASE_URI"], key_file=tmp_path / "keys.json")
    found = {check.what: check for check in examine(settings)}
    assert "超级用户" in found["数据库用户"].found
    assert found["车间之间的隔离"].mend == ""
