"""The page on which one person is taken in."""

from datetime import date

from tests.conftest import BOSS, NOW, W001
from tests.people.roster import a_worker, card_for, number_for
from workshop.people.actions import add_workers
from workshop.people.queries import worker_ids

NUMBER = number_for(date(1982, 10, 10))
TYPED = {
    "worker_no": "001",
    "name": "王 桂香",
    "id_no": NUMBER,
    "sex": "",
    "birth_date": "",
    "phone": "100-0000-1234",
    "hire_date": "2026-03-01",
    "hours_system": "standard",
    "contract_kind": "",
    "categories": ["脱贫户"],
    "hourly_fen": "19.5",
}


def post(client, **changes):
    return client.post("/w/W001/workers/new", data=TYPED | changes)


def test_a_person_is_taken_in_and_shown(app, sign_in):
    client = sign_in("chen")
    answer = post(client, bank_card=card_for(3))
    assert answer.status_code == 302
    page = client.get(answer.location).text
    for said in ("王桂香 已登记入册", "1982-10-10", "脱贫户", "没有核对", "19.50"):
        assert said in page, said
    assert NUMBER not in page


def test_what_is_doubtful_is_said_but_taken(app, sign_in):
    client = sign_in("chen")
    answer = post(client, id_no="", sex="女")
    assert "没有身份证号" in client.get(answer.location).text


def test_a_refusal_stands_at_its_field_with_all_that_was_typed(app, sign_in):
    answer = post(sign_in("chen"), phone="123")
    assert answer.status_code == 400
    assert 'id="phone-error"' in answer.text
    assert "手机号应是 11 位数字" in answer.text
    assert 'value="王 桂香"' in answer.text
    assert worker_ids(W001) == {}


def test_a_wrong_check_digit_is_named(app, sign_in):
    wrong = NUMBER[:17] + ("0" if NUMBER[17] != "0" else "1")
    assert "末位校验不对" in post(sign_in("chen"), id_no=wrong).text


def test_the_same_person_again_is_named(app, sign_in):
    add_workers(BOSS, NOW, W001, [a_worker("009", id_no=NUMBER)])
    assert "已经在本车间" in post(sign_in("chen")).text


def test_dates_and_sums_that_are_none_are_named(app, sign_in):
    page = post(sign_in("chen"), hire_date="2026-02-30", hourly_fen="十九块").text
    assert "「2026-02-30」不是日期" in page
    assert "金额应是数字" in page


def test_strange_input_is_a_sentence_and_never_a_crash(app, sign_in):
    client = sign_in("chen")
    for field in TYPED:
        for strange in ("\x00", "\ud800", "9" * 5000, "NaN", "-5", "1e9", "<script>", "０１"):
            status = client.post(
                "/w/W001/workers/new", data=TYPED | {field: strange.encode("utf-8", "surrogatepass")}
            ).status_code
            assert status in (302, 400), (field, strange[:9], status)


def test_a_supervisor_takes_nobody_in(app, sign_in):
    assert post(sign_in("zhou")).status_code == 403
    assert worker_ids(W001) == {}


def test_all_that_is_wrong_is_said_at_once(app, sign_in):
    page = post(sign_in("chen"), phone="123", name="", bank_card="abc").text
    for field in ("phone", "name", "bank_card"):
        assert f'id="{field}-error"' in page, field
