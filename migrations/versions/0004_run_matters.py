"""Matters of a run: acknowledged problems, answers to slips, offset slips."""

import sqlalchemy as sa
from alembic import op

from workshop.store.triggers import append_only_triggers

revision = "0004"
down_revision = "0003"

APPEND_ONLY = (
    "run_return",
    "acknowledgement",
    "slip_answer",
    "slip_objection",
    "objection_answer",
    "slip_offset",
    "four_eyes",
)


def upgrade() -> None:
    op.add_column("pay_run", sa.Column("purpose", sa.String(length=10), nullable=False, server_default=""))
    op.add_column("run_problem", sa.Column("subject", sa.String(length=64), nullable=False, server_default=""))
    op.create_table(
        "run_return",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("run_id", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id", "run_id"],
            ["pay_run.workshop_id", "pay_run.id"],
            name=op.f("fk_run_return_workshop_id_run_id_pay_run"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("pk_run_return")),
    )
    op.create_index("ix_run_return_run", "run_return", ["workshop_id", "run_id"], unique=False)
    op.create_table(
        "run_member",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("run_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("worker_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id", "run_id"],
            ["pay_run.workshop_id", "pay_run.id"],
            name=op.f("fk_run_member_workshop_id_run_id_pay_run"),
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id", "worker_id"],
            ["worker.workshop_id", "worker.id"],
            name=op.f("fk_run_member_workshop_id_worker_id_worker"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "run_id", "worker_id", name=op.f("pk_run_member")),
    )
    op.create_table(
        "acknowledgement",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("period", sa.String(length=10), nullable=False),
        sa.Column("worker_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("sentence", sa.String(length=600), nullable=False),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("by_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workshop_id", "worker_id"],
            ["worker.workshop_id", "worker.id"],
            name=op.f("fk_acknowledgement_workshop_id_worker_id_worker"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("pk_acknowledgement")),
    )
    op.create_index(
        "ix_acknowledgement_period", "acknowledgement", ["workshop_id", "period", "worker_id"], unique=False
    )
    op.create_table(
        "slip_answer",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("period", sa.String(length=10), nullable=False),
        sa.Column("worker_id", sa.BigInteger(), nullable=False),
        sa.Column("slip_sha256", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("way", sa.String(length=8), nullable=False),
        sa.Column("paper", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("by_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workshop_id", "worker_id"],
            ["worker.workshop_id", "worker.id"],
            name=op.f("fk_slip_answer_workshop_id_worker_id_worker"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("pk_slip_answer")),
    )
    op.create_index("ix_slip_answer_period", "slip_answer", ["workshop_id", "period", "worker_id"], unique=False)
    op.create_table(
        "slip_objection",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("period", sa.String(length=10), nullable=False),
        sa.Column("worker_id", sa.BigInteger(), nullable=False),
        sa.Column("slip_sha256", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("line", sa.String(length=600), nullable=False),
        sa.Column("reason", sa.String(length=10), nullable=False),
        sa.Column("text", sa.String(length=400), nullable=False),
        sa.Column("way", sa.String(length=8), nullable=False),
        sa.Column("paper", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("by_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workshop_id", "worker_id"],
            ["worker.workshop_id", "worker.id"],
            name=op.f("fk_slip_objection_workshop_id_worker_id_worker"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("pk_slip_objection")),
    )
    op.create_index("ix_slip_objection_period", "slip_objection", ["workshop_id", "period", "worker_id"], unique=False)
    op.create_table(
        "objection_answer",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("objection_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("accepted", sa.Boolean(), nullable=False),
        sa.Column("text", sa.String(length=400), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("by_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workshop_id", "objection_id"],
            ["slip_objection.workshop_id", "slip_objection.id"],
            name=op.f("fk_objection_answer_workshop_id_objection_id_slip_objection"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "objection_id", name=op.f("pk_objection_answer")),
    )
    op.create_table(
        "slip_offset",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("worker_id", sa.BigInteger(), nullable=False),
        sa.Column("slip_id", sa.BigInteger(), nullable=False),
        sa.Column("period", sa.String(length=10), nullable=False),
        sa.Column("part", sa.String(length=10), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=8), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("taken_back", sa.BigInteger(), nullable=False),
        sa.Column("put", sa.BigInteger(), nullable=False),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.Column("taxable", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("reverses", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id", "slip_id"],
            ["slip.workshop_id", "slip.id"],
            name=op.f("fk_slip_offset_workshop_id_slip_id_slip"),
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id", "worker_id"],
            ["worker.workshop_id", "worker.id"],
            name=op.f("fk_slip_offset_workshop_id_worker_id_worker"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("pk_slip_offset")),
        sa.UniqueConstraint("workshop_id", "reverses", name=op.f("uq_slip_offset_workshop_id_reverses")),
    )
    op.create_index("ix_slip_offset_slip", "slip_offset", ["workshop_id", "slip_id"], unique=False)
    op.create_index("ix_slip_offset_worker", "slip_offset", ["workshop_id", "worker_id"], unique=False)
    op.create_table(
        "four_eyes",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("needed", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"], name=op.f("fk_four_eyes_workshop_id_workshop")),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("pk_four_eyes")),
    )
    for statement in append_only_triggers(APPEND_ONLY, op.get_bind().dialect.name):
        op.execute(statement)
