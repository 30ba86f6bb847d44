"""Putting down what was received elsewhere, trainings, months of work elsewhere, costs; and taking any entry back."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from workshop.claims.actions.facts import check_source, check_workers
from workshop.claims.rows import ClaimCostRow, ClaimFactRow, ClaimMonthRow, ClaimReceiptRow, ClaimTrainingRow
from workshop.claims.rules.wordlists import COSTS, MODES, TRAININGS
from workshop.kernel.faults import NotFound, Refused
from workshop.store.audit import Actor, digest_rows
from workshop.store.database import db
from workshop.store.ids import new_id
from workshop.store.transaction import transaction


@dataclass(frozen=True)
class NewReceipt:
    """Money of a scheme for a time of service, in fen; `worker_id` None: the workshop got it. As `rows.facts.ClaimReceiptRow`."""

    worker_id: int | None
    scheme: str
    first: date
    last: date
    fen: int
    months: int = 0
    fund: str = ""
    at_workshop: str = ""
    source: str = ""
    checked_on: date | None = None


@dataclass(frozen=True)
class NewTraining:
    """A training of a worker, half days and minutes where they are known."""

    worker_id: int
    kind: str
    first: date
    last: date
    mentor_id: int | None = None
    half_days: int | None = None
    minutes: int | None = None
    certificate: bool | None = None
    source: str = ""
    checked_on: date | None = None


@dataclass(frozen=True)
class NewMonth:
    """A month of work elsewhere, or here before the books began (`employer` empty); `month` is its first day."""

    worker_id: int
    month: date
    employer: str = ""
    half_days: int | None = None
    minutes: int | None = None
    pay_fen: int | None = None
    paid_fen: int | None = None
    mode: str = ""
    region: str = ""
    source: str = ""
    checked_on: date | None = None


@dataclass(frozen=True)
class NewCost:
    """A cost of a month, in fen, with its voucher; `month` is its first day."""

    kind: str
    month: date
    fen: int
    voucher: str = ""
    source: str = ""
    checked_on: date | None = None


def record_receipts(actor: Actor, now: datetime, workshop_id: int, rows: Sequence[NewReceipt]) -> list[int]:
    """Adds money received; answers the ids. Raises Refused."""
    for row in rows:
        _refuse(not row.scheme.strip(), "没有写是哪项补贴", "scheme")
        _refuse(row.fen < 0 or row.months < 0, "金额和月数不能小于零", "fen")
    return _add(actor, now, workshop_id, ClaimReceiptRow, "receipt.record", rows)


def record_trainings(actor: Actor, now: datetime, workshop_id: int, rows: Sequence[NewTraining]) -> list[int]:
    """Adds trainings; answers the ids. Raises Refused."""
    for row in rows:
        _refuse(row.kind not in TRAININGS, f"培训没有「{row.kind}」;应是{'、'.join(TRAININGS)}", "kind")
        _refuse(row.mentor_id == row.worker_id, "师傅和学员是同一个人", "mentor")
    return _add(actor, now, workshop_id, ClaimTrainingRow, "training.record", rows)


def record_months(actor: Actor, now: datetime, workshop_id: int, rows: Sequence[NewMonth]) -> list[int]:
    """Adds months of work elsewhere; answers the ids. Raises Refused."""
    for row in rows:
        _refuse(row.month.day != 1, "月份应写那个月的 1 日", "month")
        _refuse(bool(row.mode) and row.mode not in MODES, f"没有用工方式「{row.mode}」", "mode")
    return _add(actor, now, workshop_id, ClaimMonthRow, "month.record", rows)


def record_costs(actor: Actor, now: datetime, workshop_id: int, rows: Sequence[NewCost]) -> list[int]:
    """Adds costs; answers the ids. Raises Refused."""
    for row in rows:
        _refuse(row.kind not in COSTS, f"费用没有「{row.kind}」;应是{'、'.join(COSTS)}", "kind")
        _refuse(row.month.day != 1, "月份应写那个月的 1 日", "month")
        _refuse(row.fen <= 0, "费用应大于零", "fen")
    return _add(actor, now, workshop_id, ClaimCostRow, "cost.record", rows)


_TABLES: dict[str, Any] = {
    row.__tablename__: row for row in (ClaimFactRow, ClaimReceiptRow, ClaimTrainingRow, ClaimMonthRow, ClaimCostRow)
}


def reverse_entry(actor: Actor, now: datetime, workshop_id: int, table: str, entry_id: int, reason: str) -> int:
    """Takes an entry of one of the registers back: a row that reverses it. Raises NotFound, Refused for a second time."""
    _refuse(not reason.strip(), "请写明撤回的原因", "reason")
    row = _TABLES[table]
    with transaction(actor, now) as tx:
        mine = (row.workshop_id == workshop_id, row.id == entry_id)
        found = db.session.execute(select(*row.__table__.c).where(*mine, row.reverses.is_(None))).one_or_none()
        if found is None:
            raise NotFound(f"{table} {entry_id}")
        again = select(row.id).where(row.workshop_id == workshop_id, row.reverses == entry_id)
        _refuse(db.session.scalar(again) is not None, "这一条已经撤回", "reason")
        key = new_id()
        stamp = {"recorded_at": now, "recorded_by": actor.name, "reverses": entry_id, "reason": reason.strip()[:200]}
        values = dict(found._mapping) | stamp | {"id": key}
        if "sealed" in values:
            values["sealed"] = None  # bound to the row it stands in
        tx.insert(row, [values])
        tx.tell("fact.reverse", f"{table}/{entry_id}", {"reason": reason.strip()}, workshop_id)
    return key


def _refuse(wrong: bool, sentence: str, field: str) -> None:
    if wrong:
        raise Refused(sentence, "", field)


def _add(actor: Actor, now: datetime, workshop_id: int, table: Any, verb: str, rows: Sequence[Any]) -> list[int]:
    for row in rows:
        check_source(row.source, row.checked_on, now)
        _refuse(hasattr(row, "last") and row.last < row.first, "止期在起期之前", "last")
    stamp = {"recorded_at": now, "recorded_by": actor.name, "reverses": None, "reason": ""}
    with transaction(actor, now) as tx:
        people = [getattr(row, name, None) for row in rows for name in ("worker_id", "mentor_id")]
        check_workers(workshop_id, people)
        values = [{"workshop_id": workshop_id, "id": new_id()} | asdict(row) | stamp for row in rows]
        tx.insert(table, values)
        detail = asdict(rows[0]) if len(rows) == 1 else {"digest": digest_rows(asdict(row) for row in rows)}
        tx.tell(verb, f"workshop/{workshop_id}", detail | {"count": len(rows)}, workshop_id)
    return [row["id"] for row in values]
