"""A worker's own four digits: with them and the badge he sees his own pages and confirms a day's count 每日对工, nothing else.

Their hash is sealed as those of accounts are; one kept by an earlier program is sealed at the start, or when the right digits are typed.
"""

import hmac
import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update

from workshop.access.pins import ITERATIONS, PLAIN, hash_pin, open_hash, refuse_easy_pin, seal_hash
from workshop.access.rows import WorkerPinRow
from workshop.access.tries import SCAN, Limit, forget_tries, open_try, settle_try
from workshop.access.worker_sessions import end_worker_sessions
from workshop.kernel.faults import Refused
from workshop.store.audit import Actor
from workshop.store.database import db
from workshop.store.transaction import transaction
from workshop.store.vault import SealBroken

TABLE = "worker_pin"
_TOMORROW = "请明天再试,或请班组长当面确认"
# One address takes at most 30 of the hundred tries of a day: nobody locks a worker out from a single phone.
LIMITS = (
    Limit("both", 5, timedelta(minutes=15), True, "连续输错 5 次", "请 15 分钟后再试"),
    Limit("both", 30, timedelta(days=1), True, "今天在这里输错太多次", _TOMORROW),
    Limit("subject", 100, timedelta(days=1), True, "今天被试了太多次", _TOMORROW),
)


def set_worker_pin(actor: Actor, now: datetime, workshop_id: int, worker_id: int, pin: str) -> None:
    """Gives a worker four digits; phones that the old ones opened are closed, wrong tries forgotten.

    Raises Refused for anything else and for 0000 or 1234.
    """
    refuse_easy_pin(pin)
    salt = secrets.token_bytes(16)
    sealed = seal_hash(hash_pin(pin, salt), TABLE, workshop_id, worker_id)
    values = {"workshop_id": workshop_id, "worker_id": worker_id, "salt": salt, "hash": sealed}
    mine = (WorkerPinRow.workshop_id == workshop_id, WorkerPinRow.worker_id == worker_id)
    with transaction(actor, now) as tx:
        db.session.execute(delete(WorkerPinRow).where(*mine))
        tx.insert(WorkerPinRow, [values | {"iterations": ITERATIONS, "set_at": now}])
        end_worker_sessions(now, workshop_id, worker_id)
        forget_tries(_subject(workshop_id, worker_id))
        tx.tell("worker_pin.set", f"worker/{worker_id}", {}, workshop_id)


def unlock_worker_pin(actor: Actor, now: datetime, workshop_id: int, worker_id: int) -> None:
    """Forgets the wrong tries, so that a worker whom somebody has locked out gets in with the digits he has."""
    with transaction(actor, now) as tx:
        forget_tries(_subject(workshop_id, worker_id))
        tx.tell("worker_pin.unlock", f"worker/{worker_id}", {}, workshop_id)


def check_worker_pin(workshop_id: int, worker_id: int, pin: str, address: str, now: datetime) -> None:
    """Returns for the right digits. Raises Refused for wrong ones, for too many tries, and where none are set."""
    row = WorkerPinRow
    mine = (row.workshop_id == workshop_id, row.worker_id == worker_id)
    found = db.session.execute(select(row.salt, row.hash, row.iterations).where(*mine)).one_or_none()
    if found is None:
        raise Refused("还没有设密码", "请到车间办公室设一个四位数字", "pin")
    attempt = open_try(_subject(workshop_id, worker_id), address, now, LIMITS)
    typed = hash_pin(pin, found.salt, found.iterations)
    if not hmac.compare_digest(typed, _open(found.hash, workshop_id, worker_id)):
        raise Refused("密码不对", "请重新输入;忘记了请到办公室重设", "pin")
    with transaction(SCAN, now):
        settle_try(attempt, now)
        if len(found.hash) <= PLAIN:
            sealed = seal_hash(typed, TABLE, workshop_id, worker_id)
            db.session.execute(update(row).where(*mine).values(hash=sealed))


def _open(kept: bytes, workshop_id: int, worker_id: int) -> bytes:
    """The hash of a row; nothing is equal to one that was put there from another row."""
    try:
        return open_hash(kept, TABLE, workshop_id, worker_id)
    except SealBroken:
        return b""


def _subject(workshop_id: int, worker_id: int) -> str:
    return f"worker-pin/{workshop_id}/{worker_id}"


def list_pinned(workshop_id: int) -> set[int]:
    """The workers who have digits."""
    return set(db.session.scalars(select(WorkerPinRow.worker_id).where(WorkerPinRow.workshop_id == workshop_id)))
