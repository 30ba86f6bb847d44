"""What a phone shows adds up to the slip to the fen, by whatever a worker is paid."""

from datetime import date
from fractions import Fraction

import pytest

from tests.conftest import BOSS, NOW, W001
from tests.pay.stage import CHEN, MARCH, ZHANG, Stage, at, count_statements
from workshop.floor.actions import (
    NewHours,
    NewShare,
    NewTeamOutput,
    record_hours,
    record_team_output,
    reverse_output,
)
from workshop.kernel.periods import Period
from workshop.mine.queries.earned import EarnedMonth, load_day, load_month
from workshop.mine.rules.days import to_fen
from workshop.pay.actions import approve_run, compute_run, lock_run
from workshop.pay.queries.slips import get_slip
from workshop.prices.actions import NewPrice, NewTier, set_prices, set_tiers
from workshop.takehome.actions import NewOrder, NewReturn, issue_orders, record_returns

LATER = date(2026, 4, 20)


@pytest.fixture
def stage(app) -> Stage:
    stage = Stage()
    for number in ("001", "002"):
        stage.attend(number, [at(2), at(3), at(31)])
        stage.output(number, at(2), 600)
        stage.output(number, at(31), 600)
    order = NewOrder("D1", stage.workers["004"], stage.operations["HOM-01"], at(2), material="标", material_issued=0)
    [order_id] = issue_orders(BOSS, NOW, W001, [order], on=at(31)).values()
    record_returns(BOSS, NOW, W001, [NewReturn(order_id, at(9), at(9), 1_000_000, 0, 0)], on=at(31))
    return stage


def month_of(stage: Stage, number: str, today: date = LATER, month: Period = MARCH) -> EarnedMonth:
    return load_month(W001, stage.workers[number], month, today)


def sum_of_days(month: EarnedMonth) -> dict:
    """By line of the slip the exact sum of its days, rounded once."""
    sums: dict = {}
    for day in month.days:
        for line in day.lines:
            sums[line.key] = sums.get(line.key, Fraction(0)) + line.exact
    return {key: to_fen(exact) for key, exact in sums.items()}


def lines_of(month: EarnedMonth) -> dict:
    """The same keys from the lines of the month that come from days."""
    kinds = ("piece", "team", "hourly", "takehome", "daily")
    return {
        (
            line.kind,
            str(line.operation_id or line.name),
            line.price,
            line.band,
        ): line.amount
        for line in month.lines
        if line.kind in kinds
    }


def slip_gross(stage: Stage, number: str, *codes: str) -> int:
    """What the slips of these periods come to without a top-up, which nobody knows before the month is over."""
    heads = [get_slip(W001, code, stage.workers[number]).head for code in codes]
    return sum(head.gross - head.topup for head in heads)


def awkward(stage: Stage) -> None:
    """Prices of four decimals, slabs, defects of others, rest days, a reversal."""
    set_prices(BOSS, NOW, W001, [NewPrice("GLV-02", at(10), "", 1237, 500)], on=at(31))
    for day in (11, 12, 13, 15, 22):
        stage.output("001", at(day), 37 + day)
    set_tiers(BOSS, NOW, W001, [NewTier("GLV-02", at(16), 700_000, 1391)])
    stage.output("001", at(17), 813, defect_own=3000, defect_other=2000)
    reverse_output(CHEN, NOW, W001, stage.output("001", at(18), 151), "记错")


def test_every_line_is_the_sum_of_its_days_to_the_fen(stage):
    awkward(stage)
    month = month_of(stage, "001")
    assert sum_of_days(month) == lines_of(month)
    assert len(lines_of(month)) > 2


@pytest.mark.parametrize("number", ["001", "002", "004"])
def test_the_month_on_the_phone_is_the_slip_before_and_after_it_is_locked(stage, number):
    awkward(stage)
    before = month_of(stage, number).fen
    compute_run(CHEN, NOW, W001, MARCH)
    assert before == slip_gross(stage, number, "2026-03")
    approve_run(ZHANG, NOW, W001, MARCH)
    lock_run(CHEN, NOW, W001, MARCH)
    month = month_of(stage, number)
    assert month.closed
    assert month.fen == get_slip(W001, "2026-03", stage.workers[number]).head.gross
    assert sum_of_days(month) == lines_of(month)


def test_the_lines_on_the_phone_are_those_of_the_slip(stage):
    awkward(stage)
    compute_run(CHEN, NOW, W001, MARCH)
    slip = get_slip(W001, "2026-03", stage.workers["001"])
    shown = [(line.sentence, line.amount) for line in month_of(stage, "001").lines]
    assert shown == [(line.sentence, line.amount) for line in slip.lines if line.kind != "minimum"]


def test_part_time_work_is_the_sum_of_both_halves(stage):
    hours = [NewHours(f"x{n}", at(n), stage.workers["003"], "清洁", 20 * n, None, "") for n in (4, 5, 18, 19)]
    record_hours(BOSS, NOW, W001, hours, on=at(31))
    month = month_of(stage, "003")
    assert [part.period.code for part in month.parts] == ["2026-03-H1", "2026-03-H2"]
    for part in month.parts:
        compute_run(CHEN, NOW, W001, part.period)
    assert month.fen == slip_gross(stage, "003", "2026-03-H1", "2026-03-H2")


def test_a_team_share_is_on_the_day_it_was_made(stage):
    members = [NewShare(stage.workers["001"], 480, None), NewShare(stage.workers["002"], 240, None)]
    team = NewTeamOutput("t1", at(5), stage.operations["GLV-02"], 101_000, "by_minutes", "", tuple(members))
    record_team_output(BOSS, NOW, W001, [team], on=at(31))
    month = month_of(stage, "001")
    assert "team" in [line.kind for line in month.on(at(5)).lines]
    assert sum_of_days(month) == lines_of(month)


def test_today_is_what_was_made_today(stage):
    day = month_of(stage, "001", at(31)).on(at(31))
    assert (day.fen, day.pieces, day.attended) == (12_000, ((600_000, "双"),), 2)


def test_what_was_taken_home_counts_on_the_day_of_its_inspection(stage):
    day = month_of(stage, "004").on(at(9))
    assert [(line.name, line.exact) for line in day.lines] == [("绣标", 46_000)]


def test_late_work_stands_before_the_month_in_which_it_is_paid(stage):
    compute_run(CHEN, NOW, W001, MARCH)
    approve_run(ZHANG, NOW, W001, MARCH)
    lock_run(CHEN, NOW, W001, MARCH)
    stage.output("001", at(30), 5, today=LATER)
    april = month_of(stage, "001", month=Period(2026, 4))
    assert ([(day.on, day.fen) for day in april.days], april.fen) == ([(at(30), 100)], 100)
    own = load_day(W001, stage.workers["001"], at(30), LATER)
    assert (own.day.fen, own.later) == (100, True)
    assert month_of(stage, "001").fen == slip_gross(stage, "001", "2026-03")


def test_work_without_a_price_is_shown_and_comes_to_nothing(stage):
    stage.output("001", date(2025, 12, 30), 5)
    [day] = month_of(stage, "001", month=Period(2025, 12)).days
    assert [(line.quantity, line.price, line.exact) for line in day.lines] == [(5_000, None, 0)]


def test_the_number_of_reads_does_not_grow_with_the_work(stage):
    few = count_statements(lambda: month_of(stage, "001"))
    for day in range(4, 30):
        stage.output("001", at(day), 37 + day)
    assert count_statements(lambda: month_of(stage, "001")) == few
