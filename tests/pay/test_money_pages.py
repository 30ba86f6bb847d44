"""The pages of money out: what is pressed, what is told, who may, and what waits too long."""

import io
from datetime import date

import pytest

from tests.conftest import BOSS, NOW, W001
from tests.pay.paying import TODAY, a_card, a_return, add_many, give_cards, line_ids, lock, outcomes, rows_of
from tests.pay.stage import CHEN, MARCH, Stage, count_statements
from workshop.desk import pages as desk_pages
from workshop.kernel.periods import Period
from workshop.pay.actions import compute_run, pay_by_bank, record_payment
from workshop.pay.pages import money, runs
from workshop.pay.queries.payments import list_batches
from workshop.pay.queries.unpaid import list_overdue, list_unpaid
from workshop.pay.rules.payments import find_step
from workshop.people.actions import record_account

PAGE = "/w/W001/pay/2026-03/money"


@pytest.fixture
def stage(app, monkeypatch) -> Stage:
    for module in (runs, money, desk_pages):
        monkeypatch.setattr(module, "civil_today", lambda: TODAY)
    monkeypatch.setattr(money, "utc_now", lambda: NOW.replace(month=4, day=2))
    stage = Stage()
    stage.work_a_month()
    return stage


@pytest.fixture
def cards(stage) -> dict[str, str]:
    return give_cards(stage, "001", "002")


@pytest.fixture
def run(stage, cards):
    return lock()


@pytest.fixture
def chen(run, sign_in):
    return sign_in("chen")


def press(client, address: str, **fields):
    return client.post(f"{PAGE}/{address}", data=fields, follow_redirects=True)


def test_the_whole_way_from_the_bank_file_to_a_paid_run(run, chen, cards):
    page = press(chen, "bank", shape="csv").text
    assert "2 人,合计 5,460.00 元" in page
    assert "data-fetch-now" in page
    [batch] = list_batches(W001, run.id)
    answer = chen.post(f"{PAGE}/batches/{batch.id}/file")
    assert "W001-2026-03-01.csv" in answer.headers["Content-Disposition"]
    assert [row["收款账号"] for row in rows_of(answer.data)] == [cards["001"], cards["002"]]
    press(chen, "cash")
    page = press(chen, "lines/paid", line=line_ids(run, "004"), on="2026-04-02", paid_by="周师傅").text
    assert "1 笔已登记领取" in page
    content = a_return(
        [[cards["001"], "王桂香", "3120.00", "成功", ""], [cards["002"], "陈小梅", "2340.00", "成功", ""]]
    )
    page = press(chen, "returns", file=(io.BytesIO(content), "回盘.csv")).text
    assert "成功 2 笔,失败 0 笔" in page
    assert "已发放" in chen.get("/w/W001/pay/2026-03").text


def test_the_four_sums_stand_on_the_page(chen):
    page = chen.get(PAGE).text
    assert "四个合计相等" in page
    assert page.count("5,920.00") >= 5


def test_a_wrong_name_stands_on_the_page_with_its_mend_and_a_way_to_cash(stage, run, chen):
    record_account(BOSS, NOW, W001, stage.workers["002"], a_card(77), holder_name="陈小妹")
    page = chen.get(PAGE).text
    assert "户名「陈小妹」与姓名「陈小梅」不同" in page
    assert f"/workers/{stage.workers['002']}" in page
    assert "改发现金要写原因" in press(chen, "cash", chosen="1", worker=stage.workers["002"]).text
    page = press(chen, "cash", chosen="1", worker=stage.workers["002"], reason="户名登记错").text
    assert "第 1 批 现金" in page
    assert "户名登记错" in page


def test_rows_that_fit_nothing_are_named_by_their_row_in_excel(run, chen, cards):
    press(chen, "bank", shape="csv")
    content = a_return([[cards["001"], "王桂香", "3120.00", "成功", ""], [cards["002"], "陈小梅", "1.00", "成功", ""]])
    page = press(chen, "returns", file=(io.BytesIO(content), "回盘.csv")).text
    assert "第 3 行" in page
    assert "金额与发出的 2,340.00 元不同" in page
    assert outcomes(run) == {"001": "paid", "002": "open"}


@pytest.mark.parametrize(
    ("address", "fields", "sentence"),
    [
        ("bank", {"shape": "icbc"}, "还没有登记付款账户"),
        ("bank", {"shape": "nonsense"}, "没有「nonsense」这种银行文件"),
        ("cash", {"chosen": "1"}, "没有勾选任何待安排的人"),
        ("lines/paid", {}, "没有勾选任何人"),
        ("lines/failed", {"line": "x"}, "没有勾选任何人"),
        ("returns", {}, "请选择文件"),
        ("returns", {"file": (io.BytesIO(b"abc"), "x.csv")}, "没有找到"),
    ],
)
def test_what_cannot_be_done_is_told_on_the_page(chen, address, fields, sentence):
    answer = press(chen, address, **fields)
    assert answer.status_code == 200
    assert sentence in answer.text


def test_lines_and_batches_that_are_not_there_are_404(chen):
    assert press(chen, "lines/failed", line="987654321", reason="x").status_code == 404
    assert press(chen, "batches/987654321/file").status_code == 404
    assert press(chen, "batches/987654321/void", reason="x").status_code == 404


def test_a_run_that_is_not_locked_has_no_money_page(stage, cards, sign_in):
    run = compute_run(CHEN, NOW, W001, MARCH)
    chen = sign_in("chen")
    assert "data-rows" in chen.get(PAGE, follow_redirects=True).text
    assert "还没有锁定" in press(chen, "bank", shape="csv").text
    assert list_batches(W001, run.id) == []


def test_a_batch_is_given_up_and_taken_back_on_the_page(run, chen):
    press(chen, "bank", shape="csv")
    [batch] = list_batches(W001, run.id)
    assert "作废要写原因" in press(chen, f"batches/{batch.id}/void").text
    assert "已作废" in press(chen, f"batches/{batch.id}/void", reason="选错了").text
    press(chen, "bank", shape="xlsx")
    second = list_batches(W001, run.id)[0]
    assert "2 笔已登记到账" in press(chen, f"batches/{second.id}/settle").text
    page = press(chen, "lines/back", line=line_ids(run, "001"), reason="银行说没有到").text
    assert "1 笔已撤销" in page


def test_overseers_see_sums_and_tails_and_no_whole_number_and_press_nothing(run, chen, cards, sign_in):
    press(chen, "bank", shape="csv")
    [batch] = list_batches(W001, run.id)
    for login in ("sun", "liu"):
        client = sign_in(login)
        page = client.get(PAGE)
        assert page.status_code == 200
        assert f"****{cards['001'][-4:]}" in page.text
        assert cards["001"] not in page.text
        assert "做银行文件" not in page.text
        assert client.post(f"{PAGE}/batches/{batch.id}/file").status_code == 403
    for login in ("zhou", "wang"):
        assert sign_in(login).get(PAGE).status_code == 403
    assert sign_in("zhao").get(PAGE).status_code == 404


def test_the_account_to_pay_from_is_put_down_and_shown_by_its_tail(chen):
    told = {
        **{"valid_from": "2026-04-01", "shape": "icbc", "bank_name": "工行石桥支行", "account_name": "巫山手套车间"},
        **{"account": "99990000111122223333", "usage": "工资"},
    }
    wrong = chen.post("/w/W001/pay/payer", data=told | {"account": "12"})
    assert (wrong.status_code, "8 到 32 位数字" in wrong.text) == (400, True)
    page = chen.post("/w/W001/pay/payer", data=told, follow_redirects=True).text
    assert "****3333" in page
    assert "99990000111122223333" not in page
    assert '<option value="icbc" selected>' in chen.get(PAGE).text


def test_the_pages_ask_the_same_number_of_questions_however_many_lines(stage, run, chen):
    press(chen, "bank", shape="csv")
    pages = ["/w/W001/pay/2026-03/money?part={}", "/w/W001/pay/2026-03?part={}"]
    few = [_asked(chen, page.format(1)) for page in pages]
    add_many(stage, 40)
    pay_by_bank(CHEN, NOW, W001, lock().id, "csv", TODAY)
    assert [_asked(chen, page.format(2)) for page in pages] == few


def _asked(client, page: str) -> int:
    client.get(page)  # the first request after a write begins the session's read anew
    return count_statements(lambda: client.get(page))


@pytest.mark.parametrize(("days", "step"), [(0, 0), (6, 0), (7, 7), (14, 7), (15, 15), (29, 15), (30, 30), (237, 30)])
def test_what_waits_is_told_after_seven_fifteen_and_thirty_days(days, step):
    assert find_step(days) == step


def test_what_is_unpaid_counts_people_and_money_until_it_is_paid(run):
    [unpaid] = list_unpaid(W001, date(2026, 4, 10))
    assert (unpaid.people, unpaid.amount, unpaid.days, unpaid.step) == (3, run.net, 10, 7)
    assert "2026年3月工资还有 3 人 5,920.00 元没有发,期末已过 10 天" in unpaid.sentence
    record_payment(CHEN, NOW, W001, MARCH)
    assert list_unpaid(W001, date(2026, 6, 1)) == []


def test_a_run_that_is_not_even_locked_is_owed_as_well(stage):
    compute_run(CHEN, NOW, W001, MARCH)
    [unpaid] = list_overdue(W001, date(2026, 5, 1))
    assert (unpaid.step, "未锁定" in unpaid.sentence) == (30, True)


@pytest.mark.parametrize(("day", "unlawful"), [(30, False), (31, True)])
def test_part_time_pay_may_not_wait_longer_than_fifteen_days(stage, day, unlawful):
    lock(Period.parse("2026-03-H1"))
    [unpaid] = list_overdue(W001, date(2026, 3, day))
    assert unpaid.unlawful is unlawful
    assert ("劳动合同法第七十二条" in unpaid.mend) is unlawful


def test_money_that_waits_is_told_on_the_pay_page_and_on_the_first_page(chen, monkeypatch):
    for module in (runs, money, desk_pages):
        monkeypatch.setattr(module, "civil_today", lambda: date(2026, 4, 20))
    assert "期末已过 20 天" in chen.get("/w/W001/pay").text
    page = chen.get("/w/W001/").text
    assert "3 人的2026年3月工资没有发,期末已过 20 天" in page
    assert "/w/W001/pay/2026-03/money?part=1" in page


def test_the_first_page_leads_each_to_what_waits_for_him(stage, cards, sign_in):
    chen, zhang = sign_in("chen"), sign_in("zhang")
    assert "2026年3月的工资可以结算了" in chen.get("/w/W001/").text
    compute_run(type(CHEN)(_id(chen), "陈会计", "accountant"), NOW, W001, MARCH)
    assert "等您审核" in zhang.get("/w/W001/").text
    assert "等您审核" not in chen.get("/w/W001/").text
    assert "工资" not in sign_in("zhou").get("/w/W001/").text.split("要办的事")[-1]


def _id(client) -> int:
    """The account that chen signs in with."""
    from sqlalchemy import select

    from workshop.access.rows import AccountRow
    from workshop.store.database import db

    return db.session.scalar(select(AccountRow.id).where(AccountRow.login == "chen"))
