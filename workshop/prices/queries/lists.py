"""Lines for the price pages."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select

from workshop.kernel.faults import NotFound
from workshop.prices.queries.book import load_price_book
from workshop.prices.rows import OperationRow, PriceRow, ProductRow, TierRow
from workshop.prices.rules import Price
from workshop.store.database import db


@dataclass(frozen=True)
class OperationLine:
    """An operation with the price for all on a day, the next one, and (grade, price) of the grades."""

    id: int
    code: str
    seq: int
    name: str
    unit: str
    std_seconds: int | None
    withdrawn_on: date | None
    product_code: str
    product_name: str
    price: Price | None = None
    next_price: Price | None = None
    grade_prices: tuple[Price, ...] = ()


@dataclass(frozen=True)
class ProductLines:
    """A product with its operations in the order of the work."""

    code: str
    name: str
    operations: tuple[OperationLine, ...]


@dataclass(frozen=True)
class PriceLine:
    """One recorded version of a price; `holds` is false for one that a later version of the same day corrects."""

    grade: str
    valid_from: date
    version: int
    rate: int
    defect_charge: int | None
    source: str
    checked_on: date | None
    recorded_at: datetime
    recorded_by: str
    holds: bool


@dataclass(frozen=True)
class TierLine:
    """A slab: `rate` above so many (in 1/1000 units) a day."""

    valid_from: date
    above: int
    rate: int


_COLUMNS = (
    OperationRow.id,
    OperationRow.code,
    OperationRow.seq,
    OperationRow.name,
    OperationRow.unit,
    OperationRow.std_seconds,
    OperationRow.withdrawn_on,
    ProductRow.code,
    ProductRow.name,
)


def _operations(workshop_id: int) -> Select[*tuple[Any, ...]]:
    same = (ProductRow.workshop_id == OperationRow.workshop_id) & (ProductRow.id == OperationRow.product_id)
    return select(*_COLUMNS).join(ProductRow, same).where(OperationRow.workshop_id == workshop_id)


def list_products(workshop_id: int, on: date, withdrawn: bool = False) -> list[ProductLines]:
    """Products by code, each with its operations and their prices on a day; withdrawn operations only when asked for."""
    book = load_price_book(workshop_id)
    query = _operations(workshop_id).order_by(ProductRow.code, OperationRow.seq, OperationRow.code)
    found: dict[tuple[str, str], list[OperationLine]] = {}
    for values in db.session.execute(query):
        line = OperationLine(*values)
        if line.withdrawn_on and line.withdrawn_on <= on and not withdrawn:
            continue
        grades = (book.find(line.id, grade, on) for grade in book.grades(line.id))
        priced = replace(
            line,
            price=book.find(line.id, "", on),
            next_price=book.next_after(line.id, "", on),
            grade_prices=tuple(price for price in grades if price and price.grade),
        )
        found.setdefault((line.product_code, line.product_name), []).append(priced)
    return [ProductLines(code, name, tuple(lines)) for (code, name), lines in found.items()]


def get_operation(workshop_id: int, operation_id: int) -> OperationLine:
    """One operation without prices. Raises NotFound, also for one of another workshop."""
    found = db.session.execute(_operations(workshop_id).where(OperationRow.id == operation_id)).one_or_none()
    if found is None:
        raise NotFound(f"operation {operation_id}")
    return OperationLine(*found)


def list_prices(workshop_id: int, operation_id: int) -> list[PriceLine]:
    """Every version of every price of an operation, the latest day first."""
    row = PriceRow
    names = [name for name in PriceLine.__dataclass_fields__ if name != "holds"]
    query = select(*(getattr(row, name) for name in names))
    query = query.where(row.workshop_id == workshop_id, row.operation_id == operation_id)
    found = db.session.execute(query.order_by(row.grade, row.valid_from.desc(), row.version.desc()))
    lines, seen = [], set()
    for values in found:
        lines.append(PriceLine(**values._asdict(), holds=(values.grade, values.valid_from) not in seen))
        seen.add((values.grade, values.valid_from))
    return lines


def list_tiers(workshop_id: int, operation_id: int) -> list[TierLine]:
    """The slabs of an operation, the latest set first."""
    row = TierRow
    query = select(row.valid_from, row.above, row.rate).where(row.workshop_id == workshop_id)
    query = query.where(row.operation_id == operation_id).order_by(row.valid_from.desc(), row.above)
    return [TierLine(*values) for values in db.session.execute(query)]
