"""A tablet's events arrive once, whatever happens on the way; what cannot be applied waits where a person sees it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from tests.conftest import BOSS, NOW, W001
from workshop.access.devices import enrol_device, make_enrolment, revoke_device
from workshop.access.guard import civil_today
from workshop.floor.queries.inbox import list_waiting
from workshop.people.actions import NewWorker, add_workers
from workshop.prices.actions import NewOperation, NewPrice, add_operations, set_prices
from workshop.store.backup import make_backup
from workshop.store.database import db, fetch_all
from workshop.store.ids import new_entry_id
from workshop.store.transaction import transaction

STORE = "0198f000-0000-7000-8000-000000000001"


def worker(no: str, name: str, hired: date = date(2025, 1, 1), **more: Any) -> NewWorker:
    facts: dict[str, Any] = {
        "id_no": "", "birth_date": date(1980, 1, 1), "phone": "", "bank_card": "", "leave_date": None, "categories": (),
        "household_no": "", "contract_kind": "劳动合同", "contract_from": hired, "contract_to": None, "hours_system": "standard",
        "grade": "", "monthly_fen": None, "daily_fen": None, "hourly_fen": None,
    }  # fmt: skip
    return NewWorker(worker_no=no, name=name, sex="女", hire_date=hired, **(facts | more))


class Tablet:
    """An enrolled tablet with one worker and one operation to type about."""

    def __init__(self, app: Flask) -> None:
        self.app, self.seq, self.store = app, 0, STORE
        self.on = civil_today() - timedelta(days=1)
        self.worker = add_workers(BOSS, NOW, W001, [worker("G001", "王桂香")])["G001"]
        self.operation = add_operations(
            BOSS, NOW, W001, [NewOperation("GLV-02", "GLV", "劳保手套", 2, "缝合", "双", 45)]
        )["GLV-02"]
        set_prices(BOSS, NOW, W001, [NewPrice("GLV-02", date(2025, 1, 1), "", 768, None)])
        from workshop.access.guard import utc_now

        self.device, self.token = enrol_device(make_enrolment(BOSS, utc_now(), W001), "平板一", utc_now())

    def event(self, kind: str = "output", **more: Any) -> dict[str, Any]:
        self.seq += 1
        body = {
            "worker": str(self.worker),
            "operation": str(self.operation),
            "good": "37",
            "defect_own": "0",
            "defect_other": "0",
        }
        made = {
            "id": new_entry_id(),
            "seq": self.seq,
            "kind": kind,
            "date": str(self.on),
            "at": "2019-01-01",
            "by": "1",
            "v": 1,
        }
        return made | {"body": body | more.pop("body", {})} | more

    def send(self, *events: dict[str, Any], **more: Any) -> Any:
        document = {"version": 1, "device_epoch": self.store, "events": list(events), "high": self.seq} | more
        return self.app.test_client().post(
            "/api/sync", json=document, headers={"Authorization": f"Bearer {self.token}"}
        )

    def state(self, event: dict[str, Any]) -> str:
        (answer,) = [a for a in self.send(event).json["answers"] if a["id"] == event["id"]]
        return answer["state"]


@pytest.fixture
def tablet(app: Flask) -> Tablet:
    return Tablet(app)


def count(table: str = "output") -> int:
    return fetch_all(f"SELECT COUNT(*) FROM {table}")[0][0]


def codes() -> list[str]:
    return [waiting.code for waiting in list_waiting(W001)]


def test_an_event_becomes_an_entry_under_its_own_id(tablet):
    event = tablet.event()
    assert tablet.state(event) == "applied"
    assert fetch_all("SELECT id, good, price FROM output") == [(event["id"], 37000, 768)]


def test_the_same_event_ten_times_is_one_entry(tablet):
    event = tablet.event()
    states = [tablet.state(event) for _ in range(10)]
    assert states == ["applied"] + ["exists"] * 9
    assert count() == 1


def test_doubled_in_one_batch_is_one_entry(tablet):
    event = tablet.event()
    tablet.send(event, event)
    assert count() == 1


def test_the_same_id_with_other_content_is_kept_aside_and_the_first_stays(tablet):
    event = tablet.event()
    tablet.send(event)
    assert tablet.state(event | {"body": event["body"] | {"good": "99"}}) == "conflict"
    assert fetch_all("SELECT good FROM output") == [(37000,)]
    assert count("conflict") == 1


def test_a_cloned_tablet_loses_nothing(tablet):
    first, second = tablet.event(), tablet.event()
    tablet.send(first)
    tablet.send(second | {"seq": first["seq"]})
    assert count("inbox") == 2
    assert count() == 2


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"date": str(civil_today() + timedelta(days=2))}, "date_future"),
        ({"date": str(civil_today() - timedelta(days=3 * 365))}, "date_long_ago"),
        ({"date": "yesterday"}, "date_unreadable"),
        ({"body": {"worker": "999"}}, "worker_unknown"),
        ({"body": {"worker": "; DROP TABLE"}}, "worker_unreadable"),
        ({"body": {"operation": "999"}}, "operation_unknown"),
        ({"body": {"good": "1e9"}}, "number_unreadable"),
        ({"body": {"good": "-5"}}, "number_unreadable"),
        ({"body": {"good": "NaN"}}, "number_unreadable"),
        ({"body": {"good": "45.5"}}, "number_unreadable"),
        ({"body": {"good": "0"}}, "quantity_nothing"),
        ({"body": {"good": "9000"}}, "over_ceiling"),
        ({"body": {"band": "\ud800"}}, "band_unreadable"),
        ({"kind": "from_the_future"}, "kind_unknown"),
        ({"body": {"band": "holiday"}}, "band_contradicts"),
    ],
)
def test_what_cannot_be_applied_waits_with_its_reason(tablet, change, code):
    bad, good = tablet.event(**change), tablet.event()
    answer = tablet.send(bad, good).json
    assert [a["state"] for a in answer["answers"]] == ["quarantined", "applied"]
    assert answer["answers"][0]["reason"]
    assert codes() == [code]


@pytest.mark.parametrize("raw", [None, 5, "x", [], {"id": "\0", "seq": -1, "body": None}, {"id": 7, "seq": True}])
def test_whatever_comes_is_kept(tablet, raw):
    answer = tablet.send(raw)
    assert answer.status_code == 200
    assert count("inbox") == 1
    assert len(codes()) == 1


def test_a_worker_who_left_while_the_tablet_was_offline_waits(tablet):
    with transaction(BOSS, NOW):
        db.session.execute(text("UPDATE worker SET leave_date = :d"), {"d": str(tablet.on - timedelta(days=1))})
    tablet.send(tablet.event())
    assert codes() == ["after_leave"]


def test_an_operation_withdrawn_before_the_work_day_waits_and_after_it_counts(tablet):
    with transaction(BOSS, NOW):
        db.session.execute(text("UPDATE operation SET withdrawn_on = :d"), {"d": str(tablet.on)})
    tablet.send(tablet.event(), tablet.event(date=str(tablet.on - timedelta(days=1))))
    assert codes() == ["operation_withdrawn"]
    assert count() == 1


def test_a_price_that_changed_while_offline_leaves_the_one_on_the_screen(tablet):
    reference = tablet.app.test_client().get("/api/reference", headers={"Authorization": f"Bearer {tablet.token}"}).json
    from workshop.access.guard import utc_now

    set_prices(BOSS, utc_now(), W001, [NewPrice("GLV-02", tablet.on, "", 999, None)])
    tablet.send(tablet.event(body={"reference": reference["version"]}), tablet.event())
    assert sorted(p for (p,) in fetch_all("SELECT price FROM output")) == [768, 999]


def test_a_reverse_takes_an_entry_back(tablet):
    event = tablet.event()
    tablet.send(event, tablet.event("reverse", body={"event": event["id"], "reason": "数错了"}))
    assert fetch_all("SELECT SUM(good) FROM output") == [(0,)]


def test_a_reverse_that_comes_before_its_event_waits_for_it(tablet):
    event = tablet.event()
    back = tablet.event("reverse", body={"event": event["id"]})
    tablet.send(back)
    assert codes() == ["waits"]
    tablet.send(event)
    assert fetch_all("SELECT SUM(good) FROM output") == [(0,)]
    assert codes() == []


def test_a_reverse_of_a_quarantined_event_puts_it_aside(tablet):
    event = tablet.event(body={"good": "-5"})
    tablet.send(event, tablet.event("reverse", body={"event": event["id"]}))
    assert codes() == []


def test_a_second_reverse_of_the_same_entry_changes_nothing(tablet):
    event = tablet.event()
    backs = [tablet.event("reverse", body={"event": event["id"]}) for _ in range(2)]
    tablet.send(event, *backs)
    assert fetch_all("SELECT COUNT(*), SUM(good) FROM output") == [(2, 0)]


def test_attendance_hours_teams_and_confirmations_come_the_same_way(tablet):
    events = [
        tablet.event("attendance", body={"status": "出勤", "clock_in": 480, "clock_out": 1080}),
        tablet.event("hours", body={"activity": "打包", "minutes": 90}),
        tablet.event(
            "team_output", body={"quantity": "100", "split": "equal", "members": [{"worker": str(tablet.worker)}]}
        ),
        tablet.event("confirm", body={"ok": True}),
    ]
    answers = tablet.send(*events).json["answers"]
    assert [(a["state"], a["reason"]) for a in answers] == [("applied", "")] * 4
    assert [count(table) for table in ("attendance", "hours", "team_output", "confirmation")] == [1, 1, 1, 1]


def test_a_second_word_on_a_day_is_put_before_a_person_unless_it_says_why(tablet):
    tablet.send(tablet.event("attendance", body={"status": "出勤"}))
    tablet.send(tablet.event("attendance", body={"status": "事假"}))
    assert codes() == ["attendance_differs"]
    tablet.send(tablet.event("attendance", body={"status": "病假", "reason": "补了病假条"}))
    assert fetch_all("SELECT status FROM attendance ORDER BY version") == [("出勤",), ("病假",)]


def test_the_mark_moves_over_what_came_without_a_gap(tablet):
    one, two, three = tablet.event(), tablet.event(), tablet.event()
    answer = tablet.send(one, three).json
    assert (answer["received_to"], answer["missing"]) == (1, [2])
    answer = tablet.send(two).json
    assert (answer["received_to"], answer["missing"]) == (3, [])


@pytest.mark.sqlite
def test_only_what_lies_in_a_checked_backup_counts_as_backed_up(tablet, tmp_path):
    assert tablet.send(tablet.event()).json["backed_up_to"] == 0
    make_backup(BOSS, NOW, tmp_path / "b.db")
    assert tablet.send(tablet.event()).json["backed_up_to"] == 1


def test_a_store_that_was_cleared_names_what_may_be_missing(tablet):
    tablet.send(tablet.event(), high=7)
    tablet.store = STORE.replace("1", "2")
    assert tablet.send(tablet.event(seq=1)).json["lost"] == [{"store": STORE, "first": 2, "last": 7}]


def test_a_revoked_tablet_still_uploads_and_reads_nothing(tablet):
    from workshop.access.guard import utc_now

    revoke_device(BOSS, utc_now(), W001, tablet.device.id)
    answer = tablet.send(tablet.event())
    assert (answer.status_code, answer.json["revoked"], count()) == (200, True, 1)
    read = tablet.app.test_client().get("/api/reference", headers={"Authorization": f"Bearer {tablet.token}"})
    assert read.status_code == 403


def test_a_stranger_cannot_sync(tablet):
    tablet.token = "somebody-elses"
    assert tablet.send(tablet.event()).status_code == 401
    assert count("inbox") == 0


def test_an_enrolment_code_works_once(app: Flask):
    from workshop.access.guard import utc_now

    code = make_enrolment(BOSS, utc_now(), W001)
    client = app.test_client()
    first, second = (client.post("/api/devices", json={"code": code, "name": "甲"}) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 410)


def test_an_enrolment_code_is_good_for_ten_minutes(app: Flask):
    from workshop.access.guard import utc_now

    code = make_enrolment(BOSS, utc_now() - timedelta(minutes=11), W001)
    assert app.test_client().post("/api/devices", json={"code": code, "name": "甲"}).status_code == 410


def test_a_body_too_large_or_cut_in_the_middle_is_refused_in_words(tablet):
    headers = {"Authorization": f"Bearer {tablet.token}", "Content-Type": "application/json"}
    client = tablet.app.test_client()
    assert client.post("/api/sync", data=b"{" + b" " * 300_000, headers=headers).status_code == 413
    cut = client.post("/api/sync", data=b'{"version": 1, "events": [{"id"', headers=headers)
    assert (cut.status_code, "重新上传" in cut.json["error"]) == (400, True)


def test_every_answer_says_that_it_is_ours(tablet):
    assert tablet.send().headers["X-Workshop"] == "1"


def test_the_reference_names_nobody_s_number(tablet):
    answer = tablet.app.test_client().get("/api/reference", headers={"Authorization": f"Bearer {tablet.token}"})
    assert answer.json["workers"][0]["name"] == "王桂香"
    assert set(answer.json["workers"][0]) == {
        "id",
        "no",
        "name",
        "initials",
        "photo",
        "hire",
        "leave",
        "system",
        "grade",
    }
    again = tablet.app.test_client().get(
        f"/api/reference?have={answer.json['version']}", headers={"Authorization": f"Bearer {tablet.token}"}
    )
    assert again.status_code == 304


def test_what_the_program_fails_at_waits_and_blocks_nothing(tablet, monkeypatch):
    import workshop.floor.actions.judging as judging

    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError

    monkeypatch.setitem(judging.JUDGES, "hours", fail)
    tablet.send(tablet.event("hours", body={"activity": "x", "minutes": 5}), tablet.event())
    assert codes() == ["program_error"]
    assert count() == 1


def make_check_then_insert(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """The protection switched off: rows are added without asking the key."""
    import workshop.floor.actions.inbox as inbox

    def insert_all(row: Any, values: list[dict[str, Any]]) -> None:
        for value in values:
            db.session.execute(row.__table__.insert(), value)

    monkeypatch.setattr(inbox, "_insert_ignoring", insert_all)
    return insert_all


def test_twin_without_the_key_s_answer_a_doubled_event_breaks_the_batch(tablet, monkeypatch):
    make_check_then_insert(monkeypatch)
    event = tablet.event()
    assert tablet.send(event, event).status_code == 500
