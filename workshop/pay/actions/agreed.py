"""What is agreed, ordered or imported before a run: minimum wages, allowances, advances, deductions, earlier months."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from datetime import date as date_type
from typing import Any

from sqlalchemy import delete, select, tuple_

from workshop.floor.queries.facts import locked_days
from workshop.kernel.faults import Refused
from workshop.pay.rows import AdvanceRow, AllowanceRow, DeductionRow, MinimumWageRow, PriorMonthsRow
from workshop.pay.rules.words import ALLOWANCE_KINDS, DEDUCTION_KINDS
from workshop.store.audit import Actor, digest_rows
from workshop.store.database import db
from workshop.store.ids import new_id
from workshop.store.transaction import Transaction, transaction


@dataclass(frozen=True)
class NewMinimumWage:
    """The minimum wage of a county from a day on, in fen; `checked_on` is the day a person last compared it."""

    county_code: str
    valid_from: date
    monthly_fen: int
    hourly_fen: int
    source: str = ""
    checked_on: date | None = None


@dataclass(frozen=True)
class NewAllowance:
    """An allowance item (pay rules 6.1); `worker_id` None: everyone of the workshop."""

    worker_id: int | None
    name: str
    kind: str
    amount_fen: int
    counts: bool
    taxable: bool
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class NewAdvance:
    """An advance 借支, repaid from its date on (7.4)."""

    worker_id: int
    date: date
    amount_fen: int
    reason: str = ""


@dataclass(frozen=True)
class NewDeduction:
    """A deduction of one of DEDUCTION_KINDS in the period of its date (7.1, 7.3, 7.6).

    `agreement` is what was agreed, by whom and on which day; None: nobody has shown one (7.6).
    """

    worker_id: int
    date: date
    amount_fen: int
    kind: str
    agreement: str | None = None
    agreed_by: str | None = None
    agreed_on: date_type | None = None


@dataclass(frozen=True)
class NewPriorMonths:
    """Wages of the tax year before the first period here, taxable and after personal insurance (7.2)."""

    worker_id: int
    year: int
    income_fen: int
    months: int
    tax_withheld_fen: int


def set_minimum_wages(actor: Actor, now: datetime, rows: Sequence[NewMinimumWage]) -> int:
    """Puts each county's figures in force from their day; a figure of the same day is replaced and told. How many changed."""
    for row in rows:
        if row.monthly_fen <= 0 or row.hourly_fen <= 0:
            raise Refused(f"{row.county_code} {row.valid_from} 的最低工资应大于零", "请按当地公布的标准填写")
    with transaction(actor, now) as tx:
        stored = _stored_minimums({(row.county_code, row.valid_from) for row in rows})
        changed = [row for row in rows if stored.get((row.county_code, row.valid_from)) != row]
        _drop(MinimumWageRow, ("county_code", "valid_from"), [(row.county_code, row.valid_from) for row in changed])
        tx.insert(MinimumWageRow, [asdict(row) for row in changed])
        for row in changed:
            before = stored.get((row.county_code, row.valid_from))
            detail = {"after": asdict(row), "before": asdict(before) if before else None}
            tx.tell("set.minimum_wage", f"minimum_wage/{row.county_code}", detail)
    return len(changed)


def _stored_minimums(keys: set[tuple[str, date]]) -> dict[tuple[str, date], NewMinimumWage]:
    names = NewMinimumWage.__dataclass_fields__
    found = db.session.execute(select(*(getattr(MinimumWageRow, name) for name in names)))
    lines = (NewMinimumWage(*row) for row in found)
    return {key: line for line in lines if (key := (line.county_code, line.valid_from)) in keys}


def add_allowances(
    actor: Actor, now: datetime, workshop_id: int, rows: Sequence[NewAllowance], import_id: int | None = None
) -> int:
    """Adds allowance items; `once` needs its day, and one that locked pay has not used: it would never be paid (8.3)."""
    for row in rows:
        if row.kind not in ALLOWANCE_KINDS:
            raise Refused(f"津贴「{row.name}」的种类「{row.kind}」不认识", f"请用 {'、'.join(ALLOWANCE_KINDS)} 之一")
        if row.kind == "once" and row.valid_from is None:
            raise Refused(f"一次性津贴「{row.name}」没有日期", "请填写生效日期,它决定计入哪一期")
    _refuse_locked(workshop_id, [row for row in rows if row.kind == "once"])
    return _add(actor, now, workshop_id, AllowanceRow, "add.allowances", rows, import_id)


def _refuse_locked(workshop_id: int, rows: Sequence[NewAllowance]) -> None:
    locked = locked_days(workshop_id) if rows else {}
    for row in rows:
        ends = locked.values() if row.worker_id is None else [locked[row.worker_id]] if row.worker_id in locked else []
        if row.valid_from is not None and any(row.valid_from <= end for end in ends):
            sentence = f"一次性津贴「{row.name}」的日期 {row.valid_from} 已在锁定的工资里(到 {max(ends)})"
            raise Refused(sentence, f"请写 {max(ends)} 以后的日期,随下一期发放", field="valid_from")


def add_advances(
    actor: Actor, now: datetime, workshop_id: int, rows: Sequence[NewAdvance], import_id: int | None = None
) -> int:
    """Adds advances; each is repaid once, out of the first run that reaches its date."""
    _refuse_not_positive(rows, "借支")
    return _add(actor, now, workshop_id, AdvanceRow, "add.advances", rows, import_id)


def add_deductions(
    actor: Actor, now: datetime, workshop_id: int, rows: Sequence[NewDeduction], import_id: int | None = None
) -> int:
    """Adds deductions of known kinds."""
    _refuse_not_positive(rows, "扣款")
    for row in rows:
        if row.kind not in DEDUCTION_KINDS:
            raise Refused(f"扣款类别「{row.kind}」不认识", f"请用 {'、'.join(DEDUCTION_KINDS)} 之一")
    return _add(actor, now, workshop_id, DeductionRow, "add.deductions", rows, import_id)


def set_prior_months(
    actor: Actor, now: datetime, workshop_id: int, rows: Sequence[NewPriorMonths], import_id: int | None = None
) -> int:
    """Puts down what was earned and withheld before the first period here; a year typed again replaces the first."""
    for row in rows:
        if not 0 <= row.months <= 11 or row.income_fen < 0 or row.tax_withheld_fen < 0:
            raise Refused(f"{row.year} 年以前月份的累计数不对", "月数应在 0 到 11 之间,收入和已扣税不能是负数")
    with transaction(actor, now) as tx:
        keys = [(workshop_id, row.worker_id, row.year) for row in rows]
        _drop(PriorMonthsRow, ("workshop_id", "worker_id", "year"), keys)
        tx.insert(PriorMonthsRow, [asdict(row) | {"workshop_id": workshop_id, "recorded_at": now} for row in rows])
        _tell(tx, workshop_id, "set.prior_months", PriorMonthsRow, rows, import_id)
    return len(rows)


def _refuse_not_positive(rows: Sequence[NewAdvance | NewDeduction], what: str) -> None:
    for row in rows:
        if row.amount_fen <= 0:
            raise Refused(f"{row.date} 的{what}金额应大于零", "请改正金额", field="amount")


def _add(
    actor: Actor, now: datetime, workshop_id: int, table: Any, action: str, rows: Sequence[Any], import_id: int | None
) -> int:
    with transaction(actor, now) as tx:
        keys = {"workshop_id": workshop_id, "import_id": import_id}
        tx.insert(table, [asdict(row) | keys | {"id": new_id()} for row in rows])
        _tell(tx, workshop_id, action, table, rows, import_id)
    return len(rows)


def _tell(
    tx: Transaction, workshop_id: int, action: str, table: Any, rows: Sequence[Any], import_id: int | None
) -> None:
    if rows:
        detail = {"rows": len(rows), "sha256": digest_rows(asdict(row) for row in rows), "import_id": import_id}
        tx.tell(action, table.__tablename__, detail, workshop_id)


def _drop(table: Any, columns: tuple[str, ...], keys: Sequence[tuple[Any, ...]]) -> None:
    """Removes the rows with these keys, some hundreds at a time (SQLite's limit of variables)."""
    for start in range(0, len(keys), 300):
        key = tuple_(*(getattr(table, name) for name in columns))
        db.session.execute(delete(table).where(key.in_(keys[start : start + 300])))
