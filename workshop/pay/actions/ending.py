"""What was agreed comes to its end: an allowance on a day, a mistaken entry by its reversal, a deduction gets its agreement."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import exists, select, update

from workshop.kernel.faults import NotFound, Refused
from workshop.kernel.money import format_yuan
from workshop.kernel.reasons import require_reason
from workshop.pay.rows import (
    AdvanceRow,
    AgreedReversalRow,
    AllowanceRow,
    DeductionRow,
    PayRunRow,
    SlipLineRow,
    SlipRow,
    SlipSourceRow,
)
from workshop.store.audit import Actor
from workshop.store.database import change_rows, db
from workshop.store.transaction import transaction

_TABLES: dict[str, Any] = {"advance": AdvanceRow, "deduction": DeductionRow, "allowance": AllowanceRow}
_WORDS = {"advance": "借支", "deduction": "扣款", "allowance": "津贴"}
_LOCKED = PayRunRow.state.in_(("locked", "paid"))


@dataclass(frozen=True)
class Agreement:
    """The agreement 协议 of a deduction of 7.6: what it says, who agreed, on which day."""

    agreement: str
    agreed_by: str
    agreed_on: date


def end_allowance(actor: Actor, now: datetime, workshop_id: int, allowance_id: int, last: date) -> None:
    """The allowance is paid for the last time for `last`; locked pay does not change."""
    with transaction(actor, now) as tx:
        row = _get(AllowanceRow, workshop_id, allowance_id)
        if row["kind"] == "once":
            raise Refused("一次性津贴没有结束日期", "记错的请撤销", "last")
        if row["valid_from"] is not None and last < row["valid_from"]:
            raise Refused(f"结束日期 {last} 早于开始日期 {row['valid_from']}", "从来不该发的请撤销", "last")
        mine = (AllowanceRow.workshop_id == workshop_id, AllowanceRow.id == allowance_id)
        change_rows(update(AllowanceRow).where(*mine).values(valid_to=last))
        detail = {"name": row["name"], "before": row["valid_to"], "after": last}
        tx.tell("end.allowance", f"allowance/{allowance_id}", detail, workshop_id)


def reverse_agreed(actor: Actor, now: datetime, workshop_id: int, kind: str, source_id: int, reason: str) -> None:
    """Takes back an advance, deduction or allowance that no locked pay has used; the entry stays, with its reversal."""
    reason = require_reason(reason, "撤销", "重复登记、记到别人名下了")
    with transaction(actor, now) as tx:
        row = _get(_TABLES[kind], workshop_id, source_id)
        if _used(workshop_id, kind, source_id, row):
            mend = "请改填结束日期" if kind == "allowance" else "请在下一期冲正,或用一次性津贴补回"
            raise Refused(f"这笔{_WORDS[kind]}已经算进锁定的工资", mend, "reason")
        mine = (AgreedReversalRow.kind == kind, AgreedReversalRow.source_id == source_id)
        if db.session.scalar(select(exists().where(AgreedReversalRow.workshop_id == workshop_id, *mine))):
            raise Refused(f"这笔{_WORDS[kind]}已经撤销过", "不用再撤", "reason")
        keys = {"workshop_id": workshop_id, "kind": kind, "source_id": source_id}
        tx.insert(AgreedReversalRow, [keys | {"reason": reason, "at": now, "by": actor.name}])
        detail = {"reason": reason, "amount": format_yuan(row["amount_fen"])}
        tx.tell(f"reverse.{kind}", f"{kind}/{source_id}", detail, workshop_id)


def _used(workshop_id: int, kind: str, source_id: int, row: Any) -> bool:
    """Locked pay holds it: by its key, or for an allowance by its name in the time it was valid."""
    slip, line, source, run = SlipRow, SlipLineRow, SlipSourceRow, PayRunRow
    of_run = (run.workshop_id == slip.workshop_id, run.id == slip.run_id, _LOCKED, slip.workshop_id == workshop_id)
    mine: list[Any]
    if kind == "allowance":
        mine = [line.workshop_id == slip.workshop_id, line.slip_id == slip.id, line.kind == "allowance"]
        mine += [line.name == row["name"], line.price == row["amount_fen"]]
        mine += [slip.worker_id == row["worker_id"]] if row["worker_id"] is not None else []
        mine += [slip.period >= f"{row['valid_from']:%Y-%m}"] if row["valid_from"] is not None else []
    else:
        mine = [source.workshop_id == slip.workshop_id, source.slip_id == slip.id]
        mine += [source.kind == kind, source.source_id == source_id]
    return bool(db.session.scalar(select(exists().where(*of_run, *mine))))


def record_agreement(
    actor: Actor, now: datetime, workshop_id: int, deduction_ids: tuple[int, ...], agreement: Agreement, on: date
) -> int:
    """Puts the agreement down with deductions that have none; what stands there is never overwritten. How many got it.

    `on` is today; an agreement of a later day is none yet.
    """
    if agreement.agreed_on > on:
        raise Refused(f"同意的日期 {agreement.agreed_on} 还没有到", "请写实际同意的那一天", "agreed_on")
    row = DeductionRow
    with transaction(actor, now) as tx:
        changed = 0
        for start in range(0, len(deduction_ids), 300):
            some = row.id.in_(deduction_ids[start : start + 300])
            mine = (row.workshop_id == workshop_id, some, row.agreement.is_(None))
            changed += change_rows(update(row).where(*mine).values(**asdict(agreement)))
        if not changed:
            raise Refused("没有要补记协议的扣款", "都已经有协议,或已经撤销", "agreement")
        detail = asdict(agreement) | {"rows": changed}
        tx.tell("record.agreement", "deduction", detail, workshop_id)
    return changed


def _get(row: Any, workshop_id: int, key: int) -> Any:
    columns = row.__table__.columns
    query = select(*columns).where(columns["workshop_id"] == workshop_id, columns["id"] == key)
    found = db.session.execute(query).mappings().one_or_none()
    if found is None:
        raise NotFound(f"{row.__tablename__} {key}")
    return found
