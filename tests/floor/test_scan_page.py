"""A phone without an account: what it shows of a badge or a ticket, what it takes, and what it never tells."""

from datetime import timedelta

import pytest

from tests.conftest import BOSS, NOW, W001
from tests.databases import alike
from tests.floor.crew import PIN, badge, hand_in_ticket, made, make, ticket, with_pin
from tests.floor.stage import CHEN, LI, SEW, TURN, UNPRICED, WANG, WEIGH, add, set_the_stage, worker
from workshop.access.guard import civil_today, utc_now
from workshop.access.worker_pins import set_worker_pin
from workshop.floor.actions import lock_days
from workshop.floor.actions.tickets import void_ticket
from workshop.floor.rules.proposals import pick_worker
from workshop.kernel.faults import Refused
from workshop.people.rows import WorkerRow
from workshop.store.database import fetch_all


@pytest.fixture
def phone(app):
    set_the_stage()
    return app.test_client()


def proposals() -> list[tuple]:
    columns = "worker_id, operation_id, date, good, defect_own"
    return alike(fetch_all(f"SELECT {columns} FROM proposal ORDER BY proposed_at, id"))


def test_a_badge_shows_name_and_number_and_nothing_else_of_the_person(app):
    set_the_stage()
    add(WorkerRow, worker(105, "周小兰", "G105", phone="13800001234", id_no_tail="5305", address="石桥村三组"))
    page = app.test_client().get(badge(105)).text
    assert "周小兰" in page
    assert "G105" in page
    for secret in ("13800001234", "1234", "5305", "石桥村", "1980", "0.08", "单价", "元"):
        assert secret not in page


def test_a_number_is_kept_for_the_supervisor(phone):
    answer = phone.post(badge(), data={"operation": str(SEW), "good": "37", "defect": "2"}, follow_redirects=True)
    assert "已交给班组长确认:王桂香(101) 缝合 37 双,次品 2" in answer.text
    assert proposals() == [(WANG, SEW, str(civil_today()), 37_000, 2_000)]
    assert fetch_all("SELECT COUNT(*) FROM output") == [(0,)]


def test_full_width_digits_are_digits(phone):
    phone.post(badge(), data={"operation": str(SEW), "good": "３７"})
    assert proposals()[0][3] == 37_000


def test_yesterday_can_be_chosen_and_no_other_day(phone):
    today = civil_today()
    for back, status in ((1, 302), (2, 400), (-1, 400)):
        data = {"operation": str(SEW), "good": "5", "on": str(today - timedelta(days=back))}
        assert phone.post(badge(), data=data).status_code == status
    assert [row[2] for row in proposals()] == [str(today - timedelta(days=1))]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "还没有填数"),
        ("0", "还没有填数"),
        ("abc", "应是数字"),
        ("-5", "不能是负数"),
        ("1.5", "只能填整数"),
        ("1e9", "应是数字"),
        ("9" * 20, "应是数字"),
        ("30000", "一天一夜也做不完"),
    ],
)
def test_what_is_no_count_is_told_at_the_field_and_stays_typed(phone, typed, sentence):
    answer = phone.post(badge(), data={"operation": str(SEW), "good": typed})
    assert answer.status_code == 400
    assert sentence in answer.text
    assert f'value="{typed}"' in answer.text
    assert proposals() == []


def test_the_ceiling_counts_what_was_handed_in_before(phone):
    assert [phone.post(badge(), data={"operation": str(SEW), "good": "9000"}).status_code for _ in range(3)] == [
        302, 302, 400,
    ]  # fmt: skip


def test_an_operation_must_be_one_in_use(phone):
    for operation in ("", "999", "abc"):
        assert "请选做的是哪道工序" in phone.post(badge(), data={"operation": operation, "good": "5"}).text


def test_the_operation_of_the_last_time_is_chosen_already(phone):
    made(10, civil_today() - timedelta(days=2), operation=TURN)
    assert f'<option value="{TURN}" selected>' in phone.get(badge()).text


def test_a_day_whose_pay_is_locked_is_for_the_supervisor(phone):
    lock_days(BOSS, utc_now(), W001, [WANG], civil_today())
    assert "已经锁定" in phone.post(badge(), data={"operation": str(SEW), "good": "5"}).text


def test_the_badge_of_someone_who_left_tells_nothing(app):
    set_the_stage()
    add(WorkerRow, worker(106, "离小芳", "G106", left=civil_today() - timedelta(days=1)))
    page = app.test_client().get(badge(106)).text
    assert "已停用" in page
    assert "离小芳" not in page
    assert app.test_client().post(badge(106), data={"operation": str(SEW), "good": "5"}).status_code == 400
    assert proposals() == []


def test_a_forged_code_answers_in_plain_words(phone):
    for code in (badge()[:-3] + "AAA", "/s/x", "/s/工牌", "/s/" + "a" * 300):
        for answer in (phone.get(code), phone.post(code, data={"good": "5"})):
            assert answer.status_code == 404
            assert "这个码不是本车间印的" in answer.text


def test_a_ticket_shows_its_bundle(phone):
    page = phone.get(ticket(make()[0].id)).text
    for words in ("缝合", "劳保手套", "50", "A3 第 1 扎", "工号"):
        assert words in page


def test_a_ticket_is_handed_in_by_number(phone):
    one = make()[0]
    answer = phone.post(ticket(one.id), data={"worker": "101", "defect": "3"}, follow_redirects=True)
    assert "王桂香(101) 缝合 47 双,次品 3" in answer.text
    assert "等班组长确认" in answer.text


def test_a_phone_that_scanned_a_badge_needs_no_number(phone):
    phone.get(badge(LI))
    one = make()[0]
    assert "李秀英" in phone.get(ticket(one.id)).text
    phone.post(ticket(one.id), data={})
    assert proposals()[0][0] == LI


def test_the_phone_of_another_is_not_asked_in_his_name(phone):
    phone.get(badge(LI))
    one = make()[0]
    assert "李秀英" not in phone.get(ticket(one.id) + "?me=0").text
    assert phone.post(ticket(one.id), data={}).status_code == 400


def test_used_void_and_forged_tickets_answer_in_plain_words(phone):
    used, void, *_ = make(quantity=150)
    hand_in_ticket(used)
    void_ticket(BOSS, NOW, W001, void.id, "丢了")
    assert "已经交过,一张只算一次" in phone.get(ticket(used.id)).text
    assert "不是您交的,请马上告诉班组长" in phone.post(ticket(used.id), data={"worker": "102"}).text
    assert "这张菲票已作废(丢了)" in phone.get(ticket(void.id)).text
    assert "不是本车间印的" in phone.get(ticket(987_654)).text


def test_a_number_that_nobody_has_is_told(phone):
    one = make()[0]
    answer = phone.post(ticket(one.id), data={"worker": "999"})
    assert "没有工号「999」" in answer.text
    assert proposals() == []


def test_the_end_of_a_number_is_enough_where_it_fits_one_person():
    people = [(1, "G0017", "王"), (2, "G0117", "李"), (3, "A5", "赵"), (4, "B5", "陈")]
    assert pick_worker("17", people) == (1, "王")
    assert pick_worker("g0117", people) == (2, "李")
    assert pick_worker("Ｇ０１１７", people) == (2, "李")
    with pytest.raises(Refused, match="有 2 个人"):
        pick_worker("5", people)


def test_wrong_numbers_come_to_an_end(phone):
    one = make()[0]
    answers = [phone.post(ticket(one.id), data={"worker": "999"}).text for _ in range(22)]
    assert "填错的次数太多" in answers[-1]
    assert "填错的次数太多" in phone.post(ticket(one.id), data={"worker": "101"}).text
    other = phone.post(ticket(one.id), data={"worker": "101"}, environ_base={"REMOTE_ADDR": "10.9.9.9"})
    assert other.status_code == 302


def test_without_the_limits_wrong_numbers_go_on(phone, monkeypatch):
    from workshop.floor.actions import proposing

    monkeypatch.setattr(proposing, "LIMITS", ())
    one = make()[0]
    answers = [phone.post(ticket(one.id), data={"worker": "999"}).text for _ in range(25)]
    assert all("没有工号" in answer for answer in answers)


def test_a_flood_from_one_badge_is_stopped(phone):
    statuses = [phone.post(badge(), data={"operation": str(TURN), "good": "1"}).status_code for _ in range(32)]
    assert statuses == [302] * 30 + [400] * 2


def test_the_same_form_sent_twice_is_one_count(phone):
    data = {"operation": str(SEW), "good": "37", "nonce": "once-only"}
    phone.post(badge(), data=data)
    assert "没有重复保存" in phone.post(badge(), data=data, follow_redirects=True).text
    assert len(proposals()) == 1


def test_weights_take_decimals(phone):
    phone.post(badge(), data={"operation": str(WEIGH), "good": "12.5"})
    assert proposals()[0][3] == 12_500


def test_an_operation_without_a_price_is_taken_too(phone):
    assert phone.post(badge(CHEN), data={"operation": str(UNPRICED), "good": "5"}).status_code == 302


# 每日对工 by phone


def test_the_day_is_shown_only_behind_the_right_digits(phone):
    made(37, civil_today())
    set_worker_pin(BOSS, utc_now(), W001, WANG, PIN)
    assert "37 双" not in phone.get(f"{badge()}/day").text
    wrong = phone.post(f"{badge()}/day", data={"pin": "9999"})
    assert wrong.status_code == 400
    assert "密码不对" in wrong.text
    page = phone.post(f"{badge()}/day", data={"pin": PIN}, follow_redirects=True).text
    assert "37 双" in page
    for pay in ("元", "0.08", "单价"):
        assert pay not in page


def test_one_workers_digits_do_not_open_anothers_day(phone):
    with_pin(phone)
    made(41, civil_today(), worker_id=LI)
    assert "41 双" not in phone.get(f"{badge(LI)}/day").text


def test_the_digits_hold_for_ten_minutes(phone, monkeypatch):
    from workshop.floor.pages import own_day

    made(37, civil_today())
    with_pin(phone)
    later = utc_now() + timedelta(minutes=11)
    monkeypatch.setattr(own_day, "utc_now", lambda: later)
    assert "输入您的四位密码" in phone.get(f"{badge()}/day").text


def test_a_worker_says_that_the_day_is_right(phone):
    made(37, civil_today())
    with_pin(phone)
    phone.post(f"{badge()}/day/word", data={"on": str(civil_today()), "word": "right"})
    assert fetch_all("SELECT worker_id, agrees, note FROM confirmation") == [(WANG, 1, "")]
    assert "您说对" in phone.get(f"{badge()}/day").text


def test_who_says_that_it_is_wrong_says_what(phone):
    made(37, civil_today())
    with_pin(phone)
    data = {"on": str(civil_today()), "word": "wrong"}
    assert "请写哪里不对" in phone.post(f"{badge()}/day/word", data=data).text
    phone.post(f"{badge()}/day/word", data=data | {"note": "少记 20 双"})
    assert fetch_all("SELECT agrees, note FROM confirmation") == [(0, "少记 20 双")]


def test_nobody_speaks_without_the_digits(phone):
    made(37, civil_today())
    answer = phone.post(f"{badge()}/day/word", data={"on": str(civil_today()), "word": "right"})
    assert answer.status_code == 302
    assert fetch_all("SELECT COUNT(*) FROM confirmation") == [(0,)]


def test_last_week_is_not_confirmed_by_phone(phone):
    with_pin(phone)
    day = civil_today() - timedelta(days=7)
    assert phone.post(f"{badge()}/day/word", data={"on": str(day), "word": "right"}).status_code == 400
    assert fetch_all("SELECT COUNT(*) FROM confirmation") == [(0,)]


def test_a_ticket_has_no_day(phone):
    assert phone.get(f"{ticket(make()[0].id)}/day").status_code == 404
