"""Dates and numbers in all the ways that offices write them."""

from datetime import date, datetime

import pytest

from workshop.sheets.cells import EMPTY, Cell, column_number, letter
from workshop.sheets.dates import find_date, parse_date
from workshop.sheets.numbers import is_nothing, parse_count, parse_number, same_unit
from workshop.sheets.reasons import REASONS, Unreadable
from workshop.sheets.shown import formatted, is_day_format, number_text


def cell(value) -> Cell:
    return Cell(value, value if isinstance(value, str) else number_text(value))


@pytest.mark.parametrize(
    "text",
    ["2026.3.5", "2026/3/5", "2026-03-05", "2026、3、5", "2026年3月5日", "2026 年 3 月 5 日", "20260305", "２０２６．３．５",
     "二〇二六年三月五日", "二○二六年三月五日", "2026-03-05 00:00:00", "'2026-3-5", "46086", "2026年3月5号"],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(text):
    assert parse_date(cell(text)) == date(2026, 3, 5)


@pytest.mark.parametrize("value", [46086, 46086.0, 20260305])
def test_a_day_is_read_from_a_serial_number(value):
    assert parse_date(cell(value)) == date(2026, 3, 5)


def test_a_real_date_is_its_day():
    assert parse_date(Cell(datetime(2026, 3, 5, 8, 30), "")) == date(2026, 3, 5)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("二〇二五年十二月二十一日", date(2025, 12, 21)),
        ("二○二五年十月二十日", date(2025, 10, 20)),
        ("二〇二五年十一月卅日", date(2025, 11, 30)),
    ],
)
def test_chinese_tens_are_read(text, day):
    assert parse_date(cell(text)) == day


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("2025年9月", "date_no_day"), ("2025.9", "date_no_day"), (2025.9, "date_no_day"), ("202509", "date_no_day"),
        ("二〇二五年九月", "date_no_day"), ("2025年", "date_no_day"), ("2026.2.30", "date_invalid"),
        ("2026年13月1日", "date_invalid"), ("20260230", "date_invalid"), ("去年年底", "date_unreadable"),
        ("3.5", "date_unreadable"), (3.5, "date_unreadable"), ("12345678901", "date_unreadable"), (1e300, "date_unreadable"),
        (float("nan"), "date_unreadable"), ("二〇二六年三月三十二日", "date_invalid"),
    ],
)  # fmt: skip
def test_what_is_no_day_is_refused_by_its_reason(value, reason):
    with pytest.raises(Unreadable) as told:
        parse_date(cell(value))
    assert told.value.reason == reason


@pytest.mark.parametrize(("value", "day"), [("3.1", 1), ("3.10", 10), ("3/2", 2), ("3月2日", 2), (3.15, 15), (3.4, 4)])
def test_with_the_year_known_month_and_day_are_enough(value, day):
    assert parse_date(cell(value), 2026) == date(2026, 3, day)


@pytest.mark.parametrize("value", [3.1, 3.2, 3.3, 12.1])
def test_a_day_typed_as_a_number_that_may_be_two_days_is_refused(value):
    with pytest.raises(Unreadable) as told:
        parse_date(cell(value), 2026)
    assert told.value.reason == "date_ambiguous"


def test_a_date_is_found_in_a_title():
    assert find_date("自二〇二六年三月一日起执行") == find_date("自 2026 年 3 月 1 日起") == date(2026, 3, 1)
    assert find_date("2026年3月份考勤表") is None


@pytest.mark.parametrize(
    ("value", "thousandths"),
    [("２７１", 271_000), ("1,250", 1_250_000), ("833双", 833_000), ("324+325", 649_000), ("752.0", 752_000), (45.5, 45_500),
     ("-15", -15_000), (" 12 ", 12_000), ("'12", 12_000), (0.1 + 0.2, 300)],
)  # fmt: skip
def test_a_number_is_read_however_it_is_typed(value, thousandths):
    assert parse_number(cell(value))[0] == thousandths


@pytest.mark.parametrize(
    "value", ["约100", "12o", "1e5", "1,25", "12双3", "80+", "NaN", "1.2.3", "=80", "十二", "9" * 4000, "１２a"]
)
def test_what_is_no_number_is_refused(value):
    with pytest.raises(Unreadable, match="不是数字"):
        parse_number(cell(value))


@pytest.mark.parametrize("value", ["", "—", "/", "／", 0, "0", "０", "休", "请假", " 请 假 ", "0.0"])
def test_the_marks_that_mean_nothing_are_nothing(value):
    assert is_nothing(cell(value))


@pytest.mark.parametrize("value", ["0.5", "10", "x", "0x", "○"])
def test_what_means_something_is_not_nothing(value):
    assert not is_nothing(cell(value))


@pytest.mark.parametrize(
    ("value", "unit", "reason"),
    [
        (-15, "双", "number_negative"),
        (45.5, "双", "unit_is_counted"),
        ("12袋", "双", "unit_differs"),
        (2e6, "双", "number_too_large"),
    ],
)
def test_a_count_has_its_own_refusals(value, unit, reason):
    with pytest.raises(Unreadable) as told:
        parse_count(cell(value), unit)
    assert told.value.reason == reason


def test_weights_take_three_decimals():
    assert parse_count(cell("12.345公斤"), "kg") == 12_345
    assert same_unit("千克", "kg")
    assert not same_unit("斤", "kg")


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [(6, "000", "006"), (17, '"S"000', "S017"), (6, "General", "6"), (45.5, "0", "45.5"),
     (9.90100199205191e17, "General", "9.90100199205191E+17"),
     (990100010523256, "General", "990100010523256"), (0.0396, "General", "0.0396"), (1e-7, "General", "0.0000001"), (-3, "000", "-3")],
)  # fmt: skip
def test_numbers_are_shown_as_excel_shows_them(value, code, text):
    assert formatted(value, code) == text


@pytest.mark.parametrize(
    "code", ["yyyy-mm-dd", 'm"月"d"日"', '[$-804]yyyy"年"m"月"', "d/m/yy h:mm", "[DBNum1]yyyy年m月d日"]
)
def test_formats_of_days_are_known(code):
    assert is_day_format(code)


@pytest.mark.parametrize("code", ["General", "0.00", '0"日"', "[Red]0", "h:mm", "@", "#,##0.00_ ", '"day"0'])
def test_other_formats_are_not(code):
    assert not is_day_format(code)


def test_letters_and_numbers_of_columns_are_one():
    assert [column_number(letter(n)) for n in (1, 26, 27, 702, 703, 16384)] == [1, 26, 27, 702, 703, 16384]


def test_every_reason_has_a_sentence_and_a_mend():
    assert all(message and mend for message, mend in REASONS.values())
    assert is_nothing(EMPTY)
