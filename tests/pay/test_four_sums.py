"""Slips = wage sheet = money out = ledger (pay rules 8.4), before the approval and every night after the lock."""

import pytest
from click.testing import CliRunner
from flask import current_app
from sqlalchemy import text

from tests.conftest import BOSS, NOW, W001
from tests.databases import drop_trigger
from tests.pay.paying import TODAY, give_cards, lock
from tests.pay.stage import CHEN, MARCH, ZHANG, Stage
from workshop.cli import verify
from workshop.kernel.faults import Refused
from workshop.pay.actions import approve_run, compute_run, four_sums, pay_by_bank, pay_in_cash
from workshop.pay.queries.four_sums import check_four_sums, planned_four_sums
from workshop.pay.rules.four_sums import Sum, list_unequal
from workshop.store.database import db
from workshop.store.settings import Settings
from workshop.store.transaction import transaction


@pytest.fixture
def stage(app) -> Stage:
    stage = Stage()
    stage.work_a_month()
    give_cards(stage, "001", "002")
    return stage


@pytest.fixture
def paid(stage):
    run = lock()
    pay_by_bank(CHEN, NOW, W001, run.id, "csv", TODAY)
    pay_in_cash(CHEN, NOW, W001, run.id, TODAY)
    return run


def spoil(change: str, *triggers: str) -> None:
    """Somebody at the file itself, past the program."""
    with transaction(BOSS, NOW):
        for trigger in triggers:
            drop_trigger(trigger)
        db.session.execute(text(change))


def test_equal_sums_say_nothing():
    sums = [Sum("工资条", 3, 500, 400), Sum("工资表", 3, 500, 400), Sum("发放", None, None, 400)]
    assert list_unequal(sums) == []


@pytest.mark.parametrize(
    "other", [Sum("工资台账", 2, 500, 400), Sum("工资台账", 3, 501, 400), Sum("发放", None, None, 399)]
)
def test_sums_that_differ_are_both_named(other):
    [sentence] = list_unequal([Sum("工资条", 3, 500, 400), other])
    assert "工资条 3 人" in sentence
    assert other.name in sentence


def test_before_the_approval_the_four_sums_of_a_run_are_equal(stage):
    run = compute_run(CHEN, NOW, W001, MARCH)
    sums = planned_four_sums(W001, run, TODAY)
    assert [one.name for one in sums] == ["工资条", "工资表", "发放(银行、现金)", "工资台账"]
    assert {one.net for one in sums} == {run.net}


def test_an_approval_is_refused_with_the_sums_that_differ(stage, monkeypatch):
    compute_run(CHEN, NOW, W001, MARCH)
    wrong = [Sum("工资条", 3, 592_000, 592_000), Sum("工资台账", 3, 592_000, 591_999)]
    monkeypatch.setattr(four_sums, "planned_four_sums", lambda *_: wrong)
    with pytest.raises(Refused, match=r"工资台账 3 人 应发 5,920.00 元、实发 5,919.99 元,两者不相等"):
        approve_run(ZHANG, NOW, W001, MARCH)


def test_a_locked_run_agrees_before_and_after_it_is_paid(paid):
    assert check_four_sums(W001, paid) == []


@pytest.mark.parametrize(
    ("change", "triggers", "sentence"),
    [
        (
            "UPDATE payment_line SET amount = amount - 1 WHERE worker_no = '001'",
            ["payment_line_no_update"],
            "001 王桂香 的金额",
        ),
        (
            "UPDATE payment_batch SET total = total + 1 WHERE kind = 'cash'",
            ["payment_batch_no_update"],
            "第 2 批的合计",
        ),
        ("UPDATE wage_ledger SET net = net + 1 WHERE worker_no = '001'", ["wage_ledger_no_update"], "工资台账 3 人"),
    ],
)
def test_a_fen_changed_behind_the_program_is_found(paid, change, triggers, sentence):
    spoil(change, *triggers)
    assert any(sentence in told for told in check_four_sums(W001, paid)), check_four_sums(W001, paid)


def call_verify(tmp_path):
    settings = Settings(database_url=current_app.config["SQLALCHEMY_DATABASE_URI"], key_file=tmp_path / "keys.json")
    return CliRunner().invoke(verify, obj=settings)


def test_verify_says_that_the_sums_agree(paid, tmp_path):
    answer = call_verify(tmp_path)
    assert answer.exit_code == 0, answer.output
    assert "✓ 1 期锁定的工资条、工资表、发放、台账四个合计相等" in answer.output
    assert "✓ 银行文件与做成时一字不差" in answer.output


def test_verify_fails_when_a_line_was_changed(paid, tmp_path):
    spoil("UPDATE payment_line SET amount = amount - 1 WHERE worker_no = '001'", "payment_line_no_update")
    answer = call_verify(tmp_path)
    assert answer.exit_code == 1
    assert "的金额与工资条不同" in answer.output
    assert "的文件与做成时不一样" in answer.output
