"""What every recording does: the same id once, the same content or a refusal; who and when; signatures beside it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from workshop.floor.actions.recording import civil_day
from workshop.floor.queries.facts import load_floor_facts
from workshop.floor.rules.entries import EntryFault, FloorFacts
from workshop.store.audit import Actor, digest_rows
from workshop.store.database import fetch_all
from workshop.store.ids import new_entry_id, new_id
from workshop.store.transaction import Transaction
from workshop.store.vault import seal
from workshop.takehome.queries.state import find_order_id
from workshop.takehome.rows import TakehomeMarkRow
from workshop.takehome.rules.entries import NewSignature, OrderRef, check_id, refuse, settle

NONE: frozenset[str] = frozenset()


class Issued(NamedTuple):
    """An order as it was issued; `existing`: it had been issued under this id before."""

    order_id: int
    order_no: str
    entry_id: str
    existing: bool = False
    warnings: tuple[EntryFault, ...] = ()


class Done(NamedTuple):
    """What was recorded: its key, the id it is known by, its order."""

    id: int
    entry_id: str
    order_id: int
    existing: bool = False
    warnings: tuple[EntryFault, ...] = ()


@dataclass(frozen=True)
class Writing:
    """One recording under way."""

    tx: Transaction
    actor: Actor
    now: datetime
    workshop_id: int
    today: date
    accept: frozenset[str] = NONE

    def stamp(self) -> dict[str, Any]:
        """The columns that say where, when and who."""
        by = {"recorded_at": self.now, "recorded_by": self.actor.name}
        return {"workshop_id": self.workshop_id} | by

    def floor(self) -> FloorFacts:
        """People, operations, locked days."""
        return load_floor_facts(self.workshop_id, self.today, ())


def begin(
    tx: Transaction, actor: Actor, now: datetime, workshop_id: int, on: date | None, accept: frozenset[str] = NONE
) -> Writing:
    """A recording inside `tx`."""
    return Writing(tx, actor, now, workshop_id, civil_day(now, on), accept)


def hash_content(row: Any) -> str:
    """SHA-256 of what a row says beyond its id and its defaults, so that a field added later changes nothing."""
    plain = row._field_defaults
    said = {name: value for name, value in row._asdict().items() if name != "id" and value != plain.get(name, ...)}
    return digest_rows([[type(row).__name__, said]])


def find_done(to: Writing, table: str, entry_id: str, content: str, parent: str = "order_id") -> Done | None:
    """What was recorded under this id before, with its order or other `parent`; None for none.

    Raises RefusedTakehome for other content under it.
    """
    settle([check_id(entry_id)], NONE)
    if not entry_id:
        return None
    parent = "id" if table == "takehome_order" else parent
    sql = f"SELECT id, {parent}, content_hash FROM {table} WHERE workshop_id = :w AND entry_id = :entry ORDER BY id"
    found = fetch_all(sql, w=to.workshop_id, entry=entry_id)
    if not found:
        return None
    key, order_id, stored = found[0]
    if stored != content:
        mend = "请换一个编号;原来记错了请用「更正」"
        raise refuse("id", entry_id, "id_conflict", "这个编号已经记过,内容不一样", mend)
    return Done(key, entry_id, order_id, True)


def own_id(entry_id: str) -> str:
    """The id of the event, or a new one."""
    return entry_id or new_entry_id()


def require_order(to: Writing, ref: OrderRef, on: date) -> int:
    """The order that is meant; raises RefusedTakehome by name where there is none."""
    order_id = find_order_id(to.workshop_id, ref, on)
    if order_id is not None:
        return order_id
    if ref.order_id is None and not ref.issue_id and ref.bag_no is not None:
        message, mend = "没有装着活的这个袋", "请看袋上的号码,或先登记领料"
        raise refuse("bag_no", str(ref.bag_no), "bag_unknown", message, mend)
    raise refuse("order", "", "order_unknown", "没有这张外发单", "请先登记领料,或核对袋号")


def insert_signatures(
    to: Writing, order_id: int, subject: str, subject_id: int, signatures: Iterable[NewSignature]
) -> None:
    """Signatures on what was recorded; strokes are sealed."""
    to.tx.insert(TakehomeMarkRow, [sign(to, order_id, subject, subject_id, each) for each in signatures])


def sign(to: Writing, order_id: int, subject: str, subject_id: int, signature: NewSignature) -> dict[str, Any]:
    """The row of one signature."""
    key = new_id()
    image = seal(signature.strokes, "takehome_mark", "image", to.workshop_id, key) if signature.strokes else None
    return {
        "workshop_id": to.workshop_id,
        "id": key,
        "order_id": order_id,
        "subject": subject,
        "subject_id": subject_id,
        "side": signature.side,
        "way": signature.way,
        "image": image,
        "at": to.now,
        "by": to.actor.name,
    }
