"""Recognition: which step may follow which, what claims are told, and the pages."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.claims.test_evaluate import CREW
from tests.claims.year import add_people, fill_year
from tests.conftest import BOSS, NOW, TODAY, W001, W002
from tests.databases import alike
from workshop.claims.actions import NewFact, record_facts
from workshop.claims.actions.recognition import NewStep, record_step, reverse_step
from workshop.claims.queries.facts import load_facts
from workshop.claims.rules.facts import Asked, Span, WorkshopMonth
from workshop.claims.rules.ledger import Roll
from workshop.claims.rules.looking_back import BUFFER, buffer_months, look_back
from workshop.claims.rules.months import month_of
from workshop.claims.rules.recognising import (
    STATES,
    STEPS,
    Entry,
    Step,
    buffer_end,
    check_step,
    follow,
    list_spans,
    merge_states,
    run_in_season,
)
from workshop.claims.shelf import load_shelf
from workshop.kernel.faults import NotFound, Refused
from workshop.people.queries import find_workshop
from workshop.store.database import fetch_all

SignIn = Callable[[str], FlaskClient]
PAPER, KIND = "hunan_2022_33", "厂房式"
NEEDED: dict[str, Any] = {
    "number": "人社〔2025〕1号",
    "by": "县人社局",
    "cause": "占比不到三成",
    "until": date(2026, 6, 1),
}


def steps(*said: tuple[str, str]) -> list[Entry]:
    """Entries of events on days, in their order."""
    return [Entry(n, event, date.fromisoformat(on), **NEEDED) for n, (event, on) in enumerate(said, 1)]


RECOGNISED = steps(("apply", "2025-01-05"), ("recognise", "2025-02-01"))
WATCHED = [*RECOGNISED, *steps(("watch", "2025-10-15"))]
WAYS: dict[str, list[Entry]] = {
    "none": [],
    "applied": steps(("apply", "2025-01-05")),
    "refused": steps(("apply", "2025-01-05"), ("refuse", "2025-02-01")),
    "recognised": RECOGNISED,
    "watched": WATCHED,
    "restored": [*WATCHED, *steps(("restore", "2025-12-01"))],
    "seasonal": [*RECOGNISED, *steps(("pause", "2025-11-01"))],
    "removed": [*WATCHED, *steps(("remove", "2025-12-01"))],
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("event", STEPS)
def test_a_step_follows_only_where_the_order_has_it(state: str, event: str):
    before = WAYS[state]
    assert follow(before).state == state
    entry = Entry(99, event, date(2026, 1, 5), **NEEDED)
    if state in STEPS[event].before:
        check_step(before, entry, TODAY)
    else:
        with pytest.raises(Refused):
            check_step(before, entry, TODAY)


def test_the_order_of_steps_is_what_refuses(monkeypatch: pytest.MonkeyPatch):
    open_door = {event: Step(step.title, tuple(STATES), step.after, step.needs) for event, step in STEPS.items()}
    monkeypatch.setattr("workshop.claims.rules.recognising.STEPS", open_door)
    check_step([], Entry(1, "restore", date(2026, 1, 5), **NEEDED), TODAY)


@pytest.mark.parametrize(("event", "missing"), [(e, f) for e, step in STEPS.items() for f in step.needs])
def test_a_step_without_what_it_rests_on_is_refused(event: str, missing: str):
    state = STEPS[event].before[0]
    entry = replace(Entry(99, event, date(2026, 1, 5), **NEEDED), **{missing: None if missing == "until" else ""})
    with pytest.raises(Refused) as refused:
        check_step(WAYS[state], entry, TODAY)
    assert refused.value.field == ("months" if missing == "until" else missing)


@pytest.mark.parametrize("on", [date(2025, 1, 31), date(2026, 4, 1)])
def test_a_step_before_the_last_one_or_in_the_future_is_refused(on: date):
    with pytest.raises(Refused):
        check_step(RECOGNISED, Entry(9, "watch", on, **NEEDED), TODAY)


def test_a_paper_that_knows_no_restoring_refuses_it():
    entry = Entry(9, "restore", date(2026, 1, 5), **NEEDED)
    check_step(WATCHED, entry, TODAY, can_restore=None)
    with pytest.raises(Refused):
        check_step(WATCHED, entry, TODAY, can_restore=False)


def test_after_the_season_the_state_is_the_one_before_it():
    for state in ("recognised", "restored"):
        paused = [*WAYS[state], *steps(("pause", "2025-12-05"), ("resume", "2026-03-01"))]
        assert follow(paused).state == state


def test_a_buffer_ends_on_the_same_day_of_its_last_month():
    assert buffer_end(date(2025, 11, 30), 3) == date(2026, 2, 28)
    watched = [*RECOGNISED, replace(Entry(3, "watch", date(2026, 1, 15), **NEEDED), until=date(2026, 4, 15))]
    assert follow(watched).days_left(TODAY) == 15
    assert follow(RECOGNISED).days_left(TODAY) is None


def test_states_are_told_with_their_days():
    assert [(s.name, s.first, s.last) for s in list_spans(WAYS["restored"])] == [
        ("申请", date(2025, 1, 5), date(2025, 1, 31)),
        ("认定", date(2025, 2, 1), date(2025, 10, 14)),
        ("监测待处置", date(2025, 10, 15), date(2025, 11, 30)),
        ("恢复", date(2025, 12, 1), None),
    ]


BY_HAND = (Span("认定", date(2024, 1, 1)), Span("示范", date(2024, 6, 1)))


def test_what_was_written_by_hand_counts_up_to_the_first_recognition():
    told = merge_states(BY_HAND, [WAYS["removed"]]) or ()
    assert [(s.first, s.last) for s in told if s.name == "认定"] == [(date(2024, 1, 1), date(2025, 10, 14))]
    assert [(s.first, s.last) for s in told if s.name == "示范"] == [(date(2024, 6, 1), date(2025, 11, 30))]
    assert [s.first for s in told if s.name == "清理"] == [date(2025, 12, 1)]


def test_an_application_alone_takes_nothing_from_what_was_written_by_hand():
    told = merge_states(BY_HAND, [WAYS["applied"]]) or ()
    assert Span("认定", date(2024, 1, 1)) in told
    assert "申请" in [s.name for s in told]


def test_nobody_has_said_anything_stays_unknown():
    assert merge_states(None, []) is None
    assert merge_states(None, [WAYS["refused"]]) == (
        Span("申请", date(2025, 1, 5), date(2025, 1, 31), NEEDED["number"]),
    )


def test_two_recognitions_of_one_name_are_told_once():
    told = merge_states(None, [RECOGNISED, steps(("apply", "2025-03-01"), ("recognise", "2025-04-01"))]) or ()
    assert [(s.name, s.first) for s in told if s.name == "认定"] == [("认定", date(2025, 2, 1))]


def test_months_of_a_seasonal_stop_count_as_running():
    stopped = merge_states(None, [WAYS["seasonal"]])
    months = run_in_season((WorkshopMonth(month_of(date(2025, 11, 1)), 20),), stopped, date(2026, 1, 10))
    assert [(m.month - month_of(date(2025, 1, 1)), m.running) for m in months] == [(10, True), (11, True), (12, True)]
    assert months[0].workdays == 20


# With the database


@pytest.fixture
def shop(app: Flask) -> int:
    """The workshop of 2025 at a place in 湖南."""
    fill_year(W001, CREW, add_people(W001, CREW))
    told: dict[str, Any] = {"valid_from": date(2024, 1, 1), "source": "县里"}
    record_facts(BOSS, NOW, W001, [NewFact(None, "区划代码", "", text="430602103", **told)])
    return W001


def record(event: str, on: date, **more: Any) -> int:
    said: dict[str, Any] = {"number": "文1", "by": "县人社局", "cause": "占比不够", "source": "通知"} | more
    return record_step(BOSS, NOW, W001, NewStep(PAPER, KIND, event, on, **said), TODAY)


def recognise() -> int:
    record("apply", date(2025, 1, 5))
    return record("recognise", date(2025, 2, 1))


def loaded():
    place = find_workshop("W001")
    assert place is not None
    return load_facts(place, TODAY)


def test_claims_are_told_of_the_recognition(shop: int):
    assert loaded().shop.states is None
    recognise()
    assert [(s.name, s.first) for s in loaded().shop.states or ()] == [
        ("申请", date(2025, 1, 5)),
        ("认定", date(2025, 2, 1)),
    ]


def test_a_step_leaves_its_leaf_and_its_reversal_another(shop: int):
    key = recognise()
    reverse_step(BOSS, NOW, W001, key, "登错文号")
    told = [a for (a,) in fetch_all("SELECT action FROM audit_leaf WHERE action LIKE 'recognition.%' ORDER BY id")]
    assert sorted(told) == ["recognition.apply", "recognition.recognise", "recognition.reverse"]
    assert [s.name for s in loaded().shop.states or ()] == ["申请"]


def test_only_the_last_step_is_taken_back_and_once(shop: int):
    recognise()
    watch = record("watch", date(2025, 10, 15), months=3)
    first = fetch_all("SELECT id FROM recognition_entry WHERE event = 'apply'")[0][0]
    with pytest.raises(Refused):
        reverse_step(BOSS, NOW, W001, first, "错了")
    reverse_step(BOSS, NOW, W001, watch, "错了")
    with pytest.raises(Refused):
        reverse_step(BOSS, NOW, W001, watch, "又错")
    with pytest.raises(NotFound):
        reverse_step(BOSS, NOW, W002, first, "别家的")


def test_a_watch_runs_as_long_as_the_county_set(shop: int):
    recognise()
    record("watch", date(2026, 1, 15), months=3)
    assert alike(fetch_all("SELECT until FROM recognition_entry WHERE event = 'watch'")) == [("2026-04-15",)]


def test_the_buffer_is_the_county_s_before_the_paper_s(shop: int):
    from workshop.claims.actions import NewSetting, set_settings

    paper = load_shelf()[0]["jiangxi_2020_states"]
    assert buffer_months(paper, loaded().county, TODAY) == 6
    setting = NewSetting("990100", paper.id, BUFFER, date(2025, 1, 1), "3", "县里说的")
    set_settings(BOSS, NOW, [setting])
    assert buffer_months(paper, loaded().county, TODAY) == 3


def test_every_month_of_the_last_twelve_has_its_share_and_heads(shop: int):
    facts = loaded()
    back = look_back(load_shelf()[0][PAPER], KIND, facts.shop, facts.people, facts.county, TODAY)
    assert [month for month, _ in back.months] == list(range(month_of(TODAY) - 11, month_of(TODAY) + 1))
    assert back.series
    assert all(len(one.points) == 12 for one in back.series)


def test_a_month_is_judged_by_those_who_were_there_then(shop: int):
    paper = load_shelf()[0][PAPER]
    facts = loaded()
    gone = tuple(replace(one, left=date(2025, 11, 30)) for one in facts.people)
    back = look_back(paper, KIND, facts.shop, gone, facts.county, TODAY)
    heads = next(one for one in back.series if one.scale.unit == "人")
    assert heads.points[0].low
    assert heads.points[-1].low == 0


# The pages


def address(what: str = "") -> str:
    return f"/w/W001/claims/recognition{what}"


TRACK = f"/{PAPER}/{KIND}"
TYPED = {"event": "apply", "on": "2026-01-05", "by": "镇社保所", "source": "申请表"}


def test_the_overview_shows_every_way_of_the_place(shop: int, sign_in: SignIn):
    page = sign_in("liu").get(address()).text
    assert KIND in page
    assert "没有申请" in page
    assert "登记一年的等级" not in page  # an overseer writes nothing


def test_a_step_is_recorded_from_the_page(shop: int, sign_in: SignIn):
    client = sign_in("zhang")
    answer = client.post(address(TRACK), data=TYPED)
    assert answer.status_code == 303
    page = client.get(address(TRACK)).text
    assert "2026-01-05 申请认定" in page
    assert "没有通过" in page  # what may come next


def test_what_is_missing_stands_at_its_field_with_what_was_typed(shop: int, sign_in: SignIn):
    client = sign_in("zhang")
    client.post(address(TRACK), data=TYPED)
    answer = client.post(address(TRACK), data={**TYPED, "event": "recognise", "by": "", "number": "湘人社 7 号"})
    assert answer.status_code == 400
    assert "没有写是谁定的" in answer.text
    assert "湘人社 7 号" in answer.text


def test_the_countdown_of_the_buffer_is_on_the_page(shop: int, sign_in: SignIn):
    recognise()
    record("watch", date(2025, 10, 15), months=3)
    assert "已到期" in sign_in("chen").get(address(TRACK)).text
    assert "缓冲已过" in sign_in("chen").get(address()).text


def test_the_months_are_drawn(shop: int, sign_in: SignIn):
    page = sign_in("chen").get(address(TRACK)).text
    assert page.count('<svg class="months"') >= 1
    assert "最近 12 个月" in page


def test_a_step_is_taken_back_from_the_page(shop: int, sign_in: SignIn):
    key = recognise()
    client = sign_in("zhang")
    answer = client.post(address(f"/steps/{key}/reverse"), data={"reason": "文号登错"}, follow_redirects=True)
    assert "已冲正:文号登错" in answer.text


def test_the_grade_of_a_year_is_told_to_claims(shop: int, sign_in: SignIn):
    client = sign_in("zhang")
    typed = {"year": "2025", "grade": "A", "graded_on": "2026-01-15", "source": "县人社局通报"}
    assert client.post(address(), data=typed).status_code == 303
    assert loaded().shop.grades == {2025: "A"}
    assert "2026-01-15 评定" in client.get(address()).text
    assert client.post(address(), data={**typed, "grade": ""}).status_code == 400


def test_a_recognition_that_is_not_there_is_not_found(shop: int, sign_in: SignIn):
    assert sign_in("zhang").get(address(f"/{PAPER}/没有这种")).status_code == 404
    assert sign_in("zhang").post(address("/nothing/厂房式"), data=TYPED).status_code == 404


def test_the_state_reaches_a_programme_s_condition(shop: int):
    from tests.claims.stage import condition
    from workshop.claims.rules.assess import DEFAULT_MONTH
    from workshop.claims.rules.look import Look

    recognise()
    facts = loaded()
    view = Look(
        Asked(date(2025, 1, 1), date(2025, 12, 31), TODAY), Roll(facts.shop, facts.people), facts.county, DEFAULT_MONTH
    )
    assert condition('{ is = "认定状态" }').ask(view).answer == "met"
