"""Law as dated data: what is put down holds from its day, is checked and withdrawn by new rows, and reaches every slip."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select

from tests.conftest import BOSS, NOW, TODAY, W001, W002
from tests.pay.law import SERVICES, WAGES
from tests.pay.stage import CHEN, MARCH, ZHANG, Stage, at
from workshop.kernel.faults import NotFound, Refused
from workshop.kernel.periods import Period
from workshop.pay.actions import (
    NewAllowance,
    NewDeduction,
    NewMinimumWage,
    NewPaySetting,
    NewSocialBase,
    NewSocialRate,
    NewTaxTable,
    Place,
    add_allowances,
    add_deductions,
    approve_run,
    check_row,
    compute_run,
    lock_run,
    set_minimum_wages,
    set_pay_settings,
    set_social_bases,
    set_social_rates,
    set_tax_tables,
    withdraw_row,
)
from workshop.pay.actions.minimum import check_minimum_wage, withdraw_minimum_wage
from workshop.pay.queries.changes import list_changed_runs
from workshop.pay.queries.facts import load_shop
from workshop.pay.queries.lawlists import list_base_lines, list_minimums, list_rates, list_settings, list_tax_tables
from workshop.pay.queries.runs import find_run, list_problems
from workshop.pay.queries.scope import Scope
from workshop.pay.queries.slips import get_slip
from workshop.pay.rows import SocialRateRow, TaxTableRow
from workshop.pay.rules.facts import TaxBefore
from workshop.pay.rules.tax import service_tax, wage_tax
from workshop.store.database import db
from workshop.store.rows import AuditLeafRow

COUNTY = "990100"
PLACE = Place(W001, COUNTY)
JANUARY = date(2026, 1, 1)
PENSION = NewSocialRate(COUNTY, "养老", JANUARY, 800, 1600, 400_000, 2_000_000, "县社保局 2026 年费率")


@pytest.fixture
def stage(app) -> Stage:
    stage = Stage()
    stage.work_a_month()
    return stage


def shop(period: Period = MARCH):
    return load_shop(Scope(W001, period))


def slip(stage: Stage, number: str, period: str = "2026-03"):
    return get_slip(W001, period, stage.workers[number])


def compute(stage: Stage, number: str):
    compute_run(CHEN, NOW, W001, MARCH)
    return slip(stage, number)


def deductions(found, step: str) -> list[tuple[int, str]]:
    return [(line.taken, line.sentence) for line in found.deductions if line.step == step]


# Income tax


def test_9_6_and_9_7_come_out_of_the_tables_that_the_migrations_ship(app):
    facts = shop()
    assert (facts.wage_table, facts.service_table) == (WAGES, SERVICES)
    assert [service_tax(fen, facts.service_table).amount for fen in (150000, 420000, 3000000)] == [14000, 67200, 520000]
    before, withheld = TaxBefore(), []
    for month in range(1, 13):
        withheld.append(wage_tax(800000, before, facts.wage_table).amount)
        before = TaxBefore(800000 * month, month, sum(withheld))
    assert (withheld[0], sum(withheld)) == (9000, 108000)


def test_the_shipped_tables_have_a_source_and_nobody_is_said_to_have_checked_them(app):
    lines = list_tax_tables()
    assert [(line.kind, line.valid_from, line.checked_on) for line in lines] == [
        ("wages", date(2019, 1, 1), None),
        ("services", date(2019, 1, 1), None),
    ]
    assert all("公告 2018 年第 61 号" in line.source for line in lines)


def test_a_new_table_holds_from_its_day_and_not_before(app):
    table = NewTaxTable("wages", date(2026, 4, 1), WAGES.brackets, 6_000_00, source="新公告")
    set_tax_tables(BOSS, NOW, [table])
    assert (shop().wage_table.free, shop(Period(2026, 4)).wage_table.free) == (5_000_00, 6_000_00)


def test_take_home_is_withheld_by_the_table_in_force(stage):
    assert compute(stage, "004").head.tax == 0  # 460 yuan, 800 are free
    table = NewTaxTable("services", at(1), SERVICES.brackets, 100_00, 4_000_00, 20, "试点")
    set_tax_tables(BOSS, NOW, [table])
    assert compute(stage, "004").head.tax == 7_200


def test_without_a_table_the_run_is_held_and_never_untaxed_in_silence(stage):
    for line in list_tax_tables():
        withdraw_row(ZHANG, NOW, PLACE, "tax", line.id, "试一试")
    run = compute_run(CHEN, NOW, W001, MARCH)
    problems = [p for p in list_problems(W001, run.id) if p.kind == "tax"]
    assert {p.severity for p in problems} == {"blocking"}
    with pytest.raises(Refused, match="必须处理的问题"):
        approve_run(ZHANG, NOW, W001, MARCH)


@pytest.mark.parametrize(
    ("brackets", "sentence"),
    [
        ((), "最后一级"),
        (((36_000_00, 3, 0),), "最后一级"),
        (((36_000_00, 3, 0), (30_000_00, 10, 0), (None, 20, 0)), "没有比上一级高"),
        (((36_000_00, 3, 0), (None, 10, 2_500_00)), "应是 2520"),
        (((36_000_00, 3, 100), (None, 10, 2_520_00)), "接不上|应是 0"),
    ],
)
def test_a_table_that_cannot_be_right_is_refused(app, brackets, sentence):
    before = db.session.scalar(select(func.count()).select_from(TaxTableRow))
    with pytest.raises(Refused, match=sentence):
        set_tax_tables(BOSS, NOW, [NewTaxTable("wages", JANUARY, brackets, 5_000_00, source="x")])
    assert db.session.scalar(select(func.count()).select_from(TaxTableRow)) == before


# Social insurance


def test_the_personal_share_is_base_times_rate_and_the_employers_is_told_and_not_taken(stage):
    set_social_rates(BOSS, NOW, [PENSION])
    set_social_bases(BOSS, NOW, W001, [NewSocialBase(stage.workers["001"], JANUARY, 450_000)])
    found = compute(stage, "001")
    [(amount, sentence)] = deductions(found, "social")
    assert amount == 36_000
    assert "养老 4,500.00 元 × 8.00%" in sentence
    assert "单位另缴 16.00% 为 720.00 元" in sentence
    assert found.head.gross - found.head.net == 36_000


@pytest.mark.parametrize(("base", "share", "word"), [(300_000, 32_000, "下限"), (2_500_000, 160_000, "上限")])
def test_the_base_stays_between_floor_and_ceiling(stage, base, share, word):
    set_social_rates(BOSS, NOW, [PENSION])
    set_social_bases(BOSS, NOW, W001, [NewSocialBase(stage.workers["001"], JANUARY, base)])
    [(amount, sentence)] = deductions(compute(stage, "001"), "social")
    assert amount == share
    assert word in sentence


def test_imported_amounts_come_before_base_times_rates_through_the_data(stage):
    set_social_rates(BOSS, NOW, [PENSION])
    set_social_bases(BOSS, NOW, W001, [NewSocialBase(stage.workers["001"], JANUARY, 450_000)])
    add_deductions(BOSS, NOW, W001, [NewDeduction(stage.workers["001"], at(5), 12_345, "社保个人")])
    assert [amount for amount, _ in deductions(compute(stage, "001"), "social")] == [12_345]


def test_a_base_without_a_rate_holds_the_run_because_the_share_is_not_known(stage):
    set_social_bases(BOSS, NOW, W001, [NewSocialBase(stage.workers["001"], JANUARY, 450_000)])
    run = compute_run(CHEN, NOW, W001, MARCH)
    [problem] = [p for p in list_problems(W001, run.id) if p.kind == "social"]
    assert (problem.severity, problem.worker_no) == ("blocking", "001")


def test_only_the_insurances_named_are_taken(stage):
    unemployment = replace(PENSION, kind="失业", person_rate=50, employer_rate=50)
    set_social_rates(BOSS, NOW, [PENSION, unemployment])
    set_social_bases(BOSS, NOW, W001, [NewSocialBase(stage.workers["001"], JANUARY, 400_000, ("失业",))])
    assert [amount for amount, _ in deductions(compute(stage, "001"), "social")] == [2_000]


def test_rates_change_on_their_day_and_a_base_of_nothing_ends_the_insurance(stage):
    set_social_rates(BOSS, NOW, [PENSION, replace(PENSION, valid_from=at(1, 4), person_rate=900)])
    worker = stage.workers["001"]
    set_social_bases(BOSS, NOW, W001, [NewSocialBase(worker, JANUARY, 400_000), NewSocialBase(worker, at(1, 5), 0)])
    assert [rate.person for rate in shop().social_rates] == [800]
    assert [rate.person for rate in shop(Period(2026, 4)).social_rates] == [900]
    compute_run(CHEN, NOW, W001, MARCH)
    assert deductions(slip(stage, "001"), "social")
    compute_run(CHEN, NOW, W001, Period(2026, 5))
    assert not deductions(slip(stage, "001", "2026-05"), "social")


def test_a_half_month_takes_the_months_insurance_once_in_its_second_half(stage):
    set_social_rates(BOSS, NOW, [replace(PENSION, floor_fen=None)])
    set_social_bases(BOSS, NOW, W001, [NewSocialBase(stage.workers["003"], JANUARY, 100_000)])
    for half in (1, 2):
        compute_run(CHEN, NOW, W001, Period(2026, 3, half))
    [first, second] = [deductions(slip(stage, "003", f"2026-03-H{half}"), "social") for half in (1, 2)]
    assert (first, len(second)) == ([], 1)


def test_bases_are_of_their_workshop(stage):
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        set_social_bases(BOSS, NOW, W002, [NewSocialBase(stage.workers["001"], JANUARY, 400_000)])


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"kind": "商业险"}, "不认识"),
        ({"person_rate": 10_001}, "0 到 100%"),
        ({"floor_fen": 300, "ceiling_fen": 200}, "下限高于上限"),
        ({"ceiling_fen": 0}, "大于零"),
        ({"source": " "}, "没有写依据"),
    ],
)
def test_a_rate_that_cannot_be_right_is_refused(app, change, sentence):
    with pytest.raises(Refused, match=sentence):
        set_social_rates(BOSS, NOW, [replace(PENSION, **change)])
    assert db.session.scalar(select(func.count()).select_from(SocialRateRow)) == 0


# Settings


def test_the_guarantee_lifts_piece_pay_of_attended_due_days(stage):
    set_pay_settings(BOSS, NOW, W001, [NewPaySetting(at(1), guarantee_fen=13_000, source="职代会")])
    found = compute(stage, "001")
    [line] = [line for line in found.lines if line.kind == "guarantee"]
    assert line.amount == 26 * 13_000 - 312_000
    assert "保底 130.00 元 × 26 天" in line.sentence


def test_settings_of_a_month_do_not_reach_the_month_before(stage):
    set_pay_settings(BOSS, NOW, W001, [NewPaySetting(at(1, 4), guarantee_fen=13_000, source="职代会")])
    assert (shop().settings.guarantee, shop(Period(2026, 4)).settings.guarantee) == (0, 13_000)
    assert load_shop(Scope(W002, Period(2026, 4))).settings.guarantee == 0


def test_the_floor_is_left_by_advances_and_other_sums(stage):
    from workshop.pay.actions import NewAdvance, add_advances

    set_pay_settings(BOSS, NOW, W001, [NewPaySetting(at(1), floor_fen=100_000, source="职代会")])
    add_advances(BOSS, NOW, W001, [NewAdvance(stage.workers["001"], at(3), 500_000)])
    found = compute(stage, "001")
    assert (found.head.net, found.head.carried) == (100_000, 500_000 - (312_000 - 100_000))


def test_take_home_classed_as_wages_prints_its_reason_even_when_no_tax_is_due(stage):
    as_wages = NewPaySetting(at(1), contract_as_wages=True, contract_reason="与本车间有劳动关系", source="合同")
    set_pay_settings(BOSS, NOW, W001, [as_wages])
    found = compute(stage, "004")
    [(amount, sentence)] = deductions(found, "tax")
    assert amount == 0
    assert "外发按工资薪金计税:与本车间有劳动关系" in sentence
    assert found.head.net == 46_000


def test_work_without_attendance_holds_the_lock_where_the_workshop_wants_it(stage):
    stage.output("001", at(1), 10)  # a Sunday without attendance
    run = compute_run(CHEN, NOW, W001, MARCH)
    before = {p.severity for p in list_problems(W001, run.id) if p.kind == "attendance" and "没有出勤" in p.sentence}
    set_pay_settings(BOSS, NOW, W001, [NewPaySetting(at(1), attendance_blocks=True, source="制度")])
    run = compute_run(CHEN, NOW, W001, MARCH)
    after = {p.severity for p in list_problems(W001, run.id) if p.kind == "attendance" and "没有出勤" in p.sentence}
    assert (before, after) == ({"warning"}, {"blocking"})


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"valid_from": at(2)}, "1 日起执行"),
        ({"guarantee_fen": -1}, "不能是负数"),
        ({"contract_as_wages": True}, "要写理由"),
        ({"source": ""}, "没有写依据"),
    ],
)
def test_a_setting_that_cannot_be_right_is_refused(app, change, sentence):
    with pytest.raises(Refused, match=sentence):
        set_pay_settings(BOSS, NOW, W001, [replace(NewPaySetting(at(1), source="制度"), **change)])
    assert list_settings(W001) == []


# Dated rows: written anew, checked, withdrawn


def test_of_two_rows_for_one_day_the_later_holds_and_the_first_stays(app):
    set_social_rates(BOSS, NOW, [PENSION])
    set_social_rates(BOSS, NOW, [replace(PENSION, person_rate=850)])
    assert [line.rate.person for line in list_rates(COUNTY)] == [850]
    assert db.session.scalar(select(func.count()).select_from(SocialRateRow)) == 2


def test_the_same_row_again_writes_nothing(app):
    assert set_social_rates(BOSS, NOW, [PENSION]) == 1
    assert set_social_rates(BOSS, NOW, [PENSION]) == 0


def test_what_was_recorded_cannot_be_edited(app):
    from sqlalchemy import text

    from workshop.store.transaction import transaction

    set_social_rates(BOSS, NOW, [PENSION])
    for sql in ("UPDATE social_rate SET person_rate = 1", "DELETE FROM tax_bracket"):
        with pytest.raises(Exception, match="append-only"), transaction(BOSS, NOW):
            db.session.execute(text(sql))


def test_a_row_is_checked_on_a_day_and_the_audit_tells_before_and_after(app):
    set_social_rates(BOSS, NOW, [PENSION])
    [line] = list_rates(COUNTY)
    assert line.checked_on is None
    check_row(ZHANG, NOW, PLACE, "rate", line.id, at(30), TODAY)
    [checked] = list_rates(COUNTY)
    assert (checked.checked_on, checked.rate) == (at(30), line.rate)
    detail = db.session.scalars(select(AuditLeafRow.detail).order_by(AuditLeafRow.id.desc())).first()
    assert '"checked_on": "2026-03-30"' in detail


def test_a_row_is_not_checked_on_a_day_to_come_nor_twice_over(app):
    set_social_rates(BOSS, NOW, [PENSION])
    [line] = list_rates(COUNTY)
    with pytest.raises(Refused, match="还没有到"):
        check_row(ZHANG, NOW, PLACE, "rate", line.id, date(2026, 4, 1), TODAY)
    check_row(ZHANG, NOW, PLACE, "rate", line.id, TODAY, TODAY)
    with pytest.raises(Refused, match="已经有新的记录"):
        check_row(ZHANG, NOW, PLACE, "rate", line.id, TODAY, TODAY)


def test_a_withdrawn_row_gives_way_to_what_held_before(app):
    set_pay_settings(
        BOSS, NOW, W001, [NewPaySetting(JANUARY, 1_000, source="a"), NewPaySetting(at(1), 2_000, source="b")]
    )
    withdraw_row(ZHANG, NOW, PLACE, "setting", list_settings(W001)[0].id, "写错了")
    assert shop().settings.guarantee == 1_000
    with pytest.raises(Refused, match="撤回要写原因"):
        withdraw_row(ZHANG, NOW, PLACE, "setting", list_settings(W001)[0].id, " ")


def test_rows_of_another_county_or_workshop_are_not_there(app):
    set_social_rates(BOSS, NOW, [PENSION])
    set_pay_settings(BOSS, NOW, W001, [NewPaySetting(at(1), 2_000, source="b")])
    stranger = Place(W002, "990200")
    for kind, row_id in (("rate", list_rates(COUNTY)[0].id), ("setting", list_settings(W001)[0].id)):
        with pytest.raises(NotFound):
            withdraw_row(ZHANG, NOW, stranger, kind, row_id, "试")


def test_a_minimum_wage_is_checked_and_withdrawn(app):
    set_minimum_wages(BOSS, NOW, [NewMinimumWage(COUNTY, JANUARY, 220_000, 2_200, "渝府发")])
    check_minimum_wage(ZHANG, NOW, COUNTY, JANUARY, at(5), TODAY)
    assert list_minimums(COUNTY)[0].checked_on == at(5)
    withdraw_minimum_wage(ZHANG, NOW, COUNTY, JANUARY, "县别错了")
    assert list_minimums(COUNTY) == []
    with pytest.raises(NotFound):
        check_minimum_wage(ZHANG, NOW, COUNTY, JANUARY, at(5), TODAY)


def test_bases_are_listed_a_page_at_a_time_and_found_by_name(stage):
    bases = [NewSocialBase(key, JANUARY, 400_000, (), "申报表") for key in stage.workers.values()]
    set_social_bases(BOSS, NOW, W001, bases)
    assert list_base_lines(W001)[1] == 4
    assert [line.name for line in list_base_lines(W001, "桂香")[0]] == ["王桂香"]
    assert list_base_lines(W001, "%")[1] == 0


# What a change does to runs


def higher(since: date = MARCH.first) -> NewMinimumWage:
    return NewMinimumWage(COUNTY, since, 330_000, 2_500, "县府发〔2026〕3号")


def test_nothing_has_changed_right_after_computing(stage):
    compute_run(CHEN, NOW, W001, MARCH)
    assert list_changed_runs(W001) == []


def test_a_changed_minimum_wage_names_the_open_run_with_both_figures(stage):
    compute_run(CHEN, NOW, W001, MARCH)
    set_minimum_wages(BOSS, NOW, [higher()])
    [changed] = list_changed_runs(W001)
    [part] = changed.parts
    assert (changed.run.period, part.name) == ("2026-03", "最低工资")
    assert "2,010.00" in part.before
    assert "3,300.00" in part.now


def test_a_run_of_changed_law_is_not_approved_and_computing_again_mends_it(stage):
    compute_run(CHEN, NOW, W001, MARCH)
    set_minimum_wages(BOSS, NOW, [higher()])
    with pytest.raises(Refused, match="最低工资有了变动"):
        approve_run(ZHANG, NOW, W001, MARCH)
    compute_run(CHEN, NOW, W001, MARCH)
    assert list_changed_runs(W001) == []
    assert approve_run(ZHANG, NOW, W001, MARCH).state == "approved"


def test_a_setting_that_changes_no_sum_still_makes_the_run_stale(stage):
    compute_run(CHEN, NOW, W001, MARCH)
    set_pay_settings(BOSS, NOW, W001, [NewPaySetting(at(1), attendance_blocks=True, source="制度")])
    with pytest.raises(Refused, match="工资设置有了变动"):
        approve_run(ZHANG, NOW, W001, MARCH)


def test_without_that_comparison_it_would_be_approved(stage, monkeypatch):
    from workshop.pay.actions import runlaw

    compute_run(CHEN, NOW, W001, MARCH)
    set_pay_settings(BOSS, NOW, W001, [NewPaySetting(at(1), attendance_blocks=True, source="制度")])
    monkeypatch.setattr(runlaw, "find_changes", lambda *_: ())
    assert approve_run(ZHANG, NOW, W001, MARCH).state == "approved"


def test_an_approved_run_of_changed_law_is_not_locked(stage):
    compute_run(CHEN, NOW, W001, MARCH)
    approve_run(ZHANG, NOW, W001, MARCH)
    set_minimum_wages(BOSS, NOW, [higher()])
    with pytest.raises(Refused, match="最低工资有了变动"):
        lock_run(CHEN, NOW, W001, MARCH)


def test_a_figure_for_a_later_month_leaves_the_run_as_it_is(stage):
    compute_run(CHEN, NOW, W001, MARCH)
    set_minimum_wages(BOSS, NOW, [higher(at(1, 4))])
    set_social_bases(BOSS, NOW, W001, [NewSocialBase(stage.workers["001"], at(1, 4), 400_000)])
    assert list_changed_runs(W001) == []


def test_a_locked_run_keeps_its_sums_and_is_named_for_the_difference(stage):
    compute_run(CHEN, NOW, W001, MARCH)
    approve_run(ZHANG, NOW, W001, MARCH)
    lock_run(CHEN, NOW, W001, MARCH)
    before = find_run(W001, "2026-03").sha256
    set_minimum_wages(BOSS, NOW, [higher()])
    [changed] = list_changed_runs(W001)
    assert changed.run.closed
    assert find_run(W001, "2026-03").sha256 == before


def test_a_base_of_one_worker_makes_the_run_stale(stage):
    set_social_rates(BOSS, NOW, [PENSION])
    compute_run(CHEN, NOW, W001, MARCH)
    set_social_bases(BOSS, NOW, W001, [NewSocialBase(stage.workers["001"], at(1), 400_000)])
    assert [part.name for changed in list_changed_runs(W001) for part in changed.parts] == ["社保费率", "社保缴费基数"]


def test_checking_a_figure_makes_no_run_stale(stage):
    compute_run(CHEN, NOW, W001, MARCH)
    for line in list_tax_tables():
        check_row(ZHANG, NOW, PLACE, "tax", line.id, TODAY, TODAY)
    assert list_changed_runs(W001) == []
    assert all(line.checked_on == TODAY and line.table.brackets for line in list_tax_tables())


def test_without_the_stored_law_an_open_run_is_stale_and_a_locked_one_is_not_named(stage):
    from sqlalchemy import text

    from workshop.store.transaction import transaction

    compute_run(CHEN, NOW, W001, MARCH)
    with transaction(BOSS, NOW):
        db.session.execute(text("DELETE FROM run_law"))
    assert len(list_changed_runs(W001)) == 1


def test_allowances_of_a_name_are_read_with_their_own_days(stage):
    add_allowances(BOSS, NOW, W001, [NewAllowance(None, "餐补", "day", 500, False, True, at(1), at(10))])
    assert any(line.name == "餐补" for line in compute(stage, "001").lines)


def test_rates_that_concern_nobody_make_no_run_stale(stage):
    compute_run(CHEN, NOW, W001, MARCH)
    set_social_rates(BOSS, NOW, [PENSION])
    assert list_changed_runs(W001) == []
