"""What a worker confirmed stays readable; until when a post is offered; names of what is made in a worker's own language."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from workshop.store.triggers import append_only_triggers

revision = "0018"
down_revision = "0017"

TABLES = ("kept_slip", "opening_until", "own_name")


def upgrade() -> None:
    """Adds the tables; to all of them rows are only added."""
    _add_kept_slips()
    _add_openings()
    _add_names()
    for statement in append_only_triggers(TABLES, op.get_bind().dialect.name):
        op.execute(statement)


def _number(name: str, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=nullable)


def _text(name: str, length: int) -> sa.Column:
    return sa.Column(name, sa.String(length=length), nullable=False)


def _keyed(table: str) -> tuple[Any, ...]:
    return _number("workshop_id"), _number("id"), sa.PrimaryKeyConstraint("workshop_id", "id", name=f"pk_{table}")


def _within(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_workshop_id_{column}_{target}"
    return sa.ForeignKeyConstraint(["workshop_id", column], [f"{target}.workshop_id", f"{target}.id"], name=name)


def _at() -> sa.Column:
    return sa.Column("at", sa.DateTime(), nullable=False)


def _add_kept_slips() -> None:
    table, slip = "kept_slip", ("workshop_id", "period", "worker_id", "slip_sha256")
    op.create_table(
        table,
        *_keyed(table),
        *(_text("period", 10), _number("worker_id"), _text("slip_sha256", 64)),
        *(sa.Column("content", sa.Text(), nullable=False), _at()),
        _within(table, "worker_id", "worker"),
        sa.UniqueConstraint(*slip, name=f"uq_{table}_{'_'.join(slip)}"),
    )


def _add_openings() -> None:
    table = "opening_until"
    op.create_table(
        table,
        *_keyed(table),
        *(_number("opening_id"), sa.Column("until", sa.Date(), nullable=False)),
        *(_at(), _text("by", 64), _number("by_id", True)),
        _within(table, "opening_id", "opening"),
    )
    op.create_index(f"ix_{table}_opening_id", table, ["opening_id"])


def _add_names() -> None:
    table = "own_name"
    op.create_table(
        table,
        *_keyed(table),
        *(_number("product_id", True), _number("operation_id", True)),
        *(_text("language", 12), _text("name", 80)),
        *(_at(), _text("by", 64), _number("by_id", True)),
        _within(table, "product_id", "product"),
        _within(table, "operation_id", "operation"),
    )
    op.create_index(f"ix_{table}_language", table, ["workshop_id", "language"])
