"""Reading and assessing a year of people for twenty programmes, against a bare read of the same rows in one sitting; and the
pages of claims against a bare page of the framework with one query.

    python -m tests.bench.bench_claims [people ...]      50 and 500 where nothing is said

Prints medians of five in seconds of processor time. A page is cold when something was written since, warm when nothing was.
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

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from tests.bench.bench_pages import bare
from tests.bench.stage import LOGIN, PASSWORD
from tests.claims.year import NOW, Month, Person, add_people, fill_year
from workshop.access.actions import add_account
from workshop.access.roles import policy
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
    workshop = add_workshops(COMMAND_LINE, NOW, [NewWorkshop("W001", "测量车间", "石桥村", "430602", "日")])["W001"]
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


PAGES = {
    "list": "/w/W001/claims?from=2025-01-01&to=2025-12-31&on=2026-01-01",
    "paper": "/w/W001/claims/hunan_2022_33?from=2025-01-01&to=2025-12-31&on=2026-01-01",
    "worker": "/w/W001/claims/workers/00001?from=2025-01-01&to=2025-12-31&on=2026-01-01",
}


def measure(count: int) -> dict[str, float]:
    """Fills a database of its own and measures it; seconds by what was done."""
    with tempfile.TemporaryDirectory() as place:
        settings = Settings(database_url=f"sqlite:///{place}/bench.db", key_file=Path(place) / "keys.json")
        app = create_app(settings)
        with app.app_context():
            fill(count)
            account = {
                "name": "张主任",
                "role": "manager",
                "password": PASSWORD,
                "workshop_id": find_workshop("W001").id,
            }  # type: ignore[union-attr]
            add_account(COMMAND_LINE, NOW, login=LOGIN, **account)  # type: ignore[arg-type]
            found = _assess()
        return found | _pages(app)


def _assess() -> dict[str, float]:
    programmes = (list(load_programmes([SHIPPED])[0].values()) * PROGRAMMES)[:PROGRAMMES]
    workshop = find_workshop("W001")
    assert workshop is not None
    return {
        "bare read": median(lambda: [db.session.execute(text(sql)).cursor.fetchall() for sql in BARE]),  # type: ignore[attr-defined]
        "facts": median(lambda: load_facts(workshop, ASKED.on)),
        f"facts and {PROGRAMMES} programmes": median(lambda: evaluate(workshop, programmes, ASKED)),
    }


def _pages(app: Flask) -> dict[str, float]:
    """Pages as they are opened; what is kept is thrown away before each cold one."""
    app.view_functions["home"] = policy(scope="public")(bare)
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    client.post("/sign-in", data={"login": LOGIN, "password": PASSWORD})
    found = {"bare page": median(lambda: client.get("/"))}
    for name, address in PAGES.items():
        assert client.get(address).status_code == 200, address
        found[f"{name} page, warm"] = median(lambda address=address: client.get(address))  # type: ignore[misc]
        found[f"{name} page, cold"] = median(lambda address=address: _cold(app, client, address))  # type: ignore[misc]
    return found


def _cold(app: Flask, client: FlaskClient, address: str) -> None:
    app.config.pop("CLAIMS_KEPT", None)
    client.get(address)


def main(counts: list[int]) -> None:
    """Prints seconds, ratios to the bare read or page, and the growth from the smallest to the largest."""
    columns = [measure(count) for count in counts]
    print(f"{'':<28}" + "".join(f"{f'{count} people':>16}{'x bare':>9}" for count in counts) + f"{'growth':>9}")
    for name, first in columns[0].items():
        floor = "bare page" if "page" in name else "bare read"
        cells = "".join(f"{one[name]:>16.4f}{one[name] / one[floor]:>9.1f}" for one in columns)
        print(f"{name:<28}{cells}{columns[-1][name] / first:>9.1f}")


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [50, 500])
