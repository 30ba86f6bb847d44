"""issued_papers."""

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Adds the tables."""
