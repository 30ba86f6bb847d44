"""The table of answers 答复 to the questions of the inspectors' checks. Rows are only added: a changed mind is a new answer."""

from sqlalchemy import BigInteger, DateTime, Index, String, Text

from workshop.store.columns import Column, of_workshop, row_key, within_workshop, workshop_key
from workshop.store.database import Row
from workshop.store.rows import append_only


@append_only
class InspectionAnswerRow(Row):
    """An answer to one question; of several with the same `question` the last counts.

    `question` is the key of the question (check, people, months, place and the figures it rests on), so that other figures are
    another question. `subject` is what it is about (`day/7/2026-03-05`); `sentence` is the question as it was put.
    """

    __tablename__ = "inspection_answer"
    __table_args__ = (
        of_workshop(),
        within_workshop("attachment_id", "claim_attachment"),
        Index("ix_inspection_answer_question", "workshop_id", "question"),
    )
    workshop_id = workshop_key()
    id = row_key()
    question = Column(String(64), nullable=False)
    check = Column(String(40), nullable=False)
    subject = Column(String(80), nullable=False)
    sentence = Column(Text, nullable=False)
    answer = Column(Text, nullable=False)
    attachment_id = Column(BigInteger)
    at = Column(DateTime, nullable=False)
    by = Column(String(64), nullable=False)
    by_id = Column(BigInteger)
