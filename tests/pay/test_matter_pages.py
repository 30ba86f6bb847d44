"""Pages of a month's groups, of problems and their mends, of answers to slips and of offsets."""

import io
import re
from datetime import date

import pytest
from PIL import Image
from sqlalchemy import text

from tests.conftest import BOSS, NOW, W001
from tests.databases import drop_trigger
from tests.pay.stage import CHEN, MARCH, ZHANG, Stage, a_new_worker, at, count_statements
from workshop.floor.actions import NewAttendance, record_attendance
from workshop.pay.actions import (
    NewAllowance,
    add_allowances,
    approve_run,
    compute_run,
    lock_run,
    object_to_slip,
    publish_slips,
)
from workshop.pay.pages import agreed, runs
from workshop.pay.queries.answers import list_objections
from workshop.pay.queries.runs import count_blocking, find_run
from workshop.people.actions import add_workers
from workshop.store.audit import Actor
from workshop.store.database import db, fetch_all
from workshop.store.transaction import transaction

PAY = "/w/W001/pay"
RUN = f"{PAY}/2026-03"
OWN = Actor(None, "王桂香", "scan")


@pytest.fixture
def stage(app, monkeypatch) -> Stage:
    for module in (runs, agreed):
        monkeypatch.setattr(module, "civil_today", lambda: date(2026, 4, 2))
    stage = Stage()
    stage.work_a_month()
    return stage


@pytest.fixture
def chen(stage, sign_in):
    return sign_in("chen")


def lock():
    approve_run(ZHANG, NOW, W001, MARCH)
    return lock_run(CHEN, NOW, W001, MARCH)


def work_late(stage, number="001"):
    rows = [NewAttendance(stage.workers[number], at(day), "出勤", 480, 1200, 600) for day in (2, 3, 4, 5)]
    record_attendance(BOSS, NOW, W001, rows, on=at(31), reason="补记加班")


def test_the_month_shows_its_three_groups_and_computes_them_with_one_click(chen):
    page = chen.get(PAY).text
    assert "一键计算到期的 3 组" in page
    assert page.count("等计算") == 3
    page = chen.post(f"{PAY}/due", data={"month": "2026-03"}, follow_redirects=True).text
    assert "已算好 3 组:2026年3月上半月、2026年3月下半月、2026年3月" in page
    assert page.count("等另一位同事审核") == 3
    assert "没有到期还没算的组" in chen.post(f"{PAY}/due", data={"month": "2026-03"}, follow_redirects=True).text


def test_another_month_can_be_asked_for_but_none_that_is_to_come(chen):
    assert "2026年2月工资" in chen.get(f"{PAY}?month=2026-02").text
    assert chen.get(f"{PAY}?month=2026-06").status_code == 404
    assert chen.get(f"{PAY}?month=x").status_code == 404


def test_a_page_that_is_behind_is_told_instead_of_computing_over_it(stage, chen, sign_in):
    compute_run(ZHANG, NOW, W001, MARCH)
    page = chen.post(f"{PAY}/compute", data={"period": "2026-03", "seen": ""}, follow_redirects=True).text
    assert "刚由 张主任 算过" in page
    seen = re.search(r'name="seen" value="([^"]+)"', chen.get(RUN).text)[1]
    page = chen.post(f"{PAY}/compute", data={"period": "2026-03", "seen": seen}, follow_redirects=True).text
    assert "已算好" in page


@pytest.mark.parametrize(
    ("change", "address"),
    [
        ("UPDATE output SET price = NULL WHERE date = '2026-03-02'", "/w/W001/operations/"),
        ("DELETE FROM minimum_wage", "/w/W001/pay/law"),
        ("DELETE FROM attendance WHERE date = '2026-03-02'", "/2026-03-02"),
        ("UPDATE worker SET leave_date = '2026-03-20' WHERE worker_no = '001'", "/w/W001/workers/"),
    ],
)
def test_each_problem_leads_to_the_page_where_it_is_mended(stage, chen, change, address):
    with transaction(BOSS, NOW):
        for table in ("output", "attendance"):
            drop_trigger(f"{table}_no_update")
            drop_trigger(f"{table}_no_delete")
        db.session.execute(text(change))
    for page in (
        chen.get(RUN).text,
        chen.post(f"{PAY}/compute", data={"period": "2026-03"}, follow_redirects=True).text,
    ):
        links = re.findall(r'class="mend" href="([^"]+)"', page)
        mine = [link for link in links if address in link]
        assert mine
        assert chen.get(mine[0]).status_code == 200


def test_problems_stand_by_kind_with_their_number(stage, chen):
    compute_run(CHEN, NOW, W001, MARCH)
    page = chen.get(RUN).text
    assert re.search(r"<summary>没有身份证号 <b>3</b>", page)
    assert page.index("没有身份证号 <b>") < page.index("没有银行卡 <b>")


def test_the_slips_of_a_run_are_found_and_narrowed(stage, chen):
    compute_run(CHEN, NOW, W001, MARCH)
    assert names(chen.get(f"{RUN}?q=王").text) == ["王桂香"]
    assert names(chen.get(f"{RUN}?q=cxm").text) == ["陈小梅"]
    assert names(chen.get(f"{RUN}?q=004").text) == ["李秀英"]
    assert names(chen.get(f"{RUN}?show=zero").text) == []
    assert names(chen.get(f"{RUN}?show=asked").text) == ["王桂香", "陈小梅", "李秀英"]


def names(page: str) -> list[str]:
    return re.findall(r'<th scope="row"><a href="[^"]+/slips/\d+">([^<]+)</a>', page)


def test_the_manager_acknowledges_on_the_page_and_the_reason_is_shown_on_run_and_slip(stage, chen, sign_in):
    work_late(stage)
    work_late(stage, "002")
    run = compute_run(CHEN, NOW, W001, MARCH)
    assert "认可勾选的" not in chen.get(RUN).text
    zhang = sign_in("zhang")
    page = zhang.get(RUN).text
    boxes = dict(re.findall(r'name="(sentence-\d+)" value="([^"]+)"', page))
    workers = [stage.workers["001"], stage.workers["002"]]
    told = {"kind": "hours", "worker": workers, "reason": "本人书面同意,下月补休"} | boxes
    page = zhang.post(f"{RUN}/acknowledge", data=told, follow_redirects=True).text
    assert "已认可 2 处" in page
    assert "本人书面同意,下月补休" in page
    assert count_blocking(W001, run.id) == 0
    assert "本人书面同意,下月补休" in chen.get(f"{RUN}/slips/{workers[0]}").text
    assert chen.post(f"{RUN}/acknowledge", data=told).status_code == 403


def test_one_person_is_enough_only_after_the_manager_says_so(stage, sign_in):
    zhang = sign_in("zhang")
    zhang.post(f"{PAY}/compute", data={"period": "2026-03"})
    assert "审核通过" not in zhang.get(RUN).text
    page = zhang.post(
        f"{PAY}/four-eyes", data={"needed": "0", "reason": "只有一名管理人员"}, follow_redirects=True
    ).text
    assert "只有一名管理人员" in page
    zhang.post(f"{RUN}/approve")
    assert "本人计算本人审核" in zhang.get(RUN).text


def test_what_came_after_the_computing_is_shown_before_anybody_approves(stage, chen):
    chen.post(f"{PAY}/compute", data={"period": "2026-03"})
    assert "计算以后又有" not in chen.get(RUN).text
    with transaction(BOSS, NOW):
        db.session.execute(text("UPDATE pay_run SET computed_at = '2026-03-01 00:00:00'"))
    stage.output("001", at(30), 5)
    add_allowances(BOSS, NOW, W001, [NewAllowance(None, "高温", "month", 100, False, True)])
    page = chen.get(RUN).text
    assert "计算以后又有" in page
    assert "津贴 1 笔" in page


def test_a_returned_run_says_why(stage, chen, sign_in):
    compute_run(CHEN, NOW, W001, MARCH)
    approve_run(ZHANG, NOW, W001, MARCH)
    sign_in("zhang").post(f"{RUN}/return", data={"reason": "少了一人"})
    assert "退回:少了一人" in chen.get(RUN).text


def test_slips_are_published_and_signed_on_paper(stage, chen):
    compute_run(CHEN, NOW, W001, MARCH)
    assert "已公布 3 张" in chen.post(f"{RUN}/publish", follow_redirects=True).text
    wang = stage.workers["001"]
    told = {"worker": [wang], "paper": "签字表第 1 页", "scan": a_scan()}
    page = chen.post(f"{RUN}/signed", data=told, follow_redirects=True).text
    assert "已登记 1 人签字确认" in page
    assert "签字表第 1 页" in chen.get(f"{RUN}/answers?show=confirmed").text
    told = {"everyone": "y", "paper": "签字表第 2 页", "scan": a_scan()}
    assert "已登记 2 人签字确认" in chen.post(f"{RUN}/signed", data=told, follow_redirects=True).text


def a_scan(colour: str = "white") -> tuple[io.BytesIO, str]:
    """A photo of a page."""
    kept = io.BytesIO()
    Image.new("RGB", (40, 60), colour).save(kept, "PNG")
    return io.BytesIO(kept.getvalue()), "签字表.png"


@pytest.mark.parametrize("scan", [None, (b"no picture", "x.jpg")])
def test_without_the_scan_of_the_sheet_nobody_has_signed(stage, chen, scan):
    compute_run(CHEN, NOW, W001, MARCH)
    told = {"worker": [stage.workers["001"]], "paper": "签字表第 1 页"}
    told |= {"scan": (io.BytesIO(scan[0]), scan[1])} if scan else {}
    answer = chen.post(f"{RUN}/signed", data=told)
    assert answer.status_code == 400
    assert "照片" in answer.text
    assert fetch_all("SELECT COUNT(*) FROM slip_answer") == [(0,)]


def test_the_scan_of_a_signed_sheet_is_shown_and_lies_sealed(stage, chen, sign_in):
    compute_run(CHEN, NOW, W001, MARCH)
    told = {"worker": [stage.workers["001"]], "paper": "签字表第 1 页", "scan": a_scan("red")}
    chen.post(f"{RUN}/signed", data=told)
    [(key, content)] = fetch_all("SELECT id, content FROM signed_sheet")
    assert not bytes(content).startswith(b"\xff\xd8")
    shown = chen.get(f"/w/W001/pay/signed-sheets/{key}")
    assert (shown.mimetype, shown.data[:2]) == ("image/jpeg", b"\xff\xd8")
    assert f"/pay/signed-sheets/{key}" in chen.get(f"{RUN}/answers").text
    assert sign_in("zhao").get(f"/w/W001/pay/signed-sheets/{key}").status_code == 404
    assert sign_in("zhao").get(f"/w/W002/pay/signed-sheets/{key}").status_code == 404


def test_a_sheet_of_which_a_name_is_refused_leaves_no_scan(stage, chen):
    compute_run(CHEN, NOW, W001, MARCH)
    told = {"worker": [stage.workers["003"]], "paper": "签字表第 1 页", "scan": a_scan()}
    assert chen.post(f"{RUN}/signed", data=told).status_code == 400
    assert fetch_all("SELECT COUNT(*) FROM signed_sheet") == [(0,)]


@pytest.mark.parametrize(
    ("told", "sentence"), [({"paper": "签字表"}, "没有勾选人"), ({"worker": [1]}, "请填写签字的纸在哪里")]
)
def test_a_signature_without_a_name_or_a_paper_is_told_at_its_field(stage, chen, told, sentence):
    compute_run(CHEN, NOW, W001, MARCH)
    answer = chen.post(f"{RUN}/signed", data=told | {"scan": a_scan()})
    assert answer.status_code == 400
    assert sentence in answer.text


def test_an_objection_is_put_down_answered_and_shown(stage, chen):
    compute_run(CHEN, NOW, W001, MARCH)
    wang = stage.workers["001"]
    told = {"position": "1", "reason": "少记了", "text": "3月12日少 20 双"}
    page = chen.post(f"{RUN}/slips/{wang}/object", data=told, follow_redirects=True).text
    assert "异议已记下" in page
    assert "缝合 15,600 双 × 0.20 元" in page
    assert "1 条等答复" in chen.get(f"{RUN}/answers").text
    [objection] = list_objections(W001, "2026-03")
    answer = {"text": "补 20 双", "accepted": "1"}
    page = chen.post(f"{PAY}/objections/{objection.id}", data=answer, follow_redirects=True).text
    assert "补 20 双" in page
    assert "改好了,只重算此人" in page


def test_an_open_objection_is_said_before_the_lock_and_the_others_can_be_locked(stage, chen):
    compute_run(CHEN, NOW, W001, MARCH)
    object_to_slip(OWN, NOW, W001, MARCH, stage.workers["001"], 0, "单价不对")
    approve_run(ZHANG, NOW, W001, MARCH)
    assert "先锁定其他人" in chen.get(RUN).text
    assert "有异议" in chen.post(f"{RUN}/lock", follow_redirects=True).text
    page = chen.post(f"{RUN}/lock", data={"others": "1"}, follow_redirects=True).text
    assert "异议未答复:单价不对" in page
    assert find_run(W001, "2026-03").workers == 2


def test_a_locked_allowance_is_put_right_on_the_page(stage, chen):
    wang = stage.workers["001"]
    add_allowances(BOSS, NOW, W001, [NewAllowance(wang, "全勤奖", "month", 20_000, False, True)])
    compute_run(CHEN, NOW, W001, MARCH)
    lock()
    address = f"{RUN}/slips/{wang}/matters"
    target = re.search(r'<option value="(line-\d+)">应发:全勤奖', chen.get(address).text)[1]
    told = {"target": target, "amount": "150", "reason": "名单抄错"}
    page = chen.post(f"{RUN}/slips/{wang}/offset", data=told, follow_redirects=True).text
    assert "进入他的下一期工资" in page
    answer = chen.post(f"{RUN}/slips/{wang}/offset", data=told)
    assert answer.status_code == 400
    assert "已经冲正过" in answer.text
    key = re.search(r"/offsets/(\d+)", chen.get(address).text)[1]
    assert (
        "冲正已撤回"
        in chen.post(f"{RUN}/slips/{wang}/offsets/{key}", data={"reason": "弄错"}, follow_redirects=True).text
    )


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"target": "line-1", "amount": "1", "reason": "x"}, "冲销记错的记录再重录"),
        ({"target": "whole-0", "amount": "abc", "reason": "x"}, "应是数字"),
        ({"target": "whole-0", "amount": "10", "reason": ""}, "请填写原因"),
        ({"target": "whole-0", "amount": "10", "reason": "x"}, "写明补的是什么"),
        ({"target": "'; --", "amount": "10", "reason": "x"}, "请选要冲正的一项"),
    ],
)
def test_a_wrong_offset_is_told_and_what_was_typed_stays(stage, chen, told, sentence):
    compute_run(CHEN, NOW, W001, MARCH)
    lock()
    answer = chen.post(f"{RUN}/slips/{stage.workers['001']}/offset", data=told)
    assert answer.status_code == 400
    assert sentence in answer.text
    assert f'value="{told["amount"]}"' in answer.text


def test_a_leaver_is_paid_from_the_page_of_the_month(stage, chen):
    rows = [a_new_worker("005", "孙大姐", "standard", "劳动合同", hire_date=at(2), leave_date=at(10))]
    stage.workers |= add_workers(BOSS, NOW, W001, rows)
    stage.output("005", at(2), 50)
    assert "孙大姐" in chen.get(PAY).text
    page = chen.post(f"{RUN}/leaving", data={"worker": stage.workers["005"]}, follow_redirects=True).text
    assert "2026年3月(离职结算)" in page
    assert "已离职、还没结清" not in chen.get(PAY).text
    assert "等另一位同事审核" in chen.get(PAY).text
    page = chen.post(f"{RUN}/leaving", data={"worker": 5}, follow_redirects=True)
    assert page.status_code == 404


def test_overseers_read_answers_and_write_none(stage, sign_in):
    compute_run(CHEN, NOW, W001, MARCH)
    liu = sign_in("liu")
    assert liu.get(f"{RUN}/answers").status_code == 200
    assert liu.get(f"{RUN}/slips/{stage.workers['001']}/matters").status_code == 200
    assert liu.post(f"{RUN}/publish").status_code == 403
    assert sign_in("zhao").get(f"{RUN}/answers").status_code == 404


def test_the_pages_ask_the_same_number_of_questions_however_many_workers(stage, chen):
    compute_run(CHEN, NOW, W001, MARCH)
    publish_slips(CHEN, NOW, W001, MARCH)
    wang = stage.workers["001"]
    addresses = [PAY, RUN, f"{RUN}?q=w", f"{RUN}/answers", f"{RUN}/slips/{wang}/matters"]
    few = [count_statements(lambda a=a: chen.get(a)) for a in addresses]
    more = [a_new_worker(f"1{n:02}", "周师傅", "standard", "劳动合同") for n in range(40)]
    stage.workers |= add_workers(BOSS, NOW, W001, more)
    compute_run(CHEN, NOW, W001, MARCH)
    publish_slips(CHEN, NOW, W001, MARCH)
    for n in range(40):
        object_to_slip(CHEN, NOW, W001, MARCH, stage.workers[f"1{n:02}"], 0, "单价不对")
    assert [count_statements(lambda a=a: chen.get(a)) for a in addresses] == few
