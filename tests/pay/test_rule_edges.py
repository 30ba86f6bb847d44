"""The edges of the rules: the very first day, the last minute."""

from tests.pay.people import a_shop, a_worker, at, pieces
from workshop.kernel.periods import Period
from workshop.pay.rules.minimum import minutes_present, minutes_worked
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
