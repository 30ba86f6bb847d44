"""A worker's phone and the live board in a real browser: without script at 320 px, by touch, and fresh on the wall."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.browser.chromium import AXE, IN_BROWSER, serving
from tests.conftest import BOSS, PASSWORD, W001
from tests.floor.crew import PIN, badge, hand_in_ticket, made, make, ticket
from tests.floor.stage import LI, SEW, WANG, set_the_stage
from workshop.access.guard import civil_today, utc_now
from workshop.access.worker_pins import set_worker_pin
from workshop.floor.actions.targets import set_targets
from workshop.store.database import db, fetch_all

pytestmark = IN_BROWSER
WCAG = "{runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']}"
CHECK = (
    f"async () => (await axe.run(document, {WCAG})).violations.map((v) => v.id + ' ' + v.nodes[0].html.slice(0, 120))"
)
WIDER = "() => document.documentElement.scrollWidth - innerWidth"
SMALL = """() => [...document.querySelectorAll('main input, main button, main select, main a.button, main summary, .choice span')]
  .filter((e) => e.offsetParent && !['radio', 'checkbox', 'hidden'].includes(e.type) && e.getBoundingClientRect().height < 48)
  .map((e) => e.outerHTML.slice(0, 80))"""


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    """The address of a server that runs until the test is over."""
    set_the_stage(people=30)
    app.config["WTF_CSRF_ENABLED"] = True
    with serving(app) as address:
        yield address


def open_phone(chromium, script: bool = False, **more: object):
    context = chromium.new_context(
        viewport={"width": 320, "height": 640}, has_touch=True, java_script_enabled=script, bypass_csp=script, **more
    )
    return context.new_page()


def press(page, what: str = "main button") -> None:
    """A touch that sends the form, and the page that answers."""
    with page.expect_navigation():
        page.tap(what)


def rows(sql: str) -> list[tuple]:
    db.session.rollback()
    return fetch_all(sql)


def test_a_count_is_handed_in_without_script(address, chromium):
    page = open_phone(chromium)
    page.goto(address + badge())
    page.select_option("#operation", str(SEW))
    page.fill("#good", "37")
    press(page)
    assert "已交给班组长确认" in page.inner_text("main")
    assert rows("SELECT worker_id, good FROM proposal") == [(WANG, 37_000)]


def test_a_bundle_is_handed_in_without_script_and_once(address, chromium):
    one = make()[0]
    for typed in ("101", "102"):
        page = open_phone(chromium)
        page.goto(address + ticket(one.id))
        if page.query_selector("#worker"):
            page.fill("#worker", typed)
            press(page)
    assert "一张只算一次" in page.inner_text("main")
    assert rows("SELECT worker_id FROM proposal") == [(WANG,)]


def test_after_the_badge_a_bundle_costs_one_touch(address, chromium):
    page = open_phone(chromium)
    page.goto(address + badge(LI))
    page.goto(address + ticket(make()[0].id))
    press(page)
    assert rows("SELECT worker_id, good FROM proposal") == [(LI, 50_000)]


def test_the_day_is_confirmed_without_script(address, chromium):
    made(37, civil_today())
    set_worker_pin(BOSS, utc_now(), W001, WANG, PIN)
    page = open_phone(chromium)
    page.goto(f"{address}{badge()}/day")
    page.fill("#pin", PIN)
    press(page)
    assert "37 双" in page.inner_text("main")
    press(page, "text=数对")
    assert rows("SELECT worker_id, agrees FROM confirmation") == [(WANG, 1)]


def test_every_page_of_the_phone_is_accessible_and_fits(address, chromium):
    made(37, civil_today())
    set_worker_pin(BOSS, utc_now(), W001, WANG, PIN)
    tickets = make(quantity=150)
    hand_in_ticket(tickets[0])
    page, faults = open_phone(chromium, script=True), []
    for place in (
        badge(),
        ticket(tickets[1].id),
        ticket(tickets[1].id) + "?me=0",
        ticket(tickets[0].id),
        "/s/x",
        badge() + "/day",
    ):
        page.goto(address + place)
        faults += look(page, place)
    page.fill("#pin", PIN)
    press(page)
    assert faults + look(page, "the day itself") == []


@pytest.mark.parametrize("width", [320, 800, 1280])
@pytest.mark.parametrize("place", ["board", "proposals", "confirmations", "limits", "badges", "tickets"])
def test_every_page_of_the_crew_is_accessible_and_fits(address, chromium, width, place):
    made(37, civil_today())
    hand_in_ticket(make()[0])
    set_targets(BOSS, utc_now(), W001, civil_today(), {SEW: 100_000})
    page = signed_in(address, chromium, width)
    page.goto(f"{address}/w/W001/{place}")
    assert look(page, place) == []


def look(page, place: str) -> list[str]:
    """What is wrong with the page as it stands."""
    page.evaluate(AXE.read_text())
    wide = page.evaluate(WIDER)
    return [
        f"{place}: {one}" for one in [*page.evaluate(CHECK), *page.evaluate(SMALL), *(["wider"] if wide > 0 else [])]
    ]


def signed_in(address: str, chromium, width: int):
    context = chromium.new_context(viewport={"width": width, "height": 900}, bypass_csp=True)
    page = context.new_page()
    page.goto(f"{address}/sign-in")
    page.fill("#login", "zhang")
    page.fill("#password", PASSWORD)
    with page.expect_navigation():
        page.click("main button")
    return page


def test_the_board_shows_what_was_recorded_since_without_reloading(address, chromium):
    page = signed_in(address, chromium, 1280)
    page.clock.install()
    page.goto(f"{address}/w/W001/board")
    assert "37" not in page.inner_text(".crew")
    made(37, civil_today())
    page.clock.run_for(10_500)
    page.wait_for_selector(".crew >> text=缝合 37 双", timeout=5_000)
    assert "更新" in page.inner_text("[data-told]")


def test_the_board_says_when_it_cannot_ask(address, chromium):
    page = signed_in(address, chromium, 1280)
    page.clock.install()
    page.goto(f"{address}/w/W001/board")
    page.wait_for_selector("text=更新")
    page.context.set_offline(True)
    page.clock.run_for(10_500)
    page.wait_for_selector("text=连不上", timeout=5_000)
    page.context.set_offline(False)
    page.clock.run_for(10_500)
    page.wait_for_selector("text=更新", timeout=5_000)
