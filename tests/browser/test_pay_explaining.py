"""The pages under a slip, the month so far, what if and the ledger: nothing wider than a phone, nothing that axe finds."""

from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask

from tests.browser.chromium import AXE, WITH_AXE, launched, serving
from tests.conftest import BOSS, NOW, PASSWORD, W001
from tests.pay.stage import CHEN, MARCH, ZHANG, Stage, at
from workshop.pay.actions import NewAdvance, add_advances, approve_run, compute_run, lock_run
from workshop.pay.pages import outlook, what_if

pytestmark = WITH_AXE
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
WRONG = """async () => (await axe.run(document, {runOnly: ["wcag2a", "wcag2aa"]})).violations
  .map((v) => v.id + ": " + v.nodes.map((n) => n.html.slice(0, 90)).join(" | "))"""


@pytest.fixture
def address(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    for module in (outlook, what_if):
        monkeypatch.setattr(module, "civil_today", lambda: date(2026, 3, 31))
    with serving(app) as address:
        yield address


def addresses(stage: Stage) -> list[str]:
    slip = f"/pay/2026-03/slips/{stage.workers['001']}"
    asked = f"period=2026-03&kind=price&operation={stage.operations['GLV-02']}&price=0.25&grade="
    under = ["", "/lines/1", "/minimum", "/deductions/1", "/carried"]
    others = ["/pay/so-far", f"/pay/what-if?{asked}", "/pay/ledger", f"/pay/ledger/{stage.workers['001']}"]
    return [slip + tail for tail in under] + others + ["/pay/entries/output/e1"]


def test_the_pages_are_within_a_phone_and_axe_finds_nothing(app: Flask, address: str):
    stage = Stage()
    stage.work_a_month()
    add_advances(BOSS, NOW, W001, [NewAdvance(stage.workers["001"], at(5), 900_000, "修房")])
    compute_run(CHEN, NOW, W001, MARCH)
    approve_run(ZHANG, NOW, W001, MARCH)
    lock_run(CHEN, NOW, W001, MARCH)
    found = []
    with launched() as browser:
        context = browser.new_context(viewport={"width": 360, "height": 740}, bypass_csp=True)
        page = context.new_page()
        page.goto(address)
        page.fill("[name=login]", "chen")
        page.fill("[name=password]", PASSWORD)
        with page.expect_navigation():
            page.click("main button")
        for path in addresses(stage):
            answer = page.goto(f"{address}/w/W001{path}")
            page.add_script_tag(path=str(AXE))
            state = (answer.status, page.evaluate(WIDER), page.evaluate(WRONG))
            found += [(path, *state)] if state != (200, 0, []) else []
    assert found == []
