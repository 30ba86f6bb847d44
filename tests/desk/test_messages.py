"""Workers are told once, by the way each chose, with nothing in it that others should not read, and every try is on the record."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import update

from tests.conftest import BOSS, NOW, TODAY, W001
from tests.pay.paying import add_many, give_cards, lock
from tests.pay.stage import CHEN, Stage, count_statements
from workshop.desk.actions import messages
from workshop.desk.actions.messages import choose_channels, list_open, prepare_messages, send_messages
from workshop.desk.queries.messages import list_messages, list_own_messages, list_to_tell
from workshop.desk.rows import MessageRow
from workshop.desk.rules.messages import (
    AGAIN_AFTER,
    CHANNELS,
    MOST_TRIES,
    About,
    Choice,
    Step,
    is_open,
    read_choice,
    refuse_sensitive,
    write_outbound,
    write_text,
)
from workshop.desk.senders import Pretended, install_senders
from workshop.desk.sending import ask_sending, find_sending
from workshop.desk.strips import issue_strips, lay_out_strips
from workshop.kernel.faults import Refused
from workshop.pay.actions import pay_by_bank, settle_batch
from workshop.people.queries import find_workshop_by_id
from workshop.people.rows import WorkerRow
from workshop.store.database import db, fetch_all
from workshop.store.jobs.running import run_job
from workshop.store.settings import Settings
from workshop.store.transaction import transaction
from workshop.takehome.actions import NewOrder, issue_orders

SMS = Choice(frozenset({"sms"}))


@pytest.fixture
def stage(app) -> Stage:
    """王桂香 and 陈小梅 sewed on the thirtieth and have not said whether it is right; both have telephones."""
    stage = Stage()
    for at, number in enumerate(("001", "002")):
        stage.output(number, TODAY - timedelta(days=1), 100)
        with transaction(BOSS, NOW):
            found = db.session.get(WorkerRow, (W001, stage.workers[number]))
            found.phone = f"1380000000{at}"
    return stage


def choose(stage: Stage, number: str, choice: Choice) -> None:
    choose_channels(BOSS, NOW, W001, stage.workers[number], choice)


def send(sender: Pretended, now=NOW):
    return send_messages(CHEN, lambda: now, find_workshop_by_id(W001), {"sms": sender})


def test_who_has_not_confirmed_yesterday_is_told_once(stage):
    assert prepare_messages(BOSS, NOW, W001, "check", TODAY) == 2
    assert prepare_messages(BOSS, NOW, W001, "check", TODAY) == 0
    assert {line.name for line in list_messages(W001)} == {"王桂香", "陈小梅"}
    assert list_messages(W001)[0].text == "您3月30日的数还没有对。请看一看,对或不对都告诉班组长。"


def test_who_has_chosen_nothing_is_told_on_the_page_and_on_a_strip(stage):
    prepare_messages(BOSS, NOW, W001, "check", TODAY)
    assert [channel for _, channel in list_open(W001, NOW, CHANNELS)] == ["app", "strip"] * 2
    assert [text for _, text in list_own_messages(W001, stage.workers["001"], TODAY)] == [list_messages(W001)[0].text]


def test_who_wants_no_message_gets_none(stage):
    choose(stage, "001", read_choice([], True))
    prepare_messages(BOSS, NOW, W001, "check", TODAY)
    assert {message.name for message, _ in list_open(W001, NOW, CHANNELS)} == {"陈小梅"}
    assert list_own_messages(W001, stage.workers["001"], TODAY) == []


def test_a_choice_is_taken_back_by_the_next_one(stage):
    choose(stage, "001", SMS)
    choose(stage, "001", Choice())
    prepare_messages(BOSS, NOW, W001, "check", TODAY)
    sender = Pretended()
    assert send(sender)["sent"] == 0
    assert sender.given == []
    assert fetch_all("SELECT COUNT(*) FROM message_choice") == [(2,)]


def test_a_message_goes_out_once_with_its_words_on_the_record(stage):
    choose(stage, "001", SMS)
    prepare_messages(BOSS, NOW, W001, "check", TODAY)
    sender = Pretended()
    assert (send(sender)["sent"], send(sender)["sent"]) == (1, 0)
    ((key, to, text),) = sender.given
    assert (to, text) == ("13800000000", "【巫山手套车间】您3月30日的数还没有对。请看一看,对或不对都告诉班组长。")
    steps = fetch_all("SELECT outcome, text, reference FROM message_try ORDER BY seq")
    assert steps == [("begun", text, ""), ("sent", text, "pretended-1")]
    assert str(list_messages(W001, worker_id=stage.workers["001"])[0].id) in key


def test_what_failed_is_tried_again_under_the_same_key(stage):
    choose(stage, "001", SMS)
    prepare_messages(BOSS, NOW, W001, "check", TODAY)
    sender = Pretended(failing=["连不上网关"])
    assert (send(sender)["failed"], send(sender)["sent"]) == (1, 1)
    assert sender.given[0] == sender.given[1]


def test_a_try_that_broke_off_waits_and_is_then_asked_again_under_the_same_key(stage):
    class Dies(Pretended):
        def send(self, key: str, to: str, text: str) -> str:
            super().send(key, to, text)
            raise KeyboardInterrupt

    choose(stage, "001", SMS)
    prepare_messages(BOSS, NOW, W001, "check", TODAY)
    died, sender = Dies(), Pretended()
    with pytest.raises(KeyboardInterrupt):
        send(died)
    assert send(sender)["sent"] == 0
    assert send(sender, NOW + AGAIN_AFTER)["sent"] == 1
    assert sender.given == died.given


def test_two_who_press_at_once_send_once(stage):
    choose(stage, "001", SMS)
    prepare_messages(BOSS, NOW, W001, "check", TODAY)
    second = Pretended()

    class Slow(Pretended):
        def send(self, key: str, to: str, text: str) -> str:
            send(second)
            return super().send(key, to, text)

    first = Slow()
    assert send(first)["sent"] == 1
    assert (len(first.given), len(second.given)) == (1, 0)


def test_no_message_is_tried_more_often_than_is_sensible():
    begun = [Step("begun", NOW), Step("failed", NOW)]
    assert is_open(begun * (MOST_TRIES - 1), NOW)
    assert not is_open(begun * MOST_TRIES, NOW)


def test_a_worker_without_telephone_is_named_in_the_record(stage):
    choose(stage, "001", SMS)
    with transaction(BOSS, NOW):
        db.session.get(WorkerRow, (W001, stage.workers["001"])).phone = ""
    prepare_messages(BOSS, NOW, W001, "check", TODAY)
    assert send(Pretended())["failed"] == 1
    assert list_messages(W001, worker_id=stage.workers["001"])[0].last[0].reason == "花名册里没有电话"


def test_pay_that_arrived_is_told_with_the_sum_only_to_whom_it_was_wished(stage):
    about = About("2026年3月", 123_450)
    assert (
        write_text("pay", about, True)
        == "您2026年3月的工资已发,实发 1,234.50 元。有不对的请到车间办公室或在手机页面说。"
    )
    assert "1,234" not in write_outbound("石桥车间", "pay", about, SMS)
    assert "1,234.50 元" in write_outbound("石桥车间", "pay", about, Choice(frozenset({"sms"}), True))


@pytest.mark.parametrize("name", ["缝合 110101199003070033", "卡 6222021234567890123", "王 13800000000"])
def test_no_number_of_a_person_leaves_the_house_whatever_a_name_contains(name):
    with pytest.raises(Refused, match="没有发"):
        write_outbound("石桥车间", "home", About(name), SMS)
    assert name in write_text("home", About(name), False), "only the last look keeps it in"


def test_no_sum_leaves_the_house_unasked_even_in_a_name():
    with pytest.raises(Refused, match="金额"):
        refuse_sensitive("您的 500 元奖金工序", with_amount=False)
    refuse_sensitive("您的 500 元奖金工序", with_amount=True)


def test_pay_is_told_when_the_money_has_arrived_and_not_before(stage):
    stage.work_a_month()
    give_cards(stage, "001", "002", "003", "004")
    run = lock()
    batch = pay_by_bank(CHEN, NOW, W001, run.id, "csv", TODAY).batch
    assert list_to_tell(W001, "pay", TODAY) == []
    settle_batch(CHEN, NOW, W001, batch.id, TODAY)
    told = list_to_tell(W001, "pay", TODAY)
    assert {one.about.what for one in told} == {"2026年3月"}
    assert sorted(one.about.fen for one in told) == sorted(
        net for (net,) in fetch_all("SELECT net FROM slip WHERE net > 0")
    )


def test_work_at_home_that_is_due_is_told_before_and_after_the_day(stage):
    order = NewOrder(
        "D9",
        stage.workers["004"],
        stage.operations["HOM-01"],
        TODAY - timedelta(days=9),
        TODAY,
        material="标",
        material_issued=0,
    )
    issue_orders(BOSS, NOW, W001, [order], on=TODAY)
    assert prepare_messages(BOSS, NOW, W001, "home", TODAY) == 1
    assert prepare_messages(BOSS, NOW, W001, "home", TODAY + timedelta(days=1)) == 1
    texts = [line.text for line in list_messages(W001)]
    assert sorted(texts) == [
        "您带回家做的绣标今天应交。做不完请早点告诉车间。",
        "您带回家做的绣标已逾期 1 天。做不完请早点告诉车间。",
    ]


def test_strips_are_printed_once_and_again_only_when_asked(stage):
    prepare_messages(BOSS, NOW, W001, "check", TODAY)
    shop = find_workshop_by_id(W001)
    drawn = "".join(block.text for page in lay_out_strips(shop.name, list_messages(W001)) for block in page.blocks)
    assert "王桂香 001" in drawn
    assert issue_strips(BOSS, NOW, shop).content.startswith(b"%PDF")
    with pytest.raises(Refused, match="没有要印的纸条"):
        issue_strips(BOSS, NOW, shop)
    assert issue_strips(BOSS, NOW, shop, again=True).pages == 1
    assert fetch_all("SELECT outcome, COUNT(*) FROM message_try GROUP BY outcome") == [("printed", 4)]


@time_machine.travel(NOW, tick=False)
def test_the_page_goes_from_nothing_to_the_record(stage, sign_in):
    client = sign_in("zhang")
    assert "还没有通知过谁" in client.get("/w/W001/messages").text
    assert client.post("/w/W001/messages/prepare/check").status_code == 303
    page = client.get("/w/W001/messages").text
    assert "新写好 2 条" in page
    assert "没有开通" in page
    assert client.post("/w/W001/messages/strips").mimetype == "application/pdf"
    assert "纸条 已印纸条" in client.get("/w/W001/messages").text
    assert (
        client.get("/w/W001/messages?no=001").headers["Location"].endswith(f"/workers/{stage.workers['001']}/messages")
    )


def test_sending_without_a_gateway_is_refused_in_words(stage, sign_in):
    answer = sign_in("zhang").post("/w/W001/messages/send")
    assert answer.status_code == 400
    assert "短信和微信没有开通" in answer.text


@pytest.fixture
def gateway(app, stage) -> Iterator[Pretended]:
    """A gateway is set up; both workers chose SMS and there is something to tell them."""
    sender, before = Pretended(), app.extensions["senders"]
    app.extensions["senders"] = {"sms": sender}
    for number in ("001", "002"):
        choose(stage, number, SMS)
    prepare_messages(BOSS, NOW, W001, "check", TODAY)
    yield sender
    app.extensions["senders"] = before


@time_machine.travel(NOW, tick=False)
def test_sending_is_a_job_that_is_counted_and_done_by_whoever_asked(gateway):
    run_job(W001, ask_sending(CHEN, NOW, find_workshop_by_id(W001)))
    job = find_sending(W001)
    assert (job.state, job.total, job.notes) == ("done", 2, ("发出 2 条,没发出 0 条",))
    assert fetch_all("SELECT DISTINCT by FROM message_try") == [(CHEN.name,)]
    with pytest.raises(Refused, match="没有要发的"):
        ask_sending(CHEN, NOW, find_workshop_by_id(W001))


@time_machine.travel(NOW, tick=False)
def test_two_sendings_do_not_run_beside_each_other_and_a_cancelled_one_sends_nothing_more(gateway, sign_in):
    shop, client = find_workshop_by_id(W001), sign_in("zhang")
    key = ask_sending(CHEN, NOW, shop)
    with pytest.raises(Refused, match="已经在发了"):
        ask_sending(CHEN, NOW, shop)
    client.post("/w/W001/messages/send/stop")
    run_job(W001, key)
    assert (find_sending(W001).state, gateway.given) == ("cancelled", [])
    assert client.post("/w/W001/messages/send/stop").status_code == 400
    run_job(W001, ask_sending(CHEN, NOW, shop))
    assert len(gateway.given) == 2


@time_machine.travel(NOW, tick=False)
def test_a_gateway_that_is_down_is_asked_three_times_and_the_rest_waits(gateway, monkeypatch):
    monkeypatch.setattr(messages, "MOST_DOWN", 1)
    gateway.failing = ["连不上网关"]
    run_job(W001, ask_sending(CHEN, NOW, find_workshop_by_id(W001)))
    assert find_sending(W001).state == "failed"
    assert "发出 0 条,没发出 1 条,还有 1 条没发" in find_sending(W001).message


@time_machine.travel(NOW, tick=False)
def test_who_has_no_telephone_does_not_count_as_a_gateway_that_is_down(gateway, monkeypatch):
    monkeypatch.setattr(messages, "MOST_DOWN", 1)
    with transaction(BOSS, NOW):
        db.session.execute(update(WorkerRow).values(phone=""))
    run_job(W001, ask_sending(CHEN, NOW, find_workshop_by_id(W001)))
    assert find_sending(W001).notes == ("发出 0 条,没发出 2 条",)


@time_machine.travel(NOW, tick=False)
def test_a_choice_on_paper_is_written_down_and_kept_to(app, stage, sign_in):
    address = f"/w/W001/workers/{stage.workers['001']}/messages"
    client, sender = sign_in("zhang"), Pretended()
    assert client.post(address, data={"channel": ["sms"]}).status_code == 303
    assert "✓ 已记下:短信" in client.get(address).text
    client.post("/w/W001/messages/prepare/check")
    before = app.extensions["senders"]
    app.extensions["senders"] = {"sms": sender}
    try:
        client.post("/w/W001/messages/send")
        assert sender.given == []
        run_job(W001, find_sending(W001).id)
        assert "发出 1 条,没发出 0 条" in client.get("/w/W001/messages").text
    finally:
        app.extensions["senders"] = before
    assert len(sender.given) == 1
    assert "短信 已发出" in client.get(address).text
    assert client.post(address, data={"channel": ["fax"]}).status_code == 400


@pytest.mark.parametrize(("login", "shut"), [("zhou", False), ("liu", True), ("sun", True)])
def test_who_only_looks_sees_the_choice_and_cannot_tick_it(stage, sign_in, login, shut):
    page = sign_in(login).get(f"/w/W001/workers/{stage.workers['001']}/messages").text
    assert ('<fieldset class="ways" disabled>' in page) is shut
    assert ("记下" in page) is not shut


def test_a_gateway_must_be_reached_by_https(app):
    with pytest.raises(ValueError, match="https"):
        install_senders(app, Settings(sms_gateway="http://sms.example/"))
    assert app.extensions["senders"] == {}


@time_machine.travel(NOW, tick=False)
def test_the_page_asks_as_often_for_many_as_for_few(stage, sign_in):
    client = sign_in("zhang")
    client.post("/w/W001/messages/prepare/check")
    client.get("/w/W001/messages")
    few = count_statements(lambda: client.get("/w/W001/messages"))
    add_many(stage, 60)
    with transaction(BOSS, NOW) as tx:
        keys = [key for number, key in stage.workers.items() if number.startswith("B")]
        row = {"workshop_id": W001, "kind": "check", "subject": "x", "on": TODAY, "about": '{"what": "x"}'}
        by = {"at": NOW, "by": "x", "by_id": None}
        tx.insert(MessageRow, [row | by | {"id": 9_000 + at, "worker_id": key} for at, key in enumerate(keys)])
    client.get("/w/W001/messages")
    assert count_statements(lambda: client.get("/w/W001/messages")) == few
