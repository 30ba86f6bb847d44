"""The sheet of a matter on paper: what was said stands on it, hands sign it, long and rare words fit."""

from dataclasses import replace
from datetime import date

import pytest

from tests.conftest import NOW, TODAY, W001
from tests.desk.cast import PHONE, raised
from tests.pay.stage import CHEN, Stage, at
from workshop.desk.actions.steps import add_words
from workshop.desk.documents.matter_sheet import MOST_ENTRIES, build_matter_sheet
from workshop.desk.queries.grounds import Ground, Grounds
from workshop.desk.queries.one_matter import get_matter
from workshop.desk.rules.matters import Injury
from workshop.papers.form import FormPaper, Hands
from workshop.papers.setting.form_print import print_form

RARE = "阿卜杜热合曼·麦麦提敏𬱖䶮"


def entry(number: int) -> Ground:
    words = ("GLV-02 缝合 600 双", "0.2", RARE, NOW, "平板「一号台」", "2026-03-02T17:40", NOW)
    return Ground("output", f"e{number}", at(2), *words, "", False, "")


def sheet(key: int, entries: int = 0) -> FormPaper:
    grounds = Grounds(at(1), at(31), tuple(map(entry, range(entries))), (), None)
    return build_matter_sheet("巫山手套车间", get_matter(W001, key, TODAY), grounds, TODAY)


def words_of(paper: FormPaper) -> str:
    return "\n".join(text for _, text in paper.texts())


@pytest.fixture
def stage(app) -> Stage:
    return Stage()


def test_what_was_said_and_done_stands_on_it_and_hands_are_empty(stage):
    key = raised(stage)
    add_words(CHEN, NOW, W001, key, "问了班组长", kind="do")
    paper = sheet(key)
    assert "三月少发 200 元" in words_of(paper)
    assert "问了班组长" in words_of(paper)
    assert [party.name for part in paper.parts if isinstance(part, Hands) for party in part.parties] == [
        "本人",
        "稳岗联络员",
        "车间",
    ]


def test_an_injury_tells_what_is_known_and_leaves_the_rest_open(stage):
    paper = sheet(raised(stage, "injury", "针扎了手", injury=Injury(date(2026, 3, 30), body="食指")))
    assert "食指" in words_of(paper)
    assert "2026-04-29" in words_of(paper)


def test_long_words_and_rare_characters_print(stage):
    key = raised(stage, words="少发。" * 600, actor=replace(PHONE, name=RARE))
    add_words(CHEN, NOW, W001, key, f"{RARE}说:" + "没有少。" * 450, kind="do")
    printed = print_form(sheet(key, 30))
    assert printed.pages > 2


def test_what_is_not_printed_is_said(stage):
    paper = sheet(raised(stage), MOST_ENTRIES + 1)
    assert f"只印前 {MOST_ENTRIES} 条" in words_of(paper)
    assert words_of(paper).count("GLV-02 缝合") == MOST_ENTRIES
