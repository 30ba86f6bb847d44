"""The liaison with face and telephone, visits that promise something, who stopped coming, families with nobody in work."""

from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from tests.conftest import BOSS, NOW, TODAY, W001
from tests.databases import drop_trigger
from tests.desk.cast import picture, work_three_days
from tests.pay.stage import CHEN, MARCH, Stage, at
from workshop.desk.actions.families import add_household, add_member, tell_work
from workshop.desk.actions.liaison import record_departure, record_visit, record_visit_step, set_liaison
from workshop.desk.documents.board import make_board
from workshop.desk.queries.families import get_family, list_families
from workshop.desk.queries.leavers import list_leavers
from workshop.desk.queries.liaison import find_liaison, list_liaisons, read_photo
from workshop.desk.queries.visits import get_visit, list_visits
from workshop.floor.actions import reverse_output
from workshop.kernel.faults import NotFound, Refused
from workshop.papers.issue.issuing import issue_paper, read_issued
from workshop.papers.kind import Asked
from workshop.papers.kinds import KINDS
from workshop.papers.making import print_paper
from workshop.people.actions import Correction, correct_worker, record_leaving
from workshop.people.queries import find_workshop
from workshop.store.audit import Actor
from workshop.store.database import db, fetch_all
from workshop.store.transaction import transaction

DAYS = 15


@pytest.fixture
def stage(app) -> Stage:
    stage = Stage()
    work_three_days(stage, paid=False)
    return stage


def visit(stage, **more) -> int:
    told = {"worker_id": stage.workers["001"], "promised": "问能不能在家做", "due": at(28)} | more
    return record_visit(CHEN, NOW, W001, at(25), "home", "trouble", "婆婆中风", **told)


def stopped(on=TODAY) -> dict[str, str]:
    return {line.stopped.facts.worker_no: line.stopped.state for line in list_leavers(W001, on, DAYS)}


def board():
    return make_board(Asked(find_workshop("W001"), MARCH, on=TODAY), {})


def test_the_liaison_changes_from_a_day_on_and_the_photo_of_the_same_person_stays(app):
    set_liaison(CHEN, NOW, W001, "周小凤", "10000000007", at(1), picture())
    second = set_liaison(CHEN, NOW, W001, "周小凤", "10000000008", at(20))
    everyone = list_liaisons(W001)
    assert [find_liaison(everyone, on).phone for on in (at(19), at(20))] == ["10000000007", "10000000008"]
    assert read_photo(W001, second).startswith(b"\xff\xd8")


def test_before_the_first_and_after_an_empty_name_there_is_nobody(app):
    set_liaison(CHEN, NOW, W001, "周小凤", "10000000007", at(10))
    set_liaison(CHEN, NOW, W001, "", "", at(20))
    assert [find_liaison(list_liaisons(W001), on) for on in (at(9), at(20))] == [None, None]


def test_the_leaf_of_a_liaison_tells_neither_name_nor_telephone(app):
    key = set_liaison(BOSS, NOW, W001, "冉小凤", "13900001234", at(1))
    [(detail,)] = fetch_all("SELECT detail FROM audit_leaf WHERE subject = :s", s=f"liaison/{key}")
    assert "冉小凤" not in detail
    assert "13900001234" not in detail


def test_a_liaison_without_a_telephone_is_refused(app):
    with pytest.raises(Refused, match="电话"):
        set_liaison(CHEN, NOW, W001, "周小凤", "", at(1))


def test_a_liaison_who_was_written_down_is_never_changed(app):
    set_liaison(CHEN, NOW, W001, "周小凤", "10000000007", at(1))
    with pytest.raises(IntegrityError, match="append-only"), transaction(BOSS, NOW):
        db.session.execute(text("UPDATE liaison SET name = 'x'"))


def test_without_the_trigger_a_liaison_could_be_changed(app):
    set_liaison(CHEN, NOW, W001, "周小凤", "10000000007", at(1))
    with transaction(BOSS, NOW):
        drop_trigger("liaison_no_update")
        db.session.execute(text("UPDATE liaison SET name = 'x'"))
    assert fetch_all("SELECT name FROM liaison") == [("x",)]


def test_the_board_of_the_print_centre_carries_face_and_telephone(stage):
    set_liaison(CHEN, NOW, W001, "周小凤", "10000000007", at(1), picture())
    assert KINDS["notice-board"].build is make_board
    with_face = print_paper(board())
    set_liaison(CHEN, NOW, W001, "李干事", "10000000008", at(2))
    without = print_paper(board())
    assert b"/Image" in with_face.pdf
    assert b"/Image" not in without.pdf
    assert any("稳岗联络员:李干事\n联系电话:10000000008" in words for _, words in board().texts())


def test_the_board_is_issued_with_its_picture_and_printed_again_from_what_was_kept(stage):
    set_liaison(CHEN, NOW, W001, "周小凤", "10000000007", at(1), picture())
    shop = find_workshop("W001")
    issued = issue_paper(CHEN, NOW, shop, KINDS["notice-board"], Asked(shop, MARCH, on=TODAY), board())
    assert read_issued(issued) == board()


def test_what_a_visit_promised_waits_until_it_is_done(stage):
    key = visit(stage)
    assert get_visit(W001, key).late(TODAY)
    record_visit_step(CHEN, NOW, W001, key, at(29), "问了,可以", False)
    assert get_visit(W001, key).open
    record_visit_step(CHEN, NOW, W001, key, at(30), "送去了针线", True)
    assert not get_visit(W001, key).open
    with pytest.raises(Refused, match="已经办完"):
        record_visit_step(CHEN, NOW, W001, key, at(30), "x", True)


def test_the_visitor_is_the_liaison_of_the_day(stage):
    set_liaison(CHEN, NOW, W001, "周小凤", "10000000007", at(1))
    assert get_visit(W001, visit(stage)).visitor == "周小凤"
    assert get_visit(W001, visit(stage, visitor="张主任")).visitor == "张主任"


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"worker_id": None}, "走访了谁"),
        ({"due": at(1)}, "不能在走访前面"),
        ({"promised": ""}, "写了哪天以前"),
    ],
)
def test_what_a_visit_cannot_be_is_refused_in_words(stage, told, sentence):
    with pytest.raises(Refused, match=sentence):
        visit(stage, **told)


def test_promises_that_wait_stand_first(stage):
    visit(stage, promised="", due=None)
    waiting = visit(stage)
    visit(stage, promised="", due=None)
    assert list_visits(W001)[0].id == waiting


def test_who_worked_lately_has_not_stopped_and_the_others_have(stage):
    assert stopped(at(18)) == {"002": "stopped", "003": "stopped", "004": "stopped"}
    assert stopped(at(19)) == dict.fromkeys(("001", "002", "003", "004"), "stopped")


def test_an_entry_that_was_reversed_is_no_sign_of_work(stage):
    key = stage.output("002", at(16), 5)
    assert "002" not in stopped(at(20))
    reverse_output(CHEN, NOW, W001, key, "记错人")
    assert "002" in stopped(at(20))


def test_who_left_is_told_apart_from_who_only_stopped(stage):
    key = stage.workers["002"]
    record_leaving(CHEN, NOW, W001, key, at(20), "外出务工")
    assert stopped()["002"] == "left"


def test_the_reason_is_of_this_time_and_asked_again_after_he_came_back(stage):
    key = stage.workers["001"]
    record_departure(CHEN, NOW, W001, key, "farm", "收油菜", at(30), "later")
    [line] = [one for one in list_leavers(W001, TODAY, DAYS) if one.stopped.facts.worker_id == key]
    assert line.learned[0].words == "农忙:收油菜;2026-03-30 问过,过一阵再说"
    stage.output("001", at(31), 5, today=at(31))
    later = TODAY + timedelta(days=40)
    [line] = [one for one in list_leavers(W001, later, DAYS) if one.stopped.facts.worker_id == key]
    assert line.learned == ()


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (("nonsense",), "请选原因"),
        (("else",), "是什么原因"),
        (("farm", "", None, "no"), "哪天问的"),
        (("farm", "", at(30)), "怎么说"),
    ],
)
def test_a_reason_comes_from_the_list_and_an_answer_with_its_day(stage, told, sentence):
    with pytest.raises(Refused, match=sentence):
        record_departure(CHEN, NOW, W001, stage.workers["001"], *told)


def family(stage) -> int:
    key = add_household(CHEN, NOW, W001, "H9001", "李老根", "三组")
    for name, born, work in (("李老根", date(1970, 3, 1), "none"), ("李小军", date(2012, 1, 1), "study")):
        member = add_member(CHEN, NOW, W001, key, name, "", born)
        tell_work(CHEN, NOW, W001, work, at(5), "走访时说的", member_id=member)
    return key


def test_a_family_with_nobody_in_work_is_listed_with_its_reason(stage):
    [line] = list_families(W001, TODAY, DAYS)[:1] if family(stage) else []
    assert (line.household_no, line.family.verdict, line.family.sentence) == ("H9001", "none", "李老根都没有工作")


def test_a_member_nobody_asked_leaves_the_family_unknown(stage):
    key = family(stage)
    add_member(CHEN, NOW, W001, key, "张秀芝", "妻", date(1972, 1, 1))
    assert get_family(W001, key, TODAY, DAYS).family.verdict == "unknown"


def test_a_fact_of_a_later_day_is_not_known_earlier(stage):
    key = family(stage)
    [member] = [one for one in get_family(W001, key, TODAY, DAYS).members if one.facts.name == "李老根"]
    tell_work(CHEN, NOW, W001, "elsewhere", at(20), "他自己说的", member_id=member.id, place="县城")
    assert [get_family(W001, key, on, DAYS).family.verdict for on in (at(19), at(20))] == ["none", "some"]


def test_a_worker_in_work_is_work_for_the_family_until_he_stops_coming(stage):
    correct_worker(CHEN, NOW, W001, stage.workers["001"], Correction(household_no="H1"), "补户编号")
    assert [list_families(W001, on, DAYS)[0].family.verdict for on in (at(10), TODAY)] == ["some", "unknown"]
    tell_work(CHEN, NOW, W001, "none", at(30), "在家带孩子", worker_id=stage.workers["001"])
    assert list_families(W001, TODAY, DAYS)[0].family.verdict == "none"


@pytest.mark.parametrize(("told", "sentence"), [(("here", at(5), "x"), "现在怎样"), (("none", at(5), ""), "哪里知道")])
def test_what_is_told_of_work_has_a_source(stage, told, sentence):
    member = add_member(CHEN, NOW, W001, family(stage), "张秀芝")
    with pytest.raises(Refused, match=sentence):
        tell_work(CHEN, NOW, W001, *told, member_id=member)


def test_a_number_of_a_household_stands_once_and_strangers_members_are_not_there(stage):
    family(stage)
    with pytest.raises(Refused, match="已经有了"):
        family(stage)
    with pytest.raises(NotFound):
        tell_work(CHEN, NOW, W001, "none", at(5), "x", member_id=5)


def test_nobody_outside_the_office_writes(stage):
    zhou = Actor(7, "周师傅", "supervisor")
    acts = (
        lambda: set_liaison(zhou, NOW, W001, "周小凤", "1", at(1)),
        lambda: record_visit(zhou, NOW, W001, at(1), "home", "new", "x", worker_id=stage.workers["001"]),
        lambda: record_departure(zhou, NOW, W001, stage.workers["001"], "farm"),
        lambda: add_household(zhou, NOW, W001, "H7", "x"),
    )
    for act in acts:
        with pytest.raises(Refused, match="只有会计和负责人"):
            act()


def test_the_list_of_families_is_of_the_day_that_is_asked(stage, sign_in):
    add_household(BOSS, NOW, W001, "H-77", "冉大爷")
    [(home,)] = fetch_all("SELECT id FROM household WHERE household_no = 'H-77'")
    member = add_member(BOSS, NOW, W001, home, "冉二妹", "女儿", date(1990, 1, 1))
    tell_work(BOSS, NOW, W001, "none", at(5), "走访", member_id=member)
    tell_work(BOSS, NOW, W001, "elsewhere", at(20), "走访", member_id=member)
    with time_machine.travel(NOW, tick=False):
        office = sign_in("zhang")
        page = office.get("/w/W001/desk/families?on=2026-03-10").text
        assert "H-77" in page
        assert "2026-03-10 那天" in page
        assert "H-77" not in office.get("/w/W001/desk/families").text
        assert "H-77" not in office.get("/w/W001/desk/families?on=2031-01-01").text
        assert "没有工作" in office.get(f"/w/W001/desk/families/{home}?on=2026-03-10").text


def test_every_family_of_a_village_can_be_reached_and_found(app, sign_in):
    for n in range(150):
        add_household(BOSS, NOW, W001, f"H-{n:03}", f"户主{n}")
    office = sign_in("zhang")
    pages = [office.get(f"/w/W001/desk/families?show=all&page={n}").text for n in (1, 2, 9)]
    assert [page.count('class="code"') for page in pages] == [100, 50, 50]
    assert "第 2 页,共 2 页" in pages[1]
    assert office.get("/w/W001/desk/families?show=all&q=户主149").text.count('class="code"') == 1
