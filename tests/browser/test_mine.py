"""A worker's own pages in a real browser: 320 px, without script, light and dark, large and with pictures, measured."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.browser.chromium import AXE, WITH_AXE, serving
from tests.mine.phone import PAGES, PIN, own_address, set_the_month
from tests.pay.stage import Stage
from workshop.store.database import db, fetch_all

pytestmark = WITH_AXE
# WCAG 2.2 AA, and of AAA the one that asks for 7 to 1.
CHECK = """async () => (await axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
  rules: {'color-contrast-enhanced': {enabled: true}}})).violations.map((v) => v.id + ' ' + v.nodes[0].html.slice(0, 120))"""
WIDER = "() => document.documentElement.scrollWidth - innerWidth"
TEXT_TOO_SMALL = """() => [...document.querySelectorAll('body *')].filter((e) => e.offsetParent && !e.closest('.unseen')
  && [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()) && parseFloat(getComputedStyle(e).fontSize) < 18)
  .map((e) => e.outerHTML.slice(0, 90))"""
TARGET_TOO_SMALL = """() => [...document.querySelectorAll('input, button, select, textarea, summary, a, .choice span')]
  .filter((e) => e.offsetParent && !['radio', 'checkbox', 'hidden'].includes(e.type) && !e.closest('.calendar')
  && e.getBoundingClientRect().height < 48).map((e) => e.outerHTML.slice(0, 90))"""
BIG = "() => parseFloat(getComputedStyle(document.querySelector('.big b')).fontSize)"


@pytest.fixture
def stage(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """The last day of March, with something on every page of 王桂香."""
    return set_the_month(monkeypatch)


@pytest.fixture
def address(app: Flask, stage: Stage) -> Iterator[str]:
    """The address of a server that runs until the test is over."""
    app.config["WTF_CSRF_ENABLED"] = True
    with serving(app) as address:
        yield address


def open_pad(chromium, address: str, stage: Stage, script: bool = False, look: str = "", **more: object):
    """A phone of 320 px before the keys of 王桂香."""
    context = chromium.new_context(
        viewport={"width": 320, "height": 640}, has_touch=True, java_script_enabled=script, bypass_csp=script, **more
    )
    if look:
        context.add_cookies([{"name": "look", "value": look, "url": address}])
    page = context.new_page()
    page.set_default_timeout(5_000)
    page.goto(address + own_address(stage.workers["001"]))
    return page


def press(page, what: str) -> None:
    """A touch that leads to a page."""
    with page.expect_navigation():
        page.tap(what)


def enter(page) -> None:
    """The four keys; with script the last one sends them, without each is a page."""
    for digit in PIN:
        page.tap(f".keys button[value='{digit}']")
    page.wait_for_url("**/m/")


def look_at(page, place: str) -> list[str]:
    """What is wrong with the page as it stands."""
    page.evaluate(AXE.read_text())
    found = [*page.evaluate(CHECK), *page.evaluate(TEXT_TOO_SMALL), *page.evaluate(TARGET_TOO_SMALL)]
    return [f"{place}: {one}" for one in [*found, *(["wider"] if page.evaluate(WIDER) > 0 else [])]]


@pytest.mark.parametrize(
    ("scheme", "look", "pages"),
    [("light", "", PAGES), ("dark", "lp", PAGES[:5])],
    ids=["usual", "dark, large, pictures"],
)
def test_every_page_is_large_plain_and_accessible(address, chromium, stage, scheme, look, pages):
    page = open_pad(chromium, address, stage, script=True, look=look, color_scheme=scheme)
    faults = look_at(page, "pad")
    enter(page)
    for place in pages:
        page.goto(address + place)
        faults += look_at(page, place)
        if page.query_selector(".big b"):
            faults += [f"{place}: its number is small"] if page.evaluate(BIG) < 40 else []
    assert faults == []


def test_a_fault_of_size_or_contrast_is_noticed(address, chromium, stage):
    page = open_pad(chromium, address, stage, script=True)
    page.add_style_tag(content="h1 { font-size: 17px; color: #666 } button { min-height: 0 !important }")
    found = " ".join(look_at(page, "pad"))
    assert "<h1" in found
    assert "<button" in found
    assert "color-contrast-enhanced" in found


def test_with_script_the_keys_answer_at_once_and_the_fourth_opens(address, chromium, stage):
    page, seen = open_pad(chromium, address, stage, script=True), []
    page.on("request", lambda request: seen.append(request.method) if request.method == "POST" else None)
    page.tap(".keys button[value='9']")
    page.tap(".keys .back")
    enter(page)
    assert seen == ["POST"]
    assert "77.60" in page.inner_text(".big")


def test_every_number_is_two_touches_from_the_first_page(address, chromium, stage):
    page = open_pad(chromium, address, stage)
    enter(page)
    links = page.eval_on_selector_all("nav a", "(all) => all.map((one) => one.pathname)")
    assert set(links) == {"/m/", "/m/month", "/m/slips", "/m/home", "/m/owed", "/m/benefits", "/m/ask"}
    press(page, "nav a[href='/m/month']")
    press(page, "a.row[href='/m/day/2026-03-03']")
    assert "123.40" in page.inner_text(".big")
    press(page, "nav a[href='/m/slips']")
    press(page, "a.row[href='/m/slips/2026-03']")
    assert "缝合 1,904 双 × 0.20 元 = 380.80 元" in page.inner_text("main")


def test_an_objection_is_three_touches_without_script_and_reaches_the_office(address, chromium, stage):
    page = open_pad(chromium, address, stage)
    enter(page)
    page.goto(f"{address}/m/slips/2026-03")
    press(page, "#l1 a.wrong")
    page.check("input[value='少记了']", force=True)
    press(page, "button.wrong")
    assert "等答复" in page.inner_text("#l1")
    db.session.rollback()
    assert fetch_all("SELECT position, reason, way, by FROM slip_objection") == [(1, "少记了", "phone", "王桂香")]
    assert fetch_all("SELECT kind, position FROM slip_answer WHERE kind <> 'published'") == [("seen", 0)]


def test_the_day_and_the_slip_are_said_to_be_right_without_script(address, chromium, stage):
    page = open_pad(chromium, address, stage)
    enter(page)
    press(page, ".word .right")
    assert "您说对" in page.inner_text(".word")
    page.goto(f"{address}/m/slips/2026-03")
    press(page, ".whole .right")
    db.session.rollback()
    assert fetch_all("SELECT agrees FROM confirmation") == [(1,)]
    assert fetch_all("SELECT COUNT(*) FROM slip_answer WHERE kind = 'confirmed' AND position = 0") == [(1,)]
