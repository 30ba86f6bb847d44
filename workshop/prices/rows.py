"""Tables of products, operations and dated prices."""

from sqlalchemy import BigInteger, Date, DateTime, Index, Integer, LargeBinary, String, UniqueConstraint

from workshop.store.columns import Column, of_workshop, row_key, within_workshop, workshop_key
from workshop.store.database import Row
from workshop.store.rows import append_only


class ProductRow(Row):
    """A product 产品."""

    __tablename__ = "product"
    __table_args__ = (of_workshop(), UniqueConstraint("workshop_id", "code"))
    workshop_id = workshop_key()
    id = row_key()
    code = Column(String(32), nullable=False)
    name = Column(String(80), nullable=False)


class ProductPictureRow(Row):
    """What a product looks like, for those who would rather look than read: a small square JPEG."""

    __tablename__ = "product_picture"
    __table_args__ = (within_workshop("product_id", "product"),)
    workshop_id = workshop_key()
    product_id = Column(BigInteger, primary_key=True, autoincrement=False)
    image = Column(LargeBinary, nullable=False)
    set_at = Column(DateTime, nullable=False)
    set_by = Column(String(64), nullable=False)


class OperationRow(Row):
    """An operation 工序 of a product, in the order `seq` of the work; withdrawn, not deleted."""

    __tablename__ = "operation"
    __table_args__ = (
        of_workshop(),
        within_workshop("product_id", "product"),
        UniqueConstraint("workshop_id", "code"),
    )
    workshop_id = workshop_key()
    id = row_key()
    product_id = Column(BigInteger, nullable=False)
    code = Column(String(32), nullable=False)
    seq = Column(Integer, nullable=False)
    name = Column(String(80), nullable=False)
    unit = Column(String(8), nullable=False)
    std_seconds = Column(Integer)
    withdrawn_on = Column(Date)
    import_id = Column(BigInteger)


@append_only
class OwnNameRow(Row):
    """What a product or an operation (one of the two) is called in another language, for workers' phones.

    The latest counts; empty: the Chinese name stands there again.
    """

    __tablename__ = "own_name"
    __table_args__ = (
        within_workshop("product_id", "product"),
        within_workshop("operation_id", "operation"),
        Index("ix_own_name_language", "workshop_id", "language"),
    )
    workshop_id = workshop_key()
    id = row_key()
    product_id = Column(BigInteger)
    operation_id = Column(BigInteger)
    language = Column(String(12), nullable=False)
    name = Column(String(80), nullable=False)
    at = Column(DateTime, nullable=False)
    by = Column(String(64), nullable=False)
    by_id = Column(BigInteger)


class PriceRow(Row):
    """A piece price 单价 in 1/10000 yuan from a day on, for a grade or (empty) for all.

    The highest `version` of a day holds: a price typed wrongly is corrected by a later version, never overwritten.
    """

    __tablename__ = "price"
    __table_args__ = (within_workshop("operation_id", "operation"),)
    workshop_id = workshop_key()
    operation_id = Column(BigInteger, primary_key=True, autoincrement=False)
    grade = Column(String(20), primary_key=True)
    valid_from = Column(Date, primary_key=True)
    version = Column(Integer, primary_key=True, autoincrement=False)
    rate = Column(BigInteger, nullable=False)
    defect_charge = Column(BigInteger)
    source = Column(String(200), nullable=False, default="")
    checked_on = Column(Date)
    recorded_at = Column(DateTime, nullable=False)
    recorded_by = Column(String(64), nullable=False)
    import_id = Column(BigInteger)


class TierRow(Row):
    """A marginal slab 阶梯 (pay rules 2.4): `rate` above so many units (in 1/1000) a day."""

    __tablename__ = "tier"
    __table_args__ = (within_workshop("operation_id", "operation"),)
    workshop_id = workshop_key()
    operation_id = Column(BigInteger, primary_key=True, autoincrement=False)
    valid_from = Column(Date, primary_key=True)
    above = Column(BigInteger, primary_key=True, autoincrement=False)
    rate = Column(BigInteger, nullable=False)
