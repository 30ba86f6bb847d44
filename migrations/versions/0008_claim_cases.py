"""Claims as they go: what is claimed, its sheets and people, its steps, attachments, and what may not be claimed twice."""

import sqlalchemy as sa
from alembic import op

from workshop.store.triggers import append_only_triggers

revision = "0008"
down_revision = "0007"

TABLES = ("claim", "claim_sheet", "claim_person", "claim_step", "claim_attachment", "claim_eyes")


def upgrade() -> None:
    """Adds the tables; all but the holds only ever gain rows."""
    _add_claims()
    _add_people()
    _add_steps()
    _add_attachments()
    _add_holds()
    for statement in append_only_triggers(TABLES, op.get_bind().dialect.name):
        op.execute(statement)


def _column(name: str, kind: sa.types.TypeEngine, nullable: bool = False) -> sa.Column:
    return sa.Column(name, kind, nullable=nullable)


def _number(name: str, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=nullable)


def _count(name: str) -> sa.Column:
    return sa.Column(name, sa.Integer(), autoincrement=False, nullable=False)


def _text(name: str, length: int | None = None) -> sa.Column:
    return sa.Column(name, sa.String(length=length) if length else sa.Text(), nullable=False)


def _key(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_workshop_id_{column}_{target}"
    return sa.ForeignKeyConstraint(["workshop_id", column], [f"{target}.workshop_id", f"{target}.id"], name=name)


def _of_workshop(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"], name=f"fk_{table}_workshop_id_workshop")


def _add_claims() -> None:
    op.create_table(
        "claim",
        _number("workshop_id"),
        _number("id"),
        _text("number", 16),
        _text("programme", 80),
        _text("benefit", 80),
        _column("prepared_at", sa.DateTime()),
        _text("prepared_by", 64),
        _number("prepared_by_id", True),
        _of_workshop("claim"),
        sa.PrimaryKeyConstraint("workshop_id", "id", name="pk_claim"),
        sa.UniqueConstraint("workshop_id", "number", name="uq_claim_workshop_id_number"),
    )
    op.create_table(
        "claim_sheet",
        _number("workshop_id"),
        _number("claim_id"),
        _count("seq"),
        _column("first", sa.Date()),
        _column("last", sa.Date()),
        _column("claimed_on", sa.Date()),
        _text("title", 200),
        _text("document_number", 120),
        _text("version", 80),
        _text("payee", 20),
        _text("fund", 40),
        _number("fen"),
        _text("sentence"),
        _text("printed"),
        _column("facts", sa.LargeBinary(), True),
        _text("sha256", 64),
        _column("made_at", sa.DateTime()),
        _text("made_by", 64),
        _number("made_by_id", True),
        _key("claim_sheet", "claim_id", "claim"),
        sa.PrimaryKeyConstraint("workshop_id", "claim_id", "seq", name="pk_claim_sheet"),
    )


def _add_people() -> None:
    op.create_table(
        "claim_person",
        _number("workshop_id"),
        _number("claim_id"),
        _count("sheet"),
        _number("worker_id"),
        _text("worker_no", 32),
        _text("name", 64),
        _text("category", 120),
        _text("months"),
        _number("fen"),
        _text("sentence"),
        _column("id_no_index", sa.LargeBinary(length=16), True),
        _key("claim_person", "worker_id", "worker"),
        sa.PrimaryKeyConstraint("workshop_id", "claim_id", "sheet", "worker_id", name="pk_claim_person"),
    )
    op.create_index("ix_claim_person_id_no", "claim_person", ["id_no_index"])
    op.create_index("ix_claim_person_worker", "claim_person", ["workshop_id", "worker_id"])


def _add_steps() -> None:
    op.create_table(
        "claim_step",
        _number("workshop_id"),
        _number("claim_id"),
        _count("seq"),
        _count("sheet"),
        _text("state", 12),
        _number("fen", True),
        _column("day", sa.Date(), True),
        _text("reason", 400),
        _text("document_number", 80),
        _text("papers"),
        _column("at", sa.DateTime()),
        _text("by", 64),
        _number("by_id", True),
        _key("claim_step", "claim_id", "claim"),
        sa.PrimaryKeyConstraint("workshop_id", "claim_id", "seq", name="pk_claim_step"),
    )
    op.create_table(
        "claim_eyes",
        _number("workshop_id"),
        _number("id"),
        _column("needed", sa.Boolean()),
        _text("reason", 200),
        _column("at", sa.DateTime()),
        _text("by", 64),
        _of_workshop("claim_eyes"),
        sa.PrimaryKeyConstraint("workshop_id", "id", name="pk_claim_eyes"),
    )


def _add_attachments() -> None:
    op.create_table(
        "claim_attachment",
        _number("workshop_id"),
        _number("id"),
        _number("claim_id"),
        _number("worker_id", True),
        _text("document", 20),
        _text("file_name", 120),
        _text("media_type", 40),
        _count("size"),
        _column("content", sa.LargeBinary(), True),
        _text("sha256", 64),
        _number("replaces", True),
        _text("reason", 200),
        _column("at", sa.DateTime()),
        _text("by", 64),
        _number("by_id", True),
        _key("claim_attachment", "claim_id", "claim"),
        _key("claim_attachment", "worker_id", "worker"),
        _key("claim_attachment", "replaces", "claim_attachment"),
        sa.PrimaryKeyConstraint("workshop_id", "id", name="pk_claim_attachment"),
        sa.UniqueConstraint("workshop_id", "replaces", name="uq_claim_attachment_workshop_id_replaces"),
    )
    op.create_index("ix_claim_attachment_claim", "claim_attachment", ["workshop_id", "claim_id"])


def _add_holds() -> None:
    op.create_table(
        "claim_hold",
        _text("mark", 64),
        _count("turn"),
        _number("workshop_id"),
        _number("claim_id"),
        _number("worker_id", True),
        _text("time", 40),
        _key("claim_hold", "claim_id", "claim"),
        sa.PrimaryKeyConstraint("mark", "turn", name="pk_claim_hold"),
    )
    op.create_index("ix_claim_hold_claim", "claim_hold", ["workshop_id", "claim_id"])
