"""Who stopped coming, which families have nobody in work, and a month's numbers, decided on facts alone."""

from datetime import date, timedelta

from workshop.desk.rules.families import MemberFacts, judge_family
from workshop.desk.rules.leaving import PresenceFacts, list_stopped
from workshop.desk.rules.matters import StepFacts, compute_standing
from workshop.desk.rules.month import CaseFacts, compute_month
from workshop.kernel.periods import Period

ON = date(2026, 3, 31)
MARCH = Period(2026, 3)


THIRD, TENTH = date(2026, 3, 3), date(2026, 3, 10)


def at(day: int, month: int = 3) -> date:
    return date(2026, month, day)


def person(key=1, hired=date(2025, 1, 1), left=None, last=None) -> PresenceFacts:
    return PresenceFacts(key, f"{key:03}", "王桂香", hired, left, last)


def member(work="none", born=date(1980, 1, 1), name="李大山") -> MemberFacts:
    return MemberFacts(name, "", born, work, ON)


def test_fifteen_days_without_a_sign_of_work_is_stopped_and_fourteen_are_not():
    people = [person(1, last=ON - timedelta(days=15)), person(2, last=ON - timedelta(days=14))]
    assert [one.facts.worker_id for one in list_stopped(people, ON)] == [1]


def test_somebody_hired_yesterday_has_not_stopped():
    assert list_stopped([person(hired=ON - timedelta(days=1))], ON) == []


def test_who_left_is_told_of_for_half_a_year():
    found = list_stopped([person(1, left=at(20)), person(2, left=date(2025, 6, 1))], ON)
    assert [(one.facts.worker_id, one.state) for one in found] == [(1, "left")]


def test_one_in_work_is_enough_for_a_family():
    assert judge_family([member(), member("elsewhere")], ON).verdict == "some"


def test_one_of_whom_nobody_knows_leaves_the_family_unknown():
    found = judge_family([member(), member("unknown", name="李小军")], ON)
    assert (found.verdict, found.sentence) == ("unknown", "李小军的情况不清楚")


def test_an_age_nobody_knows_is_no_age_out_of_work():
    assert judge_family([member("none", born=None)], ON).verdict == "unknown"


def test_children_the_old_and_those_who_cannot_work_do_not_count():
    others = [
        member("none", born=date(2015, 1, 1)),
        member("none", born=date(1950, 1, 1)),
        member("unable"),
        member("study"),
    ]
    assert judge_family(others, ON).verdict == "nobody_able"
    assert judge_family([*others, member()], ON).verdict == "none"


def test_of_a_family_with_nobody_written_down_nothing_is_claimed():
    assert judge_family([], ON).verdict == "nobody_able"


def test_a_matter_opened_again_is_open_and_keeps_its_first_answer():
    steps = [StepFacts("close", "not", at(5)), StepFacts("reopen", "", at(9))]
    found = compute_standing(steps)
    assert (found.open, found.outcome, found.answered_on, found.reopened) == (True, "", at(5), True)


def case(kind="dispute", raised=THIRD, due=TENTH, *steps) -> CaseFacts:
    return CaseFacts(kind, raised, due, tuple(StepFacts(*step) for step in steps))


def test_a_month_counts_what_was_carried_raised_closed_and_left_open():
    cases = [
        case("dispute", at(20, 2), at(27, 2), ("close", "founded", at(4))),
        case("dispute", at(3), at(10), ("answer", "", at(12))),
        case("injury", at(28), at(3, 4)),
    ]
    total = compute_month(cases, MARCH, ON).total
    assert (total.carried, total.raised, total.closed, total.open, total.yes) == (1, 2, 1, 2, 1)
    assert (total.due, total.in_time, total.longest, total.days) == (1, 0, 28, 12)


def test_what_happened_after_the_month_does_not_change_it():
    cases = [case("request", at(3), at(6), ("close", "granted", at(2, 4)))]
    assert compute_month(cases, MARCH, at(30, 4)).total.open == 1
    assert compute_month(cases, MARCH.next, at(30, 4)).total.closed == 1


def test_the_course_of_a_year_ends_with_the_month():
    found = compute_month([case(raised=at(3, 2))], MARCH, ON).course
    assert [count for _, count in found][-3:] == [0, 1, 1]
    assert (len(found), found[-1][0]) == (12, MARCH)


def test_the_kinds_add_up_to_the_total():
    cases = [case(kind) for kind in ("dispute", "injury", "request", "other", "objection", "request")]
    found = compute_month(cases, MARCH, ON)
    assert sum(one.raised for one in found.kinds) == found.total.raised == 6
