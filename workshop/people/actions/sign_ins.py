"""The manager's accounts: only those of the own workshop, and never the own one away."""

from datetime import datetime

from workshop.access.actions import add_account, disable_account, set_password
from workshop.access.roles import ROLES, WORKER
from workshop.kernel.faults import Refused
from workshop.people.queries.sign_ins import get_sign_in, list_sign_ins
from workshop.people.queries.terms import worker_ids
from workshop.people.queries.worker import get_worker
from workshop.people.rules.roster import clean_code
from workshop.store.audit import Actor
from workshop.store.transaction import transaction


def add_sign_in(
    actor: Actor,
    now: datetime,
    workshop_id: int,
    login: str,
    name: str,
    role: str,
    password: str,
    worker_no: str = "",
) -> int:
    """An account for somebody of the workshop; one of a worker is tied to that worker and takes the name from there."""
    with transaction(actor, now):
        worker_id = _worker_for(workshop_id, role, worker_no)
        name = get_worker(workshop_id, worker_id).name if worker_id else name.strip()
        if not name:
            raise Refused("没有填写姓名", "请填写姓名", "name")
        return add_account(
            actor,
            now,
            login=login,
            name=name,
            role=role,
            password=password,
            workshop_id=workshop_id,
            worker_id=worker_id,
        )


def disable_sign_in(actor: Actor, now: datetime, workshop_id: int, account_id: int) -> None:
    """Nobody signs in with it any more. Refused for one's own account; NotFound for another workshop's."""
    get_sign_in(workshop_id, account_id)
    if account_id == actor.account_id:
        raise Refused("不能停用自己的账号", "请让另一位负责人来停用")
    disable_account(actor, now, account_id)


def reset_password(actor: Actor, now: datetime, workshop_id: int, account_id: int, password: str) -> None:
    """A new password; every session of the account ends. NotFound for another workshop's account."""
    get_sign_in(workshop_id, account_id)
    set_password(actor, now, account_id, password)


def _worker_for(workshop_id: int, role: str, worker_no: str) -> int | None:
    if role != WORKER:
        return None
    worker_id = worker_ids(workshop_id).get(clean_code(worker_no))
    if worker_id is None:
        raise Refused(f"没有工号为「{worker_no}」的工人", f"{ROLES[WORKER]}账号要写本人的工号", "worker_no")
    for account in list_sign_ins(workshop_id):
        if account.worker_id == worker_id and account.disabled_at is None:
            raise Refused(f"{worker_no} 已有账号「{account.login}」", "忘记密码请重设密码", "worker_no")
    return worker_id
