"""A notice from the wall to its result: counted, photographed, objected to, and a claim that waits for it."""

import io
import shutil
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from PIL import ExifTags, Image
from sqlalchemy import select, text

from tests.claims.year import Month, Person, add_people, fill_year
from tests.conftest import BOSS, NOW, TODAY, W001, W002
from tests.databases import drop_trigger
from tests.pay.stage import count_statements
from workshop.claims.actions.attachments import remove_attachment
from workshop.claims.actions.claiming import check_claim, draft_claim, move_claim
from workshop.claims.actions.papers import note_papers
from workshop.claims.actions.posting.hanging import (
    NewPosting,
    Subject,
    finish_notice,
    put_up_notice,
    restart_notice,
    take_down_notice,
)
from workshop.claims.actions.posting.objections import NewObjection, Settlement, record_objection, settle_objection
from workshop.claims.actions.posting.photos import attach_notice_photo
from workshop.claims.files.photos import find_taken
from workshop.claims.queries.attachments import list_attachments
from workshop.claims.queries.claims import get_claim
from workshop.claims.queries.notices import get_notice, look_at_notices, read_notice_photo
from workshop.claims.rules.facts import Asked
from workshop.claims.rules.posting.standing import find_next
from workshop.claims.shelf import own_folder
from workshop.demo.filling import PROGRAMMES
from workshop.kernel.faults import NotFound, Refused
from workshop.people.queries import find_workshop_by_id
from workshop.store.audit import Actor
from workshop.store.database import db, fetch_all
from workshop.store.rows import AuditLeafRow
from workshop.store.transaction import transaction

CHEN = Actor(2, "陈会计", "accountant")
YEAR = Asked(date(2025, 1, 1), date(2025, 12, 31), date(2026, 3, 31))
MONTH = Month(200_000, 40)
CREW = (Person("B1", dict.fromkeys((1, 2, 3), MONTH)), Person("B2", dict.fromkeys((1, 2), MONTH)))
UP = date(2026, 3, 20)
LAST = date(2026, 3, 26)
PLACE = "村委会公示栏"


def picture(taken: str = "", colour: str = "white") -> bytes:
    """A JPEG; `taken` is the time that it says for itself."""
    exif = Image.Exif()
    if taken:
        exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = taken
    exif.get_ifd(ExifTags.IFD.GPSInfo)[1] = "N"
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(buffer, "JPEG", exif=exif)
    return buffer.getvalue()


@pytest.fixture
def people(app) -> dict[str, int]:
    own_folder().mkdir(exist_ok=True)
    shutil.copy(PROGRAMMES / "yanshi.toml", own_folder())
    keys = add_people(W001, CREW)
    fill_year(W001, CREW, keys)
    return keys


@pytest.fixture
def claim(people) -> int:
    """Checked, its papers issued; its programme demands seven days in the village."""
    place = find_workshop_by_id(W001)
    made = draft_claim(CHEN, NOW, place, "yanshi", "吸纳就业补贴", YEAR)
    check_claim(CHEN, NOW, place, made, TODAY, "看过")
    note_papers(CHEN, NOW, W001, made, ["GZ-2026-0001"])
    return made


def put_up(claim: int, on: date = UP, **more: Any) -> int:
    new = NewPosting(**{"by": "村委会", "on": on, "place": PLACE, **more})
    return put_up_notice(CHEN, NOW, W001, Subject(claim), new, TODAY)


def shown(notice: int, taken: str = "2026:03:20 09:30:00", moment: str = "up") -> int:
    return attach_notice_photo(CHEN, NOW, W001, notice, moment, "墙.jpg", picture(taken))  # type: ignore[arg-type]


def finished(claim: int) -> int:
    notice = put_up(claim)
    shown(notice)
    take_down_notice(CHEN, NOW, W001, notice, LAST + timedelta(days=1), TODAY)
    finish_notice(CHEN, NOW, W001, notice, LAST + timedelta(days=1), TODAY)
    return notice


def submit(claim: int, reason: str = "") -> None:
    move_claim(BOSS, NOW, W001, claim, "submit", TODAY, day=TODAY, reason=reason)


def stage(notice: int, on: date = TODAY) -> str:
    return find_next(get_notice(W001, notice), on).stage


def test_it_hangs_as_long_as_the_programme_asks(claim):
    notice = get_notice(W001, put_up(claim))
    assert (notice.posting.on, notice.posting.last, notice.days_words) == (UP, LAST, "7 天")
    assert notice.basis == "文件要 7 天"


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"days": 5}, "days", "文件要公示 7 天"),
        ({"on": date(2026, 4, 1)}, "on", "还没有到"),
        ({"last": date(2026, 3, 25)}, "last", "不够"),
        ({"last": date(2027, 3, 22)}, "last", "一年以内"),
        ({"place": " "}, "place", "贴在哪里"),
        ({"by": "隔壁"}, "by", "谁公示"),
        ({"place": "栏\x07"}, "place", "不能保存"),
        ({"by": "车间"}, "days", "文件没有写公示几天"),
        ({"by": "车间", "days": 5}, "basis", "文件没有写公示几天"),
        ({"by": "车间", "days": 400, "basis": "村里定的"}, "days", "400 天不对"),
    ],
)
def test_what_is_wrong_is_refused_at_its_field(claim, wrong: dict, field: str, sentence: str):
    with pytest.raises(Refused, match=sentence) as refused:
        put_up(claim, **wrong)
    assert refused.value.field == field


def test_longer_than_asked_is_taken_and_said(claim):
    notice = get_notice(W001, put_up(claim, last=date(2026, 3, 31)))
    assert notice.posting.last == date(2026, 3, 31)
    assert notice.posting.counted.endswith("定在3月31日(周二)满")


def test_where_the_programme_is_silent_somebody_says_how_long(claim):
    told = {"by": "车间", "days": 3, "working_days": True, "basis": "村委会会议定的"}
    notice = get_notice(W001, put_up(claim, on=date(2026, 3, 27), **told))
    assert (notice.posting.last, notice.basis) == (date(2026, 3, 31), "村委会会议定的")


def test_a_draft_is_not_posted(people):
    place = find_workshop_by_id(W001)
    draft = draft_claim(CHEN, NOW, place, "yanshi", "吸纳就业补贴", YEAR)
    with pytest.raises(Refused, match="还没有核对"):
        put_up(draft)


def test_a_body_posts_a_claim_once_and_then_anew(claim):
    notice = put_up(claim)
    with pytest.raises(Refused, match="已经登记了"):
        put_up(claim)
    again = NewPosting("", date(2026, 3, 22), PLACE, reason="被雨淋坏")
    restart_notice(CHEN, NOW, W001, notice, again, TODAY)
    found = get_notice(W001, notice)
    assert [once.last for once in found.postings] == [LAST, date(2026, 3, 28)]
    assert found.posting.reason == "被雨淋坏"


def test_what_happened_before_it_hung_anew_does_not_count(claim):
    notice = finished(claim)
    assert stage(notice) == "finished"
    restart_notice(CHEN, NOW, W001, notice, NewPosting("", UP, PLACE, reason="登错了"), TODAY)
    found = get_notice(W001, notice)
    assert (found.taken_down, found.finished, stage(notice)) == (None, None, "photo")


def test_the_way_to_the_result(claim):
    notice = put_up(claim)
    seen = [stage(notice, UP)]
    shown(notice)
    seen += [stage(notice, LAST), stage(notice)]
    take_down_notice(CHEN, NOW, W001, notice, TODAY, TODAY)
    seen.append(stage(notice))
    assert finish_notice(CHEN, NOW, W001, notice, TODAY, TODAY) == "公示期满无异议"
    assert [*seen, stage(notice)] == ["photo", "hanging", "take_down", "finish", "finished"]
    row = AuditLeafRow
    told = db.session.scalars(select(row.action).where(row.subject == f"public_notice/{notice}").order_by(row.id))
    assert list(told) == ["notice.put_up", "notice.photo", "notice.take_down", "notice.finish"]


def test_a_photo_lies_with_the_claim_and_says_when_without_saying_where(claim):
    notice = put_up(claim)
    photo = shown(notice)
    [scan] = list_attachments(W001, claim)
    assert (scan.document, scan.file_name) == ("公示照片", "墙.jpg")
    media_type, content = read_notice_photo(W001, photo)
    assert media_type == "image/jpeg"
    assert not Image.open(io.BytesIO(content)).getexif()
    assert get_notice(W001, notice).photos[0].taken == datetime(2026, 3, 20, 9, 30)


def test_a_photo_that_was_taken_away_counts_no_more(claim):
    notice = put_up(claim)
    shown(notice)
    remove_attachment(CHEN, NOW, W001, list_attachments(W001, claim)[0].id, "拍糊了")
    assert stage(notice) == "photo"


def test_the_same_file_for_two_notices_is_noticed(claim):
    first, second = put_up(claim), put_up(claim, by="车间", days=3, basis="村里定的")
    shown(first)
    shown(second)
    assert [one.elsewhere for key in (first, second) for one in get_notice(W001, key).photos] == [True, True]


@pytest.mark.parametrize("said", ["", "0000:00:00 00:00:00", "2026:13:01 00:00:00", "昨天", "1870:01:01 00:00:00"])
def test_a_file_that_says_no_moment_says_nothing(said: str):
    assert find_taken(picture(said)) is None


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.4", b"\xff\xd8\xff\xe1\x00\x10Exif\0\0II*\0\xff\xff\xff\xff", b"x" * 99]
)
def test_what_is_no_picture_says_nothing(content: bytes):
    assert find_taken(content) is None


def object_to(notice: int, worker: int | None = None, who: str = "") -> int:
    new = NewObjection(date(2026, 3, 22), "电话", "三月没有来上班", who, worker)
    return record_objection(CHEN, NOW, W001, notice, new, TODAY)


def settle(notice: int, objection: int, outcome: str = "unfounded", taken_off: bool = False) -> None:
    new = Settlement(outcome, "核对了三月的考勤和工资表", date(2026, 3, 24), taken_off)
    settle_objection(CHEN, NOW, W001, notice, objection, new, TODAY)


def test_the_result_waits_for_every_objection(claim):
    notice = put_up(claim)
    shown(notice)
    objection = object_to(notice)
    with pytest.raises(Refused, match="1 起异议没有处理"):
        finish_notice(CHEN, NOW, W001, notice, TODAY, TODAY)
    settle(notice, objection)
    with pytest.raises(Refused, match="处理过了"):
        settle(notice, objection)
    result = finish_notice(CHEN, NOW, W001, notice, TODAY, TODAY)
    assert result == "公示期内收到异议 1 起,已全部处理,属实或部分属实 0 起"


def test_who_objected_is_sealed_and_in_no_leaf(claim):
    notice = put_up(claim)
    objection = object_to(notice, who="赵大山")
    settle(notice, objection)
    assert get_notice(W001, notice).objections[0].who == "赵大山"
    stored = fetch_all("SELECT who FROM public_notice_objection")
    leaves = fetch_all("SELECT detail FROM audit_leaf WHERE action LIKE 'notice.%'")
    assert "赵大山".encode() not in bytes(stored[0][0])
    assert not any("赵大山" in str(detail) or "三月" in str(detail) for (detail,) in leaves)


def test_an_objection_is_about_somebody_in_the_claim(claim, people):
    other = add_people(W001, (Person("B9", {}),))
    with pytest.raises(Refused, match="不在这项申领里"):
        object_to(put_up(claim), other["B9"])


def test_whoever_is_to_leave_the_claim_keeps_it_back_until_he_has_left(claim, people):
    notice = put_up(claim)
    shown(notice)
    settle(notice, object_to(notice, people["B1"]), "founded", taken_off=True)
    finish_notice(CHEN, NOW, W001, notice, TODAY, TODAY)
    with pytest.raises(Refused, match="因异议要从申领中去掉"):
        submit(claim)


def test_a_claim_waits_for_the_notice_that_its_programme_demands(claim):
    with pytest.raises(Refused, match="文件要村委会公示,还没有登记张贴") as refused:
        submit(claim)
    assert refused.value.field == "reason"
    finished(claim)
    submit(claim)
    assert get_claim(W001, claim).state == "submitted"


def test_twin_somebody_takes_it_on_by_name(claim):
    submit(claim, "张主任:村里明天张贴,县里同意先收")
    row = AuditLeafRow
    assert "还没有登记张贴" in db.session.scalar(select(row.detail).where(row.action == "claim.take_on"))


def test_a_claim_checked_anew_with_more_in_it_is_posted_anew(claim):
    finished(claim)
    with transaction(BOSS, NOW):
        drop_trigger("claim_person_no_update")
        db.session.execute(text("UPDATE claim_person SET fen = fen - 100 WHERE sheet = 2"))
    move_claim(CHEN, NOW, W001, claim, "revise", TODAY, reason="再核对")
    check_claim(CHEN, NOW, find_workshop_by_id(W001), claim, TODAY, "看过")
    lacks = look_at_notices(W001, get_claim(W001, claim), TODAY).lacks
    assert lacks == ("公示以后名单变了(2 人的金额变多),要重新张贴",)


def test_the_first_page_tells_the_office_what_a_notice_waits_for(claim, sign_in):
    notice = put_up(claim)
    address, waits = "/w/W001/", f'/w/W001/claims/{claim}/notice"'
    assert "申领 SL-2026-0001的村委会公示:拍一张贴在墙上的照片" in sign_in("chen").get(address).text
    assert waits not in sign_in("zhou").get(address).text
    shown(notice)
    assert "可以撤下" in sign_in("chen").get(address).text
    move_claim(CHEN, NOW, W001, claim, "withdraw", TODAY, reason="不报了")
    assert waits not in sign_in("chen").get(address).text


def test_more_photos_and_objections_cost_no_more_statements(claim, sign_in):
    chen, address = sign_in("chen"), f"/w/W001/claims/{claim}/notice"
    notice = put_up(claim)
    shown(notice)
    object_to(notice)
    chen.get(address)
    few = count_statements(lambda: chen.get(address))
    for _ in range(5):
        shown(notice)
        object_to(notice)
    chen.get(address)  # begins the read that the next one is in
    assert count_statements(lambda: chen.get(address)) == few


def test_a_notice_is_not_there_for_another_workshop(claim):
    notice = put_up(claim)
    with pytest.raises(NotFound):
        get_notice(W002, notice)
    with pytest.raises(NotFound):
        put_up_notice(BOSS, NOW, W002, Subject(claim), NewPosting("村委会", UP, PLACE), TODAY)


def test_a_recognition_is_posted_with_photos_of_its_own(app, people):
    subject = Subject(None, "yanshi", "厂房式")
    notice = put_up_notice(CHEN, NOW, W001, subject, NewPosting("村委会", UP, PLACE), TODAY)
    photo = shown(notice)
    assert read_notice_photo(W001, photo)[1].startswith(b"\xff\xd8")
    with pytest.raises(Refused, match="已经登记了"):
        put_up_notice(CHEN, NOW, W001, subject, NewPosting("村委会", UP, PLACE), TODAY)
    finish_notice(CHEN, NOW, W001, notice, TODAY, TODAY)
    assert put_up_notice(CHEN, NOW, W001, subject, NewPosting("村委会", UP, PLACE), TODAY) != notice


def test_the_office_goes_from_the_wall_to_the_result_in_the_browser(claim, sign_in):
    chen, address = sign_in("chen"), f"/w/W001/claims/{claim}/notice"
    assert "村委会公示 7 天" in chen.get(address).text
    told = {"by": "村委会", "on": str(UP), "place": PLACE}
    assert "文件要公示 7 天" in chen.post(address, data=told | {"days": "3"}).text
    assert chen.post(address, data=told).status_code == 303
    notice = fetch_all("SELECT id FROM public_notice")[0][0]
    steps = f"/w/W001/claims/notices/{notice}"
    file = {"moment": "up", "file": (io.BytesIO(picture("2026:03:19 08:00:00")), "墙.jpg")}
    assert chen.post(f"{steps}/photo", data=file, content_type="multipart/form-data").status_code == 303
    said = {"on": "2026-03-22", "way": "电话", "text": "没来上班", "who": "赵大山", "worker": ""}
    assert chen.post(f"{steps}/objection", data=said).status_code == 303
    assert chen.post(f"{steps}/finish", data={"on": "2026-03-27"}).status_code == 400
    page = chen.get(address).text
    assert "在张贴(2026-03-20)以前" in page
    assert "赵大山" in page
    assert "赵大山" not in sign_in("liu").get(address).text
    objection = get_notice(W001, notice).objections[0].id
    answer = {"on": "2026-03-23", "outcome": "unfounded", "text": "核对了考勤"}
    assert chen.post(f"{steps}/objections/{objection}", data=answer).status_code == 303
    assert chen.post(f"{steps}/down", data={"on": "2026-03-27"}).status_code == 303
    assert chen.post(f"{steps}/finish", data={"on": "2026-03-27"}).status_code == 303
    assert "公示期内收到异议 1 起" in chen.get(address).text
    photo = get_notice(W001, notice).photos[0].id
    assert sign_in("sun").get(f"/w/W001/claims/notices/photos/{photo}").mimetype == "image/jpeg"
    assert sign_in("liu").post(f"{steps}/finish", data={"on": "2026-03-27"}).status_code == 403


def test_the_page_of_a_recognition_is_there_only_for_one_that_is(people, sign_in):
    chen, address = sign_in("chen"), "/w/W001/claims/recognition-notice/yanshi/厂房式"
    assert chen.post(address, data={"by": "村委会", "on": str(UP), "place": PLACE}).status_code == 303
    assert "张贴了,没有照片" in chen.get(address).text
    assert chen.get("/w/W001/claims/recognition-notice/yanshi/没有的").status_code == 404
