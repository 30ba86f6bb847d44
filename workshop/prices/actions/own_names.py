"""Names of products and operations in the languages of those who make them."""

from datetime import datetime
from typing import Any

from workshop.kernel.faults import Refused
from workshop.kernel.text import clean_name, has_forbidden
from workshop.prices.queries.own_names import get_product_id, list_own_names
from workshop.prices.rows import OwnNameRow
from workshop.store.audit import Actor
from workshop.store.ids import new_id
from workshop.store.transaction import transaction

LONGEST = 80


def set_own_names(
    actor: Actor, now: datetime, workshop_id: int, operation_id: int, language: str, product: str, operation: str
) -> None:
    """What an operation and its product are called in a language from now on; empty: in Chinese again. Raises NotFound, Refused."""
    made = get_product_id(workshop_id, operation_id)
    for name in (product, operation):
        if has_forbidden(name) or len(name) > LONGEST:
            raise Refused("名称太长,或有不能保存的控制字符", f"最多 {LONGEST} 个字")
    known = list_own_names(workshop_id, operation_id).get(language, ("", ""))
    by = {"workshop_id": workshop_id, "language": language, "at": now, "by": actor.name[:64], "by_id": actor.account_id}
    targets = ({"product_id": made, "operation_id": None}, {"product_id": None, "operation_id": operation_id})
    rows: list[dict[str, Any]] = [
        by | target | {"id": new_id(), "name": clean_name(name)}
        for target, name, before in zip(targets, (product, operation), known, strict=True)
        if clean_name(name) != before
    ]
    with transaction(actor, now) as tx:
        tx.insert(OwnNameRow, rows)
        if rows:
            told = {"language": language, "names": [row["name"] for row in rows]}
            tx.tell("operation.own_name", f"operation/{operation_id}", told, workshop_id)
