"""PINs of four digits: they say who holds the tablet, they open nothing on the server.

PBKDF2-HMAC-SHA-256, because a browser can compute it without network (Web Crypto has no Argon2).
"""

import hashlib
import re
import secrets
from datetime import datetime

from sqlalchemy import delete, select

from workshop.access.rows import AccountRow, PhotoRow, PinRow
from workshop.kernel.faults import Refused
from workshop.store.audit import Actor
from workshop.store.database import db
from workshop.store.transaction import transaction

ITERATIONS = 100_000
_EASY = re.compile(r"(\d)\1{3}|0123|1234|2345|3456|4567|5678|6789|4321|9876")


def set_pin(actor: Actor, now: datetime, account_id: int, pin: str) -> None:
    """Gives an account its four digits. Raises Refused for anything else and for 0000 or 1234."""
    refuse_easy_pin(pin)
    salt = secrets.token_bytes(16)
    values = {
        "account_id": account_id,
        "salt": salt,
        "hash": hash_pin(pin, salt),
        "iterations": ITERATIONS,
        "set_at": now,
    }
    with transaction(actor, now) as tx:
        db.session.execute(delete(PinRow).where(PinRow.account_id == account_id))
        tx.insert(PinRow, [values])
        tx.tell("pin.set", f"account/{account_id}")


def refuse_easy_pin(pin: str) -> None:
    """Raises Refused for what is not four digits, and for digits that everybody tries first."""
    if not re.fullmatch(r"[0-9]{4}", pin):
        raise Refused("PIN 是四位数字", "请重新输入四位数字", "pin")
    if _EASY.fullmatch(pin):
        raise Refused("这个 PIN 太好猜", "请不要用相同或连续的数字", "pin")


def hash_pin(pin: str, salt: bytes, iterations: int = ITERATIONS) -> bytes:
    """32 bytes that a browser computes as well."""
    return hashlib.pbkdf2_hmac("sha256", pin.encode(), salt, iterations)


def list_pin_holders(
    workshop_id: int, roles: tuple[str, ...]
) -> list[tuple[int, str, bytes | None, bytes, bytes, int]]:
    """(account id, name, photo, salt, hash, iterations) of the people who may hold a tablet of the workshop."""
    joined = (
        select(AccountRow.id, AccountRow.name, PhotoRow.image, PinRow.salt, PinRow.hash, PinRow.iterations)
        .join(PinRow, PinRow.account_id == AccountRow.id)
        .outerjoin(PhotoRow, PhotoRow.account_id == AccountRow.id)
    )
    mine = (AccountRow.workshop_id == workshop_id, AccountRow.role.in_(roles), AccountRow.disabled_at.is_(None))
    return [tuple(row) for row in db.session.execute(joined.where(*mine).order_by(AccountRow.name))]
