"""Tables of families as the liaison knows them: who lives there beside the workers, and who is in work since when."""

from typing import Any

from sqlalchemy import BigInteger, Date, DateTime, Index, String

from workshop.store.columns import Column, row_key, within_workshop, workshop_key
from workshop.store.database import Row
from workshop.store.rows import append_only


def _recorded() -> tuple[Any, ...]:
    return Column(DateTime, nullable=False), Column(String(64), nullable=False), Column(BigInteger)


@append_only
class FamilyMemberRow(Row):
    """Somebody of a household who is no worker of the workshop."""

    __tablename__ = "family_member"
    __table_args__ = (
        within_workshop("household_id", "household"),
        Index("ix_family_member_household", "workshop_id", "household_id"),
    )
    workshop_id = workshop_key()
    id = row_key()
    household_id = Column(BigInteger, nullable=False)
    name = Column(String(64), nullable=False)
    relation = Column(String(20), nullable=False)
    birth_date = Column(Date)
    at, by, by_id = _recorded()


@append_only
class FamilyWorkRow(Row):
    """Whether a member, or a worker who is not in work here, can work and does, from a day on; words of `rules.families`."""

    __tablename__ = "family_work"
    __table_args__ = (
        within_workshop("member_id", "family_member"),
        within_workshop("worker_id", "worker"),
        Index("ix_family_work_member", "workshop_id", "member_id"),
        Index("ix_family_work_worker", "workshop_id", "worker_id"),
    )
    workshop_id = workshop_key()
    id = row_key()
    member_id = Column(BigInteger)
    worker_id = Column(BigInteger)
    valid_from = Column(Date, nullable=False)
    work = Column(String(12), nullable=False)
    place = Column(String(80), nullable=False)
    source = Column(String(200), nullable=False)
    checked_on = Column(Date)
    at, by, by_id = _recorded()
