"""Tables of jobs and of the files they leave."""

from sqlalchemy import BigInteger, DateTime, Index, Integer, String, Text

from workshop.store.columns import Column, row_key, within_workshop, workshop_key
from workshop.store.database import Row


class JobRow(Row):
    """A job: what was asked (`asked` is JSON), how far it is, how it ended. `runner` is the machine that carries it out."""

    __tablename__ = "job"
    __table_args__ = (
        Index("ix_job_state", "state", "asked_at"),
        Index("ix_job_workshop", "workshop_id", "asked_at"),
    )
    workshop_id = workshop_key()
    id = row_key()
    kind = Column(String(40), nullable=False)
    title = Column(String(200), nullable=False)
    asked = Column(Text, nullable=False)
    state = Column(String(10), nullable=False)
    done = Column(Integer, nullable=False)
    total = Column(Integer, nullable=False)
    asked_by_id = Column(BigInteger)
    asked_by = Column(String(64), nullable=False)
    asked_by_role = Column(String(20), nullable=False)
    asked_at = Column(DateTime, nullable=False)
    attempts = Column(Integer, nullable=False)
    runner = Column(String(100), nullable=False)
    started_at = Column(DateTime)
    ended_at = Column(DateTime)
    stop_asked_at = Column(DateTime)
    message = Column(Text, nullable=False)
    notes = Column(Text, nullable=False)


class JobFileRow(Row):
    """A file that a job left, sealed in a folder beside the database under its key; `removed_at` when its time was over."""

    __tablename__ = "job_file"
    __table_args__ = (within_workshop("job_id", "job"), Index("ix_job_file_job", "workshop_id", "job_id"))
    workshop_id = workshop_key()
    id = row_key()
    job_id = Column(BigInteger, nullable=False)
    name = Column(String(200), nullable=False)
    media_type = Column(String(100), nullable=False)
    size = Column(BigInteger, nullable=False)
    sha256 = Column(String(64), nullable=False)
    removed_at = Column(DateTime)
