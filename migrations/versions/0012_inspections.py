"""Answers to the questions of the inspectors' checks."""

import sqlalchemy as sa
from alembic import op

from workshop.store.triggers import append_only_triggers

revision = "0012"
down_revision = "0011"

TABLE = "inspection_answer"


def upgrade() -> None:
    """Adds the table; rows are only ever added to it."""
    op.create_table(
        TABLE,
        *(_number("workshop_id"), _number("id"), _text("question", 64), _text("check", 40), _text("subject", 80)),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        _number("attachment_id", True),
        sa.Column("at", sa.DateTime(), nullable=False),
        *(_text("by", 64), _number("by_id", True)),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"], name=op.f(f"fk_{TABLE}_workshop_id_workshop")),
        sa.ForeignKeyConstraint(
            ["workshop_id", "attachment_id"],
            ["claim_attachment.workshop_id", "claim_attachment.id"],
            name=op.f(f"fk_{TABLE}_workshop_id_attachment_id_claim_attachment"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f(f"pk_{TABLE}")),
    )
    op.create_index(f"ix_{TABLE}_question", TABLE, ["workshop_id", "question"])
    for statement in append_only_triggers((TABLE,), op.get_bind().dialect.name):
        op.execute(statement)


def _number(name: str, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=nullable)


def _text(name: str, length: int) -> sa.Column:
    return sa.Column(name, sa.String(length=length), nullable=False)
