"""What take-home work comes to on a slip: shares, reversals, several materials, the order's own limit."""

from datetime import date

import pytest

from tests.conftest import BOSS, NOW, W001
from tests.floor.stage import LI, SEW, TURN, WANG
from tests.pay.people import a_worker
from tests.takehome.stage import CUFF, SON, YARN, a_delivery, bring, issue, set_the_home_stage, share
from workshop.floor.actions import lock_days
from workshop.kernel.periods import Period
from workshop.pay.queries.scope import Scope
from workshop.pay.queries.takehome import load_closed_orders, load_takehome
from workshop.pay.rules.takehome import order_losses
from workshop.takehome.actions import close_order, correct_return, reverse_return
from workshop.takehome.rules import ACCEPTABLE

MARCH, APRIL = Period(2026, 3), Period(2026, 4)
IN_APRIL = date(2026, 4, 8)


@pytest.fixture(autouse=True)
def _stage(app):
    set_the_home_stage()


def paid(period: Period = MARCH, workers: tuple[int, ...] | None = None) -> dict[int, list[tuple]]:
    found = load_takehome(Scope(W001, period, workers))
    return {worker: [(g.operation, g.price, g.quantity, g.late) for g in groups] for worker, groups in found.items()}


def losses(system: str, period: Period = MARCH, worker: int = LI) -> list[tuple[str, int]]:
    orders = load_closed_orders(Scope(W001, period, None)).get(worker, [])
    return [(loss.name, loss.amount) for loss in order_losses(a_worker(system, closed_orders=tuple(orders)))]


def close(order: int, on: date = date(2026, 3, 20)):
    return close_order(BOSS, NOW, W001, order, on)


def test_what_was_inspected_is_paid_and_what_waits_or_goes_home_again_is_not():
    order = issue(price=2000)
    bring(order, 10, 2, 1, rework=5_000)
    bring(order, 7, inspected_on=None)
    assert paid() == {LI: [(SEW, 2000, 11_000, 0)]}


def test_each_member_is_paid_his_share_and_the_loss_is_the_holders():
    order = issue(price=2000, members=share((LI, 2), (SON, 1)))
    bring(order, 10)
    close(order)
    assert paid() == {LI: [(SEW, 2000, 7_000, 0)], SON: [(SEW, 2000, 3_000, 0)]}
    assert paid(workers=(SON,)) == {SON: [(SEW, 2000, 3_000, 0)]}
    assert losses("contract", worker=SON) == []
    assert len(losses("contract")) == 1


def test_what_is_corrected_after_the_lock_is_paid_in_the_next_period_as_late():
    order = issue(price=2000)
    done = bring(order, 10)
    lock_days(BOSS, NOW, W001, [LI], date(2026, 3, 31))
    correct_return(BOSS, NOW, W001, done.id, a_delivery(order, 8), "数错", on=IN_APRIL)
    assert paid() == {LI: [(SEW, 2000, 10_000, 0)]}
    assert paid(APRIL) == {LI: [(SEW, 2000, -2_000, -2_000)]}


def test_a_reversal_in_an_open_period_leaves_nothing():
    done = bring(issue(price=2000), 10)
    reverse_return(BOSS, NOW, W001, done.id, "数错")
    assert paid() == {LI: [(SEW, 2000, 0, 0)]}


def test_each_material_of_an_order_has_its_loss():
    order = issue(worker_id=WANG, price=2000, materials=(YARN, CUFF))
    bring(order, 90, 2, 1, materials=((1, 2_000),))
    close(order)
    assert losses("standard", worker=WANG) == [
        ("外发单 W260302-01 超耗棉纱 3.14 × 8.00 元", 2512),
        ("外发单 W260302-01 超耗罗口 14 × 0.50 元", 700),
    ]


def test_the_materials_of_an_order_share_what_it_says_is_owed_at_most():
    order = issue(price=2000, most=3_000, materials=(YARN, CUFF))
    bring(order, 90, 2, 1, materials=((1, 2_000),))
    closing = close(order)
    assert [amount for _, amount in losses("contract")] == [2512, 488]
    assert closing.owed == sum(amount for _, amount in losses("contract"))


def test_without_a_limit_the_price_of_the_paid_pieces_is_one():
    order = issue(price=2000, materials=(YARN, CUFF))
    bring(order, 90, 2, 1, materials=((1, 2_000),))
    assert close(order).owed == sum(amount for _, amount in losses("contract")) == 1820


def test_two_orders_have_each_their_own_limit():
    for operation in (SEW, TURN):
        order = issue(price=2000, operation_id=operation)
        bring(order, 90, 2, 1, materials=((1, 2_000),))
        close(order)
    assert [amount for _, amount in losses("contract")] == [1820, 1820]


def test_a_late_inspection_is_paid_when_it_is_let_pass():
    order = issue(price=2000)
    lock_days(BOSS, NOW, W001, [LI], date(2026, 3, 15))
    bring(order, 9, accept=ACCEPTABLE)
    assert paid() == {LI: [(SEW, 2000, 9_000, 0)]}
