"""What the worker's own pages keep: open phones, replaced badges, pictures of products, scans of signed sheets."""

import sqlalchemy as sa
from alembic import op

from workshop.store.triggers import append_only_triggers

revision = "0014"
down_revision = "0013"

APPEND_ONLY = ("badge_replacement", "signed_sheet")


def upgrade() -> None:
    """Adds the tables."""
    _add_phones()
    _add_pictures()
    _add_sheets()
    for statement in append_only_triggers(APPEND_ONLY, op.get_bind().dialect.name):
        op.execute(statement)


def _number(name: str, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=nullable)


def _of_worker(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_workshop_id_worker_id_worker")
    return sa.ForeignKeyConstraint(["workshop_id", "worker_id"], ["worker.workshop_id", "worker.id"], name=name)


def _add_phones() -> None:
    op.create_table(
        "worker_session",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        _number("id"),
        _number("worker_id"),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("badge_issue", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        _of_worker("worker_session"),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("pk_worker_session")),
    )
    op.create_index("ix_worker_session_token", "worker_session", ["token_hash"], unique=True)
    op.create_index("ix_worker_session_worker", "worker_session", ["workshop_id", "worker_id"], unique=False)
    op.create_table(
        "badge_replacement",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        _number("worker_id"),
        sa.Column("issue", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        _of_worker("badge_replacement"),
        sa.PrimaryKeyConstraint("workshop_id", "worker_id", "issue", name=op.f("pk_badge_replacement")),
    )


def _add_pictures() -> None:
    op.create_table(
        "product_picture",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        _number("product_id"),
        sa.Column("image", sa.LargeBinary(), nullable=False),
        sa.Column("set_at", sa.DateTime(), nullable=False),
        sa.Column("set_by", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id", "product_id"],
            ["product.workshop_id", "product.id"],
            name=op.f("fk_product_picture_workshop_id_product_id_product"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "product_id", name=op.f("pk_product_picture")),
    )


def _add_sheets() -> None:
    op.create_table(
        "signed_sheet",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        _number("id"),
        sa.Column("period", sa.String(length=10), nullable=False),
        sa.Column("paper", sa.String(length=200), nullable=False),
        sa.Column("file_name", sa.String(length=120), nullable=False),
        sa.Column("media_type", sa.String(length=40), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        _number("by_id", nullable=True),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"], name=op.f("fk_signed_sheet_workshop_id_workshop")),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("pk_signed_sheet")),
    )
    op.create_index("ix_signed_sheet_period", "signed_sheet", ["workshop_id", "period"], unique=False)
