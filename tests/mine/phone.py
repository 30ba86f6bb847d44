"""A worker's phone for tests: opened by the badge and four digits, as it is in life."""

from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import BOSS, NOW, W001
from workshop.access.codes import make_code
from workshop.access.worker_pins import set_worker_pin

PIN = "2580"


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
