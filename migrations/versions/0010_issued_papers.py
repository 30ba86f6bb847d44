"""Issued papers: each as it was issued, and what became of it. The demonstration that is there already is known from now on."""

import sqlalchemy as sa
from alembic import op

from workshop.store.triggers import append_only_triggers

revision = "0010"
down_revision = "0009"

APPEND_ONLY = ("issued_paper", "issued_paper_event")
_ENDS = "what IN ('void', 'supersede')"

# Workshops that the command `demo` filled before this fact was kept: it recorded each under its own name, without an account.
_KNOWN = (
    "INSERT INTO meta (name, value) SELECT 'demonstration/' || CAST(s.workshop_id AS VARCHAR(20)), 'audit' FROM"
    " (SELECT DISTINCT workshop_id FROM audit_leaf WHERE actor_name = '演示数据' AND actor_id IS NULL"
    " AND action = 'workshop.add' AND workshop_id <> 0) s"
)


def upgrade() -> None:
    """Adds the tables."""
    _add_papers()
    _add_events()
    for statement in append_only_triggers(APPEND_ONLY, op.get_bind().dialect.name):
        op.execute(statement)
    op.execute(_KNOWN)


def _number(name: str, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=nullable)


def _text(name: str, length: int) -> sa.Column:
    return sa.Column(name, sa.String(length=length), nullable=False)


def _count(name: str, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _key(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_workshop_id_{column}_{target}"
    return sa.ForeignKeyConstraint(["workshop_id", column], [f"{target}.workshop_id", f"{target}.id"], name=op.f(name))


def _add_papers() -> None:
    op.create_table(
        "issued_paper",
        *(_number("workshop_id"), _number("id"), _text("number", 40), _text("prefix", 12), _count("year")),
        *(_count("seq"), _text("kind", 40), _text("title", 120), _text("subject", 200), _text("period", 10)),
        *(_number("run_id", True), _number("claim_id", True), _count("layout")),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        _text("sha256", 64),
        sa.Column("facts", sa.Text(), nullable=False),
        _text("code", 400),
        sa.Column("whole", sa.Boolean(create_constraint=False), nullable=False),
        _count("copies"),
        sa.Column("issued_at", sa.DateTime(), nullable=False),
        *(_text("issued_by", 64), _number("issued_by_id", True)),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"], name=op.f("fk_issued_paper_workshop_id_workshop")),
        _key("issued_paper", "run_id", "pay_run"),
        _key("issued_paper", "claim_id", "claim"),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("pk_issued_paper")),
        sa.UniqueConstraint(
            "workshop_id", "prefix", "year", "seq", name=op.f("uq_issued_paper_workshop_id_prefix_year_seq")
        ),
        sa.UniqueConstraint("workshop_id", "number", name=op.f("uq_issued_paper_workshop_id_number")),
    )
    op.create_index("ix_issued_paper_subject", "issued_paper", ["workshop_id", "kind", "subject"])
    op.create_index("ix_issued_paper_issued", "issued_paper", ["workshop_id", "issued_at"])


def _add_events() -> None:
    op.create_table(
        "issued_paper_event",
        *(_number("workshop_id"), _number("id"), _number("paper_id"), _text("what", 10), _count("ordinal", True)),
        *(_count("copies"), _text("reason", 200), _number("successor_id", True)),
        sa.Column("at", sa.DateTime(), nullable=False),
        *(_text("by_name", 64), _number("by_id", True)),
        _key("issued_paper_event", "paper_id", "issued_paper"),
        _key("issued_paper_event", "successor_id", "issued_paper"),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("pk_issued_paper_event")),
        sa.UniqueConstraint(
            "workshop_id", "paper_id", "ordinal", name=op.f("uq_issued_paper_event_workshop_id_paper_id_ordinal")
        ),
    )
    where = sa.text(_ENDS)
    op.create_index(
        "ix_issued_paper_event_end",
        "issued_paper_event",
        ["workshop_id", "paper_id"],
        unique=True,
        sqlite_where=where,
        postgresql_where=where,
    )
