"""A worker's phone for tests: opened by the badge and four digits, as it is in life."""

from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import BOSS, NOW, W001
from tests.pay.stage import CHEN, MARCH, Stage, at
from workshop.access.codes import make_code
from workshop.access.worker_pins import set_worker_pin
from workshop.mine.pages import ask, blueprint, day, door, month, more, say
from workshop.pay.actions import NewAdvance, add_advances, compute_run, publish_slips
from workshop.takehome.actions import NewOrder, issue_orders

PIN = "2580"
TODAY = date(2026, 3, 31)
PAGES = (
    *("/m/", "/m/month", "/m/day/2026-03-31", "/m/slips", "/m/slips/2026-03", "/m/slips/2026-03/1"),
    *("/m/home", "/m/owed", "/m/benefits", "/m/ask"),
)


def own_address(worker_id: int, workshop_id: int = W001, issue: int = 0) -> str:
    """Where the code of a badge leads to a worker's own pages."""
    return f"/m/{make_code('badge', workshop_id, worker_id, issue)}"


def open_phone(app: Flask, worker_id: int, workshop_id: int = W001) -> FlaskClient:
    """A phone on which the worker has typed the right digits."""
    set_worker_pin(BOSS, NOW, workshop_id, worker_id, PIN)
    client = app.test_client()
    answer = client.post(own_address(worker_id, workshop_id), data={"pin": PIN})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/m/")
    return client


def set_the_month(monkeypatch: pytest.MonkeyPatch) -> Stage:
    """It is the last day of March; 王桂香 has days of work, an advance, an order at home and a slip that was made known."""
    for module in (ask, blueprint, day, door, month, more, say):
        if hasattr(module, "civil_today"):
            monkeypatch.setattr(module, "civil_today", lambda: TODAY)
    stage = Stage()
    worker = stage.workers["001"]
    stage.attend("001", [at(2), at(3), at(4)])
    stage.attend("001", [at(5)], "半天")
    for n, good in ((2, 600), (3, 617), (5, 299), (31, 388)):
        stage.output("001", at(n), good)
    add_advances(BOSS, NOW, W001, [NewAdvance(worker, at(10), 30_000, "看病")])
    material = {"material": "标", "material_issued": 80_000, "material_per_piece": 10_000}
    issue_orders(BOSS, NOW, W001, [NewOrder("D1", worker, stage.operations["HOM-01"], at(2), **material)], on=at(31))
    compute_run(CHEN, NOW, W001, MARCH)
    publish_slips(CHEN, NOW, W001, MARCH)
    set_worker_pin(BOSS, NOW, W001, worker, PIN)
    return stage
