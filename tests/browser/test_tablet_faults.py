"""Nothing typed is lost and nothing counted twice, whatever the network, the server or the tablet does."""

import base64
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from playwright.sync_api import BrowserContext

from tests.browser.fake_sync import FakeSync
from tests.browser.tablet import Tablet, browser
from workshop.access.guard import civil_today

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
def tablet(context: BrowserContext, fake: FakeSync) -> Tablet:
    return Tablet(context, fake.address).enrol().enter()


def _reopen(context: BrowserContext, fake: FakeSync) -> Tablet:
    return Tablet(context, fake.address).open().enter()


def _badge_is_true(tablet: Tablet) -> None:
    """The number that a person reads is the number on the disk."""
    tablet.page.wait_for_timeout(150)
    assert tablet.badge() == tablet.waiting()


def test_fifty_records_through_everything_are_exactly_fifty(
    tablet: Tablet, context: BrowserContext, fake: FakeSync
) -> None:
    """Offline, reload, a crash in mid-save, two tabs, 500s, answers lost after the commit, doubled sends, a captive portal."""
    sent = 0

    def count(on: Tablet, times: int) -> None:
        nonlocal sent
        for _ in range(times):
            on.count(str(11 + sent))
            sent += 1
            on.wait_saved(sent)

    fake.faults = ["drop", "500", "double", "captive", "503", "drop", "500", "500", "double", "drop"]
    count(tablet, 8)
    fake.stop()  # no network
    count(tablet, 10)
    _badge_is_true(tablet)
    tablet.page.reload()
    tablet.page.wait_for_selector("#tablet[data-screen=capture]")
    _badge_is_true(tablet)
    count(tablet, 4)
    fake.start()
    fake.faults = ["503"] * 100
    tablet.type(str(11 + sent))
    tablet.next()
    tablet.crash()
    fake.faults = []
    tablet = _reopen(context, fake)
    held = len(tablet.stored())
    assert held in (sent, sent + 1)
    sent = held
    count(tablet, 5)
    other = _reopen(context, fake)
    for one in (tablet, other):
        one.page.bring_to_front()
        one.choose("operation", "织片")
    while sent < 50:
        on = other if sent // 4 % 2 else tablet
        on.page.bring_to_front()
        count(on, min(4, 50 - sent))
        if sent > 40:
            fake.faults = ["drop", "drop", "500"]
    fake.faults = ["drop", "double"]
    for one in (tablet, other):
        one.page.bring_to_front()
        one.hurry()
        one.wait_sent()
        assert one.badge() == one.waiting() == 0
    assert len(fake.outputs()) == len(fake.events) == 50
    assert {event["seq"] for event in fake.events.values()} == set(range(1, 51))
    assert {event["body"]["good"] for event in fake.events.values()} == {str(11 + n) for n in range(50)}
    assert fake.received > 50  # doubled sends and lost answers did happen


def test_the_badge_equals_the_store_in_every_state(tablet: Tablet, context: BrowserContext, fake: FakeSync) -> None:
    assert "都已上传" in tablet.page.inner_text("#unsent")
    context.set_offline(True)
    tablet.count("12")
    tablet.count("13")
    tablet.wait_saved(2)
    _badge_is_true(tablet)
    assert tablet.badge() == 2
    assert "已存本机" in tablet.page.inner_text("#unsent")
    assert "没有网络" in tablet.page.inner_text("#unsent")
    assert "已存本机" in tablet.page.inner_text("#last")
    tablet.page.tap("#who")
    _badge_is_true(tablet)
    fake.captive = True
    context.set_offline(False)
    tablet.hurry()
    tablet.page.wait_for_selector("#unsent.hand")
    assert "要先登录" in tablet.page.inner_text("#unsent")
    _badge_is_true(tablet)
    fake.captive = False
    fake.faults = ["500"] * 4
    tablet.hurry()
    tablet.page.wait_for_timeout(600)
    _badge_is_true(tablet)
    tablet.hurry()
    tablet.wait_sent()
    _badge_is_true(tablet)


def test_a_captive_portal_is_never_taken_for_an_answer(tablet: Tablet, fake: FakeSync) -> None:
    fake.captive = True
    tablet.count("37")
    tablet.wait_saved(1)
    tablet.page.wait_for_selector("#unsent.hand")
    assert tablet.waiting() == 1
    assert fake.events == {}


def test_one_bad_event_never_blocks_those_behind_it(tablet: Tablet, context: BrowserContext, fake: FakeSync) -> None:
    context.set_offline(True)
    for n in range(12):
        tablet.count(str(20 + n))
    tablet.wait_saved(12)
    ids = [event["id"] for event in tablet.stored()]
    fake.refused, fake.deadly = {ids[4]}, {ids[7]}
    context.set_offline(False)
    tablet.hurry()
    tablet.page.wait_for_selector("#unsent[data-unsent='2']", timeout=20_000)
    assert set(fake.events) == set(ids) - {ids[4], ids[7]}
    _badge_is_true(tablet)
    assert "1 条服务器不收" in tablet.page.inner_text("#unsent")
    tablet.go("list")
    tablet.tap("[data-view=waiting]")
    assert "这一条看不懂" in tablet.page.inner_text(".lines")
    fake.refused, fake.deadly = set(), set()
    tablet.go("settings")
    tablet.tap("[data-do=upload]")
    tablet.wait_sent()
    assert set(fake.events) == set(ids)


def test_a_server_restored_from_an_old_backup_gets_everything_again(tablet: Tablet, fake: FakeSync) -> None:
    for n in range(6):
        tablet.count(str(20 + n))
    tablet.wait_saved(6)
    tablet.wait_sent()
    fake.restore_older(keep=2)
    tablet.hurry()
    tablet.page.wait_for_function("() => document.querySelector('#unsent').dataset.unsent === '0'")
    for _ in range(40):
        if len(fake.events) == 6:
            break
        tablet.page.wait_for_timeout(250)
    assert len(fake.outputs()) == 6


def test_what_the_server_names_as_missing_is_offered_again(tablet: Tablet, fake: FakeSync) -> None:
    for n in range(4):
        tablet.count(str(20 + n))
    tablet.wait_saved(4)
    tablet.wait_sent()
    lost = next(key for key, event in fake.events.items() if event["seq"] == 2)
    del fake.events[lost]
    tablet.hurry()
    for _ in range(40):
        if lost in fake.events:
            break
        tablet.page.wait_for_timeout(250)
    assert lost in fake.events


def test_an_event_is_deleted_only_inside_a_verified_backup_and_after_a_week(tablet: Tablet, fake: FakeSync) -> None:
    for n in range(3):
        tablet.count(str(20 + n))
    tablet.wait_saved(3)
    tablet.wait_sent()
    fake.now = datetime.now(UTC) + timedelta(days=6)
    fake.backed_up_to = 2
    tablet.hurry()
    tablet.page.wait_for_timeout(1500)
    assert len(tablet.stored()) == 3  # backed up, but not a week old
    fake.now = datetime.now(UTC) + timedelta(days=8)
    tablet.hurry()
    for _ in range(20):
        tablet.page.wait_for_timeout(250)
        if len(tablet.stored()) < 3:
            break
    assert [event["seq"] for event in tablet.stored()] == [3]  # older than a week, but not backed up


def test_locking_and_changing_over_leaves_the_queue_alone(tablet: Tablet, context: BrowserContext) -> None:
    context.set_offline(True)
    tablet.count("37")
    tablet.wait_saved(1)
    tablet.tap("#who")
    tablet.enter("12")
    tablet.count("38")
    tablet.wait_saved(2)
    assert [event["by"] for event in tablet.stored()] == ["11", "12"]
    assert tablet.badge() == 2


def test_a_new_version_of_the_program_leaves_the_queue_alone(tablet: Tablet, fake: FakeSync) -> None:
    tablet.wait_ready_for_offline()
    fake.faults = ["503"] * 50
    tablet.count("37")
    tablet.count("38")
    tablet.wait_saved(2)
    before = tablet.stored()
    fake.suffix = "next"
    tablet.page.evaluate("navigator.serviceWorker.getRegistration('/tablet/').then((kept) => kept.update())")
    tablet.page.wait_for_function("() => window.tablet.waiting !== null", timeout=20_000)
    assert tablet.page.get_attribute("#tablet", "data-screen") == "capture"  # nobody is thrown out of his work
    with tablet.page.expect_navigation():
        tablet.page.evaluate("tablet.takeOver()")
    tablet.page.wait_for_selector("#tablet[data-screen=capture]")
    assert tablet.page.evaluate("tablet.version").endswith("next")
    assert [event["id"] for event in tablet.stored()] == [event["id"] for event in before]
    assert tablet.badge() == 2


def test_events_of_an_older_schema_go_up_with_the_schema(context: BrowserContext, fake: FakeSync) -> None:
    """A store of the first version with two events in its queue is opened by today's program."""
    page = context.new_page()
    page.goto(fake.address.replace("/tablet/", "/static/icon.svg"))
    page.evaluate(
        """() => new Promise((resolve, reject) => {
      const open = indexedDB.open("workshop-tablet", 1);
      open.onerror = () => reject(open.error);
      open.onupgradeneeded = () => {
        const db = open.result;
        const meta = db.createObjectStore("meta");
        const events = db.createObjectStore("events", { keyPath: "seq" });
        events.createIndex("id", "id", { unique: true });
        events.createIndex("unsent", "unsent");
        db.createObjectStore("reference");
        meta.put("11111111-1111-4111-8111-111111111111", "device_epoch");
        meta.put(3, "next_seq");
        const body = { worker: "9000000000000001", operation: "701", good: "5", defect_own: "0", defect_other: "0", band: "" };
        for (const seq of [1, 2]) events.put({ seq, id: "0190-0000-" + seq, kind: "output", date: "2026-03-01", at: "", by: "11", v: 1,
          unsent: 1, state: "held", reason: "", body });
      };
      open.onsuccess = () => { open.result.close(); resolve(); };
    })"""
    )
    tablet = Tablet(context, fake.address).enrol().enter()
    tablet.count("37")
    tablet.wait_saved(3)
    tablet.wait_sent()
    assert sorted(event["seq"] for event in fake.events.values()) == [1, 2, 3]


def test_a_revoked_tablet_still_uploads_and_says_so(tablet: Tablet, fake: FakeSync) -> None:
    fake.revoked = True
    tablet.count("37")
    tablet.wait_saved(1)
    tablet.wait_sent()
    assert "已停用" in tablet.page.inner_text("#unsent")
    tablet.count("38")
    tablet.wait_saved(2)
    tablet.wait_sent()
    assert len(fake.events) == 2


def test_a_quarantined_event_waits_where_a_person_sees_it(
    tablet: Tablet, context: BrowserContext, fake: FakeSync
) -> None:
    context.set_offline(True)
    tablet.count("37")
    tablet.wait_saved(1)
    event_id = tablet.stored()[0]["id"]
    fake.quarantined = {event_id: "这一天的工资已经锁定"}
    context.set_offline(False)
    tablet.hurry()
    tablet.wait_sent()
    tablet.go("list")
    assert "待处理" in tablet.page.inner_text(f".line[data-id='{event_id}']")
    assert "这一天的工资已经锁定" in tablet.page.inner_text(".lines")
    fake.states = {event_id: {"state": "applied", "reason": ""}}
    tablet.hurry()
    tablet.page.wait_for_selector(f".line[data-id='{event_id}'] .mark.sent")


def test_a_clock_three_years_off_names_the_day_of_the_last_contact(tmp_path: Path, fake: FakeSync) -> None:
    with browser(tmp_path) as context:
        tablet = Tablet(context, fake.address).enrol().enter()
        tablet.wait_ready_for_offline()
        tablet.wait_sent()
    fake.stop()
    with browser(tmp_path) as context:
        context.set_offline(True)
        context.clock.set_system_time(datetime.now(UTC) - timedelta(days=3 * 365))
        tablet = Tablet(context, fake.address).open().enter()
        assert "平板时间不对" in tablet.page.inner_text("[data-chip=date]")
        tablet.count("37")
        tablet.wait_saved(1)
        assert tablet.stored()[0]["date"] == civil_today().isoformat()


def test_the_queue_leaves_as_a_file_that_only_the_server_can_read(
    tablet: Tablet, context: BrowserContext, fake: FakeSync
) -> None:
    context.set_offline(True)
    tablet.count("37")
    tablet.count("38")
    tablet.wait_saved(2)
    tablet.go("settings")
    with tablet.page.expect_download() as waiting:
        tablet.tap("[data-do=export]")
    text = Path(waiting.value.path()).read_text(encoding="utf-8")
    box = json.loads(text)
    assert "9000000000000001" not in text
    oaep = padding.OAEP(mgf=padding.MGF1(algorithm=hashes.SHA256()), algorithm=hashes.SHA256(), label=None)
    key = fake.key.decrypt(base64.b64decode(box["key"]), oaep)
    opened = json.loads(AESGCM(key).decrypt(base64.b64decode(box["iv"]), base64.b64decode(box["data"]), None))
    assert [event["body"]["good"] for event in opened["events"]] == ["37", "38"]
    assert opened["device_epoch"] == box["device_epoch"]


def test_an_address_without_https_says_why_nobody_gets_in(context: BrowserContext, fake: FakeSync) -> None:
    context.add_init_script("Object.defineProperty(window.crypto, 'subtle', { value: undefined })")
    tablet = Tablet(context, fake.address).enrol()
    assert "https" in tablet.page.inner_text(".notice")


def test_a_wrong_pin_is_refused_and_many_of_them_make_a_wait(context: BrowserContext, fake: FakeSync) -> None:
    tablet = Tablet(context, fake.address).enrol()
    tablet.tap(".face[data-supervisor='11']")
    for _ in range(5):
        tablet.type("1111")
        tablet.page.wait_for_selector(".say.hand:has-text('密码不对')")
    tablet.type("2580")
    tablet.page.wait_for_selector(".say.hand:has-text('请等')")
    tablet.page.reload()
    tablet.tap(".face[data-supervisor='11']")
    tablet.type("2580")
    tablet.page.wait_for_selector(".say.hand:has-text('请等')")
    tablet.enter("12")  # one joker does not lock the others out


def test_a_used_code_is_refused_in_words(context: BrowserContext, fake: FakeSync) -> None:
    tablet = Tablet(context, fake.address)
    tablet.page.goto(fake.address + "#enrol=USED")
    tablet.tap(".enrol .save")
    tablet.page.wait_for_selector(".enrol .say:has-text('已经用过')")
