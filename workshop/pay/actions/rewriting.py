"""A dated row written anew: checked on a day, or withdrawn. The rows before it stay, and the audit tells both."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import select

from workshop.kernel.faults import NotFound, Refused
from workshop.kernel.reasons import require_reason
from workshop.pay.rows import PaySettingRow, SocialBaseRow, SocialRateRow, TaxBracketRow, TaxTableRow
from workshop.store.audit import Actor
from workshop.store.database import db
from workshop.store.ids import new_id
from workshop.store.transaction import Transaction, transaction

Key = dict[str, Any]
_OWN = ("id", "recorded_at", "recorded_by")


@dataclass(frozen=True)
class Subject:
    """The dated rows of one thing and one day: `key` names them, `under` is the table of what hangs on each."""

    row: Any
    key: Key
    workshop_id: int = 0
    under: Any = None


# By the word of an address: the table, what names its rows, whether they are of a workshop, and what hangs on them.
KINDS: dict[str, tuple[Any, tuple[str, ...], bool, Any]] = {
    "setting": (PaySettingRow, ("workshop_id", "valid_from"), True, None),
    "base": (SocialBaseRow, ("workshop_id", "worker_id", "valid_from"), True, None),
    "rate": (SocialRateRow, ("county_code", "kind", "valid_from"), False, None),
    "tax": (TaxTableRow, ("kind", "valid_from"), False, TaxBracketRow),
}


def add_row(
    tx: Transaction, subject: Subject, values: dict[str, Any], under: list[dict[str, Any]] | None = None
) -> bool:
    """Writes the row that holds from now on, and tells what held before; False when it says the same."""
    before = find_last(subject)
    after = {"withdrawn": False} | values | subject.key
    if before and not under and {name: before[name] for name in after} == after:
        return False
    key = new_id()
    own = {"id": key, "recorded_at": tx.now, "recorded_by": tx.actor.name}
    tx.insert(subject.row, [after | own])
    if subject.under is not None:
        tx.insert(subject.under, [{"table_id": key} | row for row in under or []])
    name = subject.row.__tablename__
    tx.tell(f"set.{name}", f"{name}/{key}", {"after": after, "before": before}, subject.workshop_id)
    return True


def find_last(subject: Subject) -> dict[str, Any] | None:
    """The row recorded last for the thing and its day, without its own key."""
    columns = subject.row.__table__.columns
    mine = [columns[name] == value for name, value in subject.key.items()]
    found = db.session.execute(select(*columns).where(*mine).order_by(columns["id"].desc()).limit(1)).mappings()
    row = found.one_or_none()
    return {name: value for name, value in row.items() if name not in _OWN} if row else None


class Place(NamedTuple):
    """Whose law it is: rows of another workshop or county are not there."""

    workshop_id: int
    county_code: str


def check_row(actor: Actor, now: datetime, place: Place, kind: str, row_id: int, checked_on: date, on: date) -> None:
    """Somebody has compared a row with its source on a day that is not after today (`on`)."""
    if checked_on > on:
        raise Refused(f"核对日期 {checked_on} 还没有到", "请写实际核对的那一天", "checked_on")
    _again(actor, now, place, kind, row_id, checked_on=checked_on)


def withdraw_row(actor: Actor, now: datetime, place: Place, kind: str, row_id: int, reason: str) -> None:
    """Takes a row back that was put down by mistake; what held before its day holds on."""
    _again(actor, now, place, kind, row_id, withdrawn=True, source=require_reason(reason, "撤回", "看错了文件"))


def _again(actor: Actor, now: datetime, place: Place, kind: str, row_id: int, **changes: Any) -> None:
    table, names, owned, under = KINDS[kind]
    columns = table.__table__.columns
    mine = [columns[name] == value for name, value in place._asdict().items() if name in columns]
    with transaction(actor, now) as tx:
        row = db.session.execute(select(*columns).where(columns["id"] == row_id, *mine)).mappings().one_or_none()
        if row is None:
            raise NotFound(f"{kind} {row_id}")
        subject = Subject(table, {name: row[name] for name in names}, place.workshop_id if owned else 0, under)
        values = {name: value for name, value in row.items() if name not in _OWN}
        if find_last(subject) != values or row["withdrawn"]:
            raise Refused("这一行已经有新的记录", "请刷新页面再看")
        add_row(tx, subject, values | changes, _under(under, row_id))


def _under(under: Any, row_id: int) -> list[dict[str, Any]] | None:
    if under is None:
        return None
    columns = [column for name, column in under.__table__.columns.items() if name != "table_id"]
    query = select(*columns).where(under.table_id == row_id).order_by(under.position)
    return [dict(row) for row in db.session.execute(query).mappings()]
