"""The calendar tables."""

from datetime import date

import pytest

from tests.conftest import BOSS, NOW, W001, W002
from workshop.kernel.calendar import CalendarMissing
from workshop.kernel.faults import NotFound, Refused
from workshop.people.actions import remove_shifted_day, set_shifted_days, set_statutory_year, set_weekly_rest
from workshop.people.queries import list_statutory_years, load_calendar
from workshop.people.seed import seed_calendar


@pytest.fixture
def seeded(app):
    seed_calendar(BOSS, NOW)


def test_three_years_come_with_the_program(seeded):
    assert {year.year: len(year.days) for year in list_statutory_years()} == {2024: 11, 2025: 13, 2026: 13}


def test_what_came_with_the_program_is_marked_as_not_checked(seeded):
    assert {year.checked_on for year in list_statutory_years()} == {None}


def test_the_days_are_those_of_the_pay_rules(seeded):
    days = {year.year: [day for day, _ in year.days] for year in list_statutory_years()}
    written = {
        2025: "1-1 1-28 1-29 1-30 1-31 4-4 5-1 5-2 5-31 10-1 10-2 10-3 10-6",
        2026: "1-1 2-16 2-17 2-18 2-19 4-5 5-1 5-2 6-19 9-25 10-1 10-2 10-3",
    }
    for year, text in written.items():
        assert days[year] == [date(year, *map(int, day.split("-"))) for day in text.split()]


def test_a_missing_year_names_itself(seeded):
    with pytest.raises(CalendarMissing, match="2027"):
        load_calendar(W001).band(date(2027, 1, 1))


def test_seeding_again_leaves_what_people_entered(seeded):
    set_statutory_year(BOSS, NOW, 2026, {date(2026, 1, 1): "元旦"}, "试", date(2026, 3, 1))
    seed_calendar(BOSS, NOW)
    assert [len(year.days) for year in list_statutory_years() if year.year == 2026] == [1]


def test_a_day_of_another_year_is_refused(app):
    with pytest.raises(Refused, match="不在 2027 年"):
        set_statutory_year(BOSS, NOW, 2027, {date(2026, 1, 1): "元旦"}, "通知")


def test_a_year_without_source_is_refused(app):
    with pytest.raises(Refused, match="来源"):
        set_statutory_year(BOSS, NOW, 2027, {date(2027, 1, 1): "元旦"}, " ")


def test_a_workshops_own_shift_wins_over_that_for_all(seeded):
    day = date(2026, 3, 4)
    set_shifted_days(BOSS, NOW, 0, {day: True})
    assert (load_calendar(W001).is_rest(day), load_calendar(W002).is_rest(day)) == (True, True)
    set_shifted_days(BOSS, NOW, W001, {day: False})
    assert (load_calendar(W001).is_rest(day), load_calendar(W002).is_rest(day)) == (False, True)


def test_a_shift_taken_back_is_as_if_it_had_not_been(seeded):
    sunday = date(2026, 3, 8)
    set_shifted_days(BOSS, NOW, W001, {sunday: False})
    remove_shifted_day(BOSS, NOW, W001, sunday)
    assert load_calendar(W001).is_rest(sunday)
    with pytest.raises(NotFound):
        remove_shifted_day(BOSS, NOW, W001, sunday)


def test_weekly_rest_is_set_in_words_it_knows(seeded):
    set_weekly_rest(BOSS, NOW, W001, "六日")
    assert load_calendar(W001).is_rest(date(2026, 3, 7))
    with pytest.raises(Refused, match="不认识"):
        set_weekly_rest(BOSS, NOW, W001, "周末")


def test_the_page_draws_the_year(seeded, sign_in):
    page = sign_in("zhou").get("/w/W001/calendar?year=2026").text
    assert "2026-02-17 春节,法定节假日" in page
    assert page.count("<caption>") == 12


def test_a_year_that_is_missing_says_so_on_the_page(seeded, sign_in):
    assert "2027 年的法定节假日还没有录入" in sign_in("chen").get("/w/W001/calendar?year=2027").text


def test_a_year_is_entered_on_its_page(seeded, sign_in):
    typed = {"days": "2027-01-01 元旦\n2027年2月6日 春节", "source": "通知", "checked_on": "2026-11-20"}
    assert sign_in("chen").post("/w/W001/calendar/year/2027", data=typed).status_code == 302
    assert load_calendar(W001).is_statutory(date(2027, 2, 6))


@pytest.mark.parametrize("days", ["", "2027-02-30 节", "元旦", "2027-01-01 元旦\n2027-01-01 元旦", "2026-01-01 元旦"])
def test_days_that_cannot_be_read_are_named(seeded, sign_in, days):
    answer = sign_in("chen").post("/w/W001/calendar/year/2027", data={"days": days, "source": "通知"})
    assert answer.status_code == 400
    assert 'class="error"' in answer.text


def test_shift_and_rest_are_set_on_the_page(seeded, sign_in):
    client = sign_in("chen")
    assert client.post("/w/W001/calendar/shift", data={"date": "2026-03-08", "day": "work"}).status_code == 302
    assert not load_calendar(W001).is_rest(date(2026, 3, 8))
    assert client.post("/w/W001/calendar/unshift/2026-03-08").status_code == 302
    assert load_calendar(W001).is_rest(date(2026, 3, 8))
    assert client.post("/w/W001/calendar/weekly-rest", data={"weekly_rest": ""}).status_code == 302
    assert not load_calendar(W001).is_rest(date(2026, 3, 8))


def test_a_supervisor_reads_the_calendar_and_changes_nothing(seeded, sign_in):
    client = sign_in("zhou")
    assert client.post("/w/W001/calendar/shift", data={"date": "2026-03-08", "day": "work"}).status_code == 403
    assert load_calendar(W001).is_rest(date(2026, 3, 8))
