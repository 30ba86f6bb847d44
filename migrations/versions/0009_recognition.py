"""Recognition step by step, and what a county answered about people, row by row."""

import sqlalchemy as sa
from alembic import op

from workshop.store.triggers import append_only_triggers

revision = "0009"
down_revision = "0008"

TABLES = ("recognition_entry", "county_reply")


def upgrade() -> None:
    """Adds the tables; rows are only ever added to them."""
    _add_recognition()
    _add_reply()
    for statement in append_only_triggers(TABLES, op.get_bind().dialect.name):
        op.execute(statement)


def _column(name: str, kind: sa.types.TypeEngine, nullable: bool = False) -> sa.Column:
    return sa.Column(name, kind, nullable=nullable)


def _text(name: str, length: int) -> sa.Column:
    return sa.Column(name, sa.String(length=length), nullable=False)


def _key(table: str) -> tuple[sa.Column, sa.Column, sa.PrimaryKeyConstraint]:
    return (
        _column("workshop_id", sa.BigInteger()),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=f"pk_{table}"),
    )


def _add_recognition() -> None:
    table = "recognition_entry"
    op.create_table(
        table,
        *_key(table),
        _text("programme", 80),
        _text("kind", 80),
        _text("event", 16),
        _column("on", sa.Date()),
        _text("number", 80),
        _text("by", 80),
        _column("until", sa.Date(), True),
        _text("cause", 200),
        _text("source", 200),
        _column("checked_on", sa.Date(), True),
        _column("recorded_at", sa.DateTime()),
        _text("recorded_by", 64),
        _column("reverses", sa.BigInteger(), True),
        _text("reason", 200),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"], name=f"fk_{table}_workshop_id_workshop"),
        sa.ForeignKeyConstraint(
            ["workshop_id", "reverses"],
            [f"{table}.workshop_id", f"{table}.id"],
            name=f"fk_{table}_workshop_id_reverses_{table}",
        ),
        sa.UniqueConstraint("workshop_id", "reverses", name=f"uq_{table}_workshop_id_reverses"),
    )


def _add_reply() -> None:
    table = "county_reply"
    op.create_table(
        table,
        *_key(table),
        _column("import_id", sa.BigInteger()),
        _column("worker_id", sa.BigInteger()),
        _column("replied_on", sa.Date()),
        _column("risen", sa.Boolean(), True),
        _column("monitored", sa.Boolean(), True),
        _text("kind", 20),
        _text("household_no", 32),
        _column("included_on", sa.Date(), True),
        _text("note", 200),
        _column("wrote", sa.Text()),
        _column("recorded_at", sa.DateTime()),
        _text("recorded_by", 64),
        sa.ForeignKeyConstraint(
            ["workshop_id", "worker_id"],
            ["worker.workshop_id", "worker.id"],
            name=f"fk_{table}_workshop_id_worker_id_worker",
        ),
    )
    op.create_index(f"ix_{table}_import", table, ["workshop_id", "import_id"])
