"""What can be relied on when a team's output is recorded."""

from datetime import date

import pytest

from tests.conftest import BOSS, NOW, W001
from tests.floor.stage import CHEN, DAY, LI, SEW, TURN, UNPRICED, WANG, ZHAO, all_rows, set_the_stage
from workshop.floor.actions import (
    NewHours,
    NewShare,
    NewTeamOutput,
    RefusedRows,
    lock_days,
    record_hours,
    record_team_output,
)
from workshop.floor.rows import HoursRow, TeamOutputRow, TeamShareRow


@pytest.fixture(autouse=True)
def _stage(app):
    set_the_stage()


THREE = (NewShare(WANG), NewShare(LI), NewShare(ZHAO))


def team(entry_id="T1", on=DAY, operation_id=SEW, quantity=1_000_000, split="equal", band="", members=THREE):
    return NewTeamOutput(entry_id, on, operation_id, quantity, split, band, members)


def record(*rows: NewTeamOutput):
    return record_team_output(BOSS, NOW, W001, rows)


def shares() -> dict[int, int]:
    return {row["worker_id"]: row["share"] for row in all_rows(TeamShareRow)}


def reasons(*rows: NewTeamOutput) -> list[str]:
    with pytest.raises(RefusedRows) as refused:
        record(*rows)
    return [fault.reason for fault in refused.value.faults]


def test_the_shares_are_the_amount_and_the_odd_fen_goes_to_the_lowest_number():
    record(team(quantity=1_001_000, operation_id=TURN, members=(NewShare(ZHAO), NewShare(WANG))))
    assert shares() == {WANG: 1502, ZHAO: 1501}
    assert all_rows(TeamOutputRow)[0]["amount"] == 3003


def test_the_price_is_the_one_without_grade():
    record(team(members=(NewShare(CHEN),)))
    assert all_rows(TeamOutputRow)[0]["price"] == 800


def test_weights_divide():
    record(team(split="by_minutes_weight", members=(NewShare(WANG, 100, 150), NewShare(LI, 300, 50))))
    assert shares() == {WANG: 4000, LI: 4000}


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ({"members": ()}, "team_empty"),
        ({"members": (NewShare(WANG), NewShare(WANG))}, "member_twice"),
        ({"members": (NewShare(999),)}, "worker_unknown"),
        ({"split": "by_luck"}, "split_unknown"),
        ({"split": "by_minutes"}, "minutes_missing"),
        ({"split": "by_weight", "members": (NewShare(WANG, None, -1),)}, "weight_missing"),
        ({"split": "by_weight", "members": (NewShare(WANG, None, 0),)}, "split_impossible"),
        ({"quantity": -1000}, "quantity_negative"),
        ({"quantity": 0}, "quantity_nothing"),
        ({"quantity": 1500}, "quantity_not_whole"),
        ({"band": "holiday"}, "band_contradicts"),
        ({"on": date(2026, 4, 1)}, "date_future"),
    ],
)
def test_what_cannot_be_is_refused_by_name(bad, reason):
    assert reason in reasons(team("ok"), team(**bad))
    assert all_rows(TeamOutputRow) == []


def test_the_same_team_twice_is_recorded_once_whatever_the_order_of_its_members():
    record(team())
    assert record(team(members=THREE[::-1])).existing == {"T1"}
    assert reasons(team(members=THREE[:2])) == ["id_conflict"]


def test_a_team_without_a_price_has_no_shares_yet():
    assert [w.reason for w in record(team(operation_id=UNPRICED)).warnings] == ["price_missing"]
    assert set(shares().values()) == {None}


def test_a_team_is_paid_when_the_days_of_all_its_members_are_open():
    lock_days(BOSS, NOW, W001, [LI], date(2026, 3, 15))
    record(team(on=date(2026, 3, 10)))
    assert all_rows(TeamOutputRow)[0]["pay_on"] == date(2026, 3, 16)


class TestHours:
    """Minutes paid by the hour."""

    def test_a_rate_may_be_left_to_the_worker(self):
        answer = record_hours(BOSS, NOW, W001, [NewHours("H1", DAY, ZHAO, "打包", 240)])
        assert answer.warnings == ()
        assert all_rows(HoursRow)[0]["rate"] is None

    def test_no_rate_anywhere_is_warned_of(self):
        answer = record_hours(BOSS, NOW, W001, [NewHours("H1", DAY, WANG, "打包", 240)])
        assert [w.reason for w in answer.warnings] == ["rate_missing"]

    @pytest.mark.parametrize(
        "bad",
        [
            {"minutes": 0},
            {"minutes": 1441},
            {"minutes": -5},
            {"activity": ""},
            {"activity": "a\x00"},
            {"rate": 0},
            {"rate": -1800},
            {"rate": 10**9},
            {"worker_id": 999},
        ],
    )
    def test_what_cannot_be_is_refused(self, bad):
        row = NewHours("H1", DAY, ZHAO, "打包", 240, 1800)._replace(**bad)
        with pytest.raises(RefusedRows):
            record_hours(BOSS, NOW, W001, [row])
        assert all_rows(HoursRow) == []
