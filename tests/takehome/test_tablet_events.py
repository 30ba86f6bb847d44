"""What a tablet says of take-home work becomes orders, returns and closings, or waits with its reason until it is mended."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.conftest import BOSS, NOW, W001
from tests.databases import alike
from tests.floor.test_sync import Tablet, codes, count, tablet, worker  # noqa: F401
from workshop.access.guard import civil_today, utc_now
from workshop.floor.queries.inbox import list_waiting
from workshop.floor.queries.reference import build_reference
from workshop.people.actions import add_workers
from workshop.prices.actions import NewOperation, NewPrice, add_operations, set_prices
from workshop.store.database import fetch_all
from workshop.takehome.queries import load_balances

YARN = {"name": "棉纱", "unit": "公斤", "issued": "10", "per_piece": 500, "loss": 300, "price": 125000}


def issue(one: Tablet, bag: int = 7, **body: Any) -> dict[str, Any]:
    """An event that gives ten kilograms for two hundred pairs home."""
    return one.event("takehome_issue", body={"bag": str(bag), "materials": [dict(YARN)], "due": str(one.on)} | body)


def back(one: Tablet, first: dict[str, Any], good: str = "50", **body: Any) -> dict[str, Any]:
    """An event that brings pairs back into the bag of an issue."""
    named = {"bag": first["body"]["bag"], "issue": first["id"], "good": good, "rework": "0"}
    return one.event("takehome_return", body=named | body)


def close(one: Tablet, first: dict[str, Any], **body: Any) -> dict[str, Any]:
    """An event that closes the bag of an issue."""
    return one.event("takehome_close", body={"bag": first["body"]["bag"], "issue": first["id"]} | body)


def states(one: Tablet, *events: dict[str, Any]) -> list[tuple[str, str]]:
    """(state, reason) of each event that is sent."""
    return [(answer["state"], answer["reason"]) for answer in one.send(*events).json["answers"]]


def bag(number: str) -> dict[str, Any] | None:
    """A bag as the next reference carries it."""
    found = build_reference(W001, civil_today())["takehome"]["bags"]
    return next((one for one in found if one["bag"] == number and not one["closed"]), None)


def test_a_bag_goes_out_comes_back_twice_and_is_closed(tablet):  # noqa: F811
    first = issue(tablet)
    events = [first, back(tablet, first), back(tablet, first, "120", defect_own="3", rework="5"), close(tablet, first)]
    assert states(tablet, *events) == [("applied", "")] * 4
    stored = alike(fetch_all("SELECT entry_id, bag_no, price, closed_on FROM takehome_order"))
    assert stored == [(first["id"], 7, 768, str(tablet.on))]
    returned = {entry for (entry,) in fetch_all("SELECT entry_id FROM takehome_return")}
    assert returned == {events[1]["id"], events[2]["id"]}
    [line] = load_balances(W001)
    assert line.balance.holds
    assert (line.balance.in_good, line.balance.in_own, line.balance.lost) == (8500, 150, 1350)


def test_the_same_events_twice_are_one_of_each(tablet):  # noqa: F811
    first = issue(tablet)
    events = [first, back(tablet, first)]
    tablet.send(*events)
    assert states(tablet, *events) == [("exists", "")] * 2
    assert (count("takehome_order"), count("takehome_return")) == (1, 1)


def test_the_same_id_with_other_content_is_kept_aside(tablet):  # noqa: F811
    first = issue(tablet)
    tablet.send(first)
    other = first | {"body": first["body"] | {"materials": [YARN | {"issued": "99"}]}}
    assert states(tablet, other)[0][0] == "conflict"
    assert [line.balance.issued for line in load_balances(W001)] == [10_000]


def test_an_event_of_an_older_shape_is_read(tablet):  # noqa: F811
    first = issue(tablet, due="")
    del first["body"]["materials"][0]["loss"], first["body"]["defect_own"], first["body"]["due"]
    by_bag = back(tablet, first)
    del by_bag["body"]["issue"], by_bag["body"]["rework"], by_bag["body"]["worker"], by_bag["v"]
    assert states(tablet, first, by_bag) == [("applied", "")] * 2


def change(**body: Any) -> dict[str, Any]:
    """What is different in the body of an event."""
    return {"body": body}


@pytest.mark.parametrize(
    ("wrong", "code", "words"),
    [
        (change(bag="5", issue=""), "bag_unknown", "没有装着活的这个袋"),
        (change(bag="", issue=""), "bag_missing", "没有写袋号"),
        (change(bag="七", issue=""), "bag_unreadable", "袋号应是"),
        (change(bag="5", issue="", order="99999"), "order_unknown", "没有这张外发单"),
        (change(issue="0198f000-0000-7000-8000-00000000abcd"), "issue_missing", "还没有传上来"),
        (change(good="900"), "over_issued", "只够做"),
        (change(good="0"), "quantity_nothing", "没有交货也没有退料"),
        (change(good="-5"), "number_unreadable", "不能是负数"),
        (change(good="1.5"), "quantity_not_whole", "只能填整数"),
        (change(materials=[{"position": 1, "returned": "11"}]), "material_returned_unbelievable", "还在外面的 10公斤"),
        (change(materials=[{"position": 1, "returned": "-1"}]), "number_unreadable", "不能是负数"),
        (change(materials=[{"position": 2, "returned": "1"}]), "material_unknown", "没有这种物料"),
        (change(materials="棉纱"), "materials_unreadable", "物料读不出来"),
        (change(worker="STRANGER"), "split_unagreed", "没有约定和这个人分"),
        (change(sign_household="<svg onload=x>"), "signature_unusable", "签字"),
        ({"date": str(civil_today() - timedelta(days=30))}, "returned_on_too_early", "早于"),
        ({"date": str(civil_today() + timedelta(days=1))}, "date_future", "还没到"),
        ({"date": str(civil_today() - timedelta(days=400))}, "date_long_ago", "两个多月"),
    ],
)
def test_a_return_that_cannot_be_applied_waits_with_its_reason_and_blocks_nothing(tablet, wrong, code, words):  # noqa: F811
    stranger = add_workers(BOSS, NOW, W001, [worker("G002", "李秀英")])["G002"]
    first = issue(tablet)
    bad = back(tablet, first)
    body = {name: str(stranger) if value == "STRANGER" else value for name, value in wrong.get("body", {}).items()}
    bad = bad | {name: value for name, value in wrong.items() if name != "body"} | {"body": bad["body"] | body}
    answers = states(tablet, first, bad, back(tablet, first, "10"))
    assert [state for state, _ in answers] == ["applied", "quarantined", "applied"]
    assert words in answers[1][1]
    assert codes() == [code]
    assert count("takehome_return") == 1


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (change(bag="0"), "bag_unreadable"),
        (change(worker="999"), "worker_unknown"),
        (change(operation="999"), "operation_unknown"),
        (change(materials=[]), "quantity_nothing"),
        (change(materials=[YARN | {"issued": "-1"}]), "number_unreadable"),
        (change(materials=[YARN | {"loss": -1}]), "materials_unreadable"),
        (change(materials=[YARN | {"loss": 20000}]), "loss_allowance_unbelievable"),
        (change(due="2020-01-01"), "due_before_issue"),
        (change(due="bald"), "due_unreadable"),
        ({"date": "yesterday"}, "date_unreadable"),
    ],
)
def test_an_issue_that_cannot_be_applied_waits_with_its_reason(tablet, wrong, code):  # noqa: F811
    event = issue(tablet)
    event = event | {name: value for name, value in wrong.items() if name != "body"}
    [(state, reason)] = states(tablet, event | {"body": event["body"] | wrong.get("body", {})})
    assert (state, codes()) == ("quarantined", [code])
    assert reason


def test_a_return_to_a_closed_bag_waits_and_is_let_through_when_the_bag_is_open_again(tablet, sign_in):  # noqa: F811
    from workshop.takehome.actions import reopen_order

    first = issue(tablet)
    tablet.send(first, close(tablet, first))
    late = back(tablet, first)
    [(state, reason)] = states(tablet, late)
    assert (state, codes()) == ("quarantined", ["order_closed"])
    assert "结单" in reason
    ((order,),) = fetch_all("SELECT id FROM takehome_order")
    reopen_order(BOSS, utc_now(), W001, order, "又交来一些")
    sign_in("zhou").post(f"/w/W001/waiting/{late['id']}", data={"do": "pass"})
    assert (codes(), count("takehome_return")) == ([], 1)


def test_a_bag_that_is_still_out_is_not_given_again_until_it_is_closed(tablet, sign_in):  # noqa: F811
    first, second = issue(tablet), issue(tablet)
    answers = states(tablet, first, second, back(tablet, second))
    assert [state for state, _ in answers] == ["applied", "quarantined", "received"]
    assert codes() == ["bag_in_use", "waits"]
    tablet.send(close(tablet, first))
    sign_in("zhou").post(f"/w/W001/waiting/{second['id']}", data={"do": "pass"})
    assert codes() == []  # the return that waited for its issue followed by itself
    assert fetch_all("SELECT COUNT(*) FROM takehome_return") == [(1,)]


def test_what_waited_for_an_issue_that_was_put_aside_is_said_to_have_none(tablet, sign_in):  # noqa: F811
    first, second = issue(tablet), issue(tablet)
    tablet.send(first, second, back(tablet, second))
    sign_in("zhou").post(f"/w/W001/waiting/{second['id']}", data={"do": "discard", "reason": "袋号抄错"})
    tablet.send()
    assert codes() == ["issue_discarded"]
    assert "领料已经作废" in list_waiting(W001)[0].reason


def test_a_price_that_is_missing_keeps_the_issue_until_there_is_one(tablet, sign_in):  # noqa: F811
    plain = add_operations(BOSS, NOW, W001, [NewOperation("GLV-09", "GLV", "劳保手套", 9, "打样", "双", 45)])["GLV-09"]
    event = issue(tablet, operation=str(plain))
    tablet.send(event)
    assert codes() == ["price_missing"]
    set_prices(BOSS, NOW, W001, [NewPrice("GLV-09", date(2025, 1, 1), "", 500, None)])
    sign_in("zhou").post(f"/w/W001/waiting/{event['id']}", data={"do": "pass"})
    assert fetch_all("SELECT price FROM takehome_order") == [(500,)]


def test_more_than_was_issued_is_let_through_by_a_person_only(tablet, sign_in):  # noqa: F811
    first = issue(tablet)
    event = back(tablet, first, "210")
    tablet.send(first, event)
    assert codes() == ["over_issued"]
    page = sign_in("zhou").get("/w/W001/waiting").text
    assert "外发交货:王桂香(G001) 缝合 7 号袋 合格 210" in page
    sign_in("zhou").post(f"/w/W001/waiting/{event['id']}", data={"do": "pass"})
    assert fetch_all("SELECT good FROM takehome_return") == [(210_000,)]


def test_the_price_on_the_screen_is_that_of_the_order(tablet):  # noqa: F811
    version = build_reference(W001, civil_today())["version"]
    set_prices(BOSS, utc_now(), W001, [NewPrice("GLV-02", tablet.on, "", 999, None)])
    tablet.send(issue(tablet, 7, reference=version), issue(tablet, 8))
    assert fetch_all("SELECT price FROM takehome_order ORDER BY bag_no") == [(768,), (999,)]


def test_an_issue_a_return_and_a_closing_are_taken_back(tablet):  # noqa: F811
    first = issue(tablet)
    events = [first, back(tablet, first), close(tablet, first)]
    tablet.send(*events)
    assert bag("7") is None
    for event in reversed(events):
        assert states(tablet, tablet.event("reverse", body={"event": event["id"]})) == [("applied", "")]
    assert fetch_all("SELECT closed_on, voided_on IS NULL FROM takehome_order") == [(None, 0)]
    assert fetch_all("SELECT SUM(good), COUNT(*) FROM takehome_return") == [(0, 2)]
    again = [tablet.event("reverse", body={"event": event["id"]}) for event in events]
    assert {state for state, _ in states(tablet, *again)} == {"applied"}
    assert fetch_all("SELECT COUNT(*) FROM takehome_return") == [(2,)]


def test_a_bag_with_returns_is_not_taken_back_before_them(tablet):  # noqa: F811
    first = issue(tablet)
    tablet.send(first, back(tablet, first), tablet.event("reverse", body={"event": first["id"]}))
    assert codes() == ["has_returns"]


def test_signatures_arrive_with_what_was_signed(tablet):  # noqa: F811
    first = issue(tablet, sign_household="M10 20L30 40", sign_workshop="M1 2L3 4")
    assert states(tablet, first) == [("applied", "")]
    assert count("takehome_mark") == 2


def test_the_reference_carries_the_bags_and_what_is_in_them_already(tablet):  # noqa: F811
    assert build_reference(W001, civil_today())["takehome"] is None
    first = issue(tablet)
    second = back(tablet, first, "50", materials=[{"position": 1, "returned": "1"}])
    tablet.send(first, second)
    document = build_reference(W001, civil_today())["takehome"]
    [out] = document["bags"]
    assert (out["bag"], out["issue"], out["good"], out["due"]) == ("7", first["id"], 50_000, str(tablet.on))
    assert out["materials"] == [
        {"position": 1, "issued": 10_000, "returned": 1000}
        | {name: YARN[name] for name in ("name", "unit", "per_piece", "loss", "price")}
    ]
    assert sorted(document["applied"]) == sorted([first["id"], second["id"]])
    assert document["people"] == [str(tablet.worker)]
    assert document["last"] == {str(tablet.worker): document["jobs"][0]["id"]}
    assert (document["next_bag"], document["code"]) == ("8", "g1-")


def test_the_interface_names_the_kinds(app):
    document = app.test_client().get("/api/openapi.json").json
    batch = document["paths"]["/api/sync"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    kinds = batch["properties"]["events"]["items"]["properties"]["kind"]["enum"]
    assert {"takehome_issue", "takehome_return", "takehome_close"} <= set(kinds)
