"""A day's output as offices keep it."""

from collections import Counter
from dataclasses import replace
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
from workshop.floor.files.output import OutputKnown, read, recognise
from workshop.sheets.kinds import guess_kind
from workshop.sheets.mending import build_mending

KNOWN = OutputKnown(WORKERS, OPERATIONS)
TITLE = ["日期：2026年3月2日      天气：晴"]
HEADINGS = ["序号", "姓名", "织片", "缝合", "装袋", "合计", "备注"]


def read_rows(*rows, name="3.2", headings=HEADINGS, title=TITLE, **more):
    book = make_book((name, [["手套组产量表"], title, headings, *rows]), **more)
    return read(book, recognise(book, KNOWN), KNOWN)


def goods(reading):
    return [(line.worker.no, line.operation.code, line.good / 1000) for line in reading.rows]


def test_the_office_sheets_give_exactly_their_quantities_and_faults():
    book, known = sample("b-daily-output.xlsx"), OutputKnown(sample_workers(), sample_operations())
    reading = read(book, recognise(book, known), known)
    rows = Counter(
        (r.sheet, str(r.row), r.column, r.on.isoformat(), r.worker.no, r.operation.code, f"{r.good / 1000:g}")
        for r in reading.rows
    )
    assert rows == sample_table("b-daily-output.read.csv")
    assert fault_rows(reading.faults) == sample_table("b-daily-output.faults.csv")


def test_quantities_are_read_however_they_are_typed():
    assert goods(read_rows([1, "王桂香", "２７１", "1,250", "80+45袋"])) == [
        ("S001", "GLV-01", 271), ("S001", "GLV-02", 1250), ("S001", "GLV-07", 125),
    ]  # fmt: skip


def test_strokes_zeros_and_leave_are_nothing():
    reading = read_rows([1, "王桂香", "—", 0, "请假"])
    assert (reading.rows, reading.faults) == ((), ())


def test_a_wrong_cell_costs_the_cell_and_not_the_row():
    reading = read_rows([1, "王桂香", "约100", 45.5, 12])
    assert goods(reading) == [("S001", "GLV-07", 12)]
    assert brief(reading.faults) == [(4, "C", "number_unreadable"), (4, "D", "unit_is_counted")]


@pytest.mark.parametrize("name", ["王丽（S017）", "王丽S017", "王 丽(s017)", "王丽【S017】", "S017"])
def test_a_number_behind_the_name_decides_between_namesakes(name):
    assert goods(read_rows([1, name, 5])) == [("S017", "GLV-01", 5)]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("王丽", "ambiguous_name"),
        ("邬小满", "unknown_worker"),
        ("王桂香(S017)", "unknown_worker"),
        ("", "worker_missing"),
    ],
)
def test_a_row_of_nobody_known_is_refused(name, reason):
    reading = read_rows([1, name, 5, 6])
    assert brief(reading.faults) == [(4, "B", reason)]
    assert reading.rows == ()


def test_a_column_of_numbers_decides_between_namesakes_too():
    headings = ["姓名", "工号", "织片", "缝合"]
    assert goods(read_rows(["王丽", "S031", 5], headings=headings)) == [("S031", "GLV-01", 5)]


def test_an_unknown_operation_refuses_its_cells_alone():
    headings = ["姓名", "织片", "打样", "备注", "机台号"]
    reading = read_rows(["王桂香", 5, 3, "返工", 7], ["李秀英", 6, "", "", 8], headings=headings)
    assert goods(reading) == [("S001", "GLV-01", 5), ("S002", "GLV-01", 6)]
    assert brief(reading.faults) == [(4, "C", "unknown_operation")]


def test_an_operation_that_two_products_have_goes_to_the_product_of_the_others():
    assert goods(read_rows(["王桂香", 2, 3], headings=["姓名", "剪脚", "装袋"]))[1][1] == "MSH-07"


def test_operations_may_stand_under_their_product():
    rows = [["产量"], TITLE, ["姓名", "干香菇", ""], ["", "剪脚", "装袋"], ["王桂香", "1.5kg", 3]]
    book = make_book(("3.2", rows), merged=["B3:C3"])
    assert goods(read(book, recognise(book, KNOWN), KNOWN)) == [("S001", "MSH-01", 1.5), ("S001", "MSH-07", 3)]


def test_a_line_of_units_in_another_unit_refuses_the_column():
    reading = read_rows(["单位", "（袋）", "（双）"], ["王桂香", 5, 6], headings=["姓名", "织片", "缝合"])
    assert goods(reading) == [("S001", "GLV-02", 6)]
    assert brief(reading.faults) == [(5, "B", "unit_differs")]


@pytest.mark.parametrize("name", ["3.2", "3月2日", "3-2", "0302", "2日", "2026-03-02", "Sheet1", "手套组"])
def test_a_name_of_the_sheet_that_agrees_or_says_nothing_is_fine(name):
    assert read_rows([1, "王桂香", 5], name=name).rows[0].on == date(2026, 3, 2)


@pytest.mark.parametrize("name", ["3.3", "4月2日", "0303", "3日"])
def test_a_sheet_whose_name_says_another_day_is_not_read_at_all(name):
    reading = read_rows([1, "王桂香", 5], name=name)
    assert reading.rows == ()
    (fault,) = reading.faults
    assert (fault.row, fault.column, fault.value) == (2, "A", "日期：2026年3月2日")


def test_the_person_at_the_screen_decides_the_day_in_doubt():
    book = make_book(("3.3", [TITLE, HEADINGS, [1, "王桂香", 5]]))
    (layout,) = recognise(book, KNOWN)
    assert read(book, [layout.with_fixed(date="2026-03-03")], KNOWN).rows[0].on == date(2026, 3, 3)


def test_the_day_may_come_from_the_sheet_and_the_year_from_the_title():
    assert read_rows([1, "王桂香", 5], title=["2026年产量"]).rows[0].on == date(2026, 3, 2)


def test_a_real_date_above_the_table_is_the_day():
    assert read_rows([1, "王桂香", 5], title=["日期", datetime(2026, 3, 2)]).rows[0].on == date(2026, 3, 2)


def test_without_any_day_the_sheet_is_refused():
    assert brief(read_rows([1, "王桂香", 5], name="Sheet1", title=["产量"]).faults) == [(0, "", "date_missing")]


def test_formula_totals_are_ignored_and_typed_ones_are_compared():
    rows = [
        [1, "王桂香", 5, 6, "", ("f", "=SUM(C4:E4)", 99)],
        [2, "李秀英", 7, "", "", 8],
        ["", "合计", 12, 106, ("f", "=SUM(E4:E5)", 3), 18],
    ]
    assert brief(read_rows(*rows).faults) == [(5, "F", "total_differs"), (6, "D", "total_differs")]


def test_subtotals_are_compared_with_their_own_part():
    rows = [[1, "王桂香", 5], ["", "小计", 5], [2, "李秀英", 7], ["", "小计", 7], ["", "总计", 12]]
    assert read_rows(*rows).faults == ()


def test_hidden_rows_are_read_and_named():
    assert brief(read_rows([1, "王桂香", 5], hidden=[4]).faults) == [(4, "", "hidden_row")]


def test_lines_numbered_beforehand_are_no_faults():
    assert read_rows([1, "王桂香", 5], [2, "", "", "", "", ("f", "=SUM(C5:E5)", 0)]).faults == ()


def test_only_faulty_cells_come_back_to_be_mended():
    book = make_book(
        ("3.2", [["产量"], TITLE, HEADINGS, [1, "王桂香", 5, "12o", 7], [2, "李秀英", 6], [3, "王丽", 8, 9]])
    )
    layouts = recognise(book, KNOWN)
    again = mended(build_mending(book, layouts, read(book, layouts, KNOWN)))
    page = again.sheets[0]
    assert [page.cell(4, n).text for n in (2, 3, 4, 5)] == ["王桂香", "", "12o", ""]
    assert [page.cell(5, n).text for n in (2, 3, 4)] == ["王丽", "8", "9"]
    reading = read(again, recognise(again, KNOWN), KNOWN)
    assert brief(reading.faults) == [(4, "D", "number_unreadable"), (5, "B", "ambiguous_name")]
    assert reading.rows == ()


def test_a_column_may_be_said_to_be_an_operation():
    book = make_book(("3.2", [TITLE, ["姓名", "织片", "打样"], ["王桂香", 5, 6]]))
    (layout,) = recognise(book, KNOWN)
    corrected = replace(layout, columns={**layout.columns, "C": "op:GLV-02"})
    assert goods(read(book, [corrected], KNOWN)) == [("S001", "GLV-01", 5), ("S001", "GLV-02", 6)]


def test_output_is_known_as_such():
    assert guess_kind(sample("b-daily-output.xlsx")) == "output"
