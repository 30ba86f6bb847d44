"""What only a browser shows: a word is recorded with its microphone, and a page turns when its language runs from right to left."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.browser.chromium import AXE, WITH_AXE, launched, serving
from tests.conftest import BOSS, NOW, PASSWORD, W001
from workshop.access.languages.catalogues import OWN, load_catalogues
from workshop.desk.actions.openings import NewOpening, post_opening
from workshop.desk.queries.openings import list_openings
from workshop.mine.voice.queries import load_own_voice
from workshop.mine.voice.sound import RATE

pytestmark = WITH_AXE
MICROPHONE = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
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
    with serving(app) as address:
        yield address


@pytest.fixture
def phone(address: str) -> Iterator[object]:
    """A page of 320 px with a microphone that beeps."""
    with launched(*MICROPHONE) as browser:
        page = browser.new_context(viewport={"width": 320, "height": 640}, base_url=address, bypass_csp=True).new_page()
        page.set_default_timeout(8_000)
        yield page


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
