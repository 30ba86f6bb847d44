"""Where the price of a line comes from: the rows of the price table that its entries took, the worker's own rate."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from workshop.pay.queries.provenance import to_moment
from workshop.pay.queries.scope import as_date, find_date
from workshop.pay.queries.slips import Line
from workshop.store.database import fetch_all

_PRICES = """
SELECT valid_from, grade, version, rate, source, checked_on, recorded_at, recorded_by FROM price
WHERE workshop_id = :w AND operation_id = :operation ORDER BY valid_from, grade, version"""

_TIERS = "SELECT valid_from, above, rate FROM tier WHERE workshop_id = :w AND operation_id = :operation ORDER BY 1, 2"


@dataclass(frozen=True)
class PriceSource:
    """A row of the price table; `rate` 1/10000 yuan. `replaced`: a later version of the same day stands in its place now."""

    valid_from: date
    grade: str
    rate: int
    source: str
    checked_on: date | None
    recorded_at: datetime
    recorded_by: str
    replaced: bool


def list_price_sources(workshop_id: int, line: Line, days: Collection[date]) -> list[PriceSource]:
    """The rows with the line's price that its entries name by their day; every row of that price where they name none."""
    if line.kind not in ("piece", "team", "takehome"):
        return []
    rows = fetch_all(_PRICES, w=workshop_id, operation=line.operation_id)
    last = {(since, grade): version for since, grade, version, *_ in rows}
    made = [
        PriceSource(
            *(as_date(since), grade, rate, source, find_date(checked), to_moment(at), by, last[since, grade] != version)
        )
        for since, grade, version, rate, source, checked, at, by in rows
        if rate == line.price
    ]
    return [one for one in made if one.valid_from in days] or made


def list_slabs(workshop_id: int, line: Line) -> list[tuple[date, int, int]]:
    """(from, above in 1/1000 units, rate) of the slabs of a line's operation (2.4)."""
    if line.kind != "piece":
        return []
    rows = fetch_all(_TIERS, w=workshop_id, operation=line.operation_id)
    return [(as_date(since), above, rate) for since, above, rate in rows]
