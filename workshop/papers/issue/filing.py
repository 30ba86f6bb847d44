"""A signature on a PDF as a file: a line behind its end that readers pass over, so that any change of the file is seen."""

import hashlib
import re
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_PURPOSE = b"workshop file\0"
_LINE = re.compile(rb"\n%workshop-paper ([0-9A-Z]{1,400}) ([0-9a-f]{128})\n\Z")
_LONGEST = 600


@dataclass(frozen=True)
class SignedFile:
    """What a file's last line says: the code of its paper, and whether the file is as it was made."""

    code: str
    intact: bool


def sign_file(key: Ed25519PrivateKey, pdf: bytes, code: str) -> bytes:
    """The PDF with its signature."""
    return pdf + f"\n%workshop-paper {code} {key.sign(_digest(pdf, code)).hex()}\n".encode()


def read_file(key: Ed25519PublicKey, content: bytes) -> SignedFile | None:
    """What a file's signature says; None for one that has none: it was scanned, saved by another program, or never ours."""
    found = _LINE.search(content, max(0, len(content) - _LONGEST))
    if found is None:
        return None
    code = found[1].decode()
    try:
        key.verify(bytes.fromhex(found[2].decode()), _digest(content[: found.start()], code))
    except InvalidSignature:
        return SignedFile(code, False)
    return SignedFile(code, True)


def _digest(pdf: bytes, code: str) -> bytes:
    return _PURPOSE + code.encode() + hashlib.sha256(pdf).digest()
