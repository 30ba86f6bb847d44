"""A server that keeps the tablet's protocol in memory and misbehaves on demand; the pages are the real ones."""

import base64
import hashlib
import json
import threading
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from flask import Flask
from pypinyin import Style, lazy_pinyin

from workshop.floor.tablet_pages import pages
from workshop.store.settings import ROOT

PIN = "2580"
ITERATIONS = 200_000
FAMILY = "王李赵陈周张刘孙黄吴徐胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程"
GIVEN = [
    "桂香",
    "秀英",
    "大山",
    "小梅",
    "长发",
    "玉兰",
    "春花",
    "国强",
    "秋菊",
    "建军",
    "翠莲",
    "福生",
    "红霞",
    "永贵",
    "丽娟",
]
GIVEN += ["金凤", "根宝", "巧云", "石头", "月娥"]
PORTAL = "<!doctype html><title>登录</title><p>请先登录无线网络</p>"


def make_reference(today: date, people: int = 30) -> dict[str, Any]:
    """A workshop of `people`: the first three come by the hour, the rest make gloves."""
    salt = b"salt-of-the-test"
    digest = hashlib.pbkdf2_hmac("sha256", PIN.encode(), salt, ITERATIONS, 32)
    pin = {"salt": _b64(salt), "hash": _b64(digest), "iterations": ITERATIONS}
    names = [FAMILY[i % 30] + GIVEN[(i * 7) % 20] for i in range(people)]
    workers = [
        {
            "id": str(9_000_000_000_000_001 + i),
            "no": f"A{i + 1:03}",
            "name": name,
            "initials": "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)),
            "photo": None,
            "hire": "2025-01-01",
            "leave": None,
            "system": "part_time" if i >= people - 3 else "standard",
            "grade": "",
        }
        for i, name in enumerate(names)
    ]
    operations = [
        _operation("701", "GLV-01", "织片", "双", 1, 1200),
        _operation("702", "GLV-02", "缝合", "双", 2, 768),
        _operation("703", "GLV-03", "套口锁边", "双", 3, 500),
        _operation("704", "YRN-01", "络纱", "kg", 1, 9000, "YRN"),
    ]
    return {
        "version": "r1",
        "workshop": {"code": "W001", "name": "巫山手套车间", "weekly_rest": "日"},
        "today": today.isoformat(),
        "epoch": "server-1",
        "supervisors": [
            {"id": "11", "name": "周师傅", "photo": None, "pin": pin},
            {"id": "12", "name": "吴班长", "photo": None, "pin": pin},
            {"id": "13", "name": "田组长", "photo": None, "pin": pin},
        ],
        "workers": workers,
        "products": [{"code": "GLV", "name": "劳保手套"}, {"code": "YRN", "name": "棉纱"}],
        "operations": operations,
        "days": [_day(today + timedelta(days=n)) for n in range(-10, 11)],
        "yesterday": {
            "702": [worker["id"] for worker in workers[:12]],
            "701": [worker["id"] for worker in workers[12:20]],
        },
        "counts": [],
        "attendance": [],
    }


def _operation(id_: str, code: str, name: str, unit: str, seq: int, rate: int, product: str = "GLV") -> dict[str, Any]:
    prices = [{"grade": "", "from": "2025-01-01", "rate": rate}]
    return {"id": id_, "code": code, "name": name, "product": product, "unit": unit, "seq": seq, "prices": prices}


def _day(on: date) -> dict[str, str]:
    return {"date": on.isoformat(), "band": "rest_day" if on.weekday() == 6 else "normal"}


def _b64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


class FakeSync:
    """The server: `faults` are eaten one for each POST /api/sync; the other knobs stay until they are turned back."""

    def __init__(self, today: date, people: int = 30) -> None:
        self.reference = make_reference(today, people)
        self.events: dict[str, dict[str, Any]] = {}
        self.refused: set[str] = set()  # ids that alone are answered 422
        self.deadly: set[str] = set()  # ids that bring the server down
        self.quarantined: dict[str, str] = {}  # id -> reason
        self.states: dict[str, dict[str, str]] = {}  # what became later of an event
        self.faults: list[str] = []  # "500", "503", "drop" (after commit), "captive", "double"
        self.captive = False
        self.revoked = False
        self.backed_up_to = 0
        self.epoch = "server-1"
        self.posts = 0
        self.received = 0  # how often an event arrived, doubles included
        self.now: datetime | None = None
        self.suffix = ""  # another version of the program
        self.lock = threading.Lock()
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.site = Flask("tablet-test", template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "static"))
        self.site.register_blueprint(pages)
        self.server: ThreadingHTTPServer | None = None
        self.port = 0

    def start(self) -> "FakeSync":
        """Listens on a free port, or again on the one it had."""
        handler = type("Handler", (_Handler,), {"fake": self})
        self.server = _Server(("127.0.0.1", self.port), handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def stop(self) -> None:
        """Stops listening; what it holds stays."""
        if self.server:
            self.server.shutdown()
            self.server.server_close()
            self.server = None

    @property
    def address(self) -> str:
        """Where the tablet's page is."""
        return f"http://127.0.0.1:{self.port}/tablet/"

    def outputs(self) -> list[dict[str, Any]]:
        """The events of kind output that were received, without those that were reversed."""
        gone = {event["body"]["event"] for event in self.events.values() if event["kind"] == "reverse"}
        return [event for event in self.events.values() if event["kind"] == "output" and event["id"] not in gone]

    def take(self, body: dict[str, Any]) -> dict[str, Any]:
        """Receives a batch and answers as the protocol says."""
        answers = []
        for event in body["events"]:
            self.received += 1
            known = event["id"] in self.events
            self.events.setdefault(event["id"], event | {"device_epoch": body["device_epoch"]})
            reason = self.quarantined.get(event["id"], "")
            state = "exists" if known else "quarantined" if reason else "applied"
            answers.append({"id": event["id"], "state": state, "reason": reason})
        seqs = {event["seq"] for event in self.events.values() if event["device_epoch"] == body["device_epoch"]}
        first = body["held_from"] or 1
        mark = max(seqs, default=0)
        return {
            "epoch": self.epoch,
            "answers": answers,
            "received_to": next((n - 1 for n in range(1, mark + 2) if n not in seqs), mark),
            "missing": [n for n in range(first, body["high"] + 1) if n not in seqs][:200],
            "backed_up_to": self.backed_up_to,
            "revoked": self.revoked,
            "reference": self.reference["version"],
            "now": (self.now or datetime.now(UTC)).isoformat().replace("+00:00", "Z"),
        }

    def restore_older(self, keep: int) -> None:
        """As if yesterday's backup had been put back: only the first `keep` events are there, under a new epoch."""
        self.events = dict(list(self.events.items())[:keep])
        self.epoch = "server-2"
        self.reference = self.reference | {"epoch": "server-2"}


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A page that is killed breaks its connections; that is no news."""


class _Handler(BaseHTTPRequestHandler):
    fake: FakeSync
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:
        """Silent."""

    def do_GET(self) -> None:
        """Pages and assets from the real templates; the reference."""
        if self.fake.captive:
            self._send(200, PORTAL.encode(), "text/html")
        elif self.path.startswith("/api/reference"):
            self._reference()
        elif self.path.startswith("/api/states"):
            self._json(200, self.fake.states)
        else:
            self._page()

    def do_POST(self) -> None:
        """Enrolment and sync."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.fake.captive:
            self._send(200, PORTAL.encode(), "text/html")
        elif self.path == "/api/devices":
            self._enrol(body)
        else:
            with self.fake.lock:
                self._sync(body)

    def _enrol(self, body: dict[str, Any]) -> None:
        if body["code"] != "GOOD":
            self._json(410, {"error": "这个二维码已经用过"})
            return
        public = self.fake.key.public_key().public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        workshop = {"code": "W001", "name": "巫山手套车间"}
        self._json(201, {"device": "77", "token": "secret", "workshop": workshop, "server_key": _b64(public)})

    def _reference(self) -> None:
        if f"have={self.fake.reference['version']}" in self.path:
            self._send(304, b"", "application/json", ours=True)
        else:
            self._json(200, self.fake.reference)

    def _sync(self, body: dict[str, Any]) -> None:
        self.fake.posts += 1
        ids = {event["id"] for event in body["events"]}
        fault = self.fake.faults.pop(0) if self.fake.faults else ""
        if ids & self.fake.deadly:
            fault = "500"
        if fault in ("500", "503"):
            self._json(int(fault), {"error": "测试"}, {"Retry-After": "1"})
        elif fault == "captive":
            self._send(200, PORTAL.encode(), "text/html")
        elif ids & self.fake.refused:
            self._json(422, {"error": "这一条看不懂"})
        else:
            answer = self.fake.take(body)
            if fault == "double":
                answer = self.fake.take(body)
            if fault == "drop":
                self.close_connection = True
                self.connection.close()
            else:
                self._json(200, answer)

    def _page(self) -> None:
        reply = self.fake.site.test_client().get(self.path)
        content = reply.data
        if self.fake.suffix and self.path in ("/tablet/", "/tablet/sw.js"):
            version = reply_version(self.fake.site)
            content = content.replace(version.encode(), (version + self.fake.suffix).encode())
        self._send(reply.status_code, content, reply.headers["Content-Type"])

    def _json(self, status: int, value: Any, headers: dict[str, str] | None = None) -> None:
        self._send(status, json.dumps(value).encode(), "application/json", ours=True, headers=headers)

    def _send(
        self, status: int, content: bytes, kind: str, ours: bool = False, headers: dict[str, str] | None = None
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Content-Security-Policy", "default-src 'self'; img-src 'self' data:")
        if ours:
            self.send_header("X-Workshop", "1")
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)


def reply_version(site: Flask) -> str:
    """The version of the program as the pages name it."""
    from workshop.floor.tablet_pages import compute_version

    with site.test_request_context():
        return compute_version()
