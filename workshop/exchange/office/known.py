"""What readers of office sheets must know of a workshop: its people, operations and orders by the names that sheets write."""

from sqlalchemy import select

from workshop.people.queries import known_id_indexes, worker_ids
from workshop.people.rows import WorkerRow
from workshop.prices.rows import OperationRow, ProductRow
from workshop.sheets.known import KnownOperation, KnownWorker, Operations, Workers
from workshop.store.database import db
from workshop.store.vault import blind_index
from workshop.takehome.files import KnownOrder
from workshop.takehome.rows import TakehomeOrderRow


def load_workers(shop: int) -> Workers:
    """Everyone the workshop ever had; `key` is the worker's id."""
    query = select(WorkerRow.worker_no, WorkerRow.name, WorkerRow.id).where(WorkerRow.workshop_id == shop)
    return Workers([KnownWorker(*found) for found in db.session.execute(query)])


def load_operations(shop: int) -> Operations:
    """The operations that are not withdrawn; `key` is the operation's id."""
    row, made = OperationRow, ProductRow
    same = (made.workshop_id == row.workshop_id) & (made.id == row.product_id)
    query = select(row.code, row.name, made.name, row.unit, row.id).join(made, same)
    found = db.session.execute(query.where(row.workshop_id == shop, row.withdrawn_on.is_(None)).order_by(row.code))
    return Operations([KnownOperation(*operation) for operation in found])


def load_orders(shop: int) -> list[KnownOrder]:
    """Every take-home order."""
    row = TakehomeOrderRow
    worker = (WorkerRow.workshop_id == row.workshop_id) & (WorkerRow.id == row.worker_id)
    operation = (OperationRow.workshop_id == row.workshop_id) & (OperationRow.id == row.operation_id)
    columns = (row.order_no, WorkerRow.worker_no, OperationRow.code, row.issued_on, row.closed_on)
    query = select(*columns).join(WorkerRow, worker).join(OperationRow, operation)
    return [KnownOrder(*found) for found in db.session.execute(query.where(row.workshop_id == shop))]


class KnownPeople:
    """Identity numbers and worker numbers that are taken; numbers are compared by their blind index."""

    def __init__(self, shop: int) -> None:
        self.worker_nos = frozenset(worker_ids(shop))
        self._indexes = known_id_indexes(shop)

    def has_id(self, number: str) -> bool:
        """Whether someone of the workshop has this identity number."""
        return blind_index("id_no", number) in self._indexes
