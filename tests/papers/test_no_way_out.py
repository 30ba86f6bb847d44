"""No text field makes a paper fetch anything; each protection alone is enough, and without both it would."""

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from weasyprint.urls import URLFetcher

from tests.papers import document_cast as forms
from tests.papers.cast import HEAD, slip, text_of, wage
from tests.papers.list_cast import LISTS, slip_book
from workshop.papers.kind import Paper
from workshop.papers.listing import ListPaper
from workshop.papers.lists.slips import SlipLine, build_slips
from workshop.papers.lists.wage_sheet import build_wage_sheet
from workshop.papers.making import print_paper, write_paper
from workshop.papers.setting import engine
from workshop.papers.setting.mark import Mark
from workshop.papers.setting.printing import print_list, print_slips


class Watched(HTTPServer):
    """A server that remembers who came."""

    asked: list[str]


@pytest.fixture
def outside() -> Iterator[Watched]:
    """Somebody else's server, on this machine."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.server.asked.append(self.path)  # type: ignore[attr-defined]
            self.send_response(404)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = Watched(("127.0.0.1", 0), Answer)
    server.asked = []
    thread = Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def hostile(server: Watched) -> list[str]:
    """Texts that would fetch if they were HTML or CSS."""
    address = f"http://127.0.0.1:{server.server_port}"
    return [
        f'<img src="{address}/img">',
        f"</pre><style>@import url({address}/css);</style>",
        f'<link rel="attachment" href="{address}/attached">',
        f'<object data="{address}/object"></object>',
        '<img src="file:///etc/hostname">',
    ]


def print_all(server: Watched) -> list[bytes]:
    """A sheet and slips with the texts in every field a user fills."""
    texts = hostile(server)
    sheet = build_wage_sheet(
        HEAD, [wage(text, text[:9], category=text, post=text, note=text, phone=text) for text in texts]
    )
    lines = tuple(SlipLine(text, 0) for text in texts)
    facts = [
        slip(text, text[:9], category=text, post=text, earnings=(*lines, SlipLine("缝合", 43907))) for text in texts
    ]
    return [print_list(sheet).pdf, print_slips(build_slips(HEAD, facts)).pdf]


@pytest.fixture
def unescaped(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Escaping switched off."""
    environment = engine._templates()
    monkeypatch.setattr(environment, "autoescape", False)
    environment.cache.clear()
    yield
    environment.cache.clear()


@pytest.fixture
def fetching(monkeypatch: pytest.MonkeyPatch) -> None:
    """WeasyPrint's own fetcher in place of the one that refuses."""
    monkeypatch.setattr(engine, "NothingFromOutside", URLFetcher)


def test_hostile_text_is_printed_as_text_and_fetches_nothing(outside: Watched, tmp_path: Path) -> None:
    sheet, slips = print_all(outside)
    assert outside.asked == []
    assert "<img" in text_of(sheet, tmp_path)
    assert "<img" in text_of(slips, tmp_path)


@pytest.mark.usefixtures("unescaped")
def test_even_unescaped_the_fetcher_refuses(outside: Watched) -> None:
    print_all(outside)
    assert outside.asked == []


@pytest.mark.usefixtures("fetching")
def test_even_with_a_fetcher_escaped_text_asks_for_nothing(outside: Watched) -> None:
    print_all(outside)
    assert outside.asked == []


@pytest.mark.usefixtures("unescaped", "fetching")
def test_without_both_protections_it_would_fetch(outside: Watched) -> None:
    print_all(outside)
    assert "/img" in outside.asked


def test_the_fetcher_refuses_files_network_and_data() -> None:
    for address in ("file:///etc/hostname", "http://127.0.0.1/", "data:text/plain,x"):
        with pytest.raises(engine.Denied):
            engine.NothingFromOutside().fetch(address)


# Words of the program's own choice, not texts: they say how something is set.
CHOSEN = {"key", "kind", "align", "style", "look", "page", "tied", "hand"}


def soil(value: object, text: str) -> object:
    """A paper with the text in every field that holds words; what only a hand may fill stays empty."""
    if isinstance(value, tuple):
        return tuple(soil(one, text) for one in value)
    if not is_dataclass(value):
        return text if isinstance(value, str) else value
    if isinstance(value, ListPaper):
        words = [at for at, column in enumerate(value.columns) if column.kind == "text"]
        rows = tuple(replace(row, values=_soil_row(row.values, words, text)) for row in value.rows)
        return replace(soil_fields(value, text, {"columns", "rows", "totals", "sheet"}), rows=rows)
    return soil_fields(value, text, {"text"} if getattr(value, "hand", False) else set())


def _soil_row(values: tuple, words: list[int], text: str) -> tuple:
    return tuple(text if at in words and value else value for at, value in enumerate(values))


def soil_fields(value: object, text: str, but: set[str]) -> object:
    kept = CHOSEN | but
    told = {one.name: getattr(value, one.name) for one in fields(value) if one.init and one.name not in kept}
    return replace(value, **{name: soil(inner, text) for name, inner in told.items()})


KINDS: dict[str, Callable[[], Paper]] = {
    **{code: (lambda make=make: make(1)) for code, make in LISTS.items()},
    "slips": lambda: slip_book(1),
    "recognition": forms.recognition,
    "claim form": forms.claim_form,
    "proof": forms.work_proof,
    "notice": forms.notice,
    "training": forms.training,
    "insurance": forms.insurance,
    "personal": forms.personal,
    "board": forms.board,
    "pledge": forms.pledges,
    "contract": forms.contract,
    "service": forms.service,
}
FORMS = tuple(kind for kind in KINDS if kind not in LISTS and kind != "slips")


def soiled(kind: str, server: Watched) -> Paper:
    """Hostile texts in every field."""
    return soil(KINDS[kind](), "".join(hostile(server)[:2]))


@pytest.mark.parametrize("kind", KINDS)
def test_no_field_of_any_kind_fetches_or_breaks_the_page(kind: str, outside: Watched, tmp_path: Path) -> None:
    printed = print_paper(soiled(kind, outside), mark=Mark("<b>GZ-2026-0001</b>", "http://x/v/", "A1", "<i>"))
    shown = text_of(printed.pdf, tmp_path)
    assert outside.asked == []
    assert shown.count("\f") == printed.pages
    assert shown.count("<b>GZ-2026-0001</b>") == printed.pages
    assert kind not in FORMS or "@importurl(" in "".join(shown.split())


@pytest.mark.usefixtures("unescaped", "fetching")
def test_without_both_protections_a_form_would_fetch(outside: Watched) -> None:
    print_paper(soiled("proof", outside))
    assert "/img" in outside.asked


@pytest.mark.parametrize("kind", KINDS)
def test_no_cell_of_a_workbook_is_a_formula_or_a_link(kind: str) -> None:
    import io
    import zipfile

    content = write_paper(soil(KINDS[kind](), '=HYPERLINK("http://127.0.0.1/x")'), Mark('=1+1&"&G'))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = b"".join(archive.read(name) for name in archive.namelist() if "worksheets" in name)
    assert b"<f>" not in sheets
    assert b"<hyperlink" not in sheets
