"""Every material of every order with where it is, in one statement; what is added up is the caller's choice."""

from datetime import date
from typing import Any, NamedTuple

from workshop.floor.queries.moments import to_day
from workshop.kernel.quantities import is_measured
from workshop.store.database import fetch_all
from workshop.takehome.rules.balance import (
    Balance,
    MaterialFacts,
    Pieces,
    compute_balance,
    expected_pieces,
    outstanding,
)

# Pieces of each order; a reversal is negative, so the sums are what stands.
PIECES = """
SELECT order_id, SUM(CASE WHEN inspected_on IS NULL THEN 0 ELSE good END) AS good,
       SUM(CASE WHEN inspected_on IS NULL THEN 0 ELSE defect_own END) AS own,
       SUM(CASE WHEN inspected_on IS NULL THEN 0 ELSE defect_other END) AS other,
       SUM(CASE WHEN inspected_on IS NULL THEN good + defect_own + defect_other ELSE 0 END) AS waiting,
       SUM(rework) AS rework
FROM takehome_return WHERE workshop_id = :w GROUP BY order_id"""


def pieces_of(condition: str) -> str:
    """The sums of PIECES for some orders only."""
    return PIECES.replace("GROUP BY", f"{condition} GROUP BY")


_MATERIALS = """
SELECT o.id, o.order_no, o.worker_id, w.household_id, o.operation_id, b.batch_id, o.issued_on, o.closed_on,
       o.quantity, m.id, m.position, m.name, m.unit, m.per_piece, m.loss_allowance, m.price,
       COALESCE((SELECT SUM(s.quantity) FROM takehome_supply s
                 WHERE s.workshop_id = m.workshop_id AND s.material_id = m.id), 0),
       COALESCE((SELECT SUM(x.quantity) FROM takehome_return_material x
                 WHERE x.workshop_id = m.workshop_id AND x.material_id = m.id), 0),
       COALESCE(r.good, 0), COALESCE(r.own, 0), COALESCE(r.other, 0), COALESCE(r.waiting, 0), COALESCE(r.rework, 0)
FROM takehome_order o
JOIN takehome_material m ON m.workshop_id = o.workshop_id AND m.order_id = o.id
JOIN worker w ON w.workshop_id = o.workshop_id AND w.id = o.worker_id
LEFT JOIN batch_order b ON b.workshop_id = o.workshop_id AND b.order_id = o.id
LEFT JOIN ({pieces}) r ON r.order_id = o.id
WHERE o.workshop_id = :w AND o.voided_on IS NULL {only}
ORDER BY o.issued_on, o.order_no, m.position"""


class MaterialLine(NamedTuple):
    """A material of an order and its balance; `unit` is that of the material."""

    order_id: int
    order_no: str
    worker_id: int
    household_id: int | None
    operation_id: int
    batch_id: int | None
    issued_on: date
    closed_on: date | None
    quantity: int | None
    material_id: int
    position: int
    name: str
    unit: str
    per_piece: int | None
    loss_allowance: int
    price: int | None
    pieces: Pieces
    balance: Balance

    @property
    def facts(self) -> MaterialFacts:
        """What the balance was computed from."""
        return MaterialFacts(
            self.balance.issued, self.balance.returned, self.pieces, self.per_piece, self.closed_on is not None
        )


class Only(NamedTuple):
    """Which orders are wanted; None: any. `closed_from` and `closed_to` go together."""

    order_ids: tuple[int, ...] | None = None
    worker_id: int | None = None
    household_id: int | None = None
    batch_id: int | None = None
    operation_id: int | None = None
    open_only: bool = False

    def sql(self) -> tuple[str, dict[str, Any]]:
        """The conditions on `o`, `w` and `b`, and their values."""
        columns = {
            "worker_id": "o.worker_id",
            "household_id": "w.household_id",
            "batch_id": "b.batch_id",
            "operation_id": "o.operation_id",
        }
        values = {name: getattr(self, name) for name in columns if getattr(self, name) is not None}
        parts = [f"AND {columns[name]} = :{name}" for name in values]
        if self.order_ids is not None:
            values["order_ids"] = list(self.order_ids)
            parts.append("AND o.id IN :order_ids")
        if self.open_only:
            parts.append("AND o.closed_on IS NULL")
        return " ".join(parts), values


ANY = Only()


def load_balances(workshop_id: int, only: Only = ANY) -> list[MaterialLine]:
    """The materials of the orders that are wanted, by day of issue and number; voided orders are not there."""
    sql, values = only.sql()
    pieces = PIECES if only.order_ids is None else pieces_of("AND order_id IN :order_ids")
    return [_line(row) for row in fetch_all(_MATERIALS.format(only=sql, pieces=pieces), w=workshop_id, **values)]


def _line(row: tuple[Any, ...]) -> MaterialLine:
    pieces = Pieces(*map(int, row[18:]))
    closed = to_day(row[7])
    facts = MaterialFacts(int(row[16]), int(row[17]), pieces, row[13], closed is not None)
    head: tuple[Any, ...] = (*row[:6], to_day(row[6]), closed, *row[8:16])
    return MaterialLine._make((*head, pieces, compute_balance(facts)))


def pieces_due(quantity: int | None, unit: str, lines: list[MaterialLine], pieces: Pieces) -> tuple[int | None, int]:
    """(pieces due of an order, pieces still to come) from its materials."""
    expected = expected_pieces(quantity, [line.facts for line in lines], not is_measured(unit))
    return expected, outstanding(expected, pieces)
