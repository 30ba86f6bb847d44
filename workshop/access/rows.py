"""Tables of accounts and sessions."""

from sqlalchemy import BigInteger, Boolean, DateTime, Index, Integer, LargeBinary, String

from workshop.store.columns import Column, row_key, within_workshop, workshop_key
from workshop.store.database import Row
from workshop.store.rows import append_only


class AccountRow(Row):
    """Someone who signs in. `workshop_id` for people of a workshop, `county_code` for officers and auditors."""

    __tablename__ = "account"
    id = Column(BigInteger, primary_key=True, autoincrement=False)
    login = Column(String(40), nullable=False, unique=True)
    name = Column(String(64), nullable=False)
    role = Column(String(16), nullable=False)
    password_hash = Column(String(200), nullable=False)
    workshop_id = Column(BigInteger)
    county_code = Column(String(6))
    worker_id = Column(BigInteger)
    disabled_at = Column(DateTime)


class SessionRow(Row):
    """A signed-in browser. Only the hash of its token is kept; logging out, disabling and a new password end it."""

    __tablename__ = "session"
    token_hash = Column(String(64), primary_key=True)
    account_id = Column(BigInteger, nullable=False, index=True)
    created_at = Column(DateTime, nullable=False)
    seen_at = Column(DateTime, nullable=False)
    ended_at = Column(DateTime)


class LoginAttemptRow(Row):
    """A try to sign in or with a scanned code, for the lock-out of what is being guessed (at most 100 tries a day each)."""

    __tablename__ = "login_attempt"
    __table_args__ = (
        Index("ix_login_attempt_login", "login_key", "at"),
        Index("ix_login_attempt_address", "address_key", "at"),
    )
    id = Column(BigInteger, primary_key=True, autoincrement=False)
    login_key = Column(String(64), nullable=False)
    address_key = Column(String(64), nullable=False)
    at = Column(DateTime, nullable=False)
    succeeded = Column(Boolean(create_constraint=False), nullable=False)


class DeviceRow(Row):
    """An enrolled tablet. `token_hash` opens it; a revoked one may still upload what it holds, and reads nothing."""

    __tablename__ = "device"
    __table_args__ = (Index("ix_device_workshop", "workshop_id"),)
    id = Column(BigInteger, primary_key=True, autoincrement=False)
    workshop_id = Column(BigInteger, nullable=False)
    name = Column(String(40), nullable=False)
    token_hash = Column(String(64), nullable=False, unique=True)
    enrolled_at = Column(DateTime, nullable=False)
    enrolled_by = Column(String(64), nullable=False)
    revoked_at = Column(DateTime)
    seen_at = Column(DateTime)


class EnrolmentRow(Row):
    """A code that enrols one tablet, once, within ten minutes; only its hash is kept."""

    __tablename__ = "enrolment"
    code_hash = Column(String(64), primary_key=True)
    workshop_id = Column(BigInteger, nullable=False)
    made_at = Column(DateTime, nullable=False)
    made_by = Column(String(64), nullable=False)
    used_at = Column(DateTime)


class PinRow(Row):
    """The four digits by which people change on a tablet, as PBKDF2-SHA-256 so that it can be checked without network.

    `hash` is sealed (61 bytes; 32 are of an earlier program's, and plain).
    """

    __tablename__ = "pin"
    account_id = Column(BigInteger, primary_key=True, autoincrement=False)
    salt = Column(LargeBinary(16), nullable=False)
    hash = Column(LargeBinary(32), nullable=False)
    iterations = Column(Integer, nullable=False)
    set_at = Column(DateTime, nullable=False)


class WorkerPinRow(Row):
    """The four digits by which a worker confirms a day's count, kept as those of accounts are."""

    __tablename__ = "worker_pin"
    __table_args__ = (within_workshop("worker_id", "worker"),)
    workshop_id = workshop_key()
    worker_id = Column(BigInteger, primary_key=True, autoincrement=False)
    salt = Column(LargeBinary(16), nullable=False)
    hash = Column(LargeBinary(32), nullable=False)
    iterations = Column(Integer, nullable=False)
    set_at = Column(DateTime, nullable=False)


class WorkerSessionRow(Row):
    """A phone on which a worker has typed his digits; only the hash of its token is kept.

    It holds for the digits and the badge with which it was opened: other digits, another badge, and it is over.
    """

    __tablename__ = "worker_session"
    __table_args__ = (
        within_workshop("worker_id", "worker"),
        Index("ix_worker_session_token", "token_hash", unique=True),
        Index("ix_worker_session_worker", "workshop_id", "worker_id"),
    )
    workshop_id = workshop_key()
    id = row_key()
    worker_id = Column(BigInteger, nullable=False)
    token_hash = Column(String(64), nullable=False)
    badge_issue = Column(Integer, nullable=False)
    opened_at = Column(DateTime, nullable=False)
    seen_at = Column(DateTime, nullable=False)
    ended_at = Column(DateTime)


@append_only
class BadgeReplacementRow(Row):
    """A badge 工牌 that was lost: from now on only codes of this `issue` are the worker's. The first badge is issue 0."""

    __tablename__ = "badge_replacement"
    __table_args__ = (within_workshop("worker_id", "worker"),)
    workshop_id = workshop_key()
    worker_id = Column(BigInteger, primary_key=True, autoincrement=False)
    issue = Column(Integer, primary_key=True, autoincrement=False)
    at = Column(DateTime, nullable=False)
    by = Column(String(64), nullable=False)


class PhotoRow(Row):
    """The face by which somebody finds himself on a tablet: a small JPEG."""

    __tablename__ = "photo"
    account_id = Column(BigInteger, primary_key=True, autoincrement=False)
    image = Column(LargeBinary, nullable=False)
    set_at = Column(DateTime, nullable=False)
