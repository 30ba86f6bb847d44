"""Posts are offered with the pay that was seen, people say what they can, matches have reasons, referrals need consent."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine

from tests.conftest import BOSS, NOW, TODAY, W001, W002
from tests.pay.paying import lock
from tests.pay.stage import Stage, count_statements
from workshop.desk.actions.limits import set_limit
from workshop.desk.actions.openings import (
    NewOpening,
    NewSeeker,
    apply_for,
    close_opening,
    erase_seeker,
    extend_opening,
    post_opening,
    record_step,
    refer_seeker,
    register_seeker,
    show_phone,
)
from workshop.desk.poster import lay_out_poster, make_poster, tell_pay
from workshop.desk.queries.asking import count_to_ask, load_ask_days
from workshop.desk.queries.openings import (
    find_pay_range,
    get_opening,
    get_posted,
    get_seeker,
    list_openings,
    list_posted_nearby,
    list_referrals,
    list_seekers,
    rank_seekers,
)
from workshop.desk.rules import openings as rules
from workshop.desk.rules.openings import PayRange, Post, Wish, compute_range, is_code, match, new_code, read_phone
from workshop.kernel.faults import NotFound, Refused
from workshop.people.queries import find_workshop_by_id
from workshop.store.database import fetch_all

SEWER = NewOpening(
    "缝纫工", "做劳保手套的缝合", "hall", ("morning", "afternoon"), "八点到五点", ("sewing",), 3, "023-1"
)
SUN = NewSeeker("孙小兰", "13800001111", "hall", ("morning",), ("sewing",), "石桥村", "", True, True)
JOB = Post("hall", frozenset({"morning"}), frozenset({"sewing"}))


def a_wish(place="hall", times=("morning",), skills=("sewing",)) -> Wish:
    return Wish(place, frozenset(times), frozenset(skills))


@pytest.fixture
def posted(app):
    return get_opening(W001, post_opening(BOSS, NOW, W001, SEWER))


def test_a_match_says_in_words_why_it_fits():
    fit = match(JOB, a_wish())
    assert fit.fits
    assert fit.reasons == ("都说可以在车间做", "上午有空", "会缝纫,岗位正要")


@pytest.mark.parametrize(
    ("wish", "against"),
    [
        (a_wish(place="home"), "岗位要在车间做,本人想带回家做"),
        (a_wish(times=("evening",)), "岗位要上午,本人只说晚上有空"),
        (a_wish(times=()), "岗位要上午,本人没有说什么时候有空"),
        (a_wish(skills=("packing",)), "岗位要会缝纫,本人没有说会"),
    ],
)
def test_what_stands_against_a_match_is_said_too(wish, against):
    assert match(JOB, wish).against == (against,)


def test_a_post_that_asks_nothing_fits_anybody():
    assert match(Post("both", frozenset(), frozenset()), a_wish("home", (), ())).fits


def test_the_best_match_comes_first_and_of_two_alike_who_came_for_this_post(posted):
    register_seeker(BOSS, NOW, W001, NewSeeker("甲", "13800000001", "home", consent=True))
    register_seeker(BOSS, NOW, W001, NewSeeker("乙", "13800000002", "hall", ("morning",), ("sewing",), consent=True))
    apply_for(NOW, "10.0.0.1", posted, SUN)
    assert [one.name for one, _ in rank_seekers(posted, list_seekers(W001))] == ["孙小兰", "乙", "甲"]


def test_the_pay_of_fewer_than_three_people_is_not_published():
    months = [(1, 300_000), (1, 310_000), (2, 320_000), (2, 330_000)]
    assert compute_range(months) is None
    assert compute_range([*months, (3, 340_000)]) is not None


def test_a_range_is_the_middle_half_rounded_outward_so_that_its_ends_are_nobodys_pay():
    months = [(person, 200_010 + person * 10_000) for person in range(9)]
    assert compute_range(months) == PayRange(220_000, 265_000, 9)


def test_pay_comes_from_locked_slips_of_complete_months_alone(app):
    stage = Stage()
    stage.work_a_month()
    april = TODAY.replace(month=4, day=1)
    assert find_pay_range(W001, "both", april) is None
    lock()
    found = find_pay_range(W001, "both", april)
    assert found is not None
    assert found.people == len(fetch_all("SELECT id FROM slip WHERE gross > 0")) == 3
    assert find_pay_range(W001, "both", TODAY) is None, "March itself is not over on its last day"
    assert find_pay_range(W001, "home", april) is None, "one person works at home"
    assert find_pay_range(W002, "both", april) is None
    assert f"{found.people} 个人" in tell_pay(found)


def test_a_code_is_not_guessed_and_another_text_leads_nowhere(posted):
    assert is_code(posted.code)
    assert get_posted(posted.code) == posted
    for text in (new_code(), "1 OR 1=1", "../../x", "", str(posted.id)):
        with pytest.raises(NotFound):
            get_posted(text)


def test_a_closed_post_takes_nobody_and_is_closed_once(posted):
    close_opening(BOSS, NOW, W001, posted.id, "")
    closed = get_opening(W001, posted.id)
    assert closed.ended == "已招满"
    with pytest.raises(Refused, match="已经关了"):
        apply_for(NOW, "10.0.0.1", closed, SUN)
    with pytest.raises(Refused, match="已经关了"):
        close_opening(BOSS, NOW, W001, posted.id, "")


def test_nothing_is_kept_without_consent(posted):
    with pytest.raises(Refused, match="没有同意"):
        apply_for(NOW, "10.0.0.1", posted, NewSeeker("孙小兰", "13800001111", "hall"))
    assert list_seekers(W001) == []


def test_a_telephone_is_sealed_and_whoever_reads_it_is_on_the_record(posted):
    apply_for(NOW, "10.0.0.1", posted, SUN)
    (seeker,) = list_seekers(W001)
    [(sealed,)] = fetch_all("SELECT phone_sealed FROM seeker")
    assert b"13800001111" not in bytes(sealed)
    assert seeker.phone_tail == "1111"
    assert show_phone(BOSS, NOW, W001, seeker.id) == "13800001111"
    assert fetch_all("SELECT subject FROM audit_leaf WHERE action = 'seeker.phone'") == [(f"seeker/{seeker.id}",)]


def test_the_same_number_by_the_page_is_the_same_person_who_came_again(posted):
    for _ in range(2):
        apply_for(NOW, "10.0.0.1", posted, SUN)
    (seeker,) = list_seekers(W001)
    assert [step.words for step in seeker.steps] == ["又来报名"]


def test_who_declined_and_comes_again_is_thought_of_again(posted):
    apply_for(NOW, "10.0.0.1", posted, SUN)
    (seeker,) = list_seekers(W001)
    record_step(BOSS, NOW, W001, seeker.id, "declined")
    assert not get_seeker(W001, seeker.id).open
    apply_for(NOW.replace(hour=5), "10.0.0.1", posted, SUN)
    assert get_seeker(W001, seeker.id).open


def test_one_telephone_cannot_flood_the_list(posted):
    for n in range(10):
        apply_for(NOW, "10.0.0.1", posted, NewSeeker("孙", f"1380000{n:04}", "hall", consent=True))
    with pytest.raises(Refused, match="太多次"):
        apply_for(NOW, "10.0.0.1", posted, NewSeeker("孙", "13800009999", "hall", consent=True))
    assert len(list_seekers(W001)) == 10


def test_a_referral_needs_consent_and_tells_the_outcome_back(app):
    here, there = find_workshop_by_id(W001), find_workshop_by_id(W002)
    unwilling = register_seeker(BOSS, NOW, W001, NewSeeker("甲", "13800000001", "home", consent=True))
    with pytest.raises(Refused, match="没有同意介绍"):
        refer_seeker(BOSS, NOW, here, unwilling, there.code)
    willing = register_seeker(BOSS, NOW, W001, SUN)
    refer_seeker(BOSS, NOW, here, willing, there.code, "离她家近")
    (copy,) = list_seekers(W002)
    assert (copy.name, copy.from_code, copy.may_refer) == ("孙小兰", "W001", False)
    assert show_phone(BOSS, NOW, W002, copy.id) == "13800001111"
    assert [one.outcome for one in list_referrals(W001, willing)] == ["还没有消息"]
    record_step(BOSS, NOW, W002, copy.id, "hired", "里面的话不外传")
    (referral,) = list_referrals(W001, willing)
    assert (referral.to_name, referral.outcome) == (there.name, "来上班了")
    assert "里面的话不外传" not in str(referral)
    with pytest.raises(Refused, match="已经介绍给"):
        refer_seeker(BOSS, NOW, here, willing, there.code)


@pytest.mark.parametrize("to", ["W001", "W999", ""])
def test_a_referral_goes_to_another_workshop_of_the_county_alone(app, to):
    seeker = register_seeker(BOSS, NOW, W001, SUN)
    with pytest.raises(Refused, match="没有这个车间"):
        refer_seeker(BOSS, NOW, find_workshop_by_id(W001), seeker, to)


def test_who_takes_consent_back_is_forgotten_here_and_there(app):
    seeker = register_seeker(BOSS, NOW, W001, SUN)
    refer_seeker(BOSS, NOW, find_workshop_by_id(W001), seeker, "W002")
    erase_seeker(BOSS, NOW, W001, seeker)
    assert list_seekers(W001) == list_seekers(W002) == []
    assert fetch_all("SELECT DISTINCT name, village, note, phone_sealed, phone_index, phone_tail FROM seeker") == [
        ("", "", "", None, None, "")
    ]
    with pytest.raises(NotFound):
        show_phone(BOSS, NOW, W001, seeker)


def test_another_workshops_seeker_is_not_there(app):
    seeker = register_seeker(BOSS, NOW, W001, SUN)
    with pytest.raises(NotFound):
        get_seeker(W002, seeker)


@pytest.mark.parametrize("typed", ["138 0000 1111", "138-0000-1111", "+8613800001111", "13800001111"])
def test_a_mobile_number_is_read_as_people_write_it(typed):
    assert read_phone(typed) == "13800001111"


@pytest.mark.parametrize("typed", ["", "1380000111", "12800001111", "138000011112", "电话没有"])
def test_what_is_no_mobile_number_is_refused(typed):
    with pytest.raises(Refused, match="手机号不对"):
        read_phone(typed)


def test_the_poster_says_what_the_page_says(posted):
    shop = find_workshop_by_id(W001)
    drawn = lay_out_poster(shop, posted, PayRange(220_000, 265_000, 9), "http://192.168.1.10:8000")
    text = "".join(block.text for block in drawn.blocks)
    for words in (
        "招缝纫工",
        "做劳保手套的缝合",
        "上午、下午 八点到五点",
        "3 人",
        "9 个人大多每月 2,200 至 2,650 元",
        "023-1",
    ):
        assert words in text
    assert len(drawn.solids) > 200, "a code to scan"
    assert "收入" not in "".join(block.text for block in lay_out_poster(shop, posted, None, "http://x").blocks)
    assert make_poster(shop, posted, None, "http://192.168.1.10:8000").content.startswith(b"%PDF")


def test_a_post_goes_from_the_form_to_the_poster_to_a_person(sign_in, app):
    office = sign_in("zhang")
    form = {
        "title": "缝纫工",
        "work": "缝手套",
        "place": "hall",
        "times": ["morning"],
        "skills": ["sewing"],
        "wanted": "2",
    }
    page = office.post("/w/W001/openings", data=form, follow_redirects=True).text
    assert "不公布:最近三个月锁定的工资里不到 3 个人" in page
    (opening,) = list_openings(W001)
    pdf = office.post(f"/w/W001/openings/{opening.id}/poster", data={"address": "http://192.168.1.10:8000"})
    assert pdf.mimetype == "application/pdf"
    phone = app.test_client()
    told = {"name": "孙小兰", "phone": "13800001111", "place": "both", "times": ["morning"], "skills": ["sewing"]}
    refused = phone.post(f"/jobs/{opening.code}", data=told)
    assert refused.status_code == 400
    assert "同意的话请在「我同意」前打勾" in refused.text
    assert 'value="孙小兰"' in refused.text
    thanks = phone.post(f"/jobs/{opening.code}", data=told | {"consent": "y"}, follow_redirects=True)
    assert "✓ 已报名,车间会给您打电话" in thanks.text
    page = office.get(f"/w/W001/openings/{opening.id}").text
    assert "会缝纫,岗位正要" in page
    assert "13800001111" not in page


def test_the_number_is_shown_once_to_the_office_and_not_to_a_supervisor(sign_in, app):
    seeker = register_seeker(BOSS, NOW, W001, SUN)
    address = f"/w/W001/seekers/{seeker}"
    assert "13800001111" not in sign_in("zhang").get(address).text
    assert "13800001111" in sign_in("zhang").post(f"{address}/phone").text
    assert sign_in("zhou").post(f"{address}/phone").status_code == 403


def test_pages_of_a_seeker_record_refer_and_erase(sign_in, app):
    client = sign_in("zhang")
    told = {"name": "孙小兰", "phone": "13800001111", "place": "both", "consent": "y", "may_refer": "y"}
    address = client.post("/w/W001/seekers", data=told).headers["Location"]
    assert "联系过" in client.post(f"{address}/step", data={"kind": "called"}, follow_redirects=True).text
    assert "柳树湾车间" in client.post(f"{address}/refer", data={"to": "W002"}, follow_redirects=True).text
    assert client.post(f"{address}/step", data={"kind": "x"}).status_code == 400
    client.post(f"{address}/erase")
    page = client.get(address).text
    assert "孙小兰" not in page.split("<main", 1)[1]


def test_the_page_of_a_poster_is_not_found_by_another_code(app):
    assert app.test_client().get("/jobs/aaaaaaaa").status_code == 404


def test_a_closed_post_says_so_on_its_page(app, posted):
    close_opening(BOSS, NOW, W001, posted.id, "")
    page = app.test_client().get(f"/jobs/{posted.code}").text
    assert "已经招满" in page
    assert "<button>报名" not in page


def test_posts_of_the_county_are_shown_to_its_other_workshops(app, posted):
    assert [name for _, name, _ in list_posted_nearby("990100", W002, TODAY)] == ["巫山手套车间"]
    assert list_posted_nearby("990100", W001, TODAY) == list_posted_nearby("990200", W002, TODAY) == []


@time_machine.travel(NOW, tick=False)
def test_pages_ask_as_often_for_many_as_for_few(sign_in, posted):
    client = sign_in("zhang")
    addresses = (f"/w/W001/openings/{posted.id}", "/w/W001/seekers", "/w/W001/openings")
    register_seeker(BOSS, NOW, W001, SUN)
    for address in addresses:
        client.get(address)
    few = [count_statements(lambda at=address: client.get(at)) for address in addresses]
    for n in range(30):
        register_seeker(BOSS, NOW, W001, NewSeeker(f"人{n}", f"1390000{n:04}", "hall", consent=True))
        post_opening(BOSS, NOW, W001, SEWER)
    client.get(addresses[0])
    assert [count_statements(lambda at=address: client.get(at)) for address in addresses] == few


def test_who_was_not_called_yet_waits_on_the_first_page(sign_in, app):
    seeker = register_seeker(BOSS, NOW, W001, SUN)
    assert "1 人报名求职,还没有联系" in sign_in("zhang").get("/w/W001/").text
    record_step(BOSS, NOW, W001, seeker, "called")
    assert "还没有联系" not in sign_in("zhang").get("/w/W001/").text


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("skills", "flying", "有一项不在单子里"),
        ("times", "\x00", "有一项不在单子里"),
        ("place", "moon", "不在可选的范围里"),
        ("name", "孙\x00", "控制字符"),
        ("name", "", "请填写姓名"),
        ("name", "长" * 65, "最多 64 个字"),
        ("phone", "9" * 300, "最多 20 个字"),
        ("note", "字" * 201, "最多 200 个字"),
    ],
)
def test_whatever_comes_by_the_page_is_stored_or_refused_in_words(app, posted, field, value, said):
    told = {"name": "孙小兰", "phone": "13800001111", "place": "both", "consent": "y"}
    answer = app.test_client().post(f"/jobs/{posted.code}", data=told | {field: value})
    assert answer.status_code == 400
    assert said in answer.text
    assert list_seekers(W001) == []


def test_a_post_without_a_number_of_people_is_refused_in_words(sign_in):
    form = {"title": "缝纫工", "work": "缝手套", "place": "hall", "wanted": "几个"}
    answer = sign_in("zhang").post("/w/W001/openings", data=form)
    assert answer.status_code == 400
    assert "整数" in answer.text


def test_overseers_see_posts_and_nobody_who_seeks_work(sign_in, posted):
    seeker = register_seeker(BOSS, NOW, W001, SUN)
    for login in ("liu", "sun"):
        client = sign_in(login)
        assert "孙小兰" not in client.get(f"/w/W001/openings/{posted.id}").text
        assert client.get("/w/W001/seekers").status_code == 403
        assert client.get(f"/w/W001/seekers/{seeker}").status_code == 403
    assert "孙小兰" in sign_in("zhou").get(f"/w/W001/openings/{posted.id}").text


def test_without_the_rule_of_three_two_people_would_stand_on_the_wall(monkeypatch):
    months = [(1, 300_000), (2, 330_000)]
    assert compute_range(months) is None
    monkeypatch.setattr(rules, "FEWEST", 2)
    assert compute_range(months) is not None


def test_a_post_past_its_day_takes_no_more_names_and_waits_for_the_offices_word(app, sign_in):
    key = post_opening(BOSS, NOW, W001, replace(SEWER, until=TODAY))
    assert not get_opening(W001, key).to_ask(TODAY, 30)
    after = get_opening(W001, key)
    with pytest.raises(Refused, match="日子过了"):
        apply_for(NOW + timedelta(days=1), "10.0.0.1", after, SUN)
    assert after.to_ask(TODAY + timedelta(days=1), 30)
    assert list_posted_nearby("990100", W002, TODAY + timedelta(days=1)) == []
    assert count_to_ask(W001, TODAY + timedelta(days=1)) == (0, 1)
    extend_opening(BOSS, NOW + timedelta(days=1), W001, key, TODAY + timedelta(days=20))
    again = get_opening(W001, key)
    assert (again.until, again.to_ask(TODAY + timedelta(days=20), 1)) == (TODAY + timedelta(days=20), False)
    apply_for(NOW + timedelta(days=2), "10.0.0.1", again, SUN)


def test_a_post_without_a_day_is_asked_about_after_the_workshops_days(app, posted):
    assert [posted.to_ask(TODAY + timedelta(days=n), load_ask_days(W001, TODAY)[1]) for n in (29, 30)] == [False, True]
    set_limit(BOSS, NOW, W001, "ask_opening", 5, TODAY)
    assert count_to_ask(W001, TODAY + timedelta(days=5)) == (0, 1)
    close_opening(BOSS, NOW, W001, posted.id, "")
    assert count_to_ask(W001, TODAY + timedelta(days=5)) == (0, 0)


@pytest.mark.parametrize("days", [-1, 401])
def test_a_day_that_is_over_or_years_away_is_refused(app, posted, days):
    for ask in (
        lambda until: post_opening(BOSS, NOW, W001, replace(SEWER, until=until)),
        lambda until: extend_opening(BOSS, NOW, W001, posted.id, until),
    ):
        with pytest.raises(Refused, match="招到哪天"):
            ask(TODAY + timedelta(days=days))


def test_who_was_not_heard_of_for_ninety_days_is_asked_again_and_never_dropped(app):
    key = register_seeker(BOSS, NOW, W001, SUN)

    def asked(days: int) -> bool:
        return get_seeker(W001, key).to_ask(TODAY + timedelta(days=days), load_ask_days(W001, TODAY)[0])

    assert (asked(89), asked(90)) == (False, True)
    record_step(BOSS, NOW + timedelta(days=90), W001, key, "no_answer")
    assert asked(90)
    record_step(BOSS, NOW + timedelta(days=91), W001, key, "still")
    assert (asked(91), asked(91 + 90)) == (False, True)
    record_step(BOSS, NOW + timedelta(days=200), W001, key, "declined")
    assert not asked(400)
    assert get_seeker(W001, key).name == "孙小兰"


def test_the_office_sees_whom_to_ask_and_answers_with_one_press(sign_in):
    key, office = register_seeker(BOSS, NOW, W001, SUN), sign_in("zhang")
    with time_machine.travel(NOW + timedelta(days=120), tick=False):
        office = sign_in("zhang")
        page = office.get("/w/W001/seekers").text
        assert "120 天没有消息" in page
        assert "还想来 孙小兰" in page
        office.post(f"/w/W001/seekers/{key}/step", data={"kind": "still", "note": ""})
        assert "请再问一次" not in office.get("/w/W001/seekers").text


def test_the_office_says_that_a_post_is_still_offered(sign_in, posted):
    office = sign_in("zhang")
    with time_machine.travel(NOW + timedelta(days=40), tick=False):
        office = sign_in("zhang")
        assert "还招不招?" in office.get("/w/W001/openings").text
        until = TODAY + timedelta(days=60)
        office.post(f"/w/W001/openings/{posted.id}/extend", data={"until": until.isoformat()})
        assert f"招到 {until}" in office.get("/w/W001/openings").text
        assert office.post(f"/w/W001/openings/{posted.id}/extend", data={"until": "x"}).status_code == 400
