"""Tables of claims 申领: what is claimed, each sheet of it with its people, every step, and what may not be claimed twice.

Rows are only added: a claim that comes back has a new sheet. Only `claim_hold` loses rows, when a claim comes to nothing.
"""

from sqlalchemy import BigInteger, Boolean, Date, DateTime, Index, Integer, LargeBinary, String, Text, UniqueConstraint

from workshop.store.columns import Column, of_workshop, row_key, within_workshop, workshop_key
from workshop.store.database import Row
from workshop.store.rows import append_only


@append_only
class ClaimRow(Row):
    """A benefit of a programme claimed once; `number` counts by workshop and year (SL-2026-0003)."""

    __tablename__ = "claim"
    __table_args__ = (of_workshop(), UniqueConstraint("workshop_id", "number"))
    workshop_id = workshop_key()
    id = row_key()
    number = Column(String(16), nullable=False)
    programme = Column(String(80), nullable=False)
    benefit = Column(String(80), nullable=False)
    prepared_at = Column(DateTime, nullable=False)
    prepared_by = Column(String(64), nullable=False)
    prepared_by_id = Column(BigInteger)


@append_only
class ClaimSheetRow(Row):
    """A sheet 稿 of a claim as it was assessed: the draft's, or with `sha256` the one that was checked and frozen.

    `facts` is the sealed canonical JSON of everything the check looked at, `sha256` is over its plain text; `printed` is JSON
    of words that papers print beside the people. `fen` is claimed, `claimed_on` the day of the claim.
    """

    __tablename__ = "claim_sheet"
    __table_args__ = (within_workshop("claim_id", "claim"),)
    workshop_id = workshop_key()
    claim_id = row_key()
    seq = Column(Integer, primary_key=True, autoincrement=False)
    first = Column(Date, nullable=False)
    last = Column(Date, nullable=False)
    claimed_on = Column(Date, nullable=False)
    title = Column(String(200), nullable=False)
    document_number = Column(String(120), nullable=False)
    version = Column(String(80), nullable=False)
    payee = Column(String(20), nullable=False)
    fund = Column(String(40), nullable=False)
    fen = Column(BigInteger, nullable=False)
    sentence = Column(Text, nullable=False)
    printed = Column(Text, nullable=False)
    facts = Column(LargeBinary)
    sha256 = Column(String(64), nullable=False)
    made_at = Column(DateTime, nullable=False)
    made_by = Column(String(64), nullable=False)
    made_by_id = Column(BigInteger)


@append_only
class ClaimPersonRow(Row):
    """A person on a sheet. `months` are numbers (year * 12 + month - 1) with blanks between, empty in a lump; `fen` his part.

    `id_no_index` is blind and of the number in its one spelling: the same person is found in another workshop.
    """

    __tablename__ = "claim_person"
    __table_args__ = (
        within_workshop("worker_id", "worker"),
        Index("ix_claim_person_id_no", "id_no_index"),
        Index("ix_claim_person_worker", "workshop_id", "worker_id"),
    )
    workshop_id = workshop_key()
    claim_id = row_key()
    sheet = Column(Integer, primary_key=True, autoincrement=False)
    worker_id = Column(BigInteger, primary_key=True, autoincrement=False)
    worker_no = Column(String(32), nullable=False)
    name = Column(String(64), nullable=False)
    category = Column(String(120), nullable=False)
    months = Column(Text, nullable=False)
    fen = Column(BigInteger, nullable=False)
    sentence = Column(Text, nullable=False)
    id_no_index = Column(LargeBinary(16))


@append_only
class ClaimStepRow(Row):
    """A step of a claim: the state it leads to, with the sum, day, reason and number of the office that belong to it.

    The last step is where the claim stands; two at once cannot both be the next one. `papers` are numbers, blanks between.
    """

    __tablename__ = "claim_step"
    __table_args__ = (within_workshop("claim_id", "claim"),)
    workshop_id = workshop_key()
    claim_id = row_key()
    seq = Column(Integer, primary_key=True, autoincrement=False)
    sheet = Column(Integer, nullable=False)
    state = Column(String(12), nullable=False)
    fen = Column(BigInteger)
    day = Column(Date)
    reason = Column(String(400), nullable=False)
    document_number = Column(String(80), nullable=False)
    papers = Column(Text, nullable=False)
    at = Column(DateTime, nullable=False)
    by = Column(String(64), nullable=False)
    by_id = Column(BigInteger)


@append_only
class ClaimAttachmentRow(Row):
    """A scan or photo 附件 that proves something for the workshop, or with `worker_id` for a person; `document` a word of DOCUMENTS.

    `content` is sealed base64 of a JPEG or PDF, `sha256` is over its bytes. A row that `replaces` another takes its place;
    one without content takes it away.
    """

    __tablename__ = "claim_attachment"
    __table_args__ = (
        within_workshop("claim_id", "claim"),
        within_workshop("worker_id", "worker"),
        within_workshop("replaces", "claim_attachment"),
        UniqueConstraint("workshop_id", "replaces"),
        Index("ix_claim_attachment_claim", "workshop_id", "claim_id"),
    )
    workshop_id = workshop_key()
    id = row_key()
    claim_id = Column(BigInteger, nullable=False)
    worker_id = Column(BigInteger)
    document = Column(String(20), nullable=False)
    file_name = Column(String(120), nullable=False)
    media_type = Column(String(40), nullable=False)
    size = Column(Integer, nullable=False)
    content = Column(LargeBinary)
    sha256 = Column(String(64), nullable=False)
    replaces = Column(BigInteger)
    reason = Column(String(200), nullable=False)
    at = Column(DateTime, nullable=False)
    by = Column(String(64), nullable=False)
    by_id = Column(BigInteger)


class ClaimHoldRow(Row):
    """A time of a person, household or workshop that a checked claim takes in a scheme, or between two that exclude each other.

    `mark` is the digest of scheme, holder and time, the same in every workshop of the database: the key lets it be taken
    once. `turn` counts batches that one workshop may claim again. It goes when the claim is returned or withdrawn.
    """

    __tablename__ = "claim_hold"
    __table_args__ = (within_workshop("claim_id", "claim"), Index("ix_claim_hold_claim", "workshop_id", "claim_id"))
    mark = Column(String(64), primary_key=True)
    turn = Column(Integer, primary_key=True, autoincrement=False)
    workshop_id = Column(BigInteger, nullable=False)
    claim_id = Column(BigInteger, nullable=False)
    worker_id = Column(BigInteger)
    time = Column(String(40), nullable=False)


@append_only
class ClaimEyesRow(Row):
    """Whether two people are needed for a claim; the latest row holds, none: two. `needed` false is a workshop of one manager."""

    __tablename__ = "claim_eyes"
    __table_args__ = (of_workshop(),)
    workshop_id = workshop_key()
    id = row_key()
    needed = Column(Boolean(create_constraint=False), nullable=False)
    reason = Column(String(200), nullable=False)
    at = Column(DateTime, nullable=False)
    by = Column(String(64), nullable=False)
