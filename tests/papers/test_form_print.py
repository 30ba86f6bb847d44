"""Forms of many people: each counts its own pages, none is lost between those laid out together, waiting people are told."""

import re
from pathlib import Path

import pytest

from tests.papers.cast import text_of
from tests.papers.document_cast import contract, personal, pledges, recognition
from workshop.papers.setting import engine
from workshop.papers.setting.engine import page_painted
from workshop.papers.setting.form_print import print_form, split_forms

PAGE = re.compile(r"第 (\d+) 页 共 (\d+) 页")


def test_the_forms_of_one_paper_are_told_apart() -> None:
    forms = split_forms(personal(3))
    assert len(forms) == 3
    assert len({form.parts for form in forms}) == 1
    assert [form.parts for form in split_forms(recognition())] == [recognition().parts]


def test_each_persons_pages_are_counted_by_themselves(tmp_path: Path) -> None:
    printed = print_form(contract(2))
    counted = PAGE.findall(text_of(printed.pdf, tmp_path))
    of_one = printed.pages // 2
    assert counted == [(str(page), str(of_one)) for _ in range(2) for page in range(1, of_one + 1)]


def test_nobody_is_lost_where_forms_are_laid_out_in_turns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    together = text_of(print_form(pledges(5)).pdf, tmp_path)
    monkeypatch.setattr(engine, "FORMS_AT_ONCE", 2)
    in_turns = print_form(pledges(5))
    assert in_turns.pages == 5
    assert text_of(in_turns.pdf, tmp_path) == together


def test_a_preview_is_the_first_persons(tmp_path: Path) -> None:
    printed = print_form(pledges(4), first_page_only=True)
    assert printed.pages == 1
    assert "第 1 页 共 1 页" in text_of(printed.pdf, tmp_path)


def test_whoever_waits_is_told_of_each_form_and_may_stop_it() -> None:
    told = []
    token = page_painted.set(lambda turn, of: told.append((turn, of)))
    try:
        print_form(pledges(3))
    finally:
        page_painted.reset(token)
    assert told == [(2, 3), (3, 3)]
