"""Entries that are no reversals, asked for in a way that does not read every entry of all time.

`reverses IS NULL` on `output` would: SQLite looks it up in the unique index of what reverses what, in which every entry that
reverses nothing stands under the same key, and thinks that better than the index of days.
"""

from typing import Any

from sqlalchemy import func

from workshop.floor.rows import OutputRow

NO_REVERSAL = "COALESCE(o.reverses, '') = ''"  # of `output o`
# Every key is greater than nothing; saying so leads SQLite to the index of the few entries without a price.
UNPRICED = f"o.price IS NULL AND o.id > '' AND {NO_REVERSAL}"


def no_reversal(row: Any) -> Any:
    """The same for a statement that is put together; `row` is any table of entries."""
    return func.coalesce(row.reverses, "") == ""


def unpriced() -> tuple[Any, ...]:
    """`UNPRICED` for a statement that is put together."""
    return OutputRow.price.is_(None), OutputRow.id > "", no_reversal(OutputRow)
