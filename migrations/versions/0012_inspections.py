"""Answers to the questions of the inspectors' checks."""

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Adds the tables."""
