"""Money to the fen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.kernel.money import (
    BadNumber,
    format_price,
    format_yuan,
    parse_price,
    parse_yuan,
    plain_yuan,
    round_half_up,
)
from workshop.kernel.words import amount_in_words


def test_a_half_fen_is_rounded_up():
    assert round_half_up(962 * 125, 100) == 1203  # 962 pieces at 0.0125 yuan


def test_rounding_a_reversal_mirrors_the_entry():
    assert round_half_up(-5, 10) == -round_half_up(5, 10)


@given(st.integers(-(10**12), 10**12), st.integers(1, 10**6))
def test_rounding_is_never_off_by_more_than_half(numerator, denominator):
    assert abs(2 * (round_half_up(numerator, denominator) * denominator - numerator)) <= denominator


@given(st.integers(-99_999_999_999, 99_999_999_999))
def test_what_is_written_is_read_back(fen):
    assert parse_yuan(plain_yuan(fen)) == fen


@pytest.mark.parametrize(
    "text", ["1e9", "NaN", "inf", "+5", "", " ", "1.", ".5", "1,2", "1e2000000", "٣", "0x10", "1.234", "9999999999"]
)
def test_what_is_no_amount_is_refused_in_words(text):
    with pytest.raises(BadNumber, match="金额"):
        parse_yuan(text)


def test_full_width_digits_are_digits():
    assert parse_yuan("１２．５") == 1250


def test_a_price_takes_four_decimals_and_not_five():
    assert parse_price("0.0768") == 768
    with pytest.raises(BadNumber, match="最多 4 位小数"):
        parse_price("0.07685")


@pytest.mark.parametrize(
    ("price", "text"), [(768, "0.0768"), (8000, "0.80"), (12_345_678, "1,234.5678"), (1250, "0.125")]
)
def test_prices_drop_zeros_below_the_fen(price, text):
    assert format_price(price) == text


def test_amounts_have_commas_and_two_decimals():
    assert format_yuan(-123456789) == "-1,234,567.89"


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (0, "人民币零元整"),
        (5, "人民币伍分"),
        (10, "人民币壹角整"),
        (105, "人民币壹元零伍分"),
        (110, "人民币壹元壹角整"),
        (140950, "人民币壹仟肆佰零玖元伍角整"),
        (600714, "人民币陆仟零柒元壹角肆分"),
        (10712000, "人民币壹拾万柒仟壹佰贰拾元整"),
        (1640902, "人民币壹万陆仟肆佰零玖元零贰分"),
        (10000000000, "人民币壹亿元整"),
        (10000000100, "人民币壹亿零壹元整"),
        (-100, "人民币负壹元整"),
    ],
)
def test_amounts_in_words_as_on_a_cheque(fen, words):
    assert amount_in_words(fen) == words
