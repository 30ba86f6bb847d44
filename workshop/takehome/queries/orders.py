"""Orders as lists and pages show them."""

from datetime import date, datetime
from typing import Any, NamedTuple

from workshop.floor.queries.moments import to_day, to_moment
from workshop.kernel.quantities import is_measured
from workshop.store.database import fetch_all
from workshop.takehome.queries.balances import ANY, PIECES, MaterialLine, Only, load_balances
from workshop.takehome.rules.balance import Pieces, expected_pieces, outstanding

_ORDERS = f"""
SELECT o.id, o.order_no, o.entry_id, o.bag_no, o.worker_id, w.worker_no, w.name, w.household_id, h.household_no,
       o.operation_id, p.code, p.name, p.unit, d.name, o.issued_on, o.due_on, o.closed_on, o.voided_on, o.quantity,
       o.price, o.price_from, o.most, o.relation, o.relation_reason, o.note, o.void_reason, b.batch_id, t.number, c.client,
       (SELECT COUNT(*) FROM takehome_member m WHERE m.workshop_id = o.workshop_id AND m.order_id = o.id),
       o.recorded_at, o.recorded_by,
       COALESCE(r.good, 0), COALESCE(r.own, 0), COALESCE(r.other, 0), COALESCE(r.waiting, 0), COALESCE(r.rework, 0)
FROM takehome_order o
JOIN worker w ON w.workshop_id = o.workshop_id AND w.id = o.worker_id
LEFT JOIN household h ON h.workshop_id = w.workshop_id AND h.id = w.household_id
JOIN operation p ON p.workshop_id = o.workshop_id AND p.id = o.operation_id
JOIN product d ON d.workshop_id = p.workshop_id AND d.id = p.product_id
LEFT JOIN batch_order b ON b.workshop_id = o.workshop_id AND b.order_id = o.id
LEFT JOIN batch t ON t.workshop_id = b.workshop_id AND t.id = b.batch_id
LEFT JOIN client_order c ON c.workshop_id = t.workshop_id AND c.id = t.client_order_id
LEFT JOIN ({PIECES}) r ON r.order_id = o.id
WHERE o.workshop_id = :w {{only}} ORDER BY o.issued_on DESC, o.order_no DESC"""

MOST_NAMED = 5_000  # orders named in one statement; beyond that all that are wanted are read
STATES = {"open": "在外", "overdue": "逾期", "closed": "已结", "voided": "作废", "all": "全部"}
_STATE = {
    "open": "AND o.closed_on IS NULL AND o.voided_on IS NULL",
    "overdue": "AND o.closed_on IS NULL AND o.voided_on IS NULL AND o.due_on < :day",
    "closed": "AND o.closed_on IS NOT NULL",
    "voided": "AND o.voided_on IS NOT NULL",
    "all": "",
}


class OrderLine(NamedTuple):
    """An order in a list; `due` pieces are as agreed or as the material gives, None where nothing says."""

    id: int
    order_no: str
    entry_id: str
    bag_no: int | None
    worker_id: int
    worker_no: str
    name: str
    household_id: int | None
    household_no: str
    operation_id: int
    op_code: str
    operation: str
    unit: str
    product: str
    issued_on: date
    due_on: date | None
    closed_on: date | None
    voided_on: date | None
    quantity: int | None
    price: int | None
    price_from: date | None
    most: int | None
    relation: str
    relation_reason: str
    note: str
    void_reason: str
    batch_id: int | None
    batch_no: str
    client: str
    members: int
    recorded_at: datetime
    recorded_by: str
    pieces: Pieces
    due: int | None
    outstanding: int
    materials: tuple[MaterialLine, ...]

    @property
    def state(self) -> str:
        """A key of STATES: open, closed or voided."""
        return "voided" if self.voided_on else "closed" if self.closed_on else "open"

    def overdue(self, on: date) -> bool:
        """Open, and the day is past on which it was due."""
        return self.state == "open" and self.due_on is not None and self.due_on < on


def list_orders(
    workshop_id: int, on: date, state: str = "open", only: Only = ANY, limit: int = 500, offset: int = 0
) -> list[OrderLine]:
    """Orders in a state of STATES, the newest first, with their materials and balances; two statements."""
    where, values = only.sql()
    page = " LIMIT :limit OFFSET :offset"
    if state == "overdue":
        values["day"] = on
    sql = _ORDERS.format(only=f"{_STATE[state]} {where}") + page
    rows = fetch_all(sql, w=workshop_id, limit=limit, offset=offset, **values)
    materials: dict[int, list[MaterialLine]] = {}
    named = Only(order_ids=tuple(row[0] for row in rows)) if len(rows) <= MOST_NAMED else only
    for line in load_balances(workshop_id, named) if rows else ():
        materials.setdefault(line.order_id, []).append(line)
    return [_line(row, materials.get(row[0], [])) for row in rows]


def find_order(workshop_id: int, order_id: int) -> OrderLine | None:
    """One order, whatever its state."""
    found = list_orders(workshop_id, date.min, "all", Only(order_ids=(order_id,)))
    return found[0] if found else None


def _line(row: tuple[Any, ...], materials: list[MaterialLine]) -> OrderLine:
    pieces = Pieces(*map(int, row[32:]))
    quantity, unit = row[18], row[12]
    due = expected_pieces(quantity, [line.facts for line in materials], not is_measured(unit))
    left = outstanding(due, pieces) if row[16] is None and row[17] is None else 0
    days = (to_day(day) for day in row[14:18])
    head = (*row[:8], row[8] or "", *row[9:14], *days, *row[18:20], to_day(row[20]), *row[21:27])
    tail = (row[27] or "", row[28] or "", row[29], to_moment(row[30]), row[31])
    return OrderLine._make((*head, *tail, pieces, due, left, tuple(materials)))
