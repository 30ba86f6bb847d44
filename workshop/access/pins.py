"""PINs of four digits: they say who holds the tablet, they open nothing on the server.

PBKDF2-HMAC-SHA-256, because a browser can compute it without network (Web Crypto has no Argon2). Ten thousand PINs are tried in minutes,
so the hash lies in the database sealed under the key file: a stolen database gives no PIN away.
"""

import contextlib
import hashlib
import re
import secrets
from datetime import datetime

from sqlalchemy import delete, func, select, update

from workshop.access.rows import AccountRow, PhotoRow, PinRow, WorkerPinRow
from workshop.kernel.faults import Refused
from workshop.store.audit import Actor
from workshop.store.database import db
from workshop.store.transaction import transaction
from workshop.store.vault import SealBroken, seal_bytes, unseal_bytes

ITERATIONS = 100_000
PLAIN = 32  # bytes of a hash as it was kept before hashes were sealed; a sealed one is longer
_EASY = re.compile(r"(\d)\1{3}|0123|1234|2345|3456|4567|5678|6789|4321|9876")


def set_pin(actor: Actor, now: datetime, account_id: int, pin: str) -> None:
    """Gives an account its four digits. Raises Refused for anything else and for 0000 or 1234."""
    refuse_easy_pin(pin)
    salt = secrets.token_bytes(16)
    values = {
        "account_id": account_id,
        "salt": salt,
        "hash": seal_hash(hash_pin(pin, salt), "pin", 0, account_id),
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


def seal_hash(hashed: bytes, table: str, workshop_id: int, owner_id: int) -> bytes:
    """What the database keeps of a hash: it opens with the key file alone, and only in the row of its owner."""
    return seal_bytes(hashed, table, "hash", workshop_id, owner_id)


def open_hash(kept: bytes, table: str, workshop_id: int, owner_id: int) -> bytes:
    """The hash of a row, also of one kept before hashes were sealed. Raises SealBroken for one that was not made for this row."""
    return kept if len(kept) <= PLAIN else unseal_bytes(kept, table, "hash", workshop_id, owner_id)


def seal_old_pins(actor: Actor, now: datetime) -> int:
    """Seals what an earlier program kept unsealed, of tablets and of workers, so that it need not wait for anybody; how many."""
    row, own = PinRow, WorkerPinRow
    old = db.session.execute(select(row.account_id, row.hash).where(func.length(row.hash) <= PLAIN)).all()
    asked = select(own.workshop_id, own.worker_id, own.hash).where(func.length(own.hash) <= PLAIN)
    workers = db.session.execute(asked).all()
    if not old and not workers:
        return 0
    with transaction(actor, now) as tx:
        for account_id, hashed in old:
            sealed = seal_hash(hashed, row.__tablename__, 0, account_id)
            db.session.execute(update(row).where(row.account_id == account_id).values(hash=sealed))
        for workshop_id, worker_id, hashed in workers:
            sealed = seal_hash(hashed, own.__tablename__, workshop_id, worker_id)
            mine = (own.workshop_id == workshop_id, own.worker_id == worker_id)
            db.session.execute(update(own).where(*mine).values(hash=sealed))
        tx.tell("pin.seal", "pin", {"tablets": len(old), "workers": len(workers)})
    return len(old) + len(workers)


def list_pin_holders(
    workshop_id: int, roles: tuple[str, ...]
) -> list[tuple[int, str, bytes | None, bytes, bytes, int]]:
    """(account id, name, photo, salt, hash, iterations) of the people who may hold a tablet of the workshop.

    Whose hash was put there from another row does not stand on the list.
    """
    joined = (
        select(AccountRow.id, AccountRow.name, PhotoRow.image, PinRow.salt, PinRow.hash, PinRow.iterations)
        .join(PinRow, PinRow.account_id == AccountRow.id)
        .outerjoin(PhotoRow, PhotoRow.account_id == AccountRow.id)
    )
    mine = (AccountRow.workshop_id == workshop_id, AccountRow.role.in_(roles), AccountRow.disabled_at.is_(None))
    found = []
    for account_id, name, photo, salt, kept, iterations in db.session.execute(
        joined.where(*mine).order_by(AccountRow.name)
    ):
        with contextlib.suppress(SealBroken):
            found.append((account_id, name, photo, salt, open_hash(kept, "pin", 0, account_id), iterations))
    return found
