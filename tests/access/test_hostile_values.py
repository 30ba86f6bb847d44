"""Values that nobody types, through every address, question and form that takes text: refused or stored, never a fault of the program.

SQLite stores what PostgreSQL refuses (NUL, a text longer than its column); `strict` makes it refuse the same.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, String, event, text
from sqlalchemy.exc import DataError, DBAPIError

from tests.conftest import BOSS, NOW, W001
from tests.desk.test_openings import SEWER, SUN
from tests.floor.stage import WANG, set_the_stage
from tests.languages import ROOT
from tests.mine.phone import open_phone
from workshop.access import guard
from workshop.desk.actions.openings import post_opening, register_seeker
from workshop.desk.queries.openings import get_opening
from workshop.store.database import db

IN_ADDRESS = ("\0",)
ASKED = ("9" * 19, "²")
TYPED = ("王\0丽", "9" * 40, "²", "长" * 3000)
NAMES = re.compile(r"""(?:args|values|asked|said)\.get(?:list)?\(\s*"(\w+)\"""")


@pytest.fixture
def strict(app: Flask) -> Iterator[Flask]:
    """The application on a database that refuses what PostgreSQL refuses."""

    def refuse(connection: Any, cursor: Any, statement: str, values: Any, context: Any, many: bool) -> None:
        for row in values if many else [values]:
            texts = row.values() if isinstance(row, dict) else row
            if any(isinstance(one, str) and "\0" in one for one in texts):
                raise DataError(statement, None, ValueError("NUL"))
        if context.compiled is not None and (context.isinsert or context.isupdate):
            _refuse_long(context)

    event.listen(db.engine, "before_cursor_execute", refuse)
    yield app
    event.remove(db.engine, "before_cursor_execute", refuse)


def _refuse_long(context: Any) -> None:
    for row in context.compiled_parameters:
        for name, value in row.items():
            kind = getattr(context.compiled.binds.get(name), "type", None)
            if isinstance(value, str) and isinstance(kind, String) and kind.length and len(value) > kind.length:
                raise DataError(str(context.statement), None, ValueError(f"{name} is longer than {kind.length}"))


def questions() -> dict[str, str]:
    """Every name that a page of the program asks an address for."""
    files = (path.read_text(encoding="utf-8") for path in (ROOT / "workshop").rglob("*.py"))
    return dict.fromkeys(sorted({name for text in files for name in NAMES.findall(text)}), "")


def rules(app: Flask) -> list[Any]:
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint not in ("static", "access.sign_out")]


def fill(rule: str, value: str, place: str = "W001") -> str:
    """An address whose every text is hostile; its numbers are of rows that are not there."""
    numbered = re.sub(r"<int:[^>]+>", "1", rule.replace("<workshop_code>", place))
    return re.sub(r"<any\((\w+)[^>]*>", r"\1", re.sub(r"<(?:path:)?(\w+)>", value, numbered))


def faults(client: FlaskClient, app: Flask) -> list[tuple[str, str, int]]:
    """(rule, value, status) of addresses that ended in a fault."""
    found = []
    for rule in rules(app):
        method = "GET" if "GET" in rule.methods else "POST"
        for value in IN_ADDRESS if rule.arguments - {"workshop_code"} else ():
            status = client.open(fill(rule.rule, value), method=method).status_code
            if status >= 500:
                found.append((rule.rule, value[:9], status))
    return found


def test_no_address_is_a_fault(strict: Flask, sign_in):
    client = sign_in("zhang")
    assert faults(client, strict) == []
    assert client.get(fill("/w/<workshop_code>/desk/matters", "", "\0")).status_code == 404


def test_without_the_gate_and_the_handler_an_address_would_be_one(
    strict: Flask, sign_in, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(guard, "_refuse_nul", lambda: None)
    client = sign_in("zhang")
    assert client.get("/w/%00/desk/matters").status_code == 400
    monkeypatch.delitem(strict.error_handler_spec[None][None], DataError)
    assert client.get("/w/%00/desk/matters").status_code == 500


@pytest.mark.parametrize("value", ASKED, ids=lambda value: value[:6].replace("\0", "NUL"))
def test_no_question_in_an_address_is_a_fault(strict: Flask, sign_in, value: str):
    set_the_stage()
    client, asked = sign_in("zhang"), dict.fromkeys(questions(), value)
    pages = [rule.rule for rule in rules(strict) if "GET" in rule.methods and rule.arguments <= {"workshop_code"}]
    found = [(page, client.get(fill(page, ""), query_string=asked).status_code) for page in pages]
    found += [("year", client.get(fill(page, ""), query_string={"page": value}).status_code) for page in pages]
    assert [one for one in found if one[1] >= 500] == []


def test_names_of_questions_are_found():
    assert {"page", "claim", "month", "worker"} <= set(questions())


@pytest.fixture
def posts(strict: Flask, sign_in) -> dict[str, tuple[FlaskClient, tuple[str, ...]]]:
    """Address → who sends to it, and its fields; the rows that they name are there."""
    set_the_stage()
    office, phone, nobody = sign_in("zhang"), open_phone(strict, WANG), strict.test_client()
    post = post_opening(BOSS, NOW, W001, SEWER)
    seeker, code = register_seeker(BOSS, NOW, W001, SUN), get_opening(W001, post).code
    wish = ("name", "phone", "village", "place", "times", "skills", "note", "consent")
    return {
        "/m/ask": (phone, ("what", "text")),
        f"/m/day/{guard.civil_today()}": (phone, ("word", "reason", "note")),
        "/m/told": (phone, ("channel", "with_amount")),
        "/m/look": (nobody, ("turn", "back")),
        "/m/nobody": (nobody, ("pin", "key")),
        "/language": (nobody, ("language", "back")),
        f"/jobs/{code}": (nobody, wish),
        "/w/W001/seekers": (office, wish),
        f"/w/W001/seekers/{seeker}/step": (office, ("kind", "note")),
        f"/w/W001/seekers/{seeker}/refer": (office, ("to", "reason")),
        "/w/W001/openings": (office, ("title", "work", "place", "times", "hours", "skills", "wanted", "phone")),
        f"/w/W001/openings/{post}/poster": (office, ("address",)),
        f"/w/W001/openings/{post}/close": (office, ("reason",)),
        "/w/W001/claims/inspection": (office, ("question", "answer", "attachment", "claim", "month")),
        "/w/W001/dialect/n1": (office, ("sound",)),
        "/w/W001/desk/families": (office, ("household_no", "head_name", "address")),
        f"/w/W001/workers/{WANG}/messages": (office, ("channel",)),
    }


GOOD = {"place": "hall", "kind": "called", "consent": "y", "wanted": "1", "name": "孙", "phone": "13800002222"}


@pytest.mark.parametrize("value", TYPED, ids=lambda value: value[:6].replace("\0", "NUL"))
def test_no_value_in_a_form_is_a_fault(posts, value: str):
    found = []
    for address, (client, names) in posts.items():
        base = {name: GOOD.get(name, "x") for name in names}
        for name in names:
            status = client.post(address, data=base | {name: [value, value]}).status_code
            if status >= 500:
                found.append((address, name, status))
        if client.post(address, data={}).status_code >= 500:
            found.append((address, "nothing", 500))
    assert found == []


def test_a_reason_with_nul_is_refused_by_name(strict: Flask, sign_in):
    post = post_opening(BOSS, NOW, W001, SEWER)
    answer = sign_in("zhang").post(f"/w/W001/openings/{post}/close", data={"reason": "王\0丽"})
    assert answer.status_code == 400
    assert "控制字符" in answer.text


@pytest.mark.parametrize("value", ["²", "9" * 19, "9" * 20, "-1", "٣"])
def test_a_scan_of_an_answer_that_is_no_key_is_refused(app: Flask, sign_in, value: str):
    from workshop.claims.inspection_pages import _is_key

    assert not _is_key(value)
    assert sign_in("chen").get("/w/W001/claims/inspection", query_string={"claim": value}).status_code == 200


def store_twice(engine: Engine) -> str:
    """What is said when a workshop's code comes a second time, with a name."""
    statement = text("INSERT INTO workshop (id, code, name) VALUES (:id, :code, :name)")
    with pytest.raises(DBAPIError) as fault, engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA query_only=OFF")
        connection.execute(statement, {"id": 1, "code": "W001", "name": "孙小兰"})
    return str(fault.value)


def test_a_fault_of_the_database_does_not_say_what_was_to_be_stored(app: Flask):
    assert "孙小兰" not in store_twice(db.engine)


def test_without_that_it_would(app: Flask, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(db.engine, "hide_parameters", False)
    assert "孙小兰" in store_twice(db.engine)
