"""What a take-home ledger is read against, and what is read from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from workshop.sheets.known import KnownOperation, KnownWorker, Operations, Workers


@dataclass(frozen=True)
class KnownOrder:
    """An order 外发单 in the database that is not yet closed, or was."""

    order_no: str
    worker_no: str
    op_code: str
    issued_on: date
    closed_on: date | None = None


@dataclass(frozen=True)
class TakehomeKnown:
    """The workers, operations and orders in the database."""

    workers: Workers
    operations: Operations
    orders: Sequence[KnownOrder] = ()


@dataclass(frozen=True)
class OrderLine:
    """An order issued: `price` 1/10000 yuan a unit (None: none written), `material_issued` in thousandths."""

    sheet: str
    row: int
    order_no: str
    worker: KnownWorker
    operation: KnownOperation
    issued_on: date
    price: int | None
    material: str
    material_issued: int
    quantity: int
    closed_on: date | None = None


@dataclass(frozen=True)
class ReturnLine:
    """Pieces or material brought back, all in thousandths."""

    sheet: str
    row: int
    order_no: str
    returned_on: date
    inspected_on: date
    good: int
    defect_own: int
    defect_other: int
    material_returned: int


@dataclass(frozen=True)
class CloseLine:
    """An order of the database closed in this ledger; those issued in it carry `closed_on` themselves."""

    sheet: str
    row: int
    order_no: str
    closed_on: date


Line = OrderLine | ReturnLine | CloseLine
