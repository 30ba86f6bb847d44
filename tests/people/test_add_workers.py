"""Taking people in."""

import time
from datetime import date
from io import StringIO

import pytest
from sqlalchemy import func, select

from tests.conftest import BOSS, NOW, TODAY, W001, W002
from tests.people.roster import a_crew, a_worker, number_for
from workshop.kernel.dated import Dated
from workshop.kernel.faults import Refused
from workshop.people.actions import add_workers
from workshop.people.queries import known_id_indexes, list_workers, load_terms, terms_on, worker_ids
from workshop.people.rows import WorkerRow
from workshop.people.rules import Terms
from workshop.store.audit import Actor
from workshop.store.database import db
from workshop.store.rows import AuditLeafRow
from workshop.store.vault import blind_index

BORN = date(1982, 10, 10)
SOUND = number_for(BORN)


def test_a_person_is_there_after_being_taken_in(app):
    ids = add_workers(BOSS, NOW, W001, [a_worker(id_no=SOUND, categories=("脱贫户", "残疾"), household_no="H1")])
    assert worker_ids(W001) == ids
    line = list_workers(W001, TODAY)[0]
    assert (line.name, line.age, line.categories, line.unchecked) == ("王桂香", 43, ("脱贫户", "残疾"), True)
    assert line.phone_masked == "100****1234"


def test_birth_date_and_sex_come_from_the_number(app):
    add_workers(BOSS, NOW, W001, [a_worker(id_no=SOUND, birth_date=None, sex="")])
    line = list_workers(W001, TODAY)[0]
    assert (line.sex, line.age) == ("女", 43)


def test_terms_begin_on_the_day_of_hire(app):
    ids = add_workers(BOSS, NOW, W001, [a_worker(hours_system="part_time", grade="学徒", hourly_fen=1950)])
    terms = Terms("part_time", "学徒", hourly_fen=1950)
    assert load_terms(W001) == {ids["001"]: (Dated(date(2025, 3, 1), terms),)}
    assert terms_on(W001, date(2025, 2, 28)) == {}
    assert terms_on(W001, TODAY) == {ids["001"]: terms}


@pytest.mark.parametrize(
    ("facts", "field", "part"),
    [
        ({"name": " "}, "name", "没有姓名"),
        ({"worker_no": ""}, "worker_no", "没有工号"),
        ({"id_no": SOUND[:17] + ("1" if SOUND[17] != "1" else "2")}, "id_no", "末位校验不对"),
        ({"id_no": "990100820101123"}, "id_no", "15 位"),
        ({"id_no": "990100" + SOUND[8:17]}, "id_no", f"应是 990100{SOUND[6:]}"),
        ({"id_no": SOUND[:17]}, "id_no", "18 位"),
        ({"id_no": SOUND, "sex": "男"}, "sex", "与身份证号不符"),
        ({"id_no": SOUND, "birth_date": date(1982, 10, 11)}, "birth_date", "与身份证号不符"),
        ({"birth_date": date(2009, 3, 2)}, "birth_date", "不满 16 岁"),
        ({"sex": ""}, "sex", "男或女"),
        ({"phone": "1000000123"}, "phone", "11 位"),
        ({"bank_card": "6222abc000"}, "bank_card", "只能是数字"),
        ({"hours_system": "weekly"}, "hours_system", "不认识的工时制度"),
        ({"leave_date": date(2025, 2, 28)}, "leave_date", "之前"),
        ({"contract_kind": "口头"}, "contract_kind", "不认识的合同类型"),
        ({"contract_to": date(2025, 2, 1)}, "contract_to", "起期之前"),
        ({"categories": ("贫困户",)}, "categories", "不认识的人员类别"),
        ({"hourly_fen": -1}, "hourly_fen", "不能是负数"),
    ],
)
def test_what_cannot_be_is_refused_by_field(app, facts, field, part):
    with pytest.raises(Refused, match=part) as refused:
        add_workers(BOSS, NOW, W001, [a_worker(**facts)])
    assert refused.value.field == field
    assert worker_ids(W001) == {}


def test_sixteen_on_the_day_of_hire_is_old_enough(app):
    assert add_workers(BOSS, NOW, W001, [a_worker(birth_date=date(2009, 3, 1))])


def test_the_same_person_is_not_taken_in_twice(app):
    add_workers(BOSS, NOW, W001, [a_worker(id_no=SOUND)])
    with pytest.raises(Refused, match="已经在本车间") as refused:
        add_workers(BOSS, NOW, W001, [a_worker("002", "王桂花", id_no=SOUND)])
    assert refused.value.field == "id_no"
    assert known_id_indexes(W001) == {blind_index("id_no", SOUND)}


def test_the_same_person_twice_in_one_file_is_refused_and_nothing_is_written(app):
    with pytest.raises(Refused, match="已经在本车间"):
        add_workers(BOSS, NOW, W001, [a_worker("001", id_no=SOUND), a_worker("002", id_no=SOUND)])
    assert worker_ids(W001) == {}


def test_a_person_may_work_in_two_workshops(app):
    add_workers(BOSS, NOW, W001, [a_worker(id_no=SOUND)])
    assert add_workers(BOSS, NOW, W002, [a_worker(id_no=SOUND)])


def test_a_worker_number_belongs_to_one(app):
    add_workers(BOSS, NOW, W001, [a_worker()])
    with pytest.raises(Refused, match="已经有人用") as refused:
        add_workers(BOSS, NOW, W001, [a_worker(name="李秀英")])
    assert refused.value.field == "worker_no"


def test_neither_number_nor_card_is_readable_in_the_database_or_the_leaf(app):
    card = "9999990000000000014"
    add_workers(BOSS, NOW, W001, [a_worker(id_no=SOUND, bank_card=card)])
    dump = StringIO()
    for table in db.metadata.sorted_tables:
        for row in db.session.execute(select(table)):
            dump.write(repr(row))
    assert SOUND not in dump.getvalue()
    assert card not in dump.getvalue()
    assert list_workers(W001, TODAY)[0].card_tail == "0014"


def test_who_took_a_person_in_is_on_the_record(app):
    ids = add_workers(Actor(7, "陈会计", "accountant"), NOW, W001, [a_worker()])
    leaf = db.session.scalars(select(AuditLeafRow).where(AuditLeafRow.action == "worker.add")).one()
    assert (leaf.actor_name, leaf.subject, leaf.workshop_id) == ("陈会计", f"worker/{ids['001']}", W001)


def test_five_thousand_people_are_taken_in_within_seconds(app):
    started = time.process_time()
    add_workers(BOSS, NOW, W001, a_crew(5000), import_id=9)
    assert time.process_time() - started < 8
    assert db.session.scalar(select(func.count()).select_from(WorkerRow)) == 5000
