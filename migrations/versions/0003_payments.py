"""Money out: who pays from where, payment batches, their lines, what became of each, and the bank's return files."""

import sqlalchemy as sa
from alembic import op

from workshop.store.triggers import append_only_triggers

revision = "0003"
down_revision = "0002"

APPEND_ONLY = ("payer_account", "payment_batch", "payment_line", "payment_return", "payment_settlement")

# A locked run becomes paid, and open again when the bank gives money back or a cash line is taken back; nothing else changes.


def upgrade() -> None:
    """Adds the tables."""
    op.create_table(
        "payer_account",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("shape", sa.String(length=8), nullable=False),
        sa.Column("bank_name", sa.String(length=80), nullable=False),
        sa.Column("account_name", sa.String(length=80), nullable=False),
        sa.Column("account_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("account_tail", sa.String(length=4), nullable=False),
        sa.Column("province", sa.String(length=20), nullable=False),
        sa.Column("city", sa.String(length=20), nullable=False),
        sa.Column("branch_code", sa.String(length=20), nullable=False),
        sa.Column("usage", sa.String(length=40), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"], name=op.f("fk_payer_account_workshop_id_workshop")),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("pk_payer_account")),
    )
    op.create_table(
        "payment_batch",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("run_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("shape", sa.String(length=8), nullable=False),
        sa.Column("payer_id", sa.BigInteger(), nullable=True),
        sa.Column("usage", sa.String(length=40), nullable=False),
        sa.Column("remark", sa.String(length=40), nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("file_name", sa.String(length=80), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id", "payer_id"],
            ["payer_account.workshop_id", "payer_account.id"],
            name=op.f("fk_payment_batch_workshop_id_payer_id_payer_account"),
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id", "run_id"],
            ["pay_run.workshop_id", "pay_run.id"],
            name=op.f("fk_payment_batch_workshop_id_run_id_pay_run"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("pk_payment_batch")),
        sa.UniqueConstraint("workshop_id", "run_id", "number", name=op.f("uq_payment_batch_workshop_id_run_id_number")),
    )
    op.create_table(
        "payment_return",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("batch_id", sa.BigInteger(), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("paid", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id", "batch_id"],
            ["payment_batch.workshop_id", "payment_batch.id"],
            name=op.f("fk_payment_return_workshop_id_batch_id_payment_batch"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("pk_payment_return")),
        sa.UniqueConstraint(
            "workshop_id", "batch_id", "sha256", name=op.f("uq_payment_return_workshop_id_batch_id_sha256")
        ),
    )
    op.create_table(
        "payment_line",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("batch_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("slip_id", sa.BigInteger(), nullable=False),
        sa.Column("worker_id", sa.BigInteger(), nullable=False),
        sa.Column("worker_no", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=True),
        sa.Column("holder_name", sa.String(length=64), nullable=False),
        sa.Column("bank_name", sa.String(length=80), nullable=False),
        sa.Column("card_tail", sa.String(length=4), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id", "account_id"],
            ["bank_account.workshop_id", "bank_account.id"],
            name=op.f("fk_payment_line_workshop_id_account_id_bank_account"),
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id", "batch_id"],
            ["payment_batch.workshop_id", "payment_batch.id"],
            name=op.f("fk_payment_line_workshop_id_batch_id_payment_batch"),
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id", "slip_id"],
            ["slip.workshop_id", "slip.id"],
            name=op.f("fk_payment_line_workshop_id_slip_id_slip"),
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id", "worker_id"],
            ["worker.workshop_id", "worker.id"],
            name=op.f("fk_payment_line_workshop_id_worker_id_worker"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("pk_payment_line")),
        sa.UniqueConstraint(
            "workshop_id", "batch_id", "position", name=op.f("uq_payment_line_workshop_id_batch_id_position")
        ),
        sa.UniqueConstraint(
            "workshop_id", "batch_id", "worker_id", name=op.f("uq_payment_line_workshop_id_batch_id_worker_id")
        ),
    )
    op.create_index("ix_payment_line_slip", "payment_line", ["workshop_id", "slip_id"], unique=False)
    op.create_table(
        "live_payment",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("line_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("slip_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id", "line_id"],
            ["payment_line.workshop_id", "payment_line.id"],
            name=op.f("fk_live_payment_workshop_id_line_id_payment_line"),
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id", "slip_id"],
            ["slip.workshop_id", "slip.id"],
            name=op.f("fk_live_payment_workshop_id_slip_id_slip"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "line_id", name=op.f("pk_live_payment")),
    )
    op.create_index("ux_live_payment_slip", "live_payment", ["workshop_id", "slip_id"], unique=True)
    op.create_table(
        "payment_settlement",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("line_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("outcome", sa.String(length=8), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("paid_by", sa.String(length=64), nullable=False),
        sa.Column("return_id", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id", "line_id"],
            ["payment_line.workshop_id", "payment_line.id"],
            name=op.f("fk_payment_settlement_workshop_id_line_id_payment_line"),
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id", "return_id"],
            ["payment_return.workshop_id", "payment_return.id"],
            name=op.f("fk_payment_settlement_workshop_id_return_id_payment_return"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "line_id", "seq", name=op.f("pk_payment_settlement")),
    )
    for statement in append_only_triggers(APPEND_ONLY, op.get_bind().dialect.name):
        op.execute(statement)
