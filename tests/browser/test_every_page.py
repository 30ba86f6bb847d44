"""Every page of the office, taken from the map of addresses: nothing wider than the smallest phone, nothing that axe finds."""

import os
import re
import shutil
from datetime import datetime
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from tests.claims.test_claiming import CREW, checked
from tests.claims.year import add_people, fill_year
from tests.conftest import NOW, TODAY, W001
from tests.pay.stage import CHEN, MARCH, ZHANG, Stage
from workshop.claims.shelf import own_folder
from workshop.demo.desk import fill_desk
from workshop.demo.filling import PROGRAMMES
from workshop.demo.hiring import fill_hiring
from workshop.pay.actions import approve_run, compute_run, lock_run
from workshop.people.queries import find_workshop_by_id

playwright_api = pytest.importorskip("playwright.sync_api", reason="needs playwright")
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
STATIC = Path(__file__).parents[2] / "static"
AXE = STATIC / "vendor" / "axe.min.js"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not os.path.exists(CHROMIUM), reason=f"needs Chromium at {CHROMIUM} (or $CHROMIUM)"),
    pytest.mark.skipif(not AXE.exists(), reason="needs axe-core (make setup)"),
]
LATER = datetime(2026, 4, 20, 4, 0)
OFFICE = "http://office.test/"
RULES = '["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]'
WRONG = f"""async () => [
  document.documentElement.scrollWidth - document.documentElement.clientWidth,
  ...(await axe.run(document, {{runOnly: {RULES}, resultTypes: ["violations"]}}))
    .violations.map((v) => v.id + ": " + v.nodes.map((n) => n.html.slice(0, 90)).join(" | "))]"""
LINKS = re.compile(r'(?:href|action)="(/[^"#]*)"')
BAD = '<!doctype html><html lang="zh"><title>宽</title><main><p style="width:400px">宽</p><input></main>'
# Pages (and files) to which nothing leads on this stage; a new page stands here only with a test of its own.
UNREACHED = {
    "claim_sheets.scan",
    "exchange.columns",
    "exchange.mend",
    "exchange.mend_later",
    "exchange.rows",
    "floor.entry",
    "floor.ticket_batch",
    "issued.one",
    "layouts.preview",
    "layouts.template",
    "liaison.photo",
    "matters.scan",
    "notices.photo",
    "pay.carried",
    "pay.deduction",
    "pay.minimum",
    "pay.signed_sheet",
    "people.stay",
    "people.unmask",
    "people.unshift",
    "prices.restore",
    "takehome.client_order",
    "takehome.inspect",
    "takehome.mark",
    "training.correct",
    "training.training",
    "voice.hear",
}


@pytest.fixture
def stage(app: Flask) -> Stage:
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


def of_the_office(app: Flask) -> dict[str, Rule]:
    """Endpoint → rule of whatever a manager may open in a workshop."""
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    wanted = [(rule, app.view_functions[rule.endpoint].policy) for rule in rules]
    return {r.endpoint: r for r, one in wanted if one.scope == "workshop" and (not one.roles or "manager" in one.roles)}


def gather(app: Flask, client: FlaskClient) -> tuple[dict[str, str], set[str]]:
    """(endpoint → page, endpoints without a sample): an address of its own, or the first link from another page."""
    where = app.url_map.bind("office.test")
    office = of_the_office(app)
    bare = {endpoint: rule.rule.replace("<workshop_code>", "W001") for endpoint, rule in office.items()}
    waiting = [(endpoint, path) for endpoint, path in bare.items() if "<" not in path]
    seen, pages = {endpoint for endpoint, _ in waiting}, {}
    for endpoint, path in waiting:
        answer = client.get(path)
        if answer.mimetype != "text/html" or not answer.text.startswith("<!doctype"):
            continue  # a file, or a part of a page
        assert answer.status_code < 500, path
        if answer.status_code == 200:
            pages[endpoint] = answer.text
        for link in LINKS.findall(answer.text):
            path = link.partition("?")[0]
            found = where.match(path)[0] if where.test(path, "GET") else ""
            if found in office and found not in seen:
                seen.add(found)
                waiting.append((found, link.replace("&amp;", "&")))
    return pages, set(office) - seen


def serve_static(route) -> None:
    """Style and drawings from the folder; scripts stay away: the pages are judged as they come."""
    path = STATIC / route.request.url.removeprefix(f"{OFFICE}static/").partition("?")[0]
    if route.request.url == OFFICE:
        route.fulfill(body="<!doctype html><title>-</title>", content_type="text/html")
    elif path.suffix in (".css", ".svg") and path.is_file():
        route.fulfill(path=path)
    else:
        route.abort()


def judge(pages: dict[str, str]) -> dict[str, list]:
    """Endpoint → [how much wider than the screen, what axe found], where anything is wrong."""
    found = {}
    with playwright_api.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_context(viewport={"width": 320, "height": 720}, bypass_csp=True).new_page()
        page.route("**/*", serve_static)
        page.goto(OFFICE)
        page.evaluate(AXE.read_text("utf-8"))  # once: the window stays when its document is written anew
        for endpoint, text in pages.items():
            page.set_content(text)
            wrong = page.evaluate(WRONG)
            if wrong != [0]:
                found[endpoint] = wrong
        browser.close()
    return found


def test_every_page_is_within_the_smallest_phone_and_axe_finds_nothing(app: Flask, stage: Stage, sign_in):
    with time_machine.travel(LATER, tick=False):
        pages, unreached = gather(app, sign_in("zhang"))
    assert len(pages) > 100
    assert unreached - UNREACHED == set()
    found = judge(pages | {"": BAD})
    excess, label = found.pop("")  # what is too wide and has no name is seen, so nothing seen means nothing wrong
    assert excess > 0
    assert label.startswith("label:")
    assert found == {}
