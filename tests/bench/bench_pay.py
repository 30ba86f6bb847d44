"""Computing and storing runs of pay against the bare GROUP BY over the same entries, in the same sitting.

    python -m tests.bench.bench_pay [--small]

50, 500 and 10,000 workers (20 workshops, 1.04 million entries; `--small` leaves these out), 104 entries each. Each of them changes
about between 4 operations; one more row has 500 workers who change about between all 38, so that nearly every second entry is a pay
line of its own. Milliseconds of processor time, medians of seven rounds (three for 10,000): a shared machine's clock on the wall says
little. Both are measured in turn, so that what else the machine does meets both.
"""

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import text

from tests.bench.months import MONTH, NOW, OPERATIONS, build_months, open_app
from tests.pay.stage import count_statements
from workshop.pay.actions import compute_run, put_back
from workshop.people.queries import worker_ids
from workshop.store.audit import COMMAND_LINE
from workshop.store.database import db, fetch_all
from workshop.store.transaction import transaction

GROUPED = (
    "SELECT worker_id, operation_id, price, band, SUM(good) FROM output GROUP BY worker_id, operation_id, price, band"
)
FEW, ROUNDS, ROUNDS_OF_MANY = 4, 7, 3
WORKSHOPS, WORKERS = 20, 500
RUNS = (
    *("run_law", "run_problem", "slip_source", "slip_balance", "slip_deduction", "slip_line", "slip"),
    *("run_member", "run_absence", "pay_run"),
)


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of processor time."""
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def bare() -> None:
    """The floor: every group of the database fetched."""
    db.session.execute(text(GROUPED)).fetchall()
    db.session.rollback()


def compute_all() -> None:
    """A run of every workshop."""
    for (workshop_id,) in fetch_all("SELECT id FROM workshop"):
        compute_run(COMMAND_LINE, NOW, workshop_id, MONTH)


def forget() -> None:
    """No run is there: the next one is computed and stored for the first time."""
    with transaction(COMMAND_LINE, NOW):
        for table in RUNS:
            db.session.execute(text(f"DELETE FROM {table}"))


def measure(workers: int, operations: int) -> dict[str, float]:
    """One workshop: the floor, a run, one worker mended, statements of a run."""
    with tempfile.TemporaryDirectory() as place:
        build_months(Path(place), 1, workers, operations)
        with open_app(Path(place)).app_context():
            ((workshop_id,),) = fetch_all("SELECT id FROM workshop")
            one = sorted(worker_ids(workshop_id).values())[workers // 2]
            works = {
                "bare": bare,
                "run": compute_all,
                "one": lambda: put_back(COMMAND_LINE, NOW, workshop_id, MONTH, one),
            }
            rounds = []
            for _ in range(ROUNDS + 1):
                forget()
                rounds.append({name: timed(work) for name, work in works.items()})
            del rounds[0]  # cold
            found = {name: statistics.median(one[name] for one in rounds) for name in works}
            db.session.rollback()
            return found | {"statements": count_statements(compute_all), "lines": _count_lines()}


def _count_lines() -> int:
    ((lines,),) = fetch_all("SELECT COUNT(*) FROM slip_line")
    return int(lines)


def measure_many() -> dict[str, float]:
    """Twenty workshops; the runs in a process of their own, for its peak of memory."""
    with tempfile.TemporaryDirectory() as place:
        build_months(Path(place), WORKSHOPS, WORKERS, FEW)
        child = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.bench_pay", place], stdout=subprocess.PIPE, text=True
        )
        told = child.communicate()[0].split()
        with open_app(Path(place)).app_context():
            bare()
            floor = statistics.median(timed(bare) for _ in range(ROUNDS_OF_MANY))
            return {"bare": floor, "run": float(told[0]), "memory": float(told[1]), "lines": _count_lines()}


def child(folder: Path) -> None:
    """Prints the median of the rounds and the peak of memory in MB."""
    rounds = []
    with open_app(folder).app_context():
        for _ in range(ROUNDS_OF_MANY):
            forget()
            rounds.append(timed(compute_all))
    print(statistics.median(rounds), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def show(what: str, found: dict[str, float]) -> None:
    """One row of the report."""
    ratio, run = found["run"] / found["bare"], f"run {found['run']:,.0f} ms"
    print(f"{what}: bare GROUP BY {found['bare']:,.0f} ms, {run} ({ratio:.1f} x), {found['lines']:,.0f} lines", end="")
    if "one" in found:
        print(f", {found['statements']:.0f} statements, one worker mended {found['one']:.1f} ms", end=" ")
        print(f"(1/{found['run'] / found['one']:.0f} of the run)", end="")
    print(flush=True)


def main(small: bool) -> None:
    """Everything, the smallest first."""
    show("50 workers", measure(50, FEW))
    base = measure(WORKERS, FEW)
    show("500 workers", base)
    show("500 workers, all operations", measure(WORKERS, OPERATIONS))
    if not small:
        many = measure_many()
        show("10,000 workers", many)
        growth = many["run"] / base["run"] / WORKSHOPS
        print(f"from 500 to 10,000 workers {growth:.2f} x linear, peak of memory {many['memory']:.0f} MB")


if __name__ == "__main__":
    if sys.argv[1:] and sys.argv[1] != "--small":
        child(Path(sys.argv[1]))
    else:
        main("--small" in sys.argv)
