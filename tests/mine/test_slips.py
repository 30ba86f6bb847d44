"""A slip on the phone: seen, line by line right or wrong, and an objection's whole way to the corrected slip."""

import re

import pytest

from tests.conftest import BOSS, NOW, W001
from tests.mine.phone import open_phone
from tests.pay.paying import TODAY, give_cards, lock
from tests.pay.stage import CHEN, MARCH, ZHANG, Stage, a_new_worker, at, count_statements
from workshop.pay.actions import (
    approve_run,
    compute_run,
    confirm_on_paper,
    lock_run,
    pay_by_bank,
    pay_in_cash,
    publish_slips,
    settle_batch,
)
from workshop.pay.queries.answers import list_objections, list_standings
from workshop.pay.queries.runs import find_run
from workshop.pay.queries.slips import list_slips
from workshop.people.actions import add_workers
from workshop.store.database import fetch_all

SLIP = "/m/slips/2026-03"


@pytest.fixture
def stage(app) -> Stage:
    stage = Stage()
    for number in ("001", "002"):
        stage.attend(number, [at(2), at(3)])
        stage.output(number, at(2), 600)
        stage.output(number, at(3), 617)
    compute_run(CHEN, NOW, W001, MARCH)
    return stage


def publish() -> None:
    publish_slips(CHEN, NOW, W001, MARCH)


def states() -> dict[str, str]:
    run = find_run(W001, "2026-03")
    return {one.slip.worker_no: one.state for one in list_standings(W001, "2026-03", run.id)}


def test_a_slip_that_was_not_made_known_is_not_there(app, stage):
    phone = open_phone(app, stage.workers["001"])
    assert phone.get(SLIP).status_code == 404
    assert "还没有公布" in phone.get("/m/slips").text


def test_looking_at_a_slip_is_put_down_once(app, stage):
    publish()
    phone = open_phone(app, stage.workers["001"])
    phone.get("/m/slips")
    assert states()["001"] == "published"
    phone.get(SLIP)
    phone.get(SLIP)
    assert states() == {"001": "seen", "002": "published", "004": "published"}
    assert fetch_all("SELECT COUNT(*) FROM slip_answer WHERE kind = 'seen'") == [(1,)]


def test_every_line_stands_there_with_its_sentence_and_amount(app, stage):
    publish()
    page = open_phone(app, stage.workers["001"]).get(SLIP).text
    assert "缝合 1,217 双 × 0.20 元 = 243.40 元" in page
    assert (
        page.count("有问题")
        == len(
            fetch_all(
                "SELECT 1 FROM slip_line l JOIN slip s ON s.id = l.slip_id WHERE s.worker_id = :id",
                id=stage.workers["001"],
            )
        )
        + 1
    )


def test_a_line_and_the_whole_are_confirmed(app, stage):
    publish()
    phone = open_phone(app, stage.workers["001"])
    phone.post(SLIP, data={"position": "1"})
    assert states()["001"] == "published"
    assert phone.get(SLIP).text.count("您说对") == 1 + 1  # the line, and the message that it was put down
    phone.post(SLIP, data={"position": "0"})
    assert states() == {"001": "confirmed", "002": "published", "004": "published"}


@pytest.mark.parametrize("reason", ["数量不对", "少记了"])
def test_a_line_is_objected_to_by_one_touch(app, stage, reason):
    publish()
    phone = open_phone(app, stage.workers["001"])
    assert "缝合" in phone.get(f"{SLIP}/1").text
    assert phone.post(f"{SLIP}/1", data={"reason": reason}).status_code == 303
    [one] = list_objections(W001, "2026-03")
    assert (one.worker_no, one.position, one.reason, one.way, one.by) == ("001", 1, reason, "phone", "王桂香")
    assert states()["001"] == "objected"


def test_something_else_needs_words_and_what_was_written_stays(app, stage):
    publish()
    phone = open_phone(app, stage.workers["001"])
    page = phone.post(f"{SLIP}/1", data={"reason": "其他", "text": " "})
    assert page.status_code == 400
    assert "哪里不对" in page.text
    assert phone.post(f"{SLIP}/1", data={"reason": "其他", "text": "3 月 3 日少 20 双"}).status_code == 303


@pytest.mark.parametrize(
    "address",
    [
        "/m/slips/2026-02",
        "/m/slips/2026-13",
        "/m/slips/x",
        f"{SLIP}/99",
        "/m/month/2131-01",
        "/m/month/0001-01",
        "/m/day/0001-01-01",
    ],
)
def test_what_is_not_his_is_not_there(app, stage, address):
    publish()
    assert open_phone(app, stage.workers["001"]).get(address).status_code == 404


def test_the_page_is_the_phones_workers_whatever_the_address_says(app, stage):
    publish()
    page = open_phone(app, stage.workers["002"]).get(f"{SLIP}?worker_id={stage.workers['001']}").text
    assert "陈小梅" in page
    assert "王桂香" not in page


def test_an_objection_travels_from_the_phone_to_the_corrected_slip(app, stage, sign_in):
    """王桂香 objects; the others are locked without her; the office adds what was missing; her new slip is confirmed and locked."""
    publish()
    phone, office = open_phone(app, stage.workers["001"]), sign_in("chen")
    phone.get(SLIP)
    phone.post(f"{SLIP}/1", data={"reason": "少记了", "text": "3 月 3 日少 20 双"})
    approve_run(ZHANG, NOW, W001, MARCH)
    lock_run(CHEN, NOW, W001, MARCH, leave_out_objected=True)
    assert [head.worker_no for head in list_slips(W001, find_run(W001, "2026-03").id)] == ["002", "004"]

    [objection] = list_objections(W001, "2026-03")
    answer = {"accepted": "1", "text": "查了菲票,补 20 双"}
    assert office.post(f"/w/W001/pay/objections/{objection.id}", data=answer).status_code == 303
    stage.output("001", at(3), 20)
    compute_run(CHEN, NOW, W001, MARCH)
    assert phone.get(SLIP).status_code == 404
    publish_slips(CHEN, NOW, W001, MARCH)

    page = phone.get(SLIP).text
    assert "缝合 1,237 双 × 0.20 元 = 247.40 元" in page
    assert "查了菲票,补 20 双" in page
    phone.post(SLIP, data={"position": "0"})
    approve_run(ZHANG, NOW, W001, MARCH)
    lock_run(CHEN, NOW, W001, MARCH)
    run = find_run(W001, "2026-03")
    assert [(head.worker_no, head.gross - head.topup) for head in list_slips(W001, run.id)] == [("001", 24_740)]
    assert states() == {"001": "confirmed"}
    assert "您说对" in phone.get("/m/slips").text


def test_a_form_sent_twice_objects_once(app, stage):
    publish()
    phone = open_phone(app, stage.workers["001"])
    nonce = re.search(r'name="nonce" value="([^"]+)"', phone.get(f"{SLIP}/1").text)[1]
    for _ in range(2):
        phone.post(f"{SLIP}/1", data={"reason": "少记了", "nonce": nonce})
    assert len(list_objections(W001, "2026-03")) == 1


def test_reads_of_a_slip_do_not_grow_with_the_workshop(app, stage):
    publish()
    phone = open_phone(app, stage.workers["001"])
    phone.get(SLIP)
    pages = (SLIP, "/m/slips", "/m/month/2026-03", "/m/day/2026-03-02", "/m/owed")
    few = [count_statements(lambda page=page: phone.get(page)) for page in pages]
    add_workers(BOSS, NOW, W001, [a_new_worker(f"1{n:02d}", f"工人{n}", "standard", "劳动合同") for n in range(60)])
    compute_run(CHEN, NOW, W001, MARCH)
    publish()
    assert [count_statements(lambda page=page: phone.get(page)) for page in pages] == few


def test_the_way_of_the_money_is_told_from_the_lock_to_the_card(app, stage):
    card = give_cards(stage, "001")["001"]
    run = lock()
    phone = open_phone(app, stage.workers["001"])
    assert "算定了,还没发" in phone.get(SLIP).text
    made = pay_by_bank(CHEN, NOW, W001, run.id, "csv", TODAY)
    assert "已交给银行,还没到账" in phone.get(SLIP).text
    settle_batch(CHEN, NOW, W001, made.batch.id, TODAY)
    page = phone.get("/m/slips").text
    assert f"{TODAY} 已到账" in page
    assert f"第 {made.batch.number} 批" in page
    assert f"卡尾号 {card[-4:]}" in page
    assert card not in page


def test_cash_is_told_as_cash(app, stage):
    run = lock()
    settle_batch(CHEN, NOW, W001, pay_in_cash(CHEN, NOW, W001, run.id, TODAY).batch.id, TODAY)
    page = open_phone(app, stage.workers["001"]).get(SLIP).text
    assert f"{TODAY} 已发放" in page
    assert "现金第" in page


def test_what_a_worker_has_confirmed_stays_readable_when_it_is_computed_anew(app, stage):
    publish()
    phone = open_phone(app, stage.workers["001"])
    assert phone.get(f"{SLIP}/kept").status_code == 404
    phone.post(SLIP, data={"position": "0"})
    phone.post(SLIP, data={"position": "1"})
    assert "看您说过对的那一张" not in phone.get(SLIP).text
    stage.output("001", at(3), 20)
    compute_run(CHEN, NOW, W001, MARCH)
    assert "正在重新算" in phone.get("/m/slips").text
    assert "缝合 1,217 双 × 0.20 元 = 243.40 元" in phone.get(f"{SLIP}/kept").text
    publish()
    assert "看您说过对的那一张" in phone.get(SLIP).text
    phone.post(SLIP, data={"position": "0"})
    page = phone.get(f"{SLIP}/kept").text
    assert [page.count(f"缝合 {count} 双") for count in ("1,217", "1,237")] == [1, 1]


def test_what_was_signed_on_paper_is_kept_as_well(app, stage):
    publish()
    confirm_on_paper(CHEN, NOW, W001, MARCH, [stage.workers["001"]], "签字表第 1 页")
    assert "243.40" in open_phone(app, stage.workers["001"]).get(f"{SLIP}/kept").text


def test_what_another_one_confirmed_is_not_there(app, stage):
    publish()
    open_phone(app, stage.workers["001"]).post(SLIP, data={"position": "0"})
    assert open_phone(app, stage.workers["002"]).get(f"{SLIP}/kept").status_code == 404
