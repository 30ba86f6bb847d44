"""Tables of workshops and people. Identity numbers and cards are sealed; their index columns are blind."""

from sqlalchemy import BigInteger, Boolean, Date, DateTime, Index, Integer, LargeBinary, String, Text, UniqueConstraint

from workshop.store.columns import Column, of_workshop, row_key, within_workshop, workshop_key
from workshop.store.database import Row
from workshop.store.rows import append_only


class WorkshopRow(Row):
    """A workshop 车间. Replicated everywhere: every other table hangs on its id."""

    __tablename__ = "workshop"
    id = Column(BigInteger, primary_key=True, autoincrement=False)
    code = Column(String(16), nullable=False, unique=True)
    name = Column(String(80), nullable=False)
    village = Column(String(80), nullable=False, default="")
    county_code = Column(String(6), nullable=False)
    weekly_rest = Column(String(6), nullable=False)
    credit_code = Column(String(18), nullable=False, default="")
    head_name = Column(String(64), nullable=False, default="")
    phone = Column(String(20), nullable=False, default="")


class StatutoryYearRow(Row):
    """A year for which the statutory days have been entered whole."""

    __tablename__ = "statutory_year"
    year = Column(Integer, primary_key=True, autoincrement=False)
    source = Column(String(200), nullable=False)
    checked_on = Column(Date)


class StatutoryDayRow(Row):
    """A statutory day 法定节假日, paid at 300 % when worked."""

    __tablename__ = "statutory_day"
    date = Column(Date, primary_key=True)
    name = Column(String(20), nullable=False)


class ShiftedDayRow(Row):
    """A day shifted by a workshop: 休 (rest) or 班 (work). `workshop_id` 0 holds for all; a workshop's own row wins."""

    __tablename__ = "shifted_day"
    workshop_id = Column(BigInteger, primary_key=True, autoincrement=False)
    date = Column(Date, primary_key=True)
    rest = Column(Boolean(create_constraint=False), nullable=False)


class ImportRow(Row):
    """One import of a file: what came in with it can be taken back together while nothing has used it."""

    __tablename__ = "import"
    __table_args__ = (of_workshop(),)
    workshop_id = workshop_key()
    id = row_key()
    kind = Column(String(20), nullable=False)
    file_name = Column(String(200), nullable=False)
    sha256 = Column(String(64), nullable=False)
    at = Column(DateTime, nullable=False)
    by = Column(String(64), nullable=False)
    rows_read = Column(Integer, nullable=False)
    rows_refused = Column(Integer, nullable=False)
    undone_at = Column(DateTime)
    undone_by = Column(String(64))


class HouseholdRow(Row):
    """A household 户, by its number in the county's system."""

    __tablename__ = "household"
    __table_args__ = (of_workshop(), UniqueConstraint("workshop_id", "household_no"))
    workshop_id = workshop_key()
    id = row_key()
    household_no = Column(String(32), nullable=False)
    head_name = Column(String(64), nullable=False, default="")
    address = Column(String(200), nullable=False, default="")


class WorkerRow(Row):
    """A worker 工人. `name` is as typed, `name_key` folded; `initials` holds every pinyin reading, for search."""

    __tablename__ = "worker"
    __table_args__ = (
        of_workshop(),
        within_workshop("household_id", "household"),
        UniqueConstraint("workshop_id", "worker_no"),
        UniqueConstraint("workshop_id", "id_no_index"),
        Index("ix_worker_name_key", "workshop_id", "name_key"),
    )
    workshop_id = workshop_key()
    id = row_key()
    worker_no = Column(String(32), nullable=False)
    name = Column(String(64), nullable=False)
    name_key = Column(String(64), nullable=False)
    initials = Column(String(400), nullable=False)
    sex = Column(String(1), nullable=False)
    birth_date = Column(Date)
    id_no_sealed = Column(LargeBinary)
    id_no_index = Column(LargeBinary(16))
    id_no_tail = Column(String(4), nullable=False, default="")
    phone = Column(String(20), nullable=False, default="")
    household_id = Column(BigInteger)
    relation_to_head = Column(String(20), nullable=False, default="")
    address = Column(String(200), nullable=False, default="")
    post = Column(String(40), nullable=False, default="")
    hire_date = Column(Date, nullable=False)
    leave_date = Column(Date)
    import_id = Column(BigInteger)
    recorded_at = Column(DateTime, nullable=False)


class WorkerTermsRow(Row):
    """How a worker is paid from a day on: working-hours system 工时制度, grade 等级, salary and rates in fen."""

    __tablename__ = "worker_terms"
    __table_args__ = (within_workshop("worker_id", "worker"),)
    workshop_id = workshop_key()
    worker_id = Column(BigInteger, primary_key=True, autoincrement=False)
    valid_from = Column(Date, primary_key=True)
    hours_system = Column(String(16), nullable=False)
    grade = Column(String(20), nullable=False, default="")
    monthly_fen = Column(BigInteger)
    daily_fen = Column(BigInteger)
    hourly_fen = Column(BigInteger)


class CategoryRow(Row):
    """A category of a person 人员类别 from a day on; `holds` false is its end. Never without source where it is claimed."""

    __tablename__ = "worker_category"
    __table_args__ = (within_workshop("worker_id", "worker"),)
    workshop_id = workshop_key()
    worker_id = Column(BigInteger, primary_key=True, autoincrement=False)
    category = Column(String(20), primary_key=True)
    valid_from = Column(Date, primary_key=True)
    holds = Column(Boolean(create_constraint=False), nullable=False)
    source = Column(String(200), nullable=False, default="")
    checked_on = Column(Date)
    recorded_at = Column(DateTime, nullable=False)


class ContractRow(Row):
    """A contract 合同: 劳动合同, 劳务协议, 非全日制 or 承揽; without `valid_to` it is open-ended."""

    __tablename__ = "contract"
    __table_args__ = (within_workshop("worker_id", "worker"), Index("ix_contract_worker", "workshop_id", "worker_id"))
    workshop_id = workshop_key()
    id = row_key()
    worker_id = Column(BigInteger, nullable=False)
    kind = Column(String(16), nullable=False)
    number = Column(String(40), nullable=False, default="")
    valid_from = Column(Date)
    valid_to = Column(Date)
    recorded_at = Column(DateTime, nullable=False)


class BankAccountRow(Row):
    """Where a worker's pay goes from a day on; the number is sealed, its last four digits are not."""

    __tablename__ = "bank_account"
    __table_args__ = (
        within_workshop("worker_id", "worker"),
        Index("ix_bank_account_worker", "workshop_id", "worker_id"),
        Index("ix_bank_account_card", "workshop_id", "card_index"),
    )
    workshop_id = workshop_key()
    id = row_key()
    worker_id = Column(BigInteger, nullable=False)
    valid_from = Column(Date, nullable=False)
    bank_name = Column(String(80), nullable=False, default="")
    holder_name = Column(String(64), nullable=False)
    card_sealed = Column(LargeBinary, nullable=False)
    card_index = Column(LargeBinary(16), nullable=False)
    card_tail = Column(String(4), nullable=False)
    recorded_at = Column(DateTime, nullable=False)


@append_only
class CountyReplyRow(Row):
    """What the county answered about a person 县里核对回复, as it stood in the file; `wrote` is what came of it, as JSON.

    `risen` 是否脱贫, `monitored` 是否监测, `kind` 类别, `included_on` 纳入时间; null and empty: the reply does not say.
    """

    __tablename__ = "county_reply"
    __table_args__ = (
        within_workshop("worker_id", "worker"),
        Index("ix_county_reply_import", "workshop_id", "import_id"),
    )
    workshop_id = workshop_key()
    id = row_key()
    import_id = Column(BigInteger, nullable=False)
    worker_id = Column(BigInteger, nullable=False)
    replied_on = Column(Date, nullable=False)
    risen = Column(Boolean(create_constraint=False))
    monitored = Column(Boolean(create_constraint=False))
    kind = Column(String(20), nullable=False)
    household_no = Column(String(32), nullable=False)
    included_on = Column(Date)
    note = Column(String(200), nullable=False)
    wrote = Column(Text, nullable=False)
    recorded_at = Column(DateTime, nullable=False)
    recorded_by = Column(String(64), nullable=False)
