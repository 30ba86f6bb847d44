"""Tables of signatures and photos, and of how much work a person or household may have at home."""

from sqlalchemy import BigInteger, Boolean, Date, DateTime, Index, Integer, LargeBinary, String

from workshop.store.columns import Column, row_key, within_workshop, workshop_key
from workshop.store.database import Row
from workshop.store.rows import append_only


@append_only
class TakehomeMarkRow(Row):
    """A signature 签字 of one side, or a photo 照片, on an order, a supply, a return or a closing.

    `way`: drawn (sealed strokes in `image`), paper (signed on the printed sheet, no image) or photo (sealed JPEG).
    """

    __tablename__ = "takehome_mark"
    __table_args__ = (
        within_workshop("order_id", "takehome_order"),
        Index("ix_takehome_mark_order", "workshop_id", "order_id"),
    )
    workshop_id = workshop_key()
    id = row_key()
    order_id = Column(BigInteger, nullable=False)
    subject = Column(String(10), nullable=False)
    subject_id = Column(BigInteger, nullable=False)
    side = Column(String(10), nullable=False)
    way = Column(String(10), nullable=False)
    image = Column(LargeBinary)
    at = Column(DateTime, nullable=False)
    by = Column(String(64), nullable=False)


@append_only
class TakehomeLimitRow(Row):
    """How much work may be at home from a day on: `pieces` in 1/1000, `days` of work at the usual pace; null: no limit.

    Of a person, of a household, or (both null) of everyone; the nearest holds, of several the latest by day and recording.
    `blocks`: what goes over it is refused instead of warned about.
    """

    __tablename__ = "takehome_limit"
    __table_args__ = (within_workshop("worker_id", "worker"), within_workshop("household_id", "household"))
    workshop_id = workshop_key()
    id = row_key()
    worker_id = Column(BigInteger)
    household_id = Column(BigInteger)
    valid_from = Column(Date, nullable=False)
    pieces = Column(BigInteger)
    days = Column(Integer)
    blocks = Column(Boolean(create_constraint=False), nullable=False)
    recorded_at = Column(DateTime, nullable=False)
    recorded_by = Column(String(64), nullable=False)
