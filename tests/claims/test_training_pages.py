"""Trainings on pages: who learns from whom, the output curve, months of subsidy and deadlines."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.claims.test_evaluate import CREW
from tests.claims.year import add_people, fill_year
from tests.conftest import BOSS, NOW, W001
from tests.floor.stage import operation
from workshop.claims.actions import NewReceipt, NewTraining, record_receipts
from workshop.claims.actions.trainings import record_training
from workshop.claims.queries.facts import load_facts
from workshop.claims.queries.trainings import get_training, list_trainings, load_output
from workshop.claims.rules.facts import PersonFacts, TrainingFacts
from workshop.claims.rules.learning import Worked, by_week, is_experienced, median_of_day
from workshop.claims.shelf import own_folder
from workshop.floor.actions import NewOutput, NewShare, NewTeamOutput, record_output, record_team_output
from workshop.kernel.faults import NotFound, Refused
from workshop.people.queries import find_workshop
from workshop.prices.actions import NewPrice, set_prices
from workshop.prices.rows import OperationRow, ProductRow
from workshop.store.database import fetch_all
from workshop.store.transaction import transaction

SignIn = Callable[[str], FlaskClient]
ROOM = "/w/W001/claims/trainings"
TRAINEE, MENTOR = CREW[0].no, CREW[1].no
FIRST, LAST = date(2025, 3, 3), date(2025, 6, 30)
PAPER = """
id = "zhen_2025"
title = "镇里的试行办法"
source = "演示"
checked_on = 2026-01-01
checked_by = "刘科"
[place]
code = "990100"
province = "演示省"
[[versions]]
name = "现行"
from = 2020-01-01
month = { counts = ["有工资"] }
[[versions.benefits]]
name = "以岗代训补贴"
payee = "车间"
amount = { is = "每人每月", yuan = 300, most_months = 6 }
person = { is = "培训", kinds = ["以岗代训"] }
claim = { kind = "期满后", months = 3 }
"""


@pytest.fixture
def ids(app: Flask) -> dict[str, int]:
    found = add_people(W001, CREW)
    fill_year(W001, CREW, found)
    own_folder().mkdir(parents=True, exist_ok=True)
    (own_folder() / "zhen.toml").write_text(PAPER, encoding="utf-8")
    return found


@pytest.fixture
def key(ids: dict[str, int]) -> int:
    """A training of the first of the crew under the second."""
    told: dict[str, Any] = {"mentor_id": ids[MENTOR], "half_days": 40, "source": "协议"}
    return record_training(BOSS, NOW, W001, NewTraining(ids[TRAINEE], "以岗代训", FIRST, LAST, **told))


TYPED = {
    "worker": TRAINEE,
    "mentor": MENTOR,
    "kind": "以岗代训",
    "first": "2025-03-03",
    "last": "2025-06-30",
    "half_days": "20.5",
    "certificate": "",
    "source": "协议",
}


def test_a_training_is_put_down_with_mentor_days_and_source(ids: dict[str, int], sign_in: SignIn):
    answer = sign_in("zhang").post(f"{ROOM}/new", data=TYPED)
    assert answer.status_code == 303
    [line] = list_trainings(W001)
    assert (line.worker_id, line.mentor_no, line.half_days, line.certificate) == (ids[TRAINEE], MENTOR, 41, None)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"mentor": TRAINEE}, "同一个人"),
        ({"last": "2025-01-01"}, "止期在起期之前"),
        ({"source": ""}, "请填写来源"),
        ({"half_days": "20.3"}, "半天"),
        ({"worker": "没有"}, "没有找到"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(ids: dict[str, int], sign_in: SignIn, change: Any, sentence: str):
    answer = sign_in("zhang").post(f"{ROOM}/new", data=TYPED | change)
    assert answer.status_code == 400
    assert sentence in answer.text
    assert list_trainings(W001) == []


def test_the_end_is_written_anew_and_counts_once(key: int, ids: dict[str, int], sign_in: SignIn):
    answer = sign_in("chen").post(f"{ROOM}/{key}/correct", data=TYPED | {"certificate": "yes"})
    assert answer.status_code == 303
    standing = [line for line in list_trainings(W001) if line.undone is None]
    assert [line.certificate for line in standing] == [True]
    place = find_workshop("W001")
    assert place is not None
    person = next(p for p in load_facts(place, LAST).people if p.id == ids[TRAINEE])
    assert [(t.kind, t.certificate) for t in person.trainings or ()] == [("以岗代训", True)]


def test_a_refused_end_leaves_the_training_as_it_was(key: int, sign_in: SignIn):
    assert sign_in("chen").post(f"{ROOM}/{key}/correct", data=TYPED | {"last": "2024-01-01"}).status_code == 400
    assert [line.undone for line in list_trainings(W001)] == [None]


def test_a_training_is_taken_back_with_a_reason(key: int, sign_in: SignIn):
    client = sign_in("zhang")
    assert (
        "已冲正:登错人" in client.post(f"{ROOM}/{key}/reverse", data={"reason": "登错人"}, follow_redirects=True).text
    )
    with pytest.raises(Refused):
        from workshop.claims.actions.trainings import reverse_training

        reverse_training(BOSS, NOW, W001, key, "又一次")


def test_days_of_the_attendance_stand_beside_those_written_down(key: int, sign_in: SignIn):
    attended = fetch_all(
        "SELECT COUNT(*) FROM attendance WHERE worker_id = :k AND date BETWEEN :a AND :b",
        k=get_training(W001, key).worker_id,
        a=FIRST,
        b=LAST,
    )[0][0]
    line = get_training(W001, key)
    assert bool(line.attended) == bool(attended)
    assert "考勤天数" in sign_in("liu").get(f"{ROOM}/{key}").text


def test_months_used_and_left_and_the_last_day_to_claim_are_told(key: int, ids: dict[str, int], sign_in: SignIn):
    told: dict[str, Any] = {"months": 2, "source": "回单"}
    row = NewReceipt(ids[TRAINEE], "zhen_2025/以岗代训补贴", FIRST, date(2025, 4, 30), 60_000, **told)
    record_receipts(BOSS, NOW, W001, [row])
    page = sign_in("zhang").get(f"{ROOM}/{key}").text
    assert "最多 6 个月,已领 2 个月" in page
    assert "还剩 <b>4</b> 个月" in page
    assert "2025-09-30 前申领" in page


def make(ids: dict[str, int], who: str, day: date, pieces: int) -> None:
    row = NewOutput(f"{who}-{day}", day, ids[who], 201, pieces * 1000, 0, 0)
    record_output(BOSS, NOW, W001, [row], on=date(2026, 3, 31))


@pytest.fixture
def sewing(key: int) -> int:
    with transaction(BOSS, NOW) as tx:
        tx.insert(ProductRow, [{"workshop_id": W001, "id": 200, "code": "GLV", "name": "手套"}])
        tx.insert(OperationRow, [operation(201, "缝合") | {"std_seconds": 120}])
    return key


def test_the_output_is_drawn_against_those_with_experience(sewing: int, ids: dict[str, int], sign_in: SignIn):
    for who, pieces in ((TRAINEE, 50), (MENTOR, 200)):
        make(ids, who, date(2025, 3, 4), pieces)
    make(ids, TRAINEE, date(2025, 3, 12), 90)
    page = sign_in("zhang").get(f"{ROOM}/{sewing}").text
    assert 'class="curve"' in page
    assert "标准分钟" in page
    assert "熟手的中位数" in page


def test_output_is_in_standard_seconds_by_day(sewing: int, ids: dict[str, int]):
    make(ids, TRAINEE, date(2025, 3, 4), 50)
    made = load_output(W001, ids[TRAINEE], FIRST, LAST)
    assert made.timed
    assert made.days == {date(2025, 3, 4): 50 * 1000 * 120}


def share(ids: dict[str, int], name: str, day: date, pieces: int) -> None:
    """Pieces of both together, the mentor three times as long."""
    members = (NewShare(ids[TRAINEE], 60), NewShare(ids[MENTOR], 180))
    row = NewTeamOutput(name, day, 201, pieces * 1000, "by_minutes", "", members)
    record_team_output(BOSS, NOW, W001, [row], on=date(2026, 3, 31))


def test_the_part_in_the_output_of_a_team_counts(sewing: int, ids: dict[str, int]):
    set_prices(BOSS, NOW, W001, [NewPrice("GLV-201", date(2025, 3, 10), "", 10_000, None)])
    make(ids, TRAINEE, date(2025, 3, 12), 10)
    share(ids, "priced", date(2025, 3, 12), 80)
    share(ids, "bare", date(2025, 3, 4), 80)
    made = load_output(W001, ids[TRAINEE], FIRST, LAST)
    assert {day: amount // 120_000 for day, amount in made.days.items()} == {
        date(2025, 3, 4): 40,
        date(2025, 3, 12): 30,
    }
    assert made.others[ids[MENTOR]] == Worked(100 * 120_000, 2)


def test_without_output_nothing_is_drawn(key: int, sign_in: SignIn):
    assert "还没有这个学员的产量" in sign_in("zhang").get(f"{ROOM}/{key}").text


@pytest.mark.parametrize("login", ["liu", "sun"])
def test_overseers_read_and_do_not_write(key: int, sign_in: SignIn, login: str):
    client = sign_in(login)
    assert client.get(ROOM).status_code == 200
    assert client.get(f"{ROOM}/new").status_code == 403


def test_another_training_is_not_found(key: int):
    with pytest.raises(NotFound):
        get_training(W001, key + 1)


# The rules


def test_a_week_is_the_mean_of_its_days_of_work():
    days = {date(2025, 3, 3): 10, date(2025, 3, 5): 20, date(2025, 3, 17): 40}
    assert by_week(days, FIRST, date(2025, 3, 20)) == [("第1周", 15), ("第2周", None), ("第3周", 40)]


@pytest.mark.parametrize(("amounts", "median"), [([], None), ([30], 30), ([10, 30], 10), ([10, 20, 90], 20)])
def test_the_median_is_of_people_not_of_days(amounts: list[int], median: int | None):
    assert median_of_day([Worked(amount * 2, 2) for amount in amounts]) == median


def test_whoever_came_late_or_learns_himself_is_no_measure():
    old = PersonFacts(1, "甲", hired=date(2024, 1, 1))
    assert is_experienced(old, FIRST)
    assert not is_experienced(replace(old, hired=date(2025, 1, 1)), FIRST)
    assert not is_experienced(replace(old, trainings=(TrainingFacts("以岗代训", FIRST, LAST),)), FIRST)
    assert is_experienced(replace(old, trainings=(TrainingFacts("以岗代训", FIRST, LAST, mentor=True),)), FIRST)
