"""The office's pages of tickets and badges: what is typed wrongly stays, what is made is seen, digits are never shown."""

import re

import pytest

from tests.conftest import W001
from tests.floor.crew import hand_in_ticket, make
from tests.floor.stage import SEW, TURN, WANG, set_the_stage
from workshop.store.database import fetch_all


@pytest.fixture
def office(app, sign_in):
    set_the_stage()
    return sign_in("chen")


def test_a_lot_becomes_bundles(office):
    data = {"lot": "A3", "quantity": "120", "bundle_size": "50", "operation": [str(SEW), str(TURN)]}
    page = office.post("/w/W001/tickets", data=data, follow_redirects=True).text
    assert "菲票已做好" in page
    assert fetch_all("SELECT bundle, operation_id, quantity FROM ticket ORDER BY bundle, operation_id")[-1] == (
        3,
        TURN,
        20_000,
    )
    assert "缝合、翻套" in office.get("/w/W001/tickets").text


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"quantity": "abc"}, "应是数字"),
        ({"quantity": ""}, "请填写总数"),
        ({"bundle_size": "0"}, "都要大于 0"),
        ({"bundle_size": "1.5"}, "只能填整数"),
        ({"operation": []}, "没有选工序"),
        ({"operation": ["999"]}, "没有选工序"),
        ({"lot": "x" * 41}, "40"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(office, change, sentence):
    data = {"lot": "A3", "quantity": "120", "bundle_size": "50", "operation": [str(SEW)]} | change
    answer = office.post("/w/W001/tickets", data=data)
    assert answer.status_code == 400
    assert sentence in answer.text
    if "operation" not in change:
        assert f'value="{SEW}" checked' in answer.text
    assert fetch_all("SELECT COUNT(*) FROM ticket") == [(0,)]


def test_a_batch_shows_what_became_of_each_ticket(office):
    tickets = make(quantity=150)
    hand_in_ticket(tickets[0])
    office.post(f"/w/W001/tickets/{tickets[0].batch_id}/void/{tickets[1].id}", data={"reason": "印坏了"})
    page = office.get(f"/w/W001/tickets/{tickets[0].batch_id}").text
    for words in ("等确认", "王桂香", "作废", "印坏了", "还没交"):
        assert words in page


def test_another_workshops_batch_is_not_there(office, sign_in):
    batch = make()[0].batch_id
    assert sign_in("zhao").get(f"/w/W002/tickets/{batch}").status_code == 404


def test_a_supervisor_sees_tickets_and_makes_none(office, sign_in):
    make()
    client = sign_in("zhou")
    assert "做菲票" not in client.get("/w/W001/tickets").text
    assert client.post("/w/W001/tickets", data={"quantity": "1"}).status_code == 403


def test_a_worker_gets_four_digits_that_nobody_reads(office):
    page = office.post(f"/w/W001/badges/pin/{WANG}", data={"pin": "2580"}, follow_redirects=True).text
    assert "王桂香 的 PIN 已设置" in page
    assert not re.search(r"\b2580\b", page)  # ids in addresses may hold any digits
    assert fetch_all("SELECT worker_id FROM worker_pin WHERE workshop_id = 1") == [(WANG,)]


def test_digits_are_changed_by_the_office_alone(office, sign_in):
    assert sign_in("zhou").post(f"/w/W001/badges/pin/{WANG}", data={"pin": "2580"}).status_code == 403
    assert sign_in("zhao").post(f"/w/W002/badges/pin/{WANG}", data={"pin": "2580"}).status_code == 404
    office.post(f"/w/W001/badges/pin/{WANG}", data={"pin": "2580"})
    office.post(f"/w/W001/badges/pin/{WANG}", data={"pin": "3690"})
    assert fetch_all("SELECT COUNT(*) FROM worker_pin") == [(1,)]


def test_an_address_of_this_machine_alone_is_pointed_out(office):
    assert "只有这台电脑能打开" in office.get("/w/W001/badges").text
    there = office.get("/w/W001/badges", base_url="http://192.168.1.10:8000")
    assert "只有这台电脑能打开" not in there.text


def test_a_workshop_without_people_is_told_what_badges_are_for(app, sign_in):
    assert "还没有在职的工人" in sign_in("chen").get("/w/W001/badges").text
    assert "还没有在职的工人" in sign_in("chen").get("/w/W001/board").text


def test_the_key_of_the_workshop_is_in_every_row(office):
    make()
    assert fetch_all("SELECT DISTINCT workshop_id FROM ticket") == [(W001,)]
