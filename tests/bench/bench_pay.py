"""Computing and storing a run of the generated month plain500, against the bare GROUP BY in the same sitting.

    python -m tests.bench.bench_pay [folder]

Prints medians of seven in milliseconds of processor time: a shared machine's clock on the wall says little.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import text

from workshop.app import create_app
from workshop.exchange.actions.folder import import_folder
from workshop.kernel.periods import Period
from workshop.pay.actions import compute_run, put_back
from workshop.people.queries import worker_ids
from workshop.store.audit import COMMAND_LINE
from workshop.store.database import db, fetch_all
from workshop.store.settings import Settings

FOLDER = Path(__file__).parents[2].parent / "shared" / "workload" / "plain500"
NOW = datetime(2026, 6, 1)
BARE = (
    "SELECT worker_id, operation_id, price, band, SUM(good) FROM output GROUP BY worker_id, operation_id, price, band"
)


def median(work: Callable[[], object]) -> float:
    """Milliseconds of processor time, once warm."""
    work()
    times = []
    for _ in range(7):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return statistics.median(times) * 1000


def main(folder: Path) -> None:
    """Imports the folder into a database of its own and measures its first workshop."""
    with tempfile.TemporaryDirectory() as place:
        settings = Settings(database_url=f"sqlite:///{place}/bench.db", key_file=Path(place) / "keys.json")
        with create_app(settings).app_context():
            import_folder(COMMAND_LINE, NOW, folder, date(2026, 6, 1))
            [(shop, month)] = fetch_all("SELECT workshop_id, substr(MAX(pay_on), 1, 7) FROM output GROUP BY 1 LIMIT 1")
            period = Period.parse(month)
            worker = next(iter(worker_ids(shop).values()))
            bare = median(lambda: db.session.execute(text(BARE)).fetchall())
            whole = median(lambda: compute_run(COMMAND_LINE, NOW, shop, period))
            one = median(lambda: put_back(COMMAND_LINE, NOW, shop, period, worker))
            print(f"bare GROUP BY {bare:.0f} ms, run {whole:.0f} ms ({whole / bare:.1f} x), one worker {one:.0f} ms")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
