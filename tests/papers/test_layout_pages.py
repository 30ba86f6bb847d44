"""表样 in the house: papers made, issued, packed and taken as the county wants; whose page shows which file is heard."""

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.conftest import BOSS, NOW, W001
from tests.papers.cast import text_of
from tests.papers.claim_cast import claim_person, make_claim
from tests.papers.pack_cast import store_claim
from tests.papers.test_bureau import NAMES, blank
from tests.papers.test_layouts import CHOSEN, HEADER, ROSTER, listed, paper
from tests.pay.paying import lock
from tests.pay.stage import CHEN, MARCH, Stage, a_new_worker, count_statements
from workshop.kernel.faults import Refused
from workshop.papers import layout_pages, pages
from workshop.papers.bureau import taking
from workshop.papers.issue.queries import Wanted, list_events, list_issued
from workshop.papers.kind import Asked
from workshop.papers.kinds import KINDS, make_file
from workshop.papers.layouts import arranging, shelf
from workshop.papers.pack.issuing import Issuer
from workshop.papers.pack.values import Own
from workshop.people.actions import add_workers
from workshop.people.queries import find_workshop
from workshop.store.database import db
from workshop.store.rows import AuditLeafRow

PAPERS = "/w/W001/papers"
AT = f"{PAPERS}/layouts"
IDNO = "99010019750510016X"
TODAY = date(2026, 4, 2)


@pytest.fixture
def own(app, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The county's own folder, empty."""
    folder = tmp_path / "layouts"
    folder.mkdir()
    monkeypatch.setattr(shelf, "own_folder", lambda: folder)
    for module in (pages, layout_pages):
        monkeypatch.setattr(module, "civil_today", lambda: TODAY)
    return folder


@pytest.fixture
def stage(own: Path) -> Stage:
    stage = Stage()
    row = a_new_worker(
        "005",
        "阿依古丽·买买提",
        "standard",
        "劳动合同",
        id_no=IDNO,
        birth_date=date(1975, 5, 10),
        categories=("脱贫户",),
    )
    stage.workers |= add_workers(BOSS, NOW, W001, [row])
    stage.work_a_month()
    lock()
    return stage


def write(own: Path, text: str, name: str = "本县") -> None:
    """Puts a file into the county's folder."""
    (own / f"{name}.toml").write_text(text, encoding="utf-8")


def print_text(client: FlaskClient, address: str, folder: Path) -> str:
    """What a printed paper says."""
    return text_of(client.post(f"{PAPERS}/2026-03/{address}").data, folder)


def upload(client: FlaskClient, content: bytes, kind: str = "roster"):
    """The manager puts a blank workbook up."""
    data = {"file": (io.BytesIO(content), "空白.xlsx")}
    return client.post(f"{AT}/{kind}/template", data=data, content_type="multipart/form-data")


def sheet_of(content: bytes):
    """The first sheet of a workbook."""
    return openpyxl.load_workbook(io.BytesIO(content)).active


def test_a_file_in_the_countys_folder_changes_print_and_workbook_at_once(stage, own, sign_in, tmp_path) -> None:
    chen = sign_in("chen")
    assert "吸纳脱贫劳动力花名册" in print_text(chen, "roster.pdf", tmp_path)
    write(own, HEADER + paper(ROSTER, 'title = "本县的{人员}名册"', f"columns = {listed(CHOSEN)}"))
    text = print_text(chen, "roster.pdf", tmp_path)
    assert ("本县的脱贫劳动力名册" in text, IDNO in text, "户主" in text) == (True, True, False)
    sheet = sheet_of(chen.post(f"{PAPERS}/2026-03/roster.xlsx").data)
    assert [cell.value for cell in sheet[4]][:3] == [1, "阿依古丽·买买提", IDNO]


def test_an_issued_paper_keeps_the_look_it_was_issued_with(stage, own, sign_in, tmp_path) -> None:
    chen = sign_in("chen")
    write(own, HEADER + paper("计件工资发放表", 'title = "旧样工资表"', "copies = 3"))
    first = print_text(chen, "wage-sheet.pdf", tmp_path)
    write(own, HEADER + paper("计件工资发放表", 'title = "新样工资表"', 'omit = ["栏号"]'))
    [issued], _ = list_issued(W001, Wanted())
    again = text_of(chen.post(f"{PAPERS}/issued/{issued.id}/pdf").data, tmp_path)
    for text in (first, again):
        assert ("旧样工资表" in text, "新样工资表" in text, "本表一式三份。" in text) == (True, False, True)
    assert issued.copies == 3
    assert "旧样工资表" in str(sheet_of(chen.post(f"{PAPERS}/issued/{issued.id}/xlsx").data)["A1"].value)


def test_a_paper_in_a_new_look_takes_the_place_of_the_old_one(stage, own, sign_in) -> None:
    chen = sign_in("chen")
    chen.post(f"{PAPERS}/2026-03/wage-sheet.pdf")
    write(own, HEADER + paper("计件工资发放表", 'title = "新样工资表"'))
    chen.post(f"{PAPERS}/2026-03/wage-sheet.pdf")
    papers, _ = list_issued(W001, Wanted())
    assert {one.title: one.state for one in papers} == {"新样工资表": "valid", "2026年3月计件工资发放表": "superseded"}


def test_a_file_that_would_drop_the_cross_foot_line_is_not_used(stage, own, sign_in, tmp_path) -> None:
    write(own, HEADER + paper("计件工资发放表", 'title = "没有核对行"', 'omit = ["核对行"]'))
    chen = sign_in("chen")
    text = print_text(chen, "wage-sheet.pdf", tmp_path)
    assert ("没有核对行" in text, "实发" in text) == (False, True)
    page = chen.get(AT).text
    assert "本县.toml 第 10 行 omit" in page
    assert "不能去掉:表下的核对行要印出来" in page


def test_a_claims_papers_go_by_its_programme_and_day(stage, own, tmp_path) -> None:
    person = stage.workers["005"]
    people = (claim_person("阿依古丽·买买提", person),)
    claim = store_claim(make_claim(people, first=MARCH.first, last=MARCH.last, on=date(2026, 4, 2), id=7))
    head = HEADER.replace('title = "试"', f'title = "试"\nprogramme = "{claim.programme_id}"')
    one = paper("补贴申请审批表", f'benefit = "{claim.benefit}"', 'title = "{补贴}申报表"', 'subtitle = "(附表1)"')
    names = '[[names]]\nwhat = "人社部门"\nname = "甲县人社局"\n'
    write(own, head + names + one + paper(ROSTER, 'title = "专用名册"'))
    shop = find_workshop("W001")
    asked = Asked(shop, MARCH, claim_id=7)
    text = text_of(make_file(KINDS["claim-form"], asked, "pdf", {}).content, tmp_path)
    assert ("稳岗补贴申报表" in text, "(附表1)" in text, "甲县人社局审批" in text) == (True, True, True)
    for wanted, there in ((asked, True), (Asked(shop, MARCH), False)):
        text = text_of(make_file(KINDS["roster"], wanted, "pdf", {}).content, tmp_path)
        assert ("专用名册" in text) is there


def test_a_packs_papers_are_laid_out_too_in_the_copies_of_the_programme(stage, own, tmp_path) -> None:
    people = (claim_person("阿依古丽·买买提", stage.workers["005"]),)
    claim = store_claim(make_claim(people, first=MARCH.first, last=MARCH.last, on=date(2026, 4, 2), id=7))
    write(own, HEADER + paper(ROSTER, 'title = "报县里的名册"', f"columns = {listed(CHOSEN)}"))
    made = Issuer(CHEN, claim).issue(NOW, Own(KINDS["roster"], Asked(find_workshop("W001"), MARCH, claim_id=7)), 2)
    assert "报县里的名册" in text_of(made.pdf.content, tmp_path)
    assert sheet_of(made.workbook.content)["A1"].value == "报县里的名册"
    assert list_issued(W001, Wanted())[0][0].copies == 2


def test_a_layout_without_room_is_refused_in_words(stage, own, sign_in, monkeypatch) -> None:
    class NoRoom:
        def __init__(self, paper: object) -> None:
            raise ValueError("22 columns do not fit 190 mm")

    write(own, HEADER + paper(ROSTER, 'headings = { "备注" = "说明" }'))
    assert shelf.load_layouts(KINDS)[1] == []
    monkeypatch.setattr(arranging, "ListSheet", NoRoom)
    answer = sign_in("chen").post(f"{PAPERS}/2026-03/roster.pdf")
    assert (answer.status_code, "按表样排不下" in answer.text) == (400, True)


def test_the_page_says_which_file_is_heard_and_why(own, sign_in) -> None:
    write(
        own,
        HEADER + paper(ROSTER, 'title = "{车间}名册"', "copies = 3") + '[[names]]\nwhat = "村"\nname = "甲村委会"\n',
    )
    for login in ("zhang", "sun"):
        page = sign_in(login).get(AT).text
        for words in (
            "就业帮扶车间名册",
            "3 份",
            "本县自己的文件 本县.toml:用在县(演示县)",
            "甲村委会",
            "系统原来的样子",
        ):
            assert words in page


def test_the_page_of_a_paper_has_its_words_and_names(own, sign_in) -> None:
    zhang = sign_in("zhang")
    page = zhang.get(f"{AT}/roster").text
    assert ("本人签字(手印)*" in page, "合计_报酬合计" in page, "名单第一行" in page) == (True, True, True)
    for kind in KINDS:
        assert zhang.get(f"{AT}/{kind}").status_code == 200
    assert zhang.get(f"{AT}/cheque").status_code == 404
    assert "怎样改表的样子" in zhang.get(f"{AT}/guide.md").text


def test_the_pages_ask_as_often_with_many_files(own, sign_in) -> None:
    chen = sign_in("chen")
    few = count_statements(lambda: chen.get(AT))
    for at in range(30):
        write(own, HEADER.replace('"x"', f'"x{at}"') + paper(ROSTER, f"copies = {at % 20 + 1}"), f"第{at}")
    assert count_statements(lambda: chen.get(AT)) == few


def test_the_manager_puts_a_blank_workbook_up_and_the_office_takes_papers_in_it(stage, own, sign_in) -> None:
    zhang, chen = sign_in("zhang"), sign_in("chen")
    assert "局里的表样" not in chen.get(f"{PAPERS}?month=2026-03").text
    assert upload(zhang, blank()).status_code == 303
    assert "/2026-03/roster/filled" in chen.get(f"{PAPERS}?month=2026-03").text
    sheet = sheet_of(chen.post(f"{PAPERS}/2026-03/roster/filled").data)
    [issued], _ = list_issued(W001, Wanted())
    assert (sheet["B5"].value, sheet["C5"].value, sheet["C5"].number_format) == ("阿依古丽·买买提", IDNO, "@")
    assert issued.number in sheet.oddFooter.left.text
    [event] = list_events(W001, issued.id)
    assert (event.what, event.reason) == ("workbook", "按局里的表样 吸纳脱贫劳动力花名册.xlsx")
    told = list(db.session.scalars(select(AuditLeafRow.action).where(AuditLeafRow.action.like("%template%"))))
    assert told == ["template.keep", "paper.template"]


def test_an_issued_paper_is_taken_in_the_offices_form_from_the_data_of_then(stage, own, sign_in) -> None:
    from workshop.people.actions import Correction, correct_worker

    chen = sign_in("chen")
    chen.post(f"{PAPERS}/2026-03/roster.pdf")
    [issued], _ = list_issued(W001, Wanted())
    assert chen.post(f"{PAPERS}/issued/{issued.id}/filled").status_code == 400
    upload(sign_in("zhang"), blank())
    correct_worker(CHEN, NOW, W001, stage.workers["005"], Correction(name="改了名"), "改名")
    assert f"issued/{issued.id}/filled" in chen.get(f"{PAPERS}/issued/{issued.id}").text
    assert sheet_of(chen.post(f"{PAPERS}/issued/{issued.id}/filled").data)["B5"].value == "阿依古丽·买买提"


def test_whoever_looks_sees_masked_numbers_in_the_offices_form(stage, own, sign_in) -> None:
    upload(sign_in("zhang"), blank())
    sheet = sheet_of(sign_in("sun").get(f"{PAPERS}/2026-03/roster/filled").data)
    assert (sheet["C5"].value, "未签发" in sheet.oddFooter.left.text) == ("*" * 14 + "016X", True)
    assert sign_in("sun").post(f"{PAPERS}/2026-03/roster/filled").status_code == 403
    assert not list_issued(W001, Wanted())[0]


def test_only_the_manager_puts_blank_workbooks_up(own, sign_in) -> None:
    assert upload(sign_in("chen"), blank()).status_code == 403
    assert upload(sign_in("zhao"), blank()).status_code == 404


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"", "请选择文件|不是"), (b"PK\x03\x04", "损坏"), (b"<html>", "不是 .xlsx"), (blank({}), "没有一个认得的名字")],
)
def test_a_bad_upload_is_told_and_changes_nothing(content: bytes, told: str, own, sign_in) -> None:
    answer = upload(sign_in("zhang"), content)
    assert answer.status_code == 400
    assert any(word in answer.text for word in told.split("|"))
    assert not list(own.rglob("*.xlsx"))


def test_what_names_leave_open_is_told_after_the_upload(own, sign_in) -> None:
    zhang = sign_in("zhang")
    upload(zhang, blank({**NAMES, "姓名们": "E5"}))
    page = zhang.get(f"{AT}/roster").text
    assert ("已换上" in page, "姓名们" in page, "本车间上传的" in page) == (True, True, True)


def test_a_blank_workbook_is_handed_out_and_taken_away(own, sign_in) -> None:
    zhang = sign_in("zhang")
    starter = zhang.get(f"{AT}/roster/starter.xlsx").data
    upload(zhang, starter)
    assert zhang.get(f"{AT}/roster/template.xlsx").data == starter
    zhang.post(f"{AT}/roster/drop")
    assert zhang.get(f"{AT}/roster/template.xlsx").status_code == 400


def test_one_workshops_blank_workbook_is_not_anothers(own, sign_in) -> None:
    upload(sign_in("zhang"), blank())
    assert "没有" in sign_in("zhao").get("/w/W002/papers/layouts/roster").text
    assert sign_in("zhao").get("/w/W002/papers/layouts/roster/template.xlsx").status_code == 400


def test_a_countys_file_names_a_blank_workbook_for_all_its_workshops(stage, own, sign_in) -> None:
    (own / "花名册.xlsx").write_bytes(blank())
    write(own, HEADER + paper(ROSTER, 'template = "花名册.xlsx"'))
    chen = sign_in("chen")
    assert "县里表样文件指定的 花名册.xlsx" in chen.get(f"{AT}/roster").text
    assert sheet_of(chen.post(f"{PAPERS}/2026-03/roster/filled").data)["B5"].value == "阿依古丽·买买提"


def test_a_named_workbook_that_is_not_there_is_told(own, app) -> None:
    write(own, HEADER + paper(ROSTER, 'template = "没有.xlsx"'))
    with pytest.raises(Refused, match="打不开「没有"):
        taking.preview_filled(KINDS["roster"], Asked(find_workshop("W001"), MARCH))


def test_nothing_is_issued_when_the_form_cannot_be_filled(stage, own) -> None:
    write(own, HEADER + paper(ROSTER, 'template = "坏.xlsx"'))
    (own / "坏.xlsx").write_bytes(b"PK\x03\x04broken")
    with pytest.raises(Refused):
        taking.take_filled(CHEN, NOW, KINDS["roster"], Asked(find_workshop("W001"), MARCH))
    assert not list_issued(W001, Wanted())[0]
