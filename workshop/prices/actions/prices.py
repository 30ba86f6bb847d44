"""Prices from a day on, and slabs. A price typed wrongly is corrected by a later version of the same day."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import delete, select

from workshop.kernel.faults import Refused
from workshop.prices.queries.book import newest_prices, operation_ids
from workshop.prices.rows import PriceRow, TierRow
from workshop.prices.rules import Price, check_price
from workshop.store.audit import Actor, digest_rows
from workshop.store.database import change_rows, db
from workshop.store.transaction import Transaction, transaction


@dataclass(frozen=True)
class NewPrice:
    """A price in 1/10000 yuan from a day on; `grade` empty for all, `defect_charge` None for none."""

    op_code: str
    valid_from: date
    grade: str
    rate: int
    defect_charge: int | None
    source: str = ""


@dataclass(frozen=True)
class NewTier:
    """A slab: `rate` (1/10000 yuan) above `above` (1/1000 units) a day."""

    op_code: str
    valid_from: date
    above: int
    rate: int


def set_prices(
    actor: Actor,
    now: datetime,
    workshop_id: int,
    rows: Iterable[NewPrice],
    import_id: int | None = None,
    on: date | None = None,
) -> tuple[str, ...]:
    """Sets prices; what is the same already is left. Answers warnings, as for a price of a past day: recorded entries keep theirs."""
    rows, on = list(rows), on or (now + timedelta(hours=8)).date()
    with transaction(actor, now) as tx:
        ids, newest = operation_ids(workshop_id), newest_prices(workshop_id)
        new, warnings = [], []
        for row in rows:
            key = (_operation(ids, row.op_code), row.grade, row.valid_from)
            _check(row)
            version, there = newest.get(key, (0, None))
            price = Price(row.rate, row.grade, row.valid_from, row.defect_charge)
            if price == there:
                continue
            newest[key] = (version + 1, price)
            new.append(_values(actor, now, workshop_id, key[0], version + 1, row, import_id))
            if row.valid_from < on and import_id is None:
                warnings.append(_past_sentence(row))
        tx.insert(PriceRow, new)
        _tell(tx, "price", workshop_id, rows, ids, import_id)
    return tuple(warnings)


def set_tiers(
    actor: Actor, now: datetime, workshop_id: int, rows: Iterable[NewTier], import_id: int | None = None
) -> None:
    """Sets slabs; all rows of an operation and day are one set and replace that set. Refused for slabs that cannot be meant."""
    rows = list(rows)
    with transaction(actor, now) as tx:
        ids = operation_ids(workshop_id)
        sets: dict[tuple[int, date], dict[int, int]] = {}
        for row in rows:
            check_price(row.rate, None, row.op_code)
            slabs = sets.setdefault((_operation(ids, row.op_code), row.valid_from), {})
            if row.above <= 0 or row.above in slabs:
                raise Refused(f"{row.op_code} 的阶梯数量重复或不大于 0", "每一档填一个不同的数量", "above")
            slabs[row.above] = row.rate
        for (operation, start), slabs in sets.items():
            mine = (TierRow.workshop_id == workshop_id, TierRow.operation_id == operation, TierRow.valid_from == start)
            db.session.execute(delete(TierRow).where(*mine))
            common = {"workshop_id": workshop_id, "operation_id": operation, "valid_from": start}
            tx.insert(TierRow, [common | {"above": above, "rate": rate} for above, rate in sorted(slabs.items())])
        _tell(tx, "tier", workshop_id, rows, ids, import_id)


def undo_prices(
    actor: Actor,
    now: datetime,
    workshop_id: int,
    import_id: int,
    used: Iterable[tuple[int, str, date]] = (),
) -> int:
    """Takes back the prices of an import and answers how many.

    `used` are the (operation_id, grade, valid_from) that entries have fixed; the caller, who knows the entries, gives them. Refused
    when one of the import's prices is among them.
    """
    with transaction(actor, now) as tx:
        row = PriceRow
        mine = (row.workshop_id == workshop_id, row.import_id == import_id)
        brought = {
            tuple(key) for key in db.session.execute(select(row.operation_id, row.grade, row.valid_from).where(*mine))
        }
        if brought & set(used):
            raise Refused("这次导入的单价已经用在产量上", "请先冲销那些产量,或录入新的单价", "import_id")
        count = change_rows(delete(row).where(*mine))
        tx.tell("price.undo_import", f"import/{import_id}", {"count": count}, workshop_id)
    return count


def _operation(ids: dict[str, int], code: str) -> int:
    if code not in ids:
        raise Refused(f"没有编号为「{code}」的工序", "请先添加工序,或核对编号", "op_code")
    return ids[code]


def _check(row: NewPrice) -> None:
    check_price(row.rate, row.defect_charge, row.op_code)
    if len(row.grade) > 20:
        raise Refused(f"{row.op_code}:等级最多 20 个字", "请改短", "grade")


def _past_sentence(row: NewPrice) -> str:
    return f"{row.op_code} 的新单价从 {row.valid_from} 起:已经录入的产量仍按录入时的单价算,要改请冲销后重录"


def _values(
    actor: Actor, now: datetime, workshop_id: int, operation_id: int, version: int, row: NewPrice, import_id: int | None
) -> dict[str, Any]:
    return {
        "workshop_id": workshop_id,
        "operation_id": operation_id,
        "grade": row.grade,
        "valid_from": row.valid_from,
        "version": version,
        "rate": row.rate,
        "defect_charge": row.defect_charge,
        "source": row.source[:200],
        "checked_on": None,
        "recorded_at": now,
        "recorded_by": actor.name,
        "import_id": import_id,
    }


def _tell(
    tx: Transaction,
    what: str,
    workshop_id: int,
    rows: Sequence[NewPrice | NewTier],
    ids: dict[str, int],
    import_id: int | None,
) -> None:
    if import_id is not None:
        detail = {"count": len(rows), "sha256": digest_rows(asdict(row) for row in rows)}
        tx.tell(f"{what}.import", f"import/{import_id}", detail, workshop_id)
        return
    for row in rows:
        tx.tell(f"{what}.set", f"operation/{ids[row.op_code]}", asdict(row), workshop_id)
