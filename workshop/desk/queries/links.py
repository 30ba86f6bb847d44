"""What was recorded for a worker since he raised a matter, of which something may be the correction: entries, attendance, offsets."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from workshop.desk.queries.moments import as_date, as_moment
from workshop.desk.rules.matters import LINKS
from workshop.kernel.faults import Refused
from workshop.kernel.money import format_yuan
from workshop.kernel.quantities import format_quantity
from workshop.store.database import fetch_all

_OUTPUT = """
SELECT e.id, e.date, o.name, o.unit, e.good, e.reverses, e.reason, e.recorded_at, e.recorded_by FROM output e
JOIN operation o ON o.workshop_id = e.workshop_id AND o.id = e.operation_id
WHERE e.workshop_id = :w AND e.worker_id = :worker AND e.recorded_at >= :since ORDER BY e.recorded_at, e.id"""
_TEAM = """
SELECT e.id, e.date, o.name, o.unit, e.quantity, e.reverses, e.reason, e.recorded_at, e.recorded_by FROM team_output e
JOIN team_share s ON s.workshop_id = e.workshop_id AND s.team_output_id = e.id
JOIN operation o ON o.workshop_id = e.workshop_id AND o.id = e.operation_id
WHERE e.workshop_id = :w AND s.worker_id = :worker AND e.recorded_at >= :since ORDER BY e.recorded_at, e.id"""
_HOURS = """
SELECT id, date, activity, '分钟', minutes, reverses, reason, recorded_at, recorded_by FROM hours
WHERE workshop_id = :w AND worker_id = :worker AND recorded_at >= :since ORDER BY recorded_at, id"""
_ATTENDANCE = """
SELECT date, version, status, reason, recorded_at, recorded_by FROM attendance
WHERE workshop_id = :w AND worker_id = :worker AND recorded_at >= :since ORDER BY recorded_at, date"""
_RETURNS = """
SELECT r.id, r.returned_on, p.name, p.unit, r.good, r.reverses, r.reason, r.recorded_at, r.recorded_by FROM takehome_return r
JOIN takehome_order o ON o.workshop_id = r.workshop_id AND o.id = r.order_id
JOIN operation p ON p.workshop_id = o.workshop_id AND p.id = o.operation_id
WHERE r.workshop_id = :w AND o.worker_id = :worker AND r.recorded_at >= :since ORDER BY r.recorded_at, r.id"""
_OFFSETS = """
SELECT id, period, name, taken_back, put, reason, at, by FROM slip_offset
WHERE workshop_id = :w AND worker_id = :worker AND at >= :since ORDER BY at, id"""
_ENTRIES = {"output": _OUTPUT, "team": _TEAM, "hours": _HOURS, "takehome": _RETURNS}


@dataclass(frozen=True)
class Correction:
    """Something recorded that may put a matter right. `key` names it among its `kind`, a word of LINKS."""

    kind: str
    key: str
    on: date | None
    words: str
    reason: str
    at: datetime
    by: str

    @property
    def called(self) -> str:
        """产量 2026-03-12."""
        return f"{LINKS[self.kind]} {self.on or ''}".strip()


def list_corrections(
    workshop_id: int, worker_id: int | None, since: datetime, span: tuple[date, date]
) -> list[Correction]:
    """What was recorded for the worker from a moment on and is of the days of `span`, offsets whatever their day; the latest first.

    Six reads.
    """
    if worker_id is None:
        return []
    asked = {"w": workshop_id, "worker": worker_id, "since": since.isoformat(" ", "microseconds")}
    found = [_entry(kind, row) for kind, sql in _ENTRIES.items() for row in fetch_all(sql, **asked)]
    found += [_attendance(row) for row in fetch_all(_ATTENDANCE, **asked)]
    found += [_offset(row) for row in fetch_all(_OFFSETS, **asked)]
    found = [one for one in found if one.on is None or span[0] <= one.on <= span[1]]
    return sorted(found, key=lambda one: (one.at, one.kind, one.key), reverse=True)


def refuse_link(
    workshop_id: int, worker_id: int | None, link: tuple[str, str], since: datetime, span: tuple[date, date]
) -> None:
    """Raises Refused for a (kind, key) that is no correction recorded for this worker and these days since then."""
    if link[0] not in LINKS:
        raise Refused("不认识这种更正", f"可以是:{'、'.join(LINKS.values())}", "link")
    if not any((one.kind, one.key) == link for one in list_corrections(workshop_id, worker_id, since, span)):
        raise Refused("没有这条更正", "请先到记录的页面更正,再回来选它", "link")


def _entry(kind: str, row: Any) -> Correction:
    key, on, name, unit, amount, reverses, reason, at, by = row
    count = str(amount) if kind == "hours" else format_quantity(amount)
    what = "撤销" if reverses else "记"
    return Correction(kind, str(key), as_date(on), f"{what} {name} {count} {unit}", reason, as_moment(at), by)


def _attendance(row: Any) -> Correction:
    on, version, status, reason, at, by = row
    words = f"第 {version} 次记:{status or '撤回'}"
    return Correction("attendance", str(as_date(on)), as_date(on), words, reason, as_moment(at), by)


def _offset(row: Any) -> Correction:
    key, period, name, taken, put, reason, at, by = row
    words = f"{period} {name[:30]}:退 {format_yuan(taken)} 元,改为 {format_yuan(put)} 元"
    return Correction("slip", str(key), None, words, reason, as_moment(at), by)
