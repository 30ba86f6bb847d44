"""The office's pages beside the orders: inspecting in bulk, households and limits, clients and the store room, the overview."""

import re
from datetime import date

import pytest

from tests.conftest import W001
from tests.floor.stage import LI, SEW, TURN, WANG
from tests.takehome.stage import HOME, bring, issue, set_the_home_stage
from tests.takehome.test_order_pages import ROOM, error_at
from workshop.store.database import fetch_all
from workshop.takehome.queries.clients import list_client_orders
from workshop.takehome.queries.limits import list_limits
from workshop.takehome.queries.returns import list_returns
from workshop.takehome.queries.store import load_store

CLIENT = {
    "number": "KH-1",
    "client": "立诚手套",
    "product": "200",
    "operations": [str(SEW), str(TURN)],
    "quantity": "1000",
    "price": "2.5",
    "other_costs": "300",
}
BATCH = {
    "number": "P-1",
    "arrived_on": "2026-03-01",
    "quantity": "500",
    "materials-0-name": "棉纱",
    "materials-0-unit": "公斤",
    "materials-0-quantity": "150",
}


@pytest.fixture
def chen(app, sign_in):
    set_the_home_stage()
    return sign_in("chen")


@pytest.fixture
def zhou(chen, sign_in):
    return sign_in("zhou")


def waits(good: int, **more) -> int:
    return bring(issue(**more), good, inspected_on=None).id


def inspected() -> int:
    return sum(one.inspected_on is not None for one in list_returns(W001, standing=True))


def test_several_deliveries_are_inspected_together(zhou):
    first, second = waits(30), waits(20)
    typed = {"inspected_on": "2026-03-10", f"pick-{first}": "y", f"good-{first}": "28", f"defect_own-{first}": "2"}
    answer = zhou.post(f"{ROOM}/waiting", data=typed | {f"pick-{second}": "y", f"good-{second}": "20"})
    assert answer.status_code == 303
    assert inspected() == 2
    assert "没有待验收的交货" in zhou.get(f"{ROOM}/waiting").text


def test_one_wrong_line_stops_all_and_says_which(zhou):
    first, second = waits(30), waits(20)
    typed = {"inspected_on": "2026-03-10", f"pick-{first}": "y", f"good-{first}": "30", f"pick-{second}": "y"}
    answer = zhou.post(f"{ROOM}/waiting", data=typed | {f"good-{second}": "20", f"defect_own-{second}": "1.5"})
    assert answer.status_code == 400
    assert re.search(rf'defect_own-{second}" value="1.5".*?class="faulty".*?整数', answer.text, re.S)
    assert inspected() == 0


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ({"good": "二十"}, "应是数字"),
        ({"good": "-1"}, "负数"),
        ({"good": "500"}, "只够做 100 件"),
        ({"good": ""}, "没有交货也没有退料"),
    ],
)
def test_a_line_that_cannot_be_inspected_says_why(zhou, typed, word):
    key = waits(30)
    fields = {f"{name}-{key}": value for name, value in typed.items()}
    answer = zhou.post(f"{ROOM}/waiting", data={"inspected_on": "2026-03-10", f"pick-{key}": "y"} | fields)
    assert answer.status_code == 400
    assert word in answer.text
    assert inspected() == 0


@pytest.mark.parametrize(("day", "word"), [("2026-03-10", "没有勾选"), ("", "没有填"), ("昨天", "不是日期")])
def test_nothing_ticked_or_no_day_is_said_at_the_day(zhou, day, word):
    key = waits(30)
    picked = {f"pick-{key}": "y"} if day == "" else {}
    answer = zhou.post(f"{ROOM}/waiting", data={"inspected_on": day} | picked)
    assert word in error_at(answer.text, "inspected_on")


def test_a_household_sees_its_material_and_what_is_due(zhou):
    bring(issue(), 30)
    page = zhou.get(f"{ROOM}/homes/{HOME}").text
    assert re.search(r"领 <b>100</b> 公斤.*合格品里 <b>30</b>.*还在家 <b>70</b>", page, re.S)
    assert "已逾期" in page
    assert "李秀英</a>:承揽" in page
    listed = zhou.get(f"{ROOM}/homes").text
    assert "301 户" in listed
    assert "70 双" in listed


def test_a_household_that_is_not_there_is_not_found(zhou):
    assert zhou.get(f"{ROOM}/homes/99").status_code == 404
    assert zhou.get(f"{ROOM}/people/99").status_code == 404


@pytest.mark.parametrize(
    ("place", "owner"), [(f"homes/{HOME}", (None, HOME)), (f"people/{LI}", (LI, None)), ("everyone/0", (None, None))]
)
def test_a_limit_is_set_where_it_belongs(chen, place, owner):
    typed = {"valid_from": "2026-01-01", "pieces": "80", "days": "7"}
    assert chen.post(f"{ROOM}/{place}/limit", data=typed).status_code == 303
    [found] = list_limits(W001)
    assert (found.worker_id, found.household_id, found.pieces, found.days, found.blocks) == (*owner, 80_000, 7, False)
    issue()
    shown = f"{ROOM}/{place}" if place != "everyone/0" else f"{ROOM}/homes"
    assert "最多 80 件" in chen.get(shown).text
    assert "最多 80 件" in chen.get(f"{ROOM}/homes/{HOME}").text


@pytest.mark.parametrize(
    ("typed", "field"), [({"pieces": "0"}, "pieces"), ({"days": "x"}, "days"), ({"valid_from": "x"}, "valid_from")]
)
def test_a_limit_that_makes_no_sense_is_refused_at_its_field(chen, typed, field):
    answer = chen.post(f"{ROOM}/homes/{HOME}/limit", data={"valid_from": "2026-01-01"} | typed)
    assert answer.status_code == 400
    assert error_at(answer.text, field)
    assert list_limits(W001) == []


def test_a_margin_is_reckoned_without_writing_anything(chen):
    page = chen.post(f"{ROOM}/clients/new", data=CLIENT | {"act": "plan"}).text
    assert re.search(r"货款 2,500.00 − 工钱 [\d,.]+ − 损耗 0.00 − 其他 300.00 = 毛利", page)
    assert 'class="p-wages"' in page
    assert list_client_orders(W001, date(2026, 3, 31)) == []


def test_a_margin_without_a_price_names_the_operation(chen):
    page = chen.post(f"{ROOM}/clients/new", data=CLIENT | {"act": "plan", "operations": ["204"]}).text
    assert "算不出毛利" in page


def accept(client, **more) -> int:
    assert client.post(f"{ROOM}/clients/new", data=CLIENT | {"act": "accept"} | more).status_code == 303
    return list_client_orders(W001, date(2026, 3, 31))[0].id


def test_a_client_order_is_accepted_with_its_batch_and_store(chen):
    key = accept(chen)
    assert chen.post(f"{ROOM}/clients/{key}/batch", data=BATCH).status_code == 303
    [(batch,)] = fetch_all("SELECT id FROM batch")
    bring(issue(batch_id=batch), 30)
    more = {"received_on": "2026-03-05", "name": "棉纱", "unit": "公斤", "quantity": "10"}
    assert chen.post(f"{ROOM}/batches/{batch}/receive", data=more).status_code == 303
    [line] = load_store(W001)
    assert (line.received, line.on_shelf) == (160_000, 60_000)
    page = chen.get(f"{ROOM}/clients/{key}").text
    assert "<b>60</b>" in page
    assert "发了 1 张单" in page
    assert "60" in chen.get(f"{ROOM}/store").text


@pytest.mark.parametrize(
    ("typed", "field", "word"),
    [
        ({"number": ""}, "number", "1 到 32"),
        ({"client": ""}, "client", "客户名称"),
        ({"quantity": "0"}, "quantity", "大于 0"),
        ({"price": ""}, "price", "大于 0"),
        ({"price": "abc"}, "price", "应是数字"),
        ({"other_costs": "-5"}, "other_costs", "不能是负数"),
        ({"product": "x"}, "product", "不在可选的范围"),
    ],
)
def test_a_client_order_is_refused_at_its_field(chen, typed, field, word):
    answer = chen.post(f"{ROOM}/clients/new", data=CLIENT | {"act": "accept"} | typed)
    assert answer.status_code == 400
    assert word in error_at(answer.text, field)
    assert list_client_orders(W001, date(2026, 3, 31)) == []


def test_a_client_order_needs_operations_and_a_number_of_its_own(chen):
    none = chen.post(f"{ROOM}/clients/new", data=CLIENT | {"act": "accept", "operations": []})
    assert "产品或工序不对" in none.text
    accept(chen)
    again = chen.post(f"{ROOM}/clients/new", data=CLIENT | {"act": "accept"})
    assert "已经用过" in error_at(again.text, "number")


@pytest.mark.parametrize(
    ("typed", "field", "word"),
    [
        ({"number": ""}, "number", "1 到 32"),
        ({"arrived_on": "2125-01-01"}, "arrived_on", "还没到"),
        ({"quantity": "0"}, "quantity", "大于 0"),
        ({"materials-0-quantity": ""}, "materials-0-quantity", "来料数量不对"),
        ({"materials-0-name": ""}, "materials-0-name", "物料名称"),
    ],
)
def test_a_batch_is_refused_at_its_field(chen, typed, field, word):
    answer = chen.post(f"{ROOM}/clients/{accept(chen)}/batch", data=BATCH | typed)
    assert answer.status_code == 400
    assert word in error_at(answer.text, field)
    assert fetch_all("SELECT COUNT(*) FROM batch") == [(0,)]


def test_a_receipt_is_refused_at_its_field_and_taken_back_with_a_reason(chen):
    key = accept(chen)
    chen.post(f"{ROOM}/clients/{key}/batch", data=BATCH)
    [(batch,)] = fetch_all("SELECT id FROM batch")
    wrong = {"received_on": "2125-03-05", "name": "棉纱", "unit": "公斤", "quantity": "10"}
    answer = chen.post(f"{ROOM}/batches/{batch}/receive", data=wrong)
    assert answer.status_code == 400
    assert "还没到" in answer.text
    [(receipt,)] = fetch_all("SELECT id FROM batch_receipt")
    undo = f"{ROOM}/clients/{key}/receipt/{receipt}/undo"
    assert "要写原因" in chen.post(undo, data={"reason": ""}, follow_redirects=True).text
    assert "来料已撤销" in chen.post(undo, data={"reason": "记错批次"}, follow_redirects=True).text
    assert [line.received for line in load_store(W001)] == [0]


def test_a_client_order_is_voided_only_before_it_has_batches(chen):
    key = accept(chen)
    assert (
        "已作废"
        in chen.post(f"{ROOM}/clients/{key}/void/{key}/undo", data={"reason": "取消"}, follow_redirects=True).text
    )
    other = accept(chen, number="KH-2")
    chen.post(f"{ROOM}/clients/{other}/batch", data=BATCH)
    refused = chen.post(f"{ROOM}/clients/{other}/void/{other}/undo", data={"reason": "取消"}, follow_redirects=True)
    assert "有批次的订单不能作废" in refused.text


def test_the_overview_tells_what_is_out_the_loss_rates_and_asks(chen):
    from tests.conftest import BOSS, NOW
    from workshop.takehome.actions import close_order

    order = issue()
    bring(order, 90)
    close_order(BOSS, NOW, W001, order, date(2026, 3, 9))
    bring(issue(worker_id=WANG), 10)
    bring(issue(worker_id=103), 10)
    page = chen.get(f"{ROOM}/overview?first=2026-03-01&last=2026-03-31").text
    assert "<b>2</b>张单在外" in page
    assert "11.11%" in page
    assert 'class="mark"' in page
    assert "是不是一户的活分在了几个人名下?" in page


def test_an_overseer_inspects_nothing(chen, sign_in):
    key = waits(30)
    sun = sign_in("sun")
    assert f"pick-{key}" not in sun.get(f"{ROOM}/waiting").text
    assert sun.post(f"{ROOM}/waiting", data={f"pick-{key}": "y"}).status_code == 403
