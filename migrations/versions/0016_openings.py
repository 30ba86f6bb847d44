"""Messages, openings and those who seek work, and the words of a village's own voice."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from workshop.store.triggers import append_only_triggers

revision = "0016"
down_revision = "0015"

TABLES = ("message_choice", "message", "message_try", "opening", "opening_end", "seeker_step", "referral")


def upgrade() -> None:
    """Adds the tables; only a voice and a person who seeks work can be taken away again."""
    _add_voice()
    _add_messages()
    _add_openings()
    _add_seekers()
    for statement in append_only_triggers(TABLES, op.get_bind().dialect.name):
        op.execute(statement)


def _column(name: str, kind: Any, nullable: bool = False) -> sa.Column:
    return sa.Column(name, kind, nullable=nullable)


def _number(name: str, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=nullable)


def _count(name: str) -> sa.Column:
    return sa.Column(name, sa.Integer(), autoincrement=False, nullable=False)


def _text(name: str, length: int) -> sa.Column:
    return sa.Column(name, sa.String(length=length), nullable=False)


def _keyed(table: str) -> tuple[Any, ...]:
    return (
        _number("workshop_id"),
        _number("id"),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=f"pk_{table}"),
    )


def _of_workshop(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"], name=f"fk_{table}_workshop_id_workshop")


def _within(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_workshop_id_{column}_{target}"
    return sa.ForeignKeyConstraint(["workshop_id", column], [f"{target}.workshop_id", f"{target}.id"], name=name)


def _unique(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=f"uq_{table}_{'_'.join(columns)}")


def _by() -> tuple[sa.Column, ...]:
    return _column("at", sa.DateTime()), _text("by", 64), _number("by_id", True)


def _add_voice() -> None:
    table = "voice_clip"
    op.create_table(
        table,
        *_keyed(table),
        _text("clip", 40),
        _column("sound", sa.LargeBinary()),
        _column("recorded_at", sa.DateTime()),
        _text("recorded_by", 64),
        _number("recorded_by_id", True),
        _of_workshop(table),
        _unique(table, "workshop_id", "clip"),
    )


def _add_messages() -> None:
    choice, message, try_ = "message_choice", "message", "message_try"
    asked = (_number("worker_id"), _text("channels", 40), _column("with_amount", sa.Boolean()), _text("way", 8), *_by())
    op.create_table(choice, *_keyed(choice), *asked, _within(choice, "worker_id", "worker"))
    op.create_index(f"ix_{choice}_worker_id", choice, ["worker_id"])
    op.create_table(
        message,
        *_keyed(message),
        *(_number("worker_id"), _text("kind", 8), _text("subject", 40)),
        *(_column("on", sa.Date()), _column("about", sa.Text())),
        *_by(),
        _of_workshop(message),
        _within(message, "worker_id", "worker"),
        _unique(message, "workshop_id", "worker_id", "kind", "subject"),
    )
    op.create_table(
        try_,
        *_keyed(try_),
        *(_number("message_id"), _text("channel", 8), _count("seq"), _text("outcome", 8)),
        *(_text("text", 300), _text("reference", 80), _text("reason", 200)),
        *_by()[:2],
        _within(try_, "message_id", "message"),
        _unique(try_, "workshop_id", "message_id", "channel", "seq"),
    )


def _add_openings() -> None:
    table, end = "opening", "opening_end"
    op.create_table(
        table,
        *_keyed(table),
        *(_text("code", 16), _text("title", 40), _text("work", 300), _text("place", 8), _text("times", 80)),
        *(_text("hours", 80), _text("skills", 120), _count("wanted"), _text("phone", 40)),
        *_by(),
        _of_workshop(table),
        _unique(table, "code"),
    )
    told = (_number("opening_id"), _text("reason", 100), *_by())
    op.create_table(
        end, *_keyed(end), *told, _within(end, "opening_id", table), _unique(end, "workshop_id", "opening_id")
    )


def _add_seekers() -> None:
    table, step, referral = "seeker", "seeker_step", "referral"
    op.create_table(
        table,
        *_keyed(table),
        *(_number("opening_id", True), _text("name", 64), _text("village", 80)),
        *(_column("phone_sealed", sa.LargeBinary(), True), _column("phone_index", sa.LargeBinary(16), True)),
        *(_text("phone_tail", 4), _text("place", 8), _text("times", 80), _text("skills", 120), _text("note", 200)),
        *(_column("may_refer", sa.Boolean()), _text("way", 8), _text("from_code", 16)),
        *(_column("consented_at", sa.DateTime()), _column("erased_at", sa.DateTime(), True)),
        *_by(),
        _of_workshop(table),
        _within(table, "opening_id", "opening"),
    )
    op.create_index("ix_seeker_phone", table, ["workshop_id", "phone_index"])
    op.create_table(
        step,
        *_keyed(step),
        *(_number("seeker_id"), _text("kind", 10), _text("note", 200)),
        *_by(),
        _within(step, "seeker_id", table),
    )
    op.create_index(f"ix_{step}_seeker_id", step, ["seeker_id"])
    op.create_table(
        referral,
        *_keyed(referral),
        *(_number("seeker_id"), _number("to_workshop_id"), _number("to_seeker_id"), _text("reason", 200)),
        *_by(),
        _within(referral, "seeker_id", table),
        _unique(referral, "workshop_id", "seeker_id", "to_workshop_id"),
    )
