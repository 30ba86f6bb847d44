"""Law as dated data: settings of pay, insurance rates and bases, tax brackets, minimum wages by class."""

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Nothing yet."""
