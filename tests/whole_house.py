"""A stage on which almost every page of the office has something to show, and the walk over its links."""

import re
import shutil
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Rule

from tests.claims.test_claiming import CREW, checked
from tests.claims.year import add_people, fill_year
from tests.conftest import NOW, TODAY, W001
from tests.pay.stage import CHEN, MARCH, ZHANG, Stage
from workshop.access.roles import READ_ONLY
from workshop.claims.shelf import own_folder
from workshop.demo.desk import fill_desk
from workshop.demo.filling import PROGRAMMES
from workshop.demo.hiring import fill_hiring
from workshop.pay.actions import approve_run, compute_run, lock_run
from workshop.people.queries import find_workshop_by_id

LATER = datetime(2026, 4, 20, 4, 0)
HOST = "office.test"
LINKS = re.compile(r'(?:href|action)="(/[^"#]*)"')
DOORS = re.compile(r'<(?:a|link)\b[^>]*?\bhref="(?P<href>/[^"#]*)"|<form\b(?P<form>[^>]*)>(?P<inside>.*?)</form>', re.S)
ATTRIBUTE = r'\b{}="([^"]*)"'
BUTTON = re.compile(r"<button\b(?![^>]*\bdisabled)([^>]*)>")


FILES = (".pdf", ".xlsx", ".csv", ".zip", ".png", ".jpg", ".wav", ".mp3")


class Page(NamedTuple):
    """A page with the address that it was found at."""

    path: str
    text: str


class Door(NamedTuple):
    """A link, or a button of a form: where it leads and by which method."""

    path: str
    method: str


def fill_house() -> Stage:
    """A month that waits for its money, a claim, matters of each kind, a liaison, a family, posts and who seeks work."""
    stage = Stage()
    stage.work_a_month()
    compute_run(CHEN, NOW, W001, MARCH)
    approve_run(ZHANG, NOW, W001, MARCH)
    lock_run(CHEN, NOW, W001, MARCH)
    numbers = {"G001": "001", "G002": "004", "G004": "002", "G006": "003", "G007": "001"}
    fill_desk(NOW, TODAY, W001, {theirs: stage.workers[ours] for theirs, ours in numbers.items()}, CHEN)
    fill_hiring(NOW, TODAY, W001, ZHANG)
    own_folder().mkdir(exist_ok=True)
    shutil.copy(PROGRAMMES / "yanshi.toml", own_folder())
    fill_year(W001, CREW, add_people(W001, CREW))
    checked(find_workshop_by_id(W001))
    return stage


def pages_of(app: Flask, role: str) -> dict[str, Rule]:
    """Endpoint → rule of whatever a role may open in a workshop."""
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    wanted = [(rule, app.view_functions[rule.endpoint].policy) for rule in rules]
    return {r.endpoint: r for r, one in wanted if one.scope == "workshop" and (not one.roles or role in one.roles)}


def gather(app: Flask, client: FlaskClient, role: str) -> tuple[dict[str, Page], set[str]]:
    """(endpoint → page, endpoints without a sample): an address of its own, or the first link from another page."""
    where = app.url_map.bind(HOST)
    office = pages_of(app, role)
    bare = {endpoint: rule.rule.replace("<workshop_code>", "W001") for endpoint, rule in office.items()}
    waiting = [(endpoint, path) for endpoint, path in bare.items() if "<" not in path]
    seen, pages = {endpoint for endpoint, _ in waiting}, {}
    for endpoint, at in waiting:
        if at.partition("?")[0].endswith(FILES):
            continue
        answer = client.get(at)
        if answer.mimetype != "text/html" or not answer.text.startswith("<!doctype"):
            continue  # a file, or a part of a page
        assert answer.status_code < 500, at
        if answer.status_code == 200:
            pages[endpoint] = Page(at.partition("?")[0], answer.text)
        for link in LINKS.findall(answer.text):
            path = link.partition("?")[0]
            found = where.match(path)[0] if where.test(path, "GET") else ""
            if found in office and found not in seen:
                seen.add(found)
                waiting.append((found, link.replace("&amp;", "&")))
    return pages, set(office) - seen


def list_doors(page: Page) -> Iterator[Door]:
    """What one can press on a page; a form without a button that works is none."""
    for found in DOORS.finditer(page.text):
        if found["href"]:
            yield Door(_path(found["href"], page.path), "GET")
            continue
        method = _attribute(found["form"], "method") or "get"
        action = _path(_attribute(found["form"], "action"), page.path)
        for button in BUTTON.findall(found["inside"]):
            other = _attribute(button, "formmethod") or method
            yield Door(_path(_attribute(button, "formaction"), action), other.upper())


def _attribute(tag: str, name: str) -> str:
    found = re.search(ATTRIBUTE.format(name), tag)
    return found[1] if found else ""


def _path(address: str, own: str) -> str:
    path = address.partition("?")[0]
    return path if path.startswith("/") else own


def is_shut(app: Flask, role: str, door: Door) -> str:
    """Why a door does not open for a role; empty where it does."""
    try:
        endpoint, _ = app.url_map.bind(HOST).match(door.path, door.method)
    except HTTPException as wrong:
        return f"{door.method} {door.path}: {wrong.code}"
    policy = app.view_functions[endpoint].policy
    reads = door.method == "GET" or policy.scope == "public" or endpoint == "access.sign_out"
    if (policy.roles and role not in policy.roles) or (role in READ_ONLY and not reads):
        return f"{door.method} {endpoint}"
    return ""
