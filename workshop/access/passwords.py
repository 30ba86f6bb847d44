"""Passwords by Argon2id (RFC 9106), and the lock-out of an account that is being guessed."""

from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import func, select

from workshop.access.rows import AccountRow, LoginAttemptRow
from workshop.access.tries import key_of, settle_try, write_try
from workshop.kernel.faults import Refused
from workshop.kernel.text import fold
from workshop.store.audit import Actor
from workshop.store.database import db
from workshop.store.transaction import transaction

# 19 MiB and two passes: the OWASP floor; the library's default takes 64 MiB a login.
_hasher = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
_NOBODY = _hasher.hash("nobody has this password")

SIGN_IN = Actor(None, "登录", "sign-in")
MOST_A_DAY = 100
IN_A_ROW = 5
PAUSE = timedelta(minutes=5)


def hash_password(password: str) -> str:
    """The stored form of a password. Raises Refused for one shorter than eight characters."""
    if len(password) < 8:
        raise Refused("密码太短", "请至少用 8 个字符", "password")
    return _hasher.hash(password)


def check_login(login: str, password: str, address: str, now: datetime) -> AccountRow:
    """The account that signs in. Raises Refused, with the same sentence for an unknown name and a wrong password.

    Tries are counted per account and address, so that one joker cannot lock the others out: from one address five failures in a
    row pause for five minutes; an account takes at most a hundred failures a day in all, and then only from addresses
    that have signed in to it before.
    """
    keys = key_of(fold(login)), key_of(address)
    with transaction(SIGN_IN, now):
        _refuse_guessing(*keys, now)
        this_try = write_try(*keys, now)
    account = db.session.scalar(
        select(AccountRow).where(AccountRow.login == fold(login), AccountRow.disabled_at.is_(None))
    )
    matches = _verify(account.password_hash if account else _NOBODY, password) and account is not None
    if not matches or account is None:
        raise Refused("账号或密码不对", "请重新输入;忘记密码请找车间负责人重设", "password")
    settle_try(this_try, now)
    return account


def _verify(stored: str, password: str) -> bool:
    try:
        return _hasher.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False


def _refuse_guessing(login_key: str, address_key: str, now: datetime) -> None:
    row = LoginAttemptRow
    recent = (row.login_key == login_key, row.at > now - PAUSE, row.address_key == address_key)
    latest = list(db.session.scalars(select(row.succeeded).where(*recent).order_by(row.at.desc()).limit(IN_A_ROW)))
    if len(latest) == IN_A_ROW and not any(latest):
        raise Refused("连续输错 5 次", "请 5 分钟后再试", "password")
    today = (row.login_key == login_key, row.at > now - timedelta(days=1))
    failures = db.session.scalar(select(func.count()).where(*today, ~row.succeeded)) or 0
    known = (row.login_key == login_key, row.address_key == address_key, row.succeeded)
    if failures >= MOST_A_DAY and not db.session.scalar(select(func.count()).where(*known)):
        raise Refused("这个账号今天被试了太多次", "请明天再试,或请车间负责人重设密码", "password")
