"""What the worker's own pages keep."""

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Adds the tables."""
