"""Whoever is shown a link or a button may use it, no form of theirs is a fault, and every page has a door somewhere."""

import re
from functools import cache
from io import BytesIO

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from tests.access.forms_found import Sent, read_forms
from tests.access.test_hostile_values import strict  # noqa: F401  the database that refuses what PostgreSQL refuses
from tests.conftest import CAST
from tests.languages import ROOT
from tests.whole_house import FILES, HOST, LATER, Door, Page, fill_house, gather, is_shut, list_doors

# Whose pages are walked, the manager may do everything and the auditor looks at what the officer looks at; one field of how many is tried.
WATCHED = {"liu": 1, "zhou": 1, "chen": 5}
HOSTILE = ("王\0丽", "9" * 40, "²", "长" * 3000, "2026-13-45", "-1")
# Pages whose door no template names, and why.
UNNAMED = {
    "people.category": "people/worker.html puts the name together",
    "people.contract": "people/worker.html puts the name together",
    "people.account": "people/worker.html puts the name together",
    "people.terms": "people/worker.html puts the name together",
    "people.leave": "people/worker.html puts the name together",
    "people.stay": "people/worker.html puts the name together",
    "people.correct": "people/worker.html puts the name together",
    "register.new_receipt": "claims/register.html puts the name together",
    "register.new_month": "claims/register.html puts the name together",
    "register.new_cost": "claims/register.html puts the name together",
    "claim_workers.worker": "claims/programme.html writes the address: one per person of hundreds",
}


@pytest.fixture
def filled(strict: Flask) -> Flask:  # noqa: F811
    """The whole house on a database that refuses what PostgreSQL refuses."""
    fill_house()
    return strict


def test_what_somebody_is_shown_opens_and_bears_what_nobody_types(filled: Flask, sign_in):
    for login, each in WATCHED.items():
        role = CAST[login][1]
        with time_machine.travel(LATER, tick=False):
            client = sign_in(login)
            pages, _ = gather(filled, client, role)
            assert len(pages) > 30
            assert list_shut(filled, role, pages) == {}, login
            assert list_faults(filled, client, pages, each) == [], login


def list_shut(app: Flask, role: str, pages: dict[str, Page]) -> dict[str, str]:
    """Doors that a role is shown and may not use, with a page of each."""
    shut = {}
    for endpoint, page in pages.items():
        for door in set(list_doors(page)):
            if not door.path.startswith(("/static/", "/m/")) and (why := is_shut(app, role, door)):
                shut[why] = endpoint
    return shut


def list_faults(app: Flask, client: FlaskClient, pages: dict[str, Page], each: int) -> list[tuple[str, str, int]]:
    """(address, field, status) where one field of a form, the others as they stand, ended in a fault: a value each, in turn."""
    where, tried, found = app.url_map.bind(HOST), set(), []
    forms = ((page, form) for page in pages.values() for form in read_forms(page.text))
    for page, form in forms:
        path = form.action.partition("?")[0] or page.path
        endpoint = where.match(path, form.method)[0]
        for name in () if endpoint == "access.sign_out" or path.endswith(FILES) else form.fields:
            if (endpoint, name) not in tried:
                tried.add((endpoint, name))
                value = HOSTILE[len(tried) % len(HOSTILE)]
                status = 0 if len(tried) % each else send(client, form, form.action or path, {name: value})
                if status >= 500:
                    found.append((path, name, status))
    assert tried
    return found


def send(client: FlaskClient, form: Sent, address: str, hostile: dict[str, str]) -> int:
    """The status of a form that is sent with some fields otherwise."""
    told = form.fields | hostile
    if form.method == "GET":
        return client.get(address.partition("?")[0], query_string=told).status_code
    files = {name: (BytesIO(b"\0"), "x.xlsx") for name in form.files}
    return client.post(address.replace("&amp;", "&"), data={**told, **files}).status_code


def test_a_shut_door_is_seen(app: Flask):
    page = '<form method="post" action="/w/W001/claims/eyes"><button>改</button></form><a href="/w/W001/accounts">x</a>'
    doors = set(list_doors(Page("/", page)))
    assert doors == {Door("/w/W001/claims/eyes", "POST"), Door("/w/W001/accounts", "GET")}
    assert is_shut(app, "accountant", Door("/w/W001/claims/eyes", "POST")) == "POST claim_sheets.eyes"
    assert is_shut(app, "manager", Door("/w/W001/claims/eyes", "POST")) == ""
    assert set(list_doors(Page("/", page.replace("<button>", "<button disabled>")))) == {
        Door("/w/W001/accounts", "GET")
    }


@cache
def _templates() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "templates").rglob("*.html"))


def test_every_page_has_a_door(app: Flask):
    named = set(re.findall(r"""["'](\w+)?\.(\w+)["']""", _templates()))
    words = {f"{room}.{view}" for room, view in named} | {view for room, view in named if not room} | {"home"}
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in rule.methods]
    office = {r.endpoint for r in rules if app.view_functions[r.endpoint].policy.scope in ("workshop", "signed_in")}
    shut = {one for one in office if one not in words and one.partition(".")[2] not in words}
    assert shut == set(UNNAMED)
