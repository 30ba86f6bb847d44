"""What each page of the tablet records, and what it says to the person who touches it."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Route

from tests.browser.fake_sync import FakeSync
from tests.browser.tablet import Tablet, browser
from workshop.access.guard import civil_today
from workshop.store.settings import ROOT

pytestmark = pytest.mark.browser


@pytest.fixture
def fake() -> Iterator[FakeSync]:
    server = FakeSync(civil_today()).start()
    yield server
    server.stop()


@pytest.fixture
def context(tmp_path: Path) -> Iterator[BrowserContext]:
    with browser(tmp_path) as opened:
        yield opened


@pytest.fixture
def tablet(context: BrowserContext, fake: FakeSync) -> Iterator[Tablet]:
    opened = Tablet(context, fake.address).enrol().enter()
    yield opened
    assert opened.errors == []


def _bodies(tablet: Tablet, count: int) -> list[dict]:
    tablet.wait_saved(count)
    return [event["body"] for event in tablet.stored()]


def test_an_entry_carries_the_price_that_was_on_the_screen(tablet: Tablet) -> None:
    tablet.choose("operation", "缝合")
    tablet.type("37")
    tablet.tap(".number >> nth=1")
    tablet.type("2")
    tablet.tap(".number >> nth=2")
    tablet.count("1")
    (body,) = _bodies(tablet, 1)
    assert (body["good"], body["defect_own"], body["defect_other"]) == ("37", "2", "1")
    assert (body["price"], body["price_from"], body["reference"]) == (768, "2025-01-01", "r1")


def test_weights_take_a_point_and_pieces_do_not(tablet: Tablet) -> None:
    assert tablet.page.is_disabled("[data-key='.']")
    tablet.choose("operation", "络纱")
    tablet.type("12")
    tablet.tap("[data-key='.']")
    tablet.count("5")
    assert _bodies(tablet, 1)[0]["good"] == "12.5"


@pytest.mark.parametrize(("letters", "name"), [("LGQ", "李国强"), ("002", "李国强"), ("ZJ", "张金凤")])
def test_a_worker_is_found_by_initials_and_by_number(tablet: Tablet, letters: str, name: str) -> None:
    tablet.tap(".roster header .second")
    for letter in letters:
        tablet.tap(f"[data-letter='{letter}']")
    tablet.tap(f".found .choice:has-text('{name}')")
    assert tablet.page.inner_text(".person .name") == name


def test_digits_that_were_typed_are_still_there_after_a_reload(tablet: Tablet) -> None:
    tablet.tap(".person-row >> nth=4")
    tablet.type("73")
    tablet.page.reload()
    tablet.page.wait_for_selector("#tablet[data-screen=capture]")
    assert tablet.page.inner_text(".number >> nth=0").split() == ["合格", "73", "双"]
    tablet.next()
    assert _bodies(tablet, 1)[0]["worker"] == "9000000000000005"


def test_who_is_away_is_passed_over(tablet: Tablet) -> None:
    tablet.go("attendance")
    tablet.tap(".card-key >> nth=1")
    tablet.tap(".brushes .save")
    tablet.wait_saved(30)
    tablet.go("capture")
    tablet.tap(".person-row >> nth=0")
    tablet.count("37")
    tablet.wait_saved(31)
    assert tablet.page.inner_text(".person .no") == "A003"


def test_undoing_attendance_takes_the_day_back_with_a_reason(tablet: Tablet) -> None:
    tablet.go("attendance")
    tablet.tap(".brushes .save")
    tablet.wait_saved(30)
    tablet.tap("[data-do=undo]")
    bodies = _bodies(tablet, 60)[30:]
    assert {(body["status"], body["reason"]) for body in bodies} == {("", "撤销")}
    assert "全部到" in tablet.page.inner_text(".attendance .say")


def test_a_correction_is_a_reversal_and_a_new_entry(tablet: Tablet) -> None:
    tablet.count("37")
    tablet.wait_saved(1)
    first = tablet.stored()[0]
    tablet.go("list")
    tablet.tap(f"[data-correct='{first['id']}']")
    assert "更正：原来 37 双" in tablet.page.inner_text(".person")
    tablet.count("73")
    tablet.wait_saved(3)
    events = tablet.stored()
    assert [event["kind"] for event in events] == ["output", "reverse", "output"]
    assert (events[1]["body"]["event"], events[2]["body"]["worker"]) == (first["id"], first["body"]["worker"])
    tablet.go("list")
    assert "已撤" in tablet.page.inner_text(f".line[data-id='{first['id']}']")


def test_team_output_names_its_members_and_its_split(tablet: Tablet) -> None:
    tablet.go("team")
    tablet.count("734")
    assert "加进做活的人" in tablet.page.inner_text(".say")
    for n in (0, 2):
        tablet.tap(f".person-row >> nth={n}")
    tablet.choose("split", "时间 × 系数")
    tablet.tap(".own >> nth=2")
    tablet.type("240")
    tablet.tap(".number >> nth=2")
    tablet.type("1.25".replace(".", ""))
    tablet.next()
    assert "系数" not in tablet.page.inner_text(".say")
    (body,) = _bodies(tablet, 1)
    assert (body["quantity"], body["split"]) == ("734", "by_minutes_weight")
    assert body["members"][0] == {"worker": "9000000000000001", "minutes": 480, "weight": "1.00"}
    assert body["members"][1]["minutes"] == 240


def test_come_and_go_become_minutes(context: BrowserContext, fake: FakeSync) -> None:
    fake.now = datetime.combine(civil_today(), time(1), UTC)  # nine in the morning, so that the day lasts until he goes
    context.clock.set_system_time(fake.now)
    tablet = Tablet(context, fake.address).enrol().enter()
    tablet.go("hours")
    tablet.tap("[data-clock] >> nth=0")
    tablet.page.wait_for_selector(".clock.open")
    assert tablet.stored() == []
    fake.now += timedelta(minutes=205)
    tablet.page.clock.set_system_time(fake.now)
    tablet.page.reload()
    tablet.page.wait_for_selector("#tablet[data-screen=lock]")  # nobody touched it for hours
    tablet.enter()
    tablet.go("hours")
    tablet.tap("[data-clock] >> nth=0")
    (body,) = _bodies(tablet, 1)
    assert 204 <= body["minutes"] <= 206
    assert (body["clock_out"] - body["clock_in"]) % 1440 == body["minutes"]


def test_hours_are_typed_where_nobody_touched_come(tablet: Tablet) -> None:
    tablet.go("hours")
    tablet.type("3")
    tablet.tap(".number >> nth=1")
    tablet.count("30")
    assert _bodies(tablet, 1)[0]["minutes"] == 210


def test_what_another_tablet_counted_is_on_the_list_and_warned_of(fake: FakeSync, context: BrowserContext) -> None:
    today = civil_today().isoformat()
    fake.reference["counts"] = [
        {"id": "other-tablet-1", "date": today, "worker": "9000000000000001", "operation": "702", "good": "50"}
        | {"defect_own": "0", "defect_other": "0", "by": "吴班长"}
    ]
    tablet = Tablet(context, fake.address).enrol().enter()
    tablet.tap(".person-row >> nth=0")
    assert "已记 50 双" in tablet.page.inner_text(".person")
    tablet.go("list")
    assert "吴班长" in tablet.page.inner_text(".line[data-id='other-tablet-1']")


def test_a_worker_confirms_his_day(tablet: Tablet) -> None:
    tablet.count("37")
    tablet.wait_saved(1)
    tablet.go("list")
    tablet.tap("[data-view=people]")
    tablet.tap("button[aria-label='王桂香 说对']")
    body = _bodies(tablet, 2)[1]
    assert (body["worker"], body["ok"]) == ("9000000000000001", True)
    assert "本人说对" in tablet.page.inner_text(".lines")


# A protection taken out of the program: with it the thing arrives, without it the thing is lost.
TWINS = {
    "offering again": (
        "store.js",
        "if ((restored || again.has(event.seq)) && event.unsent === undefined)",
        "if (false)",
    ),
    "keeping until backed up": (
        "store.js",
        "return old && event.seq <= mark ? null : event;",
        "return event.unsent ? event : null;",
    ),
}


@pytest.mark.parametrize("twin", [None, *TWINS])
def test_without_its_protections_a_restored_server_would_lose_work(
    twin: str | None, fake: FakeSync, tmp_path: Path
) -> None:
    with browser(tmp_path, service_workers="block") as context:
        if twin:
            name, before, after = TWINS[twin]
            program = (ROOT / "static/tablet" / name).read_text(encoding="utf-8")
            assert before in program

            def give(route: Route) -> None:
                route.fulfill(body=program.replace(before, after), content_type="text/javascript")

            context.route(f"**/static/tablet/{name}", give)
        tablet = Tablet(context, fake.address).enrol().enter()
        for digits in ("21", "22", "23", "24"):
            tablet.count(digits)
        for _ in range(40):
            if len(fake.outputs()) == 4:
                break
            tablet.page.wait_for_timeout(250)
        tablet.wait_sent()
        fake.restore_older(keep=1)
        tablet.hurry()
        tablet.page.wait_for_timeout(2500)
        assert (len(fake.outputs()) == 4) == (twin is None)
