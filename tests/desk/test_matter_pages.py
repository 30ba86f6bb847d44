"""Pages of the desk: a matter is listed, handled, corrected and closed by hand; strangers find nothing; long lists cost the same."""

import io
import re

import pytest

from tests.conftest import NOW, W001
from tests.desk.cast import objected, picture, raised, work_three_days
from tests.pay.stage import CHEN, MARCH, Stage, a_new_worker, at, count_statements
from workshop.desk.actions.families import add_household, add_member, tell_work
from workshop.desk.actions.liaison import record_visit, set_liaison
from workshop.desk.actions.steps import add_words, close_matter
from workshop.desk.queries.matters import list_matters
from workshop.desk.queries.one_matter import get_matter
from workshop.desk.rules.matters import Injury
from workshop.pay.actions import compute_run, publish_slips
from workshop.people.actions import add_workers
from workshop.store.audit import Actor
from workshop.store.database import fetch_all

DESK = "/w/W001/desk"
ON = at(31)


@pytest.fixture
def stage(app) -> Stage:
    stage = Stage()
    work_three_days(stage, paid=False)
    return stage


@pytest.fixture
def paid(stage) -> Stage:
    compute_run(CHEN, NOW, W001, MARCH)
    publish_slips(CHEN, NOW, W001, MARCH)
    return stage


@pytest.fixture
def chen(stage, sign_in):
    return sign_in("chen")


def step(client, key, act, **told):
    return client.post(f"{DESK}/matters/{key}/step", data={"act": act, **told}, follow_redirects=True)


def test_an_empty_desk_says_what_it_is_for(app, sign_in):
    assert "工人在手机上提的" in sign_in("chen").get(f"{DESK}/matters").text


def test_open_matters_are_listed_with_their_clock_and_liaison(chen, stage):
    set_liaison(CHEN, NOW, W001, "周小凤", "10000000007", at(1))
    raised(stage)
    page = chen.get(f"{DESK}/matters").text
    assert "SX-2026-0001" in page
    assert "过期" in page
    assert "周小凤" in page


def test_the_words_of_an_injury_are_not_on_the_list(chen, stage):
    raised(stage, "injury", "针扎了食指")
    assert "食指" not in chen.get(f"{DESK}/matters").text


def test_the_list_is_sifted_by_kind_state_and_name(chen, stage):
    close_matter(CHEN, NOW, W001, raised(stage), "not", "没有少")
    raised(stage, "injury", "针扎了手", number="002")
    assert "陈小梅" in chen.get(f"{DESK}/matters?kind=injury").text
    assert "陈小梅" not in chen.get(f"{DESK}/matters?kind=request").text
    assert "办结:不属实" in chen.get(f"{DESK}/matters?show=closed").text
    assert "陈小梅" not in chen.get(f"{DESK}/matters?q=王桂香").text


def test_the_office_writes_a_matter_for_somebody_without_a_phone(chen, stage):
    told = {"worker": "001", "topic": "price", "text": "缝合应是 0.22 元", "paper": "意见本第 3 页", "fen": "36.50"}
    page = chen.post(f"{DESK}/matters/new?kind=dispute", data=told, follow_redirects=True).text
    assert "缝合应是 0.22 元" in page
    assert fetch_all("SELECT fen, way FROM matter") == [(3650, "paper")]


def test_an_injury_is_written_with_its_facts(chen, stage):
    told = {"worker": "王桂香", "first": "2026-03-30", "body": "食指", "text": "针扎了", "witness": "李秀英"}
    page = chen.post(f"{DESK}/matters/new?kind=injury", data=told, follow_redirects=True).text
    assert "2026-04-29 前" in page
    assert "李秀英" in page


@pytest.mark.parametrize(
    ("kind", "told", "sentence"),
    [
        ("dispute", {"worker": "001", "topic": "price"}, "请写是什么事"),
        ("dispute", {"worker": "nobody", "topic": "price", "text": "x"}, "没有找到"),
        ("dispute", {"topic": "price", "text": "x"}, "哪一位工人"),
        ("request", {"worker": "001", "topic": "advance", "fen": "abc"}, "abc"),
        ("injury", {"worker": "001", "first": "昨天"}, "不是日期"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(chen, kind, told, sentence):
    answer = chen.post(f"{DESK}/matters/new?kind={kind}", data=told)
    assert answer.status_code == 400
    assert sentence in answer.text


def test_a_matter_goes_its_way_by_hand(chen, stage):
    key = raised(stage)
    assert "已记下" in step(chen, key, "do", text="问了班组长").text
    step(chen, key, "say", text="那天赶货", said_by="周师傅", said_on="2026-03-30")
    step(chen, key, "answer", text="正在查,周五答复")
    page = step(chen, key, "close", outcome="partly", text="补发 80 元").text
    assert "办结:部分属实" in page
    assert "周师傅 2026-03-30" in page
    assert "重新打开" in step(chen, key, "reopen", text="本人不服").text


def test_what_is_refused_keeps_what_was_typed(chen, stage):
    answer = step(chen, raised(stage), "close", text="补发 80 元,从下月工资里补")
    assert answer.status_code == 400
    assert "请选结果" in answer.text
    assert "补发 80 元,从下月工资里补" in answer.text


def test_an_objection_travels_to_the_corrected_entry_and_back(chen, paid):
    key = objected(paid)
    page = chen.get(f"{DESK}/matters/{key}").text
    assert "少记了:少 20 双" in page
    gone = chen.get(f"{DESK}/matters/{key}/mend/entries?on=2026-03-02", follow_redirects=True)
    assert "回到 未编号" in gone.text
    told = {"good": "620", "defect_own": "", "defect_other": "", "reason": "漏数一捆"}
    assert "回到 未编号" in chen.post("/w/W001/day/entries/e1", data=told, follow_redirects=True).text
    page = chen.get(f"{DESK}/matters/{key}").text
    assert "漏数一捆" in page
    link = re.findall(r'name="link" value="(output/[^"]+)"', page)[0]
    assert "更正:产量" in step(chen, key, "link", link=link).text
    assert "回到" not in chen.get("/w/W001/day/entries?on=2026-03-02").text
    step(chen, key, "close", outcome="founded", text="补 20 双")
    assert fetch_all("SELECT accepted, text FROM objection_answer") in ([(1, "补 20 双")], [(True, "补 20 双")])


def test_what_lies_under_it_says_who_typed_it_where(chen, paid):
    page = chen.get(f"{DESK}/matters/{objected(paid)}").text
    assert "缝合 600 双" in page
    assert "办公室录入" in page
    assert "校验值" in page


def test_an_injury_is_completed_and_its_filing_noted(chen, stage):
    key = raised(stage, "injury", "针扎了手", injury=Injury(at(30)))
    told = {"first": "2026-03-30", "hospital": "卫生院", "text": "针扎了手"}
    assert "已补充" in chen.post(f"{DESK}/matters/{key}/injury", data=told, follow_redirects=True).text
    assert "2026-03-31 做了" in step(chen, key, "filed", said_on="2026-03-31").text
    assert get_matter(W001, key, ON).injury.hospital == "卫生院"


def test_a_scan_is_put_with_it_shown_and_taken_away(chen, stage):
    key = raised(stage)
    file = (io.BytesIO(picture()), "本子.jpg")
    chen.post(f"{DESK}/matters/{key}/scans", data={"document": "记录本", "file": file})
    [scan] = get_matter(W001, key, ON).scans
    assert chen.get(f"{DESK}/scans/{scan.id}").mimetype == "image/jpeg"
    page = chen.post(f"{DESK}/scans/{scan.id}/remove", data={"reason": "拍糊了"}, follow_redirects=True).text
    assert "记录还留着" in page


def test_the_sheet_and_the_bundle_are_files(chen, stage):
    key = raised(stage, first=at(2), last=at(4))
    assert chen.get(f"{DESK}/matters/{key}/sheet.pdf?records=1").data.startswith(b"%PDF")
    told = {"first": "2026-03-01", "last": "2026-03-31", "reason": "仲裁"}
    assert chen.post(f"{DESK}/matters/{key}/bundle.zip", data=told).mimetype == "application/zip"
    assert chen.post(f"{DESK}/matters/{key}/bundle.zip", data=told | {"reason": ""}).status_code == 400


def test_limits_are_shown_as_unchecked_and_set_by_the_manager(stage, sign_in):
    zhang = sign_in("zhang")
    assert "未核对" in zhang.get(f"{DESK}/limits").text
    told = {
        "name": "injury_report",
        "amount": "30",
        "valid_from": "2026-03-01",
        "checked_on": "2026-03-05",
        "source": "",
    }
    assert "2026-03-05 核对" in zhang.post(f"{DESK}/limits", data=told, follow_redirects=True).text
    assert zhang.post(f"{DESK}/limits", data=told | {"amount": "0"}).status_code == 400


def test_the_liaison_is_set_with_a_photo(chen):
    file = (io.BytesIO(picture()), "me.jpg")
    told = {"name": "周小凤", "phone": "10000000007", "valid_from": "2026-03-01", "photo": file}
    assert "周小凤" in chen.post(f"{DESK}/liaison", data=told, follow_redirects=True).text
    [(key,)] = fetch_all("SELECT id FROM liaison")
    assert chen.get(f"{DESK}/liaison/{key}/photo").mimetype == "image/jpeg"
    assert chen.post(f"{DESK}/liaison", data={"name": "周小凤", "valid_from": "2026-03-01"}).status_code == 400


def test_a_visit_is_written_down_under_its_matter_and_its_promise_kept(chen, stage):
    key = raised(stage)
    told = {
        "worker": "001",
        "visited_on": "2026-03-30",
        "way": "home",
        "why": "matter",
        "found": "她说 12 日",
        "promised": "查本子",
    }
    page = chen.post(f"{DESK}/visits/new?matter={key}", data=told, follow_redirects=True).text
    assert "还没办完" in page
    [(visit,)] = fetch_all("SELECT id FROM visit")
    done = {"done_on": "2026-03-31", "text": "查了", "done": "y"}
    assert "办完" in chen.post(f"{DESK}/visits/{visit}", data=done, follow_redirects=True).text
    assert "她说 12 日" in chen.get(f"{DESK}/matters/{key}").text


def test_who_stopped_gets_a_reason(chen, stage):
    assert "王桂香" in chen.get(f"{DESK}/leavers").text
    worker = stage.workers["001"]
    told = {"reason": "farm", "asked_on": "2026-03-30", "answer": "later"}
    page = chen.post(f"{DESK}/leavers/{worker}", data=told, follow_redirects=True).text
    assert "农忙;2026-03-30 问过,过一阵再说" in page
    assert chen.post(f"{DESK}/leavers/{worker}", data={"reason": ""}).status_code == 400


def test_a_family_is_written_down_member_by_member(chen):
    told = {"household_no": "H9001", "head_name": "李老根"}
    page = chen.post(f"{DESK}/families", data=told, follow_redirects=True).text
    assert "户 H9001" in page
    [(home,)] = fetch_all("SELECT id FROM household")
    here = f"{DESK}/families/{home}"
    chen.post(f"{here}/members", data={"name": "李老根", "birth_date": "1980-01-01"})
    [(member,)] = fetch_all("SELECT id FROM family_member")
    assert "还不清楚" in chen.get(here).text
    work = {"work": "none", "valid_from": "2026-03-01", "source": "他说的"}
    page = chen.post(f"{here}/work/member/{member}", data=work, follow_redirects=True).text
    assert "没有一个人有工作" in page
    assert chen.post(f"{here}/work/member/{member}", data=work | {"source": ""}).status_code == 400
    assert "H9001" in chen.get(f"{DESK}/families").text


def test_the_month_has_a_page(chen, stage):
    raised(stage)
    page = chen.get(f"{DESK}/month?month=2026-03").text
    assert "各月末没办结的" in page
    assert "王桂香" not in page
    assert chen.get(f"{DESK}/month?month=nonsense").status_code == 404


def test_the_first_page_says_what_waits_here(chen, stage):
    raised(stage)
    assert "件事项过了期限" in chen.get("/w/W001/").text


def test_strangers_supervisors_and_overseers(stage, sign_in):
    key = raised(stage)
    assert sign_in("zhao").get(f"/w/W002/desk/matters/{key}").status_code == 404
    assert sign_in("zhou").get(f"{DESK}/matters/{key}").status_code == 403
    assert sign_in("sun").get(f"{DESK}/matters/{key}").status_code == 200
    assert step(sign_in("liu"), key, "do", text="x").status_code == 403


def test_long_lists_cost_as_many_reads_as_short_ones(chen, stage):
    def add(numbers) -> None:
        rows = [a_new_worker(f"N{n:03}", f"钱{n}", "standard", "劳动合同", household_no=f"H{n}") for n in numbers]
        ids = add_workers(CHEN, NOW, W001, rows)
        for number, key in ids.items():
            matter = raise_for(key, number)
            add_words(CHEN, NOW, W001, matter, "问了")
            record_visit(CHEN, NOW, W001, at(20), "home", "new", "见到了", worker_id=key)

    def raise_for(key, number) -> int:
        stage.workers[number] = key
        return raised(stage, number=number, actor=Actor(None, "x", "scan"))

    add(range(2))
    home = add_household(CHEN, NOW, W001, "H9001", "李老根")
    tell_work(CHEN, NOW, W001, "none", at(1), "x", member_id=add_member(CHEN, NOW, W001, home, "李老根"))
    addresses = [f"{DESK}/{name}" for name in ("matters", "liaison", "leavers", "families?show=all", "month")]
    addresses += [f"{DESK}/matters/{list_matters(W001, ON)[0].raised.id}", "/w/W001/"]
    few = [count_statements(lambda a=a: chen.get(a)) for a in addresses]
    add(range(10, 40))
    assert len(list_matters(W001, ON)) == 32  # the first read after writing begins anew, as it did above
    assert [count_statements(lambda a=a: chen.get(a)) for a in addresses] == few


def test_a_matter_is_found_by_pinyin_and_by_its_number(chen, stage):
    raised(stage)
    for sought in ("wgx", "桂香", "001", "sx-2026-0001"):
        assert "SX-2026-0001" in chen.get(f"{DESK}/matters?q={sought}").text
    assert "SX-2026-0001" not in chen.get(f"{DESK}/matters?q=cxm").text


def test_five_hundred_matters_can_all_be_reached(chen, stage, monkeypatch):
    monkeypatch.setattr("workshop.desk.paging.SIZE", 3)
    for _ in range(7):
        raised(stage)
    pages = [chen.get(f"{DESK}/matters?page={n}").text for n in (1, 2, 3, 4)]
    assert [page.count('scope="row"') for page in pages] == [3, 3, 1, 1]
    assert "第 3 页,共 3 页" in pages[3]
    assert 'rel="next"' in pages[0]
