"""Price lists of offices."""

from collections import Counter
from datetime import date

import pytest

from tests.sheets.makers import (
    OPERATIONS,
    brief,
    fault_rows,
    make_book,
    mended,
    sample,
    sample_operations,
    sample_table,
)
from workshop.prices.files import PricesKnown, read, recognise
from workshop.sheets.kinds import guess_kind
from workshop.sheets.mending import build_mending

KNOWN = PricesKnown(OPERATIONS)
TITLE = ["自2026年3月1日起执行"]
HEADINGS = ["产品", "工序", "单位", "单价", "学徒单价", "次品扣款", "执行日期"]


def read_rows(*rows, headings=HEADINGS, title=TITLE, **more):
    book = make_book(("价", [title, headings, *rows]), **more)
    return read(book, recognise(book), KNOWN)


def four(price: int | None) -> str:
    return "" if price is None else f"{price // 10000}.{price % 10000:04d}"


def test_the_office_list_gives_exactly_its_prices_and_faults():
    book = sample("d-price-list.xlsx")
    reading = read(book, recognise(book), PricesKnown(sample_operations()))
    rows = Counter(
        (r.sheet, str(r.row), r.operation.code, r.valid_from.isoformat(), r.grade, four(r.rate), four(r.defect_charge))
        for r in reading.rows
    )
    assert rows == sample_table("d-price-list.read.csv")
    assert fault_rows(reading.faults) == sample_table("d-price-list.faults.csv")


@pytest.mark.parametrize(
    ("written", "price"),
    [
        (0.22, 2200), ("0.23元/双", 2300), ("￥0.14", 1400), ("4.9分/双", 490), ("3元/百双", 300), ("0.0539 元／双", 539),
        ("０．２９元", 2900), ("1.5角", 1500), ("1,200元/万双", 1200), ("10.02", 100200),
    ],
)  # fmt: skip
def test_a_price_is_read_however_it_is_written(written, price):
    assert read_rows(["劳保手套", "织片", "双", written]).rows[0].rate == price


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("面议", "price_unreadable"), ("0.1～0.12", "price_is_a_range"), ("0.1-0.12", "price_is_a_range"),
        ("0.1至0.2元", "price_is_a_range"),
        ("0.07685", "price_over_4_decimals"), ("", "price_missing"), ("0.08元/件", "unit_differs"), (0, "price_is_zero"),
        (-0.2, "number_negative"), ("1e2000000", "price_unreadable"), ("=1+1", "price_unreadable"),
    ],
)  # fmt: skip
def test_a_price_that_is_none_is_refused_by_its_reason(written, reason):
    assert brief(read_rows(["劳保手套", "织片", "双", written]).faults) == [(3, "D", reason)]


def test_the_heading_may_say_the_unit_of_money():
    headings = ["产品", "工序名称", "计量单位", "单价（分）"]
    assert read_rows(["劳保手套", "织片", "双", 23], headings=headings).rows[0].rate == 2300


def test_an_apprentice_price_is_a_second_row_with_the_same_charge():
    rows = read_rows(["劳保手套", "织片", "双", 0.22, 0.187, "0.11元"]).rows
    assert [(r.grade, r.rate, r.defect_charge) for r in rows] == [("", 2200, 1100), ("学徒", 1870, 1100)]


def test_the_same_name_in_two_products_is_told_apart_by_the_product():
    rows = read_rows(["劳保手套", "装袋", "袋", 0.1], ["干香菇", "装袋", "袋", 0.2]).rows
    assert [r.operation.code for r in rows] == ["GLV-07", "MSH-07"]


def test_a_product_holds_for_the_rows_below_it_merged_or_not():
    rows = [
        ["劳保手套", "织片", "双", 0.1],
        ["", "装袋", "袋", 0.2],
        ["干香菇", "剪脚", "kg", 3],
        ["", "装袋", "袋", 0.3],
    ]
    for merged in ([], ["A3:A4", "A5:A6"]):
        assert [r.operation.code for r in read_rows(*rows, merged=merged).rows] == [
            "GLV-01",
            "GLV-07",
            "MSH-01",
            "MSH-07",
        ]


def test_a_product_may_stand_alone_as_a_line_above_its_operations():
    rows = [["干香菇"], ["装袋", "袋", 0.3]]
    assert read_rows(*rows, headings=["工序", "单位", "单价"]).rows[0].operation.code == "MSH-07"
    assert read_rows(["干香菇"], ["", "装袋", "袋", 0.3]).rows[0].operation.code == "MSH-07"


def test_a_two_line_heading_of_prices_is_understood():
    rows = [TITLE, ["工序", "单价", "", "单位"], ["", "正式工", "学徒", ""], ["织片", 0.2, 0.1, "双"]]
    book = make_book(("价", rows), merged=["A2:A3", "B2:C2", "D2:D3"])
    assert [(r.grade, r.rate) for r in read(book, recognise(book), KNOWN).rows] == [("", 2000), ("学徒", 1000)]


def test_a_second_price_for_the_same_day_is_refused_and_for_another_day_read():
    reading = read_rows(
        ["劳保手套", "织片", "双", 0.2], ["", "织片", "双", 0.3], ["", "织片", "双", 0.4, "", "", "2026.4.1"],
    )  # fmt: skip
    assert [r.valid_from for r in reading.rows] == [date(2026, 3, 1), date(2026, 4, 1)]
    assert brief(reading.faults) == [(4, "B", "second_price_for_the_date")]


def test_without_a_day_nothing_is_read_until_a_person_gives_one():
    book = make_book(("价", [["计件单价"], HEADINGS, ["劳保手套", "织片", "双", 0.2]]))
    (layout,) = recognise(book)
    assert layout.problems == ()  # there is a column for it
    assert brief(read(book, [layout], KNOWN).faults) == [(3, "G", "date_missing")]
    assert read(book, [layout.with_fixed(date="2026-05-01")], KNOWN).rows[0].valid_from == date(2026, 5, 1)


def test_the_faulty_rows_carry_their_product_along():
    book = make_book(
        ("价", [TITLE, HEADINGS, ["干香菇", "剪脚", "kg", 3], ["", "装袋", "袋", "面议"]]), merged=["A3:A4"]
    )
    layouts = recognise(book)
    again = mended(build_mending(book, layouts, read(book, layouts, KNOWN)))
    assert [again.sheets[0].cell(3, n).text for n in (1, 2, 4)] == ["干香菇", "装袋", "面议"]
    assert brief(read(again, recognise(again), KNOWN).faults) == [(3, "D", "price_unreadable")]


def test_a_price_list_is_known_as_one():
    assert guess_kind(sample("d-price-list.xlsx")) == "prices"
