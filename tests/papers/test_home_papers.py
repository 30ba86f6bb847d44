"""Settlement, contract and bag labels: the slip's figures to the fen, one side's hand never written for it, codes that are read."""

import io
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from tests.conftest import BOSS, NOW, W001
from tests.floor.stage import LI, TURN, WANG
from tests.papers.cast import text_of
from tests.papers.test_code_papers import squares
from tests.pay.stage import CHEN
from tests.takehome.stage import SON, YARN, bring, issue, set_the_home_stage, share
from workshop.access.codes import make_code, read_code
from workshop.kernel.faults import NotFound, Refused
from workshop.kernel.periods import Period
from workshop.papers.actions import issue_copy
from workshop.papers.asking import read_asked
from workshop.papers.codes.bag_labels import CELL_WIDE, CODE_MM, LEFT_MM, TOP_MM, read_numbers
from workshop.papers.codes.issuing import issue_bag_labels
from workshop.papers.commands import paper
from workshop.papers.form import Grid, Words, amount_digits
from workshop.papers.home_papers import make_contract, make_settlement
from workshop.papers.kind import Asked
from workshop.papers.kinds import KINDS, make_file
from workshop.papers.lists.home_settlement import build_settlement
from workshop.papers.queries.home_settlement import load_settlements
from workshop.pay.actions import NewAdvance, NewMinimumWage, add_advances, compute_run, set_minimum_wages
from workshop.pay.queries.slips import get_slip
from workshop.people.actions import Correction, correct_worker
from workshop.people.queries import find_workshop
from workshop.people.rows import WorkshopRow
from workshop.store.database import db, fetch_all
from workshop.store.transaction import transaction
from workshop.takehome.actions import close_order

MARCH = Period(2026, 3)
TODAY = date(2026, 3, 31)
IDNO = "990100198001010026"


@pytest.fixture
def shop(app):
    set_the_home_stage()
    return find_workshop("W001")


def compute() -> None:
    set_minimum_wages(BOSS, NOW, [NewMinimumWage("990100", date(2024, 1, 1), 201000, 1920)])
    compute_run(CHEN, NOW, W001, MARCH)


def work(pieces: int = 9_000) -> int:
    """李秀英 brings pieces of two orders and closes one with a loss; she has had an advance."""
    order = issue(price=2333, materials=(YARN._replace(issued=10_000_000),), most=3_000)
    bring(order, pieces, 2, 1, materials=((1, 2_000),))
    bring(issue(price=333, operation_id=TURN), 7)
    close_order(BOSS, NOW, W001, order, date(2026, 3, 20))
    add_advances(BOSS, NOW, W001, [NewAdvance(LI, date(2026, 3, 5), 10_000, "看病")])
    return order


def settlement(shop, worker: int | None = LI):
    return make_settlement(shop, MARCH, 1, worker, None)


def column(paper_, key: str) -> list:
    at = [one.key for one in paper_.columns].index(key)
    return [row.values[at] for row in paper_.rows]


def test_the_settlement_is_the_slip_to_the_fen(shop):
    work()
    compute()
    slip, mine = get_slip(W001, "2026-03", LI), settlement(shop)
    fee = sum(line.amount for line in slip.lines if line.kind == "takehome")
    last = [column(mine, key)[-1] for key in ("fees", "loss", "tax", "rest", "net")]
    assert last == [fee, slip.head.loss, slip.head.tax, slip.head.advance + slip.head.other, slip.head.net]
    assert sum(value or 0 for value in column(mine, "fee")) == fee
    assert slip.head.loss > 0
    assert slip.head.tax > 0


def test_each_orders_loss_is_what_the_slip_owes_for_it(shop):
    work()
    compute()
    slip = get_slip(W001, "2026-03", LI)
    owed = [line.owed for line in slip.deductions if line.step == "loss"]
    assert [value for value in column(settlement(shop), "owed") if value] == owed == [3_000]


def test_it_says_why_tax_is_withheld_and_every_deduction(shop, tmp_path):
    work()
    compute()
    made = make_file(KINDS["settlement"], Asked(shop, MARCH, worker_id=LI), "pdf", {})
    text = text_of(made.content, tmp_path)
    assert "关系:承揽(本人登记为承揽" in text
    assert "劳务报酬" in text
    assert "外发单 W260302-01 超耗棉纱" in text
    assert "借支" in text


def test_members_of_a_household_are_settled_each_for_his_part(shop):
    bring(issue(price=768, members=share((LI, 2), (SON, 1))), 10)
    compute()
    both = settlement(shop, None)
    assert column(both, "paid") == [7_000, None, 3_000, None]
    assert sum(column(both, "fees")[1::2]) == both.totals[15] == both.totals[13]


def test_before_the_run_is_computed_there_is_a_sentence_and_no_settlement(shop):
    work()
    with pytest.raises(Refused, match="还没有计算工资"):
        settlement(shop)


def test_what_came_after_the_computing_is_not_settled_by_the_old_slip(shop):
    order = issue(price=2000)
    bring(order, 10)
    compute()
    bring(order, 5)
    with pytest.raises(Refused, match="请重新计算"):
        settlement(shop)


def test_a_settlement_that_differs_from_its_slip_by_a_fen_is_not_printed(shop):
    from dataclasses import replace

    work()
    compute()
    head, [one] = load_settlements(shop, MARCH, 1, LI)
    build_settlement(head, [one])
    for name in ("fee_fen", "net_fen"):
        with pytest.raises(Refused):
            build_settlement(head, [replace(one, **{name: getattr(one, name) + 1})])


def test_the_workbook_holds_the_same_figures(shop):
    work()
    compute()
    made = make_file(KINDS["settlement"], Asked(shop, MARCH, worker_id=LI), "xlsx", {})
    rows = list(load_workbook(io.BytesIO(made.content)).active.iter_rows(values_only=True))
    total = next(row for row in rows if row[0] == "合计")
    assert round(total[20] * 100) == get_slip(W001, "2026-03", LI).head.net


def test_whole_numbers_of_one_person_alone_are_read_and_told(shop):
    correct_worker(BOSS, NOW, W001, LI, Correction(id_no=IDNO), "补登")
    work()
    compute()
    masked = make_file(KINDS["settlement"], Asked(shop, MARCH, worker_id=LI), "xlsx", {}).content
    made = issue_copy(CHEN, NOW, KINDS["settlement"], Asked(shop, MARCH, worker_id=LI), "xlsx")
    shown = [str(load_workbook(io.BytesIO(content)).active["C6"].value) for content in (masked, made.content)]
    assert [IDNO in str(cells(content)) for content in (masked, made.content)] == [False, True], shown
    [(subject, detail)] = fetch_all("SELECT subject, detail FROM audit_leaf WHERE action = 'worker.unmask'")
    assert subject == f"worker/{LI}"
    assert "加工费结算单" in detail


def cells(content: bytes) -> list:
    return list(load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))


def contract(shop, order: int | None = None, worker: int | None = None, **numbers):
    return make_contract(shop, MARCH, worker, order, numbers)


def words(form) -> str:
    return "\n".join(text for _, text in form.texts())


def test_the_contract_has_what_the_parties_agreed(shop):
    with transaction(BOSS, NOW):
        db.session.get(WorkshopRow, W001).credit_code = "91990100MA00000000"
    order = issue(price=2000, most=3_000, quantity=100_000)
    text = words(contract(find_workshop("W001"), order, id_no={LI: IDNO}, phone={LI: "13800001234"}))
    for said in ("巫山手套车间", "91990100MA00000000", "李秀英", IDNO, "13800001234", "W260302-01", "劳保手套 缝合"):
        assert said in text, said
    for said in ("1.00 公斤/双", "2%", "8.00 元/公斤", "30.00 元", "2026-03-20"):
        assert said in text, said
    for said in ("劳务报酬", "本人登记为承揽", "一式 2 份原件,甲方 1 份,乙方 1 份", "质量和验收", "结算"):
        assert said in text, said


def test_nothing_on_it_is_signed_or_sealed(shop):
    text = words(contract(shop, issue(price=2000)))
    assert "签字:__________" in text
    assert "单位(盖章):" in text
    assert "日期:        年    月    日" in text


def test_the_amount_is_in_cells_and_strokes_before_it(shop):
    form = contract(shop, issue(price=2000, quantity=100_000))
    grids = [part for part in form.parts if isinstance(part, Grid)]
    digits = [box.text for box in grids[1].rows[1][1:]]
    assert digits == ["—"] * 6 + ["贰", "零", "零", "零"]
    assert [unit for unit, _ in amount_digits(0)] == list("仟佰拾万仟佰拾元角分")
    assert [digit for _, digit in amount_digits(9_999_999_999)] == ["玖"] * 10


def test_an_amount_nobody_knows_is_left_to_a_hand():
    assert {digit for _, digit in amount_digits(None)} == {""}
    with pytest.raises(Refused):
        amount_digits(10**10)


def test_a_month_of_one_person_is_one_contract(shop):
    issue(price=2000)
    issue(price=300, operation_id=TURN)
    goods = next(part for part in contract(shop, worker=LI).parts if isinstance(part, Grid))
    assert [row[0].text for row in goods.rows] == ["GLV-201", "GLV-202"]


def test_work_under_labour_relation_is_not_called_contracting(shop):
    order = issue(worker_id=WANG, price=2000)
    with pytest.raises(Refused, match="劳动用工"):
        contract(shop, order)


def test_a_contract_is_of_somebody(shop):
    with pytest.raises(Refused, match="请选一个人"):
        contract(shop)
    with pytest.raises(Refused, match="没有外发单"):
        contract(shop, worker=LI)
    with pytest.raises(NotFound):
        contract(shop, 12345)


def test_the_contract_prints_in_the_order_of_reading_with_pages(shop, tmp_path):
    made = make_file(KINDS["contract"], Asked(shop, MARCH, order_id=issue(price=2000)), "pdf", {})
    text = text_of(made.content, tmp_path)
    places = [
        text.index(said) for said in ("合同编号", "甲方(定作方)", "一、加工项目", "五、交货", "九、份数", "单位(盖章)")
    ]
    assert places == sorted(places)
    assert f"第 1 页 共 {made.pages} 页" in text


def test_what_was_typed_in_a_contract_stays_text(shop, tmp_path):
    order = issue(price=2000, materials=(YARN._replace(name="=1+<b>1"),))
    asked = Asked(shop, MARCH, order_id=order)
    assert "=1+<b>1" in text_of(make_file(KINDS["contract"], asked, "pdf", {}).content, tmp_path)
    book = load_workbook(io.BytesIO(make_file(KINDS["contract"], asked, "xlsx", {}).content))
    assert {cell.data_type for row in book.active.iter_rows() for cell in row} <= {"s", "n"}
    assert not any(cell.data_type == "f" for row in book.active.iter_rows() for cell in row)


def test_every_bag_that_is_out_has_one_label(shop, tmp_path):
    issue(price=2000, bag_no=7)
    closed = issue(price=2000, bag_no=8)
    bring(closed, 90)
    close_order(BOSS, NOW, W001, closed, date(2026, 3, 20))
    text = text_of(issue_bag_labels(CHEN, NOW, shop, TODAY).content, tmp_path)
    for said in ("7号袋", "李秀英 102", "劳保手套 缝合", "3月20日前交", "单号 W260302-01"):
        assert text.count(said) == 1, said
    assert "8号袋" not in text


def test_blank_labels_have_number_and_code_and_room_for_a_pen(shop, tmp_path):
    made = issue_bag_labels(CHEN, NOW, shop, TODAY, (701, 713))
    text = text_of(made.content, tmp_path)
    assert made.pages == 2
    assert [text.count(f"{number}号袋") for number in range(701, 714)] == [1] * 13
    assert text.count("应交") == 13


def test_the_code_on_a_label_is_read_as_the_bag(shop, tmp_path: Path):
    import segno

    code = make_code("bag", W001, 701)
    wanted = segno.make(code, error="m", micro=False).matrix
    pdf = issue_bag_labels(CHEN, NOW, shop, TODAY, (701, 701)).content
    place = (LEFT_MM + CELL_WIDE - CODE_MM - 2, TOP_MM + 3, CODE_MM)
    assert squares(pdf, tmp_path, place, len(wanted)) == [list(row) for row in wanted]
    assert read_code(code).id == 701


@pytest.mark.parametrize(("first", "last"), [("0", "5"), ("9", "3"), ("1", "601"), ("1", "x"), ("", "5"), ("-1", "5")])
def test_a_range_of_bags_that_is_none_is_refused_with_its_mend(shop, first, last):
    with pytest.raises(Refused):
        issue_bag_labels(CHEN, NOW, shop, TODAY, read_numbers(first, last))


def test_no_bag_out_is_a_sentence(shop):
    with pytest.raises(Refused, match="没有在外的袋子"):
        issue_bag_labels(CHEN, NOW, shop, TODAY)


def test_printing_labels_goes_on_the_record(shop):
    issue_bag_labels(CHEN, NOW, shop, TODAY, (1, 3))
    assert fetch_all("SELECT COUNT(*) FROM audit_leaf WHERE action = 'bags.print'") == [(1,)]


def test_the_office_prints_all_of_it_from_the_centre(shop, sign_in):
    order = work()
    compute()
    chen, here = sign_in("chen"), "/w/W001/papers/2026-03"
    page = chen.get("/w/W001/papers?month=2026-03").text
    for said in ("领料交货登记", "加工费结算单", "加工承揽合同", "李秀英 102", "袋标签"):
        assert said in page, said
    assert chen.get(f"{here}/takehome-register.pdf?of=worker-{LI}").mimetype == "application/pdf"
    assert chen.get(f"{here}/takehome-register/preview?order={order}").mimetype == "application/pdf"
    assert chen.post(f"{here}/settlement.pdf", data={"of": f"worker-{LI}"}).mimetype == "application/pdf"
    assert chen.post(f"{here}/contract.xlsx?order={order}").status_code == 200
    assert chen.post("/w/W001/bags/print", data={"first": "1", "last": "9"}).mimetype == "application/pdf"
    assert "请先在「工资」里计算" in chen.get("/w/W001/papers/2026-02/settlement/preview").text


def test_readers_see_masked_papers_and_make_none_with_whole_numbers(shop, sign_in):
    order = work()
    liu, here = sign_in("liu"), "/w/W001/papers/2026-03"
    assert liu.get(f"{here}/contract.pdf?order={order}").mimetype == "application/pdf"
    assert liu.post(f"{here}/contract.pdf?order={order}").status_code == 403
    assert liu.post("/w/W001/bags/print").status_code == 403
    assert "印空白袋标签" not in liu.get("/w/W001/papers?month=2026-03").text


@pytest.mark.parametrize(
    "asked", ["worker=x", "of=nobody-1", "order=99999999999999999999", "batch=1", "order=1", "worker=1"]
)
def test_what_is_not_there_is_not_there(shop, sign_in, asked):
    assert sign_in("chen").get(f"/w/W001/papers/2026-03/takehome-register.pdf?{asked}").status_code == 404


def test_another_workshops_order_is_not_printed(shop):
    order = issue(price=2000)
    asked = read_asked(find_workshop("W002"), MARCH, {"order": str(order)}, MARCH.last)
    with pytest.raises(NotFound):
        make_file(KINDS["takehome-register"], asked, "pdf", {})


def test_the_command_writes_every_one(shop, tmp_path):
    work()
    issue(price=2000, bag_no=7)
    compute()
    options = {
        "takehome-register": ("--period", "2026-03", "--worker", "102"),
        "settlement": ("--period", "2026-03"),
        "contract": ("--order", "W260302-01"),
        "bag-labels": (),
    }
    for kind, more in options.items():
        file = tmp_path / f"{kind}.pdf"
        done = CliRunner().invoke(paper, [kind, "--workshop", "W001", *more, "-o", str(file)])
        assert done.exit_code == 0, done.output
        assert file.read_bytes().startswith(b"%PDF")


def test_a_paragraph_of_the_contract_is_words(shop):
    form = contract(shop, issue(price=2000))
    clauses = [part.text for part in form.parts if isinstance(part, Words) and part.style == "clause"]
    assert [clause[0] for clause in clauses] == list("一二三四五六七八九")
