"""The pages of pay: from the preview to the paid run, and the entries under an amount."""

import re
from datetime import date

import pytest

from tests.conftest import BOSS, NOW, W001
from tests.pay.stage import CHEN, MARCH, ZHANG, Stage, a_new_worker, at, count_statements
from workshop.pay.actions import approve_run, compute_run, lock_run, take_out
from workshop.pay.pages import agreed, law, runs
from workshop.pay.queries.runs import find_run
from workshop.people.actions import add_workers

PAY = "/w/W001/pay"


@pytest.fixture
def stage(app, monkeypatch) -> Stage:
    for module in (runs, agreed, law):
        monkeypatch.setattr(module, "civil_today", lambda: date(2026, 4, 2))
    stage = Stage()
    stage.work_a_month()
    return stage


@pytest.fixture
def chen(stage, sign_in):
    return sign_in("chen")


def test_an_empty_room_says_what_it_is_for(app, sign_in):
    assert "还没有算过工资" in sign_in("chen").get(PAY).text


def test_the_preview_shows_sums_and_problems_before_anything_is_computed(chen):
    page = chen.get(f"{PAY}/2026-03").text
    assert "还没有计算" in page
    assert "5,920.00" in page
    assert "没有身份证号" in page
    assert find_run(W001, "2026-03") is None


def test_from_computing_to_paid_with_two_people(chen, sign_in):
    page = chen.post(f"{PAY}/compute", data={"period": "2026-03"}, follow_redirects=True).text
    assert "已算好" in page
    assert "等另一位同事审核" in page
    zhang = sign_in("zhang")
    assert "审核通过" in zhang.get(f"{PAY}/2026-03").text
    assert "已审核" in zhang.post(f"{PAY}/2026-03/approve", follow_redirects=True).text
    assert "以后不再改动" in chen.post(f"{PAY}/2026-03/lock", follow_redirects=True).text
    assert "已登记发放" in chen.post(f"{PAY}/2026-03/paid", follow_redirects=True).text


def test_who_computed_is_told_when_approving_alone(chen):
    chen.post(f"{PAY}/compute", data={"period": "2026-03"})
    assert "不能自己审核" in chen.post(f"{PAY}/2026-03/approve", follow_redirects=True).text


def test_a_slip_shows_each_line_with_its_sentence_and_its_sums(stage, chen):
    compute_run(CHEN, NOW, W001, MARCH)
    page = chen.get(f"{PAY}/2026-03/slips/{stage.workers['001']}").text
    assert "缝合 15,600 双 × 0.20 元 = 3,120.00 元(单价 2026-01-01 起)" in page
    assert "最低工资核对" in page


def test_a_click_on_an_amount_shows_the_entries_under_it(stage, chen):
    stage.output("001", at(2), 37, defect_other=2000)
    compute_run(CHEN, NOW, W001, MARCH)
    address = re.search(r'href="([^"]+/lines/1)"', chen.get(f"{PAY}/2026-03/slips/{stage.workers['001']}").text)[1]
    page = chen.get(address).text
    assert "127.80" in page  # 639 × 0.20 on the second of March
    assert page.count("120.00") == 25
    assert "3,127.80" in page


def test_the_days_under_a_tiered_line_add_up_to_it(stage, chen):
    from workshop.prices.actions import NewTier, set_tiers

    set_tiers(BOSS, NOW, W001, [NewTier("GLV-02", date(2026, 1, 1), 500_000, 2500)])
    compute_run(CHEN, NOW, W001, MARCH)
    page = chen.get(f"{PAY}/2026-03/slips/{stage.workers['001']}").text
    assert "缝合 2,600 双 × 0.25 元 = 650.00 元(阶梯单价)" in page
    address = re.search(r'href="([^"]+/lines/2)"', page)[1]
    assert chen.get(address).text.count("25.00</td>") == 26


def test_hours_and_take_home_show_what_lies_under_them(stage, chen):
    compute_run(CHEN, NOW, W001, MARCH)
    assert "D1" in chen.get(f"{PAY}/2026-03/slips/{stage.workers['004']}/lines/1").text
    chen.post(f"{PAY}/compute", data={"period": "2026-03-H1"})
    page = chen.get(f"{PAY}/2026-03-H1/slips/{stage.workers['003']}/lines/1").text
    assert "480" in page
    assert "本人时薪" in page


def test_a_worker_is_taken_out_and_put_back_on_the_page(stage, chen):
    compute_run(CHEN, NOW, W001, MARCH)
    wang = stage.workers["001"]
    page = chen.post(f"{PAY}/2026-03/take-out/{wang}", data={"reason": "产量有争议"}, follow_redirects=True).text
    assert "产量有争议" in page
    page = chen.post(f"{PAY}/2026-03/put-back/{wang}", follow_redirects=True).text
    assert "暂不发放" not in page


@pytest.mark.parametrize(
    ("text", "said"),
    [("", "请填写期间"), ("2026-13", "不是工资期间"), ("三月", "不是工资期间"), ("2026-03'; --", "不是工资期间")],
)
def test_a_period_that_is_none_is_told_and_nothing_is_computed(chen, text, said):
    page = chen.post(f"{PAY}/compute", data={"period": text}, follow_redirects=True)
    assert page.status_code == 200
    assert said in page.text


def test_a_month_that_has_not_begun_is_not_computed(chen):
    assert "还没有开始" in chen.post(f"{PAY}/compute", data={"period": "2026-05"}, follow_redirects=True).text
    assert chen.get(f"{PAY}/2026-05").status_code == 404


@pytest.mark.parametrize("address", ["2026-99", "x", "2026-03/slips/5", "2026-03/slips/5/lines/1"])
def test_what_is_not_there_is_404(chen, address):
    assert chen.get(f"{PAY}/{address}").status_code == 404


def test_supervisors_and_workers_see_no_pay(stage, sign_in):
    compute_run(CHEN, NOW, W001, MARCH)
    for login in ("zhou", "wang"):
        assert sign_in(login).get(f"{PAY}/2026-03").status_code == 403


def test_overseers_read_and_cannot_compute(stage, sign_in):
    compute_run(CHEN, NOW, W001, MARCH)
    liu = sign_in("liu")
    assert liu.get(f"{PAY}/2026-03").status_code == 200
    assert liu.post(f"{PAY}/compute", data={"period": "2026-03"}).status_code == 403


def test_the_next_workshop_is_not_found(stage, sign_in):
    assert sign_in("zhao").get(f"{PAY}/2026-03").status_code == 404


def test_a_locked_run_offers_nothing_that_would_change_it(stage, chen):
    compute_run(CHEN, NOW, W001, MARCH)
    approve_run(ZHANG, NOW, W001, MARCH)
    lock_run(CHEN, NOW, W001, MARCH)
    assert "重新计算" not in chen.get(f"{PAY}/2026-03").text
    assert "移出这一期" not in chen.get(f"{PAY}/2026-03/slips/{stage.workers['001']}").text


def test_the_first_part_stays_to_be_seen_when_a_supplement_follows(stage, chen):
    compute_run(CHEN, NOW, W001, MARCH)
    take_out(CHEN, NOW, W001, MARCH, stage.workers["001"], "产量有争议")
    approve_run(ZHANG, NOW, W001, MARCH)
    lock_run(CHEN, NOW, W001, MARCH)
    assert "给还没发的人补算" in chen.get(f"{PAY}/2026-03").text
    page = chen.post(f"{PAY}/compute", data={"period": "2026-03"}, follow_redirects=True).text
    assert "2026年3月(补发 1)" in page
    assert "陈小梅" in chen.get(f"{PAY}/2026-03?part=1").text


def test_an_advance_is_put_down_and_taken_from_the_next_run(stage, chen):
    told = {"worker_no": "004", "on": "2026-03-05", "amount": "100", "reason": "看病"}
    page = chen.post(f"{PAY}/agreed/advance", data=told, follow_redirects=True).text
    assert "借支已记下" in page
    run = compute_run(CHEN, NOW, W001, MARCH)
    assert run.gross - run.net == 10000


@pytest.mark.parametrize(
    ("name", "told", "sentence"),
    [
        ("advance", {"worker_no": "999", "on": "2026-03-05", "amount": "100"}, "没有工号"),
        ("advance", {"worker_no": "001", "on": "2026-02-30", "amount": "100"}, "不是日期"),
        ("advance", {"worker_no": "001", "on": "0026-03-05", "amount": "100"}, "年份 26 不对"),
        ("advance", {"worker_no": "001", "on": "2026-03-05", "amount": "-5"}, "金额应大于零"),
        ("advance", {"worker_no": "001", "on": "2026-03-05", "amount": "1e9"}, "应是数字"),
        ("deduction", {"worker_no": "001", "on": "2026-03-05", "amount": "1.234", "kind": "餐费"}, "最多 2 位小数"),
        ("deduction", {"worker_no": "001", "on": "2026-03-05", "amount": "5", "kind": "罚款"}, "不在可选的范围里"),
        ("allowance", {"name": "慰问", "kind": "once", "amount": "50"}, "没有日期"),
        ("allowance", {"name": "", "kind": "month", "amount": "50"}, "请填写名目"),
    ],
)
def test_a_wrong_value_is_told_at_its_field_and_what_was_typed_stays(chen, name, told, sentence):
    answer = chen.post(f"{PAY}/agreed/{name}", data=told)
    assert answer.status_code == 400
    assert sentence in answer.text
    assert f'value="{told["amount"]}"' in answer.text


def test_only_the_manager_sets_the_minimum_wage(chen, sign_in):
    told = {"valid_from": "2026-07-01", "monthly": "2160", "hourly": "20.6", "source": "县府发〔2026〕3号"}
    assert chen.post(f"{PAY}/law/minimum", data=told).status_code == 403
    page = sign_in("zhang").post(f"{PAY}/law/minimum", data=told, follow_redirects=True).text
    assert "2,160.00" in page


def test_allowances_and_deductions_are_listed_with_what_they_joined(stage, chen):
    chen.post(f"{PAY}/agreed/deduction", data={"worker_no": "001", "on": "2026-03-05", "amount": "12", "kind": "餐费"})
    chen.post(f"{PAY}/agreed/allowance", data={"name": "误餐", "kind": "day", "amount": "6", "counts": "y"})
    compute_run(CHEN, NOW, W001, MARCH)
    assert "<td>2026-03</td>" in chen.get(f"{PAY}/agreed?kind=deduction").text
    assert "误餐" in chen.get(f"{PAY}/agreed?kind=allowance").text


def test_the_pages_ask_the_same_number_of_questions_however_many_workers(stage, chen):
    compute_run(CHEN, NOW, W001, MARCH)
    addresses = [PAY, f"{PAY}/2026-03", f"{PAY}/2026-03/slips/{stage.workers['001']}", f"{PAY}/agreed"]
    few = [count_statements(lambda a=a: chen.get(a)) for a in addresses]
    more = [a_new_worker(f"1{n:02}", "周师傅", "standard", "劳动合同") for n in range(40)]
    stage.workers |= add_workers(BOSS, NOW, W001, more)
    for n in range(40):
        stage.output(f"1{n:02}", at(2), 10)
    compute_run(CHEN, NOW, W001, MARCH)
    assert [count_statements(lambda a=a: chen.get(a)) for a in addresses] == few
