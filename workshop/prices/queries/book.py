"""What other rooms decide on: ids and units by code, the price book, the tiers."""

from collections import defaultdict
from datetime import date, datetime

from sqlalchemy import bindparam, select

from workshop.prices.rows import OperationRow, PriceRow, TierRow
from workshop.prices.rules import Price, PriceBook
from workshop.store.database import db

_TIERS = (
    select(TierRow.operation_id, TierRow.valid_from, TierRow.above, TierRow.rate)
    .where(TierRow.workshop_id == bindparam("w"))
    .order_by(TierRow.valid_from, TierRow.above)
)


def operation_ids(workshop_id: int) -> dict[str, int]:
    """Operation code → id, withdrawn ones too."""
    query = select(OperationRow.code, OperationRow.id).where(OperationRow.workshop_id == workshop_id)
    return dict(db.session.execute(query).all())


def units(workshop_id: int) -> dict[str, str]:
    """Operation code → unit."""
    query = select(OperationRow.code, OperationRow.unit).where(OperationRow.workshop_id == workshop_id)
    return dict(db.session.execute(query).all())


def newest_prices(workshop_id: int, known_at: datetime | None = None) -> dict[tuple[int, str, date], tuple[int, Price]]:
    """(operation, grade, day) → (version, price) of the latest version, the one that holds (or held, `known_at` a moment)."""
    row = PriceRow
    columns = (row.operation_id, row.grade, row.valid_from, row.version, row.rate, row.defect_charge)
    query = select(*columns).where(row.workshop_id == workshop_id).order_by(row.version)
    if known_at is not None:
        query = query.where(row.recorded_at <= known_at)
    return {
        (operation, grade, start): (version, Price(rate, grade, start, charge))
        for operation, grade, start, version, rate, charge in db.session.execute(query)
    }


def load_price_book(workshop_id: int, known_at: datetime | None = None) -> PriceBook:
    """All prices of the workshop, in one statement; as they were `known_at` a moment, for what a tablet recorded offline."""
    newest = newest_prices(workshop_id, known_at)
    return PriceBook((operation, price) for (operation, _, _), (_, price) in newest.items())


def load_tiers(workshop_id: int) -> dict[int, dict[date, tuple[tuple[int, int], ...]]]:
    """Operation → start day → slabs (above in 1/1000 units, rate in 1/10000 yuan) in order; the latest set holds (2.4)."""
    found: dict[int, dict[date, tuple[tuple[int, int], ...]]] = defaultdict(dict)
    for operation, start, above, rate in db.session.execute(_TIERS, {"w": workshop_id}):
        found[operation][start] = (*found[operation].get(start, ()), (above, rate))
    return dict(found)
