"""A whole day without network on the real server: typed on a tablet that is killed twice, sent through a lossy proxy."""

import random
import re
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.serving import make_server

from tests.browser.fake_sync import PIN
from tests.browser.tablet import PORTRAIT, Tablet, browser, touch_keys
from tests.conftest import BOSS, W001
from tests.floor.stage import SEW, TURN, WEIGH, set_the_stage
from workshop.access.devices import make_enrolment
from workshop.access.guard import civil_today, utc_now
from workshop.access.pins import set_pin
from workshop.access.rows import AccountRow
from workshop.floor.rows import AttendanceRow, HoursRow, OutputRow, TeamOutputRow
from workshop.people.rows import WorkerRow
from workshop.prices.rows import OperationRow
from workshop.store.database import db

pytestmark = pytest.mark.browser


class LossyProxy:
    """Between tablet and server: three answers in ten are lost after the server has committed, three posts in ten come twice."""

    def __init__(self, app: Callable[..., Iterable[bytes]]) -> None:
        self.app = app
        self.chance = random.Random(7)
        self.lost = self.doubled = 0

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        """A WSGI application around the other."""
        if environ["PATH_INFO"] != "/api/sync":
            return self.app(environ, start)
        body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
        if self.chance.random() < 0.3:
            self.doubled += 1
            b"".join(self.app(environ | {"wsgi.input": BytesIO(body)}, lambda *_: None))
        answer = b"".join(self.app(environ | {"wsgi.input": BytesIO(body)}, keep := Keep()))
        if self.chance.random() < 0.3:
            self.lost += 1
            start("504 Gateway Timeout", [("Content-Type", "text/html")])
            return [b"<h1>504</h1>"]
        start(*keep.said)
        return [answer]


class Keep:
    """Remembers what a WSGI application wanted to begin with."""

    def __call__(self, *said: Any) -> None:
        """As `start_response`."""
        self.said = said


class Server:
    """The real application behind the proxy; it can be away and come back at the same address."""

    def __init__(self, app: Flask) -> None:
        self.proxy = LossyProxy(app)
        self.port = 0
        self.up()

    def up(self) -> None:
        """Listens."""
        self.server = make_server("127.0.0.1", self.port, self.proxy, threaded=True)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def away(self) -> None:
        """Nobody answers any more."""
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def server(app: Flask) -> Iterator[Server]:
    set_the_stage(people=26)
    zhou = db.session.execute(select(AccountRow.id).where(AccountRow.login == "zhou")).scalar_one()
    set_pin(BOSS, utc_now(), zhou, PIN)
    running = Server(app)
    yield running
    running.away()


def test_a_day_without_network_arrives_as_it_was_typed(server: Server, tmp_path: Path, sign_in) -> None:
    code = make_enrolment(BOSS, utc_now(), W001)
    zhou = str(db.session.execute(select(AccountRow.id).where(AccountRow.login == "zhou")).scalar_one())
    with browser(tmp_path / "profile", PORTRAIT) as context:
        address = f"http://127.0.0.1:{server.port}/tablet/"
        tablet = Tablet(context, address).enrol(code).enter(zhou)
        tablet.wait_ready_for_offline()
        server.away()

        tablet.go("attendance")
        tablet.tap(".brushes .save")
        tablet.wait_saved(30)
        typed: Counter[tuple[int, int]] = Counter()
        for number, (operation, name) in enumerate(((SEW, "缝合"), (TURN, "翻套"), (WEIGH, "称重"))):
            tablet.go("capture")
            tablet.choose("operation", name)
            typed += _count_all(tablet, operation, number)
            if number < 2:
                tablet.crash()
                tablet = Tablet(context, address).open().enter(zhou)
                assert len(tablet.stored()) == 30 + 30 * (number + 1)

        typed = _correct_two(tablet, typed)
        _team(tablet)
        _hours_of_three(tablet)
        assert tablet.badge() == tablet.waiting() == len(tablet.stored())

        server.up()
        for _ in range(30):
            tablet.hurry()
            tablet.page.wait_for_timeout(500)
            if tablet.waiting() == 0:
                break
        assert tablet.badge() == tablet.waiting() == 0
        assert tablet.errors == []
        held = tablet.stored()
        assert {event["state"] for event in held} <= {"applied", "exists"}, [
            e for e in held if e["state"] == "quarantined"
        ]
    assert server.proxy.lost + server.proxy.doubled > 0
    _compare_with_the_server(typed, len(held))
    _compare_with_the_page(typed, sign_in("zhou").get(f"/w/W001/day/entries?on={civil_today()}").text)


def _count_all(tablet: Tablet, operation: int, number: int) -> Counter[tuple[int, int]]:
    """Thirty people in the order of the list; answers (worker, operation) → thousandths."""
    session = tablet.context.new_cdp_session(tablet.page)
    before = len(tablet.stored())
    touch_keys(tablet.page, session, "".join(f"{11 + number * 30 + n}+" for n in range(30)), 0.03)
    tablet.wait_saved(before + 30)
    made = [event["body"] for event in tablet.stored()[before:]]
    assert [body["good"] for body in made] == [str(11 + number * 30 + n) for n in range(30)]
    assert {body["operation"] for body in made} == {str(operation)}
    return Counter({(int(body["worker"]), operation): int(body["good"]) * 1000 for body in made})


def _correct_two(tablet: Tablet, typed: Counter[tuple[int, int]]) -> Counter[tuple[int, int]]:
    """One number is corrected, one line is taken back."""
    lines = [event for event in tablet.stored() if event["kind"] == "output"]
    wrong, twice = lines[3], lines[40]
    tablet.go("list")
    tablet.tap(f"[data-correct='{wrong['id']}']")
    tablet.page.wait_for_selector("#tablet[data-screen=capture]")
    tablet.count("99")
    tablet.wait_saved(122)
    typed[int(wrong["body"]["worker"]), int(wrong["body"]["operation"])] = 99_000
    tablet.go("list")
    tablet.tap(f"[data-reverse='{twice['id']}']")
    tablet.wait_saved(123)
    del typed[int(twice["body"]["worker"]), int(twice["body"]["operation"])]
    return typed


def _team(tablet: Tablet) -> None:
    tablet.go("team")
    tablet.choose("operation", "缝合")
    for n in range(3):
        tablet.tap(f".person-row >> nth={n}")
    tablet.choose("split", "按时间")
    tablet.tap(".own >> nth=1")
    tablet.type("240")
    tablet.tap(".number >> nth=0")
    tablet.count("734")
    tablet.wait_saved(124)


def _hours_of_three(tablet: Tablet) -> None:
    tablet.go("hours")
    for n, hours in enumerate("345"):
        tablet.tap(f".person-row >> nth={n}")
        tablet.count(hours)
        tablet.wait_saved(125 + n)


def _compare_with_the_server(typed: Counter[tuple[int, int]], events: int) -> None:
    db.session.rollback()
    today = civil_today()
    sums: Counter[tuple[int, int]] = Counter()
    for worker, operation, good in db.session.execute(
        select(OutputRow.worker_id, OutputRow.operation_id, OutputRow.good).where(OutputRow.date == today)
    ):
        sums[worker, operation] += good
    assert +sums == typed
    assert events == 127
    assert len(db.session.execute(select(AttendanceRow.status).where(AttendanceRow.status == "出勤")).all()) == 30
    assert db.session.execute(select(TeamOutputRow.quantity, TeamOutputRow.split)).all() == [(734_000, "by_minutes")]
    assert sorted(db.session.execute(select(HoursRow.minutes)).scalars()) == [180, 240, 300]


def _compare_with_the_page(typed: Counter[tuple[int, int]], page: str) -> None:
    """What a person reads on the server's sheet of the day: every entry that stands, by number, operation and count."""
    numbers = dict(db.session.execute(select(WorkerRow.id, WorkerRow.worker_no)).all())
    names = dict(db.session.execute(select(OperationRow.id, OperationRow.name)).all())
    row = re.compile(
        r'<tr class="">\s*<th scope="row">[^<]* <small>([^<]+)</small></th>\s*<td>([^<]+)</td>\s*<td class="n" data-name="合格">([^<]+) <'
    )
    read: Counter[tuple[str, str]] = Counter()
    for number, operation, good in row.findall(page):
        read[number, operation] += round(float(good.replace(",", "")) * 1000)
    assert read == {(numbers[worker], names[operation]): good for (worker, operation), good in typed.items()}
