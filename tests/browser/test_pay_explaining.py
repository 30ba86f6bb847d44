"""The pages under a slip, the month so far, what if and the ledger: nothing wider than a phone, nothing that axe finds."""

import os
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.serving import make_server

from tests.conftest import BOSS, NOW, PASSWORD, W001
from tests.pay.stage import CHEN, MARCH, ZHANG, Stage, at
from workshop.pay.actions import NewAdvance, add_advances, approve_run, compute_run, lock_run
from workshop.pay.pages import outlook, what_if

playwright_api = pytest.importorskip("playwright.sync_api", reason="needs playwright")
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
AXE = Path(__file__).parents[2] / "static" / "vendor" / "axe.min.js"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not os.path.exists(CHROMIUM), reason=f"needs Chromium at {CHROMIUM} (or $CHROMIUM)"),
    pytest.mark.skipif(not AXE.exists(), reason="needs axe-core (make setup)"),
]
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
WRONG = """async () => (await axe.run(document, {runOnly: ["wcag2a", "wcag2aa"]})).violations
  .map((v) => v.id + ": " + v.nodes.map((n) => n.html.slice(0, 90)).join(" | "))"""


@pytest.fixture
def address(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    for module in (outlook, what_if):
        monkeypatch.setattr(module, "civil_today", lambda: date(2026, 3, 31))
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


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
    with playwright_api.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
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
        browser.close()
    assert found == []
