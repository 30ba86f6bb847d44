"""Tables of what is agreed and imported before a run."""

from sqlalchemy import BigInteger, Boolean, Date, DateTime, Index, Integer, String

from workshop.store.columns import Column, of_workshop, row_key, within_workshop, workshop_key
from workshop.store.database import Row


class MinimumWageRow(Row):
    """The minimum wage of a county from a day on, in fen. Replicated everywhere; `checked_on` null: not checked."""

    __tablename__ = "minimum_wage"
    county_code = Column(String(6), primary_key=True)
    valid_from = Column(Date, primary_key=True)
    monthly_fen = Column(BigInteger, nullable=False)
    hourly_fen = Column(BigInteger, nullable=False)
    source = Column(String(200), nullable=False, default="")
    checked_on = Column(Date)


class AllowanceRow(Row):
    """An allowance item (pay rules 6.1); without `worker_id` for everyone of the workshop."""

    __tablename__ = "allowance"
    __table_args__ = (of_workshop(), within_workshop("worker_id", "worker"))
    workshop_id = workshop_key()
    id = row_key()
    worker_id = Column(BigInteger)
    name = Column(String(40), nullable=False)
    kind = Column(String(16), nullable=False)
    amount_fen = Column(BigInteger, nullable=False)
    counts = Column(Boolean(create_constraint=False), nullable=False)
    taxable = Column(Boolean(create_constraint=False), nullable=False)
    valid_from = Column(Date)
    valid_to = Column(Date)
    import_id = Column(BigInteger)


class AdvanceRow(Row):
    """An advance 借支, repaid out of pay from its date on (7.4)."""

    __tablename__ = "advance"
    __table_args__ = (within_workshop("worker_id", "worker"), Index("ix_advance_worker", "workshop_id", "worker_id"))
    workshop_id = workshop_key()
    id = row_key()
    worker_id = Column(BigInteger, nullable=False)
    date = Column(Date, nullable=False)
    amount_fen = Column(BigInteger, nullable=False)
    reason = Column(String(200), nullable=False)
    import_id = Column(BigInteger)


class DeductionRow(Row):
    """A deduction 社保个人, 司法, 住宿, 餐费 or 其他 in the period of its date (7.1, 7.3, 7.6).

    The agreement 协议 of 7.6: its text, who agreed, on which day; null where none has been shown yet.
    """

    __tablename__ = "deduction"
    __table_args__ = (within_workshop("worker_id", "worker"), Index("ix_deduction_worker", "workshop_id", "worker_id"))
    workshop_id = workshop_key()
    id = row_key()
    worker_id = Column(BigInteger, nullable=False)
    date = Column(Date, nullable=False)
    amount_fen = Column(BigInteger, nullable=False)
    kind = Column(String(16), nullable=False)
    import_id = Column(BigInteger)
    agreement = Column(String(200))
    agreed_by = Column(String(64))
    agreed_on = Column(Date)


class PriorMonthsRow(Row):
    """Wages of the tax year before the first period here (7.2), taxable and after personal social insurance."""

    __tablename__ = "prior_months"
    __table_args__ = (within_workshop("worker_id", "worker"),)
    workshop_id = workshop_key()
    worker_id = Column(BigInteger, primary_key=True, autoincrement=False)
    year = Column(Integer, primary_key=True, autoincrement=False)
    income_fen = Column(BigInteger, nullable=False)
    months = Column(Integer, nullable=False)
    tax_withheld_fen = Column(BigInteger, nullable=False)
    recorded_at = Column(DateTime, nullable=False)
