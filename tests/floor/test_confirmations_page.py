"""对工 the next morning: who has said what, whose count was written to since, and who has said nothing."""

from datetime import timedelta

import pytest

from tests.conftest import BOSS, W001
from tests.counting import count_statements
from tests.floor.crew import made
from tests.floor.stage import CHEN, LI, SEW, TURN, WANG, ZHAO, set_the_stage
from workshop.access.guard import civil_today, utc_now
from workshop.floor.actions import (
    NewHours,
    NewOutput,
    NewShare,
    NewTeamOutput,
    record_hours,
    record_output,
    record_team_output,
    reverse_output,
)
from workshop.floor.actions.confirming import record_confirmation
from workshop.floor.queries.confirmations import list_words, load_day_work
from workshop.store.ids import new_entry_id


@pytest.fixture
def yesterday(app):
    set_the_stage()
    return civil_today() - timedelta(days=1)


def say(worker_id: int, on, agrees: bool = True, note: str = "") -> None:
    record_confirmation(BOSS, utc_now(), W001, worker_id, on, agrees, note)


def states(on) -> dict[str, str]:
    return {line.worker: line.state for line in list_words(W001, on)}


def test_everybody_with_work_is_listed_by_what_he_said(yesterday):
    for who in (WANG, LI, CHEN):
        made(37, yesterday, who)
    say(WANG, yesterday)
    say(LI, yesterday, False, "少记 20 双")
    assert states(yesterday) == {"王桂香": "agreed", "李秀英": "objected", "陈小梅": "silent"}


def test_yesterday_is_shown_unless_another_day_is_asked_for(yesterday, sign_in):
    made(37, yesterday)
    client = sign_in("zhou")
    assert "还没对的(1 人)" in client.get("/w/W001/confirmations").text
    assert "这一天没有记数" in client.get(f"/w/W001/confirmations?on={civil_today()}").text


def test_an_objection_is_shown_with_its_words(yesterday, sign_in):
    made(37, yesterday)
    say(WANG, yesterday, False, "少记 20 双<script>")
    page = sign_in("zhou").get("/w/W001/confirmations").text
    assert "少记 20 双&lt;script&gt;" in page


def test_the_last_word_holds(yesterday):
    made(37, yesterday)
    say(WANG, yesterday, False, "少了")
    say(WANG, yesterday)
    assert states(yesterday) == {"王桂香": "agreed"}


def test_what_is_written_after_the_word_asks_for_another(yesterday):
    entry = made(37, yesterday)
    say(WANG, yesterday)
    reverse_output(BOSS, utc_now(), W001, entry, "数错了")
    assert states(yesterday) == {"王桂香": "changed"}


def test_team_work_and_hours_are_the_workers_day_too(yesterday):
    members = (NewShare(WANG), NewShare(LI))
    record_team_output(
        BOSS,
        utc_now(),
        W001,
        [NewTeamOutput("team-0001", yesterday, SEW, 734_000, "equal", "", members)],
        on=civil_today(),
    )
    record_hours(BOSS, utc_now(), W001, [NewHours("hours-0001", yesterday, ZHAO, "装车", 150)], on=civil_today())
    made(5, yesterday, operation=TURN)
    work = load_day_work(W001, yesterday)
    assert [tuple(deed) for deed in work[WANG].deeds] == [("翻套", "5 双"), ("缝合(集体)", "全组 734 双")]
    assert [tuple(deed) for deed in work[ZHAO].deeds] == [("装车", "2 小时 30 分")]


def test_someone_without_work_is_not_listed(yesterday):
    entry = made(37, yesterday)
    reverse_output(BOSS, utc_now(), W001, entry, "数错了")
    assert states(yesterday) == {}


def test_as_many_questions_for_five_hundred_as_for_four(app, sign_in):
    set_the_stage(people=500)
    yesterday, client, counts = civil_today() - timedelta(days=1), sign_in("zhou"), []
    for people in ((WANG,), range(1000, 1500)):
        rows = [NewOutput(new_entry_id(), yesterday, who, SEW, 37_000, 0, 0) for who in people]
        record_output(BOSS, utc_now(), W001, rows, on=civil_today())
        counts.append(count_statements(lambda: client.get("/w/W001/confirmations")))
    assert counts[0] == counts[1]
