"""Documents from the database: each prints of a stored claim or of a worker, says the claim's sum, and tells no wall a number."""

from datetime import date

import pytest
from flask import Flask

from tests.conftest import BOSS, NOW, W001
from tests.papers.claim_cast import claim_person, make_claim
from tests.papers.pack_cast import store_claim
from tests.pay.stage import a_new_worker, count_statements
from workshop.claims.values import Claim
from workshop.kernel.faults import Refused
from workshop.kernel.money import format_yuan
from workshop.kernel.periods import Period
from workshop.papers.documents.kinds import DOCUMENT_KINDS
from workshop.papers.kind import PDF, Asked
from workshop.papers.kinds import KINDS, make_file
from workshop.papers.uses import use_of
from workshop.people.actions import add_workers
from workshop.people.queries import find_workshop

IDNO, PHONE, CARD = "990100197505100020", "10000000001", "6222020200000000014"
OF_CLAIM = [kind.code for kind in DOCUMENT_KINDS if kind.of_claim and kind.code != "notice-result"]  # needs a notice
OF_ONE = [kind.code for kind in DOCUMENT_KINDS if kind.of_one]
SUMMED = [code for code in OF_CLAIM if code not in ("pledge", "personal-subsidy-form")]
EACH_HIS_OWN = ("pledge", "personal-subsidy-form")


def hire(count: int, first: int = 1) -> dict[str, int]:
    """So many workers with a number, a telephone and a household's category."""
    named = {"categories": ("脱贫户",), "birth_date": date(1975, 5, 10)}
    rows = [
        a_new_worker(f"F{at:03}", f"马小{at}", "standard", "劳动合同", **named) for at in range(first, first + count)
    ]
    return add_workers(BOSS, NOW, W001, rows)


def claim_for(workers: dict[str, int], **changed: object) -> Claim:
    """A stored claim of these workers."""
    people = tuple(claim_person(f"马小{int(no[1:])}", key, worker_no=no) for no, key in workers.items())
    return store_claim(make_claim(people, **changed))


def asked(claim: Claim | None = None, worker: int | None = None) -> Asked:
    shop = find_workshop("W001")
    return Asked(shop, Period(2026, 6), worker_id=worker, claim_id=claim.id if claim else None)


def words(code: str, of: Asked, numbers: dict | None = None) -> str:
    return "\n".join(text for _, text in KINDS[code].build(of, numbers or {}).texts())


@pytest.mark.parametrize("code", OF_CLAIM + OF_ONE)
def test_a_document_of_a_claim_is_printed(app: Flask, code: str) -> None:
    claim = claim_for(hire(2))
    assert make_file(KINDS[code], asked(claim), PDF, {}).pages >= 1


@pytest.mark.parametrize("code", SUMMED)
def test_the_sum_is_the_claims(app: Flask, code: str) -> None:
    assert f"{format_yuan(240_000)} 元" in words(code, asked(claim_for(hire(2))))


@pytest.mark.parametrize("code", EACH_HIS_OWN)
def test_what_is_for_one_says_what_is_claimed_for_him(app: Flask, code: str) -> None:
    text = words(code, asked(claim_for(hire(2))))
    assert text.count(f"{format_yuan(120_000)} 元") == 2


@pytest.mark.parametrize("code", OF_ONE)
def test_a_document_of_one_needs_no_claim(app: Flask, code: str) -> None:
    key = hire(2)["F002"]
    text = words(code, asked(worker=key), {"id_no": {key: IDNO}})
    assert "马小2" in text
    assert "马小1" not in text


@pytest.mark.parametrize("code", OF_CLAIM + OF_ONE)
def test_without_a_claim_or_a_person_it_is_refused(app: Flask, code: str) -> None:
    with pytest.raises(Refused):
        KINDS[code].build(asked(), {})


def test_a_notice_holds_masked_names_and_no_number_even_if_it_is_given_any(app: Flask) -> None:
    workers = hire(1)
    given = {
        field: dict.fromkeys(workers.values(), number)
        for field, number in (("id_no", IDNO), ("phone", PHONE), ("card", CARD))
    }
    claim = claim_for(workers)
    text, pledge = words("public-notice", asked(claim), given), words("pledge", asked(claim), given)
    assert not [secret for secret in (IDNO, PHONE, CARD, "马小1") if secret in text]
    assert KINDS["public-notice"].whole == ()
    assert IDNO in pledge
    assert PHONE in pledge


def test_an_application_names_its_recognition_and_the_papers_that_usually_go_with_it(app: Flask) -> None:
    text = words("claim-form", asked(claim_for(hire(1))))
    assert "□ 吸纳脱贫劳动力花名册(原件 1 份)" in text
    assert "巫人社认〔2024〕7号 2024年5月20日" in text


@pytest.mark.parametrize("code", OF_CLAIM + OF_ONE)
def test_more_people_cost_no_more_statements(app: Flask, code: str) -> None:
    few = hire(1)
    one, many = claim_for(few), claim_for(few | hire(5, 2), id=2, number="W001-2026-0002")
    KINDS[code].build(asked(one), {})
    counts = [count_statements(lambda claim=claim: KINDS[code].build(asked(claim), {})) for claim in (one, many)]
    assert counts[0] == counts[1]


def test_a_poster_is_printed_for_the_wall() -> None:
    assert use_of(KINDS["public-notice"]) == "post"
