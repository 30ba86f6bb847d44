"""Take-home work whole: client orders, batches, several materials, shares, rework, reversals."""

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Nothing yet."""
