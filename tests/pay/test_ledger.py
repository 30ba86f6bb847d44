"""The wage ledger: a row for each locked slip, equal to it, kept as it was, its numbers sealed."""

from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from tests.conftest import BOSS, NOW, W001, W002
from tests.databases import drop_trigger
from tests.pay.stage import CHEN, MARCH, ZHANG, Stage, at
from workshop.kernel.faults import Refused
from workshop.pay.actions import approve_run, compute_run, lock_run
from workshop.pay.actions.ledger import fill_ledger, read_ledger_numbers, record_ledger
from workshop.pay.queries.ledger import check_ledger, ledger_sums, list_ledger, list_unrecorded, planned_sums
from workshop.pay.queries.slips import load_slips
from workshop.pay.rules.ledger import build_ledger_lines, read_items, write_items
from workshop.people.actions import Correction, correct_worker
from workshop.store.audit import Actor
from workshop.store.database import db, fetch_all
from workshop.store.transaction import transaction

IDNO = "990100198001010026"


@pytest.fixture
def stage(app) -> Stage:
    stage = Stage()
    told = Correction(phone="13800001234", id_no=IDNO, birth_date=None)
    correct_worker(BOSS, NOW, W001, stage.workers["001"], told, "补登")
    stage.work_a_month()
    return stage


def lock():
    compute_run(CHEN, NOW, W001, MARCH)
    approve_run(ZHANG, NOW, W001, MARCH)
    return lock_run(CHEN, NOW, W001, MARCH)


def without_protection(sql: str, **values) -> None:
    with transaction(BOSS, NOW):
        for verb in ("update", "delete"):
            drop_trigger(f"wage_ledger_no_{verb}")
        db.session.execute(text(sql), values)


def test_the_lock_writes_a_row_for_every_slip_and_the_sums_are_the_runs(stage):
    run = lock()
    assert ledger_sums(W001, run.id) == (run.workers, run.gross, run.net)
    assert check_ledger(W001, run.id) == []


def test_before_the_lock_there_is_nothing_and_what_would_be_written_is_known(stage):
    run = compute_run(CHEN, NOW, W001, MARCH)
    assert ledger_sums(W001, run.id) == (0, 0, 0)
    assert planned_sums(W001, run.id) == (run.workers, run.gross, run.net)


def test_a_row_names_every_item_with_its_sentence(stage):
    run = lock()
    wang = next(row for row in list_ledger(W001, run_id=run.id) if row.worker_no == "001")
    assert wang.unit == "巫山手套车间"
    assert [item.kind for item in wang.earned_items] == ["计件"]
    assert "缝合 15,600 双 × 0.20 元" in wang.earned_items[0].sentence
    assert sum(item.amount for item in wang.earned_items) == wang.gross
    assert wang.attended_halves == 52


def test_hours_of_work_stand_in_the_row_of_a_part_time_worker(stage):
    compute_run(CHEN, NOW, W001, half := replace(MARCH, half=1))
    approve_run(ZHANG, NOW, W001, half)
    run = lock_run(CHEN, NOW, W001, half)
    assert [row.hour_minutes for row in list_ledger(W001, run_id=run.id)] == [480]


def test_numbers_are_sealed_and_read_with_a_reason_that_is_told(stage):
    run = lock()
    wang = next(row for row in list_ledger(W001, run_id=run.id) if row.worker_no == "001")
    assert (wang.id_no_tail, wang.phone_tail) == (IDNO[-4:], "1234")
    stored = b"".join(
        bytes(value or b"") for row in fetch_all("SELECT id_no_sealed, phone_sealed FROM wage_ledger") for value in row
    )
    assert IDNO.encode() not in stored
    numbers = read_ledger_numbers(CHEN, NOW, W001, [wang.slip_id], "仲裁")
    assert numbers["id_no"] == {wang.slip_id: IDNO}
    assert numbers["phone"] == {wang.slip_id: "13800001234"}
    assert fetch_all("SELECT COUNT(*) FROM audit_leaf WHERE action = 'ledger.read'") == [(1,)]


@pytest.mark.parametrize(("role", "reason"), [("supervisor", "想看看"), ("officer", "检查"), ("accountant", " ")])
def test_whole_numbers_are_refused_without_office_or_reason(stage, role, reason):
    lock()
    with pytest.raises(Refused):
        read_ledger_numbers(Actor(9, "某人", role), NOW, W001, [1], reason)


def test_a_row_keeps_the_person_as_he_was_then(stage):
    run = lock()
    correct_worker(BOSS, NOW, W001, stage.workers["001"], Correction(name="王桂芳", phone="13900009999"), "改名")
    wang = next(row for row in list_ledger(W001, run_id=run.id) if row.worker_no == "001")
    assert (wang.name, wang.phone_tail) == ("王桂香", "1234")
    assert check_ledger(W001, run.id) == []


@pytest.mark.parametrize("sql", ["UPDATE wage_ledger SET net = 1", "DELETE FROM wage_ledger"])
def test_nothing_in_the_ledger_is_changed_or_taken_away(stage, sql):
    lock()
    with pytest.raises(DatabaseError, match="append-only"), transaction(BOSS, NOW):
        db.session.execute(text(sql))


@pytest.mark.parametrize(
    ("sql", "sentence"),
    [
        ("UPDATE wage_ledger SET net = net + 100 WHERE worker_no = '001'", "内容被改动过"),
        ("UPDATE wage_ledger SET items = '{\"deducted\":[],\"earned\":[]}' WHERE worker_no = '001'", "与工资条不一致"),
        ("UPDATE wage_ledger SET name = '别人' WHERE worker_no = '001'", "内容被改动过"),
        ("DELETE FROM wage_ledger WHERE worker_no = '001'", "台账缺 2026-03 001 王桂香"),
    ],
)
def test_without_the_triggers_every_change_is_found(stage, sql, sentence):
    run = lock()
    without_protection(sql)
    assert any(sentence in told for told in check_ledger(W001, run.id))


def test_runs_locked_before_the_ledger_was_there_are_put_into_it_once(stage):
    run = lock()
    without_protection("DELETE FROM wage_ledger")
    assert list_unrecorded() == [(W001, run.id)]
    assert fill_ledger(BOSS, NOW) == run.workers
    assert fill_ledger(BOSS, NOW) == 0
    assert {row.afterwards for row in list_ledger(W001)} == {True}
    assert check_ledger(W001, run.id) == []


def test_a_half_filled_ledger_is_filled_up_and_nothing_stands_twice(stage):
    run = lock()
    without_protection("DELETE FROM wage_ledger WHERE worker_no = '002'")
    with transaction(BOSS, NOW) as tx:
        assert record_ledger(tx, W001, run.id) == 1
    assert ledger_sums(W001, run.id) == (run.workers, run.gross, run.net)


def test_a_slip_that_does_not_foot_is_not_written(stage, monkeypatch):
    from workshop.pay.actions import ledger

    def crooked(slips):
        return [line._replace(net=line.net + 1) for line in build_ledger_lines(slips)]

    monkeypatch.setattr(ledger, "build_ledger_lines", crooked)
    with pytest.raises(Refused, match="与合计不符"):
        lock()
    assert list_ledger(W001) == []


def test_items_read_back_as_they_were_written(stage):
    run = compute_run(CHEN, NOW, W001, MARCH)
    lines = build_ledger_lines(load_slips(W001, run.id))
    assert lines
    for line in lines:
        assert read_items(write_items(line)) == (line.earned, line.deducted)


def test_another_workshop_has_a_ledger_of_its_own(stage):
    run = lock()
    assert list_ledger(W002) == []
    assert ledger_sums(W002, run.id) == (0, 0, 0)


def test_a_span_takes_its_months_and_their_halves(stage):
    lock()
    compute_run(CHEN, NOW, W001, half := replace(MARCH, half=1))
    approve_run(ZHANG, NOW, W001, half)
    lock_run(CHEN, NOW, W001, half)
    assert {row.period for row in list_ledger(W001, "2026-03", "2026-03")} == {"2026-03", "2026-03-H1"}
    assert list_ledger(W001, "2026-04") == []
    assert at(1).year + 3 == list_ledger(W001)[0].keep_until.year


def test_the_page_of_the_ledger_finds_people_and_shows_their_years(stage, sign_in):
    chen = sign_in("chen")
    assert "自动记进台账" in chen.get("/w/W001/pay/ledger").text
    lock()
    page = chen.get("/w/W001/pay/ledger").text
    assert "王桂香" in page
    assert "至少保存 3 年" in page
    assert "王桂香" not in chen.get("/w/W001/pay/ledger?q=陈小梅").text
    mine = chen.get(f"/w/W001/pay/ledger/{stage.workers['001']}").text
    assert "计件 3,120.00" in mine
    assert IDNO not in mine
    assert "还没有发放记录" in mine


def test_the_ledger_asks_the_same_number_of_questions_however_many_workers(stage, sign_in):
    from tests.pay.stage import a_new_worker, count_statements
    from workshop.people.actions import add_workers

    lock()
    chen = sign_in("chen")
    few = count_statements(lambda: chen.get("/w/W001/pay/ledger"))
    people = [a_new_worker(f"1{n:02}", "周师傅", "standard", "劳动合同") for n in range(30)]
    stage.workers |= add_workers(BOSS, NOW, W001, people)
    for n in range(30):
        stage.output(f"1{n:02}", at(1, 4), 10, today=at(30, 4))
    compute_run(CHEN, NOW, W001, MARCH.next)
    approve_run(ZHANG, NOW, W001, MARCH.next)
    lock_run(CHEN, NOW, W001, MARCH.next)
    assert count_statements(lambda: chen.get("/w/W001/pay/ledger")) == few


def test_the_average_takes_the_last_twelve_months_with_pay():
    from workshop.pay.rules.ledger import average_month

    months = [(f"2025-{month:02}", 100_000) for month in range(1, 13)] + [("2026-01", 220_000)]
    assert average_month(months) == (110_000, 12)
    assert average_month([("2026-01", 5)]) == (5, 1)
    assert average_month([]) == (0, 0)
