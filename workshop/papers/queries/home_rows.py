"""Rows that papers of take-home work are made of: returns by their pay, supplies, signatures; each one statement."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from workshop.floor.queries.moments import to_day, to_moment
from workshop.store.database import fetch_all


class HomeScope(NamedTuple):
    """Which take-home work a paper is about: days, and a person, a batch or an order; None: any.

    A person has the orders that he holds, and his part of those that his household shares with him.
    """

    workshop_id: int
    first: date = date.min
    last: date = date.max
    worker_id: int | None = None
    batch_id: int | None = None
    order_id: int | None = None

    @property
    def by_person(self) -> bool:
        """A sheet of people shows each his own part of what is shared; one of a batch or an order shows it whole."""
        return self.batch_id is None and self.order_id is None

    def fetch(self, sql: str, **values: Any) -> list[tuple[Any, ...]]:
        """Rows of a read with a place `{only}` for the conditions on `o`, and on `s` where it reads shares."""
        only = {
            "worker_id": "(o.worker_id = :worker_id OR o.id IN (SELECT m.order_id FROM takehome_member m"
            " WHERE m.workshop_id = :w AND m.worker_id = :worker_id))",
            "batch_id": "o.id IN (SELECT b.order_id FROM batch_order b"
            " WHERE b.workshop_id = :w AND b.batch_id = :batch_id)",
            "order_id": "o.id = :order_id",
        }
        wanted = {name: getattr(self, name) for name in only if getattr(self, name) is not None}
        conditions = "".join(f" AND {only[name]}" for name in wanted)
        return fetch_all(
            sql.format(only=conditions), w=self.workshop_id, first=self.first, last=self.last, **wanted, **values
        )


class BackRow(NamedTuple):
    """A return as a paper of some days sees it; `counted`: its pieces are in the pay of these days.

    Counts in 1/1000, of the order as a whole; `shares` are the members' parts, empty where the order is one person's.
    """

    id: int
    order_id: int
    returned_on: date
    inspected_on: date | None
    pay_on: date | None
    good: int
    own: int
    other: int
    rework: int
    reverses: int | None
    inspects: int | None
    counted: bool
    shares: dict[int, int]
    materials: tuple[tuple[str, str, int], ...]

    def paid(self, worker_id: int | None = None) -> int:
        """Pieces that are paid, of everyone or of one of those who share the order."""
        return self.good + self.other if worker_id is None or not self.shares else self.shares.get(worker_id, 0)


class SupplyRow(NamedTuple):
    """Material handed out; `first`: with the order itself."""

    id: int
    order_id: int
    name: str
    unit: str
    on: date
    quantity: int
    first: bool


_RETURNS = """
SELECT r.id, r.order_id, r.returned_on, r.inspected_on, r.pay_on, r.good, r.defect_own, r.defect_other, r.rework,
       r.reverses, r.inspects, u.id, u.pay_on, old.pay_on
FROM takehome_return r JOIN takehome_order o ON o.workshop_id = r.workshop_id AND o.id = r.order_id
LEFT JOIN takehome_return u ON u.workshop_id = r.workshop_id AND u.reverses = r.id
LEFT JOIN takehome_return old ON old.workshop_id = r.workshop_id AND old.id = r.reverses
WHERE r.workshop_id = :w AND (r.pay_on BETWEEN :first AND :last OR r.returned_on BETWEEN :first AND :last) {only}
ORDER BY r.returned_on, r.recorded_at, r.id"""

_SHARES = """
SELECT s.return_id, s.worker_id, s.pieces
FROM takehome_return_share s JOIN takehome_return r ON r.workshop_id = s.workshop_id AND r.id = s.return_id
JOIN takehome_order o ON o.workshop_id = r.workshop_id AND o.id = r.order_id
WHERE r.workshop_id = :w AND (r.pay_on BETWEEN :first AND :last OR r.returned_on BETWEEN :first AND :last) {only}"""

_BACK = """
SELECT x.return_id, m.name, m.unit, x.quantity
FROM takehome_return_material x JOIN takehome_material m ON m.workshop_id = x.workshop_id AND m.id = x.material_id
JOIN takehome_return r ON r.workshop_id = x.workshop_id AND r.id = x.return_id
JOIN takehome_order o ON o.workshop_id = r.workshop_id AND o.id = r.order_id
WHERE r.workshop_id = :w AND (r.pay_on BETWEEN :first AND :last OR r.returned_on BETWEEN :first AND :last) {only}
ORDER BY x.return_id, m.position"""

_SUPPLIES = """
SELECT s.id, s.order_id, m.name, m.unit, s.supplied_on, s.quantity,
       CASE WHEN s.entry_id = o.entry_id THEN 1 ELSE 0 END
FROM takehome_supply s JOIN takehome_material m ON m.workshop_id = s.workshop_id AND m.id = s.material_id
JOIN takehome_order o ON o.workshop_id = s.workshop_id AND o.id = s.order_id
WHERE s.workshop_id = :w AND s.supplied_on BETWEEN :first AND :last AND o.voided_on IS NULL AND s.reverses IS NULL
  AND NOT EXISTS (SELECT 1 FROM takehome_supply u WHERE u.workshop_id = s.workshop_id AND u.reverses = s.id) {only}
ORDER BY s.supplied_on, s.recorded_at, m.position, s.id"""

_TOUCHED = """
SELECT o.id FROM takehome_order o WHERE o.workshop_id = :w AND o.voided_on IS NULL
  AND (o.issued_on BETWEEN :first AND :last OR o.closed_on BETWEEN :first AND :last) {only}"""

_MARKS = """
SELECT subject, subject_id, side, MIN(at) FROM takehome_mark
WHERE workshop_id = :w AND way = 'drawn' AND order_id IN :orders GROUP BY subject, subject_id, side"""


def list_back(scope: HomeScope) -> list[BackRow]:
    """Returns that came or are paid in the scope's days, by day; three statements.

    What was taken back is left out together with what took it back, unless a locked pay stands between: then each stands
    in the pay that it was counted in.
    """
    shares: dict[int, dict[int, int]] = {}
    for return_id, worker_id, pieces in scope.fetch(_SHARES):
        shares.setdefault(return_id, {})[worker_id] = int(pieces)
    materials: dict[int, list[tuple[str, str, int]]] = {}
    for return_id, name, unit, quantity in scope.fetch(_BACK):
        materials.setdefault(return_id, []).append((name, unit, int(quantity)))
    rows = (_back(scope, row, shares, materials) for row in scope.fetch(_RETURNS))
    return [row for row in rows if row is not None]


def _back(
    scope: HomeScope, row: tuple[Any, ...], shares: dict[int, Any], materials: dict[int, list[Any]]
) -> BackRow | None:
    key, order_id, returned, inspected, pay, good, own, other, rework = row[:9]
    reverses, inspects, undone, undone_pay, old_pay = row[9:]
    counted = _within(scope, pay)
    if reverses is not None and (not counted or _within(scope, old_pay)):
        return None
    if undone is not None and (not counted or _within(scope, undone_pay)):
        return None
    if (
        not counted and pay != inspected
    ):  # recorded or corrected after a lock: only on the sheet of the pay that it is in
        return None
    days = (to_day(returned), to_day(inspected), to_day(pay))
    counts = (int(good), int(own), int(other), int(rework))
    parts = (shares.get(key, {}), tuple(materials.get(key, ())))
    return BackRow(key, order_id, *days, *counts, reverses, inspects, counted, *parts)


def _within(scope: HomeScope, day: Any) -> bool:
    on = to_day(day) if day is not None else None
    return on is not None and scope.first <= on <= scope.last


def list_handed(scope: HomeScope) -> list[SupplyRow]:
    """Material handed out in the scope's days that was not taken back, by day."""
    return [
        SupplyRow(key, order_id, name, unit, to_day(on), int(quantity), bool(first))
        for key, order_id, name, unit, on, quantity, first in scope.fetch(_SUPPLIES)
    ]


def list_touched(scope: HomeScope) -> set[int]:
    """Orders that were issued or closed in the scope's days."""
    return {key for (key,) in scope.fetch(_TOUCHED)}


def list_signed(workshop_id: int, orders: Iterable[int]) -> dict[tuple[str, int, str], datetime]:
    """When each drawn signature of these orders was made: (subject, its key, side) → UTC."""
    wanted = sorted(orders)
    found = fetch_all(_MARKS, w=workshop_id, orders=wanted) if wanted else []
    return {(subject, key, side): to_moment(at) for subject, key, side, at in found}
