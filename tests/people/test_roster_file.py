"""Rosters of offices: what a careful reader reads, and what it says of the rest."""

import io
from collections import Counter
from dataclasses import replace
from datetime import date, datetime

import pytest
import xlwt

from tests.sheets.makers import brief, fault_rows, make_book, mended, sample, sample_table
from workshop.kernel.idno import check_character
from workshop.people.files import FIELDS, RosterKnown, RosterLine, read, recognise
from workshop.sheets.kinds import guess_kind
from workshop.sheets.layout import missing
from workshop.sheets.mending import build_mending
from workshop.sheets.opening import open_workbook

HEADINGS = ["工号", "姓名", "性别", "身份证号", "联系电话", "银行卡号", "入职日期"]
CARD = "9999990000041010014"


def number(born: str, order: int = 2) -> str:
    first = f"990100{born}{order:03d}"
    return first + check_character(first)


WOMAN = number("19900512", 12)
PERSON = ["A1", "王桂香", "女", WOMAN, "10004101001", CARD, "2026-03-05"]


def person(**changes) -> list:
    keys = ("no", "name", "sex", "id", "phone", "card", "hired")
    return [changes.get(key, value) for key, value in zip(keys, PERSON, strict=True)]


def read_rows(*rows, headings=HEADINGS, known=None, **more):
    book = make_book(("花名册", [headings, *rows]), **more)
    return read(book, recognise(book), known)


def as_row(line: RosterLine) -> tuple[str, ...]:
    born, hired = (day.isoformat() if day else "" for day in (line.birth_date, line.hire_date))
    hourly = f"{line.hourly // 100}.{line.hourly % 100:02d}" if line.hourly else ""
    place = (line.sheet, str(line.row), line.worker_no, line.name, line.sex, line.id_no, born, line.phone)
    return (*place, line.bank_card, hired, line.category, line.contract_kind, line.hours_system, hourly)


@pytest.mark.parametrize("name", ["a-roster.xlsx", "f-roster.xls"])
def test_the_office_roster_gives_exactly_its_people(name):
    book = sample(name)
    reading = read(book, recognise(book))
    assert Counter(map(as_row, reading.rows)) == sample_table(name.split(".")[0] + ".read.csv")


@pytest.mark.parametrize("name", ["a-roster.xlsx", "f-roster.xls"])
def test_the_office_roster_gives_exactly_its_faults(name):
    book = sample(name)
    assert fault_rows(read(book, recognise(book)).faults) == sample_table(name.split(".")[0] + ".faults.csv")


def test_headings_in_row_one_in_another_order_are_found():
    book = make_book(("Sheet1", [list(reversed(HEADINGS)), list(reversed(PERSON))]))
    (line,) = read(book, recognise(book)).rows
    assert (line.worker_no, line.name, line.id_no, line.hire_date) == ("A1", "王桂香", WOMAN, date(2026, 3, 5))


def test_other_words_for_the_headings_are_found():
    headings = ["职工编号", "职工姓名", "性 别", "公民身份号码", "手机", "社保卡\n账号", "上岗时间"]
    (line,) = read_rows(PERSON, headings=headings).rows
    assert line.bank_card == CARD


def test_a_two_line_heading_is_read_over_both_lines():
    rows = [
        ["名册", "", "", "", ""],
        ["基本信息", "", "", "家庭情况", ""],
        ["姓名", "身份证号", "银行卡号", "户类型", "监测类别"],
        ["王桂香", WOMAN, CARD, "监测户", "边缘易致贫户"],
    ]
    book = make_book(("一车间", rows), merged=["A1:E1", "A2:C2", "D2:E2"])
    (line,) = read(book, recognise(book)).rows
    assert line.category == "边缘易致贫户"


def test_blank_total_note_and_repeated_heading_rows_are_neither_people_nor_faults():
    reading = read_rows(
        PERSON,
        [],
        ["小计", 1],
        HEADINGS,
        person(no="A2", name="李秀英", id=number("19880101")),
        ["合计：", "2人"],
        ["制表人：", "", "", "审核人："],
        ["注：本表一式两份"],
    )
    assert [line.row for line in reading.rows] == [2, 6]
    assert reading.faults == ()


def test_a_typed_number_of_people_that_is_wrong_is_named():
    assert brief(read_rows(PERSON, ["合计", 7]).faults) == [(3, "B", "total_differs")]


def test_a_number_shown_with_zeros_is_read_as_shown():
    assert read_rows(person(no=("n", 6, "000"))).rows[0].worker_no == "006"
    assert read_rows(person(no=("n", 6, '"S"000'))).rows[0].worker_no == "S006"


def test_an_identity_number_typed_as_a_number_is_never_repaired():
    reading = read_rows(person(id=9.90100199205191e17))
    assert reading.rows == ()
    assert (reading.faults[0].reason, reading.faults[0].value) == ("id_damaged", "9.90100199205191E+17")


def test_a_csv_that_excel_wrote_shows_the_same_damage():
    text = "姓名,身份证号,银行卡号\n王桂香,9.901E+17," + CARD
    book = open_workbook(text.encode("gb18030"), "名册.csv")
    assert brief(read(book, recognise(book)).faults) == [(2, "B", "id_damaged")]


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"id": "990100900512123"}, ("D", "id_15_digits")),
        ({"id": 990100900512123}, ("D", "id_15_digits")),
        ({"id": WOMAN[:-1]}, ("D", "id_length")),
        ({"id": WOMAN[:-1] + ("1" if WOMAN[-1] != "1" else "2")}, ("D", "id_checksum")),
        ({"sex": "男"}, ("C", "sex_differs_from_id")),
        ({"id": number("20110101")}, ("D", "under_16")),
        ({"name": ""}, ("B", "name_missing")),
        ({"name": "王\x07"}, ("B", "name_characters")),
        ({"card": 9.99999000004101e18}, ("F", "card_damaged")),
        ({"phone": "1000410100"}, ("E", "phone_length")),
        ({"hired": "2025年9月"}, ("G", "date_no_day")),
        ({"hired": "2026.2.30"}, ("G", "date_invalid")),
        ({"hired": "去年年底"}, ("G", "date_unreadable")),
        ({"hired": ""}, ("G", "date_missing")),
    ],
)
def test_a_row_that_cannot_be_trusted_is_refused_by_name(changes, fault):
    if "\x07" in str(changes.get("name", "")):
        text = ",".join(HEADINGS) + "\n" + ",".join(PERSON)
        book = open_workbook(text.encode(), "a.csv")
        sheet = book.sheets[0]
        rows = {**sheet.rows, 2: {**sheet.rows[2], 2: sheet.rows[2][2]._replace(text=changes["name"])}}
        book = type(book)(book.name, (type(sheet)(sheet.name, rows),))
        reading = read(book, recognise(book))
    else:
        reading = read_rows(person(**changes))
    assert reading.rows == ()
    assert brief(reading.faults) == [(2, *fault)]
    assert all(f.message and f.mend for f in reading.faults)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"id": ""}, ("D", "id_missing")),
        ({"card": ""}, ("F", "card_missing")),
        ({"card": CARD[:-1] + "5"}, ("F", "card_checksum")),
    ],
)
def test_a_row_with_a_doubt_is_read_and_named(changes, fault):
    reading = read_rows(person(**changes))
    assert len(reading.rows) == 1
    assert [(f.column, f.reason, f.outcome) for f in reading.faults] == [(*fault, "warned")]


def test_the_sex_comes_from_the_number_where_it_is_empty():
    assert read_rows(person(sex="")).rows[0].sex == "女"


def test_spaces_apostrophes_and_full_width_are_evened_out():
    full = "".join(chr(ord(ch) + 0xFEE0) for ch in WOMAN)
    line = read_rows(person(name="王　桂 香", id=full, card="'" + CARD[:4] + " " + CARD[4:], phone=10004101001)).rows[0]
    assert (line.name, line.id_no, line.bank_card, line.phone) == ("王桂香", WOMAN, CARD, "10004101001")


@pytest.mark.parametrize("name", ["陈䶮", "赵𬱖", "刘㛃", "王😀", "=1+1", "<b>李</b>"])
def test_rare_and_strange_names_stay_as_they_are(name):
    assert read_rows(person(name=name)).rows[0].name == name


def test_dots_in_names_become_one_dot():
    assert read_rows(person(name="阿依古丽•买买提")).rows[0].name == "阿依古丽·买买提"


def test_a_formula_is_read_by_its_result():
    assert read_rows(person(name=("f", '=A1&"x"', "李秀英"))).rows[0].name == "李秀英"


def test_the_first_of_two_with_one_number_stays():
    reading = read_rows(PERSON, person(no="A2"))
    assert [line.worker_no for line in reading.rows] == ["A1"]
    assert brief(reading.faults) == [(3, "D", "duplicate_person")]


def test_a_person_of_the_database_is_a_duplicate_too():
    reading = read_rows(PERSON, known=RosterKnown(has_id=lambda idno: idno == WOMAN))
    assert brief(reading.faults) == [(2, "D", "duplicate_person")]


def test_a_number_already_given_is_refused():
    assert brief(read_rows(PERSON, known=RosterKnown(worker_nos={"A1"})).faults) == [(2, "A", "worker_no_used_twice")]


def test_namesakes_are_both_read_and_both_named():
    reading = read_rows(PERSON, person(no="A2", name="王 桂香", id=number("19850303")))
    assert len(reading.rows) == 2
    assert brief(reading.faults) == [(2, "B", "namesake"), (3, "B", "namesake")]


def test_a_hidden_row_is_read_and_named():
    reading = read_rows(PERSON, hidden=[2])
    assert len(reading.rows) == 1
    assert brief(reading.faults) == [(2, "", "hidden_row")]


def test_a_hidden_row_that_is_refused_says_where_to_look():
    (fault,) = read_rows(person(name=""), hidden=[2]).faults
    assert "隐藏" in fault.mend


def test_several_categories_are_joined():
    headings = [*HEADINGS, "人员类别", "合同类型", "工时形式", "小时工价"]
    (line,) = read_rows([*PERSON, "脱贫户/残疾", "承揽合同", "居家", "19.5元"], headings=headings).rows
    assert (line.category, line.contract_kind, line.hours_system, line.hourly) == (
        "脱贫户、残疾",
        "承揽",
        "contract",
        1950,
    )


def test_an_old_xls_tells_hidden_rows_and_shown_numbers():
    old = xlwt.Workbook(encoding="utf-8")
    page = old.add_sheet("人员")
    for column, value in enumerate(HEADINGS):
        page.write(0, column, value)
    for column, value in enumerate(PERSON[1:-1], 1):
        page.write(1, column, value)
    page.write(1, 0, 6, xlwt.easyxf(num_format_str="000"))
    page.write(1, 6, datetime(2026, 3, 5), xlwt.easyxf(num_format_str="yyyy-mm-dd"))
    page.row(1).hidden = True
    buffer = io.BytesIO()
    old.save(buffer)
    book = open_workbook(buffer.getvalue(), "人员.xls")
    reading = read(book, recognise(book))
    assert (reading.rows[0].worker_no, reading.rows[0].hire_date) == ("006", date(2026, 3, 5))
    assert brief(reading.faults) == [(2, "", "hidden_row")]


def test_a_column_that_was_not_recognised_can_be_given_by_hand():
    headings = ["甲", "姓名", "性别", "身份证号", "联系电话", "卡", "入职日期"]
    book = make_book(("花名册", [headings, PERSON]))
    (layout,) = recognise(book)
    assert layout.columns["F"] is None
    corrected = replace(layout, columns={**layout.columns, "F": "bank_card", "A": "worker_no"})
    (line,) = read(book, [corrected]).rows
    assert (line.worker_no, line.bank_card) == ("A1", CARD)


def test_two_columns_for_one_thing_are_a_problem_of_the_layout():
    book = make_book(("花名册", [HEADINGS, PERSON]))
    (layout,) = recognise(book)
    assert missing({**layout.columns, "A": "name"}, FIELDS) == ("有两列都是「姓名」",)


def test_the_faulty_rows_come_back_as_a_workbook_that_reads_the_same():
    book = sample("a-roster.xlsx")
    layouts = recognise(book)
    first = read(book, layouts)
    again = mended(build_mending(book, layouts, first))
    second = read(again, recognise(again))
    alone = {"duplicate_person"}  # the other of the two is not in the workbook any more
    assert Counter(f.reason for f in second.refused) == Counter(
        f.reason for f in first.refused if f.reason not in alone
    )
    assert len(again.sheets[0].rows) == 5 + len(first.refused)


def test_a_roster_is_known_as_one():
    assert guess_kind(make_book(("Sheet1", [HEADINGS, PERSON]))) == "roster"
    assert guess_kind(sample("a-roster.xlsx")) == guess_kind(sample("f-roster.xls")) == "roster"
