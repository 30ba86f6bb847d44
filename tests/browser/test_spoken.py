"""What only a browser shows: a word is recorded with its microphone, and a page turns when its language runs from right to left."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.serving import make_server

from tests.conftest import BOSS, NOW, PASSWORD, W001
from workshop.access.languages.catalogues import OWN, load_catalogues
from workshop.desk.actions.openings import NewOpening, post_opening
from workshop.desk.queries.openings import list_openings
from workshop.mine.voice.queries import load_own_voice
from workshop.mine.voice.sound import RATE

playwright_api = pytest.importorskip("playwright.sync_api", reason="needs playwright")
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
AXE = Path(__file__).parents[2] / "static" / "vendor" / "axe.min.js"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not os.path.exists(CHROMIUM), reason=f"needs Chromium at {CHROMIUM} (or $CHROMIUM)"),
    pytest.mark.skipif(not AXE.exists(), reason="needs axe-core (make setup)"),
]
MICROPHONE = ["--no-sandbox", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
CHECK = "async () => (await axe.run(document)).violations.map((v) => v.id + ' ' + v.nodes[0].html.slice(0, 120))"
WIDER = "() => document.documentElement.scrollWidth - innerWidth"
UYGHUR = """
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "我想报名"
msgstr "تىزىملاتماقچىمەن"
"""


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    """The address of a server that runs until the test is over."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


@pytest.fixture
def phone(address: str) -> Iterator[object]:
    """A page of 320 px with a microphone that beeps."""
    with playwright_api.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=MICROPHONE)
        page = browser.new_context(viewport={"width": 320, "height": 640}, base_url=address, bypass_csp=True).new_page()
        page.set_default_timeout(8_000)
        yield page
        browser.close()


def test_a_word_is_recorded_with_the_browsers_microphone(phone):
    phone.goto("/sign-in")
    phone.fill("#login", "zhou")
    phone.fill("#password", PASSWORD)
    phone.click("main button")
    phone.wait_for_url("**/w/**")
    phone.goto("/w/W001/dialect")
    assert phone.evaluate(WIDER) <= 0
    phone.click("[data-start]")
    phone.wait_for_timeout(1_500)  # the microphone beeps once a second
    phone.click("[data-stop]")
    phone.wait_for_selector("text=「零」录好了")
    (sound,) = load_own_voice(W001, ["零"]).values()
    assert 0.1 < len(sound) / RATE < 4


def test_a_posters_page_is_whole_at_320_px_in_each_language_and_direction(app, phone, tmp_path):
    post_opening(BOSS, NOW, W001, NewOpening("缝纫工", "做手套", "hall", ("morning",), "", ("sewing",), 2, "023-1"))
    (tmp_path / "ug.po").write_text(UYGHUR, encoding="utf-8")
    domain, languages = app.extensions["babel"].instance.domain_instance, dict(app.extensions["languages"])
    before, faults = domain.read, []
    domain.read, _ = load_catalogues((OWN, tmp_path))
    app.extensions["languages"] |= {one.language.code: one.language for one in domain.read.values()}
    try:
        for code in ("zh-CN", "en", "ug"):
            phone.goto(f"/jobs/{list_openings(W001)[0].code}")
            if code != "zh-CN":
                phone.click(f"form.languages button[value='{code}']")
            phone.evaluate(AXE.read_text())
            faults += [f"{code}: {fault}" for fault in phone.evaluate(CHECK)]
            faults += [f"{code}: wider"] if phone.evaluate(WIDER) > 0 else []
        assert faults == []
        assert phone.evaluate("() => getComputedStyle(document.querySelector('h1')).direction") == "rtl"
        assert phone.inner_text("form.job h2") == "تىزىملاتماقچىمەن"
        assert phone.inner_text("form.job button") == "报名"
    finally:
        domain.read = before
        app.extensions["languages"].clear()
        app.extensions["languages"].update(languages)
