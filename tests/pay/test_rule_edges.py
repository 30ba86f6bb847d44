"""The edges of the rules: the very first day, the last minute."""

from tests.pay.law import SERVICES, WAGES
from tests.pay.people import a_shop, a_worker, amounts, at, pieces, present, slip_of
from workshop.kernel.periods import Period
from workshop.pay.rules.facts import Allowance, TaxBefore
from workshop.pay.rules.insurance import share
from workshop.pay.rules.minimum import minutes_present, minutes_worked
from workshop.pay.rules.tax import service_tax, wage_tax
from workshop.pay.rules.tiers import slabs_on

OLD, NEW = ((300_000, 1200),), ((200_000, 1500),)


def test_a_set_of_slabs_holds_from_its_very_first_day():
    sets = {at(1): OLD, at(16): NEW}
    assert [slabs_on(sets, at(day)) for day in (1, 15, 16)] == [OLD, OLD, NEW]


def test_before_the_first_set_there_are_no_slabs():
    assert slabs_on({at(16): NEW}, at(15)) == ()


def test_who_goes_home_after_midnight_has_worked_up_to_then():
    assert minutes_present(22 * 60, 2 * 60) == 4 * 60
    assert minutes_present(8 * 60, 12 * 60) == 4 * 60


def test_piece_work_of_a_night_counts_its_minutes_for_a_part_timer():
    half = a_shop(Period(2026, 3, 1))
    worker = a_worker("part_time", pieces=(pieces(10, 1000, on=at(3)),), clocked={at(3): (22 * 60, 60)})
    assert minutes_worked(worker, half) == {at(3): 180}


def test_a_bracket_holds_up_to_its_very_end():
    assert "3% 一档" in wage_tax(41_000_00, TaxBefore(), WAGES).sentence
    assert "10% 一档" in wage_tax(41_000_01, TaxBefore(), WAGES).sentence


def test_four_thousand_yuan_of_service_have_eight_hundred_off():
    assert service_tax(4_000_00, SERVICES).sentence.startswith("劳务报酬 4,000.00 − 800")


def test_a_share_of_insurance_is_rounded_half_up():
    assert [share(base, 50) for base in (100_00, 101_00, 99_00)] == [50, 51, 50]


def test_full_attendance_counts_for_an_item_that_starts_on_the_last_day():
    shop = a_shop()
    for start, paid in ((at(31), [10_000]), (at(1, 4), [])):
        item = Allowance("全勤奖", "full_attendance", 10_000, False, True, start)
        assert amounts(slip_of(a_worker(attendance=present(shop), allowances=(item,)), shop), "allowance") == paid
