"""Tables of what people say about a run: acknowledgements, answers to slips, objections, offsets, returns, four eyes."""

from sqlalchemy import BigInteger, Boolean, DateTime, Index, Integer, LargeBinary, String, Text, UniqueConstraint

from workshop.store.columns import Column, of_workshop, row_key, within_workshop, workshop_key
from workshop.store.database import Row
from workshop.store.rows import append_only


@append_only
class RunReturnRow(Row):
    """An approval that was taken back, with the reason."""

    __tablename__ = "run_return"
    __table_args__ = (within_workshop("run_id", "pay_run"), Index("ix_run_return_run", "workshop_id", "run_id"))
    workshop_id = workshop_key()
    id = row_key()
    run_id = Column(BigInteger, nullable=False)
    reason = Column(String(200), nullable=False)
    at = Column(DateTime, nullable=False)
    by = Column(String(64), nullable=False)


class RunMemberRow(Row):
    """Whom a run is for when it is not for everyone: those who leave and are paid at once."""

    __tablename__ = "run_member"
    __table_args__ = (within_workshop("run_id", "pay_run"), within_workshop("worker_id", "worker"))
    workshop_id = workshop_key()
    run_id = row_key()
    worker_id = Column(BigInteger, primary_key=True, autoincrement=False)


@append_only
class AcknowledgementRow(Row):
    """A problem of judgement that a manager takes on himself, with a reason; it holds for that very sentence (8.2)."""

    __tablename__ = "acknowledgement"
    __table_args__ = (
        within_workshop("worker_id", "worker"),
        Index("ix_acknowledgement_period", "workshop_id", "period", "worker_id"),
    )
    workshop_id = workshop_key()
    id = row_key()
    period = Column(String(10), nullable=False)
    worker_id = Column(BigInteger, nullable=False)
    kind = Column(String(20), nullable=False)
    sentence = Column(String(600), nullable=False)
    reason = Column(String(400), nullable=False)
    at = Column(DateTime, nullable=False)
    by = Column(String(64), nullable=False)
    by_id = Column(BigInteger)


@append_only
class SlipAnswerRow(Row):
    """A slip made known, seen or confirmed (8.5): `kind` published, seen, confirmed; `position` of the line, 0: the whole slip.

    It holds for the slip with that fingerprint: one computed anew with another figure must be made known again. `way` is
    office, phone or paper; `paper` the reference of the signed sheet.
    """

    __tablename__ = "slip_answer"
    __table_args__ = (
        within_workshop("worker_id", "worker"),
        Index("ix_slip_answer_period", "workshop_id", "period", "worker_id"),
    )
    workshop_id = workshop_key()
    id = row_key()
    period = Column(String(10), nullable=False)
    worker_id = Column(BigInteger, nullable=False)
    slip_sha256 = Column(String(64), nullable=False)
    kind = Column(String(10), nullable=False)
    position = Column(Integer, nullable=False)
    way = Column(String(8), nullable=False)
    paper = Column(String(200), nullable=False)
    at = Column(DateTime, nullable=False)
    by = Column(String(64), nullable=False)
    by_id = Column(BigInteger)


@append_only
class KeptSlipRow(Row):
    """What a worker said 对 to: the lines of a slip as JSON, once for each fingerprint, so that he finds them when it is computed anew."""

    __tablename__ = "kept_slip"
    __table_args__ = (
        within_workshop("worker_id", "worker"),
        UniqueConstraint("workshop_id", "period", "worker_id", "slip_sha256"),
    )
    workshop_id = workshop_key()
    id = row_key()
    period = Column(String(10), nullable=False)
    worker_id = Column(BigInteger, nullable=False)
    slip_sha256 = Column(String(64), nullable=False)
    content = Column(Text, nullable=False)
    at = Column(DateTime, nullable=False)


@append_only
class SignedSheetRow(Row):
    """The scan of a sheet on which workers have signed their slips of a period; answers name it by `paper`.

    `content` is the sealed base64 of a JPEG or PDF, `sha256` is over its bytes.
    """

    __tablename__ = "signed_sheet"
    __table_args__ = (of_workshop(), Index("ix_signed_sheet_period", "workshop_id", "period"))
    workshop_id = workshop_key()
    id = row_key()
    period = Column(String(10), nullable=False)
    paper = Column(String(200), nullable=False)
    file_name = Column(String(120), nullable=False)
    media_type = Column(String(40), nullable=False)
    size = Column(Integer, nullable=False)
    content = Column(LargeBinary, nullable=False)
    sha256 = Column(String(64), nullable=False)
    at = Column(DateTime, nullable=False)
    by = Column(String(64), nullable=False)
    by_id = Column(BigInteger)


@append_only
class ObjectionRow(Row):
    """A worker's objection to his slip or to one line of it; `line` keeps the sentence that he objected to."""

    __tablename__ = "slip_objection"
    __table_args__ = (
        within_workshop("worker_id", "worker"),
        Index("ix_slip_objection_period", "workshop_id", "period", "worker_id"),
    )
    workshop_id = workshop_key()
    id = row_key()
    period = Column(String(10), nullable=False)
    worker_id = Column(BigInteger, nullable=False)
    slip_sha256 = Column(String(64), nullable=False)
    position = Column(Integer, nullable=False)
    line = Column(String(600), nullable=False)
    reason = Column(String(10), nullable=False)
    text = Column(String(400), nullable=False)
    way = Column(String(8), nullable=False)
    paper = Column(String(200), nullable=False)
    at = Column(DateTime, nullable=False)
    by = Column(String(64), nullable=False)
    by_id = Column(BigInteger)


@append_only
class ObjectionAnswerRow(Row):
    """The one answer to an objection: accepted or rejected, with words that the worker reads."""

    __tablename__ = "objection_answer"
    __table_args__ = (within_workshop("objection_id", "slip_objection"),)
    workshop_id = workshop_key()
    objection_id = row_key()
    accepted = Column(Boolean(create_constraint=False), nullable=False)
    text = Column(String(400), nullable=False)
    at = Column(DateTime, nullable=False)
    by = Column(String(64), nullable=False)
    by_id = Column(BigInteger)


@append_only
class OffsetRow(Row):
    """An offset 冲正 of a locked slip (8.3): `taken_back` of what it says there, `put` in its place, in fen.

    `part` is line, deduction, whole (a sum that the slip lacks) or balance (a carried sum paid back in cash); `position` that
    of the line or deduction. `step` is empty for what adds to gross. `reverses` takes an earlier row back.
    """

    __tablename__ = "slip_offset"
    __table_args__ = (
        within_workshop("worker_id", "worker"),
        within_workshop("slip_id", "slip"),
        UniqueConstraint("workshop_id", "reverses"),
        Index("ix_slip_offset_slip", "workshop_id", "slip_id"),
        Index("ix_slip_offset_worker", "workshop_id", "worker_id"),
    )
    workshop_id = workshop_key()
    id = row_key()
    worker_id = Column(BigInteger, nullable=False)
    slip_id = Column(BigInteger, nullable=False)
    period = Column(String(10), nullable=False)
    part = Column(String(10), nullable=False)
    position = Column(Integer, nullable=False)
    step = Column(String(8), nullable=False)
    name = Column(String(300), nullable=False)
    taken_back = Column(BigInteger, nullable=False)
    put = Column(BigInteger, nullable=False)
    counts = Column(Boolean(create_constraint=False), nullable=False)
    taxable = Column(Boolean(create_constraint=False), nullable=False)
    reason = Column(String(200), nullable=False)
    reverses = Column(BigInteger)
    at = Column(DateTime, nullable=False)
    by = Column(String(64), nullable=False)


@append_only
class FourEyesRow(Row):
    """Whether two people are needed for a run; the latest row holds, none: two. `needed` false is a workshop of one manager."""

    __tablename__ = "four_eyes"
    __table_args__ = (of_workshop(),)
    workshop_id = workshop_key()
    id = row_key()
    needed = Column(Boolean(create_constraint=False), nullable=False)
    reason = Column(String(200), nullable=False)
    at = Column(DateTime, nullable=False)
    by = Column(String(64), nullable=False)
