"""Messages, openings and those who seek work, and the words of a village's own voice."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Adds the tables."""
    _add_voice()


def _column(name: str, kind: sa.types.TypeEngine, nullable: bool = False) -> sa.Column:
    return sa.Column(name, kind, nullable=nullable)


def _text(name: str, length: int) -> sa.Column:
    return sa.Column(name, sa.String(length=length), nullable=False)


def _own(table: str) -> tuple[sa.Column | sa.PrimaryKeyConstraint | sa.ForeignKeyConstraint, ...]:
    """The key of a table of a workshop, and the workshop itself."""
    return (
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=f"pk_{table}"),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"], name=f"fk_{table}_workshop_id_workshop"),
    )


def _add_voice() -> None:
    op.create_table(
        "voice_clip",
        *_own("voice_clip"),
        _text("clip", 40),
        _column("sound", sa.LargeBinary()),
        _column("recorded_at", sa.DateTime()),
        _text("recorded_by", 64),
        _column("recorded_by_id", sa.BigInteger(), True),
        sa.UniqueConstraint("workshop_id", "clip", name="uq_voice_clip_workshop_id_clip"),
    )
