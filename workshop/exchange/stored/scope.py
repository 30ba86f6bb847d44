"""Which part of the database is asked for."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from workshop.people.queries import Workshop


@dataclass(frozen=True)
class Scope:
    """One workshop. `ids`: only the entries with these 编号, reversed ones too; None: all that stand.

    `first`, `last`: only attendance of these days. `year`: only this tax year's earlier months, 0: the latest of each.
    """

    shop: Workshop
    ids: Collection[str] | None = None
    first: date = date.min
    last: date = date.max
    year: int = 0
