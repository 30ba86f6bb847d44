"""The inspectors' checks on villages made up with a seed: few questions of the honest, nearly every planted case is asked about."""

from functools import lru_cache

import pytest

from tests.claims.village.honest import honest_workshop
from tests.claims.village.measure import count_false, count_found
from tests.claims.village.planted import PLANTS
from workshop.claims.rules.inspecting.checks import CHECKS, FOUND, RUN
from workshop.claims.rules.inspecting.facts import InspectionFacts

WORKSHOPS, CASES = 30, 20  # the long form stands in tests/bench/bench_inspecting.py


@lru_cache(1)
def village() -> tuple[InspectionFacts, ...]:
    return tuple(honest_workshop(seed) for seed in range(WORKSHOPS))


def test_honest_workshops_are_asked_at_most_two_questions_in_a_thousand_worker_months():
    found, months = count_false(village())
    assert months > 3_000
    assert found.total() * 1000 <= 2 * months, found


@pytest.mark.parametrize("code", PLANTS)
def test_nineteen_of_twenty_planted_cases_are_asked_about(code: str):
    found, planted = count_found(code, village(), CASES)
    assert planted >= 10
    assert found * 100 >= 95 * planted


def test_every_check_that_is_run_has_a_planted_case():
    assert {code for code, one in CHECKS.items() if one.look} == set(PLANTS)


def test_everything_that_inspectors_find_has_a_check_and_everything_to_be_looked_at_has_one_or_its_place():
    run = [one for one in CHECKS.values() if one.look]
    assert {number for one in run for number in one.found} == set(FOUND) == set(range(1, 17))
    assert {number for one in CHECKS.values() for number in one.run} == set(RUN) == set(range(1, 26))
    assert all(one.needs for one in CHECKS.values() if not one.look)
