"""Days, quantities, numbers of people, text."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.kernel.calendar import Calendar, CalendarMissing, parse_weekly_rest
from workshop.kernel.dated import Dated, in_order, value_on
from workshop.kernel.idno import BadIdNumber, age_on, check_character, lengthen, luhn_holds, parse_idno
from workshop.kernel.masking import mask_idno, mask_name, mask_phone, mask_tail
from workshop.kernel.money import BadNumber
from workshop.kernel.periods import BadPeriod, Period
from workshop.kernel.quantities import format_quantity, parse_quantity
from workshop.kernel.text import clean_name, fold, has_forbidden

CALENDAR = Calendar(
    {date(2026, 5, 1): "劳动节"}, frozenset({2026}), frozenset({6}), {date(2026, 5, 4): True, date(2026, 5, 10): False}
)


def test_a_value_holds_until_the_next_one_starts():
    values = in_order([Dated(date(2026, 3, 16), 2), Dated(date(2026, 1, 1), 1)])
    assert [value_on(values, date(2026, 3, day)).value for day in (15, 16)] == [1, 2]
    assert value_on(values, date(2025, 12, 31)) is None


@pytest.mark.parametrize(
    ("day", "band"),
    [(1, "holiday"), (3, "rest_day"), (4, "rest_day"), (10, "normal"), (11, "normal")],
)
def test_the_calendar_decides_an_empty_band(day, band):
    assert CALENDAR.band(date(2026, 5, day)) == band


def test_a_year_that_nobody_entered_names_itself():
    with pytest.raises(CalendarMissing, match="2027"):
        CALENDAR.band(date(2027, 1, 1))


def test_weekly_rest_is_written_as_weekdays():
    assert parse_weekly_rest("六日") == {5, 6}
    assert parse_weekly_rest("") == frozenset()


def test_periods_follow_each_other():
    assert Period.parse("2026-12").next.code == "2027-01"
    assert Period.parse("2026-12-H1").next.code == "2026-12-H2"
    assert Period.parse("2026-12-H2").next.code == "2027-01-H1"
    assert Period.parse("2026-02-H2").last == date(2026, 2, 28)


@pytest.mark.parametrize("code", ["2026-13", "2026-3", "2026-03-H3", "1999-01", "x"])
def test_what_is_no_period_is_refused(code):
    with pytest.raises(BadPeriod):
        Period.parse(code)


@pytest.mark.parametrize(("text", "unit", "value"), [("37", "双", 37000), ("12.5", "kg", 12500), ("１２", "件", 12000)])
def test_quantities_are_thousandths(text, unit, value):
    assert parse_quantity(text, unit) == value


@pytest.mark.parametrize(
    ("text", "unit"), [("45.5", "双"), ("-5", "双"), ("1e9", "双"), ("1.2345", "kg"), ("1000001", "双")]
)
def test_what_is_no_quantity_is_refused(text, unit):
    with pytest.raises(BadNumber):
        parse_quantity(text, unit)


def test_quantities_drop_trailing_zeros():
    assert [format_quantity(v) for v in (37000, 12500, -1234567)] == ["37", "12.5", "-1,234.567"]


def test_an_identity_number_tells_birth_and_sex():
    read = parse_idno("11010519491231002x")
    assert (read.number, read.birth_date, read.sex) == ("11010519491231002X", date(1949, 12, 31), "女")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("110105194912310021", "id_checksum"),
        ("110105491231002", "id_15_digits"),
        ("1101051949123100", "id_length"),
        ("", "id_length"),
        ("A1010519491231002X", "id_characters"),
    ],
)
def test_a_wrong_identity_number_says_why(text, reason):
    with pytest.raises(BadIdNumber) as caught:
        parse_idno(text)
    assert caught.value.reason == reason


def test_fifteen_digits_become_eighteen_by_century_and_check_character():
    assert lengthen("110105491231002") == "11010519491231002X"
    for wrong in ("11010549123100", "11010549123100X", "110105491331002"):
        with pytest.raises(BadIdNumber):
            lengthen(wrong)


def test_a_day_that_does_not_exist_is_no_birthday():
    first = "11010519490230002"
    with pytest.raises(BadIdNumber) as caught:
        parse_idno(first + check_character(first))
    assert caught.value.reason == "id_date"


@given(st.text(max_size=30))
def test_any_text_is_refused_in_words_as_an_identity_number(text):
    with pytest.raises(BadIdNumber, match=r"身份证号|旧号码"):
        parse_idno(text)


def test_age_counts_full_years():
    assert age_on(date(2010, 3, 5), date(2026, 3, 4)) == 15
    assert age_on(date(2010, 3, 5), date(2026, 3, 5)) == 16


def test_the_luhn_digit():
    assert luhn_holds("9999990000000000014")
    assert not luhn_holds("9999990000000000015")


def test_masks_show_what_one_recognises_and_no_more():
    assert mask_idno("990100198210109284") == "990100********9284"
    assert mask_phone("10000000001") == "100****0001"
    assert mask_tail("9999990000000000014") == "****0014"
    assert mask_tail("1234") == "****"
    assert mask_name("王桂香") == "王**"


def test_names_keep_rare_characters_and_lose_spaces():
    assert clean_name("李　 强") == "李强"
    assert clean_name("阿卜杜热合曼•买买提") == "阿卜杜热合曼·买买提"
    assert clean_name("𠮷祥") == "𠮷祥"


def test_headings_match_however_they_are_typed():
    assert fold("身份证\n号码") == fold("身份证 号码") == "身份证号码"
    assert fold("ＧＬＶ-01") == fold("glv-01")


@pytest.mark.parametrize("text", ["a\0b", "\ud800", "\x1b[0m", "\uffff"])
def test_what_no_field_takes_is_found(text):
    assert has_forbidden(text)
