"""Tables of the liaison 稳岗联络员: who it is, whom he visited and what came of it, who stopped coming and why."""

from typing import Any

from sqlalchemy import BigInteger, Boolean, Date, DateTime, Index, Integer, LargeBinary, String, Text

from workshop.store.columns import Column, of_workshop, row_key, within_workshop, workshop_key
from workshop.store.database import Row
from workshop.store.rows import append_only


def _recorded() -> tuple[Any, ...]:
    return Column(DateTime, nullable=False), Column(String(64), nullable=False), Column(BigInteger)


@append_only
class LiaisonRow(Row):
    """The liaison of a workshop from a day on, until another row; the photo is the one that hangs on the wall, a JPEG.

    An empty name: nobody.
    """

    __tablename__ = "liaison"
    __table_args__ = (of_workshop(),)
    workshop_id = workshop_key()
    id = row_key()
    name = Column(String(64), nullable=False)
    phone = Column(String(20), nullable=False)
    photo = Column(LargeBinary)
    valid_from = Column(Date, nullable=False)
    at, by, by_id = _recorded()


@append_only
class VisitRow(Row):
    """A visit 走访 to a worker or a household: why, what was found, what was promised and by when."""

    __tablename__ = "visit"
    __table_args__ = (
        of_workshop(),
        within_workshop("liaison_id", "liaison"),
        within_workshop("worker_id", "worker"),
        within_workshop("household_id", "household"),
        within_workshop("matter_id", "matter"),
        Index("ix_visit_day", "workshop_id", "visited_on"),
    )
    workshop_id = workshop_key()
    id = row_key()
    liaison_id = Column(BigInteger)
    visitor = Column(String(64), nullable=False)
    worker_id = Column(BigInteger)
    household_id = Column(BigInteger)
    matter_id = Column(BigInteger)
    visited_on = Column(Date, nullable=False)
    way = Column(String(8), nullable=False)
    why = Column(String(12), nullable=False)
    found = Column(Text, nullable=False)
    promised = Column(Text, nullable=False)
    due = Column(Date)
    at, by, by_id = _recorded()


@append_only
class VisitStepRow(Row):
    """What was done of what a visit promised; `done` once nothing of it is left."""

    __tablename__ = "visit_step"
    __table_args__ = (within_workshop("visit_id", "visit"),)
    workshop_id = workshop_key()
    visit_id = row_key()
    seq = Column(Integer, primary_key=True, autoincrement=False)
    done_on = Column(Date, nullable=False)
    text = Column(Text, nullable=False)
    done = Column(Boolean(create_constraint=False), nullable=False)
    at, by, by_id = _recorded()


@append_only
class DepartureRow(Row):
    """Why somebody stopped coming 流失: a word of `rules.leaving.REASONS`, and whether he was asked back.

    `last_on` is the last day he worked as it was known then: who came again and stopped again is asked again.
    """

    __tablename__ = "departure"
    __table_args__ = (within_workshop("worker_id", "worker"), Index("ix_departure_worker", "workshop_id", "worker_id"))
    workshop_id = workshop_key()
    id = row_key()
    worker_id = Column(BigInteger, nullable=False)
    last_on = Column(Date)
    reason = Column(String(12), nullable=False)
    text = Column(String(400), nullable=False)
    asked_on = Column(Date)
    answer = Column(String(8), nullable=False)
    at, by, by_id = _recorded()
