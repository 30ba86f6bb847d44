"""Tables of public notices 公示: each with what happened to it, its photos and what was said against it. Rows are only added."""

from sqlalchemy import BigInteger, Boolean, Date, DateTime, Index, Integer, LargeBinary, String, UniqueConstraint

from workshop.store.columns import Column, of_workshop, row_key, within_workshop, workshop_key
from workshop.store.database import Row
from workshop.store.rows import append_only


@append_only
class PublicNoticeRow(Row):
    """A notice by one body, of a claim, or without `claim_id` of the recognition `kind` of a programme.

    `days` are working days where `working_days`; `basis` says who asks for so many.
    """

    __tablename__ = "public_notice"
    __table_args__ = (
        of_workshop(),
        within_workshop("claim_id", "claim"),
        UniqueConstraint("workshop_id", "claim_id", "posted_by"),
    )
    workshop_id = workshop_key()
    id = row_key()
    claim_id = Column(BigInteger)
    programme = Column(String(80), nullable=False)
    kind = Column(String(80), nullable=False)
    posted_by = Column(String(20), nullable=False)
    days = Column(Integer, nullable=False)
    working_days = Column(Boolean(create_constraint=False), nullable=False)
    basis = Column(String(200), nullable=False)
    made_at = Column(DateTime, nullable=False)
    made_by = Column(String(64), nullable=False)
    made_by_id = Column(BigInteger)


@append_only
class PublicNoticeObjectionRow(Row):
    """What somebody said against a notice; `who` is sealed, null: anonymous; `worker_id` whom it is about."""

    __tablename__ = "public_notice_objection"
    __table_args__ = (within_workshop("notice_id", "public_notice"), within_workshop("worker_id", "worker"))
    workshop_id = workshop_key()
    id = row_key()
    notice_id = Column(BigInteger, nullable=False)
    on = Column(Date, nullable=False)
    way = Column(String(8), nullable=False)
    who = Column(LargeBinary)
    worker_id = Column(BigInteger)
    text = Column(String(400), nullable=False)
    at = Column(DateTime, nullable=False)
    by = Column(String(64), nullable=False)
    by_id = Column(BigInteger)


@append_only
class PublicNoticeEventRow(Row):
    """What happened: put up, put up once more, an objection settled, taken down, finished; two at once cannot both be next.

    `on` is the day it happened, `last` the last day it has to hang, `counted` how that was counted; `sheet` of the claim hung
    there. `text` is the reason, what was done about an objection, or the sentence of the result.
    """

    __tablename__ = "public_notice_event"
    __table_args__ = (
        within_workshop("notice_id", "public_notice"),
        within_workshop("objection_id", "public_notice_objection"),
        UniqueConstraint("workshop_id", "objection_id"),
    )
    workshop_id = workshop_key()
    notice_id = row_key()
    seq = Column(Integer, primary_key=True, autoincrement=False)
    what = Column(String(12), nullable=False)
    on = Column(Date, nullable=False)
    last = Column(Date)
    sheet = Column(Integer)
    counted = Column(String(400), nullable=False)
    place = Column(String(120), nullable=False)
    paper = Column(String(40), nullable=False)
    objection_id = Column(BigInteger)
    outcome = Column(String(12), nullable=False)
    taken_off = Column(Boolean(create_constraint=False))
    text = Column(String(400), nullable=False)
    at = Column(DateTime, nullable=False)
    by = Column(String(64), nullable=False)
    by_id = Column(BigInteger)


@append_only
class PublicNoticePhotoRow(Row):
    """A photo of a time on the wall: `round` is the number of its event, `moment` up or down.

    Of a claim it lies with its attachments, else in `content`, sealed. `sha256` is over the file as it was handed in, `taken_at` the
    time that file gives for itself.
    """

    __tablename__ = "public_notice_photo"
    __table_args__ = (
        within_workshop("notice_id", "public_notice"),
        within_workshop("attachment_id", "claim_attachment"),
        Index("ix_public_notice_photo_notice", "workshop_id", "notice_id"),
        Index("ix_public_notice_photo_sha256", "workshop_id", "sha256"),
    )
    workshop_id = workshop_key()
    id = row_key()
    notice_id = Column(BigInteger, nullable=False)
    round = Column(Integer, nullable=False)
    moment = Column(String(4), nullable=False)
    attachment_id = Column(BigInteger)
    content = Column(LargeBinary)
    media_type = Column(String(40), nullable=False)
    file_name = Column(String(120), nullable=False)
    sha256 = Column(String(64), nullable=False)
    taken_at = Column(DateTime)
    at = Column(DateTime, nullable=False)
    by = Column(String(64), nullable=False)
    by_id = Column(BigInteger)
