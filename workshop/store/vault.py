"""Sealed columns: authenticated encryption bound to table, column and row, and a blind index for look-up.

AES-256-GCM-SIV (RFC 8452). The index is HMAC-SHA-256 under a key of its own: an identity number has only about 2×10⁷ values
a county, so an unkeyed hash would protect nobody.
"""

import hashlib
import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from flask import current_app

from workshop.store.keys import Keys

_VERSION = b"\x01"


class SealBroken(Exception):
    """A sealed value was changed, moved to another row, or belongs to other keys."""


def seal(value: str, table: str, column: str, workshop_id: int, row_id: int) -> bytes:
    """The sealed form of `value`, readable only in this table, column and row."""
    return seal_bytes(value.encode(), table, column, workshop_id, row_id)


def seal_bytes(content: bytes, table: str, column: str, workshop_id: int, row_id: int) -> bytes:
    """As `seal`, for a file."""
    nonce = secrets.token_bytes(12)
    place = _place(table, column, workshop_id, row_id)
    return _VERSION + nonce + AESGCMSIV(_keys().sealing).encrypt(nonce, content, place)


def unseal(sealed: bytes | None, table: str, column: str, workshop_id: int, row_id: int) -> str:
    """The value that `seal` took; empty for None. Raises SealBroken."""
    return "" if sealed is None else unseal_bytes(sealed, table, column, workshop_id, row_id).decode()


def unseal_bytes(sealed: bytes, table: str, column: str, workshop_id: int, row_id: int) -> bytes:
    """What `seal_bytes` took. Raises SealBroken."""
    place = _place(table, column, workshop_id, row_id)
    try:
        return AESGCMSIV(_keys().sealing).decrypt(sealed[1:13], sealed[13:], place)
    except InvalidTag as error:
        raise SealBroken(f"{table}.{column} 的密文与它所在的行不符") from error


def blind_index(domain: str, value: str) -> bytes:
    """16 bytes that are equal when `value` is equal; `domain` (`id_no`, `card`) keeps columns apart."""
    return hmac.new(_keys().index, f"{domain}\0{value}".encode(), hashlib.sha256).digest()[:16]


def _keys() -> Keys:
    return current_app.extensions["workshop-keys"]


def _place(table: str, column: str, workshop_id: int, row_id: int) -> bytes:
    return f"{table}\0{column}\0{workshop_id}\0{row_id}".encode()
