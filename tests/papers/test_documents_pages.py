"""How documents lie on their pages: as they were looked at, empty, full and with the longest names, in as many pages."""

import re
from functools import cache
from pathlib import Path

import pytest

from tests.papers.cast import text_of
from tests.papers.document_cast import FULL, LONG_NAME, RARE_NAME
from tests.papers.document_extremes import EMPTY, LONG, MANY
from tests.papers.reading import read_pages, squeeze
from tests.papers.snapshots import check_snapshot
from workshop.papers.documents.kinds import CONTRACT, DOCUMENT_KINDS
from workshop.papers.form import Fields, FormPaper, Grid
from workshop.papers.setting.form_print import build_form_html, list_form_faults, print_form, set_foot
from workshop.papers.setting.mark import Mark
from workshop.papers.setting.printing import Printed

MARK = Mark("GG-2026-0001 校验 7F3A-91C2")
# Pages of one that is full; with the longest names of those that grow.
PAGES = {
    **{"recognition-form": 2, "claim-form": 2, "training-form": 2, "insurance-form": 2, "personal-subsidy-form": 2},
    **{"labour-contract": 2, "part-time-contract": 2, "service-agreement": 2, "contract": 2},
    **{"work-proof": 1, "casual-work-proof": 1, "pledge": 1, "notice-board": 1, "public-notice": 1},
}
LONG_PAGES = {"work-proof": 1, "casual-work-proof": 1, "public-notice": 3, "contract": 3, "claim-form": 2}
ELSEWHERE = {"notice-result"}  # of a poster that hung its days: test_notice_result.py


def html_of(paper: FormPaper) -> str:
    """What is set."""
    return build_form_html(paper, MARK)


@cache
def printed(code: str, long: bool = False) -> Printed:
    """A document as PDF, made once."""
    return print_form((LONG if long else FULL)[code](), False, MARK)


def test_every_document_has_its_pictures() -> None:
    known = {kind.code for kind in (*DOCUMENT_KINDS, CONTRACT)} | {"notice-board"}
    assert set(FULL) == set(EMPTY) == set(LONG) == set(PAGES) == known - ELSEWHERE


@pytest.mark.parametrize("code", FULL)
def test_a_full_document_looks_as_its_snapshot(code: str) -> None:
    check_snapshot(f"form-{code}", html_of(FULL[code]()))


@pytest.mark.parametrize("code", EMPTY)
def test_an_empty_document_looks_as_its_snapshot(code: str) -> None:
    check_snapshot(f"form-{code}-empty", html_of(EMPTY[code]()))


@pytest.mark.parametrize("code", LONG)
def test_a_document_of_the_longest_names_looks_as_its_snapshot(code: str) -> None:
    check_snapshot(f"form-{code}-long", html_of(LONG[code]()))


@pytest.mark.parametrize("code", MANY)
def test_a_document_of_three_looks_as_its_snapshot(code: str) -> None:
    check_snapshot(f"form-{code}-three", html_of(MANY[code](3)))


@pytest.mark.parametrize("code", FULL)
def test_a_document_takes_as_many_pages_as_it_took(code: str) -> None:
    assert printed(code).pages == PAGES[code]


@pytest.mark.parametrize("code", LONG_PAGES)
def test_a_document_of_the_longest_names_takes_as_many_pages_as_it_took(code: str) -> None:
    assert printed(code, long=True).pages == LONG_PAGES[code]


def test_a_long_poster_ends_with_somebody_beside_the_sum_and_the_hands() -> None:
    poster = print_form(MANY["public-notice"](500))
    *others, last = read_pages(poster.pdf)
    assert poster.pages == 29
    assert re.search(r"\b500\b +王", last)
    assert "合计" in last
    assert "盖章" in last
    assert all("序号" in page and "盖章" not in page for page in others)


@pytest.mark.parametrize("code", ["labour-contract", "part-time-contract", "service-agreement", "contract"])
def test_hands_of_an_agreement_never_stand_alone_on_a_page(code: str) -> None:
    last = read_pages(printed(code).pdf)[-1]
    assert re.search("[八九]、", last)
    assert "单位(盖章)" in last


def test_what_the_office_fills_in_stands_together() -> None:
    for code in ("claim-form", "training-form", "insurance-form"):
        last = read_pages(printed(code).pdf)[-1]
        assert squeeze(last).startswith("以下由受理、审核单位填写核定人数")


@pytest.mark.parametrize("code", LONG)
def test_the_longest_and_the_rarest_names_are_printed_whole(code: str) -> None:
    paper = LONG[code]()
    assert list(list_form_faults(paper)) == []
    if code in ("public-notice", "claim-form", "training-form", "insurance-form"):
        return  # of people there are none on it, or masked ones
    said = "".join(text for _, text in paper.texts())
    assert LONG_NAME in said
    assert RARE_NAME in said or code in ("recognition-form", "notice-board")


def test_rare_characters_are_in_the_pdf(tmp_path: Path) -> None:
    assert RARE_NAME in text_of(printed("pledge", long=True).pdf, tmp_path)


@pytest.mark.parametrize("code", FULL)
def test_no_cell_for_a_hand_is_filled_in_whatever_is_known(code: str) -> None:
    for part in FULL[code]().parts:
        boxes = [box for row in part.rows for box in row] if isinstance(part, Grid | Fields) else []
        assert not [box for box in boxes if box.hand and box.text]


def test_the_foot_keeps_its_line_and_whom_the_page_is_of() -> None:
    assert set_foot("车间", "证明", "A1 王桂香", 78) == "车间 证明 · A1 王桂香"
    long = set_foot("很长的车间名称" * 6, "很长的标题" * 12, "A1 王桂香", 78)
    assert long.startswith("很长的标题")
    assert long.endswith("… · A1 王桂香")
    assert set_foot("车间", "证明", " ", 78) == "车间 证明"
