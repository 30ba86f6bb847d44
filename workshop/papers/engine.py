"""Drawings to PDF: WeasyPrint with its style sheets and fonts read once, and no way out to a file or a network."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import Lock

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from workshop.papers.drawing import Drawing
from workshop.papers.glyphs import BODY_FAMILY, RARE_FAMILIES, TITLE_FAMILY

TEMPLATES = Path(__file__).parents[2] / "templates" / "papers"
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
    text = build_html(drawings, size)
    with _ONE_AT_A_TIME, _resting_collector():
        html = HTML(string=text, url_fetcher=NothingFromOutside(), base_url="")
        document = html.render(font_config=_fonts(), stylesheets=[_style(*size)])
        document.metadata.title = title
        return document.write_pdf()
