"""Take-home ledgers of offices."""

from collections import Counter
from datetime import date, datetime

import pytest

from tests.sheets.makers import (
    OPERATIONS,
    WORKERS,
    brief,
    fault_rows,
    make_book,
    mended,
    sample,
    sample_operations,
    sample_table,
    sample_workers,
)
from workshop.sheets.kinds import guess_kind
from workshop.sheets.mending import build_mending
from workshop.takehome.files import CloseLine, KnownOrder, OrderLine, ReturnLine, TakehomeKnown, read, recognise

KNOWN = TakehomeKnown(WORKERS, OPERATIONS)
HEADINGS = [
    "日期",
    "单号",
    "领活人",
    "事项",
    "产品工序",
    "数量",
    "合格",
    "次品（本人）",
    "次品（来料）",
    "物料",
    "物料数量",
    "加工费",
]
ISSUE = ["3.1", "W-1", "王桂香", "领料", "手套翻面", 100, "", "", "", "手套坯", "103个", "0.0425元/双"]


def back(day="3.5", order="W-1", who="王桂香", quantity=50, good=48, own=2, event="交货", **more):
    return [
        day,
        order,
        who,
        event,
        "手套翻面",
        quantity,
        good,
        own,
        more.get("other", ""),
        "",
        more.get("material", ""),
    ]


def read_rows(*rows, known=KNOWN, headings=HEADINGS):
    book = make_book(("登记", [["年度：2026年"], headings, *rows]))
    return read(book, recognise(book), known)


def kinds(reading):
    return [(type(line).__name__, line.row) for line in reading.rows]


def three(thousandths: int) -> str:
    return f"{thousandths // 1000}.{thousandths % 1000:03d}"


def office_reading():
    book, known = sample("e-takehome-ledger.xlsx"), TakehomeKnown(sample_workers(), sample_operations())
    return read(book, recognise(book), known)


def test_the_office_ledger_gives_exactly_its_orders():
    rows = Counter(
        (r.sheet, str(r.row), r.order_no, r.worker.no, r.operation.code, r.issued_on.isoformat(),
         f"{r.price // 10000}.{r.price % 10000:04d}", r.material, three(r.material_issued),
         r.closed_on.isoformat() if r.closed_on else "")
        for r in office_reading().rows if isinstance(r, OrderLine)
    )  # fmt: skip
    assert rows == sample_table("e-takehome-ledger.orders.read.csv")


def test_the_office_ledger_gives_exactly_its_returns():
    rows = Counter(
        (r.sheet, str(r.row), r.order_no, r.returned_on.isoformat(), r.inspected_on.isoformat(), f"{r.good / 1000:g}",
         f"{r.defect_own / 1000:g}", f"{r.defect_other / 1000:g}", three(r.material_returned))
        for r in office_reading().rows if isinstance(r, ReturnLine)
    )  # fmt: skip
    assert rows == sample_table("e-takehome-ledger.returns.read.csv")


def test_the_office_ledger_gives_exactly_its_faults():
    assert fault_rows(office_reading().faults) == sample_table("e-takehome-ledger.faults.csv")


def test_orders_returns_and_closings_are_put_together():
    order, first, second = read_rows(
        ISSUE, back(order="w-1"), back("3.6", quantity="", good="", own="", event="退料", material="1.5"),
        ["3.7", "W-1", "王桂香", "结单"],
    ).rows  # fmt: skip
    assert (order.worker.no, order.price, order.material_issued, order.quantity) == ("S001", 425, 103_000, 100_000)
    assert order.closed_on == date(2026, 3, 7)
    assert (first.good, first.defect_own, first.inspected_on) == (48_000, 2_000, date(2026, 3, 5))
    assert (second.good, second.material_returned) == (0, 1_500)


@pytest.mark.parametrize("ditto", ["〃", "", "同上", '"'])
def test_the_day_above_holds_until_another_is_written(ditto):
    rows = read_rows(ISSUE, [], back(ditto, quantity=3, good=3, own=""), back("3.9"), back(ditto)).rows
    assert [line.returned_on.day for line in rows[1:]] == [1, 9, 9]


def test_a_day_above_that_cannot_be_read_is_not_guessed_below_either():
    assert brief(read_rows(ISSUE, back("2.30"), back("〃")).faults) == [
        (4, "A", "date_invalid"),
        (5, "A", "date_invalid"),
    ]


@pytest.mark.parametrize(
    ("day", "read_day"), [(datetime(2026, 3, 8), 8), ("3月8日", 8), ("3.10", 10), (3.15, 15), ("2026-03-08", 8)]
)
def test_days_are_read_in_all_their_ways(day, read_day):
    assert read_rows(ISSUE, back(day)).rows[1].returned_on == date(2026, 3, read_day)


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (back(order="W-9"), ("B", "unknown_order")),
        (back(order=""), ("B", "order_missing")),
        (back(who="李秀英"), ("C", "order_of_another_worker")),
        (back(who="邬小满"), ("C", "unknown_worker")),
        (back(event="借用"), ("D", "event_unknown")),
        (back(quantity=60), ("F", "quantity_is_not_the_sum")),
        (back("2.20"), ("A", "before_the_issue")),
        (back(3.1), ("A", "date_ambiguous")),
        (back(good="约5", own=""), ("G", "number_unreadable")),
        (ISSUE, ("B", "order_number_used_twice")),
        (["3.2", "W-2", "王丽", *ISSUE[3:]], ("C", "ambiguous_name")),
        (["3.2", "W-2", "王桂香", "领料", "不知道", 5], ("E", "unknown_operation")),
        (["3.2", "W-1", "王桂香", "交货", "织片", 5, 5], ("E", "order_of_another_operation")),
    ],
)
def test_an_event_that_cannot_be_trusted_is_refused_by_name(row, fault):
    reading = read_rows(ISSUE, row)
    assert kinds(reading) == [("OrderLine", 3)]
    assert brief(reading.faults) == [(4, *fault)]


def test_nothing_comes_back_after_the_close():
    reading = read_rows(ISSUE, ["3.7", "W-1", "王桂香", "结清"], back("3.8"), back("3.7"))
    assert brief(reading.faults) == [(5, "A", "after_the_close")]


def test_an_order_of_the_database_takes_returns_and_is_closed():
    known = TakehomeKnown(WORKERS, OPERATIONS, (KnownOrder("W-7", "S001", "HOM-05", date(2026, 2, 1)),))
    reading = read_rows(back(order="w-7"), ["3.9", "W-7", "王桂香", "结单"], known=known)
    assert [type(line) for line in reading.rows] == [ReturnLine, CloseLine]
    assert reading.faults == ()


def test_the_number_of_an_order_of_the_database_is_used():
    known = TakehomeKnown(WORKERS, OPERATIONS, (KnownOrder("W-1", "S002", "HOM-05", date(2026, 2, 1)),))
    assert brief(read_rows(ISSUE, known=known).faults) == [(3, "B", "order_number_used_twice")]


def test_totals_are_no_events():
    assert read_rows(ISSUE, ["本页合计", "", "", "", "", 100], ["登记人：      复核："]).faults == ()
    assert brief(read_rows(ISSUE, ["本页合计", "", "", "", "", 90]).faults) == [(4, "F", "total_differs")]


def test_other_words_in_another_order_are_found():
    headings = ["外发单号", "业务类型", "加工户姓名", "登记日期", "加工内容", "交货数量", "良品", "次品"]
    rows = [["W-1", "发料", "王桂香", "3.1", "手套翻面", 10], ["W-1", "收货", "王桂香", "3.2", "手套翻面", 5, 4, 1]]
    assert kinds(read_rows(*rows, headings=headings)) == [("OrderLine", 3), ("ReturnLine", 4)]


def test_a_faulty_row_comes_back_with_the_day_that_stood_above_it():
    book = make_book(("登记", [["年度：2026年"], HEADINGS, ISSUE, back("3.5"), back("〃", quantity=60)]))
    layouts = recognise(book)
    again = mended(build_mending(book, layouts, read(book, layouts, KNOWN)))
    assert again.sheets[0].cell(3, 1).text == "2026-03-05"
    known = TakehomeKnown(WORKERS, OPERATIONS, (KnownOrder("W-1", "S001", "HOM-05", date(2026, 3, 1)),))
    assert brief(read(again, recognise(again), known).faults) == [(3, "F", "quantity_is_not_the_sum")]


def test_a_day_in_doubt_comes_back_as_the_number_it_was():
    book = make_book(("登记", [["年度：2026年"], HEADINGS, ISSUE, back(3.1)]))
    layouts = recognise(book)
    again = mended(build_mending(book, layouts, read(book, layouts, KNOWN)))
    assert again.sheets[0].cell(3, 1).value == 3.1


def test_a_ledger_is_known_as_one():
    assert guess_kind(sample("e-takehome-ledger.xlsx")) == "takehome"
