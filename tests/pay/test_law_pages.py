"""Legal standards, insurance bases, settings and what is agreed, by hand on their pages: done, refused, seen."""

from datetime import date

import pytest

from tests.conftest import BOSS, NOW, W001
from tests.pay.stage import CHEN, MARCH, ZHANG, Stage, a_new_worker, at, count_statements
from workshop.pay.actions import (
    NewAdvance,
    NewDeduction,
    NewMinimumWage,
    NewSocialBase,
    add_advances,
    add_deductions,
    approve_run,
    compute_run,
    lock_run,
    set_minimum_wages,
    set_social_bases,
)
from workshop.pay.pages import agreed, insurance, law, runs, settings
from workshop.pay.queries.agreed import Wish, list_allowances, list_owed
from workshop.pay.queries.lawlists import list_base_lines, list_rates, list_settings, list_tax_tables
from workshop.people.actions import add_workers

PAY = "/w/W001/pay"
MINIMUM = {"valid_from": "2026-03-01", "monthly": "3300", "hourly": "25", "source": "县府发〔2026〕3号"}
RATE = {
    "kind": "养老",
    "valid_from": "2026-01-01",
    "person": "8%",
    "employer": "16",
    "floor": "4000",
    "source": "社保局",
}
SETTING = {"valid_from": "2026-03-01", "guarantee": "130", "floor": "0", "source": "职代会"}
BASES = {"valid_from": "2026-01-01", "lines": "001 4500\n002,5000", "source": "申报表"}


@pytest.fixture
def stage(app, monkeypatch) -> Stage:
    for module in (runs, agreed, law, settings, insurance):
        monkeypatch.setattr(module, "civil_today", lambda: date(2026, 4, 2))
    stage = Stage()
    stage.work_a_month()
    return stage


@pytest.fixture
def zhang(stage, sign_in):
    return sign_in("zhang")


def post(client, address: str, told: dict[str, str]) -> str:
    return client.post(f"{PAY}/{address}", data=told, follow_redirects=True).text


def test_the_page_shows_every_table_with_its_source_and_what_nobody_has_checked(zhang):
    page = zhang.get(f"{PAY}/law").text
    assert "2,010.00" in page
    assert "公告 2018 年第 61 号" in page
    assert "未核对" in page
    assert "181,920.00" in page


@pytest.mark.parametrize("login", ["chen", "liu", "sun"])
def test_others_read_the_law_and_change_nothing(stage, sign_in, login):
    client = sign_in(login)
    assert "录入新标准" not in client.get(f"{PAY}/law").text
    assert client.post(f"{PAY}/law/rate", data=RATE).status_code == 403
    assert client.post(f"{PAY}/settings", data=SETTING).status_code == 403


def test_a_new_minimum_wage_names_the_run_that_used_the_old_one(stage, zhang):
    compute_run(CHEN, NOW, W001, MARCH)
    page = post(zhang, "law/minimum", MINIMUM)
    assert "用的是旧的" in page
    assert "重新计算" in page
    assert "最低工资有了变动" in post(zhang, "2026-03/approve", {})
    assert "有了变动" in zhang.get(f"{PAY}/2026-03").text
    post(zhang, "compute", {"period": "2026-03"})
    assert "用的是旧的" not in zhang.get(f"{PAY}/law").text
    assert "有了变动" not in zhang.get(f"{PAY}/2026-03").text


def test_locked_pay_is_named_with_its_difference(stage, zhang):
    compute_run(CHEN, NOW, W001, MARCH)
    approve_run(ZHANG, NOW, W001, MARCH)
    lock_run(CHEN, NOW, W001, MARCH)
    assert "差额" in post(zhang, "law/minimum", MINIMUM)
    assert "差额" in zhang.get(f"{PAY}/2026-03").text


def test_a_class_of_the_province_is_taken_over_and_stays_unchecked_until_somebody_says_so(stage, zhang):
    listed = zhang.get(f"{PAY}/law/minimum?province=50").text
    assert "重庆二类" in listed
    page = zhang.get(f"{PAY}/law/minimum?province=50&list=0&class=二类").text
    assert 'value="2200.00"' in page
    assert 'value="2025-01-01"' in page
    told = {"valid_from": "2025-01-01", "monthly": "2200", "hourly": "22", "source": "重庆二类,汇总"}
    before = post(zhang, "law/minimum", told)
    assert "重庆二类,汇总" in before
    assert "2025-01-01 核对" not in before
    assert "2026-04-01 核对" in post(zhang, "law/minimum/2025-01-01/check", {"checked_on": "2026-04-01"})
    assert "已撤回" in post(zhang, "law/minimum/2025-01-01/withdraw", {"reason": "县别错了"})


def test_what_a_list_does_not_say_stays_empty_to_be_looked_up(zhang):
    page = zhang.get(f"{PAY}/law/minimum?province=43&list=0&class=一类").text
    assert 'value="2200.00"' in page
    assert 'id="hourly" inputmode="decimal" name="hourly" required type="text" value=""' in page


@pytest.mark.parametrize(
    ("address", "told", "sentence"),
    [
        ("law/minimum", MINIMUM | {"monthly": "0"}, "金额应大于零"),
        ("law/minimum", MINIMUM | {"source": ""}, "请填写依据"),
        ("law/minimum", MINIMUM | {"checked_on": "2026-05-01"}, "还没有到"),
        ("law/minimum", MINIMUM | {"valid_from": "2026-13-01"}, "不是日期"),
        ("law/rate", RATE | {"person": "8.123"}, "最多 2 位小数"),
        ("law/rate", RATE | {"person": "120"}, "0 到 100%"),
        ("law/rate", RATE | {"kind": "商业险"}, "不在可选的范围里"),
        ("law/rate", RATE | {"ceiling": "3000"}, "下限高于上限"),
        (
            "law/tax/wages",
            {"valid_from": "2026-07-01", "free": "6000", "brackets": "36000 3", "source": "x"},
            "第 1 行",
        ),
        (
            "law/tax/wages",
            {"valid_from": "2026-07-01", "free": "6000", "brackets": "36000 3 0", "source": "x"},
            "最后一级",
        ),
        (
            "law/tax/services",
            {"valid_from": "x", "free": "", "brackets": "", "percent_off": "五", "source": ""},
            "应是整数",
        ),
        ("settings", SETTING | {"valid_from": "2026-03-05"}, "1 日起执行"),
        ("settings", SETTING | {"guarantee": "很多"}, "应是数字"),
        ("settings", SETTING | {"contract_as_wages": "y"}, "要写理由"),
        ("insurance", BASES | {"lines": "001"}, "第 1 行"),
        ("insurance", BASES | {"lines": "001 -5"}, "负数"),
        ("insurance", BASES | {"lines": "999 4500"}, "没有工号 999"),
        ("insurance", BASES | {"kinds": "人寿"}, "不认识"),
    ],
)
def test_bad_input_is_told_in_words_and_what_was_typed_stays(zhang, address, told, sentence):
    answer = zhang.post(f"{PAY}/{address}", data=told)
    assert answer.status_code == 400
    assert sentence in answer.text
    assert told["source"] in answer.text


def test_a_rate_is_put_down_checked_and_withdrawn(zhang):
    assert "8.00%" in post(zhang, "law/rate", RATE)
    [line] = list_rates("990100")
    assert "核对日期已记下" in post(zhang, f"law/rate/{line.id}/check", {"checked_on": "2026-04-01"})
    [line] = list_rates("990100")
    assert line.checked_on == date(2026, 4, 1)
    assert "请填写原因" in post(zhang, f"law/rate/{line.id}/withdraw", {"reason": ""})
    assert "已撤回" in post(zhang, f"law/rate/{line.id}/withdraw", {"reason": "看错县"})
    assert list_rates("990100") == []


def test_a_tax_table_begins_with_the_one_in_force(zhang):
    page = zhang.get(f"{PAY}/law/tax/wages").text
    assert "以上 45 181920" in page
    told = {"valid_from": "2026-07-01", "free": "6000", "brackets": "36000 3 0\n以上 10 2520", "source": "新公告"}
    assert "已记下" in post(zhang, "law/tax/wages", told)
    assert [line.table.free for line in list_tax_tables() if line.kind == "wages"] == [6_000_00, 5_000_00]


def test_settings_are_put_down_for_a_month_and_shown_with_who_decided(zhang):
    page = post(zhang, "settings", SETTING | {"contract_as_wages": "y", "contract_reason": "有劳动关系"})
    assert "130.00" in page
    assert "有劳动关系" in page
    [line] = list_settings(W001)
    assert "已撤回" in post(zhang, f"law/setting/{line.id}/withdraw", {"reason": "没通过"})
    assert list_settings(W001) == []


def test_bases_are_pasted_for_many_and_show_both_shares(stage, sign_in, zhang):
    post(zhang, "law/rate", RATE)
    page = post(sign_in("chen"), "insurance", BASES)
    assert "360.00" in page
    assert "720.00" in page
    [line] = list_base_lines(W001, "001")[0]
    assert "已撤回" in post(zhang, f"insurance/{line.id}/withdraw", {"reason": "已离职"})


def test_bases_without_a_rate_are_shown_as_not_computable(zhang):
    page = post(zhang, "insurance", BASES)
    assert "本县还没有社保费率" in page


def test_an_advance_is_taken_back_and_an_allowance_ended_on_the_page(stage, zhang):
    add_advances(BOSS, NOW, W001, [NewAdvance(stage.workers["001"], at(5), 20_000, "看病")])
    [line], _ = list_owed(W001, "advance", Wish())
    assert "已撤销" in post(zhang, f"agreed/advance/{line.id}/reverse", {"reason": "重复"})
    assert "已经撤销过" in post(zhang, f"agreed/advance/{line.id}/reverse", {"reason": "重复"})
    post(zhang, "agreed/allowance", {"name": "岗位", "kind": "month", "amount": "60", "valid_from": "2026-01-01"})
    [item], _ = list_allowances(W001, Wish())
    assert "不是日期" in post(zhang, f"agreed/allowance/{item.id}/end", {"last": "昨天"})
    assert "为止" in post(zhang, f"agreed/allowance/{item.id}/end", {"last": "2026-03-31"})
    assert list_allowances(W001, Wish())[0][0].valid_to == date(2026, 3, 31)


def test_a_deduction_without_agreement_is_seen_and_given_one_by_the_filter(stage, zhang):
    rows = [NewDeduction(stage.workers[no], at(5), 500, "餐费") for no in ("001", "002")]
    add_deductions(BOSS, NOW, W001, rows)
    assert "没有协议" in zhang.get(f"{PAY}/agreed?kind=deduction").text
    told = {"agreement": "餐费每天 5 元", "agreed_by": "王桂香", "agreed_on": "2026-03-01"}
    assert "1 笔扣款补记了协议" in post(zhang, "agreed/agreement?q=王桂香", told)
    assert list_owed(W001, "deduction", Wish(state="unagreed"))[1].lines == 1


def test_an_agreement_half_written_is_refused(zhang):
    told = {"worker_no": "001", "on": "2026-03-05", "amount": "5", "kind": "餐费", "agreement": "协议"}
    answer = zhang.post(f"{PAY}/agreed/deduction", data=told)
    assert (answer.status_code, "协议没有写全" in answer.text) == (400, True)


@pytest.mark.parametrize("query", ["kind=none", "page=0", "page=99", "page=x", "month=2026-99", "state=odd", "q=%25"])
def test_an_odd_address_shows_the_list_and_no_error(zhang, query):
    assert zhang.get(f"{PAY}/agreed?kind=deduction&{query}").status_code == 200
    assert zhang.get(f"{PAY}/insurance?{query}").status_code == 200


def test_the_pages_ask_the_same_number_of_questions_however_many_workers(stage, zhang):
    addresses = ["law", "settings", "insurance", "agreed", "agreed?kind=deduction", "agreed?kind=allowance"]
    compute_run(CHEN, NOW, W001, MARCH)

    def fill(numbers) -> None:
        keys = [stage.workers[no] for no in numbers]
        set_social_bases(BOSS, NOW, W001, [NewSocialBase(key, at(1, 4), 400_000) for key in keys])
        add_deductions(BOSS, NOW, W001, [NewDeduction(key, at(5, 4), 500, "餐费") for key in keys])
        add_advances(BOSS, NOW, W001, [NewAdvance(key, at(5, 4), 500) for key in keys])

    fill(["001"])
    few = [count_statements(lambda a=a: zhang.get(f"{PAY}/{a}")) for a in addresses]
    more = [a_new_worker(f"1{n:02}", "周师傅", "standard", "劳动合同") for n in range(60)]
    stage.workers |= add_workers(BOSS, NOW, W001, more)
    fill(one.worker_no for one in more)
    assert [count_statements(lambda a=a: zhang.get(f"{PAY}/{a}")) for a in addresses] == few


def test_a_county_without_minimum_wage_says_that_pay_stops_here(app, sign_in):
    assert "算工资会停在这里" in sign_in("zhang").get(f"{PAY}/law").text
    set_minimum_wages(BOSS, NOW, [NewMinimumWage("990100", date(2026, 1, 1), 200_000, 2_000, "x")])
    assert "算工资会停在这里" not in sign_in("zhang").get(f"{PAY}/law").text


def test_a_tax_table_taken_back_can_be_put_down_again(zhang):
    [services] = [line for line in list_tax_tables() if line.kind == "services"]
    page = post(zhang, f"law/tax/{services.id}/withdraw", {"reason": "试一试"})
    assert "没有劳务报酬税率表" in page
    assert f"{PAY}/law/tax/services" in page
    told = {"valid_from": "2019-01-01", "free": "800", "free_to": "4000", "percent_off": "20", "source": "公告"}
    post(zhang, "law/tax/services", told | {"brackets": "20000 20 0\n50000 30 2000\n以上 40 7000"})
    assert [line.table for line in list_tax_tables() if line.kind == "services"] == [services.table]
