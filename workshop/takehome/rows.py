"""Tables of take-home work."""

from sqlalchemy import BigInteger, Date, DateTime, Index, Integer, String, UniqueConstraint

from workshop.store.columns import Column, row_key, within_workshop, workshop_key
from workshop.store.database import Row


class TakehomeOrderRow(Row):
    """An order taken home 外发单. Material in 1/1000 of its unit, `material_per_piece` and prices in 1/10000."""

    __tablename__ = "takehome_order"
    __table_args__ = (
        within_workshop("worker_id", "worker"),
        within_workshop("operation_id", "operation"),
        UniqueConstraint("workshop_id", "order_no"),
        Index("ix_takehome_order_worker", "workshop_id", "worker_id"),
    )
    workshop_id = workshop_key()
    id = row_key()
    order_no = Column(String(32), nullable=False)
    worker_id = Column(BigInteger, nullable=False)
    operation_id = Column(BigInteger, nullable=False)
    issued_on = Column(Date, nullable=False)
    due_on = Column(Date)
    price = Column(BigInteger)
    price_from = Column(Date)
    material = Column(String(80), nullable=False)
    material_issued = Column(BigInteger, nullable=False)
    material_per_piece = Column(BigInteger)
    loss_allowance = Column(Integer, nullable=False)
    material_price = Column(BigInteger)
    closed_on = Column(Date)
    recorded_at = Column(DateTime, nullable=False)
    recorded_by = Column(String(64), nullable=False)
    import_id = Column(BigInteger)


class TakehomeReturnRow(Row):
    """Pieces or material brought back 交货; paid in the period of `inspected_on`."""

    __tablename__ = "takehome_return"
    __table_args__ = (
        within_workshop("order_id", "takehome_order"),
        Index("ix_takehome_return_order", "workshop_id", "order_id"),
        Index("ix_takehome_return_inspected", "workshop_id", "inspected_on"),
    )
    workshop_id = workshop_key()
    id = row_key()
    order_id = Column(BigInteger, nullable=False)
    returned_on = Column(Date, nullable=False)
    inspected_on = Column(Date)
    good = Column(BigInteger, nullable=False)
    defect_own = Column(BigInteger, nullable=False)
    defect_other = Column(BigInteger, nullable=False)
    material_returned = Column(BigInteger, nullable=False)
    recorded_at = Column(DateTime, nullable=False)
    recorded_by = Column(String(64), nullable=False)
    import_id = Column(BigInteger)
