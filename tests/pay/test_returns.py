"""The bank's answer: what came through, what came back, paid again once; every row that fits nothing is named."""

import pytest
from click.testing import CliRunner

from tests.conftest import BOSS, NOW, W001
from tests.pay.paying import TODAY, a_card, a_return, a_return_book, add_many, give_cards, line_ids, lock, outcomes
from tests.pay.stage import CHEN, Stage
from workshop.kernel.faults import Refused
from workshop.kernel.money import plain_yuan
from workshop.pay.actions import pay_by_bank, pay_in_cash, record_cash, settle_batch, take_returns
from workshop.pay.commands import pay
from workshop.pay.files.returns import read_returns
from workshop.pay.queries.four_sums import check_four_sums
from workshop.pay.queries.payments import list_payment_lines
from workshop.pay.queries.runs import get_run_by_id
from workshop.people.actions import record_account

WANG, CHEN_ROW = "王桂香", "陈小梅"


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
    run = lock()
    pay_by_bank(CHEN, NOW, W001, run.id, "csv", TODAY)
    return run


def take(content: bytes, name: str = "回盘.csv", run=None):
    return take_returns(CHEN, NOW, W001, name, content, TODAY, run_id=run.id if run else None)


def good(cards) -> list[list[str]]:
    return [[cards["001"], WANG, "3120.00", "成功", ""], [cards["002"], CHEN_ROW, "2340.00", "失败", "账号已销户"]]


def test_success_and_failure_are_put_down_with_the_banks_reason(run, cards):
    taken = take(a_return(good(cards)))
    assert (taken.paid, taken.failed, taken.faults) == (1, 1, ())
    assert outcomes(run) == {"001": "paid", "002": "failed"}
    assert [line.reason for line in list_payment_lines(W001, run.id)] == ["", "账号已销户"]


def test_a_workbook_with_a_title_and_other_words_is_read_as_well(run, cards):
    rows = [[1, cards["001"], WANG, 3120, "交易成功", ""], [2, cards["002"], CHEN_ROW, 2340.0, "已退票", "户名不符"]]
    taken = take(a_return_book([*rows, ["合计", "", "", 5460, "", ""]]), "result.xlsx")
    assert (taken.paid, taken.failed, taken.faults) == (1, 1, ())


def test_a_failed_line_is_paid_again_exactly_once_to_the_mended_card(stage, run, cards):
    take(a_return(good(cards)))
    record_account(BOSS, NOW, W001, stage.workers["002"], a_card(88))
    again = pay_by_bank(CHEN, NOW, W001, run.id, "csv", TODAY)
    assert (again.batch.lines, again.batch.total) == (1, 234_000)
    with pytest.raises(Refused, match="没有可以用银行发放的人"):
        pay_by_bank(CHEN, NOW, W001, run.id, "csv", TODAY)
    take(a_return([[a_card(88), CHEN_ROW, "2340.00", "成功", ""]]))
    assert outcomes(run)["002"] == "paid"
    assert check_four_sums(W001, run) == []


def test_a_failed_line_may_go_out_in_cash_instead(stage, run, cards):
    take(a_return(good(cards)))
    pay_in_cash(CHEN, NOW, W001, run.id, TODAY, [stage.workers["002"]], "账号已销户")
    pay_in_cash(CHEN, NOW, W001, run.id, TODAY)
    record_cash(CHEN, NOW, W001, run.id, line_ids(run, "002", "004"), NOW.date())
    assert get_run_by_id(W001, run.id).state == "paid"


def test_money_that_comes_back_after_all_opens_the_run_again(run, cards):
    pay_in_cash(CHEN, NOW, W001, run.id, TODAY)
    record_cash(CHEN, NOW, W001, run.id, line_ids(run, "004"), NOW.date())
    both = [[cards["001"], WANG, "3120.00", "成功", ""], [cards["002"], CHEN_ROW, "2340.00", "成功", ""]]
    take(a_return(both))
    assert get_run_by_id(W001, run.id).state == "paid"
    take(a_return([[cards["002"], CHEN_ROW, "2340.00", "退票", "三日后退回"]]))
    assert get_run_by_id(W001, run.id).state == "locked"
    assert outcomes(run)["002"] == "failed"


def test_the_same_file_is_taken_once(run, cards):
    take(a_return(good(cards)))
    with pytest.raises(Refused, match="陈会计 导入过"):
        take(a_return(good(cards)))


def test_a_second_file_with_the_same_results_changes_nothing(run, cards):
    take(a_return(good(cards)))
    taken = take(a_return([*good(cards), ["合计", "", "5460.00", "", ""]]))
    assert (taken.paid, taken.failed, taken.existing) == (0, 0, 2)


WRONG = {
    "another card": (["{other}", WANG, "3120.00", "成功", ""], "这一批里没有这一笔"),
    "another amount": (["{001}", WANG, "3120.01", "成功", ""], "金额与发出的 3,120.00 元不同"),
    "another name": (["{001}", "王桂英", "3120.00", "成功", ""], "户名与发出的「王桂香」不同"),
    "not yet done": (["{001}", WANG, "3120.00", "处理中", ""], "银行还没有处理完"),
    "no known result": (["{001}", WANG, "3120.00", "A1", ""], "认不出的处理结果"),
    "nothing": (["{001}", WANG, "3120.00", "", ""], "认不出的处理结果"),
    "an amount in words": (["{001}", WANG, "三千", "成功", ""], "金额不是数字"),
    "a card with letters": (["62A{001}", WANG, "3120.00", "成功", ""], "账号只能是数字"),
    "a card in powers of ten": (["9.99999E+18", WANG, "3120.00", "成功", ""], "当成数字"),
    "the second time": (["{002}", CHEN_ROW, "2340.00", "成功", ""], "出现两次"),
    "nobody": (["", "", "3120.00", "成功", ""], "没有写是谁"),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_row_that_does_not_fit_is_named_by_its_row_and_the_others_are_taken(run, cards, what):
    row, sentence = WRONG[what]
    names = {**cards, "other": a_card(99)}
    bad = [
        cell.replace("{001}", names["001"]).replace("{002}", names["002"]).replace("{other}", names["other"])
        for cell in row
    ]
    taken = take(a_return([[cards["002"], CHEN_ROW, "2340.00", "成功", ""], bad]))
    [fault] = taken.faults
    assert (fault.row, sentence in fault.message, bool(fault.mend)) == (3, True, True), fault
    assert outcomes(run) == {"001": "open", "002": "paid"}


def test_a_masked_card_is_found_by_name_and_last_digits(run, cards):
    taken = take(a_return([[f"{cards['001'][:6]}******{cards['001'][-4:]}", WANG, "", "成功", ""]]))
    assert (taken.paid, taken.faults) == (1, ())


def test_two_of_one_name_are_not_guessed_between(stage):
    from tests.pay.stage import a_new_worker
    from workshop.people.actions import add_workers

    rows = [a_new_worker(f"D{n}", "周师傅", "contract", "承揽", bank_card=a_card(700 + n)) for n in range(2)]
    stage.workers |= add_workers(BOSS, NOW, W001, rows)
    for n in range(2):
        stage.output(f"D{n}", TODAY.replace(month=3, day=4), 10)
    run = lock()
    pay_by_bank(CHEN, NOW, W001, run.id, "csv", TODAY)
    taken = take(a_return([["", "周师傅", "2.00", "成功", ""], [a_card(700), "周师傅", "2.00", "成功", ""]]))
    assert [fault.message for fault in taken.faults] == ["有几笔都对得上"]
    assert sorted(outcomes(run).values()) == ["open", "paid"]


def test_a_paid_row_of_what_has_gone_out_again_rings_the_bell(stage, run, cards):
    take(a_return(good(cards)))
    pay_in_cash(CHEN, NOW, W001, run.id, TODAY, [stage.workers["002"]], "账号已销户")
    taken = take(
        a_return([[cards["002"], CHEN_ROW, "2340.00", "成功", ""], [cards["001"], WANG, "3120.00", "成功", ""]])
    )
    assert "在另一批里重新发放" in taken.faults[0].message
    assert "立即停发" in taken.faults[0].mend


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "x.csv"),
        (b"PK\x03\x04" + b"x" * 300, "x.xlsx"),
        (b"a,b\n1,2\n", "x.csv"),
        ("处理结果\n成功\n".encode(), "x.csv"),
        (b"\x00\x01\x02", "x.bin"),
    ],
)
def test_a_file_of_something_else_is_refused_in_words(run, content, name):
    with pytest.raises(Refused):
        take(content, name)


def test_a_file_of_another_workshop_fits_nothing(run):
    with pytest.raises(Refused, match="没有一行对得上"):
        take(a_return([[a_card(4711), "外人", "1.00", "成功", ""]]))


@pytest.mark.parametrize("word", ["成功", "交易成功", "已入账", "处理成功", "已到账", "完成"])
def test_words_of_success(word):
    [row] = read_returns(a_return([["123456789012", "甲", "1.00", word, ""]]), "x.csv").rows
    assert row.paid


@pytest.mark.parametrize("word", ["失败", "未成功", "不成功", "退票", "已退回", "处理失败:户名不符", "拒绝", "未入账"])
def test_words_of_failure_are_never_read_as_success(word):
    [row] = read_returns(a_return([["123456789012", "甲", "1.00", word, ""]]), "x.csv").rows
    assert not row.paid


@pytest.mark.parametrize("count", [30, 500])
def test_a_long_file_is_matched_line_by_line(stage, count):
    add_many(stage, count)
    run = lock()
    batch = pay_by_bank(CHEN, NOW, W001, run.id, "csv", TODAY).batch
    lines = [line for line in list_payment_lines(W001, run.id) if line.batch_id == batch.id]
    rows = [
        [
            a_card(10_000 + int(line.worker_no[1:])),
            line.name,
            plain_yuan(line.amount),
            "失败" if at % 10 == 0 else "成功",
            "限额",
        ]
        for at, line in enumerate(lines)
    ]
    taken = take(a_return(rows))
    assert (taken.paid, taken.failed, taken.faults) == (count - count // 10, count // 10, ())
    again = pay_by_bank(CHEN, NOW, W001, run.id, "csv", TODAY).batch
    assert again.lines == count // 10


def call(*arguments):
    return CliRunner().invoke(pay, list(arguments))


def test_the_command_writes_the_file_again_and_takes_the_answer(stage, cards, tmp_path):
    lock()
    ask = ("bank", "--workshop", "W001", "--period", "2026-03", "-o", str(tmp_path / "a.csv"))
    answer = call(*ask)
    assert answer.exit_code == 0, answer.output
    assert "2 笔 · 5,460.00 元 · SHA-256" in answer.output
    assert "另有 1 人没有银行卡,共 460.00 元" in answer.output
    first = (tmp_path / "a.csv").read_bytes()
    assert call(*ask).exit_code == 0
    assert (tmp_path / "a.csv").read_bytes() == first
    file = tmp_path / "back.csv"
    file.write_bytes(a_return(good(cards)))
    answer = call("returns", str(file))
    assert (answer.exit_code, "成功 1 笔,失败 1 笔" in answer.output) == (0, True), answer.output


def test_the_command_names_the_wrong_name_and_fails(stage, cards, tmp_path):
    record_account(BOSS, NOW, W001, stage.workers["002"], a_card(77), holder_name="陈小妹")
    lock()
    answer = call("bank", "--workshop", "W001", "--period", "2026-03", "--format", "xlsx", "-o", str(tmp_path))
    assert answer.exit_code == 1
    assert "1 笔 · 3,120.00 元" in answer.output
    assert "户名「陈小妹」与姓名「陈小梅」不同" in answer.output
    assert (tmp_path / "W001-2026-03-01.xlsx").exists()


def test_the_rest_of_a_batch_is_put_down_where_the_bank_names_only_what_failed(run, cards):
    take(a_return([[cards["002"], CHEN_ROW, "2340.00", "失败", "限额"]]))
    batch_id = list_payment_lines(W001, run.id)[0].batch_id
    assert settle_batch(CHEN, NOW, W001, batch_id, TODAY) == 1
    assert outcomes(run) == {"001": "paid", "002": "failed"}
