"""Tables of the store itself, and the mark for tables to which rows are only ever added."""

from typing import Any, TypeVar

from sqlalchemy import BigInteger, DateTime, Index, Integer, LargeBinary, String, Text

from workshop.store.columns import Column
from workshop.store.database import Row

R = TypeVar("R", bound=type)
APPEND_ONLY: list[str] = []


def append_only(row: R) -> R:
    """Marks a table to which rows are only ever added; the triggers that refuse the rest come with its migration."""
    table: Any = row.__table__  # type: ignore[attr-defined]
    APPEND_ONLY.append(table.name)
    return row


class MetaRow(Row):
    """Facts of the database as a whole: the fingerprint of its keys, its epoch."""

    __tablename__ = "meta"
    name = Column(String(40), primary_key=True)
    value = Column(Text, nullable=False)


@append_only
class AuditLeafRow(Row):
    """What was done, by whom, when: written in the transaction that did it. `workshop_id` 0: the installation."""

    __tablename__ = "audit_leaf"
    __table_args__ = (Index("ix_audit_leaf_subject", "workshop_id", "subject"),)
    id = Column(BigInteger, primary_key=True)
    workshop_id = Column(BigInteger, nullable=False)
    at = Column(DateTime, nullable=False)
    actor_id = Column(BigInteger)
    actor_name = Column(String(64), nullable=False)
    action = Column(String(40), nullable=False)
    subject = Column(String(80), nullable=False)
    detail = Column(Text, nullable=False)
    salt = Column(LargeBinary(16), nullable=False)
    commitment = Column(LargeBinary(32), nullable=False)


@append_only
class FormNonceRow(Row):
    """A form that has been carried out; the same one sent twice does nothing the second time."""

    __tablename__ = "form_nonce"
    nonce = Column(String(64), primary_key=True)
    at = Column(DateTime, nullable=False)


@append_only
class AuditSealRow(Row):
    """A link of the chain over audit leaves: its hash covers the one before it and every leaf it seals."""

    __tablename__ = "audit_seal"
    seq = Column(BigInteger, primary_key=True, autoincrement=False)
    at = Column(DateTime, nullable=False)
    leaves = Column(Integer, nullable=False)
    hash = Column(String(64), nullable=False)


@append_only
class SealedLeafRow(Row):
    """Which link seals a leaf."""

    __tablename__ = "sealed_leaf"
    leaf_id = Column(BigInteger, primary_key=True, autoincrement=False)
    seal_seq = Column(BigInteger, nullable=False, index=True)


class BackupRow(Row):
    """A backup that was restored in a child process and found whole; only then is it told here."""

    __tablename__ = "backup"
    id = Column(BigInteger, primary_key=True, autoincrement=False)
    at = Column(DateTime, nullable=False)
    file = Column(String(400), nullable=False)
    copy = Column(String(400), nullable=False)
    sha256 = Column(String(64), nullable=False)
    epoch = Column(String(32), nullable=False)
    size = Column(BigInteger, nullable=False)


class UploadMarkRow(Row):
    """How far a tablet's counter has arrived without a gap, how far of it lies in a verified backup, how high it has gone."""

    __tablename__ = "upload_mark"
    workshop_id = Column(BigInteger, primary_key=True, autoincrement=False)
    device_id = Column(BigInteger, primary_key=True, autoincrement=False)
    device_epoch = Column(String(36), primary_key=True)
    received_to = Column(BigInteger, nullable=False)
    backed_up_to = Column(BigInteger, nullable=False)
    high = Column(BigInteger, nullable=False)
