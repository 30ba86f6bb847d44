"""Tables of what workers hand in by phone, and of what people decide about it."""

from sqlalchemy import BigInteger, Boolean, Date, DateTime, Index, Integer, String

from workshop.store.columns import Column, within_workshop, workshop_key
from workshop.store.database import Row
from workshop.store.rows import append_only


@append_only
class ProposalRow(Row):
    """A count that a worker handed in by phone 扫码申报; it becomes output under the same id when a person approves it.

    A bundle ticket counts once: `turn` is 1 for its first use and one more for each use that was refused or reversed, and the
    unique index lets one proposal have it. Both are null for a count by badge.
    """

    __tablename__ = "proposal"
    __table_args__ = (
        within_workshop("worker_id", "worker"),
        within_workshop("operation_id", "operation"),
        within_workshop("ticket_id", "ticket"),
        Index("ux_proposal_ticket", "workshop_id", "ticket_id", "turn", unique=True),
    )
    workshop_id = workshop_key()
    id = Column(String(64), primary_key=True)
    worker_id = Column(BigInteger, nullable=False)
    operation_id = Column(BigInteger, nullable=False)
    date = Column(Date, nullable=False)
    good = Column(BigInteger, nullable=False)
    defect_own = Column(BigInteger, nullable=False)
    ticket_id = Column(BigInteger)
    turn = Column(Integer)
    proposed_at = Column(DateTime, nullable=False)


class OpenProposalRow(Row):
    """A proposal that nobody has decided about; it goes with the decision, so that finding them costs nothing."""

    __tablename__ = "open_proposal"
    __table_args__ = (within_workshop("proposal_id", "proposal"),)
    workshop_id = workshop_key()
    proposal_id = Column(String(64), primary_key=True)


@append_only
class ProposalDecisionRow(Row):
    """What a person decided about a proposal, once."""

    __tablename__ = "proposal_decision"
    __table_args__ = (within_workshop("proposal_id", "proposal"),)
    workshop_id = workshop_key()
    proposal_id = Column(String(64), primary_key=True)
    approved = Column(Boolean(create_constraint=False), nullable=False)
    reason = Column(String(200), nullable=False)
    at = Column(DateTime, nullable=False)
    by = Column(String(64), nullable=False)
