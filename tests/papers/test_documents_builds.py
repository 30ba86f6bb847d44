"""Documents as data: what a hand fills stays empty, a poster holds no number, bodies are called as on the day."""

from datetime import date

import pytest

from tests.papers.document_cast import CARD, FULL, IDNO, PHONE, notice, recognition
from workshop.kernel.faults import Refused
from workshop.papers.form import Box
from workshop.papers.naming import Names


def words(paper) -> str:
    return "\n".join(text for _, text in paper.texts())


@pytest.mark.parametrize("kind", FULL)
def test_every_document_is_built_under_its_code(kind):
    assert FULL[kind]().kind == kind


def test_a_cell_for_a_hand_is_never_filled_in():
    Box(hand="thumb")
    with pytest.raises(ValueError, match="never filled in"):
        Box("王桂香", hand="thumb")


def test_a_poster_holds_masked_names_and_no_number():
    text = words(notice())
    assert "王**" in text
    assert not [secret for secret in ("王桂香", IDNO, PHONE, CARD) if secret in text]


def test_nobody_to_post_is_refused():
    with pytest.raises(Refused, match="没有可以公示"):
        notice(0)


@pytest.mark.parametrize(("on", "title"), [(date(2020, 6, 1), "就业扶贫车间"), (date(2026, 7, 5), "就业帮扶车间")])
def test_the_word_for_the_workshop_is_that_of_the_day(on, title):
    assert recognition(names=Names(on)).title == f"{title}认定申请表"
