"""Which days are due, attended and paid, and in which band work falls."""

import pytest

from tests.pay.people import MARCH, a_shop, a_worker, amounts, at, days_of, pieces, present, slip_of, without_minimum
from workshop.kernel.calendar import CalendarMissing
from workshop.kernel.periods import Period
from workshop.pay.rules.bands import TWICE_MULTIPLIER, band_of
from workshop.pay.rules.days import build_shop_days, is_due

MAY = Period(2026, 5)
SUNDAY, MONDAY, MAY_DAY = at(8), at(9), at(1, 5)


def test_every_day_but_the_rest_days_is_due():
    assert days_of(a_worker()).due == 26


def test_a_day_marked_rest_is_not_due_and_a_make_up_day_is():
    marked = a_worker(attendance={MONDAY: "休息", SUNDAY: "补班"})
    days = {day.on: day for day in days_of(marked).days}
    assert (days[MONDAY].due, days[SUNDAY].due) == (False, True)


@pytest.mark.parametrize("status", ["休息", "旷工", "出勤", None])
def test_a_statutory_day_is_due_whatever_its_row_says(status):
    assert is_due(status, rest=False, statutory=True)


def test_a_statutory_day_on_a_rest_day_is_not_due():
    assert not is_due(None, rest=True, statutory=True)


@pytest.mark.parametrize(
    ("status", "attended", "paid", "required"),
    [
        ("出勤", 2, 10, 10),
        ("迟到", 2, 10, 10),
        ("半天", 1, 5, 5),
        ("年假", 0, 10, 10),
        ("公假", 0, 10, 10),
        ("病假", 0, 0, 8),
        ("事假", 0, 0, 0),
        ("旷工", 0, 0, 0),
        (None, 0, 0, 0),
    ],
)
def test_what_a_status_makes_of_a_due_day(status, attended, paid, required):
    worker = a_worker(attendance={MONDAY: status} if status else {})
    day = days_of(worker).days[8]
    assert (day.on, day.attended, day.paid, day.required) == (MONDAY, attended, paid, required)


def test_a_day_without_a_row_is_attended_when_there_is_work():
    day = days_of(a_worker(worked=frozenset({MONDAY}))).days[8]
    assert (day.attended, day.paid, day.full) == (2, 10, True)


def test_a_statutory_day_is_paid_and_a_sick_one_is_not_paid_twice():
    day = days_of(a_worker(attendance={MAY_DAY: "病假"}), a_shop(MAY)).days[0]
    assert (day.paid, day.required) == (10, 10)


def test_days_outside_the_employment_are_due_but_not_paid():
    days = days_of(a_worker(hire_date=at(10), leave_date=at(20), attendance=present(a_shop())))
    assert (days.due, days.employed_due, days.paid_halves) == (26, 10, 20)


def test_the_last_day_of_work_is_included():
    assert a_worker(leave_date=MONDAY).employed(MONDAY)
    assert not a_worker(leave_date=SUNDAY).employed(MONDAY)


def test_a_year_without_calendar_is_an_error_that_names_itself():
    with pytest.raises(CalendarMissing, match="2031"):
        build_shop_days(a_shop(Period(2031, 1)))


def test_the_empty_band_is_holiday_else_rest_day_else_normal():
    calendar = a_shop().calendar
    assert [band_of(on, None, calendar) for on in (MAY_DAY, SUNDAY, MONDAY)] == ["holiday", "rest_day", "normal"]


def test_a_make_up_day_is_normal_for_that_worker_but_a_holiday_never_is():
    calendar = a_shop().calendar
    assert (band_of(SUNDAY, "补班", calendar), band_of(MAY_DAY, "补班", calendar)) == ("normal", "holiday")


@pytest.mark.parametrize(
    ("system", "doubled"),
    [
        ("standard", [2, 3, 4, 6]),
        ("comprehensive", [2, 3, 2, 6]),
        ("flexible", [2] * 4),
        ("part_time", [2] * 4),
        ("contract", [2] * 4),
    ],
)
def test_the_multipliers_are_those_of_the_table(system, doubled):
    assert list(TWICE_MULTIPLIER[system].values()) == doubled


def test_work_on_a_make_up_day_is_paid_once_and_on_a_rest_day_twice():
    shop = without_minimum(a_shop())
    sunday = (pieces(100, 1000, on=SUNDAY),)
    assert amounts(slip_of(a_worker(pieces=sunday), shop)) == [2000]
    assert amounts(slip_of(a_worker(pieces=sunday, attendance={SUNDAY: "补班"}), shop)) == [1000]


def test_a_part_time_worker_has_half_periods_only():
    kinds = {p.kind for p in slip_of(a_worker("part_time"), a_shop(MARCH)).problems if p.severity == "blocking"}
    assert kinds == {"period"}
