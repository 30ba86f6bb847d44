"""Facts from a file: they come in whole, or the row and column that is wrong is named and nothing is written."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from tests.claims.test_facts import load, person
from tests.claims.year import Person, add_people
from tests.conftest import W001
from workshop.claims.commands import COMMANDS
from workshop.store.database import fetch_all

HEADING = "工号,事项,名称,起始日期,止期,是否,数值,金额,内容,来源,核对日期\n"


def record(tmp_path: Path, *rows: str, heading: str = HEADING) -> Result:
    file = tmp_path / "facts.csv"
    file.write_text(heading + "\n".join(rows) + "\n", encoding="utf-8-sig")
    return CliRunner().invoke(COMMANDS["claim"], ["record", str(file), "--workshop", "W001"])


def test_facts_of_workshop_and_people_come_in(app: Flask, tmp_path: Path):
    add_people(W001, [Person("1")])
    rows = (
        ",面积,,2024-01-01,,,120.5,,,不动产证,2026-01-05",
        ",认定状态,认定,2024-03-01,,,,,,认定文件,",
        "1,户籍,,2024-01-01,,,,,500237,户口簿,",
        "1,身份,公益性岗位人员,2024-01-01,,否,,,,县名单,",
        "1,残疾,肢体,2024-01-01,,,2,,,残疾证,",
        "1,参保,意外险,2025-01-01,,,,15.00,,保单,",
    )
    assert record(tmp_path, *rows).output == "巫山手套车间:登记 6 条\n"
    shop, worker = load().shop, person()
    assert shop.area == 120_500
    assert shop.states is not None
    assert shop.states[0].name == "认定"
    assert (worker.registered, worker.statuses, worker.disability) == ("500237", {"公益性岗位人员": ()}, ("肢体", 2))


@pytest.mark.parametrize(
    ("row", "column", "why"),
    [
        ("9,户籍,,2024-01-01,,,,,500237,户口簿,", "工号", "没有这个工号"),
        (",面积,,去年,,,100,,,不动产证,", "起始日期", "看不懂"),
        (",面积,,2024-01-01,,,一百,,,不动产证,", "数值", "看不懂"),
        (",面积,,2024-01-01,,,,,,不动产证,", "数值", "没有写数字"),
        (",面积,,2024-01-01,,,100,,,,", "来源", "没有写来源"),
        (",证照,驾驶证,2024-01-01,,,,,,证,", "名称", "没有「驾驶证」"),
        (",证照,营业执照,2024-01-01,,对,,,,证,", "是否", "应是 是 或 否"),
        (",面机,,2024-01-01,,,100,,,证,", "事项", "不认识"),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_written(app: Flask, tmp_path: Path, row: str, column: str, why: str):
    answer = record(tmp_path, ",岗位数,,2024-01-01,,,30,,,说明,", row)
    assert answer.exit_code == 1
    assert "3" in answer.output
    assert column in answer.output
    assert why in answer.output
    assert fetch_all("SELECT COUNT(*) FROM claim_fact") == [(0,)]


def test_a_file_without_headings_says_which_it_needs(app: Flask, tmp_path: Path):
    answer = record(tmp_path, "1,2,3", heading="甲,乙,丙\n")
    assert answer.exit_code == 1
    assert "起始日期" in answer.output


def test_the_words_can_be_printed(app: Flask):
    answer = CliRunner().invoke(COMMANDS["claim"], ["record", "--workshop", "W001", "--words"])
    assert "认定状态" in answer.output
    assert answer.exit_code == 0
