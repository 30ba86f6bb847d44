"""The calendar of claims: windows around a day, whose they are, and what is claimed already."""

import shutil
from datetime import date

import pytest

from tests.claims.stage import example, paper
from tests.claims.test_claiming import CREW, checked
from tests.claims.year import add_people, fill_year
from tests.conftest import W001
from workshop.claims.queries.calendar import load_year
from workshop.claims.rules.claiming.open_times import OpenTime, list_open_times
from workshop.claims.rules.ledger import Roll
from workshop.claims.shelf import own_folder
from workshop.demo.filling import PROGRAMMES
from workshop.people.queries import find_workshop_by_id

YEAR_2026 = (date(2026, 1, 1), date(2026, 12, 31))
BENEFIT = 'amount = { is = "每人一次", yuan = 1000 }\nperson = { is = "累计月数", at_least = 1 }\n'


def windows(claim: str, people=({"name": "王桂香"},), stretch=YEAR_2026, window: str = "自然年"):
    reading = paper(f'{BENEFIT}window = "{window}"\nclaim = {claim}')
    assert reading.programme is not None, [str(f) for f in reading.faults]
    found = example(list(people))
    return list_open_times(reading.programme, Roll(found.shop, found.people), found.county, stretch)


def days(times: list[OpenTime]) -> list[tuple[str, str]]:
    return [(str(one.first), str(one.last)) for one in times]


def test_a_yearly_window_opens_each_year_for_the_year_before():
    times, undated = windows('{ kind = "每年", from = "03-01", to = "04-30" }')
    assert days(times) == [("2026-03-01", "2026-04-30")]
    assert times[0].service == (date(2025, 1, 1), date(2025, 12, 31))
    assert undated == []


def test_a_monthly_one_opens_twelve_times_a_year():
    times, _ = windows('{ kind = "每月", day = 10 }', window="申领期间")
    assert days(times)[:2] == [("2026-01-01", "2026-01-10"), ("2026-02-01", "2026-02-10")]
    assert len(times) == 12
    assert times[0].service == (date(2025, 12, 1), date(2025, 12, 31))


def test_a_quarterly_one_opens_after_each_quarter():
    times, _ = windows('{ kind = "每季度", days = 15 }', window="所属季度")
    assert days(times) == [
        ("2026-01-01", "2026-01-15"),
        ("2026-04-01", "2026-04-15"),
        ("2026-07-01", "2026-07-15"),
        ("2026-10-01", "2026-10-15"),
    ]


def test_months_after_a_year_is_over_are_counted_from_its_end():
    times, _ = windows('{ kind = "期满后", months = 3 }')
    assert days(times) == [("2026-01-01", "2026-03-31")]


def test_batches_are_told_as_written():
    times, _ = windows(
        '{ kind = "分批", windows = [{ from = 2026-05-01, to = 2026-05-20 }, { from = 2027-05-01, to = 2027-05-20 }] }'
    )
    assert days(times) == [("2026-05-01", "2026-05-20")]


def test_who_was_hired_has_a_window_of_his_own():
    people = ({"name": "王桂香", "hired": date(2026, 2, 10)}, {"name": "赵大山", "hired": date(2020, 2, 10)})
    times, _ = windows('{ kind = "入职后", months = 6 }', people)
    assert days(times) == [("2026-02-10", "2026-08-10")]
    assert times[0].names == ("王桂香",)


def test_a_window_that_only_touches_the_stretch_is_shown_and_one_that_is_over_is_not():
    stretch = (date(2026, 4, 30), date(2026, 12, 31))
    claim = '{ kind = "每年", from = "03-01", to = "04-30" }'
    assert days(windows(claim, stretch=stretch)[0]) == [("2026-03-01", "2026-04-30")]
    assert days(windows(claim, stretch=(date(2026, 5, 1), date(2026, 12, 31)))[0]) == []


def test_all_the_year_round_and_not_said_are_two_things():
    (always,) = windows('{ kind = "随时" }')[1]
    (unsaid,) = windows('{ kind = "每月" }')[1]
    assert always.known
    assert not unsaid.known
    assert "没有写到哪一天截止" in unsaid.sentence


EDGES = [("2026-02-28", "ahead"), ("2026-03-01", "open"), ("2026-04-30", "open"), ("2026-05-01", "over")]


@pytest.mark.parametrize(("on", "stands"), EDGES)
def test_the_first_and_the_last_day_belong_to_it(on: str, stands: str):
    time = OpenTime("p", "补贴", date(2026, 3, 1), date(2026, 4, 30), YEAR_2026)
    assert time.stands(date.fromisoformat(on)) == stands


@pytest.fixture
def place(app):
    own_folder().mkdir(exist_ok=True)
    shutil.copy(PROGRAMMES / "yanshi.toml", own_folder())
    fill_year(W001, CREW, add_people(W001, CREW))
    return find_workshop_by_id(W001)


def test_a_claim_stands_beside_the_window_it_was_made_for(place):
    checked(place, "稳岗补贴")
    lines = load_year(place, date(2026, 3, 20)).lines
    assert {claim.number for line in lines for claim in line.claims} == {"SL-2026-0001"}


def test_the_page_shows_what_is_open_and_a_way_to_the_paper(place, sign_in):
    page = sign_in("chen").get("/w/W001/claims/calendar").text
    assert "申领日历" in page
    assert "/claims/yanshi?from=" in page
