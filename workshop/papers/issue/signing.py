"""The code in a paper's QR: what it claims to be, signed with Ed25519 (RFC 8032), readable without any database.

Its letters are figures and capitals only: a QR sets two of them in eleven bits, and no scanner mistakes them.
"""

import struct
from dataclasses import dataclass
from datetime import date, timedelta

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

VERSION = 1
LONGEST = 400
CHECK_BYTES = 6
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_EPOCH = date(2020, 1, 1)
_PURPOSE = b"workshop paper\0"
_SIGNATURE = 64


class BadCode(ValueError):
    """A text that is no code of a paper."""


@dataclass(frozen=True)
class Claimed:
    """What a code says of its paper: `check` is the beginning of its SHA-256 in hexadecimal, `sums` its leading sums in fen."""

    workshop: str
    number: str
    issued_on: date
    check: str
    rows: int
    sums: tuple[int, ...]


def sign_code(key: Ed25519PrivateKey, claimed: Claimed) -> str:
    """The code of a paper."""
    content = _pack(claimed)
    return _to_letters(content + key.sign(_PURPOSE + content))


def read_code(text: str) -> tuple[Claimed, bytes]:
    """What a code says, and its bytes to check; nothing of it is to be believed yet. Raises BadCode."""
    whole = _to_bytes(text)
    if len(whole) <= _SIGNATURE:
        raise BadCode(text[:20])
    return _unpack(whole[:-_SIGNATURE]), whole


def is_signed(key: Ed25519PublicKey, whole: bytes) -> bool:
    """Whether the key's owner signed what a code says."""
    try:
        key.verify(whole[-_SIGNATURE:], _PURPOSE + whole[:-_SIGNATURE])
    except InvalidSignature:
        return False
    return True


def _pack(claimed: Claimed) -> bytes:
    days = struct.pack(">H", (claimed.issued_on - _EPOCH).days)
    texts = b"".join(bytes([len(text.encode())]) + text.encode() for text in (claimed.workshop, claimed.number))
    figures = b"".join(map(_to_varint, (claimed.rows, *(abs(fen) * 2 + (fen < 0) for fen in claimed.sums))))
    return bytes([VERSION]) + texts + days + bytes.fromhex(claimed.check) + figures


def _unpack(content: bytes) -> Claimed:
    try:
        if content[0] != VERSION:
            raise BadCode("version")
        workshop, rest = _text(content[1:])
        number, rest = _text(rest)
        issued_on = _EPOCH + timedelta(days=struct.unpack(">H", rest[:2])[0])
        check, rest = rest[2 : 2 + CHECK_BYTES].hex(), rest[2 + CHECK_BYTES :]
        rows, *sums = _from_varints(rest)
    except (IndexError, ValueError, struct.error) as error:
        raise BadCode("content") from error
    return Claimed(
        workshop, number, issued_on, check, rows, tuple(-(fen // 2) if fen % 2 else fen // 2 for fen in sums)
    )


def _text(content: bytes) -> tuple[str, bytes]:
    end = 1 + content[0]
    if len(content) < end:
        raise BadCode("text")
    return content[1:end].decode(), content[end:]


def _to_varint(number: int) -> bytes:
    """Seven bits a byte, the lowest first; the last byte has no high bit."""
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*out, number])


def _from_varints(content: bytes) -> list[int]:
    numbers, shift, number = [], 0, 0
    for byte in content:
        number |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            numbers.append(number)
            shift = number = 0
    if shift or not numbers:
        raise BadCode("figures")
    return numbers


def _to_letters(content: bytes) -> str:
    number, letters = int.from_bytes(content, "big"), []
    while number:
        number, digit = divmod(number, 36)
        letters.append(_DIGITS[digit])
    return "".join(reversed(letters))


def _to_bytes(text: str) -> bytes:
    """The bytes of a code; the first is its version and never zero, so their count is known."""
    typed = "".join(text.split()).upper()
    if not typed or len(typed) > LONGEST or set(typed) - set(_DIGITS):
        raise BadCode(typed[:20])
    number = int(typed, 36)
    return number.to_bytes((number.bit_length() + 7) // 8, "big")
