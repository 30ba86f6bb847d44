"""Recording attendance 考勤: a change is a new version with its reason; an empty status takes a day back."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from workshop.floor.actions.recording import Recorded, Stamp, civil_day, tell_rows
from workshop.floor.queries.attendance import Day, current_days, list_silent_days
from workshop.floor.queries.facts import load_floor_facts
from workshop.floor.rows import AttendanceRow
from workshop.floor.rules.checks import find_attendance_faults
from workshop.floor.rules.entries import EntryFault, NewAttendance, RefusedRows
from workshop.floor.rules.grid import HALVES
from workshop.floor.rules.limits import LEAVES, NO_REASON
from workshop.kernel.faults import Refused
from workshop.kernel.reasons import require_reason
from workshop.store.audit import Actor
from workshop.store.transaction import transaction

PRESENT = "出勤"


def record_attendance(
    actor: Actor,
    now: datetime,
    workshop_id: int,
    rows: Sequence[NewAttendance],
    import_id: int | None = None,
    on: date | None = None,
    reason: str = "",
) -> Recorded:
    """Records days; ids of the answer are `worker_id/date`. What changes an earlier row needs a `reason`.

    A row like the one in force is `existing`. Raises RefusedRows, or Refused for a change without a reason.
    """
    with transaction(actor, now) as tx:
        before = current_days(workshop_id, {row.date for row in rows})
        _one_row_a_day(rows)
        silent = (
            _unexplained(workshop_id, rows) if import_id is None and reason.strip() not in NO_REASON else frozenset()
        )
        new = [(i, row) for i, row in enumerate(rows) if _changes(row, before) or (row.worker_id, row.date) in silent]
        facts = load_floor_facts(workshop_id, civil_day(now, on), ())
        entries = [row for _, row in new]
        faults = find_attendance_faults(entries, facts)
        if faults:
            raise RefusedRows([fault._replace(row=new[fault.row][0]) for fault in faults])
        if any((row.worker_id, row.date) in before for row in entries):
            reason = require_reason(reason, "改动已有的考勤")
        stamp = Stamp(workshop_id, now, actor.name, import_id, reason)
        tx.insert(AttendanceRow, _build(entries, before, stamp))
        tell_rows(tx, "attendance.record", entries, stamp)
    fresh = {_key(row) for row in entries}
    return Recorded(tuple(sorted(fresh)), frozenset(_key(row) for row in rows) - fresh)


def record_full_attendance(
    actor: Actor,
    now: datetime,
    workshop_id: int,
    on: date,
    today: date | None = None,
) -> int:
    """全部到: 出勤 for everybody employed on the day who has no row yet; answers how many. Exceptions stay as they are."""
    with transaction(actor, now):
        day = civil_day(now, today)
        if on > day:
            raise Refused(f"「{on}」这一天还没到", "请核对日期", "date")
        facts = load_floor_facts(workshop_id, day, ())
        before = current_days(workshop_id, {on})
        missing = [w for w, who in facts.workers.items() if who.employed(on) and not _has_row(before, w, on)]
        rows = [NewAttendance(worker_id, on, PRESENT) for worker_id in missing]
        return len(record_attendance(actor, now, workshop_id, rows, on=day, reason="全部到").ids)


def _has_row(before: Mapping[tuple[int, date], Day], worker_id: int, on: date) -> bool:
    day = before.get((worker_id, on))
    return day is not None and bool(day.status)


def _one_row_a_day(rows: Sequence[NewAttendance]) -> None:
    seen: set[tuple[int, date]] = set()
    faults = []
    for index, row in enumerate(rows):
        key = (row.worker_id, row.date)
        if key in seen:
            faults.append(
                EntryFault(index, "date", str(row.date), "day_twice", "同一个人同一天写了两行", "一人一天只留一行")
            )
        seen.add(key)
    if faults:
        raise RefusedRows(faults)


def _unexplained(workshop_id: int, rows: Sequence[NewAttendance]) -> frozenset[tuple[int, date]]:
    """The leaves among the rows that are recorded without a reason: the same leave with one is a new version."""
    leaves = {(row.worker_id, row.date, row.status) for row in rows if row.status in LEAVES}
    silent = list_silent_days(workshop_id, {on for _, on, _ in leaves})
    return frozenset((worker, on) for worker, on, status in leaves if (worker, on, status) in silent)


def _changes(row: NewAttendance, before: Mapping[tuple[int, date], Day]) -> bool:
    day = before.get((row.worker_id, row.date))
    if day is None:
        return bool(row.status)
    return (row.status, row.clock_in, row.clock_out, row.overtime_minutes) != day[1:]


def _build(
    entries: Iterable[NewAttendance], before: Mapping[tuple[int, date], Day], stamp: Stamp
) -> list[dict[str, Any]]:
    common = stamp.common()
    del common["reverses"]
    rows = []
    for row in entries:
        day = before.get((row.worker_id, row.date))
        explained = row.status in LEAVES and stamp.reason.strip() not in NO_REASON
        reason = stamp.reason if day or explained else ""
        rows.append(common | row._asdict() | {"version": day.version + 1 if day else 1, "reason": reason})
    return rows


def _key(row: NewAttendance) -> str:
    return f"{row.worker_id}/{row.date}"


def set_statuses(
    actor: Actor,
    now: datetime,
    workshop_id: int,
    statuses: Mapping[tuple[int, date], str],
    reason: str = "",
    on: date | None = None,
    others_present: date | None = None,
) -> int:
    """Sets the status of (worker, day), the clocks of a day that stays attended stay; answers how many days changed.

    `others_present`: on that day everybody else without a row is 出勤 (全部到).
    """
    with transaction(actor, now):
        before = current_days(workshop_id, {day for _, day in statuses})
        rows = [_with_clocks(*key, status, before.get(key)) for key, status in statuses.items()]
        changed = len(record_attendance(actor, now, workshop_id, rows, on=on, reason=reason).ids)
        if others_present is not None:
            changed += record_full_attendance(actor, now, workshop_id, others_present, today=on)
        return changed


def _with_clocks(worker_id: int, day: date, status: str, before: Day | None) -> NewAttendance:
    keeps = before is not None and status in HALVES and before.status in HALVES
    return NewAttendance(worker_id, day, status, *(before[2:] if before and keeps else ()))
