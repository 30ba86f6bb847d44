"""Tables of issued papers: what was issued, and what became of it. Rows are only ever added."""

from sqlalchemy import BigInteger, Boolean, DateTime, Index, Integer, LargeBinary, String, Text, UniqueConstraint, text

from workshop.store.columns import Column, of_workshop, row_key, within_workshop, workshop_key
from workshop.store.database import Row
from workshop.store.rows import append_only

_ENDS = "what IN ('void', 'supersede')"


@append_only
class IssuedPaperRow(Row):
    """A paper as it was issued. `sealed`: its data, compressed and sealed; `sha256` covers them as canonical JSON.

    `number` is made of `prefix`, `year` and `seq`. `subject` says what it is about: a later paper of the same kind and subject
    takes its place. `facts`: masked, for those who compare. `code` stands in its QR. `whole`: numbers of persons stand on it.
    """

    __tablename__ = "issued_paper"
    __table_args__ = (
        of_workshop(),
        within_workshop("run_id", "pay_run"),
        within_workshop("claim_id", "claim"),
        UniqueConstraint("workshop_id", "prefix", "year", "seq"),
        UniqueConstraint("workshop_id", "number"),
        Index("ix_issued_paper_subject", "workshop_id", "kind", "subject"),
        Index("ix_issued_paper_issued", "workshop_id", "issued_at"),
    )
    workshop_id = workshop_key()
    id = row_key()
    number = Column(String(40), nullable=False)
    prefix = Column(String(12), nullable=False)
    year = Column(Integer, nullable=False)
    seq = Column(Integer, nullable=False)
    kind = Column(String(40), nullable=False)
    title = Column(String(120), nullable=False)
    subject = Column(String(200), nullable=False)
    period = Column(String(10), nullable=False)
    run_id = Column(BigInteger)
    claim_id = Column(BigInteger)
    layout = Column(Integer, nullable=False)
    sealed = Column(LargeBinary, nullable=False)
    sha256 = Column(String(64), nullable=False)
    facts = Column(Text, nullable=False)
    code = Column(String(400), nullable=False)
    whole = Column(Boolean(create_constraint=False), nullable=False)
    copies = Column(Integer, nullable=False)
    issued_at = Column(DateTime, nullable=False)
    issued_by = Column(String(64), nullable=False)
    issued_by_id = Column(BigInteger)


@append_only
class IssuedPaperEventRow(Row):
    """What became of an issued paper: printed, written to a workbook, void or superseded; it ends once.

    `ordinal` of a print: 0 the first, from 1 on reprints. `successor_id`: the paper that took its place.
    """

    __tablename__ = "issued_paper_event"
    __table_args__ = (
        within_workshop("paper_id", "issued_paper"),
        within_workshop("successor_id", "issued_paper"),
        UniqueConstraint("workshop_id", "paper_id", "ordinal"),
        Index(
            "ix_issued_paper_event_end",
            "workshop_id",
            "paper_id",
            unique=True,
            sqlite_where=text(_ENDS),
            postgresql_where=text(_ENDS),
        ),
    )
    workshop_id = workshop_key()
    id = row_key()
    paper_id = Column(BigInteger, nullable=False)
    what = Column(String(10), nullable=False)
    ordinal = Column(Integer)
    copies = Column(Integer, nullable=False)
    reason = Column(String(200), nullable=False)
    successor_id = Column(BigInteger)
    at = Column(DateTime, nullable=False)
    by_name = Column(String(64), nullable=False)
    by_id = Column(BigInteger)
