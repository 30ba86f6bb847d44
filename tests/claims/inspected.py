"""An honest crew written into the books, and what somebody might plant there: for the inspectors' checks over a real database."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from tests.conftest import NOW
from workshop.floor.rows import AttendanceRow
from workshop.people.actions import NewWorker, add_workers
from workshop.store.audit import COMMAND_LINE
from workshop.store.transaction import transaction

NOVEMBER = 2025 * 12 + 10  # and December: months without a statutory day
DECEMBER = NOVEMBER + 1
Clock = tuple[int, int]


@dataclass(frozen=True)
class Honest:
    """A day of somebody who comes by the clock, written on its evening."""

    on: date
    clock: Clock

    @property
    def written(self) -> datetime:
        """The evening, UTC."""
        return datetime.combine(self.on, time(10, 5))


def add_crew(workshop_id: int, count: int, hired: date = date(2025, 1, 1)) -> dict[str, int]:
    """So many people with nothing in common; ids by number."""
    return add_workers(COMMAND_LINE, NOW, workshop_id, [_worker(number, hired) for number in range(count)])


def _worker(number: int, hired: date) -> NewWorker:
    unknown: dict[str, Any] = dict.fromkeys(
        ("id_no", "phone", "bank_card", "grade", "household_no", "contract_kind"), ""
    )
    nothing: dict[str, Any] = dict.fromkeys(("leave_date", "contract_from", "contract_to"))
    rates: dict[str, Any] = dict.fromkeys(("monthly_fen", "daily_fen", "hourly_fen"))
    born = date(1970, 1, 1) + timedelta(days=11 * number)
    named: dict[str, Any] = {"worker_no": f"C{number:03}", "name": f"工人{number:03}", "sex": "女", "birth_date": born}
    return NewWorker(**named, hire_date=hired, categories=(), hours_system="standard", **unknown, **nothing, **rates)


def honest_month(dice: Random, month: int) -> list[Honest]:
    """Six days a week, now and then away, in and out at no fixed minute."""
    return [
        Honest(on, (470 + dice.randrange(25), 1065 + dice.randrange(30)))
        for on in _days(month)
        if on.weekday() != 6 and dice.random() > 0.06
    ]


def _days(month: int) -> Iterator[date]:
    on = date(month // 12, month % 12 + 1, 1)
    while on.month == month % 12 + 1:
        yield on
        on += timedelta(days=1)


def write_days(workshop_id: int, worker: int, days: list[Honest], written: datetime | None = None) -> None:
    """Attendance as it is clocked; `written`: all of it in one evening."""
    common = {"workshop_id": workshop_id, "worker_id": worker, "version": 1, "status": "出勤", "overtime_minutes": 0}
    told = {"reason": "", "recorded_by": "周师傅", "import_id": None}
    rows = [
        common
        | told
        | {"date": day.on, "clock_in": day.clock[0], "clock_out": day.clock[1], "recorded_at": written or day.written}
        for day in days
    ]
    with transaction(COMMAND_LINE, NOW) as tx:
        tx.insert(AttendanceRow, rows)


def fill_honest(workshop_id: int, crew: dict[str, int], months: tuple[int, ...] = (NOVEMBER, DECEMBER)) -> None:
    """Everybody's months, none like another."""
    dice = Random(11)
    for worker in crew.values():
        for month in months:
            write_days(workshop_id, worker, honest_month(dice, month))
