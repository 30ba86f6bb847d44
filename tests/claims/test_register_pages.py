"""The registers on pages: entries found and taken back, one question for many people, the county's figures."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from tests.claims.test_evaluate import CREW
from tests.claims.year import Person, add_people, fill_year
from tests.conftest import BOSS, NOW, TODAY, W001
from workshop.claims.actions import NewFact, record_facts
from workshop.claims.queries.facts import load_facts
from workshop.claims.rules.answering import Sheet, Typed, read_answers
from workshop.claims.rules.facts import PersonFacts, Span
from workshop.claims.rules.questions import Question, is_known, lacks, list_questions
from workshop.claims.rules.results import Finding
from workshop.claims.shelf import load_shelf, own_folder
from workshop.people.queries import find_workshop
from workshop.store.database import db, fetch_all

SignIn = Callable[[str], FlaskClient]
ROOM = "/w/W001/claims/register"
PAPER = """
id = "zhen_2025"
title = "镇里的试行办法"
source = "演示"
checked_on = 2026-01-01
checked_by = "刘科"
[place]
code = "990100"
province = "演示省"
[[settings]]
name = "补贴标准"
doc = "每人多少元"
[[versions]]
name = "现行"
from = 2020-01-01
month = { counts = ["有工资"] }
[[versions.benefits]]
name = "稳岗补贴"
payee = "劳动者"
amount = { is = "每人一次", yuan = { setting = "补贴标准" } }
person = { all = [
  { not = { is = "身份", any_of = ["公益性岗位人员"] } },
  { is = "累计月数", at_least = 1 },
] }
"""
ASKED = "from=2025-01-01&to=2025-12-31&on=2026-01-01"
MANY = f"{ROOM}/many?programme=zhen_2025&benefit=稳岗补贴&word=身份&{ASKED}"


@pytest.fixture
def ids(app: Flask) -> dict[str, int]:
    """People of 2025, and a paper of the place that asks who holds a public post."""
    found = add_people(W001, CREW)
    fill_year(W001, CREW, found)
    own_folder().mkdir(parents=True)
    (own_folder() / "zhen.toml").write_text(PAPER, encoding="utf-8")
    return found


@pytest.fixture
def client(ids: dict[str, int], sign_in: SignIn) -> FlaskClient:
    return sign_in("zhang")


def facts_of(worker_id: int) -> PersonFacts:
    place = find_workshop("W001")
    assert place is not None
    return next(p for p in load_facts(place, TODAY).people if p.id == worker_id)


def told() -> int:
    return int(fetch_all("SELECT COUNT(*) FROM claim_fact")[0][0])


# One entry


FACT = {
    "kind": "身份",
    "worker": CREW[0].no,
    "name": "村干部",
    "holds": "yes",
    "valid_from": "2025-01-01",
    "source": "村里名单",
}


def test_a_fact_is_put_down_and_found(client: FlaskClient, ids: dict[str, int]):
    assert client.post(f"{ROOM}/facts/new", data=FACT).status_code == 303
    page = client.get(f"{ROOM}/facts?q={CREW[0].no}").text
    assert "身份 村干部" in page
    assert "未核对" in page
    assert facts_of(ids[CREW[0].no]).statuses["村干部"] == (Span("村干部", date(2025, 1, 1), None, "村里名单"),)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"worker": "没有这人"}, "没有找到"),
        ({"source": ""}, "请填写来源"),
        ({"name": ""}, "要写名称"),
        ({"checked_on": "2999-01-01"}, "年份"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_nothing_is_written(client: FlaskClient, change: Any, sentence: str):
    answer = client.post(f"{ROOM}/facts/new", data=FACT | change)
    assert answer.status_code == 400
    assert sentence in answer.text
    assert told() == 0


def test_a_name_that_several_bear_asks_for_the_number(client: FlaskClient):
    answer = client.post(f"{ROOM}/facts/new", data=FACT | {"worker": "工人"})
    assert "请写工号" in answer.text


def test_a_fact_of_the_workshop_names_nobody(client: FlaskClient):
    typed = {"kind": "面积", "value": "120.5", "valid_from": "2025-01-01", "source": "租赁合同"}
    assert client.post(f"{ROOM}/facts/new", data=typed).status_code == 303
    place = find_workshop("W001")
    assert place is not None
    assert load_facts(place, TODAY).shop.area == 120_500


def test_every_kind_of_fact_has_its_form(client: FlaskClient):
    from workshop.claims.rules.registered import FACT_KINDS

    for kind in FACT_KINDS:
        assert client.get(f"{ROOM}/facts/new?kind={kind}").status_code == 200, kind


TYPED = {
    "receipt": (
        "receipts",
        {"scheme": "交通补贴", "first": "2024-01-01", "last": "2024-12-31", "fen": "300", "months": "12"},
    ),
    "month": ("months", {"month": "2024-05", "employer": "县服装厂", "half_days": "20.5", "pay_fen": "2600"}),
    "cost": ("costs", {"kind": "租金", "month": "2025-03", "fen": "1200", "voucher": "发票 7"}),
}


@pytest.mark.parametrize("what", TYPED)
def test_money_months_and_costs_are_put_down(client: FlaskClient, what: str):
    book, typed = TYPED[what]
    answer = client.post(f"{ROOM}/{book}/new", data=typed | {"worker": CREW[0].no, "source": "单据"})
    assert answer.status_code == 303
    page = client.get(f"{ROOM}/{book}").text
    shown = {
        "receipt": ("交通补贴", "300.00 元 12 个月"),
        "month": ("县服装厂", "20.5 天"),
        "cost": ("租金", "1,200.00 元"),
    }
    for words in shown[what]:
        assert words in page


def test_an_entry_is_taken_back_with_a_reason_and_stays_on_the_page(client: FlaskClient, ids: dict[str, int]):
    client.post(f"{ROOM}/facts/new", data=FACT)
    key = fetch_all("SELECT id FROM claim_fact")[0][0]
    client.post(f"{ROOM}/facts/{key}/reverse", data={"reason": ""})
    assert told() == 1
    page = client.post(f"{ROOM}/facts/{key}/reverse", data={"reason": "写错人了"}, follow_redirects=True).text
    assert "已冲正:写错人了" in page
    assert facts_of(ids[CREW[0].no]).statuses == {}


def test_overseers_read_and_do_not_write(ids: dict[str, int], sign_in: SignIn):
    page = sign_in("sun").get(f"{ROOM}/facts")
    assert page.status_code == 200
    assert "登记一条" not in page.text
    assert sign_in("sun").get(f"{ROOM}/facts/new").status_code == 403


# One question for many


def test_the_table_asks_those_whom_the_benefit_waits_for(client: FlaskClient, ids: dict[str, int]):
    page = client.get(MANY).text
    assert "是不是公益性岗位人员" in page
    assert f"a{ids[CREW[0].no]}" in page


def test_answers_for_everybody_are_written_at_once_and_the_paper_decides(client: FlaskClient, ids: dict[str, int]):
    first = ids[CREW[0].no]
    typed = {"source": "镇名单", "valid_from": "2024-01-01", "rest": "否", f"a{first}": "是"}
    answer = client.post(MANY, data=typed)
    assert answer.status_code == 303
    assert "/claims/zhen_2025" in answer.headers["Location"]
    assert facts_of(first).statuses["公益性岗位人员"] != ()
    assert facts_of(ids[CREW[1].no]).statuses["公益性岗位人员"] == ()
    assert "人人都登记过了" in client.get(MANY).text or "a" + str(first) not in client.get(MANY).text


def test_one_wrong_row_keeps_all_from_being_written(client: FlaskClient, ids: dict[str, int]):
    address = f"{ROOM}/many?kind=户籍&{ASKED}"
    first, second = ids[CREW[0].no], ids[CREW[1].no]
    typed = {"source": "户口本", "valid_from": "2024-01-01", f"a{first}": "500237", f"a{second}": "巫山"}
    answer = client.post(address, data=typed)
    assert answer.status_code == 400
    assert "不是行政区划代码" in answer.text
    assert 'value="500237"' in answer.text  # what was typed stays
    assert told() == 0
    assert client.post(address, data=typed | {f"a{second}": ""}).status_code == 303
    assert told() == 1


def test_a_table_without_a_source_or_an_answer_is_refused(client: FlaskClient):
    empty = {"valid_from": "2024-01-01", "source": "名单"}
    assert client.post(MANY, data=empty).status_code == 400
    assert client.post(MANY, data=empty | {"rest": "否", "source": ""}).status_code == 400
    assert told() == 0


def test_the_paper_leads_to_the_table(client: FlaskClient):
    page = client.get(f"/w/W001/claims/zhen_2025?{ASKED}").text
    assert "claims/register/many?" in page


def test_a_word_that_no_fact_decides_says_where_to_look(client: FlaskClient):
    answer = client.get(f"{ROOM}/many?programme=zhen_2025&benefit=稳岗补贴&word=合同&{ASKED}")
    assert answer.status_code == 200
    assert "不是一件可以登记的事" in answer.text


QUESTIONS = [
    Question("身份", "村干部"),
    Question("户籍", ""),
    Question("农村户口", ""),
    Question("毕业", ""),
    Question("残疾", ""),
    Question("确认", "愿意"),
    Question("材料", "身份证"),
    Question("登记数字", "交通费"),
    Question("户登记数字", "收入"),
    Question("已核对", "已领补贴"),
    Question("已核对", "其他单位务工"),
    Question("已核对", "培训"),
    Question("参保", "养老"),
]


@pytest.mark.parametrize("question", QUESTIONS, ids=str)
def test_of_an_unknown_person_nothing_is_known(question: Question):
    assert not is_known(PersonFacts(1, "甲"), question)


@pytest.mark.parametrize(
    ("kind", "answer", "beside", "found"),
    [
        ("身份", "是", "", (True, None, None, "")),
        ("身份", "否", "", (False, None, None, "")),
        ("参保", "是", "15.5", (True, None, 1550, "")),
        ("登记数字", "12.5", "", (True, 12_500, None, "")),
        ("户籍", "500237", "", (True, None, None, "500237")),
    ],
)
def test_an_answer_is_read_by_its_kind(kind: str, answer: str, beside: str, found: tuple[Any, ...]):
    name = {"身份": "村干部", "参保": "意外险", "登记数字": "交通费"}.get(kind, "")
    sheet = Sheet(Question(kind, name), date(2025, 1, 1), "名单")
    [entry], wrong = read_answers(sheet, [Typed(1, answer, beside)])
    assert (entry.holds, entry.value, entry.fen, entry.text) == found
    assert not wrong


@pytest.mark.parametrize(
    ("kind", "answer", "beside"),
    [
        ("身份", "也许", ""),
        ("参保", "是", "十五"),
        ("登记数字", "1e9", ""),
        ("毕业", "去年", ""),
        ("残疾", "肢体", "9"),
    ],
)
def test_an_answer_that_cannot_be_read_stands_at_its_row(kind: str, answer: str, beside: str):
    name = {"身份": "村干部", "参保": "意外险", "登记数字": "交通费"}.get(kind, "")
    entries, wrong = read_answers(Sheet(Question(kind, name), date(2025, 1, 1), "名单"), [Typed(7, answer, beside)])
    assert entries == []
    assert set(wrong) == {7}


def test_what_waits_is_found_inside_of_what_it_is_made_of():
    leaf = Finding("undecided", "还没有核对", word="身份")
    assert lacks([Finding("undecided", "", parts=(Finding("undecided", "", parts=(leaf,)),))], "身份")
    assert not lacks([Finding("met", "", parts=(leaf,))], "身份")


def test_every_word_of_the_shipped_papers_is_walked(app: Flask):
    for paper in load_shelf()[0].values():
        for version in paper.versions:
            for benefit in version.benefits:
                for word in ("身份", "保险", "户籍", "确认", "登记数字", "材料", "已领补贴"):
                    assert all(question.words for question in list_questions(benefit, word))


# The county


def test_what_the_county_still_has_to_set_is_named_and_then_held(client: FlaskClient):
    assert "还没有" in client.get(f"{ROOM}/county").text
    typed = {
        "programme": "zhen_2025",
        "name": "补贴标准",
        "value": "2000",
        "valid_from": "2025-01-01",
        "source": "县里通知",
    }
    assert client.post(f"{ROOM}/county/setting", data=typed).status_code == 303
    page = client.get(f"{ROOM}/county").text
    assert "<b>2000</b>" in page
    assert "未核对" in page


@pytest.mark.parametrize("change", [{"value": "很多"}, {"source": ""}, {"name": "没有这个"}])
def test_a_wrong_figure_of_the_county_is_refused(client: FlaskClient, change: dict[str, str]):
    typed = {
        "programme": "zhen_2025",
        "name": "补贴标准",
        "value": "2000",
        "valid_from": "2025-01-01",
        "source": "县里通知",
    }
    assert client.post(f"{ROOM}/county/setting", data=typed | change).status_code == 400
    assert fetch_all("SELECT COUNT(*) FROM county_setting")[0][0] == 0


def test_a_standard_is_set_with_source_and_day_checked(client: FlaskClient):
    typed = {"name": "贫困线", "fen": "4000", "valid_from": "2025-01-01", "source": "公报", "checked_on": "2026-01-05"}
    answer = client.post(f"{ROOM}/county/standard", data=typed)
    assert answer.status_code == 303, answer.text
    page = client.get(f"{ROOM}/county").text
    assert "4,000.00" in page
    assert "2026-01-05 核对" in page


def test_pages_ask_the_database_as_often_for_many_as_for_few(client: FlaskClient):
    def reads(address: str) -> int:
        client.get(address)
        seen: list[str] = []

        def count(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
            seen.append(statement)

        event.listen(db.engine, "before_cursor_execute", count)
        assert client.get(address).status_code == 200
        event.remove(db.engine, "before_cursor_execute", count)
        return len(seen)

    addresses = [f"{ROOM}/facts", MANY, f"{ROOM}/county", "/w/W001/claims/recognition", "/w/W001/claims/county-reply"]
    before = [reads(address) for address in addresses]
    more = add_people(W001, [Person(f"C{n:02}") for n in range(30)])
    rows = [NewFact(key, "身份", "村干部", date(2025, 1, 1), source="名单") for key in more.values()]
    record_facts(BOSS, NOW, W001, rows)
    assert [reads(address) for address in addresses] == before
