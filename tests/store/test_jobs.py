"""Jobs: carried out once, kept within limits, told when they fail, found for ninety days."""

import os
import signal
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from tests.conftest import BOSS, NOW, W001, W002
from workshop.kernel.faults import NotFound, Refused
from workshop.store.database import db
from workshop.store.jobs import kinds, running
from workshop.store.jobs.asking import MOST_OPEN, ask_job, cancel_job
from workshop.store.jobs.dozing import is_rung
from workshop.store.jobs.files import job_folder, read_file
from workshop.store.jobs.limits import Limits
from workshop.store.jobs.queries import get_file, get_job, list_jobs, list_waiting
from workshop.store.jobs.queue import INLINE, open_queue, queue_file, take
from workshop.store.jobs.rows import JobRow
from workshop.store.jobs.running import Running, TakenAway, run_job
from workshop.store.jobs.sweeping import sweep_jobs
from workshop.store.jobs.values import KEPT, Job
from workshop.store.jobs.working import carry_out, take_up_lost, work
from workshop.store.rows import AuditLeafRow
from workshop.store.transaction import transaction

ROOMY = Limits(memory_mb=4096)  # a child is a copy of the tests' own process, which grows with them

SECRET = "工资表 99010019750510258X".encode()
Asks = Callable[[Callable[[Running], None]], int]


@pytest.fixture
def asks(app, monkeypatch) -> Asks:
    """`asks(run)` puts a job in the queue that does `run`."""
    monkeypatch.setattr(kinds, "_KINDS", {})

    def ask(run: Callable[[Running], None]) -> int:
        kinds.job_kind("trial", run)
        return ask_job(BOSS, NOW, W001, "trial", "试一试", {"n": 1})

    return ask


def leaves_a_file(run: Running) -> None:
    run.keep("工资表.pdf", SECRET, "application/pdf")


def job(key: int) -> Job:
    db.session.rollback()
    return get_job(W001, key)


def actions(key: int) -> list[str]:
    row = AuditLeafRow
    return list(db.session.scalars(select(row.action).where(row.subject == f"job/{key}").order_by(row.id)))


def change(key: int, **values: object) -> None:
    with transaction(BOSS, NOW):
        db.session.execute(update(JobRow).where(JobRow.id == key).values(**values))


def test_a_job_that_is_asked_for_waits_and_is_rung_for(asks: Asks) -> None:
    key = asks(leaves_a_file)
    assert job(key).state_words == "排队中"
    queue = open_queue()
    assert [take(queue), take(queue)] == [(W001, key), None]


def test_a_job_that_is_done_leaves_its_file(asks: Asks) -> None:
    key = asks(leaves_a_file)
    run_job(W001, key)
    found = job(key)
    assert (found.state, [file.name for file in found.files]) == ("done", ["工资表.pdf"])
    assert read_file(found.files[0]) == SECRET
    assert actions(key) == ["job.ask", "job.done"]


def test_a_job_is_carried_out_once_however_often_it_is_rung_for(asks: Asks) -> None:
    times: list[int] = []
    key = asks(lambda run: times.append(1))
    for _ in range(3):
        run_job(W001, key)
    assert times == [1]


def test_a_file_on_disk_says_nothing_and_takes_no_change(asks: Asks) -> None:
    key = asks(leaves_a_file)
    run_job(W001, key)
    [file] = job(key).files
    path = job_folder() / str(file.id)
    assert b"99010019750510258X" not in path.read_bytes()
    path.write_bytes(path.read_bytes()[:-1] + b"\0")
    with pytest.raises(Refused, match="与做成时不一样"):
        read_file(file)


def test_a_file_is_not_there_for_another_workshop(asks: Asks) -> None:
    key = asks(leaves_a_file)
    run_job(W001, key)
    [file] = job(key).files
    with pytest.raises(NotFound):
        get_file(W002, file.id)
    with pytest.raises(NotFound):
        get_job(W002, key)


def test_a_refusal_is_told_in_its_own_words(asks: Asks) -> None:
    def refuse(run: Running) -> None:
        raise Refused("2026年3月还没有计算工资", "请先计算")

    key = asks(refuse)
    run_job(W001, key)
    assert (job(key).state, job(key).message) == ("failed", "2026年3月还没有计算工资。请先计算")


def test_a_fault_of_the_program_is_told_without_its_trace(asks: Asks, capsys) -> None:
    def stumble(run: Running) -> None:
        leaves_a_file(run)
        raise ZeroDivisionError("x")

    key = asks(stumble)
    run_job(W001, key)
    assert job(key).message == running.BROKEN
    assert "ZeroDivisionError" in capsys.readouterr().err
    assert list(job_folder().iterdir()) == []


def test_a_waiting_job_is_cancelled_at_once(asks: Asks) -> None:
    key = asks(leaves_a_file)
    cancel_job(BOSS, NOW, W001, key)
    run_job(W001, key)
    assert (job(key).state, job(key).files) == ("cancelled", ())
    with pytest.raises(Refused, match="已经结束"):
        cancel_job(BOSS, NOW, W001, key)


def test_a_running_job_stops_between_two_parts(asks: Asks, monkeypatch) -> None:
    monkeypatch.setattr(running, "PAUSE_SECONDS", 0)
    parts: list[int] = []

    def long(run: Running) -> None:
        for part in range(1, 6):
            parts.append(part)
            leaves_a_file(run)
            if part == 3:
                cancel_job(BOSS, NOW, W001, run.job.id)
            run.tick(part, 5)

    key = asks(long)
    run_job(W001, key)
    assert (parts, job(key).state, job(key).files) == ([1, 2, 3], "cancelled", ())
    assert [file.name for file in job_folder().iterdir()] == []


def test_progress_is_seen_from_outside(asks: Asks) -> None:
    seen: list[int] = []

    def long(run: Running) -> None:
        run.tick(2, 4)
        seen.append(job(run.job.id).percent)

    run_job(W001, asks(long))
    assert seen == [50]


@pytest.mark.parametrize(
    ("deed", "limits", "sentence"),
    [
        (lambda run: bytearray(3_000_000_000), Limits(memory_mb=900), "内存不够用"),
        (lambda run: time.sleep(60), Limits(wall_seconds=1), "还没有做完,已停下"),
        (lambda run: sum(iter(int, 1)), Limits(cpu_seconds=1), "计算时间超过"),
        (lambda run: os.kill(os.getpid(), signal.SIGKILL), ROOMY, "中途停了"),
    ],
    ids=["memory", "clock", "computing", "killed"],
)
def test_a_job_that_takes_too_much_is_stopped_and_told(asks: Asks, deed, limits: Limits, sentence: str) -> None:
    key = asks(deed)
    carry_out(W001, key, limits)
    assert (job(key).state, sentence in job(key).message) == ("failed", True), job(key).message
    assert "分几次打印" in job(key).message


def test_what_is_within_the_limits_goes_through_the_same_child(asks: Asks) -> None:
    """The twin of the test above."""
    key = asks(leaves_a_file)
    carry_out(W001, key, ROOMY)
    assert read_file(job(key).files[0]) == SECRET


def test_a_worker_that_is_stopped_leaves_its_job_waiting(asks: Asks) -> None:
    key = asks(lambda run: time.sleep(60))
    carry_out(W001, key, ROOMY, stopping=lambda: True)
    assert (job(key).state, job(key).attempts) == ("queued", 0)


def test_a_lost_job_is_begun_again_once_and_then_told(asks: Asks) -> None:
    key = asks(leaves_a_file)
    for attempt in (1, 2):
        assert running._begin(W001, key)  # and then the machine stops
        assert take_up_lost() == 1
        assert job(key).attempts == attempt
    assert job(key).state == "failed"
    assert "请再打印一次" in job(key).message


def test_what_a_run_made_that_lost_its_job_does_not_count(asks: Asks) -> None:
    key = asks(leaves_a_file)
    assert running._begin(W001, key)
    first = Running(job(key))
    leaves_a_file(first)
    take_up_lost()
    run_job(W001, key)
    with pytest.raises(TakenAway):
        first.finish()
    assert len(job(key).files) == 1


def test_a_job_is_found_though_the_queue_was_lost(asks: Asks) -> None:
    key = asks(leaves_a_file)
    open_queue().flush()
    assert list_waiting() == [(W001, key)]


def test_without_a_queue_a_job_is_done_where_it_is_asked_for(asks: Asks, app) -> None:
    app.config["QUEUE_URL"] = INLINE
    assert job(asks(leaves_a_file)).state == "done"


def test_a_queue_that_is_not_known_is_refused_in_words(asks: Asks, app) -> None:
    app.config["QUEUE_URL"] = "carrier-pigeon://"
    with pytest.raises(Refused, match="不认识"):
        asks(leaves_a_file)


def test_too_many_waiting_jobs_are_refused(asks: Asks) -> None:
    for _ in range(MOST_OPEN):
        asks(leaves_a_file)
    with pytest.raises(Refused, match="排队"):
        asks(leaves_a_file)


def test_files_go_after_ninety_days_on_the_record(asks: Asks) -> None:
    key = asks(leaves_a_file)
    run_job(W001, key)
    ended = job(key).ended_at
    assert sweep_jobs(BOSS, ended + KEPT) == 0
    assert sweep_jobs(BOSS, ended + KEPT + timedelta(seconds=1)) == 1
    assert actions(key)[-1] == "job.sweep"
    assert list(job_folder().iterdir()) == []
    with pytest.raises(NotFound):
        read_file(job(key).files[0])


def test_what_a_dead_job_left_is_swept_after_a_day(asks: Asks) -> None:
    run_job(W001, asks(leaves_a_file))
    fresh, old = job_folder() / "4711", job_folder() / ".4712.ab"
    for file in (fresh, old):
        file.write_bytes(b"x")
    os.utime(old, (0, 0))
    sweep_jobs(BOSS, NOW)
    assert (fresh.exists(), old.exists(), len(list_jobs(W001))) == (True, False, 1)


def test_a_worker_with_nothing_to_do_rests_and_its_small_stand_in_hears_the_bell(asks: Asks) -> None:
    assert work(ROOMY, lambda: False, rest_after=0) is True
    queue = queue_file()
    assert queue is not None
    assert not is_rung(queue)
    key = asks(leaves_a_file)
    assert is_rung(queue)
    assert work(ROOMY, lambda: False, rest_after=0) is True
    assert job(key).state == "done"


def test_where_there_is_no_queue_nobody_has_rung(tmp_path: Path) -> None:
    assert not is_rung(tmp_path / "queue.db")
