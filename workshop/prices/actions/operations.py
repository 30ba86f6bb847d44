"""Operations are added, renamed on the record, withdrawn; never deleted once something used them."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from workshop.kernel.faults import Refused
from workshop.kernel.reasons import require_reason
from workshop.kernel.text import has_forbidden
from workshop.prices.queries.book import operation_ids
from workshop.prices.queries.lists import get_operation
from workshop.prices.rows import OperationRow, ProductRow
from workshop.store.audit import Actor, digest_rows
from workshop.store.database import change_rows, db
from workshop.store.ids import new_id
from workshop.store.transaction import Transaction, transaction


@dataclass(frozen=True)
class NewOperation:
    """An operation as a file or form gives it; `std_seconds` a piece or None."""

    op_code: str
    product_code: str
    product_name: str
    seq: int
    op_name: str
    unit: str
    std_seconds: int | None


_FIELDS = {
    "op_code": ("工序编号", 32),
    "product_code": ("产品编号", 32),
    "product_name": ("产品", 80),
    "op_name": ("工序", 80),
    "unit": ("单位", 8),
}


def add_operations(
    actor: Actor, now: datetime, workshop_id: int, rows: Iterable[NewOperation], import_id: int | None = None
) -> dict[str, int]:
    """Adds operations, and products that are new; answers code → id of these rows. Refused for a code that is taken."""
    rows = list(rows)
    with transaction(actor, now) as tx:
        known = set(operation_ids(workshop_id))
        for row in rows:
            _check(row, known)
            known.add(row.op_code)
        products = _product_ids(tx, workshop_id, rows)
        ids = {row.op_code: new_id() for row in rows}
        tx.insert(OperationRow, [_values(workshop_id, ids[row.op_code], products, row, import_id) for row in rows])
        _tell(tx, workshop_id, rows, ids, import_id)
    return ids


def rename_operation(
    actor: Actor,
    now: datetime,
    workshop_id: int,
    operation_id: int,
    name: str,
    reason: str,
    seq: int | None = None,
    std_seconds: int | None = None,
) -> None:
    """Another name, place in the order or standard time; what was before stands in the leaf. The unit never changes.

    Raises NotFound, Refused.
    """
    reason = require_reason(reason, "改工序", "名称写错、次序排错")
    name = _sound("op_name", name.strip())
    with transaction(actor, now) as tx:
        was = get_operation(workshop_id, operation_id)
        seq = was.seq if seq is None else seq
        _check_numbers(was.code, seq, std_seconds)
        values = {"name": name, "seq": seq, "std_seconds": std_seconds}
        before = {field: getattr(was, field) for field in values}
        _update(workshop_id, operation_id, values)
        told = {"before": before, "after": values, "reason": reason}
        tx.tell("operation.rename", f"operation/{operation_id}", told, workshop_id)


def withdraw_operation(
    actor: Actor, now: datetime, workshop_id: int, operation_id: int, on: date, reason: str = ""
) -> None:
    """From this day on the operation is not offered for entry; what was recorded stays."""
    with transaction(actor, now) as tx:
        get_operation(workshop_id, operation_id)
        _update(workshop_id, operation_id, {"withdrawn_on": on})
        tx.tell("operation.withdraw", f"operation/{operation_id}", {"on": on, "reason": reason}, workshop_id)


def restore_operation(actor: Actor, now: datetime, workshop_id: int, operation_id: int) -> None:
    """Offers a withdrawn operation again."""
    with transaction(actor, now) as tx:
        was = get_operation(workshop_id, operation_id)
        _update(workshop_id, operation_id, {"withdrawn_on": None})
        tx.tell("operation.restore", f"operation/{operation_id}", {"was": was.withdrawn_on}, workshop_id)


def undo_operations(actor: Actor, now: datetime, workshop_id: int, import_id: int) -> int:
    """Takes back the operations of an import (its prices first, see `undo_prices`). Refused when anything uses one."""
    row = OperationRow
    try:
        with transaction(actor, now) as tx:
            mine = (row.workshop_id == workshop_id, row.import_id == import_id)
            count = change_rows(delete(row).where(*mine))
            used = select(row.product_id).where(row.workshop_id == workshop_id)
            empty = (ProductRow.workshop_id == workshop_id, ProductRow.id.not_in(used))
            db.session.execute(delete(ProductRow).where(*empty))
            tx.tell("operation.undo_import", f"import/{import_id}", {"count": count}, workshop_id)
    except IntegrityError as error:  # a price or an entry holds the operation fast
        raise Refused("这次导入的工序已经有单价或产量", "请先撤回单价、冲销产量", "import_id") from error
    return count


def _check(row: NewOperation, known: set[str]) -> None:
    for field in _FIELDS:
        _sound(field, getattr(row, field))
    if row.op_code in known:
        raise Refused(f"工序编号「{row.op_code}」已经有了", "请换一个编号", "op_code")
    _check_numbers(row.op_code, row.seq, row.std_seconds)


def _check_numbers(op_code: str, seq: int, std_seconds: int | None) -> None:
    if not 0 <= seq <= 9999:
        raise Refused(f"{op_code} 的序 {seq} 不对", "应是 0 到 9999 的整数", "seq")
    if std_seconds is not None and not 0 < std_seconds <= 864_000:
        raise Refused(f"{op_code} 的标准秒 {std_seconds} 不对", "应是正整数,不知道就留空", "std_seconds")


def _sound(field: str, value: str) -> str:
    label, most = _FIELDS[field]
    if not value:
        raise Refused(f"没有填写{label}", f"请填写{label}", field)
    if len(value) > most or has_forbidden(value):
        raise Refused(f"{label}太长或含有不能保存的字符", f"最多 {most} 个字", field)
    return value


def _product_ids(tx: Transaction, workshop_id: int, rows: Sequence[NewOperation]) -> dict[str, int]:
    """Product code → id; a product of the same code must have the same name."""
    query = select(ProductRow.code, ProductRow.id, ProductRow.name).where(ProductRow.workshop_id == workshop_id)
    known = {code: (key, name) for code, key, name in db.session.execute(query)}
    new: dict[str, tuple[int, str]] = {}
    for row in rows:
        _, name = known.get(row.product_code) or new.setdefault(row.product_code, (new_id(), row.product_name))
        if name != row.product_name:
            message = f"产品编号「{row.product_code}」是「{name}」,不是「{row.product_name}」"
            raise Refused(message, "请核对产品编号和名称", "product_name")
    values = [{"workshop_id": workshop_id, "id": key, "code": c, "name": name} for c, (key, name) in new.items()]
    tx.insert(ProductRow, values)
    return {code: key for code, (key, _) in (known | new).items()}


def _values(
    workshop_id: int, operation_id: int, products: dict[str, int], row: NewOperation, import_id: int | None
) -> dict[str, Any]:
    return {
        "workshop_id": workshop_id,
        "id": operation_id,
        "product_id": products[row.product_code],
        "code": row.op_code,
        "seq": row.seq,
        "name": row.op_name,
        "unit": row.unit,
        "std_seconds": row.std_seconds,
        "withdrawn_on": None,
        "import_id": import_id,
    }


def _tell(
    tx: Transaction, workshop_id: int, rows: Sequence[NewOperation], ids: dict[str, int], import_id: int | None
) -> None:
    if import_id is not None:
        detail = {"count": len(rows), "sha256": digest_rows(asdict(row) for row in rows)}
        tx.tell("operation.import", f"import/{import_id}", detail, workshop_id)
        return
    for row in rows:
        tx.tell("operation.add", f"operation/{ids[row.op_code]}", asdict(row), workshop_id)


def _update(workshop_id: int, operation_id: int, values: dict[str, Any]) -> None:
    mine = (OperationRow.workshop_id == workshop_id, OperationRow.id == operation_id)
    db.session.execute(update(OperationRow).where(*mine).values(**values))
