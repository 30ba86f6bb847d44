"""A month of work for many workers, written straight into the tables: what pay is measured on. The same seed, the same rows."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from random import Random
from typing import Any

from flask import Flask

from workshop.app import create_app
from workshop.floor.rows import AttendanceRow, OutputRow
from workshop.kernel.periods import Period
from workshop.pay.actions import (
    NewAdvance,
    NewAllowance,
    NewDeduction,
    NewMinimumWage,
    add_advances,
    add_allowances,
    add_deductions,
    set_minimum_wages,
)
from workshop.people.actions import NewWorker, NewWorkshop, add_workers, add_workshops
from workshop.prices.actions import NewOperation, NewPrice, add_operations, set_prices
from workshop.store.audit import COMMAND_LINE
from workshop.store.settings import Settings
from workshop.store.transaction import transaction

NOW = datetime(2026, 4, 1)
MONTH = Period(2026, 3)
DAYS = [on for on in MONTH.days() if on.weekday() != 6]
LINES_A_DAY, OPERATIONS, RAISED = 4, 38, date(2026, 3, 16)
GRADE, HIRED = "学徒", date(2025, 1, 1)


def open_app(folder: Path) -> Flask:
    """The application on the database of a folder; made if it is not there."""
    return create_app(Settings(database_url=f"sqlite:///{folder}/w.db", key_file=folder / "keys" / "k.json"))


def build_months(folder: Path, workshops: int, workers: int, operations: int) -> None:
    """So many workshops of so many workers, 104 lines of output and 26 days of attendance each.

    `operations`: among how many each of them changes about. A price rises in mid-month for every other operation, one worker in
    twenty is a trainee with prices of his own; defects, overtime, advances, allowances and deductions as they come.
    """
    with open_app(folder).app_context():
        set_minimum_wages(COMMAND_LINE, NOW, [NewMinimumWage("990100", HIRED, 201_000, 1920)])
        shops = [NewWorkshop(f"W{n:03}", f"{n} 号车间", "石桥村", "990100", "日") for n in range(1, workshops + 1)]
        for number, workshop_id in enumerate(add_workshops(COMMAND_LINE, NOW, shops).values()):
            _fill(workshop_id, workers, operations, Random(number))


def _fill(workshop_id: int, count: int, few: int, dice: Random) -> None:
    crew = [_worker(n) for n in range(count)]
    ids = add_workers(COMMAND_LINE, NOW, workshop_id, crew)
    codes = [f"OP-{n:02}" for n in range(OPERATIONS)]
    made = [NewOperation(code, "GLV", "手套", n, f"工序{n}", "件", 40) for n, code in enumerate(codes, 1)]
    operations = list(add_operations(COMMAND_LINE, NOW, workshop_id, made).values())
    rates = [dice.randrange(200, 4000) for _ in codes]
    prices = [NewPrice(code, HIRED, "", rate, 300) for code, rate in zip(codes, rates, strict=True)]
    prices += [NewPrice(code, RAISED, "", rate + 40, None) for code, rate in list(zip(codes, rates, strict=True))[::2]]
    set_prices(COMMAND_LINE, NOW, workshop_id, prices + [NewPrice(code, HIRED, GRADE, 900, None) for code in codes])
    with transaction(COMMAND_LINE, NOW) as tx:
        tx.insert(AttendanceRow, [_day(workshop_id, worker, on) for on in DAYS for worker in ids.values()])
        tx.insert(OutputRow, list(_entries(workshop_id, crew, list(ids.values()), operations, rates, few, dice)))
    _agree(workshop_id, list(ids.values()), dice)


def _worker(number: int) -> NewWorker:
    grade = GRADE if number % 20 == 7 else ""
    unknown: dict[str, Any] = {"id_no": "", "birth_date": date(1980, 1, 1), "phone": "", "bank_card": ""}
    contract: dict[str, Any] = {"contract_kind": "劳动合同", "contract_from": HIRED, "contract_to": None}
    rates: dict[str, Any] = {"grade": grade, "monthly_fen": None, "daily_fen": None, "hourly_fen": None}
    named: dict[str, Any] = {"worker_no": f"{number:05}", "name": "王桂香", "sex": "女", "hire_date": HIRED}
    terms: dict[str, Any] = {"leave_date": None, "categories": (), "household_no": "", "hours_system": "standard"}
    return NewWorker(**named, **unknown, **contract, **terms, **rates)


def _day(workshop_id: int, worker_id: int, on: date) -> dict[str, Any]:
    keys = {"workshop_id": workshop_id, "worker_id": worker_id, "date": on, "version": 1, "status": "出勤"}
    return keys | {"clock_in": 480, "clock_out": 1020, "overtime_minutes": 0, "reason": "", **_stamp()}


def _stamp() -> dict[str, Any]:
    return {"recorded_at": NOW, "recorded_by": "测量", "import_id": None}


def _entries(
    workshop_id: int,
    crew: list[NewWorker],
    ids: list[int],
    operations: list[int],
    rates: list[int],
    few: int,
    dice: Random,
) -> Iterator[dict[str, Any]]:
    common = {"workshop_id": workshop_id, "reverses": None, "reason": "", **_stamp()}
    number = 0
    changes_about = [dice.sample(range(len(operations)), few) for _ in crew]
    for on in DAYS:  # as it is recorded: day by day
        for worker, worker_id, own in zip(crew, ids, changes_about, strict=True):
            for _ in range(LINES_A_DAY):
                number += 1
                place = dice.choice(own)
                keys = {"id": f"{workshop_id:016x}{number:016x}", "date": on, "pay_on": on, "worker_id": worker_id}
                price = _price(worker.grade, rates[place], place, on)
                yield common | keys | {"operation_id": operations[place]} | _counts(dice) | price


def _counts(dice: Random) -> dict[str, Any]:
    own, other = (dice.choice((0, 0, 0, 0, 2)) * 1000, dice.choice((0, 0, 0, 0, 0, 0, 0, 0, 0, 1)) * 1000)
    band = "overtime" if dice.random() < 0.05 else ""
    return {"good": dice.randrange(20, 200) * 1000, "defect_own": own, "defect_other": other, "band": band}


def _price(grade: str, rate: int, place: int, on: date) -> dict[str, Any]:
    if grade:
        return {"price": 900, "price_grade": grade, "price_from": HIRED, "defect_charge": None}
    raised = on >= RAISED and place % 2 == 0
    since, charge = (RAISED, None) if raised else (HIRED, 300)
    return {"price": rate + 40 * raised, "price_grade": "", "price_from": since, "defect_charge": charge}


def _agree(workshop_id: int, ids: list[int], dice: Random) -> None:
    """What is added to and taken from pay, for one worker in five each."""
    some = [dice.sample(ids, len(ids) // 5) for _ in range(3)]
    items = [NewAllowance(None, "高温补贴", "day", 1000, False, True)]
    items += [NewAllowance(worker, "岗位补贴", "month", 10_000, True, True) for worker in some[0]]
    add_allowances(COMMAND_LINE, NOW, workshop_id, items)
    add_advances(COMMAND_LINE, NOW, workshop_id, [NewAdvance(worker, DAYS[3], 30_000, "看病") for worker in some[1]])
    meals = [NewDeduction(worker, DAYS[-1], 12_000, "餐费") for worker in some[2]]
    add_deductions(COMMAND_LINE, NOW, workshop_id, meals)
