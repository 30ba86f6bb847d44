"""Drawings to PDF: WeasyPrint with its style sheets and fonts read once, and no way out to a file or a network."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import Lock

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from weasyprint import CSS, HTML
from weasyprint.document import Document, Page
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from workshop.papers.drawing import Drawing
from workshop.papers.glyphs import BODY_FAMILY, RARE_FAMILIES, TITLE_FAMILY

TEMPLATES = Path(__file__).parents[2] / "templates" / "papers"
SHEAF = 40  # pages laid out at a time
_ONE_AT_A_TIME = Lock()  # Pango's font map is shared, and the collector rests for the whole process


class Denied(ValueError):
    """A paper asked for something from outside itself."""


class NothingFromOutside(URLFetcher):
    """Refuses every address: a paper is text and lines, nothing on it is fetched (trust: T11)."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> None:
        """Raises Denied, whatever the address."""
        raise Denied(f"a paper fetches nothing: {url[:200]}")


@cache
def _templates() -> Environment:
    return Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True)


@cache
def _fonts() -> FontConfiguration:
    return FontConfiguration()


@cache
def _style(width: float, height: float) -> CSS:
    families = {"body": _families(BODY_FAMILY, *RARE_FAMILIES), "title": _families(TITLE_FAMILY, *RARE_FAMILIES)}
    text = _templates().get_template("sheet.css").render(width=width, height=height, families=families)
    return CSS(string=text, font_config=_fonts(), url_fetcher=NothingFromOutside())


def _families(*names: str) -> str:
    return ",".join(f"'{name}'" for name in names)


@contextmanager
def _resting_collector() -> Iterator[None]:
    """Layout makes millions of small objects that live to the end: looking for cycles among them takes half the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def build_html(drawings: Sequence[Drawing], size: tuple[float, float]) -> str:
    """The pages as HTML; every text is escaped by the template."""
    places = {
        style: f"p{at}" for at, style in enumerate({block.style: 0 for page in drawings for block in page.blocks})
    }
    sheet = _templates().get_template("sheet.html")
    return sheet.render(pages=drawings, places=places, width=size[0], height=size[1])


def render_pdf(drawings: Sequence[Drawing], size: tuple[float, float], title: str) -> bytes:
    """PDF of pages drawn for a paper of `size` in mm; `title` goes into the document's properties."""
    with _ONE_AT_A_TIME, _resting_collector():
        document = _laid_out(drawings[:SHEAF], size)
        document.metadata.title = title
        rest = [
            page
            for at in range(SHEAF, len(drawings), SHEAF)
            for page in _to_come(document, drawings[at : at + SHEAF], size)
        ]
        return document.copy([*document.pages, *rest]).write_pdf()


def _laid_out(drawings: Sequence[Drawing], size: tuple[float, float]) -> Document:
    html = HTML(string=build_html(drawings, size), url_fetcher=NothingFromOutside(), base_url="")
    return html.render(font_config=_fonts(), stylesheets=[_style(*size)])


def _to_come(document: Document, drawings: Sequence[Drawing], size: tuple[float, float]) -> list["PageToCome"]:
    sheaf = Sheaf(drawings, size)
    return [PageToCome(document.pages[0], sheaf, at) for at in range(len(drawings))]


class Sheaf:
    """Pages laid out when the first of them is painted, and forgotten with the last: a year's list needs no more memory."""

    def __init__(self, drawings: Sequence[Drawing], size: tuple[float, float]) -> None:
        self.drawings, self.size = drawings, size
        self.pages: list[Page] = []

    def paint(self, at: int, stream: object, scale: float) -> None:
        """Paints one page, in their order."""
        if at == 0:
            self.pages = list(_laid_out(self.drawings, self.size).pages)
        self.pages[at].paint(stream, scale)
        if at == len(self.pages) - 1:
            self.pages = []
            gc.collect()


class PageToCome:
    """Stands for a page of a sheaf: measures and (no) links are those of any page of the paper."""

    def __init__(self, like: Page, sheaf: Sheaf, at: int) -> None:
        self._like, self._sheaf, self._at = like, sheaf, at

    def __getattr__(self, name: str) -> object:
        return getattr(self._like, name)

    def paint(self, stream: object, scale: float = 1) -> None:
        """What WeasyPrint calls for every page, once and in order."""
        self._sheaf.paint(self._at, stream, scale)
