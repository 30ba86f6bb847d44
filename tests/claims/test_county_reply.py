"""Asking the county about people and bringing its reply in: dated categories with the file's hash, faults row by row."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import openpyxl
import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import BOSS, NOW, W001, W002
from tests.databases import alike
from workshop.exchange import wizard
from workshop.exchange.actions import undo_import
from workshop.kernel.faults import Refused
from workshop.people.actions import NewWorker, add_workers, record_category
from workshop.people.rules.replies import Change, Held, Reply, read_changes
from workshop.store.database import fetch_all

SignIn = Callable[[str], FlaskClient]
PAGE = "/w/W001/claims/county-reply"
REPLIED, ON = date(2026, 3, 20), date(2026, 3, 31)
NUMBERS = {"甲": "110105194912310021", "乙": "50023720000101002X", "丙": "500237199001011239"}


def check_digit(body: str) -> str:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(int(a) * b for a, b in zip(body, weights, strict=True)) % 11]


NUMBERS = {name: check_digit(number[:17]) for name, number in NUMBERS.items()}


def worker(no: str, name: str, id_no: str, categories: tuple[str, ...] = ()) -> NewWorker:
    unknown: dict[str, Any] = dict.fromkeys(("phone", "bank_card", "grade", "household_no", "sex"), "")
    none: dict[str, Any] = dict.fromkeys(("birth_date", "leave_date", "contract_from", "contract_to"))
    rates: dict[str, Any] = dict.fromkeys(("monthly_fen", "daily_fen", "hourly_fen"))
    told: dict[str, Any] = {"hire_date": date(2024, 1, 1), "contract_kind": "劳动合同", "hours_system": "standard"}
    return NewWorker(worker_no=no, name=name, id_no=id_no, categories=categories, **unknown, **none, **rates, **told)


@pytest.fixture
def ids(app: Flask) -> dict[str, int]:
    people = [worker(str(n), name, number) for n, (name, number) in enumerate(NUMBERS.items(), 1)]
    nobody = replace(worker("9", "丁", ""), sex="女", birth_date=date(1980, 1, 1))
    return add_workers(BOSS, NOW, W001, [*people, nobody])


HEAD = ["序号", "姓名", "身份证号", "是否脱贫", "是否监测", "类别", "户编号", "纳入时间", "备注"]
ROWS = {
    "甲": ["是", "否", "", "H-77", "2014-05-01", ""],
    "乙": ["否", "是", "边缘易致贫户", "", "2025-03-10", "新识别"],
    "丙": ["否", "否", "", "", "", ""],
}


def sheet(rows: list[list[str]], head: str = "回复日期:2026-03-20") -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["人员类别核对名单"])
    page.append([head])
    page.append(HEAD)
    for at, row in enumerate(rows, 1):
        page.append([str(at), *row])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def row_of(name: str, *said: str) -> list[str]:
    return [name, NUMBERS[name], *(said or ROWS[name])]


def bring(rows: list[list[str]], **more: str) -> Any:
    upload = wizard.receive(W001, 1, "回复.xlsx", sheet(rows, **more), "")
    opened = wizard.reopen(upload.token, W001, 1)
    return opened, wizard.check(opened, ON)


def confirm(rows: list[list[str]]) -> Any:
    opened, _ = bring(rows)
    return wizard.confirm(BOSS, NOW, ON, opened, None)


def categories(key: int) -> list[tuple[Any, ...]]:
    asked = "SELECT category, valid_from, holds FROM worker_category WHERE worker_id = :k ORDER BY valid_from, category"
    return alike(fetch_all(asked, k=key))


def test_the_reply_becomes_dated_categories(ids: dict[str, int]):
    confirm([row_of(name) for name in NUMBERS])
    assert categories(ids["1"]) == [("脱贫户", "2014-05-01", 1)]
    assert categories(ids["2"]) == [("边缘易致贫户", "2025-03-10", 1)]
    assert categories(ids["3"]) == [("一般户", "2026-03-20", 1)]


def test_the_source_names_the_reply_and_the_hash_of_its_file(ids: dict[str, int]):
    done = confirm([row_of("甲")])
    sha256 = fetch_all("SELECT sha256 FROM import WHERE id = :i", i=done.import_id)[0][0]
    asked = "SELECT source, checked_on FROM worker_category WHERE worker_id = :k"
    [(source, checked)] = alike(fetch_all(asked, k=ids["1"]))
    assert sha256[:16] in source
    assert "2026-03-20" in source
    assert checked == "2026-03-20"


def test_the_household_is_filled_in_and_another_one_is_left(ids: dict[str, int]):
    confirm([row_of("甲")])
    done = confirm([row_of("甲", "是", "否", "", "H-88", "2014-05-01", "")])
    homes = "SELECT h.household_no FROM worker p JOIN household h ON h.id = p.household_id WHERE p.id = :k"
    assert fetch_all(homes, k=ids["1"]) == [("H-77",)]
    assert "没有改" in done.remarks[0]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (["戊", NUMBERS["甲"], *ROWS["甲"]], "reply_name_differs"),
        (["甲", check_digit("11010519491231007"), *ROWS["甲"]], "reply_about_nobody"),
        (["甲", "", *ROWS["甲"]], "reply_without_id"),
        (["甲", "110105194912310029", *ROWS["甲"]], ""),
        (row_of("甲", "也许", "否", "", "", "", ""), "reply_yes_or_no"),
        (row_of("甲", "", "", "", "", "", ""), "reply_says_nothing"),
        (row_of("甲", "否", "是", "", "", "2025-01-01", ""), "reply_kind_missing"),
        (row_of("甲", "否", "否", "边缘易致贫户", "", "", ""), "reply_kind_differs"),
        (row_of("甲", "否", "是", "不认识的户", "", "", ""), "category_unknown"),
        (row_of("甲", "是", "否", "", "", "2026-03-25", ""), "reply_day_late"),
    ],
)
def test_a_faulty_row_is_named_and_the_others_are_read(ids: dict[str, int], row: list[str], reason: str):
    _, checked = bring([row, row_of("乙")])
    refused = [fault for fault in checked.refused if fault.row == 4]
    assert refused
    assert not reason or reason in {fault.reason for fault in refused}
    assert [line.worker.name for line in checked.rows] == ["乙"]


def test_an_old_number_of_fifteen_digits_finds_its_person_and_is_told(ids: dict[str, int]):
    old = NUMBERS["甲"][:6] + NUMBERS["甲"][8:17]
    _, checked = bring([["甲", old, *ROWS["甲"]], row_of("乙")])
    assert [line.worker.name for line in checked.rows] == ["甲", "乙"]
    assert [fault.reason for fault in checked.faults if fault.row == 4] == ["reply_old_number"]
    _, checked = bring([["甲", old, *ROWS["甲"]], row_of("甲")])
    assert {fault.reason for fault in checked.refused} == {"reply_twice"}
    _, checked = bring([["戊", old, *ROWS["甲"]]])
    assert "reply_name_differs" in {fault.reason for fault in checked.refused}


def test_a_person_twice_is_read_once(ids: dict[str, int]):
    _, checked = bring([row_of("甲"), row_of("甲")])
    assert len(checked.rows) == 1
    assert {fault.reason for fault in checked.refused} == {"reply_twice"}


def test_a_reply_without_its_day_is_not_read(ids: dict[str, int]):
    _, checked = bring([row_of("甲")], head="制表日期:2026-03-01")
    assert checked.rows == ()


def test_only_a_year_begins_at_its_end(ids: dict[str, int]):
    confirm([row_of("乙", "否", "是", "边缘易致贫户", "", "2024年", "")])
    assert categories(ids["2"]) == [("边缘易致贫户", "2024-12-31", 1)]


def test_another_answer_than_here_is_warned_of_before_it_is_written(ids: dict[str, int]):
    record_category(BOSS, NOW, W001, ids["3"], "脱贫户", date(2024, 1, 1), True, "花名册")
    _, checked = bring([row_of("丙")])
    assert [fault.reason for fault in checked.faults if fault.outcome == "warned"] == ["category_ends"]
    confirm([row_of("丙")])
    assert categories(ids["3"])[-1] == ("脱贫户", "2026-03-20", 0)


def test_a_reply_is_taken_back_as_it_was(ids: dict[str, int]):
    record_category(BOSS, NOW, W001, ids["3"], "脱贫户", date(2024, 1, 1), True, "花名册")
    before = fetch_all("SELECT worker_id, category, valid_from, holds, source FROM worker_category")
    done = confirm([row_of(name) for name in NUMBERS])
    assert undo_import(BOSS, NOW, ON, W001, done.import_id) == 3
    assert fetch_all("SELECT worker_id, category, valid_from, holds, source FROM worker_category") == before


def test_a_reply_that_was_built_on_stays(ids: dict[str, int]):
    done = confirm([row_of("甲")])
    record_category(BOSS, NOW, W001, ids["1"], "脱贫户", date(2014, 5, 1), True, "后来的名单")
    with pytest.raises(Refused):
        undo_import(BOSS, NOW, ON, W001, done.import_id)


def test_another_workshop_s_people_are_not_known_here(ids: dict[str, int]):
    upload = wizard.receive(W002, 1, "回复.xlsx", sheet([row_of("甲")]), "")
    checked = wizard.check(wizard.reopen(upload.token, W002, 1), ON)
    assert checked.rows == ()


# The list that asks


def test_the_list_asks_about_everybody_with_a_number_and_leaves_its_leaf(ids: dict[str, int], sign_in: SignIn):
    answer = sign_in("chen").post(PAGE)
    page = openpyxl.load_workbook(io.BytesIO(answer.data)).active
    assert page is not None
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=4)]
    assert [row[2:4] for row in rows] == [[name, number] for name, number in NUMBERS.items()]
    assert all(not any(row[4:]) for row in rows)  # what the county fills in stays empty
    leaves = fetch_all("SELECT detail FROM audit_leaf WHERE action LIKE '%unmask%'")
    assert any("核对名单" in detail for (detail,) in leaves)


def test_the_list_that_was_filled_in_is_read_as_it_is(ids: dict[str, int], sign_in: SignIn):
    book = openpyxl.load_workbook(io.BytesIO(sign_in("zhang").post(PAGE).data))
    page = book.active
    assert page is not None
    page["A2"] = "回复日期:2026年3月20日"
    page["E4"], page["F4"], page["I4"] = "是", "否", "2014-05-01"
    buffer = io.BytesIO()
    book.save(buffer)
    upload = wizard.receive(W001, 1, "回复.xlsx", buffer.getvalue(), "")
    checked = wizard.check(wizard.reopen(upload.token, W001, 1), ON)
    assert [(line.worker.name, line.reply.risen, line.reply.included_on) for line in checked.rows] == [
        ("甲", True, date(2014, 5, 1))
    ]


def test_the_page_says_who_was_never_asked_about(ids: dict[str, int], sign_in: SignIn):
    page = sign_in("liu").get(PAGE).text
    assert "没有核对过" in page
    assert "丁" in page
    assert "没有身份证号" in page
    confirm([row_of("甲")])
    assert "回复.xlsx" in sign_in("liu").get(PAGE).text


@pytest.mark.parametrize("login", ["liu", "sun", "zhou"])
def test_who_may_not_see_whole_numbers_gets_no_list(ids: dict[str, int], sign_in: SignIn, login: str):
    assert sign_in(login).post(PAGE).status_code == 403


# The rule


HELD = {"脱贫户": [Held(date(2024, 1, 1), True)]}


def said(**more: Any) -> Reply:
    return Reply(REPLIED, **({"risen": None, "monitored": None} | more))


@pytest.mark.parametrize(
    ("reply", "held", "changes"),
    [
        (said(risen=True), {}, [Change("脱贫户", REPLIED, True)]),
        (said(risen=True), HELD, [Change("脱贫户", date(2024, 1, 1), True)]),
        (said(risen=True, included_on=date(2014, 1, 1)), HELD, [Change("脱贫户", date(2014, 1, 1), True)]),
        (
            said(risen=True, included_on=date(2025, 1, 1)),
            HELD,
            [Change("脱贫户", date(2024, 1, 1), False), Change("脱贫户", date(2025, 1, 1), True)],
        ),
        (said(risen=False), HELD, [Change("脱贫户", REPLIED, False)]),
        (said(monitored=False), HELD, []),
        (
            said(risen=False, monitored=True, kinds=("边缘易致贫户",), included_on=date(2025, 3, 1)),
            {"突发严重困难户": [Held(date(2025, 1, 1), True)], "一般户": [Held(date(2024, 1, 1), True)]},
            [
                Change("边缘易致贫户", date(2025, 3, 1), True),
                Change("突发严重困难户", REPLIED, False),
                Change("一般户", REPLIED, False),
            ],
        ),
    ],
)
def test_the_county_s_word_holds_from_the_day_it_says(reply: Reply, held: Any, changes: list[Change]):
    assert list(read_changes(reply, held)) == changes
