"""A tablet's queue that leaves by file arrives as if the tablet had sent it."""

import base64
import io
import json
import secrets

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import current_app

from tests.floor.test_sync import Tablet, count, tablet  # noqa: F401
from workshop.access.queues import OAEP


def make_file(one: Tablet, events: list[dict], **more) -> bytes:
    """What the tablet's own script writes: AES-256-GCM, its key wrapped for the server."""
    queue = {"version": 1, "device": str(one.device.id), "device_epoch": one.store, "high": one.seq, "events": events}
    public = serialization.load_der_public_key(base64.b64decode(current_app.extensions["workshop-keys"].export_public))
    key, iv = secrets.token_bytes(32), secrets.token_bytes(12)
    parts = {
        "key": public.encrypt(key, OAEP),
        "iv": iv,
        "data": AESGCM(key).encrypt(iv, json.dumps(queue | more).encode(), None),
    }
    head = {"format": "workshop-tablet-queue", "version": 1, "cipher": "RSA-OAEP-256+A256GCM"}
    return json.dumps(head | {name: base64.b64encode(part).decode() for name, part in parts.items()}).encode()


def bring(sign_in, content: bytes) -> str:
    data = {"file": (io.BytesIO(content), "queue.json")}
    return sign_in("zhou").post("/w/W001/tablets/queue", data=data, follow_redirects=True).text


def test_a_file_brings_every_event_once(tablet, sign_in):  # noqa: F811
    events = [tablet.event() for _ in range(250)]
    assert "新收下 250 条" in bring(sign_in, make_file(tablet, events))
    assert "新收下 0 条" in bring(sign_in, make_file(tablet, events))
    assert count() == 250


def test_what_the_tablet_sends_later_is_recognised(tablet, sign_in):  # noqa: F811
    event = tablet.event()
    bring(sign_in, make_file(tablet, [event]))
    assert tablet.state(event) == "exists"
    assert count() == 1


def test_what_cannot_be_applied_waits_as_always(tablet, sign_in):  # noqa: F811
    assert "1 条在待处理" in bring(sign_in, make_file(tablet, [tablet.event(body={"good": "-5"})]))


def test_a_file_changed_on_the_way_is_refused_in_words(tablet, sign_in):  # noqa: F811
    file = json.loads(make_file(tablet, [tablet.event()]))
    data = bytearray(base64.b64decode(file["data"]))
    data[5] ^= 1
    file["data"] = base64.b64encode(data).decode()
    assert "在路上损坏了" in bring(sign_in, json.dumps(file).encode())
    assert count("inbox") == 0


def test_what_is_no_queue_is_refused_in_words(tablet, sign_in):  # noqa: F811
    for content in (
        b"",
        b"{}",
        b"[]",
        b"\xff\xfe",
        b'{"format": "workshop-tablet-queue"}',
        b'{"format":"workshop-tablet-queue","cipher":"none"}',
    ):
        assert "这不是平板导出的文件" in bring(sign_in, content), content


def test_a_tablet_of_another_workshop_is_refused(tablet, sign_in):  # noqa: F811
    assert "别的车间的平板" in bring(sign_in, make_file(tablet, [tablet.event()], device="42"))
    assert count("inbox") == 0
