"""Mending facts of a person."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.conftest import BOSS, NOW, TODAY, W001, W002
from tests.people.roster import a_worker, number_for
from workshop.kernel.faults import NotFound, Refused
from workshop.people.actions import Correction, add_workers, correct_worker, record_terms, unmask
from workshop.people.queries import get_worker, list_workers, load_terms
from workshop.people.rules import Terms
from workshop.store.database import db
from workshop.store.rows import AuditLeafRow

NUMBER = number_for(date(1982, 10, 10))
OTHER = number_for(date(1990, 5, 5))


@pytest.fixture
def wang(app) -> int:
    return add_workers(BOSS, NOW, W001, [a_worker(id_no=NUMBER)])["001"]


def mend(worker_id: int, reason: str = "登记时写错", **facts: object) -> None:
    correct_worker(BOSS, NOW, W001, worker_id, Correction(**facts), reason)  # type: ignore[arg-type]


def leaf() -> AuditLeafRow:
    return db.session.scalars(select(AuditLeafRow).where(AuditLeafRow.action == "worker.correct")).one()


def test_a_mended_name_is_found_by_its_new_reading(wang):
    mend(wang, name="汪桂芳")
    assert [line.name for line in list_workers(W001, TODAY, search="wgf")] == ["汪桂芳"]
    assert list_workers(W001, TODAY, search="wgx") == []


def test_what_it_was_before_stays_on_the_record(wang):
    mend(wang, post="锁边", name="汪桂香")
    assert '"name": ["王桂香", "汪桂香"]' in leaf().detail
    assert "登记时写错" in leaf().detail


def test_neither_number_nor_telephone_is_written_into_the_record(wang):
    mend(wang, id_no=OTHER, phone="10000009999")
    assert OTHER not in leaf().detail
    assert "10000009999" not in leaf().detail


def test_a_new_identity_number_brings_its_birth_date(wang):
    mend(wang, id_no=OTHER)
    assert get_worker(W001, wang).birth_date == date(1990, 5, 5)
    assert unmask(BOSS, NOW, W001, wang, "id_no", "核对") == OTHER


def test_the_number_of_somebody_else_is_refused(wang):
    add_workers(BOSS, NOW, W001, [a_worker("002", "李秀英", id_no=OTHER, birth_date=None)])
    with pytest.raises(Refused, match="002 李秀英") as refused:
        mend(wang, id_no=OTHER)
    assert refused.value.field == "id_no"


def test_a_birth_date_against_the_number_is_refused(wang):
    with pytest.raises(Refused, match="与身份证号不符"):
        mend(wang, birth_date=date(1983, 1, 1))


def test_without_a_reason_nothing_is_mended(wang):
    with pytest.raises(Refused, match="要写原因"):
        mend(wang, " ", name="汪桂芳")


def test_nothing_changed_is_no_entry(wang):
    mend(wang, name="王桂香")
    assert db.session.scalars(select(AuditLeafRow).where(AuditLeafRow.action == "worker.correct")).all() == []


def test_the_first_terms_move_with_the_day_of_hire(wang):
    mend(wang, hire_date=date(2025, 2, 1))
    assert load_terms(W001)[wang][0].valid_from == date(2025, 2, 1)


def test_the_day_of_hire_does_not_pass_later_terms(wang):
    record_terms(BOSS, NOW, W001, wang, date(2025, 6, 1), Terms("standard", "学徒"))
    with pytest.raises(Refused, match="2025-06-01"):
        mend(wang, hire_date=date(2025, 7, 1))


def test_a_worker_of_another_workshop_is_not_there(wang):
    with pytest.raises(NotFound):
        correct_worker(BOSS, NOW, W002, wang, Correction(name="某"), "试")


def test_the_page_offers_no_whole_number_and_keeps_it_when_left_empty(wang, sign_in):
    client = sign_in("chen")
    address = f"/w/W001/workers/{wang}/correct"
    page = client.get(address).text
    assert "10000001234" not in page
    assert NUMBER not in page
    typed = {
        "name": "王桂香",
        "sex": "女",
        "birth_date": "1982-10-10",
        "hire_date": "2025-03-01",
        "post": "锁边",
        "reason": "调岗",
    }
    assert client.post(address, data=typed | {"relation_to_head": ""}).status_code == 302
    person = get_worker(W001, wang)
    assert (person.post, person.phone, person.id_masked) == ("锁边", "10000001234", f"****{NUMBER[-4:]}")
