"""T4, T5: many at once. One id is one row; writers wait in a line and none is turned away."""

import threading
import time
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import event, func, select
from sqlalchemy.exc import OperationalError

from tests.conftest import BOSS, NOW
from tests.faults.plant import DRILL
from tests.floor.test_sync import Tablet, tablet  # noqa: F401
from workshop.store.database import db, fetch_all
from workshop.store.rows import MetaRow
from workshop.store.transaction import transaction


def in_threads(app: Flask, count: int, work) -> list[BaseException]:
    """Runs `work(number)` in so many threads at once, each with its own context; answers what they raised."""
    raised: list[BaseException] = []
    gate = threading.Barrier(count)

    def run(number: int) -> None:
        with app.app_context():
            gate.wait()
            try:
                work(number)
            except BaseException as error:
                raised.append(error)
            finally:
                db.session.remove()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def test_t4_one_id_posted_four_times_in_parallel_is_one_row(tablet, app):  # noqa: F811
    events = [tablet.event() for _ in range(100 if DRILL else 15)]
    statuses = []

    def post(_: int) -> None:
        statuses.extend(tablet.send(one).status_code for one in events)

    assert in_threads(app, 4, post) == []
    assert set(statuses) == {200}
    assert fetch_all("SELECT COUNT(*), COUNT(DISTINCT id) FROM output") == [(len(events), len(events))]


def count_up(rounds: int, waits: list[float]):
    """Reads a number and writes it back one higher: what is lost when two do it at once."""

    def work(_: int) -> None:
        for _ in range(rounds):
            start = time.monotonic()
            with transaction(BOSS, NOW):
                row = db.session.get(MetaRow, "counter", populate_existing=True)
                row.value = str(int(row.value) + 1)
            waits.append(time.monotonic() - start)

    return work


@pytest.fixture
def counter(app: Flask) -> Flask:
    with transaction(BOSS, NOW) as tx:
        tx.insert(MetaRow, [{"name": "counter", "value": "0"}])
    return app


def test_t5_eight_writers_wait_in_line_and_none_fails(counter):
    rounds, waits = (100 if DRILL else 12), []
    assert in_threads(counter, 8, count_up(rounds, waits)) == []
    db.session.rollback()
    assert db.session.scalar(select(MetaRow.value).where(MetaRow.name == "counter")) == str(8 * rounds)
    print(f"worst wait {max(waits):.2f} s over {len(waits)} writes")


@pytest.mark.sqlite
def test_t5_twin_a_plain_begin_without_the_line_fails(counter, monkeypatch):
    import workshop.store.database as database
    import workshop.store.transaction as store

    class NoLine:
        def acquire(self, timeout: float) -> None: ...
        def release(self) -> None: ...

    def plain(connection) -> None:
        connection.exec_driver_sql("PRAGMA query_only=OFF")
        connection.exec_driver_sql("BEGIN")

    monkeypatch.setattr(store, "_lock", NoLine())
    event.remove(db.engine, "begin", database._on_begin)
    event.listen(db.engine, "begin", plain)
    try:
        raised = in_threads(counter, 8, count_up(12, []))
    finally:
        event.remove(db.engine, "begin", plain)
        event.listen(db.engine, "begin", database._on_begin)
    assert raised
    assert all(isinstance(error, store.Busy | OperationalError) for error in raised)


def test_every_writer_has_its_row(counter, tmp_path: Path):
    def write(number: int) -> None:
        with transaction(BOSS, NOW) as tx:
            tx.insert(MetaRow, [{"name": f"writer-{number}", "value": ""}])

    assert in_threads(counter, 8, write) == []
    db.session.rollback()
    assert db.session.scalar(select(func.count()).where(MetaRow.name.like("writer-%"))) == 8
