"""Answers to slips: what a worker and the office can rely on."""

import pytest
from sqlalchemy import text

from tests.conftest import NOW, W001
from tests.pay.stage import CHEN, MARCH, ZHANG, Stage, at
from workshop.kernel.faults import NotFound, Refused
from workshop.pay.actions import (
    answer_objection,
    approve_run,
    compute_run,
    confirm_on_paper,
    confirm_slip,
    lock_run,
    object_to_slip,
    publish_slips,
    put_back,
    record_seen,
)
from workshop.pay.queries.answers import get_objection, list_objections, list_standings
from workshop.pay.queries.runs import find_run, list_absences
from workshop.pay.queries.slips import list_slips
from workshop.pay.queries.stored import check_run
from workshop.store.audit import Actor
from workshop.store.database import db
from workshop.store.transaction import transaction

OWN = Actor(None, "王桂香", "scan")


@pytest.fixture
def stage(app) -> Stage:
    stage = Stage()
    stage.work_a_month()
    compute_run(CHEN, NOW, W001, MARCH)
    return stage


def states() -> dict[str, str]:
    run = find_run(W001, "2026-03")
    return {one.slip.worker_no: one.state for one in list_standings(W001, "2026-03", run.id)}


def object_to(stage, number="001", position=1, reason="少记了", text="少 20 双", actor=OWN, paper=""):
    return object_to_slip(actor, NOW, W001, MARCH, stage.workers[number], position, reason, text, paper)


def test_slips_are_made_known_once(stage):
    assert publish_slips(CHEN, NOW, W001, MARCH) == 3
    assert publish_slips(CHEN, NOW, W001, MARCH) == 0
    assert set(states().values()) == {"published"}


def test_a_slip_that_changed_is_made_known_again_and_the_others_are_not(stage):
    publish_slips(CHEN, NOW, W001, MARCH)
    stage.output("001", at(30), 5)
    compute_run(CHEN, NOW, W001, MARCH)
    assert publish_slips(CHEN, NOW, W001, MARCH) == 1


def test_a_worker_sees_and_confirms_his_slip(stage):
    publish_slips(CHEN, NOW, W001, MARCH)
    record_seen(OWN, NOW, W001, MARCH, stage.workers["001"])
    assert states()["001"] == "seen"
    confirm_slip(OWN, NOW, W001, MARCH, stage.workers["001"])
    assert states() == {"001": "confirmed", "002": "published", "004": "published"}


def test_a_slip_that_is_not_known_cannot_be_confirmed_by_phone(stage):
    with pytest.raises(Refused, match="还没有公布"):
        confirm_slip(OWN, NOW, W001, MARCH, stage.workers["001"])


def test_a_single_line_can_be_confirmed(stage):
    publish_slips(CHEN, NOW, W001, MARCH)
    confirm_slip(OWN, NOW, W001, MARCH, stage.workers["001"], position=1)
    run = find_run(W001, "2026-03")
    [mine] = [one for one in list_standings(W001, "2026-03", run.id) if one.slip.worker_no == "001"]
    assert (mine.lines, mine.confirmed) == (frozenset({1}), None)
    with pytest.raises(Refused, match="没有这一项"):
        confirm_slip(OWN, NOW, W001, MARCH, stage.workers["001"], position=9)


def test_a_confirmation_lapses_when_the_slip_is_computed_with_another_figure(stage):
    confirm_on_paper(CHEN, NOW, W001, MARCH, [stage.workers["001"], stage.workers["002"]], "3月签字表")
    stage.output("001", at(30), 5)
    compute_run(CHEN, NOW, W001, MARCH)
    run = find_run(W001, "2026-03")
    standings = {one.slip.worker_no: one for one in list_standings(W001, "2026-03", run.id)}
    assert (standings["001"].confirmed, standings["001"].lapsed) == (None, True)
    assert standings["002"].confirmed.paper == "3月签字表"


def test_the_office_confirms_only_by_a_paper_that_can_be_found(stage):
    with pytest.raises(Refused, match="签字的纸在哪里"):
        confirm_slip(CHEN, NOW, W001, MARCH, stage.workers["001"])
    with pytest.raises(Refused, match="签字的纸在哪里"):
        confirm_on_paper(CHEN, NOW, W001, MARCH, [stage.workers["001"]], " ")
    assert confirm_on_paper(CHEN, NOW, W001, MARCH, [stage.workers["001"]], "签字表第 1 页") == 1
    assert confirm_on_paper(CHEN, NOW, W001, MARCH, [stage.workers["001"]], "签字表第 1 页") == 0


def test_a_name_of_the_paper_that_no_table_holds_is_refused_for_one_slip_as_for_many(stage):
    worker = stage.workers["001"]
    for confirm in (
        lambda: confirm_slip(CHEN, NOW, W001, MARCH, worker, paper="第" * 201),
        lambda: confirm_on_paper(CHEN, NOW, W001, MARCH, [worker], "第" * 201),
    ):
        with pytest.raises(Refused, match="写的字太多"):
            confirm()


def test_a_sheet_with_somebody_who_is_not_in_the_run_is_refused_whole(stage):
    with pytest.raises(Refused, match="不在这一期"):
        confirm_on_paper(CHEN, NOW, W001, MARCH, [stage.workers["001"], stage.workers["003"]], "签字表")
    assert states()["001"] == "none"


def test_a_workers_account_reaches_his_own_slip_alone(stage):
    publish_slips(CHEN, NOW, W001, MARCH)
    account = db.session.execute(text("SELECT id FROM account WHERE login = 'wang'")).scalar()
    with transaction(CHEN, NOW):
        change = text("UPDATE account SET worker_id = :worker WHERE id = :id")
        db.session.execute(change, {"worker": stage.workers["001"], "id": account})
    wang = Actor(account, "王桂香", "worker")
    confirm_slip(wang, NOW, W001, MARCH, stage.workers["001"])
    for act in (confirm_slip, record_seen):
        with pytest.raises(Refused, match="自己的工资条"):
            act(wang, NOW, W001, MARCH, stage.workers["002"])
    with pytest.raises(Refused, match="自己的工资条"):
        object_to_slip(wang, NOW, W001, MARCH, stage.workers["002"], 0, "单价不对")


def test_an_objection_keeps_the_sentence_it_was_made_to(stage):
    key = object_to(stage)
    found = get_objection(W001, key)
    assert found.line == "缝合 15,600 双 × 0.20 元 = 3,120.00 元(单价 2026-01-01 起)"
    assert (found.reason, found.text, found.open) == ("少记了", "少 20 双", True)


@pytest.mark.parametrize(
    ("reason", "words", "sentence"), [("罚款", "", "不认识"), ("其他", " ", "哪里不对"), ("少记了", "\x00", "控制字符")]
)
def test_an_objection_needs_a_known_reason(stage, reason, words, sentence):
    with pytest.raises(Refused, match=sentence):
        object_to(stage, reason=reason, text=words)


def test_a_second_objection_to_the_same_line_waits_for_the_answer_to_the_first(stage):
    object_to(stage)
    with pytest.raises(Refused, match="还没有答复"):
        object_to(stage)
    object_to(stage, position=0)


def test_an_open_objection_holds_its_worker_and_not_the_others(stage):
    object_to(stage)
    approve_run(ZHANG, NOW, W001, MARCH)
    with pytest.raises(Refused, match="001 王桂香对工资条有异议"):
        lock_run(CHEN, NOW, W001, MARCH)
    run = lock_run(CHEN, NOW, W001, MARCH, leave_out_objected=True)
    assert [head.worker_no for head in list_slips(W001, run.id)] == ["002", "004"]
    assert [a.reason for a in list_absences(W001, run.id)] == ["异议未答复:少记了"]
    assert (run.state, run.workers, check_run(W001, run.id)) == ("locked", 2, [])


def test_who_was_held_is_paid_by_a_supplement_once_he_is_answered(stage):
    key = object_to(stage)
    approve_run(ZHANG, NOW, W001, MARCH)
    lock_run(CHEN, NOW, W001, MARCH, leave_out_objected=True)
    answer_objection(CHEN, NOW, W001, key, True, "补 20 双")
    stage.output("001", at(30), 20)
    compute_run(CHEN, NOW, W001, MARCH)
    approve_run(ZHANG, NOW, W001, MARCH)
    run = lock_run(CHEN, NOW, W001, MARCH)
    assert (run.part, run.workers, run.gross) == (2, 1, (600 * 26 + 20) * 20)


def test_an_answered_objection_holds_nobody(stage):
    key = object_to(stage)
    answer_objection(CHEN, NOW, W001, key, False, "对过流水,15,600 双没有错")
    approve_run(ZHANG, NOW, W001, MARCH)
    assert lock_run(CHEN, NOW, W001, MARCH).workers == 3
    assert [(one.accepted, one.answer) for one in list_objections(W001, "2026-03")] == [
        (False, "对过流水,15,600 双没有错")
    ]


def test_when_everybody_objects_nothing_is_locked(stage):
    for number in ("001", "002", "004"):
        object_to(stage, number, position=0)
    approve_run(ZHANG, NOW, W001, MARCH)
    with pytest.raises(Refused, match="没有别人可以锁定"):
        lock_run(CHEN, NOW, W001, MARCH, leave_out_objected=True)


def test_an_objection_is_answered_once_in_words_by_the_office(stage):
    key = object_to(stage)
    with pytest.raises(Refused, match="请写答复"):
        answer_objection(CHEN, NOW, W001, key, True, " ")
    with pytest.raises(Refused, match="会计或负责人"):
        answer_objection(Actor(13, "周师傅", "supervisor"), NOW, W001, key, True, "好")
    answer_objection(CHEN, NOW, W001, key, True, "补 20 双")
    with pytest.raises(Refused, match="已经答复过"):
        answer_objection(CHEN, NOW, W001, key, False, "不补")
    with pytest.raises(NotFound):
        answer_objection(CHEN, NOW, 2, key, True, "好")


def test_an_accepted_objection_is_mended_and_the_worker_put_back(stage):
    key = object_to(stage)
    answer_objection(CHEN, NOW, W001, key, True, "补 20 双")
    stage.output("001", at(30), 20)
    put_back(CHEN, NOW, W001, MARCH, stage.workers["001"])
    approve_run(ZHANG, NOW, W001, MARCH)
    assert lock_run(CHEN, NOW, W001, MARCH).workers == 3


def test_with_an_open_objection_nothing_is_confirmed(stage):
    object_to(stage)
    with pytest.raises(Refused, match="异议还没有答复"):
        confirm_on_paper(CHEN, NOW, W001, MARCH, [stage.workers["001"]], "签字表")


@pytest.mark.parametrize("table", ["slip_answer", "slip_objection", "objection_answer"])
def test_what_was_said_is_never_changed(stage, table):
    key = object_to(stage)
    answer_objection(CHEN, NOW, W001, key, True, "好")
    publish_slips(CHEN, NOW, W001, MARCH)
    with pytest.raises(Exception, match="append-only"), transaction(CHEN, NOW):
        db.session.execute(text(f"UPDATE {table} SET by = 'x'"))
