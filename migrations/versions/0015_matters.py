"""Matters of the desk."""

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Adds the tables."""
