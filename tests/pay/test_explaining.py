"""From every amount of a slip to what lies under it, and from an entry to its slip."""

import re
from datetime import date

import pytest

from tests.conftest import BOSS, NOW, W001
from tests.pay.stage import CHEN, MARCH, ZHANG, Stage, a_new_worker, at
from workshop.floor.actions import NewShare, NewTeamOutput, correct_output, record_team_output
from workshop.pay.actions import (
    NewAdvance,
    NewAllowance,
    NewDeduction,
    add_advances,
    add_allowances,
    add_deductions,
    approve_run,
    compute_run,
    lock_run,
)
from workshop.pay.queries.deducted import list_history, list_tax_months
from workshop.pay.queries.entries import list_days
from workshop.pay.queries.explained import find_explained
from workshop.pay.queries.one_entry import get_entry_story
from workshop.pay.queries.runs import get_run
from workshop.pay.queries.slips import get_slip
from workshop.people.actions import add_workers
from workshop.takehome.actions import NewOrder, NewReturn, issue_orders, record_returns

PAY = "/w/W001/pay"


@pytest.fixture
def stage(app) -> Stage:
    stage = Stage()
    stage.work_a_month()
    return stage


@pytest.fixture
def chen(stage, sign_in):
    return sign_in("chen")


def hire(stage: Stage, number: str, **terms) -> int:
    stage.workers |= add_workers(BOSS, NOW, W001, [a_new_worker(number, "周小山", "standard", "劳动合同", **terms)])
    return stage.workers[number]


def slip_of(stage: Stage, number: str, period=MARCH):
    return get_slip(W001, period.code, stage.workers[number])


def page_of(client, stage: Stage, number: str, kind: str, tail: str = "lines", period=MARCH) -> str:
    slip = slip_of(stage, number, period)
    lines = slip.lines if tail == "lines" else slip.deductions
    [line] = [one for one in lines if kind == (one.kind if tail == "lines" else one.step)]
    answer = client.get(f"{PAY}/{period.code}/slips/{stage.workers[number]}/{tail}/{line.position}")
    assert answer.status_code == 200
    return answer.text


def test_every_amount_of_a_slip_is_a_link_that_opens(stage, chen):
    add_allowances(BOSS, NOW, W001, [NewAllowance(None, "误餐", "day", 600, True, True)])
    add_advances(BOSS, NOW, W001, [NewAdvance(stage.workers["001"], at(5), 20_000, "看病")])
    add_deductions(BOSS, NOW, W001, [NewDeduction(stage.workers["001"], at(6), 3_000, "社保个人")])
    compute_run(CHEN, NOW, W001, MARCH)
    slip = slip_of(stage, "001")
    page = chen.get(f"{PAY}/2026-03/slips/{slip.head.worker_id}").text
    links = [f"lines/{line.position}" for line in slip.lines] + [f"deductions/{d.position}" for d in slip.deductions]
    assert len(links) >= 4
    for link in [*links, "minimum"]:
        address = f"{PAY}/2026-03/slips/{slip.head.worker_id}/{link}"
        assert address in page
        assert chen.get(address).status_code == 200


def test_an_entry_under_a_line_says_who_when_and_from_where(stage, chen):
    compute_run(CHEN, NOW, W001, MARCH)
    page = page_of(chen, stage, "001", "piece")
    assert "张主任" in page
    assert "2026-03-31 12:00" in page
    assert "办公室录入" in page
    assert "2026-01-01 起" in page


def test_a_corrected_entry_shows_what_took_it_back_and_what_came_instead(stage, chen):
    first = stage.output("001", at(2), 40)
    correct_output(BOSS, NOW, W001, first, (50_000, 0, 0), "数错了", on=at(31))
    story = get_entry_story(W001, "output", first)
    assert story.known.undone.reason == "数错了"
    new = get_entry_story(W001, "output", story.replaced_by)
    assert new.good == 50_000
    page = chen.get(f"{PAY}/entries/output/{first}").text
    assert "已撤销" in page
    assert "更正后的一条" in page
    compute_run(CHEN, NOW, W001, MARCH)
    assert "撤销前面一条" in page_of(chen, stage, "001", "piece")


def test_an_entry_leads_to_the_slip_that_paid_it(stage, chen):
    key = stage.output("001", at(2), 40)
    assert "还没有计算" in chen.get(f"{PAY}/entries/output/{key}").text
    compute_run(CHEN, NOW, W001, MARCH)
    page = chen.get(f"{PAY}/entries/output/{key}").text
    assert f"{PAY}/2026-03/slips/{stage.workers['001']}" in page


def test_a_late_entry_leads_to_the_slip_of_the_later_period(stage, chen):
    compute_run(CHEN, NOW, W001, MARCH)
    approve_run(ZHANG, NOW, W001, MARCH)
    lock_run(CHEN, NOW, W001, MARCH)
    key = stage.output("001", at(2), 40, today=at(1, 4))
    page = chen.get(f"{PAY}/entries/output/{key}").text
    assert "补录" in page
    assert "2026-04-01" in page


def test_team_pay_shows_the_whole_team_and_the_share(stage, chen):
    members = tuple(NewShare(stage.workers[no], None, None) for no in ("001", "002"))
    row = NewTeamOutput("t1", at(3), stage.operations["GLV-02"], 1_000_000, "equal", "", members)
    record_team_output(BOSS, NOW, W001, [row], on=at(31))
    compute_run(CHEN, NOW, W001, MARCH)
    page = page_of(chen, stage, "001", "team")
    assert "全组 200.00 元" in page
    assert "100.00" in page
    assert "陈小梅" in chen.get(f"{PAY}/entries/team/t1").text


def test_hours_add_up_exactly_to_the_line(stage):
    compute_run(CHEN, NOW, W001, half := MARCH.__class__(2026, 3, 1))
    slip = slip_of(stage, "003", half)
    days = list_days(W001, slip.head, slip.lines[0])
    assert [day.exact for day in days] == ["72.00", "72.00"]
    assert slip.lines[0].amount == 14_400


def test_daily_pay_lists_its_days_with_their_attendance(stage, chen):
    hire(stage, "010", daily_fen=12_000)
    stage.attend("010", [at(2), at(3)])
    stage.attend("010", [at(4)], "半天")
    compute_run(CHEN, NOW, W001, MARCH)
    page = page_of(chen, stage, "010", "daily")
    assert "半天" in page
    assert "60.00" in page
    assert "300.00" in page


def test_a_salary_lists_paid_and_unpaid_days(stage, chen):
    hire(stage, "011", monthly_fen=300_000)
    stage.attend("011", [at(2)], "事假")
    stage.attend("011", [on for on in MARCH.days() if on.weekday() != 6 and on != at(2)])
    compute_run(CHEN, NOW, W001, MARCH)
    page = page_of(chen, stage, "011", "monthly")
    assert "事假" in page
    assert "在职 26 天" in page
    assert "计薪</dt><dd>25 天" in page


def test_an_allowance_shows_its_item_and_its_days(stage, chen):
    add_allowances(BOSS, NOW, W001, [NewAllowance(None, "误餐", "day", 600, True, False, at(10))])
    compute_run(CHEN, NOW, W001, MARCH)
    page = page_of(chen, stage, "001", "allowance")
    assert "按出勤日" in page
    assert "2026-03-10 至 现在" in page
    assert "2026-03-09" not in page
    assert page.count('class="n exact">6.00') == 19


def test_the_topup_shows_the_window_and_both_figures(stage, chen):
    hire(stage, "012")
    stage.output("012", at(2), 100)
    compute_run(CHEN, NOW, W001, MARCH)
    page = page_of(chen, stage, "012", "minimum")
    slip = slip_of(stage, "012")
    assert slip.head.minimum_sentence in page
    assert "必须达到" in page
    assert "还没有核对" in page
    assert "× 计薪天数 ÷ 应出勤 26 天" in page.replace("月标准 ", "")


def test_a_part_time_comparison_lists_minutes(stage, chen):
    compute_run(CHEN, NOW, W001, half := MARCH.__class__(2026, 3, 1))
    page = chen.get(f"{PAY}/{half.code}/slips/{stage.workers['003']}/minimum").text
    assert "76.80" in page  # 240 minutes at 19.20
    assert "153.60" in page


def test_who_has_no_minimum_wage_has_no_such_page(stage, chen):
    compute_run(CHEN, NOW, W001, MARCH)
    assert chen.get(f"{PAY}/2026-03/slips/{stage.workers['004']}/minimum").status_code == 404


def test_an_advance_shows_its_paper_and_what_is_carried(stage, chen):
    add_advances(BOSS, NOW, W001, [NewAdvance(stage.workers["004"], at(5), 900_000, "修房")])
    compute_run(CHEN, NOW, W001, MARCH)
    page = page_of(chen, stage, "004", "advance", "deductions")
    assert "修房" in page
    assert "9,000.00" in page
    carried = chen.get(f"{PAY}/2026-03/slips/{stage.workers['004']}/carried").text
    assert "借支 2026-03-05 修房" in carried


def test_a_carried_sum_can_be_followed_over_the_months(stage, chen):
    add_advances(BOSS, NOW, W001, [NewAdvance(stage.workers["004"], at(5), 900_000, "修房")])
    compute_run(CHEN, NOW, W001, MARCH)
    approve_run(ZHANG, NOW, W001, MARCH)
    lock_run(CHEN, NOW, W001, MARCH)
    compute_run(CHEN, NOW, W001, MARCH.next)
    slip = slip_of(stage, "004", MARCH.next)
    [line] = slip.deductions
    history = list_history(W001, slip.head.worker_id, line.step, line.name)
    assert [step.period for step in history] == ["2026-03", "2026-04"]
    assert history[0].carried == history[1].owed


def test_own_defects_lead_to_their_entries(stage, chen):
    stage.output("001", at(3), 0, defect_own=30_000)
    compute_run(CHEN, NOW, W001, MARCH)
    page = page_of(chen, stage, "001", "loss", "deductions")
    assert "次品记录" in page
    assert "20%" in page


def test_the_tax_year_is_shown_month_by_month(stage, chen):
    hire(stage, "013", monthly_fen=800_000)
    for month in (MARCH, MARCH.next):
        stage.attend("013", [on for on in month.days() if on.weekday() != 6 and on <= at(31)])
        compute_run(CHEN, NOW, W001, month)
        if month == MARCH:
            approve_run(ZHANG, NOW, W001, month)
            lock_run(CHEN, NOW, W001, month)
    slip = slip_of(stage, "013")
    page = page_of(chen, stage, "013", "tax", "deductions")
    known = find_explained(W001, slip.head, get_run(W001, "2026-03"))
    _, months = list_tax_months(W001, slip.head, known.shop.wage_table)
    assert months[-1].sentence in page
    assert months[-1].withheld == slip.head.tax
    later = slip_of(stage, "013", MARCH.next)
    _, both = list_tax_months(W001, later.head, known.shop.wage_table)
    assert [row.months for row in both] == [1, 2]


def test_attendance_changed_after_the_lock_is_named_and_the_slip_stands(stage, chen):
    hire(stage, "014", daily_fen=12_000)
    stage.attend("014", [at(2), at(3)])
    compute_run(CHEN, NOW, W001, MARCH)
    approve_run(ZHANG, NOW, W001, MARCH)
    lock_run(CHEN, NOW, W001, MARCH)
    slip = slip_of(stage, "014")
    known = find_explained(W001, slip.head, get_run(W001, "2026-03"))
    assert known.slip.gross == slip.head.gross
    assert known.mark(known.days.days[1]).status == "出勤"


@pytest.mark.parametrize(
    "address", ["lines/99", "deductions/99", "lines/0", "../entries/output/nothing", "../entries/hours/nothing"]
)
def test_what_is_not_there_is_404(stage, chen, address):
    compute_run(CHEN, NOW, W001, MARCH)
    here = f"{PAY}/2026-03/slips/{stage.workers['001']}/{address}"
    if address.startswith(".."):
        here = f"{PAY}/{address[3:]}"
    assert chen.get(here).status_code == 404


def test_people_of_another_workshop_see_none_of_it(stage, sign_in):
    key = stage.output("001", at(2), 40)
    compute_run(CHEN, NOW, W001, MARCH)
    stranger = sign_in("zhao")
    for address in (f"2026-03/slips/{stage.workers['001']}/minimum", f"entries/output/{key}"):
        assert stranger.get(f"{PAY}/{address}").status_code == 404
        assert stranger.get(f"/w/W002/pay/{address}").status_code == 404


def test_a_day_before_the_price_does_not_break_the_page(stage, chen):
    stage.output("001", date(2025, 12, 31), 5)
    compute_run(CHEN, NOW, W001, MARCH)
    assert chen.get(f"{PAY}/2026-03/slips/{stage.workers['001']}").status_code == 200


def test_take_home_pay_leads_to_its_deliveries(stage, chen):
    compute_run(CHEN, NOW, W001, MARCH)
    page = page_of(chen, stage, "004", "takehome")
    assert "外发单 D1,2026-03-09 交货" in page
    address = re.search(r'href="([^"]+/entries/takehome/\d+)"', page)[1]
    entry = chen.get(address).text
    assert "外发单 D1 绣标" in entry
    assert f"{PAY}/2026-03/slips/{stage.workers['004']}" in entry
    assert chen.get(f"{PAY}/entries/takehome/999").status_code == 404
    assert chen.get(f"{PAY}/entries/takehome/{'9' * 40}").status_code == 404
    assert chen.get(f"{PAY}/entries/takehome/x").status_code == 404


def test_lost_material_leads_to_the_order(stage, chen):
    order = NewOrder(
        *("D2", stage.workers["004"], stage.operations["HOM-01"], at(3)),
        material="标",
        material_issued=120_000,
        material_per_piece=10_000,
        loss_allowance=200,
        material_price=80_000,
        closed_on=at(20),
    )
    [order_id] = issue_orders(BOSS, NOW, W001, [order], on=at(31)).values()
    record_returns(BOSS, NOW, W001, [NewReturn(order_id, at(9), at(9), 100_000, 0, 0)], on=at(31))
    compute_run(CHEN, NOW, W001, MARCH)
    page = page_of(chen, stage, "004", "loss", "deductions")
    assert "外发单 D2" in page
    assert "2%" in page
    assert "共交 100 件" in page
