"""The gate to the second and to the last try: how long a sign-in holds, how many tries there are, what stays closed."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy.exc import DataError

from tests.access.test_matrix import fill
from tests.conftest import BOSS, NOW, PASSWORD, W001
from tests.floor.stage import LI, WANG, set_the_stage
from workshop.access import devices, passwords
from workshop.access.devices import CODE_LIFE, enrol_device, find_device, list_devices, make_enrolment, revoke_device
from workshop.access.guard import civil_today, utc_now
from workshop.access.passwords import check_login
from workshop.access.roles import policy
from workshop.access.sessions import LIFE, TOUCH_EVERY, Account, end_sessions, find_account, open_session, touch_session
from workshop.access.tries import Limit, open_try, settle_try
from workshop.access.worker_pins import check_worker_pin, set_worker_pin
from workshop.access.worker_sessions import IDLE, LONGEST, close_phone, find_phone, open_worker_session, touch_phone
from workshop.kernel.faults import NotFound, Refused
from workshop.store.transaction import transaction

SECOND = timedelta(seconds=1)
PIN = "2580"


# ---- tries


def a_limit(most: int = 2, counts: Any = "both", failed_only: bool = True) -> tuple[Limit, ...]:
    return (Limit(counts, most, timedelta(minutes=15), failed_only, "太多", "请稍后"),)


def is_let_in(limits: tuple[Limit, ...], subject: str = "a", address: str = "1", now: datetime = NOW) -> bool:
    """Whether one more try would be; it is taken back."""
    try:
        with transaction(BOSS, now):
            open_try(subject, address, now, limits)
            raise LookupError
    except Refused:
        return False
    except LookupError:
        return True


@pytest.mark.parametrize(
    ("counts", "others"),
    [("both", [True, True, True]), ("subject", [False, True, True]), ("address", [True, False, True])],
)
def test_a_limit_counts_what_it_says_it_counts(app: Flask, counts: str, others: list[bool]):
    open_try("a", "1", NOW, ())
    senders = [("a", "2"), ("b", "1"), ("b", "2")]
    assert [is_let_in(a_limit(1, counts), *sender) for sender in senders] == others
    assert not is_let_in(a_limit(1, counts), "a", "1")


def test_tries_are_forgotten_when_their_time_is_over_and_not_before(app: Flask):
    for _ in range(2):
        open_try("a", "1", NOW, a_limit())
    quarter = timedelta(minutes=15)
    assert [is_let_in(a_limit(), now=NOW + after) for after in (timedelta(), quarter - SECOND, quarter)] == [
        False,
        False,
        True,
    ]


def test_a_right_try_counts_only_where_all_are_counted(app: Flask):
    for _ in range(2):
        settle_try(open_try("a", "1", NOW, ()), NOW)
    assert is_let_in(a_limit())
    assert not is_let_in(a_limit(failed_only=False))


def test_who_gets_in_often_is_not_locked_out(app: Flask):
    set_the_stage()
    set_worker_pin(BOSS, NOW, W001, WANG, PIN)
    for _ in range(7):
        check_worker_pin(W001, WANG, PIN, "10.0.0.1", NOW)


@pytest.fixture
def quick(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """A sign-in that compares without the cost of Argon2; says "" or why it was refused."""
    monkeypatch.setattr(passwords, "_verify", lambda stored, typed: typed == PASSWORD and stored != passwords._NOBODY)

    def sign_in(
        password: str = PASSWORD, login: str = "zhou", address: str = "1", after: timedelta = timedelta()
    ) -> str:
        try:
            check_login(login, password, address, NOW + after)
        except Refused as refused:
            return refused.message
        return ""

    return sign_in


def test_five_wrong_passwords_pause_for_five_minutes_to_the_second(quick: Callable[..., str]):
    assert [quick("x") for _ in range(5)] == ["账号或密码不对"] * 5
    assert quick(after=timedelta(minutes=5) - SECOND) == "连续输错 5 次"
    assert quick(after=timedelta(minutes=5)) == ""


def test_two_tries_at_one_moment_are_not_both_the_last_one_allowed(quick: Callable[..., str], monkeypatch: Any):
    said = [quick("x") for _ in range(4)]

    def judged_while_another_comes(stored: str, typed: str) -> bool:
        if len(said) == 4:
            said.append("")
            said[4] = quick("x")
        return False

    monkeypatch.setattr(passwords, "_verify", judged_while_another_comes)
    assert quick("x") == "账号或密码不对"
    assert said[4] == "连续输错 5 次"


def test_a_right_password_among_the_last_five_means_no_pause(quick: Callable[..., str]):
    for password in ("x", "x", "x", PASSWORD, "x", "x", "x", "x"):
        assert quick(password) != "连续输错 5 次"
    assert quick() == ""


def test_a_hundred_failures_close_an_account_to_strangers_alone_and_for_a_day(quick: Callable[..., str]):
    assert quick(address="home") == ""
    said = [quick("x", address=f"10.0.0.{turn // 4}") for turn in range(100)]
    assert said == ["账号或密码不对"] * 100
    assert quick(address="elsewhere") == "这个账号今天被试了太多次"
    assert quick(address="home") == ""
    assert quick(login="chen", address="elsewhere") == ""
    assert quick(address="elsewhere", after=timedelta(days=1)) == ""


def test_an_unknown_name_and_a_wrong_password_are_the_same_to_whoever_asks(quick: Callable[..., str]):
    assert quick("x") == quick("x", login="nobody") == quick(login="nobody") == "账号或密码不对"


# ---- sessions


def an_account(login: str = "zhou") -> Any:
    return check_login(login, PASSWORD, "1", NOW)


def live(token: str, after: timedelta = timedelta()) -> bool:
    return find_account(token, NOW + after) is not None


def test_a_sign_in_holds_for_twelve_hours_from_when_it_was_last_seen(app: Flask):
    token = open_session(an_account(), NOW)
    assert (live(token, LIFE - SECOND), live(token, LIFE)) == (True, False)
    seen: Account = find_account(token, NOW)  # type: ignore[assignment]
    touch_session(seen, NOW + TOUCH_EVERY)
    assert not live(token, LIFE)
    touch_session(seen, NOW + TOUCH_EVERY + SECOND)
    assert live(token, LIFE)


def test_signing_out_ends_this_session_and_no_other(app: Flask):
    account = an_account()
    here, there = (open_session(account, NOW) for _ in range(2))
    neighbour = open_session(an_account("chen"), NOW)
    end_sessions(BOSS, NOW, account.id, here)
    assert [live(token) for token in (here, there, neighbour)] == [False, True, True]


def test_a_phone_closes_after_fifteen_idle_minutes_and_two_hours(app: Flask):
    set_the_stage()
    token = open_worker_session(NOW, W001, WANG, 0)
    assert find_phone(token, NOW + IDLE - SECOND)
    assert find_phone(token, NOW + IDLE) is None
    at = NOW
    while at < NOW + LONGEST - timedelta(minutes=10):
        at += timedelta(minutes=10)
        touch_phone(find_phone(token, at), at)  # type: ignore[arg-type]
    assert find_phone(token, NOW + LONGEST - SECOND)
    assert find_phone(token, NOW + LONGEST) is None


def test_a_phone_that_is_put_away_is_closed_and_the_others_are_not(app: Flask):
    set_the_stage()
    tokens = [open_worker_session(NOW, W001, worker, 0) for worker in (WANG, WANG, LI)]
    close_phone(find_phone(tokens[0], NOW), NOW)  # type: ignore[arg-type]
    assert [find_phone(token, NOW) is not None for token in tokens] == [False, True, True]
    set_worker_pin(BOSS, NOW, W001, WANG, PIN)
    assert [find_phone(token, NOW) is not None for token in tokens] == [False, False, True]


# ---- tablets


def test_a_code_enrols_one_tablet_within_ten_minutes(app: Flask):
    code = make_enrolment(BOSS, NOW, W001)
    with pytest.raises(Refused):
        enrol_device(code, "晚了", NOW + CODE_LIFE)
    device, token = enrol_device(code, " 一号 ", NOW + CODE_LIFE - SECOND)
    assert (device.name, device.workshop_id, device.enrolled_by) == ("一号", W001, "张主任")
    with pytest.raises(Refused):
        enrol_device(code, "又一台", NOW)
    assert [one.id for one in list_devices(W001)] == [device.id]
    found = find_device(token)
    assert found
    assert (found.id, found.revoked_at) == (device.id, None)


def test_of_two_tablets_at_the_same_moment_one_is_enrolled(app: Flask, monkeypatch: pytest.MonkeyPatch):
    """PostgreSQL lets both look before either has used the code: the second changes no row any more."""
    code = make_enrolment(BOSS, NOW, W001)
    monkeypatch.setattr(devices, "change_rows", lambda _: 0)
    with pytest.raises(Refused, match="用过了"):
        enrol_device(code, "一号", NOW)
    assert list_devices(W001) == []


@pytest.mark.parametrize("odd", ['"\\ud800"', '"\\u0000"', "1e400", '{"a": 1}', "[]", "null"])
def test_what_json_can_say_and_no_table_can_hold_is_no_fault(app: Flask, odd: str):
    client, kind = app.test_client(), "application/json"
    assert client.post("/api/devices", data=f'{{"code": {odd}}}', content_type=kind).status_code == 410
    body = f'{{"code": "{make_enrolment(BOSS, utc_now(), W001)}", "name": {odd}}}'
    answer = client.post("/api/devices", data=body, content_type=kind)
    assert answer.status_code in (201, 400)
    _, token = enrol_device(make_enrolment(BOSS, utc_now(), W001), "一号", utc_now())
    body, head = f'{{"device_epoch": {odd}, "events": [{odd}]}}', {"Authorization": f"Bearer {token}"}
    assert client.post("/api/sync", data=body, headers=head, content_type=kind).status_code in (200, 400)


def test_only_the_workshops_own_tablet_is_revoked(app: Flask):
    one, two = (enrol_device(make_enrolment(BOSS, NOW, W001), name, NOW) for name in ("一号", ""))
    with pytest.raises(NotFound):
        revoke_device(BOSS, NOW, 2, one[0].id)
    revoke_device(BOSS, NOW, W001, one[0].id)
    assert [bool(find_device(token).revoked_at) for _, token in (one, two)] == [True, False]  # type: ignore[union-attr]
    assert two[0].name == "平板"


# ---- the gate itself


@pytest.mark.parametrize(("at", "day"), [("2026-03-31T15:59:59", 31), ("2026-03-31T16:00:00", 1)])
def test_the_day_begins_at_midnight_in_shanghai(at: str, day: int):
    with time_machine.travel(f"{at}+00:00", tick=False):
        assert civil_today().day == day
        assert utc_now().isoformat() == at


def test_the_largest_key_of_a_table_can_be_asked_for_and_no_larger_one(app: Flask):
    seen = [app.url_map.bind("").test(f"/w/W001/claims/{key}", "GET") for key in (2**63 - 1, 2**63)]
    assert seen == [True, False]


def test_a_nul_in_an_address_names_nothing_and_in_a_question_is_refused(sign_in):
    client = sign_in("zhang")
    assert client.get("/w/W001/papers/%00/roster").status_code == 404
    assert client.get("/w/W001/workers?q=a&q=%00").status_code == 400


def test_a_view_that_lost_its_policy_is_closed(app: Flask, sign_in, monkeypatch: pytest.MonkeyPatch):
    client = sign_in("zhang")
    assert client.get("/").status_code == 302
    monkeypatch.delattr(app.view_functions["home"], "policy")
    assert client.get("/").status_code == 403


def test_no_form_is_taken_without_the_token_of_its_page(app: Flask, sign_in):
    """Cross-site: a stranger's page sends cookies along and knows no token. Choosing a language is harmless, tablets have no cookie."""
    client = sign_in("zhang")
    app.config["WTF_CSRF_ENABLED"] = True
    addresses = [
        rule for rule in app.url_map.iter_rules() if "POST" in rule.methods and not rule.rule.startswith("/api/")
    ]
    answers = {rule.rule: client.post(fill(rule.rule, "W001")).status_code for rule in addresses}
    assert {rule for rule, status in answers.items() if status != 400} == {"/language"}


def test_without_that_check_forms_are_taken(sign_in):
    assert sign_in("zhang").post("/sign-out").status_code == 302


def test_what_no_column_holds_is_logged_by_its_page_and_not_by_itself(app: Flask, sign_in, caplog, monkeypatch):
    @policy(scope="signed_in")
    def refuse() -> None:
        raise DataError("INSERT 王桂香", None, ValueError("王桂香"))

    client = sign_in("zhang")
    monkeypatch.setitem(app.view_functions, "home", refuse)
    assert client.get("/").status_code == 400
    assert "sent to home" in caplog.text
    assert "王桂香" not in caplog.text
