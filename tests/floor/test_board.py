"""看板: who is here, who is counted, who is behind his usual, what waits, and how far the day is from its target."""

from datetime import time, timedelta

import pytest

from tests.conftest import BOSS, W001
from tests.counting import count_statements
from tests.floor.crew import hand_in, made, made_before
from tests.floor.stage import CHEN, LI, SEW, TURN, UNPRICED, WANG, ZHAO, add, operation, set_the_stage
from workshop.access.guard import civil_today, utc_now
from workshop.floor.actions import (
    NewAttendance,
    NewHours,
    NewOutput,
    record_attendance,
    record_hours,
    record_output,
    reverse_output,
)
from workshop.floor.actions.targets import set_targets
from workshop.floor.queries.board import Board, load_board
from workshop.floor.rules.board import PersonFacts, build_person, elapsed
from workshop.kernel.faults import Refused
from workshop.prices.rows import OperationRow
from workshop.store.database import fetch_all
from workshop.store.ids import new_entry_id


@pytest.fixture
def today(app):
    set_the_stage()
    return civil_today()


def board(at: time | None = time(18)) -> Board:
    return load_board(W001, civil_today(), at)


def line(worker_id: int, at: time | None = time(18)):
    return next(one for one in board(at).people if one.facts.id == worker_id)


def come(on, **statuses: str) -> None:
    ids = {"wang": WANG, "li": LI, "zhao": ZHAO, "chen": CHEN}
    rows = [NewAttendance(ids[name], on, status) for name, status in statuses.items()]
    record_attendance(BOSS, utc_now(), W001, rows, on=civil_today())


def test_who_is_here_and_who_is_not(today):
    come(today, wang="出勤", li="病假", zhao="迟到")
    counts = board().counts
    assert (counts.people, counts.here, counts.away, counts.unknown) == (4, 2, 1, 1)


def test_work_without_a_row_of_attendance_is_presence(today):
    made(10, today)
    assert line(WANG).presence == "here"


def test_who_has_been_counted(today):
    made(10, today)
    record_hours(BOSS, utc_now(), W001, [NewHours("hours-0001", today, ZHAO, "装车", 60)], on=today)
    assert board().counts.counted == 2
    assert line(LI).words == "还没报数"


def test_who_is_behind_the_median_of_ten_days(today):
    made_before(100)
    made(50, today)
    assert (line(WANG).pace, line(WANG).words) == ("behind", "比往常这时少五成")
    assert board().counts.behind == 1


def test_four_fifths_of_the_usual_are_not_behind(today):
    made_before(100)
    made(80, today)
    assert line(WANG).pace == "fine"


def test_at_noon_half_of_the_day_is_enough(today):
    made_before(100)
    made(40, today)
    assert line(WANG, time(13)).pace == "fine"
    assert line(WANG, time(18)).pace == "behind"


def test_early_in_the_morning_nobody_is_behind(today):
    made_before(100)
    made(1, today)
    assert line(WANG, time(9, 30)).pace == ""


def test_other_work_of_the_same_worth_is_not_behind(today):
    made_before(30)  # at 0.0800
    made(80, today, operation=TURN)  # at 0.0300: the same money
    assert line(WANG).pace == "fine"


def test_without_a_past_nobody_is_behind(today):
    made(1, today)
    assert (line(WANG).pace, line(WANG).bar) == ("", None)


def test_work_without_a_price_cannot_be_compared(today):
    made_before(100)
    made(1, today, operation=UNPRICED)
    assert line(WANG).pace == ""


def test_a_day_off_is_not_among_the_ten_days(today):
    for back in range(1, 20, 2):
        made(100, today - timedelta(days=back))
    made(100, today)
    assert line(WANG).pace == "fine"


def test_what_was_reversed_is_not_done(today):
    made_before(100)
    entry = made(100, today)
    reverse_output(BOSS, utc_now(), W001, entry, "数错了")
    assert line(WANG).words == "还没报数"


def test_who_is_behind_stands_first_and_who_is_away_last(today):
    come(today, li="病假", zhao="出勤")
    made_before(100)
    made(10, today)
    assert [one.facts.id for one in board().people] == [WANG, ZHAO, CHEN, LI]


def test_who_is_away_and_has_work_stands_out(today):
    come(today, li="病假")
    made(10, today, LI)
    assert (line(LI).pace, line(LI).words) == ("odd", "记了病假,却有产量")
    assert board().people[0].facts.id == LI


def test_words_do_not_change_with_every_minute():
    assert elapsed(time(13, 7)) == elapsed(time(13, 14)) == 300
    assert (elapsed(time(6)), elapsed(time(23)), elapsed(None)) == (0, 600, 600)


def test_nothing_done_all_day_is_ten_tenths_less():
    facts = PersonFacts(1, "1", "王", "出勤", True, (("缝合", 0, "双"),), 0, 1000)
    assert build_person(facts, 600).words == "比往常这时少十成"


def test_target_against_done(today):
    set_targets(BOSS, utc_now(), W001, today, {SEW: 200_000, TURN: 50_000})
    made(100, today)
    made(60, today, LI, TURN)
    shown = {one.operation: (one.done, one.target, one.bar, one.words) for one in board().operations}
    assert shown == {"缝合": (100_000, 200_000, 50, "50%"), "翻套": (60_000, 50_000, 100, "够了")}


def test_a_target_holds_until_it_is_changed(today):
    set_targets(BOSS, utc_now(), W001, today - timedelta(days=3), {SEW: 200_000})
    assert [one.target for one in board().operations] == [200_000]
    set_targets(BOSS, utc_now(), W001, today, {SEW: 0})
    assert board().operations == ()
    before = load_board(W001, today - timedelta(days=1), None)
    assert [one.target for one in before.operations] == [200_000]


def test_a_target_is_corrected_by_a_later_version(today):
    assert set_targets(BOSS, utc_now(), W001, today, {SEW: 200_000}) == 1
    assert set_targets(BOSS, utc_now(), W001, today, {SEW: 200_000}) == 0
    assert set_targets(BOSS, utc_now(), W001, today, {SEW: 300_000}) == 1
    assert fetch_all("SELECT version, quantity FROM target ORDER BY version") == [(1, 200_000), (2, 300_000)]
    assert [one.target for one in board().operations] == [300_000]


def test_a_target_needs_an_operation_in_use(today):
    with pytest.raises(Refused, match="不存在或已停用"):
        set_targets(BOSS, utc_now(), W001, today, {999: 1000})


def test_targets_are_set_on_the_page(today, sign_in):
    client = sign_in("zhou")
    client.post("/w/W001/targets", data={f"t-{SEW}": "1200", f"t-{TURN}": ""})
    assert fetch_all("SELECT operation_id, quantity FROM target") == [(SEW, 1_200_000)]
    page = client.post("/w/W001/targets", data={f"t-{SEW}": "abc"}, follow_redirects=True).text
    assert "应是数字" in page
    assert "1,200" in page


def test_what_waits_is_counted(today):
    hand_in(30)
    hand_in(31, LI)
    assert board().proposals == 2
    assert board().waiting == 0


def test_the_part_that_changes_answers_304_until_it_changes(today, sign_in):
    client = sign_in("zhou")
    first = client.get("/w/W001/board/now")
    assert "王桂香" in first.json["html"]
    again = client.get("/w/W001/board/now", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    made(10, today)
    after = client.get("/w/W001/board/now", headers={"If-None-Match": first.headers["ETag"]})
    assert after.status_code == 200


def test_the_board_is_whole_without_script(today, sign_in):
    made(10, today)
    page = sign_in("zhou").get("/w/W001/board").text
    assert "缝合 <b>10</b> 双" in page
    assert '<noscript><meta http-equiv="refresh"' in page


def test_no_money_hangs_on_the_wall(today, sign_in):
    made(10, today)
    main = sign_in("zhou").get("/w/W001/board").text.split("<main", 1)[1]
    for word in ("元", "0.08", "0.80", "工资"):
        assert word not in main


def test_a_name_is_text(today, sign_in):
    add(OperationRow, operation(205, "<b>锁边</b>"))
    made(5, today, operation=205)
    assert "&lt;b&gt;锁边" in sign_in("zhou").get("/w/W001/board/now").json["html"]


def test_as_many_questions_for_five_hundred_as_for_five(app):
    set_the_stage(people=500)
    days, counts = (civil_today() - timedelta(days=1), civil_today()), []
    for people in (range(1000, 1005), range(1005, 1500)):
        rows = [NewOutput(new_entry_id(), on, who, SEW, 30_000, 0, 0) for who in people for on in days]
        record_output(BOSS, utc_now(), W001, rows, on=civil_today())
        counts.append(count_statements(board))
        assert len(board().people) == 504
    assert counts[0] == counts[1] <= 20
