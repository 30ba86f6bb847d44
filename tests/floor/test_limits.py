"""工时提醒: each limit with its figure, its article and its edge; a leave without its reason."""

from datetime import date, timedelta

import pytest

from tests.conftest import BOSS, NOW, W001
from tests.counting import count_statements
from tests.floor.stage import LI, WANG, ZHAO, set_the_stage
from workshop.floor.actions import NewAttendance, NewHours, record_attendance, record_hours
from workshop.floor.queries.limits import list_limit_warnings, load_timed_month
from workshop.floor.rules.limits import TimedDay, TimedMonth, find_warnings
from workshop.kernel.periods import Period, days_between
from workshop.store.database import fetch_all

MARCH = Period(2026, 3)
END = date(2026, 3, 31)


def warn(*days: TimedDay, system: str = "standard", until: date = END) -> list[tuple[str, str]]:
    month = TimedMonth(WANG, "101", "王桂香", system, days)
    return [(one.code, one.message) for one in find_warnings(month, MARCH, until)]


def timed(first: int, last: int, minutes: int = 0, overtime: int = 0, status: str = "出勤") -> list[TimedDay]:
    return [TimedDay(date(2026, 3, day), minutes, overtime, status) for day in range(first, last + 1)]


def test_part_time_above_four_hours_on_average(app):
    assert warn(*timed(2, 4, 241), system="part_time") == [
        ("part_time_day", "非全日制平均每天 4 小时 1 分,超过 4 小时(3 天共 12 小时 3 分)")
    ]
    assert warn(*timed(2, 4, 240), system="part_time") == []


def test_one_long_day_among_short_ones_is_within_the_average():
    days = [*timed(2, 2, 360), *timed(3, 5, 200)]
    assert warn(*days, system="part_time") == []


def test_part_time_above_twenty_four_hours_a_week():
    assert warn(*timed(2, 7, 240), TimedDay(date(2026, 3, 8), 0), system="part_time") == []
    found = warn(*timed(2, 7, 240), TimedDay(date(2026, 3, 8), 1), system="part_time")
    assert found == [("part_time_week", "非全日制 3月2日至3月8日 这一周 24 小时 1 分,超过 24 小时")]


def test_a_week_that_began_last_month_is_counted_whole():
    before = [TimedDay(date(2026, 2, day), 300) for day in range(23, 28)]
    assert [code for code, _ in warn(*before, *timed(1, 1, 10), system="part_time")] == ["part_time_week"]


def test_full_time_has_no_such_week():
    assert warn(*timed(2, 7, 600)) == []


def test_more_than_three_hours_of_overtime_on_a_day():
    assert warn(*timed(2, 2, overtime=181)) == [("overtime_day", "3月2日 加班 3 小时 1 分,超过 3 小时")]
    assert warn(*timed(2, 2, overtime=180)) == []


def test_more_than_thirty_six_hours_of_overtime_in_a_month():
    assert warn(*timed(2, 13, overtime=180)) == []
    assert warn(*timed(2, 13, overtime=180), *timed(14, 14, overtime=1)) == [
        ("overtime_month", "本月加班 36 小时 1 分,超过 36 小时")
    ]


@pytest.mark.parametrize("system", ["flexible", "contract"])
def test_who_knows_no_overtime_is_not_warned_of_it(system):
    assert warn(*timed(2, 2, overtime=500), system=system) == []


def test_thirty_one_of_thirty_one_days():
    assert warn(*timed(1, 31)) == [("no_rest", "31 天出勤 31 天,一天也没有休息。请核对考勤,或安排休息")]
    assert warn(*timed(1, 30), TimedDay(END, status="休息")) == []


def test_a_month_that_has_begun_is_judged_after_two_weeks():
    assert warn(*timed(1, 13), until=date(2026, 3, 13)) == []
    assert [code for code, _ in warn(*timed(1, 14), until=date(2026, 3, 14))] == ["no_rest"]


def test_a_leave_without_its_reason():
    days = (TimedDay(date(2026, 3, 5), status="病假"), TimedDay(date(2026, 3, 6), status="事假", reason="孩子开家长会"))
    assert warn(*days) == [("leave_reason", "3月5日 病假没有写原因")]


def test_every_limit_names_its_article_and_the_reason_is_the_houses_own():
    month = TimedMonth(WANG, "101", "王桂香", "part_time", tuple(timed(1, 31, 300, 200)))
    articles = {one.code: one.article for one in find_warnings(month, MARCH, END)}
    assert articles == {
        "part_time_day": "劳动合同法第六十八条",
        "part_time_week": "劳动合同法第六十八条",
        "overtime_day": "劳动法第四十一条",
        "overtime_month": "劳动法第四十一条",
        "no_rest": "劳动法第三十八条",
    }


# from what is recorded


@pytest.fixture
def shop(app):
    set_the_stage()
    return app


def found() -> list[tuple[str, str]]:
    return [(one.worker, one.code) for one in list_limit_warnings(W001, MARCH, END)]


def test_overtime_of_the_sheet_and_of_the_hours_is_not_counted_twice(shop):
    record_attendance(BOSS, NOW, W001, [NewAttendance(ZHAO, date(2026, 3, 5), "出勤", 480, 1320, 170)])
    record_hours(BOSS, NOW, W001, [NewHours("h-00000001", date(2026, 3, 5), ZHAO, "装车", 170, None, "overtime")])
    (day,) = next(one for one in load_timed_month(W001, MARCH) if one.worker_id == ZHAO).days
    assert (day.minutes, day.overtime) == (170, 170)


def test_the_whole_month_attended_is_found_in_the_table(shop):
    rows = [NewAttendance(LI, on, "出勤") for on in days_between(MARCH.first, MARCH.last)]
    record_attendance(BOSS, NOW, W001, rows)
    assert found() == [("李秀英", "no_rest")]


def test_the_reason_of_a_leave_is_kept_with_it(shop):
    on = date(2026, 3, 5)
    record_attendance(BOSS, NOW, W001, [NewAttendance(LI, on, "病假")], reason="发烧")
    assert found() == []
    assert fetch_all("SELECT status, reason, version FROM attendance") == [("病假", "发烧", 1)]


def test_a_reason_that_was_missing_can_be_added(shop):
    on = date(2026, 3, 5)
    record_attendance(BOSS, NOW, W001, [NewAttendance(LI, on, "病假")])
    assert found() == [("李秀英", "leave_reason")]
    record_attendance(BOSS, NOW, W001, [NewAttendance(LI, on, "病假")], reason="发烧")
    assert found() == []
    again = record_attendance(BOSS, NOW, W001, [NewAttendance(LI, on, "病假")], reason="发烧")
    assert again.ids == ()


def test_what_the_program_writes_itself_is_no_reason(shop):
    on = date(2026, 3, 5)
    for reason in ("平板补记", "导入考勤表", ""):
        record_attendance(BOSS, NOW, W001, [NewAttendance(LI, on, "病假")], reason=reason)
    assert fetch_all("SELECT version, reason FROM attendance") == [(1, "")]


def test_the_page_lists_them_and_leads_to_the_day(shop, sign_in):
    record_attendance(BOSS, NOW, W001, [NewAttendance(LI, date(2026, 3, 5), "病假")])
    page = sign_in("zhou").get("/w/W001/limits?period=2026-03").text
    assert "李秀英(102)" in page
    assert "3月5日 病假没有写原因" in page
    assert f"/w/W001/attendance/{LI}/2026-03-05" in page


def test_a_reason_is_added_on_the_page_of_the_day(shop, sign_in):
    record_attendance(BOSS, NOW, W001, [NewAttendance(LI, date(2026, 3, 5), "病假")])
    data = {"status": "病假", "reason": "发烧,有病历"}
    assert sign_in("zhou").post(f"/w/W001/attendance/{LI}/2026-03-05", data=data).status_code == 302
    assert found() == []


def test_as_many_questions_for_five_hundred_as_for_five(app):
    set_the_stage(people=500)
    counts = []
    for people in (range(1000, 1005), range(1005, 1500)):
        rows = [NewAttendance(who, date(2026, 3, 1) + timedelta(days=n), "出勤") for who in people for n in range(10)]
        record_attendance(BOSS, NOW, W001, rows)
        counts.append(count_statements(lambda: list_limit_warnings(W001, MARCH, END)))
    assert counts[0] == counts[1]
