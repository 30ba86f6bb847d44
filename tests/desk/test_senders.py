"""A gateway is posted each message with its key and token; whatever else it answers than yes is a message that was not sent."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import ClassVar

import pytest

from workshop.desk.senders import Gateway, NotSent


class Answering(BaseHTTPRequestHandler):
    """Answers by the last part of the address; keeps what came."""

    seen: ClassVar[list[tuple[str, str, dict[str, str]]]] = []

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.seen.append((self.path, self.headers["Authorization"], body))
        if self.path == "/hangs-up":
            self.connection.close()
            return
        status = {"/sent": 200, "/deep": 200, "/plain": 200, "/broken": 500, "/elsewhere": 307}[self.path]
        self.send_response(status)
        if status == 307:
            self.send_header("Location", "/sent")
        self.end_headers()
        self.wfile.write({"/plain": b"ok", "/deep": b"[" * 9_000}.get(self.path, b'{"reference": "A17"}'))

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def gateway() -> Iterator[str]:
    Answering.seen = []
    server = HTTPServer(("127.0.0.1", 0), Answering)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def send(address: str) -> str:
    return Gateway(address, "secret").send("1-7", "13800000000", "您的数还没有对")


def test_a_message_goes_with_its_key_and_the_token_and_comes_back_with_a_reference(gateway):
    assert send(gateway + "/sent") == "A17"
    assert Answering.seen == [("/sent", "Bearer secret", {"key": "1-7", "to": "13800000000", "text": "您的数还没有对"})]


def test_a_yes_without_a_reference_is_a_yes(gateway):
    assert send(gateway + "/plain") == ""


def test_a_yes_that_cannot_be_read_is_a_yes(gateway):
    assert send(gateway + "/deep") == ""


def test_a_gateway_that_hangs_up_has_not_sent_it(gateway):
    with pytest.raises(NotSent, match="连不上网关"):
        send(gateway + "/hangs-up")


def test_a_no_is_a_message_that_was_not_sent(gateway):
    with pytest.raises(NotSent, match="网关回答 500"):
        send(gateway + "/broken")


def test_a_gateway_that_points_elsewhere_is_not_followed(gateway):
    with pytest.raises(NotSent, match="307"):
        send(gateway + "/elsewhere")
    assert [path for path, _, _ in Answering.seen] == ["/elsewhere"]


def test_a_gateway_that_is_not_there_is_said_without_the_number():
    with pytest.raises(NotSent, match="连不上网关") as refused:
        send("http://127.0.0.1:9/")
    assert "138" not in str(refused.value)
