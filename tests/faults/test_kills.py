"""T1, T3, T6: nothing acknowledged is lost and nothing counted twice, whatever is killed, dropped, doubled or restored."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.plant import DRILL, PLANT, Network, Plant, shortfall
from workshop.access.guard import utc_now
from workshop.app import create_app
from workshop.store.backup import make_backup, restore_backup
from workshop.store.database import db

BAD = Network(lost=0.3, doubled=0.3, shuffled=0.1)


@pytest.fixture
def plant(tmp_path: Path) -> Iterator[Plant]:
    made = Plant(tmp_path)
    yield made
    made.kill()


def back_up(plant: Plant, file: Path) -> None:
    """`workshop backup`, while the server runs."""
    app = create_app(plant.settings)
    with app.app_context():
        make_backup(PLANT, utc_now(), file)
        db.engine.dispose()


def test_t1_kills_in_a_stream_lose_and_double_nothing(plant):
    kills, tablets = (200 if DRILL else 4), plant.build(2)
    stop = threading.Event()

    def stream(tablet) -> None:
        while not stop.is_set():
            if len(tablet.unsent) < 60:  # people type at their own pace while the server is away
                tablet.type(20)
            tablet.sync(BAD, batch=20)
            time.sleep(0.01)

    plant.start()
    threads = [threading.Thread(target=stream, args=(tablet,)) for tablet in tablets]
    for thread in threads:
        thread.start()
    for _ in range(kills):
        time.sleep(0.4)
        plant.kill()
        plant.start()
    stop.set()
    for thread in threads:
        thread.join()
    for tablet in tablets:
        tablet.sync_all(BAD)
    lost, doubled = shortfall(plant, tablets)
    assert (lost, doubled) == (set(), 0)
    assert plant.read("SELECT COUNT(*) FROM output") == [(sum(t.seq for t in tablets),)]
    assert not [status for t in tablets for status in t.statuses if status >= 500]


def play_restore(plant: Plant, folder: Path, careless: bool) -> int:
    """A server restored from an old backup in mid-sync; answers how many acknowledged entries it has lost."""
    (tablet,) = plant.build(1)
    tablet.delete_on_answer = careless
    plant.start()
    tablet.type(60)
    tablet.sync_all(Network())
    back_up(plant, folder / "old.db")
    tablet.type(60)
    tablet.sync_all(Network())
    plant.kill()
    restore_backup(folder / "old.db", plant.folder / "data" / "w.db")
    plant.start()
    tablet.type(5)
    for _ in range(10):
        tablet.sync(BAD)
    tablet.sync_all(BAD)
    return len(shortfall(plant, [tablet])[0])


def test_t3_a_restore_from_an_old_backup_loses_nothing(plant, tmp_path):
    assert play_restore(plant, tmp_path, careless=False) == 0


def test_t3_twin_a_tablet_that_deletes_on_the_answer_loses(plant, tmp_path):
    assert play_restore(plant, tmp_path, careless=True) == 60


def test_t6_many_tablets_at_once_arrive_exactly_once(plant):
    count, each = (8, 500) if DRILL else (4, 60)
    tablets = plant.build(count)
    tablets[0].clock, tablets[1].clock = "2023-01-01T00:00", "2031-12-31T23:59"
    for tablet in tablets:
        tablet.type(each)
    plant.start()
    start = time.monotonic()
    threads = [threading.Thread(target=tablet.sync_all, args=(BAD,)) for tablet in tablets]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.monotonic() - start
    print(f"{count} tablets x {each} entries in {took:.1f} s")
    assert plant.read("SELECT COUNT(*), COUNT(DISTINCT id) FROM output") == [(count * each, count * each)]
    assert not [status for t in tablets for status in t.statuses if status >= 500]
