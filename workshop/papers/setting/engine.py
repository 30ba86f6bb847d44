"""Drawings to PDF: WeasyPrint with its style sheets and fonts read once, and no way out to a file or a network."""

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from threading import Lock
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from weasyprint import CSS, HTML
from weasyprint.document import Document, Page
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from workshop.kernel.collector import collector_at_rest
from workshop.papers.jobs.merging import merge_pdfs
from workshop.papers.setting.drawing import (
    DASH_MM,
    DASHED_MM,
    GREY,
    RULE_MM,
    THICK_MM,
    THIN_MM,
    TITLE_SPACING,
    Drawing,
    boxes_path,
    lines_path,
)
from workshop.papers.setting.glyphs import BODY_FAMILY, RARE_FAMILIES, TITLE_FAMILY, TITLE_WEIGHT
from workshop.papers.setting.late import page_painted
from workshop.papers.setting.outlines import Stamp, paint_stamps
from workshop.papers.setting.painting import Painter

TEMPLATES = Path(__file__).parents[3] / "templates" / "papers"
FORMS_AT_ONCE = 40
MOST_TAGGED = 8  # pages; tags for screen readers cost nothing on a short form, an eighth of the time on hundreds
OWN_PICTURE = "data:image/jpeg;base64,"
_ONE_AT_A_TIME = Lock()  # Pango's font map is shared, and the collector rests for the whole process


class Denied(ValueError):
    """A paper asked for something from outside itself."""


class NothingFromOutside(URLFetcher):
    """Refuses every address: a paper is text, lines and its own pictures, nothing on it is fetched (trust: T11)."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
        """Raises Denied for every address but a JPEG that stands in the paper itself."""
        if url.startswith(OWN_PICTURE):
            return super().fetch(url, headers)
        raise Denied(f"a paper fetches nothing: {url[:200]}")


@cache
def _templates() -> Environment:
    made = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    made.filters.update(lines=lines_path, boxes=boxes_path)
    made.globals.update(thin=THIN_MM, thick=THICK_MM, dashed=DASHED_MM, dash=DASH_MM, grey=GREY, rule=RULE_MM)
    return made


@cache
def _fonts() -> FontConfiguration:
    return FontConfiguration()


@cache
def _style(width: float, height: float) -> CSS:
    return _read_style("sheet.css", width=width, height=height)


def _read_style(name: str, **values: float) -> CSS:
    families = {
        "body": _families(BODY_FAMILY, *RARE_FAMILIES),
        "form": _families(TITLE_FAMILY, BODY_FAMILY, *RARE_FAMILIES),  # 宋体: forms need no raster
        "title": _families(TITLE_FAMILY, *RARE_FAMILIES),
    }
    template = _templates().get_template(name)
    text = template.render(families=families, spacing=TITLE_SPACING, weight=TITLE_WEIGHT, **values)
    return CSS(string=text, font_config=_fonts(), url_fetcher=NothingFromOutside())


@cache
def _flow_style(name: str) -> CSS:
    return _read_style(f"{name}.css")


def _families(*names: str) -> str:
    return ",".join(f"'{name}'" for name in names)


def build_html(drawings: Sequence[Drawing], size: tuple[float, float]) -> str:
    """Pages as HTML; every text is escaped by the template."""
    styles = dict.fromkeys(block.style for page in drawings for block in page.blocks)
    places = {style: f"p{at}" for at, style in enumerate(styles)}
    sheet = _templates().get_template("sheet.html")
    return sheet.render(pages=drawings, places=places, width=size[0], height=size[1])


def render_pdf(drawings: Sequence[Drawing], size: tuple[float, float], title: str, all_html: bool = False) -> bytes:
    """PDF of pages drawn for a paper of `size` in mm; `title` goes into the document's properties.

    `all_html` takes every page the long way, to compare by.
    """
    with _ONE_AT_A_TIME, collector_at_rest():
        first = _laid_out(drawings[:1], size)
        first.metadata.title = title
        pages = [PageToCome(first.pages[0], drawing, size) for drawing in drawings[1:]]
        document = first.copy([*(Stamped(page, drawings[0].stamps) for page in first.pages), *pages])
        if not all_html:
            painter = Painter(document.fonts, size[0])
            for page in pages:
                page.painter = painter
        if told := page_painted.get():
            for turn, page in enumerate(pages, 2):
                page.told = partial(told, turn, len(drawings))
        return document.write_pdf()


def render_html(name: str, values: Mapping[str, Any]) -> str:
    """A template `name`.html with its values; every text is escaped by it."""
    return _templates().get_template(f"{name}.html").render(values)


def render_flow(
    name: str,
    forms: Sequence[Mapping[str, Any]],
    title: str,
    first_page_only: bool = False,
    stamps: Sequence[Stamp] = (),
) -> tuple[bytes, int]:
    """PDF of a template `name`.html set for each of the forms, its text flowing over pages by `name`.css, and how many pages.

    Each form counts its own pages. One that asks to be `single` is set tight where that saves its second page. Only some
    are laid out at once, so that hundreds need no more memory than those.
    """
    parts, pages = [], 0
    for first in range(0, len(forms), FORMS_AT_ONCE):
        with _ONE_AT_A_TIME, collector_at_rest():
            documents = [_flow(name, values) for values in _counted(forms, first)]
            laid = [page for document in documents for page in document.pages]
            pages += len(laid)
            wanted = laid[:1] if first_page_only else laid
            whole = documents[0].copy([Stamped(page, stamps) for page in wanted])
            whole.metadata.title = title
            parts.append(whole.write_pdf(pdf_tags=len(laid) <= MOST_TAGGED))
        del documents, laid, wanted, whole
        gc.collect()  # what was laid out refers to itself all over; it is given back before the next ones
    return parts[0] if len(parts) == 1 else merge_pdfs(parts, title), pages


def _counted(forms: Sequence[Mapping[str, Any]], first: int) -> Iterator[Mapping[str, Any]]:
    """The forms that are laid out together; whoever waits is told of each but the very first, and may stop it."""
    told = page_painted.get()
    for turn, values in enumerate(forms[first : first + FORMS_AT_ONCE], first + 1):
        if told and turn > 1:
            told(turn, len(forms))
        yield values


def _flow(name: str, values: Mapping[str, Any]) -> Document:
    document = _flow_as(name, {**values, "tight": False})
    if not values["single"] or len(document.pages) == 1:
        return document
    tight = _flow_as(name, {**values, "tight": True})
    return tight if len(tight.pages) == 1 else document


def _flow_as(name: str, values: Mapping[str, Any]) -> Document:
    sheet = HTML(string=render_html(name, values), url_fetcher=NothingFromOutside(), base_url="")
    return sheet.render(font_config=_fonts(), stylesheets=[_flow_style(name)])


def _laid_out(drawings: Sequence[Drawing], size: tuple[float, float]) -> Document:
    html = HTML(string=build_html(drawings, size), url_fetcher=NothingFromOutside(), base_url="")
    return html.render(font_config=_fonts(), stylesheets=[_style(*size)])


class Stamped:
    """A page of WeasyPrint's with stamps under it."""

    def __init__(self, page: Page, stamps: Sequence[Stamp]) -> None:
        self._page, self._stamps = page, stamps

    def __getattr__(self, name: str) -> object:
        return getattr(self._page, name)

    def paint(self, stream: object, scale: float = 1) -> None:
        """What WeasyPrint calls for every page."""
        paint_stamps(self._stamps, stream, scale)
        self._page.paint(stream, scale)


class PageToCome:
    """Stands for a page until WeasyPrint paints it: measures and (no) links are those of any page of the paper.

    Painted straight if its characters allow, laid out as HTML if not; either way it is forgotten at once, so that a long
    list needs no more memory than a short one.
    """

    def __init__(self, like: Page, drawing: Drawing, size: tuple[float, float]) -> None:
        self._like, self._drawing, self._size = like, drawing, size
        self.painter: Painter | None = None
        self.told: Callable[[], None] | None = None

    def __getattr__(self, name: str) -> object:
        return getattr(self._like, name)

    def paint(self, stream: object, scale: float = 1) -> None:
        """What WeasyPrint calls for every page, once and in order."""
        if self.told:
            self.told()
        paint_stamps(self._drawing.stamps, stream, scale)
        if self.painter and self.painter.can_paint(self._drawing):
            self.painter.paint(self._drawing, stream, scale)
        else:
            _laid_out([self._drawing], self._size).pages[0].paint(stream, scale)
