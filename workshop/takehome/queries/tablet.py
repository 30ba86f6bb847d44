"""What a tablet takes along of take-home work: bags that are out, the usual work and who takes it. No identity numbers."""

import hashlib
from datetime import date, timedelta
from typing import Any

from workshop.access.codes import make_code
from workshop.floor.queries.moments import to_day
from workshop.store.database import fetch_all
from workshop.takehome.queries.balances import PIECES, MaterialLine, Only, load_balances

LOOK_BACK = timedelta(days=180)  # work that nobody has taken home for so long is not offered
CLOSED_LATELY = timedelta(days=3)  # so that a closing may be taken back on the tablet
SENT_LATELY = timedelta(days=14)  # by the work date, on which the inbox is indexed
MOST_JOBS = 40
USUAL_DAYS, MOST_DAYS = 7, 60

_BAGS = f"""
SELECT o.id, o.entry_id, o.bag_no, o.order_no, o.worker_id, o.operation_id, o.issued_on, o.due_on, o.closed_on, o.price,
       o.quantity, o.relation, o.most, COALESCE(r.good, 0), COALESCE(r.own, 0), COALESCE(r.other, 0),
       COALESCE(r.waiting, 0), COALESCE(r.rework, 0)
FROM takehome_order o LEFT JOIN ({PIECES}) r ON r.order_id = o.id
WHERE o.workshop_id = :w AND o.voided_on IS NULL AND (o.closed_on IS NULL OR o.closed_on >= :lately)
ORDER BY o.issued_on, o.order_no"""

_RECENT = """
SELECT o.id, o.worker_id, o.operation_id, o.issued_on, o.due_on FROM takehome_order o
WHERE o.workshop_id = :w AND o.voided_on IS NULL AND o.issued_on >= :since
ORDER BY o.issued_on DESC, o.recorded_at DESC, o.id DESC"""

_TERMS = """
SELECT m.order_id, m.name, m.unit, m.per_piece, m.loss_allowance, m.price FROM takehome_material m
JOIN takehome_order o ON o.workshop_id = m.workshop_id AND o.id = m.order_id
WHERE m.workshop_id = :w AND o.voided_on IS NULL AND o.issued_on >= :since ORDER BY m.order_id, m.position"""

_APPLIED = """
SELECT i.id FROM inbox i WHERE i.workshop_id = :w AND i.date >= :since
  AND i.kind IN ('takehome_issue', 'takehome_return', 'takehome_close', 'reverse')
  AND (SELECT j.state FROM judgement j WHERE j.workshop_id = i.workshop_id AND j.event_id = i.id
       ORDER BY j.version DESC LIMIT 1) = 'applied'
ORDER BY i.id"""

_TABLETS = "SELECT id FROM device WHERE workshop_id = :w AND revoked_at IS NULL ORDER BY enrolled_at, id"


def build_takehome(workshop_id: int, on: date) -> dict[str, Any] | None:
    """The part of the reference about take-home work; None for a workshop that gives none home.

    Pieces and material in 1/1000 of their unit, material per piece, loss and prices in 1/10000, `most` in fen.
    """
    recent = fetch_all(_RECENT, w=workshop_id, since=on - LOOK_BACK)
    bags = _list_bags(workshop_id, on)
    if not recent and not bags:
        return None
    jobs, job_of = _list_jobs(workshop_id, on, recent)
    last: dict[str, str] = {}
    for order_id, worker_id, *_ in recent:
        if order_id in job_of:
            last.setdefault(str(worker_id), job_of[order_id])
    [(highest,)] = fetch_all("SELECT MAX(bag_no) FROM takehome_order WHERE workshop_id = :w", w=workshop_id)
    return {
        "code": make_code("bag", workshop_id, 1).partition("-")[0] + "-",
        "next_bag": str((highest or 0) + 1),
        "tablets": [str(key) for (key,) in fetch_all(_TABLETS, w=workshop_id)],
        "due_days": _usual_days(recent),
        "people": list(dict.fromkeys(str(worker_id) for _, worker_id, *_ in recent)),
        "jobs": jobs,
        "last": last,
        "bags": bags,
        "applied": _list_applied(workshop_id, on),
    }


def _list_bags(workshop_id: int, on: date) -> list[dict[str, Any]]:
    found = fetch_all(_BAGS, w=workshop_id, lately=on - CLOSED_LATELY)
    closed = tuple(row[0] for row in found if row[8] is not None)
    lines = load_balances(workshop_id, Only(open_only=True))
    if closed:
        lines = lines + load_balances(workshop_id, Only(order_ids=closed))
    materials: dict[int, list[MaterialLine]] = {}
    for line in lines:
        materials.setdefault(line.order_id, []).append(line)
    return [_bag(row, materials.get(row[0], [])) for row in found]


def _bag(row: tuple[Any, ...], materials: list[MaterialLine]) -> dict[str, Any]:
    key, entry, bag, number, worker, operation, issued, due, closed, price, quantity, relation, most, *pieces = row
    good, own, other, waiting, rework = map(int, pieces)
    return {
        "order": str(key),
        "issue": entry,
        "bag": number if bag is None else str(bag),
        "worker": str(worker),
        "operation": str(operation),
        "issued_on": str(issued),
        "due": None if due is None else str(due),
        "closed": None if closed is None else str(closed),
        "price": price,
        "quantity": quantity,
        "contract": relation == "contract" if relation else None,
        "most": most,
        "good": good,
        "own": own,
        "other": other,
        "waiting": waiting,
        "rework": rework,
        "materials": [_material(line) for line in materials],
    }


def _material(line: MaterialLine) -> dict[str, Any]:
    given = {"position": line.position, "issued": line.balance.issued, "returned": line.balance.returned}
    return given | _terms(line.name, line.unit, line.per_piece, line.loss_allowance, line.price)


def _terms(name: str, unit: str, per_piece: int | None, loss: int, price: int | None) -> dict[str, Any]:
    return {"name": name, "unit": unit, "per_piece": per_piece, "loss": loss, "price": price}


def _list_jobs(
    workshop_id: int, on: date, recent: list[tuple[Any, ...]]
) -> tuple[list[dict[str, Any]], dict[int, str]]:
    """(the kinds of work given home, the latest first, with the terms they were given on last; order → kind)."""
    materials: dict[int, list[dict[str, Any]]] = {}
    for order_id, *terms in fetch_all(_TERMS, w=workshop_id, since=on - LOOK_BACK):
        materials.setdefault(order_id, []).append(_terms(*terms))
    jobs: dict[str, dict[str, Any]] = {}
    job_of = {}
    for order_id, _, operation_id, *_ in recent:
        listed = materials.get(order_id, [])
        names = "\n".join(f"{one['name']}\t{one['unit']}" for one in listed)
        key = f"{operation_id}:{hashlib.sha256(names.encode()).hexdigest()[:8]}"
        if key not in jobs and len(jobs) < MOST_JOBS:
            jobs[key] = {"id": key, "operation": str(operation_id), "materials": listed}
        if key in jobs:
            job_of[order_id] = key
    return list(jobs.values()), job_of


def _usual_days(recent: list[tuple[Any, ...]]) -> int:
    """The days that the last order with a day gave."""
    spans = ((to_day(due) - to_day(issued)).days for *_, issued, due in recent if due is not None)
    return min(MOST_DAYS, max(1, next(spans, USUAL_DAYS)))


def _list_applied(workshop_id: int, on: date) -> list[str]:
    """Events of tablets that are in the figures above already: a tablet that did not hear of it must not add them again."""
    return [event_id for (event_id,) in fetch_all(_APPLIED, w=workshop_id, since=on - SENT_LATELY)]
