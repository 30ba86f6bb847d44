"""The pages of every day read the entries of their days, never all entries of all time."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from sqlalchemy import event

from tests.conftest import W001
from workshop.desk.queries.home import list_todos
from workshop.floor.queries.day import list_crew
from workshop.floor.queries.doubles import list_doubles
from workshop.floor.queries.others import count_unpriced
from workshop.floor.queries.reference import build_reference
from workshop.floor.queries.standing import NO_REVERSAL
from workshop.store.database import db, fetch_all

pytestmark = [pytest.mark.sqlite, pytest.mark.usefixtures("app")]
DAY = date(2026, 3, 31)
READS = {
    "the day sheet": lambda: list_crew(W001, DAY, 1),
    "the first page": lambda: list_todos(W001, DAY),
    "the board's doubles": lambda: list_doubles(W001, DAY),
    "entries without a price": lambda: count_unpriced(W001),
    "what a tablet takes along": lambda: build_reference(W001, DAY),
}


@contextmanager
def plans() -> Iterator[list[str]]:
    """How SQLite means to find what each statement in between asks of `output`."""
    asked, found = [], []
    take = lambda connection, cursor, statement, values, *_: asked.append((statement, values))  # noqa: E731
    event.listen(db.engine, "before_cursor_execute", take)
    try:
        yield found
    finally:
        event.remove(db.engine, "before_cursor_execute", take)
    cursor = db.session.connection().connection.cursor()
    for statement, values in asked:
        if re.search(r"\boutput\b", statement) and "SELECT" in statement:
            found += [step for *_, step in cursor.execute(f"EXPLAIN QUERY PLAN {statement}", values).fetchall()]


def reads_all(found: list[str]) -> list[str]:
    """Steps that go through everything of the workshop: by no key within it, or by the key under which all entries stand."""
    everything = re.compile(r"SCAN (o|output|e)\b|SEARCH (o|output|e) .*\(workshop_id=\?( AND reverses=\?)?\)")
    return [step for step in found if everything.match(step)]


@pytest.mark.parametrize("what", READS)
def test_it_reads_its_own_days(what):
    with plans() as found:
        READS[what]()
    assert found
    assert not reads_all(found)


def test_the_plain_condition_would_read_everything():
    with plans() as found:
        fetch_all(f"SELECT o.id FROM output o WHERE o.workshop_id = 1 AND o.date > '2026-03-01' AND {NO_REVERSAL}")
    assert not reads_all(found)
    with plans() as found:
        fetch_all("SELECT o.id FROM output o WHERE o.workshop_id = 1 AND o.date > '2026-03-01' AND o.reverses IS NULL")
    assert reads_all(found)
