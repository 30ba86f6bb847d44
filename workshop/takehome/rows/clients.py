"""Tables of what clients order, and of the batches in which their material comes."""

from sqlalchemy import BigInteger, Date, DateTime, Index, String, UniqueConstraint

from workshop.store.columns import Column, row_key, within_workshop, workshop_key
from workshop.store.database import Row
from workshop.store.rows import append_only


class ClientOrderRow(Row):
    """An order of a client 客户订单. `price` in 1/10000 yuan a piece, `quantity` in 1/1000; voided with a reason, never deleted."""

    __tablename__ = "client_order"
    __table_args__ = (within_workshop("product_id", "product"), UniqueConstraint("workshop_id", "number"))
    workshop_id = workshop_key()
    id = row_key()
    number = Column(String(32), nullable=False)
    client = Column(String(80), nullable=False)
    product_id = Column(BigInteger, nullable=False)
    quantity = Column(BigInteger, nullable=False)
    price = Column(BigInteger, nullable=False)
    other_costs_fen = Column(BigInteger, nullable=False)
    due_on = Column(Date)
    note = Column(String(200), nullable=False)
    voided_on = Column(Date)
    void_reason = Column(String(200), nullable=False, default="")
    recorded_at = Column(DateTime, nullable=False)
    recorded_by = Column(String(64), nullable=False)


class ClientOrderOperationRow(Row):
    """An operation that each piece of a client's order goes through; its wages are part of the margin."""

    __tablename__ = "client_order_operation"
    __table_args__ = (within_workshop("client_order_id", "client_order"), within_workshop("operation_id", "operation"))
    workshop_id = workshop_key()
    client_order_id = Column(BigInteger, primary_key=True, autoincrement=False)
    operation_id = Column(BigInteger, primary_key=True, autoincrement=False)


class BatchRow(Row):
    """A batch 批次 of a client's order: what arrived together; `quantity` pieces it is meant for, in 1/1000."""

    __tablename__ = "batch"
    __table_args__ = (within_workshop("client_order_id", "client_order"), UniqueConstraint("workshop_id", "number"))
    workshop_id = workshop_key()
    id = row_key()
    client_order_id = Column(BigInteger, nullable=False)
    number = Column(String(32), nullable=False)
    arrived_on = Column(Date, nullable=False)
    quantity = Column(BigInteger, nullable=False)
    recorded_at = Column(DateTime, nullable=False)
    recorded_by = Column(String(64), nullable=False)


@append_only
class BatchReceiptRow(Row):
    """Material of a batch that came into the store room 来料, in 1/1000 of its unit; a reversal is negative."""

    __tablename__ = "batch_receipt"
    __table_args__ = (
        within_workshop("batch_id", "batch"),
        UniqueConstraint("workshop_id", "reverses"),
        Index("ix_batch_receipt_batch", "workshop_id", "batch_id"),
        Index("ix_batch_receipt_entry", "workshop_id", "entry_id", unique=True),
    )
    workshop_id = workshop_key()
    id = row_key()
    entry_id = Column(String(64), nullable=False)
    batch_id = Column(BigInteger, nullable=False)
    received_on = Column(Date, nullable=False)
    name = Column(String(80), nullable=False)
    unit = Column(String(8), nullable=False)
    quantity = Column(BigInteger, nullable=False)
    reverses = Column(BigInteger)
    reason = Column(String(200), nullable=False)
    content_hash = Column(String(64), nullable=False)
    recorded_at = Column(DateTime, nullable=False)
    recorded_by = Column(String(64), nullable=False)


class BatchOrderRow(Row):
    """From which batch the material of a take-home order comes."""

    __tablename__ = "batch_order"
    __table_args__ = (
        within_workshop("order_id", "takehome_order"),
        within_workshop("batch_id", "batch"),
        Index("ix_batch_order_batch", "workshop_id", "batch_id"),
    )
    workshop_id = workshop_key()
    order_id = Column(BigInteger, primary_key=True, autoincrement=False)
    batch_id = Column(BigInteger, nullable=False)
