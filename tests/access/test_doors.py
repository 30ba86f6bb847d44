"""Whoever is shown a link or a button may use it, and every page has a door somewhere."""

import re
from functools import cache

import pytest
import time_machine
from flask import Flask

from tests.conftest import CAST
from tests.languages import ROOT
from tests.whole_house import LATER, Door, Page, fill_house, gather, is_shut, list_doors

WATCHED = ("chen", "zhou", "liu")  # the manager may do everything; the auditor looks at what the officer looks at
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
def house_walk(app: Flask) -> Flask:
    fill_house()
    return app


def test_nobody_is_shown_a_door_that_does_not_open(house_walk: Flask, sign_in):
    shut = {}
    for login in WATCHED:
        role = CAST[login][1]
        with time_machine.travel(LATER, tick=False):
            pages, _ = gather(house_walk, sign_in(login), role)
        assert len(pages) > 30
        for endpoint, page in pages.items():
            for door in set(list_doors(page)):
                if not door.path.startswith(("/static/", "/m/")) and (why := is_shut(house_walk, role, door)):
                    shut[login, why] = endpoint
    assert shut == {}


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
