"""A matter is brought to the desk: by the phone or the office, numbered, on the record, and never changed."""

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from tests.conftest import BOSS, NOW, TODAY, W002
from tests.databases import drop_trigger
from tests.desk.cast import PHONE, raised
from tests.pay.stage import CHEN, Stage
from workshop.desk.actions.matters import raise_matter
from workshop.desk.rules.matters import Injury
from workshop.kernel.faults import NotFound, Refused
from workshop.store.audit import Actor
from workshop.store.database import db, fetch_all
from workshop.store.transaction import transaction


@pytest.fixture
def stage(app) -> Stage:
    return Stage()


def test_matters_are_numbered_by_the_year(stage):
    raised(stage)
    raised(stage, "request", "", first=TODAY, last=TODAY)
    assert fetch_all("SELECT number FROM matter ORDER BY id") == [("SX-2026-0001",), ("SX-2026-0002",)]


def test_raising_leaves_a_leaf_that_does_not_tell_the_words(stage):
    key = raised(stage)
    [(detail,)] = fetch_all("SELECT detail FROM audit_leaf WHERE subject = :s", s=f"matter/{key}")
    assert "SX-2026-0001" in detail
    assert "200 元" not in detail


def test_what_is_told_of_an_injury_is_kept_sealed(stage):
    raised(stage, "injury", "机针扎穿食指", injury=Injury(TODAY, "9:30", "二号机", "右手食指"))
    [(words, sealed)] = fetch_all("SELECT m.text, i.sealed FROM matter m JOIN matter_injury i ON i.matter_id = m.id")
    assert words == ""
    assert "食指".encode() not in bytes(sealed)


def test_the_phone_of_another_workshops_worker_is_not_found(stage):
    with pytest.raises(NotFound):
        raise_matter(W002, "dispute", stage.workers["001"], "少发", PHONE, NOW, topic="unpaid")


def test_a_workers_account_raises_its_own_matters_alone(stage):
    with pytest.raises(Refused, match="只能提自己的事"):
        raised(stage, actor=Actor(4, "王桂香", "worker"), number="002")


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"kind": "objection"}, "在工资条上提"),
        ({"kind": "nonsense"}, "没有「nonsense」"),
        ({"topic": ""}, "请选是哪一种"),
        ({"words": " "}, "请写是什么事"),
        ({"words": "\x00"}, "控制字符"),
        ({"number": None}, "哪一位工人"),
        ({"fen": 0}, "金额不对"),
        ({"first": TODAY, "last": date(2026, 3, 1)}, "止日在起日前面"),
        ({"kind": "injury", "first": date(2026, 4, 2)}, "今天后面"),
        ({"actor": Actor(7, "周师傅", "supervisor")}, "只有本人、会计或负责人"),
    ],
)
def test_what_cannot_be_taken_is_refused_in_words(stage, told, sentence):
    with pytest.raises(Refused, match=sentence):
        raised(stage, **told)


def test_the_office_writes_down_what_somebody_without_a_phone_says(stage):
    raised(stage, "other", "食堂的水不干净", CHEN, None, paper="意见本第 3 页")
    assert fetch_all("SELECT way, by, worker_id FROM matter") == [("paper", "陈会计", None)]


@pytest.mark.parametrize("sql", ["UPDATE matter SET text = 'x'", "DELETE FROM matter"])
def test_a_matter_is_never_changed(stage, sql):
    raised(stage)
    with pytest.raises(IntegrityError, match="append-only"), transaction(BOSS, NOW):
        db.session.execute(text(sql))


def test_without_the_trigger_it_could_be(stage):
    raised(stage)
    with transaction(BOSS, NOW):
        drop_trigger("matter_no_update")
        db.session.execute(text("UPDATE matter SET text = 'x'"))
    assert fetch_all("SELECT text FROM matter") == [("x",)]
