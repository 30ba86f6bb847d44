"""The table of what is wanted of a day."""

from sqlalchemy import BigInteger, Date, DateTime, Integer, String

from workshop.store.columns import Column, within_workshop, workshop_key
from workshop.store.database import Row
from workshop.store.rows import append_only


@append_only
class TargetRow(Row):
    """How much of an operation is wanted a day, from a day on; the highest `version` of a day holds, zero ends it."""

    __tablename__ = "target"
    __table_args__ = (within_workshop("operation_id", "operation"),)
    workshop_id = workshop_key()
    operation_id = Column(BigInteger, primary_key=True, autoincrement=False)
    valid_from = Column(Date, primary_key=True)
    version = Column(Integer, primary_key=True, autoincrement=False)
    quantity = Column(BigInteger, nullable=False)
    recorded_at = Column(DateTime, nullable=False)
    recorded_by = Column(String(64), nullable=False)
