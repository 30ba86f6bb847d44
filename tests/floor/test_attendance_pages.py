"""What can be relied on at 考勤: everybody present but the exceptions, the month's grid, a worker's day."""

import re
from datetime import date

import pytest
import time_machine

from tests.conftest import BOSS, NOW, W001
from tests.floor.stage import CHEN, DAY, LI, SEW, WANG, ZHAO, add, all_rows, set_the_stage, worker
from workshop.floor.actions import NewAttendance, NewOutput, record_attendance, record_output, reverse_output
from workshop.floor.queries.attendance import current_days
from workshop.floor.queries.month import load_month
from workshop.floor.rows import AttendanceRow
from workshop.kernel.periods import Period
from workshop.people.rows import WorkerRow
from workshop.store.rows import AuditLeafRow

DAY_PAGE = "/w/W001/attendance"
MONTH = "/w/W001/month"
ALL = {WANG, LI, ZHAO, CHEN}


@pytest.fixture(autouse=True)
def _stage(app):
    set_the_stage()
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def zhou(sign_in):
    return sign_in("zhou")


def standing(on=DAY) -> dict[int, str]:
    return {who: day.status for (who, _), day in current_days(W001, {on}).items() if day.status}


def save_day(client, act="everybody", on=DAY, reason="", **statuses):
    fields = {name.replace("s_", "s-"): status for name, status in statuses.items()}
    return client.post(DAY_PAGE, data={"on": str(on), "act": act, "reason": reason} | fields)


def save_month(client, *changes: str, reason=""):
    return client.post(MONTH, data={"period": "2026-03", "change": list(changes), "reason": reason})


class TestOneDay:
    """全部到 and the exceptions."""

    def test_everybody_is_present_but_the_exceptions(self, zhou):
        assert save_day(zhou, **{f"s_{LI}": "病假"}).status_code == 302
        assert standing() == {WANG: "出勤", LI: "病假", ZHAO: "出勤", CHEN: "出勤"}

    def test_only_what_was_tapped_can_be_saved_too(self, zhou):
        save_day(zhou, act="some", **{f"s_{LI}": "病假"})
        assert standing() == {LI: "病假"}

    def test_everybody_again_changes_nothing(self, zhou):
        save_day(zhou)
        answer = save_day(zhou, **{f"s_{who}": "出勤" for who in ALL})
        assert "没有要改的" in zhou.get(answer.location).text
        assert len(all_rows(AttendanceRow)) == 4

    def test_those_not_in_work_that_day_are_not_present(self, zhou):
        add(WorkerRow, worker(105, "走了", left=date(2026, 3, 29)), worker(106, "没来", hired=date(2026, 3, 31)))
        save_day(zhou)
        assert set(standing()) == ALL

    def test_a_change_needs_a_reason_and_keeps_what_was_tapped(self, zhou):
        save_day(zhou)
        answer = save_day(zhou, act="some", **{f"s_{LI}": "半天"})
        assert answer.status_code == 400
        assert "改动已有的考勤要写原因" in answer.text
        assert re.search(rf'name="s-{LI}" value="半天" checked', answer.text)
        assert save_day(zhou, act="some", reason="下午请假", **{f"s_{LI}": "半天"}).status_code == 302
        assert standing()[LI] == "半天"

    def test_a_change_keeps_the_times_of_a_day_that_stays_attended(self, zhou):
        record_attendance(BOSS, NOW, W001, [NewAttendance(LI, DAY, "出勤", 480, 1080, 60)])
        save_day(zhou, act="some", reason="来晚了", **{f"s_{LI}": "迟到"})
        save_day(zhou, act="some", reason="没来", **{f"s_{LI}": "旷工"})
        clocks = [(row["status"], row["clock_in"], row["overtime_minutes"]) for row in all_rows(AttendanceRow)]
        assert clocks == [("出勤", 480, 60), ("迟到", 480, 60), ("旷工", None, None)]

    def test_a_day_is_taken_back(self, zhou):
        save_day(zhou, act="some", **{f"s_{LI}": "病假"})
        save_day(zhou, act="some", reason="记错人了", **{f"s_{LI}": "-"})
        assert standing() == {}

    @pytest.mark.parametrize("status", ["来了", "\x00", "x" * 5000, "<b>"])
    def test_a_status_that_is_none_is_refused_by_name(self, zhou, status):
        answer = save_day(zhou, **{f"s_{LI}": status})
        assert answer.status_code == 400
        assert "不是认识的考勤" in answer.text
        assert standing() == {}

    def test_a_stranger_in_the_form_changes_nothing(self, zhou):
        save_day(zhou, act="some", **{"s_999": "出勤", "s_x": "出勤"})
        assert standing() == {}

    def test_tomorrow_is_not_recorded(self, zhou):
        assert save_day(zhou, on=date(2026, 4, 1)).status_code == 400

    def test_work_without_a_row_is_named(self, zhou):
        record_output(BOSS, NOW, W001, [NewOutput("E1", DAY, WANG, SEW, 1_000, 0, 0)])
        assert zhou.get(f"{DAY_PAGE}?on={DAY}").text.count("有产量") == 1

    def test_an_auditor_reads_only(self, sign_in):
        sun = sign_in("sun")
        text = sun.get(f"{DAY_PAGE}?on={DAY}").text
        assert "王桂香" in text
        assert "全部到" not in text
        assert save_day(sun).status_code == 403
        assert sign_in("wang").get(DAY_PAGE).status_code == 403
        assert sign_in("zhao").get(DAY_PAGE).status_code == 404

    def test_it_is_on_the_record(self, zhou):
        save_day(zhou)
        assert all_rows(AuditLeafRow)[-1]["action"] == "attendance.record"


class TestMonth:
    """The grid of people and days."""

    def squares(self, who=WANG) -> dict[int, tuple[str, str]]:
        grid = load_month(W001, Period(2026, 3), date(2026, 3, 31))
        [line] = [line for line in grid.lines if line.person.id == who]
        return {day.on.day: tuple(square) for day, square in zip(grid.days, line.squares, strict=True)}

    def test_changes_are_saved_together(self, zhou):
        answer = save_month(zhou, f"{WANG}|2026-03-02|出勤", f"{WANG}|2026-03-03|事假", f"{LI}|2026-03-02|半天")
        assert answer.status_code == 302
        assert "已保存 3 处考勤" in zhou.get(answer.location).text
        assert standing(date(2026, 3, 2)) == {WANG: "出勤", LI: "半天"}

    def test_the_last_change_of_a_square_holds(self, zhou):
        save_month(zhou, f"{WANG}|2026-03-02|出勤", f"{WANG}|2026-03-02|事假")
        assert standing(date(2026, 3, 2)) == {WANG: "事假"}

    def test_a_change_of_what_is_recorded_needs_a_reason_and_stays_on_the_page(self, zhou):
        save_month(zhou, f"{WANG}|2026-03-02|出勤")
        answer = save_month(zhou, f"{WANG}|2026-03-02|旷工")
        assert answer.status_code == 400
        assert "改动已有的考勤要写原因" in answer.text
        assert f'name="change" value="{WANG}|2026-03-02|旷工"' in answer.text
        save_month(zhou, f"{WANG}|2026-03-02|旷工", reason="没来")
        assert standing(date(2026, 3, 2)) == {WANG: "旷工"}

    @pytest.mark.parametrize(
        ("change", "sentence"),
        [
            ("", "不是一处考勤"),
            ("x|2026-03-02|出勤", "不是一处考勤"),
            (f"{'9' * 30}|2026-03-02|出勤", "不是一处考勤"),
            ("999|2026-03-02|出勤", "花名册里没有这个人"),
            (f"{WANG}|2026-02-30|出勤", "不是一个日期"),
            (f"{WANG}|2026-04-01|出勤", "还没到"),
            (f"{WANG}|2026-01-02|出勤", "才入职"),
            (f"{WANG}|2026-03-02|\x00", "不是认识的考勤"),
            (f"{WANG}|2026-03-02", "一处"),
        ],
    )
    def test_a_bad_change_is_named_and_the_others_wait(self, zhou, change, sentence):
        answer = save_month(zhou, f"{LI}|2026-03-02|出勤", change)
        if change == f"{WANG}|2026-03-02":  # an empty status of a day without a row is nothing to save
            assert answer.status_code == 302
            return
        assert answer.status_code == 400
        assert sentence in answer.text
        assert f'value="{LI}|2026-03-02|出勤"' in answer.text
        assert all_rows(AttendanceRow) == []

    @pytest.mark.parametrize("period", ["abc", "2026-13", "0001-01", "2026-03-H3", "９"])
    def test_a_month_that_is_none_is_refused_with_a_sentence(self, zhou, period):
        answer = zhou.get(MONTH, query_string={"period": period})
        assert answer.status_code == 400
        assert "不是一个月份" in answer.text

    def test_the_first_and_the_last_month_have_neighbours(self, zhou):
        assert zhou.get(f"{MONTH}?period=2000-01").status_code == 200
        assert zhou.get(f"{MONTH}?period=2099-12").status_code == 200

    def test_work_without_a_row_and_rows_without_work_are_marked(self):
        record_output(BOSS, NOW, W001, [NewOutput("E1", date(2026, 3, 2), WANG, SEW, 1_000, 0, 0)])
        rows = [NewAttendance(WANG, date(2026, 3, 3), "出勤"), NewAttendance(LI, date(2026, 3, 3), "出勤")]
        record_attendance(BOSS, NOW, W001, rows)
        assert self.squares()[2] == ("hand", "件")
        assert self.squares()[3] == ("idle", "√°")
        assert self.squares(LI)[3] == ("", "√")  # nobody counts this one's pieces

    def test_work_that_was_reversed_is_no_work(self):
        record_output(BOSS, NOW, W001, [NewOutput("E1", date(2026, 3, 2), WANG, SEW, 1_000, 0, 0)])
        reverse_output(BOSS, NOW, W001, "E1", "记错人了")
        assert self.squares()[2] == ("", "")

    def test_leave_with_work_on_the_same_day_is_marked(self):
        record_output(BOSS, NOW, W001, [NewOutput("E1", date(2026, 3, 2), WANG, SEW, 1_000, 0, 0)])
        record_attendance(BOSS, NOW, W001, [NewAttendance(WANG, date(2026, 3, 2), "病假")])
        assert self.squares()[2] == ("hand", "☆件")

    def test_days_outside_the_employment_are_no_squares(self, zhou):
        add(WorkerRow, worker(105, "短工", hired=date(2026, 3, 10), left=date(2026, 3, 12)))
        squares = self.squares(105)
        assert [on for on, (look, _) in squares.items() if look != "out"] == [10, 11, 12]

    def test_every_exception_has_its_own_shape(self, zhou):
        from workshop.floor.rules.checks import STATUSES
        from workshop.floor.rules.grid import KEYS

        assert len(set(STATUSES.values())) == len(STATUSES) == 10
        keys = "".join(KEYS.values())
        assert len(set(keys)) == len(keys)

    def test_an_auditor_reads_only(self, sign_in):
        sun = sign_in("sun")
        text = sun.get(f"{MONTH}?period=2026-03").text
        assert "王桂香" in text
        assert "data-changes" not in text
        assert save_month(sun, f"{WANG}|2026-03-02|出勤").status_code == 403


class TestWorkersDay:
    """One worker's day with its versions."""

    PAGE = f"/w/W001/attendance/{WANG}/{DAY}"

    def save(self, client, **fields):
        plain = {"status": "出勤", "clock_in": "7:50", "clock_out": "18:05", "overtime_minutes": "60", "reason": ""}
        return client.post(self.PAGE, data=plain | fields)

    def test_times_are_recorded(self, zhou):
        assert self.save(zhou).status_code == 302
        day = current_days(W001, {DAY})[(WANG, DAY)]
        assert day == (1, "出勤", 470, 1085, 60)

    def test_full_width_times_are_times(self, zhou):
        self.save(zhou, clock_in="７：５０")
        assert current_days(W001, {DAY})[(WANG, DAY)].clock_in == 470

    def test_every_version_is_shown_with_its_reason(self, zhou):
        self.save(zhou)
        self.save(zhou, status="迟到", reason="八点半才到")
        text = zhou.get(self.PAGE).text
        assert "八点半才到" in text
        assert text.count('class="struck"') == 1

    @pytest.mark.parametrize(
        ("fields", "sentence"),
        [
            ({"clock_in": "25:00"}, "不是上班时间"),
            ({"clock_in": "早上"}, "「早上」不是上班时间"),
            ({"clock_out": "7:00"}, "下班不能早于上班"),
            ({"overtime_minutes": "-5"}, "不是分钟数"),
            ({"overtime_minutes": "1e9"}, "不是分钟数"),
            ({"overtime_minutes": "9999"}, "分钟数应在"),
            ({"status": "来了"}, "考勤"),
            ({"reason": "a\x00"}, "控制字符"),
        ],
    )
    def test_what_cannot_be_is_named_and_what_was_typed_stays(self, zhou, fields, sentence):
        answer = self.save(zhou, **fields)
        assert answer.status_code == 400
        assert sentence in answer.text
        assert standing() == {}

    def test_a_change_without_a_reason_is_refused(self, zhou):
        self.save(zhou)
        answer = self.save(zhou, status="旷工")
        assert answer.status_code == 400
        assert "要写原因" in answer.text

    @pytest.mark.parametrize("address", ["999", "9" * 30, "x", "-1"])
    def test_nobody_has_no_day(self, zhou, address):
        assert zhou.get(f"/w/W001/attendance/{address}/{DAY}").status_code == 404
        assert zhou.get(f"/w/W001/attendance/{WANG}/2026-99-99").status_code == 400
