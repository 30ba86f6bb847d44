"""The wage ledger. Runs locked before are put into it when the program starts, because only the program holds the keys."""

import sqlalchemy as sa
from alembic import op

from workshop.store.triggers import append_only_triggers

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "wage_ledger",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("slip_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("run_id", sa.BigInteger(), nullable=False),
        sa.Column("worker_id", sa.BigInteger(), nullable=False),
        sa.Column("period", sa.String(length=10), nullable=False),
        sa.Column("unit", sa.String(length=80), nullable=False),
        sa.Column("worker_no", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("id_no_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("id_no_tail", sa.String(length=4), nullable=False),
        sa.Column("phone_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("phone_tail", sa.String(length=4), nullable=False),
        sa.Column("card_tail", sa.String(length=4), nullable=False),
        sa.Column("attended_halves", sa.Integer(), nullable=False),
        sa.Column("hour_minutes", sa.Integer(), nullable=False),
        sa.Column("gross", sa.BigInteger(), nullable=False),
        sa.Column("deducted", sa.BigInteger(), nullable=False),
        sa.Column("net", sa.BigInteger(), nullable=False),
        sa.Column("items", sa.Text(), nullable=False),
        sa.Column("slip_sha256", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by", sa.String(length=64), nullable=False),
        sa.Column("afterwards", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id", "slip_id"],
            ["slip.workshop_id", "slip.id"],
            name=op.f("fk_wage_ledger_workshop_id_slip_id_slip"),
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id", "run_id"],
            ["pay_run.workshop_id", "pay_run.id"],
            name=op.f("fk_wage_ledger_workshop_id_run_id_pay_run"),
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id", "worker_id"],
            ["worker.workshop_id", "worker.id"],
            name=op.f("fk_wage_ledger_workshop_id_worker_id_worker"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "slip_id", name=op.f("pk_wage_ledger")),
    )
    op.create_index("ix_wage_ledger_run", "wage_ledger", ["workshop_id", "run_id"], unique=False)
    op.create_index("ix_wage_ledger_worker", "wage_ledger", ["workshop_id", "worker_id", "period"], unique=False)
    for statement in append_only_triggers(["wage_ledger"], op.get_bind().dialect.name):
        op.execute(statement)
