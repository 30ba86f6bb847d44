"""Notices on the wall 公示 on the record."""

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Adds the tables."""
