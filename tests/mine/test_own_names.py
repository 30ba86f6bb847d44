"""What is made has a name in the worker's own language, where the office has put one in; Chinese where it has not."""

import pytest

from tests.conftest import BOSS, NOW, W001, W002
from tests.mine.phone import open_phone, set_the_month
from workshop.kernel.faults import NotFound, Refused
from workshop.mine.pages.blueprint import know_names
from workshop.prices.actions import set_own_names
from workshop.prices.queries import list_own_names, load_own_names
from workshop.store.database import fetch_all

SLIP = "/m/slips/2026-03"


@pytest.fixture
def stage(app, monkeypatch):
    return set_the_month(monkeypatch)


def sew(stage) -> int:
    """The operation 缝合."""
    return fetch_all("SELECT id FROM operation WHERE name = '缝合' AND workshop_id = :w", w=W001)[0][0]


def name(stage, operation: str, product: str = "") -> None:
    set_own_names(BOSS, NOW, W001, sew(stage), "en", product, operation)


def phone_in(app, stage, language: str):
    phone = open_phone(app, stage.workers["001"])
    phone.set_cookie("language", language)
    return phone


def test_the_phone_shows_the_offices_name_in_the_language_that_was_chosen_also_within_a_sentence(app, stage):
    name(stage, "Stitching")
    phone = phone_in(app, stage, "en")
    assert "<h3>Stitching</h3>" in phone.get("/m/month").text
    assert "Stitching 1,904" in phone.get(SLIP).text
    assert "缝合" not in phone.get(SLIP).text


def test_without_a_name_and_in_chinese_the_chinese_one_stands(app, stage):
    assert "缝合" in phone_in(app, stage, "en").get("/m/month").text
    name(stage, "Stitching")
    assert "缝合" in phone_in(app, stage, "zh-CN").get("/m/month").text


def test_a_name_is_taken_back_by_an_empty_one_and_the_same_again_is_not_written_twice(app, stage):
    for given in ("Stitching", "Stitching", ""):
        name(stage, given, "Glove")
    assert load_own_names(W001, "en").get("缝合") is None
    assert list_own_names(W001, sew(stage))["en"] == ("Glove", "")
    assert fetch_all("SELECT COUNT(*) FROM own_name") == [(3,)]


def test_names_are_the_workshops_own(app, stage):
    name(stage, "Stitching")
    assert load_own_names(W002, "en") == {}
    with pytest.raises(NotFound):
        set_own_names(BOSS, NOW, W002, sew(stage), "en", "", "Theirs")


def test_a_chinese_page_asks_for_no_names(app, stage):
    with app.test_request_context("/m/"):
        know_names(lambda code: pytest.fail(code))


@pytest.mark.parametrize("given", ["x" * 81, "a\x00b"])
def test_what_cannot_be_kept_is_refused(app, stage, given):
    with pytest.raises(Refused):
        name(stage, given)


def test_the_office_fills_them_in_on_the_page_of_the_operation(stage, sign_in):
    office, place = sign_in("chen"), f"/w/W001/operations/{sew(stage)}"
    assert "别的语言怎么叫" in office.get(place).text
    office.post(f"{place}/names", data={"language": "en", "name": "Stitching", "product": "Glove"})
    page = office.get(place).text
    assert 'value="Stitching"' in page
    assert 'value="Glove"' in page
    assert office.post(f"{place}/names", data={"language": "xx", "name": "y"}).status_code == 400
