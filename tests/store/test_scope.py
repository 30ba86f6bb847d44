"""Whose rows a request may meet, and the few places that look further."""

import ast
from functools import partial
from pathlib import Path

import pytest
from flask import Flask

import workshop
from tests.conftest import W001, W002
from workshop.access.codes import make_code
from workshop.access.roles import policy
from workshop.store.database import Base
from workshop.store.row_security import OPEN, PARTICULAR
from workshop.store.scope import EVERY, NOTHING, across_workshops, as_owner, narrow_to, scope, within_one

# Every place that looks across workshops. A new one is a decision: whoever adds it says here that it was taken.
ACROSS = {
    "access/devices:enrol_device",
    "access/devices:find_device",
    "access/guard:_get_workshop",
    "access/pages:_open",
    "access/sessions:end_sessions",
    "access/sessions:find_account",
    "access/sessions:touch_session",
    "access/worker_sessions:close_phone",
    "access/worker_sessions:find_phone",
    "claims/queries/holds:find_taken",
    "claims/queries/inspecting/others:load_claimed",
    "claims/queries/inspecting/others:load_elsewhere",
    "claims/queries/inspecting/others:load_names",
    "claims/queries/registers:_put_approved",
    "desk/actions/openings:erase_seeker",
    "desk/actions/openings:refer_seeker",
    "desk/queries/openings:get_posted",
    "desk/queries/openings:list_posted_nearby",
    "papers/issue/looking:_judge",
    "people/queries/workshops:list_workshops",
    "store/chain:prove_leaves",
    "store/chain:seal_leaves",
}
# What may work as the owner of the tables: migrations alone.
OWNING = {"store/schema:migrate", "store/schema:prepare_database"}


def places_of(name: str) -> set[str]:
    """Module and function of every use of a word of the scope."""
    root, found = Path(workshop.__file__).parent, set()
    for file in sorted(root.rglob("*.py")):
        if name not in (text := file.read_text(encoding="utf-8")) or file.name == "scope.py":
            continue
        for function in [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]:
            names = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
            if name in names:
                found.add(f"{file.relative_to(root).with_suffix('')}:{function.name}")
    return found


def test_every_place_that_looks_across_workshops_is_a_decision():
    assert places_of("across_workshops") == ACROSS


def test_only_migrations_work_as_the_owner():
    assert places_of("as_owner") == OWNING


def test_every_table_is_a_workshop_s_or_open_by_decision():
    bare = {name for name, table in Base.metadata.tables.items() if "workshop_id" not in table.c}
    assert bare - set(PARTICULAR) == OPEN


@pytest.fixture
def seen(app: Flask, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the scope is when a view runs."""
    found: list[str] = []

    def note(**_: object) -> str:
        found.append(scope.get())
        return ""

    for endpoint in ("people.workers", "home", "floor.scan", "tablet.shell"):
        wanted = app.view_functions[endpoint].policy  # type: ignore[attr-defined]
        view = policy(*wanted.roles, scope=wanted.scope)(partial(note))
        monkeypatch.setitem(app.view_functions, endpoint, view)
    return found


@pytest.mark.parametrize(
    ("login", "address", "wanted"),
    [
        ("zhang", "/w/W001/workers", str(W001)),
        ("zhao", "/w/W002/workers", str(W002)),
        ("zhang", "/", str(W001)),
        ("liu", "/", NOTHING),
        ("liu", "/w/W002/workers", str(W002)),
    ],
)
def test_a_page_is_about_one_workshop(app, sign_in, seen, login, address, wanted):
    client = sign_in(login)
    assert client.get(address).status_code == 200
    assert seen == [wanted]


def test_a_badge_says_which_workshop(app, seen):
    assert app.test_client().get(f"/s/{make_code('badge', W002, 5)}").status_code == 200
    assert seen == [str(W002)]


def test_a_forged_code_opens_none(app, seen):
    app.test_client().get("/s/b2-5.forged")
    assert seen == [NOTHING]


def test_who_is_not_signed_in_meets_no_workshop(app, seen):
    app.test_client().get("/tablet/")
    assert seen == [NOTHING]


def test_the_scope_of_a_request_ends_with_it(app, sign_in):
    sign_in("zhang").get("/")
    assert scope.get() == EVERY


def test_another_workshop_s_address_leaves_the_request_without_any(app, sign_in, monkeypatch):
    found = []
    app.teardown_request_funcs.setdefault(None, []).append(lambda _: found.append(scope.get()))
    try:
        assert sign_in("zhang").get("/w/W002/workers").status_code == 404
    finally:
        app.teardown_request_funcs[None].pop()
    assert found[-1] == NOTHING


def test_what_looks_further_comes_back():
    with within_one(W001):
        with across_workshops("a test"):
            assert scope.get() == EVERY
            with as_owner():
                pass
            assert scope.get() == EVERY
        assert scope.get() == str(W001)


def test_a_fault_inside_comes_back_too():
    with within_one(W001):
        with pytest.raises(ValueError, match="gone"), across_workshops("a test"):
            raise ValueError("gone")
        assert scope.get() == str(W001)


@pytest.mark.parametrize("said", ["*", "owner", "1'; RESET ROLE --", "", None])
def test_only_a_number_names_a_workshop(said):
    with pytest.raises((ValueError, TypeError)):
        narrow_to(said)
    assert scope.get() == EVERY
