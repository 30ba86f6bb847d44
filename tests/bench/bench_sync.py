"""Sync in batches of 50 against bare inserts of the same rows in the same transactions: `python tests/bench/bench_sync.py`."""

import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import sqlcipher3.dbapi2 as sqlite

from workshop.access.devices import enrol_device, make_enrolment
from workshop.access.guard import civil_today, utc_now
from workshop.app import create_app
from workshop.demo.filling import CODE, DEMO, fill
from workshop.people.queries import find_workshop, worker_ids
from workshop.prices.queries import operation_ids
from workshop.store.ids import new_entry_id
from workshop.store.settings import Settings

BATCHES, SIZE, ROUNDS = 40, 50, 5


def main() -> None:
    """Prints entries a second, median of five rounds, for both ways, and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Settings(database_url=f"sqlite:///{folder}/w.db", key_file=Path(folder) / "keys" / "k.json"))
        with app.app_context():
            send = make_sender(app)
        ours = measure(send)
        bare = measure(make_bare(Path(folder) / "bare.db"))
    print(
        f"sync, batches of {SIZE}: {ours:,.0f} entries/s; bare inserts {bare:,.0f} entries/s; ratio 1/{bare / ours:.1f}"
    )


def measure(send: Callable[[int], None]) -> float:
    """Entries a second, the median of the rounds."""
    rates = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for batch in range(BATCHES):
            send(batch)
        rates.append(BATCHES * SIZE / (time.perf_counter() - start))
    return statistics.median(rates)


def make_sender(app) -> Callable[[int], None]:  # type: ignore[no-untyped-def]
    """Sends a batch through the whole application, as a tablet would."""
    fill(utc_now(), civil_today())
    workshop = find_workshop(CODE)
    assert workshop is not None
    workers = [str(w) for w in worker_ids(workshop.id).values()]
    operations = [str(o) for o in operation_ids(workshop.id).values()]
    _, token = enrol_device(make_enrolment(DEMO, utc_now(), workshop.id), "平板", utc_now())
    client, seq, on = app.test_client(), iter(range(1, 10**9)), str(civil_today() - timedelta(days=1))

    def event(place: int) -> dict:
        body = {"worker": workers[place % 40], "operation": operations[place % 5], "good": str(20 + place % 80)}
        return {
            "id": new_entry_id(),
            "seq": next(seq),
            "kind": "output",
            "date": on,
            "at": "",
            "by": "1",
            "v": 1,
            "body": body,
        }

    def send(batch: int) -> None:
        document = {"version": 1, "device_epoch": "bench", "events": [event(batch * SIZE + i) for i in range(SIZE)]}
        answer = client.post("/api/sync", json=document, headers={"Authorization": f"Bearer {token}"})
        states = {a["state"] for a in answer.json["answers"]}
        assert states == {"applied"}, answer.json

    return send


def make_bare(file: Path) -> Callable[[int], None]:
    """The floor: one row of inbox and one of output an event, 50 a transaction, `synchronous=FULL`."""
    connection = sqlite.connect(str(file), isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("CREATE TABLE inbox (w INT, id TEXT, device INT, seq INT, body TEXT, PRIMARY KEY (w, id))")
    connection.execute(
        "CREATE TABLE output (w INT, id TEXT, date TEXT, worker INT, op INT, good INT, price INT, PRIMARY KEY (w, id))"
    )

    def send(_: int) -> None:
        ids = [new_entry_id() for _ in range(SIZE)]
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("INSERT INTO inbox VALUES (1, ?, 1, 1, '{\"good\": 37}')", [(i,) for i in ids])
        connection.executemany("INSERT INTO output VALUES (1, ?, '2026-03-01', 1, 1, 37000, 768)", [(i,) for i in ids])
        connection.execute("COMMIT")

    return send


if __name__ == "__main__":
    main()
