"""What actions decide on: one order as it stands, who has which bag, the household, the usual pace, the limits."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from workshop.floor.queries.moments import to_day
from workshop.store.database import fetch_all
from workshop.takehome.queries.balances import PIECES, Only, load_balances, pieces_due, pieces_of
from workshop.takehome.rules.balance import Pieces
from workshop.takehome.rules.entries import OrderRef
from workshop.takehome.rules.load import LOOK_BACK, Limit, Work, daily_pace
from workshop.takehome.rules.relation import Relation, relation_of
from workshop.takehome.rules.returning import MaterialState, OrderState
from workshop.takehome.rules.sharing import Sharer

_ORDER = f"""
SELECT o.id, o.order_no, o.worker_id, w.name, o.operation_id, o.issued_on, o.closed_on, o.voided_on, o.price, o.quantity,
       COALESCE(r.good, 0), COALESCE(r.own, 0), COALESCE(r.other, 0), COALESCE(r.waiting, 0), COALESCE(r.rework, 0)
FROM takehome_order o JOIN worker w ON w.workshop_id = o.workshop_id AND w.id = o.worker_id
LEFT JOIN ({pieces_of("AND order_id = :order")}) r ON r.order_id = o.id WHERE o.workshop_id = :w AND o.id = :order"""

_MATERIALS = """
SELECT m.position, m.name, m.unit,
       COALESCE((SELECT SUM(s.quantity) FROM takehome_supply s
                 WHERE s.workshop_id = m.workshop_id AND s.material_id = m.id), 0),
       COALESCE((SELECT SUM(x.quantity) FROM takehome_return_material x
                 WHERE x.workshop_id = m.workshop_id AND x.material_id = m.id), 0),
       m.per_piece, m.loss_allowance
FROM takehome_material m WHERE m.workshop_id = :w AND m.order_id = :order ORDER BY m.position"""

_SHARERS = """
SELECT m.worker_id, w.worker_no, m.weight FROM takehome_member m
JOIN worker w ON w.workshop_id = m.workshop_id AND w.id = m.worker_id
WHERE m.workshop_id = :w AND m.order_id = :order ORDER BY w.worker_no"""

# A bag goes from order to order: on a day it is in the order that had it then.
_BAG = """
SELECT id FROM takehome_order WHERE workshop_id = :w AND bag_no = :bag AND voided_on IS NULL
ORDER BY CASE WHEN issued_on > :day THEN 2 WHEN closed_on IS NULL OR closed_on >= :day THEN 0 ELSE 1 END,
         issued_on DESC, id DESC LIMIT 1"""

_SAME_DAY = """
SELECT DISTINCT w.name FROM worker w JOIN takehome_order o ON o.workshop_id = w.workshop_id AND o.worker_id = w.id
{returns}
WHERE w.workshop_id = :w AND w.household_id = (SELECT household_id FROM worker WHERE workshop_id = :w AND id = :worker)
  AND w.id NOT IN :people AND o.operation_id = :operation AND o.voided_on IS NULL AND {day} = :day ORDER BY w.name"""
_RETURNS = """JOIN takehome_return r ON r.workshop_id = o.workshop_id AND r.order_id = o.id AND r.reverses IS NULL
  AND NOT EXISTS (SELECT 1 FROM takehome_return u WHERE u.workshop_id = r.workshop_id AND u.reverses = r.id)"""

_LIMITS = """
SELECT worker_id, household_id, pieces, days, blocks FROM takehome_limit
WHERE workshop_id = :w AND valid_from <= :day ORDER BY valid_from, recorded_at, id"""

_PACE = """
SELECT o.operation_id, SUM(r.good + r.defect_own + r.defect_other), MIN(o.issued_on), MAX(r.returned_on)
FROM takehome_return r JOIN takehome_order o ON o.workshop_id = r.workshop_id AND o.id = r.order_id
WHERE r.workshop_id = :w AND o.worker_id IN :people AND r.returned_on BETWEEN :since AND :day AND o.issued_on >= :since
GROUP BY o.operation_id"""

_WORK = f"""
SELECT o.id, o.operation_id, p.unit, o.quantity, COALESCE(r.good, 0), COALESCE(r.own, 0), COALESCE(r.other, 0),
       COALESCE(r.waiting, 0), COALESCE(r.rework, 0)
FROM takehome_order o JOIN worker w ON w.workshop_id = o.workshop_id AND w.id = o.worker_id
JOIN operation p ON p.workshop_id = o.workshop_id AND p.id = o.operation_id
LEFT JOIN batch_order b ON b.workshop_id = o.workshop_id AND b.order_id = o.id
LEFT JOIN ({PIECES}) r ON r.order_id = o.id WHERE o.workshop_id = :w AND o.voided_on IS NULL {{only}}"""

_RELATION = """
SELECT (SELECT t.hours_system FROM worker_terms t WHERE t.workshop_id = :w AND t.worker_id = :worker AND t.valid_from <= :day
        ORDER BY t.valid_from DESC LIMIT 1),
       (SELECT c.kind FROM contract c WHERE c.workshop_id = :w AND c.worker_id = :worker
          AND (c.valid_from IS NULL OR c.valid_from <= :day) AND (c.valid_to IS NULL OR c.valid_to >= :day)
        ORDER BY CASE WHEN c.valid_from IS NULL THEN 0 ELSE 1 END DESC, c.valid_from DESC, c.id DESC LIMIT 1)"""


def find_order_id(workshop_id: int, ref: OrderRef, on: date) -> int | None:
    """The order that is meant on a day."""
    if ref.order_id is not None:
        found = fetch_all(
            "SELECT id FROM takehome_order WHERE workshop_id = :w AND id = :id", w=workshop_id, id=ref.order_id
        )
    elif ref.issue_id:
        sql = "SELECT id FROM takehome_order WHERE workshop_id = :w AND entry_id = :entry"
        found = fetch_all(sql, w=workshop_id, entry=ref.issue_id)
    elif ref.bag_no is not None:
        found = fetch_all(_BAG, w=workshop_id, bag=ref.bag_no, day=on)
    else:
        found = []
    return found[0][0] if found else None


def load_state(workshop_id: int, order_id: int) -> OrderState:
    """One order as it stands; it must be there."""
    [row] = fetch_all(_ORDER, w=workshop_id, order=order_id)
    materials = tuple(
        MaterialState._make((*found[:3], int(found[3]), int(found[4]), *found[5:]))
        for found in fetch_all(_MATERIALS, w=workshop_id, order=order_id)
    )
    people = (row[2], *(one.worker_id for one in load_sharers(workshop_id, order_id) if one.worker_id != row[2]))
    return OrderState(
        order_id=row[0],
        order_no=row[1],
        worker_id=row[2],
        holder=row[3],
        operation_id=row[4],
        issued_on=to_day(row[5]),
        closed_on=to_day(row[6]),
        voided_on=to_day(row[7]),
        price=row[8],
        quantity=row[9],
        pieces=Pieces(*map(int, row[10:])),
        materials=materials,
        people=people,
    )


def load_sharers(workshop_id: int, order_id: int) -> tuple[Sharer, ...]:
    """Those who share an order, by worker number; none: the holder alone."""
    return tuple(Sharer(*found) for found in fetch_all(_SHARERS, w=workshop_id, order=order_id))


def material_ids(workshop_id: int, order_id: int) -> dict[int, int]:
    """Position → id of the materials of an order."""
    sql = "SELECT position, id FROM takehome_material WHERE workshop_id = :w AND order_id = :order"
    return dict(fetch_all(sql, w=workshop_id, order=order_id))  # type: ignore[arg-type]


def open_bag(workshop_id: int, bag_no: int | None) -> str:
    """The number of the open order that has a bag, empty for none."""
    sql = (
        "SELECT order_no FROM takehome_order WHERE workshop_id = :w AND bag_no = :bag"
        " AND closed_on IS NULL AND voided_on IS NULL"
    )
    found = fetch_all(sql, w=workshop_id, bag=bag_no) if bag_no is not None else []
    return found[0][0] if found else ""


def next_number(workshop_id: int, issued_on: date) -> str:
    """The next free number of a day: `W260302-01`."""
    head = f"W{issued_on:%y%m%d}-"
    sql = "SELECT order_no FROM takehome_order WHERE workshop_id = :w AND order_no LIKE :head"
    tails = (number.removeprefix(head) for (number,) in fetch_all(sql, w=workshop_id, head=f"{head}%"))
    last = max((int(tail) for tail in tails if tail.isascii() and tail.isdigit()), default=0)
    return f"{head}{last + 1:02d}"


def load_households(workshop_id: int, worker_ids: Iterable[int]) -> dict[int, int]:
    """Worker → household of those who have one."""
    sql = "SELECT id, household_id FROM worker WHERE workshop_id = :w AND id IN :ids AND household_id IS NOT NULL"
    return dict(fetch_all(sql, w=workshop_id, ids=list(worker_ids)))  # type: ignore[arg-type]


def same_day_names(
    workshop_id: int, worker_id: int, operation_id: int, on: date, people: Iterable[int], returned: bool = False
) -> tuple[str, ...]:
    """Others of the household who took the same operation home on a day, or brought it back, on orders of their own."""
    day = "r.returned_on" if returned else "o.issued_on"
    sql = _SAME_DAY.format(returns=_RETURNS if returned else "", day=day)
    values: dict[str, Any] = {"worker": worker_id, "operation": operation_id, "day": on, "people": list(people)}
    return tuple(name for (name,) in fetch_all(sql, w=workshop_id, **values))


def find_limit(workshop_id: int, worker_id: int, household_id: int | None, on: date) -> Limit | None:
    """The nearest limit in force: the person's, the household's, everyone's; of several the latest."""
    found: dict[str, Limit] = {}
    for worker, household, pieces, days, blocks in fetch_all(_LIMITS, w=workshop_id, day=on):
        whose = "本人" if worker is not None else "全户" if household is not None else "每人"
        if (worker is None or worker == worker_id) and (household is None or household == household_id):
            found[whose] = Limit(pieces, days, bool(blocks), whose)
    limits = [found[whose] for whose in ("本人", "全户", "每人") if whose in found]
    return limits[0] if limits and (limits[0].pieces is not None or limits[0].days is not None) else None


def load_work(workshop_id: int, only: Only) -> list[Work]:
    """Pieces still to come of the open orders that are wanted, order by order."""
    where, values = only.sql()
    materials: dict[int, list[Any]] = {}
    for line in load_balances(workshop_id, only):
        materials.setdefault(line.order_id, []).append(line)
    return [
        Work(operation, pieces_due(quantity, unit, materials.get(key, []), Pieces(*map(int, counts)))[1])
        for key, operation, unit, quantity, *counts in fetch_all(_WORK.format(only=where), w=workshop_id, **values)
    ]


def load_paces(workshop_id: int, people: Iterable[int], on: date) -> dict[int, int | None]:
    """Pieces a day (1/1000) by operation: as these people delivered in the last ninety days, else by the standard seconds."""
    standard = fetch_all("SELECT id, std_seconds FROM operation WHERE workshop_id = :w", w=workshop_id)
    paces = {operation: daily_pace(0, 0, seconds) for operation, seconds in standard}
    since = on - timedelta(days=LOOK_BACK)
    for operation, pieces, first, last in fetch_all(_PACE, w=workshop_id, people=list(people), since=since, day=on):
        paces[operation] = daily_pace(int(pieces), (to_day(last) - to_day(first)).days + 1, None) or paces.get(
            operation
        )
    return paces


def load_relation(workshop_id: int, worker_id: int, on: date) -> Relation:
    """The legal kind of the relation with a person on a day, with its reason."""
    [(system, contract)] = fetch_all(_RELATION, w=workshop_id, worker=worker_id, day=on)
    return relation_of(system or "standard", contract or "")
