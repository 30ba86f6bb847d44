"""What a tablet takes along: names, operations, prices, days. Never identity numbers, cards or categories."""

import base64
import hashlib
import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from workshop.access.pins import list_pin_holders
from workshop.access.roles import MANAGER, SUPERVISOR
from workshop.floor.queries.standing import NO_REVERSAL
from workshop.kernel.calendar import CalendarMissing
from workshop.people.queries import Workshop, find_workshop_by_id, load_calendar
from workshop.store.backup import get_epoch
from workshop.store.database import fetch_all

AROUND = 10  # days before and after today whose bands travel along
RECENT = timedelta(days=3)
# Parts of the document that rooms above the floor give, by name: (workshop, today) -> what is sent along.
PARTS: dict[str, Callable[[int, date], Any]] = {}


def build_reference(workshop_id: int, on: date) -> dict[str, Any]:
    """The document of `GET /api/reference`. Its version is `moment.digest`: prices recorded up to the moment are in it."""
    workshop = find_workshop_by_id(workshop_id)
    assert workshop is not None
    document = {
        "workshop": {"code": workshop.code, "name": workshop.name, "weekly_rest": workshop.weekly_rest},
        "today": on.isoformat(),
        "epoch": get_epoch(),
        "supervisors": _supervisors(workshop_id),
        "workers": _workers(workshop_id, on),
        "products": _products(workshop_id),
        "operations": _operations(workshop_id, on),
        "days": _days(workshop, on),
        "yesterday": _yesterday(workshop_id, on),
        "counts": _counts(workshop_id, on),
        "attendance": _attendance(workshop_id, on),
    } | {name: build(workshop_id, on) for name, build in PARTS.items()}
    digest = hashlib.sha256(json.dumps(document, sort_keys=True).encode()).hexdigest()[:16]
    ((moment,),) = fetch_all("SELECT MAX(recorded_at) FROM price WHERE workshop_id = :w", w=workshop_id)
    known = datetime.fromisoformat(str(moment)) if moment else datetime(2000, 1, 1)
    return {"version": f"{known.isoformat()}.{digest}"} | document


def _supervisors(workshop_id: int) -> list[dict[str, Any]]:
    return [
        {
            "id": str(account_id),
            "name": name,
            "photo": f"data:image/jpeg;base64,{_base64(photo)}" if photo else None,
            "pin": {"salt": _base64(salt), "hash": _base64(hashed), "iterations": iterations},
        }
        for account_id, name, photo, salt, hashed, iterations in list_pin_holders(workshop_id, (SUPERVISOR, MANAGER))
    ]


def _workers(workshop_id: int, on: date) -> list[dict[str, Any]]:
    found = fetch_all(
        "SELECT w.id, w.worker_no, w.name, w.initials, w.hire_date, w.leave_date, t.hours_system, t.grade FROM worker w"
        " LEFT JOIN worker_terms t ON t.workshop_id = w.workshop_id AND t.worker_id = w.id AND t.valid_from ="
        " (SELECT MAX(l.valid_from) FROM worker_terms l WHERE l.workshop_id = w.workshop_id AND l.worker_id = w.id"
        " AND l.valid_from <= :on) WHERE w.workshop_id = :w AND (w.leave_date IS NULL OR w.leave_date >= :recent)"
        " ORDER BY w.worker_no",
        w=workshop_id,
        on=on.isoformat(),
        recent=(on - RECENT).isoformat(),
    )
    names = ("no", "name", "initials", "hire", "leave", "system", "grade")
    return [{"id": str(key), "photo": None} | dict(zip(names, map(_text, rest), strict=True)) for key, *rest in found]


def _products(workshop_id: int) -> list[dict[str, Any]]:
    found = fetch_all("SELECT code, name FROM product WHERE workshop_id = :w ORDER BY code", w=workshop_id)
    return [{"code": code, "name": name} for code, name in found]


def _operations(workshop_id: int, on: date) -> list[dict[str, Any]]:
    prices: dict[int, list[dict[str, Any]]] = {}
    for operation, grade, start, rate in fetch_all(
        "SELECT p.operation_id, p.grade, p.valid_from, p.rate FROM price p WHERE p.workshop_id = :w AND p.version ="
        " (SELECT MAX(l.version) FROM price l WHERE l.workshop_id = p.workshop_id AND l.operation_id = p.operation_id"
        " AND l.grade = p.grade AND l.valid_from = p.valid_from) ORDER BY p.operation_id, p.grade, p.valid_from",
        w=workshop_id,
    ):
        prices.setdefault(operation, []).append({"grade": grade, "from": _text(start), "rate": rate})
    found = fetch_all(
        "SELECT o.id, o.code, o.name, p.code, o.unit, o.seq FROM operation o JOIN product p ON p.workshop_id = o.workshop_id"
        " AND p.id = o.product_id WHERE o.workshop_id = :w AND (o.withdrawn_on IS NULL OR o.withdrawn_on > :recent)"
        " ORDER BY p.code, o.seq",
        w=workshop_id,
        recent=(on - RECENT).isoformat(),
    )
    return [
        {
            "id": str(key),
            "code": code,
            "name": name,
            "product": product,
            "unit": unit,
            "seq": seq,
            "prices": prices.get(key, []),
        }
        for key, code, name, product, unit, seq in found
    ]


def _days(workshop: Workshop, on: date) -> list[dict[str, Any]]:
    calendar = load_calendar(workshop.id)
    days = []
    for offset in range(-AROUND, AROUND + 1):
        day = on + timedelta(days=offset)
        try:
            days.append({"date": day.isoformat(), "band": calendar.band(day)})
        except CalendarMissing:
            continue  # a year nobody has entered: the tablet shows no band rather than a guessed one
    return days


def _yesterday(workshop_id: int, on: date) -> dict[str, list[str]]:
    found = fetch_all(
        "SELECT DISTINCT operation_id, worker_id FROM output WHERE workshop_id = :w AND date ="
        " (SELECT MAX(date) FROM output WHERE workshop_id = :w AND date < :on)",
        w=workshop_id,
        on=on.isoformat(),
    )
    crews: dict[str, list[str]] = {}
    for operation, worker in found:
        crews.setdefault(str(operation), []).append(str(worker))
    return {operation: sorted(workers) for operation, workers in sorted(crews.items())}


def _counts(workshop_id: int, on: date) -> list[dict[str, Any]]:
    found = fetch_all(
        "SELECT o.id, o.date, o.worker_id, o.operation_id, o.good, o.defect_own, o.defect_other, o.recorded_by FROM output o"
        f" WHERE o.workshop_id = :w AND o.date >= :recent AND {NO_REVERSAL} AND NOT EXISTS (SELECT 1 FROM output r"
        " WHERE r.workshop_id = o.workshop_id AND r.reverses = o.id) ORDER BY o.id",
        w=workshop_id,
        recent=(on - RECENT).isoformat(),
    )
    return [
        {"id": key, "date": _text(day), "worker": str(worker), "operation": str(operation)}
        | {"good": _units(good), "defect_own": _units(own), "defect_other": _units(other), "by": by}
        for key, day, worker, operation, good, own, other, by in found
    ]


def _attendance(workshop_id: int, on: date) -> list[dict[str, Any]]:
    found = fetch_all(
        "SELECT a.date, a.worker_id, a.status FROM attendance a WHERE a.workshop_id = :w AND a.date >= :recent AND a.status <> ''"
        " AND a.version = (SELECT MAX(l.version) FROM attendance l WHERE l.workshop_id = a.workshop_id"
        " AND l.worker_id = a.worker_id AND l.date = a.date) ORDER BY a.date, a.worker_id",
        w=workshop_id,
        recent=(on - RECENT).isoformat(),
    )
    return [{"date": _text(day), "worker": str(worker), "status": status} for day, worker, status in found]


def _units(thousandths: int) -> str:
    whole, rest = divmod(thousandths, 1000)
    return f"{whole}.{rest:03d}".rstrip("0").rstrip(".")


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode()
