"""Categories: dated, sourced, checked, ended by an entry."""

from datetime import date, datetime

import pytest

from tests.conftest import BOSS, NOW, TODAY, W001
from tests.people.roster import a_worker
from workshop.kernel.faults import Refused
from workshop.people.actions import add_workers, record_category
from workshop.people.queries import list_categories, list_workers

JANUARY, MARCH = date(2026, 1, 1), date(2026, 3, 1)


@pytest.fixture
def wang(app) -> int:
    return add_workers(BOSS, NOW, W001, [a_worker(categories=("脱贫户",))])["001"]


def note(worker_id: int, category: str, start: date, holds: bool = True, source: str = "镇 3 月名单", **more: object):
    record_category(BOSS, NOW, W001, worker_id, category, start, holds, source, **more)  # type: ignore[arg-type]


def test_a_category_of_the_roster_is_not_checked(wang):
    line = list_categories(W001, wang)[0]
    assert (line.category, line.valid_from, line.checked_on) == ("脱贫户", date(2025, 3, 1), None)
    assert list_workers(W001, TODAY)[0].unchecked


def test_checking_an_entry_keeps_its_day_and_adds_source_and_day_checked(wang):
    note(wang, "脱贫户", date(2025, 3, 1), checked_on=MARCH)
    lines = list_categories(W001, wang)
    assert [(line.valid_from, line.source, line.checked_on) for line in lines] == [
        (date(2025, 3, 1), "镇 3 月名单", MARCH)
    ]
    assert not list_workers(W001, TODAY)[0].unchecked


def test_an_end_is_an_entry_and_the_past_stays(wang):
    note(wang, "脱贫户", MARCH, holds=False, source="镇调整名单")
    assert list_workers(W001, TODAY)[0].categories == ()
    assert list_workers(W001, date(2026, 2, 28))[0].categories == ("脱贫户",)
    line = list_categories(W001, wang)[0]
    assert (line.until, line.source) == (MARCH, ";结束:镇调整名单")


def test_what_ended_may_begin_again(wang):
    note(wang, "脱贫户", JANUARY, holds=False)
    note(wang, "脱贫户", MARCH)
    assert [(line.valid_from, line.until) for line in list_categories(W001, wang)] == [
        (MARCH, None),
        (date(2025, 3, 1), JANUARY),
    ]


def test_without_a_source_it_is_refused(wang):
    with pytest.raises(Refused, match="没有写来源") as refused:
        note(wang, "低保", MARCH, source=" ")
    assert refused.value.field == "source"


def test_the_end_of_what_never_began_is_refused(wang):
    with pytest.raises(Refused, match="没有登记过"):
        note(wang, "低保", MARCH, holds=False)


def test_a_check_in_the_future_is_refused(wang):
    with pytest.raises(Refused, match="还没有到"):
        note(wang, "低保", MARCH, checked_on=date(2026, 4, 2))


def test_before_eight_in_the_morning_today_is_not_the_future(wang):
    night = datetime(2026, 3, 30, 17, 0)  # 01:00 of the 31st in Shanghai
    record_category(BOSS, night, W001, wang, "低保", MARCH, True, "名单", date(2026, 3, 31))
    assert list_categories(W001, wang)[1].checked_on == date(2026, 3, 31)


def test_an_unknown_category_is_refused(wang):
    with pytest.raises(Refused, match="不认识的人员类别"):
        note(wang, "贫困户", MARCH)


def test_the_page_records_a_category_and_its_history(wang, sign_in):
    client = sign_in("chen")
    typed = {"category": "低保", "holds": "yes", "valid_from": "2026-03-01", "source": "县民政局名单", "checked_on": ""}
    answer = client.post(f"/w/W001/workers/{wang}/category", data=typed)
    assert answer.status_code == 302
    page = client.get(answer.location).text
    assert "县民政局名单" in page
    assert "登记类别:低保,2026-03-01 起" in page


def test_the_page_without_a_source_keeps_what_was_typed(wang, sign_in):
    typed = {"category": "低保", "holds": "yes", "valid_from": "2026-03-01", "source": ""}
    answer = sign_in("chen").post(f"/w/W001/workers/{wang}/category", data=typed)
    assert answer.status_code == 400
    assert "请填写来源" in answer.text
    assert 'value="2026-03-01"' in answer.text
