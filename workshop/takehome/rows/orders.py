"""Tables of what is taken home: the order, its materials, what was handed out, who shares it."""

from sqlalchemy import BigInteger, Date, DateTime, Index, Integer, String, UniqueConstraint, text

from workshop.store.columns import Column, row_key, within_workshop, workshop_key
from workshop.store.database import Row

_OUT = "bag_no IS NOT NULL AND closed_on IS NULL AND voided_on IS NULL"


class TakehomeOrderRow(Row):
    """An order taken home 外发单, held by one person. `price` in 1/10000 yuan is fixed at the issue; null: there was none (2.5).

    `quantity` pieces due 应交 in 1/1000; `bag_no` 袋号 is in one open order at a time; `most` fen is what a contractor owes at
    most for it (7.5), null: the price of its paid pieces. `relation` is contract or labour, as it was judged at the issue.
    `closed_on` 结单 and `voided_on` 作废 are its state: each change of them leaves an audit leaf with its reason.
    `entry_id` is the id under which it was recorded, `content_hash` covers what was recorded under it.
    """

    __tablename__ = "takehome_order"
    __table_args__ = (
        within_workshop("worker_id", "worker"),
        within_workshop("operation_id", "operation"),
        UniqueConstraint("workshop_id", "order_no"),
        Index("ix_takehome_order_worker", "workshop_id", "worker_id"),
        Index("ix_takehome_order_closed", "workshop_id", "closed_on"),
        Index("ix_takehome_order_entry", "workshop_id", "entry_id", unique=True),
        Index(
            "ix_takehome_order_bag",
            "workshop_id",
            "bag_no",
            unique=True,
            sqlite_where=text(_OUT),
            postgresql_where=text(_OUT),
        ),
    )
    workshop_id = workshop_key()
    id = row_key()
    entry_id = Column(String(64), nullable=False)
    content_hash = Column(String(64), nullable=False)
    order_no = Column(String(32), nullable=False)
    bag_no = Column(Integer)
    worker_id = Column(BigInteger, nullable=False)
    operation_id = Column(BigInteger, nullable=False)
    issued_on = Column(Date, nullable=False)
    due_on = Column(Date)
    quantity = Column(BigInteger)
    price = Column(BigInteger)
    price_from = Column(Date)
    most = Column(BigInteger)
    relation = Column(String(10), nullable=False)
    relation_reason = Column(String(200), nullable=False)
    note = Column(String(200), nullable=False)
    closed_on = Column(Date)
    voided_on = Column(Date)
    void_reason = Column(String(200), nullable=False)
    recorded_at = Column(DateTime, nullable=False)
    recorded_by = Column(String(64), nullable=False)
    import_id = Column(BigInteger)


class TakehomeMaterialRow(Row):
    """A material 物料 of an order: `per_piece` 单耗 in 1/10000 of its unit a piece, `loss_allowance` and `price` in 1/10000."""

    __tablename__ = "takehome_material"
    __table_args__ = (
        within_workshop("order_id", "takehome_order"),
        UniqueConstraint("workshop_id", "order_id", "position"),
    )
    workshop_id = workshop_key()
    id = row_key()
    order_id = Column(BigInteger, nullable=False)
    position = Column(Integer, nullable=False)
    name = Column(String(80), nullable=False)
    unit = Column(String(8), nullable=False)
    per_piece = Column(BigInteger)
    loss_allowance = Column(Integer, nullable=False)
    price = Column(BigInteger)


class TakehomeSupplyRow(Row):
    """Material handed out 领料 for an order, at the issue or later, in 1/1000 of its unit; a reversal is negative.

    What was handed out together has one `entry_id`.
    """

    __tablename__ = "takehome_supply"
    __table_args__ = (
        within_workshop("order_id", "takehome_order"),
        within_workshop("material_id", "takehome_material"),
        UniqueConstraint("workshop_id", "reverses"),
        Index("ix_takehome_supply_order", "workshop_id", "order_id"),
        Index("ix_takehome_supply_material", "workshop_id", "material_id"),
        Index("ix_takehome_supply_entry", "workshop_id", "entry_id", "material_id", unique=True),
    )
    workshop_id = workshop_key()
    id = row_key()
    entry_id = Column(String(64), nullable=False)
    content_hash = Column(String(64), nullable=False)
    order_id = Column(BigInteger, nullable=False)
    material_id = Column(BigInteger, nullable=False)
    supplied_on = Column(Date, nullable=False)
    quantity = Column(BigInteger, nullable=False)
    reverses = Column(BigInteger)
    reason = Column(String(200), nullable=False)
    recorded_at = Column(DateTime, nullable=False)
    recorded_by = Column(String(64), nullable=False)
    import_id = Column(BigInteger)


class TakehomeMemberRow(Row):
    """One of a household who share an order: his weight in the agreed split. An order without members is its holder's alone."""

    __tablename__ = "takehome_member"
    __table_args__ = (
        within_workshop("order_id", "takehome_order"),
        within_workshop("worker_id", "worker"),
        Index("ix_takehome_member_worker", "workshop_id", "worker_id"),
    )
    workshop_id = workshop_key()
    order_id = Column(BigInteger, primary_key=True, autoincrement=False)
    worker_id = Column(BigInteger, primary_key=True, autoincrement=False)
    weight = Column(Integer, nullable=False)
