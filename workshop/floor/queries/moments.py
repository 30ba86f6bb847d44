"""Days and moments of plain SQL reads, which SQLite gives as text."""

from datetime import date, datetime
from typing import Any, overload


def to_day(value: Any) -> date:
    """A date column."""
    return date.fromisoformat(value) if isinstance(value, str) else value  # type: ignore[no-any-return]


@overload
def to_moment(value: None) -> None: ...
@overload
def to_moment(value: str | datetime) -> datetime: ...
def to_moment(value: str | datetime | None) -> datetime | None:
    """A moment column; None stays None."""
    return datetime.fromisoformat(value) if isinstance(value, str) else value
