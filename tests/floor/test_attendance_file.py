"""A month's attendance as offices keep it."""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime

import pytest

from tests.sheets.makers import WORKERS, brief, fault_rows, make_book, mended, sample, sample_table, sample_workers
from workshop.floor.files.attendance import AttendanceKnown, read, recognise
from workshop.sheets.kinds import guess_kind
from workshop.sheets.mending import build_mending

KNOWN = AttendanceKnown(WORKERS)
DAYS = list(range(1, 32))


def make(*rows, title="2026年3月份考勤表", name="3月考勤", days=DAYS, **more):
    return make_book((name, [[title], ["姓名", *days, "出勤天数"], *rows]), **more)


def read_rows(*rows, **more):
    book = make(*rows, **more)
    return read(book, recognise(book), KNOWN)


def marks(reading):
    return [(line.on.day, line.status, line.overtime_minutes) for line in reading.rows]


def test_the_office_sheet_gives_exactly_its_days_and_faults():
    book, known = sample("c-attendance.xlsx"), AttendanceKnown(sample_workers())
    reading = read(book, recognise(book), known)
    rows = Counter(
        (r.sheet, str(r.row), r.column, r.worker.no, r.on.isoformat(), r.status, str(r.overtime_minutes or ""))
        for r in reading.rows
    )
    assert rows == sample_table("c-attendance.read.csv")
    assert fault_rows(reading.faults) == sample_table("c-attendance.faults.csv")


@pytest.mark.parametrize(
    ("mark", "status", "overtime"),
    [
        *((mark, "出勤", None) for mark in "√✓✔V"), ("○", "休息", None), ("△", "事假", None), ("×", "旷工", None), ("✕", "旷工", None),
        ("◐", "半天", None), ("☆", "病假", None), ("▲", "年假", None), ("◎", "公假", None), ("迟", "迟到", None),
        (8, "出勤", None), ("8.0", "出勤", None), (10.5, "出勤", 150), ("10.5小时", "出勤", 150), (4, "半天", None), (24, "出勤", 960),
        ("√+2", "出勤", 120), ("✓ + 1.5", "出勤", 90), ("8+2", "出勤", 120), ("旷工", "旷工", None),
    ],
)  # fmt: skip
def test_a_mark_is_read(mark, status, overtime):
    assert marks(read_rows(["王桂香", mark])) == [(1, status, overtime)]


@pytest.mark.parametrize("mark", ["", "—", "/", 0, "请假"])
def test_what_means_nothing_is_no_row(mark):
    reading = read_rows(["王桂香", mark])
    assert (reading.rows, reading.faults) == ((), ())


@pytest.mark.parametrize(
    ("mark", "reason"),
    [
        ("?", "mark_unknown"), ("△/√", "mark_unknown"), ("约8", "mark_unknown"), ("△+2", "mark_unknown"),
        (6, "hours_between_half_and_full_day"),
        (2, "hours_under_half_day"), (26, "hours_over_24"), ("√+20", "hours_over_24"), (-8, "number_negative"),
        ("1e2000000", "mark_unknown"),
    ],
)  # fmt: skip
def test_a_wrong_mark_costs_its_cell(mark, reason):
    reading = read_rows(["王桂香", mark, "√"])
    assert marks(reading) == [(2, "出勤", None)]
    assert brief(reading.faults) == [(3, "B", reason)]


def test_the_legend_of_the_sheet_is_heeded():
    book = make_book(
        (
            "3月",
            [
                ["2026年3月考勤表"],
                ["图例：●出勤  □休息  ＃病假  迟＝迟到"],
                ["姓名", *DAYS],
                ["王桂香", "●", "□", "#", "迟"],
            ],
        )
    )
    assert [line.status for line in read(book, recognise(book), KNOWN).rows] == ["出勤", "休息", "病假", "迟到"]


@pytest.mark.parametrize(
    "days",
    [
        [f"{day}日" for day in DAYS],
        [str(day) for day in DAYS],
        [datetime(2026, 3, day) for day in DAYS],
        [f"3.{day}" for day in DAYS],
    ],
)
def test_days_across_may_be_numbers_texts_or_dates(days):
    assert read_rows(["王桂香", "", "√"], days=days).rows[0].on == date(2026, 3, 2)


def test_real_dates_alone_tell_the_month():
    days = [datetime(2026, 2, day) for day in range(1, 29)]
    assert read_rows(["王桂香", "√"], days=days, title="考勤表", name="Sheet1").rows[0].on == date(2026, 2, 1)


def test_a_day_that_the_month_does_not_have_is_refused():
    reading = read_rows(["王桂香", *[""] * 30, "√"], title="2026年4月考勤表", name="Sheet1")
    assert brief(reading.faults) == [(3, "AF", "date_invalid")]


def test_a_sheet_of_another_month_than_its_name_is_not_read():
    reading = read_rows(["王桂香", "√"], name="4月考勤")
    assert (reading.rows, [f.reason for f in reading.faults]) == ((), ["date_differs_from_sheet_name"])


def test_without_a_month_the_sheet_is_refused_until_a_person_gives_one():
    book = make(["王桂香", "√"], title="考勤表", name="Sheet1")
    (layout,) = recognise(book)
    assert layout.problems
    assert [f.reason for f in read(book, [layout], KNOWN).faults] == ["date_missing"]
    assert read(book, [layout.with_fixed(month="2026-05")], KNOWN).rows[0].on == date(2026, 5, 1)


def test_a_line_of_weekdays_is_no_person():
    assert read_rows(["", *"日一二三四五六" * 4, "日", "一", "二"], ["王桂香", "√"]).faults == ()


def test_typed_days_are_compared_with_the_marks():
    rows = [["王桂香", "√", "◐", "迟", *[""] * 28, 2.5], ["李秀英", "√", "◎", *[""] * 29, 2], ["合计", *[""] * 31, 3.5]]
    assert brief(read_rows(*rows).faults) == [(4, "AG", "total_differs")]


def test_namesakes_need_their_number():
    reading = read_rows(["王丽(S017)", "√"], ["王丽", "√"], ["钱多多", "√"])
    assert [line.worker.no for line in reading.rows] == ["S017"]
    assert brief(reading.faults) == [(4, "A", "ambiguous_name"), (5, "A", "unknown_worker")]


def test_only_faulty_days_come_back_to_be_mended():
    book = make(["王桂香", "√", "?", "√"], ["李秀英", "√"])
    layouts = recognise(book)
    again = mended(build_mending(book, layouts, read(book, layouts, KNOWN)))
    reading = read(again, recognise(again), KNOWN)
    assert reading.rows == ()
    assert brief(reading.faults) == [(3, "C", "mark_unknown")]


def test_a_day_column_can_be_corrected():
    book = make(["王桂香", "√"])
    (layout,) = recognise(book)
    corrected = replace(layout, columns={**layout.columns, "B": "day:31", "AF": None})
    assert read(book, [corrected], KNOWN).rows[0].on == date(2026, 3, 31)


def test_attendance_is_known_as_such():
    assert guess_kind(sample("c-attendance.xlsx")) == "attendance"
