"""The desk: matters with their steps and scans, the liaison with visits, who stopped coming, families and their work."""

import sqlalchemy as sa
from alembic import op

from workshop.store.triggers import append_only_triggers

revision = "0015"
down_revision = "0014"

TABLES = (
    "liaison",
    "matter",
    "matter_step",
    "matter_injury",
    "matter_attachment",
    "matter_limit",
    "visit",
    "visit_step",
    "departure",
    "family_member",
    "family_work",
)


def upgrade() -> None:
    """Adds the tables; all of them only ever gain rows."""
    _add_liaison()
    _add_matters()
    _add_what_belongs_to_matters()
    _add_visits()
    _add_people()
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


def _day(name: str, nullable: bool = True) -> sa.Column:
    return sa.Column(name, sa.Date(), nullable=nullable)


def _recorded() -> tuple[sa.Column, ...]:
    return _column("at", sa.DateTime()), _text("by", 64), _number("by_id", True)


def _primary(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint("workshop_id", *columns, name=f"pk_{table}")


def _key(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_workshop_id_{column}_{target}"
    return sa.ForeignKeyConstraint(["workshop_id", column], [f"{target}.workshop_id", f"{target}.id"], name=name)


def _of_workshop(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"], name=f"fk_{table}_workshop_id_workshop")


def _once(table: str, column: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint("workshop_id", column, name=f"uq_{table}_workshop_id_{column}")


def _add_liaison() -> None:
    op.create_table(
        "liaison",
        _number("workshop_id"),
        _number("id"),
        _text("name", 64),
        _text("phone", 20),
        _column("photo", sa.LargeBinary(), True),
        _day("valid_from", False),
        *_recorded(),
        _of_workshop("liaison"),
        _primary("liaison", "id"),
    )


def _add_matters() -> None:
    op.create_table(
        "matter",
        _number("workshop_id"),
        _number("id"),
        _text("number", 16),
        _text("kind", 12),
        _text("topic", 12),
        _number("worker_id", True),
        _number("objection_id", True),
        _text("period", 10),
        _day("first"),
        _day("last"),
        _number("fen", True),
        _text("text"),
        _text("way", 8),
        _text("paper", 200),
        *_recorded(),
        _of_workshop("matter"),
        _key("matter", "worker_id", "worker"),
        _key("matter", "objection_id", "slip_objection"),
        _primary("matter", "id"),
        _once("matter", "number"),
        _once("matter", "objection_id"),
    )
    op.create_index("ix_matter_worker", "matter", ["workshop_id", "worker_id"])
    op.create_index("ix_matter_at", "matter", ["workshop_id", "at"])
    op.create_table(
        "matter_step",
        _number("workshop_id"),
        _number("matter_id"),
        _count("seq"),
        _text("kind", 8),
        _text("text"),
        _text("said_by", 64),
        _day("said_on"),
        _number("liaison_id", True),
        _text("outcome", 10),
        _text("link_kind", 10),
        _text("link", 80),
        *_recorded(),
        _key("matter_step", "matter_id", "matter"),
        _key("matter_step", "liaison_id", "liaison"),
        _primary("matter_step", "matter_id", "seq"),
    )


def _add_what_belongs_to_matters() -> None:
    op.create_table(
        "matter_injury",
        _number("workshop_id"),
        _number("matter_id"),
        _count("seq"),
        _day("happened_on"),
        _column("sealed", sa.LargeBinary()),
        *_recorded(),
        _key("matter_injury", "matter_id", "matter"),
        _primary("matter_injury", "matter_id", "seq"),
    )
    op.create_table(
        "matter_attachment",
        _number("workshop_id"),
        _number("id"),
        _number("matter_id"),
        _text("document", 20),
        _text("file_name", 120),
        _text("media_type", 40),
        _count("size"),
        _column("content", sa.LargeBinary(), True),
        _text("sha256", 64),
        _number("replaces", True),
        _text("reason", 200),
        *_recorded(),
        _key("matter_attachment", "matter_id", "matter"),
        _key("matter_attachment", "replaces", "matter_attachment"),
        _primary("matter_attachment", "id"),
        _once("matter_attachment", "replaces"),
    )
    op.create_index("ix_matter_attachment_matter", "matter_attachment", ["workshop_id", "matter_id"])
    op.create_table(
        "matter_limit",
        _number("workshop_id"),
        _number("id"),
        _text("name", 20),
        _count("amount"),
        _day("valid_from", False),
        _text("source", 200),
        _day("checked_on"),
        *_recorded(),
        _of_workshop("matter_limit"),
        _primary("matter_limit", "id"),
    )


def _add_visits() -> None:
    op.create_table(
        "visit",
        _number("workshop_id"),
        _number("id"),
        _number("liaison_id", True),
        _text("visitor", 64),
        _number("worker_id", True),
        _number("household_id", True),
        _number("matter_id", True),
        _day("visited_on", False),
        _text("way", 8),
        _text("why", 12),
        _text("found"),
        _text("promised"),
        _day("due"),
        *_recorded(),
        _of_workshop("visit"),
        _key("visit", "liaison_id", "liaison"),
        _key("visit", "worker_id", "worker"),
        _key("visit", "household_id", "household"),
        _key("visit", "matter_id", "matter"),
        _primary("visit", "id"),
    )
    op.create_index("ix_visit_day", "visit", ["workshop_id", "visited_on"])
    op.create_table(
        "visit_step",
        _number("workshop_id"),
        _number("visit_id"),
        _count("seq"),
        _day("done_on", False),
        _text("text"),
        _column("done", sa.Boolean()),
        *_recorded(),
        _key("visit_step", "visit_id", "visit"),
        _primary("visit_step", "visit_id", "seq"),
    )


def _add_people() -> None:
    op.create_table(
        "departure",
        _number("workshop_id"),
        _number("id"),
        _number("worker_id"),
        _day("last_on"),
        _text("reason", 12),
        _text("text", 400),
        _day("asked_on"),
        _text("answer", 8),
        *_recorded(),
        _key("departure", "worker_id", "worker"),
        _primary("departure", "id"),
    )
    op.create_index("ix_departure_worker", "departure", ["workshop_id", "worker_id"])
    op.create_table(
        "family_member",
        _number("workshop_id"),
        _number("id"),
        _number("household_id"),
        _text("name", 64),
        _text("relation", 20),
        _day("birth_date"),
        *_recorded(),
        _key("family_member", "household_id", "household"),
        _primary("family_member", "id"),
    )
    op.create_index("ix_family_member_household", "family_member", ["workshop_id", "household_id"])
    op.create_table(
        "family_work",
        _number("workshop_id"),
        _number("id"),
        _number("member_id", True),
        _number("worker_id", True),
        _day("valid_from", False),
        _text("work", 12),
        _text("place", 80),
        _text("source", 200),
        _day("checked_on"),
        *_recorded(),
        _key("family_work", "member_id", "family_member"),
        _key("family_work", "worker_id", "worker"),
        _primary("family_work", "id"),
    )
    op.create_index("ix_family_work_member", "family_work", ["workshop_id", "member_id"])
    op.create_index("ix_family_work_worker", "family_work", ["workshop_id", "worker_id"])
