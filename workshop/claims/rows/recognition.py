"""The table of recognition 认定: one row for each step of a workshop under one way of recognition. Rows are only added."""

from sqlalchemy import BigInteger, Date, DateTime, String, UniqueConstraint

from workshop.store.columns import Column, of_workshop, row_key, within_workshop, workshop_key
from workshop.store.database import Row
from workshop.store.rows import append_only


@append_only
class RecognitionEntryRow(Row):
    """A step on a day; steps are `rules.recognising.STEPS`. `kind` is the name of the recognition in the programme.

    `number` and `by` are the document and the body that decided; `until` is the last day of a buffer. A mistake is a row
    that `reverses` another.
    """

    __tablename__ = "recognition_entry"
    __table_args__ = (
        of_workshop(),
        within_workshop("reverses", "recognition_entry"),
        UniqueConstraint("workshop_id", "reverses"),
    )
    workshop_id = workshop_key()
    id = row_key()
    programme = Column(String(80), nullable=False)
    kind = Column(String(80), nullable=False)
    event = Column(String(16), nullable=False)
    on = Column(Date, nullable=False)
    number = Column(String(80), nullable=False)
    by = Column(String(80), nullable=False)
    until = Column(Date)
    cause = Column(String(200), nullable=False)
    source = Column(String(200), nullable=False)
    checked_on = Column(Date)
    recorded_at = Column(DateTime, nullable=False)
    recorded_by = Column(String(64), nullable=False)
    reverses = Column(BigInteger)
    reason = Column(String(200), nullable=False)
