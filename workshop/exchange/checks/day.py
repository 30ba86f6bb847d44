"""Entries and attendance by the rules of the floor: employment, units, bands against the calendar, days to come."""

from collections.abc import Callable, Sequence
from typing import Any

from workshop.exchange.checks.world import EVERYWHERE, Check
from workshop.floor.rules.checks import (
    find_attendance_faults,
    find_hours_faults,
    find_output_faults,
    find_team_faults,
)
from workshop.floor.rules.entries import (
    EntryFault,
    FloorFacts,
    NewAttendance,
    NewHours,
    NewOutput,
    NewShare,
    NewTeamOutput,
    OperationFacts,
    WorkerFacts,
)
from workshop.kernel.calendar import Calendar, parse_weekly_rest

COLUMNS = {"id": "entry_id", "worker_id": "worker_no", "operation_id": "op_code", "rate": "rate_yuan"}
COLUMNS |= {"members": "entry_id", "price": "rate_yuan", "material_price": "material_yuan", "order_id": "order_no"}
_MAKE_UP = "补班"
Find = Callable[[Sequence[Any], Any], list[EntryFault]]


def check_day(check: Check) -> None:
    """The floor judges every new entry; workers and operations go by their numbers and codes here."""
    for code in check.world.targets:
        facts = floor_facts(check, code)
        attendance = check.new(code, "attendance")
        judge(
            check,
            "attendance",
            attendance,
            [NewAttendance(*line[1:]) for line in attendance],
            find_attendance_faults,
            facts,
        )
        entries = check.new(code, "entries")
        judge(check, "entries", entries, [new_output(line) for line in entries], find_output_faults, facts)
        hours = check.new(code, "hours")
        judge(check, "hours", hours, [NewHours(*line[1:]) for line in hours], find_hours_faults, facts)
        teams = check.new(code, "team_entries")
        judge(check, "team_entries", teams, new_teams(teams, check.new(code, "team_members")), find_team_faults, facts)


def new_output(line: Any) -> NewOutput:
    """A line of `entries` as the floor takes it, ids yet to be put in."""
    return NewOutput(*line[1:])


def new_teams(teams: Sequence[Any], members: Sequence[Any]) -> list[NewTeamOutput]:
    """Lines of `team_entries` with their members as the floor takes them, ids yet to be put in."""
    shares: dict[str, list[NewShare]] = {}
    for line in members:
        shares.setdefault(line.entry_id, []).append(NewShare(line.worker_no, line.minutes, line.weight))
    return [NewTeamOutput._make((*line[1:], tuple(shares.get(line.entry_id, ())))) for line in teams]


def judge(check: Check, name: str, lines: Sequence[Any], rows: list[Any], find: Find, facts: Any) -> None:
    """Faults that a room finds in its rows, back on the lines they came from."""
    spec = check.parts[name].spec
    for fault in find(rows, facts) if rows else ():
        column = COLUMNS.get(fault.field, fault.field)
        column = column if column in spec.by_name else spec.columns[0].name
        check.refuse(name, lines[fault.row], column, fault.reason, fault.message, fault.mend)


def floor_facts(check: Check, code: str) -> FloorFacts:
    """What the floor must know, from the database and the folder together, keyed by worker number and operation code."""
    workers = {
        line.worker_no: WorkerFacts(
            line.worker_no,
            line.name,
            line.hire_date,
            line.leave_date,
            line.birth_date,
            ((line.hire_date, line.grade, line.hourly_yuan),),
        )
        for line in check.all_of(code, "workers")
    }
    operations = {
        line.op_code: OperationFacts(line.op_code, line.op_name, line.unit, None)
        for line in check.all_of(code, "operations")
    }
    make_up = {(line.worker_no, line.date) for line in check.all_of(code, "attendance") if line.status == _MAKE_UP}
    return FloorFacts(check.world.on, workers, operations, _calendar(check, code), frozenset(make_up))  # type: ignore[arg-type]


def _calendar(check: Check, code: str) -> Calendar:
    """Statutory days, the workshop's weekly rest, shifts for all and then its own."""
    shifts = {
        line.date: line.day
        for place in (EVERYWHERE, code)
        for line in check.all_of(place, "calendar")
        if line.workshop_code == place
    }
    weekly = next((line.weekly_rest for line in check.all_of(code, "workshops")), "")
    return Calendar(check.world.statutory, check.world.years, parse_weekly_rest(weekly), shifts)
