"""What can be relied on when work comes back."""

from datetime import date

import pytest

from tests.conftest import BOSS, NOW, W001
from tests.floor.stage import LI, UNPRICED, WANG, all_rows
from tests.takehome.stage import (
    BACK,
    CUFF,
    SON,
    YARN,
    a_delivery,
    an_issue,
    balance,
    bring,
    inspect,
    issue,
    set_the_home_stage,
    share,
)
from workshop.floor.actions import lock_days
from workshop.takehome.actions import (
    NewInspection,
    NewSignature,
    NewSupply,
    OrderRef,
    RefusedTakehome,
    close_order,
    correct_return,
    inspect_return,
    issue_order,
    issue_orders,
    receive_return,
    reopen_order,
    reverse_return,
    reverse_supply,
    supply_material,
    void_order,
)
from workshop.takehome.rows import TakehomeReturnRow, TakehomeReturnShareRow
from workshop.takehome.rules import ACCEPTABLE, NewOrder

APRIL = date(2026, 4, 5)


@pytest.fixture(autouse=True)
def _stage(app):
    set_the_home_stage()


def refused(act, *args, **more) -> list[str]:
    with pytest.raises(RefusedTakehome) as trouble:
        act(*args, **more)
    assert all(fault.mend for fault in trouble.value.faults)
    return [fault.reason for fault in trouble.value.faults]


def close(order: int, on: date = date(2026, 3, 20), today: date | None = None):
    return close_order(BOSS, NOW, W001, order, on, on=today)


def lock(*workers: int, to: date = date(2026, 3, 31)) -> None:
    lock_days(BOSS, NOW, W001, workers, to)


def shares() -> list[tuple[int, int]]:
    return [(row["worker_id"], row["pieces"]) for row in all_rows(TakehomeReturnShareRow)]


def test_a_partial_return_leaves_the_rest_at_home():
    order = issue()
    bring(order, 40, 2, 1, materials=((1, 5_000),))
    found = balance(order)
    assert (found.in_good, found.in_own, found.in_other, found.returned, found.at_home) == (
        40_000,
        2_000,
        1_000,
        5_000,
        52_000,
    )


def test_rework_is_at_home_again_and_comes_back_later():
    order = issue()
    bring(order, 40, rework=10_000)
    assert balance(order).at_home == 60_000
    bring(order, 10)
    assert balance(order).at_home == 50_000


def test_what_is_not_inspected_waits_and_is_not_paid():
    order = issue()
    done = bring(order, 40, inspected_on=None)
    assert (balance(order).waiting, balance(order).in_good) == (40_000, 0)
    assert all_rows(TakehomeReturnRow)[0]["pay_on"] is None
    inspect(done.id, 30, 4, rework=6_000)
    assert (balance(order).waiting, balance(order).in_good, balance(order).in_own) == (0, 30_000, 4_000)
    assert [row["pay_on"] for row in all_rows(TakehomeReturnRow)] == [None, None, BACK]


def test_a_delivery_is_inspected_once_and_by_the_id_it_came_under():
    order = issue()
    bring(order, 40, inspected_on=None, id="d-1")
    inspection = NewInspection(BACK, 40_000, delivery_id="d-1", id="i-1")
    done = inspect_return(BOSS, NOW, W001, inspection)
    assert inspect_return(BOSS, NOW, W001, inspection).id == done.id
    assert refused(inspect_return, BOSS, NOW, W001, inspection._replace(id="i-2")) == ["already_inspected"]
    assert refused(inspect_return, BOSS, NOW, W001, inspection._replace(id="i-1", good=1)) == ["id_conflict"]
    assert refused(inspect, 999, 1) == ["return_unknown"]


def test_the_material_of_a_delivery_stays_with_its_inspection():
    order = issue()
    done = bring(order, 10, inspected_on=None, materials=((1, 3_000),))
    inspect(done.id, 10)
    assert balance(order).returned == 3_000


def test_a_delivery_taken_back_is_not_inspected():
    done = bring(issue(), 10, inspected_on=None)
    reverse_return(BOSS, NOW, W001, done.id, "数错")
    assert refused(inspect, done.id, 10) == ["return_reversed"]


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ({"returned_on": date(2026, 3, 1)}, "returned_on_too_early"),
        ({"returned_on": date(2026, 4, 1), "inspected_on": None}, "date_future"),
        ({"inspected_on": date(2026, 3, 8)}, "inspected_on_too_early"),
        ({"inspected_on": date(2026, 4, 1)}, "date_future"),
        ({"good": -1_000}, "quantity_negative"),
        ({"good": 500}, "quantity_not_whole"),
        ({"rework": -1_000}, "quantity_negative"),
        ({"rework": 1_000, "inspected_on": None}, "rework_uninspected"),
        ({"good": 0}, "quantity_nothing"),
        ({"good": 103_000}, "over_issued"),
        ({"materials": ((2, 1_000),)}, "material_unknown"),
        ({"materials": ((1, -1),)}, "material_returned_unbelievable"),
        ({"materials": ((1, 100_001),)}, "material_returned_unbelievable"),
        ({"worker_id": WANG}, "split_unagreed"),
        ({"id": "a b"}, "id_unusable"),
        ({"order": OrderRef(999)}, "order_unknown"),
        ({"order": OrderRef(bag_no=99)}, "bag_unknown"),
        ({"signatures": (NewSignature("child", "paper"),)}, "signature_unusable"),
    ],
)
def test_a_return_that_cannot_be_is_refused_by_name(bad, reason):
    delivery = a_delivery(issue(), 50)._replace(**bad)
    assert reason in refused(receive_return, BOSS, NOW, W001, delivery)
    assert all_rows(TakehomeReturnRow) == []


def test_a_little_more_than_the_material_is_told_and_far_more_is_refused_until_a_person_lets_it_pass():
    order = issue()
    assert [fault.reason for fault in bring(order, 101).warnings] == ["more_than_material"]
    assert refused(bring, order, 2) == ["over_issued"]
    assert "over_issued" in [fault.reason for fault in bring(order, 2, accept=ACCEPTABLE).warnings]
    assert (balance(order).at_home, balance(order).questionable) == (-3_000, True)


def test_only_what_may_be_let_pass_is_let_pass():
    accept = frozenset({"quantity_nothing", "order_unknown"})
    assert refused(bring, issue(), 0, accept=accept) == ["quantity_nothing"]


def test_without_measured_material_the_pieces_due_are_the_measure():
    order = issue(materials=(), quantity=50_000)
    bring(order, 50)
    assert refused(bring, order, 1) == ["over_issued"]


def test_the_scarcest_material_decides():
    order = issue(materials=(YARN, CUFF._replace(issued=20_000)))
    bring(order, 10)
    assert refused(bring, order, 1) == ["over_issued"]


def test_the_same_return_sent_twice_pays_once():
    order = issue()
    first, again = (bring(order, 40, id="r-1") for _ in range(2))
    assert (again.id, again.existing) == (first.id, True)
    assert refused(bring, order, 41, id="r-1") == ["id_conflict"]
    assert len(all_rows(TakehomeReturnRow)) == 1


def test_the_paid_pieces_of_a_shared_order_are_split_in_whole_pieces():
    order = issue(members=share((LI, 2), (SON, 1)))
    bring(order, 9, 5, 1)
    assert shares() == [(LI, 7_000), (SON, 3_000)]


def test_a_member_may_hand_in_for_the_household():
    order = issue(members=share((LI, 1), (SON, 1)))
    assert bring(order, 10, worker_id=SON).order_id == order


def test_two_of_a_household_who_bring_the_same_work_on_one_day_are_told():
    bring(issue(), 10)
    other = issue(worker_id=SON)
    assert [fault.reason for fault in bring(other, 10).warnings] == ["split_delivery"]


def test_a_reversal_takes_pieces_material_and_shares_back():
    order = issue(members=share((LI, 1), (SON, 1)))
    done = bring(order, 9, materials=((1, 2_000),))
    reverse_return(BOSS, NOW, W001, done.id, "数错了")
    assert balance(order).at_home == 100_000
    assert [sum(pieces for who, pieces in shares() if who == one) for one in (LI, SON)] == [0, 0]


def test_a_reversal_happens_once_and_needs_its_reason():
    done = bring(issue(), 9)
    with pytest.raises(Exception, match="要写原因"):
        reverse_return(BOSS, NOW, W001, done.id, " ")
    gone = reverse_return(BOSS, NOW, W001, done.id, "数错了", id="u-1")
    assert reverse_return(BOSS, NOW, W001, done.id, "数错了", id="u-1").id == gone.id
    assert refused(reverse_return, BOSS, NOW, W001, done.id, "再来") == ["reversed_already"]
    assert refused(reverse_return, BOSS, NOW, W001, gone.id, "再来") == ["is_reversal"]


def test_a_return_of_locked_pay_is_taken_off_in_the_next_open_period():
    done = bring(issue(), 9)
    lock(LI)
    reverse_return(BOSS, NOW, W001, done.id, "数错了", on=APRIL)
    assert [(row["good"], row["pay_on"]) for row in all_rows(TakehomeReturnRow)] == [
        (9_000, BACK),
        (-9_000, date(2026, 4, 1)),
    ]


def test_one_locked_member_is_enough_to_go_forward():
    done = bring(issue(members=share((LI, 1), (SON, 1))), 9)
    lock(SON)
    reverse_return(BOSS, NOW, W001, done.id, "数错了", on=APRIL)
    assert all_rows(TakehomeReturnRow)[1]["pay_on"] == date(2026, 4, 1)


def test_an_inspection_within_locked_pay_is_let_pass_by_a_person_and_paid_later():
    order = issue()
    lock(LI, to=date(2026, 3, 15))
    assert refused(bring, order, 9) == ["day_locked"]
    assert [fault.reason for fault in bring(order, 9, accept=ACCEPTABLE).warnings] == ["day_locked"]
    assert all_rows(TakehomeReturnRow)[0]["pay_on"] == date(2026, 3, 16)


def test_a_correction_is_a_reversal_and_a_new_return_or_neither():
    order = issue()
    done = bring(order, 95)
    assert refused(correct_return, BOSS, NOW, W001, done.id, a_delivery(order, 999), "数错") == ["over_issued"]
    assert len(all_rows(TakehomeReturnRow)) == 1
    correct_return(BOSS, NOW, W001, done.id, a_delivery(order, 90), "数错")
    assert balance(order).in_good == 90_000


def test_a_return_in_the_wrong_bag_goes_to_the_right_one():
    wrong, right = issue(), issue(order_no="D2")
    done = bring(wrong, 10)
    correct_return(BOSS, NOW, W001, done.id, a_delivery(right, 10), "装错袋")
    assert (balance(wrong).in_good, balance(right).in_good) == (0, 10_000)


def test_a_correction_of_locked_pay_goes_forward_by_itself():
    order = issue()
    done = bring(order, 9)
    lock(LI)
    correct_return(BOSS, NOW, W001, done.id, a_delivery(order, 8), "数错", on=APRIL)
    assert [row["pay_on"] for row in all_rows(TakehomeReturnRow)] == [BACK, date(2026, 4, 1), date(2026, 4, 1)]


def test_a_closed_order_is_settled_by_the_worked_example():
    order = issue(price=2000)
    bring(order, 90, 2, 1, materials=((1, 2_000),))
    closing = close(order)
    [loss] = closing.losses
    assert (loss.excess, loss.amount, loss.lost) == (3_140, 2_512, 5_000)
    assert (closing.total, closing.most, closing.owed) == (2_512, 1_820, 1_820)
    assert (balance(order).lost, balance(order).at_home) == (5_000, 0)


def test_what_the_order_says_is_owed_at_most():
    order = issue(price=2000, most=1_000)
    bring(order, 90, 2, 1, materials=((1, 2_000),))
    assert close(order).owed == 1_000


def test_labour_is_not_bound_by_the_order():
    order = issue(worker_id=WANG, price=2000)
    bring(order, 90, 2, 1, materials=((1, 2_000),))
    assert close(order).owed == 2_512


@pytest.mark.parametrize("on", [date(2026, 3, 1), date(2026, 3, 8)])
def test_an_order_is_not_closed_before_its_last_return(on):
    order = issue()
    bring(order, 9)
    assert refused(close, order, on) == ["closed_on_too_early"]


def test_an_order_is_closed_once_after_everything_is_inspected_and_not_in_the_future():
    order = issue()
    done = bring(order, 9, inspected_on=None)
    assert refused(close, order) == ["uninspected"]
    inspect(done.id, 9)
    assert refused(close, order, date(2026, 4, 1)) == ["date_future"]
    assert close(order) == close(order)
    assert refused(close, order, date(2026, 3, 21)) == ["closed_already"]
    assert refused(bring, order, 1) == ["order_closed"]


def test_an_order_is_not_closed_within_locked_pay():
    order = issue()
    lock(LI)
    assert refused(close, order, today=APRIL) == ["day_locked"]
    assert close(order, date(2026, 4, 1), APRIL).closed_on == date(2026, 4, 1)


def test_without_the_lock_it_would_be_closed():
    assert close(issue(), today=APRIL).closed_on == date(2026, 3, 20)


def test_a_closing_is_taken_back_until_it_is_locked():
    order = issue()
    close(order)
    reopen_order(BOSS, NOW, W001, order, "还有货")
    assert balance(order).at_home == 100_000
    assert refused(reopen_order, BOSS, NOW, W001, order, "再来") == ["not_closed"]
    close(order)
    lock(LI)
    assert refused(reopen_order, BOSS, NOW, W001, order, "还有货") == ["day_locked"]


def test_an_order_is_not_opened_again_while_its_bag_is_out():
    order = issue(bag_no=3)
    close(order)
    issue(bag_no=3)
    assert refused(reopen_order, BOSS, NOW, W001, order, "还有货") == ["bag_in_use"]


def test_a_return_of_a_closed_order_waits_for_the_closing_to_be_taken_back():
    order = issue()
    done = bring(order, 9)
    close(order)
    assert refused(reverse_return, BOSS, NOW, W001, done.id, "数错") == ["order_closed"]


def test_after_a_locked_closing_the_difference_of_the_loss_is_told():
    order = issue(price=2000)
    done = bring(order, 90, 2, 1, materials=((1, 2_000),))
    close(order)
    lock(LI)
    new = a_delivery(order, 92, 2, 1, materials=((1, 2_000),))
    found = correct_return(BOSS, NOW, W001, done.id, new, "数错", on=APRIL)
    [told] = [fault for fault in found.warnings if fault.reason == "loss_settled"]
    assert "多赔了 9.40 元" in told.message  # 18.20 was taken; 98 − 95 × 1.02 = 1.10, × 8 = 8.80 is owed
    assert balance(order).in_good == 92_000


def test_an_order_issued_wrongly_is_voided_and_its_bag_is_free():
    order = issue(bag_no=6)
    void_order(BOSS, NOW, W001, order, "发错人")
    assert issue(bag_no=6) != order
    assert refused(bring, order, 1) == ["order_voided"]
    assert refused(void_order, BOSS, NOW, W001, order, "再来") == ["order_voided"]


def test_an_order_with_returns_is_not_voided():
    order = issue()
    done = bring(order, 9)
    assert refused(void_order, BOSS, NOW, W001, order, "发错人") == ["has_returns"]
    reverse_return(BOSS, NOW, W001, done.id, "数错")
    void_order(BOSS, NOW, W001, order, "发错人")


def test_material_written_down_wrongly_is_taken_back_as_far_as_it_is_not_used():
    order = issue()
    more = supply_material(BOSS, NOW, W001, NewSupply(OrderRef(order), BACK, ((1, 20_000),)))
    bring(order, 110)
    assert refused(reverse_supply, BOSS, NOW, W001, more.id, "多写了") == ["over_issued"]
    other = supply_material(BOSS, NOW, W001, NewSupply(OrderRef(order), BACK, ((1, 5_000),)))
    reverse_supply(BOSS, NOW, W001, other.id, "多写了")
    assert balance(order).issued == 120_000
    assert refused(reverse_supply, BOSS, NOW, W001, other.id, "再来") == ["reversed_already"]


def test_an_order_out_of_a_file_without_a_price_is_not_inspected():
    row = NewOrder("F1", LI, UNPRICED, date(2026, 3, 2), material="棉纱", material_issued=10_000)
    [order] = issue_orders(BOSS, NOW, W001, [row]).values()
    assert refused(bring, order, 5) == ["price_missing"]
    assert bring(order, 5, inspected_on=None).order_id == order


def test_orders_of_a_tablet_are_found_by_the_id_they_were_issued_under():
    issue_order(BOSS, NOW, W001, an_issue(id="0198-a"))
    assert bring(OrderRef(issue_id="0198-a"), 5).order_id
