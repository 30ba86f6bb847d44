"""A database in memory with many small workshops, put back as it was in a millisecond: where histories are played."""

import gc
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from random import Random
from typing import Any

import sqlcipher3.dbapi2 as sqlite

from workshop.app import create_app
from workshop.kernel.calendar import Calendar
from workshop.pay.actions import NewMinimumWage, set_minimum_wages
from workshop.people.actions import NewWorker, NewWorkshop, add_workers, add_workshops
from workshop.people.queries import load_calendar
from workshop.prices.actions import NewOperation, NewPrice, NewTier, add_operations, set_prices, set_tiers
from workshop.store.audit import Actor
from workshop.store.database import db
from workshop.store.settings import Settings

NOW = datetime(2026, 12, 1)
CHEN, ZHANG = Actor(11, "陈会计", "accountant"), Actor(12, "张主任", "manager")
CASTS = 24
FIRST = date(2026, 1, 1)
SEW, CUT, GLUE = "GLV-02", "GLV-01", "GLV-04"
TRAINEE = "学徒"
SYSTEMS = ("standard", "standard", "standard", "comprehensive", "flexible", "contract", "part_time")
CONTRACTS = {"part_time": "非全日制", "contract": "承揽"}


@dataclass(frozen=True)
class Person:
    """A worker of a cast."""

    id: int
    no: str
    system: str
    grade: str
    hourly: int
    hired: date

    @property
    def halves(self) -> bool:
        """Paid by the half month (1.9)."""
        return self.system == "part_time"


@dataclass(frozen=True)
class Cast:
    """A workshop before anything has happened: its people, operations by code and first prices."""

    workshop_id: int
    people: tuple[Person, ...]
    operations: dict[str, int]
    prices: tuple[NewPrice, ...]
    tiered: frozenset[str]
    calendar: Calendar


class Theatre:
    """The database and what it was at first."""

    def __init__(self) -> None:
        with create_app_in_memory().app_context():
            self.casts = [_build_cast(number) for number in range(CASTS)]
            db.session.rollback()
            self._first = sqlite.connect(":memory:")
            self.driver.backup(self._first)

    @property
    def driver(self) -> Any:
        """The one connection of the database."""
        connection = db.session.connection().connection.driver_connection
        db.session.rollback()
        return connection

    def copy(self) -> Any:
        """A backup of the database as it stands."""
        made = sqlite.connect(":memory:")
        self.driver.backup(made)
        return made

    def restore(self, copy: Any = None) -> None:
        """The database as it was in a backup, or at first."""
        db.session.remove()
        (copy or self._first).backup(self.driver)


_apps: list[Any] = []


def create_app_in_memory() -> Any:
    """One application for the whole process."""
    if not _apps:
        folder = Path(tempfile.mkdtemp())
        _apps.append(create_app(Settings(database_url="sqlite:///:memory:", key_file=folder / "keys.json")))
    return _apps[0]


_theatres: list[Theatre] = []


@contextmanager
def open_theatre() -> Iterator[Theatre]:
    """The theatre of this process with its application's context pushed."""
    if not _theatres:
        _theatres.append(Theatre())
        gc.collect()
        gc.freeze()  # what is there now stays; walking it again and again would take a third of the time
    with create_app_in_memory().app_context():
        yield _theatres[0]
        db.session.remove()


def _build_cast(number: int) -> Cast:
    dice = Random(number)
    set_minimum_wages(CHEN, NOW, [NewMinimumWage("990100", FIRST, 201_000, 1920)])
    code = f"W{number:03}"
    shop = NewWorkshop(code, f"{number} 号车间", "石桥村", "990100", dice.choice(("日", "六日", "")))
    workshop_id = add_workshops(CHEN, NOW, [shop])[code]
    systems = ["standard", *(dice.choice(SYSTEMS) for _ in range(dice.randrange(2, 4)))]
    rows = [_worker(place, system, dice) for place, system in enumerate(systems, 1)]
    ids = add_workers(CHEN, NOW, workshop_id, rows)
    units = {SEW: "双", CUT: "件", GLUE: "公斤"}
    made = [NewOperation(op, "GLV", "手套", n, op, unit, 45) for n, (op, unit) in enumerate(units.items(), 1)]
    operations = add_operations(CHEN, NOW, workshop_id, made)
    prices = [NewPrice(op, FIRST, "", dice.randrange(100, 9000), dice.choice((None, 500, 1333))) for op in units]
    prices.append(NewPrice(SEW, FIRST, TRAINEE, dice.randrange(100, 9000), None))
    set_prices(CHEN, NOW, workshop_id, prices)
    tiered = frozenset({CUT} if dice.random() < 0.4 else ())
    if tiered:
        slabs = [NewTier(CUT, FIRST, 100_000, 9100), NewTier(CUT, FIRST, 150_000, 9400)]
        set_tiers(CHEN, NOW, workshop_id, slabs)
    people = [_person(ids[row.worker_no], row) for row in rows]
    return Cast(workshop_id, tuple(people), operations, tuple(prices), tiered, load_calendar(workshop_id))


def _person(worker_id: int, row: NewWorker) -> Person:
    return Person(worker_id, row.worker_no, row.hours_system, row.grade, row.hourly_fen or 0, row.hire_date)


def _worker(place: int, system: str, dice: Random) -> NewWorker:
    by_time = system in ("standard", "comprehensive") and dice.random() < 0.2
    paid: dict[str, Any] = {
        "monthly_fen": 300_000 if by_time and dice.random() < 0.5 else None,
        "daily_fen": 11_000 if by_time and dice.random() < 0.5 else None,
        "hourly_fen": dice.choice((1800, 2050)),
    }
    hired = date(2026, 3, 10) if dice.random() < 0.1 else date(2025, 1, 1)
    contract: dict[str, Any] = {"contract_kind": CONTRACTS.get(system, "劳动合同"), "contract_from": hired}
    named: dict[str, Any] = {"worker_no": f"A{place}", "name": "王桂香", "sex": "女", "birth_date": date(1980, 1, 1)}
    unknown: dict[str, Any] = {"id_no": "", "phone": "", "bank_card": "", "categories": (), "household_no": ""}
    grade = TRAINEE if dice.random() < 0.2 else ""
    days: dict[str, Any] = {"hire_date": hired, "leave_date": None, "contract_to": None}
    return NewWorker(**named, **unknown, **contract, **days, **paid, hours_system=system, grade=grade)
