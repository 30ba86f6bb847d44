"""Days and moments as plain reads give them: SQLite's are text."""

from datetime import date, datetime, timedelta
from typing import Any

SHANGHAI = timedelta(hours=8)


def as_moment(value: Any) -> datetime:
    """A stored moment, naive UTC."""
    return value if isinstance(value, datetime) else datetime.fromisoformat(value)


def as_date(value: Any) -> date | None:
    """A stored day; None stays None."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def day_of(moment: datetime) -> date:
    """The day in Shanghai of a stored moment."""
    return (moment + SHANGHAI).date()
