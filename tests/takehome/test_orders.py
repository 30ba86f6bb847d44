"""What can be relied on when work is taken home and brought back."""

from datetime import date

import pytest

from tests.conftest import BOSS, NOW, W001
from tests.floor.stage import CHEN, DAY, LI, SEW, UNPRICED, all_rows, set_the_stage
from workshop.floor.actions import RefusedRows, lock_days
from workshop.takehome.actions import NewOrder, NewReturn, issue_orders, record_returns
from workshop.takehome.rows import TakehomeOrderRow, TakehomeReturnRow

ISSUED = date(2026, 3, 2)
BACK = date(2026, 3, 9)


@pytest.fixture(autouse=True)
def _stage(app):
    set_the_stage()


def order(number="D1", **more) -> NewOrder:
    plain = NewOrder(number, LI, SEW, ISSUED, date(2026, 3, 20), None, "手套坯", 100_000, 10_000, 200, 80_000)
    return plain._replace(**more)


def issue(*orders: NewOrder) -> dict[str, int]:
    return issue_orders(BOSS, NOW, W001, orders)


def back(order: int, **more) -> NewReturn:
    return NewReturn(order, BACK, BACK, 90_000, 2_000, 1_000, 2_000)._replace(**more)


def reasons(act, *rows) -> list[str]:
    with pytest.raises(RefusedRows) as refused:
        act(*rows)
    return [fault.reason for fault in refused.value.faults]


def returned(*rows: NewReturn, **more):
    return record_returns(BOSS, NOW, W001, rows, **more)


def test_an_order_without_a_price_takes_that_of_its_issue_date_and_grade():
    issue(order("D1"), order("D2", worker_id=CHEN), order("D3", issued_on=DAY, due_on=None))
    assert {row["order_no"]: row["price"] for row in all_rows(TakehomeOrderRow)} == {"D1": 768, "D2": 500, "D3": 800}


def test_a_written_price_stands():
    issue(order(price=2000))
    [row] = all_rows(TakehomeOrderRow)
    assert (row["price"], row["price_from"]) == (2000, None)


def test_an_operation_without_a_price_leaves_it_open():
    issue(order(operation_id=UNPRICED))
    assert all_rows(TakehomeOrderRow)[0]["price"] is None


def test_the_same_order_again_is_the_same_order():
    assert issue(order()) == issue(order())
    assert len(all_rows(TakehomeOrderRow)) == 1


def test_a_number_is_not_used_for_another_order():
    issue(order())
    assert reasons(issue, order(material_issued=1_000)) == ["order_conflict"]


def test_an_order_is_closed_once():
    issue(order())
    issue(order(closed_on=DAY))
    assert all_rows(TakehomeOrderRow)[0]["closed_on"] == DAY
    assert reasons(issue, order(closed_on=date(2026, 3, 31))) == ["order_conflict"]


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ({"order_no": ""}, "order_no_unusable"),
        ({"order_no": "a\x00"}, "order_no_unusable"),
        ({"worker_id": 999}, "worker_unknown"),
        ({"operation_id": 999}, "operation_unknown"),
        ({"issued_on": date(2026, 4, 1), "due_on": None}, "date_future"),
        ({"due_on": date(2026, 3, 1)}, "due_before_issue"),
        ({"closed_on": date(2026, 3, 1)}, "closed_on_too_early"),
        ({"price": 0}, "price_unbelievable"),
        ({"material_issued": -1}, "material_issued_unbelievable"),
        ({"loss_allowance": 10_001}, "loss_allowance_unbelievable"),
        ({"material": "x" * 81}, "material_unusable"),
    ],
)
def test_an_order_that_cannot_be_is_refused_by_name(bad, reason):
    assert reason in reasons(issue, order("ok"), order(**bad))
    assert all_rows(TakehomeOrderRow) == []


def test_what_is_brought_back_is_recorded():
    ids = issue(order())
    returned(back(ids["D1"]), back(ids["D1"], inspected_on=None))
    assert [row["inspected_on"] for row in all_rows(TakehomeReturnRow)] == [BACK, None]


def test_a_file_of_returns_sent_twice_pays_once():
    ids = issue(order())
    twice = [back(ids["D1"]), back(ids["D1"])]
    assert len(returned(*twice, import_id=5).ids) == 2
    again = returned(*twice, back(ids["D1"], good=5_000), import_id=6)
    assert (len(again.ids), again.existing) == (1, {"0", "1"})


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ({"order_id": 1}, "order_unknown"),
        ({"returned_on": date(2026, 3, 1)}, "returned_on_too_early"),
        ({"inspected_on": date(2026, 3, 8)}, "inspected_on_too_early"),
        ({"inspected_on": date(2026, 4, 1)}, "date_future"),
        ({"inspected_on": date(2026, 3, 30)}, "order_closed"),
        ({"good": -1000}, "quantity_negative"),
        ({"good": 500}, "quantity_not_whole"),
        ({"material_returned": 100_001}, "material_returned_unbelievable"),
        ({"good": 0, "defect_own": 0, "defect_other": 0, "material_returned": 0}, "quantity_nothing"),
    ],
)
def test_a_return_that_cannot_be_is_refused_by_name(bad, reason):
    ids = issue(order(closed_on=date(2026, 3, 20)))
    row = back(ids["D1"], **bad)
    assert reason in reasons(returned, back(ids["D1"]), row)
    assert all_rows(TakehomeReturnRow) == []


def test_a_return_is_not_inspected_on_a_day_that_is_paid_already():
    ids = issue(order())
    lock_days(BOSS, NOW, W001, [LI], date(2026, 3, 15))
    assert reasons(returned, back(ids["D1"])) == ["day_locked"]
    assert len(returned(back(ids["D1"], inspected_on=DAY)).ids) == 1
