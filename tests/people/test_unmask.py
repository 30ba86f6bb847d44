"""Seeing a whole number: with a reason, on the record, by those who may."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.conftest import BOSS, NOW, W001, W002
from tests.people.roster import a_crew, a_worker, card_for, number_for
from workshop.kernel.faults import Refused
from workshop.people.actions import add_workers, record_account, unmask, unmask_many
from workshop.store.audit import Actor
from workshop.store.database import db
from workshop.store.rows import AuditLeafRow

NUMBER, CARD = number_for(date(1982, 10, 10)), card_for(3)


@pytest.fixture
def wang(app) -> int:
    return add_workers(BOSS, NOW, W001, [a_worker(id_no=NUMBER, bank_card=CARD)])["001"]


def leaves() -> list[AuditLeafRow]:
    return list(db.session.scalars(select(AuditLeafRow).where(AuditLeafRow.action == "worker.unmask")))


@pytest.mark.parametrize(("field", "number"), [("id_no", NUMBER), ("card", CARD), ("phone", "10000001234")])
def test_the_number_comes_with_its_leaf(wang, field, number):
    assert unmask(BOSS, NOW, W001, wang, field, "核对银行卡") == number
    assert [(leaf.actor_name, leaf.subject) for leaf in leaves()] == [("张主任", f"worker/{wang}")]
    assert "核对银行卡" in leaves()[0].detail
    assert number not in leaves()[0].detail


@pytest.mark.parametrize("role", ["supervisor", "worker", "officer", "auditor"])
def test_others_are_refused_and_nothing_is_read(wang, role):
    with pytest.raises(Refused, match="只有会计和负责人"):
        unmask(Actor(5, "某", role), NOW, W001, wang, "id_no", "看看")
    assert leaves() == []


def test_without_a_reason_there_is_no_number(wang):
    with pytest.raises(Refused, match="请写明查看的原因"):
        unmask(BOSS, NOW, W001, wang, "id_no", " ")


def test_another_workshop_reads_nothing(wang):
    with pytest.raises(Refused, match="没有登记"):
        unmask(BOSS, NOW, W002, wang, "id_no", "核对")


def test_a_changed_account_is_the_one_that_is_read(wang):
    record_account(BOSS, NOW, W001, wang, card_for(9), valid_from=date(2026, 3, 1))
    assert unmask(BOSS, NOW, W001, wang, "card", "核对") == card_for(9)
    assert unmask_many(BOSS, NOW, W001, "card", [wang], "代发", on=date(2026, 2, 28)) == {wang: CARD}


def test_many_numbers_are_one_leaf(app):
    ids = add_workers(BOSS, NOW, W001, a_crew(20), import_id=1)
    numbers = unmask_many(BOSS, NOW, W001, "card", ids.values(), "3 月代发文件")
    assert numbers[ids["A00004"]] == card_for(3)
    assert len(leaves()) == 1


def test_the_page_shows_the_number_once_and_never_in_an_address(wang, sign_in):
    client = sign_in("chen")
    address = f"/w/W001/workers/{wang}/unmask"
    assert NUMBER not in client.get(address).text.replace("</span><span>", "")
    answer = client.post(address, data={"field": "id_no", "reason": "填报申报表"})
    assert NUMBER in answer.text.replace("</span><span>", "")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "填报申报表" in client.get(f"/w/W001/workers/{wang}").text


def test_the_page_wants_a_reason(wang, sign_in):
    answer = sign_in("chen").post(f"/w/W001/workers/{wang}/unmask", data={"field": "id_no", "reason": ""})
    assert answer.status_code == 400
    assert NUMBER not in answer.text.replace("</span><span>", "")
    assert leaves() == []


@pytest.mark.parametrize("login", ["zhou", "sun", "liu"])
def test_the_page_is_closed_to_others(wang, sign_in, login):
    assert sign_in(login).get(f"/w/W001/workers/{wang}/unmask").status_code == 403
