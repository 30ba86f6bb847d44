"""Accounts: made, disabled, given a new password."""

from datetime import datetime

from sqlalchemy import select, update

from workshop.access.passwords import hash_password
from workshop.access.roles import OVERSEERS, ROLES
from workshop.access.rows import AccountRow
from workshop.access.sessions import end_sessions
from workshop.kernel.faults import Refused
from workshop.kernel.text import fold
from workshop.store.audit import Actor
from workshop.store.database import db
from workshop.store.ids import new_id
from workshop.store.transaction import transaction


def add_account(
    actor: Actor,
    now: datetime,
    *,
    login: str,
    name: str,
    role: str,
    password: str,
    workshop_id: int | None = None,
    county_code: str | None = None,
    worker_id: int | None = None,
) -> int:
    """Makes an account and answers its id. Raises Refused for a login that is taken or a role without its place."""
    login = fold(login)
    if role not in ROLES or bool(county_code if role in OVERSEERS else workshop_id) is False:
        raise Refused("账号缺少角色或所属车间", "请选择角色和车间", "role")
    values = {"id": new_id(), "login": login, "name": name, "role": role, "password_hash": hash_password(password)}
    with transaction(actor, now) as tx:
        if db.session.scalar(select(AccountRow.id).where(AccountRow.login == login)):
            raise Refused(f"登录名「{login}」已有人用", "请换一个登录名", "login")
        tx.insert(
            AccountRow, [values | {"workshop_id": workshop_id, "county_code": county_code, "worker_id": worker_id}]
        )
        tx.tell("account.add", f"account/{values['id']}", {"login": login, "role": role}, workshop_id or 0)
    return int(values["id"])  # type: ignore[call-overload]


def disable_account(actor: Actor, now: datetime, account_id: int) -> None:
    """Nobody signs in with it any more; what it did stays."""
    with transaction(actor, now) as tx:
        db.session.execute(update(AccountRow).where(AccountRow.id == account_id).values(disabled_at=now))
        end_sessions(actor, now, account_id)
        tx.tell("account.disable", f"account/{account_id}")


def set_password(actor: Actor, now: datetime, account_id: int, password: str) -> None:
    """A new password ends every session of the account."""
    hashed = hash_password(password)
    with transaction(actor, now) as tx:
        db.session.execute(update(AccountRow).where(AccountRow.id == account_id).values(password_hash=hashed))
        end_sessions(actor, now, account_id)
        tx.tell("account.password", f"account/{account_id}")
