"""Where a page leads back to: a place of this site, whatever a stranger's link or form says."""

import pytest

from tests.conftest import PASSWORD
from tests.floor.crew import badge
from tests.floor.stage import SEW, set_the_stage

# A browser drops tabs and line ends from an address and takes a backslash for a slash: each of these would be another site.
ELSEWHERE = [
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/\r/evil.example",
    "https:evil.example",
]


@pytest.mark.parametrize("address", ELSEWHERE)
def test_signing_in_leads_to_no_other_site(app, address: str):
    data = {"login": "liu", "password": PASSWORD, "next": address}
    assert app.test_client().post("/sign-in", data=data).headers["Location"] == "/"


@pytest.mark.parametrize("address", ELSEWHERE)
def test_choosing_a_language_leads_to_no_other_site(app, address: str):
    assert app.test_client().post("/language", data={"back": address}).headers["Location"] == "/"


def test_signing_in_leads_back_to_the_page_that_was_asked_for(app):
    data = {"login": "zhou", "password": PASSWORD, "next": "/w/W001/day?q=王 桂"}
    assert app.test_client().post("/sign-in", data=data).headers["Location"] == "/w/W001/day?q=%E7%8E%8B%20%E6%A1%82"


@pytest.mark.parametrize("referrer", ["http://[", "http://localhost:99999/", "//", "\xff"])
def test_an_address_that_cannot_be_read_is_no_fault(app, referrer: str):
    client, came_from = app.test_client(), {"Referer": referrer}
    assert client.post("/v/zz", headers=came_from).status_code == 404
    data = {"operation": str(SEW), "good": "37", "nonce": "once-only"}
    set_the_stage()
    assert [client.post(badge(), data=data, headers=came_from).status_code for _ in range(2)] == [302, 302]


def test_a_form_sent_twice_leads_to_no_other_site(app):
    set_the_stage()
    data = {"operation": str(SEW), "good": "37", "nonce": "once-only"}
    for came_from in ("http://localhost//evil.example/", "http://evil.example/"):
        answers = [app.test_client().post(badge(), data=data, headers={"Referer": came_from}) for _ in range(2)]
        assert answers[-1].headers["Location"] == "/"
