"""Tables of messages 通知: how a worker wants to be told, what there is to tell, and every try to tell it."""

from sqlalchemy import BigInteger, Boolean, Date, DateTime, Integer, String, Text, UniqueConstraint

from workshop.store.columns import Column, of_workshop, row_key, within_workshop, workshop_key
from workshop.store.database import Row
from workshop.store.rows import append_only


@append_only
class MessageChoiceRow(Row):
    """How a worker wants to be told, the latest counts: `channels` with commas (empty: not at all), amounts only where wished."""

    __tablename__ = "message_choice"
    __table_args__ = (within_workshop("worker_id", "worker"),)
    workshop_id = workshop_key()
    id = row_key()
    worker_id = Column(BigInteger, nullable=False, index=True)
    channels = Column(String(40), nullable=False)
    with_amount = Column(Boolean(create_constraint=False), nullable=False)
    way = Column(String(8), nullable=False)
    at = Column(DateTime, nullable=False)
    by = Column(String(64), nullable=False)
    by_id = Column(BigInteger)


@append_only
class MessageRow(Row):
    """One thing to tell one worker, once: `subject` is the slip, the order or the day. `about` is JSON of what it names."""

    __tablename__ = "message"
    __table_args__ = (
        of_workshop(),
        within_workshop("worker_id", "worker"),
        UniqueConstraint("workshop_id", "worker_id", "kind", "subject"),
    )
    workshop_id = workshop_key()
    id = row_key()
    worker_id = Column(BigInteger, nullable=False)
    kind = Column(String(8), nullable=False)
    subject = Column(String(40), nullable=False)
    on = Column(Date, nullable=False)
    about = Column(Text, nullable=False)
    at = Column(DateTime, nullable=False)
    by = Column(String(64), nullable=False)
    by_id = Column(BigInteger)


@append_only
class MessageTryRow(Row):
    """One step of telling it by one channel: begun, sent, failed, printed. `text` is what left the house, word for word.

    Two at once cannot both be the next step, so nothing is sent twice.
    """

    __tablename__ = "message_try"
    __table_args__ = (
        within_workshop("message_id", "message"),
        UniqueConstraint("workshop_id", "message_id", "channel", "seq"),
    )
    workshop_id = workshop_key()
    id = row_key()
    message_id = Column(BigInteger, nullable=False)
    channel = Column(String(8), nullable=False)
    seq = Column(Integer, nullable=False)
    outcome = Column(String(8), nullable=False)
    text = Column(String(300), nullable=False)
    reference = Column(String(80), nullable=False)
    reason = Column(String(200), nullable=False)
    at = Column(DateTime, nullable=False)
    by = Column(String(64), nullable=False)
