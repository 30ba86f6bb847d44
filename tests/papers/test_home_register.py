"""The register 领料交货登记 has the form's columns and signatures, and its fees are the slip's to the fen."""

from datetime import date

import pytest

from tests.conftest import BOSS, NOW, W001
from tests.floor.stage import LI, SEW, TURN
from tests.papers.cast import text_of
from tests.pay.stage import CHEN, count_statements
from tests.takehome.stage import (
    BACK,
    CUFF,
    SON,
    YARN,
    a_delivery,
    bring,
    inspect,
    issue,
    set_the_home_stage,
    share,
)
from workshop.floor.actions import lock_days
from workshop.kernel.faults import Refused
from workshop.kernel.periods import Period
from workshop.papers.home_papers import make_register
from workshop.papers.kind import Asked
from workshop.papers.kinds import KINDS, make_file
from workshop.papers.lists.home_register import HOME_COLUMNS, RunningFee
from workshop.papers.setting.printing import print_list
from workshop.pay.actions import NewMinimumWage, compute_run, set_minimum_wages
from workshop.pay.queries.slips import load_slips
from workshop.people.queries import find_workshop
from workshop.store.database import db
from workshop.store.transaction import transaction
from workshop.takehome.actions import (
    NewSignature,
    NewSupply,
    OrderRef,
    add_signature,
    close_order,
    correct_return,
    reverse_return,
    supply_material,
)
from workshop.takehome.rows import TakehomeOrderRow

MARCH, APRIL = Period(2026, 3), Period(2026, 4)
# forms.md L11, in its order
L11 = (
    *("日期", "单号", "姓名", "订单/品名", "工序", "领料名称规格", "领料数量", "领料人签字", "应交数量", "应交日期"),
    *(
        "交货日期",
        "交货数量",
        "合格数",
        "次品数",
        "损耗/退料",
        "单价",
        "加工费",
        "累计加工费",
        "验收人签字",
        "本人签字",
    ),
    "备注",
)
STROKES = NewSignature("worker", "drawn", "M1 1L9 9")


@pytest.fixture(autouse=True)
def _stage(app):
    set_the_home_stage()


def register(worker: int | None = LI, period: Period = MARCH, **more):
    asked = {"worker_id": worker, "batch_id": None, "order_id": None} | more
    return make_register(find_workshop("W001"), period, **asked)


def cells(paper, key: str) -> list:
    at = [column.key for column in paper.columns].index(key)
    return [row.values[at] for row in paper.rows]


def paid(period: Period = MARCH) -> dict[str, int]:
    """What the slips say of work taken home, by worker number."""
    set_minimum_wages(BOSS, NOW, [NewMinimumWage("990100", date(2024, 1, 1), 201000, 1920)])
    run = compute_run(CHEN, NOW, W001, period)
    slips = load_slips(W001, run.id)
    fees = {slip.head.worker_no: sum(ln.amount for ln in slip.lines if ln.kind == "takehome") for slip in slips}
    return {number: fee for number, fee in fees.items() if fee}


def test_the_register_has_the_columns_of_the_form_in_their_order():
    assert tuple(column.title.replace("\n", "") for column in HOME_COLUMNS) == L11


def test_its_fees_add_up_to_the_slip_to_the_fen():
    first, second = issue(price=768), issue(price=333, operation_id=TURN)
    for order in (first, second):
        for good in (7, 11, 13):
            bring(order, good, 1, 1)
    paper = register()
    assert cells(paper, "running")[-1] == sum(fee or 0 for fee in cells(paper, "fee")) == paid()["102"]


def test_a_running_fee_rounds_the_sum_and_not_the_lines():
    fees = RunningFee()
    added = [fees.add(("102", SEW, 333), 7_000) for _ in range(10)]
    assert sum(added) == 233  # 70 × 0.0333 = 2.331 yuan; line by line it would be 230
    assert max(added) - min(added) == 1


def test_a_household_that_shares_an_order_has_its_parts_on_each_ones_sheet():
    order = issue(price=768, members=share((LI, 2), (SON, 1)))
    bring(order, 10)
    slips = paid()
    assert [register(who).rows[-1].values[16] for who in (LI, SON)] == [slips["102"], slips["111"]]
    assert cells(register(SON), "good") == [None]
    assert "与李秀英合做" in cells(register(SON), "note")[0]


def test_everyones_register_has_a_subtotal_for_each_and_is_what_the_run_pays():
    bring(issue(price=768, members=share((LI, 2), (SON, 1))), 10)
    paper = register(None)
    assert [row.kind for row in paper.rows].count("subtotal") == 2
    assert paper.totals[16] == sum(paid().values())


def test_a_locked_return_that_was_corrected_stands_in_both_months():
    order = issue(price=2000)
    done = bring(order, 10)
    lock_days(BOSS, NOW, W001, [LI], date(2026, 3, 31))
    correct_return(BOSS, NOW, W001, done.id, a_delivery(order, 8), "数错", on=date(2026, 4, 8))
    assert cells(register(), "fee") == [None, 200]
    april = register(period=APRIL)
    assert cells(april, "fee") == [-200, 160]
    assert "更正" in cells(april, "note")[0]


def test_what_was_taken_back_before_the_lock_is_not_there():
    order = issue(price=2000)
    reverse_return(BOSS, NOW, W001, bring(order, 10).id, "数错")
    assert len(register().rows) == 1


def test_what_waits_for_its_inspection_has_no_fee():
    order = issue(price=2000)
    done = bring(order, 7, inspected_on=None)
    paper = register()
    assert (cells(paper, "fee")[-1], cells(paper, "good")[-1], cells(paper, "note")[-1]) == (
        None,
        None,
        "未验收,未计酬",
    )
    inspect(done.id, 6, 1)
    assert (cells(register(), "fee")[-1], cells(register(), "delivered")[-1]) == (120, 7_000)


def test_every_material_and_supply_has_its_line_with_what_came_back():
    order = issue(price=2000, materials=(YARN, CUFF))
    supply_material(BOSS, NOW, W001, NewSupply(OrderRef(order), date(2026, 3, 5), ((1, 5_000),)))
    bring(order, 10, materials=((1, 2_000),))
    paper = register()
    assert cells(paper, "material") == ["棉纱(公斤)", "罗口(个)", "棉纱(公斤)", ""]
    assert cells(paper, "issued") == [100_000, 200_000, 5_000, None]
    assert cells(paper, "left")[-1] == "退棉纱 2公斤"


def test_a_closed_order_tells_its_loss():
    order = issue(price=2000)
    bring(order, 90, 2, 1, materials=((1, 2_000),))
    owed = close_order(BOSS, NOW, W001, order, date(2026, 3, 20)).owed
    paper = register()
    assert cells(paper, "left")[-1] == "超耗棉纱 3.14公斤"
    assert cells(paper, "note")[-1] == f"结单,赔料 {owed / 100:.2f} 元"


def test_an_order_of_a_file_owes_what_its_holders_terms_say():
    order = issue(price=2000)
    bring(order, 90, 2, 1, materials=((1, 2_000),))
    owed = close_order(BOSS, NOW, W001, order, date(2026, 3, 20)).owed
    with transaction(BOSS, NOW):
        db.session.get(TakehomeOrderRow, (W001, order)).relation = ""
    assert cells(register(), "note")[-1] == f"结单,赔料 {owed / 100:.2f} 元"


def test_signature_cells_are_empty_unless_a_hand_has_signed_on_the_tablet():
    order = issue(price=2000)
    done = bring(order, 10)
    keys = ("collected", "inspected", "signed")
    assert {text for key in keys for text in cells(register(), key)} == {""}
    add_signature(BOSS, NOW, W001, "order", order, NewSignature("worker", "paper"))
    add_signature(BOSS, NOW, W001, "return", done.id, STROKES)
    paper = register()
    assert cells(paper, "collected") == ["", ""]
    assert cells(paper, "inspected") == ["", ""]
    assert cells(paper, "signed") == ["", "已电子签 03-31 12:00"]


def test_the_slip_of_an_order_and_of_its_batch_hold_its_whole_life():
    order = issue(price=2000)
    bring(order, 10)
    other = issue(price=2000, operation_id=TURN)
    paper = register(None, APRIL, order_id=order)
    assert "W260302-01" in paper.title
    assert set(cells(paper, "order_no")) == {"W260302-01"}
    assert cells(paper, "fee") == [None, 200]
    assert other not in (order,)


def test_the_foot_has_words_and_the_check_of_the_sums(tmp_path):
    bring(issue(price=2000), 10, 2, 1, rework=3_000)
    text = text_of(print_list(register()).pdf, tmp_path)
    assert "加工费合计(大写):人民币贰元贰角整" in text
    assert "交货数 16 = 合格 10 + 次品 3 + 返修和未验收 3" in text
    assert "第 1 页 共 1 页" in text
    assert "不得代签" in text


def test_nothing_happened_is_a_sentence_and_not_an_empty_sheet():
    with pytest.raises(Refused, match="没有领料和交货"):
        register()


def test_pdf_and_workbook_come_of_one_paper():
    bring(issue(price=2000), 10)
    asked = Asked(find_workshop("W001"), MARCH, worker_id=LI)
    names = [make_file(KINDS["takehome-register"], asked, ending, {}).name for ending in ("pdf", "xlsx")]
    assert names == [f"巫山手套车间李秀英 102 2026年3月领料交货登记.{ending}" for ending in ("pdf", "xlsx")]


def test_ten_orders_take_as_many_statements_as_one():
    bring(issue(price=2000), 10)
    one = count_statements(lambda: register(None))
    for _ in range(9):
        bring(issue(price=2000), 10)
    assert count_statements(lambda: register(None)) == one


def test_days_in_the_register_are_those_of_the_records():
    bring(issue(price=2000), 10)
    paper = register()
    assert cells(paper, "on") == ["26-03-02", f"{BACK:%y-%m-%d}"]
    assert cells(paper, "due_on") == ["26-03-20", ""]
