"""Limits of time: when each runs out, and what it says where nobody knows."""

from datetime import date

import pytest

from workshop.desk.rules.duties import list_duties
from workshop.desk.rules.limits import LIMITS, LimitFacts, compute_deadlines, find_clock, find_due, hold_limits
from workshop.desk.rules.matters import Injury
from workshop.kernel.calendar import Calendar

CALENDAR = Calendar({date(2026, 5, 1): "劳动节", date(2026, 5, 2): "劳动节"}, frozenset({2026}), frozenset({6}))
MONDAY = date(2026, 4, 27)


def facts(kind="dispute", **changed) -> LimitFacts:
    told = {"raised_on": MONDAY, "happened_on": None, "left_on": None, "answered_on": None, "filed_on": None}
    return LimitFacts(kind, **told | {"open": True} | changed)


def deadline(name: str, on=MONDAY, **told):
    found = {one.limit.name: one for one in compute_deadlines(facts(**told), LIMITS, CALENDAR, on)}
    return found[name]


def test_working_days_leave_out_rest_days_and_statutory_days():
    assert find_due(MONDAY, 5, "working", CALENDAR) == date(2026, 5, 5)


def test_in_a_year_without_a_calendar_only_the_weekly_rest_is_left_out():
    assert find_due(date(2031, 1, 3), 2, "working", CALENDAR) == date(2031, 1, 6)


def test_a_year_from_the_last_of_february_ends_on_the_last_of_february():
    assert find_due(date(2028, 2, 29), 1, "years", CALENDAR) == date(2029, 2, 28)


def test_an_answer_on_the_last_day_is_in_time_and_a_day_later_is_not():
    assert deadline("reply", answered_on=date(2026, 5, 5)).state == "done"
    assert deadline("reply", answered_on=date(2026, 5, 6)).state == "late"


@pytest.mark.parametrize(("on", "state"), [(MONDAY, "open"), (date(2026, 5, 5), "soon"), (date(2026, 5, 6), "over")])
def test_what_is_not_answered_is_open_then_near_then_over(on, state):
    assert deadline("reply", on=on).state == state


def test_a_request_has_a_limit_of_its_own():
    assert deadline("reply_request", kind="request", raised_on=date(2026, 5, 1)).due == date(2026, 5, 6)


def test_while_somebody_works_here_the_year_of_arbitration_does_not_run():
    found = deadline("arbitration", happened_on=date(2024, 1, 1))
    assert (found.due, found.state) == (None, "open")
    assert "离职前不受" in found.words


def test_who_left_has_a_year_from_the_day_he_left():
    assert deadline("arbitration", happened_on=date(2024, 1, 1), left_on=date(2026, 3, 31)).due == date(2027, 3, 31)


def test_an_injury_is_reported_within_thirty_days_of_it_and_by_the_worker_within_a_year():
    told = {"kind": "injury", "happened_on": date(2026, 4, 20)}
    assert deadline("injury_report", **told).due == date(2026, 5, 20)
    assert deadline("injury_worker", **told).due == date(2027, 4, 20)
    assert deadline("injury_report", **told, filed_on=date(2026, 5, 1)).state == "done"


def test_of_an_injury_on_a_day_nobody_knows_the_days_do_not_run_and_it_is_said():
    found = deadline("injury_report", kind="injury")
    assert (found.due, found.words) == (None, "还没写是哪天的事")


def test_the_clock_shows_the_workshops_own_limit_before_the_laws():
    found = compute_deadlines(facts("injury", happened_on=date(2026, 3, 1)), LIMITS, CALENDAR, MONDAY)
    assert find_clock(found).limit.name == "reply"


def test_limits_of_law_are_not_checked_until_somebody_says_so():
    assert all(limit.checked_on is None for limit in LIMITS)
    [held] = [
        one for one in hold_limits([("injury_report", 30, MONDAY, "", MONDAY)], MONDAY) if one.name == "injury_report"
    ]
    assert (held.checked_on, held.amount) == (MONDAY, 30)
    assert "第十七条" in held.source


def test_a_limit_set_for_later_does_not_hold_yet():
    rows = [("reply", 3, date(2026, 5, 1), "商量过", None)]
    amounts = [
        next(one.amount for one in hold_limits(rows, on) if one.name == "reply") for on in (MONDAY, date(2026, 5, 1))
    ]
    assert amounts == [5, 3]


def test_after_an_injury_the_person_comes_first_and_what_is_done_is_known():
    known = Injury(MONDAY, "9:30", "二号机", "食指", "针扎", "", "卫生院")
    found = compute_deadlines(facts("injury", happened_on=MONDAY), LIMITS, CALENDAR, MONDAY)
    duties = list_duties(known, found, {"现场照片"})
    assert [duty.done for duty in duties] == [True, True, False, True, False, False]
    assert duties[-1].due == date(2026, 5, 27)
