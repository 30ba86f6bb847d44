"""Fills an empty database with the demonstration, through the same actions that people use."""

import secrets
import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from workshop.access.actions import add_account
from workshop.access.codes import make_code
from workshop.access.pins import set_pin
from workshop.access.roles import ROLES, SUPERVISOR
from workshop.access.worker_pins import set_worker_pin
from workshop.claims.shelf import own_folder
from workshop.demo.cast import list_people
from workshop.demo.claims import fill_claims
from workshop.demo.desk import fill_desk
from workshop.demo.hiring import fill_hiring
from workshop.demo.history import first_day, list_operations, list_prices, make_history, split_by_week
from workshop.demo.homework import Home, fill_homework
from workshop.demo.payday import run_past_months
from workshop.floor.actions import record_attendance, record_hours, record_output
from workshop.floor.queries.badges import list_badges
from workshop.kernel.periods import Period
from workshop.papers.layouts.shelf import own_folder as own_layouts
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
from workshop.people.actions import NewWorker, NewWorkshop, add_workers, add_workshops, record_category
from workshop.people.queries import find_workshop, list_workshops, load_calendar
from workshop.people.rules.words import NO_CATEGORY
from workshop.prices.actions import add_operations, set_prices
from workshop.prices.queries import operation_ids
from workshop.store.audit import Actor
from workshop.store.demonstration import mark_demonstration
from workshop.store.transaction import transaction

CODE, NEIGHBOUR, COUNTY = "DEMO", "DEMO2", "990100"
PEOPLE, NEIGHBOURS = 50, 8
UNCHECKED = 4  # whose category nobody has looked at yet
DEMO = Actor(None, "演示数据", "command")
# login, name, role, workshop (None: the county's)
ACCOUNTS = (
    ("zhou", "周师傅", "supervisor", CODE),
    ("chen", "陈会计", "accountant", CODE),
    ("zhang", "张主任", "manager", CODE),
    ("wang", "王桂香", "worker", CODE),
    ("liu", "刘科", "officer", None),
    ("sun", "孙工", "auditor", None),
    ("zhao", "赵主任", "manager", NEIGHBOUR),
)
PROGRAMMES, LAYOUTS = (Path(__file__).parent / name for name in ("programmes", "layouts"))
PIN = "2580"  # of the supervisor on a tablet, and of a few workers on their phones
PHONES = ("G001", "G002", "G003")


def is_filled() -> bool:
    """Whether any workshop is there already; then nothing is filled."""
    return bool(list_workshops())


def fill(now: datetime, today: date) -> str:
    """Fills the database and answers the password of its accounts. The same day gives the same people and figures."""
    random = Random(20260101)
    first, last = first_day(today), today - timedelta(days=1)
    ids = add_workshops(
        DEMO,
        now,
        [
            NewWorkshop(CODE, "巫山手套车间(演示)", "石桥村", COUNTY, "日"),
            NewWorkshop(NEIGHBOUR, "柳树湾车间(演示)", "柳树湾村", COUNTY, "日"),
        ],
    )
    mark_demonstration(DEMO, now, ids.values())
    set_minimum_wages(
        DEMO, now, [NewMinimumWage(COUNTY, date(first.year - 1, 1, 1), 201_000, 1920, "演示用,不是任何县的真实标准")]
    )
    people = list_people(PEOPLE, first, random)
    workers = add_workers(DEMO, now, ids[CODE], people)
    _check_categories(now, today, ids[CODE], people, workers)
    _fill_neighbour(now, ids[NEIGHBOUR], first, random)
    _fill_prices(now, ids[CODE], first)
    _fill_days(now, ids[CODE], people, workers, first, last, random)
    fill_homework(Home(DEMO, now, ids[CODE]), workers, first, last)
    _fill_money(now, ids[CODE], workers, first)
    for number in PHONES:
        set_worker_pin(DEMO, now, ids[CODE], workers[number], PIN)
    password = secrets.token_urlsafe(9)
    accounts = _fill_accounts(now, ids, workers, password)
    run_past_months(now, ids[CODE], first, last, accounts)
    _fill_own(PROGRAMMES, own_folder())
    _fill_own(LAYOUTS, own_layouts())
    fill_claims(now, today, ids[CODE], first, accounts)
    fill_hiring(now, today, ids[CODE], accounts["zhang"])
    fill_desk(now, today, ids[CODE], workers, accounts["chen"])
    return password


def _fill_own(invented: Path, folder: Path) -> None:
    """The county's own papers and layouts, invented like the county; one that lies there already is left alone."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in invented.glob("*.toml"):
        if not (folder / file.name).exists():
            shutil.copy(file, folder / file.name)


def _fill_neighbour(now: datetime, workshop_id: int, first: date, random: Random) -> None:
    everybody = list_people(NEIGHBOURS + 10, first, random)[10:]
    add_workers(
        DEMO, now, workshop_id, [replace(p, worker_no=f"L{i + 1:03d}", bank_card="") for i, p in enumerate(everybody)]
    )


def _fill_prices(now: datetime, workshop_id: int, first: date) -> None:
    add_operations(DEMO, now, workshop_id, list_operations())
    set_prices(
        DEMO,
        now,
        workshop_id,
        list_prices(date(first.year - 1, 1, 1), Period.of(first).next.first + timedelta(days=15)),
    )


def _fill_days(
    now: datetime,
    workshop_id: int,
    people: Sequence[NewWorker],
    workers: dict[str, int],
    first: date,
    last: date,
    random: Random,
) -> None:
    calendar, operations = load_calendar(workshop_id), operation_ids(workshop_id)
    history = make_history(list(people), workers, operations, calendar, first, last, random)
    for evening, week in split_by_week(history):  # put down week by week, as a workshop does
        at = min(evening, now)
        record_attendance(DEMO, at, workshop_id, week.attendance)
        record_output(DEMO, at, workshop_id, week.output)
        record_hours(DEMO, at, workshop_id, week.hours)


def _check_categories(
    now: datetime, today: date, workshop_id: int, people: Sequence[NewWorker], workers: dict[str, int]
) -> None:
    """The township's list was compared with the roster, all but the last few people."""
    on = today - timedelta(days=30)
    with transaction(DEMO, now):
        for person in people[:-UNCHECKED]:
            for category in person.categories:
                if category != NO_CATEGORY:
                    told = (category, person.hire_date, True, "演示:乡镇名册", on)
                    record_category(DEMO, now, workshop_id, workers[person.worker_no], *told)


def _fill_money(now: datetime, workshop_id: int, workers: dict[str, int], first: date) -> None:
    add_allowances(
        DEMO,
        now,
        workshop_id,
        [
            NewAllowance(None, "全勤奖", "full_attendance", 10_000, True, True, first, None),
            NewAllowance(None, "误餐补助", "day", 600, False, False, first, None),
        ],
    )
    month = Period.of(first).next.first
    add_advances(DEMO, now, workshop_id, [NewAdvance(workers["G001"], month + timedelta(days=9), 50_000, "孩子上学")])
    add_deductions(DEMO, now, workshop_id, [NewDeduction(workers["G004"], month + timedelta(days=20), 12_000, "住宿")])


def _fill_accounts(now: datetime, ids: dict[str, int], workers: dict[str, int], password: str) -> dict[str, Actor]:
    actors = {}
    for login, name, role, code in ACCOUNTS:
        account = add_account(
            DEMO,
            now,
            login=login,
            name=name,
            role=role,
            password=password,
            workshop_id=ids[code] if code else None,
            county_code=None if code else COUNTY,
            worker_id=workers["G001"] if role == "worker" else None,
        )
        actors[login] = Actor(account, name, role)
        if role == SUPERVISOR:
            set_pin(DEMO, now, account, PIN)
    return actors


def describe_accounts(password: str, today: date) -> list[str]:
    """A line for each account and for each worker's phone, as the start prints them."""
    lines = [f"  {login:<6} {password}  {name}({ROLES[role]})" for login, name, role, _ in ACCOUNTS]
    place = find_workshop(CODE)
    known = [who for who in list_badges(place.id, today) if who.worker_no in PHONES] if place else []
    return lines + [
        f"  手机 /m/{make_code('badge', place.id, who.worker_id)}  PIN {PIN}  {who.name}" for who in known if place
    ]
