"""The list of workers."""

import time
from datetime import date

import pytest

from tests.conftest import BOSS, NOW, TODAY, W001, W002
from tests.counting import count_statements
from tests.people.roster import a_crew, a_worker, card_for
from workshop.people.actions import add_workers
from workshop.people.queries import list_workers, next_worker_no


def fill(count: int) -> None:
    add_workers(BOSS, NOW, W001, a_crew(count), import_id=1)


def test_five_people_and_five_hundred_take_the_same_statements(app, sign_in):
    client, counts = sign_in("chen"), []
    for people in (a_crew(5), a_crew(500)[5:]):
        add_workers(BOSS, NOW, W001, people, import_id=1)
        counts.append(count_statements(lambda: client.get("/w/W001/workers")))
    assert counts[0] == counts[1] <= 13


def test_five_hundred_people_are_shown_quickly(app, sign_in):
    fill(500)
    client = sign_in("chen")
    client.get("/w/W001/workers")
    took = []
    for _ in range(5):
        started = time.process_time()
        answer = client.get("/w/W001/workers")
        took.append(time.process_time() - started)
    assert answer.text.count("<tr") == 501
    assert min(took) < 0.15


def test_a_search_shows_who_is_meant(app, sign_in):
    add_workers(BOSS, NOW, W001, [a_worker("001", "王桂香"), a_worker("002", "李秀英", phone="10000005678")])
    client = sign_in("chen")
    for sought, shown, hidden in (
        ("wgx", "王桂香", "李秀英"),
        ("5678", "李秀英", "王桂香"),
        ("002", "李秀英", "王桂香"),
    ):
        page = client.get("/w/W001/workers", query_string={"q": sought}).text
        assert shown in page
        assert hidden not in page


def test_nobody_found_says_what_to_try(app, sign_in):
    fill(3)
    assert "试试姓名拼音的首字母" in sign_in("chen").get("/w/W001/workers?q=zzz").text


def test_who_has_left_stands_under_left(app):
    add_workers(BOSS, NOW, W001, [a_worker("001"), a_worker("002", "李秀英", leave_date=date(2026, 3, 30))])
    names = {who: [line.name for line in list_workers(W001, TODAY, who=who)] for who in ("in", "left", "all")}
    assert names == {"in": ["王桂香"], "left": ["李秀英"], "all": ["王桂香", "李秀英"]}


def test_the_last_day_of_work_is_still_employed(app):
    add_workers(BOSS, NOW, W001, [a_worker(leave_date=TODAY)])
    assert [line.worker_no for line in list_workers(W001, TODAY)] == ["001"]


def test_a_category_narrows_the_list(app):
    add_workers(BOSS, NOW, W001, [a_worker("001", categories=("脱贫户",)), a_worker("002", "李秀英")])
    assert [line.worker_no for line in list_workers(W001, TODAY, category="脱贫户")] == ["001"]


def test_the_people_of_another_workshop_are_not_in_the_list(app):
    add_workers(BOSS, NOW, W002, [a_worker()])
    assert list_workers(W001, TODAY) == []


@pytest.mark.parametrize(
    ("login", "seen"), [("zhou", False), ("chen", True), ("zhang", True), ("sun", True), ("liu", True)]
)
def test_a_supervisor_sees_neither_card_nor_category(app, sign_in, login, seen):
    add_workers(BOSS, NOW, W001, [a_worker(categories=("脱贫户",), bank_card=card_for(7))])
    page = sign_in(login).get("/w/W001/workers").text
    assert "王桂香" in page
    assert ("脱贫户" in page) is seen
    assert (card_for(7)[-4:] in page) is seen


def test_nobody_sees_a_whole_telephone_number_in_the_list(app, sign_in):
    add_workers(BOSS, NOW, W001, [a_worker()])
    page = sign_in("zhang").get("/w/W001/workers").text
    assert "100****1234" in page
    assert "10000001234" not in page


def test_an_empty_list_says_what_it_is_for(app, sign_in):
    page = sign_in("chen").get("/w/W001/workers").text
    assert "还没有工人" in page
    assert "登记一个人" in page


def test_a_worker_gets_no_list(app, sign_in):
    assert sign_in("wang").get("/w/W001/workers").status_code == 403


def test_the_next_number_counts_on(app):
    assert next_worker_no(W001) == "001"
    add_workers(BOSS, NOW, W001, [a_worker("G009")])
    assert next_worker_no(W001) == "G010"
