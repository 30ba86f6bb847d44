"""A word from the phone to the desk, and pages of somebody else's workshop."""

import io

import pytest
from PIL import Image

from tests.conftest import BOSS, NOW, W001, W002
from tests.floor.crew import badge, make, ticket
from tests.floor.stage import SEW, WANG, set_the_stage
from tests.mine.phone import open_phone
from tests.pay.stage import a_new_worker
from workshop.access.badges import replace_badge
from workshop.people.actions import add_workers
from workshop.prices.actions import NewOperation, add_operations, set_picture
from workshop.store.database import fetch_all


@pytest.fixture
def phone(app):
    set_the_stage()
    return open_phone(app, WANG)


@pytest.mark.parametrize(
    ("what", "kind", "topic"),
    [("hurt", "injury", ""), ("leave", "request", "leave"), ("pay", "dispute", "unpaid"), ("else", "other", "")],
)
def test_a_worker_tells_the_desk_by_one_touch(phone, what, kind, topic):
    assert phone.post("/m/ask", data={"what": what}).status_code == 303
    assert fetch_all("SELECT kind, topic, worker_id, way, by FROM matter") == [(kind, topic, WANG, "phone", "王桂香")]
    assert "说过的" in phone.get("/m/ask").text


def test_what_is_too_long_is_told_at_its_field_and_stays(phone):
    page = phone.post("/m/ask", data={"what": "else", "text": "长" * 5000})
    assert page.status_code == 400
    assert 'aria-invalid="true"' in page.text
    assert fetch_all("SELECT COUNT(*) FROM matter") == [(0,)]


def test_somebody_elses_word_is_not_shown(app, phone):
    phone.post("/m/ask", data={"what": "else", "text": "机针总断"})
    [li] = add_workers(BOSS, NOW, W001, [a_new_worker("900", "李秀英", "standard", "劳动合同")]).values()
    assert "机针总断" not in open_phone(app, li).get("/m/ask").text


def test_the_next_workshops_pictures_and_people_are_not_there(app, phone):
    [operation] = add_operations(BOSS, NOW, W002, [NewOperation("BAG-01", "BAG", "布袋", 1, "缝口", "个", 30)]).values()
    kept = io.BytesIO()
    Image.new("RGB", (60, 60)).save(kept, "PNG")
    set_picture(BOSS, NOW, W002, operation, kept.getvalue())
    [(product,)] = fetch_all("SELECT product_id FROM product_picture")
    [stranger] = add_workers(BOSS, NOW, W002, [a_new_worker("001", "王小红", "standard", "劳动合同")]).values()
    theirs = open_phone(app, stranger, W002)
    assert theirs.get(f"/m/picture/{product}").status_code == 200
    assert phone.get(f"/m/picture/{product}").status_code == 404
    page = theirs.get("/m/").text
    assert "王小红" in page
    assert "王桂香" not in page


def test_a_bundle_asks_for_the_number_again_when_the_badge_was_replaced(app, phone):
    phone.get(badge())
    one = make(operations=(SEW,))[0]
    assert 'id="worker"' not in phone.get(ticket(one.id)).text
    replace_badge(BOSS, NOW, W001, WANG)
    assert 'id="worker"' in phone.get(ticket(one.id)).text


def a_matter(phone) -> int:
    phone.post("/m/ask", data={"what": "else", "text": "机针总断"})
    return fetch_all("SELECT id FROM matter")[0][0]


def test_one_more_word_reaches_the_timeline_in_the_workers_name(phone):
    key = a_matter(phone)
    assert phone.post(f"/m/ask/{key}", data={"more": "今天又断了两根"}).status_code == 303
    assert fetch_all("SELECT kind, text, said_by FROM matter_step") == [("say", "今天又断了两根", "王桂香")]


def test_to_somebody_elses_matter_no_word_can_be_added(app, phone):
    key = a_matter(phone)
    [li] = add_workers(BOSS, NOW, W001, [a_new_worker("900", "李秀英", "standard", "劳动合同")]).values()
    assert open_phone(app, li).post(f"/m/ask/{key}", data={"more": "x"}).status_code == 404
    assert fetch_all("SELECT COUNT(*) FROM matter_step") == [(0,)]


def test_an_empty_word_is_told_and_not_kept(phone):
    key = a_matter(phone)
    assert "请写清楚" in phone.post(f"/m/ask/{key}", data={"more": " "}, follow_redirects=True).text
    assert fetch_all("SELECT COUNT(*) FROM matter_step") == [(0,)]
