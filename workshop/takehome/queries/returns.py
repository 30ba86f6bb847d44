"""What happened to orders: material handed out, pieces brought back, signatures; what was taken back is shown as such."""

from datetime import date, datetime
from typing import Any, NamedTuple

from workshop.floor.queries.moments import to_day, to_moment
from workshop.store.database import fetch_all
from workshop.store.vault import unseal

_RETURNS = """
SELECT r.id, r.entry_id, r.order_id, o.order_no, o.bag_no, o.worker_id, w.worker_no, w.name, o.operation_id, p.name, p.unit,
       o.price, r.returned_on, r.inspected_on, r.pay_on, r.good, r.defect_own, r.defect_other, r.rework, r.inspects,
       r.reverses, (SELECT u.id FROM takehome_return u WHERE u.workshop_id = r.workshop_id AND u.reverses = r.id),
       r.reason, r.recorded_at, r.recorded_by
FROM takehome_return r JOIN takehome_order o ON o.workshop_id = r.workshop_id AND o.id = r.order_id
JOIN worker w ON w.workshop_id = o.workshop_id AND w.id = o.worker_id
JOIN operation p ON p.workshop_id = o.workshop_id AND p.id = o.operation_id
WHERE r.workshop_id = :w {only} ORDER BY r.returned_on, r.recorded_at, r.id"""

_STANDS = """AND r.reverses IS NULL
  AND NOT EXISTS (SELECT 1 FROM takehome_return u WHERE u.workshop_id = r.workshop_id AND u.reverses = r.id)"""

_BACK = """
SELECT x.return_id, m.position, m.name, m.unit, x.quantity FROM takehome_return_material x
JOIN takehome_material m ON m.workshop_id = x.workshop_id AND m.id = x.material_id
JOIN takehome_return r ON r.workshop_id = x.workshop_id AND r.id = x.return_id
WHERE x.workshop_id = :w {only} ORDER BY m.position"""

_SHARES = """
SELECT s.return_id, s.worker_id, w.worker_no, w.name, s.pieces FROM takehome_return_share s
JOIN worker w ON w.workshop_id = s.workshop_id AND w.id = s.worker_id
JOIN takehome_return r ON r.workshop_id = s.workshop_id AND r.id = s.return_id
WHERE s.workshop_id = :w {only} ORDER BY w.worker_no"""

_SUPPLIES = """
SELECT s.id, s.entry_id, s.order_id, m.position, m.name, m.unit, s.supplied_on, s.quantity, s.reverses,
       (SELECT u.id FROM takehome_supply u WHERE u.workshop_id = s.workshop_id AND u.reverses = s.id),
       s.reason, s.recorded_at, s.recorded_by
FROM takehome_supply s JOIN takehome_material m ON m.workshop_id = s.workshop_id AND m.id = s.material_id
WHERE s.workshop_id = :w AND s.order_id = :order ORDER BY s.supplied_on, s.recorded_at, m.position, s.id"""

_MEMBERS = """
SELECT m.worker_id, w.worker_no, w.name, m.weight,
       COALESCE((SELECT SUM(s.pieces) FROM takehome_return_share s
                 JOIN takehome_return r ON r.workshop_id = s.workshop_id AND r.id = s.return_id
                 WHERE s.workshop_id = m.workshop_id AND s.worker_id = m.worker_id AND r.order_id = m.order_id), 0)
FROM takehome_member m JOIN worker w ON w.workshop_id = m.workshop_id AND w.id = m.worker_id
WHERE m.workshop_id = :w AND m.order_id = :order ORDER BY w.worker_no"""

_MARKS = """
SELECT id, subject, subject_id, side, way, at, by FROM takehome_mark
WHERE workshop_id = :w AND order_id = :order ORDER BY at, id"""


class MaterialBack(NamedTuple):
    """Material brought back with a return, in 1/1000 of its unit."""

    position: int
    name: str
    unit: str
    quantity: int


class ShareLine(NamedTuple):
    """A member's part of a return's paid pieces."""

    worker_id: int
    worker_no: str
    name: str
    pieces: int


class ReturnLine(NamedTuple):
    """A return, an inspection (`inspects` a delivery) or a reversal (`reverses`, negative); `reversed_by` took it back."""

    id: int
    entry_id: str
    order_id: int
    order_no: str
    bag_no: int | None
    worker_id: int
    worker_no: str
    name: str
    operation_id: int
    operation: str
    unit: str
    price: int | None
    returned_on: date
    inspected_on: date | None
    pay_on: date | None
    good: int
    defect_own: int
    defect_other: int
    rework: int
    inspects: int | None
    reverses: int | None
    reversed_by: int | None
    reason: str
    recorded_at: datetime
    recorded_by: str
    materials: tuple[MaterialBack, ...]
    shares: tuple[ShareLine, ...]

    @property
    def stands(self) -> bool:
        """Neither a reversal nor taken back."""
        return self.reverses is None and self.reversed_by is None

    @property
    def paid(self) -> int:
        """Pieces that are paid; 0 until the inspection."""
        return self.good + self.defect_other if self.inspected_on else 0


class SupplyLine(NamedTuple):
    """Material handed out, or taken back (`reverses`, negative)."""

    id: int
    entry_id: str
    order_id: int
    position: int
    name: str
    unit: str
    supplied_on: date
    quantity: int
    reverses: int | None
    reversed_by: int | None
    reason: str
    recorded_at: datetime
    recorded_by: str


class MemberLine(NamedTuple):
    """One of those who share an order, with what he has been paid for so far."""

    worker_id: int
    worker_no: str
    name: str
    weight: int
    pieces: int


class MarkLine(NamedTuple):
    """A signature or photo, without its image."""

    id: int
    subject: str
    subject_id: int
    side: str
    way: str
    at: datetime
    by: str


def list_returns(
    workshop_id: int,
    first: date | None = None,
    last: date | None = None,
    order_id: int | None = None,
    worker_id: int | None = None,
    waiting: bool = False,
    standing: bool = False,
    return_id: int | None = None,
) -> list[ReturnLine]:
    """Returns by the day they came, of an order or a person, or all; three statements.

    `waiting`: only what is to be inspected; `standing`: without reversals and what they reverse.
    """
    wanted = {"order_id": order_id, "return_id": return_id, "worker_id": worker_id, "first": first, "last": last}
    columns = {
        "order_id": "r.order_id =",
        "return_id": "r.id =",
        "first": "r.returned_on >=",
        "last": "r.returned_on <=",
    }
    values = {name: value for name, value in wanted.items() if value is not None}
    parts = [f"AND {columns[name]} :{name}" for name in values if name in columns]
    if worker_id is not None:
        parts.append(
            "AND r.order_id IN (SELECT id FROM takehome_order WHERE workshop_id = :w AND worker_id = :worker_id)"
        )
    parts += [_STANDS] if standing or waiting else []
    parts += ["AND r.inspected_on IS NULL"] if waiting else []
    only = " ".join(parts)
    rows = fetch_all(_RETURNS.format(only=only), w=workshop_id, **values)
    back = _grouped(_BACK.format(only=only), workshop_id, values, MaterialBack._make)
    shares = _grouped(_SHARES.format(only=only), workshop_id, values, ShareLine._make)
    return [_return(row, tuple(back.get(row[0], ())), tuple(shares.get(row[0], ()))) for row in rows]


def _grouped(sql: str, workshop_id: int, values: dict[str, Any], make: Any) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for key, *rest in fetch_all(sql, w=workshop_id, **values):
        found.setdefault(key, []).append(make(rest))
    return found


def _return(row: tuple[Any, ...], back: tuple[MaterialBack, ...], shares: tuple[ShareLine, ...]) -> ReturnLine:
    days = (to_day(day) for day in row[12:15])
    return ReturnLine._make((*row[:12], *days, *row[15:23], to_moment(row[23]), row[24], back, shares))


def list_supplies(workshop_id: int, order_id: int) -> list[SupplyLine]:
    """Everything handed out for an order, in its order."""
    found = fetch_all(_SUPPLIES, w=workshop_id, order=order_id)
    return [SupplyLine._make((*row[:6], to_day(row[6]), *row[7:11], to_moment(row[11]), row[12])) for row in found]


def list_members(workshop_id: int, order_id: int) -> list[MemberLine]:
    """Those who share an order; none: the holder alone."""
    return [MemberLine._make(row) for row in fetch_all(_MEMBERS, w=workshop_id, order=order_id)]


def list_marks(workshop_id: int, order_id: int) -> list[MarkLine]:
    """Signatures and photos of an order and all that happened to it."""
    found = fetch_all(_MARKS, w=workshop_id, order=order_id)
    return [MarkLine._make((*row[:5], to_moment(row[5]), row[6])) for row in found]


def find_image(workshop_id: int, mark_id: int) -> tuple[str, str] | None:
    """(way, image) of a mark: path data of strokes, or base64 of a JPEG; None where there is none."""
    sql = "SELECT way, image FROM takehome_mark WHERE workshop_id = :w AND id = :id AND image IS NOT NULL"
    found = fetch_all(sql, w=workshop_id, id=mark_id)
    return (found[0][0], unseal(found[0][1], "takehome_mark", "image", workshop_id, mark_id)) if found else None
