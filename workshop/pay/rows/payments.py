"""Tables of money going out: who pays from where, batches and their lines, and what became of each line.

A batch and its lines never change. What becomes of a line is added as a settlement; `live_payment` says which line a slip's
money is on its way by, so that no slip can be in two batches at once.
"""

from sqlalchemy import BigInteger, Date, DateTime, Index, Integer, LargeBinary, String, UniqueConstraint

from workshop.store.columns import Column, of_workshop, row_key, within_workshop, workshop_key
from workshop.store.database import Row
from workshop.store.rows import append_only


@append_only
class PayerAccountRow(Row):
    """The account 付款账号 a workshop pays from, from a day on, and how its bank wants the file; the number is sealed."""

    __tablename__ = "payer_account"
    __table_args__ = (of_workshop(),)
    workshop_id = workshop_key()
    id = row_key()
    valid_from = Column(Date, nullable=False)
    shape = Column(String(8), nullable=False)
    bank_name = Column(String(80), nullable=False)
    account_name = Column(String(80), nullable=False)
    account_sealed = Column(LargeBinary, nullable=False)
    account_tail = Column(String(4), nullable=False)
    province = Column(String(20), nullable=False)
    city = Column(String(20), nullable=False)
    branch_code = Column(String(20), nullable=False)
    usage = Column(String(40), nullable=False)
    recorded_at = Column(DateTime, nullable=False)
    recorded_by = Column(String(64), nullable=False)


@append_only
class PaymentBatchRow(Row):
    """Money of a locked run going out together 发放批次; `kind`: bank, cash, declared (paid without a file of ours).

    `lines` and `total` (fen) are what was printed; `sha256` and `file_name` those of the bank file, empty without one.
    """

    __tablename__ = "payment_batch"
    __table_args__ = (
        within_workshop("run_id", "pay_run"),
        within_workshop("payer_id", "payer_account"),
        UniqueConstraint("workshop_id", "run_id", "number"),
    )
    workshop_id = workshop_key()
    id = row_key()
    run_id = Column(BigInteger, nullable=False)
    number = Column(Integer, nullable=False)
    kind = Column(String(8), nullable=False)
    shape = Column(String(8), nullable=False)
    payer_id = Column(BigInteger)
    usage = Column(String(40), nullable=False)
    remark = Column(String(40), nullable=False)
    lines = Column(Integer, nullable=False)
    total = Column(BigInteger, nullable=False)
    file_name = Column(String(80), nullable=False)
    sha256 = Column(String(64), nullable=False)
    made_on = Column(Date, nullable=False)
    made_at = Column(DateTime, nullable=False)
    made_by = Column(String(64), nullable=False)


@append_only
class PaymentLineRow(Row):
    """One slip's net in a batch, in fen, with the names as they were; `account_id` null: in cash. `note`: why so."""

    __tablename__ = "payment_line"
    __table_args__ = (
        within_workshop("batch_id", "payment_batch"),
        within_workshop("slip_id", "slip"),
        within_workshop("worker_id", "worker"),
        within_workshop("account_id", "bank_account"),
        UniqueConstraint("workshop_id", "batch_id", "position"),
        UniqueConstraint("workshop_id", "batch_id", "worker_id"),
        Index("ix_payment_line_slip", "workshop_id", "slip_id"),
    )
    workshop_id = workshop_key()
    id = row_key()
    batch_id = Column(BigInteger, nullable=False)
    position = Column(Integer, nullable=False)
    slip_id = Column(BigInteger, nullable=False)
    worker_id = Column(BigInteger, nullable=False)
    worker_no = Column(String(32), nullable=False)
    name = Column(String(64), nullable=False)
    amount = Column(BigInteger, nullable=False)
    account_id = Column(BigInteger)
    holder_name = Column(String(64), nullable=False)
    bank_name = Column(String(80), nullable=False)
    card_tail = Column(String(4), nullable=False)
    phone = Column(String(20), nullable=False)
    note = Column(String(200), nullable=False)


@append_only
class PaymentReturnRow(Row):
    """A return file 回盘文件 of the bank that was taken in; the same file is taken once."""

    __tablename__ = "payment_return"
    __table_args__ = (
        within_workshop("batch_id", "payment_batch"),
        UniqueConstraint("workshop_id", "batch_id", "sha256"),
    )
    workshop_id = workshop_key()
    id = row_key()
    batch_id = Column(BigInteger, nullable=False)
    file_name = Column(String(200), nullable=False)
    sha256 = Column(String(64), nullable=False)
    paid = Column(Integer, nullable=False)
    failed = Column(Integer, nullable=False)
    at = Column(DateTime, nullable=False)
    by = Column(String(64), nullable=False)


@append_only
class PaymentSettlementRow(Row):
    """What became of a line, the latest `seq` counts: paid, failed, void (the batch was given up), reversed (open again)."""

    __tablename__ = "payment_settlement"
    __table_args__ = (within_workshop("line_id", "payment_line"), within_workshop("return_id", "payment_return"))
    workshop_id = workshop_key()
    line_id = row_key()
    seq = Column(Integer, primary_key=True, autoincrement=False)
    outcome = Column(String(8), nullable=False)
    reason = Column(String(200), nullable=False)
    paid_on = Column(Date)
    paid_by = Column(String(64), nullable=False)
    return_id = Column(BigInteger)
    at = Column(DateTime, nullable=False)
    by = Column(String(64), nullable=False)


class LivePaymentRow(Row):
    """The one line by which a slip is being paid or has been; it goes when that line fails, and only then another may come."""

    __tablename__ = "live_payment"
    __table_args__ = (
        within_workshop("line_id", "payment_line"),
        within_workshop("slip_id", "slip"),
        Index("ux_live_payment_slip", "workshop_id", "slip_id", unique=True),
    )
    workshop_id = workshop_key()
    line_id = row_key()
    slip_id = Column(BigInteger, nullable=False)
