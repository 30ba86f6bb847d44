"""A day's output 日产量表: one number for a worker, an operation and a day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select

from workshop.exchange.kinds import QUANTITY
from workshop.exchange.office.known import load_operations, load_workers
from workshop.exchange.office.sort import DAY_FIXED, Judged, Shown, Sort, Writing, fault_at, text_of
from workshop.floor.actions import NewOutput, record_output, reverse_import
from workshop.floor.files import output as files
from workshop.floor.queries.facts import load_floor_facts
from workshop.floor.rows import OutputRow
from workshop.floor.rules.checks import find_output_faults
from workshop.people.actions import mark_undone
from workshop.sheets.layout import Layout
from workshop.store.database import db
from workshop.store.ids import new_entry_id
from workshop.store.transaction import transaction

Key = tuple[date, Any, Any]


def load_known(shop: int) -> files.OutputKnown:
    """Workers and operations."""
    return files.OutputKnown(load_workers(shop), load_operations(shop))


def judge(shop: int, on: date, rows: Sequence[Any], layouts: Mapping[str, Layout]) -> Judged:
    """By the rules of the floor. A day that is recorded already is recognised, so that a sheet sent twice is paid once."""
    recorded = _recorded(shop, {line.on for line in rows})
    written: dict[Key, int] = defaultdict(int)
    for line in rows:
        written[_key(line)] += line.good
    existing = [line for line in rows if recorded.get(_key(line)) == written[_key(line)]]
    differs = [line for line in rows if _key(line) in recorded and recorded[_key(line)] != written[_key(line)]]
    faults = [_differs(line, recorded[_key(line)]) for line in differs]
    fresh = [line for line in rows if _key(line) not in recorded]
    facts = load_floor_facts(shop, on, {line.on for line in fresh})
    found = find_output_faults([new_output(line) for line in fresh], facts)
    faults += [fault_at(fresh[f.row], fresh[f.row].column, f.value, f.reason, f.message, f.mend) for f in found]
    wrong = {fault.row for fault in found}
    return Judged(tuple(ln for at, ln in enumerate(fresh) if at not in wrong), tuple(existing), tuple(faults))


def _key(line: Any) -> Key:
    return line.on, line.worker.key, line.operation.key


def _differs(line: Any, before: int) -> Any:
    shown = QUANTITY.write(before)
    message = f"{line.worker.name} 这一天这道工序已经记了 {shown} {line.operation.unit},与表里不同"
    mend = "没记错就删去这一格;原来记错了请在「日报表」里更正"
    return fault_at(line, line.column, QUANTITY.write(line.good), "exists_differently", message, mend)


def _recorded(shop: int, days: Iterable[date]) -> dict[Key, int]:
    """What stands of these days, reversals taken off."""
    row = OutputRow
    good = func.sum(row.good + row.defect_other)
    query = select(row.date, row.worker_id, row.operation_id, good).where(row.workshop_id == shop)
    grouped = query.where(row.date.in_(sorted(days))).group_by(row.date, row.worker_id, row.operation_id)
    return {(on, who, what): int(sum_) for on, who, what, sum_ in db.session.execute(grouped) if sum_}


def new_output(line: Any) -> NewOutput:
    """A cell as the floor takes it: a band by the calendar, defects unknown."""
    return NewOutput(new_entry_id(), line.on, line.worker.key, line.operation.key, line.good, 0, 0)


def write(to: Writing, rows: Sequence[Any]) -> list[str]:
    """Records the output; says how much of it has no price yet."""
    recorded = record_output(
        to.actor, to.now, to.shop, [new_output(line) for line in rows], import_id=to.import_id, on=to.on
    )
    unpriced = sum(fault.reason == "price_missing" for fault in recorded.warnings)
    return [f"其中 {unpriced} 条还没有单价,锁定工资前请在「工序单价」补上"] if unpriced else []


def undo(to: Writing) -> int:
    """Reverses what stands, while no locked pay has used it."""
    with transaction(to.actor, to.now):
        count = reverse_import(to.actor, to.now, to.shop, to.import_id)
        mark_undone(to.actor, to.now, to.shop, to.import_id)
    return count


def show(line: Any) -> dict[str, str]:
    """The line as text, by the names of the exchange files."""
    return {
        "column": line.column,
        "date": text_of(line.on),
        "worker_no": line.worker.no,
        "name": line.worker.name,
        "op_code": line.operation.code,
        "operation": line.operation.name,
        "good": QUANTITY.write(line.good),
        "unit": line.operation.unit,
    }


SHOWN = (
    Shown("column", "列"),
    Shown("date", "日期"),
    Shown("worker_no", "工号"),
    Shown("name", "姓名"),
    Shown("op_code", "工序编号"),
    Shown("operation", "工序"),
    Shown("good", "合格", number=True),
    Shown("unit", "单位"),
)

OUTPUT = Sort(
    kind=files.KIND,
    load_known=load_known,
    fields=files.fields,
    recognise=files.recognise,
    read=files.read,
    judge=judge,
    write=write,
    undo=undo,
    columns=lambda line: SHOWN,
    show=show,
    fixed=DAY_FIXED,
)
