"""The cash list and the list of bank payments: exact sums, notes that make them up, no whole card number."""

import io

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from tests.conftest import NOW, W001
from tests.papers.cast import HEAD, text_of
from tests.pay.paying import TODAY, give_cards, lock
from tests.pay.stage import CHEN, Stage
from workshop.kernel.faults import Refused
from workshop.papers.commands import paper
from workshop.papers.lists.cash_list import CashFacts, build_cash_list
from workshop.papers.setting.printing import print_list
from workshop.pay.actions import pay_by_bank, pay_in_cash
from workshop.pay.rules.denominations import DENOMINATIONS, count_notes


@pytest.fixture
def run(app):
    stage = Stage()
    stage.work_a_month()
    stage.cards = give_cards(stage, "001", "002")
    run = lock()
    pay_by_bank(CHEN, NOW, W001, run.id, "csv", TODAY)
    pay_in_cash(CHEN, NOW, W001, run.id, TODAY)
    run_cards = stage.cards
    return run, run_cards


@pytest.mark.parametrize("fen", [0, 1, 4, 99, 100, 1_234_567, 46_000, 8_888, 19_999])
def test_notes_and_coins_make_exactly_the_sum_with_the_fewest_pieces(fen):
    counts = count_notes(fen)
    assert sum(count * value for count, (value, _) in zip(counts, DENOMINATIONS, strict=True)) == fen
    assert all(
        count * value < DENOMINATIONS[at][0]
        for at, (count, (value, _)) in enumerate(zip(counts[1:], DENOMINATIONS[1:], strict=True))
    )


def test_the_cash_list_is_printed_with_its_words_and_room_for_hands(run, sign_in, tmp_path):
    answer = sign_in("chen").get("/w/W001/papers/2026-03/cash-list.pdf")
    text = text_of(answer.data, tmp_path)
    assert "人民币肆佰陆拾元整" in text
    assert "李秀英" in text
    assert "王桂香" not in text
    assert "手印" in text


def test_the_bank_list_shows_the_last_four_digits_and_the_check_value(run, sign_in):
    answer = sign_in("chen").get("/w/W001/papers/2026-03/bank-list.xlsx")
    cells = [
        str(cell) for row in load_workbook(io.BytesIO(answer.data)).active.iter_rows(values_only=True) for cell in row
    ]
    _, cards = run
    assert f"****{cards['001'][-4:]}" in cells
    assert not any(card in cell for card in cards.values() for cell in cells)
    assert any("SHA-256" in cell for cell in cells)


def test_where_nobody_is_paid_in_cash_the_page_says_what_to_do(app, sign_in):
    Stage().work_a_month()
    lock()
    answer = sign_in("chen").get("/w/W001/papers/2026-03/cash-list.pdf")
    assert answer.status_code == 400
    assert "没有发现金的人" in answer.text


def test_the_command_writes_both_lists(run, tmp_path):
    for kind in ("cash-list", "bank-list"):
        for ending in ("pdf", "xlsx"):
            file = tmp_path / f"{kind}.{ending}"
            answer = CliRunner().invoke(paper, [kind, "--workshop", "W001", "--period", "2026-03", "-o", str(file)])
            assert answer.exit_code == 0, answer.output
            assert file.stat().st_size > 1000


@pytest.mark.parametrize("count", [1, 30, 500])
def test_a_list_of_any_length_keeps_its_total(count):
    workers = [CashFacts(f"A{n:05}", f"工人{n}", 100_003 + n, "没有银行卡") for n in range(count)]
    listed = build_cash_list(HEAD, workers)
    total = sum(worker.fen for worker in workers)
    assert listed.totals[3] == total
    notes = listed.totals[4 : 4 + len(DENOMINATIONS)]
    assert sum(count * value for count, (value, _) in zip(notes, DENOMINATIONS, strict=True)) == total
    assert print_list(listed).pages >= count // 40


def test_an_empty_list_is_not_printed():
    with pytest.raises(Refused):
        build_cash_list(HEAD, [])
