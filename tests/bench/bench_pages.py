"""What the server computes for the pages people open most, beside the floors of the same sitting:

    python -m tests.bench.bench_pages [people ...]      50 and 500 where nothing is said

`bare` is a page of the framework with one query and no more: nobody is asked who he is. `furnished` has the sign-in, the gate, the
workshop and the layout around an empty middle: what every page of the office pays before it says anything. `rows by hand` is the
furnished page with the people read by one query and the day sheet's row for each, joined from f-strings and escaped: what so many
rows cost at the least, whatever is said in them.

Milliseconds of processor time within the application, not the client's. In each round every page is asked for once, so that whatever
else the machine does meets all of them; medians of the rounds, after two that warm up. Bytes are the page's, and the page's after gzip.
"""

import gzip
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from flask import Flask, current_app, g, render_template
from flask.testing import FlaskClient
from markupsafe import Markup, escape
from sqlalchemy import event
from werkzeug.test import EnvironBuilder, run_wsgi_app

from tests.bench.stage import LOGIN, PASSWORD, build_app, last_month
from workshop.access.badges import newest_issue
from workshop.access.guard import utc_now
from workshop.access.roles import MANAGER, policy
from workshop.access.worker_sessions import COOKIE_KEY, open_worker_session
from workshop.store.database import db, fetch_all

ROUNDS, WARM = 15, 2
FLOORS = {
    "bare": "/",
    "furnished": "/w/W001/limits",
    "rows by hand": "/w/W001/board",
}  # addresses that are lent to the floors
PAGES = {
    "first page": "/w/W001/",
    "day sheet": "/w/W001/day?operation={operation}",
    "day's attendance": "/w/W001/attendance",
    "month's attendance": "/w/W001/month",
    "workers": "/w/W001/workers",
    "worker": "/w/W001/workers/{worker}",
    "run": "/w/W001/pay/{month}",
    "slip": "/w/W001/pay/{month}/slips/{worker}",
    "claims": "/w/W001/claims",
    "print centre": "/w/W001/papers",
}
OWN = {"own page": "/m/", "own month": "/m/month"}
MIDDLE = '{% extends "_layout.html" %}{% block main %}{{ middle }}{% endblock %}'
ROW = (
    '<tr data-who="{0} {1}" data-letters="{2}"><th scope="row">{0} <small>{1}</small></th><td class="n wrap"><input name="good-{3}"'
    ' value="" inputmode="numeric" enterkeyhint="next" maxlength="20" aria-label="{0} 合格"></td><td></td></tr>'
)


class Answer(NamedTuple):
    """Milliseconds, statements, bytes as they are and after gzip."""

    ms: float
    statements: int
    size: int
    packed: int


def main(counts: list[int]) -> None:
    """Prints a table for each number of people."""
    for people in counts:
        found = measure_all(people)
        print(f"{people} people{'':<12}{'ms':>8}{'× bare':>9}{'× furnished':>13}{'statements':>12}{'kB':>8}{'gzip':>7}")
        for name, one in found.items():
            ratios = f"{one.ms / found['bare'].ms:>9.1f}{one.ms / found['furnished'].ms:>13.1f}"
            print(
                f"{name:<20}{one.ms:>8.2f}{ratios}{one.statements:>12}{one.size / 1000:>8.1f}{one.packed / 1000:>7.1f}"
            )
        print(flush=True)


def measure_all(people: int) -> dict[str, Answer]:
    """Every page in turn, round after round."""
    with tempfile.TemporaryDirectory() as folder:
        app = build_app(Path(folder), people)
        _lend(app)
        asked = _addresses(app)
        for name, ask in asked.items():
            assert ask()[1] == "200 OK", (name, ask()[1])
        rounds = [{name: _timed(ask) for name, ask in asked.items()} for _ in range(WARM + ROUNDS)][WARM:]
        return {name: _sum_up(app, ask, [one[name] for one in rounds]) for name, ask in asked.items()}


def _sum_up(app: Flask, ask: Callable[[], tuple[bytes, str]], times: list[float]) -> Answer:
    page = ask()[0]
    return Answer(statistics.median(times), count_statements(app, ask), len(page), len(gzip.compress(page, 6)))


def _timed(ask: Callable[[], object]) -> float:
    start = time.process_time()
    ask()
    return (time.process_time() - start) * 1000


def _lend(app: Flask) -> None:
    """The floors stand in for pages that are not measured."""
    app.view_functions["home"] = policy(scope="public")(bare)
    app.view_functions["floor.limits"] = policy(MANAGER)(furnished)
    app.view_functions["floor.board"] = policy(MANAGER)(rows_by_hand)


def bare() -> str:
    """What the framework and one query cost."""
    return str(fetch_all("SELECT COUNT(*) FROM workshop")[0][0])


def furnished(workshop_code: str) -> str:
    """What every page of the office costs."""
    return show(bare())


def rows_by_hand(workshop_code: str) -> str:
    """What a row for everybody costs at the least."""
    people = fetch_all(
        "SELECT name, worker_no, initials, id FROM worker WHERE workshop_id = :w ORDER BY worker_no", w=g.workshop.id
    )
    rows = "\n".join([ROW.format(*map(escape, person)) for person in people])
    return show(Markup(f"<table>{rows}</table>"))


def show(middle: str) -> str:
    """The layout around something; its template is compiled once, as those of files are."""
    layout = current_app.config.setdefault("BENCH_LAYOUT", None) or current_app.jinja_env.from_string(MIDDLE)
    current_app.config["BENCH_LAYOUT"] = layout
    return render_template(layout, middle=middle)


def _addresses(app: Flask) -> dict[str, Callable[[], tuple[bytes, str]]]:
    """What asks for each page, the request made beforehand."""
    office, phone = app.test_client(), app.test_client()
    office.post("/sign-in", data={"login": LOGIN, "password": PASSWORD})
    with app.app_context():
        ((operation,),) = fetch_all("SELECT id FROM operation WHERE code = 'GLV-02'")
        workshop, worker = fetch_all("SELECT workshop_id, worker_id FROM slip ORDER BY worker_id")[0]
        token = open_worker_session(utc_now(), workshop, worker, newest_issue(workshop, worker))
    with phone.session_transaction() as session:
        session[COOKIE_KEY] = token
    said = {"operation": operation, "worker": worker, "month": last_month().code}
    own = {name: address.format(**said) for name, address in {**FLOORS, **PAGES}.items()}
    return _ask_each(app, office, own) | _ask_each(app, phone, OWN)


def _ask_each(app: Flask, client: FlaskClient, addresses: dict[str, str]) -> dict[str, Callable[[], tuple[bytes, str]]]:
    for address in addresses.values():  # what a page keeps in the cookie is kept, as on any day but the first
        client.get(address)
    return {name: _ask(app, client, address) for name, address in addresses.items()}


def _ask(app: Flask, client: FlaskClient, address: str) -> Callable[[], tuple[bytes, str]]:
    """Answers the page and its status."""
    cookie = client.get_cookie("session")
    assert cookie is not None
    headers = {"Cookie": f"session={cookie.value}"}
    environ = EnvironBuilder(address, headers=headers, environ_base=client.environ_base).get_environ()

    def ask() -> tuple[bytes, str]:
        parts, status, _ = run_wsgi_app(app, dict(environ), buffered=True)
        return b"".join(parts), status

    return ask


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
    main([int(count) for count in sys.argv[1:]] or [50, 500])
