"""Server time of the pages people open most, against a bare Flask page with one query: `python tests/bench/bench_pages.py`."""

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from tests.bench.stage import LOGIN, PASSWORD, build_app, last_month
from workshop.access.roles import policy
from workshop.store.database import db, fetch_all

ROUNDS = 15
PAGES = {
    "first page": "/w/W001/",
    "day sheet": "/w/W001/day?operation={operation}",
    "month's attendance": "/w/W001/month",
    "workers": "/w/W001/workers",
    "run": "/w/W001/pay/{month}",
    "print centre": "/w/W001/papers",
}


def main() -> None:
    """Prints milliseconds, the ratio to the bare page, and the number of statements, at 50 and at 500 people."""
    print(f"{'page':<20}{'50: ms':>9}{'× bare':>8}{'stmts':>7}{'500: ms':>9}{'× bare':>8}{'stmts':>7}")
    columns = [measure_all(people) for people in (50, 500)]
    for name in columns[0]:
        cells = "".join(
            f"{ms:>9.1f}{ms / c['bare'][0]:>8.1f}{statements:>7}" for c in columns for ms, statements in [c[name]]
        )
        print(f"{name:<20}{cells}")


def measure_all(people: int) -> dict[str, tuple[float, int]]:
    """(milliseconds, statements) by page."""
    with tempfile.TemporaryDirectory() as folder:
        app = build_app(Path(folder), people)
        app.view_functions["home"] = policy(scope="public")(bare)
        client = app.test_client()
        client.post("/sign-in", data={"login": LOGIN, "password": PASSWORD})
        with app.app_context():
            operation = fetch_all("SELECT id FROM operation WHERE code = 'GLV-02'")[0][0]
        month = last_month().code
        found = {"bare": measure(app, client, "/")}
        return found | {n: measure(app, client, a.format(operation=operation, month=month)) for n, a in PAGES.items()}


def bare() -> str:
    """What the framework and one query cost."""
    return str(fetch_all("SELECT COUNT(*) FROM workshop")[0][0])


def measure(app: Flask, client: FlaskClient, address: str) -> tuple[float, int]:
    """The median of the rounds, after one that warms up, and the statements of one answer."""
    assert client.get(address).status_code == 200, address
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        client.get(address)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times), count_statements(app, lambda: client.get(address))


def count_statements(app: Flask, act: Callable[[], object]) -> int:
    """How many statements the database is sent."""
    seen: list[str] = []

    def note(connection: object, cursor: object, statement: str, *_: object) -> None:
        seen.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        act()
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return len([s for s in seen if not s.startswith("PRAGMA")])


if __name__ == "__main__":
    main()
