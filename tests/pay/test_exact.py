"""Exact sums of a day, as the page shows them (pay rules 1.7)."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.pay.rules.exact import exact_yuan


@pytest.mark.parametrize(
    ("numerator", "denominator", "shown"),
    [
        (12000, 1, "120.00"),
        (37 * 125, 100, "0.4625"),
        (20 * 2060, 60, "6.86⅔"),
        (10 * 2060, 60, "3.43⅓"),
        (-3 * 1950, 60, "-0.975"),
        (0, 60, "0.00"),
        (1, 120, "0.00008⅓"),
    ],
)
def test_decimals_go_on_as_far_as_they_are_needed(numerator, denominator, shown):
    assert exact_yuan(numerator, denominator) == shown


@given(st.integers(-(10**9), 10**9), st.sampled_from([1, 2, 4, 60, 120, 100, 200_000]))
def test_nothing_is_rounded(numerator, denominator):
    shown = exact_yuan(numerator, denominator).replace(",", "")
    thirds = {"⅓": 1, "⅔": 2}.get(shown[-1], 0)
    digits = shown.rstrip("⅓⅔")
    last = Fraction(1, 10 ** len(digits.partition(".")[2]))
    value = Fraction(digits.lstrip("-")) + last * Fraction(thirds, 3)
    assert (-value if digits.startswith("-") else value) * 100 == Fraction(numerator, denominator)
