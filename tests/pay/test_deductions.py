"""Tax, deductions in their order, and what is carried to the next run."""

from dataclasses import replace

import pytest

from tests.pay.law import SERVICES, WAGES
from tests.pay.people import a_shop, a_worker, at, pieces, slip_of
from tests.pay.people import without_minimum as free
from workshop.pay.rules.facts import Allowance, Owed, SocialRate, TakehomeGroup, TaxBefore
from workshop.pay.rules.tax import service_tax, wage_tax

SHOP = free(a_shop())


def owe(step, amount, day=5, name="", carried=False):
    return Owed(step, name or step, at(day), amount, carried)


def earn(yuan: int, *owed: Owed, system="standard", **facts):
    return a_worker(system, pieces=(pieces(yuan * 10, 1000),), owed=owed, **facts)


def taken(slip):
    return [(d.step, d.taken) for d in slip.deductions]


@pytest.mark.parametrize(
    ("taxable", "tax"),
    [
        (36_000_00, 1_080_00),
        (36_000_01, 1_080_00),
        (144_000_00, 11_880_00),
        (300_000_00, 43_080_00),
        (420_000_00, 73_080_00),
        (660_000_00, 145_080_00),
        (960_000_00, 250_080_00),
        (1_000_000_00, 268_080_00),
    ],
)
def test_the_wage_brackets_meet_without_a_step(taxable, tax):
    assert wage_tax(taxable + 5_000_00, TaxBefore(), WAGES).amount == tax


@pytest.mark.parametrize(
    ("income", "tax"),
    [(80000, 0), (80001, 0), (400000, 64000), (400001, 64000), (2_500_000, 400_000), (6_250_000, 1_300_000)],
)
def test_labour_service_by_brackets(income, tax):
    assert service_tax(income, SERVICES).amount == tax


def test_a_poor_month_carries_into_the_next():
    assert wage_tax(700000, TaxBefore(300000, 1, 0), WAGES).amount == 0
    assert wage_tax(700000, TaxBefore(500000, 1, 0), WAGES).amount == 6000


def test_tax_is_never_given_back():
    assert wage_tax(100000, TaxBefore(800000, 1, 9000), WAGES).amount == 0


def test_insurance_and_untaxed_allowances_lower_the_taxed_income():
    item = Allowance("误餐", "once", 20000, False, False, valid_from=at(5))
    slip = slip_of(earn(8000, owe("social", 50000), allowances=(item,)), SHOP)
    assert (slip.taxed, slip.tax) == (750000, 7500)


def test_insurance_is_not_taken_off_labour_service():
    worker = a_worker("contract", takehome=(TakehomeGroup("GLV-02", 15000, 1_000_000),), owed=(owe("social", 10000),))
    slip = slip_of(worker, SHOP)
    assert (slip.taxed, slip.tax, slip.labour_service) == (150000, 14000, True)


def test_take_home_can_be_classed_as_wages():
    worker = a_worker("contract", takehome=(TakehomeGroup("GLV-02", 15000, 1_000_000),))
    slip = slip_of(worker, free(a_shop(contract_as_wages=True)))
    assert (slip.tax, slip.labour_service) == (0, False)


def test_the_steps_come_in_the_order_of_the_law():
    owed = [owe(step, 1000) for step in ("other", "loss", "advance", "court", "social")]
    slip = slip_of(earn(8000, *owed), SHOP)
    assert [step for step, _ in taken(slip)] == ["social", "tax", "court", "advance", "loss", "other"]


def test_imported_insurance_comes_before_base_times_rates():
    rates = (SocialRate("养老", 800), SocialRate("医疗", 200))
    shop = replace(SHOP, social_rates=rates)
    assert taken(slip_of(earn(4000, social_base=400000), shop)) == [("social", 32000), ("social", 8000)]
    assert taken(slip_of(earn(4000, owe("social", 5000), social_base=400000), shop)) == [("social", 5000)]


def test_a_court_sum_is_limited_by_what_is_left_and_not_carried():
    slip = slip_of(earn(100, owe("court", 15000)), SHOP)
    assert (taken(slip), slip.net, slip.carried) == ([("court", 10000)], 0, 0)


def test_advances_are_repaid_oldest_first_and_balances_before_newer_ones():
    owed = (owe("advance", 5000, 9), owe("advance", 4000, 3), owe("advance", 3000, 20, carried=True))
    slip = slip_of(earn(80, *owed), SHOP)
    assert taken(slip) == [("advance", 3000), ("advance", 4000), ("advance", 1000)]
    assert slip.balances == (owe("advance", 4000, 9, carried=True),)


def test_a_floor_is_left_by_advances_and_others_but_not_by_losses():
    shop = free(a_shop(floor=50000))
    owed = (owe("advance", 100000), owe("loss", 20000), owe("other", 5000))
    slip = slip_of(earn(1000, *owed), shop)
    assert taken(slip) == [("advance", 50000), ("loss", 20000), ("other", 0)]


def test_a_loss_takes_a_fifth_rounded_down():
    slip = slip_of(a_worker(pieces=(pieces(1, 10199),), owed=(owe("loss", 5000),)), SHOP)
    assert (slip.gross, slip.loss, slip.carried) == (102, 20, 4980)


def test_without_a_minimum_the_fifth_alone_limits_a_loss():
    worker = earn(1000, owe("loss", 30000), system="flexible", labour_contract=False)
    assert slip_of(worker, a_shop()).loss == 20000


def test_a_refunded_loss_offsets_the_rest_before_anything_is_taken():
    slip = slip_of(earn(1, owe("loss", 500, carried=True), owe("loss", -490)), SHOP)
    assert (slip.loss, slip.carried, slip.net) == (10, 0, 90)


def test_carried_others_come_before_newer_ones():
    owed = (owe("other", 5000, 2, "餐费"), owe("other", 6000, 28, "住宿", carried=True))
    slip = slip_of(earn(70, *owed), SHOP)
    assert [(d.name, d.taken, d.carried) for d in slip.deductions] == [("住宿", 6000, 0), ("餐费", 1000, 4000)]


def test_work_reversed_after_it_was_paid_is_carried_and_never_a_negative_net():
    late = pieces(-1000, 1000, on=at(27, 2), late=True)
    slip = slip_of(a_worker("contract", pieces=(late,)), SHOP)
    assert (slip.gross, slip.net, slip.carried) == (-10000, 0, 10000)
    again = slip_of(a_worker("contract", pieces=(pieces(3000, 1000),), owed=slip.balances), SHOP)
    assert (again.advance, again.net) == (10000, 20000)


def test_a_partly_taken_sum_says_what_is_carried():
    slip = slip_of(earn(100, owe("advance", 15000, name="借支 看病")), SHOP)
    assert slip.deductions[0].sentence == "借支 看病 应扣 150.00 元,本期扣 100.00 元,结转下期 50.00 元"
