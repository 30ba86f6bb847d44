"""Files and figures made to keep the program busy or to bring it down: refused at once, in words."""

from pathlib import Path

import pytest

from tests.claims.stage import HEAD, VERSION
from workshop.claims.files.compact import BadExample, read_received
from workshop.claims.files.reading import read_programme
from workshop.claims.files.register import COLUMNS, read_register
from workshop.claims.forms.register import HalfDaysField
from workshop.claims.rules.kinds import to_thousandths
from workshop.claims.rules.registered import read_setting
from workshop.papers.layouts.reading import read_layout

BENEFIT = '\n[[versions.benefits]]\nname = "补贴"\npayee = "车间"\n'
ENDLESS = ("1e2000000", "1e-2000000", "9" * 400, "-1e2000000")
FILES = {
    "lists in lists": "x = " + "[" * 20_000 + "]" * 20_000,
    "tables in tables": "x = " + "{ a = " * 5_000 + "1" + " }" * 5_000,
    "a number of five thousand digits": "x = " + "9" * 5_000,
    "conditions in conditions": f"{HEAD}{VERSION}{BENEFIT}amount = '未见'\nperson = "
    + "{ not = " * 200
    + '{ is = "合同" }'
    + " }" * 200,
}


@pytest.mark.parametrize("text", FILES.values(), ids=FILES)
def test_a_file_without_end_is_a_fault_of_the_file(text: str):
    assert [fault.message for fault in read_programme(text, "x.toml").faults]
    assert [fault.message for fault in read_layout(text, "x.toml").faults]


@pytest.mark.parametrize("number", ENDLESS)
def test_a_number_beyond_all_money_is_a_fault_of_the_file(number: str):
    paper = f'{HEAD}{VERSION}{BENEFIT}amount = {{ is = "每人一次", yuan = {number} }}\n'
    assert read_programme(paper, "x.toml").faults


@pytest.mark.parametrize("number", [*ENDLESS, "NaN", "Infinity", "٣"])
def test_what_a_county_chose_stays_a_text_where_it_is_no_plain_number(number: str):
    assert read_setting(number) == number


@pytest.mark.parametrize(
    ("text", "value"), [("200", 200), ("-3", -3), ("999999999999", 999_999_999_999), ("30%", "30%")]
)
def test_what_a_county_chose_is_a_number_where_it_is_one(text: str, value: object):
    assert read_setting(text) == value


@pytest.mark.parametrize("number", ENDLESS)
def test_money_received_is_a_plain_number(number: str):
    with pytest.raises(BadExample):
        read_received(f"补贴 2022-01-01..2022-12-31 {number}元")


def test_the_largest_number_is_a_million_millions():
    assert to_thousandths(10**12, 3) == 10**15
    assert to_thousandths(10**12 + 1, 3) is None


@pytest.mark.parametrize("number", [*ENDLESS, "NaN"])
def test_a_row_of_a_register_with_such_a_number_is_refused_by_its_column(tmp_path: Path, number: str):
    columns = dict.fromkeys(COLUMNS, "") | {"工号": "1", "事项": "残疾", "名称": "肢体", "起始日期": "2024-01-01"}
    columns |= {"数值": number, "来源": "残疾证"}
    file = tmp_path / "x.csv"
    file.write_text(f"{','.join(columns)}\n{','.join(columns.values())}\n", encoding="utf-8")
    lines, [fault] = read_register(file, {"1": 1})
    assert (lines, fault.column) == ([], "数值")


@pytest.mark.parametrize("number", [*ENDLESS, "NaN", "", "21.3", "401"])
def test_days_that_nobody_works_are_refused(number: str):
    with pytest.raises(ValueError, match="天"):
        HalfDaysField.parse(number)
    assert HalfDaysField.parse("21.5") == 43
