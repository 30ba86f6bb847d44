"""The first page offers what needs a hand, and only to whom it opens."""

import re

import pytest

from tests.conftest import BOSS, NOW, W001
from tests.desk.test_openings import SUN
from workshop.desk.actions.openings import register_seeker


@pytest.mark.parametrize("login", ["zhou", "chen", "zhang", "liu", "sun"])
def test_whatever_the_first_page_asks_to_be_done_opens(sign_in, login):
    register_seeker(BOSS, NOW, W001, SUN)
    client = sign_in(login)
    page = client.get("/w/W001/").text
    links = re.findall(r'href="([^"]+)">(?:去处理|去看)', page)
    assert [(one, client.get(one).status_code) for one in links if client.get(one).status_code != 200] == []
    assert ("求职" in page.split("要办的事")[1]) is (login in ("zhou", "chen", "zhang"))
