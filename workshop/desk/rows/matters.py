"""Tables of matters 事项: what somebody brings to the desk, every step of it, its injury and scans, and the limits of time."""

from typing import Any

from sqlalchemy import BigInteger, Date, DateTime, Index, Integer, LargeBinary, String, Text, UniqueConstraint

from workshop.store.columns import Column, of_workshop, row_key, within_workshop, workshop_key
from workshop.store.database import Row
from workshop.store.rows import append_only


def _recorded() -> tuple[Any, ...]:
    return Column(DateTime, nullable=False), Column(String(64), nullable=False), Column(BigInteger)


@append_only
class MatterRow(Row):
    """A matter; `number` counts by workshop and year (SX-2026-0003), `kind` and `topic` are words of `rules.matters`.

    An objection to a slip lies in pay: its row here is made when the desk first touches it, with the objection's own id, and
    copies none of its words. Without `worker_id` it is of the workshop. `first`, `last` are the days it is about, `fen` a sum.
    `way` is phone, paper or office; `paper` where the signed paper is.
    """

    __tablename__ = "matter"
    __table_args__ = (
        of_workshop(),
        within_workshop("worker_id", "worker"),
        within_workshop("objection_id", "slip_objection"),
        UniqueConstraint("workshop_id", "number"),
        UniqueConstraint("workshop_id", "objection_id"),
        Index("ix_matter_worker", "workshop_id", "worker_id"),
        Index("ix_matter_at", "workshop_id", "at"),
    )
    workshop_id = workshop_key()
    id = row_key()
    number = Column(String(16), nullable=False)
    kind = Column(String(12), nullable=False)
    topic = Column(String(12), nullable=False)
    worker_id = Column(BigInteger)
    objection_id = Column(BigInteger)
    period = Column(String(10), nullable=False)
    first = Column(Date)
    last = Column(Date)
    fen = Column(BigInteger)
    text = Column(Text, nullable=False)
    way = Column(String(8), nullable=False)
    paper = Column(String(200), nullable=False)
    at, by, by_id = _recorded()


@append_only
class MatterStepRow(Row):
    """What was said or done in a matter; `kind` is a word of `rules.matters.STEPS`, the last close or reopen its state.

    `said_by` and `said_on`: whose words and of which day, where somebody else writes them down. `liaison_id`: given to whom.
    `link_kind` and `link` name the correcting entry, slip or order. Two at once cannot both be the next one.
    """

    __tablename__ = "matter_step"
    __table_args__ = (within_workshop("matter_id", "matter"), within_workshop("liaison_id", "liaison"))
    workshop_id = workshop_key()
    matter_id = row_key()
    seq = Column(Integer, primary_key=True, autoincrement=False)
    kind = Column(String(8), nullable=False)
    text = Column(Text, nullable=False)
    said_by = Column(String(64), nullable=False)
    said_on = Column(Date)
    liaison_id = Column(BigInteger)
    outcome = Column(String(10), nullable=False)
    link_kind = Column(String(10), nullable=False)
    link = Column(String(80), nullable=False)
    at, by, by_id = _recorded()


@append_only
class MatterInjuryRow(Row):
    """What is known of an injury 工伤; a later row adds to it. `sealed` is JSON: time, place, part of the body, witness, hospital."""

    __tablename__ = "matter_injury"
    __table_args__ = (within_workshop("matter_id", "matter"),)
    workshop_id = workshop_key()
    matter_id = row_key()
    seq = Column(Integer, primary_key=True, autoincrement=False)
    happened_on = Column(Date)
    sealed = Column(LargeBinary, nullable=False)
    at, by, by_id = _recorded()


@append_only
class MatterAttachmentRow(Row):
    """A scan or photo of a matter; `content` is a sealed JPEG or PDF, `sha256` is over its bytes.

    A row that `replaces` another and has no content takes it away.
    """

    __tablename__ = "matter_attachment"
    __table_args__ = (
        within_workshop("matter_id", "matter"),
        within_workshop("replaces", "matter_attachment"),
        UniqueConstraint("workshop_id", "replaces"),
        Index("ix_matter_attachment_matter", "workshop_id", "matter_id"),
    )
    workshop_id = workshop_key()
    id = row_key()
    matter_id = Column(BigInteger, nullable=False)
    document = Column(String(20), nullable=False)
    file_name = Column(String(120), nullable=False)
    media_type = Column(String(40), nullable=False)
    size = Column(Integer, nullable=False)
    content = Column(LargeBinary)
    sha256 = Column(String(64), nullable=False)
    replaces = Column(BigInteger)
    reason = Column(String(200), nullable=False)
    at, by, by_id = _recorded()


@append_only
class MatterLimitRow(Row):
    """A limit of time as this workshop has it from a day on; `name` is a key of `rules.limits.LIMITS`, `amount` in its unit.

    `checked_on`: the day somebody compared it with its source, None: nobody has.
    """

    __tablename__ = "matter_limit"
    __table_args__ = (of_workshop(),)
    workshop_id = workshop_key()
    id = row_key()
    name = Column(String(20), nullable=False)
    amount = Column(Integer, nullable=False)
    valid_from = Column(Date, nullable=False)
    source = Column(String(200), nullable=False)
    checked_on = Column(Date)
    at, by, by_id = _recorded()
