"""A worker's way to each benefit: bars of what is done, what closes the gap, what it brings; the same as the whole finds."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from tests.claims.test_evaluate import CREW
from tests.claims.year import add_people, fill_year
from tests.conftest import BOSS, NOW, W001, W002
from workshop.claims.actions import NewFact, record_facts
from workshop.claims.queries.evaluation import assess_facts, find_kept_facts, load_kept_facts
from workshop.claims.queries.facts import load_facts
from workshop.claims.queries.progress import assess_one, load_progress
from workshop.claims.rules.facts import Asked
from workshop.claims.rules.progress import ProgressLine
from workshop.claims.shelf import list_papers
from workshop.kernel.faults import NotFound
from workshop.people.queries import find_workshop
from workshop.people.rows import HouseholdRow, WorkerRow
from workshop.store.database import db
from workshop.store.transaction import transaction

LAST_YEAR = Asked(date(2025, 1, 1), date(2025, 12, 31), date(2026, 1, 1))
SignIn = Callable[[str], FlaskClient]


@pytest.fixture
def ids(app: Flask) -> dict[str, int]:
    """A year of people whose answers are worked out in `test_evaluate`, at a place in 湖南; the books end in May."""
    found = add_people(W001, CREW)
    fill_year(W001, CREW, found, months=range(1, 6))
    told: dict[str, Any] = {"valid_from": date(2024, 1, 1), "source": "认定文件"}
    facts = [NewFact(None, "认定状态", "认定", **told), NewFact(None, "区划代码", "", text="430602103", **told)]
    record_facts(BOSS, NOW, W001, facts)
    return found


def stable(ids: dict[str, int], no: str) -> ProgressLine:
    found = load_progress(W001, ids[no], date(2025, 6, 10))
    return next(line for line in found.lines if line.programme == "hunan_2022_33" and line.benefit == "稳岗补贴")


def test_five_months_of_six_are_five_sixths_of_the_way(ids: dict[str, int]):
    line = stable(ids, "B1")
    assert line.group == "short"
    assert line.done == 833
    assert line.needs == ("再做 1 个月即满", "再挣 1,000.00 元即满")
    assert line.would_be.fen == 200_000


def test_what_is_furthest_away_tells_the_share(ids: dict[str, int]):
    line = stable(ids, "B2")  # five months of 527.27
    assert line.done == min(bar.done for bar in line.bars) == 263_635 * 1000 // 600_000


def test_a_figure_that_is_reached_is_a_full_bar(ids: dict[str, int]):
    pay = next(bar for bar in stable(ids, "B3").bars if "元" in bar.sentence)  # 15,000 in five months
    assert (pay.done, pay.missing) == (1000, "")


def test_whoever_is_of_no_category_of_the_paper_is_out(ids: dict[str, int]):
    line = stable(ids, "B5")
    assert (line.group, line.done) == ("out", None)


def test_whose_category_nobody_knows_is_undecided_and_not_short(ids: dict[str, int]):
    assert stable(ids, "B6").group == "undecided"


def test_the_last_day_of_work_that_counts_is_told(ids: dict[str, int]):
    assert stable(ids, "B1").until == date(2025, 12, 31)


def test_one_alone_is_found_as_among_all(ids: dict[str, int]):
    place = find_workshop("W001")
    assert place is not None
    facts = load_kept_facts(place, LAST_YEAR.on)
    papers = list_papers(facts.shop.region)
    whole = assess_facts(facts, papers, LAST_YEAR).found
    for person in facts.people:
        alone = {(line.programme, line.benefit): line for line in assess_one(facts, person, papers, LAST_YEAR)}
        for of_paper in whole:
            for benefit in (one for version in of_paper.versions for one in version.benefits):
                mine = [one for one in benefit.people if one.person_id == person.id]
                assert [one.findings for one in mine] == [alone[of_paper.programme, benefit.name].reasons for _ in mine]


def test_who_alone_is_read_is_found_as_where_everybody_is(app: Flask, ids: dict[str, int]):
    alone = {no: load_progress(W001, worker, date(2025, 6, 10)) for no, worker in ids.items()}
    place = find_workshop("W001")
    assert place is not None
    assert find_kept_facts(place, date(2026, 1, 1)) is None
    load_kept_facts(place, date(2026, 1, 1))
    assert {no: load_progress(W001, worker, date(2025, 6, 10)) for no, worker in ids.items()} == alone


def test_a_household_is_read_with_its_worker(app: Flask, ids: dict[str, int]):
    place = find_workshop("W001")
    assert place is not None
    with transaction(BOSS, NOW) as tx:
        home = {"workshop_id": W001, "id": 1, "household_no": "H1"}
        tx.insert(HouseholdRow, [home | {"head_name": "", "address": ""}])
        db.session.execute(update(WorkerRow).where(WorkerRow.id.in_([ids["B1"], ids["B3"]])).values(household_id=1))
    facts = load_facts(place, date(2026, 1, 1), ids["B1"])
    whole = load_facts(place, date(2026, 1, 1))
    assert facts.people == tuple(one for one in whole.people if one.id in (ids["B1"], ids["B3"]))
    assert (facts.shop, facts.worker_no) == (whole.shop, whole.worker_no)


def test_another_workshop_s_worker_is_not_found(ids: dict[str, int]):
    with pytest.raises(NotFound):
        load_progress(W002, ids["B1"], date(2025, 6, 10))


def test_the_office_sees_the_bars(ids: dict[str, int], sign_in: SignIn):
    page = sign_in("chen").get("/w/W001/claims/workers/B1?from=2025-01-01&to=2025-12-31&on=2026-01-01").text
    assert 'value="833"' in page
    assert "再做 1 个月即满" in page


def test_a_paper_s_page_leads_to_everybody_s_own(ids: dict[str, int], sign_in: SignIn):
    page = sign_in("zhang").get("/w/W001/claims/hunan_2022_33?from=2025-01-01&to=2025-12-31&on=2026-01-01").text
    assert "/w/W001/claims/workers/B1?from=2025-01-01" in page


def test_a_number_that_is_nobody_s_is_not_found(app: Flask, sign_in: SignIn):
    assert sign_in("zhang").get("/w/W001/claims/workers/nobody").status_code == 404


@pytest.mark.parametrize("login", ["zhou", "wang"])
def test_who_is_not_of_the_office_does_not_see_others_ways(ids: dict[str, int], sign_in: SignIn, login: str):
    assert sign_in(login).get("/w/W001/claims/workers/B1").status_code == 403
