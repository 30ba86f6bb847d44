"""A claim from the paper's page to the money: by two hands, frozen, and nobody twice."""

import io
import shutil
from datetime import date

import pytest
from PIL import Image
from sqlalchemy import text

from tests.claims.year import Month, Person, add_people, fill_year
from tests.conftest import BOSS, NOW, TODAY, W001, W002
from workshop.claims.actions import claiming
from workshop.claims.actions.attachments import attach_document, remove_attachment
from workshop.claims.actions.claiming import check_claim, draft_claim, move_claim, set_claim_eyes
from workshop.claims.actions.papers import note_papers
from workshop.claims.queries import holds
from workshop.claims.queries.attachments import list_attachments, read_attachment
from workshop.claims.queries.claims import get_claim, list_claims, list_steps
from workshop.claims.rules.facts import Asked
from workshop.claims.shelf import own_folder
from workshop.demo.filling import PROGRAMMES
from workshop.kernel.faults import Refused
from workshop.people.queries import find_workshop_by_id
from workshop.people.rows import WorkerRow
from workshop.store.audit import Actor
from workshop.store.database import db
from workshop.store.transaction import transaction

CHEN = Actor(2, "陈会计", "accountant")
YEAR = Asked(date(2025, 1, 1), date(2025, 12, 31), date(2026, 3, 31))
MONTH = Month(200_000, 40)
CREW = (Person("B1", dict.fromkeys((1, 2, 3), MONTH)), Person("B2", {1: MONTH}))
SHOP_BENEFIT = "吸纳就业补贴"
LATER = "公示由张主任补办"


@pytest.fixture
def place(app):
    own_folder().mkdir(exist_ok=True)
    shutil.copy(PROGRAMMES / "yanshi.toml", own_folder())
    fill_year(W001, CREW, add_people(W001, CREW))
    return find_workshop_by_id(W001)


def drafted(place, benefit: str = SHOP_BENEFIT, asked: Asked = YEAR) -> int:
    return draft_claim(CHEN, NOW, place, "yanshi", benefit, asked)


def checked(place, benefit: str = SHOP_BENEFIT) -> int:
    claim = drafted(place, benefit)
    check_claim(CHEN, NOW, place, claim, TODAY, "张主任看过")
    return claim


def issued(place) -> int:
    claim = checked(place)
    note_papers(CHEN, NOW, W001, claim, ["GZ-2026-0001"])
    return claim


def move(actor: Actor, claim: int, verb: str, **told: object) -> None:
    move_claim(actor, NOW, W001, claim, verb, TODAY, **{"day": TODAY, **told})


def test_who_is_short_does_not_stand_in_the_claim(place):
    claim = get_claim(W001, drafted(place))
    assert [(one.worker_no, len(one.months), one.fen) for one in claim.people] == [("B1", 3, 60_000)]
    assert (claim.number, claim.fen, claim.state, claim.sha256) == ("SL-2026-0001", 60_000, "draft", "")


def test_a_checked_claim_is_frozen_with_its_hash(place):
    claim = get_claim(W001, checked(place))
    assert claim.state == "checked"
    assert len(claim.sha256) == 64


def test_it_goes_to_the_money_by_two_hands(place):
    claim = approved(place)
    move(CHEN, claim, "receive", fen=60_000)
    line = list_claims(W001)[0]
    assert (line.state, line.approved_fen, line.received_fen) == ("received", 60_000, 60_000)
    states = ["draft", "checked", "issued", "submitted", "approved", "received"]
    assert [step.state for step in list_steps(W001, claim)] == states


def test_who_prepared_does_not_submit(place):
    with pytest.raises(Refused, match="不能自己报送"):
        move(CHEN, issued(place), "submit")


def test_a_workshop_of_one_manager_submits_alone_once_that_is_on_the_record(place):
    claim = draft_claim(BOSS, NOW, place, "yanshi", SHOP_BENEFIT, YEAR)
    check_claim(BOSS, NOW, place, claim, TODAY, "看过")
    note_papers(BOSS, NOW, W001, claim, ["GZ-2026-0001"])
    set_claim_eyes(BOSS, NOW, W001, False, "只有一位负责人")
    move(BOSS, claim, "submit", reason=LATER)
    assert get_claim(W001, claim).state == "submitted"


def test_the_same_months_are_not_claimed_twice(place):
    first = checked(place)
    second = drafted(place)
    with pytest.raises(Refused, match=r"演示B1|B1|SL-2026-0001"):
        check_claim(CHEN, NOW, place, second, TODAY, "看过")
    assert get_claim(W001, first).state == "checked"


def test_whose_times_are_taken_is_told_once_for_all_of_them(place, monkeypatch: pytest.MonkeyPatch):
    checked(place)
    rows = [(W001, name, "SL-2026-0001", f"2025年{month}月") for name in ("王一", "李二") for month in (10, 9)]
    monkeypatch.setattr(holds, "fetch_all", lambda sql, marks: [*rows, (W002, "张三", "SL-2026-0009", "2025年9月")])
    told = ["王一、李二 2025年9月、2025年10月 已由本车间的 SL-2026-0001 申领", "张三 2025年9月 已由另一个车间 申领"]
    assert holds.find_taken(W001, ["x"]) == told


def test_twin_without_the_holds_the_same_months_are_claimed_twice(place):
    checked(place)
    second = drafted(place)
    with transaction(BOSS, NOW):
        db.session.execute(text("DELETE FROM claim_hold"))
    check_claim(CHEN, NOW, place, second, TODAY, "看过")
    assert get_claim(W001, second).state == "checked"


def test_two_at_the_same_moment_are_kept_apart_by_the_key_alone(place, monkeypatch):
    checked(place)
    second = drafted(place)
    monkeypatch.setattr(claiming, "find_taken", lambda workshop_id, marks: [])  # the other one is not to be seen yet
    with pytest.raises(Refused, match="刚刚有别的申领"):
        check_claim(CHEN, NOW, place, second, TODAY, "看过")
    assert get_claim(W001, second).state == "draft"


def test_another_workshop_with_the_same_id_number_is_refused_and_not_named(place):
    fill_year(W002, CREW, add_people(W002, CREW))
    with transaction(BOSS, NOW):
        for person in CREW:
            same = WorkerRow.__table__.update().where(WorkerRow.worker_no == person.no)
            db.session.execute(same.values(id_no_index=f"{person.no}-of-all".encode()))
    checked(place)
    other = find_workshop_by_id(W002)
    claim = draft_claim(CHEN, NOW, other, "yanshi", SHOP_BENEFIT, YEAR)
    with pytest.raises(Refused, match="另一个车间"):
        check_claim(CHEN, NOW, other, claim, TODAY, "看过")


def approved(place) -> int:
    claim = issued(place)
    move(BOSS, claim, "submit", reason=LATER)
    move(BOSS, claim, "approve", fen=60_000, document_number="人社〔2026〕1号")
    return claim


def test_what_was_approved_counts_as_received(place):
    approved(place)
    with pytest.raises(Refused, match="现在没有够条件的人"):
        drafted(place)


def test_what_was_returned_may_be_claimed_again(place):
    claim = issued(place)
    move(BOSS, claim, "submit", reason=LATER)
    move(BOSS, claim, "return", reason="缺签字")
    check_claim(CHEN, NOW, place, drafted(place), TODAY, "看过")


def test_what_is_open_needs_somebody_who_takes_it_on(place):
    open_until_today = Asked(date(2025, 1, 1), date(2026, 3, 31), date(2026, 3, 31))
    claim = drafted(place, "稳岗补贴", open_until_today)
    check_claim(CHEN, NOW, place, claim, TODAY, "陈会计核过")
    assert list_steps(W001, claim)[-1].reason == "陈会计核过"


def test_a_photo_is_kept_sealed_and_may_be_taken_away(place):
    picture = io.BytesIO()
    Image.new("RGB", (40, 40), "white").save(picture, "JPEG")
    claim = drafted(place)
    key = attach_document(CHEN, NOW, W001, claim, "营业执照", "照.jpg", picture.getvalue())
    assert read_attachment(W001, key).startswith(b"\xff\xd8")
    remove_attachment(CHEN, NOW, W001, key, "拍糊了")
    assert list_attachments(W001, claim) == []


def test_the_office_goes_from_the_paper_to_the_checked_claim_in_the_browser(place, sign_in):
    chen = sign_in("chen")
    days = {"first": YEAR.first, "last": YEAR.last, "on": YEAR.on}
    started = chen.post("/w/W001/claims/yanshi/claim", data={"benefit": SHOP_BENEFIT, **days})
    assert started.status_code == 303
    assert "做申领单" not in chen.get(started.location).text
    refused = chen.post(f"{started.location}/move", data={"verb": "submit", "day": "2026-03-31"})
    assert refused.status_code == 400
    assert "不能报送" in refused.text
    assert chen.post(f"{started.location}/move", data={"verb": "check", "reason": "看过"}).status_code == 303
    assert "已核对" in chen.get(started.location).text
    assert "SL-2026-0001" in chen.get("/w/W001/claims/sheets").text
    assert sign_in("liu").post(f"{started.location}/move", data={"verb": "withdraw", "reason": "x"}).status_code == 403
