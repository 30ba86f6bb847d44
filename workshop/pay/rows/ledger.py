"""The wage ledger 工资支付台账 (保障农民工工资支付条例 art. 15): written at the lock, kept for ever, told to nobody in full."""

from sqlalchemy import BigInteger, Boolean, DateTime, Index, Integer, LargeBinary, String, Text

from workshop.store.columns import Column, row_key, within_workshop, workshop_key
from workshop.store.database import Row
from workshop.store.rows import append_only


@append_only
class WageLedgerRow(Row):
    """One row per slip, with the person as he was known when it was written; sums in fen, `items` canonical JSON.

    Identity number and phone are sealed to this row; only their last four digits stand open. When and how the money went is
    read from the payments and is no part of the row. `sha256` covers what the row says, `slip_sha256` is the slip's own.
    `afterwards`: the run had been locked before this table was there.
    """

    __tablename__ = "wage_ledger"
    __table_args__ = (
        within_workshop("slip_id", "slip"),
        within_workshop("run_id", "pay_run"),
        within_workshop("worker_id", "worker"),
        Index("ix_wage_ledger_worker", "workshop_id", "worker_id", "period"),
        Index("ix_wage_ledger_run", "workshop_id", "run_id"),
    )
    workshop_id = workshop_key()
    slip_id = row_key()
    run_id = Column(BigInteger, nullable=False)
    worker_id = Column(BigInteger, nullable=False)
    period = Column(String(10), nullable=False)
    unit = Column(String(80), nullable=False)
    worker_no = Column(String(32), nullable=False)
    name = Column(String(64), nullable=False)
    id_no_sealed = Column(LargeBinary)
    id_no_tail = Column(String(4), nullable=False)
    phone_sealed = Column(LargeBinary)
    phone_tail = Column(String(4), nullable=False)
    card_tail = Column(String(4), nullable=False)
    attended_halves = Column(Integer, nullable=False)
    hour_minutes = Column(Integer, nullable=False)
    gross = Column(BigInteger, nullable=False)
    deducted = Column(BigInteger, nullable=False)
    net = Column(BigInteger, nullable=False)
    items = Column(Text, nullable=False)
    slip_sha256 = Column(String(64), nullable=False)
    sha256 = Column(String(64), nullable=False)
    recorded_at = Column(DateTime, nullable=False)
    recorded_by = Column(String(64), nullable=False)
    afterwards = Column(Boolean(create_constraint=False), nullable=False)
