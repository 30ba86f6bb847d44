"""Every page of the office, taken from the map of addresses: nothing wider than the smallest phone, nothing that axe finds."""

from pathlib import Path

import pytest
import time_machine
from flask import Flask

from tests.browser.chromium import AXE, WITH_AXE, launched
from tests.pay.stage import Stage
from tests.whole_house import LATER, fill_house, gather

STATIC = Path(__file__).parents[2] / "static"
pytestmark = WITH_AXE
OFFICE = "http://office.test/"
RULES = '["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]'
WRONG = f"""async () => [
  document.documentElement.scrollWidth - document.documentElement.clientWidth,
  ...(await axe.run(document, {{runOnly: {RULES}, resultTypes: ["violations"]}}))
    .violations.map((v) => v.id + ": " + v.nodes.map((n) => n.html.slice(0, 90)).join(" | "))]"""
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
    """Something on almost every page."""
    return fill_house()


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
    with launched() as browser:
        page = browser.new_context(viewport={"width": 320, "height": 720}, bypass_csp=True).new_page()
        page.route("**/*", serve_static)
        page.goto(OFFICE)
        page.evaluate(AXE.read_text("utf-8"))  # once: the window stays when its document is written anew
        for endpoint, text in pages.items():
            page.set_content(text)
            wrong = page.evaluate(WRONG)
            if wrong != [0]:
                found[endpoint] = wrong
    return found


def test_every_page_is_within_the_smallest_phone_and_axe_finds_nothing(app: Flask, stage: Stage, sign_in):
    with time_machine.travel(LATER, tick=False):
        pages, unreached = gather(app, sign_in("zhang"), "manager")
    assert len(pages) > 100
    assert unreached - UNREACHED == set()
    found = judge({endpoint: page.text for endpoint, page in pages.items()} | {"": BAD})
    excess, label = found.pop("")  # what is too wide and has no name is seen, so nothing seen means nothing wrong
    assert excess > 0
    assert label.startswith("label:")
    assert found == {}
