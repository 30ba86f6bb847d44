"""Messages and openings."""

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Adds the tables."""
