"""The tablet's figures: touches, paint, stillness, cold start, weight. Measured with touch, offline, on a slowed processor."""

import gzip
import json
import math
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, CDPSession, Page

from tests.browser.fake_sync import FakeSync
from tests.browser.tablet import LANDSCAPE, PORTRAIT, WATCH_SHIFTS, WATCH_TAPS, Tablet, big, browser, touch_keys
from workshop.access.guard import civil_today
from workshop.store.settings import ROOT

pytestmark = pytest.mark.browser

# A page with one key that writes one word: what the machine itself takes, and what it takes when nothing else runs.
BARE = """<meta name=viewport content="width=device-width"><button class=key data-key=1 style="width:99px;height:99px">1</button>
<button class=key data-key=action style="width:99px;height:99px">+</button><b></b>
<script>onclick = () => document.querySelector("b").textContent = Math.random()</script>"""
CALM_FLOOR = 40
BOXES = """() => [...document.querySelectorAll('.key')].map((key) => { const box = key.getBoundingClientRect();
  return [box.x, box.y, box.width, box.height].map(Math.round).join() }).join(';')"""


@pytest.fixture(scope="module")
def fake() -> Iterator[FakeSync]:
    server = FakeSync(civil_today()).start()
    yield server
    server.stop()


@pytest.fixture(params=[LANDSCAPE, PORTRAIT], ids=["landscape", "portrait"])
def context(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[BrowserContext]:
    with browser(tmp_path, request.param) as opened:
        yield opened


@pytest.fixture
def tablet(context: BrowserContext, fake: FakeSync) -> Iterator[Tablet]:
    opened = Tablet(context, fake.address).enrol().enter()
    opened.touches = 0
    yield opened
    assert opened.errors == []


def test_thirty_records_of_two_digits_cost_at_most_three_point_two_touches_each(tablet: Tablet) -> None:
    tablet.context.set_offline(True)
    tablet.choose("operation", "织片")
    for n in range(30):
        tablet.count(str(20 + n))
    tablet.wait_saved(30)
    assert len({event["body"]["worker"] for event in tablet.stored()}) == 30
    assert tablet.touches / 30 <= 3.2, tablet.touches / 30


def test_twelve_workers_of_one_operation_cost_at_most_sixteen_touches_besides_the_digits(tablet: Tablet) -> None:
    tablet.choose("operation", "缝合")
    tablet.tap("[data-filter=yesterday]")
    for n in range(12):
        tablet.count(str(101 + n * 7))
    tablet.wait_saved(12)
    assert len({event["body"]["worker"] for event in tablet.stored()}) == 12
    assert tablet.touches - 36 <= 16, tablet.touches - 36


def test_date_band_and_operation_stay_and_cost_two_touches_to_change(tablet: Tablet) -> None:
    tablet.choose("band", "加班")
    tablet.choose("operation", "套口锁边")
    assert tablet.touches == 4
    tablet.count("12")
    tablet.count("13")
    tablet.wait_saved(2)
    tablet.page.reload()
    tablet.page.wait_for_selector("#tablet[data-screen=capture]")
    tablet.count("14")
    tablet.wait_saved(3)
    assert {(event["body"]["band"], event["body"]["operation"]) for event in tablet.stored()} == {("overtime", "703")}


def test_attendance_of_thirty_with_two_away_costs_at_most_four_touches(tablet: Tablet) -> None:
    tablet.go("attendance")
    tablet.touches = 0
    tablet.tap(".card-key >> nth=4")
    tablet.tap("[data-kind=病假]")
    tablet.tap(".card-key >> nth=9")
    tablet.tap(".brushes .save")
    tablet.wait_saved(30)
    assert tablet.touches <= 4
    statuses = [event["body"]["status"] for event in tablet.stored()]
    assert (statuses.count("出勤"), statuses.count("事假"), statuses.count("病假")) == (28, 1, 1)


def test_undo_is_one_touch_and_a_reversal(tablet: Tablet) -> None:
    tablet.count("37")
    tablet.wait_saved(1)
    time.sleep(10)
    tablet.touches = 0
    tablet.tap("[data-do=undo]")
    tablet.wait_saved(2)
    first, second = tablet.stored()
    assert tablet.touches == 1
    assert (second["kind"], second["body"]["event"]) == ("reverse", first["id"])


def test_nothing_moves_while_somebody_works(tablet: Tablet) -> None:
    page = tablet.page
    page.wait_for_timeout(500)
    page.evaluate(WATCH_SHIFTS)
    page.evaluate("window.shifts.length = 0")
    before = page.evaluate(BOXES)
    for digits in ("37", "5", "104", "88", "9"):
        tablet.count(digits)
    tablet.tap(".number >> nth=1")
    tablet.type("3")
    tablet.tap("[data-chip=operation]")
    assert page.evaluate(BOXES) == before
    page.tap(".picker header button")
    tablet.tap("[data-do=undo]")
    for tab in ("hours", "team", "capture"):
        tablet.go(tab)
        assert page.evaluate(BOXES) == before, tab
    tablet.tap("#who")
    page.wait_for_selector("#tablet[data-screen=lock]")
    assert page.evaluate(BOXES) == before
    page.wait_for_timeout(300)
    assert page.evaluate("window.shifts.filter((shift) => shift.value > 0)") == []


def test_every_key_is_big_enough_for_a_glove(tablet: Tablet) -> None:
    page = tablet.page
    tablet.count("5")
    assert page.evaluate(big(".key, .person-row"), 64) == []
    for tab in ("capture", "attendance", "hours", "team", "list", "settings"):
        tablet.go(tab)
        assert page.evaluate(big("button, input"), 48) == [], tab
    tablet.go("capture")
    for opener in ("[data-chip=date]", "[data-chip=operation]", ".roster header .second"):
        page.tap(opener)
        assert page.evaluate(big("button, input"), 48) == [], opener
        page.tap(".picker header button")


def test_a_touch_is_painted_within_a_tenth_of_a_second_on_a_slow_tablet(tablet: Tablet) -> None:
    """A busy machine only adds to the time: the calmest of a few rounds counts, against a bare page touched just before."""
    bare = tablet.context.new_page()
    bare.set_content(BARE)
    bare_session = tablet.context.new_cdp_session(bare)
    bare_session.send("Emulation.setCPUThrottlingRate", {"rate": 6})
    tablet.count("11")
    session = tablet.slow(6)
    rounds = []
    for turn in range(5):
        bare.bring_to_front()
        floor = _p95(bare, bare_session, "1+" * 12)
        tablet.page.bring_to_front()
        tablet.choose("operation", ("织片", "缝合", "套口锁边")[turn % 3])
        tablet.page.wait_for_timeout(800)
        rounds.append((_p95(tablet.page, session, "".join(f"{23 + n}+" for n in range(12))), floor))
        if _quick(*rounds[-1]):
            break
    print(f"touch to paint at CPU x6, (tablet, bare page) p95 in ms: {rounds}")
    assert _quick(*rounds[-1]), rounds


def _quick(p95: float, floor: float) -> bool:
    """A tenth of a second, and more only by as much as the bare page took longer than on a calm machine."""
    return p95 <= 100 * max(1, floor / CALM_FLOOR)


def _p95(page: Page, session: CDPSession, keys: str) -> float:
    page.evaluate(WATCH_TAPS)
    touches = touch_keys(page, session, keys, 0.15)
    page.wait_for_timeout(1000)
    slow = sorted(page.evaluate("[...window.taps.values()]"))
    durations = [16.0] * (touches - len(slow)) + slow  # what is quicker than a frame is not reported
    return durations[math.ceil(len(durations) * 0.95) - 1]


def test_a_cold_start_without_network_reaches_the_pad_within_three_seconds(tmp_path: Path) -> None:
    fake = FakeSync(civil_today()).start()
    with browser(tmp_path) as context:
        tablet = Tablet(context, fake.address).enrol().enter()
        tablet.wait_ready_for_offline()
        tablet.count("37")
        tablet.wait_saved(1)
        tablet.wait_sent()
    fake.stop()
    with browser(tmp_path) as context:
        context.set_offline(True)
        tablet = Tablet(context, fake.address)
        began = time.monotonic()
        tablet.open()
        tablet.page.wait_for_selector(".face")
        shown = time.monotonic() - began
        tablet.enter()
        tablet.type("5")
        assert tablet.page.inner_text(".number[aria-pressed=true] .value") == "5"
        usable = time.monotonic() - began
        print(f"cold start offline: lock after {shown:.2f} s, pad usable after {usable:.2f} s, PIN included")
        assert usable <= 3
        assert tablet.page.inner_text(".person-row >> nth=0").endswith("已上传")


def test_the_program_weighs_at_most_eighty_kilobytes() -> None:
    names = [*(ROOT / "static/tablet").glob("*.js"), *(ROOT / "static/tablet").glob("*.css")]
    names += [ROOT / "static/workshop.css", ROOT / "static/vendor/idb.js"]
    weight = sum(len(gzip.compress(path.read_bytes(), 9)) for path in names)
    print(f"capture page: {weight} bytes gzip")
    assert weight <= 80 * 1024


def test_no_word_of_a_younger_browser_is_used() -> None:
    """Chrome 87: the syntax and functions that came later are not in the program."""
    younger = (
        ".at(",
        "structuredClone",
        "Object.hasOwn",
        "randomUUID",
        ".findLast",
        "replaceAll(",
        "static {",
        "AbortSignal.timeout",
    )
    younger += (
        ".toSorted",
        ".groupBy",
        "inert",
        ":has(",
        ":is(",
        ":where(",
        "@layer",
        "@container",
        "aspect-ratio",
        "dvh",
        "color-mix",
    )
    for path in [*(ROOT / "static/tablet").glob("*.js"), *(ROOT / "static/tablet").glob("*.css")]:
        text = path.read_text(encoding="utf-8")
        assert [word for word in younger if word in text] == [], path.name
    assert "await" not in [
        line.split("(")[0].strip() for line in (ROOT / "static/tablet/app.js").read_text().splitlines()
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page(scheme: str, fake: FakeSync, tmp_path: Path) -> None:
    with browser(tmp_path, color_scheme=scheme, bypass_csp=True) as context:
        tablet = Tablet(context, fake.address).open()
        assert _violations(tablet) == {}
        tablet.enrol()
        assert _violations(tablet) == {}
        tablet.enter()
        tablet.count("12")
        for tab in ("capture", "attendance", "hours", "team", "list", "settings"):
            tablet.go(tab)
            for width, height in ((1280, 800), (800, 1280), (640, 400), (320, 640)):
                tablet.page.set_viewport_size({"width": width, "height": height})
                assert _violations(tablet) == {}, (tab, width)
            tablet.page.set_viewport_size({"width": 1280, "height": 800})
        tablet.go("capture")
        for opener in ("[data-chip=date]", "[data-chip=operation]", ".roster header .second"):
            tablet.page.tap(opener)
            assert _violations(tablet) == {}, opener
            tablet.page.tap(".picker header button")


def _violations(tablet: Tablet) -> dict[str, list[str]]:
    page = tablet.page
    if not page.evaluate("'axe' in window"):
        page.add_script_tag(path=ROOT / "static/vendor/axe.min.js")
    tags = json.dumps(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    found = page.evaluate(f"axe.run(document, {{runOnly: {{type: 'tag', values: {tags}}}}})")
    return {
        one["id"]: [node["html"][:160] + node["failureSummary"][:300] for node in one["nodes"]]
        for one in found["violations"]
    }
