"""What the rest of the program prints with. The engine and WeasyPrint are loaded with the first paper, not with the first page.

They are a tenth of the start and thirty megabytes, and most processes (a command, a server in the morning) print nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from typing import Any

from workshop.papers.setting.drawing import Drawing
from workshop.papers.setting.outlines import Stamp

# Called with (page, of how many) before each page but the first is painted; what it raises ends the paper.
page_painted: ContextVar[Callable[[int, int], None] | None] = ContextVar("page_painted", default=None)


def render_pdf(drawings: Sequence[Drawing], size: tuple[float, float], title: str, all_html: bool = False) -> bytes:
    """As `engine.render_pdf`."""
    from workshop.papers.setting import engine

    return engine.render_pdf(drawings, size, title, all_html)


def render_html(name: str, values: Mapping[str, Any]) -> str:
    """As `engine.render_html`."""
    from workshop.papers.setting import engine

    return engine.render_html(name, values)


def render_flow(
    name: str,
    forms: Sequence[Mapping[str, Any]],
    title: str,
    first_page_only: bool = False,
    stamps: Sequence[Stamp] = (),
) -> tuple[bytes, int]:
    """As `engine.render_flow`."""
    from workshop.papers.setting import engine

    return engine.render_flow(name, forms, title, first_page_only, stamps)
