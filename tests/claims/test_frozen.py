"""What was checked stays what was checked, and the command line shows claims as they stand."""

import json
import shutil

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from tests.claims.test_claiming import CREW, checked, drafted
from tests.claims.year import add_people, fill_year
from tests.conftest import BOSS, NOW, W001
from tests.databases import drop_trigger
from workshop.claims.commands import COMMANDS
from workshop.claims.queries.claims import get_claim
from workshop.claims.queries.frozen import check_claims
from workshop.claims.shelf import own_folder
from workshop.demo.filling import PROGRAMMES
from workshop.people.queries import find_workshop_by_id
from workshop.store.database import db
from workshop.store.transaction import transaction

CHANGES = {
    "UPDATE claim_sheet SET fen = fen + 1 WHERE sha256 <> ''": "金额与核对时不同",
    "UPDATE claim_sheet SET sha256 = REPLACE(sha256, SUBSTR(sha256, 1, 1), 'x') WHERE sha256 <> ''": "与校验值不符",
    "UPDATE claim_person SET fen = fen + 100 WHERE sheet = 2": "与核对时不同",
    "UPDATE claim_person SET name = '别人' WHERE sheet = 2": "别人与核对时不同",
    "DELETE FROM claim_person WHERE sheet = 2": "少了 1 个人",
    "UPDATE claim_sheet SET facts = (SELECT commitment FROM audit_leaf LIMIT 1) WHERE sha256 <> ''": "打不开",
    "UPDATE claim_sheet SET sha256 = ''": "没有核对过的底稿",
}


@pytest.fixture
def place(app):
    own_folder().mkdir(exist_ok=True)
    shutil.copy(PROGRAMMES / "yanshi.toml", own_folder())
    fill_year(W001, CREW, add_people(W001, CREW))
    return find_workshop_by_id(W001)


def command(*words: str):
    return CliRunner().invoke(COMMANDS["claim"], [*words, "--workshop", "W001"])


def test_a_checked_claim_that_nobody_touched_is_whole(place):
    checked(place)
    assert list(check_claims(W001)) == []


@pytest.mark.parametrize(("change", "said"), CHANGES.items())
def test_whatever_is_changed_in_a_checked_claim_is_named(place, change: str, said: str):
    checked(place)
    with transaction(BOSS, NOW):
        for name in ("claim_sheet_no_update", "claim_person_no_update", "claim_person_no_delete"):
            drop_trigger(name)
        db.session.execute(text(change))
    found = list(check_claims(W001))
    assert len(found) == 1
    assert "SL-2026-0001" in found[0]
    assert said in found[0]


def test_a_draft_is_not_frozen_and_is_not_asked(place):
    drafted(place)
    assert list(check_claims(W001)) == []


def test_the_list_tells_number_state_and_sums(place):
    checked(place)
    said = command("list").output
    assert "SL-2026-0001  已核对" in said
    assert "1 人  申领 600.00 元,批准 0.00 元" in said


def test_a_claim_as_json_gives_people_months_steps_and_its_hash(place):
    claim = get_claim(W001, checked(place))
    told = json.loads(command("show", "SL-2026-0001", "--json").output)
    assert told["sha256"] == claim.sha256
    assert told["people"][0]["months"] == ["2025-01", "2025-02", "2025-03"]
    assert [step["state"] for step in told["steps"]] == ["draft", "checked"]


def test_a_claim_as_text_tells_who_why_and_what_was_done(place):
    checked(place)
    said = command("show", "SL-2026-0001").output
    assert "B1" in said
    assert "2025年3月" in said
    assert "已核对  陈会计" in said


def test_a_number_that_is_not_there_is_told_with_the_workshop(place):
    found = command("show", "SL-2026-0009")
    assert found.exit_code != 0
    assert "SL-2026-0009" in str(found.exception)
