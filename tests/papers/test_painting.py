"""Pages painted straight are the pages that the layout of HTML gives: the same glyphs in the same places."""

import re
import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.papers.cast import HEAD, SEWING, slip, text_of, wage
from workshop.papers.lists.slips import build_slips
from workshop.papers.lists.wage_sheet import build_wage_sheet
from workshop.papers.setting import painting
from workshop.papers.setting.drawing import Drawing
from workshop.papers.setting.engine import render_pdf
from workshop.papers.setting.list_pages import lay_out_list
from workshop.papers.setting.painting import Painter
from workshop.papers.setting.slip_pages import lay_out_slips

NEAR = 0.01  # px
Shown = tuple[float, float, bytes]


def pages_of(kind: str) -> tuple[Sequence[Drawing], tuple[float, float]]:
    """Three pages or more of a paper with long names, several lines in a cell, and sums."""
    many = (SEWING, SEWING.__class__("床品四件套(1.8米)", "套口锁边", "双", 12_500, 1_000_000, 125_000))
    names = ("王桂香", "陈𠮷", "古丽巴哈尔·阿不都热西提江")
    if kind == "slips":
        return lay_out_slips(build_slips(HEAD, [slip(names[at % 3], lines=5 + at % 4) for at in range(16)]))[0], (
            210,
            297,
        )
    workers = [wage(names[at % 3], pieces=many, piece_fen=168_907) if at % 4 else wage() for at in range(60)]
    return lay_out_list(build_wage_sheet(HEAD, workers))[0], (297, 210)


def shown(pdf: bytes) -> list[list[Shown]]:
    """Of every page every line of text: where it begins and its glyphs, spacing left out."""
    pages = []
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        try:
            content = zlib.decompress(stream)
        except zlib.error:
            continue
        if b" Tf" in content and b"TJ" in content:
            found = re.findall(rb"([\d.]+) ([\d.]+) Tm\n(?:/\w+ [\d.]+ Tf\n)?\[(.*?)\] TJ", content)
            pages.append([(float(x), float(y), b"".join(re.findall(rb"<([0-9a-f]*)>", text))) for x, y, text in found])
    return pages


@pytest.mark.parametrize("kind", ["wage sheet", "slips"])
def test_the_same_glyphs_stand_in_the_same_places(kind: str) -> None:
    drawings, size = pages_of(kind)
    laid_out, painted = shown(render_pdf(drawings, size, "x", all_html=True)), shown(render_pdf(drawings, size, "x"))
    assert len(painted) == len(laid_out) == len(drawings) >= 3
    for expected, found in zip(laid_out, painted, strict=True):
        assert [glyphs for *_, glyphs in found] == [glyphs for *_, glyphs in expected]
        for (x, y, _), (left, top, _) in zip(found, expected, strict=True):
            assert abs(x - left) < NEAR
            assert abs(y - top) < NEAR


@pytest.mark.parametrize("kind", ["wage sheet", "slips"])
def test_both_ways_read_back_the_same(kind: str, tmp_path: Path) -> None:
    drawings, size = pages_of(kind)
    painted = text_of(render_pdf(drawings, size, "x"), tmp_path)
    laid_out = text_of(render_pdf(drawings, size, "x", all_html=True), tmp_path)
    assert [line.split() for line in painted.splitlines()] == [line.split() for line in laid_out.splitlines()]


def count_painted(monkeypatch: pytest.MonkeyPatch) -> list[Drawing]:
    """The pages that will have been painted straight."""
    seen: list[Drawing] = []
    paint = Painter.paint

    def watched(self: Painter, drawing: Drawing, stream: object, scale: float) -> None:
        seen.append(drawing)
        paint(self, drawing, stream, scale)

    monkeypatch.setattr(Painter, "paint", watched)
    return seen


def test_every_page_but_the_first_is_painted(monkeypatch: pytest.MonkeyPatch) -> None:
    drawings, size = pages_of("wage sheet")
    seen = count_painted(monkeypatch)
    render_pdf(drawings, size, "x")
    assert len(seen) == len(drawings) - 1


def test_a_page_with_a_character_of_another_font_goes_through_html(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    name = "ئابدۇرېھىم"
    workers = [wage(name if at == 30 else "王桂香") for at in range(60)]
    drawings, _ = lay_out_list(build_wage_sheet(HEAD, workers))
    seen = count_painted(monkeypatch)
    pdf = render_pdf(drawings, (297, 210), "x")
    assert len(seen) == len(drawings) - 2
    assert text_of(pdf, tmp_path).count("王桂香") == 59


def test_without_the_fonts_known_every_page_goes_through_html(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    drawings, size = pages_of("slips")
    monkeypatch.setattr(painting, "find_font", lambda *_: None)
    seen = count_painted(monkeypatch)
    assert text_of(render_pdf(drawings, size, "x"), tmp_path).count("工资条") == 16
    assert seen == []
