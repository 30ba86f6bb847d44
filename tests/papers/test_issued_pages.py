"""The office finds what it issued, prints it again, makes it void; who only looks can look."""

from datetime import date

import pytest
from flask.testing import FlaskClient

from tests.papers.cast import HEAD, text_of, wage
from tests.papers.issue_cast import CHEN, NOW, asked, issue, sheet
from tests.pay.paying import lock
from tests.pay.stage import Stage, count_statements
from workshop.papers import actions, pages
from workshop.papers.issue.issuing import void_issued
from workshop.papers.issue.queries import Wanted, get_issued, list_issued
from workshop.papers.lists.wage_sheet import build_wage_sheet
from workshop.people.actions import Correction, correct_worker

PAPERS = "/w/W001/papers"


@pytest.fixture
def chen(app, sign_in) -> FlaskClient:
    return sign_in("chen")


@pytest.fixture
def stage(app, monkeypatch: pytest.MonkeyPatch) -> Stage:
    monkeypatch.setattr(pages, "civil_today", lambda: date(2026, 4, 2))
    stage = Stage()
    stage.work_a_month()
    lock()
    return stage


def test_printing_for_the_file_issues_and_previews_do_not(stage, sign_in, tmp_path) -> None:
    chen = sign_in("chen")
    looked = text_of(chen.get(f"{PAPERS}/2026-03/wage-sheet/preview").data, tmp_path)
    assert ("未签发 预览" in looked, list_issued(1, Wanted())[1]) == (True, 0)
    made = text_of(chen.post(f"{PAPERS}/2026-03/wage-sheet.pdf").data, tmp_path)
    [paper], _ = list_issued(1, Wanted())
    assert (paper.number in made, "未签发" in made, paper.run_id is not None) == (True, False, True)


def test_a_run_that_may_still_change_is_not_issued(app, sign_in, tmp_path) -> None:
    from tests.pay.stage import MARCH
    from workshop.pay.actions import compute_run

    Stage().work_a_month()
    compute_run(CHEN, NOW, 1, MARCH)
    made = sign_in("chen").post(f"{PAPERS}/2026-03/wage-sheet.pdf")
    assert "未签发" in text_of(made.data, tmp_path)
    assert list_issued(1, Wanted())[1] == 0


def test_a_reprint_has_the_names_of_then(stage, sign_in, tmp_path) -> None:
    chen = sign_in("chen")
    chen.post(f"{PAPERS}/2026-03/wage-sheet.pdf")
    correct_worker(CHEN, NOW, 1, stage.workers["001"], Correction(name="王桂芳"), "改名")
    [paper], _ = list_issued(1, Wanted())
    again = text_of(chen.post(f"{PAPERS}/issued/{paper.id}/pdf").data, tmp_path)
    assert ("王桂香" in again, "王桂芳" in again, "补打 第 1 次" in again) == (True, False, True)


def test_the_list_is_narrowed_by_kind_period_and_state(chen: FlaskClient) -> None:
    first = issue(sheet(2), asked(2))
    second = issue(sheet(3))
    void_issued(CHEN, NOW, 1, second.id, "错")
    for query, shown in (
        ("", {first, second}),
        ("?period=2026-02", {first}),
        ("?state=void", {second}),
        ("?state=valid&kind=wage-sheet", {first}),
        ("?kind=slips", set()),
        ("?state=x&page=y", {first, second}),
    ):
        page = chen.get(f"{PAPERS}/issued{query}").text
        assert {paper for paper in (first, second) if paper.number in page} == shown


def test_an_empty_list_says_what_it_is_for(chen: FlaskClient) -> None:
    assert "可以补打,可以作废" in chen.get(f"{PAPERS}/issued").text


def test_more_papers_cost_no_more_statements(chen: FlaskClient) -> None:
    issue()
    few = count_statements(lambda: chen.get(f"{PAPERS}/issued"))
    for month in range(4, 10):
        issue(of=asked(month))
    assert count_statements(lambda: chen.get(f"{PAPERS}/issued")) == few


def test_a_paper_is_made_void_with_its_reason(chen: FlaskClient) -> None:
    paper = issue()
    assert "请填写作废的原因" in chen.post(f"{PAPERS}/issued/{paper.id}/void", data={"reason": ""}).text
    assert chen.post(f"{PAPERS}/issued/{paper.id}/void", data={"reason": "金额有误"}).status_code == 303
    assert get_issued(1, paper.id).state == "void"
    page = chen.post(f"{PAPERS}/issued/{paper.id}/void", data={"reason": "再来"})
    assert (page.status_code, "已作废,不能再作废" in page.text) == (400, True)


@pytest.mark.parametrize(
    ("login", "look", "act"), [("liu", 200, 403), ("sun", 200, 403), ("zhou", 403, 403), ("zhao", 404, 404)]
)
def test_who_may_look_and_who_may_act(login: str, look: int, act: int, app, sign_in) -> None:
    paper, client = issue(), sign_in(login)
    assert [client.get(f"{PAPERS}/issued{of}").status_code for of in ("", f"/{paper.id}")] == [look] * 2
    assert [client.post(f"{PAPERS}/issued/{paper.id}/{what}").status_code for what in ("pdf", "void")] == [act] * 2


def test_a_paper_of_another_workshop_is_not_there(app, sign_in) -> None:
    paper = issue(of=asked(workshop_id=2))
    assert sign_in("chen").get(f"{PAPERS}/issued/{paper.id}").status_code == 404


def test_a_character_without_a_font_is_named_before_anything_is_handed_out(
    stage, sign_in, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind = pages.KINDS["wage-sheet"]
    rare = build_wage_sheet(HEAD, [wage("王\U0003fffd香")])
    monkeypatch.setitem(pages.KINDS, "wage-sheet", kind.__class__(**{**vars(kind), "build": lambda *_: rare}))
    chen = sign_in("chen")
    page = chen.post(f"{PAPERS}/2026-03/wage-sheet.pdf?part=1", data={"of": ""})
    assert (page.status_code, page.mimetype, "U+3FFFD" in page.text) == (409, "text/html", True)
    assert list_issued(1, Wanted())[1] == 0
    assert 'name="accept"' in page.text
    assert chen.post(f"{PAPERS}/2026-03/wage-sheet.pdf", data={"accept": "y"}).mimetype == "application/pdf"
    assert list_issued(1, Wanted())[1] == 1


def test_nothing_is_told_of_numbers_read_where_nothing_was_handed_out(
    stage, sign_in, monkeypatch: pytest.MonkeyPatch
) -> None:
    from workshop.store.database import fetch_all

    def refuse(paper: object) -> None:
        raise actions.Unprintable(())

    told = "SELECT COUNT(*) FROM audit_leaf WHERE action = 'worker.unmask'"
    before = fetch_all(told)
    monkeypatch.setattr(actions, "_check_glyphs", refuse)
    assert sign_in("chen").post(f"{PAPERS}/2026-03/wage-sheet.pdf").status_code == 409
    assert fetch_all(told) == before
