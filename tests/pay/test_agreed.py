"""What is agreed before a run is stored once, refused by name when it is wrong, and told."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select

from tests.conftest import BOSS, NOW, W001, W002
from workshop.kernel.faults import Refused
from workshop.pay.actions import (
    NewAdvance,
    NewAllowance,
    NewDeduction,
    NewMinimumWage,
    NewPriorMonths,
    add_advances,
    add_allowances,
    add_deductions,
    set_minimum_wages,
    set_prior_months,
)
from workshop.pay.rows import AdvanceRow, AllowanceRow, MinimumWageRow, PriorMonthsRow
from workshop.people.rows import WorkerRow
from workshop.store.database import db
from workshop.store.rows import AuditLeafRow
from workshop.store.transaction import transaction

MARCH = date(2026, 3, 1)
WAGE = NewMinimumWage("990100", date(2026, 1, 1), 201000, 1920)
WORKER = 71


@pytest.fixture(autouse=True)
def _a_worker(app):
    with transaction(BOSS, NOW) as tx:
        row = {
            "workshop_id": W001,
            "id": WORKER,
            "worker_no": "A1",
            "name": "王桂香",
            "name_key": "王桂香",
            "initials": "wgx",
            "sex": "女",
            "hire_date": date(2025, 1, 1),
            "recorded_at": NOW,
        }
        tx.insert(WorkerRow, [row])


def count(table) -> int:
    return db.session.scalar(select(func.count()).select_from(table))


def test_the_same_minimum_wage_twice_changes_nothing():
    assert set_minimum_wages(BOSS, NOW, [WAGE]) == 1
    assert set_minimum_wages(BOSS, NOW, [WAGE]) == 0
    assert count(MinimumWageRow) == 1


def test_a_corrected_minimum_wage_leaves_the_old_figure_in_the_audit():
    set_minimum_wages(BOSS, NOW, [WAGE])
    set_minimum_wages(BOSS, NOW, [replace(WAGE, monthly_fen=216000)])
    detail = db.session.scalars(select(AuditLeafRow.detail).order_by(AuditLeafRow.id.desc())).first()
    assert '"monthly_fen": 201000' in detail
    assert db.session.scalar(select(MinimumWageRow.monthly_fen)) == 216000


def test_a_minimum_wage_of_zero_is_refused():
    with pytest.raises(Refused, match="应大于零"):
        set_minimum_wages(BOSS, NOW, [replace(WAGE, hourly_fen=0)])


def test_allowances_keep_who_what_and_when():
    add_allowances(BOSS, NOW, W001, [NewAllowance(None, "全勤奖", "full_attendance", 10000, True, True)])
    assert db.session.execute(select(AllowanceRow.name, AllowanceRow.worker_id)).all() == [("全勤奖", None)]


def test_a_sum_typed_once_needs_its_day():
    with pytest.raises(Refused, match="没有日期"):
        add_allowances(BOSS, NOW, W001, [NewAllowance(None, "慰问", "once", 5000, False, True)])


@pytest.mark.parametrize(
    "add",
    [
        lambda: add_advances(BOSS, NOW, W001, [NewAdvance(WORKER, MARCH, -500, "急用")]),
        lambda: add_deductions(BOSS, NOW, W001, [NewDeduction(WORKER, MARCH, 0, "餐费")]),
        lambda: add_deductions(BOSS, NOW, W001, [NewDeduction(WORKER, MARCH, 500, "罚款")]),
        lambda: add_allowances(BOSS, NOW, W001, [NewAllowance(None, "奖", "weekly", 500, True, True)]),
        lambda: set_prior_months(BOSS, NOW, W001, [NewPriorMonths(WORKER, 2026, 1, 12, 0)]),
    ],
)
def test_a_wrong_value_is_refused_and_nothing_is_written(add):
    before = count(AuditLeafRow)
    with pytest.raises(Refused):
        add()
    assert count(AuditLeafRow) == before


def test_an_advance_for_a_worker_of_another_workshop_cannot_be_stored():
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        add_advances(BOSS, NOW, W002, [NewAdvance(WORKER, MARCH, 500, "")])
    assert count(AdvanceRow) == 0


def test_earlier_months_typed_again_replace_the_first():
    for income in (100, 200):
        set_prior_months(BOSS, NOW, W001, [NewPriorMonths(WORKER, 2026, income, 2, 0)])
    assert db.session.scalars(select(PriorMonthsRow.income_fen)).all() == [200]
