"""No text field makes a paper fetch anything; each protection alone is enough, and without both it would."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from weasyprint.urls import URLFetcher

from tests.papers.cast import HEAD, slip, text_of, wage
from workshop.papers.lists.slips import SlipLine, build_slips
from workshop.papers.lists.wage_sheet import build_wage_sheet
from workshop.papers.setting import engine
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
    thread = Thread(target=server.serve_forever)
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
