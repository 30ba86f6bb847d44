"""What came of a notice as a paper, and what a pack counts: the poster, photos that show it hung, the result; never one for another."""

from datetime import date, datetime

import pytest
from flask import Flask
from sqlalchemy import select

from tests.conftest import BOSS, NOW, TODAY, W001
from tests.papers.pack_cast import attachment, evidence, photo, sources
from tests.papers.test_document_kinds import asked, claim_for, hire, words
from workshop.claims.actions.posting.hanging import NewPosting, Subject, finish_notice, put_up_notice
from workshop.claims.actions.posting.photos import attach_notice_photo
from workshop.claims.rows import ClaimPersonRow, ClaimSheetRow
from workshop.claims.rules.paperwork import Notice
from workshop.claims.rules.posting.values import Objection, Photo, Posting, PublicNotice
from workshop.claims.values import Claim
from workshop.kernel.faults import Refused
from workshop.papers.documents.notice_result import NoticeResultFacts, PostedResult, build_notice_result
from workshop.papers.form import FormPaper, Grid
from workshop.papers.kind import PDF
from workshop.papers.kinds import KINDS, make_file
from workshop.papers.pack.loading import _notices
from workshop.papers.pack.planning import Wanted, plan_pieces
from workshop.papers.pack.values import Own, Scan
from workshop.papers.setting.form_print import print_form
from workshop.store.database import db
from workshop.store.transaction import transaction

AT = datetime(2026, 3, 2, 2, 0)
UP = date(2026, 3, 20)


def said(outcome: str = "founded", **more: object) -> Objection:
    """Something said against the notice, and settled."""
    facts = {"id": 1, "on": date(2026, 3, 4), "way": "电话", "who": "赵大山", "worker_id": 1, "name": "王桂香"}
    facts |= {"text": "三月没有来上班", "by": "陈会计", "outcome": outcome, "handled": "核对了三月的考勤,多算 1 个月"}
    return Objection(**facts | {"handled_on": date(2026, 3, 6), "taken_off": True} | more)


def result(objections: tuple[Objection, ...] = (), people: int = 3, count: int = 1) -> FormPaper:
    """The paper of a notice that hung for five working days."""
    posting = Posting(1, date(2026, 3, 2), date(2026, 3, 6), "村委会公示栏", "", 2, "公示 5 个工作日", "", AT, "陈会计")
    shown = Photo(1, 1, "up", 1, "墙.jpg", "image/jpeg", None, AT, "陈会计")
    facts = (1, 1, "yanshi", "", "村委会", 5, True, "文件要 5 个工作日", (posting,), (shown,), objections)
    told = f"公示期内收到异议 {len(objections)} 起" if objections else "公示期满无异议"
    notice = PublicNotice(*facts, finished=date(2026, 3, 9), result=told)
    results = (PostedResult(notice, "石桥村村民委员会"),) * count
    about = ("巫山手套车间", "申领稳岗补贴", "《巫山人社发〔2024〕1号》", people, 360_000, "SL-2026-0001")
    return build_notice_result(NoticeResultFacts(*about, results=results))


def text_of(paper: FormPaper) -> str:
    return "\n".join(text for _, text in paper.texts())


def test_without_an_objection_it_says_so():
    paper = result()
    assert paper.title == "公示无异议证明"
    assert "自2026年3月2日至2026年3月6日,5 个工作日" in text_of(paper)
    assert "公示期满无异议" in text_of(paper)
    assert not [part for part in paper.parts if isinstance(part, Grid)]


def test_objections_are_told_without_who_objected_and_what_he_said():
    text = text_of(result((said(),)))
    assert "公示结果说明" in text
    assert "核对了三月的考勤,多算 1 个月;已从申领中去掉" in text
    assert "赵大山" not in text
    assert "没有来上班" not in text


def test_whoever_verifies_it_reads_its_time_and_result_and_no_name():
    told = result((said(),)).told
    assert ("公示期", "自2026年3月2日至2026年3月6日,5 个工作日") in told.facts
    assert "王桂香" not in repr(told)


def test_two_bodies_have_a_page_each():
    assert print_form(result(count=2)).pages == 2


@pytest.mark.parametrize("count", [1, 30])
def test_it_is_printed_with_few_and_many_objections(count: int):
    assert 1 <= print_form(result((said(),) * count)).pages <= 3


def hung(claim: Claim, on: date = UP, shown: bool = True, done: bool = True) -> int:
    """A notice of the village, with a photo, finished."""
    new = NewPosting("村委会", on, "村委会公示栏", days=7, basis="村里定的")
    notice = put_up_notice(BOSS, NOW, W001, Subject(claim.id), new, TODAY)
    if shown:
        attach_notice_photo(BOSS, NOW, W001, notice, "up", "墙.jpg", photo())
    if done:
        finish_notice(BOSS, NOW, W001, notice, TODAY, TODAY)
    return notice


def test_it_is_printed_only_when_the_notice_is_finished(app: Flask) -> None:
    claim = claim_for(hire(2))
    with pytest.raises(Refused, match="公示还没有结果"):
        words("notice-result", asked(claim))
    hung(claim)
    assert "名单 2 人,金额合计 2,400.00 元" in words("notice-result", asked(claim))
    assert make_file(KINDS["notice-result"], asked(claim), PDF, {}).pages == 1


def grow(claim: Claim) -> None:
    """A later sheet of the claim, with a yuan more for everybody."""
    with transaction(BOSS, NOW) as tx:
        for row, number in ((ClaimSheetRow, "seq"), (ClaimPersonRow, "sheet")):
            found = db.session.execute(select(*row.__table__.c).where(row.claim_id == claim.id)).all()
            tx.insert(row, [dict(one._mapping) | {number: 2, "fen": one.fen + 100} for one in found])


def test_a_list_that_grew_since_it_hung_has_no_result(app: Flask) -> None:
    claim = claim_for(hire(2))
    hung(claim)
    grow(claim)
    with pytest.raises(Refused, match="公示以后名单变了"):
        words("notice-result", asked(claim))


def plan(*attachments, kinds=("public-notice", "notice-result")):
    rules = (Notice(by="村委会", where=("村",), days=7),)
    return plan_pieces(sources(*attachments, kinds=kinds), [Wanted(one) for one in _notices(rules)])


def test_a_pack_asks_for_the_poster_its_photos_and_the_result():
    poster, photos, ended = plan()
    assert [one.kind.code for one in poster.contents if isinstance(one, Own)] == ["public-notice"]
    assert [one.kind.code for one in ended.contents if isinstance(one, Own)] == ["notice-result"]
    assert (photos.state, photos.lacks[0].mend) == ("missing", "notice")


def test_a_printed_poster_is_no_photo_and_a_photo_no_poster():
    poster, photos, _ = plan(attachment("公示照片"))
    assert [type(one) for one in poster.contents] == [Own]
    assert [type(one) for one in photos.contents] == [Scan]
    assert photos.state == "have"


def test_where_only_a_county_posts_nothing_is_asked_of_us():
    assert _notices((Notice(by="县人社局", where=("政府网站",), days=7),)) == ()


def test_a_sealed_result_that_was_scanned_goes_before_the_one_we_print():
    *_, ended = plan(attachment("公示结果"))
    assert [type(one) for one in ended.contents] == [Scan]


def test_a_programme_may_ask_for_the_photo_by_itself():
    [piece] = plan_pieces(sources(kinds=("public-notice",)), [Wanted(evidence("公示照片"))])
    assert piece.state == "missing"
