"""Papers not seen before, put into a county's own folder: the pages of claims, the calendar and what-if open with them."""

import shutil
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.claims.test_evaluate import CREW
from tests.claims.test_unseen import UNSEEN
from tests.claims.year import add_people, fill_year
from tests.conftest import W001
from workshop.claims.files.library import load_programmes
from workshop.claims.shelf import own_folder

ASKED = "from=2025-01-01&to=2025-12-31&on=2026-01-01"
SignIn = Callable[[str], FlaskClient]


@pytest.fixture
def shelf(app: Flask) -> Iterator[list[str]]:
    """The papers at the workshop's own county, and their ids."""
    fill_year(W001, CREW, add_people(W001, CREW))
    folder = own_folder()
    folder.mkdir(parents=True, exist_ok=True)
    for path in UNSEEN:
        text = path.read_text(encoding="utf-8")
        code = text.split('code = "')[1].split('"')[0]
        (folder / path.name).write_text(text.replace(f'code = "{code}"', 'code = "990100"', 1), encoding="utf-8")
    yield list(load_programmes([folder])[0])
    shutil.rmtree(folder)


def test_every_paper_has_its_page_and_its_sums_are_told(shelf: list[str], sign_in: SignIn):
    assert len(shelf) == len(UNSEEN)
    chen = sign_in("chen")
    for programme in shelf:
        answer = chen.get(f"/w/W001/claims/{programme}?{ASKED}")
        assert answer.status_code == 200, programme
        assert "None" not in answer.text, programme


def test_the_list_the_calendar_and_what_if_take_them_all(shelf: list[str], sign_in: SignIn):
    zhang = sign_in("zhang")
    for address in (
        f"claims?{ASKED}",
        "claims/calendar",
        f"claims/what-if?{ASKED}&kind=leave&worker_no=B1&last=2026-01-02",
    ):
        answer = zhang.get(f"/w/W001/{address}")
        assert answer.status_code == 200, address
    assert "共富工坊绩效补助" in zhang.get(f"/w/W001/claims?{ASKED}").text
