"""Days and moments of plain SQL reads, which SQLite gives as text."""

from datetime import date, datetime
from typing import Any


def to_day(value: Any) -> date:
    """A date column."""
    return date.fromisoformat(value) if isinstance(value, str) else value  # type: ignore[no-any-return]


def to_moment(value: Any) -> datetime | None:
    """A moment column; None stays None."""
    return datetime.fromisoformat(value) if isinstance(value, str) else value
