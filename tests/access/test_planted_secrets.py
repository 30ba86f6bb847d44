"""Recognisable numbers and words go in through the forms and files of every room; then they are looked for where they must not be."""

import base64
import binascii
import contextlib
import io
import json
import logging
import re
import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from zipfile import ZipFile

import openpyxl
import pytest
from flask import Flask, Response, request, request_finished
from flask.testing import FlaskClient
from sqlalchemy.engine import make_url

from tests.conftest import BOSS, NOW, W001
from tests.desk.test_openings import SEWER
from tests.mine.phone import own_address
from tests.pay.stage import CHEN, MARCH, Stage
from tests.people.roster import card_for, number_for
from workshop.access.devices import enrol_device, make_enrolment
from workshop.access.guard import utc_now
from workshop.desk.actions.openings import post_opening
from workshop.desk.queries.openings import get_opening
from workshop.exchange import waiting
from workshop.pay.actions import compute_run, publish_slips
from workshop.people.queries import worker_ids
from workshop.store.database import fetch_all
from workshop.store.jobs.queries import list_waiting
from workshop.store.jobs.running import run_job

ID, CARD, PHONE = number_for(date(1961, 7, 29), 57), card_for(48_213_577), "13771904628"
ROSTER_ID, ROSTER_CARD, ROSTER_PHONE = number_for(date(1973, 4, 18), 83), card_for(96_410_235), "15980461737"
SEEKER, PAYER = "18640957213", "99996208114573021469"  # a certificate of disability holds the identity number
PIN, PASSWORDS = "7391", ("kite-umbrella-77", "lantern-orchard-88")
HURT, WITNESS = "尾骨裂开", "欧阳见证"
NUMBERS = (ID, CARD, PHONE, ROSTER_ID, ROSTER_CARD, ROSTER_PHONE, SEEKER, PAYER, *PASSWORDS)
SECRETS = (*NUMBERS, HURT, WITNESS)


@dataclass
class Seen:
    """What went over the wire beside the pages themselves: addresses, redirects, cookies, and what was logged."""

    addresses: list[str] = field(default_factory=list)
    logged: list[str] = field(default_factory=list)
    pages: dict[str, str] = field(default_factory=dict)

    def note(self, _: Flask, response: Response) -> None:
        """Of an answer: where it was asked for and where it leads, and what its cookies hold."""
        self.addresses += [request.full_path, response.headers.get("Location", "")]
        self.addresses += [read_cookie(cookie) for cookie in response.headers.getlist("Set-Cookie")]


def read_cookie(cookie: str) -> str:
    """What a signed cookie says to whoever opens the phone."""
    value = cookie.partition("=")[2].partition(";")[0]
    packed, plain = value.startswith("."), value.lstrip(".").partition(".")[0]
    try:
        content = base64.urlsafe_b64decode(plain + "=" * (-len(plain) % 4))
        return str(json.loads(zlib.decompress(content) if packed else content))
    except (ValueError, zlib.error):
        return value


class Ear(logging.Handler):
    """Hears every logger."""

    def __init__(self, heard: list[str]) -> None:
        super().__init__(logging.INFO)
        self.heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(self.format(record))


@pytest.fixture
def seen(app: Flask) -> Iterator[Seen]:
    found, root = Seen(), logging.getLogger()
    ear, level = Ear(found.logged), root.level
    root.addHandler(ear)
    app.logger.addHandler(ear)
    root.setLevel(logging.INFO)
    with request_finished.connected_to(found.note, app):
        yield found
    root.setLevel(level)
    root.removeHandler(ear)
    app.logger.removeHandler(ear)


def roster() -> bytes:
    """A roster whose first row is sound and whose second has a wrong number."""
    book = openpyxl.Workbook()
    page: Any = book.active
    page.append(["工号", "姓名", "身份证号", "手机号", "银行卡号", "入职日期"])
    page.append(["G90", "罗小芳", ROSTER_ID, ROSTER_PHONE, ROSTER_CARD, "2026-01-05"])
    page.append(["G91", "罗小英", ROSTER_ID[:-1], ROSTER_PHONE, ROSTER_CARD, "2026-01-05"])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def ok(answer: Any, *wanted: int) -> Any:
    assert answer.status_code in (wanted or (200, 302, 303)), answer.text
    return answer


def plant(app: Flask, sign_in: Any, seen: Seen) -> None:
    """Everything comes in as people bring it, right and wrong."""
    Stage().work_a_month()
    chen, zhang, home = sign_in("chen"), sign_in("zhang"), "/w/W001"
    typed = {
        "worker_no": "K7",
        "name": "白玉兰",
        "id_no": ID,
        "phone": PHONE,
        "bank_card": CARD,
        "hire_date": "2026-03-01",
    }
    typed |= {"hours_system": "standard", "contract_kind": "", "sex": "", "birth_date": ""}
    ok(chen.post(f"{home}/workers/new", data=typed | {"hire_date": "昨天"}), 400)
    ok(chen.post(f"{home}/workers/new", data=typed), 302)
    ok(chen.post(f"{home}/workers/new", data=typed | {"worker_no": "K8"}), 400)
    who = worker_ids(W001)["K7"]
    ok(chen.post(f"{home}/workers/{who}/unmask", data={"field": "id_no", "reason": "填表"}))
    ok(chen.post(f"{home}/workers/{who}/account", data={"card": CARD, "valid_from": "2026-03-02"}), 302, 400)
    told = {
        "worker": "K7",
        "name": "精神",
        "holds": "yes",
        "valid_from": "2026-01-01",
        "value": "2",
        "source": "本人拿来",
    }
    ok(
        chen.post(
            f"{home}/claims/register/facts/new?kind=残疾", data=told | {"kind": "残疾", "checked_on": "2026-03-01"}
        )
    )
    payer = {"valid_from": "2026-03-01", "shape": "icbc", "bank_name": "工行", "account_name": "车间", "account": PAYER}
    ok(chen.post(f"{home}/pay/payer", data=payer | {"usage": "工资"}))
    ok(zhang.post(f"{home}/badges/pin/{who}", data={"pin": PIN}))
    account = {"login": "fang", "name": "方班长", "role": "supervisor", "password": PASSWORDS[0]}
    ok(zhang.post(f"{home}/accounts/new", data=account), 302)
    for password in (PASSWORDS[1], PASSWORDS[0]):
        app.test_client().post("/sign-in", data={"login": "fang", "password": password, "next": f"{home}/workers"})
    hurt = {"worker": "K7", "first": "2026-03-30", "body": "腰", "text": HURT, "witness": WITNESS}
    ok(chen.post(f"{home}/desk/matters/new?kind=injury", data=hurt))
    upload = {"file": (io.BytesIO(roster()), "三月名单.xlsx"), "kind": ""}
    step = ok(chen.post(f"{home}/imports", data=upload), 303).location.removesuffix("/columns")
    ok(chen.get(f"{step}/rows"))
    code = get_opening(W001, post_opening(BOSS, NOW, W001, SEWER)).code
    wish = {"name": "孙小兰", "phone": SEEKER, "place": "hall", "times": "morning", "skills": "sewing", "consent": "y"}
    ok(app.test_client().post(f"/jobs/{code}", data=wish), 303)
    ok(app.test_client().post(f"/jobs/{code}", data=wish | {"consent": ""}), 400)
    pay_and_print(chen, who)
    seen.pages["worker"] = on_the_phone(app, who)
    seen.pages["tablet"] = on_the_tablet(app)
    seen.pages["service worker"] = app.test_client().get("/tablet/sw.js").text
    [(code_of_paper,), *_] = fetch_all("SELECT code FROM issued_paper ORDER BY id")
    seen.pages["verify"] = app.test_client().get(f"/v/{code_of_paper}").text
    seen.pages["post"] = app.test_client().get(f"/jobs/{code}").text


def pay_and_print(chen: FlaskClient, who: int) -> None:
    """The month is paid; the list for the file is printed at once and by a job, the posted one too."""
    compute_run(CHEN, NOW, W001, MARCH)
    publish_slips(CHEN, NOW, W001, MARCH)
    ok(chen.post("/w/W001/papers/2026-03/roster.pdf", data={"reason": "报县里"}))
    asked = {"kind": "roster", "first": "2026-03", "last": "2026-03", "ending": "pdf"}
    ok(chen.post("/w/W001/papers/jobs", data=asked), 303)
    for shop, job in list_waiting():
        run_job(shop, job)


def on_the_phone(app: Flask, who: int) -> str:
    """A worker's own pages, after a wrong try."""
    phone, address = app.test_client(), own_address(who)
    ok(phone.post(address, data={"pin": "0011"}), 400)
    ok(phone.post(address, data={"pin": PIN}), 302)
    return "".join(phone.get(page, follow_redirects=True).text for page in ("/m/", "/m/month", "/m/slips", "/m/ask"))


def on_the_tablet(app: Flask) -> str:
    """What a tablet takes along."""
    _, token = enrol_device(make_enrolment(BOSS, utc_now(), W001), "平板", utc_now())
    return app.test_client().get("/api/reference", headers={"Authorization": f"Bearer {token}"}).text


def unfold(content: bytes) -> list[bytes]:
    """Bytes as they lie, and as they were before they were packed or written in letters."""
    found = [content]
    for unpack in (zlib.decompress, partial(zlib.decompress, wbits=31), base64.b64decode, binascii.unhexlify):
        with contextlib.suppress(ValueError, zlib.error):
            found.append(unpack(content))
    if content[:2] == b"PK":
        with io.BytesIO(content) as packed, ZipFile(packed) as archive:
            found += [archive.read(name) for name in archive.namelist()]
    return found


def in_the_database(app: Flask) -> list[tuple[str, str]]:
    """(table and column, secret) of every cell that gives one away, and of the bytes of the file."""
    path, found = Path(str(make_url(app.config["SQLALCHEMY_DATABASE_URI"]).database)), []
    con = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    for (table,) in con.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        rows = con.execute(f'SELECT * FROM "{table}"')
        for row in rows:
            for (column, *_), cell in zip(rows.description, row, strict=True):
                content = cell if isinstance(cell, bytes) else str(cell).encode()
                found += [(f"{table}.{column}", secret) for secret in leaks(b"\n".join(unfold(content)))]
    con.close()
    return found + [
        (file.name, secret) for file in path.parent.glob(f"{path.name}*") for secret in leaks(file.read_bytes())
    ]


def beside_the_database(app: Flask) -> list[tuple[str, str]]:
    """(file, secret) of what is kept in the folder of the installation."""
    folder = Path(str(make_url(app.config["SQLALCHEMY_DATABASE_URI"]).database)).parent
    files = [file for file in folder.rglob("*") if file.is_file() and not file.name.startswith(("workshop.db", "keys"))]
    return [(file.name, secret) for file in files for secret in leaks(b"\n".join(unfold(file.read_bytes())))]


def leaks(content: bytes | str, secrets: tuple[str, ...] = SECRETS) -> list[str]:
    """The secrets that stand in a text."""
    text = content.decode("utf-8", "ignore") if isinstance(content, bytes) else content
    return [secret for secret in secrets if secret in text]


@pytest.mark.sqlite
def test_what_is_planted_is_found_only_where_it_belongs(app: Flask, sign_in, seen: Seen):
    plant(app, sign_in, seen)
    spoken = "\n".join(unquote(address) for address in seen.addresses)
    assert leaks(spoken) == []
    assert not re.search(rf"pin={PIN}|/{PIN}\b", spoken)
    assert leaks("\n".join(seen.logged)) == []
    assert {name: found for name, page in seen.pages.items() if (found := leaks(page))} == {}
    assert beside_the_database(app) == []
    # A worker's telephone stands open in the table: the office finds people by it. That it is found shows that the search finds.
    assert {one for one in in_the_database(app) if "." in one[0]} == {
        ("worker.phone", PHONE),
        ("workshop.db-wal", PHONE),
    }
    assert "已登记入册" in spoken  # the search reads what cookies hold


@pytest.mark.sqlite
def test_a_roster_that_waits_unsealed_would_be_found(app: Flask, sign_in, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(waiting, "seal_bytes", lambda content, *_: content)
    monkeypatch.setattr(waiting, "unseal_bytes", lambda content, *_: content)
    ok(sign_in("chen").post("/w/W001/imports", data={"file": (io.BytesIO(roster()), "三月名单.xlsx"), "kind": ""}), 303)
    assert {secret for _, secret in beside_the_database(app)} == {ROSTER_ID, ROSTER_CARD, ROSTER_PHONE}


def test_what_is_logged_is_heard(app: Flask, seen: Seen):
    app.logger.warning("the number is %s", ID)
    assert leaks("\n".join(seen.logged)) == [ID]
