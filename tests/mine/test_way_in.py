"""The way to a worker's own pages: the badge and four digits open them, nothing else does, and they close by themselves."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import text, update

from tests.conftest import BOSS, NOW, W001, W002
from tests.floor.stage import LI, WANG, set_the_stage
from tests.mine.phone import PIN, open_phone, own_address
from workshop.access import worker_pins
from workshop.access.badges import replace_badge
from workshop.access.codes import make_code
from workshop.access.guard import civil_today, utc_now
from workshop.access.rows import WorkerSessionRow
from workshop.access.worker_pins import set_worker_pin, unlock_worker_pin
from workshop.access.worker_sessions import IDLE, LONGEST, find_phone, open_worker_session
from workshop.store.database import change_rows, db, fetch_all
from workshop.store.transaction import transaction

OWN = "/m/slips"


@pytest.fixture
def pinned(app):
    set_the_stage()
    set_worker_pin(BOSS, NOW, W001, WANG, PIN)
    return app


def guess(client, times: int, pin: str = "9999", worker: int = WANG, address: str = "10.0.0.1") -> list[int]:
    """The answers to so many tries from one address."""
    at = {"REMOTE_ADDR": address}
    return [client.post(own_address(worker), data={"pin": pin}, environ_base=at).status_code for _ in range(times)]


def test_the_digits_open_the_pages_of_the_badge(pinned):
    client = open_phone(pinned, WANG)
    page = client.get("/m/").text
    assert "王桂香" in page
    assert "李秀英" not in page


def test_without_script_every_key_is_a_page_and_the_fourth_opens(pinned):
    client, typed = pinned.test_client(), ""
    for key in PIN[:3]:
        page = client.post(own_address(WANG), data={"pin": typed, "key": key})
        typed += key
        assert page.status_code == 200
        assert f'value="{typed}"' in page.text
    back = client.post(own_address(WANG), data={"pin": typed, "key": "back"}).text
    assert f'value="{typed[:-1]}"' in back
    assert client.post(own_address(WANG), data={"pin": typed, "key": PIN[3]}).headers["Location"] == "/m/"


def test_the_digits_never_stand_in_an_address_or_in_the_cookie(pinned):
    client = pinned.test_client()
    answer = client.post(own_address(WANG), data={"pin": PIN})
    assert PIN not in answer.headers["Location"]
    assert PIN not in "".join(answer.headers.getlist("Set-Cookie"))


def test_every_own_page_is_behind_the_digits(pinned):
    client = pinned.test_client()
    own = [rule for rule in pinned.url_map.iter_rules() if rule.endpoint.startswith("mine.")]
    open_ones = {rule.endpoint for rule in own if pinned.view_functions[rule.endpoint].policy.scope == "public"}
    assert open_ones == {"mine.door", "mine.pad", "mine.type_pin", "mine.leave", "mine.look"}
    for rule in own:
        if rule.endpoint not in open_ones:
            address = re.sub(r"<int:\w+>", "1", rule.rule).replace("<period>", "2026-03")
            address = address.replace("<on>", "2026-03-12").replace("<what>", "today")
            method = "POST" if "POST" in rule.methods else "GET"
            assert client.open(address, method=method).headers.get("Location") == "/m/in", address
    assert "扫工牌" in client.get("/m/in").text


@pytest.mark.parametrize("text", ["x", "b1-2t.AAAAAAAAAAAAAAAAAAAAAA", "in/../x"])
def test_a_forged_code_is_not_there(pinned, text):
    assert pinned.test_client().get(f"/m/{text}").status_code == 404


def test_a_ticket_is_no_badge(pinned):
    assert pinned.test_client().get(f"/m/{make_code('ticket', W001, WANG)}").status_code == 404


def test_a_badge_of_another_workshop_with_the_same_number_opens_nothing(pinned):
    assert pinned.test_client().get(own_address(WANG, W002)).status_code == 404


def test_leaving_closes_the_door_and_the_badge_is_remembered(pinned):
    client = open_phone(pinned, WANG)
    client.post("/m/out")
    assert client.get(OWN).headers["Location"] == "/m/in"
    assert client.get("/m/in").headers["Location"] == own_address(WANG)
    client.post("/m/out", data={"other": "1"})
    assert client.get("/m/in").status_code == 200


def test_new_digits_close_every_phone(pinned):
    client = open_phone(pinned, WANG)
    set_worker_pin(BOSS, NOW, W001, WANG, "7391")
    assert client.get(OWN).status_code == 302


def test_digits_of_somebody_else_close_nothing(pinned):
    client = open_phone(pinned, WANG)
    set_worker_pin(BOSS, NOW, W001, LI, "7391")
    assert client.get(OWN).status_code == 200


def test_a_replaced_badge_opens_nothing_and_closes_the_phone(pinned):
    client = open_phone(pinned, WANG)
    assert replace_badge(BOSS, NOW, W001, WANG) == 1
    assert client.get(OWN).status_code == 302
    assert client.get(own_address(WANG)).status_code == 404
    assert client.get(f"/s/{make_code('badge', W001, WANG)}").status_code == 404
    assert client.get(own_address(WANG, issue=1)).status_code == 200


def leave(days_ago: int) -> None:
    with transaction(BOSS, NOW):
        gone = {"id": WANG, "on": civil_today() - timedelta(days=days_ago)}
        db.session.execute(text("UPDATE worker SET leave_date = :on WHERE id = :id"), gone)


def test_who_has_left_sees_the_last_pay_for_a_year_and_counts_nothing_any_more(pinned):
    client = open_phone(pinned, WANG)
    leave(10)
    assert client.get(OWN).status_code == 200
    assert client.get("/m/slips").status_code == 200
    assert pinned.test_client().get(own_address(WANG)).status_code == 200
    assert "operation" not in client.get(f"/s/{make_code('badge', W001, WANG)}").text


def test_who_has_left_long_ago_does_not_get_in_any_more(pinned):
    client = open_phone(pinned, WANG)
    leave(367)
    assert client.get(OWN).headers["Location"] == "/m/in"
    assert client.get(own_address(WANG)).status_code == 404


def test_an_idle_phone_closes_and_a_used_one_does_so_after_two_hours(pinned):
    token = open_worker_session(NOW, W001, WANG, 0)
    assert find_phone(token, NOW + IDLE - timedelta(seconds=1)).worker_id == WANG
    assert find_phone(token, NOW + IDLE) is None
    with transaction(BOSS, NOW):
        change_rows(update(WorkerSessionRow).values(seen_at=NOW + LONGEST))
    assert find_phone(token, NOW + LONGEST) is None


def test_the_table_keeps_no_token_that_opens(pinned):
    token = open_worker_session(utc_now(), W001, WANG, 0)
    assert token not in str(fetch_all("SELECT token_hash FROM worker_session"))


def test_guessing_ends_at_the_door_too(pinned):
    client = pinned.test_client()
    assert ["密码不对" in guess_page(client) for _ in range(5)] == [True] * 5
    assert "连续输错 5 次" in guess_page(client, PIN)


def test_without_the_limits_guessing_goes_on(pinned, monkeypatch):
    monkeypatch.setattr(worker_pins, "LIMITS", ())
    client = pinned.test_client()
    assert all("密码不对" in guess_page(client) for _ in range(8))
    assert guess(client, 1, PIN) == [302]


def guess_page(client, pin: str = "9999") -> str:
    return client.post(own_address(WANG), data={"pin": pin}, environ_base={"REMOTE_ADDR": "10.0.0.1"}).text


def test_a_joker_locks_out_neither_the_worker_elsewhere_nor_anybody_else(pinned):
    set_worker_pin(BOSS, NOW, W001, LI, PIN)
    client = pinned.test_client()
    guess(client, 8)
    assert guess(pinned.test_client(), 1, PIN) == [400]
    assert guess(pinned.test_client(), 1, PIN, address="10.0.0.2") == [302]
    assert guess(pinned.test_client(), 1, PIN, LI) == [302]


def test_the_supervisor_lets_a_locked_out_worker_in_with_the_digits_he_has(pinned, sign_in):
    guess(pinned.test_client(), 8)
    answer = sign_in("zhou").post(f"/w/W001/badges/unlock/{WANG}")
    assert answer.status_code == 302
    assert guess(pinned.test_client(), 1, PIN) == [302]
    assert fetch_all("SELECT actor_name FROM audit_leaf WHERE action = 'worker_pin.unlock'") == [("周师傅",)]


def test_unlocking_forgets_nobody_elses_tries(pinned):
    set_worker_pin(BOSS, NOW, W001, LI, PIN)
    guess(pinned.test_client(), 8, worker=LI)
    unlock_worker_pin(BOSS, NOW, W001, WANG)
    assert guess(pinned.test_client(), 1, PIN, LI) == [400]


def test_large_type_and_pictures_are_kept_on_the_phone(pinned):
    client = open_phone(pinned, WANG)
    client.post("/m/look", data={"turn": "large", "back": "/m/"})
    assert client.post("/m/look", data={"turn": "pictures", "back": "/m/slips"}).headers["Location"] == "/m/slips"
    assert 'class="large pictures"' in client.get(OWN).text
    client.post("/m/look", data={"turn": "large", "back": "/m/"})
    assert 'class="pictures"' in client.get(OWN).text
