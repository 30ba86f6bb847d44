"""A pack as it is planned and bound: what is asked, what it is made of, what is missing; pages counted over the whole."""

import io
import subprocess
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from tests.papers.cast import text_of
from tests.papers.claim_cast import make_claim
from tests.papers.pack_cast import SHOP, attachment, evidence, kind, photo, sources
from workshop.kernel.faults import Refused
from workshop.papers.pack.binding import Section, bind, count_pages
from workshop.papers.pack.front import Bound, build_front
from workshop.papers.pack.planning import Sources, Wanted, plan_pieces
from workshop.papers.pack.scans import A4, MOST_PIXELS_A_SIDE, fit_scan
from workshop.papers.pack.values import Own, Pack, Piece, Scan
from workshop.papers.setting.form_print import print_form

PEOPLE = make_claim().people


def plan(of: Sources, *wanted: Wanted) -> Piece:
    [piece] = plan_pieces(of, wanted)
    return piece


def test_a_paper_of_ours_is_printed_and_waits_for_hands() -> None:
    piece = plan(sources(kinds=("roster",)), Wanted(evidence("花名册", form="原件", copies=2)))
    assert [one.kind.code for one in piece.contents if isinstance(one, Own)] == ["roster"]
    assert (piece.state, piece.copies, piece.state_words) == ("sign", 2, "打印后签字盖章")


def test_a_list_of_a_claim_goes_over_its_whole_time() -> None:
    [own] = plan(sources(kinds=("wage-sheet",)), Wanted(evidence("工资表", months=6))).contents
    assert (own.asked.period.code, own.asked.until.code, own.asked.claim_id) == ("2026-01", "2026-06", 1)


def test_what_was_scanned_goes_before_what_we_could_print() -> None:
    piece = plan(sources(attachment("银行流水"), kinds=("bank-list",)), Wanted(evidence("银行流水")))
    assert [type(one) for one in piece.contents] == [Scan]
    assert piece.state == "have"


def test_a_licence_that_was_not_scanned_is_missing() -> None:
    piece = plan(sources(), Wanted(evidence("营业执照")))
    assert (piece.state, piece.lacks[0].sentence, piece.lacks[0].mend) == (
        "missing",
        "缺营业执照:请拍照或扫描后上传",
        "attach",
    )


def test_a_paper_that_no_kind_prints_is_prepared_by_hand() -> None:
    assert "手工准备" in plan(sources(), Wanted(evidence("承诺书"))).lacks[0].sentence


def test_those_whose_paper_is_missing_are_named() -> None:
    of = sources(attachment("身份证", 1), attachment("身份证", 3))
    piece = plan(of, Wanted(evidence("身份证", of="每人"), PEOPLE))
    assert (len(piece.contents), piece.lacks[0].sentence) == (2, "缺 1 人的身份证:李秀英")


def test_each_person_may_have_another_of_the_papers_that_are_left_open() -> None:
    of = sources(attachment("劳动合同", 1), attachment("劳务协议", 2))
    piece = plan(of, Wanted(evidence("劳动合同", "劳务协议", of="每人"), PEOPLE))
    assert [one.attachment.document for one in piece.contents] == ["劳动合同", "劳务协议"]
    assert piece.lacks[0].sentence == "缺 1 人的劳动合同或劳务协议:赵大山"


def test_of_several_ways_the_one_that_is_there_is_taken() -> None:
    piece = plan(sources(attachment("银行流水")), Wanted(evidence("收入证明", "银行流水")))
    assert (piece.way, piece.state) == (("银行流水",), "have")


def test_where_no_way_is_there_all_are_named() -> None:
    piece = plan(sources(), Wanted(evidence("租赁合同", "场地证明")))
    assert [lack.sentence for lack in piece.lacks] == ["缺:租赁合同 或 场地证明,有一种就行"]


def test_a_contract_counts_only_when_it_was_signed_and_scanned() -> None:
    of = sources(kinds=("labour-contract",))
    piece = plan(of, Wanted(evidence("劳动合同", of="每人"), PEOPLE[:1]))
    assert (piece.contents, piece.state) == ((), "missing")
    assert "先打印,双方签好后拍照" in piece.lacks[0].sentence


@pytest.mark.parametrize(("alone", "papers"), [(True, [1, 2, 3]), (False, [None])])
def test_a_person_who_is_paid_himself_applies_himself(alone: bool, papers: list[int | None]) -> None:
    """Each in a file of his own, or all in one with a page for each."""
    of = replace(sources(), kinds={"personal-subsidy-form": kind("personal-subsidy-form", of_one=alone)})
    piece = plan(of, Wanted(evidence("申请表", of="每人"), PEOPLE))
    assert [one.asked.worker_id for one in piece.contents] == papers
    assert piece.state == "sign"


def test_a_training_is_applied_for_on_its_own_form() -> None:
    of = sources(kinds=("claim-form", "training-form"), claim=make_claim(benefit="以工代训补贴"))
    [own] = plan(of, Wanted(evidence("申请表"))).contents
    assert own.kind.code == "training-form"


def test_what_need_not_be_handed_in_is_not_missing() -> None:
    assert plan(sources(), Wanted(evidence("车票", form="免提供"))).state == "exempt"


@pytest.mark.parametrize(("turned", "size"), [(1, A4), (6, (A4[1], A4[0]))])
def test_a_photo_stands_upright_on_a4(turned: int, size: tuple[float, float]) -> None:
    fitted = fit_scan(photo(turned=turned), "image/jpeg", "x.jpg")
    with pikepdf.open(io.BytesIO(fitted)) as pdf:
        [page] = pdf.pages
        assert [round(float(side), 1) for side in page.mediabox[2:]] == [round(side, 1) for side in size]


def test_a_large_photo_is_made_smaller() -> None:
    with pikepdf.open(io.BytesIO(fit_scan(photo(5000, 4000), "image/jpeg", "x.jpg"))) as pdf:
        image = pdf.pages[0].Resources.XObject.P
        assert max(int(image.Width), int(image.Height)) == MOST_PIXELS_A_SIDE


def test_a_scanned_pdf_keeps_its_pages_and_loses_its_scripts() -> None:
    with pikepdf.new() as pdf:
        for size in ((300, 500), (900, 400)):
            pdf.add_blank_page(page_size=size)
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        buffer = io.BytesIO()
        pdf.save(buffer)
    fitted = fit_scan(buffer.getvalue(), "application/pdf", "x.pdf")
    assert b"JavaScript" not in fitted
    with pikepdf.open(io.BytesIO(fitted)) as pdf:
        assert "/OpenAction" not in pdf.Root
        assert [float(page.mediabox[2]) > float(page.mediabox[3]) for page in pdf.pages] == [False, True]


@pytest.mark.parametrize(("content", "media"), [(b"no picture", "image/jpeg"), (b"%PDF-1.7 broken", "application/pdf")])
def test_a_scan_that_cannot_be_read_is_named(content: bytes, media: str) -> None:
    with pytest.raises(Refused, match="附件「执照」读不出来"):
        fit_scan(content, media, "执照")


def test_a_picture_of_too_many_points_is_refused_by_name(monkeypatch) -> None:
    monkeypatch.setattr("workshop.papers.pack.scans.MOST_PIXELS", 1000)
    with pytest.raises(Refused, match="附件「执照」"):
        fit_scan(photo(), "image/jpeg", "执照")


def a_pack(tmp_path: Path, watermark: str = "") -> tuple[list[str], int]:
    """The pages' text of a pack of two scans, one of them twice."""
    scan = fit_scan(photo(), "image/jpeg", "x")
    wide = fit_scan(photo(turned=6), "image/jpeg", "x")
    sections = [
        Section("身份证", scan, "身份证 王桂香"),
        Section("身份证", scan, "身份证 王桂香"),
        Section("合同", wide, "合同"),
    ]
    pieces = (
        plan(sources(attachment("身份证", 1)), Wanted(evidence("身份证", of="每人", copies=2), PEOPLE[:1])),
        plan(sources(attachment("合同")), Wanted(evidence("合同"))),
    )
    pack = Pack(make_claim(), pieces, assumed=True, steps=("乡镇人社所(初审)", "县人社局(审核)"))

    def front(places, total: int) -> bytes:
        bound = [Bound(pieces[0], places[0], 2), Bound(pieces[1], places[2], 1)]
        return print_form(build_front(SHOP, pack, bound, total, make_claim().on, "陈会计")).pdf

    content, _, total = bind(sections, front, "材料", watermark)
    return text_of(content, tmp_path).split("\f")[:-1], total


def test_pages_are_counted_over_the_whole(tmp_path: Path) -> None:
    pages, total = a_pack(tmp_path)
    assert len(pages) == total == 5
    assert all(f"全套材料 第 {at} 页 共 5 页" in " ".join(page.split()) for at, page in enumerate(pages, 1))


def test_the_contents_say_where_each_paper_stands_and_how_often(tmp_path: Path) -> None:
    pages, _ = a_pack(tmp_path)
    lines = ["".join(line.split()) for line in pages[1].splitlines()]
    assert any(line.startswith("1身份证2份复印件3") for line in lines), lines
    assert any(line.startswith("2合同1份复印件5") for line in lines), lines
    assert any("请先问收件的部门" in line for line in lines)


def test_the_cover_says_who_claims_what_and_who_decides(tmp_path: Path) -> None:
    cover = "".join(a_pack(tmp_path)[0][0].split())
    for text in ("巫山手套车间", "稳岗补贴申报材料", "3,600.00元", "3人", "乡镇人社所(初审)→县人社局(审核)", "(盖章)"):
        assert text in cover


def test_a_scan_says_what_it_is(tmp_path: Path) -> None:
    assert "身份证 王桂香" in a_pack(tmp_path)[0][2]


def test_a_draft_says_so_across_every_page(tmp_path: Path) -> None:
    """A word in grey over each page; its twin has none."""
    shades = []
    for watermark in ("未齐全", ""):
        a_pack(tmp_path, watermark)
        command = ["pdftoppm", "-r", "30", "-gray", "-png", str(tmp_path / "paper.pdf"), str(tmp_path / "page")]
        subprocess.run(command, check=True)
        shades.append([_has_grey(file) for file in sorted(tmp_path.glob("page-*.png"))])
    assert shades == [[True] * 5, [False] * 5]


def _has_grey(file: Path) -> bool:
    """Whether there is a good deal of the watermark's grey on a page."""
    with Image.open(file) as page:
        return sum(page.histogram()[228:232]) > 200


def test_an_upright_page_and_one_that_lies_are_both_counted() -> None:
    assert count_pages(fit_scan(photo(turned=6), "image/jpeg", "x")) == 1
    with Image.open(io.BytesIO(photo(turned=6))) as picture:
        assert picture.size == (300, 400)
