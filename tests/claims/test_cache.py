"""What was assessed is shown again while nothing changes, and is computed anew as soon as anything does."""

import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.claims.test_evaluate import CREW
from tests.claims.year import Person, add_people, fill_year
from tests.conftest import BOSS, NOW, TODAY, W001, W002
from workshop.claims import kept
from workshop.claims.actions import NewFact, NewReceipt, NewSetting, record_facts, record_receipts, set_settings
from workshop.claims.actions.claiming import draft_claim
from workshop.claims.kept import Kept
from workshop.claims.queries import overview
from workshop.claims.queries.versions import DataVersion, data_version
from workshop.claims.rules.facts import Asked
from workshop.claims.shelf import own_folder
from workshop.demo.filling import PROGRAMMES
from workshop.floor.actions import NewAttendance, record_attendance
from workshop.people.queries import find_workshop_by_id

ADDRESS = "/w/W001/claims/hunan_2022_33?from=2025-01-01&to=2025-12-31&on=2026-01-01"
TOLD: dict[str, Any] = {"valid_from": date(2024, 1, 1), "source": "名单"}
SignIn = Callable[[str], FlaskClient]


@pytest.fixture
def ids(app: Flask) -> dict[str, int]:
    found = add_people(W001, CREW)
    fill_year(W001, CREW, found)
    facts = [NewFact(None, "认定状态", "认定", **TOLD), NewFact(None, "区划代码", "", text="430602103", **TOLD)]
    record_facts(BOSS, NOW, W001, facts)
    return found


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How often somebody was assessed."""
    seen: list[int] = []
    real = overview.assess_facts

    def count(*given: Any) -> Any:
        seen.append(1)
        return real(*given)

    monkeypatch.setattr(overview, "assess_facts", count)
    return seen


def attend(ids: dict[str, int]) -> None:
    rows = [NewAttendance(ids["B1"], date(2026, 1, 5), "出勤", None, None, 0)]
    record_attendance(BOSS, NOW, W001, rows, on=date(2026, 3, 31))


def receive(ids: dict[str, int]) -> None:
    receipt = NewReceipt(
        ids["B1"], "hunan_2022_33/稳岗补贴", date(2025, 1, 1), date(2025, 12, 31), 200_000, source="回单"
    )
    record_receipts(BOSS, NOW, W001, [receipt])


def choose(ids: dict[str, int]) -> None:
    place = find_workshop_by_id(W001)
    assert place is not None
    row = NewSetting(place.county_code, "hunan_2022_33", "任意", date(2025, 1, 1), "1", "县文件", date(2025, 1, 1))
    set_settings(BOSS, NOW, [row])


def edit(ids: dict[str, int]) -> None:
    own_folder().mkdir(parents=True, exist_ok=True)
    (own_folder() / "县.toml").write_text("id = ", encoding="utf-8")


WRITES: dict[str, Callable[[dict[str, int]], object]] = {
    "a day of attendance": attend,
    "a category": lambda ids: add_people(W001, [Person("C1", {}, ("脱贫户",))]),
    "a receipt": receive,
    "a fact": lambda ids: record_facts(BOSS, NOW, W001, [NewFact(None, "面积", "", value=1000, **TOLD)]),
    "a programme file": edit,
}


def test_the_same_question_is_assessed_once(ids: dict[str, int], sign_in: SignIn, runs: list[int]):
    client = sign_in("zhang")
    first = client.get(ADDRESS).text
    assert "够条件 2 人" in first
    assert "够条件 2 人" in client.get(ADDRESS).text
    assert len(runs) == 1


@pytest.mark.parametrize("what", WRITES)
def test_whatever_is_written_gives_a_fresh_answer(ids: dict[str, int], sign_in: SignIn, runs: list[int], what: str):
    client = sign_in("zhang")
    client.get(ADDRESS)
    WRITES[what](ids)
    client.get(ADDRESS)
    assert len(runs) == 2


def test_another_day_is_another_question(ids: dict[str, int], sign_in: SignIn, runs: list[int]):
    client = sign_in("zhang")
    client.get(ADDRESS)
    client.get(ADDRESS.replace("on=2026-01-01", "on=2026-01-02"))
    assert len(runs) == 2


def test_money_received_is_seen_at_once(ids: dict[str, int], sign_in: SignIn):
    client = sign_in("zhang")
    assert "够条件 2 人" in client.get(ADDRESS).text
    receive(ids)
    assert "够条件 1 人" in client.get(ADDRESS).text


def test_with_a_version_that_stands_still_it_would_not_be_seen(
    ids: dict[str, int], sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(kept, "data_version", lambda workshop_id: DataVersion("", 0, 0))
    client = sign_in("zhang")
    client.get(ADDRESS)
    receive(ids)
    assert "够条件 2 人" in client.get(ADDRESS).text


def test_what_the_county_sets_counts_for_every_workshop(ids: dict[str, int], app: Flask):
    before = data_version(W001)
    choose(ids)
    assert data_version(W001) != before


def test_a_step_of_another_workshops_claim_is_noticed_because_the_same_people_may_stand_in_it(app: Flask):
    shutil.copy(PROGRAMMES / "yanshi.toml", _made(own_folder()))
    fill_year(W002, CREW, add_people(W002, CREW))
    before = data_version(W001)
    other = find_workshop_by_id(W002)
    assert other is not None
    draft_claim(BOSS, NOW, other, "yanshi", "吸纳就业补贴", Asked(date(2025, 1, 1), date(2025, 12, 31), TODAY))
    assert data_version(W001) != before


def _made(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    return folder


def test_a_file_edited_to_the_same_length_is_read_again(ids: dict[str, int], sign_in: SignIn):
    client = sign_in("zhang")
    edit(ids)
    path = own_folder() / "县.toml"
    assert "县.toml" in client.get("/w/W001/claims").text
    path.write_text("# = ", encoding="utf-8")
    os.utime(path, ns=(1, 1))
    assert path.stat().st_mtime_ns == 1
    client.get("/w/W001/claims")
    path.write_text("id = ", encoding="utf-8")
    assert "县.toml" in client.get("/w/W001/claims").text


def test_somebody_who_signs_in_changes_nothing(ids: dict[str, int], sign_in: SignIn):
    before = data_version(W001)
    sign_in("chen")
    assert data_version(W001) == before


def test_the_one_not_asked_for_the_longest_time_goes_first():
    found = Kept(most=2)
    found.keep("a", 1)
    found.keep("b", 2)
    assert found.find("a") == 1
    found.keep("c", 3)
    assert (found.find("a"), found.find("b"), found.find("c")) == (1, None, 3)
