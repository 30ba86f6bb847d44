"""Two who compute the same period at the same moment: one wins, the other is told, and there is one run."""

import threading

import pytest
from flask import Flask

from tests.conftest import NOW, W001
from tests.pay.stage import CHEN, MARCH, ZHANG, Stage
from workshop.kernel.faults import Refused
from workshop.pay.actions import approve_run, compute_run, lock_run
from workshop.pay.queries.runs import find_run, list_runs
from workshop.pay.queries.slips import list_slips
from workshop.pay.queries.stored import check_run
from workshop.store.database import db


@pytest.fixture
def stage(app) -> Stage:
    stage = Stage()
    stage.work_a_month()
    return stage


def both(app: Flask, *acts) -> list[object]:
    """Carries the acts out in threads of their own that start together; a run or the sentence of each."""
    start, answers = threading.Barrier(len(acts)), [None] * len(acts)

    def work(place: int) -> None:
        with app.app_context():
            start.wait(10)
            try:
                answers[place] = acts[place]()
            except Refused as refused:
                answers[place] = str(refused)

    threads = [threading.Thread(target=work, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    db.session.rollback()  # what this thread has read before is over
    return answers


def test_one_wins_and_the_other_gets_a_sentence(app, stage):
    answers = both(app, *(lambda actor=a: compute_run(actor, NOW, W001, MARCH, seen="") for a in (CHEN, ZHANG)))
    [sentence] = [answer for answer in answers if isinstance(answer, str)]
    [run] = list_runs(W001)
    assert f"刚由 {run.computed_by} 算过" in sentence
    assert len(list_slips(W001, run.id)) == run.workers == 3


def test_who_says_nothing_of_what_he_saw_computes_again_and_there_is_still_one_run(app, stage):
    answers = both(app, *(lambda actor=a: compute_run(actor, NOW, W001, MARCH) for a in (CHEN, ZHANG, CHEN)))
    assert [answer for answer in answers if isinstance(answer, str)] == []
    [run] = list_runs(W001)
    assert check_run(W001, run.id) == []


def test_computing_and_approving_at_once_never_approves_what_nobody_saw(app, stage):
    seen = compute_run(CHEN, NOW, W001, MARCH)
    both(app, lambda: compute_run(CHEN, NOW, W001, MARCH, seen=seen.mark), lambda: approve_run(ZHANG, NOW, W001, MARCH))
    run = find_run(W001, "2026-03")
    assert run.state in ("computed", "approved")
    assert run.sha256 == seen.sha256


def test_two_locks_lock_once(app, stage):
    compute_run(CHEN, NOW, W001, MARCH)
    approve_run(ZHANG, NOW, W001, MARCH)
    answers = both(app, *(lambda actor=a: lock_run(actor, NOW, W001, MARCH) for a in (CHEN, ZHANG)))
    [sentence] = [answer for answer in answers if isinstance(answer, str)]
    assert "已锁定" in sentence
    assert [run.state for run in list_runs(W001)] == ["locked"]


def test_a_page_that_is_behind_is_told_who_computed(stage):
    compute_run(CHEN, NOW, W001, MARCH)
    with pytest.raises(Refused, match="刚由 陈会计 算过"):
        compute_run(ZHANG, NOW, W001, MARCH, seen="")
    mark = find_run(W001, "2026-03").mark
    assert compute_run(ZHANG, NOW, W001, MARCH, seen=mark).computed_by == "张主任"
