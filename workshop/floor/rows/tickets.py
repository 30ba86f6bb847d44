"""Tables of bundle tickets 菲票."""

from sqlalchemy import BigInteger, DateTime, Index, Integer, String, UniqueConstraint

from workshop.store.columns import Column, of_workshop, row_key, within_workshop, workshop_key
from workshop.store.database import Row
from workshop.store.rows import append_only


class TicketBatchRow(Row):
    """Bundle tickets 菲票 made together: so many bundles 扎 of a lot 批号, a ticket for each bundle and operation."""

    __tablename__ = "ticket_batch"
    __table_args__ = (of_workshop(), Index("ix_ticket_batch_made", "workshop_id", "made_at"))
    workshop_id = workshop_key()
    id = row_key()
    lot = Column(String(40), nullable=False)
    quantity = Column(BigInteger, nullable=False)
    bundle_size = Column(BigInteger, nullable=False)
    made_at = Column(DateTime, nullable=False)
    made_by = Column(String(64), nullable=False)
    printed_at = Column(DateTime)


@append_only
class TicketRow(Row):
    """A bundle ticket: one operation of one bundle, with the quantity of the bundle in 1/1000 units."""

    __tablename__ = "ticket"
    __table_args__ = (
        within_workshop("batch_id", "ticket_batch"),
        within_workshop("operation_id", "operation"),
        UniqueConstraint("workshop_id", "batch_id", "bundle", "operation_id"),
    )
    workshop_id = workshop_key()
    id = row_key()
    batch_id = Column(BigInteger, nullable=False)
    bundle = Column(Integer, nullable=False)
    operation_id = Column(BigInteger, nullable=False)
    quantity = Column(BigInteger, nullable=False)


@append_only
class VoidTicketRow(Row):
    """A ticket that no longer counts: lost, spoilt, made by mistake."""

    __tablename__ = "void_ticket"
    __table_args__ = (within_workshop("ticket_id", "ticket"),)
    workshop_id = workshop_key()
    ticket_id = Column(BigInteger, primary_key=True, autoincrement=False)
    reason = Column(String(200), nullable=False)
    at = Column(DateTime, nullable=False)
    by = Column(String(64), nullable=False)
