"""An import is taken back whole while nothing has used it."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.conftest import BOSS, NOW, W001, W002
from tests.people.roster import a_crew, a_worker
from workshop.kernel.faults import Refused
from workshop.people.actions import (
    NewWorkshop,
    add_workers,
    add_workshops,
    record_category,
    record_import,
    undo_workers,
)
from workshop.people.queries import worker_ids
from workshop.people.rows import HouseholdRow, ImportRow
from workshop.store.database import db
from workshop.store.transaction import transaction
from workshop.takehome.rows import TakehomeOrderRow  # noqa: F401  (its table holds workers by a foreign key)

LATER = NOW.replace(hour=9)


@pytest.fixture
def imported(app) -> int:
    import_id = record_import(BOSS, NOW, W001, "workers", "花名册.xlsx", "0" * 64, 12, 2)
    add_workers(BOSS, NOW, W001, a_crew(10), import_id)
    return import_id


def test_everybody_who_came_with_it_goes(imported):
    add_workers(BOSS, NOW, W001, [a_worker("999")])
    assert undo_workers(BOSS, LATER, W001, imported) == 10
    assert set(worker_ids(W001)) == {"999"}
    assert db.session.scalars(select(HouseholdRow.household_no)).all() == []


def test_a_household_that_did_not_come_with_it_stays_though_nobody_of_it_works_here(imported):
    with transaction(BOSS, NOW) as tx:
        home = {"workshop_id": W001, "id": 7, "household_no": "H90001", "head_name": "李老根", "address": ""}
        tx.insert(HouseholdRow, [home])
    undo_workers(BOSS, LATER, W001, imported)
    assert db.session.scalars(select(HouseholdRow.household_no)).all() == ["H90001"]


def test_the_import_itself_stays_with_who_took_it_back(imported):
    undo_workers(BOSS, LATER, W001, imported)
    row = db.session.get(ImportRow, (W001, imported))
    assert (row.undone_at, row.undone_by, row.rows_read, row.rows_refused) == (LATER, "张主任", 12, 2)


def test_they_may_be_imported_again(imported):
    undo_workers(BOSS, LATER, W001, imported)
    assert len(add_workers(BOSS, LATER, W001, a_crew(10), import_id=2)) == 10


def test_what_a_person_added_since_holds_it(imported):
    worker = worker_ids(W001)["A00003"]
    record_category(BOSS, LATER, W001, worker, "低保", date(2026, 3, 1), True, "名单")
    with pytest.raises(Refused, match="后来补记"):
        undo_workers(BOSS, LATER, W001, imported)
    assert len(worker_ids(W001)) == 10


def test_an_attendance_row_holds_it(imported):
    from workshop.floor.rows import AttendanceRow
    from workshop.store.transaction import transaction

    row = {"workshop_id": W001, "worker_id": worker_ids(W001)["A00003"], "date": date(2026, 3, 2), "version": 1}
    with transaction(BOSS, NOW) as tx:
        tx.insert(AttendanceRow, [row | {"status": "出勤", "reason": "", "recorded_at": NOW, "recorded_by": "周师傅"}])
    with pytest.raises(Refused, match="已经有产量、考勤"):
        undo_workers(BOSS, LATER, W001, imported)
    assert len(worker_ids(W001)) == 10


def test_another_workshop_takes_nothing_back(imported):
    assert undo_workers(BOSS, LATER, W002, imported) == 0
    assert len(worker_ids(W001)) == 10


def test_a_workshop_comes_in_once_and_the_same_again_is_left(app):
    row = NewWorkshop("W010", "石桥村帮扶车间", "石桥村", "990100", "日")
    first = add_workshops(BOSS, NOW, [row])
    assert add_workshops(BOSS, NOW, [row])["W010"] == first["W010"]


@pytest.mark.parametrize(
    "row",
    [
        NewWorkshop("W001", "别的名字", "石桥村", "990100", "日"),
        NewWorkshop("W011", "", "村", "990100", "日"),
        NewWorkshop("W011", "车间", "村", "99", "日"),
        NewWorkshop("W011", "车间", "村", "990100", "周末"),
        NewWorkshop("", "车间", "村", "990100", "日"),
    ],
)
def test_a_workshop_that_cannot_be_is_refused(app, row):
    with pytest.raises(Refused):
        add_workshops(BOSS, NOW, [row])
