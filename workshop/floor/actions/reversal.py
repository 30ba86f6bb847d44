"""Corrections: a reversal has the same facts with negative quantities, once per entry, with a reason; then a new entry."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import aliased

from workshop.floor.actions.output import record_output
from workshop.floor.actions.recording import Recorded, Stamp, civil_day, in_chunks, pay_day
from workshop.floor.queries.facts import locked_days
from workshop.floor.queries.standing import no_reversal, unpriced
from workshop.floor.rows import AttendanceRow, HoursRow, OutputRow, TeamOutputRow, TeamShareRow
from workshop.floor.rules.entries import NewOutput
from workshop.kernel.faults import NotFound, Refused
from workshop.kernel.reasons import require_reason
from workshop.store.audit import Actor, digest_rows
from workshop.store.database import db
from workshop.store.ids import new_entry_id
from workshop.store.transaction import Transaction, transaction

NEGATED = {
    OutputRow: ("good", "defect_own", "defect_other"),
    HoursRow: ("minutes",),
    TeamOutputRow: ("quantity", "amount"),
}
ONCE = "这一条已经撤销过了"


def reverse_output(actor: Actor, now: datetime, workshop_id: int, entry_id: str, reason: str) -> str:
    """Reverses an entry of output; answers the reversal's id. Raises NotFound, Refused."""
    return _reverse_one(OutputRow, actor, now, workshop_id, entry_id, reason)


def reverse_hours(actor: Actor, now: datetime, workshop_id: int, entry_id: str, reason: str) -> str:
    """Reverses an entry of hours."""
    return _reverse_one(HoursRow, actor, now, workshop_id, entry_id, reason)


def reverse_team_output(actor: Actor, now: datetime, workshop_id: int, entry_id: str, reason: str) -> str:
    """Reverses team output with the shares of all its members."""
    return _reverse_one(TeamOutputRow, actor, now, workshop_id, entry_id, reason)


def correct_output(
    actor: Actor,
    now: datetime,
    workshop_id: int,
    entry_id: str,
    quantities: tuple[int, int, int],
    reason: str,
    on: date | None = None,
) -> Recorded:
    """Reverses an entry and records it anew with other (good, defect_own, defect_other), both or neither.

    All zero means that nothing was made: only the reversal is written.
    """
    with transaction(actor, now):
        reverse_output(actor, now, workshop_id, entry_id, reason)
        if not any(quantities):
            return Recorded()
        [old] = _rows(OutputRow, workshop_id, [entry_id])
        new = NewOutput(new_entry_id(), old["date"], old["worker_id"], old["operation_id"], *quantities, old["band"])
        return record_output(actor, now, workshop_id, [new], on=on, reason=reason)


def reprice_output(
    actor: Actor, now: datetime, workshop_id: int, entry_ids: Sequence[str], reason: str, on: date | None = None
) -> Recorded:
    """Gives entries the price that now stands for their work date: reversals and new entries with a reason (2.3)."""
    with transaction(actor, now) as tx:
        reason = require_reason(reason, "改价")
        rows = _rows(OutputRow, workshop_id, entry_ids)
        _reverse(tx, OutputRow, rows, Stamp(workshop_id, now, actor.name, None, reason))
        new = [NewOutput(new_entry_id(), *(row[name] for name in NewOutput._fields[1:])) for row in rows]
        return record_output(actor, now, workshop_id, new, on=on, reason=reason)


def reprice_unpriced(actor: Actor, now: datetime, workshop_id: int, reason: str, on: date | None = None) -> int:
    """Reprices every entry that was recorded without a price; answers how many have one now."""
    with transaction(actor, now):
        undone = aliased(OutputRow)
        gone = select(undone.id).where(undone.workshop_id == workshop_id, undone.reverses == OutputRow.id)
        open_ones = select(OutputRow.id).where(
            OutputRow.workshop_id == workshop_id,
            *unpriced(),
            ~gone.exists(),
        )
        ids = list(db.session.scalars(open_ones.order_by(OutputRow.id)))
        priced = _with_price_now(workshop_id, ids)
        if priced:
            reprice_output(actor, now, workshop_id, priced, reason, civil_day(now, on))
        return len(priced)


def _with_price_now(workshop_id: int, ids: Sequence[str]) -> list[str]:
    from workshop.floor.queries.facts import load_floor_facts
    from workshop.prices.queries import load_price_book

    book, facts = load_price_book(workshop_id), load_floor_facts(workshop_id, date.max, ())
    rows = _rows(OutputRow, workshop_id, ids) if ids else []
    return [
        row["id"]
        for row in rows
        if book.find(row["operation_id"], facts.workers[row["worker_id"]].terms_on(row["date"])[0], row["date"])
    ]


def reverse_import(actor: Actor, now: datetime, workshop_id: int, import_id: int) -> int:
    """Takes back everything of an import that still stands; answers how many rows. Refused when locked pay has used it."""
    with transaction(actor, now) as tx:
        stamp = Stamp(workshop_id, now, actor.name, None, "撤销整批导入")
        standing = {row: _standing(row, workshop_id, import_id) for row in NEGATED}
        days = _attendance_of(workshop_id, import_id)
        _refuse_locked(workshop_id, standing, days)
        for row, rows in standing.items():
            _reverse(tx, row, rows, stamp)
        taken_back = [day | {"version": day["version"] + 1} | _taken_back(stamp) for day in days]
        tx.insert(AttendanceRow, taken_back)
        count = sum(map(len, standing.values())) + len(days)
        tx.tell("import.reverse", f"import/{import_id}", {"rows": count}, workshop_id)
    return count


def _taken_back(stamp: Stamp) -> dict[str, Any]:
    empty = {"status": "", "clock_in": None, "clock_out": None, "overtime_minutes": None, "import_id": None}
    return empty | {"reason": stamp.reason, "recorded_at": stamp.now, "recorded_by": stamp.by}


def _standing(row: Any, workshop_id: int, import_id: int) -> list[dict[str, Any]]:
    undone = aliased(row)
    gone = select(undone.id).where(undone.workshop_id == workshop_id, undone.reverses == row.id)
    mine = (row.workshop_id == workshop_id, row.import_id == import_id, no_reversal(row), ~gone.exists())
    return [dict(found) for found in db.session.execute(select(row.__table__).where(*mine)).mappings()]


def _attendance_of(workshop_id: int, import_id: int) -> list[dict[str, Any]]:
    """Days whose version in force came with the import."""
    row, later = AttendanceRow, aliased(AttendanceRow)
    newer = select(later.version).where(
        later.workshop_id == workshop_id,
        later.worker_id == row.worker_id,
        later.date == row.date,
        later.version > row.version,
    )
    mine = (row.workshop_id == workshop_id, row.import_id == import_id, row.status != "", ~newer.exists())
    return [dict(found) for found in db.session.execute(select(row.__table__).where(*mine)).mappings()]


def _refuse_locked(workshop_id: int, standing: dict[Any, list[dict[str, Any]]], days: list[dict[str, Any]]) -> None:
    locked = locked_days(workshop_id)
    members = _members(workshop_id, [row["id"] for row in standing[TeamOutputRow]])
    paid = {row["id"]: row["pay_on"] for row in standing[TeamOutputRow]}
    used = [(row["worker_id"], row["pay_on"]) for kind in (OutputRow, HoursRow) for row in standing[kind]]
    used += [(row["worker_id"], row["date"]) for row in days]
    used += [(row["worker_id"], paid[row["team_output_id"]]) for row in members]
    if any(worker in locked and on <= locked[worker] for worker, on in used):
        raise Refused("这批导入已经算进锁定的工资,不能整批撤销", "请逐条更正,差额进入下一期(补录)")


def _reverse_one(row: Any, actor: Actor, now: datetime, workshop_id: int, entry_id: str, reason: str) -> str:
    with transaction(actor, now) as tx:
        stamp = Stamp(workshop_id, now, actor.name, None, require_reason(reason, "撤销"))
        [reversal] = _reverse(tx, row, _rows(row, workshop_id, [entry_id]), stamp)
        return reversal


def _rows(row: Any, workshop_id: int, ids: Sequence[str]) -> list[dict[str, Any]]:
    """The rows with these ids, whole; raises NotFound for one that is not there."""
    query = select(row.__table__).where(row.workshop_id == workshop_id)
    found = [
        dict(line) for chunk in in_chunks(ids) for line in db.session.execute(query.where(row.id.in_(chunk))).mappings()
    ]
    if len(found) < len(set(ids)):
        raise NotFound
    return found


def _reverse(tx: Transaction, row: Any, rows: Sequence[dict[str, Any]], stamp: Stamp) -> list[str]:
    """Writes the reversals of whole rows; raises Refused for a reversal and for an entry that was reversed before."""
    if any(line["reverses"] for line in rows):
        raise Refused("撤销的记录本身不能再撤销", "要恢复原来的数量,请重新录入一条")
    team = row is TeamOutputRow
    members = _members(stamp.workshop_id, [line["id"] for line in rows]) if team else []
    locked = locked_days(stamp.workshop_id)
    made = [_mirror(row, line, stamp, _locked_to(line, members, locked)) for line in rows]
    _insert_once(tx, row, made)
    ids = {line["reverses"]: line["id"] for line in made}
    tx.insert(TeamShareRow, [_mirror_share(member, ids[member["team_output_id"]]) for member in members])
    if made:
        subject = f"entry/{rows[0]['id']}"[:80] if len(rows) == 1 else f"day/{max(line['date'] for line in rows)}"
        detail = {"rows": len(made), "reason": stamp.reason, "digest": digest_rows(sorted(ids))}
        tx.tell(f"{row.__tablename__}.reverse", subject, detail, stamp.workshop_id)
    return [line["id"] for line in made]


def _insert_once(tx: Transaction, row: Any, made: list[dict[str, Any]]) -> None:
    """The unique key on `reverses` decides, never a look beforehand."""
    try:
        tx.insert(row, made)
    except IntegrityError as error:
        raise Refused(ONCE, "请刷新页面看现在的记录") from error


def _locked_to(line: dict[str, Any], members: Iterable[dict[str, Any]], locked: dict[int, date]) -> date | None:
    workers = (
        [line["worker_id"]]
        if "worker_id" in line
        else [m["worker_id"] for m in members if m["team_output_id"] == line["id"]]
    )
    return max((locked[w] for w in workers if w in locked), default=None)


def _mirror(row: Any, line: dict[str, Any], stamp: Stamp, locked_to: date | None) -> dict[str, Any]:
    """The same facts with negative quantities. It is paid with its original, or later when that is locked."""
    negative = {name: None if line[name] is None else -line[name] for name in NEGATED[row]}
    own = {"id": new_entry_id(), "reverses": line["id"], "pay_on": pay_day(line["pay_on"], locked_to)}
    return line | stamp.common() | negative | own


def _members(workshop_id: int, ids: Sequence[str]) -> list[dict[str, Any]]:
    row = TeamShareRow
    query = select(row.__table__).where(row.workshop_id == workshop_id)
    return [
        dict(line)
        for chunk in in_chunks(ids)
        for line in db.session.execute(query.where(row.team_output_id.in_(chunk))).mappings()
    ]


def _mirror_share(member: dict[str, Any], reversal: str) -> dict[str, Any]:
    share = None if member["share"] is None else -member["share"]
    return member | {"team_output_id": reversal, "share": share}
