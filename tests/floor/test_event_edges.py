"""What a tablet's event may hold, to the last minute, member and counter; what is beyond it is put before a person, never lost."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from tests.conftest import BOSS, NOW
from tests.floor.test_sync import Tablet, codes, count
from workshop.floor.actions.judging import known_moment
from workshop.floor.rules.events import (
    BadEvent,
    Event,
    known_at,
    read_attendance,
    read_envelope,
    read_hours,
    read_output,
    read_team,
)
from workshop.store.database import db
from workshop.store.transaction import transaction


def event(**body: Any) -> Event:
    return Event(
        "0198f000-0000-7000-8000-00000000000a",
        1,
        "x",
        date(2026, 3, 2),
        "",
        1,
        1,
        {"worker": "7", "operation": "8"} | body,
        "",
    )


@pytest.mark.parametrize("minutes", [0, 1, 1440])
def test_minutes_of_a_day_are_read(minutes: int):
    assert read_hours(event(activity="打包", minutes=minutes)).minutes == minutes
    assert read_attendance(event(status="出勤", clock_in=minutes)).clock_in == minutes


@pytest.mark.parametrize("minutes", [-1, 1441, True, "60", 1.5, [60]])
def test_what_is_no_minute_of_a_day_is_put_before_a_person(minutes: object):
    with pytest.raises(BadEvent, match="时间读不出来"):
        read_hours(event(activity="打包", minutes=minutes))


@pytest.mark.parametrize(("members", "sound"), [(200, True), (201, False)])
def test_a_team_has_two_hundred_members_at_most(members: int, sound: bool):
    team = event(quantity="1", split="equal", members=[{"worker": str(n)} for n in range(1, members + 1)])
    if sound:
        assert len(read_team(team, {8: "双"}).members) == members
    else:
        with pytest.raises(BadEvent, match="成员读不出来"):
            read_team(team, {8: "双"})


def test_a_weight_is_read_in_hundredths_and_may_be_left_out():
    members = [{"worker": "1", "weight": "1.25"}, {"worker": "2", "weight": ""}, {"worker": "3", "minutes": 90}]
    team = read_team(event(quantity="1", split="weight", members=members), {8: "双"})
    assert [(one.minutes, one.weight) for one in team.members] == [(None, 125), (None, None), (90, None)]


@pytest.mark.parametrize("empty", [{}, {"good": None}, {"good": ""}])
def test_a_number_that_was_not_typed_is_nothing(empty: dict[str, Any]):
    assert read_output(event(**empty), {8: "双"}).good == 0


@pytest.mark.parametrize(
    ("reference", "moment"),
    [
        ("2026-03-01T08:00:00.0123456789abcdef", datetime(2026, 3, 1, 8)),
        ("2026-03-01T08:00:00", None),
        ("yesterday.abc", None),
        ("", None),
        (None, None),
        (5, None),
    ],
)
def test_up_to_when_a_tablet_knew_prices_is_the_first_part_of_its_version(reference: object, moment: datetime | None):
    assert known_at(event(reference=reference)) == moment


@pytest.mark.parametrize(
    ("told", "believed"),
    [
        (timedelta(), timedelta()),
        (timedelta(days=-31), timedelta(days=-31)),
        (
            timedelta(days=-400),
            timedelta(days=-31),
        ),  # nobody is paid by the prices of last year because a tablet says so
        (timedelta(seconds=1), None),
    ],
)
def test_a_price_list_of_the_future_is_not_believed_and_an_old_one_for_a_month(
    told: timedelta, believed: timedelta | None
):
    found = known_moment(event(reference=f"{(NOW + told).isoformat()}.abc"), NOW)
    assert found == (None if believed is None else NOW + believed)


@pytest.mark.parametrize(
    ("seq", "kept"), [(1, 1), (2**53 - 1, 2**53 - 1), (2**53, None), (0, None), (True, None), (1.0, None), ("1", None)]
)
def test_a_counter_is_a_whole_number_that_a_browser_can_count_to(seq: object, kept: int | None):
    assert read_envelope({"id": "a", "seq": seq}).seq == kept


@pytest.fixture
def tablet(app) -> Tablet:
    return Tablet(app)


def test_hours_and_shares_of_a_team_after_the_last_day_wait_like_any_output(tablet: Tablet):
    with transaction(BOSS, NOW):
        db.session.execute(text("UPDATE worker SET leave_date = :d"), {"d": str(tablet.on - timedelta(days=1))})
    tablet.send(tablet.event("hours", body={"activity": "打包", "minutes": 90}))
    members = [{"worker": str(tablet.worker)}]
    tablet.send(tablet.event("team_output", body={"quantity": "100", "split": "equal", "members": members}))
    assert codes() == ["after_leave"] * 2
    assert (count("hours"), count("team_output")) == (0, 0)


def test_what_a_store_did_not_send_is_told_and_closes_when_it_comes(tablet: Tablet):
    events = [tablet.event() for _ in range(4)]
    told = [tablet.send(one).json for one in (events[0], events[3], events[1], events[2])]
    assert [one["received_to"] for one in told] == [1, 1, 2, 4]
    assert [one["missing"] for one in told[1:]] == [[2, 3], [3], []]
