"""What every recording of entries does: leaves out what is recorded already, judges the rest, writes all or nothing."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import select

from workshop.floor.rules.entries import EntryFault, FloorFacts, RefusedRows
from workshop.store.audit import digest_rows
from workshop.store.database import db
from workshop.store.transaction import Transaction

CHUNK = 10_000  # values bound in one statement; SQLite takes 32,766

E = TypeVar("E")
Stored = Callable[[Sequence[str]], Mapping[str, tuple[tuple[Any, ...], bool]]]


@dataclass(frozen=True)
class Recorded:
    """`ids` are newly written, `existing` were there before with the same content; `warnings` did not stop anything."""

    ids: tuple[str, ...] = ()
    existing: frozenset[str] = frozenset()
    warnings: tuple[EntryFault, ...] = ()


@dataclass(frozen=True)
class Stamp:
    """What the rows of one recording have in common."""

    workshop_id: int
    now: datetime
    by: str
    import_id: int | None
    reason: str = ""

    def common(self) -> dict[str, Any]:
        """The columns of an entry that is no reversal."""
        return {
            "workshop_id": self.workshop_id,
            "reverses": None,
            "reason": self.reason,
            "recorded_at": self.now,
            "recorded_by": self.by,
            "import_id": self.import_id,
        }


def civil_day(now: datetime, on: date | None) -> date:
    """Today: as given, else the day in Asia/Shanghai of the moment `now` (naive UTC)."""
    return on or (now + timedelta(hours=8)).date()


def pay_day(on: date, locked_to: date | None) -> date:
    """The day by which an entry falls into a pay period: after locked pay it is the next open day (补录, 8.3)."""
    return locked_to + timedelta(days=1) if locked_to is not None and on <= locked_to else on


def leave_out_existing(
    rows: Sequence[E], content: Callable[[E], tuple[Any, ...]], stored: Stored
) -> tuple[list[tuple[int, E]], frozenset[str], list[EntryFault]]:
    """(new rows with their index, ids that are recorded already, warnings). The same id must be the same content.

    Raises RefusedRows where an id was used for something else, in the table or twice in the batch.
    """
    known = stored([row.id for row in rows])  # type: ignore[attr-defined]
    fresh: dict[str, tuple[int, E]] = {}
    existing, faults, warnings = set(), [], []
    for index, row in enumerate(rows):
        entry_id: str = row.id  # type: ignore[attr-defined]
        before = known.get(entry_id)
        if before is None and entry_id not in fresh:
            fresh[entry_id] = (index, row)
        elif content(row) != (before[0] if before else content(fresh[entry_id][1])):
            faults.append(_conflict(index, entry_id))
        else:
            existing.add(entry_id)
            if before and before[1]:
                warnings.append(_undone(index, entry_id))
    if faults:
        raise RefusedRows(faults)
    return list(fresh.values()), frozenset(existing), warnings


def _conflict(index: int, entry_id: str) -> EntryFault:
    return EntryFault(
        index, "id", entry_id, "id_conflict", "这个编号已经记过,内容不一样", "请换一个编号;原来记错了请用「更正」"
    )


def _undone(index: int, entry_id: str) -> EntryFault:
    return EntryFault(
        index, "id", entry_id, "id_reversed", "这一条以前记过、后来撤销了,没有再记", "确实要记,请换一个编号"
    )


def judged(rows: Sequence[tuple[int, E]], find: Callable[[Sequence[E]], list[EntryFault]]) -> list[E]:
    """The rows if nothing is wrong with them; raises RefusedRows with the indexes of the whole batch."""
    entries = [row for _, row in rows]
    faults = find(entries)
    if faults:
        raise RefusedRows([fault._replace(row=rows[fault.row][0]) for fault in faults])
    return entries


def in_chunks(ids: Sequence[str]) -> Iterable[Sequence[str]]:
    """Lists short enough for one statement. An id with NUL is no row's, and PostgreSQL cannot be asked for it."""
    askable = [key for key in ids if "\0" not in str(key)]
    for start in range(0, len(askable), CHUNK):
        yield askable[start : start + CHUNK]


def _fetch_by_ids(row: Any, columns: Sequence[Any], workshop_id: int, ids: Sequence[str]) -> list[Any]:
    """The wanted columns of the rows with these ids."""
    return [
        found
        for chunk in in_chunks(ids)
        for found in db.session.execute(select(*columns).where(row.workshop_id == workshop_id, row.id.in_(chunk)))
    ]


def reversed_ids(row: Any, workshop_id: int, ids: Sequence[str]) -> set[str]:
    """Which of these entries have been reversed."""
    return {
        found
        for chunk in in_chunks(ids)
        for found in db.session.scalars(
            select(row.reverses).where(row.workshop_id == workshop_id, row.reverses.in_(chunk))
        )
    }


def load_stored(
    row: Any, columns: Sequence[Any], workshop_id: int, ids: Sequence[str]
) -> dict[str, tuple[tuple[Any, ...], bool]]:
    """id → (content, was it reversed) of the entries that are recorded already; the first column is the id."""
    found = _fetch_by_ids(row, columns, workshop_id, ids)
    undone = reversed_ids(row, workshop_id, [line[0] for line in found]) if found else set()
    return {line[0]: (tuple(line[1:]), line[0] in undone) for line in found}


def with_make_up(facts: FloorFacts, make_up: frozenset[tuple[int, date]]) -> FloorFacts:
    """The facts with days of 补班 that come in with the same import."""
    return FloorFacts(**{**vars(facts), "make_up": facts.make_up | make_up}) if make_up else facts


def without_price(index: int, row: Any, facts: FloorFacts) -> EntryFault:
    """The warning that an entry has no price yet."""
    name = facts.operations[row.operation_id].name
    message = f"{row.date} 还没有单价,先记数量,工资要等单价补上才能锁定"
    return EntryFault(index, "operation_id", name, "price_missing", message, "请在「工序单价」补上这一天的单价")


def tell_rows(tx: Transaction, action: str, entries: Sequence[Any], stamp: Stamp) -> None:
    """One leaf for the batch: how many rows, of which days, and the digest that covers each of them."""
    if not entries:
        return
    days = sorted({row.date for row in entries})
    subject = f"import/{stamp.import_id}" if stamp.import_id else f"day/{days[-1]}"
    detail = {"rows": len(entries), "from": days[0], "to": days[-1], "digest": digest_rows(entries)}
    tx.tell(action, subject, detail | ({"reason": stamp.reason} if stamp.reason else {}), stamp.workshop_id)
