"""Binding: sections one behind the other, a cover with the contents before them, one count of pages over the whole."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf

from workshop.papers.jobs.merging import save_pdf
from workshop.papers.setting.drawing import Drawing
from workshop.papers.setting.fitting import printable, text_units
from workshop.papers.setting.late import render_pdf
from workshop.papers.setting.measures import MM_PER_PX
from workshop.papers.setting.stamps import make_watermark

POINTS_PER_MM = 72 / 25.4
COVER_AND_CONTENTS = 2  # pages, of most packs
STAMP_PX, TOP_MM = 9.0, 4.0  # above the titles of lists, within what printers print


@dataclass(frozen=True)
class Section:
    """A piece as pages; `caption` stands small at the top of scans, which do not say themselves what they are.

    `marked`: its pages have a watermark already.
    """

    title: str
    pdf: bytes
    caption: str = ""
    marked: bool = False


@dataclass(frozen=True)
class Laid:
    """Where a section begins and how many pages it has; pages count from 1 over the whole."""

    first: int
    pages: int


Front = Callable[[Sequence[Laid], int], bytes]


def bind(
    sections: Sequence[Section], front: Front, title: str, watermark: str = "", remark: str = ""
) -> tuple[bytes, list[Laid], int]:
    """The whole as one PDF, where each section is, and how many pages there are; `remark` stands beside every count.

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
        _stamp(whole, _join(whole, [Section("", first), *sections]), watermark, remark)
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


def _join(whole: pikepdf.Pdf, sections: Sequence[Section]) -> list[Section]:
    """Puts the pages behind each other; the section of every page."""
    of_page: list[Section] = []
    for section in sections:
        with pikepdf.open(io.BytesIO(section.pdf)) as part:
            whole.pages.extend(part.pages)
            of_page += [section] * len(part.pages)
    return of_page


def _stamp(whole: pikepdf.Pdf, of_page: Sequence[Section], watermark: str, remark: str) -> None:
    """Page x of y on every page, set by sizes of page so that fonts are embedded once for each."""
    by_size: dict[tuple[int, int], list[int]] = {}
    for at, page in enumerate(whole.pages):
        box: Any = page.mediabox
        size = (round(float(box[2] - box[0])), round(float(box[3] - box[1])))
        by_size.setdefault(size, []).append(at)
    total = len(whole.pages)
    for points, places in by_size.items():
        wide, high = (side / POINTS_PER_MM for side in points)
        counts = [f"全套材料{remark} 第 {at + 1} 页 共 {total} 页" for at in places]
        drawings = [
            _draw(count, of_page[at].caption, "" if of_page[at].marked else watermark, (wide, high))
            for count, at in zip(counts, places, strict=True)
        ]
        with pikepdf.open(io.BytesIO(render_pdf(drawings, (wide, high), ""))) as stamps:
            for stamp, at in zip(stamps.pages, places, strict=True):
                page = whole.pages[at]
                # A scan would hide what lies under it.
                put = page.add_overlay if of_page[at].caption else page.add_underlay
                put(stamp, pikepdf.Rectangle(*map(float, page.mediabox)))


def _draw(count: str, caption: str, watermark: str, size: tuple[float, float]) -> Drawing:
    drawing = Drawing()
    wide = text_units(count) * STAMP_PX / 2 * MM_PER_PX
    drawing.line(count, (size[0] - wide) / 2, TOP_MM, STAMP_PX)
    if caption:
        drawing.line(printable(caption), 10, TOP_MM, STAMP_PX)
    if watermark and (stamp := make_watermark(watermark, size)):
        drawing.stamps.append(stamp)
    return drawing
