"""What can be relied on at the day sheet 日报表."""

import re
from datetime import date

import pytest
import time_machine

from tests.conftest import BOSS, NOW, W001
from tests.counting import count_statements
from tests.floor.stage import (
    CHEN,
    DAY,
    LI,
    SEW,
    TURN,
    UNPRICED,
    WANG,
    WEIGH,
    ZHAO,
    add,
    all_rows,
    set_the_stage,
    worker,
)
from workshop.floor.actions import NewOutput, record_output
from workshop.floor.rows import OutputRow
from workshop.floor.rules.sheet import exact_amount, format_exact
from workshop.people.rows import WorkerRow
from workshop.store.database import db
from workshop.store.rows import AuditLeafRow

PAGE = f"/w/W001/day?on={DAY}&operation={SEW}"


@pytest.fixture(autouse=True)
def _stage(app):
    set_the_stage()
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def zhou(sign_in):
    return sign_in("zhou")


def save(client, operation=SEW, on=DAY, band="", **typed):
    fields = {"on": str(on), "operation": str(operation), "band": band}
    fields |= {name.replace("_of_", "-"): value for name, value in typed.items()}
    return client.post("/w/W001/day", data=fields)


def good(**numbers: str) -> dict[str, str]:
    return {f"good_of_{globals()[name]}": text for name, text in numbers.items()}


def goods() -> dict[int, int]:
    return {row["worker_id"]: row["good"] for row in all_rows(OutputRow)}


def test_a_number_each_is_saved_in_one_go(zhou):
    answer = save(zhou, **good(WANG="120", LI="98"))
    assert answer.status_code == 302
    assert goods() == {WANG: 120_000, LI: 98_000}
    assert "2 人,合格共 218 双" in zhou.get(answer.location).text


def test_full_width_digits_are_digits(zhou):
    save(zhou, **good(WANG="１２"))
    assert goods() == {WANG: 12_000}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("-5", "「-5」数量不能是负数"),
        ("1e9", "「1e9」数量应是数字"),
        ("NaN", "「NaN」数量应是数字"),
        ("45.5", "「45.5」按双计数,只能填整数"),
        ("约100", "「约100」数量应是数字"),
        ("1000001", "数量大得不像真的"),
        ("9" * 400, "数量应是数字"),
        ("12\x00", "数量应是数字"),
        ("<b>", "「&lt;b&gt;」数量应是数字"),
        ("=1+1", "数量应是数字"),
        ("1,200", "数量应是数字"),
        ("٣", "数量应是数字"),
        ("𠮷", "数量应是数字"),
        ("1e2000000", "数量应是数字"),
    ],
)
def test_a_bad_number_is_named_and_nothing_typed_is_lost(zhou, typed, sentence):
    answer = save(zhou, **good(WANG="120", LI=typed))
    assert answer.status_code == 400
    assert sentence in answer.text
    assert f'name="good-{WANG}" value="120"' in answer.text
    assert re.search(rf'name="good-{LI}"[^>]*aria-invalid="true"', answer.text)
    assert not re.search(rf'name="good-{WANG}"[^>]*aria-invalid', answer.text)
    assert goods() == {}


def test_an_empty_sheet_says_so(zhou):
    answer = save(zhou, **good(WANG="", LI=" "))
    assert "一个数也没有填" in zhou.get(answer.location).text
    assert goods() == {}


def test_nothing_and_zero_are_no_entries(zhou):
    save(zhou, **good(WANG="0", LI="7"))
    assert goods() == {LI: 7_000}


def test_defects_of_both_kinds_are_recorded(zhou):
    save(zhou, **{f"defect_own_of_{WANG}": "3", f"defect_other_of_{WANG}": "2"})
    [row] = all_rows(OutputRow)
    assert (row["good"], row["defect_own"], row["defect_other"]) == (0, 3_000, 2_000)


def test_weights_take_decimals(zhou):
    save(zhou, operation=WEIGH, **good(WANG="12.345"))
    assert goods() == {WANG: 12_345}


def test_a_worker_who_left_meanwhile_is_named_and_the_rest_stays_typed(zhou):
    add(WorkerRow, worker(105, "走了", left=date(2026, 3, 1)))
    answer = save(zhou, **good(WANG="120"), **{"good_of_105": "5"})
    assert answer.status_code == 400
    assert "走了 2026-03-01 已离职" in answer.text
    assert 'value="120"' in answer.text


@pytest.mark.parametrize("stranger", ["good_of_999", "good_of_9999999999999999999999", "good_of_x"])
def test_a_field_of_nobody_is_no_entry_and_no_error_page(zhou, stranger):
    assert save(zhou, **{stranger: "5"}).status_code in (302, 400)
    assert goods() == {}


def test_tomorrow_cannot_be_recorded(zhou):
    answer = save(zhou, on=date(2026, 4, 1), **good(WANG="5"))
    assert answer.status_code == 400
    assert "还没到" in answer.text


@pytest.mark.parametrize("day", ["abc", "2026-02-30", "0001-01-01", "9999-12-31", "2026-3-3", "２０２６-03-30"])
def test_a_day_that_is_none_is_refused_with_a_sentence(zhou, day):
    answer = zhou.get("/w/W001/day", query_string={"on": day})
    assert answer.status_code == 400
    assert "不是一个日期" in answer.text


@pytest.mark.parametrize("operation", ["", "999", "x", "9" * 40, "-1"])
def test_an_operation_that_is_none_asks_for_one(zhou, operation):
    assert "先选今天做的工序" in zhou.get("/w/W001/day", query_string={"on": DAY, "operation": operation}).text
    assert save(zhou, operation=operation, **good(WANG="5")).status_code == 400


def test_a_band_against_the_calendar_is_refused_with_the_numbers_kept(zhou):
    answer = save(zhou, band="holiday", **good(WANG="120"))
    assert answer.status_code == 400
    assert "按日历不能记为「法定节假日」" in answer.text
    assert 'value="120"' in answer.text


def test_overtime_is_written_by_the_supervisor(zhou):
    save(zhou, band="overtime", **good(WANG="120"))
    assert all_rows(OutputRow)[0]["band"] == "overtime"


def test_the_operation_stays_until_another_is_chosen(zhou):
    zhou.get(PAGE)
    assert re.search(rf'<option value="{SEW}" selected', zhou.get("/w/W001/day").text)
    zhou.get(f"/w/W001/day?operation={TURN}")
    assert re.search(rf'<option value="{TURN}" selected', zhou.get("/w/W001/day").text)


def test_those_of_the_last_time_come_first(zhou):
    rows = [NewOutput(f"E{who}", date(2026, 3, 27), who, SEW, 1000, 0, 0) for who in (CHEN, ZHAO)]
    record_output(BOSS, NOW, W001, rows)
    names = re.findall(r'<th scope="row">(\S+)', zhou.get(PAGE).text)
    assert names == ["赵大山", "陈小梅", "王桂香", "李秀英"]


def test_only_people_in_work_that_day_are_listed(zhou):
    add(WorkerRow, worker(105, "走了", left=date(2026, 3, 29)), worker(106, "没来", hired=date(2026, 3, 31)))
    names = re.findall(r'<th scope="row">(\S+)', zhou.get(PAGE).text)
    assert names == ["王桂香", "李秀英", "赵大山", "陈小梅"]


def test_what_is_recorded_stands_beside_the_name_with_its_correction(zhou):
    save(zhou, **good(WANG="37"))
    text = zhou.get(PAGE).text
    assert "✓ 37" in text
    assert "2.96 元" in text  # 37 × 0.08
    assert f"/w/W001/day/entries/{all_rows(OutputRow)[0]['id']}" in text


def test_a_days_value_is_exact():
    assert format_exact(exact_amount(37_000, 125)) == "0.4625"
    assert format_exact(exact_amount(12_345, 12_345)) == "15.2399025"
    assert format_exact(exact_amount(1_000_000, 8_000)) == "800.00"
    assert format_exact(-exact_amount(37_000, 125)) == "-0.4625"


def test_an_operation_without_a_price_is_recorded_and_the_page_says_so(zhou):
    answer = save(zhou, operation=UNPRICED, **good(WANG="5"))
    assert "还没有单价" in zhou.get(answer.location).text
    assert goods() == {WANG: 5_000}


def test_an_auditor_reads_and_has_nothing_to_fill_in(sign_in):
    sun = sign_in("sun")
    text = sun.get(PAGE).text
    assert "王桂香" in text
    assert "good-101" not in text
    assert save(sun, **good(WANG="5")).status_code == 403


def test_a_worker_and_a_stranger_have_no_day_sheet(sign_in):
    assert sign_in("wang").get(PAGE).status_code == 403
    assert sign_in("zhao").get(PAGE).status_code == 404
    assert save(sign_in("zhao"), **good(WANG="5")).status_code == 404


def test_saving_is_on_the_record(zhou):
    save(zhou, **good(WANG="5", LI="6"))
    leaf = all_rows(AuditLeafRow)[-1]
    assert (leaf["action"], leaf["actor_name"]) == ("output.record", "周师傅")


def test_the_same_sheet_sent_twice_is_saved_once(zhou):
    fields = {"on": str(DAY), "operation": str(SEW), f"good-{WANG}": "5", "nonce": "once-only-nonce"}
    for _ in range(2):
        assert zhou.post("/w/W001/day", data=fields).status_code in (302, 303)
    assert goods() == {WANG: 5_000}


def more_people(count: int) -> None:
    """As many more people, each with an entry on the day and on the day before."""
    from tests.floor.stage import terms
    from workshop.people.rows import WorkerTermsRow

    add(WorkerRow, *(worker(2000 + n, f"新人{n}") for n in range(count)))
    add(WorkerTermsRow, *(terms(2000 + n) for n in range(count)))
    days = (date(2026, 3, 27), DAY)
    rows = [NewOutput(f"M{n}-{on}", on, 2000 + n, SEW, 1000, 0, 0) for n in range(count) for on in days]
    record_output(BOSS, NOW, W001, rows)


@pytest.mark.parametrize(
    "address", [PAGE, f"/w/W001/day/entries?on={DAY}", "/w/W001/month?period=2026-03", f"/w/W001/attendance?on={DAY}"]
)
def test_a_page_costs_as_many_statements_for_five_people_as_for_five_hundred(zhou, address):
    more_people(1)
    few = count_statements(lambda: zhou.get(address))
    db.session.remove()
    add(WorkerRow, *(worker(3000 + n, f"又一{n}") for n in range(495)))
    rows = [NewOutput(f"N{n}", DAY, 3000 + n, TURN, 1000, 0, 0) for n in range(495)]
    record_output(BOSS, NOW, W001, rows)
    assert count_statements(lambda: zhou.get(address)) == few
