"""假如: a hire, a leaver, another paper; before and after with sentences, and nothing is written."""

import hashlib
from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.claims.test_evaluate import CREW
from tests.claims.year import add_people, fill_year
from tests.conftest import BOSS, NOW, W001
from workshop.claims.actions import NewFact, record_facts
from workshop.claims.files.library import SHIPPED
from workshop.claims.queries.what_if import suppose_hire, suppose_leaver, suppose_paper
from workshop.claims.rules.facts import Asked
from workshop.claims.rules.what_if import BenefitChange, Newcomer
from workshop.claims.shelf import own_folder
from workshop.kernel.faults import Refused
from workshop.people.queries import Workshop, find_workshop
from workshop.store.database import db, fetch_all

ASKED = Asked(date(2025, 1, 1), date(2025, 12, 31), date(2026, 1, 1))
QUERY = "from=2025-01-01&to=2025-12-31&on=2026-01-01"
SHIPPED_PAPER = SHIPPED / "hunan" / "hunan_2022_33.toml"
SignIn = Callable[[str], FlaskClient]


@pytest.fixture
def place(app: Flask) -> Workshop:
    """Four people out of poverty at a place in 湖南, one more than the paper's five are missing."""
    fill_year(W001, CREW, add_people(W001, CREW))
    told: dict[str, Any] = {"valid_from": date(2024, 1, 1), "source": "认定文件"}
    facts = [
        NewFact(None, "认定状态", "认定", **told),
        NewFact(None, "区划代码", "", text="430602103", **told),
        NewFact(None, "面积", "", value=300_000, **told),
        NewFact(None, "岗位数", "", value=40_000, **told),
    ]
    record_facts(BOSS, NOW, W001, facts)
    found = find_workshop("W001")
    assert found is not None
    return found


def every_row() -> str:
    """A hash over every row of every table."""
    digest = hashlib.sha256()
    for table in sorted(db.metadata.tables):
        digest.update(repr((table, sorted(map(repr, fetch_all(f'SELECT * FROM "{table}"'))))).encode())
    return digest.hexdigest()


def changed(found: tuple[BenefitChange, ...], benefit: str) -> BenefitChange:
    return next(one for one in found if one.benefit == benefit and one.programme == "hunan_2022_33")


def cheaper(old: str = "yuan = 2000", new: str = "yuan = 3000") -> str:
    text = SHIPPED_PAPER.read_text(encoding="utf-8")
    assert old in text
    return text.replace(old, new)


def test_one_more_out_of_poverty_shows_in_the_count_of_recognition(place: Workshop):
    found = suppose_hire(place, ASKED, Newcomer("脱贫户", "女", 40, date(2026, 1, 2)))
    told = changed(found.changes, "认定:厂房式").sentences
    assert any("4" in sentence and "5" in sentence for sentence in told), told


def test_one_more_who_is_not_counted_changes_no_recognition(place: Workshop):
    found = suppose_hire(place, ASKED, Newcomer("一般户", "女", 40, date(2026, 1, 2)))
    assert not [one for one in found.changes if one.programme == "hunan_2022_33" and one.changes]


def test_what_a_newcomer_brings_after_a_year_is_told(place: Workshop):
    found = suppose_hire(place, ASKED, Newcomer("脱贫户", "女", 40, date(2026, 1, 2), "劳动合同"))
    line = next(one for one in found.year if one.programme == "hunan_2022_33" and one.benefit == "稳岗补贴")
    assert line.would_be.fen == 200_000


def test_who_leaves_is_missing_in_the_count(place: Workshop):
    found = suppose_leaver(place, ASKED, "B1", date(2026, 1, 2))
    told = changed(found.changes, "认定:厂房式").sentences
    assert any("4" in sentence and "3" in sentence for sentence in told), told


def test_nobody_with_the_number_is_refused(place: Workshop):
    with pytest.raises(Refused):
        suppose_leaver(place, ASKED, "B9", date(2026, 1, 2))


def test_another_sum_in_the_paper_is_shown_by_benefit_and_by_person(place: Workshop):
    one = changed(suppose_paper(place, ASKED, cheaper(), "改.toml").changes, "稳岗补贴")
    assert (one.before.low, one.after.low, one.gain) == (400_000, 600_000, 200_000)
    assert [(p.worker_no, p.due_before.low, p.due_after.low) for p in one.people if p.after == "met"] == [
        ("B1", 200_000, 300_000),
        ("B4", 200_000, 300_000),
    ]


def test_the_same_paper_changes_nothing(place: Workshop):
    found = suppose_paper(place, ASKED, SHIPPED_PAPER.read_text(encoding="utf-8"), "同.toml")
    assert not [one for one in found.changes if one.changes]


def test_a_wrong_paper_is_refused_with_its_line(place: Workshop):
    with pytest.raises(Refused, match="坏"):
        suppose_paper(place, ASKED, "id = ", "坏.toml")


def test_nothing_of_it_is_written(place: Workshop, sign_in: SignIn):
    client = sign_in("zhang")
    base = f"/w/W001/claims/what-if?{QUERY}"
    client.get(base)  # a session that was not seen for a while is renewed first
    before = every_row()
    hire = f"{base}&kind=hire&category=脱贫户&sex=女&age=40&start=2026-01-02&contract="
    assert "新来的人" in client.get(hire).text or "招一个" in client.get(hire).text
    assert "B1" in client.get(f"{base}&kind=leave&worker_no=B1&last=2026-01-02").text
    sent = {"file": (BytesIO(cheaper().encode()), "改.toml")}
    assert "+2,000.00" in client.post(base, data=sent, content_type="multipart/form-data").text
    assert every_row() == before


def test_a_write_would_have_been_noticed(place: Workshop):
    before = every_row()
    told: dict[str, Any] = {"valid_from": date(2024, 1, 1), "source": "名单"}
    record_facts(BOSS, NOW, W001, [NewFact(None, "岗位数", "", value=41_000, **told)])
    assert every_row() != before


def test_a_file_of_the_county_s_own_folder_can_be_chosen(place: Workshop, sign_in: SignIn):
    own_folder().mkdir(parents=True)
    (own_folder() / "草案.toml").write_text(cheaper().replace('id = "hunan_2022_33"', 'id = "draft"'), encoding="utf-8")
    page = sign_in("liu").get(f"/w/W001/claims/what-if?{QUERY}&kind=paper&own=草案.toml")
    assert page.status_code == 200
    assert "草案.toml" in page.text


def test_a_wrong_file_is_told_on_the_page(place: Workshop, sign_in: SignIn):
    sent = {"file": (BytesIO(b"\xff\xfe"), "乱.toml")}
    page = sign_in("zhang").post("/w/W001/claims/what-if", data=sent, content_type="multipart/form-data")
    assert page.status_code == 200
    assert "UTF-8" in page.text
