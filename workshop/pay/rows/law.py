"""Law and settings as dated rows. Nothing here is edited: of two rows for the same day the one recorded later holds.

A row with `withdrawn` takes back what stands for its day. `checked_on` null: nobody has compared it with its source.
"""

from sqlalchemy import BigInteger, Boolean, Date, DateTime, ForeignKeyConstraint, Index, Integer, String, Text

from workshop.store.columns import Column, of_workshop, row_key, within_workshop, workshop_key
from workshop.store.database import Row
from workshop.store.rows import append_only


@append_only
class PaySettingRow(Row):
    """What a workshop sets for its pay from the first day of a month on: guarantee and floor in fen (6.2, 7.2, 7.7, 8.2)."""

    __tablename__ = "pay_setting"
    __table_args__ = (of_workshop(),)
    workshop_id = workshop_key()
    id = row_key()
    valid_from = Column(Date, nullable=False)
    guarantee_fen = Column(BigInteger, nullable=False)
    floor_fen = Column(BigInteger, nullable=False)
    contract_as_wages = Column(Boolean(create_constraint=False), nullable=False)
    contract_reason = Column(String(200), nullable=False)
    attendance_blocks = Column(Boolean(create_constraint=False), nullable=False)
    source = Column(String(200), nullable=False)
    checked_on = Column(Date)
    withdrawn = Column(Boolean(create_constraint=False), nullable=False)
    recorded_at = Column(DateTime, nullable=False)
    recorded_by = Column(String(64), nullable=False)


@append_only
class SocialRateRow(Row):
    """A county's rates of one insurance 险种, in 1/10000 of the base; floor and ceiling of the base in fen, null: none."""

    __tablename__ = "social_rate"
    __table_args__ = (Index("ix_social_rate_county", "county_code"),)
    id = Column(BigInteger, primary_key=True, autoincrement=False)
    county_code = Column(String(6), nullable=False)
    kind = Column(String(16), nullable=False)
    valid_from = Column(Date, nullable=False)
    person_rate = Column(Integer, nullable=False)
    employer_rate = Column(Integer, nullable=False)
    floor_fen = Column(BigInteger)
    ceiling_fen = Column(BigInteger)
    source = Column(String(200), nullable=False)
    checked_on = Column(Date)
    withdrawn = Column(Boolean(create_constraint=False), nullable=False)
    recorded_at = Column(DateTime, nullable=False)
    recorded_by = Column(String(64), nullable=False)


@append_only
class SocialBaseRow(Row):
    """A worker's insurance base 缴费基数 from a day on, in fen; 0 ends it. `kinds` empty: every insurance of the county."""

    __tablename__ = "social_base"
    __table_args__ = (
        within_workshop("worker_id", "worker"),
        Index("ix_social_base_worker", "workshop_id", "worker_id"),
    )
    workshop_id = workshop_key()
    id = row_key()
    worker_id = Column(BigInteger, nullable=False)
    valid_from = Column(Date, nullable=False)
    base_fen = Column(BigInteger, nullable=False)
    kinds = Column(String(100), nullable=False)
    source = Column(String(200), nullable=False)
    checked_on = Column(Date)
    withdrawn = Column(Boolean(create_constraint=False), nullable=False)
    recorded_at = Column(DateTime, nullable=False)
    recorded_by = Column(String(64), nullable=False)


@append_only
class TaxTableRow(Row):
    """An income tax table of the country, `kind` wages or services; the columns are those of `rules.tax.TaxTable`."""

    __tablename__ = "tax_table"
    id = Column(BigInteger, primary_key=True, autoincrement=False)
    kind = Column(String(10), nullable=False)
    valid_from = Column(Date, nullable=False)
    free_fen = Column(BigInteger, nullable=False)
    free_to_fen = Column(BigInteger)
    percent_off = Column(Integer, nullable=False)
    source = Column(String(200), nullable=False)
    checked_on = Column(Date)
    withdrawn = Column(Boolean(create_constraint=False), nullable=False)
    recorded_at = Column(DateTime, nullable=False)
    recorded_by = Column(String(64), nullable=False)


@append_only
class TaxBracketRow(Row):
    """A bracket of a tax table in fen: up to (null: no end), per cent, quick deduction 速算扣除数."""

    __tablename__ = "tax_bracket"
    __table_args__ = (ForeignKeyConstraint(["table_id"], ["tax_table.id"]),)
    table_id = Column(BigInteger, primary_key=True, autoincrement=False)
    position = Column(Integer, primary_key=True, autoincrement=False)
    up_to_fen = Column(BigInteger)
    percent = Column(Integer, nullable=False)
    quick_fen = Column(BigInteger, nullable=False)


@append_only
class AgreedReversalRow(Row):
    """An advance, deduction or allowance (`kind`) that was put down by mistake and never paid with: taken back for a reason."""

    __tablename__ = "agreed_reversal"
    __table_args__ = (of_workshop(),)
    workshop_id = workshop_key()
    kind = Column(String(10), primary_key=True)
    source_id = Column(BigInteger, primary_key=True, autoincrement=False)
    reason = Column(String(200), nullable=False)
    at = Column(DateTime, nullable=False)
    by = Column(String(64), nullable=False)


class RunLawRow(Row):
    """What law and settings a run was computed with, a text for each part; it is compared with what holds now."""

    __tablename__ = "run_law"
    __table_args__ = (within_workshop("run_id", "pay_run"),)
    workshop_id = workshop_key()
    run_id = row_key()
    part = Column(String(16), primary_key=True)
    facts = Column(Text, nullable=False)
