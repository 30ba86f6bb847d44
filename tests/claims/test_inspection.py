"""Inspectors' questions over the books: what is planted is asked about, what is answered is not asked again, what changes is."""

import io
import json
import shutil
from dataclasses import replace
from datetime import datetime
from random import Random

import pytest
from click.testing import CliRunner
from PIL import Image
from sqlalchemy import event, text
from sqlalchemy.exc import DatabaseError

from tests.claims.inspected import DECEMBER, NOVEMBER, Honest, add_crew, fill_honest, honest_month, write_days
from tests.claims.year import Month, Person, add_people, fill_year
from tests.conftest import BOSS, NOW, TODAY, W001, W002
from tests.databases import drop_trigger
from workshop.access.roles import OFFICER
from workshop.claims.actions.attachments import attach_document
from workshop.claims.actions.claiming import check_claim, draft_claim
from workshop.claims.actions.inspecting import answer_question, answer_questions
from workshop.claims.actions.posting.hanging import NewPosting, Subject, put_up_notice
from workshop.claims.commands import claim as command
from workshop.claims.queries.answers import load_answers
from workshop.claims.queries.claims import get_claim
from workshop.claims.queries.inspecting.loading import load_inspection
from workshop.claims.queries.inspecting.others import load_others
from workshop.claims.queries.inspection import Asked as AskedQuestion
from workshop.claims.queries.inspection import list_of_claim, list_of_months, names_for, open_questions
from workshop.claims.rules.facts import Asked
from workshop.claims.shelf import own_folder
from workshop.demo.filling import PROGRAMMES
from workshop.kernel.faults import Refused
from workshop.people.actions import record_account
from workshop.people.queries import find_workshop_by_id
from workshop.people.rows import WorkerRow
from workshop.store.audit import Actor
from workshop.store.database import db, fetch_all
from workshop.store.transaction import transaction

CHEN = Actor(2, "陈会计", "accountant")
CARD, EVENING = "6222020000000000012", datetime(2025, 12, 30, 12)
PAGE = "/w/W001/claims/inspection"
SHARED, COUNTY = "shared_card", "990100"
TIME = ("--from", "2025-11", "--to", "2025-12", "--on", "2026-03-31")


@pytest.fixture
def crew(app):
    found = add_crew(W001, 12)
    fill_honest(W001, found)
    return found


def asked(check: str = "", first: int = NOVEMBER, last: int = DECEMBER) -> list[AskedQuestion]:
    return [one for one in list_of_months(W001, first, last, TODAY) if check in ("", one.question.check)]


def waiting(check: str) -> list[AskedQuestion]:
    return [one for one in asked(check) if one.answer is None]


def share_card(crew, *numbers: str) -> None:
    for number in numbers:
        record_account(CHEN, NOW, W001, crew[number], CARD)


def answer(found: AskedQuestion, words: str = "夫妻两人,已让各办各的") -> None:
    answer_question(CHEN, NOW, W001, found.question, words)


def test_an_honest_crew_is_asked_nothing(crew):
    assert asked() == []


def test_one_card_for_two_is_asked_with_who_they_are(crew):
    share_card(crew, "C003", "C007")
    [found] = asked(SHARED)
    assert found.question.sentence == "尾号 0012 的银行卡登记在 2 人名下:C003 工人003、C007 工人007"
    assert set(found.question.workers) == {crew["C003"], crew["C007"]}


def test_attendance_copied_from_a_colleague_is_asked_with_the_month(app):
    crew = add_crew(W001, 12)
    dice = Random(3)
    mine = honest_month(dice, DECEMBER)
    write_days(W001, crew["C000"], mine)
    write_days(W001, crew["C001"], [Honest(day.on, (day.clock[0] + 2, day.clock[1] + 2)) for day in mine])
    for number in range(2, 12):
        write_days(W001, crew[f"C{number:03}"], honest_month(dice, DECEMBER))
    [found] = asked("copied_times")
    assert set(found.question.workers) == {crew["C000"], crew["C001"]}
    assert found.question.months == (DECEMBER,)


def test_a_month_typed_in_one_evening_is_asked_about(app):
    crew = add_crew(W001, 3)
    write_days(W001, crew["C000"], honest_month(Random(5), DECEMBER), written=EVENING)
    [found] = asked("typed_at_once")
    assert (found.question.workers, found.question.months) == ((crew["C000"],), (DECEMBER,))


def test_what_is_answered_is_no_longer_open_and_says_who_answered(crew):
    share_card(crew, "C003", "C007")
    answer(waiting(SHARED)[0])
    [done] = asked(SHARED)
    assert waiting(SHARED) == []
    assert (done.answer.text, done.answer.by) == ("夫妻两人,已让各办各的", "陈会计")


def test_other_evidence_is_asked_anew(crew):
    share_card(crew, "C003", "C007")
    answer(waiting(SHARED)[0])
    share_card(crew, "C009")
    [found] = waiting(SHARED)
    assert crew["C009"] in found.question.workers
    assert found.before.text == "夫妻两人,已让各办各的"


def test_of_two_answers_the_last_counts_and_both_stay(crew):
    share_card(crew, "C003", "C007")
    answer(waiting(SHARED)[0], "是夫妻")
    answer(asked(SHARED)[0], "不是夫妻,是姐妹")
    assert asked(SHARED)[0].answer.text == "不是夫妻,是姐妹"
    assert fetch_all("SELECT COUNT(*) FROM inspection_answer") == [(2,)]


def test_an_answer_is_on_the_record(crew):
    share_card(crew, "C003", "C007")
    answer(waiting(SHARED)[0])
    told = "SELECT actor_name FROM audit_leaf WHERE action = 'inspection.answer' AND subject = 'inspection/shared_card'"
    assert fetch_all(told) == [("陈会计",)]


def test_an_answer_without_words_or_by_an_overseer_is_refused(crew):
    share_card(crew, "C003", "C007")
    question = waiting(SHARED)[0].question
    with pytest.raises(Refused, match="怎么回事"):
        answer_question(CHEN, NOW, W001, question, "  ")
    with pytest.raises(Refused, match="会计和负责人"):
        answer_questions(Actor(9, "刘科", OFFICER), NOW, W001, [question], "看过")


@pytest.mark.parametrize("change", ["UPDATE inspection_answer SET answer = '没事'", "DELETE FROM inspection_answer"])
def test_an_answer_is_never_changed(crew, change):
    share_card(crew, "C003", "C007")
    answer(waiting(SHARED)[0])
    with pytest.raises(DatabaseError, match="append-only"), transaction(BOSS, NOW):
        db.session.execute(text(change))


def test_twin_without_the_trigger_an_answer_is_changed(crew):
    share_card(crew, "C003", "C007")
    answer(waiting(SHARED)[0])
    with transaction(BOSS, NOW):
        drop_trigger("inspection_answer_no_update")
        db.session.execute(text("UPDATE inspection_answer SET answer = '没事'"))
    assert [one.text for one in load_answers(W001).of.values()] == ["没事"]


def statements(workshop_id: int) -> int:
    """How many it takes to read a workshop."""
    seen: list[str] = []
    listen = lambda *args: seen.append(args[2])  # noqa: E731
    place = find_workshop_by_id(workshop_id)
    event.listen(db.engine, "before_cursor_execute", listen)
    days = datetime(2025, 11, 1).date(), datetime(2025, 12, 31).date()
    load_inspection(place, NOVEMBER, DECEMBER, TODAY, load_others(workshop_id, *days))
    event.remove(db.engine, "before_cursor_execute", listen)
    return len(seen)


def test_five_hundred_people_are_read_in_as_many_statements_as_five(app):
    write_days(W001, add_crew(W001, 5)["C000"], honest_month(Random(1), DECEMBER))
    few = statements(W001)
    for worker in add_crew(W002, 500).values():
        write_days(W002, worker, honest_month(Random(worker), DECEMBER)[:3])
    assert statements(W002) == few


# Claims: the same people in two workshops, known by the same identity number.

YEAR = Asked(TODAY.replace(year=2025, month=1, day=1), TODAY.replace(year=2025, month=12, day=31), TODAY)
PAID = (Person("B1", dict.fromkeys((1, 2, 3), Month(200_000, 40))),)


@pytest.fixture
def places(app):
    own_folder().mkdir(exist_ok=True)
    shutil.copy(PROGRAMMES / "yanshi.toml", own_folder())
    for workshop_id in (W001, W002):
        fill_year(workshop_id, PAID, add_people(workshop_id, PAID))
    with transaction(BOSS, NOW):
        same = WorkerRow.__table__.update().where(WorkerRow.worker_no == "B1")
        db.session.execute(same.values(id_no_index=b"one-and-the-same"))
    return find_workshop_by_id(W001), find_workshop_by_id(W002)


@pytest.fixture
def claimed(places):
    """Claimed and checked next door; drafted here."""
    there = draft_claim(CHEN, NOW, places[1], "yanshi", "吸纳就业补贴", YEAR)
    check_claim(CHEN, NOW, places[1], there, TODAY, "看过")
    return draft_claim(CHEN, NOW, places[0], "yanshi", "吸纳就业补贴", YEAR)


def sentence_of(claim_id: int, check: str, overseer: bool = False) -> str:
    found = list_of_claim(W001, get_claim(W001, claim_id), TODAY, names_for(COUNTY if overseer else None))
    return next(one.question.sentence for one in found if one.question.check == check)


def test_months_claimed_next_door_are_asked_without_its_name(claimed):
    sentence = sentence_of(claimed, "claimed_twice")
    assert "另一个车间" in sentence
    assert "柳树湾" not in sentence


def test_whoever_oversees_both_reads_the_name_and_the_number(claimed):
    assert "柳树湾车间 SL-2026-0001" in sentence_of(claimed, "claimed_twice", overseer=True)


def test_whoever_oversees_another_county_reads_no_name(claimed):
    found = list_of_claim(W001, get_claim(W001, claimed), TODAY, names_for("990200"))
    assert "柳树湾" not in str(found)


def test_days_at_two_places_are_asked_without_the_name_next_door(claimed):
    assert "另一个车间" in sentence_of(claimed, "two_places")
    assert "柳树湾车间" in sentence_of(claimed, "two_places", overseer=True)


def test_an_answer_holds_whoever_reads_the_question(claimed):
    found = get_claim(W001, claimed)
    for one in list_of_claim(W001, found, TODAY):
        answer(one)
    assert [one for one in list_of_claim(W001, found, TODAY, names_for(COUNTY)) if one.answer is None] == []
    assert "柳树湾" not in str(fetch_all("SELECT sentence FROM inspection_answer"))


def test_a_claim_with_open_questions_is_checked_only_by_somebody_who_takes_them_on(places):
    claim = draft_claim(CHEN, NOW, places[0], "yanshi", "吸纳就业补贴", YEAR)
    with pytest.raises(Refused, match="检查「同一天在两个车间」有 1 个问题没有回答"):
        check_claim(CHEN, NOW, places[0], claim, TODAY)


def test_once_all_is_answered_a_claim_is_checked_without_a_word(places):
    claim = draft_claim(CHEN, NOW, places[0], "yanshi", "吸纳就业补贴", YEAR)
    questions = open_questions(W001, get_claim(W001, claim), TODAY)
    answer_questions(CHEN, NOW, W001, questions, "两边都问过,是同名的登记错误")
    check_claim(CHEN, NOW, places[0], claim, TODAY)
    assert get_claim(W001, claim).state == "checked"


def test_a_notice_that_hung_with_other_people_is_asked_about(app):
    own_folder().mkdir(exist_ok=True)
    shutil.copy(PROGRAMMES / "yanshi.toml", own_folder())
    two = (*PAID, Person("B2", dict.fromkeys((1, 2), Month(200_000, 40))))
    ids, place = add_people(W001, two), find_workshop_by_id(W001)
    fill_year(W001, two, ids)
    claim = draft_claim(CHEN, NOW, place, "yanshi", "吸纳就业补贴", YEAR)
    check_claim(CHEN, NOW, place, claim, TODAY, "看过")
    new = NewPosting("村委会", TODAY, "公示栏")
    put_up_notice(CHEN, NOW, W001, Subject(claim), new, TODAY)
    found = get_claim(W001, claim)
    differ = [one for one in open_questions(W001, found, TODAY) if one.check == "lists_differ" and not one.months]
    assert differ == []
    fewer = replace(found, people=found.people[:1], fen=found.people[0].fen)
    differ = [one for one in open_questions(W001, fewer, TODAY) if one.check == "lists_differ" and not one.months]
    assert {"花名册 1 人,村委会的公示 2 人" in one.sentence for one in differ} == {True, False}


# The page and the command.


def test_the_office_answers_on_the_page(crew, sign_in):
    share_card(crew, "C003", "C007")
    chen = sign_in("chen")
    shown = chen.get(f"{PAGE}?month=2025-12").text
    assert "登记在 2 人名下" in shown
    assert f"/w/W001/workers/{crew['C003']}" in shown
    mark = waiting(SHARED)[0].mark
    empty = chen.post(PAGE, data={"month": "2025-12", "question": mark, "answer": ""})
    assert (empty.status_code, "请填写怎么回事" in empty.text) == (400, True)
    sent = chen.post(PAGE, data={"month": "2025-12", "question": mark, "answer": "是夫妻"})
    assert sent.status_code == 303
    assert "是夫妻" in chen.get(sent.location).text


def test_an_answer_may_carry_a_scan_of_the_claim(places, sign_in):
    claim = draft_claim(CHEN, NOW, places[0], "yanshi", "吸纳就业补贴", YEAR)
    picture = io.BytesIO()
    Image.new("RGB", (40, 40), "white").save(picture, "JPEG")
    scan = attach_document(CHEN, NOW, W001, claim, "营业执照", "照.jpg", picture.getvalue())
    mark = list_of_claim(W001, get_claim(W001, claim), TODAY)[0].mark
    said = {"claim": claim, "question": mark, "answer": "见扫描件"}
    chen = sign_in("chen")
    assert chen.post(PAGE, data=said | {"attachment": 987654321}).status_code == 404
    sent = chen.post(PAGE, data=said | {"attachment": scan})
    assert f"/w/W001/claims/scans/{scan}" in chen.get(sent.location).text


def test_one_reason_answers_several_questions_at_once(crew, sign_in):
    share_card(crew, "C003", "C007")
    record_account(CHEN, NOW, W001, crew["C001"], "6222020000000000038")
    record_account(CHEN, NOW, W001, crew["C002"], "6222020000000000038")
    marks = [one.mark for one in waiting(SHARED)]
    sent = sign_in("chen").post(PAGE, data={"month": "2025-12", "question": marks, "answer": "都是一家人"})
    assert (len(marks), sent.status_code, waiting(SHARED)) == (2, 303, [])


def test_a_question_whose_evidence_changed_meanwhile_is_not_answered(crew, sign_in):
    share_card(crew, "C003", "C007")
    mark = waiting(SHARED)[0].mark
    share_card(crew, "C009")
    sent = sign_in("chen").post(PAGE, data={"month": "2025-12", "question": mark, "answer": "是夫妻"})
    assert (sent.status_code, "刚刚变了" in sent.text) == (400, True)


@pytest.mark.parametrize(("login", "name"), [("liu", "柳树湾车间"), ("chen", "另一个车间")])
def test_only_who_oversees_both_reads_the_name_on_the_page(claimed, sign_in, login, name):
    shown = sign_in(login).get(f"{PAGE}?claim={claimed}").text
    assert name in shown
    assert (login == "liu") is ("柳树湾" in shown)


@pytest.mark.parametrize("login", ["liu", "sun"])
def test_overseers_read_and_have_no_form(crew, sign_in, login):
    share_card(crew, "C003", "C007")
    shown = sign_in(login).get(f"{PAGE}?month=2025").text
    assert "登记在 2 人名下" in shown
    assert 'name="answer"' not in shown


def test_where_nothing_is_asked_the_page_says_what_was_looked_at(crew, sign_in):
    shown = sign_in("zhang").get(f"{PAGE}?month=2025-12").text
    assert "2025年12月没有问题" in shown
    assert "几人一张银行卡" in shown


def test_a_month_shows_only_what_touches_it(app, sign_in):
    crew = add_crew(W001, 3)
    write_days(W001, crew["C000"], honest_month(Random(5), DECEMBER), written=EVENING)
    assert "三天之内" in sign_in("zhang").get(f"{PAGE}?month=2025-12").text
    assert "三天之内" not in sign_in("zhang").get(f"{PAGE}?month=2025-11").text


def test_a_claim_s_page_leads_to_its_questions(places, sign_in):
    claim = draft_claim(CHEN, NOW, places[0], "yanshi", "吸纳就业补贴", YEAR)
    chen = sign_in("chen")
    assert "检查「同一天在两个车间」有 1 个问题没有回答" in chen.get(f"/w/W001/claims/{claim}").text
    shown = chen.get(f"{PAGE}?claim={claim}").text
    assert "另一个车间" in shown
    assert "柳树湾" not in shown


@pytest.mark.parametrize("asked_for", ["month=2026-13", "month=x", "claim=987654321"])
def test_what_is_no_month_and_no_claim_here_is_refused(app, sign_in, asked_for):
    assert sign_in("zhang").get(f"{PAGE}?{asked_for}").status_code in (400, 404)


def test_the_page_costs_the_same_for_a_dozen_and_for_more(crew, sign_in):
    def cost() -> int:
        seen: list[str] = []
        listen = lambda *args: seen.append(args[2])  # noqa: E731
        event.listen(db.engine, "before_cursor_execute", listen)
        assert zhang.get(f"{PAGE}?month=2025-12").status_code == 200
        event.remove(db.engine, "before_cursor_execute", listen)
        return len(seen)

    zhang = sign_in("zhang")
    zhang.get("/w/W001/claims/sheets")
    share_card(crew, "C000", "C001")
    few = cost()
    share_card(crew, *(f"C{number:03}" for number in range(2, 12)))
    assert cost() == few


def test_the_command_prints_questions_and_answers(crew):
    share_card(crew, "C003", "C007")
    answer(waiting(SHARED)[0], "是夫妻")
    done = CliRunner().invoke(command, ["inspect", "--workshop", "W001", *TIME])
    assert (done.exit_code, "是夫妻" in done.output, "共 1 个问题,0 个没有回答" in done.output) == (0, True, True)


def test_the_command_gives_json(crew):
    share_card(crew, "C003", "C007")
    done = CliRunner().invoke(command, ["inspect", "--workshop", "W001", *TIME, "--json"])
    [told] = json.loads(done.output)["questions"]
    assert (told["check"], told["answer"], sorted(told["workers"])) == (
        SHARED,
        None,
        sorted((crew["C003"], crew["C007"])),
    )


def test_a_wrong_month_is_wrong_usage(app):
    assert (
        CliRunner().invoke(command, ["inspect", "--workshop", "W001", "--from", "2026-13", "--to", "2026-12"]).exit_code
        == 2
    )


def test_a_wrong_day_is_told_in_chinese(app):
    done = CliRunner().invoke(command, ["inspect", "--workshop", "W001", *TIME, "--on", "2026-02-30"])
    assert (done.exit_code, "「2026-02-30」不是日期" in done.output) == (2, True)
