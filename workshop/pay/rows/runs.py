"""Tables of runs and their slips."""

from sqlalchemy import BigInteger, Boolean, Date, DateTime, Index, Integer, LargeBinary, String, UniqueConstraint

from workshop.store.columns import Column, of_workshop, row_key, within_workshop, workshop_key
from workshop.store.database import Row


class PayRunRow(Row):
    """A run 工资结算 of a workshop and period (8.1); `part` 2 and on are supplements for whom the first left out.

    `state`: computed, approved, locked, paid. `sha256` covers the rules' version and every slip. Sums are in fen.
    `purpose`: empty for everyone of the period, `leaving` for those of `run_member`, who leave and are paid at once.
    """

    __tablename__ = "pay_run"
    __table_args__ = (of_workshop(), UniqueConstraint("workshop_id", "period", "part"))
    workshop_id = workshop_key()
    id = row_key()
    period = Column(String(10), nullable=False)
    part = Column(Integer, nullable=False)
    state = Column(String(10), nullable=False)
    rules_version = Column(String(20), nullable=False)
    sha256 = Column(String(64), nullable=False)
    workers = Column(Integer, nullable=False)
    gross = Column(BigInteger, nullable=False)
    net = Column(BigInteger, nullable=False)
    computed_at = Column(DateTime, nullable=False)
    computed_by = Column(String(64), nullable=False)
    computed_by_id = Column(BigInteger)
    hands = Column(String(400), nullable=False)  # account ids of those who computed or mended it: none of them approves
    approved_at = Column(DateTime)
    approved_by = Column(String(64))
    approved_by_id = Column(BigInteger)
    locked_at = Column(DateTime)
    locked_by = Column(String(64))
    paid_at = Column(DateTime)
    paid_by = Column(String(64))
    purpose = Column(String(10), nullable=False, default="")


class SlipRow(Row):
    """A worker's slip 工资条 in a run, in fen; `sha256` covers every line, deduction and balance."""

    __tablename__ = "slip"
    __table_args__ = (
        within_workshop("run_id", "pay_run"),
        within_workshop("worker_id", "worker"),
        Index("ux_slip_worker_period", "workshop_id", "worker_id", "period", unique=True),
        Index("ix_slip_run", "workshop_id", "run_id"),
    )
    workshop_id = workshop_key()
    id = row_key()
    run_id = Column(BigInteger, nullable=False)
    worker_id = Column(BigInteger, nullable=False)
    period = Column(String(10), nullable=False)
    gross = Column(BigInteger, nullable=False)
    topup = Column(BigInteger, nullable=False)
    tax = Column(BigInteger, nullable=False)
    loss = Column(BigInteger, nullable=False)
    advance = Column(BigInteger, nullable=False)
    other = Column(BigInteger, nullable=False)
    net = Column(BigInteger, nullable=False)
    carried = Column(BigInteger, nullable=False)
    taxed = Column(BigInteger, nullable=False)
    labour_service = Column(Boolean(create_constraint=False), nullable=False)
    attended_halves = Column(Integer, nullable=False)
    due_days = Column(Integer, nullable=False)
    minimum_rule = Column(String(4), nullable=False)
    minimum_sentence = Column(String(300), nullable=False)
    sha256 = Column(String(64), nullable=False)


class SlipLineRow(Row):
    """A line that adds to gross; columns as `rules.results.PayLine`.

    `operation_id` and `code` are those of the operation for piece, team and take-home; the fingerprint covers the code, which
    means the same in every database.
    """

    __tablename__ = "slip_line"
    __table_args__ = (within_workshop("slip_id", "slip"),)
    workshop_id = workshop_key()
    slip_id = row_key()
    position = Column(Integer, primary_key=True, autoincrement=False)
    kind = Column(String(10), nullable=False)
    rule = Column(String(4), nullable=False)
    operation_id = Column(BigInteger)
    code = Column(String(32), nullable=False)
    name = Column(String(80), nullable=False)
    quantity = Column(BigInteger, nullable=False)
    price = Column(BigInteger, nullable=False)
    band = Column(String(10), nullable=False)
    twice = Column(Integer, nullable=False)
    amount = Column(BigInteger, nullable=False)
    counts = Column(Boolean(create_constraint=False), nullable=False)
    taxable = Column(Boolean(create_constraint=False), nullable=False)
    late = Column(BigInteger, nullable=False)
    sentence = Column(String(600), nullable=False)


class SlipDeductionRow(Row):
    """A deduction of a slip in the order of pay rules 7; `carried` goes to the next run."""

    __tablename__ = "slip_deduction"
    __table_args__ = (within_workshop("slip_id", "slip"),)
    workshop_id = workshop_key()
    slip_id = row_key()
    position = Column(Integer, primary_key=True, autoincrement=False)
    step = Column(String(8), nullable=False)
    rule = Column(String(4), nullable=False)
    name = Column(String(300), nullable=False)
    owed = Column(BigInteger, nullable=False)
    taken = Column(BigInteger, nullable=False)
    carried = Column(BigInteger, nullable=False)
    sentence = Column(String(600), nullable=False)


class SlipBalanceRow(Row):
    """A balance 结转 after a slip: the next slip of the worker begins with it (7.7)."""

    __tablename__ = "slip_balance"
    __table_args__ = (within_workshop("slip_id", "slip"),)
    workshop_id = workshop_key()
    slip_id = row_key()
    position = Column(Integer, primary_key=True, autoincrement=False)
    step = Column(String(8), nullable=False)
    name = Column(String(300), nullable=False)
    date = Column(Date, nullable=False)
    amount = Column(BigInteger, nullable=False)


class SlipSourceRow(Row):
    """An advance or deduction that has joined a slip; it joins no other (7.4: each repaid once)."""

    __tablename__ = "slip_source"
    __table_args__ = (within_workshop("slip_id", "slip"), Index("ix_slip_source_slip", "workshop_id", "slip_id"))
    workshop_id = workshop_key()
    kind = Column(String(10), primary_key=True)
    source_id = Column(BigInteger, primary_key=True, autoincrement=False)
    slip_id = Column(BigInteger, nullable=False)


class RunProblemRow(Row):
    """A problem of a run (8.2); `worker_id` null: of the whole run. `subject` leads to where it is mended."""

    __tablename__ = "run_problem"
    __table_args__ = (within_workshop("run_id", "pay_run"),)
    workshop_id = workshop_key()
    run_id = row_key()
    position = Column(Integer, primary_key=True, autoincrement=False)
    worker_id = Column(BigInteger)
    kind = Column(String(20), nullable=False)
    severity = Column(String(10), nullable=False)
    sentence = Column(String(600), nullable=False)
    mend = Column(String(400), nullable=False)
    subject = Column(String(64), nullable=False, default="")


class RunAbsenceRow(Row):
    """A worker taken out of a run until he is put back, with the reason (8.6)."""

    __tablename__ = "run_absence"
    __table_args__ = (within_workshop("run_id", "pay_run"), within_workshop("worker_id", "worker"))
    workshop_id = workshop_key()
    run_id = row_key()
    worker_id = Column(BigInteger, primary_key=True, autoincrement=False)
    reason = Column(String(200), nullable=False)
    at = Column(DateTime, nullable=False)
    by = Column(String(64), nullable=False)


class RunInputsRow(Row):
    """The ids of everything a locked run was computed from, by table: JSON, compressed (8.3)."""

    __tablename__ = "run_inputs"
    __table_args__ = (within_workshop("run_id", "pay_run"),)
    workshop_id = workshop_key()
    run_id = row_key()
    source = Column(String(20), primary_key=True)
    count = Column(Integer, nullable=False)
    ids = Column(LargeBinary, nullable=False)
    sha256 = Column(String(64), nullable=False)
