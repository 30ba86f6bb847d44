"""One sees where one is."""

import re

import pytest


@pytest.mark.parametrize(
    ("address", "word"),
    [
        ("/", "首页"),
        ("/day", "日报表"),
        ("/day/entries", "日报表"),
        ("/attendance", "考勤"),
        ("/proposals", "看板"),
        ("/workers/new", "工人"),
    ],
)
def test_the_menu_marks_where_one_is(sign_in, address, word):
    page = sign_in("zhang").get(f"/w/W001{address}").text
    assert re.findall(r'aria-current="page">([^<]+)</a>', page)[:1] == [word]


def test_on_a_phone_the_shut_menu_says_where_one_is(sign_in):
    page = sign_in("zhang").get("/w/W001/workers/new").text
    assert re.search(r'<details class="menu"><summary>([^<]+)</summary>', page)[1] == "菜单 · 工人"


def test_a_supervisor_is_offered_only_what_he_may_open(sign_in):
    client = sign_in("zhou")
    menu = re.search(r'<nav class="rooms".*?</nav>', client.get("/w/W001/day").text, re.S)[0]
    assert "工资" not in menu
    assert {client.get(a).status_code for a in re.findall(r'href="([^"]+)"', menu)} == {200}


def test_a_worker_who_signs_in_at_the_office_is_told_where_the_own_page_is(sign_in):
    answer = sign_in("wang").get("/", follow_redirects=True)
    assert answer.status_code == 200
    assert "扫工牌上的二维码" in answer.text
    assert "回首页" not in answer.text


@pytest.mark.parametrize(("login", "offered"), [("zhang", True), ("liu", False), ("sun", False)])
def test_who_only_looks_is_not_asked_to_record(sign_in, login, offered):
    assert ("记今天的产量" in sign_in(login).get("/w/W001/").text) is offered
