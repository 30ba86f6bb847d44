"""A month's attendance 考勤表: one day of one worker a cell."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from workshop.exchange.office.known import load_workers
from workshop.exchange.office.output import undo
from workshop.exchange.office.sort import Judged, Shown, Sort, Writing, fault_at, text_of
from workshop.floor.actions import NewAttendance, record_attendance
from workshop.floor.files import attendance as files
from workshop.floor.queries.attendance import current_days
from workshop.floor.queries.facts import load_floor_facts
from workshop.floor.rules.checks import find_attendance_faults
from workshop.kernel.faults import Fault
from workshop.sheets.layout import Layout


def load_known(shop: int) -> files.AttendanceKnown:
    """The workers."""
    return files.AttendanceKnown(load_workers(shop))


def judge(shop: int, on: date, rows: Sequence[Any], layouts: Mapping[str, Layout]) -> Judged:
    """By the rules of the floor; a day that is recorded already is recognised, or refused when it says otherwise."""
    before = current_days(shop, {line.on for line in rows})
    fresh, existing, faults = [], [], []
    for line in rows:
        known = before.get((line.worker.key, line.on))
        if known is None or not known.status:
            fresh.append(line)
        elif (known.status, known.overtime_minutes or 0) == (line.status, line.overtime_minutes or 0):
            existing.append(line)
        else:
            faults.append(_differs(line, known.status))
    found = find_attendance_faults([new_attendance(line) for line in fresh], load_floor_facts(shop, on, ()))
    faults += [fault_at(fresh[f.row], fresh[f.row].column, f.value, f.reason, f.message, f.mend) for f in found]
    wrong = {fault.row for fault in found}
    return Judged(tuple(ln for at, ln in enumerate(fresh) if at not in wrong), tuple(existing), tuple(faults))


def _differs(line: Any, before: str) -> Fault:
    message = f"{line.worker.name} {line.on} 已经记为「{before}」,与表里不同"
    mend = "没记错就删去这一格;原来记错了请在「考勤」里更正"
    return fault_at(line, line.column, line.status, "exists_differently", message, mend)


def new_attendance(line: Any) -> NewAttendance:
    """A cell as the floor takes it."""
    return NewAttendance(line.worker.key, line.on, line.status, None, None, line.overtime_minutes)


def write(to: Writing, rows: Sequence[Any]) -> list[str]:
    """Records the days; a day that was taken back before is recorded again."""
    days = [new_attendance(line) for line in rows]
    record_attendance(to.actor, to.now, to.shop, days, import_id=to.import_id, on=to.on, reason="导入考勤表")
    return []


def show(line: Any) -> dict[str, str]:
    """The line as text, by the names of the exchange files."""
    return {
        "column": line.column,
        "worker_no": line.worker.no,
        "name": line.worker.name,
        "date": text_of(line.on),
        "status": line.status,
        "overtime_minutes": text_of(line.overtime_minutes),
    }


SHOWN = (
    Shown("column", "列"),
    Shown("worker_no", "工号"),
    Shown("name", "姓名"),
    Shown("date", "日期"),
    Shown("status", "状态"),
    Shown("overtime_minutes", "加班分钟", number=True),
)

ATTENDANCE = Sort(
    kind=files.KIND,
    load_known=load_known,
    fields=lambda known: (*files.FIELDS, *files.DAY_FIELDS),
    recognise=files.recognise,
    read=files.read,
    judge=judge,
    write=write,
    undo=undo,
    columns=lambda line: SHOWN,
    show=show,
    fixed={"month": ("月份", r"\d{4}-(0[1-9]|1[0-2])", "2026-03")},
)
