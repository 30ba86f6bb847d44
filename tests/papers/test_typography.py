"""Words on paper: Chinese punctuation is full width, figures keep theirs, room for a hand stays room for a hand."""

import pytest

from tests.papers.document_cast import contract, pledges
from workshop.papers.setting.form_print import build_form_html
from workshop.papers.setting.typography import set_blanks, set_lines, set_punctuation


def wide(text: str) -> str:
    """The half-width marks of a text in full width."""
    return "".join(chr(ord(char) + 0xFEE0) if char in ",:;()!?" else char for char in text)


@pytest.mark.parametrize(
    "text",
    ["电话:10000000009", "年满16岁,本人同意;如有虚假,退回", "法定代表人\n(负责人)", "甲方(用人单位):", "258X,户籍地"],
)
def test_marks_beside_chinese_are_full_width(text: str) -> None:
    assert set_punctuation(text) == wide(text)


@pytest.mark.parametrize(
    "text", ["45.7%(21÷46)", "1,280,000.00 元", "14:05", "http://192.168.1.10:8000/v/", "f(x), g:h"]
)
def test_marks_between_figures_stay(text: str) -> None:
    assert set_punctuation(text) == text


def test_a_full_width_mark_takes_its_blank_along() -> None:
    assert set_punctuation("姓名: 王桂香") == wide("姓名:王桂香")


def test_a_bracket_that_is_not_closed_stays() -> None:
    assert set_punctuation("甲方(用人单位") == "甲方(用人单位"


def test_blanks_for_a_hand_are_as_wide_in_every_font() -> None:
    assert set_blanks("   年  月 日") == "\u3000 年\u3000月 日"


def test_a_line_for_a_hand_is_ruled_and_nothing_gets_out_of_the_text() -> None:
    assert set_lines("<b>签字:____").startswith("&lt;b&gt;签字:<span")
    assert "____" not in set_lines("<b>签字:____")


def test_a_form_is_set_so() -> None:
    html = build_form_html(contract()) + build_form_html(pledges())
    assert "__" not in html
    assert wide("本人签字(手印):") in html
