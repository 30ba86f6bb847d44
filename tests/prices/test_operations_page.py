"""The price list, and adding, renaming, withdrawing operations."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.conftest import BOSS, NOW, W001, W002
from workshop.access.guard import civil_today
from workshop.kernel.faults import NotFound, Refused
from workshop.prices.actions import (
    NewOperation,
    NewPrice,
    add_operations,
    rename_operation,
    set_prices,
    withdraw_operation,
)
from workshop.prices.queries import get_operation, list_products, operation_ids, units
from workshop.store.database import db
from workshop.store.rows import AuditLeafRow

KNIT = NewOperation("GLV-01", "GLV", "劳保手套", 1, "织片", "双", 50)
SEW = NewOperation("GLV-02", "GLV", "劳保手套", 2, "缝合", "双", 45)


@pytest.fixture
def ids(app) -> dict[str, int]:
    return add_operations(BOSS, NOW, W001, [SEW, KNIT])


def test_operations_stand_in_the_order_of_the_work(ids):
    (product,) = list_products(W001, date(2026, 3, 31))
    assert (product.name, [line.name for line in product.operations]) == ("劳保手套", ["织片", "缝合"])
    assert units(W001) == {"GLV-01": "双", "GLV-02": "双"}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"op_code": "GLV-01"}, "op_code"),
        ({"op_code": ""}, "op_code"),
        ({"op_name": ""}, "op_name"),
        ({"unit": ""}, "unit"),
        ({"product_name": "毛线手套"}, "product_name"),
        ({"seq": -1}, "seq"),
        ({"std_seconds": 0}, "std_seconds"),
        ({"op_name": "长" * 81}, "op_name"),
    ],
)
def test_an_operation_that_cannot_be_is_refused(ids, changes, field):
    row = NewOperation(**(vars(SEW) | {"op_code": "GLV-03"} | changes))
    with pytest.raises(Refused) as refused:
        add_operations(BOSS, NOW, W001, [row])
    assert refused.value.field == field
    assert set(operation_ids(W001)) == {"GLV-01", "GLV-02"}


@pytest.mark.parametrize(("seq", "std_seconds", "field"), [(10_000, 45, "seq"), (2, 0, "std_seconds")])
def test_what_a_new_operation_may_not_be_no_old_one_becomes(ids, seq, std_seconds, field):
    with pytest.raises(Refused) as refused:
        rename_operation(BOSS, NOW, W001, ids["GLV-02"], "缝合", "改次序", seq, std_seconds)
    assert refused.value.field == field


def test_another_workshop_has_its_own_codes(ids):
    assert add_operations(BOSS, NOW, W002, [SEW])
    with pytest.raises(NotFound):
        get_operation(W002, ids["GLV-01"])


def test_a_new_name_leaves_the_old_one_on_the_record(ids):
    rename_operation(BOSS, NOW, W001, ids["GLV-02"], "平缝", "叫法统一", 2, 45)
    assert get_operation(W001, ids["GLV-02"]).name == "平缝"
    leaf = db.session.scalars(select(AuditLeafRow).where(AuditLeafRow.action == "operation.rename")).one()
    assert "缝合" in leaf.detail
    assert "叫法统一" in leaf.detail


def test_a_withdrawn_operation_is_offered_no_more_and_still_there(ids):
    withdraw_operation(BOSS, NOW, W001, ids["GLV-02"], date(2026, 3, 1), "不做了")
    names = [line.name for product in list_products(W001, date(2026, 3, 31)) for line in product.operations]
    assert names == ["织片"]
    assert [len(product.operations) for product in list_products(W001, date(2026, 2, 28))] == [2]
    assert [len(product.operations) for product in list_products(W001, date(2026, 3, 31), withdrawn=True)] == [2]


def test_the_page_shows_today_next_and_grade(ids, sign_in):
    today = civil_today()
    rows = [
        NewPrice("GLV-02", today - timedelta(days=30), "", 1080, 462),
        NewPrice("GLV-02", today + timedelta(days=9), "", 1120, None),
        NewPrice("GLV-02", today - timedelta(days=30), "学徒", 640, None),
    ]
    set_prices(BOSS, NOW, W001, rows)
    page = sign_in("zhou").get("/w/W001/operations").text
    for said in ("0.108", "0.0462", "学徒 0.064", f"{today + timedelta(days=9)} 起 0.112", "1 道工序今天没有单价:织片"):
        assert said in page, said


def test_an_operation_is_added_on_its_page(app, sign_in):
    client = sign_in("chen")
    typed = {"product_code": "GLV", "product_name": "劳保手套", "op_code": "GLV-01", "op_name": "织片", "unit": "双"}
    answer = client.post("/w/W001/operations/new", data=typed)
    assert answer.status_code == 302
    assert "还没有定过单价" in client.get(answer.location).text


def test_the_next_operation_of_a_product_is_offered(ids, sign_in):
    page = sign_in("chen").get("/w/W001/operations/new?product=GLV").text
    assert 'value="GLV-03"' in page
    assert 'value="劳保手套"' in page


def test_renaming_and_withdrawing_have_their_pages(ids, sign_in):
    client, address = sign_in("chen"), f"/w/W001/operations/{ids['GLV-02']}"
    typed = {"op_name": "平缝", "seq": "2", "std_seconds": "", "reason": "叫法统一"}
    assert client.post(f"{address}/rename", data=typed).status_code == 302
    assert client.post(f"{address}/withdraw", data={"on": "2026-03-01", "reason": "不做了"}).status_code == 302
    page = client.get(address).text
    assert "平缝" in page
    assert "2026-03-01 停用" in page
    assert client.post(f"{address}/restore").status_code == 302
    assert get_operation(W001, ids["GLV-02"]).withdrawn_on is None


def test_an_empty_page_says_what_it_is_for(app, sign_in):
    assert "还没有工序" in sign_in("chen").get("/w/W001/operations").text


@pytest.mark.parametrize("login", ["zhou", "sun", "liu"])
def test_others_read_and_change_nothing(ids, sign_in, login):
    client = sign_in(login)
    assert "劳保手套" in client.get("/w/W001/operations").text
    assert client.get("/w/W001/operations/new").status_code == 403
    assert "保存单价" not in client.get(f"/w/W001/operations/{ids['GLV-02']}").text
