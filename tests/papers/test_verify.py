"""Anybody may ask after a paper: five different answers, nothing but what lets a person compare, and no guessing."""

import io
import re
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import W001
from tests.papers.issue_cast import CHEN, IDNO, NOW, asked, issue, sheet
from workshop.papers.issue import looking
from workshop.papers.issue.issuing import void_issued
from workshop.papers.issue.printing import print_issued
from workshop.papers.issue.values import IssuedPaper
from workshop.store.demonstration import mark_demonstration


@pytest.fixture
def anybody(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def paper(app: Flask) -> IssuedPaper:
    return issue()


def answer(client: FlaskClient, code: str) -> str:
    page = client.get(f"/v/{code}").text
    return re.search(r"<h1>(.*?)</h1>", page)[1]


def typed(client: FlaskClient, paper: IssuedPaper, text: str) -> str:
    page = client.post(f"/v/{paper.code}", data={"typed": text}).text
    return re.search(r"<h1>(.*?)</h1>", page)[1]


def sent(client: FlaskClient, paper: IssuedPaper, content: bytes) -> str:
    page = client.post(f"/v/{paper.code}", data={"file": (io.BytesIO(content), "x.pdf")}).text
    return re.search(r"<h1>(.*?)</h1>", page)[1]


def changed(code: str) -> str:
    """The code with its middle letter exchanged."""
    at = len(code) // 2
    return code[:at] + ("A" if code[at] != "A" else "B") + code[at + 1 :]


def test_five_papers_get_five_answers(anybody: FlaskClient) -> None:
    genuine, superseded, void = (issue(of=asked(month)) for month in (1, 2, 3))
    issue(sheet(3), asked(2))
    void_issued(CHEN, NOW, W001, void.id, "金额有误")
    answers = [answer(anybody, paper.code) for paper in (genuine, superseded, void)]
    answers += [typed(anybody, genuine, "1.00"), answer(anybody, changed(genuine.code))]
    assert answers == ["真", "已被代替", "作废", "与签发时不一致", "查无此件"]


def test_the_page_shows_what_to_compare_and_no_number_of_a_person(anybody: FlaskClient, paper: IssuedPaper) -> None:
    page = anybody.get(f"/v/{paper.code}").text
    for shown in (
        paper.number,
        paper.check,
        "巫山手套车间",
        "2026年3月",
        "2,166.12",
        "人民币贰仟壹佰陆拾陆元壹角贰分",
        "王**",
    ):
        assert shown in page
    for hidden in (IDNO, "王桂香", "10000000001"):
        assert hidden not in page


def test_a_superseded_paper_names_the_one_in_force(anybody: FlaskClient, paper: IssuedPaper) -> None:
    later = issue(sheet(3))
    assert f"已被 {later.number} 代替" in anybody.get(f"/v/{paper.code}").text


@pytest.mark.parametrize("told", ["{check}", "{low}", "{bare}", "2166.12", "2,166.12 元", "¥2,252.28"])
def test_the_check_value_or_a_sum_from_the_paper_agrees(told: str, anybody: FlaskClient, paper: IssuedPaper) -> None:
    text = told.format(check=paper.check, low=paper.check.lower(), bare=paper.check.replace("-", ""))
    assert typed(anybody, paper, text) == "真"


@pytest.mark.parametrize("text", ["2166.13", "0000-0000", "abc", "1e9", "-1", "9" * 40, "\x00"])
def test_anything_else_does_not(text: str, anybody: FlaskClient, paper: IssuedPaper) -> None:
    assert typed(anybody, paper, text) == "与签发时不一致"


def test_nothing_typed_is_no_answer_against_the_paper(anybody: FlaskClient, paper: IssuedPaper) -> None:
    assert typed(anybody, paper, " ") == "真"


def test_the_file_is_compared_byte_by_byte(anybody: FlaskClient, paper: IssuedPaper) -> None:
    content = print_issued(CHEN, NOW, paper).content
    other = print_issued(CHEN, NOW, issue(of=asked(2))).content
    middle = content[:1000] + bytes([content[1000] ^ 1]) + content[1001:]
    answers = [sent(anybody, paper, one) for one in (content, middle, content.rpartition(b"\n%")[0], other, b"x")]
    assert answers == ["真"] + ["与签发时不一致"] * 4


def test_a_reprint_is_genuine_too(anybody: FlaskClient, paper: IssuedPaper) -> None:
    print_issued(CHEN, NOW, paper)
    assert sent(anybody, paper, print_issued(CHEN, NOW, paper).content) == "真"


@pytest.mark.parametrize("code", ["X", "0", "A" * 500, "../../etc/passwd", "%00", "ZZZZ" * 30, "%F0%9F%98%80"])
def test_what_is_no_code_is_told_so(code: str, anybody: FlaskClient) -> None:
    assert anybody.get(f"/v/{code}").status_code == 404


def test_a_signed_code_that_the_books_do_not_have_is_not_genuine(anybody: FlaskClient, paper: IssuedPaper) -> None:
    from workshop.papers.issue.issuing import get_keys
    from workshop.papers.issue.signing import read_code, sign_code

    claimed, _ = read_code(paper.code)
    for values in ({"number": "GZ-2026-0077"}, {"workshop": "W009"}):
        code = sign_code(get_keys().paper_key, claimed.__class__(**{**vars(claimed), **values}))
        assert answer(anybody, code) == "查无此件"


def test_a_signed_code_whose_sums_are_not_those_of_the_books_is_altered(
    anybody: FlaskClient, paper: IssuedPaper
) -> None:
    from workshop.papers.issue.issuing import get_keys
    from workshop.papers.issue.signing import read_code, sign_code

    claimed, _ = read_code(paper.code)
    for values in ({"check": "00" * 6}, {"sums": (1, 2)}):
        code = sign_code(get_keys().paper_key, claimed.__class__(**{**vars(claimed), **values}))
        assert answer(anybody, code) == "与签发时不一致"


def guess(client: FlaskClient, code: str, times: int) -> list[int]:
    return [client.get(f"/v/{changed(code)}").status_code for _ in range(times)]


def test_guessing_is_slowed_down_and_looking_is_not(anybody: FlaskClient, paper: IssuedPaper) -> None:
    assert guess(anybody, paper.code, 31) == [404] * 30 + [429]
    assert anybody.post(f"/v/{paper.code}", data={"typed": "1"}).status_code == 429
    assert anybody.get(f"/v/{paper.code}").status_code == 200


def test_without_the_limit_guessing_would_go_on(
    anybody: FlaskClient, paper: IssuedPaper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "LIMITS", ())
    assert guess(anybody, paper.code, 33) == [404] * 33


def test_the_public_key_is_open_to_all(anybody: FlaskClient) -> None:
    assert anybody.get("/v/public.pem").data.startswith(b"-----BEGIN PUBLIC KEY-----")
    assert "公钥指纹" in anybody.get("/v/").text


def test_the_demonstration_says_of_itself_that_it_is_invented(anybody: FlaskClient, paper: IssuedPaper) -> None:
    assert "演示数据" not in anybody.get(f"/v/{paper.code}").text
    mark_demonstration(CHEN, NOW, [W001])
    assert "演示数据" in anybody.get(f"/v/{paper.code}").text


def test_the_name_in_a_title_is_masked_too(anybody: FlaskClient) -> None:
    paper = issue(replace(sheet(1), title="王桂香 A00001 加工费结算单"))
    page = anybody.get(f"/v/{paper.code}").text
    assert ("王** A00001 加工费结算单" in page, "王桂香" in page) == (True, False)
