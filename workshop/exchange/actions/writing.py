"""Writes what a checked folder adds, by the bulk actions of the rooms, inside the caller's transaction."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from workshop.exchange.checks.comparing import new_worker
from workshop.exchange.checks.day import COLUMNS, new_output, new_teams
from workshop.exchange.checks.world import EVERYWHERE, Lines, Plan
from workshop.exchange.reading import Part
from workshop.exchange.tables import Folder
from workshop.floor.actions import (
    EntryFault,
    NewAttendance,
    NewHours,
    RefusedRows,
    record_attendance,
    record_hours,
    record_output,
    record_team_output,
)
from workshop.kernel.faults import Fault, Refused
from workshop.pay.actions import (
    NewAdvance,
    NewAllowance,
    NewDeduction,
    NewMinimumWage,
    NewPriorMonths,
    add_advances,
    add_allowances,
    add_deductions,
    set_minimum_wages,
    set_prior_months,
)
from workshop.people.actions import NewWorkshop, add_workers, add_workshops, record_import, set_shifted_days
from workshop.people.queries import find_workshop, worker_ids
from workshop.prices.actions import NewOperation, NewPrice, NewTier, add_operations, set_prices, set_tiers
from workshop.prices.queries import operation_ids
from workshop.store.audit import Actor
from workshop.takehome.actions import NewOrder, NewReturn, issue_orders, record_returns
from workshop.takehome.queries import order_ids


class FolderRefused(Refused):
    """A folder with faults; nothing of it was written."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(f"有 {len(faults)} 处问题,什么也没有写入", "请改正后重新导入")
        self.faults = faults


@dataclass(frozen=True)
class Writer:
    """Who writes, when, for which workshop, out of which import."""

    actor: Actor
    now: datetime
    on: date
    shop: int
    import_id: int
    parts: Mapping[str, Part]
    warnings: list[Fault]

    @property
    def who(self) -> tuple[Actor, datetime, int]:
        """What every action begins with."""
        return self.actor, self.now, self.shop


def write_plan(
    actor: Actor, now: datetime, on: date, plan: Plan, parts: Mapping[str, Part], folder: Folder
) -> list[Fault]:
    """Everything that is new, workshops first; answers the warnings of the rooms. Raises Refused."""
    _write_common(actor, now, plan)
    warnings: list[Fault] = []
    for code, files in plan.new.items():
        count = sum(len(lines) for lines in files.values())
        if code != EVERYWHERE and count:
            shop = find_workshop(code)
            assert shop is not None
            import_id = record_import(actor, now, shop.id, "folder", folder.name, folder.sha256, count, 0)
            write_shop(Writer(actor, now, on, shop.id, import_id, parts, warnings), files, plan.year)
    return warnings


def _write_common(actor: Actor, now: datetime, plan: Plan) -> None:
    shops = [line for files in plan.new.values() for line in files.get("workshops", ())]
    if shops:
        add_workshops(actor, now, [NewWorkshop(*line[1:]) for line in shops])
    for code, files in plan.new.items():
        if days := {line.date: line.day for line in files.get("calendar", ())}:
            shop = find_workshop(code)
            set_shifted_days(actor, now, shop.id if shop else 0, days)
    if wages := plan.new.get(EVERYWHERE, {}).get("minimum_wages", []):
        set_minimum_wages(actor, now, [NewMinimumWage(*line[1:]) for line in wages])


def write_shop(to: Writer, files: Lines, year: int) -> None:
    """One workshop: people and operations first, because everything else hangs on them."""
    if lines := files.get("workers"):
        add_workers(*to.who, [new_worker(line) for line in lines], import_id=to.import_id, past=True)
    _write_prices(to, files)
    workers, operations = worker_ids(to.shop), operation_ids(to.shop)
    _write_day(to, files, workers, operations)
    _write_takehome(to, files, workers, operations)
    _write_agreed(to, files, workers, year)


def _write_prices(to: Writer, files: Lines) -> None:
    if lines := files.get("operations"):
        add_operations(*to.who, [NewOperation(*line[1:]) for line in lines], import_id=to.import_id)
    if lines := files.get("rates"):
        set_prices(*to.who, [NewPrice(*line[1:]) for line in lines], import_id=to.import_id)
    if lines := files.get("tiers"):
        set_tiers(*to.who, [NewTier(*line[1:]) for line in lines], import_id=to.import_id)


def _write_day(to: Writer, files: Lines, workers: Mapping[str, int], operations: Mapping[str, int]) -> None:
    """Attendance first: its 补班 days decide about the bands of the entries."""
    if lines := files.get("attendance"):
        rows = [NewAttendance(workers[line.worker_no], *line[2:]) for line in lines]
        _recorded(to, "attendance", lines, lambda: record_attendance(*to.who, rows, import_id=to.import_id, on=to.on))
    if lines := files.get("entries"):
        output = [
            new_output(line)._replace(worker_id=workers[line.worker_no], operation_id=operations[line.op_code])
            for line in lines
        ]
        _recorded(to, "entries", lines, lambda: record_output(*to.who, output, import_id=to.import_id, on=to.on))
    if lines := files.get("hours"):
        hours = [NewHours(*line[1:])._replace(worker_id=workers[line.worker_no]) for line in lines]
        _recorded(to, "hours", lines, lambda: record_hours(*to.who, hours, import_id=to.import_id, on=to.on))
    if lines := files.get("team_entries"):
        teams = [
            team._replace(
                operation_id=operations[team.operation_id],  # type: ignore[index]
                members=tuple(m._replace(worker_id=workers[m.worker_id]) for m in team.members),  # type: ignore[index]
            )
            for team in new_teams(lines, files["team_members"])
        ]
        call = lambda: record_team_output(*to.who, teams, import_id=to.import_id, on=to.on)  # noqa: E731
        _recorded(to, "team_entries", lines, call)


def _recorded(to: Writer, name: str, lines: Sequence[Any], record: Callable[[], Any]) -> None:
    """Warnings and refusals of the floor, back on the rows of the file."""
    try:
        to.warnings.extend(_on_line(to, name, lines, fault, "warned") for fault in record().warnings)
    except RefusedRows as refused:
        faults = (_on_line(to, name, lines, fault, "refused") for fault in refused.faults)
        raise FolderRefused(tuple(faults)) from refused


def _on_line(to: Writer, name: str, lines: Sequence[Any], fault: EntryFault, outcome: Any) -> Fault:
    part, line = to.parts[name], lines[fault.row]
    column = part.headings.get(COLUMNS.get(fault.field, fault.field), fault.field)
    return Fault(part.place, line.row, column, fault.value, fault.reason, fault.message, fault.mend, outcome)


def _write_takehome(to: Writer, files: Lines, workers: Mapping[str, int], operations: Mapping[str, int]) -> None:
    if lines := files.get("takehome_orders"):
        orders = [
            NewOrder(*line[1:])._replace(worker_id=workers[line.worker_no], operation_id=operations[line.op_code])
            for line in lines
        ]
        issue_orders(*to.who, orders, import_id=to.import_id, on=to.on)
    if lines := files.get("takehome_returns"):
        numbers = order_ids(to.shop)
        returns = [NewReturn(numbers[line.order_no], *line[2:]) for line in lines]
        # Without an import's id: what is there already was left out before, and equal rows are different returns.
        record_returns(*to.who, returns, on=to.on)


def _write_agreed(to: Writer, files: Lines, workers: Mapping[str, int], year: int) -> None:
    if lines := files.get("advances"):
        add_advances(*to.who, [NewAdvance(workers[no], *rest) for _, no, *rest in lines], import_id=to.import_id)
    if lines := files.get("deductions"):
        add_deductions(*to.who, [NewDeduction(workers[no], *rest) for _, no, *rest in lines], import_id=to.import_id)
    if lines := files.get("prior_months"):
        prior = [NewPriorMonths(workers[no], year, *rest) for _, no, *rest in lines]
        set_prior_months(*to.who, prior, import_id=to.import_id)
    if lines := files.get("allowances"):
        allowances = [NewAllowance(workers[no] if no else None, *rest) for _, no, *rest in lines]
        add_allowances(*to.who, allowances, import_id=to.import_id)


__all__ = ["Refused", "Writer", "write_plan", "write_shop"]
