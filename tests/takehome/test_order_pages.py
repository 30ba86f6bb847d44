"""The office's pages of orders: issuing, the order's own page, returns, corrections, the end."""

import re
from datetime import date

import pytest

from tests.conftest import BOSS, NOW, W001
from tests.counting import count_statements
from tests.floor.stage import LI, SEW, UNPRICED, WANG, add, terms, worker
from tests.takehome.stage import SON, YARN, balance, bring, issue, set_the_home_stage
from workshop.floor.actions import lock_days
from workshop.people.rows import WorkerRow, WorkerTermsRow
from workshop.store.database import db, fetch_all
from workshop.store.transaction import transaction
from workshop.takehome.queries.orders import find_order, list_orders
from workshop.takehome.queries.returns import list_marks, list_members, list_returns, list_supplies

ROOM = "/w/W001/takehome"
NEW = {
    "act": "issue",
    "worker_no": str(LI),
    "op": str(SEW),
    "issued_on": "2026-03-02",
    "due_on": "2026-03-20",
    "materials-0-name": "棉纱",
    "materials-0-unit": "公斤",
    "materials-0-issued": "100",
    "materials-0-per_piece": "1",
    "materials-0-allowance": "2",
    "materials-0-price": "8",
}
BACK = {"returned_on": "2026-03-09", "inspected": "now", "inspected_on": "2026-03-09", "good": "30"}


@pytest.fixture
def stage(app):
    set_the_home_stage()


@pytest.fixture
def zhou(stage, sign_in):
    return sign_in("zhou")


@pytest.fixture
def chen(stage, sign_in):
    return sign_in("chen")


def only_order():
    [found] = list_orders(W001, date(2026, 3, 31), "all")
    return found


def error_at(page: str, field: str) -> str:
    """What stands at a field."""
    found = re.search(rf'id="{field}-error">([^<]+)<', page) or re.search(
        rf'name="{field}"[^>]*>\s*(?:<span[^>]*>[^<]*</span>)?\s*<strong class="error">([^<]+)<', page
    )
    return found[1] if found else ""


def test_a_supervisor_issues_an_order(zhou):
    answer = zhou.post(f"{ROOM}/new", data=NEW | {"bag_no": "12", "paper": "y"})
    found = only_order()
    assert answer.status_code == 303
    assert answer.location.endswith(f"/takehome/orders/{found.id}")
    assert (found.worker_id, found.bag_no, found.price, found.due_on) == (LI, 12, 768, date(2026, 3, 20))
    assert [(m.name, m.per_piece, m.loss_allowance, m.price) for m in found.materials] == [
        ("棉纱", 10_000, 200, 80_000)
    ]
    assert sorted((one.side, one.way) for one in list_marks(W001, found.id)) == [
        ("worker", "paper"),
        ("workshop", "paper"),
    ]


def test_a_household_shares_an_order(zhou):
    shared = {"members-0-worker_no": str(LI), "members-0-weight": "2", "members-1-worker_no": str(SON)}
    zhou.post(f"{ROOM}/new", data=NEW | shared)
    assert [(one.worker_id, one.weight) for one in list_members(W001, only_order().id)] == [(LI, 2), (SON, 1)]


@pytest.mark.parametrize(
    ("typed", "field", "word"),
    [
        ({"worker_no": "999"}, "worker_no", "花名册里没有"),
        ({"worker_no": "112"}, "worker_no", "没满 16 周岁"),
        ({"worker_no": "114"}, "worker_no", "没有出生日期"),
        ({"op": str(UNPRICED)}, "price", "没有单价不能发活"),
        ({"op": ""}, "op", "没有这道工序"),
        ({"op": "x"}, "op", "不在可选的范围"),
        ({"due_on": "2026-03-01"}, "due_on", "早于领料"),
        ({"issued_on": "2125-03-01"}, "issued_on", "还没到"),
        ({"issued_on": ""}, "issued_on", "没有填"),
        ({"bag_no": "0"}, "bag_no", "袋号应是"),
        ({"bag_no": "十二"}, "bag_no", "应是整数"),
        ({"quantity": "1.5"}, "quantity", "整数"),
        ({"price": "0"}, "price", "大于 0"),
        ({"most": "-1"}, "most", "负数"),
        ({"materials-0-name": ""}, "materials-0-name", "物料名称"),
        ({"materials-0-issued": "-1"}, "materials-0-issued", "负数"),
        ({"materials-0-per_piece": "a"}, "materials-0-per_piece", "单耗应是数字"),
        ({"materials-0-allowance": "200"}, "materials-0-allowance", "损耗率"),
        (
            {"materials-1-name": "棉纱", "materials-1-unit": "公斤", "materials-1-issued": "1"},
            "materials-1-name",
            "写了两次",
        ),
        ({"members-0-worker_no": str(SON)}, "members-0-worker_no", "领料人自己不在分成里"),
        ({"members-0-worker_no": "999"}, "members-0-worker_no", "花名册里没有"),
        ({"members-0-worker_no": str(LI), "members-1-worker_no": "101"}, "members-0-worker_no", "不在同一户"),
        ({"members-0-worker_no": str(LI), "members-0-weight": "0"}, "members-0-worker_no", "份数应是"),
    ],
)
def test_what_is_refused_stands_at_its_field_and_stays_typed(zhou, typed, field, word):
    answer = zhou.post(f"{ROOM}/new", data=NEW | {"note": "袋口缝线"} | typed)
    assert answer.status_code == 400
    assert word in error_at(answer.text, field)
    assert 'value="袋口缝线"' in answer.text
    assert list_orders(W001, date(2026, 3, 31), "all") == []


def test_a_bag_that_is_out_is_named_with_its_order(zhou):
    zhou.post(f"{ROOM}/new", data=NEW | {"bag_no": "7", "order_no": "甲-1"})
    answer = zhou.post(f"{ROOM}/new", data=NEW | {"bag_no": "7"})
    assert "装着 甲-1 的活" in error_at(answer.text, "bag_no")


def test_before_issuing_the_price_the_relation_the_age_and_the_load_are_told(zhou):
    page = zhou.post(f"{ROOM}/new", data=NEW | {"act": "check"}).text
    assert "价目表 0.0768 元(2026-01-05 起)" in page
    assert "46 周岁" in page
    assert "承揽:本人登记为承揽,合同是承揽" in page
    assert "未交的活加上这一张共 100 件" in page
    assert list_orders(W001, date(2026, 3, 31), "all") == []


def test_more_rows_keep_what_was_typed(zhou):
    page = zhou.post(f"{ROOM}/new", data=NEW | {"act": "more"}).text
    assert 'name="materials-3-name"' in page
    assert 'value="棉纱"' in page


def test_a_limit_that_blocks_is_let_pass_by_the_office_only(zhou, sign_in):
    chen = sign_in("chen")
    limit = {"valid_from": "2026-01-01", "pieces": "50", "blocks": "y"}
    assert chen.post(f"{ROOM}/people/{LI}/limit", data=limit).status_code == 303
    refused = zhou.post(f"{ROOM}/new", data=NEW | {"accept": "y"})
    assert "超过限额 50" in error_at(refused.text, "quantity")
    assert "请会计或负责人放行" in refused.text
    assert chen.post(f"{ROOM}/new", data=NEW).status_code == 400
    assert chen.post(f"{ROOM}/new", data=NEW | {"accept": "y"}).status_code == 303


def test_the_page_of_an_order_says_where_the_material_is(zhou):
    order = issue()
    bring(order, 30, 2)
    page = zhou.get(f"{ROOM}/orders/{order}").text
    assert re.search(r"领 <b>100</b> 公斤.*合格品里 <b>30</b>.*次品\(自己做坏\) <b>2</b>.*还在家 <b>68</b>", page, re.S)
    assert 'class="p-good" x="0" width="300"' in page
    assert 'class="p-home" x="320" width="680"' in page
    assert "承揽" in page
    assert "0.0768 元/双" in page


def test_part_time_work_at_home_does_not_count_towards_the_hourly_minimum(zhou):
    part_time = terms(WANG, since=date(2026, 2, 1)) | {"hours_system": "part_time"}
    add(WorkerTermsRow, part_time)
    page = zhou.get(f"{ROOM}/orders/{issue(worker_id=WANG)}").text
    assert "外发收入不算进小时最低工资的比较" in page


def test_a_return_is_recorded_and_inspected_at_once(zhou):
    order = issue()
    answer = zhou.post(f"{ROOM}/orders/{order}/return", data=BACK | {"defect_own": "2", "materials-0": "5"})
    assert answer.status_code == 303
    [back] = list_returns(W001, order_id=order)
    assert (back.good, back.defect_own, back.inspected_on) == (30_000, 2_000, date(2026, 3, 9))
    assert balance(order).returned == 5_000


def test_a_return_waits_and_is_inspected_later(zhou):
    order = issue()
    zhou.post(f"{ROOM}/orders/{order}/return", data=BACK | {"inspected": "later"})
    [back] = list_returns(W001, order_id=order, waiting=True)
    assert "待验收" in zhou.get(f"{ROOM}/orders/{order}").text
    typed = {"inspected_on": "2026-03-10", "good": "27", "defect_own": "1", "rework": "2"}
    assert zhou.post(f"{ROOM}/returns/{back.id}/inspect", data=typed).status_code == 303
    pieces = find_order(W001, order).pieces
    assert (pieces.good, pieces.own, pieces.rework, pieces.waiting) == (27_000, 1_000, 2_000, 0)


@pytest.mark.parametrize(
    ("typed", "field", "word"),
    [
        ({"good": "200"}, "good", "只够做 100 件"),
        ({"good": ""}, "good", "没有交货也没有退料"),
        ({"good": "-3"}, "good", "负数"),
        ({"good": "1.5"}, "good", "整数"),
        ({"returned_on": "2026-03-01"}, "returned_on", "领料日期"),
        ({"returned_on": "2125-03-01", "inspected_on": ""}, "returned_on", "还没到"),
        ({"inspected_on": "2026-03-08"}, "inspected_on", "交货日期"),
        ({"inspected": "later", "rework": "2"}, "rework", "还没验收"),
        ({"inspected": "maybe"}, "inspected", "不在可选的范围"),
        ({"materials-0": "200"}, "materials-0", "多过还在外面的 100"),
    ],
)
def test_a_refused_return_stands_at_its_field(zhou, typed, field, word):
    order = issue()
    answer = zhou.post(
        f"{ROOM}/orders/{order}/return",
        data=BACK | {"defect_other": "1", "materials-0": ""} | typed
        if field != "good" or typed["good"]
        else BACK | typed,
    )
    assert answer.status_code == 400
    assert word in error_at(answer.text, field)
    assert list_returns(W001, order_id=order) == []


def test_more_than_was_issued_is_let_pass_by_the_office_only(zhou, sign_in):
    order = issue()
    typed = BACK | {"good": "200", "accept": "y"}
    assert "请会计或负责人放行" in zhou.post(f"{ROOM}/orders/{order}/return", data=typed).text
    assert sign_in("chen").post(f"{ROOM}/orders/{order}/return", data=typed).status_code == 303


def test_a_supply_adds_to_the_balance(zhou):
    order = issue()
    typed = {
        "supplied_on": "2026-03-05",
        "quantities-0": "20",
        "new-name": "罗口",
        "new-unit": "个",
        "new-issued": "40",
    }
    assert zhou.post(f"{ROOM}/orders/{order}/supply", data=typed).status_code == 303
    assert (balance(order).issued, balance(order, 2).issued) == (120_000, 40_000)


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ({}, "没有写补了什么料"),
        ({"quantities-0": "1", "supplied_on": "2026-03-01"}, "领料日期"),
        ({"new-name": "棉纱", "new-unit": "公斤", "new-issued": "1"}, "写了两次"),
    ],
)
def test_a_refused_supply_says_why(zhou, typed, word):
    order = issue()
    answer = zhou.post(f"{ROOM}/orders/{order}/supply", data={"supplied_on": "2026-03-05", "quantities-0": ""} | typed)
    assert answer.status_code == 400
    assert word in answer.text
    assert balance(order).issued == 100_000


def test_the_accountant_corrects_a_return_with_a_reason(chen):
    order = issue()
    back = bring(order, 30).id
    right = {"returned_on": "2026-03-09", "inspected_on": "2026-03-09", "good": "29", "materials-0": ""}
    refused = chen.post(f"{ROOM}/returns/{back}/correct", data=right)
    assert refused.status_code == 400
    assert "要写原因" in error_at(refused.text, "reason")
    assert chen.post(f"{ROOM}/returns/{back}/correct", data=right | {"reason": "数错了"}).status_code == 303
    assert find_order(W001, order).pieces.good == 29_000
    assert "数错了" in chen.get(f"{ROOM}/orders/{order}").text


def test_a_return_is_moved_to_the_order_it_belongs_to(chen):
    wrong, right = issue(order_no="甲-1"), issue(order_no="甲-2")
    back = bring(wrong, 30).id
    typed = {"returned_on": "2026-03-09", "inspected_on": "2026-03-09", "good": "30", "reason": "袋拿错了"}
    unknown = chen.post(f"{ROOM}/returns/{back}/correct", data=typed | {"bag": "甲-9"})
    assert "没有这张外发单" in error_at(unknown.text, "bag")
    assert chen.post(f"{ROOM}/returns/{back}/correct", data=typed | {"bag": "甲-2"}).status_code == 303
    assert (find_order(W001, wrong).pieces.good, find_order(W001, right).pieces.good) == (0, 30_000)


@pytest.mark.parametrize("what", ["return", "supply", "void", "reopen"])
def test_what_is_taken_back_needs_a_reason_and_leaves_a_trace(chen, what):
    order = issue()
    key, query = order, ""
    if what == "return":
        key = bring(order, 30).id
    if what == "supply":
        chen.post(f"{ROOM}/orders/{order}/supply", data={"supplied_on": "2026-03-05", "quantities-0": "20"})
        key, query = list_supplies(W001, order)[-1].id, f"?order={order}"
    if what == "reopen":
        chen.post(f"{ROOM}/orders/{order}/close", data={"closed_on": "2026-03-09", "owed": owed(chen, order)})
    address = f"{ROOM}/{what}/{key}/undo{query}"
    assert chen.get(address).status_code == 200
    refused = chen.post(address, data={"reason": " "})
    assert refused.status_code == 400
    assert "原因" in error_at(refused.text, "reason")
    assert chen.post(address, data={"reason": "记错了"}).status_code == 303
    found = find_order(W001, order)
    assert (found.pieces.good, balance(order).issued if what != "void" else 100_000) == (0, 100_000)
    assert found.state == ("voided" if what == "void" else "open")


def owed(client, order: int) -> str:
    return re.search(r'name="owed" value="(\d+)"', client.get(f"{ROOM}/orders/{order}/close").text)[1]


def test_the_loss_is_shown_before_the_order_is_closed(chen):
    order = issue()
    bring(order, 90, 2, 1)
    page = chen.get(f"{ROOM}/orders/{order}/close").text
    assert "超耗" in page
    assert "结单,赔" in page
    answer = chen.post(f"{ROOM}/orders/{order}/close", data={"closed_on": "2026-03-09", "owed": owed(chen, order)})
    assert answer.status_code == 303
    assert find_order(W001, order).closed_on == date(2026, 3, 9)


def test_a_loss_that_changed_meanwhile_is_shown_again(chen):
    order = issue()
    bring(order, 90, 2, 1)
    answer = chen.post(f"{ROOM}/orders/{order}/close", data={"closed_on": "2026-03-09", "owed": "1"})
    assert answer.status_code == 400
    assert "刚才有人改过" in error_at(answer.text, "closed_on")
    assert find_order(W001, order).closed_on is None


@pytest.mark.parametrize(
    ("day", "word"), [("2026-03-03", "最后一次领料、交货或验收"), ("2125-01-01", "还没到"), ("", "没有填")]
)
def test_a_refused_closing_stands_at_its_day(chen, day, word):
    order = issue()
    bring(order, 90)
    answer = chen.post(f"{ROOM}/orders/{order}/close", data={"closed_on": day, "owed": owed(chen, order)})
    assert answer.status_code == 400
    assert word in error_at(answer.text, "closed_on")


def test_an_order_with_deliveries_to_inspect_is_not_closed(chen):
    order = issue()
    bring(order, 30, inspected_on=None)
    answer = chen.post(f"{ROOM}/orders/{order}/close", data={"closed_on": "2026-03-09", "owed": owed(chen, order)})
    assert "还有 1 次交货没有验收" in error_at(answer.text, "closed_on")


def test_a_paid_return_leads_to_its_slip(chen):
    order = issue()
    bring(order, 30)
    assert "还没锁定工资" in chen.get(f"{ROOM}/orders/{order}").text
    with transaction(BOSS, NOW):
        lock_days(BOSS, NOW, W001, [LI], date(2026, 3, 31))
    assert f'href="/w/W001/pay/2026-03/slips/{LI}"' in chen.get(f"{ROOM}/orders/{order}").text


def test_a_signature_is_shown_as_a_drawing(zhou):
    from workshop.takehome.actions import NewSignature

    order = issue(signatures=(NewSignature("worker", "drawn", "M 1 1 L 20 20"),))
    [found] = list_marks(W001, order)
    assert f"/takehome/marks/{found.id}" in zhou.get(f"{ROOM}/orders/{order}").text
    drawing = zhou.get(f"{ROOM}/marks/{found.id}")
    assert drawing.mimetype == "image/svg+xml"
    assert 'd="M 1 1 L 20 20"' in drawing.text


def test_a_paper_signature_is_noted_and_a_photo_needs_a_file(zhou):
    order = issue()
    assert zhou.post(f"{ROOM}/orders/{order}/signed", data={"side": "worker"}).status_code == 303
    assert [(one.side, one.way) for one in list_marks(W001, order)] == [("worker", "paper")]
    assert zhou.post(f"{ROOM}/orders/{order}/signed", data={"side": "x"}).status_code == 400
    assert zhou.post(f"{ROOM}/orders/{order}/photo", data={}).status_code == 400


PAGES = ["", "?q=li", "?state=all", "/homes", "/waiting", "/overview", "/store", "/clients", "/new"]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_costs_as_many_statements_for_one_order_as_for_many(chen, page):
    bring(issue(), 3, inspected_on=None)
    few = count_statements(lambda: chen.get(ROOM + page))
    db.session.remove()
    add(WorkerRow, *(worker(2000 + n, f"新人{n}") for n in range(20)))
    for n in range(20):
        bring(issue(worker_id=2000 + n), 3, inspected_on=None)
    assert count_statements(lambda: chen.get(ROOM + page)) == few


def test_overdue_orders_come_first_and_a_search_finds_bag_person_and_pinyin(zhou):
    issue(order_no="乙-1", due_on=date(2125, 1, 1), bag_no=31)
    issue(order_no="乙-2", due_on=date(2026, 3, 3))
    page = zhou.get(ROOM).text
    assert page.index("乙-2") < page.index("乙-1")
    for sought, there in (("31", True), ("李秀英", True), ("301", True), ("乙-1", True), ("查无此人", False)):
        assert ("乙-1</a>" in zhou.get(f"{ROOM}?q={sought}").text) is there, sought


def test_five_hundred_orders_come_a_hundred_at_a_time(zhou):
    from workshop.takehome.actions import NewOrder, issue_orders

    rows = [
        NewOrder(
            f"丙-{n:03d}", LI, SEW, date(2026, 3, 2), date(2026, 3, 20), 768, "棉纱", 100_000, 10_000, 200, 80_000, None
        )
        for n in range(250)
    ]
    issue_orders(BOSS, NOW, W001, rows)
    first, last = zhou.get(ROOM).text, zhou.get(f"{ROOM}?page=3").text
    assert first.count('<th scope="row">') == 100
    assert "还有 150 张,下一页" in first
    assert last.count('<th scope="row">') == 50


def test_overseers_read_and_write_nothing(stage, sign_in):
    order = issue()
    for login in ("liu", "sun"):
        client = sign_in(login)
        page = client.get(f"{ROOM}/orders/{order}").text
        assert "料在哪里" in page
        assert "交货</a>" not in page
        assert "作废这张单" not in page
        assert client.post(f"{ROOM}/orders/{order}/return", data=BACK).status_code == 403


def test_a_supervisor_does_not_close_void_or_correct(zhou):
    order = issue()
    back = bring(order, 3).id
    for address in (f"orders/{order}/close", f"void/{order}/undo", f"returns/{back}/correct", "clients"):
        assert zhou.get(f"{ROOM}/{address}").status_code == 403, address
    assert fetch_all("SELECT COUNT(*) FROM takehome_order WHERE voided_on IS NOT NULL")[0][0] == 0
    assert YARN.issued == balance(order).issued


@pytest.mark.parametrize("kind", ["takehome-register", "contract"])
def test_the_papers_of_an_order_are_printed_from_its_page(chen, kind):
    order_id = issue()
    page = chen.get(f"{ROOM}/orders/{order_id}").text
    [address] = re.findall(rf'action="([^"]*/{kind}\.pdf)"', page)
    answer = chen.post(address, data={"order": order_id})
    assert answer.mimetype == "application/pdf", answer.text
    assert answer.data.startswith(b"%PDF")
