"""Tables of what tablets send: the events, what became of them, and what people decided about them."""

from sqlalchemy import BigInteger, Boolean, Date, DateTime, Index, Integer, String, Text, UniqueConstraint

from workshop.store.columns import Column, within_workshop, workshop_key
from workshop.store.database import Row
from workshop.store.rows import append_only


@append_only
class InboxRow(Row):
    """An event as a tablet sent it, kept for ever. Its id is made by the tablet and is the key of what it becomes.

    `seq` is null where the tablet had used the number for another event (a cloned tablet): kept, and put before a person.
    """

    __tablename__ = "inbox"
    __table_args__ = (
        UniqueConstraint("workshop_id", "device_id", "device_epoch", "seq"),
        Index("ix_inbox_date", "workshop_id", "date"),
    )
    workshop_id = workshop_key()
    id = Column(String(64), primary_key=True)
    device_id = Column(BigInteger, nullable=False)
    device_epoch = Column(String(36), nullable=False)
    seq = Column(BigInteger)
    kind = Column(String(20), nullable=False)
    date = Column(Date)
    at = Column(String(40), nullable=False)
    by = Column(BigInteger)
    version = Column(Integer, nullable=False)
    body = Column(Text, nullable=False)
    content_hash = Column(String(64), nullable=False)
    received_at = Column(DateTime, nullable=False)


class PendingRow(Row):
    """An event that no one has judged yet; it goes when a judgement comes, so that finding them costs nothing."""

    __tablename__ = "pending"
    __table_args__ = (within_workshop("event_id", "inbox"),)
    workshop_id = workshop_key()
    event_id = Column(String(64), primary_key=True)


@append_only
class JudgementRow(Row):
    """What became of an event: applied, quarantined or discarded; the highest `version` holds."""

    __tablename__ = "judgement"
    __table_args__ = (
        within_workshop("event_id", "inbox"),
        Index("ix_judgement_state", "workshop_id", "state"),
    )
    workshop_id = workshop_key()
    event_id = Column(String(64), primary_key=True)
    version = Column(Integer, primary_key=True, autoincrement=False)
    state = Column(String(12), nullable=False)
    code = Column(String(40), nullable=False)
    reason = Column(String(400), nullable=False)
    at = Column(DateTime, nullable=False)
    by = Column(String(64), nullable=False)


@append_only
class ConflictRow(Row):
    """An event whose id had come before with other content: the first one stays, this one is kept aside."""

    __tablename__ = "conflict"
    __table_args__ = (within_workshop("event_id", "inbox"),)
    workshop_id = workshop_key()
    event_id = Column(String(64), primary_key=True)
    content_hash = Column(String(64), primary_key=True)
    device_id = Column(BigInteger, nullable=False)
    body = Column(Text, nullable=False)
    received_at = Column(DateTime, nullable=False)


@append_only
class ClearedDoubleRow(Row):
    """Two entries that looked like the same work and were found to be two."""

    __tablename__ = "cleared_double"
    workshop_id = workshop_key()
    first_id = Column(String(64), primary_key=True)
    second_id = Column(String(64), primary_key=True)
    at = Column(DateTime, nullable=False)
    by = Column(String(64), nullable=False)


@append_only
class ConfirmationRow(Row):
    """每日对工: a worker's word on a day's count; the highest `version` holds."""

    __tablename__ = "confirmation"
    __table_args__ = (within_workshop("worker_id", "worker"),)
    workshop_id = workshop_key()
    worker_id = Column(BigInteger, primary_key=True, autoincrement=False)
    date = Column(Date, primary_key=True)
    version = Column(Integer, primary_key=True, autoincrement=False)
    agrees = Column(Boolean(create_constraint=False), nullable=False)
    note = Column(String(200), nullable=False)
    at = Column(DateTime, nullable=False)
    by = Column(String(64), nullable=False)
