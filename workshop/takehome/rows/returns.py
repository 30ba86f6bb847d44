"""Tables of what comes back. Rows are only added; an import that nothing has used is taken back whole."""

from sqlalchemy import BigInteger, Date, DateTime, Index, String

from workshop.store.columns import Column, row_key, within_workshop, workshop_key
from workshop.store.database import Row


class TakehomeReturnRow(Row):
    """Pieces or material brought back 交货, in 1/1000 of the unit; paid in the period of `pay_on`.

    `inspected_on` null: not inspected 未验收, `good` and the defects are then as they were said to be, and nothing is paid.
    An inspection is a reversal of the delivery and a new row that `inspects` it. `pay_on` is the day of the inspection 验收,
    or the first open day when that is in locked pay (补录, 8.3). `rework` 返工 went home again: neither paid nor a defect yet.
    """

    __tablename__ = "takehome_return"
    __table_args__ = (
        within_workshop("order_id", "takehome_order"),
        Index("ix_takehome_return_order", "workshop_id", "order_id"),
        Index("ix_takehome_return_pay", "workshop_id", "pay_on"),
        Index("ix_takehome_return_returned", "workshop_id", "returned_on"),
        Index("ix_takehome_return_entry", "workshop_id", "entry_id", unique=True),
        Index("ix_takehome_return_reverses", "workshop_id", "reverses", unique=True),
    )
    workshop_id = workshop_key()
    id = row_key()
    entry_id = Column(String(64), nullable=False)
    content_hash = Column(String(64), nullable=False)
    order_id = Column(BigInteger, nullable=False)
    returned_on = Column(Date, nullable=False)
    inspected_on = Column(Date)
    pay_on = Column(Date)
    good = Column(BigInteger, nullable=False)
    defect_own = Column(BigInteger, nullable=False)
    defect_other = Column(BigInteger, nullable=False)
    rework = Column(BigInteger, nullable=False)
    inspects = Column(BigInteger)
    reverses = Column(BigInteger)
    reason = Column(String(200), nullable=False)
    recorded_at = Column(DateTime, nullable=False)
    recorded_by = Column(String(64), nullable=False)
    import_id = Column(BigInteger)


class TakehomeReturnMaterialRow(Row):
    """Material brought back 退料 with a return, in 1/1000 of its unit."""

    __tablename__ = "takehome_return_material"
    __table_args__ = (
        within_workshop("return_id", "takehome_return"),
        within_workshop("material_id", "takehome_material"),
        Index("ix_takehome_return_material_material", "workshop_id", "material_id"),
    )
    workshop_id = workshop_key()
    return_id = Column(BigInteger, primary_key=True, autoincrement=False)
    material_id = Column(BigInteger, primary_key=True, autoincrement=False)
    quantity = Column(BigInteger, nullable=False)


class TakehomeReturnShareRow(Row):
    """A member's part of the paid pieces of an inspected return, split when it was inspected; the parts are the whole."""

    __tablename__ = "takehome_return_share"
    __table_args__ = (
        within_workshop("return_id", "takehome_return"),
        within_workshop("worker_id", "worker"),
        Index("ix_takehome_return_share_worker", "workshop_id", "worker_id"),
    )
    workshop_id = workshop_key()
    return_id = Column(BigInteger, primary_key=True, autoincrement=False)
    worker_id = Column(BigInteger, primary_key=True, autoincrement=False)
    pieces = Column(BigInteger, nullable=False)
