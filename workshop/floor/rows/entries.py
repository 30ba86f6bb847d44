"""Tables of the day. Rows are only added: a mistake is a row that reverses another, or a later version.

`date` is the civil work date. `pay_on` is the day by which an entry falls into a pay period: the work date, or the first
day of the first open period when that of the work date is locked (补录, pay rules 8.3).
"""

from typing import Any

from sqlalchemy import BigInteger, Date, DateTime, Index, Integer, String, UniqueConstraint, text

from workshop.store.columns import Column, within_workshop, workshop_key
from workshop.store.database import Row
from workshop.store.rows import append_only


def _entry_id() -> Any:
    return Column(String(64), primary_key=True)


@append_only
class OutputRow(Row):
    """A worker's output 产量 of one operation on one day, in 1/1000 units, with the price fixed when it was recorded.

    A reversal is a row with the same facts, negative quantities and `reverses` set; sums need no special case.
    `band` empty: by the calendar. `price` null: there was none on the work date. `price_grade`: the grade of the price row.
    """

    __tablename__ = "output"
    __table_args__ = (
        within_workshop("worker_id", "worker"),
        within_workshop("operation_id", "operation"),
        UniqueConstraint("workshop_id", "reverses"),
        Index("ix_output_pay", "workshop_id", "pay_on", "worker_id"),
        Index("ix_output_worker", "workshop_id", "worker_id", "date"),
        Index("ix_output_date", "workshop_id", "date", "worker_id"),
        Index(
            "ix_output_unpriced",
            "workshop_id",
            "id",
            sqlite_where=text("price IS NULL"),
            postgresql_where=text("price IS NULL"),
        ),
    )
    workshop_id = workshop_key()
    id = _entry_id()
    date = Column(Date, nullable=False)
    pay_on = Column(Date, nullable=False)
    worker_id = Column(BigInteger, nullable=False)
    operation_id = Column(BigInteger, nullable=False)
    good = Column(BigInteger, nullable=False)
    defect_own = Column(BigInteger, nullable=False)
    defect_other = Column(BigInteger, nullable=False)
    band = Column(String(10), nullable=False)
    price = Column(BigInteger)
    price_grade = Column(String(20), nullable=False)
    price_from = Column(Date)
    defect_charge = Column(BigInteger)
    reverses = Column(String(64))
    reason = Column(String(200), nullable=False)
    recorded_at = Column(DateTime, nullable=False)
    recorded_by = Column(String(64), nullable=False)
    import_id = Column(BigInteger)


@append_only
class TeamOutputRow(Row):
    """Output of a team 集体计件; `amount` in fen is the quantity at the price without grade, rounded once (3.4)."""

    __tablename__ = "team_output"
    __table_args__ = (
        within_workshop("operation_id", "operation"),
        UniqueConstraint("workshop_id", "reverses"),
        Index("ix_team_output_pay", "workshop_id", "pay_on"),
    )
    workshop_id = workshop_key()
    id = _entry_id()
    date = Column(Date, nullable=False)
    pay_on = Column(Date, nullable=False)
    operation_id = Column(BigInteger, nullable=False)
    quantity = Column(BigInteger, nullable=False)
    split = Column(String(20), nullable=False)
    band = Column(String(10), nullable=False)
    price = Column(BigInteger)
    price_from = Column(Date)
    amount = Column(BigInteger)
    reverses = Column(String(64))
    reason = Column(String(200), nullable=False)
    recorded_at = Column(DateTime, nullable=False)
    recorded_by = Column(String(64), nullable=False)
    import_id = Column(BigInteger)


@append_only
class TeamShareRow(Row):
    """A member's part of a team's output: `share` in fen by largest remainder; `weight` in 1/100."""

    __tablename__ = "team_share"
    __table_args__ = (
        within_workshop("team_output_id", "team_output"),
        within_workshop("worker_id", "worker"),
        Index("ix_team_share_worker", "workshop_id", "worker_id"),
    )
    workshop_id = workshop_key()
    team_output_id = Column(String(64), primary_key=True)
    worker_id = Column(BigInteger, primary_key=True, autoincrement=False)
    minutes = Column(Integer)
    weight = Column(Integer)
    share = Column(BigInteger)


@append_only
class HoursRow(Row):
    """Minutes of work paid by the hour 计时; `rate` in fen an hour, null: the worker's own rate."""

    __tablename__ = "hours"
    __table_args__ = (
        within_workshop("worker_id", "worker"),
        UniqueConstraint("workshop_id", "reverses"),
        Index("ix_hours_pay", "workshop_id", "pay_on", "worker_id"),
    )
    workshop_id = workshop_key()
    id = _entry_id()
    date = Column(Date, nullable=False)
    pay_on = Column(Date, nullable=False)
    worker_id = Column(BigInteger, nullable=False)
    activity = Column(String(40), nullable=False)
    minutes = Column(Integer, nullable=False)
    rate = Column(BigInteger)
    band = Column(String(10), nullable=False)
    reverses = Column(String(64))
    reason = Column(String(200), nullable=False)
    recorded_at = Column(DateTime, nullable=False)
    recorded_by = Column(String(64), nullable=False)
    import_id = Column(BigInteger)


@append_only
class AttendanceRow(Row):
    """A worker's day 考勤; the highest `version` holds, an empty status takes the row back. Times are minutes of the day."""

    __tablename__ = "attendance"
    __table_args__ = (
        within_workshop("worker_id", "worker"),
        Index("ix_attendance_date", "workshop_id", "date", "worker_id"),
    )
    workshop_id = workshop_key()
    worker_id = Column(BigInteger, primary_key=True, autoincrement=False)
    date = Column(Date, primary_key=True)
    version = Column(Integer, primary_key=True, autoincrement=False)
    status = Column(String(4), nullable=False)
    clock_in = Column(Integer)
    clock_out = Column(Integer)
    overtime_minutes = Column(Integer)
    reason = Column(String(200), nullable=False)
    recorded_at = Column(DateTime, nullable=False)
    recorded_by = Column(String(64), nullable=False)
    import_id = Column(BigInteger)


class LockedRow(Row):
    """Up to which day a worker's entries are in locked pay; what is recorded for an earlier day is paid after it (补录)."""

    __tablename__ = "locked"
    __table_args__ = (within_workshop("worker_id", "worker"),)
    workshop_id = workshop_key()
    worker_id = Column(BigInteger, primary_key=True, autoincrement=False)
    locked_to = Column(Date, nullable=False)
