"""Lists of a claim have its people and months and no others; lists of a month have what was registered; figures agree."""

from dataclasses import replace
from datetime import date

import pytest
from click.testing import CliRunner

from tests.conftest import BOSS, NOW, W001
from tests.papers.claim_cast import claim_person, make_claim
from tests.papers.reading import read_list, squeeze
from tests.pay.paying import give_cards, lock
from tests.pay.stage import CHEN, DAYS, MARCH, Stage, a_new_worker, at, count_statements
from workshop.claims.actions import NewFact, NewMonth, NewTraining, record_facts, record_months, record_trainings
from workshop.claims.values import Claim
from workshop.kernel.faults import NotFound, Refused
from workshop.kernel.periods import Period
from workshop.papers.commands import paper
from workshop.papers.kind import Asked
from workshop.papers.kinds import KINDS
from workshop.papers.listing import ListBook, ListPaper
from workshop.papers.queries import claimed
from workshop.papers.setting.printing import print_book, print_list
from workshop.pay.actions import (
    NewSocialBase,
    NewSocialRate,
    compute_run,
    pay_by_bank,
    pay_in_cash,
    set_social_bases,
    set_social_rates,
)
from workshop.people.actions import add_workers
from workshop.people.queries import find_workshop

MARCH_NUMBER = 2026 * 12 + 2
FEBRUARY_NUMBER = MARCH_NUMBER - 1
OF_CLAIMS = (
    *("wage-sheet", "wage-sheet-products", "piece-sheet", "attendance", "roster", "roster-short", "roster-card"),
    *("roster-guangdong", "roster-posting", "contract-register", "training-roster", "insurance-roster"),
)


@pytest.fixture
def stage(app) -> Stage:
    stage = Stage()
    row = a_new_worker(
        "005", "阿依古丽·买买提", "standard", "劳动合同", categories=("脱贫户",), bank_card="9999990000000000014"
    )
    stage.workers |= add_workers(BOSS, NOW, W001, [row])
    stage.work_a_month()
    stage.attend("005", DAYS[:10])
    stage.output("005", at(2), 300)
    compute_run(CHEN, NOW, W001, MARCH)
    for half in (1, 2):
        compute_run(CHEN, NOW, W001, Period(2026, 3, half))
    return stage


@pytest.fixture
def shop(app):
    return find_workshop("W001")


def of_claim(monkeypatch: pytest.MonkeyPatch, stage: Stage, *numbers: str, **changed: object) -> Claim:
    """A claim of March for these people, found under the number 1."""
    months = changed.pop("months", (MARCH_NUMBER,))
    people = tuple(claim_person(number, stage.workers[number], months=months, worker_no=number) for number in numbers)
    dates = {"first": at(1), "last": at(31), **changed}
    made = make_claim(people, **dates)
    monkeypatch.setattr(claimed, "get_claim", lambda workshop_id, claim_id: made)
    return made


def build(code: str, shop, **asked: object) -> ListPaper | ListBook:
    """A list, numbers masked."""
    return KINDS[code].build(Asked(shop, MARCH, **asked), {})


def column(paper: ListPaper, key: str) -> list[object]:
    """A column's values, row by row."""
    place = [one.key for one in paper.columns].index(key)
    return [row.values[place] for row in paper.rows if row.kind != "detail"]


def test_a_claims_lists_agree_to_the_fen_when_they_are_read_back(stage: Stage, shop, monkeypatch) -> None:
    of_claim(monkeypatch, stage, "001", "005")
    roster = read_list("roster", print_list(build("roster", shop, claim_id=1)).pdf)
    wages = read_list("wage-sheet", print_book(build("wage-sheet", shop, claim_id=1)).pdf)
    attended = read_list("attendance", print_book(build("attendance", shop, claim_id=1)).pdf)
    assert (roster.people, wages.people, attended.people) == (2, 2, 2)
    assert roster.sums["pay"] == wages.sums["gross"] == wages.add("gross") > 0
    assert attended.row_of("阿依古丽·买买提").figures["days"] == 20


def test_a_claims_categories_are_those_that_were_claimed(stage: Stage, shop, monkeypatch) -> None:
    claim = of_claim(monkeypatch, stage, "001", "005")
    people = (replace(claim.people[0], category="边缘易致贫户"), claim.people[1])
    monkeypatch.setattr(claimed, "get_claim", lambda workshop_id, claim_id: replace(claim, people=people))
    assert column(build("roster", shop, claim_id=1), "category") == ["边缘易致贫户", "脱贫户"]
    assert column(build("wage-sheet", shop, claim_id=1).lists[0], "category") == ["边缘易致贫户", "脱贫户"]


def test_months_that_are_not_claimed_are_not_counted(stage: Stage, shop, monkeypatch) -> None:
    record_months(BOSS, NOW, W001, [NewMonth(stage.workers["005"], date(2026, 2, 1), pay_fen=99_900, source="旧账")])
    [march] = column(build("roster", shop), "pay")
    of_claim(monkeypatch, stage, "005")
    assert column(build("roster", shop, claim_id=1), "pay") == [march - 99_900]
    of_claim(monkeypatch, stage, "005", months=(FEBRUARY_NUMBER, MARCH_NUMBER), first=at(1, 2))
    assert column(build("roster", shop, claim_id=1), "pay") == [march]
    assert column(build("roster", shop, claim_id=1), "months") == [2]


def test_a_lump_counts_every_month_of_its_service(stage: Stage, shop, monkeypatch) -> None:
    of_claim(monkeypatch, stage, "001", "005", months=(), first=at(1, 1))
    assert column(build("roster", shop, claim_id=1), "months") == [1, 1]
    assert [paper.head.period.month for paper in build("attendance", shop, claim_id=1).lists] == [1, 2, 3]


def test_half_months_of_a_claim_have_sheets_of_their_own(stage: Stage, shop, monkeypatch) -> None:
    claim = of_claim(monkeypatch, stage, "001", "003")
    book = build("wage-sheet", shop, claim_id=1)
    assert [paper.title for paper in book.lists] == [
        "2026年3月计件工资发放表",
        "2026年3月上半月计件工资发放表",
        "2026年3月下半月计件工资发放表",
    ]
    assert all(f"申领 {claim.number} 校验值" in paper.head.reference for paper in book.lists)


def test_who_took_work_home_is_paid_a_fee(stage: Stage, shop, monkeypatch) -> None:
    [fee] = column(build("wage-sheet-home", shop), "fee")
    of_claim(monkeypatch, stage, "001", "004")
    [paper] = build("wage-sheet-home", shop, claim_id=1).lists
    assert (column(paper, "name"), column(paper, "fee")) == (["李秀英"], [fee])
    assert fee == 46_000


def test_the_register_and_the_settlement_of_a_claim_come_to_its_fees(stage: Stage, shop, monkeypatch) -> None:
    of_claim(monkeypatch, stage, "001", "004")
    [fees], [register], [settled] = (
        build(code, shop, claim_id=1).lists for code in ("wage-sheet-home", "takehome-register", "settlement")
    )
    totals = [
        dict(zip((one.key for one in paper.columns), paper.totals, strict=True)) for paper in (fees, register, settled)
    ]
    assert (totals[0]["fee"], totals[1]["fee"], totals[2]["fees"]) == (46_000, 46_000, 46_000)
    of_claim(monkeypatch, stage, "001")
    with pytest.raises(Refused, match="没有领料和交货"):
        build("takehome-register", shop, claim_id=1)


def test_a_claim_without_anybody_at_home_has_no_sheet_of_fees(stage: Stage, shop, monkeypatch) -> None:
    of_claim(monkeypatch, stage, "001")
    with pytest.raises(Refused, match="没有外发加工费"):
        build("wage-sheet-home", shop, claim_id=1)


def test_trainees_stand_on_their_lists_with_their_mentor(stage: Stage, shop, monkeypatch) -> None:
    row = NewTraining(stage.workers["002"], "以岗代训", at(2), at(31, 5), stage.workers["001"], source="协议")
    record_trainings(BOSS, NOW, W001, [row])
    [paid, listed] = [build(code, shop) for code in ("wage-sheet-training", "training-roster")]
    assert (column(paid, "name"), column(paid, "mentor")) == (["陈小梅"], ["王桂香"])
    assert (column(listed, "name"), column(listed, "months"), column(listed, "amount")) == (["陈小梅"], [2], [None])
    of_claim(monkeypatch, stage, "002")
    claimed_for = build("training-roster", shop, claim_id=1)
    assert (column(claimed_for, "months"), column(claimed_for, "amount")) == ([1], [120_000])
    assert column(claimed_for, "standard") == ["每人每月 200 元"]


def test_the_register_of_contracts_says_how_each_is_paid(stage: Stage, shop) -> None:
    paper = build("contract-register", shop)
    ways = dict(zip(column(paper, "name"), zip(column(paper, "way"), column(paper, "rate"), strict=True), strict=True))
    assert ways["王桂香"] == ("计件", "按工序单价")
    assert ways["赵大山"] == ("计时", "18.00 元/小时")
    assert ways["李秀英"] == ("承揽", "按外发单单价")


def test_the_insured_are_listed_by_what_was_registered_and_by_their_base(stage: Stage, shop, monkeypatch) -> None:
    paid = (("养老", 60_000), ("意外险", 500))
    told = [NewFact(stage.workers["001"], "参保", kind, at(1), fen=fen, source="缴费单") for kind, fen in paid]
    record_facts(BOSS, NOW, W001, told)
    set_social_rates(BOSS, NOW, [NewSocialRate("990100", "养老", date(2026, 1, 1), 800, 1600, None, None, "费率")])
    set_social_bases(BOSS, NOW, W001, [NewSocialBase(stage.workers["005"], at(1), 400_000)])
    paper = build("insurance-roster", shop)
    assert column(paper, "name") == ["王桂香", "阿依古丽·买买提"]
    assert (column(paper, "pension"), column(paper, "base")) == ([60_000, 64_000], [None, 400_000])
    of_claim(monkeypatch, stage, "001", "002")
    assert column(build("roster", shop, claim_id=1), "insured") == ["养老、意外险", ""]


def test_the_months_report_counts_those_who_are_there(stage: Stage, shop) -> None:
    record_facts(BOSS, NOW, W001, [NewFact(None, "车间类型", "", at(1), text="厂房式", source="现场")])
    paper = build("monthly-report", shop)
    by_key = dict(zip((one.key for one in paper.sheet.columns), paper.sheet.rows[0].values, strict=True))
    assert (by_key["workers"], by_key["in_shop"], by_key["at_home"], by_key["by_hour"]) == (5, 3, 1, 1)
    assert (by_key["poverty"], by_key["women"], by_key["kind"], by_key["paid"]) == (1, 5, "厂房式", 5)
    assert by_key["highest"] >= by_key["mean"] >= by_key["lowest"] > 0


def test_the_state_of_registration_decides_what_guangdong_is_told(stage: Stage, shop) -> None:
    record_facts(BOSS, NOW, W001, [NewFact(stage.workers["005"], "农村户口", "", at(1), source="户口簿")])
    paper = build("roster-guangdong", shop)
    assert (column(paper, "household_kind"), column(paper, "contract_state")) == (["农业户口"], ["履行中"])


def test_nobody_outside_a_claim_is_on_its_lists(stage: Stage, shop, monkeypatch) -> None:
    of_claim(monkeypatch, stage, "002", "005")
    for code in OF_CLAIMS:
        paper = build(code, shop, claim_id=1)
        lists = paper.lists if isinstance(paper, ListBook) else (paper,)
        assert {name for one in lists for name in column(one, "name")} == {"陈小梅", "阿依古丽·买买提"}, code


def test_more_workers_cost_no_more_statements(stage: Stage, shop, monkeypatch) -> None:
    of_claim(monkeypatch, stage, "001", "005")

    def work() -> None:
        for code in (*OF_CLAIMS, "wage-sheet-home", "wage-sheet-training", "monthly-report"):
            build(code, shop)
        for code in OF_CLAIMS:
            build(code, shop, claim_id=1)

    find_workshop("W001")  # opens the transaction that the counted reads are in
    few = count_statements(work)
    add_workers(
        BOSS,
        NOW,
        W001,
        [a_new_worker(f"{n}", f"李{n}", "standard", "劳动合同", categories=("脱贫户",)) for n in range(100, 140)],
    )
    find_workshop("W001")
    assert count_statements(work) == few


def test_money_that_went_out_for_a_claim_is_that_of_its_wage_sheets(stage: Stage, shop, monkeypatch) -> None:
    give_cards(stage, "001", "005")
    run = lock()
    pay_by_bank(CHEN, NOW, W001, run.id, "csv", date(2026, 4, 2))
    pay_in_cash(CHEN, NOW, W001, run.id, date(2026, 4, 2))
    of_claim(monkeypatch, stage, "001", "004")
    [sheet] = build("wage-sheet", shop, claim_id=1).lists
    [bank], [cash] = (build(code, shop, claim_id=1).lists for code in ("bank-list", "cash-list"))
    assert (column(bank, "name"), column(cash, "name")) == (["王桂香"], ["李秀英"])
    assert sorted(column(bank, "net") + column(cash, "net")) == sorted(column(sheet, "net"))


@pytest.mark.parametrize("code", ["slips", "slips-a5", "wage-ledger", "monthly-report"])
def test_a_list_that_knows_no_claim_is_not_printed_under_its_name(code: str, shop) -> None:
    with pytest.raises(Refused, match="不按申领打印"):
        build(code, shop, claim_id=1)


def test_the_command_prints_several_months_of_attendance_in_one_file(stage: Stage, tmp_path) -> None:
    file = tmp_path / "a.pdf"
    asked = ["attendance", "--workshop", "W001", "--period", "2026-02", "--to", "2026-03", "-o", str(file)]
    done = CliRunner().invoke(paper, asked)
    assert done.exit_code == 0, done.output
    read = read_list("attendance", file.read_bytes())
    assert [f"2026年{month}月考勤表" in squeeze(page) for month, page in zip((2, 3), read.pages, strict=True)] == [
        True,
        True,
    ]
    refused = CliRunner().invoke(paper, ["roster", *asked[1:]])
    assert (refused.exit_code, "--to 只用于" in refused.output) == (2, True)


def test_the_command_knows_a_claim_by_its_number(stage: Stage, shop, monkeypatch, tmp_path) -> None:
    done = CliRunner().invoke(paper, ["roster", "--workshop", "W001", "--claim", "SL-1", "-o", str(tmp_path / "r.pdf")])
    assert isinstance(done.exception, NotFound)
    assert "没有申领「SL-1」" in str(done.exception)


def test_pay_that_may_still_change_is_told_on_a_claims_sheet(stage: Stage, shop, monkeypatch) -> None:
    of_claim(monkeypatch, stage, "001")
    assert "工资未锁定" in build("wage-sheet", shop, claim_id=1).lists[0].head.reference
    lock()
    assert "工资未锁定" not in build("wage-sheet", shop, claim_id=1).lists[0].head.reference
