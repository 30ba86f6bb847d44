"""Lists of the office work without a mouse."""

from collections.abc import Iterator

import pytest

from tests.browser.chromium import IN_BROWSER, serving
from tests.conftest import BOSS, NOW, PASSWORD, W001
from tests.people.roster import a_crew
from workshop.people.actions import add_workers
from workshop.people.queries import worker_ids

pytestmark = IN_BROWSER


@pytest.fixture
def page(app, chromium) -> Iterator[object]:
    add_workers(BOSS, NOW, W001, a_crew(60), import_id=1)
    with serving(app) as address:
        tab = chromium.new_page(base_url=address)
        tab.goto("/sign-in")
        tab.fill("#login", "chen")
        tab.fill("#password", PASSWORD)
        tab.press("#password", "Enter")
        tab.wait_for_url("**/w/W001/")
        tab.goto("/w/W001/workers")
        yield tab
        tab.close()


def wait_for_rows(page, count: int) -> None:
    from playwright.sync_api import expect

    expect(page.locator("[data-rows] tbody tr")).to_have_count(count)


def test_slash_pinyin_arrows_and_enter_open_a_worker(page):
    page.keyboard.press("/")
    page.keyboard.type("wgx")
    wait_for_rows(page, 5)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('tr').cells[0].textContent") == "A00015"
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/workers/{worker_ids(W001)['A00015']}")


def test_escape_and_the_first_row_lead_back_to_the_search(page):
    for leave in ("Escape", "ArrowUp"):
        page.keyboard.press("/")
        page.keyboard.press("ArrowDown")
        assert page.evaluate("document.activeElement.tagName") == "A"
        page.keyboard.press(leave)
        assert page.evaluate("document.activeElement.id") == "q"


def test_enter_opens_the_only_one_found(page):
    page.keyboard.press("/")
    page.keyboard.type("A00042")
    wait_for_rows(page, 1)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/workers/{worker_ids(W001)['A00042']}")


def test_slash_finds_a_paper_and_what_is_not_meant_steps_aside_with_its_heading(page):
    page.goto("/w/W001/papers")
    page.keyboard.press("/")
    page.keyboard.type("合同台账")
    assert page.locator("[data-who]:visible th").all_inner_texts() == ["合同台账"]
    assert [text[:2] for text in page.locator("section h2:visible").all_inner_texts()] == ["存档"]
    page.keyboard.press("Escape")
    page.fill("#find", "")
    assert page.locator("section h2:visible").count() > 2
