"""The first page of a phone: the one number is the one she wants that day, and what waits for her word stands under it."""

import re
from datetime import date

import pytest

from tests.conftest import BOSS, NOW, W001
from tests.mine import phone as phones
from tests.mine.phone import open_phone, set_the_month
from tests.pay.paying import lock
from workshop.desk.actions.liaison import set_liaison


def first_page(app, monkeypatch, on: date, worker: str = "001") -> str:
    """As the phone of a worker shows it on a day."""
    monkeypatch.setattr(phones, "TODAY", on)
    return open_phone(app, set_the_month(monkeypatch).workers[worker]).get("/m/").text


def big(page: str) -> tuple[str, str]:
    """(heading, number) without marks."""
    found = re.search(r'<h1>(.*?)</h1>\s*<p class="big"><b>([^<]+)</b>', page, re.S)
    return re.sub(r"<[^>]+>", "", found[1]).strip(), found[2]


@pytest.mark.parametrize(
    ("on", "heading", "number", "sound"),
    [
        (date(2026, 3, 31), "今天 3月31日", "77.60", "today.wav"),
        (date(2026, 3, 30), "本月到今天 3月30日", "", "month/2026-03.wav"),
        (date(2026, 4, 1), "2026年3月 到手", "", "slip/2026-03.wav"),
    ],
)
def test_the_one_number_is_todays_else_the_months_else_the_last_slips(app, monkeypatch, on, heading, number, sound):
    page = first_page(app, monkeypatch, on)
    told, shown = big(page)
    assert told == heading
    assert number in shown
    assert sound in page


def test_who_is_new_and_has_nothing_yet_reads_so_and_sees_no_empty_card(app, monkeypatch):
    monkeypatch.setattr("workshop.mine.pages.month.list_own_slips", lambda *_: [])
    page = first_page(app, monkeypatch, date(2026, 2, 2), "002")
    assert big(page) == ("今天 2月2日", "0.00")
    assert "今天还没有记您的数" in page


def test_on_the_first_of_a_month_yesterday_has_its_money(app, monkeypatch):
    page = first_page(app, monkeypatch, date(2026, 4, 1))
    assert "77.60" in page[page.index("昨天") :]


def test_a_slip_that_waits_for_her_word_stands_on_the_first_page_until_it_has_it(app, monkeypatch):
    stage = set_the_month(monkeypatch)
    phone = open_phone(app, stage.workers["001"])
    assert 'class="do" href="/m/slips/2026-03"' in phone.get("/m/").text
    phone.post("/m/slips/2026-03", data={"position": "0"})
    assert 'class="do"' not in phone.get("/m/").text


def test_whether_the_pay_has_come_stands_on_the_first_page(app, monkeypatch):
    stage = set_the_month(monkeypatch)
    lock()
    assert "算定了,还没发" in open_phone(app, stage.workers["001"]).get("/m/").text


def test_the_liaison_is_called_by_one_touch(app, monkeypatch):
    stage = set_the_month(monkeypatch)
    set_liaison(BOSS, NOW, W001, "周小凤", "0235-768 0000", date(2026, 1, 1))
    assert 'href="tel:02357680000"' in open_phone(app, stage.workers["001"]).get("/m/ask").text
