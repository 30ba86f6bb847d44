"""What waits is seen and settled by a person."""

from tests.conftest import BOSS, W001
from tests.floor.test_sync import Tablet, count, tablet  # noqa: F401
from workshop.access.devices import enrol_device, make_enrolment
from workshop.access.guard import utc_now
from workshop.store.database import fetch_all


def test_a_quarantined_event_is_shown_with_its_reason_in_words(tablet, sign_in):  # noqa: F811
    tablet.send(tablet.event(body={"good": "9000"}))
    page = sign_in("zhou").get("/w/W001/waiting").text
    assert "王桂香(G001) 缝合 合格 9000" in page
    assert "一天一夜也做不完" in page


def test_a_person_lets_it_through(tablet, sign_in):  # noqa: F811
    event = tablet.event(body={"good": "9000"})
    tablet.send(event)
    sign_in("zhou").post(f"/w/W001/waiting/{event['id']}", data={"do": "pass"})
    assert fetch_all("SELECT id, good FROM output") == [(event["id"], 9_000_000)]
    assert "现在没有" in sign_in("zhou").get("/w/W001/waiting").text


def test_a_person_puts_it_aside_with_a_reason(tablet, sign_in):  # noqa: F811
    event = tablet.event(body={"good": "9000"})
    tablet.send(event)
    client = sign_in("zhou")
    client.post(f"/w/W001/waiting/{event['id']}", data={"do": "discard", "reason": ""})
    assert fetch_all("SELECT COUNT(*) FROM judgement") == [(1,)]
    client.post(f"/w/W001/waiting/{event['id']}", data={"do": "discard", "reason": "多按一个零"})
    assert count() == 0
    assert fetch_all("SELECT state, reason FROM judgement ORDER BY version")[-1] == ("discarded", "多按一个零")


def test_what_breaks_a_rule_of_the_day_cannot_be_let_through(tablet, sign_in):  # noqa: F811
    event = tablet.event(body={"worker": "999"})
    tablet.send(event)
    page = sign_in("zhou").post(f"/w/W001/waiting/{event['id']}", data={"do": "pass"}, follow_redirects=True).text
    assert "还不能放行" in page
    assert count() == 0


def test_a_settled_event_is_settled_once(tablet, sign_in):  # noqa: F811
    event = tablet.event()
    tablet.send(event)
    assert sign_in("zhou").post(f"/w/W001/waiting/{event['id']}", data={"do": "pass"}).status_code == 404


def two_tablets(one: Tablet) -> None:
    """The same worker, operation and day from a second tablet."""
    one.send(one.event())
    _, one.token = enrol_device(make_enrolment(BOSS, utc_now(), W001), "平板二", utc_now())
    one.store = one.store.replace("1", "2")
    one.send(one.event(seq=1, body={"good": "40"}))


def test_two_tablets_are_both_kept_and_shown_as_a_possible_double(tablet, sign_in):  # noqa: F811
    two_tablets(tablet)
    assert count() == 2
    assert "可能重复(1)" in sign_in("zhou").get("/w/W001/waiting").text


def test_a_person_keeps_one_of_two(tablet, sign_in):  # noqa: F811
    two_tablets(tablet)
    first, second = [e for (e,) in fetch_all("SELECT id FROM output ORDER BY id")]
    sign_in("zhou").post("/w/W001/doubles", data={"first": first, "second": second, "keep": "second"})
    assert fetch_all("SELECT SUM(good) FROM output") == [(40_000,)]


def test_a_person_finds_that_both_are_right(tablet, sign_in):  # noqa: F811
    two_tablets(tablet)
    first, second = [e for (e,) in fetch_all("SELECT id FROM output ORDER BY id")]
    client = sign_in("zhou")
    client.post("/w/W001/doubles", data={"first": first, "second": second, "keep": "both"})
    assert "可能重复" not in client.get("/w/W001/waiting").text
    assert fetch_all("SELECT SUM(good) FROM output") == [(77_000,)]


def test_tablets_are_enrolled_by_a_code_that_is_shown_once(app, sign_in):
    page = sign_in("zhang").post("/w/W001/tablets/code").text
    assert "/tablet/#enrol=" in page
    assert "<svg" in page


def test_a_supervisor_gets_a_pin_that_is_not_too_easy(app, sign_in):
    client = sign_in("zhang")
    ((account,),) = fetch_all("SELECT id FROM account WHERE login = 'zhou'")
    for pin in ("1234", "0000", "12", "abcd"):
        client.post(f"/w/W001/tablets/pin/{account}", data={"pin": pin})
    assert count("pin") == 0
    client.post(f"/w/W001/tablets/pin/{account}", data={"pin": "2580"})
    assert count("pin") == 1


def test_nobody_gives_a_pin_to_someone_of_another_workshop(app, sign_in):
    ((stranger,),) = fetch_all("SELECT id FROM account WHERE login = 'zhao'")
    assert sign_in("zhang").post(f"/w/W001/tablets/pin/{stranger}", data={"pin": "2580"}).status_code == 404
