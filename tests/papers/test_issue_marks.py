"""The marks on every page: the code can be scanned at its size, it stands on each page, and not on what was not issued."""

import re
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import segno
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PIL import Image
from segno.consts import MODE_ALPHANUMERIC, MODE_BYTE

from tests.papers import document_cast as forms
from tests.papers.list_cast import LISTS, slip_book
from workshop.papers.issue.signing import Claimed, sign_code
from workshop.papers.making import print_paper
from workshop.papers.setting import engine
from workshop.papers.setting.list_pages import lay_out_list
from workshop.papers.setting.mark import Mark
from workshop.papers.setting.slip_pages import lay_out_slips
from workshop.papers.setting.stamps import CODE_EDGE_MM, CODE_MM, count_modules, make_watermark

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
CLAIMED = Claimed("W001", "GZ-2026-0012", date(2026, 4, 1), "7f3a91c20a1b", 500, (123_456_789, 133_456_789))
LETTERS = sign_code(KEY, CLAIMED)
MARK = Mark("GZ-2026-0012 校验 7F3A-91C2", "http://192.168.1.10:8000/v/", LETTERS)
DRAFT = Mark("未签发 预览")


@pytest.mark.parametrize("address", ["", "http://192.168.1.10:8000/v/", "https://gongzi.wushan.example.gov.cn/v/"])
def test_the_squares_of_a_code_are_wide_enough_for_a_phone(address: str) -> None:
    modules = count_modules(Mark("", address, LETTERS))
    assert (modules - 17) // 4 <= 10
    assert CODE_MM / modules >= 0.4


def test_the_longest_code_still_fits_version_ten() -> None:
    longest = Claimed("车间编号很长的W001", "LZM-2026-12345", date(2099, 1, 1), "f" * 12, 99_999, (-(10**12), 10**12))
    modules = count_modules(Mark("", "http://192.168.1.10:8000/v/", sign_code(KEY, longest)))
    assert (modules - 17) // 4 <= 10


def test_every_page_of_lists_and_slips_has_the_code_and_drafts_have_none() -> None:
    for lay_out, paper in ((lay_out_list, LISTS["wage-sheet"](60)), (lay_out_slips, slip_book(12))):
        pages, count = lay_out(paper, mark=MARK)
        assert len(pages) == count > 1
        assert [len(page.stamps) for page in pages] == [1] * count
        assert [len(page.stamps) for page in lay_out(paper, mark=DRAFT)[0]] == [0] * count


@pytest.mark.parametrize("make", [LISTS["wage-sheet"], lambda _: forms.claim_form(), lambda _: forms.personal(3)])
def test_every_page_that_is_painted_has_it(make, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    paint = engine.paint_stamps
    monkeypatch.setattr(engine, "paint_stamps", lambda stamps, *rest: seen.append(len(stamps)) or paint(stamps, *rest))
    printed = print_paper(make(60), mark=MARK)
    assert seen == [1] * printed.pages


def test_the_code_is_clear_of_every_line_and_word_of_a_list() -> None:
    for code in ("wage-sheet", "roster", "attendance", "monthly-report"):
        for page in lay_out_list(LISTS[code](60), mark=MARK)[0]:
            [stamp] = page.stamps
            left, bottom = stamp.left - 1.6, stamp.top + CODE_MM + 1.6
            assert all(top > bottom for x, top, wide, _ in page.thin + page.frames if x + wide > left)


def test_the_draft_of_a_page_is_cut_as_the_issued_one() -> None:
    for lay_out, paper in ((lay_out_list, LISTS["roster"](60)), (lay_out_slips, slip_book(12))):
        assert lay_out(paper, mark=MARK)[1] == lay_out(paper, mark=DRAFT)[1]


def test_the_watermark_is_light_and_in_the_middle() -> None:
    stamp = make_watermark("演示", (297.0, 210.0))
    assert stamp.shade >= 0.85
    assert 60 < stamp.left < 140
    assert make_watermark("", (297.0, 210.0)) is None


def test_a_mark_costs_little_beside_the_page_itself() -> None:
    """The outline is made once: pages share it."""
    pages, _ = lay_out_list(LISTS["wage-sheet"](60), mark=MARK)
    assert len({id(page.stamps[0].outline) for page in pages}) == 1


def read_squares(pdf: bytes, left: float, top: float, modules: int, folder: Path) -> list[list[bool]]:
    """What a printer would put on the page: is the middle of each square dark?"""
    (folder / "x.pdf").write_bytes(pdf)
    command = ["pdftoppm", "-r", "300", "-gray", "-singlefile", str(folder / "x.pdf"), str(folder / "x")]
    subprocess.run(command, check=True)
    with Image.open(folder / "x.pgm") as page:
        scale = page.height / 210
        middles = [(at + 0.5) * CODE_MM / modules for at in range(modules)]
        at = [[page.getpixel((round((left + x) * scale), round((top + y) * scale))) for x in middles] for y in middles]
    return [[shade < 128 for shade in row] for row in at]


@pytest.mark.parametrize("watermark", ["", "演示"])
def test_the_code_on_the_page_is_the_code_square_by_square(watermark: str, tmp_path: Path) -> None:
    parts = [(MARK.address, MODE_BYTE), (LETTERS, MODE_ALPHANUMERIC)]
    wanted = segno.make(parts, error="m", micro=False, boost_error=False).matrix
    printed = print_paper(LISTS["wage-sheet"](3), mark=replace(MARK, watermark=watermark))
    found = read_squares(printed.pdf, 297 - 10 - CODE_MM, CODE_EDGE_MM, len(wanted), tmp_path)
    assert found == [[bool(square) for square in row] for row in wanted]


def test_a_short_form_has_tags_for_those_who_listen_to_it(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(print_paper(forms.work_proof(), mark=MARK).pdf)
    told = subprocess.run(["pdfinfo", str(tmp_path / "x.pdf")], capture_output=True, text=True, check=True).stdout
    assert re.search(r"Tagged: +yes", told)
