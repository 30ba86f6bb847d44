"""What can be relied on at 当天明细 and its corrections."""

from datetime import date

import pytest
import time_machine

from tests.conftest import BOSS, NOW, W001
from tests.floor.stage import DAY, LI, SEW, UNPRICED, WANG, ZHAO, add, all_rows, price, set_the_stage
from workshop.floor.actions import (
    NewHours,
    NewOutput,
    NewShare,
    NewTeamOutput,
    lock_days,
    record_hours,
    record_output,
    record_team_output,
    reverse_output,
)
from workshop.floor.rows import HoursRow, OutputRow, TeamOutputRow
from workshop.prices.rows import PriceRow
from workshop.store.rows import AuditLeafRow

LIST = f"/w/W001/day/entries?on={DAY}"
ENTRY = "/w/W001/day/entries/E1"


@pytest.fixture(autouse=True)
def _stage(app):
    set_the_stage()
    with time_machine.travel(NOW, tick=False):
        rows = [NewOutput("E1", DAY, WANG, SEW, 37_000, 2_000, 0), NewOutput("E2", DAY, LI, SEW, 50_000, 0, 0)]
        record_output(BOSS, NOW, W001, rows)
        yield


@pytest.fixture
def zhou(sign_in):
    return sign_in("zhou")


def correct(client, act="correct", **fields):
    plain = {"good": "38", "defect_own": "2", "defect_other": "", "reason": "数错了", "act": act}
    return client.post(ENTRY, data=plain | fields)


def goods() -> int:
    return sum(row["good"] for row in all_rows(OutputRow) if row["worker_id"] == WANG)


def test_the_day_is_listed_with_its_exact_value(zhou):
    text = zhou.get(LIST).text
    assert "王桂香" in text
    assert "李秀英" in text
    assert "6.96" in text  # 87 × 0.08


def test_one_worker_is_picked_out(zhou):
    text = zhou.get(f"{LIST}&worker={WANG}").text
    assert '<th scope="row">王桂香' in text
    assert '<th scope="row">李秀英' not in text


@pytest.mark.parametrize("nobody", ["999", "'", "<b>", "x" * 3000])
def test_picking_nobody_shows_nothing_and_breaks_nothing(zhou, nobody):
    answer = zhou.get("/w/W001/day/entries", query_string={"on": str(DAY), "worker": nobody})
    assert answer.status_code == 200
    assert '<th scope="row">' not in answer.text


def test_a_correction_replaces_the_numbers_and_strikes_the_old_ones(zhou):
    assert correct(zhou).status_code == 302
    assert goods() == 38_000
    text = zhou.get(LIST).text
    assert text.count('class="struck"') == 2
    assert "数错了" in text


def test_a_reversal_takes_the_entry_back(zhou):
    assert correct(zhou, act="reverse").status_code == 302
    assert goods() == 0


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"reason": ""}, "请填写原因"),
        ({"reason": "x" * 201}, "200"),
        ({"reason": "a\x00"}, "控制字符"),
        ({"good": "-5"}, "「-5」数量不能是负数"),
        ({"good": "1e9"}, "数量应是数字"),
        ({"good": "NaN"}, "数量应是数字"),
        ({"good": "45.5"}, "只能填整数"),
        ({"defect_own": "两个"}, "「两个」数量应是数字"),
        ({"good": "37"}, "数量和原来一样"),
    ],
)
def test_a_bad_correction_is_named_at_its_field_and_keeps_what_was_typed(zhou, fields, sentence):
    answer = correct(zhou, **fields)
    assert answer.status_code == 400
    assert sentence in answer.text
    if "reason" not in fields:
        assert 'value="数错了"' in answer.text
    assert goods() == 37_000
    assert len(all_rows(OutputRow)) == 2


def test_full_width_digits_are_digits(zhou):
    correct(zhou, good="３８")
    assert goods() == 38_000


def test_what_was_corrected_meanwhile_is_not_corrected_again(zhou):
    reverse_output(BOSS, NOW, W001, "E1", "记错人了")
    answer = correct(zhou)
    assert answer.status_code == 400
    assert goods() == 0


def test_an_entry_that_is_not_there_is_not_found(zhou, sign_in):
    assert zhou.get("/w/W001/day/entries/nothing").status_code == 404
    assert zhou.post("/w/W001/day/entries/nothing", data={"reason": "x"}).status_code == 404
    assert sign_in("zhao").get("/w/W002/day/entries/E1").status_code == 404
    assert sign_in("zhao").get(ENTRY).status_code == 404


def test_an_imported_number_with_a_stroke_has_its_page_too(zhou):
    record_output(BOSS, NOW, W001, [NewOutput("3月/30#7?", DAY, WANG, SEW, 1_000, 0, 0)])
    assert "/w/W001/day/entries/3%E6%9C%88/30%237%3F" in zhou.get(LIST).text
    assert zhou.get("/w/W001/day/entries/3月/30%237%3F").status_code == 200


def test_a_correction_of_a_locked_day_says_where_it_goes(zhou):
    lock_days(BOSS, NOW, W001, [WANG], DAY)
    correct(zhou)
    assert "补录" in zhou.get(LIST).text


def test_an_auditor_reads_and_corrects_nothing(sign_in):
    sun = sign_in("sun")
    assert "保存更正" not in sun.get(ENTRY).text
    assert correct(sun).status_code == 403
    assert goods() == 37_000


def test_a_correction_is_on_the_record_with_its_reason(zhou):
    correct(zhou)
    told = [leaf for leaf in all_rows(AuditLeafRow) if leaf["actor_name"] == "周师傅" and "output" in leaf["action"]]
    assert [leaf["action"] for leaf in told] == ["output.reverse", "output.record"]
    assert all("数错了" in leaf["detail"] for leaf in told)


def test_hours_and_teams_are_listed_and_taken_back(zhou):
    record_hours(BOSS, NOW, W001, [NewHours("H1", DAY, ZHAO, "打包", 240)])
    members = (NewShare(WANG), NewShare(LI))
    record_team_output(BOSS, NOW, W001, [NewTeamOutput("T1", DAY, SEW, 100_000, "equal", "", members)])
    text = zhou.get(LIST).text
    assert "打包" in text
    assert "集体产量" in text
    for kind, key in (("hours", "H1"), ("team", "T1")):
        address = f"/w/W001/day/reverse/{kind}/{key}"
        assert zhou.post(address, data={"reason": "", "on": str(DAY)}).status_code == 400
        assert zhou.post(address, data={"reason": "记错了", "on": str(DAY)}).status_code == 302
        assert zhou.post(address, data={"reason": "记错了", "on": str(DAY)}).status_code == 400
    assert sum(row["minutes"] for row in all_rows(HoursRow)) == 0
    assert sum(row["quantity"] for row in all_rows(TeamOutputRow)) == 0


class TestWithoutPrice:
    """Entries that were recorded before there was a price."""

    @pytest.fixture(autouse=True)
    def _unpriced(self, _stage):
        record_output(BOSS, NOW, W001, [NewOutput("U1", DAY, WANG, UNPRICED, 5_000, 0, 0)])

    def test_the_page_counts_them(self, zhou):
        assert "有 1 条产量还没有单价" in zhou.get(LIST).text

    def test_the_accountant_gives_them_the_price_that_stands_now(self, sign_in):
        chen = sign_in("chen")
        answer = chen.post("/w/W001/day/reprice", data={"on": str(DAY)})
        assert "还是没有单价" in chen.get(answer.location).text
        add(PriceRow, price(UNPRICED, 900, since=date(2026, 3, 1)))
        answer = chen.post("/w/W001/day/reprice", data={"on": str(DAY)})
        assert "1 条已按补上的单价重记" in chen.get(answer.location).text
        assert "还没有单价,工资" not in chen.get(LIST).text

    def test_a_supervisor_does_not(self, zhou):
        assert zhou.post("/w/W001/day/reprice", data={"on": str(DAY)}).status_code == 403
