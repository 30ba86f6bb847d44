"""The pages of claims: the papers of the place, and one paper with everybody's reasons."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from tests.claims.test_evaluate import CREW, months
from tests.claims.year import Person, add_people, fill_year
from tests.conftest import BOSS, NOW, W001
from workshop.claims.actions import NewFact, record_facts
from workshop.claims.shelf import own_folder
from workshop.store.database import db

LEAVES = "&kind=leave&worker_no=B1&last=2026-01-02"
ASKED = "from=2025-01-01&to=2025-12-31&on=2026-01-01"
SignIn = Callable[[str], FlaskClient]


@pytest.fixture
def year(app: Flask) -> None:
    """A year of people whose answers are worked out in `test_evaluate`, at a place in 湖南."""
    fill_year(W001, CREW, add_people(W001, CREW))
    told: dict[str, Any] = {"valid_from": date(2024, 1, 1), "source": "认定文件"}
    facts = [NewFact(None, "认定状态", "认定", **told), NewFact(None, "区划代码", "", text="430602103", **told)]
    record_facts(BOSS, NOW, W001, facts)


def test_the_list_shows_the_papers_of_the_place_with_their_sums(year: None, sign_in: SignIn):
    page = sign_in("zhang").get(f"/w/W001/claims?{ASKED}").text
    head, _, others = page.partition("别处的文件")
    assert "湖南省就业帮扶车间认定与稳岗补贴" in head
    assert "4,000.00" in head
    assert "金寨县" not in head
    assert "金寨县" in others


def test_a_paper_sorts_people_into_met_short_undecided_and_out(year: None, sign_in: SignIn):
    page = sign_in("chen").get(f"/w/W001/claims/hunan_2022_33?{ASKED}").text
    for group in ("够条件 2 人", "还差一点 2 人", "待定 1 人", "不在范围 1 人"):
        assert group in page
    assert "再挣 200.00 元" in page
    assert "再做 1 个月" in page


def test_a_paper_of_another_place_is_only_tried(year: None, sign_in: SignIn):
    assert "只作试算" in sign_in("zhang").get(f"/w/W001/claims/jinzhai_workshop?{ASKED}").text


def test_pay_that_is_not_locked_is_said_on_the_page(app: Flask, sign_in: SignIn):
    crew = [Person("1", months(6, 100_000))]
    fill_year(W001, crew, add_people(W001, crew), open_=(6,))
    page = sign_in("zhang").get(f"/w/W001/claims/hunan_2022_33?{ASKED}").text
    assert "2025年6月的工资还没有锁定" in page
    assert "未锁定" in page


@pytest.mark.parametrize("login", ["zhang", "chen", "liu", "sun"])
def test_office_and_overseers_read(app: Flask, sign_in: SignIn, login: str):
    assert sign_in(login).get("/w/W001/claims").status_code == 200


@pytest.mark.parametrize("login", ["zhou", "wang"])
def test_nobody_else_does(app: Flask, sign_in: SignIn, login: str):
    assert sign_in(login).get("/w/W001/claims").status_code == 403


def test_a_paper_that_is_not_there_is_not_found(app: Flask, sign_in: SignIn):
    assert sign_in("zhang").get("/w/W001/claims/nothing").status_code == 404


@pytest.mark.parametrize("query", ["from=2025-13-01", "from=2026-02-01&to=2025-02-01"])
def test_a_wrong_time_is_refused_with_a_sentence(app: Flask, sign_in: SignIn, query: str):
    answer = sign_in("zhang").get(f"/w/W001/claims?{query}")
    assert answer.status_code == 400
    assert "请" in answer.text or "应写成" in answer.text


def test_a_county_s_wrong_file_is_told_and_the_rest_runs(year: None, sign_in: SignIn):
    own_folder().mkdir(parents=True)
    (own_folder() / "坏.toml").write_text("id = ", encoding="utf-8")
    page = sign_in("zhang").get(f"/w/W001/claims?{ASKED}").text
    assert "坏.toml" in page
    assert "湖南省就业帮扶车间认定与稳岗补贴" in page


def test_the_pages_ask_the_database_as_often_for_many_as_for_few(app: Flask, year: None, sign_in: SignIn):
    client = sign_in("zhang")

    def reads(address: str) -> int:
        client.get(address)  # a session that was not seen for a while is renewed first
        app.config.pop("CLAIMS_KEPT", None)  # as after something was written
        seen: list[str] = []

        def count(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
            seen.append(statement)

        event.listen(db.engine, "before_cursor_execute", count)
        assert client.get(address).status_code == 200
        event.remove(db.engine, "before_cursor_execute", count)
        return len(seen)

    addresses = [f"/w/W001/claims?{ASKED}", f"/w/W001/claims/hunan_2022_33?{ASKED}"]
    addresses += [f"/w/W001/claims/workers/B1?{ASKED}", f"/w/W001/claims/what-if?{ASKED}{LEAVES}"]
    before = [reads(address) for address in addresses]
    many = [Person(f"C{n:02}", months(6, 100_000)) for n in range(30)]
    add_people(W001, many)
    assert [reads(address) for address in addresses] == before
