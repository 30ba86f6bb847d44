"""The fixed cast, a fresh database for every test that asks for one, and signed-in browsers without a browser."""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from flask import Flask, g
from flask.testing import FlaskClient

from tests.databases import Databases, PostgresqlCluster, SqliteFiles
from tests.postgresql import cluster, find_programs
from workshop.access.actions import add_account
from workshop.app import create_app
from workshop.people.rows import WorkshopRow
from workshop.store.audit import Actor
from workshop.store.database import db
from workshop.store.settings import Settings
from workshop.store.transaction import transaction

SHARED = Path(__file__).resolve().parents[2] / "shared"
NOW = datetime(2026, 3, 31, 4, 0)
TODAY = date(2026, 3, 31)
BOSS = Actor(1, "张主任", "manager")
W001, W002 = 1, 2
PASSWORD = "glove-and-thread"
ON_POSTGRESQL = os.environ.get("TEST_DATABASE") == "postgresql"
CAST = {
    "zhou": ("周师傅", "supervisor", W001),
    "chen": ("陈会计", "accountant", W001),
    "zhang": ("张主任", "manager", W001),
    "wang": ("王桂香", "worker", W001),
    "liu": ("刘科", "officer", None),
    "sun": ("孙工", "auditor", None),
    "zhao": ("赵主任", "manager", W002),
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """On PostgreSQL a test that asks SQLite itself is left out by name."""
    if ON_POSTGRESQL:
        for item in items:
            if item.get_closest_marker("sqlite"):
                item.add_marker(pytest.mark.skip(reason="asks SQLite itself: its file, its pragmas or its catalogue"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of workloads and real input, where it is present."""
    if not SHARED.exists():
        pytest.skip("needs ../shared (workloads and office files), which is not here")
    return SHARED


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    """Where databases are made: files of SQLite, or with TEST_DATABASE=postgresql a cluster of the tests' own."""
    if not ON_POSTGRESQL:
        yield SqliteFiles(tmp_path_factory.mktemp("template"))
        return
    programs = find_programs()
    if programs is None:
        pytest.skip("needs PostgreSQL (Debian's package postgresql), which is not here")
    with cluster(programs) as address:
        yield PostgresqlCluster(tmp_path_factory.mktemp("template"), address)


@pytest.fixture(scope="session")
def template(databases: Databases) -> Databases:
    """A database with the two workshops and the cast, made once and copied for every test."""
    app = create_app(databases.first())
    with app.app_context():
        _set_the_stage()
        db.engine.dispose()
    return databases


def _set_the_stage() -> None:
    with transaction(BOSS, NOW) as tx:
        shop = {
            "county_code": "990100",
            "weekly_rest": "日",
            "village": "石桥村",
            "credit_code": "",
            "head_name": "张主任",
            "phone": "",
        }
        tx.insert(WorkshopRow, [shop | {"id": W001, "code": "W001", "name": "巫山手套车间"}])
        tx.insert(WorkshopRow, [shop | {"id": W002, "code": "W002", "name": "柳树湾车间"}])
    for login, (name, role, workshop_id) in CAST.items():
        county = None if workshop_id else "990100"
        add_account(
            BOSS, NOW, login=login, name=name, role=role, password=PASSWORD, workshop_id=workshop_id, county_code=county
        )


@pytest.fixture(scope="session")
def house(template: Databases, tmp_path_factory: pytest.TempPathFactory) -> tuple[Flask, Settings]:
    """The application, built once: a fifth of a second that thousands of tests need not wait for."""
    settings = template.copy(tmp_path_factory.mktemp("house"))
    made = create_app(settings)
    made.config.update(TESTING=True, WTF_CSRF_ENABLED=False, PROPAGATE_EXCEPTIONS=False)
    # The context below is shared by every request of a test; without this the second browser would be taken for the first.
    made.before_request_funcs.setdefault(None, []).insert(0, lambda: g.pop("_login_user", None) and None)
    with made.app_context():
        db.session.remove()
        db.engine.dispose()  # what was opened here would go on reading the file that the first test replaces
    return made, settings


@pytest.fixture
def app(house: tuple[Flask, Settings], template: Databases, tmp_path: Path) -> Iterator[Flask]:
    """The application on a fresh copy of the database, with its context pushed; what a test sets in it is forgotten."""
    made, settings = house
    config = dict(made.config)
    template.renew(settings)
    shutil.copy(settings.key_file, tmp_path / "keys.json")
    with made.app_context():
        own = list(db.engine.dispatch.before_cursor_execute)
        yield made
        db.session.remove()
        if heard := db.engine.dispatch.before_cursor_execute:
            heard.clear()  # the engine outlives a test that counted its statements
            heard.listeners.extend(own)
        db.engine.dispose()
    made.config.clear()
    made.config.update(config)


@pytest.fixture
def sign_in(app: Flask) -> Callable[[str], FlaskClient]:
    """`sign_in("zhou")` answers a client signed in as one of the cast."""

    def as_(login: str) -> FlaskClient:
        client = app.test_client()
        answer = client.post("/sign-in", data={"login": login, "password": PASSWORD})
        assert answer.status_code == 302, answer.text
        return client

    return as_
