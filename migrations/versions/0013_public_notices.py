"""Notices on the wall 公示 on the record: each with what happened to it, its photos, what was said against it."""

import sqlalchemy as sa
from alembic import op

from workshop.store.triggers import append_only_triggers

revision = "0013"
down_revision = "0012"

TABLES = ("public_notice", "public_notice_objection", "public_notice_event", "public_notice_photo")


def upgrade() -> None:
    """Adds the tables; rows are only ever added to them."""
    _add_notices()
    _add_objections()
    _add_events()
    _add_photos()
    for statement in append_only_triggers(TABLES, op.get_bind().dialect.name):
        op.execute(statement)


def _column(name: str, kind: sa.types.TypeEngine, nullable: bool = False) -> sa.Column:
    return sa.Column(name, kind, nullable=nullable)


def _number(name: str, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=nullable)


def _text(name: str, length: int) -> sa.Column:
    return sa.Column(name, sa.String(length=length), nullable=False)


def _flag(name: str, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.Boolean(create_constraint=False), nullable=nullable)


def _who(prefix: str = "") -> tuple[sa.Column, ...]:
    return (
        _column(f"{prefix}at", sa.DateTime()),
        _text(f"{prefix}by", 64),
        _number(f"{prefix}by_id", True),
    )


def _key(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_workshop_id_{column}_{target}"
    return sa.ForeignKeyConstraint(["workshop_id", column], [f"{target}.workshop_id", f"{target}.id"], name=op.f(name))


def _primary(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint("workshop_id", *columns, name=op.f(f"pk_{table}"))


def _add_notices() -> None:
    table = "public_notice"
    op.create_table(
        table,
        *(_number("workshop_id"), _number("id"), _number("claim_id", True), _text("programme", 80), _text("kind", 80)),
        *(_text("posted_by", 20), _column("days", sa.Integer()), _flag("working_days"), _text("basis", 200)),
        *_who("made_"),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"], name=op.f(f"fk_{table}_workshop_id_workshop")),
        _key(table, "claim_id", "claim"),
        _primary(table, "id"),
        sa.UniqueConstraint(
            "workshop_id", "claim_id", "posted_by", name=op.f(f"uq_{table}_workshop_id_claim_id_posted_by")
        ),
    )


def _add_objections() -> None:
    table = "public_notice_objection"
    op.create_table(
        table,
        *(_number("workshop_id"), _number("id"), _number("notice_id"), _column("on", sa.Date()), _text("way", 8)),
        *(_column("who", sa.LargeBinary(), True), _number("worker_id", True), _text("text", 400), *_who()),
        _key(table, "notice_id", "public_notice"),
        _key(table, "worker_id", "worker"),
        _primary(table, "id"),
    )


def _add_events() -> None:
    table = "public_notice_event"
    op.create_table(
        table,
        *(
            _number("workshop_id"),
            _number("notice_id"),
            sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        ),
        *(_text("what", 12), _column("on", sa.Date()), _column("last", sa.Date(), True)),
        *(_column("sheet", sa.Integer(), True), _text("counted", 400), _text("place", 120), _text("paper", 40)),
        *(_number("objection_id", True), _text("outcome", 12), _flag("taken_off", True), _text("text", 400), *_who()),
        _key(table, "notice_id", "public_notice"),
        _key(table, "objection_id", "public_notice_objection"),
        _primary(table, "notice_id", "seq"),
        sa.UniqueConstraint("workshop_id", "objection_id", name=op.f(f"uq_{table}_workshop_id_objection_id")),
    )


def _add_photos() -> None:
    table = "public_notice_photo"
    op.create_table(
        table,
        *(_number("workshop_id"), _number("id"), _number("notice_id"), _column("round", sa.Integer())),
        *(_text("moment", 4), _number("attachment_id", True), _column("content", sa.LargeBinary(), True)),
        *(_text("media_type", 40), _text("file_name", 120), _text("sha256", 64)),
        *(_column("taken_at", sa.DateTime(), True), *_who()),
        _key(table, "notice_id", "public_notice"),
        _key(table, "attachment_id", "claim_attachment"),
        _primary(table, "id"),
    )
    op.create_index("ix_public_notice_photo_notice", table, ["workshop_id", "notice_id"])
    op.create_index("ix_public_notice_photo_sha256", table, ["workshop_id", "sha256"])
