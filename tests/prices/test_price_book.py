"""Which price holds (pay rules 2.1, 2.2)."""

import time
from datetime import date

from workshop.prices.rules import Price, PriceBook

MARCH, MAY, JULY = date(2026, 3, 1), date(2026, 5, 1), date(2026, 7, 1)


def price(rate: int, start: date, grade: str = "", charge: int | None = None) -> Price:
    return Price(rate, grade, start, charge)


def test_the_latest_price_on_or_before_the_day_holds():
    book = PriceBook([(1, price(120, MAY)), (1, price(100, MARCH))])
    assert book.find(1, "", MAY) == price(120, MAY)
    assert book.find(1, "", date(2026, 4, 30)) == price(100, MARCH)


def test_before_the_first_price_there_is_none():
    assert PriceBook([(1, price(100, MARCH))]).find(1, "", date(2026, 2, 28)) is None
    assert PriceBook([]).find(1, "学徒", MARCH) is None


def test_an_old_price_of_the_grade_beats_a_newer_one_for_all():
    book = PriceBook([(1, price(80, MARCH, "学徒")), (1, price(120, MAY))])
    assert book.find(1, "学徒", JULY) == price(80, MARCH, "学徒")
    assert book.find(1, "", JULY) == price(120, MAY)


def test_a_grade_without_its_own_price_yet_takes_the_one_for_all():
    book = PriceBook([(1, price(80, MAY, "学徒")), (1, price(100, MARCH))])
    assert book.find(1, "学徒", date(2026, 4, 1)) == price(100, MARCH)
    assert book.find(1, "熟练", JULY) == price(100, MARCH)


def test_the_next_price_is_of_the_same_grade():
    book = PriceBook([(1, price(100, MARCH)), (1, price(70, MAY, "学徒")), (1, price(120, JULY))])
    assert book.next_after(1, "", MARCH) == price(120, JULY)
    assert book.next_after(1, "", JULY) is None


def test_fifty_thousand_questions_take_well_under_a_second():
    book = PriceBook((op, price(op, date(2026, month, 1))) for op in range(1, 201) for month in range(1, 13))
    started = time.process_time()
    for n in range(50_000):
        assert book.find(n % 200 + 1, "学徒", JULY)
    assert time.process_time() - started < 1
