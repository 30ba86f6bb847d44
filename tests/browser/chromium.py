"""Chromium, and a server to point it at: what every look at the pages of the office and of workers' phones needs."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from werkzeug.serving import make_server

playwright_api = pytest.importorskip("playwright.sync_api", reason="needs playwright")
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
AXE = Path(__file__).parents[2] / "static" / "vendor" / "axe.min.js"
IN_BROWSER = [
    pytest.mark.browser,
    pytest.mark.skipif(not os.path.exists(CHROMIUM), reason=f"needs Chromium at {CHROMIUM} (or $CHROMIUM)"),
]
WITH_AXE = [*IN_BROWSER, pytest.mark.skipif(not AXE.exists(), reason="needs axe-core (make test installs it)")]


@contextmanager
def launched(*more: str) -> Iterator[Any]:
    """A browser, with more switches where a test needs them, closed in the end."""
    with playwright_api.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", *more])
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """The address of a server that runs until the end."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
