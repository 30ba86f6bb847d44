"""Reading and assessing a year of 500 people for twenty programmes, against a bare read of the same rows in one sitting.

    python -m tests.bench.bench_claims [people]

Prints medians of five in seconds of processor time.
"""

import gc
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

from sqlalchemy import text

from tests.claims.year import NOW, Month, Person, add_people, fill_year
from workshop.app import create_app
from workshop.claims.actions import NewFact, record_facts
from workshop.claims.files.library import SHIPPED, load_programmes
from workshop.claims.queries.evaluation import evaluate
from workshop.claims.queries.facts import load_facts
from workshop.claims.rules.facts import Asked
from workshop.people.actions import NewWorkshop, add_workshops
from workshop.people.queries import find_workshop
from workshop.store.audit import COMMAND_LINE
from workshop.store.database import db
from workshop.store.settings import Settings

PROGRAMMES = 20
ASKED = Asked(date(2025, 1, 1), date(2025, 12, 31), date(2026, 1, 1))
CATEGORIES = ("脱贫户", "一般户", "边缘易致贫户", "一般户", "低保", "残疾", "易地搬迁")
# The rows that a year's facts are made of, read and thrown away.
BARE = (
    "SELECT * FROM worker",
    "SELECT worker_id, category, valid_from, holds, source FROM worker_category",
    "SELECT worker_id, kind, valid_from, valid_to FROM contract",
    "SELECT s.worker_id, s.period, s.gross, s.net, s.attended_halves, r.state, l.amount FROM slip s"
    " JOIN pay_run r ON r.workshop_id = s.workshop_id AND r.id = s.run_id"
    " LEFT JOIN payment_line l ON l.workshop_id = s.workshop_id AND l.slip_id = s.id",
    "SELECT worker_id, SUBSTR(date, 1, 7), COUNT(*), SUM(clock_out - clock_in) FROM attendance GROUP BY 1, 2",
    "SELECT * FROM claim_fact",
)


def median(work: Callable[[], object]) -> float:
    """Seconds of processor time, once warm."""
    work()
    times = []
    for _ in range(5):
        gc.collect()
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return statistics.median(times)


def fill(count: int) -> None:
    """A workshop of so many people with twelve locked months, insurance, statuses and confirmations put down."""
    dice = Random(7)
    workshop = add_workshops(COMMAND_LINE, NOW, [NewWorkshop("W001", "测量车间", "石桥村", "990100", "日")])["W001"]
    people = [_person(number, dice) for number in range(count)]
    ids = add_people(workshop, people)
    fill_year(workshop, people, ids)
    told = {"source": "名单", "valid_from": date(2024, 1, 1)}
    facts = [NewFact(worker, "参保", "意外险", fen=1500, **told) for worker in ids.values()]
    facts += [NewFact(worker, "身份", "公益性岗位人员", holds=False, **told) for worker in ids.values()]
    facts += [NewFact(None, "面积", "", value=300_000, **told), NewFact(None, "岗位数", "", value=count * 1000, **told)]
    facts += [NewFact(None, "认定状态", "认定", **told), NewFact(None, "已核对", "已领补贴", **told)]
    record_facts(COMMAND_LINE, NOW, workshop, facts)


def _person(number: int, dice: Random) -> Person:
    home = number % 9 == 3
    worked = sorted(dice.sample(range(1, 13), dice.choice((4, 6, 9, 12, 12, 12))))
    months = {m: Month(fen := dice.randrange(60_000, 420_000), 0 if home else 48, fen if home else 0) for m in worked}
    system = "part_time" if number % 12 == 5 else "standard"
    kind = ("承揽" if home else "劳动合同", date(2024, 1, 1), date(2026, 12, 31))
    category = (CATEGORIES[number % len(CATEGORIES)],)
    return Person(f"{number:05}", months, category, system, kind, household=f"H{number // 3:05}")


def main(count: int) -> None:
    """Fills a database of its own and measures it."""
    with tempfile.TemporaryDirectory() as place:
        settings = Settings(database_url=f"sqlite:///{place}/bench.db", key_file=Path(place) / "keys.json")
        with create_app(settings).app_context():
            fill(count)
            start = time.process_time()
            found, _ = load_programmes([SHIPPED])
            files = time.process_time() - start
            programmes = list(found.values())
            programmes = (programmes * PROGRAMMES)[:PROGRAMMES]
            workshop = find_workshop("W001")
            assert workshop is not None
            bare = median(lambda: [db.session.execute(text(sql)).cursor.fetchall() for sql in BARE])  # type: ignore[attr-defined]
            load = median(lambda: load_facts(workshop, ASKED.on))
            whole = median(lambda: evaluate(workshop, programmes, ASKED))
            _print(count, len({p.id for p in programmes}), files, bare, load, whole)


def _print(count: int, different: int, files: float, bare: float, load: float, whole: float) -> None:
    print(
        f"{count} people x 12 months x {PROGRAMMES} programmes ({different} different files, read once in {files:.2f} s)"
    )
    print(f"bare read {bare:.3f} s; facts {load:.3f} s ({load / bare:.1f} x); all {whole:.2f} s ({whole / bare:.1f} x)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
