"""A county's minimum wage compared with its source on a day, or taken back; both are told."""

from dataclasses import asdict, replace
from datetime import date, datetime

from sqlalchemy import delete, select

from workshop.kernel.faults import NotFound, Refused
from workshop.kernel.reasons import require_reason
from workshop.pay.actions.agreed import NewMinimumWage, set_minimum_wages
from workshop.pay.rows import MinimumWageRow
from workshop.store.audit import Actor
from workshop.store.database import db
from workshop.store.transaction import transaction


def check_minimum_wage(
    actor: Actor, now: datetime, county_code: str, valid_from: date, checked_on: date, on: date
) -> None:
    """Somebody has compared the figure with the published one on a day that is not after today (`on`)."""
    if checked_on > on:
        raise Refused(f"核对日期 {checked_on} 还没有到", "请写实际核对的那一天", "checked_on")
    with transaction(actor, now):
        set_minimum_wages(actor, now, [replace(_get(county_code, valid_from), checked_on=checked_on)])


def withdraw_minimum_wage(actor: Actor, now: datetime, county_code: str, valid_from: date, reason: str) -> None:
    """Takes a figure back that was put down by mistake; the audit keeps it."""
    reason = require_reason(reason, "撤回", "看错了文件")
    row = MinimumWageRow
    with transaction(actor, now) as tx:
        before = _get(county_code, valid_from)
        db.session.execute(delete(row).where(row.county_code == county_code, row.valid_from == valid_from))
        detail = {"before": asdict(before), "reason": reason}
        tx.tell("withdraw.minimum_wage", f"minimum_wage/{county_code}", detail)


def _get(county_code: str, valid_from: date) -> NewMinimumWage:
    columns = [getattr(MinimumWageRow, name) for name in NewMinimumWage.__dataclass_fields__]
    mine = (MinimumWageRow.county_code == county_code, MinimumWageRow.valid_from == valid_from)
    found = db.session.execute(select(*columns).where(*mine)).one_or_none()
    if found is None:
        raise NotFound(f"minimum wage {county_code} {valid_from}")
    return NewMinimumWage(*found)
