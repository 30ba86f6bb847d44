"""Dated things of a person: categories, contracts, terms of pay. A later entry never erases an earlier one."""

from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, select, update

from workshop.kernel.faults import Refused
from workshop.people.actions.corrections import get_worker_row
from workshop.people.rows import CategoryRow, ContractRow, WorkerTermsRow
from workshop.people.rules.terms import Terms
from workshop.people.rules.words import CATEGORIES, CONTRACT_KINDS, HOURS_SYSTEMS
from workshop.store.audit import Actor
from workshop.store.database import db
from workshop.store.ids import new_id
from workshop.store.transaction import transaction


def record_category(
    actor: Actor,
    now: datetime,
    workshop_id: int,
    worker_id: int,
    category: str,
    valid_from: date,
    holds: bool,
    source: str,
    checked_on: date | None = None,
) -> None:
    """A category begins (`holds`) or ends on a day, with the list or paper it was read from.

    The same category and day again is a later check of the same entry: source and day checked are renewed. Raises Refused without a source,
    for an unknown category, an end of what never began, a check in the future.
    """
    if category not in CATEGORIES:
        raise Refused(f"不认识的人员类别「{category}」", "应是" + "、".join(CATEGORIES), "category")
    if not source.strip():
        raise Refused("没有写来源", "例如 乡镇 2026 年 3 月名单第 12 号、脱贫证明", "source")
    if checked_on and checked_on > (now + timedelta(hours=8)).date():  # `now` is UTC, the day is that of Shanghai
        raise Refused(f"核对日期 {checked_on} 还没有到", "请填实际核对的那一天", "checked_on")
    with transaction(actor, now) as tx:
        get_worker_row(workshop_id, worker_id)
        row = CategoryRow
        mine = (row.workshop_id == workshop_id, row.worker_id == worker_id, row.category == category)
        _refuse_end_of_nothing(mine, category, valid_from, holds)
        values = {"holds": holds, "source": source.strip()[:200], "checked_on": checked_on}
        there = db.session.execute(
            select(row.holds, row.source, row.checked_on).where(*mine, row.valid_from == valid_from)
        ).one_or_none()
        if there:
            db.session.execute(update(row).where(*mine, row.valid_from == valid_from).values(**values))
        else:
            key = {"workshop_id": workshop_id, "worker_id": worker_id, "category": category, "valid_from": valid_from}
            tx.insert(row, [key | values | {"recorded_at": now}])
        told = values | {"category": category, "valid_from": valid_from, "before": list(there) if there else None}
        tx.tell("category.record", f"worker/{worker_id}", told, workshop_id)


def record_contract(
    actor: Actor,
    now: datetime,
    workshop_id: int,
    worker_id: int,
    kind: str,
    valid_from: date | None,
    valid_to: date | None = None,
    number: str = "",
) -> int:
    """A contract; renewing is a new one. Answers its id; raises Refused for an unknown kind or an end before the start."""
    if kind not in CONTRACT_KINDS:
        raise Refused(f"不认识的合同类型「{kind}」", "应是" + "、".join(CONTRACT_KINDS), "kind")
    if valid_from and valid_to and valid_to < valid_from:
        raise Refused("合同止期在起期之前", "请核对合同的起止日期", "valid_to")
    with transaction(actor, now) as tx:
        get_worker_row(workshop_id, worker_id)
        facts = {"kind": kind, "number": number.strip()[:40], "valid_from": valid_from, "valid_to": valid_to}
        key = new_id()
        tx.insert(
            ContractRow,
            [facts | {"workshop_id": workshop_id, "id": key, "worker_id": worker_id, "recorded_at": now}],
        )
        tx.tell("contract.record", f"worker/{worker_id}", dict(facts), workshop_id)
    return key


def record_terms(actor: Actor, now: datetime, workshop_id: int, worker_id: int, valid_from: date, terms: Terms) -> None:
    """Working-hours system, grade and rates from a day on; the same day again corrects it, and the leaf keeps what it was."""
    if terms.hours_system not in HOURS_SYSTEMS:
        raise Refused("不认识的工时制度", "应是" + "、".join(HOURS_SYSTEMS.values()), "hours_system")
    for field in ("monthly_fen", "daily_fen", "hourly_fen"):
        if (getattr(terms, field) or 0) < 0:
            raise Refused("工资标准不能是负数", "请核对后重新输入", field)
    if len(terms.grade) > 20:
        raise Refused("等级最多 20 个字", "请改短", "grade")
    with transaction(actor, now) as tx:
        worker = get_worker_row(workshop_id, worker_id)
        if valid_from < worker.hire_date:
            raise Refused(f"生效日期在入职日期 {worker.hire_date} 之前", "请核对日期", "valid_from")
        row = WorkerTermsRow
        mine = (row.workshop_id == workshop_id, row.worker_id == worker_id, row.valid_from == valid_from)
        values = {name: getattr(terms, name) for name in Terms.__dataclass_fields__}
        columns = [getattr(row, name) for name in values]
        there = db.session.execute(select(*columns).where(*mine)).one_or_none()
        if there:
            db.session.execute(update(row).where(*mine).values(**values))
        else:
            tx.insert(row, [values | {"workshop_id": workshop_id, "worker_id": worker_id, "valid_from": valid_from}])
        told = values | {"valid_from": valid_from, "before": list(there) if there else None}
        tx.tell("terms.record", f"worker/{worker_id}", told, workshop_id)


def _refuse_end_of_nothing(mine: tuple[ColumnElement[bool], ...], category: str, valid_from: date, holds: bool) -> None:
    if holds:
        return
    row = CategoryRow
    earlier = select(row.holds).where(*mine, row.valid_from <= valid_from).order_by(row.valid_from.desc()).limit(1)
    if not db.session.scalar(earlier):
        raise Refused(f"{valid_from} 之前没有登记过「{category}」", "没有开始的类别不用写结束", "valid_from")
