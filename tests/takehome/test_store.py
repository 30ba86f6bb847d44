"""What can be relied on of client orders, batches, the store room, limits, reminders and the history of losses."""

import io
from datetime import date

import pytest
from PIL import Image

from tests.conftest import BOSS, NOW, W001, W002
from tests.floor.stage import LI, SEW, TURN, UNPRICED, WANG, all_rows
from tests.pay.stage import count_statements
from tests.takehome.stage import (
    BACK,
    CUFF,
    HOME,
    ISSUED,
    SON,
    TODAY,
    YARN,
    an_issue,
    balance,
    bring,
    issue,
    set_the_home_stage,
    share,
)
from workshop.kernel.faults import NotFound, Refused
from workshop.takehome.actions import (
    NewBatch,
    NewClientOrder,
    NewLimit,
    NewReceipt,
    NewReceived,
    NewSignature,
    RefusedTakehome,
    add_batch,
    add_client_order,
    add_photo,
    add_signature,
    close_order,
    issue_order,
    receive_material,
    reverse_receipt,
    reverse_return,
    set_limit,
    void_client_order,
    void_order,
)
from workshop.takehome.queries import load_balances
from workshop.takehome.queries.clients import find_client_order, plan_margin
from workshop.takehome.queries.due import list_due
from workshop.takehome.queries.history import load_losses, rates_by
from workshop.takehome.queries.orders import find_order, list_orders
from workshop.takehome.queries.returns import find_image, list_marks, list_members, list_returns, list_supplies
from workshop.takehome.queries.signs import list_signs
from workshop.takehome.queries.store import load_store
from workshop.takehome.rows import TakehomeMarkRow, TakehomeOrderRow
from workshop.takehome.rules import ACCEPTABLE

GLOVES = NewClientOrder("K-1", "远景手套厂", 200, (SEW, TURN), 1_000_000, 3_000, date(2026, 4, 10), 5_000)


@pytest.fixture(autouse=True)
def _stage(app):
    set_the_home_stage()


def refused(act, *args, **more) -> list[str]:
    with pytest.raises(RefusedTakehome) as trouble:
        act(*args, **more)
    return [fault.reason for fault in trouble.value.faults]


def order_of_client(**more) -> int:
    return add_client_order(BOSS, NOW, W001, GLOVES._replace(**more))


def batch(client_order: int | None = None, *materials: NewReceived, number: str = "P-1") -> int:
    key = order_of_client() if client_order is None else client_order
    received = materials or (NewReceived("棉纱", "公斤", 150_000),)
    return add_batch(BOSS, NOW, W001, NewBatch(key, number, ISSUED, 150_000, received))


def close(order: int) -> None:
    close_order(BOSS, NOW, W001, order, date(2026, 3, 20))


def limit(**more) -> None:
    set_limit(BOSS, NOW, W001, NewLimit(ISSUED, **more))


def warned(**more) -> list[str]:
    return [fault.reason for fault in issue_order(BOSS, NOW, W001, an_issue(**more)).warnings]


def test_the_store_room_knows_what_came_in_what_is_out_and_what_lies_there():
    key = batch()
    order = issue(batch_id=key)
    bring(order, 40, materials=((1, 10_000),))
    [line] = load_store(W001)
    assert (line.client, line.received, line.balance.issued, line.balance.returned, line.on_shelf) == (
        "远景手套厂",
        150_000,
        100_000,
        10_000,
        60_000,
    )
    assert line.balance == balance(order)


def test_more_than_lies_in_the_store_is_told():
    key = batch()
    assert warned(batch_id=key) == []
    assert warned(batch_id=key) == ["store_short"]


def test_material_of_a_voided_order_lies_in_the_store_again():
    key = batch()
    void_order(BOSS, NOW, W001, issue(batch_id=key), "发错人")
    assert load_store(W001)[0].on_shelf == 150_000


def test_more_material_comes_in_once_and_is_taken_back_once():
    key = batch()
    receipt = NewReceipt(key, BACK, NewReceived("棉纱", "公斤", 20_000), id="k-1")
    done = receive_material(BOSS, NOW, W001, receipt)
    assert receive_material(BOSS, NOW, W001, receipt).existing
    assert load_store(W001)[0].received == 170_000
    reverse_receipt(BOSS, NOW, W001, done.id, "多写了")
    assert load_store(W001)[0].received == 150_000
    assert refused(reverse_receipt, BOSS, NOW, W001, done.id, "再来") == ["reversed_already"]


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ({"number": " "}, "number_unusable"),
        ({"client": ""}, "client_unusable"),
        ({"operations": ()}, "operation_unknown"),
        ({"operations": (SEW, SEW)}, "operation_unknown"),
        ({"product_id": 999}, "operation_unknown"),
        ({"quantity": 0}, "quantity_too_big"),
        ({"price": 0}, "price_unbelievable"),
        ({"other_costs_fen": -1}, "costs_unbelievable"),
        ({"note": "x" * 201}, "note_unusable"),
    ],
)
def test_a_client_order_that_cannot_be_is_refused_by_name(bad, reason):
    assert reason in refused(order_of_client, **bad)


def test_numbers_of_clients_and_batches_are_used_once():
    key = order_of_client()
    assert refused(order_of_client) == ["number_taken"]
    batch(key)
    assert refused(batch, key) == ["number_taken"]


def test_a_client_order_is_voided_as_long_as_nothing_came_for_it():
    key = order_of_client()
    void_client_order(BOSS, NOW, W001, key, "客户取消")
    assert refused(batch, key) == ["client_order_unknown"]
    other = order_of_client(number="K-2")
    batch(other)
    assert refused(void_client_order, BOSS, NOW, W001, other, "客户取消") == ["client_order_used"]
    with pytest.raises(NotFound):
        void_client_order(BOSS, NOW, W002, other, "客户取消")


def test_the_margin_is_known_before_the_order_is_accepted():
    planned = plan_margin(W001, GLOVES, TODAY)
    # 1,000 × 0.30 − 1,000 × (0.08 + 0.03) − 50.00
    assert (planned.revenue, planned.wages, planned.margin) == (30_000, 11_000, 14_000)
    assert "损耗按 0 估算" in planned.sentence


def test_a_missing_price_leaves_the_margin_open():
    planned = plan_margin(W001, GLOVES._replace(operations=(SEW, UNPRICED)), TODAY)
    assert planned.margin is None
    assert "打样还没有单价" in planned.sentence


def test_what_a_client_order_has_come_to():
    key = order_of_client()
    order = issue(batch_id=batch(key), price=2000)
    bring(order, 90, 2, 1, materials=((1, 2_000),))
    close(order)
    found = find_client_order(W001, key, TODAY)
    assert found
    assert found.actual[:5] == (1, 0, 90_000, 1_820, 4_000 - 1_820)
    # 21.80 yuan were borne for 93 pieces: 0.2344 a piece
    assert found.planned.loss == 23_440


def test_the_rate_of_loss_stands_beside_what_is_allowed():
    order = issue(price=2000, worker_id=WANG)
    bring(order, 90, 2, 1, materials=((1, 2_000),))
    close(order)
    [rate] = rates_by(load_losses(W001), lambda loss: loss.worker_id).values()
    assert (rate.used, rate.lost, rate.allowed, rate.owed) == (74_400, 4_000, 1_488, 2_512)
    assert (rate.rate, rate.allowance) == (537, 200)


def test_a_limit_in_pieces_warns_or_refuses_as_it_is_set():
    limit(worker_id=LI, pieces=150_000)
    assert warned() == []
    assert warned() == ["load_over"]
    limit(worker_id=LI, pieces=150_000, blocks=True)
    assert refused(issue) == ["load_over"]
    done = issue_order(BOSS, NOW, W001, an_issue(), accept=ACCEPTABLE)
    assert [fault.reason for fault in done.warnings] == ["load_over"]


def test_what_has_come_back_is_no_load():
    limit(worker_id=LI, pieces=150_000, blocks=True)
    order = issue()
    bring(order, 60)
    assert issue()


def test_a_household_is_limited_together_and_the_nearest_limit_holds():
    limit(household_id=HOME, pieces=150_000, blocks=True)
    issue()
    assert refused(issue, worker_id=SON) == ["load_over"]
    limit(worker_id=SON, pieces=500_000, blocks=True)
    assert issue(worker_id=SON)


def test_a_limit_in_days_goes_by_the_usual_pace():
    limit(worker_id=LI, days=10, blocks=True)
    assert warned() == ["load_unknown"]
    bring(load_balances(W001)[0].order_id, 80)
    # 80 pieces in eight days: ten a day; 20 are still out and 100 would come, twelve days of work
    assert refused(issue, issued_on=date(2026, 3, 10)) == ["load_over"]
    assert issue(issued_on=date(2026, 3, 10), materials=(YARN._replace(issued=70_000),))


@pytest.mark.parametrize("bad", [{"pieces": 0}, {"days": -1}, {"days": 367}, {"worker_id": LI, "household_id": HOME}])
def test_a_limit_that_cannot_be_is_refused(bad):
    with pytest.raises(Refused):
        limit(**bad)


def test_reminders_name_what_is_due_and_what_only_waits_for_its_closing():
    late = issue(due_on=date(2026, 3, 20), bag_no=7)
    done = issue(due_on=date(2026, 3, 19), materials=(), quantity=10_000)
    bring(done, 10)
    issue(due_on=date(2026, 4, 20))
    lines = list_due(W001, date(2026, 3, 23))
    assert [(line.order.id, line.days) for line in lines] == [(late, -3), (done, -4)]
    assert lines[0].sentence == "李秀英 7 号袋,缝合:已逾期 3 天,还差 100 双"
    assert lines[1].sentence == "李秀英 缝合:货已交齐,等结单"


def test_orders_are_listed_by_their_state():
    first, second, third = issue(), issue(due_on=None), issue()
    close(first)
    void_order(BOSS, NOW, W001, third, "发错人")
    states = {state: [line.id for line in list_orders(W001, TODAY, state)] for state in ("open", "closed", "voided")}
    assert states == {"open": [second], "closed": [first], "voided": [third]}
    assert list_orders(W001, TODAY, "overdue") == []
    assert find_order(W002, first) is None


def test_an_order_shows_everything_that_happened_to_it():
    order = issue(members=share((LI, 2), (SON, 1)), materials=(YARN, CUFF))
    wrong = bring(order, 9, materials=((2, 1_000),))
    reverse_return(BOSS, NOW, W001, wrong.id, "数错")
    bring(order, 12)
    first, undo, second = list_returns(W001, order_id=order)
    assert (first.stands, undo.stands, second.stands) == (False, False, True)
    assert (first.reversed_by, undo.reverses, undo.good, undo.reason) == (undo.id, first.id, -9_000, "数错")
    assert [share.pieces for share in second.shares] == [8_000, 4_000]
    assert [member.pieces for member in list_members(W001, order)] == [8_000, 4_000]
    assert [supply.name for supply in list_supplies(W001, order)] == ["棉纱", "罗口"]


def test_the_list_of_what_waits_holds_what_is_not_inspected():
    order = issue()
    waiting = bring(order, 5, inspected_on=None)
    bring(order, 6)
    assert [line.id for line in list_returns(W001, waiting=True)] == [waiting.id]


def test_signs_are_told_as_sentences():
    bring(issue(), 101)
    bring(issue(worker_id=SON), 10)
    signs = list_signs(W001, ISSUED, TODAY)
    assert [sign.code for sign in signs] == ["split_delivery", "more_than_material"]
    assert "301 户 2 个人分别交了缝合" in signs[0].sentence


def test_a_signature_comes_back_as_it_was_drawn():
    order = issue()
    key = add_signature(BOSS, NOW, W001, "order", order, NewSignature("worker", "drawn", "M1 2L3 4"))
    assert find_image(W001, key) == ("drawn", "M1 2L3 4")
    assert find_image(W002, key) is None
    assert [(mark.subject, mark.side) for mark in list_marks(W001, order)] == [("order", "worker")]
    with pytest.raises(NotFound):
        add_signature(BOSS, NOW, W001, "closing", order, NewSignature("worker", "paper"))


def test_a_photo_is_made_small_and_sealed():
    picture = io.BytesIO()
    Image.new("RGB", (2000, 1000), "red").save(picture, "PNG")
    add_photo(BOSS, NOW, W001, "order", issue(), picture.getvalue())
    [mark] = all_rows(TakehomeMarkRow)
    assert (mark["way"], b"JFIF" in mark["image"]) == ("photo", False)
    with pytest.raises(Refused, match="照片"):
        add_photo(BOSS, NOW, W001, "order", all_rows(TakehomeOrderRow)[0]["id"], b"no picture")


@pytest.mark.parametrize("read", [list_orders, list_due])
def test_lists_take_as_many_statements_for_one_order_as_for_many(read):
    issue()
    few = count_statements(lambda: read(W001, TODAY))
    for _ in range(6):
        bring(issue(), 5)
    assert count_statements(lambda: read(W001, TODAY)) == few
