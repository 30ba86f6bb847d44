"""What claims ask that no other table holds: facts of people and workshops, registers beside the books, a county's figures."""

import sqlalchemy as sa
from alembic import op

from workshop.store.triggers import append_only_triggers

revision = "0007"
down_revision = "0006"

TABLES = (
    "claim_fact",
    "claim_receipt",
    "claim_training",
    "claim_month",
    "claim_cost",
    "county_standard",
    "county_setting",
)


def upgrade() -> None:
    """Adds the tables; rows are only ever added to them."""
    _add_facts()
    _add_registers()
    _add_trainings()
    _add_county()
    for statement in append_only_triggers(TABLES, op.get_bind().dialect.name):
        op.execute(statement)


def _column(name: str, kind: sa.types.TypeEngine, nullable: bool = False) -> sa.Column:
    return sa.Column(name, kind, nullable=nullable)


def _text(name: str, length: int) -> sa.Column:
    return sa.Column(name, sa.String(length=length), nullable=False)


def _told() -> list[sa.Column]:
    """Where a row comes from, who wrote it down and when."""
    return [
        _text("source", 200),
        _column("checked_on", sa.Date(), True),
        _column("recorded_at", sa.DateTime()),
        _text("recorded_by", 64),
    ]


def _key(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_workshop_id_{column}_{target}"
    return sa.ForeignKeyConstraint(["workshop_id", column], [f"{target}.workshop_id", f"{target}.id"], name=name)


def _add(table: str, *columns: sa.Column, workers: tuple[str, ...] = ("worker_id",), own: bool = True) -> None:
    """A table of a workshop with its reversals. `own`: it may speak of the workshop alone."""
    of_workshop = sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"], name=f"fk_{table}_workshop_id_workshop")
    op.create_table(
        table,
        _column("workshop_id", sa.BigInteger()),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        *columns,
        *_told(),
        _column("reverses", sa.BigInteger(), True),
        _text("reason", 200),
        *((of_workshop,) if own else ()),
        *(_key(table, worker, "worker") for worker in workers),
        _key(table, "reverses", table),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=f"pk_{table}"),
        sa.UniqueConstraint("workshop_id", "reverses", name=f"uq_{table}_workshop_id_reverses"),
    )


def _add_facts() -> None:
    _add(
        "claim_fact",
        _column("worker_id", sa.BigInteger(), True),
        _text("kind", 16),
        _text("name", 120),
        _column("valid_from", sa.Date()),
        _column("valid_to", sa.Date(), True),
        _column("holds", sa.Boolean()),
        _column("value", sa.BigInteger(), True),
        _column("fen", sa.BigInteger(), True),
        _text("text", 80),
        _column("sealed", sa.LargeBinary(), True),
        _column("import_id", sa.BigInteger(), True),
    )
    op.create_index("ix_claim_fact_worker", "claim_fact", ["workshop_id", "worker_id"])


def _add_registers() -> None:
    _add(
        "claim_receipt",
        _column("worker_id", sa.BigInteger(), True),
        _text("scheme", 160),
        _column("first", sa.Date()),
        _column("last", sa.Date()),
        _column("fen", sa.BigInteger()),
        _column("months", sa.Integer()),
        _text("fund", 40),
        _text("at_workshop", 80),
    )
    _add(
        "claim_month",
        _column("worker_id", sa.BigInteger()),
        _column("month", sa.Date()),
        _text("employer", 80),
        _column("half_days", sa.Integer(), True),
        _column("minutes", sa.Integer(), True),
        _column("pay_fen", sa.BigInteger(), True),
        _column("paid_fen", sa.BigInteger(), True),
        _text("mode", 16),
        _text("region", 12),
        own=False,
    )
    _add(
        "claim_cost",
        _text("kind", 16),
        _column("month", sa.Date()),
        _column("fen", sa.BigInteger()),
        _text("voucher", 120),
        workers=(),
    )


def _add_trainings() -> None:
    _add(
        "claim_training",
        _column("worker_id", sa.BigInteger()),
        _column("mentor_id", sa.BigInteger(), True),
        _text("kind", 16),
        _column("first", sa.Date()),
        _column("last", sa.Date()),
        _column("half_days", sa.Integer(), True),
        _column("minutes", sa.Integer(), True),
        _column("certificate", sa.Boolean(), True),
        workers=("worker_id", "mentor_id"),
        own=False,
    )


def _add_county() -> None:
    for table, length, value in (
        ("county_standard", 20, [_column("fen", sa.BigInteger(), True)]),
        ("county_setting", 80, [_text("programme", 80), _text("value", 40)]),
    ):
        op.create_table(
            table,
            sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
            _text("county_code", 6),
            _text("name", length),
            _column("valid_from", sa.Date()),
            *value,
            *_told(),
            sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        )
        op.create_index(f"ix_{table}_county", table, ["county_code"])
