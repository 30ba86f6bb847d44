"""A worker sees on his own page what he was told, and chooses there how he wants to be told."""

from datetime import timedelta

import pytest
import time_machine

from tests.conftest import BOSS, NOW, TODAY, W001
from tests.mine.phone import open_phone
from tests.pay.stage import Stage
from workshop.desk.actions.messages import prepare_messages
from workshop.desk.queries.messages import load_choices
from workshop.people.rows import WorkshopRow
from workshop.store.database import db, fetch_all
from workshop.store.transaction import transaction

TEXT = "您3月30日的数还没有对"


@pytest.fixture
def phone(app):
    with time_machine.travel(NOW, tick=False):
        stage = Stage()
        stage.output("001", TODAY - timedelta(days=1), 100)
        prepare_messages(BOSS, NOW, W001, "check", TODAY)
        client = open_phone(app, stage.workers["001"])
        client.worker = stage.workers["001"]
        yield client


def test_a_message_stands_on_the_first_page_and_on_its_own(phone):
    assert TEXT in phone.get("/m/").text
    assert TEXT in phone.get("/m/told").text


def test_a_choice_on_the_phone_holds_and_the_record_says_who_made_it(phone):
    answer = phone.post("/m/told", data={"channel": ["strip"], "with_amount": "y"}, follow_redirects=True)
    assert "已记下:以后照您选的通知。" in answer.text
    choice = load_choices(W001)[phone.worker]
    assert (choice.channels, choice.with_amount) == (frozenset({"strip"}), True)
    assert fetch_all("SELECT way FROM message_choice") == [("phone",)]
    assert TEXT not in phone.get("/m/").text


def test_a_way_that_is_not_set_up_is_not_offered(app, phone):
    assert 'value="sms"' not in phone.get("/m/told").text
    before = app.extensions["senders"]
    app.extensions["senders"] = {"sms": object()}
    try:
        assert 'value="sms"' in phone.get("/m/told").text
    finally:
        app.extensions["senders"] = before


def test_the_workers_pages_speak_the_language_that_was_chosen(phone):
    phone.post("/language", data={"language": "en", "back": "/m/told"})
    page = phone.get("/m/told").text
    assert '<html lang="en"' in page
    assert "Your count of 3/30 is not confirmed yet. Please look and tell the supervisor whether it is right." in page


def test_cantonese_is_offered_where_it_is_spoken_and_then_heard(phone):
    address, offer = "/m/say/today.wav", 'value="cantonese"'
    assert offer not in phone.get("/m/").text
    with transaction(BOSS, NOW):
        db.session.get(WorkshopRow, W001).county_code = "450100"
    assert offer in phone.get("/m/").text
    mandarin = phone.get(address).data
    phone.post("/m/look", data={"turn": "cantonese", "back": "/m/"})
    assert phone.get(address).data != mandarin
    assert "用普通话念" in phone.get("/m/").text
