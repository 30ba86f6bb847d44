"""A matter goes its way step by step: nothing is changed, an objection stays in pay, a closed one opens again with a reason."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from tests.conftest import BOSS, NOW, TODAY, W001, W002
from tests.databases import drop_trigger
from tests.desk.cast import PHONE, objected, picture, raised, standing, work_three_days
from tests.pay.stage import CHEN, MARCH, Stage, at
from workshop.access.rows import DeviceRow
from workshop.desk.actions import steps
from workshop.desk.actions.liaison import set_liaison
from workshop.desk.actions.limits import set_limit
from workshop.desk.actions.scans import attach_scan, remove_scan
from workshop.desk.queries.checking import check_matters
from workshop.desk.queries.grounds import load_grounds
from workshop.desk.queries.links import list_corrections
from workshop.desk.queries.matters import list_matters
from workshop.desk.queries.one_matter import get_matter, read_scan_bytes
from workshop.desk.rules.matters import Injury
from workshop.floor.actions import correct_output
from workshop.floor.actions.confirming import record_confirmation
from workshop.floor.rows import InboxRow
from workshop.kernel.faults import NotFound, Refused
from workshop.pay.actions import answer_objection, compute_run
from workshop.pay.queries.answers import get_objection
from workshop.store.audit import Actor
from workshop.store.chain import check_chain, seal_leaves
from workshop.store.database import db, fetch_all
from workshop.store.transaction import Transaction, transaction

SOON, LATER = NOW + timedelta(hours=1), NOW + timedelta(days=2)
SPAN = (MARCH.first, MARCH.last)


@pytest.fixture
def stage(app) -> Stage:
    return Stage()


@pytest.fixture
def paid(stage) -> Stage:
    work_three_days(stage)
    return stage


def close(key, outcome="founded", words="补发 200 元", actor=CHEN, now=NOW):
    steps.close_matter(actor, now, W001, key, outcome, words)


def told(key) -> list[str]:
    return [step.words for step in get_matter(W001, key, TODAY).steps]


def test_steps_stand_in_their_order_with_who_said_what(stage):
    key = raised(stage)
    steps.add_words(CHEN, NOW, W001, key, "问了班组长", kind="do")
    steps.add_words(CHEN, NOW, W001, key, "那天赶货", said_by="周师傅", said_on=at(30))
    steps.add_words(PHONE, LATER, W001, key, "还有 15 日那晚")
    found = get_matter(W001, key, TODAY).steps
    assert [(one.words, one.said_by) for one in found] == [("办", ""), ("说", "周师傅"), ("说", "王桂香")]


def test_a_step_leaves_a_leaf_without_its_words_and_the_chain_holds(stage):
    key = raised(stage)
    steps.add_words(CHEN, NOW, W001, key, "问了班组长", kind="do")
    leaves = [detail for (detail,) in fetch_all("SELECT detail FROM audit_leaf WHERE subject = :s", s=f"matter/{key}")]
    assert len(leaves) == 2
    assert "班组长" not in "".join(leaves)
    seal_leaves(CHEN, NOW)
    assert list(check_chain()) == []


@pytest.mark.parametrize("sql", ["UPDATE matter_step SET text = 'x'", "DELETE FROM matter_step"])
def test_a_step_is_never_changed(stage, sql):
    steps.add_words(CHEN, NOW, W001, raised(stage), "问了班组长")
    with pytest.raises(IntegrityError, match="append-only"), transaction(BOSS, NOW):
        db.session.execute(text(sql))


def test_without_the_trigger_a_step_could_be_changed(stage):
    steps.add_words(CHEN, NOW, W001, raised(stage), "问了班组长")
    with transaction(BOSS, NOW):
        drop_trigger("matter_step_no_update")
        db.session.execute(text("UPDATE matter_step SET text = 'x'"))
    assert fetch_all("SELECT text FROM matter_step") == [("x",)]


def test_a_closed_matter_takes_no_step_until_it_is_opened_again_with_a_reason(stage):
    key = raised(stage)
    close(key)
    with pytest.raises(Refused, match="已经办结"):
        steps.add_words(CHEN, NOW, W001, key, "再问一次")
    with pytest.raises(Refused, match="为什么重新打开"):
        steps.reopen_matter(CHEN, NOW, W001, key, " ")
    steps.reopen_matter(CHEN, LATER, W001, key, "本人拿来了记录本")
    assert standing(key, LATER).standing.reopened
    close(key, "partly", "补发 80 元", now=LATER)
    assert told(key) == ["办结:属实", "重新打开", "办结:部分属实"]


def test_an_outcome_is_one_of_its_kind(stage):
    with pytest.raises(Refused, match="请选结果"):
        close(raised(stage), "granted")
    key = raised(stage, "request", "")
    close(key, "granted", "准假两天")
    assert standing(key).answer == "准假两天"


@pytest.mark.parametrize("actor", [Actor(7, "周师傅", "supervisor"), Actor(9, "孙工", "auditor"), PHONE])
def test_only_the_office_closes(stage, actor):
    with pytest.raises(Refused):
        close(raised(stage), actor=actor)


def test_a_workers_account_speaks_in_its_own_matters_alone(stage):
    with pytest.raises(NotFound):
        steps.add_words(Actor(4, "王桂香", "worker"), NOW, W001, raised(stage, number="002"), "我也是")


def test_a_matter_of_another_workshop_is_not_there(stage):
    key = raised(stage)
    with pytest.raises(NotFound):
        steps.add_words(Actor(8, "赵主任", "manager"), NOW, W002, key, "x")


def test_an_objection_is_on_the_list_before_anybody_touched_it_and_nothing_of_it_is_copied(paid):
    key = objected(paid)
    [line] = list_matters(W001, TODAY)
    assert (line.raised.id, line.raised.called, line.raised.words) == (key, "未编号", "少记了:少 20 双")
    assert fetch_all("SELECT COUNT(*) FROM matter") == [(0,)]
    steps.add_words(CHEN, NOW, W001, key, "查了纸条", kind="do")
    assert fetch_all("SELECT number, text FROM matter") == [("SX-2026-0001", "")]
    assert [one.raised.called for one in list_matters(W001, TODAY)] == ["SX-2026-0001"]


def test_closing_an_objection_answers_it_in_pay_once(paid):
    key = objected(paid)
    close(key, "partly", "补 10 双")
    found = get_objection(W001, key)
    assert (found.accepted, found.answer, found.answered_by) == (True, "补 10 双", "陈会计")
    assert len(standing(key).raised.period) == 7


def test_an_objection_that_is_unfounded_is_rejected_in_pay(paid):
    key = objected(paid)
    close(key, "not", "记录本上是 600 双")
    assert get_objection(W001, key).accepted is False


def test_an_objection_answered_in_pay_is_closed_at_the_desk_too(paid):
    key = objected(paid)
    answer_objection(CHEN, NOW, W001, key, False, "没有少")
    assert (standing(key).standing.open, standing(key).standing.outcome) == (False, "not")
    steps.reopen_matter(CHEN, LATER, W001, key, "拿来了纸条")
    assert standing(key, LATER).standing.open
    assert not get_objection(W001, key).open
    close(key, "founded", "已补", now=LATER + timedelta(days=1))
    assert standing(key, LATER + timedelta(days=1)).standing.outcome == "founded"


def test_under_an_objection_lie_the_entries_with_who_typed_them_and_their_reversals(paid):
    entry = paid.output("001", at(12), 580)
    key = objected(paid)
    correct_output(CHEN, LATER, W001, entry, (600_000, 0, 0), "漏数一捆", on=at(31))
    grounds = load_grounds(W001, standing(key).raised)
    undone = [one for one in grounds.entries if one.undone]
    assert (grounds.first, grounds.last) == SPAN
    assert [(one.key, one.by, one.way) for one in undone] == [(entry, "张主任", "办公室录入")]
    assert "陈会计 撤销:漏数一捆" in undone[0].undone
    assert [word.words for word in grounds.slip.words] == ["公布"]


def test_an_entry_from_a_tablet_says_which_one_and_when_it_arrived(paid):
    told = {"device_id": 5, "device_epoch": "x", "seq": 1, "kind": "output", "date": at(2), "by": None, "version": 1}
    arrived = {"at": "2026-03-02T17:40:00+08:00", "received_at": LATER, "body": "{}", "content_hash": "0" * 64}
    tablet = {"id": 5, "workshop_id": W001, "name": "一号台", "token_hash": "t", "enrolled_at": NOW, "enrolled_by": "x"}
    with transaction(BOSS, NOW) as tx:
        tx.insert(DeviceRow, [tablet])
        tx.insert(InboxRow, [told | arrived | {"workshop_id": W001, "id": "e1"}])
    entries = load_grounds(W001, standing(objected(paid)).raised).entries
    [found] = [one for one in entries if one.key == "e1"]
    assert (found.way, found.told_at, found.arrived) == ("平板「一号台」", "2026-03-02T17:40:00+08:00", LATER)


def test_what_the_worker_said_to_a_days_count_lies_under_it_too(paid):
    record_confirmation(PHONE, NOW, W001, paid.workers["001"], at(3), False, "少 20 双")
    [word] = load_grounds(W001, standing(objected(paid)).raised).said
    assert (word.on, word.agrees, word.note) == (at(3), False, "少 20 双")


def test_a_slip_that_was_computed_anew_shows_which_version_was_confirmed(paid):
    key = objected(paid)
    first = load_grounds(W001, standing(key).raised).slip.slip.head.sha256
    paid.output("001", at(12), 20)
    compute_run(CHEN, LATER, W001, MARCH)
    slip = load_grounds(W001, standing(key).raised).slip
    assert slip.versions == (first, slip.slip.head.sha256)
    assert [word.now for word in slip.words] == [False]


def test_the_correcting_entry_is_found_and_linked_and_nothing_else_can_be(paid):
    key = objected(paid, now=SOON)
    correct_output(CHEN, LATER, W001, "e1", (620_000, 0, 0), "少记", on=at(31))
    line = standing(key)
    found = list_corrections(W001, line.raised.worker_id, line.raised.at, SPAN)
    assert sorted(one.words for one in found) == ["撤销 缝合 -600 双", "记 缝合 620 双"]
    with pytest.raises(Refused, match="没有这条更正"):
        steps.link_correction(CHEN, LATER, W001, key, "output", "e1")
    steps.link_correction(CHEN, LATER, W001, key, "output", found[0].key)
    assert told(key) == ["更正:产量"]


def test_work_of_other_days_is_no_correction(paid):
    key = raised(paid, first=at(2), last=at(3), now=SOON)
    correct_output(CHEN, LATER, W001, "e3", (620_000, 0, 0), "少记", on=at(31))
    raised_by = standing(key).raised
    assert list_corrections(W001, raised_by.worker_id, raised_by.at, (at(2), at(3))) == []


def test_the_liaison_of_the_day_is_responsible_until_somebody_is_named(stage):
    set_liaison(CHEN, NOW, W001, "周小凤", "10000000007", at(1))
    other = set_liaison(CHEN, NOW, W001, "李干事", "10000000008", date(2026, 5, 1))
    key = raised(stage)
    assert standing(key).liaison.name == "周小凤"
    steps.assign_matter(CHEN, NOW, W001, key, other)
    assert standing(key).liaison.name == "李干事"
    with pytest.raises(Refused, match="没有这位联络员"):
        steps.assign_matter(CHEN, NOW, W001, key, 5)


def test_what_is_learned_of_an_injury_later_keeps_what_was_known_before(stage):
    key = raised(stage, "injury", "针扎了手", injury=Injury(at(30)))
    steps.tell_injury(CHEN, LATER, W001, key, Injury(at(30), hospital="卫生院", how="针扎了手"))
    view = get_matter(W001, key, TODAY)
    assert [note.injury.hospital for note in view.injuries] == ["", "卫生院"]
    assert view.words == "针扎了手"
    with pytest.raises(Refused, match="不是受伤"):
        steps.tell_injury(CHEN, LATER, W001, raised(stage), Injury())


def test_filing_with_the_office_counts_from_the_day_it_was_filed(stage):
    key = raised(stage, "injury", "针扎了手", injury=Injury(at(1)))
    steps.add_words(CHEN, NOW, W001, key, "", kind="filed", said_on=at(30))
    [found] = [one for one in standing(key).deadlines if one.limit.name == "injury_report"]
    assert (found.due, found.done_on, found.state) == (at(31), at(30), "done")


def test_a_photo_is_kept_sealed_and_taken_away_with_a_reason(stage):
    key = raised(stage, "injury", "针扎了手")
    scan = attach_scan(PHONE, NOW, W001, key, "现场照片", "IMG.jpg", picture())
    assert read_scan_bytes(W001, scan).startswith(b"\xff\xd8")
    [(sealed,)] = fetch_all("SELECT content FROM matter_attachment")
    assert not bytes(sealed).startswith(b"\xff\xd8")
    with pytest.raises(Refused, match="为什么拿掉"):
        remove_scan(CHEN, NOW, W001, scan, "")
    remove_scan(CHEN, NOW, W001, scan, "拍糊了")
    assert get_matter(W001, key, TODAY).scans == ()


def test_what_is_no_picture_is_refused(stage):
    with pytest.raises(Refused):
        attach_scan(CHEN, NOW, W001, raised(stage), "其他", "x.jpg", b"hello")


def test_the_workshops_own_limit_holds_from_its_day(stage):
    key = raised(stage)
    set_limit(Actor(12, "张主任", "manager"), NOW, W001, "reply", 1, at(1), "班组长会定的")
    assert standing(key).clock.due == date(2026, 4, 1)
    with pytest.raises(Refused, match="只有负责人"):
        set_limit(CHEN, NOW, W001, "reply", 9, at(1))


def a_few(stage) -> int:
    """A matter with steps of several kinds, an injury and an objection that was closed."""
    raised(stage, "injury", "针扎了手")
    key = raised(stage)
    steps.add_words(CHEN, NOW, W001, key, "那天赶货", said_by="周师傅")
    close(key, "partly", "补 80 元")
    return key


def test_a_leaf_tells_nobody_whose_words_they_were_and_vouches_for_the_name_all_the_same(paid):
    a_few(paid)
    assert not [detail for (detail,) in fetch_all("SELECT detail FROM audit_leaf") if "周师傅" in detail]
    assert list(check_matters(W001)) == []


def test_leaves_of_an_earlier_program_that_have_the_name_pass_the_check(paid, monkeypatch):
    told = Transaction.tell

    def tell_the_name(tx, action, subject, detail=None, workshop_id=0):
        marked = (detail or {}).pop("said_by_mark", "")
        told(tx, action, subject, (detail or {}) | ({"said_by": "周师傅"} if marked else {}), workshop_id)

    monkeypatch.setattr(Transaction, "tell", tell_the_name)
    a_few(paid)
    assert list(check_matters(W001)) == []


def test_matters_that_nobody_touched_pass_the_check(paid):
    a_few(paid)
    close(objected(paid), "not", "没有少")
    assert list(check_matters(W001)) == []


@pytest.mark.parametrize(
    ("table", "change", "sentence"),
    [
        ("matter", "text = 'x' WHERE kind = 'dispute'", "说的话被改动过"),
        ("matter", "topic = 'price' WHERE kind = 'dispute'", "审计记录不符"),
        ("matter_step", "text = 'x' WHERE seq = 1", "第 1 步被改动过"),
        ("matter_step", "said_by = 'x' WHERE seq = 1", "第 1 步被改动过"),
        ("matter_step", "outcome = 'founded' WHERE kind = 'close'", "第 2 步被改动过"),
        ("matter_injury", "sealed = x'01' WHERE seq = 1", "说的话被改动过"),
    ],
)
@pytest.mark.sqlite
def test_whoever_changes_a_matter_past_the_triggers_is_found(stage, table, change, sentence):
    a_few(stage)
    with transaction(BOSS, NOW):
        drop_trigger(f"{table}_no_update")
        db.session.execute(text(f"UPDATE {table} SET {change}"))
    assert [sentence in one for one in check_matters(W001)] == [True]


def test_the_worker_finds_the_last_words_of_the_office_on_his_own_list(paid):
    key = raised(paid)
    steps.add_words(CHEN, NOW, W001, key, "正在查,周五答复", kind="answer")
    assert [line.answer for line in list_matters(W001, TODAY, paid.workers["001"])] == ["正在查,周五答复"]
    answer_objection(CHEN, NOW, W001, objected(paid), False, "记录本上是 600 双")
    close(key, "partly", "补 80 元", now=LATER)
    found = {line.raised.kind: line.answer for line in list_matters(W001, TODAY, paid.workers["001"])}
    assert found == {"dispute": "补 80 元", "objection": "记录本上是 600 双"}
    assert list_matters(W001, TODAY, paid.workers["002"]) == []
