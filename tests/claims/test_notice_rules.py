"""How long a notice hangs, what is to be done next, and what would make somebody doubt it."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from workshop.claims.rules.paperwork import Notice
from workshop.claims.rules.posting.days import count_days, is_working
from workshop.claims.rules.posting.doubts import list_doubts, tell_taken
from workshop.claims.rules.posting.standing import (
    Listed,
    check_finish,
    check_take_down,
    find_changes,
    find_next,
    tell_lacks,
    tell_result,
)
from workshop.claims.rules.posting.values import Objection, Photo, Posting, PublicNotice
from workshop.kernel.faults import Refused
from workshop.people.office_days import ARRANGED, arranged_days, office_calendar
from workshop.people.seed import FEASTS, statutory_days

OFFICES = office_calendar(
    {day: name for year in FEASTS for day, name in statutory_days(year).items()}, tuple(FEASTS), {}
)
AT = datetime(2026, 3, 2, 2, 0)


def m(month: int, day: int, year: int = 2026) -> date:
    return date(year, month, day)


@pytest.mark.parametrize(
    ("put_up", "days", "last"),
    [
        (m(12, 14, 2023), 7, m(12, 20, 2023)),  # as offices posted it: both days count
        (m(8, 17, 2023), 10, m(8, 26, 2023)),  # the last day was a Saturday and counted
        (m(9, 19, 2023), 7, m(9, 25, 2023)),
        (m(3, 2), 1, m(3, 2)),
        (m(2, 14), 7, m(2, 20)),  # over the Spring Festival: every day counts
        (m(2, 26), 5, m(3, 2)),  # over the end of a month
        (m(12, 28), 7, m(1, 3, 2027)),  # into a year of which nothing is known: not asked
    ],
)
def test_plain_days_are_counted_with_both_ends(put_up: date, days: int, last: date):
    assert count_days(put_up, days, False, OFFICES).last == last


@pytest.mark.parametrize(
    ("put_up", "days", "first", "last"),
    [
        (m(3, 2), 5, m(3, 2), m(3, 6)),  # Monday to Friday
        (m(3, 3), 5, m(3, 3), m(3, 9)),  # over a weekend
        (m(3, 6), 1, m(3, 6), m(3, 6)),
        (m(3, 7), 5, m(3, 9), m(3, 13)),  # up on a Saturday: counts from Monday
        (m(2, 13), 5, m(2, 13), m(2, 26)),  # over the Spring Festival, its Saturday worked
        (m(2, 14), 2, m(2, 14), m(2, 24)),  # up on the Saturday that is worked
        (m(2, 24), 5, m(2, 24), m(2, 28)),  # ends on the other one
        (m(2, 25), 5, m(2, 25), m(3, 2)),
        (m(9, 29), 7, m(9, 29), m(10, 13)),  # over the National Day
        (m(5, 7), 3, m(5, 7), m(5, 9)),  # Saturday the 9th is worked
    ],
)
def test_working_days_leave_out_rest_and_take_worked_saturdays(put_up: date, days: int, first: date, last: date):
    count = count_days(put_up, days, True, OFFICES)
    assert (count.first, count.last) == (first, last)


def test_the_count_says_which_days_it_left_out_and_which_it_took():
    sentence = count_days(m(2, 13), 5, True, OFFICES).sentence
    assert sentence == (
        "公示 5 个工作日,2月13日(周五)算第 1 天,到2月26日(周四)满;休息日和节假日不算(2月15日至23日);2月14日调休上班,算"
    )
    assert "最后一天是周末,照样算" in count_days(m(3, 2), 7, False, OFFICES).sentence


def test_where_a_year_is_not_known_the_last_day_is_not_guessed():
    count = count_days(m(12, 28), 7, True, OFFICES)
    assert count.last is None
    assert "2027 年的放假和调休没有登记" in count.sentence


def test_what_the_county_entered_comes_before_what_the_program_brings():
    entered = office_calendar(statutory_days(2026), (2026,), {m(2, 14): True})
    assert count_days(m(2, 13), 2, True, entered).last == m(2, 24)


def test_from_any_day_exactly_so_many_working_days_hang_and_both_ends_are_worked():
    for ahead in range(0, 3 * 365 - 20, 7):
        put_up, days = m(1, 1, 2024) + timedelta(days=ahead), 1 + ahead % 10
        count = count_days(put_up, days, True, OFFICES)
        assert count.last
        whole = [count.first + timedelta(days=at) for at in range((count.last - count.first).days + 1)]
        worked = [day for day in whole if is_working(day, OFFICES)]
        assert (len(worked), worked[0], worked[-1]) == (days, count.first, count.last)
        before = [put_up + timedelta(days=at) for at in range((count.first - put_up).days)]
        assert not [day for day in before if is_working(day, OFFICES)]


@pytest.mark.parametrize("year", ARRANGED)
def test_moved_days_are_weekdays_off_and_weekends_worked(year: int):
    days = arranged_days(year)
    assert {day.weekday() > 4 for day, off in days.items() if off} == {False}
    assert {day.weekday() > 4 for day, off in days.items() if not off} == {True}
    assert not set(days) & set(statutory_days(year))


def posting(**more) -> Posting:
    facts = {"round": 1, "on": m(3, 2), "last": m(3, 8), "place": "村公示栏", "paper": "", "sheet": 2}
    return Posting(**{**facts, "counted": "", "reason": "", "at": AT, "by": "陈会计", **more})


def photo(moment: str = "up", taken: datetime | None = datetime(2026, 3, 2, 9, 0), **more) -> Photo:
    facts = {"id": 1, "round": 1, "attachment_id": None, "file_name": "墙.jpg", "media_type": "image/jpeg"}
    return Photo(**{**facts, "moment": moment, "taken": taken, "at": datetime(2026, 3, 9), "by": "陈会计", **more})


def objection(**more) -> Objection:
    facts = {"id": 1, "on": m(3, 4), "way": "电话", "who": "", "worker_id": 7, "name": "王桂香", "text": "没来上班"}
    return Objection(**{**facts, "by": "陈会计", **more})


def notice(**more) -> PublicNotice:
    facts = {"id": 1, "claim_id": 1, "programme": "yanshi", "kind": "", "posted_by": "村委会", "days": 7}
    facts |= {"working_days": False, "basis": "文件要 7 天", "postings": (posting(),), "photos": (photo(),)}
    return PublicNotice(**facts | more)


OPEN = objection()
SETTLED = objection(outcome="unfounded", handled="核对了考勤", handled_on=m(3, 6))


@pytest.mark.parametrize(
    ("standing", "on", "stage"),
    [
        (notice(photos=()), m(3, 2), "photo"),
        (notice(), m(3, 2), "hanging"),
        (notice(), m(3, 8), "hanging"),  # the last day counts whole
        (notice(), m(3, 9), "take_down"),
        (notice(objections=(OPEN,)), m(3, 8), "hanging"),
        (notice(objections=(OPEN,)), m(3, 9), "objections"),
        (notice(objections=(SETTLED,)), m(3, 9), "take_down"),
        (notice(taken_down=m(3, 9)), m(3, 9), "finish"),
        (notice(finished=m(3, 9), result="公示期满无异议"), m(3, 9), "finished"),
        (notice(postings=(posting(), posting(round=2, on=m(3, 5), last=m(3, 11)))), m(3, 9), "photo"),
    ],
)
def test_one_next_step_at_a_time(standing: PublicNotice, on: date, stage: str):
    assert find_next(standing, on).stage == stage


@pytest.mark.parametrize(
    ("standing", "on", "sentence"),
    [
        (notice(), m(3, 8), "当天也算"),
        (notice(photos=()), m(3, 9), "没有张贴的照片"),
        (notice(photos=(photo("down"),)), m(3, 9), "没有张贴的照片"),
        (notice(objections=(OPEN,)), m(3, 9), "1 起异议没有处理"),
        (notice(finished=m(3, 9)), m(3, 9), "已经登记过"),
    ],
)
def test_a_result_waits_for_the_time_the_photo_and_every_objection(standing: PublicNotice, on: date, sentence: str):
    with pytest.raises(Refused, match=sentence):
        check_finish(standing, on)


def test_twin_with_all_of_them_there_is_a_result():
    check_finish(notice(objections=(SETTLED,)), m(3, 9))


def test_it_comes_down_only_after_the_last_day():
    with pytest.raises(Refused, match="那天以后才能撤"):
        check_take_down(notice(), m(3, 8))
    check_take_down(notice(), m(3, 9))


def test_the_result_says_how_many_objected_and_what_came_of_it():
    assert tell_result(notice()) == "公示期满无异议"
    gone = objection(outcome="founded", handled="查实", taken_off=True)
    assert tell_result(notice(objections=(SETTLED, gone))) == (
        "公示期内收到异议 2 起,已全部处理,属实或部分属实 1 起,其中 1 人已从申领中去掉"
    )


RULES = (Notice(by="村委会", where=("村",), days=7), Notice(by="县人社局", where=("政府网站",), days=7))


@pytest.mark.parametrize(
    ("notices", "lacks"),
    [
        ((), ("文件要村委会公示,还没有登记张贴",)),
        ((notice(posted_by="车间", finished=m(3, 9)),), ("文件要村委会公示,还没有登记张贴",)),
        ((notice(),), ("村委会的公示:公示中(2026-03-08 满)",)),
        ((notice(finished=m(3, 9)),), ()),
        (
            (notice(finished=m(3, 9), objections=(objection(outcome="founded", handled="查实", taken_off=True),)),),
            ("王桂香因异议要从申领中去掉,现在还在名单里",),
        ),
    ],
)
def test_what_is_demanded_of_us_is_told_until_it_is_finished(notices: tuple, lacks: tuple):
    assert tell_lacks(RULES, notices, m(3, 8), frozenset({7})) == lacks


def test_a_list_that_grew_since_it_hung_has_to_hang_anew():
    posted = Listed({1: 600, 2: 400}, 1000)
    assert find_changes(posted, posted) == ""
    assert find_changes(posted, Listed({1: 600}, 600)) == ""  # somebody was taken off
    assert find_changes(posted, Listed({1: 600, 3: 400}, 1000)) == "多了 1 人"
    assert find_changes(posted, Listed({1: 601, 2: 300}, 901)) == "1 人的金额变多"
    assert find_changes(Listed({1: 0}, 5000), Listed({1: 0}, 6000)) == "总金额变多"


@pytest.mark.parametrize(
    ("shown", "doubt"),
    [
        (photo(), ""),
        (photo(taken=None), ""),
        (photo(taken=datetime(2026, 3, 1, 23, 59)), "在张贴(2026-03-02)以前"),
        (photo(taken=datetime(2026, 3, 9, 0, 0)), "公示期(2026-03-08 止)已经过了"),
        (photo("down", datetime(2026, 3, 7, 9, 0)), "还没有满期"),
        (photo("down", datetime(2026, 3, 8, 18, 0)), ""),
        (photo(taken=datetime(2027, 3, 2, 9, 0)), "比上传还晚"),
        (photo(elsewhere=True), "同一个文件"),
    ],
)
def test_a_photo_that_contradicts_what_was_put_down_is_told(shown: Photo, doubt: str):
    found = list_doubts(notice(photos=(shown,)))
    assert bool(found) == bool(doubt)
    assert doubt in "".join(found)


def test_a_list_made_after_it_hung_and_a_record_made_afterwards_are_told():
    assert "墙上的可能不是这份名单" in list_doubts(notice(), datetime(2026, 3, 4, 1, 0))[0]
    late = notice(postings=(posting(at=datetime(2026, 3, 20)),), photos=())
    assert list_doubts(late) == ["2026-03-20 才登记,那时公示期已经过了"]


def test_what_a_file_says_of_its_day_is_told_as_its_own_word():
    assert "这个时间可以改,只作参考" in tell_taken(photo())
    assert "文件里没有拍摄时间" in tell_taken(replace(photo(), taken=None))
