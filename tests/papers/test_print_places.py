"""Papers are printed from where one thinks of them: pay, a worker, recognition, a claim's pack; issued, unless pay may change."""

import re
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import BOSS, NOW, W001
from tests.papers.cast import text_of
from tests.papers.claim_cast import claim_person, make_claim
from tests.papers.pack_cast import store_claim
from tests.pay.paying import lock
from tests.pay.stage import CHEN, MARCH, Stage, a_new_worker
from workshop.papers.issue.queries import Wanted, list_issued
from workshop.pay.actions import compute_run
from workshop.people.actions import add_workers

RUN = "/w/W001/pay/2026-03"


@pytest.fixture
def run(app: Flask) -> Stage:
    stage = Stage()
    stage.work_a_month()
    compute_run(CHEN, NOW, W001, MARCH)
    return stage


def places(page: str, kind: str) -> set[tuple[str, str]]:
    """(method, address) of every way to a paper of a kind on a page."""
    forms = re.findall(r'<form[^>]*method="(\w+)"[^>]*action="([^"]*)"', page)
    links = [("get", address) for address in re.findall(r'<a [^>]*href="([^"]*)"', page)]
    return {(method, address) for method, address in (*forms, *links) if f"/{kind}.pdf" in address}


def issued() -> list[str]:
    return [paper.kind for paper in list_issued(W001, Wanted())[0]]


def test_of_a_locked_run_slips_are_issued(run: Stage, sign_in) -> None:
    lock(MARCH)
    client, kinds = sign_in("chen"), ["slips", "slips-a5", "wage-sheet"]
    for kind in kinds:
        ways = [places(client.get(page).text, kind) for page in (RUN, f"{RUN}/money")]
        [(method, address)] = ways[0]
        assert ways[0] == ways[1]
        assert method == "post"
        assert client.post(address).data.startswith(b"%PDF")
    assert sorted(issued()) == kinds


def test_one_slip_alone_is_issued_from_its_page(run: Stage, sign_in) -> None:
    client, key = sign_in("chen"), run.workers["001"]
    assert not places(client.get(f"{RUN}/slips/{key}").text, "slips-a5")  # not before it is locked
    lock(MARCH)
    [(method, address)] = places(client.get(f"{RUN}/slips/{key}").text, "slips-a5")
    assert client.post(address, data={"worker": key, "part": 1}).data.startswith(b"%PDF")
    [paper] = list_issued(W001, Wanted())[0]
    assert (method, paper.facts.rows, paper.facts.names) == ("post", 1, ("王**",))


def test_of_an_open_run_they_are_drafts_that_say_so(run: Stage, sign_in, tmp_path: Path) -> None:
    client = sign_in("chen")
    for kind in ("slips", "wage-sheet"):
        [(method, address)] = places(client.get(RUN).text, kind)
        assert method == "get"
        assert "未签发" in text_of(client.get(address).data, tmp_path)
    assert issued() == []


def one_worker() -> int:
    row = a_new_worker("F1", "马小一", "standard", "劳动合同", categories=("脱贫户",), birth_date=date(1975, 5, 10))
    return add_workers(BOSS, NOW, W001, [row])["F1"]


def test_a_worker_has_his_certificates_and_contracts_on_his_page(app: Flask, sign_in) -> None:
    key, client = one_worker(), sign_in("chen")
    page, kinds = (
        client.get(f"/w/W001/workers/{key}").text,
        ["labour-contract", "part-time-contract", "service-agreement"],
    )
    for kind in (*kinds, "work-proof"):
        [(method, address)] = places(page, kind)
        assert method == "post"
        assert client.post(address, data={"worker": key}).data.startswith(b"%PDF")
    assert sorted(issued()) == [*kinds, "work-proof"]


def test_the_application_to_be_recognised_is_on_the_page_of_recognition(app: Flask, sign_in) -> None:
    client = sign_in("chen")
    [(method, address)] = places(client.get("/w/W001/claims/recognition").text, "recognition-form")
    assert (method, client.post(address).mimetype) == ("post", "application/pdf")


def test_whoever_only_reads_sees_masked_numbers_and_issues_nothing(app: Flask, sign_in) -> None:
    key, client = one_worker(), sign_in("sun")
    [(method, address)] = places(client.get(f"/w/W001/workers/{key}").text, "work-proof")
    assert method == "get"
    assert client.get(f"{address}?worker={key}").mimetype == "application/pdf"
    assert issued() == []


def test_one_paper_of_a_pack_is_printed_alone_under_the_number_that_the_pack_will_use(app: Flask, sign_in) -> None:
    client: FlaskClient = sign_in("chen")
    person = claim_person("马小一", one_worker(), worker_no="F1")
    claim = store_claim(make_claim((person,), programme_id="hunan_2022_33", version=""))
    page = client.get(f"/w/W001/claims/{claim.id}/pack").text
    [(method, address)] = places(page, "roster")
    assert method == "post"
    for _ in range(2):
        assert client.post(address, data={"claim": claim.id}).data.startswith(b"%PDF")
    [paper] = list_issued(W001, Wanted())[0]
    assert (paper.kind, paper.claim_id, paper.facts.span) == ("roster", claim.id, "2026年1月至2026年6月")


def test_whoever_holds_a_certificate_compares_name_months_and_pay_without_any_number(app: Flask, sign_in) -> None:
    key, client = one_worker(), sign_in("chen")
    client.post("/w/W001/papers/2026-03/work-proof.pdf", data={"worker": key})
    [paper] = list_issued(W001, Wanted())[0]
    page = app.test_client().get(f"/v/{paper.code}").text
    assert "马**" in page
    assert "2025年1月1日至今" in page
    assert "务工期间" in page
    assert "马小一" not in page
