"""The worked examples of the pay rules, section 9, each as written there."""

from tests.pay.law import SERVICES, WAGES
from tests.pay.people import SEW, a_shop, a_worker, amounts, at, days_of, pieces, present, slip_of, without_minimum
from workshop.kernel.money import round_half_up
from workshop.kernel.periods import Period
from workshop.kernel.shares import Member
from workshop.pay.rules.deductions import loss_limit
from workshop.pay.rules.facts import (
    ClosedOrder,
    HourGroup,
    Owed,
    ShopFacts,
    TakehomeGroup,
    TaxBefore,
    TeamGroup,
)
from workshop.pay.rules.minimum import compare_minimum
from workshop.pay.rules.tax import service_tax, wage_tax
from workshop.pay.rules.teams import team_shares

NO_MINIMUM = without_minimum(a_shop())
SLABS = ((300_000, 1200), (400_000, 1500))


def shop_of_26_days() -> ShopFacts:
    """March 2026 with Sundays off has 26 due days."""
    return a_shop()


def shop_of_22_days() -> ShopFacts:
    """March 2026 with Saturdays and Sundays off has 22 due days."""
    return a_shop(rest=frozenset({5, 6}), monthly=200000)


def test_9_1_a_line_is_rounded_once_not_every_day():
    slip = slip_of(a_worker(pieces=tuple(pieces(37, 125) for _ in range(26))), NO_MINIMUM)
    assert amounts(slip) == [1203]
    assert round_half_up(37 * 125, 100) * 26 == 1196  # what rounding by the entry would have paid


def test_9_2_a_holiday_pays_three_times_and_counts_nothing_towards_the_minimum():
    may = a_shop(Period(2026, 5))
    worker = a_worker(pieces=(pieces(200, 8000, on=at(1, 5)),))
    slip = slip_of(worker, may)
    assert amounts(slip, "piece") == [48000]
    assert slip.minimum.counted == 0


def test_9_3_a_team_of_three_shares_to_the_last_fen():
    members = [Member("A2"), Member("A1"), Member("A3")]
    assert team_shares(1_000_000, 1000, "equal", members) == {"A1": 3334, "A2": 3333, "A3": 3333}


def test_9_4_half_the_due_days_want_half_the_minimum():
    shop = shop_of_22_days()
    attendance = present(shop, only=lambda on: on <= at(16))
    assert len(attendance) == 11
    slip = slip_of(a_worker(attendance=attendance, pieces=(pieces(8705, 1000),)), shop)
    assert (slip.minimum.required, slip.minimum.counted, slip.topup) == (100000, 87050, 12950)


def test_9_5_a_loss_leaves_the_minimum_and_carries_the_rest():
    shop = a_shop(monthly=200000)
    loss = Owed("loss", "上月赔偿", at(1), 60000)
    slip = slip_of(a_worker(attendance=present(shop), pieces=(pieces(24000, 1000),), owed=(loss,)), shop)
    assert (slip.gross, slip.minimum.required, slip.loss, slip.carried) == (240000, 200000, 40000, 20000)
    assert loss_limit(a_worker(), 240000, 200000) == 40000


def test_9_6_take_home_is_taxed_as_labour_service_by_the_month():
    assert [service_tax(fen, SERVICES).amount for fen in (150000, 420000, 3000000)] == [14000, 67200, 520000]
    takehome = (TakehomeGroup(SEW, 15000, 1_000_000),)
    assert slip_of(a_worker("contract", takehome=takehome)).tax == 14000


def test_9_7_wages_are_withheld_cumulatively_over_the_year():
    before, withheld = TaxBefore(), []
    for month in range(1, 13):
        tax = wage_tax(800000, before, WAGES).amount
        withheld.append(tax)
        before = TaxBefore(800000 * month, month, before.withheld + tax)
    assert (withheld[0], sum(withheld)) == (9000, 108000)


def test_9_8_part_time_pay_is_lifted_to_the_hourly_minimum():
    half = a_shop(Period(2026, 3, 1), hourly=1900, rest=frozenset())
    hours = tuple(HourGroup("清洁", None, "", at(day), 250) for day in range(2, 14))
    slip = slip_of(a_worker("part_time", hourly=1800, hours=hours), half)
    assert (amounts(slip, "hourly"), slip.topup) == ([90000], 5000)


def test_9_9_an_advance_takes_what_is_left_and_carries_the_rest():
    owed = (Owed("advance", "借支", at(3), 80000), Owed("social", "社保个人", at(1), 10000))
    slip = slip_of(a_worker("flexible", labour_contract=False, pieces=(pieces(7500, 1000),), owed=owed))
    assert (slip.gross, slip.advance, slip.carried, slip.net) == (75000, 65000, 15000, 0)


def test_9_10_a_share_of_overtime_is_multiplied_by_each_ones_own_system():
    shares = team_shares(1_000_000, 333, "equal", [Member("A1"), Member("A2")])
    assert shares == {"A1": 1665, "A2": 1665}
    team = (TeamGroup(SEW, 333, "overtime", None, 1665),)
    assert amounts(slip_of(a_worker(teams=team), NO_MINIMUM)) == [2498]
    half = without_minimum(a_shop(Period(2026, 3, 1)))
    assert amounts(slip_of(a_worker("part_time", teams=team), half)) == [1665]


def test_9_11_tiers_pay_slab_by_slab_and_a_grade_price_has_none():
    tiered = pieces(450, 1000, on=at(2), defect_other=10_000, slabs=SLABS)
    assert amounts(slip_of(a_worker(pieces=(tiered,)), NO_MINIMUM)) == [3100, 1200, 750]
    trainee = pieces(450, 800, on=at(2), defect_other=10_000)
    assert amounts(slip_of(a_worker(pieces=(trainee,)), NO_MINIMUM)) == [3680]


def test_9_12_a_salary_for_half_the_month_less_a_day_of_leave():
    shop = shop_of_26_days()
    attendance = present(shop) | {at(20): "事假"}
    slip = slip_of(a_worker(monthly=300000, hire_date=at(17), attendance=attendance), shop)
    assert days_of(a_worker(hire_date=at(17), attendance=attendance), shop).employed_due == 13
    assert amounts(slip, "monthly") == [136207]


def test_9_13_paid_leave_counts_whole_and_sick_days_count_eight_tenths():
    shop = a_shop(monthly=208000)
    attendance = present(shop)
    due = sorted(attendance)
    for on, status in zip(due[:6], ["病假", "年假", "年假", "事假", "事假", "事假"], strict=True):
        attendance[on] = status
    worker = a_worker(attendance=attendance)
    assert compare_minimum(worker, shop, days_of(worker, shop), []).required == 182400


def test_9_14_a_contract_household_owes_no_more_than_its_order_paid():
    order = ClosedOrder("D1", at(20), 100_000, 2_000, 93_000, 10_000, 200, 80_000, 2000, 91_000)
    takehome = (TakehomeGroup(SEW, 2000, 91_000),)
    contract = slip_of(a_worker("contract", takehome=takehome, closed_orders=(order,)))
    assert contract.loss == 1820
    shop = a_shop(monthly=0)
    employee = slip_of(a_worker(pieces=(pieces(10_000, 1000),), closed_orders=(order,)), shop)
    assert employee.loss == 2512
