"""What to do next: on the list, on a paper, on a claim, and where one person is found among hundreds."""

import shutil
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.claims.test_claiming import CHEN, CREW, SHOP_BENEFIT, issued, place  # noqa: F401
from tests.claims.year import Person, add_people
from tests.conftest import NOW, W001
from workshop.claims.actions.papers import note_papers
from workshop.claims.next_steps import NEXT, PRINTED, list_road, tell_next
from workshop.claims.shelf import own_folder
from workshop.claims.values import STATES
from workshop.demo.filling import PROGRAMMES
from workshop.papers.pack.words import PRINTED as PAPERS
from workshop.people.queries import Workshop

SignIn = Callable[[str], FlaskClient]
ASKED = "from=2025-01-01&to=2025-12-31&on=2026-03-31"
SUBMIT = 'name="verb" value="submit"'


def test_every_state_says_what_comes_next():
    assert set(NEXT) == set(STATES)
    assert [stand for _, stand in list_road("returned")] == ["done", "done", "done", "here", "ahead", "ahead"]
    assert {stand for _, stand in list_road("withdrawn")} == {"ahead"}


def test_money_that_came_in_part_is_waited_for():
    assert tell_next("received", 900_000, 450_000) == "还差 4,500.00 元,到了再登记"
    assert tell_next("received", 900_000, 900_000) == NEXT["received"]
    assert tell_next("repaid", 900_000, 450_000) == NEXT["repaid"]


def test_what_the_program_prints_is_what_the_papers_print():
    assert set(PAPERS) == PRINTED


def test_the_list_says_what_is_under_way_and_what_to_do(place: Workshop, sign_in: SignIn):  # noqa: F811
    client = sign_in("zhang")
    assert "按「做申领单」" in client.get(f"/w/W001/claims?{ASKED}").text
    issued(place)
    page = client.get(f"/w/W001/claims?{ASKED}").text
    assert "SL-2026-0001" in page
    assert NEXT["issued"] in page


def test_a_paper_shows_what_was_claimed_and_does_not_urge_to_claim_again(place: Workshop, sign_in: SignIn):  # noqa: F811
    client = sign_in("zhang")
    offers = client.get(f"/w/W001/claims/yanshi?{ASKED}").text.count("<button>做申领单</button>")
    claim = issued(place)
    page = client.get(f"/w/W001/claims/yanshi?{ASKED}").text
    assert f"/w/W001/claims/{claim}" in page
    assert page.count("<button>做申领单</button>") == offers - 1


def test_papers_that_the_program_prints_are_not_missing(place: Workshop, sign_in: SignIn):  # noqa: F811
    page = sign_in("zhang").get(f"/w/W001/claims/yanshi?{ASKED}").text
    assert "程序会印" in page
    assert "没登记" not in page


def prepared(client: FlaskClient) -> str:
    """The address of a claim whose papers are out, made by whoever is signed in."""
    asked = {"first": "2025-01-01", "last": "2025-12-31", "on": "2026-03-31", "benefit": SHOP_BENEFIT}
    address = client.post("/w/W001/claims/yanshi/claim", data=asked).headers["Location"]
    assert client.post(f"{address}/move", data={"verb": "check", "reason": "看过"}).status_code == 303
    note_papers(CHEN, NOW, W001, int(address.rpartition("/")[2]), ["GZ-2026-0001"])
    return address


def test_who_prepared_is_told_that_another_must_submit(place: Workshop, sign_in: SignIn):  # noqa: F811
    address = prepared(sign_in("chen"))
    own, other = sign_in("chen").get(address).text, sign_in("zhang").get(address).text
    assert SUBMIT not in own
    assert "换一个人报送" in own
    assert SUBMIT in other


def test_a_manager_alone_is_offered_to_submit_once_that_is_on_the_record(place: Workshop, sign_in: SignIn):  # noqa: F811
    client = sign_in("zhang")
    address = prepared(client)
    assert SUBMIT not in client.get(address).text
    client.post("/w/W001/claims/eyes", data={"needed": "0", "reason": "只有一位负责人"})
    assert SUBMIT in client.get(address).text


def test_one_of_many_is_found_and_his_way_opened(place: Workshop, sign_in: SignIn):  # noqa: F811
    add_people(W001, [Person(f"C{n:03}", {}) for n in range(230)])
    client = sign_in("liu")
    page = client.get("/w/W001/claims/workers").text
    assert f"共 {230 + len(CREW)} 人" in page
    found = client.get("/w/W001/claims/workers?q=C217").text
    assert "/w/W001/claims/workers/C217" in found
    assert "/w/W001/claims/workers/C216" not in found
    assert client.get("/w/W001/claims/workers/C217").status_code == 200


def test_a_workshop_without_people_is_told_where_to_begin(app: Flask, sign_in: SignIn):
    own_folder().mkdir(exist_ok=True)
    shutil.copy(PROGRAMMES / "yanshi.toml", own_folder())
    assert "现在没有人在这些补贴里" in sign_in("zhang").get("/w/W001/claims").text


@pytest.mark.parametrize("address", ["claims", "claims/workers", "claims/sheets", "claims/calendar", "claims/what-if"])
def test_an_empty_workshop_is_told_what_the_page_is_for(sign_in: SignIn, address: str):
    assert sign_in("zhang").get(f"/w/W001/{address}").status_code == 200
