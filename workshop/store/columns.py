"""Columns that every business table has: the workshop leads each key, and no foreign key leaves a workshop."""

from typing import Any

import sqlalchemy
from sqlalchemy import BigInteger, ForeignKeyConstraint

# A column stands for its values in queries and for itself in tables; no one type says both.
Column: Any = sqlalchemy.Column


def workshop_key() -> Any:
    """The first part of the primary key of a business table."""
    return Column(BigInteger, primary_key=True)


def row_key() -> Any:
    """The second part: made by `new_id()`."""
    return Column(BigInteger, primary_key=True, autoincrement=False)


def within_workshop(column: str, table: str) -> ForeignKeyConstraint:
    """A foreign key to a row of the same workshop: another workshop's id cannot be stored."""
    return ForeignKeyConstraint(["workshop_id", column], [f"{table}.workshop_id", f"{table}.id"])


def of_workshop() -> ForeignKeyConstraint:
    """The workshop itself must exist."""
    return ForeignKeyConstraint(["workshop_id"], ["workshop.id"])
