"""待确认: one tap approves what nothing speaks against; what should be looked at says why; nothing is approved twice."""

from datetime import timedelta

import pytest

from tests.conftest import BOSS, W001
from tests.counting import count_statements
from tests.databases import alike
from tests.floor.crew import hand_in, hand_in_ticket, made, made_before, make
from tests.floor.stage import LI, SEW, TURN, WANG, add, set_the_stage, worker
from workshop.access.guard import civil_today, utc_now
from workshop.floor.actions import reverse_output
from workshop.floor.actions.approving import approve_proposals, reject_proposal
from workshop.floor.queries.proposals import list_open_proposals
from workshop.floor.rules.proposals import weigh
from workshop.floor.rules.usual import compute_usual
from workshop.kernel.faults import NotFound, Refused
from workshop.people.rows import WorkerRow
from workshop.store.database import db, fetch_all
from workshop.store.transaction import transaction


@pytest.fixture
def shop(app):
    set_the_stage()
    return app


def ids() -> list[str]:
    return [one.id for one in list_open_proposals(W001)]


def doubts() -> list[tuple[str, ...]]:
    return [one.doubts for one in weigh(list_open_proposals(W001))]


def test_one_tap_approves_all_good_ones(shop, sign_in):
    for turn, who in enumerate((WANG, LI)):
        hand_in(30 + turn, who)
        hand_in(20 + turn, who, TURN)
    client = sign_in("zhou")
    page = client.get("/w/W001/proposals").text
    assert "全部确认(4 条)" in page
    client.post("/w/W001/proposals", data={"id": ids()})
    rows = fetch_all("SELECT worker_id, operation_id, good, price, recorded_by, reason FROM output ORDER BY good")
    assert rows == [
        (WANG, TURN, 20_000, 300, "周师傅", "扫码申报"),
        (LI, TURN, 21_000, 300, "周师傅", "扫码申报"),
        (WANG, SEW, 30_000, 800, "周师傅", "扫码申报"),
        (LI, SEW, 31_000, 800, "周师傅", "扫码申报"),
    ]
    assert "现在没有" in client.get("/w/W001/proposals").text


def test_the_output_has_the_proposals_own_id(shop):
    hand_in(30)
    waiting = ids()
    approve_proposals(BOSS, utc_now(), W001, waiting, civil_today())
    assert [key for (key,) in fetch_all("SELECT id FROM output")] == waiting


def test_approved_twice_counts_once(shop):
    hand_in(30)
    waiting = ids()
    first = approve_proposals(BOSS, utc_now(), W001, waiting * 2, civil_today())
    second = approve_proposals(BOSS, utc_now(), W001, waiting, civil_today())
    assert (first.count, second.count) == (1, 0)
    assert fetch_all("SELECT COUNT(*) FROM output") == [(1,)]


def test_only_what_the_page_showed_is_approved(shop):
    hand_in(30)
    shown = ids()
    hand_in(31, LI)
    approve_proposals(BOSS, utc_now(), W001, shown, civil_today())
    assert [one.worker_id for one in list_open_proposals(W001)] == [LI]


def test_each_is_shown_with_what_the_worker_usually_makes(shop, sign_in):
    made_before(40, days=12)
    hand_in(45)
    assert "往常一天 40" in sign_in("zhou").get("/w/W001/proposals").text


def test_far_above_the_usual_is_looked_at(shop, sign_in):
    made_before(40)
    hand_in(61)
    assert doubts() == [("这一天合计 61,比往常 40 多出一半以上",)]
    page = sign_in("zhou").get("/w/W001/proposals").text
    assert "请看一下(1)" in page
    assert "全部确认" not in page


def test_bundles_of_a_day_are_weighed_together(shop):
    made_before(60)
    for one in make(quantity=100, size=50):
        hand_in_ticket(one)
    assert [len(found) for found in doubts()] == [1, 1]


def test_the_same_number_twice_is_looked_at(shop):
    hand_in(30)
    hand_in(30)
    assert doubts() == [("同样的数交了 2 次",)] * 2


def test_work_that_is_recorded_already_is_looked_at(shop):
    made(30, civil_today())
    hand_in(30)
    assert doubts() == [("这一天这道工序班组已记 30,会不会重复",)]


def test_a_second_count_of_the_same_day_by_phone_is_no_double(shop):
    hand_in(30)
    approve_proposals(BOSS, utc_now(), W001, ids(), civil_today())
    hand_in(25)
    assert doubts() == [()]


def test_what_came_by_phone_and_was_reversed_is_no_double(shop):
    hand_in(30)
    (entry,) = ids()
    approve_proposals(BOSS, utc_now(), W001, [entry], civil_today())
    reverse_output(BOSS, utc_now(), W001, entry, "数错了")
    hand_in(25)
    assert doubts() == [()]


def test_without_a_past_there_is_nothing_to_compare(shop, sign_in):
    hand_in(500)
    assert doubts() == [()]
    assert "还没有往常可比" in sign_in("zhou").get("/w/W001/proposals").text


def test_the_usual_is_the_median():
    assert compute_usual([]) is None
    assert compute_usual([5]) == 5
    assert compute_usual([1, 9, 5]) == 5
    assert compute_usual([1, 2, 3, 900]) == 2


def test_a_rejected_one_never_counts_and_says_why(shop, sign_in):
    hand_in(30)
    client, waiting = sign_in("zhou"), ids()
    client.post(f"/w/W001/proposals/{waiting[0]}/reject", data={"reason": ""})
    assert ids() == waiting
    client.post(f"/w/W001/proposals/{waiting[0]}/reject", data={"reason": "不是本人做的"})
    approve_proposals(BOSS, utc_now(), W001, waiting, civil_today())
    assert fetch_all("SELECT COUNT(*) FROM output") == [(0,)]
    assert "不是本人做的" in client.get("/w/W001/proposals").text


def test_what_is_settled_is_not_rejected_again(shop):
    hand_in(30)
    waiting = ids()
    reject_proposal(BOSS, utc_now(), W001, waiting[0], "重复交了")
    with pytest.raises(NotFound):
        reject_proposal(BOSS, utc_now(), W001, waiting[0], "重复交了")


def test_one_that_the_rules_refuse_stops_none_of_the_others(shop):
    hand_in(30)
    hand_in(31, LI)
    left = {"leave_date": civil_today() - timedelta(days=3)}
    from sqlalchemy import update

    with transaction(BOSS, utc_now()):
        db.session.execute(update(WorkerRow).where(WorkerRow.id == LI).values(**left))
    approved = approve_proposals(BOSS, utc_now(), W001, ids(), civil_today())
    assert approved.count == 1
    assert "已离职" in approved.refused[0][1]
    assert [one.worker_id for one in list_open_proposals(W001)] == [LI]


def test_a_reader_sees_and_does_not_approve(shop, sign_in):
    hand_in(30)
    page = sign_in("sun").get("/w/W001/proposals").text
    assert "王桂香" in page
    assert "全部确认" not in page
    assert sign_in("sun").post("/w/W001/proposals", data={"id": ids()}).status_code == 403


def test_another_workshop_neither_sees_nor_approves(shop, sign_in):
    hand_in(30)
    waiting = ids()
    stranger = sign_in("zhao")
    assert "王桂香" not in stranger.get("/w/W002/proposals").text
    stranger.post("/w/W002/proposals", data={"id": waiting})
    assert stranger.post(f"/w/W002/proposals/{waiting[0]}/reject", data={"reason": "重复交了"}).status_code == 404
    assert ids() == waiting


def test_deciding_goes_on_the_record(shop):
    hand_in(30)
    hand_in(31, LI)
    first, second = ids()
    approve_proposals(BOSS, utc_now(), W001, [first], civil_today())
    reject_proposal(BOSS, utc_now(), W001, second, "数不对,请重交")
    told = {action for (action,) in fetch_all("SELECT action FROM audit_leaf")}
    assert {"proposal.hand_in", "proposal.approve", "proposal.reject", "output.record"} <= told


def test_what_was_handed_in_and_decided_cannot_be_changed(shop):
    from sqlalchemy import text
    from sqlalchemy.exc import IntegrityError

    hand_in(30)
    approve_proposals(BOSS, utc_now(), W001, ids(), civil_today())
    for statement in (
        "UPDATE proposal SET good = 1",
        "DELETE FROM proposal_decision",
        "UPDATE ticket SET quantity = 1",
    ):
        make()
        with pytest.raises(IntegrityError, match="append-only"), transaction(BOSS, utc_now()):
            db.session.execute(text(statement))


def test_the_page_asks_as_often_for_five_hundred_as_for_five(app, sign_in):
    set_the_stage(people=500)
    client, counts = sign_in("zhou"), []
    for first, last in ((0, 5), (5, 500)):
        with transaction(BOSS, utc_now()):
            for n in range(first, last):
                hand_in(30 + n % 7, 1000 + n, address=f"10.2.{n // 250}.{n % 250}")
        counts.append(count_statements(lambda: client.get("/w/W001/proposals")))
    assert counts[0] == counts[1]


def test_a_reason_is_wanted_in_words(shop):
    hand_in(30)
    with pytest.raises(Refused, match="退回要写原因"):
        reject_proposal(BOSS, utc_now(), W001, ids()[0], "  ")


def test_a_late_worker_can_be_approved_the_next_day(shop):
    hand_in(30, on=civil_today() - timedelta(days=1))
    approve_proposals(BOSS, utc_now(), W001, ids(), civil_today())
    assert alike(fetch_all("SELECT date FROM output")) == [(str(civil_today() - timedelta(days=1)),)]


def test_someone_hired_since_can_hand_in(shop):
    add(WorkerRow, worker(107, "新来的", "G107", hired=civil_today()))
    assert hand_in(5, 107).worker_no == "G107"
