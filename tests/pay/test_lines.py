"""Lines of a slip: what is one line, what it comes to and what it says."""

from datetime import date

import pytest

from tests.pay.people import CUT, GLUE, SEW, a_shop, a_worker, amounts, at, pieces, present, slip_of
from tests.pay.people import without_minimum as free
from workshop.kernel.periods import Period
from workshop.pay.rules.allowances import full_years
from workshop.pay.rules.facts import Allowance, ClosedOrder, HourGroup, PieceGroup, TakehomeGroup
from workshop.pay.rules.takehome import excess_material, most_owed

SHOP = free(a_shop())
HALF = free(a_shop(Period(2026, 3, 1)))
SLABS = ((300_000, 1200), (400_000, 1500))


def sentences(worker, shop=SHOP):
    return [line.sentence for line in slip_of(worker, shop).lines]


def test_a_line_shows_quantity_price_amount_and_since_when():
    worker = a_worker(pieces=(pieces(5717, 768, price_from=at(16)),))
    assert sentences(worker) == ["缝合 5,717 件 × 0.0768 元 = 439.07 元(单价 2026-03-16 起)"]


def test_a_multiplied_line_shows_its_multiplier_and_why():
    worker = a_worker(pieces=(pieces(10, 1000, band="overtime"),))
    assert sentences(worker) == ["缝合 10 件 × 0.10 元 × 1.5(延时) = 1.50 元"]


def test_a_weight_is_shown_with_its_decimals():
    assert sentences(a_worker(pieces=(PieceGroup(GLUE, 10000, None, "", None, 12_500),))) == [
        "浸胶 12.5 kg × 1.00 元 = 12.50 元"
    ]


def test_equal_prices_are_one_line_whichever_day_gave_them():
    rows = (pieces(10, 1000, price_from=at(1)), pieces(5, 1200), pieces(1, 1000, price_from=at(20)))
    assert amounts(slip_of(a_worker(pieces=rows), SHOP)) == [110, 60]


def test_a_slab_price_equal_to_the_first_price_joins_its_line():
    rows = (pieces(350, 1000, on=at(2), slabs=((300_000, 1200),)), pieces(10, 1200, on=at(3)))
    assert amounts(slip_of(a_worker(pieces=rows), SHOP)) == [3000, 720]


def test_slabs_count_each_day_for_itself():
    rows = tuple(pieces(300, 1000, on=at(day), slabs=SLABS) for day in (2, 3))
    assert amounts(slip_of(a_worker(pieces=rows), SHOP)) == [6000]


def test_overtime_goes_outside_the_slabs():
    rows = (pieces(450, 1000, on=at(2), band="overtime", slabs=SLABS),)
    assert amounts(slip_of(a_worker(pieces=rows), SHOP)) == [6750]


def test_late_work_of_a_tiered_day_is_paid_on_top_of_what_that_day_had():
    late = pieces(100, 1000, on=at(27, 2), slabs=SLABS, before=350_000, late=True)
    slip = slip_of(a_worker(pieces=(late,)), SHOP)
    assert amounts(slip) == [600, 750]
    assert all("补录" in line.sentence for line in slip.lines)


def test_a_late_reversal_takes_back_the_slabs_it_was_paid_in():
    late = pieces(-100, 1000, on=at(27, 2), slabs=SLABS, before=450_000, late=True)
    slip = slip_of(a_worker(pieces=(pieces(1000, 1000), late)), SHOP)
    assert slip.gross == 100_00 - 50 * 12 - 50 * 15


def test_late_work_stays_one_line_with_the_rest_and_says_so():
    rows = (pieces(100, 1000), pieces(7, 1000, late=True, on=at(27, 2)))
    assert sentences(a_worker(pieces=rows)) == ["缝合 107 件 × 0.10 元 = 10.70 元(含补录 7 件)"]


def test_work_that_was_wholly_reversed_leaves_no_line():
    assert sentences(a_worker(pieces=(pieces(5, 1000), pieces(-5, 1000)))) == []


def test_defects_of_others_are_paid_and_own_ones_are_not():
    row = pieces(100, 1000, defect_own=5000, defect_other=3000)
    assert sentences(a_worker(pieces=(row,))) == ["缝合 103 件 × 0.10 元 = 10.30 元(含非本人次品 3 件)"]


def test_own_defects_are_one_loss_for_each_charge_without_multiplier():
    rows = (
        pieces(1000, 1000, charge=500, defect_own=3000, band="overtime"),
        pieces(1000, 1000, charge=500, defect_own=2000),
        pieces(1000, 1000, CUT, charge=700, defect_own=1000),
    )
    losses = [d for d in slip_of(a_worker(pieces=rows), SHOP).deductions if d.step == "loss"]
    assert {(d.name, d.taken) for d in losses} == {("裁剪次品 1 件 × 0.07 元", 7), ("缝合次品 5 件 × 0.05 元", 25)}


def test_hourly_work_is_one_line_for_each_activity_rate_and_band():
    hours = (HourGroup("清洁", None, "", at(2), 50), HourGroup("清洁", 1800, "", at(3), 50))
    slip = slip_of(a_worker(hourly=1800, hours=hours), SHOP)
    assert amounts(slip) == [3000]
    assert slip.lines[0].sentence == "清洁 100 分钟 ÷ 60 × 时薪 18.00 元 = 30.00 元"


def test_a_day_rate_follows_the_band_of_the_date():
    worker = a_worker(daily=10000, attendance={at(2): "出勤", at(3): "半天", at(8): "出勤"})
    assert amounts(slip_of(worker, SHOP), "daily") == [15000, 20000]


def test_paid_leave_is_a_normal_day_for_an_employee_and_none_for_a_part_timer():
    leave = {at(2): "年假", at(3): "出勤"}
    assert amounts(slip_of(a_worker(daily=10000, attendance=leave), SHOP)) == [20000]
    assert amounts(slip_of(a_worker("part_time", daily=10000, attendance=leave), HALF)) == [10000]


def test_an_unworked_statutory_day_is_paid_and_a_worked_one_three_times_more():
    may = free(a_shop(Period(2026, 5)))
    off = amounts(slip_of(a_worker(daily=10000), may))
    worked = amounts(slip_of(a_worker(daily=10000, attendance={at(1, 5): "出勤"}), may))
    assert (off, worked) == ([20000], [10000, 30000])


def test_a_salary_is_whole_without_absence_and_never_below_zero():
    assert amounts(slip_of(a_worker(monthly=300000, attendance=present(SHOP)), SHOP)) == [300000]
    assert amounts(slip_of(a_worker(monthly=300000), SHOP), "monthly") == [0]


def test_a_half_day_off_costs_half_a_day():
    attendance = present(SHOP) | {at(2): "半天"}
    assert amounts(slip_of(a_worker(monthly=300000, attendance=attendance), SHOP)) == [300000 - 6897]


def test_take_home_is_one_line_for_each_price_outside_every_band():
    rows = (TakehomeGroup(SEW, 2000, 10_000, at(1)), TakehomeGroup(SEW, 2000, 5_000), TakehomeGroup(SEW, 2100, 1000))
    slip = slip_of(a_worker("contract", takehome=rows))
    assert amounts(slip) == [300, 21]
    assert slip.lines[0].sentence == "外发缝合 15 件 × 0.20 元 = 3.00 元(单价 2026-03-01 起)"


def test_material_within_the_allowance_is_no_loss():
    order = ClosedOrder("D1", at(20), 100_000, 0, 100_000, 10_000, 0, 80_000, 2000, 100_000)
    assert excess_material(order) == 0
    assert excess_material(order._replace(issued=90_000)) == 0


def test_an_order_may_say_itself_what_is_owed_at_most():
    order = ClosedOrder("D1", at(20), 100_000, 0, 0, 10_000, 0, 80_000, 2000, 91_000)
    assert (most_owed(order), most_owed(order._replace(most=500))) == (1820, 500)


@pytest.mark.parametrize(
    ("kind", "facts", "expected"),
    [
        ("month", {}, 26000),
        ("month", {"valid_from": at(16)}, 14000),
        ("month", {"valid_to": at(15)}, 12000),
        ("service_year", {}, 52000),
        ("once", {"valid_from": at(15)}, 26000),
        ("once", {"valid_from": at(15, 4)}, 0),
        ("full_attendance", {}, 26000),
        ("full_attendance", {"valid_to": at(30)}, 0),
        ("day", {}, 26 * 26000),
        ("day", {"valid_to": at(2)}, 26000),
    ],
)
def test_what_an_allowance_comes_to(kind, facts, expected):
    item = Allowance("补贴", kind, 26000, False, True, **facts)
    worker = a_worker(attendance=present(SHOP), allowances=(item,))
    assert sum(amounts(slip_of(worker, SHOP), "allowance")) == expected


@pytest.mark.parametrize("status", ["迟到", "半天", "事假", "病假", "旷工"])
def test_full_attendance_is_lost_by_a_single_day(status):
    item = Allowance("全勤奖", "full_attendance", 10000, True, True)
    worker = a_worker(attendance=present(SHOP) | {at(5): status}, allowances=(item,))
    assert amounts(slip_of(worker, SHOP), "allowance") == []


def test_who_left_before_the_end_has_no_full_attendance():
    item = Allowance("全勤奖", "full_attendance", 10000, True, True)
    worker = a_worker(leave_date=at(28), attendance=present(SHOP), allowances=(item,))
    assert amounts(slip_of(worker, SHOP), "allowance") == []


def test_a_sum_for_everyone_reaches_those_employed_on_its_day():
    item = Allowance("慰问", "once", 5000, False, True, valid_from=at(20), everyone=True)
    assert amounts(slip_of(a_worker(allowances=(item,)), SHOP)) == [5000]
    assert amounts(slip_of(a_worker(leave_date=at(19), allowances=(item,)), SHOP)) == []


def test_part_timers_and_contractors_take_few_allowances():
    items = tuple(Allowance(kind, kind, 1000, False, True, valid_from=at(2)) for kind in ("month", "day", "once"))
    facts = {"allowances": items, "attendance": {at(2): "出勤"}}
    assert amounts(slip_of(a_worker("part_time", **facts), HALF)) == [1000, 1000]
    assert amounts(slip_of(a_worker("contract", **facts), SHOP)) == [1000]


def test_a_year_of_service_is_full_on_its_day():
    assert [full_years(at(10), day) for day in (at(9).replace(year=2027), at(10).replace(year=2027))] == [0, 1]


def test_who_was_hired_on_a_leap_day_completes_the_year_on_the_28th():
    assert full_years(date(2024, 2, 29), date(2025, 2, 28)) == 1


def test_the_guarantee_lifts_piece_pay_and_counts_towards_the_minimum():
    shop = a_shop(guarantee=8000)
    worker = a_worker(attendance={at(2): "出勤", at(3): "半天"}, pieces=(pieces(50, 1000),))
    slip = slip_of(worker, shop)
    assert amounts(slip, "guarantee") == [12000 - 500]
    assert slip.minimum.counted == 12000
