"""Tables of openings 岗位 and of those who seek work. A seeker's telephone is sealed; who does not want to be kept is erased."""

from sqlalchemy import BigInteger, Boolean, Date, DateTime, Index, Integer, LargeBinary, String, UniqueConstraint

from workshop.store.columns import Column, of_workshop, row_key, within_workshop, workshop_key
from workshop.store.database import Row
from workshop.store.rows import append_only


@append_only
class OpeningRow(Row):
    """A post that a workshop offers, as it hangs on the wall; to change it, it is closed and posted anew. `code` opens its page."""

    __tablename__ = "opening"
    __table_args__ = (of_workshop(), UniqueConstraint("code"))
    workshop_id = workshop_key()
    id = row_key()
    code = Column(String(16), nullable=False)
    title = Column(String(40), nullable=False)
    work = Column(String(300), nullable=False)
    place = Column(String(8), nullable=False)
    times = Column(String(80), nullable=False)
    hours = Column(String(80), nullable=False)
    skills = Column(String(120), nullable=False)
    wanted = Column(Integer, nullable=False)
    phone = Column(String(40), nullable=False)
    at = Column(DateTime, nullable=False)
    by = Column(String(64), nullable=False)
    by_id = Column(BigInteger)


@append_only
class OpeningEndRow(Row):
    """That a post is filled or withdrawn, once."""

    __tablename__ = "opening_end"
    __table_args__ = (within_workshop("opening_id", "opening"), UniqueConstraint("workshop_id", "opening_id"))
    workshop_id = workshop_key()
    id = row_key()
    opening_id = Column(BigInteger, nullable=False)
    reason = Column(String(100), nullable=False)
    at = Column(DateTime, nullable=False)
    by = Column(String(64), nullable=False)
    by_id = Column(BigInteger)


@append_only
class OpeningUntilRow(Row):
    """Until which day a post is offered, the latest word counts: somebody has said that it still is."""

    __tablename__ = "opening_until"
    __table_args__ = (within_workshop("opening_id", "opening"),)
    workshop_id = workshop_key()
    id = row_key()
    opening_id = Column(BigInteger, nullable=False, index=True)
    until = Column(Date, nullable=False)
    at = Column(DateTime, nullable=False)
    by = Column(String(64), nullable=False)
    by_id = Column(BigInteger)


class SeekerRow(Row):
    """Somebody who wants work, with consent; `way` is form, office or referral (`from_code`: the workshop that referred).

    Erased on request: name, telephone and words go, the row stays for what hangs on it.
    """

    __tablename__ = "seeker"
    __table_args__ = (
        of_workshop(),
        within_workshop("opening_id", "opening"),
        Index("ix_seeker_phone", "workshop_id", "phone_index"),
    )
    workshop_id = workshop_key()
    id = row_key()
    opening_id = Column(BigInteger)
    name = Column(String(64), nullable=False)
    village = Column(String(80), nullable=False)
    phone_sealed = Column(LargeBinary)
    phone_index = Column(LargeBinary(16))
    phone_tail = Column(String(4), nullable=False)
    place = Column(String(8), nullable=False)
    times = Column(String(80), nullable=False)
    skills = Column(String(120), nullable=False)
    note = Column(String(200), nullable=False)
    may_refer = Column(Boolean(create_constraint=False), nullable=False)
    way = Column(String(8), nullable=False)
    from_code = Column(String(16), nullable=False)
    consented_at = Column(DateTime, nullable=False)
    erased_at = Column(DateTime)
    at = Column(DateTime, nullable=False)
    by = Column(String(64), nullable=False)
    by_id = Column(BigInteger)


@append_only
class SeekerStepRow(Row):
    """What became of somebody who seeks work here: called, hired, declined, no answer."""

    __tablename__ = "seeker_step"
    __table_args__ = (within_workshop("seeker_id", "seeker"),)
    workshop_id = workshop_key()
    id = row_key()
    seeker_id = Column(BigInteger, nullable=False, index=True)
    kind = Column(String(10), nullable=False)
    note = Column(String(200), nullable=False)
    at = Column(DateTime, nullable=False)
    by = Column(String(64), nullable=False)
    by_id = Column(BigInteger)


@append_only
class ReferralRow(Row):
    """A seeker passed on to another workshop of the county, who has him there under an id of its own."""

    __tablename__ = "referral"
    __table_args__ = (
        within_workshop("seeker_id", "seeker"),
        UniqueConstraint("workshop_id", "seeker_id", "to_workshop_id"),
    )
    workshop_id = workshop_key()
    id = row_key()
    seeker_id = Column(BigInteger, nullable=False)
    to_workshop_id = Column(BigInteger, nullable=False)
    to_seeker_id = Column(BigInteger, nullable=False)
    reason = Column(String(200), nullable=False)
    at = Column(DateTime, nullable=False)
    by = Column(String(64), nullable=False)
    by_id = Column(BigInteger)
