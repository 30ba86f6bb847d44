"""The one interface behind which SMS and WeChat stand, and the gateway that an installation may set up for either.

Off until configured: `WORKSHOP_SMS_GATEWAY`, `WORKSHOP_WECHAT_GATEWAY` (an https address) with their `…_TOKEN`. A gateway is the county's
or the provider's: it is posted `{"key", "to", "text"}` as JSON with the token and answers 2xx and `{"reference"}`. The key is the same for
every try of one message, so that a gateway that got it twice sends it once.
"""

import json
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import Protocol
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from flask import Flask, current_app

from workshop.desk.rules.messages import SMS, WECHAT
from workshop.store.settings import Settings

SECONDS, MOST_ANSWER = 8, 10_000


class NotSent(Exception):
    """The message did not go out; its sentence is for the record and names no number of a person."""


class Sender(Protocol):
    """Whatever carries a text to a telephone."""

    def send(self, key: str, to: str, text: str) -> str:
        """The carrier's reference. Raises NotSent. The same `key` is the same message, however often it comes."""


class _NoWayElse(HTTPRedirectHandler):
    def redirect_request(self, *_: object, **__: object) -> None:
        """A gateway that points elsewhere is not the one that was configured."""
        return None


@dataclass(frozen=True)
class Gateway:
    """A gateway reached by HTTPS."""

    url: str
    token: str

    def send(self, key: str, to: str, text: str) -> str:
        """As `Sender.send`."""
        body = json.dumps({"key": key, "to": to, "text": text}, ensure_ascii=False).encode()
        head = {"Content-Type": "application/json; charset=utf-8", "Authorization": f"Bearer {self.token}"}
        try:
            with build_opener(_NoWayElse).open(Request(self.url, body, head), timeout=SECONDS) as answer:
                return _read_reference(answer.read(MOST_ANSWER))
        except HTTPError as error:
            raise NotSent(f"网关回答 {error.code}") from error
        except (URLError, HTTPException, OSError, ValueError) as error:
            raise NotSent("连不上网关") from error


def _read_reference(content: bytes) -> str:
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):  # it said yes; what it said beside that is not needed
        return ""
    return str(found.get("reference", ""))[:80] if isinstance(found, dict) else ""


@dataclass
class Pretended:
    """The test double: keeps what it was given; `failing` holds the reasons of the next tries, "" is one that goes through."""

    given: list[tuple[str, str, str]] = field(default_factory=list)
    failing: list[str] = field(default_factory=list)

    def send(self, key: str, to: str, text: str) -> str:
        """As `Sender.send`."""
        self.given.append((key, to, text))
        if self.failing and (reason := self.failing.pop(0)):
            raise NotSent(reason)
        return f"pretended-{len(self.given)}"


def install_senders(app: Flask, settings: Settings) -> None:
    """What is configured, and nothing else. Raises ValueError for an address that is not https."""
    asked = {SMS: (settings.sms_gateway, settings.sms_token), WECHAT: (settings.wechat_gateway, settings.wechat_token)}
    for channel, (url, _) in asked.items():
        if url and not url.startswith("https://"):
            raise ValueError(f"{channel} 的网关地址要以 https:// 开头")
    app.extensions["senders"] = {channel: Gateway(*pair) for channel, pair in asked.items() if pair[0]}


def list_senders() -> dict[str, Sender]:
    """Channel → its sender, of those that are set up."""
    found: dict[str, Sender] = current_app.extensions["senders"]
    return found
