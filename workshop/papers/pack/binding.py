"""Binding: sections one behind the other, a cover with the contents before them, one count of pages over the whole."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf

from workshop.papers.jobs.merging import save_pdf
from workshop.papers.setting.drawing import Drawing
from workshop.papers.setting.engine import render_pdf
from workshop.papers.setting.fitting import printable, text_units
from workshop.papers.setting.measures import MM_PER_PX
from workshop.papers.setting.stamps import make_watermark

POINTS_PER_MM = 72 / 25.4
COVER_AND_CONTENTS = 2  # pages, of most packs
STAMP_PX, TOP_MM = 9.0, 4.0  # above the titles of lists, within what printers print


@dataclass(frozen=True)
class Section:
    """A piece as pages; `caption` stands small at the top of scans, which do not say themselves what they are."""

    title: str
    pdf: bytes
    caption: str = ""


@dataclass(frozen=True)
class Laid:
    """Where a section begins and how many pages it has; pages count from 1 over the whole."""

    first: int
    pages: int


Front = Callable[[Sequence[Laid], int], bytes]


def bind(sections: Sequence[Section], front: Front, title: str, watermark: str = "") -> tuple[bytes, list[Laid], int]:
    """The whole as one PDF, where each section is, and how many pages there are.

    `front` sets cover and contents for given places; its own pages count too, so it is set again when they are not two.
    """
    counts = [count_pages(section.pdf) for section in sections]
    before, pages = 0, COVER_AND_CONTENTS
    while before != pages:
        before = pages
        places, total = _lay(counts, before), before + sum(counts)
        first = front(places, total)
        pages = count_pages(first)
    with pikepdf.new() as whole:
        captions = _join(whole, [Section("", first), *sections])
        _stamp(whole, captions, watermark)
        _mark_pieces(whole, sections, places)
        whole.docinfo["/Title"] = title
        return save_pdf(whole), places, total


def _mark_pieces(whole: pikepdf.Pdf, sections: Sequence[Section], places: Sequence[Laid]) -> None:
    """Bookmarks: the cover, and each piece where it begins."""
    with whole.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("封面、目录", 0))
        before = ""
        for section, place in zip(sections, places, strict=True):
            if section.title != before:
                outline.root.append(pikepdf.OutlineItem(section.title, place.first - 1))
            before = section.title


def count_pages(content: bytes) -> int:
    """How many pages a PDF has."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return len(pdf.pages)


def _lay(counts: Sequence[int], before: int) -> list[Laid]:
    places, at = [], before + 1
    for count in counts:
        places.append(Laid(at, count))
        at += count
    return places


def _join(whole: pikepdf.Pdf, sections: Sequence[Section]) -> list[str]:
    """Puts the pages behind each other; the caption of every page."""
    captions: list[str] = []
    for section in sections:
        with pikepdf.open(io.BytesIO(section.pdf)) as part:
            whole.pages.extend(part.pages)
            captions += [section.caption] * len(part.pages)
    return captions


def _stamp(whole: pikepdf.Pdf, captions: Sequence[str], watermark: str) -> None:
    """Page x of y on every page, set by sizes of page so that fonts are embedded once for each."""
    by_size: dict[tuple[int, int], list[int]] = {}
    for at, page in enumerate(whole.pages):
        box: Any = page.mediabox
        size = (round(float(box[2] - box[0])), round(float(box[3] - box[1])))
        by_size.setdefault(size, []).append(at)
    total = len(whole.pages)
    for points, places in by_size.items():
        wide, high = (side / POINTS_PER_MM for side in points)
        drawings = [_draw(at + 1, total, captions[at], watermark, (wide, high)) for at in places]
        with pikepdf.open(io.BytesIO(render_pdf(drawings, (wide, high), ""))) as stamps:
            for stamp, at in zip(stamps.pages, places, strict=True):
                page = whole.pages[at]
                put = page.add_overlay if captions[at] else page.add_underlay  # a scan would hide what lies under it
                put(stamp, pikepdf.Rectangle(*map(float, page.mediabox)))


def _draw(page: int, total: int, caption: str, watermark: str, size: tuple[float, float]) -> Drawing:
    drawing = Drawing()
    text = f"全套材料 第 {page} 页 共 {total} 页"
    wide = text_units(text) * STAMP_PX / 2 * MM_PER_PX
    drawing.line(text, (size[0] - wide) / 2, TOP_MM, STAMP_PX)
    if caption:
        drawing.line(printable(caption), 10, TOP_MM, STAMP_PX)
    if watermark and (stamp := make_watermark(watermark, size)):
        drawing.stamps.append(stamp)
    return drawing
