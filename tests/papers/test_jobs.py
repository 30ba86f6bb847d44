"""Print jobs: several papers and months at once, in the background, as one file that is found for ninety days."""

import io
import os
import re
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from tests.conftest import BOSS, NOW, W001
from tests.papers.cast import text_of
from tests.pay.stage import CHEN, MARCH, Stage
from workshop import serving
from workshop.kernel.periods import Period
from workshop.papers.jobs import ordering
from workshop.papers.jobs.ordering import MOST_MONTHS, build_orders, read_order, write_order
from workshop.papers.kinds import KINDS
from workshop.papers.uses import USES, group_kinds
from workshop.pay.actions import compute_run
from workshop.people.queries import find_workshop
from workshop.serving import Worker
from workshop.store.database import db
from workshop.store.jobs.limits import Limits
from workshop.store.jobs.queries import get_job, list_jobs, list_waiting
from workshop.store.jobs.rows import JobRow
from workshop.store.jobs.running import run_job
from workshop.store.jobs.values import Job
from workshop.store.jobs.working import carry_out
from workshop.store.rows import AuditLeafRow
from workshop.store.transaction import transaction

JOBS = "/w/W001/papers/jobs"


@pytest.fixture
def run(app: Flask):
    Stage().work_a_month()
    return compute_run(CHEN, NOW, W001, MARCH)


@pytest.fixture
def chen(app: Flask, sign_in) -> FlaskClient:
    return sign_in("chen")


def ask(client: FlaskClient, *kinds: str, **more: str):
    return client.post(JOBS, data={"kind": list(kinds), "first": "2026-03", "last": "2026-03", "ending": "pdf"} | more)


def done() -> Job:
    """The only job, carried out."""
    [(shop, key)] = list_waiting()
    run_job(shop, key)
    db.session.rollback()
    return get_job(shop, key)


def fetch(client: FlaskClient, job: Job) -> bytes:
    [file] = job.files
    answer = client.post(f"{JOBS}/files/{file.id}")
    assert answer.status_code == 200
    return answer.data


def test_papers_that_are_ticked_come_as_one_pdf_in_their_order(run, chen: FlaskClient, tmp_path: Path) -> None:
    assert ask(chen, "wage-sheet", "attendance").location.endswith(JOBS)
    text = text_of(fetch(chen, done()), tmp_path)
    assert re.search("计件工资发放表.*考勤表", text, re.S)


def test_several_months_are_one_job(chen: FlaskClient) -> None:
    ask(chen, "attendance", first="2026-01")
    job = done()
    assert (job.total, job.state, job.title) == (3, "done", "2026年1月至2026年3月 考勤表(PDF)")
    with pikepdf.open(io.BytesIO(fetch(chen, job))) as pdf:
        assert len(pdf.pages) == 3


def test_workbooks_come_numbered_in_a_zip(run, chen: FlaskClient) -> None:
    ask(chen, "wage-sheet", "roster", ending="xlsx")
    with zipfile.ZipFile(io.BytesIO(fetch(chen, done()))) as archive:
        assert [name[:3] for name in archive.namelist()] == ["01 ", "02 "]
        assert all(name.endswith(".xlsx") for name in archive.namelist())


def test_months_without_pay_bring_no_wage_sheet(run) -> None:
    shop = find_workshop("W001")
    kinds = [KINDS["wage-sheet"], KINDS["attendance"]]
    orders = build_orders(shop, kinds, Period(2026, 2), Period(2026, 3))
    told = [(order.kind.code, order.asked.period.code) for order in orders]
    assert told == [("attendance", "2026-02"), ("wage-sheet", "2026-03"), ("attendance", "2026-03")]


def test_what_the_queue_keeps_is_what_was_asked(run) -> None:
    shop = find_workshop("W001")
    orders = build_orders(shop, [KINDS["wage-sheet"]], MARCH, MARCH)
    assert read_order(shop, write_order(orders, "xlsx")) == (orders, "xlsx")


@pytest.mark.parametrize(
    ("kinds", "span", "sentence"),
    [
        ((), {}, "还没有勾选"),
        (("wage-sheet",), {"first": "2026-03", "last": "2026-01"}, "止月在起月前面"),
        (("wage-sheet",), {"first": "2025-01", "last": "2025-02"}, "都还没有"),
        (("attendance",), {"first": "2020-01"}, f"最多打印 {MOST_MONTHS} 个月"),
        (("attendance",), {"first": "soon"}, "不是工资期间"),
        (("cheque",), {}, "没有「cheque」这种表"),
    ],
)
def test_an_order_that_cannot_be_carried_out_is_told(kinds, span, sentence: str, chen: FlaskClient) -> None:
    answer = ask(chen, *kinds, **span)
    assert sentence in chen.get(answer.location).text
    assert list_jobs(W001) == []


def test_a_paper_of_very_many_people_waits_in_the_queue(run, chen: FlaskClient, monkeypatch) -> None:
    monkeypatch.setattr(ordering, "LONG_LIST", 1)
    answer = chen.post("/w/W001/papers/2026-03/wage-sheet.pdf")
    assert answer.location.endswith(JOBS)
    assert done().state == "done"
    assert "人多,排队打印" in chen.get("/w/W001/papers?month=2026-03").text


def test_a_paper_of_few_people_comes_at_once(run, chen: FlaskClient) -> None:
    """The twin of the test above."""
    assert chen.post("/w/W001/papers/2026-03/wage-sheet.pdf").mimetype == "application/pdf"
    assert list_jobs(W001) == []


def test_a_job_that_is_refused_says_why_on_the_page(chen: FlaskClient) -> None:
    ask(chen, "settlement")
    job = done()
    assert (job.state, job.files) == ("failed", ())
    assert job.message in chen.get(JOBS).text


def test_the_page_shows_how_far_it_is_and_offers_to_cancel(chen: FlaskClient) -> None:
    ask(chen, "attendance")
    page = chen.get(JOBS).text
    assert "排队中" in page
    [(_, key)] = list_waiting()
    chen.post(f"{JOBS}/{key}/cancel")
    assert "已取消" in chen.get(f"{JOBS}/progress").text
    assert list_waiting() == []


def test_a_worker_that_does_not_run_is_told(chen: FlaskClient) -> None:
    ask(chen, "attendance")
    assert "没有在运行" not in chen.get(JOBS).text
    with transaction(BOSS, NOW):
        db.session.execute(update(JobRow).values(asked_at=NOW))
    assert "打印程序好像没有在运行" in chen.get(JOBS).text


def test_without_a_script_the_page_reloads_while_something_is_made(chen: FlaskClient) -> None:
    assert "http-equiv" not in chen.get(JOBS).text
    ask(chen, "attendance")
    assert '<noscript><meta http-equiv="refresh"' in chen.get(JOBS).text


def test_who_had_it_made_and_who_fetched_it_is_on_the_record(run, chen: FlaskClient) -> None:
    ask(chen, "wage-sheet")
    job = done()
    fetch(chen, job)
    row = AuditLeafRow
    leaves = db.session.execute(
        select(row.action, row.actor_name).where(row.subject == f"job/{job.id}").order_by(row.id)
    )
    assert [tuple(leaf) for leaf in leaves] == [("job.ask", "陈会计"), ("job.done", "陈会计"), ("job.fetch", "陈会计")]
    numbers = select(row.actor_name).where(row.action == "worker.unmask")
    assert set(db.session.scalars(numbers)) == {"陈会计"}


def test_jobs_are_for_the_office_of_the_workshop(chen: FlaskClient, sign_in) -> None:
    ask(chen, "attendance")
    [file] = done().files
    for login, status in {"zhou": 403, "wang": 403, "sun": 403, "liu": 403, "zhao": 404}.items():
        client = sign_in(login)
        assert client.get(JOBS).status_code == status
        assert client.post(f"{JOBS}/files/{file.id}").status_code == status


def test_another_workshop_does_not_find_the_file(chen: FlaskClient, sign_in) -> None:
    ask(chen, "attendance")
    [file] = done().files
    assert sign_in("zhao").post(f"/w/W002/papers/jobs/files/{file.id}").status_code == 404


def test_from_the_first_page_a_paper_is_two_presses_away(run, chen: FlaskClient) -> None:
    first = chen.get("/", follow_redirects=True).text
    assert 'href="/w/W001/papers"' in first  # one
    assert "/w/W001/papers/2026-03/wage-sheet.pdf" in chen.get("/w/W001/papers").text  # two


def test_every_paper_has_one_use() -> None:
    groups = group_kinds(KINDS.values())
    listed = [kind.code for _, _, kinds in groups for kind in kinds]
    assert sorted(listed) == sorted(kind.code for kind in KINDS.values() if not kind.of_home)
    assert [name for name, _, _ in groups] == [name for name, _ in USES.values()]


def test_a_job_in_its_child_makes_the_same_paper(chen: FlaskClient, tmp_path: Path) -> None:
    ask(chen, "attendance")
    [(shop, key)] = list_waiting()
    carry_out(shop, key, Limits(memory_mb=4096))  # the child is a copy of the tests' own process, which grows with them
    db.session.rollback()
    assert "考勤表" in text_of(fetch(chen, get_job(shop, key)), tmp_path)


@pytest.mark.sqlite
def test_the_worker_is_started_again_when_it_dies_and_does_what_waits(chen: FlaskClient, app: Flask, house) -> None:
    worker = Worker(house[1], first_pause=0.1)
    worker.start()
    try:
        first = wait_for(lambda: worker.pid)
        os.kill(first, signal.SIGKILL)
        ask(chen, "attendance")
        assert wait_for(lambda: worker.pid if worker.pid != first else None)
        [job] = list_jobs(W001)
        assert wait_for(lambda: get_job(W001, job.id).state == "done")
    finally:
        worker.stop()
    assert worker.pid is None


def wait_for(look: Callable[[], object], seconds: int = 60) -> object:
    """What `look` finds, as soon as it finds something."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        db.session.rollback()
        if found := look():
            return found
        time.sleep(0.2)
    raise AssertionError("nothing came of it")


SIGNALS_WITHIN_SIGNALS = """
import signal, sys
from workshop.serving import hear_stop

left = 40

def within(frame, event, arg):
    global left
    if event == "line" and left:
        left -= 1
        signal.raise_signal(signal.SIGINT)
    return within

stopping = hear_stop()
assert not stopping()
sys.settrace(within)
signal.raise_signal(signal.SIGTERM)
sys.settrace(None)
assert stopping()
"""


def test_a_second_stop_that_comes_within_the_first_does_not_hold_the_worker_up() -> None:
    subprocess.run([sys.executable, "-c", SIGNALS_WITHIN_SIGNALS], timeout=60, check=True)


@pytest.mark.sqlite
def test_a_worker_that_hears_no_stop_is_ended(app: Flask, house, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "STOP_SECONDS", 0.2)
    monkeypatch.setattr(
        serving, "WORKER", ("-c", "import signal, time; signal.signal(15, signal.SIG_IGN); time.sleep(60)")
    )
    worker = Worker(house[1], first_pause=0.01)
    worker.start()
    assert wait_for(lambda: worker.pid)
    time.sleep(0.5)  # until it has stopped its ears
    worker.stop()
    assert worker.pid is None
