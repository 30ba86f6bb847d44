"""Everything that was recorded for one worker in a span, with who, when and from where: for papers that are handed out."""

from datetime import date
from typing import Any

from workshop.pay.queries.provenance import Provenance, load_provenance
from workshop.store.database import fetch_all

_OUTPUT = """
SELECT e.id, e.import_id, e.date, e.pay_on, o.code, o.name, o.unit, e.good, e.defect_own, e.defect_other, e.band, e.price,
  e.price_from, e.price_grade, e.defect_charge, e.recorded_at, e.recorded_by, e.reverses, e.reason
FROM output e JOIN operation o ON o.workshop_id = e.workshop_id AND o.id = e.operation_id
WHERE e.workshop_id = :w AND e.worker_id = :worker AND (e.date BETWEEN :first AND :last OR e.pay_on BETWEEN :first AND :last)
ORDER BY e.date, e.recorded_at, e.id"""

_TEAM = """
SELECT e.id, e.import_id, e.date, e.pay_on, o.code, o.name, o.unit, e.quantity, e.split, e.band, e.price, e.price_from,
  e.amount, s.minutes, s.weight, s.share, e.recorded_at, e.recorded_by, e.reverses, e.reason
FROM team_output e JOIN team_share s ON s.workshop_id = e.workshop_id AND s.team_output_id = e.id
JOIN operation o ON o.workshop_id = e.workshop_id AND o.id = e.operation_id
WHERE e.workshop_id = :w AND s.worker_id = :worker AND (e.date BETWEEN :first AND :last OR e.pay_on BETWEEN :first AND :last)
ORDER BY e.date, e.recorded_at, e.id"""

_HOURS = """
SELECT e.id, e.import_id, e.date, e.pay_on, e.activity, e.minutes, e.rate, e.band, e.recorded_at, e.recorded_by, e.reverses,
  e.reason
FROM hours e
WHERE e.workshop_id = :w AND e.worker_id = :worker AND (e.date BETWEEN :first AND :last OR e.pay_on BETWEEN :first AND :last)
ORDER BY e.date, e.recorded_at, e.id"""

_ATTENDANCE = """
SELECT a.date, a.version, a.status, a.clock_in, a.clock_out, a.overtime_minutes, a.reason, a.recorded_at, a.recorded_by,
  i.file_name
FROM attendance a LEFT JOIN import i ON i.workshop_id = a.workshop_id AND i.id = a.import_id
WHERE a.workshop_id = :w AND a.worker_id = :worker AND a.date BETWEEN :first AND :last ORDER BY a.date, a.version"""

_RETURNS = """
SELECT o.order_no, p.code, p.name, p.unit, o.issued_on, r.returned_on, r.inspected_on, r.pay_on, r.good, r.defect_own,
  r.defect_other, r.rework, s.pieces, o.price, r.recorded_at, r.recorded_by, i.file_name, r.reverses, r.inspects, r.reason,
  r.id
FROM takehome_return r JOIN takehome_order o ON o.workshop_id = r.workshop_id AND o.id = r.order_id
JOIN operation p ON p.workshop_id = o.workshop_id AND p.id = o.operation_id
LEFT JOIN takehome_return_share s ON s.workshop_id = r.workshop_id AND s.return_id = r.id AND s.worker_id = :worker
LEFT JOIN import i ON i.workshop_id = r.workshop_id AND i.id = r.import_id
WHERE r.workshop_id = :w AND (o.worker_id = :worker OR s.worker_id = :worker)
  AND (r.returned_on BETWEEN :first AND :last OR r.pay_on BETWEEN :first AND :last)
ORDER BY r.returned_on, r.id"""

_SUPPLIES = """
SELECT o.order_no, u.supplied_on, m.name, m.unit, u.quantity, u.recorded_at, u.recorded_by, i.file_name, u.reverses, u.reason
FROM takehome_supply u JOIN takehome_order o ON o.workshop_id = u.workshop_id AND o.id = u.order_id
JOIN takehome_material m ON m.workshop_id = u.workshop_id AND m.id = u.material_id
LEFT JOIN import i ON i.workshop_id = u.workshop_id AND i.id = u.import_id
WHERE u.workshop_id = :w AND o.worker_id = :worker AND u.supplied_on BETWEEN :first AND :last
ORDER BY u.supplied_on, u.id"""

_OWED = """
SELECT a.date, '借支', a.amount_fen, a.reason, '', NULL, s.period FROM advance a
LEFT JOIN slip_source j ON j.workshop_id = a.workshop_id AND j.kind = 'advance' AND j.source_id = a.id
LEFT JOIN slip s ON s.workshop_id = j.workshop_id AND s.id = j.slip_id
WHERE a.workshop_id = :w AND a.worker_id = :worker AND a.date BETWEEN :first AND :last
UNION ALL
SELECT a.date, a.kind, a.amount_fen, COALESCE(a.agreement, ''), COALESCE(a.agreed_by, ''), a.agreed_on, s.period
FROM deduction a
LEFT JOIN slip_source j ON j.workshop_id = a.workshop_id AND j.kind = 'deduction' AND j.source_id = a.id
LEFT JOIN slip s ON s.workshop_id = j.workshop_id AND s.id = j.slip_id
WHERE a.workshop_id = :w AND a.worker_id = :worker AND a.date BETWEEN :first AND :last ORDER BY 1"""

_CONTRACTS = """
SELECT kind, number, valid_from, valid_to, recorded_at FROM contract
WHERE workshop_id = :w AND worker_id = :worker ORDER BY valid_from, id"""

_TERMS = """
SELECT valid_from, hours_system, grade, monthly_fen, daily_fen, hourly_fen FROM worker_terms
WHERE workshop_id = :w AND worker_id = :worker ORDER BY valid_from"""

_ENTRIES = {"output": _OUTPUT, "team": _TEAM, "hours": _HOURS}
_OTHERS = {
    "attendance": _ATTENDANCE,
    "returns": _RETURNS,
    "supplies": _SUPPLIES,
    "owed": _OWED,
    "contracts": _CONTRACTS,
    "terms": _TERMS,
}
Row = tuple[Any, ...]


def list_recorded(workshop_id: int, worker_id: int, kind: str, first: date, last: date) -> list[tuple[Row, Provenance]]:
    """Entries of `output`, `team` or `hours` whose day or pay falls into the span, each with where it comes from."""
    rows = fetch_all(_ENTRIES[kind], w=workshop_id, worker=worker_id, first=first, last=last)
    known = load_provenance(workshop_id, kind, [(row[0], row[1]) for row in rows])
    return [(row, known[row[0]]) for row in rows]


def list_agreed(workshop_id: int, worker_id: int, what: str, first: date, last: date) -> list[Row]:
    """Rows of `attendance`, `returns`, `supplies`, `owed` in the span; `contracts` and `terms` of all time."""
    names: dict[str, Any] = {"w": workshop_id, "worker": worker_id, "first": first, "last": last}
    sql = _OTHERS[what]
    return fetch_all(sql, **{name: value for name, value in names.items() if f":{name}" in sql})
