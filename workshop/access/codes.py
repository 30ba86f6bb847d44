"""Codes that are printed as QR on badges, bundle tickets and bags: they name one thing of one workshop and are signed, not secret.

Whoever holds the paper may hand in a count for it; a person of the workshop approves. A code opens nothing else.
"""

import hashlib
from dataclasses import dataclass
from typing import Literal

from flask import current_app
from itsdangerous import BadSignature, Signer
from itsdangerous.signer import HMACAlgorithm

Kind = Literal["badge", "ticket", "bag"]
LETTERS: dict[str, Kind] = {"b": "badge", "t": "ticket", "g": "bag"}
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_LONGEST = 80


class _Short(HMACAlgorithm):
    """HMAC-SHA-256 cut to 128 bits (RFC 2104 section 5), so that a small ticket has room for the squares of its code."""

    def get_signature(self, key: bytes, value: bytes) -> bytes:
        """The first sixteen bytes."""
        return super().get_signature(key, value)[:16]


@dataclass(frozen=True)
class Code:
    """What a code names: `id` is a worker's for a badge, a ticket's for a ticket, the number of a bag 袋号 for a bag.

    `issue` counts the badges of a worker that were replaced.
    """

    kind: Kind
    workshop_id: int
    id: int
    issue: int = 0


def make_code(kind: Kind, workshop_id: int, row_id: int, issue: int = 0) -> str:
    """The signed text of a code, the same for the same thing."""
    letter = next(letter for letter, name in LETTERS.items() if name == kind)
    again = f"-{_to_36(issue)}" if issue else ""
    return _signer().sign(f"{letter}{_to_36(workshop_id)}-{_to_36(row_id)}{again}").decode()


def read_code(text: str) -> Code | None:
    """What a code names, or None for one that this installation has not signed."""
    try:
        plain = _signer().unsign(text).decode() if len(text) <= _LONGEST and text.isascii() else ""
    except BadSignature:
        return None
    kind, numbers = LETTERS.get(plain[:1]), plain[1:].split("-")
    return Code(kind, *(int(number, 36) for number in numbers)) if kind and len(numbers) in (2, 3) else None


def _signer() -> Signer:
    algorithm = _Short(hashlib.sha256)
    return Signer(current_app.config["SECRET_KEY"], salt="workshop.codes", key_derivation="hmac", algorithm=algorithm)


def _to_36(number: int) -> str:
    text = ""
    while number:
        number, digit = divmod(number, 36)
        text = _DIGITS[digit] + text
    return text or "0"
