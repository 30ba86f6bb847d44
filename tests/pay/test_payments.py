"""Money out: who is paid how, once each, and what is left over."""

import io
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from tests.conftest import BOSS, NOW, W001, W002
from tests.databases import drop_trigger
from tests.pay.paying import (
    TODAY,
    a_card,
    add_many,
    give_cards,
    line_ids,
    lock,
    outcomes,
    rows_of,
)
from tests.pay.stage import CHEN, MARCH, Stage, count_statements
from workshop.kernel.faults import NotFound, Refused
from workshop.kernel.money import parse_yuan
from workshop.pay.actions import (
    NewPayer,
    compute_run,
    fetch_bank_file,
    pay_by_bank,
    pay_in_cash,
    record_cash,
    record_payer,
    record_payment,
    release_lines,
    reverse_payment,
    settle_batch,
    void_batch,
)
from workshop.pay.actions import payments as payments_module
from workshop.pay.actions.bank_files import check_bank_files
from workshop.pay.queries.four_sums import check_four_sums
from workshop.pay.queries.payments import list_payees, list_payment_lines
from workshop.pay.queries.runs import get_run_by_id
from workshop.people.actions import record_account
from workshop.store.audit import Actor
from workshop.store.database import db
from workshop.store.rows import AuditLeafRow
from workshop.store.scope import as_owner
from workshop.store.transaction import transaction

PAYER = NewPayer(TODAY, "icbc", "工行石桥支行", "巫山手套车间", "99990000111122223333", "重庆市", "巫山县")


@pytest.fixture
def stage(app) -> Stage:
    stage = Stage()
    stage.work_a_month()
    return stage


@pytest.fixture
def cards(stage) -> dict[str, str]:
    return give_cards(stage, "001", "002")


@pytest.fixture
def run(stage, cards):
    return lock()


def by_bank(run, shape="csv"):
    return pay_by_bank(CHEN, NOW, W001, run.id, shape, TODAY)


def state(run) -> str:
    return get_run_by_id(W001, run.id).state


def test_who_has_a_card_is_in_the_bank_file_and_who_has_none_is_left_to_cash(run, cards):
    made = by_bank(run)
    rows = rows_of(fetch_bank_file(CHEN, NOW, W001, made.batch.id).content)
    assert [(row["收款账号"], row["户名"], row["金额"]) for row in rows] == [
        (cards["001"], "王桂香", "3120.00"),
        (cards["002"], "陈小梅", "2340.00"),
    ]
    assert [payee.name for payee in made.cash] == ["李秀英"]


def test_bank_and_cash_together_are_the_run_to_the_fen(run):
    total = by_bank(run).batch.total + pay_in_cash(CHEN, NOW, W001, run.id, TODAY).batch.total
    assert total == run.net
    assert check_four_sums(W001, run) == []


def test_nothing_goes_out_for_what_is_not_locked(stage, cards):
    run = compute_run(CHEN, NOW, W001, MARCH)
    with pytest.raises(Refused, match="还没有锁定"):
        by_bank(run)
    with pytest.raises(Refused, match="还没有锁定"):
        pay_in_cash(CHEN, NOW, W001, run.id, TODAY)


def test_a_bank_file_with_one_name_wrong_names_it_and_keeps_that_line_out(stage, run):
    record_account(BOSS, NOW, W001, stage.workers["002"], a_card(77), holder_name="陈小妹")
    made = by_bank(run)
    assert made.batch.total == 312_000
    [problem] = made.kept
    assert "户名「陈小妹」与姓名「陈小梅」不同" in str(problem)
    assert "登记本人的账户" in str(problem)


def test_the_mended_name_is_paid_in_the_next_file(stage, run):
    record_account(BOSS, NOW, W001, stage.workers["002"], a_card(77), holder_name="陈小妹")
    by_bank(run)
    record_account(BOSS, NOW, W001, stage.workers["002"], a_card(77), holder_name="陈小梅")
    made = by_bank(run)
    assert (made.batch.number, made.batch.total, made.kept) == (2, 234_000, ())


def test_a_wrong_name_may_be_paid_in_cash_with_a_reason(stage, run):
    record_account(BOSS, NOW, W001, stage.workers["002"], a_card(77), holder_name="陈小妹")
    by_bank(run)
    chosen = [stage.workers["002"]]
    with pytest.raises(Refused, match="改发现金要写原因"):
        pay_in_cash(CHEN, NOW, W001, run.id, TODAY, chosen)
    pay_in_cash(CHEN, NOW, W001, run.id, TODAY, chosen, "户名登记错,银行周末不办")
    assert [line.note for line in list_payment_lines(W001, run.id)][-1] == "户名登记错,银行周末不办"


def test_spaces_and_dots_in_a_name_are_no_difference(stage, run):
    record_account(BOSS, NOW, W001, stage.workers["002"], a_card(77), holder_name="陈 小 梅")
    assert by_bank(run).kept == ()


def test_two_workers_with_one_card_are_both_kept_out(stage, run, cards):
    record_account(BOSS, NOW, W001, stage.workers["002"], cards["001"])
    with pytest.raises(Refused, match="也登记在 002 陈小梅 名下"):
        by_bank(run)


def test_a_card_whose_check_digit_is_odd_is_a_warning(stage, run, cards):
    wrong = a_card(77)[:-1] + str((int(a_card(77)[-1]) + 1) % 10)
    record_account(BOSS, NOW, W001, stage.workers["002"], wrong)
    made = by_bank(run)
    assert made.batch.lines == 2
    assert [w for w in made.warnings if "002 陈小梅" in w and "末位校验不对" in w]
    assert all(wrong not in w for w in made.warnings)


@pytest.mark.parametrize("holder", ["=王桂香", "+王桂香", "@王桂香", "王|桂香"])
def test_a_name_that_a_table_program_would_run_never_reaches_a_file(stage, run, holder):
    record_account(BOSS, NOW, W001, stage.workers["001"], a_card(77), holder_name=holder)
    assert [problem.payee.name for problem in by_bank(run).kept] == ["王桂香"]


def test_everybody_is_in_one_batch_only(run):
    by_bank(run)
    with pytest.raises(Refused, match="没有可以用银行发放的人"):
        by_bank(run)
    pay_in_cash(CHEN, NOW, W001, run.id, TODAY)
    assert list_payees(W001, run.id, TODAY) == []


def blind(monkeypatch, run) -> None:
    """Two people press the button at once: the second decides on what was so before the first."""
    before = list_payees(W001, run.id, TODAY)
    monkeypatch.setattr(payments_module, "list_payees", lambda *_: before)


def test_a_slip_is_never_in_two_live_batches_even_if_two_decide_at_once(run, monkeypatch):
    blind(monkeypatch, run)
    by_bank(run)
    with pytest.raises(Refused, match="已经在另一批里"):
        by_bank(run)
    assert len(list_payment_lines(W001, run.id)) == 2


def test_without_the_unique_claim_the_same_would_be_paid_twice(run, monkeypatch):
    monkeypatch.setattr(payments_module, "stored_four_sums", lambda *_: [None])  # the second protection: the sums
    with as_owner(), transaction(BOSS, NOW):
        db.session.execute(text("DROP INDEX ux_live_payment_slip"))
    blind(monkeypatch, run)
    by_bank(run)
    by_bank(run)
    assert len(list_payment_lines(W001, run.id)) == 4


def test_the_four_sums_notice_what_the_unique_claim_would_let_through(run, monkeypatch):
    with as_owner(), transaction(BOSS, NOW):
        db.session.execute(text("DROP INDEX ux_live_payment_slip"))
    blind(monkeypatch, run)
    by_bank(run)
    with pytest.raises(Refused, match="两者不相等"):
        by_bank(run)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE payment_line SET amount = amount + 1",
        "DELETE FROM payment_batch",
        "UPDATE payment_settlement SET outcome = 'failed'",
        "DELETE FROM payer_account",
    ],
)
def test_what_was_written_of_money_refuses_to_be_changed(run, change):
    record_payer(BOSS, NOW, W001, PAYER)
    settle_batch(CHEN, NOW, W001, by_bank(run).batch.id, TODAY)
    with pytest.raises(IntegrityError, match="append-only"), transaction(BOSS, NOW):
        db.session.execute(text(change))


@pytest.mark.parametrize("shape", ["csv", "xlsx", "icbc", "boc"])
def test_a_file_fetched_again_is_the_same_to_the_byte(stage, run, shape):
    record_payer(BOSS, NOW, W001, PAYER)
    made = by_bank(run, shape)
    first = fetch_bank_file(CHEN, NOW, W001, made.batch.id)
    record_account(BOSS, NOW, W001, stage.workers["001"], a_card(78), bank_name="另一家银行")
    record_payer(BOSS, NOW, W001, NewPayer(TODAY, "csv", "农商行", "车间", "11112222333344445555", usage="三月工资"))
    again = fetch_bank_file(CHEN, NOW, W001, made.batch.id)
    assert (again.content, again.sha256) == (first.content, made.batch.sha256)
    assert check_bank_files(W001, run) == []


def test_a_file_that_would_be_another_is_not_handed_out(run):
    made = by_bank(run)
    with transaction(BOSS, NOW):
        drop_trigger("payment_line_no_update")
        db.session.execute(text("UPDATE payment_line SET bank_name = '别的银行'"))
    with pytest.raises(Refused, match="与做成时不一样"):
        fetch_bank_file(CHEN, NOW, W001, made.batch.id)
    assert len(check_bank_files(W001, run)) == 1


def test_the_workbook_of_the_industrial_bank_has_its_columns_and_real_amounts(run, cards):
    record_payer(BOSS, NOW, W001, PAYER)
    file = fetch_bank_file(CHEN, NOW, W001, by_bank(run, "icbc").batch.id)
    heading, first, _ = load_workbook(io.BytesIO(file.content)).active.iter_rows(values_only=True)
    assert heading == (
        *("付款账号开户行", "付款账号", "付款账号名称", "收款账号开户行", "省份名", "城市名", "收款账号"),
        *("收款账号名称", "金额", "汇款用途", "备注", "短信通知手机号码"),
    )
    assert first[:9] == (
        *("工行石桥支行", PAYER.account, "巫山手套车间", "石桥农商行", "重庆市", "巫山县"),
        *(cards["001"], "王桂香", 3120),
    )


def test_the_text_of_the_bank_of_china_has_its_codes_and_its_own_name(run, cards):
    record_payer(BOSS, NOW, W001, PAYER)
    file = fetch_bank_file(CHEN, NOW, W001, by_bank(run, "boc").batch.id)
    first = file.content.decode("gb18030").split("\r\n")[0]
    assert first == f"41995|{PAYER.account}|1|21|{cards['001']}|王桂香|3120.00|ev"
    assert file.name == "2026040201.txt"


@pytest.mark.parametrize("shape", ["icbc", "boc"])
def test_a_bank_that_asks_who_pays_is_not_given_a_blank(run, shape):
    with pytest.raises(Refused, match="还没有登记付款账户"):
        by_bank(run, shape)


@pytest.mark.parametrize("count", [1, 30, 500])
def test_lines_total_and_amounts_hold_for_any_number_of_workers(stage, count):
    add_many(stage, count)
    run = lock()
    made = by_bank(run)
    rows = rows_of(fetch_bank_file(CHEN, NOW, W001, made.batch.id).content)
    assert len(rows) == made.batch.lines == count
    assert sum(parse_yuan(row["金额"]) for row in rows) == made.batch.total
    pay_in_cash(CHEN, NOW, W001, run.id, TODAY)
    assert check_four_sums(W001, run) == []


def test_amounts_of_one_fen_keep_their_value_in_a_workbook(stage):
    give_odd_sums(stage)
    run = lock()
    file = fetch_bank_file(CHEN, NOW, W001, by_bank(run, "xlsx").batch.id)
    rows = load_workbook(io.BytesIO(file.content)).active.iter_rows(min_row=2, values_only=True)
    amounts = [line.amount for line in list_payment_lines(W001, run.id)]
    assert any(amount % 100 for amount in amounts)
    assert [Decimal(str(row[3])) * 100 for row in rows] == amounts


def test_the_number_of_statements_does_not_grow_with_the_lines(stage, run):
    add_many(stage, 3)
    few = count_statements(lambda: void_batch(CHEN, NOW, W001, by_bank(run).batch.id, "试"))
    stage_two = lock_again(stage)
    assert count_statements(lambda: void_batch(CHEN, NOW, W001, by_bank(stage_two).batch.id, "试")) == few


def give_odd_sums(stage) -> None:
    """Sums that end in fen: 0.0333 yuan a piece."""
    from workshop.prices.actions import NewPrice, set_prices

    add_many(stage, 30)
    set_prices(BOSS, NOW, W001, [NewPrice("GLV-02", date(2026, 3, 5), "", 333, None)])
    for n in range(30):
        stage.output(f"B{n:04}", date(2026, 3, 5), 7 + n)


def lock_again(stage):
    """A supplement of forty more people."""
    add = [f"C{n:03}" for n in range(40)]
    from tests.pay.stage import a_new_worker
    from workshop.people.actions import add_workers

    rows = [
        a_new_worker(number, "周师傅", "contract", "承揽", bank_card=a_card(50_000 + n)) for n, number in enumerate(add)
    ]
    stage.workers |= add_workers(BOSS, NOW, W001, rows)
    for number in add:
        stage.output(number, TODAY.replace(month=3, day=4), 10)
    return lock()


def test_the_audit_tells_count_and_check_value_and_never_a_number(run, cards):
    made = by_bank(run)
    fetch_bank_file(CHEN, NOW, W001, made.batch.id)
    row = AuditLeafRow
    wanted = row.action.in_(["payment.batch", "bank_file.fetch"])
    told = list(db.session.scalars(select(row.detail).where(wanted).order_by(row.id)))
    assert len(told) == 2
    assert all(made.batch.sha256 in detail and '"lines": 2' in detail for detail in told)
    assert not any(card in detail for card in cards.values() for detail in told)


def test_only_the_office_makes_and_fetches_bank_files(run):
    auditor = Actor(99, "孙工", "auditor")
    with pytest.raises(Refused, match="只有会计和负责人"):
        pay_by_bank(auditor, NOW, W001, run.id, "csv", TODAY)
    made = by_bank(run)
    with pytest.raises(Refused, match="只有会计和负责人"):
        fetch_bank_file(auditor, NOW, W001, made.batch.id)


def test_another_workshop_has_neither_run_nor_batch(run):
    made = by_bank(run)
    with pytest.raises(NotFound):
        pay_by_bank(CHEN, NOW, W002, run.id, "csv", TODAY)
    with pytest.raises(NotFound):
        fetch_bank_file(CHEN, NOW, W002, made.batch.id)


def test_cash_signed_for_is_paid_and_can_be_taken_back_with_a_reason(run):
    pay_in_cash(CHEN, NOW, W001, run.id, TODAY)
    mine = line_ids(run, "004")
    record_cash(CHEN, NOW, W001, run.id, mine, NOW.date(), "周师傅")
    [line] = list_payment_lines(W001, run.id)
    assert (line.outcome, line.paid_on, line.paid_by) == ("paid", NOW.date(), "周师傅")
    with pytest.raises(Refused, match="撤销要写原因"):
        reverse_payment(CHEN, NOW, W001, run.id, mine, " ")
    reverse_payment(CHEN, NOW, W001, run.id, mine, "签错了行")
    assert outcomes(run) == {"004": "reversed"}
    record_cash(CHEN, NOW, W001, run.id, mine, NOW.date())
    assert outcomes(run) == {"004": "paid"}


def test_cash_is_not_signed_for_in_the_future_nor_twice_nor_for_the_bank(run):
    pay_in_cash(CHEN, NOW, W001, run.id, TODAY)
    by_bank(run)
    with pytest.raises(Refused, match="还没有到"):
        record_cash(CHEN, NOW, W001, run.id, line_ids(run, "004"), TODAY)
    with pytest.raises(Refused, match="不是待领的现金"):
        record_cash(CHEN, NOW, W001, run.id, line_ids(run, "001"), NOW.date())
    record_cash(CHEN, NOW, W001, run.id, line_ids(run, "004"), NOW.date())
    with pytest.raises(Refused, match="不是待领的现金"):
        record_cash(CHEN, NOW, W001, run.id, line_ids(run, "004"), NOW.date())


def test_a_run_is_paid_when_every_line_is_settled_and_open_again_when_one_is_taken_back(run):
    bank, cash = by_bank(run).batch, pay_in_cash(CHEN, NOW, W001, run.id, TODAY).batch
    settle_batch(CHEN, NOW, W001, bank.id, TODAY)
    assert state(run) == "locked"
    settle_batch(CHEN, NOW, W001, cash.id, TODAY)
    assert state(run) == "paid"
    reverse_payment(CHEN, NOW, W001, run.id, line_ids(run, "004"), "没有领到")
    assert state(run) == "locked"
    assert check_four_sums(W001, get_run_by_id(W001, run.id)) == []


def test_what_was_given_up_goes_out_again_once(run):
    by_bank(run)
    release_lines(CHEN, NOW, W001, run.id, line_ids(run, "002"), "银行电话说账号已销户")
    second = by_bank(run)
    assert (second.batch.number, second.batch.lines, second.batch.total) == (2, 1, 234_000)
    with pytest.raises(Refused):
        by_bank(run)


def test_a_batch_that_never_went_to_the_bank_is_void_and_its_people_are_free(run):
    made = by_bank(run)
    void_batch(CHEN, NOW, W001, made.batch.id, "选错了银行")
    assert by_bank(run).batch.number == 2
    with pytest.raises(Refused, match="不用作废"):
        void_batch(CHEN, NOW, W001, made.batch.id, "再来")


def test_a_batch_of_which_somebody_was_paid_is_not_void(run):
    made = pay_in_cash(CHEN, NOW, W001, run.id, TODAY)
    record_cash(CHEN, NOW, W001, run.id, line_ids(run, "004"), NOW.date())
    with pytest.raises(Refused, match="不能作废"):
        void_batch(CHEN, NOW, W001, made.batch.id, "x")


def test_all_paid_is_put_down_as_what_it_was(run):
    by_bank(run)
    assert record_payment(CHEN, NOW, W001, MARCH).state == "paid"
    lines = {line.worker_no: line for line in list_payment_lines(W001, run.id)}
    assert (lines["001"].kind, lines["004"].kind) == ("bank", "declared")
    assert "没有经过本系统" in lines["004"].note
    assert check_four_sums(W001, get_run_by_id(W001, run.id)) == []


def test_a_slip_of_nothing_needs_no_payment(stage, cards):
    from workshop.pay.actions import NewAdvance, add_advances

    add_advances(BOSS, NOW, W001, [NewAdvance(stage.workers["004"], MARCH.first, 100_000, "看病")])
    run = lock()
    settle_batch(CHEN, NOW, W001, by_bank(run).batch.id, TODAY)
    assert state(run) == "paid"


def test_lines_of_another_run_are_not_found(run):
    with pytest.raises(NotFound):
        release_lines(CHEN, NOW, W001, run.id, [987654321], "x")
    with pytest.raises(Refused, match="没有勾选任何人"):
        release_lines(CHEN, NOW, W001, run.id, [], "x")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("account", "12345"),
        ("account", "1234567890abc"),
        ("shape", "abc"),
        ("bank_name", ""),
        ("usage", "=1+1"),
        ("branch_code", "联行"),
    ],
)
def test_an_account_to_pay_from_is_refused_by_field(app, field, value):
    from dataclasses import replace

    with pytest.raises(Refused) as refused:
        record_payer(BOSS, NOW, W001, replace(PAYER, **{field: value}))
    assert refused.value.field == field


def test_a_run_marked_as_paid_before_there_were_batches_gets_the_batch_that_says_so(run):
    from workshop.pay.actions.runs import change_run
    from workshop.pay.actions.settling import fill_payments

    with transaction(BOSS, NOW):
        change_run(W001, run.id, state="paid", paid_at=NOW, paid_by="张主任")
    assert check_four_sums(W001, get_run_by_id(W001, run.id)) != []
    assert fill_payments(BOSS, NOW) == 1
    assert fill_payments(BOSS, NOW) == 0
    assert {(line.kind, line.paid_by, line.paid_on) for line in list_payment_lines(W001, run.id)} == {
        ("declared", "张主任", NOW.date())
    }
    assert check_four_sums(W001, get_run_by_id(W001, run.id)) == []
