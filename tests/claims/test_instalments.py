"""Instalments that start when a claim is approved or its first part paid: decided once the day is known."""

from datetime import date

import pytest

from tests.claims.stage import run
from workshop.claims.rules.results import BenefitResult

PARTS = """amount = { is = "一次性", yuan = 10000 }
instalments = [
    { share = "60%", after = "批准", within_days = 10 },
    { share = "40%", after = "首期", after_months = 12 },
]"""
ON = date(2023, 6, 1)


def parts(*approvals: str) -> BenefitResult:
    return run(PARTS, [], {"approvals": list(approvals)}, on=ON)


def answers(found: BenefitResult) -> list[str]:
    return [one.finding.answer for one in found.instalments]


def test_before_the_day_is_known_both_are_undecided():
    assert answers(parts()) == ["undecided", "undecided"]


def test_the_first_part_is_due_within_its_days_after_approval():
    found = parts("paper/补贴 2022-01-01..2022-12-31 批准:2023-05-25")
    assert answers(found) == ["met", "undecided"]
    assert found.instalments[0].due == date(2023, 6, 4)
    assert found.instalments[0].amount.fen == 600_000


@pytest.mark.parametrize(("paid", "answer"), [("2022-06-01", "met"), ("2022-06-02", "not_met")])
def test_the_second_part_waits_for_its_months_after_the_first_was_paid(paid: str, answer: str):
    found = parts(f"paper/补贴 2022-01-01..2022-12-31 批准:2022-05-20 首期:{paid}")
    assert answers(found) == ["met", answer]


def test_the_approval_of_another_benefit_or_another_time_says_nothing():
    other = "paper/别的 2022-01-01..2022-12-31 批准:2023-05-25"
    before = "paper/补贴 2021-01-01..2021-12-31 批准:2022-05-25"
    assert answers(parts(other, before)) == ["undecided", "undecided"]
