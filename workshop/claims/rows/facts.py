"""Tables of what people put down beside the books. Rows are only added: a mistake is a row that reverses another.

A reversal has the facts of the row it `reverses`; neither of the two counts.
"""

from typing import Any

from sqlalchemy import BigInteger, Boolean, Date, DateTime, Index, Integer, LargeBinary, String, UniqueConstraint

from workshop.store.columns import Column, of_workshop, row_key, within_workshop, workshop_key
from workshop.store.database import Row
from workshop.store.rows import append_only


def _told() -> tuple[Any, ...]:
    return Column(String(200), nullable=False), Column(Date), Column(DateTime, nullable=False)


@append_only
class ClaimFactRow(Row):
    """A fact 登记事项 of a person, or without `worker_id` of the workshop, from a day on; kinds are `rules.registered.FACT_KINDS`.

    `holds` false is an end, or a checked no. `value` in 1/1000. A disability is in `sealed` alone.
    """

    __tablename__ = "claim_fact"
    __table_args__ = (
        of_workshop(),
        within_workshop("worker_id", "worker"),
        within_workshop("reverses", "claim_fact"),
        UniqueConstraint("workshop_id", "reverses"),
        Index("ix_claim_fact_worker", "workshop_id", "worker_id"),
    )
    workshop_id = workshop_key()
    id = row_key()
    worker_id = Column(BigInteger)
    kind = Column(String(16), nullable=False)
    name = Column(String(120), nullable=False)
    valid_from = Column(Date, nullable=False)
    valid_to = Column(Date)
    holds = Column(Boolean(create_constraint=False), nullable=False)
    value = Column(BigInteger)
    fen = Column(BigInteger)
    text = Column(String(80), nullable=False)
    sealed = Column(LargeBinary)
    source, checked_on, recorded_at = _told()
    recorded_by = Column(String(64), nullable=False)
    reverses = Column(BigInteger)
    reason = Column(String(200), nullable=False)
    import_id = Column(BigInteger)


@append_only
class ClaimReceiptRow(Row):
    """Money of a scheme 已领补贴 that a person, or without `worker_id` the workshop, got elsewhere or before these books.

    `scheme` is `programme/benefit` of our files or a free name; `at_workshop` empty: through this one.
    """

    __tablename__ = "claim_receipt"
    __table_args__ = (
        of_workshop(),
        within_workshop("worker_id", "worker"),
        within_workshop("reverses", "claim_receipt"),
        UniqueConstraint("workshop_id", "reverses"),
    )
    workshop_id = workshop_key()
    id = row_key()
    worker_id = Column(BigInteger)
    scheme = Column(String(160), nullable=False)
    first = Column(Date, nullable=False)
    last = Column(Date, nullable=False)
    fen = Column(BigInteger, nullable=False)
    months = Column(Integer, nullable=False)
    fund = Column(String(40), nullable=False)
    at_workshop = Column(String(80), nullable=False)
    source, checked_on, recorded_at = _told()
    recorded_by = Column(String(64), nullable=False)
    reverses = Column(BigInteger)
    reason = Column(String(200), nullable=False)


@append_only
class ClaimTrainingRow(Row):
    """A training 培训, 以工代训 of a worker, with the mentor 师傅 where there is one; half days, minutes."""

    __tablename__ = "claim_training"
    __table_args__ = (
        within_workshop("worker_id", "worker"),
        within_workshop("mentor_id", "worker"),
        within_workshop("reverses", "claim_training"),
        UniqueConstraint("workshop_id", "reverses"),
    )
    workshop_id = workshop_key()
    id = row_key()
    worker_id = Column(BigInteger, nullable=False)
    mentor_id = Column(BigInteger)
    kind = Column(String(16), nullable=False)
    first = Column(Date, nullable=False)
    last = Column(Date, nullable=False)
    half_days = Column(Integer)
    minutes = Column(Integer)
    certificate = Column(Boolean(create_constraint=False))
    source, checked_on, recorded_at = _told()
    recorded_by = Column(String(64), nullable=False)
    reverses = Column(BigInteger)
    reason = Column(String(200), nullable=False)


@append_only
class ClaimMonthRow(Row):
    """A month that a worker worked elsewhere 其他单位务工, or here before the books began (`employer` empty); fen, half days."""

    __tablename__ = "claim_month"
    __table_args__ = (
        within_workshop("worker_id", "worker"),
        within_workshop("reverses", "claim_month"),
        UniqueConstraint("workshop_id", "reverses"),
    )
    workshop_id = workshop_key()
    id = row_key()
    worker_id = Column(BigInteger, nullable=False)
    month = Column(Date, nullable=False)
    employer = Column(String(80), nullable=False)
    half_days = Column(Integer)
    minutes = Column(Integer)
    pay_fen = Column(BigInteger)
    paid_fen = Column(BigInteger)
    mode = Column(String(16), nullable=False)
    region = Column(String(12), nullable=False)
    source, checked_on, recorded_at = _told()
    recorded_by = Column(String(64), nullable=False)
    reverses = Column(BigInteger)
    reason = Column(String(200), nullable=False)


@append_only
class ClaimCostRow(Row):
    """A cost 费用 that the workshop bore for a month, in fen, with its voucher 凭证."""

    __tablename__ = "claim_cost"
    __table_args__ = (
        of_workshop(),
        within_workshop("reverses", "claim_cost"),
        UniqueConstraint("workshop_id", "reverses"),
    )
    workshop_id = workshop_key()
    id = row_key()
    kind = Column(String(16), nullable=False)
    month = Column(Date, nullable=False)
    fen = Column(BigInteger, nullable=False)
    voucher = Column(String(120), nullable=False)
    source, checked_on, recorded_at = _told()
    recorded_by = Column(String(64), nullable=False)
    reverses = Column(BigInteger)
    reason = Column(String(200), nullable=False)
