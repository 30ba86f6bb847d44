"""Matters of a run: acknowledged problems, answers to slips, offset slips."""

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Nothing yet."""
