"""What stops a run or wants a look is named with its mend; nothing missing is ever a zero."""

from dataclasses import replace

from tests.pay.people import SEW, a_shop, a_worker, amounts, at, pieces, present, slip_of
from workshop.kernel.periods import Period
from workshop.pay.rules.facts import HourGroup, TakehomeGroup, TeamGroup

HALF = a_shop(Period(2026, 3, 1))


def problems(worker, shop=None):
    return {(p.kind, p.severity) for p in slip_of(worker, shop).problems}


def full(**facts):
    """A worker about whom there is nothing to say."""
    attendance = present(a_shop())
    return a_worker(**{"attendance": attendance, "worked": frozenset(attendance)} | facts)


def test_a_clean_month_has_no_problem():
    assert slip_of(full(pieces=(pieces(30000, 1000),))).problems == ()


def test_work_without_a_price_blocks_and_is_never_a_line():
    slip = slip_of(full(pieces=(pieces(30, None),)))
    assert amounts(slip, "piece") == []
    assert slip.problems[0].severity == "blocking"
    assert slip.problems[0].sentence == "缝合 30 件没有单价"
    assert slip.problems[0].mend


def test_team_and_take_home_without_a_price_block_too():
    assert ("price", "blocking") in problems(full(teams=(TeamGroup(SEW, None, "", None, 0),)))
    assert ("price", "blocking") in problems(full(takehome=(TakehomeGroup(SEW, None, 1000),)))


def test_hours_without_any_rate_block():
    assert ("rate", "blocking") in problems(full(hours=(HourGroup("清洁", None, "", at(2), 60),)))
    assert problems(full(hourly=1800, hours=(HourGroup("清洁", None, "", at(2), 60),))) == set()


def test_a_missing_minimum_wage_blocks_and_gives_no_topup():
    slip = slip_of(full(pieces=(pieces(30, 1000),)), replace(a_shop(), minimums=()))
    assert [(p.kind, p.severity) for p in slip.problems] == [("minimum_wage", "blocking")]
    assert slip.minimum is None


def test_a_missing_calendar_year_keeps_what_was_owed_and_blocks():
    late = pieces(10, 1000, on=at(5).replace(year=2020), late=True)
    slip = slip_of(full(pieces=(late,)))
    assert [(p.kind, p.severity) for p in slip.problems] == [("calendar", "blocking")]
    assert "2020" in slip.problems[0].sentence


def test_paid_work_without_attendance_is_a_warning_that_can_be_made_an_error():
    attendance = present(a_shop())
    worker = full(attendance={on: s for on, s in attendance.items() if on != at(2)})
    assert problems(worker) == {("attendance", "warning")}
    assert problems(worker, a_shop(attendance_blocks=True)) == {("attendance", "blocking")}


def test_work_on_a_day_of_leave_is_asked_about():
    assert problems(full(attendance=present(a_shop()) | {at(2): "事假"})) == {("attendance", "warning")}


def test_attendance_without_work_is_asked_about_unless_time_is_paid():
    idle = full(worked=frozenset(present(a_shop())) - {at(2)})
    assert problems(idle) == {("output", "warning")}
    assert problems(replace(idle, monthly=300000)) == set()


def test_a_day_of_which_nothing_is_known_is_named():
    known = {on: status for on, status in present(a_shop()).items() if on != at(10)}
    slip = slip_of(a_worker(attendance=known, worked=frozenset(known)))
    assert [p.sentence for p in slip.problems] == ["3月10日应出勤,既没有考勤也没有产量,按缺勤计算"]


def test_work_outside_the_employment_blocks():
    assert ("employment", "blocking") in problems(full(hire_date=at(3)))


def test_a_band_that_denies_the_date_blocks():
    row = pieces(10, 1000, band="holiday", on=at(2))
    assert problems(full(pieces=(row,))) == {("band", "blocking")}


def test_a_worker_without_identity_number_or_card_is_a_warning():
    assert problems(full(has_id=False, has_bank=False)) == {("id_no", "warning"), ("bank", "warning")}


def test_overtime_above_36_hours_blocks():
    assert problems(full(overtime_minutes=36 * 60)) == set()
    assert problems(full(overtime_minutes=36 * 60 + 1)) == {("hours", "blocking")}


def part_timer(minutes_a_day, days, **facts):
    hours = tuple(HourGroup("清洁", None, "", at(day), minutes_a_day) for day in days)
    worked = {at(day) for day in days}
    return a_worker(
        "part_time",
        hourly=2000,
        hours=hours,
        worked=frozenset(worked),
        attendance=dict.fromkeys(worked, "出勤"),
        **facts,
    )


def test_a_part_timer_within_the_limits_has_no_problem():
    assert problems(part_timer(240, range(2, 8)), HALF) == set()


def test_more_than_four_hours_a_day_on_average_is_a_warning():
    assert problems(part_timer(241, range(2, 4)), HALF) == {("hours", "warning")}


def test_more_than_24_hours_in_a_week_is_a_warning_also_across_the_border_of_a_period():
    shop = a_shop(Period(2026, 3, 2))
    calm = part_timer(240, (16, 17, 18))
    assert problems(calm, shop) == set()
    second = a_shop(Period(2026, 4, 1))
    week = part_timer(240, ())
    hours = tuple(HourGroup("清洁", None, "", at(day, 4), 240) for day in (1, 2, 3))
    days = {at(day, 4) for day in (1, 2, 3)}
    worker = replace(week, hours=hours, worked=frozenset(days), attendance=dict.fromkeys(days, "出勤"))
    assert problems(worker, second) == set()
    before = {at(30): 480, at(31): 480}
    assert problems(replace(worker, minutes_before=before), second) == {("hours", "warning")}


def test_piece_work_of_a_part_timer_is_tested_by_the_clock():
    row = pieces(10, 1000, on=at(2))
    clocked = a_worker(
        "part_time", pieces=(row,), worked=frozenset({at(2)}), attendance={at(2): "出勤"}, clocked={at(2): (480, 660)}
    )
    slip = slip_of(clocked, HALF)
    assert (slip.minimum.required, slip.topup, slip.problems) == (5700, 5600, ())
    assert problems(replace(clocked, clocked={}), HALF) == {("clock", "warning")}
