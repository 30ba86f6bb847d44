"""From "all counts are in" to slips, signature sheet and bank file by clicks alone, for 50 workers and for 500."""

from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask

from tests.browser.chromium import AXE, IN_BROWSER, serving
from tests.conftest import PASSWORD, W001
from tests.pay.paying import add_many, rows_of
from tests.pay.stage import MARCH, Stage
from workshop.desk import pages as desk_pages
from workshop.kernel.money import parse_yuan
from workshop.pay.pages import money as money_pages
from workshop.pay.pages import runs as run_pages
from workshop.pay.queries.runs import get_run

pytestmark = IN_BROWSER
MOST_CLICKS = 8
WIDER = """() => document.documentElement.scrollWidth > document.documentElement.clientWidth
  ? [...document.querySelectorAll('body *')].filter((e) => !e.closest('.scroll') && e.getBoundingClientRect().right > innerWidth)
      .map((e) => e.outerHTML.slice(0, 90)) : []"""
WRONG = """async () => (await axe.run(document, {runOnly: ["wcag2a", "wcag2aa"]})).violations
  .map((v) => v.id + ": " + v.nodes.map((n) => n.html.slice(0, 90)).join(" | "))"""


@pytest.fixture
def address(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A server on the second of April, until the test is over."""
    for module in (desk_pages, run_pages, money_pages):
        monkeypatch.setattr(module, "civil_today", lambda: date(2026, 4, 2))
    with serving(app) as address:
        yield address


class Hand:
    """Somebody at a computer, whose clicks are counted; signing in is not."""

    clicks = 0

    def __init__(self, chromium, address: str, login: str) -> None:
        self.context = chromium.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
        self.page = self.context.new_page()
        self.page.goto(address)
        self.page.fill("[name=login]", login)
        self.page.fill("[name=password]", PASSWORD)
        with self.page.expect_navigation():
            self.page.click("main button")

    def click(self, what: str) -> None:
        Hand.clicks += 1
        self.page.click(what)

    def prints(self, what: str, kind: str) -> None:
        """Clicks what opens a paper in a new tab, and waits until the server has sent it as PDF."""

        def is_it(answer) -> bool:
            return f"/{kind}.pdf" in answer.url and answer.headers.get("content-type") == "application/pdf"

        with self.context.expect_event("response", is_it, timeout=60_000) as waiting:
            self.click(what)
        assert waiting.value.status == 200


@pytest.mark.parametrize("people", [50, 500])
def test_from_counts_to_slips_sheet_and_bank_file_in_eight_clicks(app, chromium, address, tmp_path, people):
    add_many(Stage(), people)
    Hand.clicks = 0
    chen = Hand(chromium, address, "chen")
    chen.click("li:has-text('2026年3月的工资可以结算了') a")
    chen.click("button:has-text('计算2026年3月工资')")
    zhang = Hand(chromium, address, "zhang")
    zhang.click("li:has-text('工资等您审核') a")
    zhang.click("button:has-text('审核通过')")
    zhang.click("button:has-text('锁定')")
    with zhang.page.expect_download() as waiting:
        zhang.click("button:has-text('做银行文件')")
    file = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(file)
    zhang.prints("button:has-text('打印工资条')", "slips")
    zhang.prints("button:has-text('打印签字表')", "wage-sheet")
    assert Hand.clicks <= MOST_CLICKS
    rows = rows_of(file.read_bytes())
    run = get_run(W001, MARCH.code)
    assert (len(rows), sum(parse_yuan(row["金额"]) for row in rows)) == (people, run.net)
    _look(zhang.page)
    chen.context.close()
    zhang.context.close()


def _look(page) -> None:
    """The page of money is nowhere wider than its screen and without a fault that axe finds."""
    assert "fetch=" not in page.url  # loading it again fetches nothing again
    for width in (1280, 800, 360):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(WIDER) == [], width
    if AXE.exists():
        page.evaluate(AXE.read_text(encoding="utf-8"))
        assert page.evaluate(WRONG) == []
