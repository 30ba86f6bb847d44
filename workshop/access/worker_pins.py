"""A worker's own four digits: with them the worker confirms a day's count 每日对工. They open nothing else."""

import hmac
import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, select

from workshop.access.pins import ITERATIONS, hash_pin, refuse_easy_pin
from workshop.access.rows import WorkerPinRow
from workshop.access.tries import Limit, open_try, settle_try
from workshop.kernel.faults import Refused
from workshop.store.audit import Actor
from workshop.store.database import db
from workshop.store.transaction import transaction

_TOMORROW = "请明天再试,或请班组长当面确认"
# One address takes at most 30 of the hundred tries of a day: nobody locks a worker out from a single phone.
LIMITS = (
    Limit("both", 5, timedelta(minutes=15), True, "连续输错 5 次", "请 15 分钟后再试"),
    Limit("both", 30, timedelta(days=1), True, "今天在这里输错太多次", _TOMORROW),
    Limit("subject", 100, timedelta(days=1), True, "今天被试了太多次", _TOMORROW),
)


def set_worker_pin(actor: Actor, now: datetime, workshop_id: int, worker_id: int, pin: str) -> None:
    """Gives a worker four digits. Raises Refused for anything else and for 0000 or 1234."""
    refuse_easy_pin(pin)
    salt = secrets.token_bytes(16)
    values = {"workshop_id": workshop_id, "worker_id": worker_id, "salt": salt, "hash": hash_pin(pin, salt)}
    mine = (WorkerPinRow.workshop_id == workshop_id, WorkerPinRow.worker_id == worker_id)
    with transaction(actor, now) as tx:
        db.session.execute(delete(WorkerPinRow).where(*mine))
        tx.insert(WorkerPinRow, [values | {"iterations": ITERATIONS, "set_at": now}])
        tx.tell("worker_pin.set", f"worker/{worker_id}", {}, workshop_id)


def check_worker_pin(workshop_id: int, worker_id: int, pin: str, address: str, now: datetime) -> None:
    """Returns for the right digits. Raises Refused for wrong ones, for too many tries, and where none are set."""
    row = WorkerPinRow
    mine = (row.workshop_id == workshop_id, row.worker_id == worker_id)
    found = db.session.execute(select(row.salt, row.hash, row.iterations).where(*mine)).one_or_none()
    if found is None:
        raise Refused("还没有设 PIN", "请到车间办公室设一个四位数字", "pin")
    attempt = open_try(f"worker-pin/{workshop_id}/{worker_id}", address, now, LIMITS)
    if not hmac.compare_digest(hash_pin(pin, found.salt, found.iterations), found.hash):
        raise Refused("PIN 不对", "请重新输入;忘记了请到办公室重设", "pin")
    settle_try(attempt, now)


def list_pinned(workshop_id: int) -> set[int]:
    """The workers who have digits."""
    return set(db.session.scalars(select(WorkerPinRow.worker_id).where(WorkerPinRow.workshop_id == workshop_id)))
