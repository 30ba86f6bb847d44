"""A workshop of so many people with a month behind it, for measurements."""

from datetime import date, timedelta
from pathlib import Path
from random import Random

from flask import Flask

from workshop.access.actions import add_account
from workshop.access.guard import civil_today, utc_now
from workshop.app import create_app
from workshop.demo.cast import list_people
from workshop.demo.history import list_operations, list_prices, make_history
from workshop.floor.actions import record_attendance, record_hours, record_output
from workshop.kernel.periods import Period
from workshop.pay.actions import NewMinimumWage, compute_run, set_minimum_wages
from workshop.people.actions import NewWorkshop, add_workers, add_workshops
from workshop.people.queries import load_calendar
from workshop.prices.actions import add_operations, set_prices
from workshop.store.audit import Actor
from workshop.store.settings import Settings

STAGE = Actor(None, "测量", "command")
LOGIN, PASSWORD = "zhang", "glove-and-thread"


def last_month() -> Period:
    """The month that is over."""
    return Period.of(civil_today().replace(day=1) - timedelta(days=1))


def build_app(folder: Path, people: int) -> Flask:
    """An application with a computed run of the last month."""
    app = create_app(Settings(database_url=f"sqlite:///{folder}/w.db", key_file=folder / "keys" / "k.json"))
    app.config["WTF_CSRF_ENABLED"] = False
    with app.app_context():
        now, month, random = utc_now(), last_month(), Random(1)
        workshop = add_workshops(STAGE, now, [NewWorkshop("W001", "测量车间", "石桥村", "990100", "日")])["W001"]
        set_minimum_wages(STAGE, now, [NewMinimumWage("990100", date(2024, 1, 1), 201_000, 1920)])
        crew = list_people(people, month.first - timedelta(days=60), random)
        workers = add_workers(STAGE, now, workshop, crew)
        operations = add_operations(STAGE, now, workshop, list_operations())
        set_prices(STAGE, now, workshop, list_prices(date(2024, 1, 1), month.first))
        last = civil_today() - timedelta(days=1)
        history = make_history(crew, workers, operations, load_calendar(workshop), month.first, last, random)
        record_attendance(STAGE, now, workshop, history.attendance)
        record_output(STAGE, now, workshop, history.output)
        record_hours(STAGE, now, workshop, history.hours)
        compute_run(STAGE, now, workshop, month)
        add_account(STAGE, now, login=LOGIN, name="张主任", role="manager", password=PASSWORD, workshop_id=workshop)
    return app
